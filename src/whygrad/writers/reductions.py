"""Sums within sums taken together, and reductions that deserve a line of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from whygrad.language.equations import Equation
from whygrad.language.expressions import (
    Entry,
    Expression,
    Reduction,
    Size,
    free_indexes,
    rebuild,
)

Axes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flat:
    """A reduction as one sum (or maximum, ...) of `body` over indexes that it carries.

    times  lengths that multiply the result: summed over, but not carried
    over   lengths that divide it
    """

    kind: str
    body: Expression
    bound: Axes
    times: tuple[Size, ...] = ()
    over: tuple[Size, ...] = ()


def flatten(reduction: Reduction) -> Flat:
    """Sums and means right inside one another are one sum over all their indexes."""
    if reduction.kind not in ("sum", "mean"):
        carried = free_indexes(reduction.body)
        bound = tuple(index for index in reduction.indexes if index in carried)
        missing = tuple(Size(index) for index in reduction.indexes if index not in carried)
        return Flat(reduction.kind, reduction.body, bound, missing)
    body: Expression = reduction
    kinds: dict[str, str] = {}
    while isinstance(body, Reduction) and body.kind in ("sum", "mean"):
        kinds |= dict.fromkeys(body.indexes, body.kind)
        body = body.body
    carried = free_indexes(body)
    bound = tuple(index for index in kinds if index in carried)
    times = tuple(Size(i) for i, kind in kinds.items() if kind == "sum" and i not in carried)
    over = tuple(Size(i) for i, kind in kinds.items() if kind == "mean" and i in carried)
    return Flat("sum", body, bound, times, over)


@dataclass
class Lifting:
    """Takes reductions out of an equation, into equations that stand above it.

    apart  whether a reduction with these free indexes, standing within loops over those
           others, is worth it
    fresh  a free name for what is called like this
    """

    apart: Callable[[Axes, Axes], bool]
    fresh: Callable[[str], str]
    above: list[Equation] = field(default_factory=list)
    known: dict[Expression, Entry] = field(default_factory=dict)

    def lift(self, equation: Equation) -> list[Equation]:
        """The equation, after those that hold what was taken out of it."""
        expression = self.without(equation.expression, equation.target.indexes)
        return [*self.above, replace(equation, expression=expression)]

    def without(self, expression: Expression, around: Axes, chained: bool = False) -> Expression:
        if not isinstance(expression, Reduction):
            return rebuild(expression, lambda child: self.without(child, around))
        free = free_indexes(expression)
        if not chained and self.apart(free, around) and flatten(expression).bound:
            return self.named(expression, in_order(free, around))
        inside = (*around, *expression.indexes)
        adds = expression.kind in ("sum", "mean") and is_sum(expression.body)
        body = self.without(expression.body, inside, chained=adds)
        return replace(expression, body=body)

    def named(self, reduction: Reduction, axes: Axes) -> Entry:
        """The quantity that holds the reduction."""
        if reduction not in self.known:
            name = self.fresh(WORDS[reduction.kind])
            self.known[reduction] = Entry(name, axes)
            body = self.without(reduction, axes, chained=True)
            self.above.append(Equation(Entry(name, axes), body))
        return self.known[reduction]


WORDS = {"sum": "total", "mean": "mean", "max": "top", "logsumexp": "lse"}
"""What a variable is called that holds a reduction."""


def is_sum(expression: Expression) -> bool:
    return isinstance(expression, Reduction) and expression.kind in ("sum", "mean")


def in_order(indexes: Iterable[str], order: Axes) -> Axes:
    return tuple(sorted(indexes, key=order.index))
