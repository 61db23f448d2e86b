"""Mistakes in how arrays lie: rows for columns."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from whygrad.checking.edits import is_call, operands, parsed, replaced, with_transposes
from whygrad.checking.mistakes.kinds import Mistake, Repair, shown
from whygrad.checking.scene import Scene
from whygrad.checking.spellings import functions

TRANSPOSING = re.compile(r"transpos|^t$", re.IGNORECASE)  # names of a script's own functions


class Transposed(Mistake):
    """A transpose is missing or too many, and square shapes hide it.

    Example: `delta1 = (delta2 @ weights2) * slope`, where `weights2.T` belongs.

    Why it still trains: the last layer learns by its own, right gradient.

    How to see it: give all layers different widths; then the shapes do not fit.

    Right: dL/dH = delta2 @ weights2.T, since H goes in by H @ weights2.
    """

    id = "transposed"
    sentence = "An array is transposed where it should not be, or the other way round: {what}."

    def repairs(self, scene: Scene) -> Iterator[Repair]:
        for expression in (*with_transposes(scene.expression), *with_turned_lists(scene)):
            yield Repair(expression, f"{shown(expression)} has rows and columns right")


def with_turned_lists(scene: Scene) -> Iterator[ast.expr]:
    """The right side with one list of lists transposed: by the script's own function, by `zip`."""
    whole = scene.expression
    own = [name for name, _ in functions(scene.script.tree) if TRANSPOSING.search(name)]
    for node in ast.walk(whole):
        inner = turned(node, own)
        if inner is not None:
            yield replaced(whole, node, inner)
    iterated = {id(one.iter) for one in ast.walk(whole) if isinstance(one, ast.comprehension)}
    for node in operands(whole):
        if id(node) in iterated:
            yield replaced(whole, node, parsed(f"zip(*{ast.unparse(node)})"))
        elif own:
            yield replaced(whole, node, parsed(f"{own[0]}({ast.unparse(node)})"))
        elif is_argument(whole, node):
            text = f"[list(row) for row in zip(*{ast.unparse(node)})]"
            yield replaced(whole, node, parsed(text))


def turned(node: ast.AST, own: list[str]) -> ast.expr | None:
    """What is transposed here: `x` of `zip(*x)` and of `transpose(x)`."""
    if not isinstance(node, ast.Call) or len(node.args) != 1:
        return None
    given = node.args[0]
    if is_call(node, {"zip"}) and isinstance(given, ast.Starred):
        return given.value
    return given if isinstance(node.func, ast.Name) and node.func.id in own else None


def is_argument(whole: ast.expr, node: ast.expr) -> bool:
    calls = (one for one in ast.walk(whole) if isinstance(one, ast.Call))
    return any(node is given for call in calls for given in call.args)
