"""How large the terms are that an entry is the sum of: the scale of its rounding errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from whygrad.calculus.evaluation import Position, combine, positions, value_at
from whygrad.language.equations import Equation
from whygrad.language.expressions import Binary, Expression, Negative, Number, Reduction


def magnitudes(
    equation: Equation, known: Mapping[str, np.ndarray], lengths: Mapping[str, int]
) -> np.ndarray:
    """For each entry of an equation's target the sum of the absolute values of its terms."""
    found = np.empty([lengths[index] for index in equation.target.indexes])
    with np.errstate(all="ignore"):
        for at in positions(equation.target.indexes, lengths):
            found[tuple(at.values())] = magnitude_at(equation.expression, at, known, lengths)
    return found


def magnitude_at(
    expression: Expression,
    at: Position,
    known: Mapping[str, np.ndarray],
    lengths: Mapping[str, int],
) -> Any:
    """What the terms of an expression add up to when all of them are taken positive."""

    def magnitude(part: Expression, more: Position | None = None) -> Any:
        return magnitude_at(part, {**at, **(more or {})}, known, lengths)

    def size(part: Expression) -> Any:
        return np.abs(value_at(part, at, known, lengths, np.float64))

    match expression:
        case Negative(operand):
            return magnitude(operand)
        case Binary("+" | "-", left, right):
            return magnitude(left) + magnitude(right)
        case Binary("*", left, right):
            return magnitude(left) * magnitude(right)
        case Binary("/", left, right):
            return magnitude(left) / size(right)
        case Binary("**", base, Number(value)) if value >= 1 and value.denominator == 1:
            return combine("**", magnitude(base), np.float64(value.numerator))
        case Reduction("sum" | "mean" as kind, indexes, body):
            terms = [magnitude(body, more) for more in positions(indexes, lengths)]
            return np.sum(terms) / (len(terms) if kind == "mean" else 1)
    return size(expression)
