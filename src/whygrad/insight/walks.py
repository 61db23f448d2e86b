"""Ways from the loss down to one entry, arrow by arrow, the samples folded into one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from math import prod

import numpy as np

from whygrad.calculus.derivation import Arrival, descend
from whygrad.calculus.rules import ONE
from whygrad.calculus.simplification import simplify
from whygrad.insight.figures import Figures, is_near
from whygrad.insight.reach import Reach
from whygrad.insight.rounding import MOST_DIGITS, figure
from whygrad.insight.scenes import Scene
from whygrad.insight.slices import values_over
from whygrad.language.equations import Equation
from whygrad.language.expressions import (
    Binary,
    Entry,
    Expression,
    Reduction,
    free_indexes,
    rename_free,
)
from whygrad.language.messages import WhygradError
from whygrad.language.notation import text

MOST_PATHS = 100
Chain = tuple[Entry, ...]  # from the loss down to the entry; the sample index may stand as such


@dataclass(frozen=True)
class Arrow:
    """One arrow: the derivative of `target`, which reads it, with respect to `source`."""

    source: Entry
    target: Entry
    derivative: Expression
    figures: Expression
    value: float
    figure: str


@dataclass(frozen=True)
class Path:
    """The arrows from an entry to the loss, and the product of their derivatives.

    `total` is that product, summed over all samples where `sampled`. `factors` are the
    figures of the arrows, with as many digits as it takes to get `figure` from them.
    """

    arrows: tuple[Arrow, ...]
    product: float
    figure: str
    factors: tuple[str, ...]
    total: float
    sampled: bool

    @property
    def nodes(self) -> tuple[str, ...]:
        """The entries on the way, the parameter first and the loss last."""
        return (text(self.arrows[0].source), *(text(arrow.target) for arrow in self.arrows))


class Walk:
    """Walks from the loss down to one entry, entry by entry, the samples folded into one."""

    def __init__(self, scene: Scene, entry: Entry):
        self.scene, self.entry = scene, entry
        self.reach = Reach(scene.step, entry)
        self.lines = {e.name: e for e in scene.step.forward}
        declared = scene.step.indexes_of()[entry.name]
        self.fold = scene.sample or ""
        self.own = entry.indexes[0] if declared[:1] == (self.fold,) else self.fold
        self.arrivals: dict[str, list[Arrival]] = {}

    def chains(self) -> Iterator[Chain]:
        start: Chain = (Entry(self.scene.step.loss),)
        waiting, found = [start], 0
        while waiting:
            chain = waiting.pop()
            if chain[-1] == self.entry:
                found += 1
                self.check_count(found)
                self.check_runs(chain)
                yield chain
                continue
            waiting.extend((*chain, below) for below in reversed(list(self.below(chain[-1]))))

    def check_count(self, found: int) -> None:
        if found > MOST_PATHS:
            raise WhygradError(
                f"There are more than {MOST_PATHS} paths from `{text(self.entry)}` to"
                f" `{self.scene.step.loss}`, too many to list.\n"
                "Ask `depends` for the ways between whole quantities, or take a smaller network."
            )

    def check_runs(self, chain: Chain) -> None:
        """That a path does not leave the samples and come back to them."""
        inside = [self.fold in node.indexes for node in chain]
        runs = sum(
            now and not before for before, now in zip([False, *inside], inside, strict=False)
        )
        if runs > 1:
            raise WhygradError(
                f"The samples of this model depend on each other: a path from `{text(self.entry)}`"
                f" to `{self.scene.step.loss}` goes through several of them.\n"
                "Paths are listed only where each sample stands for itself."
            )

    def read_by(self, equation: Equation) -> list[Arrival]:
        """The places at which an equation reads something, with the local derivatives."""
        if equation.name not in self.arrivals:
            found = descend(equation.expression, ONE, equation, equation.target.indexes, ())
            self.arrivals[equation.name] = list(found)
        return self.arrivals[equation.name]

    def below(self, node: Entry) -> Iterator[Entry]:
        """The entries that a node reads and that lead to the entry of this walk, each once."""
        equation = self.lines.get(node.name)
        if equation is None:
            return
        known = dict(zip(equation.target.indexes, node.indexes, strict=True))
        found: dict[Entry, None] = {}
        for arrival in self.read_by(equation):
            for indexes in product(*(self.choices(i, known) for i in arrival.entry.indexes)):
                found[Entry(arrival.entry.name, indexes)] = None
        for entry in found:
            stand = (entry, 0)
            if entry == self.entry or (entry.name != self.entry.name and self.reach.count(stand)):
                yield entry

    def choices(self, index: str, known: dict[str, str]) -> tuple[str, ...]:
        """Where an index can stand: as in the target, else the sample or every place."""
        if index in known:
            return (known[index],)
        if index == self.fold:
            return (self.own,)
        return tuple(map(str, range(self.scene.length(index))))

    def derivative(self, target: Entry, source: Entry) -> Expression:
        """The local derivative of one entry by another that it reads."""
        equation = self.lines[target.name]
        known = dict(zip(equation.target.indexes, target.indexes, strict=True))
        total: Expression | None = None
        for arrival in self.read_by(equation):
            places = dict(zip(arrival.entry.indexes, source.indexes, strict=False))
            if arrival.entry.name != source.name or any(
                known.get(index, place) != place for index, place in places.items()
            ):
                continue
            slope = rename_free(arrival.gradient, {**known, **places})
            others = tuple(i for i in arrival.scope if i not in known and i not in places)
            share = Reduction("sum", others, slope) if others else slope
            total = share if total is None else Binary("+", total, share)
        assert total is not None
        return simplify(total)

    def products(self, chain: Chain) -> np.ndarray:
        """The product of the arrows: one number, or one for each sample."""
        values = [self.over_samples(self.derivative(a, b)) for a, b in pairwise(chain)]
        return np.asarray(prod(values[1:], start=values[0]))

    def over_samples(self, derivative: Expression) -> np.ndarray:
        carries = self.fold in free_indexes(derivative)
        return values_over(derivative, (self.fold,) if carries else (), self.scene)

    def path(self, chain: Chain, part: np.ndarray, sample: int, digits: int) -> Path:
        at = {self.fold: str(sample)} if self.fold else {}
        ways = zip(chain[1:], chain, strict=False)
        arrows = tuple(self.arrow(source, target, at, digits) for source, target in ways)
        own = float(part[sample]) if part.ndim else float(part)
        shown = figure(own, digits)
        factors = multiplied([arrow.value for arrow in arrows[::-1]], shown, digits)
        return Path(arrows[::-1], own, shown, factors, float(part.sum()), bool(part.ndim))

    def arrow(self, source: Entry, target: Entry, at: dict[str, str], digits: int) -> Arrow:
        derivative = rename_free(self.derivative(target, source), at)
        value = float(values_over(derivative, (), self.scene))
        shown = figure(value, digits)
        formula = Figures(self.scene, digits).formula(derivative, shown)
        begin, end = (
            Entry(n.name, tuple(at.get(i, i) for i in n.indexes)) for n in (source, target)
        )
        return Arrow(begin, end, derivative, formula.figures, value, shown)


def multiplied(values: list[float], shown: str, digits: int) -> tuple[str, ...]:
    """The figures of the factors, with as many digits as it takes to get what is shown."""
    for more in (*range(digits, MOST_DIGITS + 1), digits):
        factors = tuple(figure(value, more) for value in values)
        if is_near(prod(map(float, factors)), shown):
            break
    return factors
