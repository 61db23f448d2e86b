"""What a kind of mistake is: how to undo it, and what to say of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from whygrad.checking.patches import Statement
from whygrad.checking.scene import Scene


@dataclass(frozen=True, slots=True)
class Repair:
    """Another right side for a faulty line, and in words what is different.

    statement  the whole statement, or several, where more changes than the right side
    anew    whether only reading the script anew can tell, as where a loop's passes add up
    """

    expression: ast.expr
    what: str
    statement: Statement | None = None
    anew: bool = False


class Mistake:
    """One kind of mistake. The docstring of each is its page in the docs."""

    id: ClassVar[str]
    sentence: ClassVar[str]  # for a pupil; `{what}` is the repair's own words

    def repairs(self, scene: Scene) -> Iterator[Repair]:
        """Right sides that undo this kind of mistake, the likeliest first; none is tried yet."""
        return iter(())

    def early_repairs(self, scene: Scene) -> Iterator[Repair]:
        """Those to be tried before all other kinds."""
        return iter(())

    def late_repairs(self, scene: Scene) -> Iterator[Repair]:
        """Others, to be tried when no kind has a likelier one."""
        return iter(())


def shown(node: ast.AST) -> str:
    """An expression as the script would write it, between backticks."""
    return f"`{ast.unparse(node)}`"
