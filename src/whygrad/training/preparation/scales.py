"""Where the values of each column lie, and how far apart: what the equations scale by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from whygrad.language.messages import WhygradError
from whygrad.training.history import Arrays, Column
from whygrad.training.networks.scaling import CENTRE, SCALE
from whygrad.training.preparation.roles import INPUTS, TARGET, Roles


@dataclass(frozen=True)
class Scales:
    """What a network's scaling starts with.

    states    `centre` and `scale`, a number for each input: mean and standard deviation; 0 and
              1 for those of a category
    settings  the same two of the target, where it is a number
    """

    states: Arrays
    settings: dict[str, float]


def scales_of(roles: Roles, training: Arrays) -> Scales:
    """Computed from the samples to train on alone: those held out stay unseen."""
    centre, scale = moments(roles.inputs, training[INPUTS])
    settings: dict[str, float] = {}
    if not roles.classes:
        middle, spread = moments((roles.target,), training[TARGET])
        settings = {f"target_{CENTRE}": float(middle[0]), f"target_{SCALE}": float(spread[0])}
    return Scales({CENTRE: centre, SCALE: scale}, settings)


def moments(columns: tuple[Column, ...], values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and standard deviation [column]; 1 for one whose values are all the same."""
    centre, scale = np.zeros(values.shape[1]), np.ones(values.shape[1])
    place = 0
    for column in columns:
        if not column.categories:
            centre[place], scale[place] = moments_of(column, values[:, place])
        place += len(column.categories) or 1
    return centre, scale


def moments_of(column: Column, values: np.ndarray) -> tuple[float, float]:
    with np.errstate(over="ignore", invalid="ignore"):
        centre, scale = float(np.mean(values, dtype=float)), float(np.std(values, dtype=float))
    if not np.isfinite(centre) or not np.isfinite(scale):
        raise WhygradError(
            f"The values of column `{column.name}` are too large to be scaled.\n"
            "Divide them by a power of ten."
        )
    return centre, scale if np.ptp(values) > 0 and scale > 0 else 1.0
