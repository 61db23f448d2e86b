"""The script's own gradients: which true gradient a value is, and by what factor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from whygrad.checking.lifting.comparison import CLOSE

CLAIM = "'claim "  # begins the names of the script's own gradients


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A value of the script that is the gradient of a forward node, up to a factor.

    key     what stands for its name in expressions; it begins with CLAIM
    turned  whether the script has its axes the other way round
    factor  its value over the true gradient
    value   its value, without axes that carry no index
    """

    key: str
    turned: bool
    factor: float
    value: np.ndarray


def claim(key: str, value: np.ndarray, truth: np.ndarray) -> Claim | None:
    """A value as a claim, if it is the true gradient up to a factor.

    truth  without axes that carry no index; those of length 1 are no matter
    """
    lengths = [length for length in value.shape if length > 1]
    wanted = [length for length in truth.shape if length > 1]
    for turned in (False, True):
        found = value.reshape(lengths)
        found = found.T if turned else found
        if list(found.shape) != wanted:
            continue
        found = found.reshape(truth.shape)
        number = proportion(found, truth)
        if number is not None:
            return Claim(key, turned and len(wanted) > 1, number, found)
    return None


def proportion(value: np.ndarray, truth: np.ndarray) -> float | None:
    """The number f with value = f * truth."""
    norm = float(np.vdot(truth, truth).real)
    if norm == 0 or not np.isfinite(value).all():
        return None
    number = float(np.vdot(truth, value).real) / norm
    rest = np.abs(value - number * truth).max(initial=0)
    return number if number and rest <= CLOSE * abs(number) * np.abs(truth).max() else None
