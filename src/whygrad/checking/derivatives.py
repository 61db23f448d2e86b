"""Numerical derivatives of a function of arrays, with an estimate of their error.

A complex step where the function allows it, which is exact to rounding; else central differences,
extrapolated to a step of zero. Sources: Squire and Trapp, SIAM Review 40 (1998); Ridders, Advances
in Engineering Software 4 (1982).
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

TINY = 1e-30
SHRINK = 1.6
ROWS = 7  # of Ridders' table


@dataclass(frozen=True, slots=True)
class Derivative:
    """value and error have the argument's shape."""

    value: np.ndarray
    error: np.ndarray
    method: str


def derivative(function: Callable[..., Any], arrays: list[np.ndarray], place: int) -> Derivative:
    """The derivative of a number by every entry of one of the arrays."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exact = complex_steps(function, arrays, place)
        if exact is not None and agrees(function, arrays, place, exact):
            error = np.full(exact.shape, 1e-15 * np.abs(exact).max(initial=0))
            return Derivative(exact, error, "complex step")
        return differences(function, arrays, place)


def complex_steps(
    function: Callable[..., Any], arrays: list[np.ndarray], place: int
) -> np.ndarray | None:
    """None where the function does not take complex numbers."""
    found = np.empty(arrays[place].shape)
    for entry in np.ndindex(found.shape):
        moved = arrays[place].astype(complex)
        moved[entry] += 1j * TINY
        try:
            value = np.asarray(function(*arrays[:place], moved, *arrays[place + 1 :]))
        except Exception:  # whatever the user's function raises, it takes no complex numbers
            return None
        if value.dtype.kind != "c" or value.size != 1:
            return None
        found[entry] = value.imag.reshape(()) / TINY
    return found if np.isfinite(found).all() else None


def agrees(
    function: Callable[..., Any], arrays: list[np.ndarray], place: int, exact: np.ndarray
) -> bool:
    """Whether differences along random directions say the same: `abs` and its like do not."""
    random = np.random.RandomState(7)
    for _ in range(2):
        direction = random.uniform(-1, 1, exact.shape)
        slope, error = ridders(along(function, arrays, place, direction))
        terms = np.abs(exact * direction).sum()
        if not abs(slope - float((exact * direction).sum())) <= 1e-6 * terms + 10 * error:
            return False
    return True


def differences(function: Callable[..., Any], arrays: list[np.ndarray], place: int) -> Derivative:
    value, error = np.empty(arrays[place].shape), np.empty(arrays[place].shape)
    for entry in np.ndindex(value.shape):
        direction = np.zeros(value.shape)
        direction[entry] = 1
        value[entry], error[entry] = ridders(along(function, arrays, place, direction))
    return Derivative(value, error, "differences")


def along(
    function: Callable[..., Any], arrays: list[np.ndarray], place: int, direction: np.ndarray
) -> Callable[[float], float]:
    def moved(step: float) -> float:
        changed = arrays[place] + step * direction
        return float(np.real(function(*arrays[:place], changed, *arrays[place + 1 :])))

    return moved


def ridders(function: Callable[[float], float], step: float = 0.05) -> tuple[float, float]:
    """The slope at 0 and an estimate of its error, from central differences of falling steps."""
    table: list[list[float]] = []
    best, error, first = np.nan, np.inf, step
    for row in range(ROWS):
        here = [(function(step) - function(-step)) / (2 * step)]
        for column in range(1, row + 1):
            weight = SHRINK ** (2 * column)
            here.append((weight * here[-1] - table[-1][column - 1]) / (weight - 1))
            apart = max(abs(here[-1] - here[-2]), abs(here[-1] - table[-1][column - 1]))
            if apart <= error:
                best, error = here[-1], apart
        table.append(here)
        step /= SHRINK
    bends = [bend(function, size) for size in (first, first / 16)]
    is_kink = bends[1] > bends[0] / 2 and bends[1] > 1e-4 * abs(best)
    return best, np.inf if is_kink else error


def bend(function: Callable[[float], float], step: float) -> float:
    """How far the slopes to both sides differ: it shrinks with the step where there is no kink."""
    return abs(function(step) + function(-step) - 2 * function(0.0)) / step
