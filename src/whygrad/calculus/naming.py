"""Private names for the indexes of an equation, and the way back to names of the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from whygrad.calculus.rules import MARK
from whygrad.language.equations import Equation, Step
from whygrad.language.expressions import (
    Entry,
    Expression,
    Reduction,
    Size,
    rebuild,
    rename_free,
)
from whygrad.language.sizes import index_classes


class Namer:
    """Gives and takes the private names of one step; each is `index'count`."""

    def __init__(self, step: Step):
        self.carried = step.indexes_of()
        self.classes = index_classes(step)
        self.taken = set(self.carried) | set(self.classes)
        self.count = 0

    def fresh(self, index: str) -> str:
        self.count += 1
        return f"{index.split(MARK)[0]}{MARK}{self.count}"

    def private(self, equation: Equation) -> Equation:
        """The equation with every index, bound or not, under a name of its own."""
        own = {index: self.fresh(index) for index in equation.target.indexes}
        target = replace(equation.target, indexes=tuple(own.values()))
        return replace(equation, target=target, expression=self.refresh(equation.expression, own))

    def refresh(self, expression: Expression, own: Mapping[str, str]) -> Expression:
        match expression:
            case Entry(name, indexes):
                return Entry(name, tuple(own.get(index, index) for index in indexes))
            case Reduction(kind, bound, body):
                inner = {**own, **{index: self.fresh(index) for index in bound}}
                return Reduction(
                    kind, tuple(inner[index] for index in bound), self.refresh(body, inner)
                )
        return rebuild(expression, lambda child: self.refresh(child, own))

    def named(self, expression: Expression, in_use: tuple[str, ...]) -> Expression:
        """Bound indexes under names of the text, none of them in use around the reduction."""
        match expression:
            case Size(index):
                return Size(index.split(MARK)[0])
            case Reduction(kind, bound, body):
                chosen: dict[str, str] = {}
                for index in bound:
                    chosen[index] = self.choose(index, (*in_use, *chosen.values()))
                inner = self.named(rename_free(body, chosen), (*in_use, *chosen.values()))
                return Reduction(kind, tuple(chosen.values()), inner)
        return rebuild(expression, lambda child: self.named(child, in_use))

    def choose(self, index: str, in_use: tuple[str, ...]) -> str:
        """The index's own name, else another of the same length, else its name with a number."""
        own = index.split(MARK)[0]
        group = self.classes[own]
        candidates = [own, *(name for name, other in self.classes.items() if other == group)]
        free = next((name for name in candidates if name not in in_use), None)
        if free is not None:
            return free
        count = 2
        while f"{own}{count}" in self.taken or f"{own}{count}" in in_use:
            count += 1
        return f"{own}{count}"
