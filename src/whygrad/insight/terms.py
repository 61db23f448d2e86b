"""A formula at one entry, and the terms of its long sums, as data."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from whygrad.insight.rounding import EXACT, Column, column_for, figure, percent
from whygrad.language.expressions import Entry, Expression, Reduction

MOST_TERMS = 5  # terms of a long sum that are shown
CANCELLED = 1e-14  # a sum that is a smaller part of its terms tells nothing


@dataclass(frozen=True)
class Term:
    """One term of a long sum: what it is, with its figures in place, and its value."""

    what: Expression
    figures: Expression
    value: float
    figure: str
    share: str
    sums: tuple[Sum, ...] = ()
    reads: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Sum:
    """The terms of a reduction, the largest first, and all others together.

    The figures of the terms and of the rest add up to `figure`, which is that of the sum of
    all terms, also of a mean; of a `max` it is the largest. Without a rest, `rest` is what
    rounding leaves over: empty, or a figure of a few units in the last place.
    """

    what: Reduction
    count: int
    total: float
    figure: str
    terms: tuple[Term, ...]
    rest: str = ""
    rest_share: str = ""


@dataclass(frozen=True)
class Formula:
    """An expression at one entry: its figures in place, its long sums, and what it reads.

    Of a long sum only the terms that are shown count as read.
    """

    what: Expression
    figures: Expression
    sums: tuple[Sum, ...]
    reads: tuple[Entry, ...]


@dataclass(frozen=True)
class Long:
    """A reduction that is too long to be written out: all terms, and where the shown ones stand.

    `places` are those of the flattened values, the largest first; `finite` says that all terms
    and their total are finite.
    """

    whole: Reduction
    values: np.ndarray
    total: float
    places: np.ndarray
    finite: bool

    def column(self, digits: int) -> Column | None:
        """How its figures are written; None where some are not finite."""
        if not self.finite:
            return None
        return column_for(self.total, self.values.ravel()[self.places].tolist(), digits)

    def write(self, value: float, digits: int) -> str:
        """The figure of its total or of a term."""
        column = self.column(digits)
        return column.write(column.rounded(value)) if column else figure(value, digits)

    def rest(self, terms: Sequence[Term], digits: int) -> tuple[str, str]:
        """What the terms that are not shown add up to, exactly what is missing, and its share."""
        column, others = self.column(digits), np.delete(self.values.ravel(), self.places)
        if self.whole.kind == "max" or (column is None and not others.size):
            return "", ""
        if column is None:
            return figure(float(others.sum()), digits), ""
        missing = column.rounded(self.total)
        for term in terms:
            missing = EXACT.subtract(missing, Decimal(term.figure))
        if not others.size:
            return (column.write(missing) if missing else ""), ""
        part = self.total - sum(term.value for term in terms)
        return column.write(missing), share_of(part, self.total)


def long_sum(whole: Reduction, values: np.ndarray, own: int | None) -> Long:
    """A reduction with its terms; `own` is one that is shown anyway."""
    total = float(values.max() if whole.kind == "max" else values.sum())
    if abs(total) < CANCELLED * np.abs(values).sum():  # all of it is rounding
        total = 0.0
    finite = bool(np.isfinite(values).all()) and math.isfinite(total)
    return Long(whole, values, total, shown_places(values.ravel(), whole.kind, own), finite)


def shown_places(values: np.ndarray, kind: str, own: int | None) -> np.ndarray:
    """Where the terms stand that are shown, the largest first; zeros in a sum say nothing."""
    sizes = np.nan_to_num(values, nan=np.inf)
    count = len(sizes) if len(sizes) <= MOST_TERMS + 1 else MOST_TERMS
    if kind != "max":
        sizes = np.abs(sizes)
        count = min(count, max(1, int(np.count_nonzero(sizes))))
    least = np.partition(sizes, -count)[-count]  # so that only few need be sorted
    large = np.flatnonzero(sizes >= least)
    first = large[np.argsort(-sizes[large], kind="stable")][:count]
    return first if own is None or own in first else np.append(first, own)


def share_of(part: float, total: float) -> str:
    return percent(part / total) if total and math.isfinite(total) else ""
