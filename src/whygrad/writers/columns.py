"""Where data stand in a table, as programs need to know it that take raw rows."""

from __future__ import annotations

from dataclasses import dataclass

GAPS = ("", "filled", "told")  # what a missing cell may be
FILLED, TOLD = GAPS[1:]
MISSING = ("", "na", "n/a", "nan", "null", "?")  # in small letters: what a missing cell holds


@dataclass(frozen=True)
class Column:
    """Where a quantity's values stand in a table: one column, or one 0/1 column a category.

    `gaps` says what a missing cell is: refused (empty); 0, which the equations fill in
    (`filled`); or 1, and 0 one that is there (`told`).
    """

    name: str
    categories: tuple[str, ...] = ()
    gaps: str = ""

    @property
    def width(self) -> int:
        """How many numbers it gives."""
        return len(self.categories) or 1
