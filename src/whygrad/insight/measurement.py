"""How good a trained network is: on the samples held out, or on all where none were."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from whygrad.insight.comparison import Comparison, compare
from whygrad.insight.scores import scores
from whygrad.training.history import History
from whygrad.training.measurements import Measurement
from whygrad.training.replay import classes


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


def confusion(found: Comparison) -> tuple[tuple[int, ...], ...]:
    """Counts [actual][predicted] of the classes: each sample's is its largest output."""
    count = found.actual.shape[1]
    pairs = found.actual.argmax(axis=1) * count + found.after.argmax(axis=1)
    counts = np.bincount(pairs, minlength=count * count).reshape(count, count)
    return tuple(tuple(row) for row in counts.tolist())
