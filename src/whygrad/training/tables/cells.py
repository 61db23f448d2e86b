"""The cells of one column of a table, as numbers and as texts, in little memory."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence

import numpy as np

from whygrad.language.messages import short
from whygrad.writers.columns import MISSING

MOST_CATEGORIES = 1000  # different texts of a column; beyond that it holds no categories
DECIMAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
NO_NUMBER = ("nan", "inf", "infinity")
WITH_COMMAS = re.compile(r"[+-]?[0-9.]*,[0-9.,]*([eE][+-]?[0-9]+)?")


def number(text: str) -> float:
    """A decimal number, NaN or infinity. Raises `ValueError` for all else.

    Python's own `float` also takes `1_000` and the digits of other scripts.
    """
    text = text.strip()
    if not DECIMAL.fullmatch(text) and text.lower().lstrip("+-") not in NO_NUMBER:
        raise ValueError
    return float(text)


def is_number(text: str) -> bool:
    try:
        number(text)
    except ValueError:
        return False
    return True


def is_missing(text: str) -> bool:
    """Whether a cell says that its value is missing."""
    return text.strip().lower() in MISSING


def is_text(text: str) -> bool:
    """Whether it could be a category: no number, no number written otherwise, not missing."""
    stripped = text.strip()
    return (
        not is_missing(stripped) and not WITH_COMMAS.fullmatch(stripped) and not is_number(stripped)
    )


def wrong_number(text: str) -> tuple[str, str]:
    """What is wrong with a text that is no number, and what was expected."""
    stripped = text.strip()
    if is_missing(stripped):
        return "the value is missing", "Fill it in, or leave the row out."
    if WITH_COMMAS.fullmatch(stripped):
        return f"'{short(stripped)}' has a comma in it", "Expected a decimal point, as in `1.5`."
    return f"'{short(stripped)}' is no number", "Expected a decimal number, as in `1.5`."


class Cells:
    """The cells of one column.

    `numbers` goes on until the first cell that is no number; `fault` is then its position and
    text. A missing value is NaN in it. `codes` and `texts` hold every cell as text, unless
    there are too many different ones.
    """

    def __init__(self) -> None:
        self.count = 0
        self.numbers = array("d")
        self.fault: tuple[int, str] | None = None
        self.codes: array[int] | None = array("i")
        self.texts: dict[str, int] = {}

    def extend(self, cells: Sequence[str]) -> None:
        if self.fault is None:
            self.extend_numbers(cells)
        if self.codes is not None:
            self.extend_texts(cells, self.codes)
        self.count += len(cells)

    def extend_numbers(self, cells: Sequence[str]) -> None:
        joined = "".join(cells)
        plain = joined.isascii() and "_" not in joined
        read: Callable[[str], float] = float if plain else number
        try:
            self.numbers.extend(map(read, cells))
        except ValueError:  # those before the first that is none have been appended
            self.extend_with_gaps(cells[len(self.numbers) - self.count :], read)

    def extend_with_gaps(self, cells: Sequence[str], read: Callable[[str], float]) -> None:
        for text in cells:
            try:
                self.numbers.append(read(text))
            except ValueError:
                if not is_missing(text):
                    self.fault = len(self.numbers), text
                    return
                self.numbers.append(np.nan)

    def extend_texts(self, cells: Sequence[str], codes: array[int]) -> None:
        for text in set(cells).difference(self.texts):
            self.texts[text] = len(self.texts)
        if len(self.texts) > MOST_CATEGORIES:
            self.codes = None
            self.texts = {}
        else:
            codes.extend(map(self.texts.__getitem__, cells))

    @property
    def is_empty(self) -> bool:
        """Whether every value is missing."""
        return self.fault is None and bool(np.isnan(np.array(self.numbers)).all())

    @property
    def holds_text(self) -> bool:
        """Whether the first value that is there is text."""
        return (
            self.fault is not None
            and is_text(self.fault[1])
            and bool(np.isnan(np.array(self.numbers)).all())
        )

    @property
    def gap(self) -> int | None:
        """The position of the first missing value."""
        missing = np.isnan(np.array(self.numbers))
        found = [int(np.argmax(missing))] if missing.any() else []
        if lacking := [text for text in self.texts if is_missing(text)]:
            found.append(self.first(lacking)[0])
        return min(found, default=None)

    def first(self, texts: Sequence[str]) -> tuple[int, str]:
        """Position and text of the first cell that holds one of these texts."""
        codes = np.asarray(self.codes)
        positions = {text: int(np.argmax(codes == self.texts[text])) for text in texts}
        return min((position, text) for text, position in positions.items())
