"""What it means that two right programs agree, and how large the terms of an entry are.

|difference| <= 1e-12 times the sum of the absolute values of the terms of that entry, entry by
entry (docs/language.md, Agreement). A purely relative bound cannot hold where terms cancel, and a
bound that grows with the whole array would let one wrong entry pass among many.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from whygrad.calculus.evaluation import Position, combine, positions, value_at
from whygrad.language.equations import Equation
from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Negative,
    Number,
    Reduction,
    Size,
)

FACTOR = 1e-12


def entry_agrees(
    got: Any, want: Any, magnitude: Any, *, factor: float = FACTOR, allow_nan: bool = False
) -> np.ndarray:
    """For each entry whether it agrees; arrays of one shape.

    NaN equals nothing, unless `allow_nan` and it stands in both places; infinity equals
    infinity of the same sign only. A magnitude that is no finite number allows nothing.
    """
    got, want, magnitude = np.asarray(got), np.asarray(want), np.asarray(magnitude)
    with np.errstate(all="ignore"):
        allowed = np.where(np.isfinite(magnitude), factor * np.abs(magnitude), 0)
        same = (got == want) | (np.abs(got - want) <= allowed)
    if allow_nan:
        same |= np.isnan(got) & np.isnan(want)
    return np.asarray(same)


def agrees(
    got: Any, want: Any, magnitude: Any, *, factor: float = FACTOR, allow_nan: bool = False
) -> bool:
    """Whether two arrays agree: same shape, and every entry within `factor` of its terms."""
    return not difference(got, want, magnitude, factor=factor, allow_nan=allow_nan)


def difference(
    got: Any, want: Any, magnitude: Any, *, factor: float = FACTOR, allow_nan: bool = False
) -> str:
    """The entry that differs most, in words; empty where all agree."""
    if not np.shape(got) == np.shape(want) == np.shape(magnitude):
        return f"shapes differ: {np.shape(got)}, {np.shape(want)}, {np.shape(magnitude)}"
    same = entry_agrees(got, want, magnitude, factor=factor, allow_nan=allow_nan)
    if same.all():
        return ""
    with np.errstate(all="ignore"):
        gap = np.abs(np.asarray(got) - np.asarray(want)) / np.abs(magnitude)
    gap = np.where(same, -1, np.where(np.isnan(gap), np.inf, gap))
    place = np.unravel_index(int(np.argmax(gap)), gap.shape)
    where = [int(one) for one in place]
    return (
        f"at {where}: {np.asarray(got)[place]!r} is not {np.asarray(want)[place]!r};"
        f" {gap[place]:.3g} of its terms ({np.count_nonzero(~same)} of {same.size} entries differ)"
    )


def disagreements(
    got: Mapping[str, Any],
    want: Mapping[str, Any],
    magnitude: Mapping[str, Any],
    names: Iterable[str],
    *,
    factor: float = FACTOR,
    allow_nan: bool = False,
) -> dict[str, str]:
    """Each of the names whose arrays do not agree, with the reason; a missing one is told too."""
    found = {}
    for name in names:
        if name not in got:
            found[name] = "missing"
            continue
        reason = difference(
            got[name], want[name], magnitude[name], factor=factor, allow_nan=allow_nan
        )
        if reason:
            found[name] = reason
    return found


def magnitudes(
    equations: Iterable[Equation],
    values: Mapping[str, Any],
    lengths: Mapping[str, int],
    dtype: Any = np.float64,
) -> dict[str, np.ndarray]:
    """The sum of the absolute values of the terms, for each entry of each equation's target.

    `values` as for `evaluate`. Names that no equation sets have their absolute value.
    """
    known = {name: np.asarray(value, dtype) for name, value in values.items()}
    found = {name: np.abs(value) for name, value in known.items()}
    with np.errstate(all="ignore"):
        for equation in equations:
            shape = [lengths[index] for index in equation.target.indexes]
            value, size = np.empty(shape, dtype), np.empty(shape, np.abs(dtype()).dtype)
            for at in positions(equation.target.indexes, lengths):
                place = tuple(at.values())
                value[place] = value_at(equation.expression, at, known, lengths, dtype)
                size[place] = magnitude_at(equation.expression, at, known, lengths, dtype)
            known[equation.name], found[equation.name] = value, size
    return found


def magnitude_at(
    expression: Expression,
    at: Position,
    known: Mapping[str, np.ndarray],
    lengths: Mapping[str, int],
    dtype: Any,
) -> Any:
    """What the terms of an expression add up to when all of them are taken positive."""

    def magnitude(part: Expression, more: Position | None = None) -> Any:
        return magnitude_at(part, {**at, **(more or {})}, known, lengths, dtype)

    def size(part: Expression) -> Any:
        return np.abs(value_at(part, at, known, lengths, dtype))

    match expression:
        case Number() | Entry() | Size() | Call():
            return size(expression)
        case Negative(operand):
            return magnitude(operand)
        case Binary("+" | "-", left, right):
            return magnitude(left) + magnitude(right)
        case Binary("*", left, right):
            return magnitude(left) * magnitude(right)
        case Binary("/", left, right):
            return magnitude(left) / size(right)
        case Binary("**", base, Number(value)) if value >= 1 and value.denominator == 1:
            return combine("**", magnitude(base), dtype(value.numerator))  # a product
        case Binary():
            return size(expression)
        case Reduction(kind, indexes, body):
            terms = [magnitude(body, more) for more in positions(indexes, lengths)]
            return reduced(kind, terms) + (size(expression) if kind == "logsumexp" else 0)
    raise AssertionError(f"no rule for {expression!r}")


def reduced(kind: str, terms: list[Any]) -> Any:
    match kind:
        case "sum":
            return sum(terms)
        case "mean":
            return sum(terms) / len(terms)
    return max(terms)  # max; and logsumexp is the largest term, plus a logarithm
