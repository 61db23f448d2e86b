"""How the loss bends: products of its Hessian, by the chain rule applied to its own result.

The slope of the loss along a direction is one more equation below the gradients. Deriving
that list gives the Hessian's product with the direction: exact, and at the cost of a few
gradients (Pearlmutter, Fast Exact Multiplication by the Hessian, Neural Computation 1994).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from typing import Any

import numpy as np

from whygrad.calculus.dependence import reaching
from whygrad.calculus.derivation import derive
from whygrad.engines.selection import estimated_seconds
from whygrad.insight.entries import place_text
from whygrad.insight.health.subject import Subject
from whygrad.language.equations import GRADIENT, Declaration, Equation, Start, Step, once
from whygrad.language.expressions import Binary, Entry, Expression, Reduction, rebuild

MOST_WORK = 1.0  # of one product, in seconds of NumPy as `estimated_seconds` counts them
LEAST_SAMPLES = 100
DOMINANT = 0.5  # of the largest entry: a smaller one does not dominate a direction
MOST_NAMED = 3


@once
def curvature_step(step: Step) -> Step:
    """A list whose gradients are the Hessian's product with a direction.

    The direction is a state for each parameter that has a gradient: `direction_NAME`.
    """
    taken = {d.name for d in step.declarations} | {e.name for e in step.forward}
    slopes = {e.name: free_name(f"slope_{own(e.name)}", taken) for e in step.backward}
    lead = reaching(step)
    lines = [e for e in step.forward if e.name in lead]
    lines += [renamed(equation, slopes) for equation in step.backward]
    learning = [p for p in step.parameters if GRADIENT + p.name in slopes]
    directions = {p.name: direction_name(step, p.name) for p in learning}
    states = [Declaration("state", directions[p.name], p.indexes, Start("zeros")) for p in learning]
    terms = [product(slopes[GRADIENT + p.name], directions[p.name], p.indexes) for p in learning]
    along = Entry(free_name("slope_along", {*taken, *slopes.values()}))
    total = reduce(lambda left, right: Binary("+", left, right), terms)
    return derive(
        Step((*step.declarations, *states), (*lines, Equation(along, total)), source=step.source)
    )


def own(gradient: str) -> str:
    return gradient.removeprefix(GRADIENT)


def free_name(name: str, taken: set[str]) -> str:
    return name if name not in taken else free_name(f"{name}_", taken)


def direction_name(step: Step, parameter: str) -> str:
    taken = {d.name for d in step.declarations} | {e.name for e in step.forward}
    return free_name(f"direction_{parameter}", taken)


def renamed(equation: Equation, names: Mapping[str, str]) -> Equation:
    """A gradient's equation as one of a forward pass, where `grad_` is not a name."""

    def rename(expression: Expression) -> Expression:
        if isinstance(expression, Entry):
            return replace(expression, name=names.get(expression.name, expression.name))
        return rebuild(expression, rename)

    target = replace(equation.target, name=names[equation.name])
    return Equation(target, rename(equation.expression))


def product(slope: str, direction: str, indexes: tuple[str, ...]) -> Expression:
    term = Binary("*", Entry(slope, indexes), Entry(direction, indexes))
    return Reduction("sum", indexes, term) if indexes else term


def affordable(subject: Subject) -> Subject:
    """The subject, with so few samples that one product of the Hessian is not too much work."""
    learned = subject.step.declared("parameter", "state")
    if not subject.learning or any(subject.carries_samples(d.indexes) for d in learned):
        return subject
    work = estimated_seconds(curvature_step(subject.step), subject.lengths)
    if work <= MOST_WORK:
        return subject
    count = max(LEAST_SAMPLES, int(subject.samples * MOST_WORK / work))
    return subject.with_samples(count) if count < subject.samples else subject


@dataclass(frozen=True)
class Curvature:
    """The Hessian at one point, as a function of a direction; all parameters in one vector."""

    subject: Subject

    @cached_property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        return {p.name: self.subject.parameters[p.name].shape for p in self.subject.learning}

    @cached_property
    def size(self) -> int:
        """The number of entries of the parameters that have a gradient."""
        return sum(int(np.prod(shape)) for shape in self.shapes.values())

    @cached_property
    def gradient(self) -> np.ndarray:
        return self.joined(self.subject.quantities)

    def __call__(self, direction: np.ndarray) -> np.ndarray:
        """The Hessian's product with a direction."""
        step, parts = self.subject.step, self.split(np.ravel(direction))
        states = {direction_name(step, name): part for name, part in parts.items()}
        return self.joined(self.subject.evaluate(curvature_step(step), states))

    def matrix(self) -> np.ndarray:
        """The whole Hessian; for few parameters."""
        return np.stack([self(row) for row in np.eye(self.size)])

    def joined(self, found: Mapping[str, Any]) -> np.ndarray:
        """The gradients among some quantities as one vector; one that has no line is 0."""
        parts = [
            np.ravel(np.broadcast_to(found.get(GRADIENT + name, 0.0), shape))
            for name, shape in self.shapes.items()
        ]
        return np.concatenate([np.zeros(0), *parts])

    def split(self, vector: np.ndarray) -> dict[str, np.ndarray]:
        return split(vector, self.shapes)

    def named(self, direction: np.ndarray) -> list[tuple[str, float]]:
        """The entries that dominate a direction, with their parts of it, the largest first."""
        names = [
            place_text(name, place)
            for name, shape in self.shapes.items()
            for place in np.ndindex(shape)
        ]
        order = np.argsort(-np.abs(direction), kind="stable")[:MOST_NAMED]
        least = DOMINANT * np.abs(direction).max()
        return [(names[k], float(direction[k])) for k in order if abs(direction[k]) >= least]

    def shares(self, direction: np.ndarray) -> dict[str, float]:
        """The part of a direction that lies in each parameter; they add up to 1."""
        return {name: float(np.sum(part**2)) for name, part in self.split(direction).items()}


def split(vector: np.ndarray, shapes: Mapping[str, tuple[int, ...]]) -> dict[str, np.ndarray]:
    """The parts of a vector by name, each in its shape."""
    counts = [int(np.prod(shape)) for shape in shapes.values()]
    parts = np.split(vector, np.cumsum(counts)[:-1])
    named = zip(shapes.items(), parts, strict=True)
    return {name: part.reshape(shape) for (name, shape), part in named}
