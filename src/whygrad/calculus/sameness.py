"""Whether a formula from elsewhere is the derived one: the same, up to a factor, or different."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import product

import numpy as np

from whygrad.calculus.derivation import Derivation
from whygrad.calculus.evaluation import evaluate
from whygrad.calculus.factors import EXACT, constant_ratio, is_multiple, recognise
from whygrad.calculus.magnitudes import magnitudes
from whygrad.calculus.normal_form import normal_form, summands
from whygrad.calculus.points import SAMPLES, Point, generic_point
from whygrad.calculus.rules import minus, times
from whygrad.calculus.simplification import simplify
from whygrad.calculus.variants import variants, work
from whygrad.calculus.verdicts import Difference, Sameness
from whygrad.language.equations import GRADIENT, ITERATION, LEARNING_RATE, Equation, Step
from whygrad.language.expressions import (
    Binary,
    Entry,
    Expression,
    all_indexes,
    names_read,
    number,
)
from whygrad.language.formulas import parse_formulas
from whygrad.language.messages import WhygradError
from whygrad.language.notation import entry_text, text
from whygrad.language.sizes import index_classes

YOURS, DERIVED = "yours'", "derived'"  # no names of a text
MOST_WORK = 400_000  # operations at one point, in the search for what is wrong
ATTEMPTS = 8  # at finding a point where both formulas have values


def compare(step: Step, formula: str) -> Sameness:
    """Compare a formula with the derived equation of the same name.

    `formula` has one equation for a gradient (`grad_weights[k] = ...`) or an update of a
    parameter (`weights[k] = weights[k] - ...`); above it, helpers may be defined. An update
    that reads no `learning_rate` is compared with a step of learning rate 1. Raises
    `WhygradError` on a formula that cannot be read, or that has no values.
    """
    derivation = Derivation(step)
    list(derivation.equations())
    gradients = list(derivation.lines.values())
    return Comparison(step, gradients, parse_formulas(formula, step, gradients)).result()


class Comparison:
    """One formula beside one derived equation, at several random points."""

    def __init__(self, step: Step, gradients: list[Equation], formulas: list[Equation]):
        self.step = replace(step, backward=tuple(gradients), update=tuple(formulas))
        *self.helpers, self.formula = formulas
        self.gradient = self.find_gradient(gradients)
        self.indexes = self.formula.target.indexes
        self.reads_rate = any(LEARNING_RATE in names_read(f.expression) for f in formulas)
        self.derived, self.right, self.wanted = self.sides()

    def find_gradient(self, gradients: list[Equation]) -> Equation:
        name = GRADIENT + self.formula.name.removeprefix(GRADIENT)
        for equation in gradients:
            if equation.name == name:
                return equation
        raise WhygradError(f"`{self.formula.name}` has no gradient: it does not lead to the loss.")

    def sides(self) -> tuple[Equation, Expression, Expression]:
        """The derived equation, and what is compared: for an update the change that it makes."""
        own = self.formula.target
        wanted = self.as_given(Entry(DERIVED, own.indexes))
        if own.name == self.gradient.name:
            return self.gradient, self.formula.expression, wanted
        return self.update(), simplify(Binary("-", self.formula.expression, own)), wanted

    def as_given(self, gradient: Expression) -> Expression:
        """A gradient, or one term of it, as the formula has it: for an update as a change."""
        if self.formula.name == self.gradient.name:
            return gradient
        return minus(times(Entry(LEARNING_RATE), gradient) if self.reads_rate else gradient)

    def update(self) -> Equation:
        """The update of gradient descent."""
        own = Entry(self.formula.name, self.gradient.target.indexes)
        change = times(Entry(LEARNING_RATE), self.gradient.target)
        return Equation(own, Binary("-", own, change))

    @cached_property
    def points(self) -> list[Point]:
        """A point for each number of samples. Raises `WhygradError` where nothing has a value."""
        return [self.find_point(samples) for samples in SAMPLES]

    def find_point(self, samples: int) -> Point:
        """A point at which both sides have values and the derived one is not 0 throughout.

        Else values between 0 and 1 are tried; a gradient that is always 0 is taken as it is.
        """
        usable = []
        for positive, seed in product((False, True), range(ATTEMPTS)):
            point = generic_point(self.step, samples, seed, positive=positive)
            point = self.with_helpers(point)
            derived, yours = self.value(self.wanted, point), self.value(self.right, point)
            if np.all(np.isfinite(derived)) and np.all(np.isfinite(yours)):
                usable.append(point)
                if np.any(derived):
                    return point
        if usable:
            return usable[0]
        raise WhygradError(
            f"`{text(self.formula.target)}` cannot be compared: at random points it, or the"
            " derived gradient, is no finite number."
        )

    def with_helpers(self, point: Point) -> Point:
        """The point with what the helpers define; our own gradient is kept beside it."""
        kept = {DERIVED: point.values[self.gradient.name]}
        theirs = evaluate(self.helpers, point.values, point.lengths)
        return Point({**theirs, **kept}, point.lengths)

    def value(self, expression: Expression, point: Point) -> np.ndarray:
        line = [Equation(Entry(YOURS, self.indexes), expression)]
        return evaluate(line, point.values, point.lengths)[YOURS]

    def result(self) -> Sameness:
        found = Sameness("same", self.formula, self.derived, reads_rate=self.reads_rate)
        if self.is_same_line():
            return found
        ratios = self.ratios(self.right)
        factor = None if ratios is None else self.recognised(ratios)
        if factor == number(1):
            return replace(found, kind="equal")
        if factor is not None:
            return replace(found, kind="scaled", factor=factor)
        difference = self.difference()
        return replace(found, kind="different", difference=difference, hint=self.hint())

    def is_same_line(self) -> bool:
        """Whether both are the same but for the order of factors and terms."""
        if self.formula.target != self.derived.target or self.helpers:
            return False
        given, derived = normal_form(self.formula.expression), normal_form(self.derived.expression)
        return text(given) == text(derived)

    def ratios(self, right: Expression) -> list[float] | None:
        """Yours over the derived one at each point, where that is one number for all entries."""
        found = []
        for point in self.points:
            yours, derived = self.value(right, point), self.value(self.wanted, point)
            ratio = constant_ratio(yours, derived, self.scale(right, point))
            if ratio is None:
                return None
            found.append(ratio)
        return found

    def scale(self, right: Expression, point: Point) -> np.ndarray:
        """The size of the terms that the entries of both sides are sums of."""
        line = Equation(Entry(YOURS, self.indexes), right)
        wanted = np.abs(self.value(self.wanted, point))
        return np.asarray(magnitudes(line, point.values, point.lengths) + wanted)

    def recognised(self, ratios: list[float]) -> Expression | None:
        sizes = {index for equation in self.step for index in all_indexes(equation.expression)}
        declared = {index for own in self.step.indexes_of().values() for index in own}
        settings = [setting.name for setting in self.step.settings]
        rate = [LEARNING_RATE] if LEARNING_RATE not in settings else []
        return recognise(
            ratios, self.points, sorted(sizes & declared), [*settings, *rate, ITERATION]
        )

    def difference(self) -> Difference | None:
        """The first entry that differs at the first point."""
        point = self.points[0]
        yours, derived = self.value(self.right, point), self.value(self.wanted, point)
        apart = np.abs(yours - derived) > EXACT * self.scale(self.right, point)
        for place in np.argwhere(apart):
            at = tuple(int(one) for one in place)
            entry = entry_text(self.formula.name, map(str, at))
            return Difference(entry, float(yours[at]), float(derived[at]))
        return None

    def hint(self) -> str:
        """The first variant of the formula that is the derived one, at best without a factor."""
        scaled, done = "", 0
        first = self.points[0]
        wanted = self.value(self.wanted, first)
        for what, variant in self.variants():
            done += work(variant, first.lengths) * wanted.size
            if done > MOST_WORK:
                break
            if not is_multiple(self.value(variant, first), wanted):
                continue
            ratios = self.ratios(variant)
            factor = None if ratios is None else self.recognised(ratios)
            if factor == number(1):
                return what
            if factor is not None and not scaled:
                scaled = f"{what}; then yours is {text(factor)} times the derived one"
        return scaled

    def variants(self) -> Iterator[tuple[str, Expression]]:
        known = self.step.indexes_of()
        lines = self.step.backward
        classes = index_classes(self.step)
        terms = [self.as_given(term) for term in summands(self.gradient.expression)]
        return variants(self.right, self.indexes, terms, lines, known, classes)
