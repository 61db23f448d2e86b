"""How far a step overshoots: the slope of one update, by the chain rule over its equations.

A small displacement of parameters and states grows or shrinks from step to step by the
eigenvalues of the update's Jacobian. One below -1 belongs to a direction along which each step
ends farther on the other side than it began: of gradient descent that is a sharpness above
2 / learning_rate, of another rule whatever its equations make of it (for Adam: Cohen et al.,
Adaptive Gradient Methods at the Edge of Stability, 2022).

The update is written as a forward pass of its own, whose gradients are the product of the
transposed Jacobian with a direction: it has the same eigenvalues.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from typing import Any

import numpy as np

from whygrad.calculus.derivation import derive
from whygrad.insight.health.curvature import Curvature, free_name, product, split
from whygrad.language.equations import (
    GRADIENT,
    LEARNING_RATE,
    Declaration,
    Equation,
    Start,
    Step,
    once,
)
from whygrad.language.expressions import Binary, Entry, Expression, names_read, rebuild
from whygrad.language.messages import WhygradError
from whygrad.training.replay import engine_of

DENSE = 40  # entries: the Jacobian of so few is multiplied out
BASIS, RESTARTS, PRECISION = 40, 20, 1e-3  # of ARPACK
ZERO = Start("zeros")


@dataclass(frozen=True)
class Names:
    """How the forward pass that the update is calls what it reads, what it sets, and directions."""

    given: Mapping[str, str]
    new: Mapping[str, str]
    directions: Mapping[str, str]


@once
def names_of(step: Step) -> Names:
    taken = {*step.indexes_of(), LEARNING_RATE}
    read = {name for line in step.update for name in names_read(line.expression)}
    computed = [e.name for e in (*step.forward, *step.backward) if e.name in read]
    return Names(
        {name: free_name(f"given_{name.removeprefix(GRADIENT)}", taken) for name in computed},
        {line.name: free_name(f"new_{line.name}", taken) for line in step.update},
        {line.name: free_name(f"direction_{line.name}", taken) for line in step.update},
    )


@once
def update_step(step: Step) -> Step:
    """A list whose gradients are the product of the update's transposed slope with a direction."""
    names = names_of(step)
    known = dict(names.given)  # what a name stands for, line by line

    def rename(expression: Expression) -> Expression:
        if isinstance(expression, Entry):
            return replace(expression, name=known.get(expression.name, expression.name))
        return rebuild(expression, rename)

    lines, terms = [], []
    for line in step.update:
        target = replace(line.target, name=names.new[line.name])
        lines.append(Equation(target, rename(line.expression)))
        known[line.name] = target.name
        terms.append(product(target.name, names.directions[line.name], target.indexes))
    total = reduce(lambda left, right: Binary("+", left, right), terms)
    along = Entry(free_name("along", {*step.indexes_of(), *known.values()}))
    return derive(Step(tuple(declared_in(step)), (*lines, Equation(along, total))))


def declared_in(step: Step) -> list[Declaration]:
    """What moves, gradients and loss as parameters, all else that the update reads as it is."""
    names, indexes = names_of(step), step.indexes_of()
    found = list(step.declared("index", "setting"))
    if all(setting.name != LEARNING_RATE for setting in step.settings):
        found.append(Declaration("setting", LEARNING_RATE))
    for line in step.declared("parameter", "state"):
        kind = "parameter" if line.name in names.new else "state"
        found.append(Declaration(kind, line.name, line.indexes, ZERO))
    for name, given in names.given.items():
        moves = name.startswith(GRADIENT) or name == step.loss
        found.append(Declaration("parameter" if moves else "state", given, indexes[name], ZERO))
    for each in step.update:
        direction = names.directions[each.name]
        found.append(Declaration("state", direction, each.target.indexes, ZERO))
    return found


@dataclass(frozen=True)
class Update:
    """The slope of one update at a moment of a run, as a function of a direction."""

    curvature: Curvature

    @cached_property
    def values(self) -> dict[str, np.ndarray]:
        """All that the update reads, by the names of its forward pass.

        A state that is 0 where no gradient ever came, at a dead unit, is left out: a root has no
        slope there. It counts as 1, and no displacement goes in or out.
        """
        subject, names = self.curvature.subject, names_of(self.step)
        given = {names.given[name]: subject.quantities[name] for name in names.given}
        states = {n: np.where(self.dead.get(n, False), 1.0, v) for n, v in subject.states.items()}
        return {**subject.parameters, **states, **given}

    @cached_property
    def dead(self) -> dict[str, np.ndarray]:
        """The entries of states that are 0, as are the gradients that move them."""
        subject, found = self.curvature.subject, {}
        for line in self.step.update:
            state = subject.states.get(line.name)
            for name in names_read(line.expression):
                gradient = subject.quantities.get(name) if name.startswith(GRADIENT) else None
                if state is None or gradient is None:
                    continue
                if np.shape(gradient) == np.shape(state):
                    found[line.name] = (state == 0) & (gradient == 0)
        return found

    @cached_property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Of all that the update moves."""
        return {name: np.shape(self.values[name]) for name in names_of(self.step).new}

    @property
    def step(self) -> Step:
        return self.curvature.subject.step

    @cached_property
    def size(self) -> int:
        return sum(int(np.prod(shape)) for shape in self.shapes.values())

    def __call__(self, direction: np.ndarray) -> np.ndarray:
        """The product of the transposed Jacobian with a direction."""
        found = self.pulled(direction)
        slopes = {n: found.get(GRADIENT + given, 0.0) for n, given in self.gradients().items()}
        bent = self.curvature.split(self.curvature(self.curvature.joined(slopes)))
        along_loss = found.get(GRADIENT + names_of(self.step).given.get(self.step.loss, ""), 0.0)
        slope = self.curvature.split(along_loss * self.curvature.gradient)
        total = {
            name: np.broadcast_to(found.get(GRADIENT + name, 0.0), shape)
            + bent.get(name, 0.0)
            + slope.get(name, 0.0)
            for name, shape in self.shapes.items()
        }
        return np.concatenate([np.ravel(part) for part in self.alive(total).values()])

    def pulled(self, direction: np.ndarray) -> dict[str, Any]:
        """The slopes along a direction with respect to all that the update reads."""
        names, history = names_of(self.step), self.curvature.subject.history
        parts = self.alive(split(np.ravel(direction), self.shapes))
        return engine_of(update_step(self.step)).evaluate(
            {},
            {**self.values, **{names.directions[name]: part for name, part in parts.items()}},
            {},
            {**history.settings, LEARNING_RATE: history.learning_rate},
            seed=None,
            iteration=self.curvature.subject.number,
        )

    def is_smooth(self, direction: np.ndarray) -> bool:
        """Whether the update moves with the gradients: it does not where it reads but signs."""
        found = self.pulled(direction)
        return any(np.any(found.get(GRADIENT + given, 0)) for given in self.gradients().values())

    def alive(self, parts: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        return {n: np.where(self.dead.get(n, False), 0.0, part) for n, part in parts.items()}

    def gradients(self) -> dict[str, str]:
        given = names_of(self.step).given
        return {name: given[name] for name in given if name.startswith(GRADIENT)}


def overshoot(update: Update) -> float:
    """The least eigenvalue of the update's slope, by its real part; NaN where it is not found.

    Raises `WhygradError` where SciPy is needed and missing.
    """
    start = np.random.RandomState(1).standard_normal(update.size)
    if not np.isfinite(update(start)).all() or not update.is_smooth(start):
        return float("nan")
    if update.size <= DENSE:
        matrix = np.stack([update(row) for row in np.eye(update.size)])
        return float(np.linalg.eigvals(matrix).real.min())
    try:
        from scipy.sparse.linalg import ArpackNoConvergence, LinearOperator, eigs
    except ImportError:
        raise WhygradError(
            'health: a step is measured with SciPy: pip install "whygrad[fast]"'
        ) from None
    operator = LinearOperator((update.size, update.size), matvec=update, dtype=np.float64)
    options: dict[str, Any] = {"ncv": BASIS, "maxiter": RESTARTS, "tol": PRECISION}
    try:
        found = eigs(operator, 1, which="SR", v0=start, return_eigenvectors=False, **options)
    except ArpackNoConvergence:
        return float("nan")
    return float(found.real[0])
