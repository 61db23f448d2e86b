"""Where the values of each column lie, and how far apart: what the equations scale by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from whygrad.language.messages import WhygradError, short
from whygrad.training.history import Arrays, Column
from whygrad.training.networks.scaling import CENTRE, FILL, SCALE
from whygrad.training.preparation.roles import INPUTS, MISSING, TARGET, Roles


@dataclass(frozen=True)
class Scales:
    """What a network's scaling starts with.

    states    `centre` and `scale`, a number for each input: mean and standard deviation; 0 and
              1 for those of a category; `fill`, what stands for one that is missing
    settings  the first two of the target, where it is a number
    """

    states: Arrays
    settings: dict[str, float]


def scales_of(roles: Roles, training: Arrays) -> Scales:
    """Computed from the samples to train on alone: those held out stay unseen."""
    inputs, states = training[INPUTS], {}
    if roles.fill is not None:
        states[FILL] = fills(roles.inputs, inputs, training[MISSING] > 0, FILLS[roles.fill])
        inputs = inputs + training[MISSING] * states[FILL]
    states[CENTRE], states[SCALE] = moments(roles.inputs, inputs)
    settings: dict[str, float] = {}
    if not roles.classes:
        middle, spread = moments((roles.target,), training[TARGET])
        settings = {f"target_{CENTRE}": float(middle[0]), f"target_{SCALE}": float(spread[0])}
    return Scales(states, settings)


def fills(
    columns: tuple[Column, ...],
    values: np.ndarray,
    missing: np.ndarray,
    typical: Callable[[np.ndarray], float],
) -> np.ndarray:
    """What stands for a missing value [column]: a typical number, the most frequent category."""
    found, place = np.zeros(values.shape[1]), 0
    for column in columns:
        there = values[~missing[:, place], place : place + column.width]
        if len(there) == 0:
            raise WhygradError(
                f"Column `{short(column.name)}` has no value in the rows to train on.\n"
                f"Leave it out: `--without {column.name}`."
            )
        if column.categories:
            found[place + int(np.argmax(there.sum(axis=0)))] = 1
        else:
            with np.errstate(over="ignore"):  # what is infinite is reported with the scales
                found[place] = typical(there[:, 0])
        place += column.width
    return found


def most_frequent(values: np.ndarray) -> float:
    """The smallest of those that come most often."""
    different, counts = np.unique(values, return_counts=True)
    return float(different[np.argmax(counts)])


FILLS: dict[str, Callable[[np.ndarray], float]] = {
    "mean": lambda values: float(np.mean(values)),
    "median": lambda values: float(np.median(values)),
    "mode": most_frequent,
}
"""What may stand for a missing number."""


def moments(columns: tuple[Column, ...], values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and standard deviation [column]; 1 for one whose values are all the same."""
    centre, scale = np.zeros(values.shape[1]), np.ones(values.shape[1])
    place = 0
    for column in columns:
        if not column.categories:
            centre[place], scale[place] = moments_of(column, values[:, place])
        place += column.width
    return centre, scale


def moments_of(column: Column, values: np.ndarray) -> tuple[float, float]:
    with np.errstate(over="ignore", invalid="ignore"):
        centre, scale = float(np.mean(values, dtype=float)), float(np.std(values, dtype=float))
    if not np.isfinite(centre) or not np.isfinite(scale):
        raise WhygradError(
            f"The values of column `{short(column.name)}` are too large to be scaled.\n"
            "Divide them by a power of ten."
        )
    return centre, scale if np.ptp(values) > 0 and scale > 0 else 1.0
