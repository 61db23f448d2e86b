"""The reference interpreter: what a list of equations means, entry by entry.

Slow and obvious on purpose. Every writer and engine is compared with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np

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
from whygrad.language.functions import FUNCTIONS

Position = dict[str, int]  # the value of each index at hand, from 0


def evaluate(
    equations: Iterable[Equation],
    values: Mapping[str, Any],
    lengths: Mapping[str, int],
    dtype: Any = np.float64,
) -> dict[str, np.ndarray]:
    """Every quantity: those given and, from top to bottom, those that the equations set.

    `values` holds data, parameters, states, settings, draws and `iteration` by name; `lengths`
    each index's length. The type may be float32, float64, longdouble or complex128.
    """
    known = {name: np.asarray(value, dtype) for name, value in values.items()}
    with np.errstate(all="ignore"):
        for equation in equations:
            indexes = equation.target.indexes
            result = np.empty([lengths[index] for index in indexes], dtype)
            for at in positions(indexes, lengths):
                place = tuple(at[index] for index in indexes)
                result[place] = value_at(equation.expression, at, known, lengths, dtype)
            known[equation.name] = result
    return known


def positions(indexes: Iterable[str], lengths: Mapping[str, int]) -> Iterator[Position]:
    """Every combination of values of the indexes, the last one running fastest."""
    names = tuple(indexes)
    for place in product(*(range(lengths[index]) for index in names)):
        yield dict(zip(names, place, strict=True))


def value_at(
    expression: Expression,
    at: Position,
    known: Mapping[str, np.ndarray],
    lengths: Mapping[str, int],
    dtype: Any,
) -> Any:
    """The value of an expression at one position."""

    def value(part: Expression, more: Position | None = None) -> Any:
        return value_at(part, at if more is None else {**at, **more}, known, lengths, dtype)

    scalar = np.dtype(dtype).type
    match expression:
        case Number(exact):
            return exactly(exact, scalar)
        case Size(index):
            return scalar(lengths[index])
        case Entry(name, indexes):
            return known[name][tuple(at[index] for index in indexes)]
        case Negative(operand):
            return -value(operand)
        case Binary(operator, left, right):
            return combine(operator, value(left), value(right))
        case Call(function, arguments):
            return FUNCTIONS[function].value(*map(value, arguments))
        case Reduction(kind, indexes, body):
            terms = [value(body, more) for more in positions(indexes, lengths)]
            return reduce_terms(kind, terms)


def exactly(value: Fraction, scalar: Any) -> Any:
    """The number to the precision of the type; a second part carries what a double drops."""
    nearest = float(value)
    first, rest = scalar(nearest), scalar(float(value - Fraction(nearest)))
    return first + rest if np.isfinite(first) else first


def combine(operator: str, left: Any, right: Any) -> Any:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right
    return left**right


def reduce_terms(kind: str, terms: list[Any]) -> Any:
    match kind:
        case "sum":
            return sum(terms[1:], terms[0])
        case "mean":
            return sum(terms[1:], terms[0]) / len(terms)
        case "max":
            return np.max(terms)
    largest = np.max(terms)  # logsumexp, safe from overflow
    if not np.isfinite(largest):
        return largest
    return largest + np.log(sum(np.exp(term - largest) for term in terms))
