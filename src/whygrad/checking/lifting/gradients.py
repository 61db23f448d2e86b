"""The derived equation of a gradient, in terms of the gradients that a script has names for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from whygrad.calculus.derivation import Derivation
from whygrad.calculus.simplification import simplify
from whygrad.checking.lifting.axes import Axes
from whygrad.checking.lifting.claims import Claim, proportion
from whygrad.checking.lifting.comparison import Forward, shown
from whygrad.checking.lifting.counts import factor_expression
from whygrad.checking.lifting.elementary import ONE
from whygrad.checking.lifting.signals import NotLifted
from whygrad.checking.traces import Node
from whygrad.language.equations import GRADIENT, Equation
from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Reduction,
    names_read,
    number,
    rebuild,
    rename_free,
)
from whygrad.language.notation import text

MOST_PUT_IN = 12  # equations that stand in the place of names in one derived line


class Gradients:
    """The derived gradients of a lifted forward pass, written with the script's own names.

    claims  for each forward node whose gradient the script has a name for
    truths  the true gradient of each forward node, without axes that carry no index
    """

    def __init__(
        self, forward: Forward, claims: Mapping[Node, Claim], truths: Mapping[Node, np.ndarray]
    ):
        self.forward, self.truths = forward, truths
        self.put_in = 0
        self.derivation = Derivation(forward.step)
        list(self.derivation.equations())
        self.claims = {
            GRADIENT + forward.names[node]: one
            for node, one in claims.items()
            if node in forward.names and factor_expression(one.factor, forward.axes)
        }

    def equation(self, node: Node) -> Equation:
        """The derived equation of the gradient of a forward node, simplified.

        Claims stand in it by their keys. Raises NotLifted where there is none.
        """
        name = self.forward.names.get(node)
        line = self.derivation.lines.get(name or "")
        if line is None:
            raise NotLifted("the gradient has no equation")
        private = self.derivation.namer.private(line)
        own = dict(zip(private.target.indexes, line.target.indexes, strict=True))
        expression = rename_free(self.inlined(self.plainer(private.expression)), own)
        expression = self.without_parts(simplify(expression))
        expression = simplify(self.derivation.namer.named(expression, line.target.indexes))
        expression = min([expression, *self.fused(node, line.target)], key=lambda e: len(text(e)))
        if not self.forward.invented.isdisjoint(names_read(expression)):
            raise NotLifted("a part of an array")
        return Equation(line.target, expression)

    def without_parts(self, expression: Expression) -> Expression:
        """`sum[m](f[m] * part[m, j])` as `f[j]`, where the part is the first entries in order."""
        expression = rebuild(expression, self.without_parts)
        match expression:
            case Reduction("sum", bound, body):
                for factor in factors(body):
                    match factor:
                        case Entry(name, (inner, outer)) if inner in bound:
                            if name in self.forward.invented and is_first(
                                self.forward.values[name]
                            ):
                                rest = tuple(index for index in bound if index != inner)
                                left = without(body, factor)
                                left = rename_free(left, {inner: outer})
                                return Reduction("sum", rest, left) if rest else left
        return expression

    def inlined(self, expression: Expression) -> Expression:
        """The script's names for the gradients that it has; others as they are derived."""
        if not isinstance(expression, Entry):
            return rebuild(expression, self.inlined)
        name = expression.name
        if name in self.claims:
            return self.claimed(self.claims[name], expression)
        line = self.equation_of(name)
        if line is None:
            return expression
        self.put_in += 1
        if self.put_in > MOST_PUT_IN:
            raise NotLifted("the derived equation is too long")
        private = self.derivation.namer.private(line)
        own = dict(zip(private.target.indexes, expression.indexes, strict=True))
        return self.inlined(self.plainer(rename_free(private.expression, own)))

    def equation_of(self, name: str) -> Equation | None:
        """The equation of a name that the script does not have."""
        if name.startswith(GRADIENT):
            return self.derivation.lines.get(name.removeprefix(GRADIENT))
        if name not in self.forward.inner:
            return None
        return next(one for one in self.forward.step.forward if one.name == name)

    def plainer(self, expression: Expression) -> Expression:
        """relu' of z as that of its result, where only that has a name: `step(h)`."""
        match expression:
            case Call("step", (Entry(name, indexes),)) if name in self.forward.inner:
                for line in self.forward.step.forward:
                    match line.expression:
                        case Call("relu", (Entry(read, own),)) if read == name:
                            order = dict(zip(own, indexes, strict=True))
                            target = tuple(order[index] for index in line.target.indexes)
                            return Call("step", (Entry(line.name, target),))
        return rebuild(expression, self.plainer)

    def claimed(self, one: Claim, entry: Entry) -> Expression:
        indexes = entry.indexes[::-1] if one.turned else entry.indexes
        read = Entry(one.key, indexes)
        factor = factor_expression(one.factor, self.forward.axes)
        return read if factor is None or factor == ONE else Binary("/", read, factor)

    def fused(self, node: Node, target: Entry) -> Iterator[Expression]:
        """`output - target`, wherever it is the gradient: an activation with the loss made for it.

        The two cancel each other's slopes; that the difference is the gradient is seen from the
        values.
        """
        forward, truth = self.forward, self.truths[node]
        for output, name in sorted(forward.names.items(), key=lambda item: item[0].serial):
            value = shown(forward.axes, output, output.value)
            if name in forward.values or value.shape != truth.shape or output is node:
                continue
            shown_as = Entry(name, target.indexes)
            chances = ((value, shown_as), (np.exp(np.minimum(value, 0)), Call("exp", (shown_as,))))
            for labels in self.data_like(target):
                for chance, expression in chances:
                    rest = chance - forward_value(forward, labels, target)
                    number = proportion(truth, rest)
                    if number is not None:
                        scale = factor_expression(number, forward.axes)
                        if scale is not None:
                            yield simplify(Binary("*", Binary("-", expression, labels), scale))

    def data_like(self, target: Entry) -> Iterator[Entry]:
        """Data that carry the same indexes, in whatever order."""
        axes = self.forward.axes
        lengths = sorted(axes.lengths[index] for index in target.indexes)
        for line in self.forward.step.data:
            if sorted(axes.lengths[index] for index in line.indexes) == lengths and lengths:
                yield Entry(line.name, matched(line.indexes, target.indexes, axes))


def factors(expression: Expression) -> Iterator[Expression]:
    """The factors of a product."""
    match expression:
        case Binary("*", left, right):
            yield from factors(left)
            yield from factors(right)
        case Binary("/", left, _):
            yield from factors(left)
        case _:
            yield expression


def without(expression: Expression, factor: Expression) -> Expression:
    """A product without one of its factors."""
    match expression:
        case Binary("*", left, right) if factor in (left, right):
            return right if left == factor else left
        case Binary("*" | "/" as operator, left, right):
            return Binary(operator, without(left, factor), without(right, factor))
    return number(1) if expression == factor else expression


def is_first(part: np.ndarray) -> bool:
    """Whether a choice takes the first entries, in order."""
    return part.ndim == 2 and bool(np.array_equal(part, np.eye(*part.shape)))


def matched(own: tuple[str, ...], wanted: tuple[str, ...], axes: Axes) -> tuple[str, ...]:
    """The wanted indexes in the order of an array's own: by name, else by length."""
    rest = list(wanted)
    found = []
    for index in own:
        same = index if index in rest else None
        found.append(same or next(one for one in rest if axes.lengths[one] == axes.lengths[index]))
        rest.remove(found[-1])
    return tuple(found)


def forward_value(forward: Forward, entry: Entry, target: Entry) -> np.ndarray:
    """The value of an entry with its axes in the order of a target's indexes."""
    order = [entry.indexes.index(index) for index in target.indexes]
    return np.transpose(forward.values[entry.name], order)
