"""The value of one equation, so that no wrong one is ever shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from whygrad.checking.lifting.axes import Axes
from whygrad.checking.lifting.claims import proportion
from whygrad.checking.lifting.signals import NotLifted
from whygrad.language.equations import Declaration, Equation, Step
from whygrad.language.expressions import (
    Entry,
    Expression,
    Reduction,
    all_indexes,
    entries,
    names_read,
    rebuild,
)

NEAR = 1e-8  # of the factor 1 between two values of an equation


def verify(
    equation: Equation, truth: np.ndarray, axes: Axes, values: Mapping[str, np.ndarray]
) -> None:
    """Raises NotLifted where an equation has another value than the one it should have."""
    found = value_of(equation, axes, values)
    if found.shape == truth.shape:
        if not truth.any() and not found.any():
            return
        number = proportion(found, truth)
        if number is not None and abs(number - 1) <= NEAR:
            return
    raise NotLifted("the equation has another value than the line")


def value_of(equation: Equation, axes: Axes, values: Mapping[str, np.ndarray]) -> np.ndarray:
    """The value of one equation, given all that it reads."""
    from whygrad.engines.numpy import NumpyEngine

    order = {name: f"q{count}" for count, name in enumerate(names_read(equation.expression))}
    data = {entry.name: entry for entry in entries(equation.expression)}
    lines = [Declaration("data", order[name], entry.indexes) for name, entry in data.items()]
    used = {*all_indexes(equation.expression), *equation.target.indexes}
    lines += [Declaration("index", name, length=length_of(name, axes)) for name in used]
    read = with_names(equation.expression, order)
    result = Entry("result", equation.target.indexes)
    total: Expression = result
    if result.indexes:
        total = Reduction("sum", result.indexes, result)
    step = Step(tuple(lines), (Equation(result, read), Equation(Entry("total"), total)))
    given = {
        order[name]: values[name][tuple(slice(length_of(one, axes)) for one in entry.indexes)]
        for name, entry in data.items()
    }
    return np.asarray(NumpyEngine(step).evaluate(given, {})["result"], float)


def length_of(index: str, axes: Axes) -> int:
    """The length of an index; one that the chain rule made has another's name and a number."""
    return axes.lengths[index if index in axes.lengths else index.rstrip("0123456789")]


def with_names(expression: Expression, names: Mapping[str, str]) -> Expression:
    if isinstance(expression, Entry):
        return replace(expression, name=names[expression.name])
    return rebuild(expression, lambda child: with_names(child, names))
