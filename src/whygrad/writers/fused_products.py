"""Sums of a compiled program that become matrix products.

In `sum[i](delta[i, j] * (1 - y[i, j]**2) * x[i, k])` all that carries j is one side of the
product. Such a side is a quantity of its own: computed once for all k, and then multiplied by
BLAS, which reads its operands in blocks that stay in the processor's caches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from whygrad.language.equations import Equation
from whygrad.language.expressions import (
    Binary,
    Entry,
    Expression,
    Reduction,
    free_indexes,
    rebuild,
)
from whygrad.writers.names import unused
from whygrad.writers.numpy_sums import join, parts_of


def operands(reduction: Reduction) -> tuple[Entry, Entry] | None:
    """The two matrices of which a sum is the product, if it is one."""
    match reduction:
        case Reduction("sum", (bound,), Binary("*", Entry() as left, Entry() as right)):
            matrices = all(len(e.indexes) == 2 and bound in e.indexes for e in (left, right))
            return (left, right) if matrices and len(free_indexes(reduction)) == 2 else None
    return None


def sides(reduction: Reduction) -> tuple[Expression, Expression] | None:
    """What would be those matrices: each carries the sum's index, and one of the free ones."""
    free = free_indexes(reduction)
    if reduction.kind != "sum" or len(reduction.indexes) != 1 or len(free) != 2:
        return None
    for own, other in (free, free[::-1]):
        right = [part for part in parts_of(reduction.body) if other in free_indexes(part[1])]
        left = [part for part in parts_of(reduction.body) if part not in right]
        if not (left and right):
            return None
        both = join(left), join(right)
        if [*map(carried, both)] == [{own, *reduction.indexes}, {other, *reduction.indexes}]:
            return both
    return None


def carried(expression: Expression) -> set[str]:
    return set(free_indexes(expression))


@dataclass
class Sides:
    """Makes quantities of the sides of the sums in some equations.

    worth   whether a product over these indexes is worth a call
    first   whether an index stands first, as that of the samples does
    taken   names in use, to which those of the new quantities are added
    """

    worth: Callable[[Iterable[str]], bool]
    first: Callable[[str], bool]
    taken: set[str]
    equations: list[Equation] = field(default_factory=list)

    def take_out(self, equations: Iterable[Equation]) -> list[Equation]:
        """The same equations, each after the sides that it now reads."""
        for equation in equations:
            expression = self.without(equation.expression, equation.name)
            self.equations.append(replace(equation, expression=expression))
        return self.equations

    def without(self, expression: Expression, name: str) -> Expression:
        if isinstance(expression, Reduction) and operands(expression) is None:
            both = sides(expression)
            if both and self.worth([*free_indexes(expression), *expression.indexes]):
                left, right = (self.named(side, name) for side in both)
                return replace(expression, body=Binary("*", left, right))
        return rebuild(expression, lambda child: self.without(child, name))

    def named(self, side: Expression, name: str) -> Entry:
        """A side as a quantity, which it may be already."""
        if isinstance(side, Entry):
            return side
        indexes = tuple(sorted(free_indexes(side), key=lambda i: not self.first(i)))
        target = Entry(unused(f"{name}_factor", self.taken), indexes)
        self.equations.append(Equation(target, self.without(side, name)))
        return target
