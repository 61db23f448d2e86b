"""Updates that change an array in place: `w = w - change` as `w -= change`."""

from __future__ import annotations

from whygrad.language.equations import Equation, Step
from whygrad.language.expressions import Binary, Entry, Expression, Reduction, names_read
from whygrad.writers.reductions import flatten


def changed_in_place(step: Step) -> set[str]:
    """The parameters and states whose arrays an update may change.

    Left out is what an equation takes as it is: there two names may stand for one array.
    """
    equations = (*step.forward, *step.backward, *step.update)
    shared = {taken_whole(equation.expression) for equation in equations}
    return {e.name for e in step.update if change_of(e) is not None} - shared


def taken_whole(expression: Expression) -> str:
    """The quantity that an expression is, if NumPy makes no new array for it."""
    if isinstance(expression, Reduction) and not flatten(expression).bound:
        expression = flatten(expression).body
    return expression.name if isinstance(expression, Entry) else ""


def change_of(equation: Equation) -> tuple[str, Expression] | None:
    """The sign and the rest of an update that adds to its target, or takes away from it."""
    match equation.expression:
        case Binary("+" | "-" as sign, Entry() as left, change):
            if left == equation.target and left.name not in names_read(change):
                return sign, change
    return None
