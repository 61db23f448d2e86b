"""Slopes without the chain rule: the complex step, through the reference interpreter."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from whygrad.calculus.evaluation import evaluate
from whygrad.language.equations import Step

TINY = 1e-30  # of no account beside 1, and no difference is taken, so nothing cancels


def complex_step(
    step: Step,
    values: Mapping[str, Any],
    lengths: Mapping[str, int],
    name: str,
    tiny: float = TINY,
) -> np.ndarray:
    """The slope of the loss along every entry of `name`: Im loss(w + ih) / h.

    A quantity that an equation sets is turned from a result into an input first. With `-TINY`
    it is the slope on the other side, which differs where entries tie in a maximum.
    """
    forward = [equation for equation in step.forward if equation.name != name]
    if len(forward) < len(step.forward):
        values = {**values, name: evaluate(step.forward, values, lengths)[name]}
    point = np.asarray(values[name], complex)
    slopes = np.empty(point.shape)
    for place in np.ndindex(point.shape):
        moved = point.copy()
        moved[place] += 1j * tiny
        result = evaluate(forward, {**values, name: moved}, lengths, np.complex128)
        slopes[place] = result[step.loss].imag / tiny
    return slopes
