"""Sums of each sample, where a loop over all samples is the innermost one.

`error = mean[i](lse[i] - sum[c](target[i, c] * logits[i, c]))` becomes

    error_total[i] = sum[c](target[i, c] * logits[i, c])
    error          = mean[i](lse[i] - error_total[i])

so that the sums of all samples grow side by side, an entry c of each at a time.
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
    Size,
    free_indexes,
    rebuild,
)
from whygrad.writers.names import unused
from whygrad.writers.reductions import WORDS

GROWING = ("sum", "max")  # what can grow an entry at a time


@dataclass
class SampleSums:
    """Makes quantities of the reductions that each sample has.

    is_sample   whether an index counts the samples
    is_product  tells a matrix product, which stays where it is
    taken       names in use, to which those of the new quantities are added
    """

    is_sample: Callable[[str], bool]
    is_product: Callable[[Reduction], object]
    taken: set[str]
    equations: list[Equation] = field(default_factory=list)

    def take_out(self, equations: Iterable[Equation]) -> list[Equation]:
        """The same equations, each after the reductions taken out of it."""
        for equation in equations:
            expression = self.without(equation.expression, equation.name, is_whole=True)
            self.equations.append(replace(equation, expression=expression))
        return self.equations

    def without(self, expression: Expression, name: str, is_whole: bool = False) -> Expression:
        """An expression of the quantity of that name, rewritten."""
        found = rebuild(expression, lambda child: self.without(child, name))
        if not isinstance(found, Reduction) or self.is_product(found):
            return found
        found = replace(found, indexes=tuple(sorted(found.indexes, key=self.is_sample)))
        if not any(map(self.is_sample, free_indexes(found))):
            return found
        if is_whole and found.kind in GROWING:
            return found
        return self.named(found, name)

    def named(self, reduction: Reduction, name: str) -> Expression:
        """The reduction as a quantity of its own; a mean as a sum, divided."""
        kind = "sum" if reduction.kind == "mean" else reduction.kind
        indexes = tuple(sorted(free_indexes(reduction), key=lambda i: not self.is_sample(i)))
        target = Entry(unused(f"{name}_{WORDS[kind]}", self.taken), indexes)
        self.equations.append(Equation(target, replace(reduction, kind=kind)))
        result: Expression = target
        for index in reduction.indexes if reduction.kind == "mean" else ():
            result = Binary("/", result, Size(index))
        return result
