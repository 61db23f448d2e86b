"""What a whole training step would be, had one statement been another one wherever it ran.

A statement in a loop over time steps, or in a function that is called for every layer, makes many
values; none of them alone would put the step right. So all are computed anew, in their order,
each from what those before it have changed.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from whygrad.checking.court import Court, Fault, owner_of, reference, same
from whygrad.checking.patches import Statement
from whygrad.checking.reading import rerun, statement_of
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Binding, Node
from whygrad.checking.truths import factor, recomputed
from whygrad.language.messages import WhygradError

MOST_RUNS = 40  # of one statement in a step
MOST_SPENT = 150_000  # operations: some seven seconds


@dataclass(eq=False)
class Effect:
    """Of a statement that stands in a step, at least once.

    wanted   the factors that all updates may have in common
    settled  whether they may have no other: where no update is right yet, any will do
    """

    court: Court
    bindings: list[Binding]
    wanted: list[float]
    first: Parameter
    settled: bool = True
    seen: set[bytes] = field(default_factory=set)

    def mends(self, statement: Statement) -> bool:
        """Whether another statement in its place would make every parameter's update right."""
        healed = self.healed_by(statement)
        if not healed:
            return False
        number = self.court.factor_of(self.first, healed)
        if number is None or number <= 0:
            return False
        if self.settled and not any(same(number, one) for one in self.wanted):
            return False
        rest = (self.court.factor_of(each, healed) for each in self.court.parameters)
        return all(each is not None and same(each, number) for each in rest)

    @property
    def is_spent(self) -> bool:
        """Whether enough was tried: what is wrong is said without a cause then."""
        return self.court.spent > MOST_SPENT

    @cached_property
    def shapes(self) -> set[tuple[int, ...]]:
        """Those of the parameters, which a gradient of a wrong shape should have."""
        return {each.start.value.shape for each in self.court.parameters}

    def fault(self, statement: Statement) -> Fault | None:
        """The first run whose value another statement changes, with the value it should have."""
        self.seen.clear()
        healed = self.healed_by(statement)
        if not healed:
            return None
        for binding in self.bindings:
            value, truth = binding.node.value, healed[binding.node]
            if not np.array_equal(value, truth):
                break
        number, owner = factor(value, truth), owner_of(binding, self.court)
        return Fault(binding, None, owner, value, truth, number, {})

    def healed_by(self, statement: Statement) -> dict[Node, np.ndarray]:
        """The new values of all its runs; empty where there are none, or they were tried before."""
        healed: dict[Node, np.ndarray] = {}
        for binding in self.bindings:
            interpreter = binding.moment.interpreter
            before = interpreter.serial
            try:
                node = rerun(statement, binding)
            except WhygradError:
                return {}
            finally:
                self.court.spent += interpreter.serial - before
            if node is None:
                return {}
            value = recomputed(node, healed)
            if not healed and not self.is_possible(value):
                return {}
            healed[binding.node] = value
        key = b"".join(value.tobytes() for value in healed.values())
        if key in self.seen:
            return {}
        self.seen.add(key)
        return healed

    def is_possible(self, value: np.ndarray) -> bool:
        shapes = {self.bindings[0].node.value.shape, *self.shapes}
        return value.shape in shapes and bool(np.isfinite(value).all())


def effect_of(court: Court, binding: Binding) -> Effect | None:
    """The effect of a binding's statement; None where it runs too often, or mends nothing."""
    statement = statement_of(binding)
    bindings = (each for each in court.step.bindings if each.kind == binding.kind)
    runs = [each for each in bindings if is_run(each, statement)]
    wrong = wrong_parameters(court)
    if not runs or len(runs) > MOST_RUNS or not wrong:
        return None
    settled = len(wrong) < len(court.parameters) or not court.steady
    return Effect(court, runs, wanted_factors(court), wrong[0], settled)


def is_run(binding: Binding, statement: ast.stmt) -> bool:
    own = statement_of(binding)
    return (own.lineno, own.col_offset) == (statement.lineno, statement.col_offset)


def wrong_parameters(court: Court) -> list[Parameter]:
    """Those whose update is not the gradient, or has another factor than most."""
    factors = {each.name: court.factor_of(each, {}) for each in court.parameters}
    usual = reference(factors) if court.steady else 1.0
    missed = [each for each in court.parameters if factors[each.name] is None]
    scaled = [
        each
        for each in court.parameters
        if (number := factors[each.name]) is not None and not same(number, usual)
    ]
    return missed or scaled


def wanted_factors(court: Court) -> list[float]:
    """The factors that all updates may have in common once they are right."""
    if not court.steady:
        return [1.0]
    numbers = [court.factor_of(each, {}) for each in court.parameters]
    known = [number for number in numbers if number is not None]
    positive = [number for number in known if number > 0] or [-number for number in known]
    return list({round(number, 9): number for number in (*positive, 1.0)}.values())
