"""Dead and saturated units: activations whose slope is 0, or nearly so, for the samples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from whygrad.insight.health.findings import Check, Finding, some
from whygrad.insight.health.subject import Subject
from whygrad.language.equations import Equation, Step
from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Negative,
    Number,
    free_indexes,
    walk,
)
from whygrad.language.messages import counted
from whygrad.language.notation import entry_text, text

NAME = "units"
FLAT = 0.01  # of the steepest slope: less is no slope to learn by
NEARLY_ALL = 0.95  # of the samples


@dataclass(frozen=True)
class Activation:
    """One use of an activation function: in which equation, and of what."""

    equation: Equation
    function: str
    whole: Expression
    argument: Expression

    def unit(self, indexes: tuple[str, ...], place: tuple[int, ...], sample: str) -> str:
        """`hidden[i, 3]`, where the equation's target has these indexes."""
        if indexes != self.equation.target.indexes:
            return f"{text(self.whole)} at {', '.join(map(str, place))}"
        rest = iter(place)
        return entry_text(
            self.equation.name, [i if i == sample else str(next(rest)) for i in indexes]
        )


def relative_tanh(z: np.ndarray) -> np.ndarray:
    return np.asarray(1 - np.tanh(z) ** 2)


# Slopes as parts of the steepest one.
SATURATING: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "sigmoid": lambda z: relative_tanh(z / 2),
    "tanh": relative_tanh,
}


def activations(equation: Equation) -> Iterator[Activation]:
    for node in walk(equation.expression):
        match node:
            case Call("relu" | "sigmoid" | "tanh" as name, (argument,)):
                yield Activation(equation, name, node, argument)
            case Call("maximum", (Number(zero), argument) | (argument, Number(zero))) if zero == 0:
                yield Activation(equation, "relu", node, argument)
            case Binary(
                "/", Number(top), Binary("+", Number(one), Call("exp", (Negative(argument),)))
            ) if top == one == 1:
                yield Activation(equation, "sigmoid", node, argument)


def check_units(subject: Subject) -> Check:
    found = [
        use
        for equation in subject.step.forward
        if equation.name in subject.answering
        for use in activations(equation)
        if use.function == "relu" or equation.name in subject.hidden
    ]
    found = [use for use in found if subject.carries_samples(free_indexes(use.argument))]
    if not found:
        return Check(NAME, "No hidden unit has a function that can die or saturate.")
    findings: list[Finding] = []
    for use, values in zip(found, arguments(subject, found), strict=True):
        findings += judged(subject, use, values)
    names = ", ".join(dict.fromkeys(f"`{use.equation.name}`" for use in found))
    return Check(NAME, f"No unit of {names} is dead or saturated.", tuple(findings))


def arguments(subject: Subject, found: list[Activation]) -> list[np.ndarray]:
    """What goes into each activation: one equation more for each, below the forward pass."""
    taken = {*subject.step.indexes_of()}
    name = "argument_"
    while any(other.startswith(name) for other in taken):
        name += "_"
    lines = [
        Equation(Entry(f"{name}{number}", free_indexes(use.argument)), use.argument)
        for number, use in enumerate(found)
    ]
    computed = subject.evaluate(Step(subject.step.declarations, (*subject.step.forward, *lines)))
    return [np.asarray(computed[line.name]) for line in lines]


def judged(subject: Subject, use: Activation, values: np.ndarray) -> Iterator[Finding]:
    """The units of one activation that do not learn, as one finding."""
    indexes = free_indexes(use.argument)
    axes = tuple(axis for axis, index in enumerate(indexes) if subject.is_sample(index))
    if use.function == "relu":
        parts = np.mean(values <= 0, axis=axes)
        bad = parts == 1
    else:
        parts = np.mean(SATURATING[use.function](values) < FLAT, axis=axes)
        bad = parts >= NEARLY_ALL
    units = [use.unit(indexes, place, indexes[axes[0]]) for place in map(tuple, np.argwhere(bad))]
    if not units:
        return
    if use.function == "relu":
        yield dead(use.equation.name, units, np.size(bad))
    else:
        yield saturated(use, units, np.size(bad), float(np.mean(parts[bad])))


def dead(name: str, units: list[str], count: int) -> Finding:
    is_are = "is" if len(units) == 1 else "are"
    what = (
        f"{len(units)} of {counted(count, 'unit')} of `{name}` {is_are} dead: {some(units)}. The"
        " output is 0 for every sample, so no gradient comes through and nothing is learned here."
    )
    advice = "Start again with a smaller learning rate or another seed, or use leaky_relu."
    return Finding("dead unit", name, len(units) / count, what, advice)


def saturated(use: Activation, units: list[str], count: int, part: float) -> Finding:
    name = use.equation.name
    is_are = "is" if len(units) == 1 else "are"
    what = (
        f"{len(units)} of {counted(count, 'unit')} of `{name}` {is_are} saturated: {some(units)}."
        f" For {100 * part:.0f}% of the samples {use.function} is near one of its ends, where its"
        " slope is nearly 0, so these units hardly learn."
    )
    advice = "Start from smaller weights, as glorot() draws them, and scale the data."
    return Finding("saturated unit", name, len(units) / count, what, advice)
