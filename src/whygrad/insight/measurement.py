"""How good a trained network is: on the samples held out, or on all where none were."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from whygrad.insight.comparison import Comparison, compare
from whygrad.insight.scores import Score, scores
from whygrad.training.history import History
from whygrad.training.replay import classes


@dataclass(frozen=True)
class Measurement:
    """Figures of the predictions for some samples, before and after training.

    confusion  how many samples of the class in the row were predicted as that in the column,
               [actual, predicted]; None where no classes are told apart
    """

    samples: int
    is_held_out: bool
    scores: tuple[Score, ...]
    classes: tuple[str, ...] = ()
    confusion: np.ndarray | None = None


def measure(history: History) -> Measurement:
    """Raises `WhygradError` where there are no data, or nothing to compare them with."""
    held = history.validation
    is_held_out = held is not None and held.data is not None
    found = compare(replace(history, data=held.data) if held and is_held_out else history)
    told = classes(history, found.prediction)
    return Measurement(
        samples=found.samples,
        is_held_out=is_held_out,
        scores=scores(found, told),
        classes=told,
        confusion=confusion(found) if len(told) == found.actual.shape[1] > 1 else None,
    )


def confusion(found: Comparison) -> np.ndarray:
    """Counts [actual, predicted] of the classes: each sample's is its largest output."""
    count = found.actual.shape[1]
    pairs = found.actual.argmax(axis=1) * count + found.after.argmax(axis=1)
    return np.bincount(pairs, minlength=count * count).reshape(count, count)
