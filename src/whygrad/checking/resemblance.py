"""What a wrong gradient is instead of the right one, from the two arrays alone."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np


@dataclass(frozen=True, slots=True)
class Resemblance:
    """The id of the kind of mistake, and what the figures say; both empty where nothing fits."""

    mistake: str
    what: str


def resemblance(yours: np.ndarray, truth: np.ndarray, limit: float) -> Resemblance:
    """The first of sign, factor, transposition and sums that makes one array the other."""
    if not np.isfinite(yours).all():
        count = int((~np.isfinite(yours)).sum())
        return Resemblance("", f"{count} of its entries are not finite")
    if yours.size == truth.size:
        for shown, turned in arrangements(yours, truth.shape):
            found = proportion(shown, truth, limit, turned)
            if found is not None:
                return found
    return sums(yours, truth, limit) or Resemblance("", "")


def arrangements(yours: np.ndarray, shape: tuple[int, ...]) -> list[tuple[np.ndarray, bool]]:
    found = [(yours.reshape(shape), False)]
    if yours.ndim == 2 and min(yours.shape) > 1:
        found.append((yours.T.reshape(shape), True))
    return found


def proportion(
    yours: np.ndarray, truth: np.ndarray, limit: float, turned: bool
) -> Resemblance | None:
    norm = float((truth * truth).sum())
    factor = float((truth * yours).sum()) / norm if norm else 0.0
    if not factor or np.abs(yours - factor * truth).max(initial=0) > limit * max(1, abs(factor)):
        return None
    also = "" if near(factor, 1) else f", and {times(factor)}"
    if turned:
        return Resemblance("transposed", f"it is transposed{also}")
    if near(factor, -1):
        return Resemblance("wrong-sign", "its sign is turned")
    if factor < 0:
        return Resemblance("wrong-sign", f"its sign is turned, and it is {times(-factor)}")
    kind = "extra-factor" if factor > 1 else "missing-factor"
    return None if near(factor, 1) else Resemblance(kind, f"it is {times(factor)}")


def near(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 * abs(other)


def times(factor: float) -> str:
    """A factor as a simple fraction where it is one."""
    simple = Fraction(factor).limit_denominator(200)
    text = str(simple) if simple and near(float(simple), factor) else f"{factor:.6g}"
    return f"{text} times the right one"


def sums(yours: np.ndarray, truth: np.ndarray, limit: float) -> Resemblance | None:
    """A sum or a mean over too much or too little, the missing axis spread out."""
    if fits(yours, truth.sum(), limit * truth.size):
        return Resemblance("summed-over-all", "each entry is the sum of all entries")
    if fits(yours, truth.mean(), limit):
        return Resemblance("averaged", "each entry is the mean of all entries")
    for axis in range(truth.ndim) if truth.ndim > 1 else ():
        if fits(yours, truth.sum(axis=axis, keepdims=True), limit * truth.shape[axis]):
            return Resemblance("summed-over-all", f"it is summed over axis {axis} as well")
        if fits(yours, truth.mean(axis=axis, keepdims=True), limit):
            return Resemblance("averaged", f"it is the mean over axis {axis}")
    for axis in range(yours.ndim) if yours.size > truth.size else ():
        total = yours.sum(axis=axis)
        if total.size == truth.size and fits(truth, total, limit * yours.shape[axis]):
            return Resemblance("missing-sum", f"the sum over its axis {axis} is left out")
    return None


def fits(yours: np.ndarray, other: np.ndarray, limit: float) -> bool:
    """Whether an array is another one, spread out or squeezed."""
    squeezed = np.squeeze(other)
    if yours.size == squeezed.size:
        return bool(np.abs(yours.reshape(-1) - squeezed.reshape(-1)).max() <= limit)
    try:
        spread = np.broadcast_to(other, yours.shape)
    except ValueError:
        return False
    return bool(np.abs(yours - spread).max(initial=0) <= limit)
