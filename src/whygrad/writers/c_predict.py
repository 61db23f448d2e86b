"""A prediction for one sample: the equations that it needs, without the sample index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from whygrad.calculus.dependence import find_prediction
from whygrad.language.equations import Declaration, Equation, Step
from whygrad.language.expressions import (
    Entry,
    Expression,
    Reduction,
    Size,
    number,
    rebuild,
)
from whygrad.writers.outline import outline_prediction, reads

Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Prediction:
    """A quantity, the equations that give it for one sample, and the data that these read."""

    name: str
    equations: tuple[Equation, ...]
    data: tuple[Declaration, ...]


def one_sample_prediction(step: Step, is_sample: Test) -> Prediction | None:
    """What `predict` computes; None where nothing can be predicted for one sample alone."""
    name = find_prediction(step)
    if name is None:
        return None
    equations = outline_prediction(step, name).forward
    read = reads(equations)
    for line in step.declared("data", "parameter", "state"):
        indexes = line.indexes[1:] if line.kind == "data" else line.indexes
        if line.name in read and any(map(is_sample, indexes)):
            return None
    data = tuple(line for line in step.data if line.name in read)
    return Prediction(name, tuple(of_one(each, is_sample) for each in equations), data)


def of_one(equation: Equation, is_sample: Test) -> Equation:
    target = without(equation.target, is_sample)
    assert isinstance(target, Entry)
    return replace(equation, target=target, expression=without(equation.expression, is_sample))


def without(expression: Expression, is_sample: Test) -> Expression:
    """An expression where there is one sample: the sum over it is its only term."""
    match expression:
        case Entry(name, indexes):
            return Entry(name, tuple(index for index in indexes if not is_sample(index)))
        case Size(index) if is_sample(index):
            return number(1)
        case Reduction(kind, indexes, body):
            body = without(body, is_sample)
            left = tuple(index for index in indexes if not is_sample(index))
            return Reduction(kind, left, body) if left else body
    return rebuild(expression, lambda child: without(child, is_sample))
