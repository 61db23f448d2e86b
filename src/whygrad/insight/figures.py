"""A formula with its figures in place, and the terms of its long sums.

What is shown can be computed again by hand: the figures in a formula get more digits until
they give the value that stands behind it, and the terms of a sum add up in the digits shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np

from whygrad.calculus.evaluation import value_at
from whygrad.calculus.expansion import COMBINE
from whygrad.insight.rounding import MOST_DIGITS, as_number, figure, unit
from whygrad.insight.scenes import Scene, entry_value
from whygrad.insight.slices import values_over
from whygrad.insight.terms import Formula, Long, Sum, Term, long_sum, share_of
from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Reduction,
    Size,
    children,
    number,
    rebuild,
    rename_free,
)

NAMED = {"inf": np.array(np.inf), "nan": np.array(np.nan)}  # as `as_number` writes them
MOST_WRITTEN = 4  # terms of a sum that is written out within its formula
HALF = Fraction(500001, 1000000)  # of the last place; a tie may be rounded either way
SAFE = 100.0  # exponents up to it are no trouble for a pocket calculator


class Figures:
    """Puts figures in place, at one step; `sample` names a sample whose term is shown anyway."""

    def __init__(self, scene: Scene, digits: int, sample: int | None = None):
        self.scene, self.digits, self.sample = scene, digits, sample
        self.known: dict[Expression, float] = {}
        self.long: dict[Expression, Long] = {}

    def formula(self, what: Expression, shown: str) -> Formula:
        """What gives a value that is shown as `shown`; its indexes are numbers."""
        whole = self.written_out(what)
        digits = self.enough(whole, shown)
        sums = tuple(self.sum_of(part, digits) for part in reductions(whole))
        below = (entry for part in sums for term in part.terms for entry in term.reads)
        reads = tuple(dict.fromkeys([*entries_within(whole), *below]))
        return Formula(what, self.in_place(whole, digits), sums, reads)

    def enough(self, whole: Expression, shown: str) -> int:
        """How many digits the figures need, so that one gets what is shown."""
        if shown.lstrip("-") in ("nan", "inf"):
            return self.digits
        for digits in range(self.digits, MOST_DIGITS + 1):
            if is_near(computed(self.in_place(whole, digits)), shown):
                return digits
        return self.digits

    def written_out(self, expression: Expression) -> Expression:
        """With short sums written out; the sums that remain are long."""
        match expression:
            case Size(index):
                return number(self.scene.length(index))
            case Reduction("logsumexp", indexes, body):
                return self.written_out(self.safely(indexes, body))
            case Reduction(kind, indexes, body):
                if self.times(indexes) > MOST_WRITTEN:
                    return expression
                terms = [self.written_out(rename_free(body, at)) for at in self.places(indexes)]
                return COMBINE[kind](terms)
        return rebuild(expression, self.written_out)

    def safely(self, indexes: tuple[str, ...], body: Expression) -> Expression:
        """The logarithm of the sum of exponentials, apart from it a number that is near it."""
        largest = float(np.max(np.abs(values := values_over(body, indexes, self.scene))))
        if largest < SAFE or not math.isfinite(largest):
            return Call("log", (Reduction("sum", indexes, Call("exp", (body,))),))
        apart = as_number(figure(float(np.max(values)), 3))
        terms = Reduction("sum", indexes, Call("exp", (Binary("-", body, apart),)))
        return Binary("+", apart, Call("log", (terms,)))

    def times(self, indexes: tuple[str, ...]) -> int:
        return math.prod(self.scene.length(index) for index in indexes)

    def places(self, indexes: tuple[str, ...]) -> Iterator[dict[str, str]]:
        for place in product(*(range(self.scene.length(index)) for index in indexes)):
            yield dict(zip(indexes, map(str, place), strict=True))

    def in_place(self, whole: Expression, digits: int) -> Expression:
        """The expression with a figure for each entry and each long sum."""
        match whole:
            case Entry():
                return as_number(figure(self.value(whole), digits))
            case Call("equal"):  # rounded numbers may be equal where the exact ones are not
                return as_number(figure(self.value(whole)))
            case Reduction(kind, indexes, _):
                found = self.terms(whole)
                total = as_number(found.write(found.total, digits))
                return Binary("/", total, number(self.times(indexes))) if kind == "mean" else total
        return rebuild(whole, lambda part: self.in_place(part, digits))

    def value(self, part: Expression) -> float:
        """The exact value of an entry or a part without free indexes."""
        if part not in self.known:
            if isinstance(part, Entry):
                self.known[part] = entry_value(self.scene, part)
            else:
                self.known[part] = float(values_over(part, (), self.scene))
        return self.known[part]

    def terms(self, whole: Reduction) -> Long:
        if whole not in self.long:
            values = values_over(whole.body, whole.indexes, self.scene)
            self.long[whole] = long_sum(whole, values, self.own_term(whole))
        return self.long[whole]

    def own_term(self, whole: Reduction) -> int | None:
        """Where the term of the sample stands, in a sum over samples alone."""
        return self.sample if whole.indexes == (self.scene.sample,) else None

    def sum_of(self, whole: Reduction, digits: int) -> Sum:
        """The shown terms, the rest and the total. Long sums within a term: of the first one."""
        found = self.terms(whole)
        terms = [self.term(found, int(place), digits) for place in found.places]
        shown = (terms[0], *(replace(term, sums=()) for term in terms[1:]))
        total = found.write(found.total, digits)
        rest, share = found.rest(terms, digits)
        return Sum(whole, found.values.size, found.total, total, shown, rest, share)

    def term(self, found: Long, place: int, digits: int) -> Term:
        whole, at = found.whole, np.unravel_index(place, found.values.shape)
        value = float(found.values[at])
        names = dict(zip(whole.indexes, map(str, map(int, at)), strict=True))
        what, shown = rename_free(whole.body, names), found.write(value, digits)
        formula = self.formula(what, shown)
        share = "" if whole.kind == "max" else share_of(value, found.total)
        return Term(what, formula.figures, value, shown, share, formula.sums, formula.reads)


def is_near(found: float, shown: str) -> bool:
    """Whether a value, rounded, is what is shown."""
    if shown.lstrip("-") in ("nan", "inf") or not math.isfinite(found):
        return figure(found) == shown
    return abs(Fraction(found) - Fraction(shown)) <= unit(shown) * HALF


def computed(figures: Expression) -> float:
    """The value of an expression of numbers."""
    with np.errstate(all="ignore"):
        return float(value_at(figures, {}, NAMED, {}, np.float64))


def reductions(whole: Expression) -> Iterator[Reduction]:
    """The outermost reductions, each once."""
    found: dict[Reduction, None] = {}
    waiting = [whole]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Reduction):
            found[part] = None
        else:
            waiting.extend(reversed(children(part)))
    yield from found


def entries_within(whole: Expression) -> Iterator[Entry]:
    """The entries that stand outside of all reductions, in order of appearance."""
    if isinstance(whole, Entry):
        yield whole
    elif not isinstance(whole, Reduction):
        for part in children(whole):
            yield from entries_within(part)
