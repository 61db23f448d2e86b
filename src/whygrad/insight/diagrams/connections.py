"""The connections of a network, found in its equations.

A connection is a quantity times a parameter, within a sum or not; what is read without a
parameter leads on unchanged. A parameter that stands with no quantity is a bias. Where a
parameter multiplies a formula that has connections of its own (`sigmoid(...) * weight`), the
formula becomes a hidden quantity.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from whygrad.calculus.dependence import find_prediction, needed, reaching
from whygrad.language.equations import Equation, Step
from whygrad.language.expressions import (
    Binary,
    Entry,
    Expression,
    Negative,
    children,
    entries,
    free_indexes,
    rebuild,
)

HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Connection:
    """`target` reads `source`, times each of the `weights`, times `sign`."""

    target: Entry
    source: Entry
    weights: tuple[Entry, ...] = ()
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Bias:
    """`target` reads a parameter that multiplies no quantity."""

    target: Entry
    parameter: Entry
    sign: int = 1


@dataclass
class Wiring:
    """All connections and biases on the way to the prediction; without one, to the loss."""

    step: Step
    equations: list[Equation] = field(default_factory=list)
    connections: list[Connection] = field(default_factory=list)
    biases: list[Bias] = field(default_factory=list)

    def __post_init__(self) -> None:
        kinds = {d.name: d.kind for d in self.step.declarations}
        self.parameters = {name for name, kind in kinds.items() if kind == "parameter"}
        self.units = {name for name, kind in kinds.items() if kind == "data"}
        self.units |= {equation.name for equation in self.step.forward}
        prediction = find_prediction(self.step)
        if prediction:
            self.wire(needed(self.step, prediction))
        if not self.connections:
            self.wire(reaching(self.step))

    def wire(self, names: set[str]) -> None:
        """Take the equations of these quantities."""
        self.equations, self.connections, self.biases = [], [], []
        for equation in self.step.forward:
            if equation.name in names:
                self.add(equation)

    def add(self, equation: Equation) -> None:
        expression = self.lifted(equation.expression)
        for read in self.reads(expression, (), 1):
            if isinstance(read, Connection):
                self.connections.append(replace(read, target=equation.target))
            else:
                self.biases.append(replace(read, target=equation.target))
        self.equations.append(equation)

    def lifted(self, expression: Expression) -> Expression:
        """The same with each formula that a parameter multiplies as a hidden quantity."""
        expression = rebuild(expression, self.lifted)
        if not is_product(expression):
            return expression
        assert isinstance(expression, Binary)
        if any(map(self.is_weight, factors(expression))):
            return rebuild(expression, self.hidden)
        return expression

    def hidden(self, factor: Expression) -> Expression:
        if is_product(factor):
            return rebuild(factor, self.hidden)
        if not children(factor) or not self.learns(factor):
            return factor
        name = f"{HIDDEN}{sum(e.name.startswith(HIDDEN) for e in self.equations) + 1}"
        target = Entry(name, free_indexes(factor))
        self.units.add(name)
        self.add(Equation(target, factor))
        return target

    def is_weight(self, expression: Expression) -> bool:
        return isinstance(expression, Entry) and expression.name in self.parameters

    def learns(self, expression: Expression) -> bool:
        """Whether it has a connection of its own: it reads a parameter and a unit."""
        read = {entry.name for entry in entries(expression)}
        return bool(read & self.parameters) and bool(read & self.units)

    def reads(
        self, expression: Expression, weights: tuple[Entry, ...], sign: int
    ) -> Iterator[Connection | Bias]:
        """What an expression reads; `weights` multiply all of it."""
        match expression:
            case Entry() if expression.name in self.units:
                yield Connection(NOWHERE, expression, weights, sign)
            case Entry() if expression.name in self.parameters:
                yield Bias(NOWHERE, expression, sign)
            case Negative(operand):
                yield from self.reads(operand, weights, -sign)
            case Binary("-", left, right):
                yield from self.reads(left, weights, sign)
                yield from self.reads(right, weights, -sign)
            case Binary("*"):
                yield from self.product(factors(expression), weights, sign)
            case _:
                for child in children(expression):
                    yield from self.reads(child, weights, sign)

    def product(
        self, parts: list[Expression], weights: tuple[Entry, ...], sign: int
    ) -> Iterator[Connection | Bias]:
        own = tuple(part for part in parts if isinstance(part, Entry) and self.is_weight(part))
        others = [part for part in parts if not self.is_weight(part)]
        found = [read for part in others for read in self.reads(part, (*weights, *own), sign)]
        if not any(isinstance(read, Connection) for read in found):
            found += [Bias(NOWHERE, weight, sign) for weight in own]
        yield from found


NOWHERE = Entry("")


def is_product(expression: Expression) -> bool:
    return isinstance(expression, Binary) and expression.operator == "*"


def factors(expression: Expression) -> list[Expression]:
    """The factors of a chain of products, from left to right."""
    if isinstance(expression, Binary) and expression.operator == "*":
        return [*factors(expression.left), *factors(expression.right)]
    return [expression]
