"""Where a number that is not finite came from: the first quantity, and the operation."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from whygrad.insight.entries import Place, place_text
from whygrad.insight.figures import Figures
from whygrad.insight.rounding import DIGITS, figure
from whygrad.insight.scenes import Scene
from whygrad.insight.slices import values_over
from whygrad.language.equations import Equation
from whygrad.language.expressions import Entry, Expression, Reduction, children, rename_free
from whygrad.language.notation import text


@dataclass(frozen=True)
class Fault:
    """The first entry that is not finite, in the order of the list, and what made it so."""

    name: str
    place: Place
    value: float
    operation: Expression


def find_fault(scene: Scene) -> Fault | None:
    for equation in (*scene.step.forward, *scene.step.backward):
        values = np.asarray(scene.values.get(equation.name, 0.0))
        if not np.isfinite(values).all():
            place = tuple(int(p) for p in np.argwhere(~np.isfinite(values))[0])
            return Fault(equation.name, place, float(values[place]), broken(equation, place, scene))
    return None


def broken(equation: Equation, place: Place, scene: Scene) -> Expression:
    """The innermost part of the right side that is not finite though its operands are."""
    at = dict(zip(equation.target.indexes, map(str, place), strict=True))
    part = rename_free(equation.expression, at)
    while (inner := broken_operand(part, scene)) is not None:
        part = inner
    return part


def broken_operand(part: Expression, scene: Scene) -> Expression | None:
    """An operand, or one term of a sum, that is not finite itself."""
    dtype = scene.history.dtype
    if isinstance(part, Reduction):
        values = values_over(part.body, part.indexes, scene, dtype)
        bad = np.argwhere(~np.isfinite(values))
        if not len(bad):
            return None
        return rename_free(part.body, dict(zip(part.indexes, map(str, bad[0]), strict=True)))
    for operand in children(part):
        if not np.isfinite(values_over(operand, (), scene, dtype)):
            return operand
    return None


def fault_notes(scene: Scene, equation: Equation, place: Place, value: float) -> tuple[str, ...]:
    """Sentences on a value that is not finite: where that began, and what made it."""
    if math.isfinite(value):
        return ()
    name = equation.name
    fault = find_fault(scene)
    if fault is None:  # then it is the update that overflows
        fault = Fault(name, place, value, broken(equation, place, scene))
    first = place_text(fault.name, fault.place)
    own = (fault.name, fault.place) == (name, place)
    here = "is the first number" if own else "comes from the first number"
    what = "" if own else f", which is `{first}`"
    lead = f"`{place_text(name, place)}` {here} of step {scene.number} that is not finite{what}."
    return (lead, operation_note(fault, scene), *step_note(scene, fault.name))


def operation_note(fault: Fault, scene: Scene) -> str:
    part, value = fault.operation, figure(fault.value)
    entry = place_text(fault.name, fault.place)
    if isinstance(part, Reduction):
        values = values_over(part.body, part.indexes, scene)
        largest = figure(float(values.ravel()[np.argmax(np.abs(values))]), DIGITS)
        return (
            f"In `{entry}` it is made by `{text(part)}`: each of its {values.size} terms is finite,"
            f" the largest {largest}, but not their {part.kind}."
        )
    if isinstance(part, Entry):
        return f"`{entry}` reads `{text(part)}`, which is {value} already."
    figures = Figures(scene, DIGITS).in_place(part, DIGITS)
    result = figure(float(values_over(part, (), scene, scene.history.dtype)))
    return f"In `{entry}` it is made by `{text(part)}`: {text(figures)} gives {result}."


def step_note(scene: Scene, name: str) -> tuple[str, ...]:
    """Which step was the first with such a number, as far as the history tells."""
    stopped, scalars = scene.history.stopped, scene.history.scalars
    if name in scalars and not scene.given:
        bad = np.flatnonzero(~np.isfinite(scalars[name][: scene.number]))
        if len(bad):
            return (f"It was so in step {bad[0]} for the first time.",)
    if stopped is None or scene.given or scene.number != stopped.step:
        return ()
    first = f"Step {stopped.step} is the first one: all losses and parameters before it are finite."
    return (stopped.advice,) if stopped.step == 0 else (first, stopped.advice)
