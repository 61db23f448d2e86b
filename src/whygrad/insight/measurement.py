"""How good a trained network is: on the samples held out, or on all where none were."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from whygrad.insight.comparison import Comparison, compare
from whygrad.insight.scores import scores
from whygrad.training.held import Held
from whygrad.training.history import History
from whygrad.training.measurements import Measurement
from whygrad.training.replay import classes


def on_held_out(history: History) -> History:
    """The run as if the data held out were its own."""
    held = history.validation
    assert held is not None
    assert held.data is not None
    return replace(history, data=Held(held.data, history.dtype), data_hash=held.data_hash)


def measure(history: History) -> Measurement:
    """Raises `WhygradError` where there are no data, or nothing to compare them with."""
    held = history.validation
    is_held_out = held is not None and held.data is not None
    found = compare(on_held_out(history) if is_held_out else history)
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
