"""Starting values, drawn by NumPy's `RandomState`, whose stream never changes.

Sources: Glorot and Bengio, AISTATS 2010 (uniform, sqrt(6 / (fan-in + fan-out))); He et al.,
ICCV 2015 (normal, sqrt(2 / fan-in)). Fan-in is the product of all lengths but the last,
fan-out the last.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from whygrad.language.equations import Start, Step
from whygrad.language.expressions import Entry, Expression, Negative, Number
from whygrad.language.messages import WhygradError

Shape = tuple[int, ...]


def drawn_starts(
    step: Step, shapes: Mapping[str, Shape | None], seed: int, settings: Mapping[str, Any]
) -> dict[str, np.ndarray]:
    """Parameters and states in order of declaration, up to the first without a shape."""
    random = np.random.RandomState(seed)
    own = {line.name: float(line.value.value) for line in step.settings if line.value}
    found: dict[str, np.ndarray] = {}
    for line in step.declared("parameter", "state"):
        shape = shapes[line.name]
        if shape is None:
            break
        assert line.start is not None
        found[line.name] = draw(line.start, shape, random, {**own, **settings}, line.name)
    return found


def draw(
    start: Start,
    shape: Shape,
    random: np.random.RandomState,
    settings: Mapping[str, Any],
    name: str,
) -> np.ndarray:
    """One quantity's starting values, in float64."""
    arguments = [constant_value(argument, settings) for argument in start.arguments]
    match start.name, arguments:
        case "uniform", [low, high]:
            if not low <= high:
                raise WhygradError(f"{name}: uniform({low:g}, {high:g}) has its ends swapped.")
            return np.asarray(low + (high - low) * random.random_sample(shape))
        case "normal", [mean, deviation]:
            if deviation < 0:
                raise WhygradError(
                    f"{name}: normal({mean:g}, {deviation:g}) has a negative deviation."
                )
            return np.asarray(mean + deviation * random.standard_normal(shape))
        case "glorot", []:
            limit = math.sqrt(6 / sum(fans(shape)))
            return np.asarray(-limit + 2 * limit * random.random_sample(shape))
        case "he", []:
            return np.asarray(math.sqrt(2 / fans(shape)[0]) * random.standard_normal(shape))
        case "constant", [value]:
            return np.full(shape, value)
    return np.ones(shape) if start.name == "ones" else np.zeros(shape)


def constant_value(expression: Expression, settings: Mapping[str, Any]) -> float:
    """The value of a number or a setting."""
    match expression:
        case Number(value):
            return float(value)
        case Negative(operand):
            return -constant_value(operand, settings)
        case Entry(name):
            return float(settings[name])
    raise TypeError(expression)


def fans(shape: Shape) -> tuple[int, int]:
    """Fan-in and fan-out."""
    return math.prod(shape[:-1]), shape[-1] if shape else 1
