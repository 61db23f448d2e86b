"""Constant factors between two formulas, recognised from their values at several points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

import numpy as np

from whygrad.calculus.points import Point
from whygrad.calculus.rules import minus, times
from whygrad.calculus.simplification import simplify
from whygrad.language.expressions import Binary, Entry, Expression, Size, number

EXACT = 1e-9  # to which two numbers are the same one
LARGEST_DIVISOR = 1000
MOST_PLAIN = 9  # of a divisor: one half is 1 / 2, but a tenth 0.1
MOST_PARTS = 2  # sizes and settings in one factor

Powers = tuple[tuple[Size | Entry, int], ...]


def constant_ratio(yours: np.ndarray, ours: np.ndarray, scale: np.ndarray) -> float | None:
    """The number that is `yours / ours` in every entry, up to rounding; None if there is none."""
    if np.all(np.abs(yours - ours) <= EXACT * scale):
        return 1.0
    with np.errstate(all="ignore"):
        size = np.abs(ours) / np.where(scale > 0, scale, np.inf)
        place = np.unravel_index(np.argmax(size), np.shape(ours))
        ratio = float(yours[place] / ours[place])
        if not np.isfinite(ratio) or ratio == 0:
            return None
        apart = np.abs(yours - ratio * ours) > EXACT * (1 + abs(ratio)) * scale
    return None if np.any(apart) else ratio


def is_multiple(yours: np.ndarray, ours: np.ndarray) -> bool:
    """Whether one can be a multiple of the other: a rough test, that needs no terms."""
    with np.errstate(all="ignore"):
        scale = np.full(np.shape(ours), np.max(np.abs(ours), initial=0))
        return constant_ratio(yours, ours, scale) is not None


def recognise(
    ratios: Sequence[float], points: Sequence[Point], sizes: Sequence[str], settings: Sequence[str]
) -> Expression | None:
    """A number, or one times sizes and settings, that has these values at the points."""
    for powers in monomials(sizes, settings):
        rest = [r / value_of(powers, p) for r, p in zip(ratios, points, strict=True)]
        if max(rest) - min(rest) <= EXACT * abs(rest[0]):
            return simplify(written(as_number(rest[0]), powers))
    return None


def monomials(sizes: Sequence[str], settings: Sequence[str]) -> Iterator[Powers]:
    """Products of few sizes and settings, each above or below the line, the simplest first."""
    parts: list[Size | Entry] = [*map(Size, sizes), *map(Entry, settings)]
    powers = [(part, exponent) for part in parts for exponent in (1, -1)]
    for amount in range(MOST_PARTS + 1):
        yield from (c for c in combinations(powers, amount) if len({p for p, _ in c}) == amount)


def value_of(powers: Powers, point: Point) -> float:
    result = 1.0
    for part, exponent in powers:
        match part:
            case Size(index):
                result *= float(point.lengths[index]) ** exponent
            case Entry(name):
                result *= float(point.values[name]) ** exponent
    return result


def as_number(value: float) -> Expression:
    """A quotient of small whole numbers where it is one, else a decimal number."""
    near = Fraction(abs(value)).limit_denominator(LARGEST_DIVISOR)
    if abs(float(near) - abs(value)) > EXACT * abs(value):
        near = Fraction(f"{abs(value):.6g}")
    small = near.denominator <= MOST_PLAIN and near.denominator != 1
    whole, divisor = number(near.numerator), number(near.denominator)
    found = Binary("/", whole, divisor) if small else number(near)
    return minus(found) if value < 0 else found


def written(factor: Expression, powers: Powers) -> Expression:
    for part, exponent in powers:
        factor = times(factor, part) if exponent > 0 else Binary("/", factor, part)
    return factor
