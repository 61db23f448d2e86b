"""How good predictions are: the share of right classes, or how far numbers are off."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from whygrad.insight.comparison import Comparison
from whygrad.training.measurements import Score

Measure = Callable[[np.ndarray, np.ndarray], float]  # of actual and predicted values


def scores(found: Comparison, classes: tuple[str, ...]) -> tuple[Score, ...]:
    """The accuracy where outputs tell classes apart, else R2 and errors.

    An output that stands alone tells class 1 where it is above 0.5. R2 is 1 less the sum of the
    squared errors over that of the deviations from each output's mean; it is left out where the
    target does not vary.
    """
    if classes:
        return (scored("accuracy", "share of samples whose class is right", accuracy, found),)
    fit: tuple[Score, ...] = ()
    if np.ptp(found.actual, axis=0).max() > 0:
        what = "1: all is predicted; 0: no better than the mean"
        fit = (scored("R2", what, determination, found),)
    return (
        *fit,
        scored("root mean squared error", "in the target's unit", root_mean_square, found),
        scored("mean absolute error", "in the target's unit", mean_absolute, found),
        scored("largest absolute error", "in the target's unit", largest, found),
    )


def scored(name: str, what: str, measure: Measure, found: Comparison) -> Score:
    with np.errstate(all="ignore"):  # a training that diverged predicts no finite numbers
        before, after = (measure(found.actual, each) for each in (found.before, found.after))
    return Score(name, what, before, after)


def accuracy(actual: np.ndarray, predicted: np.ndarray) -> float:
    if actual.shape[1] == 1:
        return float(np.mean((actual > 0.5) == (predicted > 0.5)))
    return float(np.mean(actual.argmax(axis=1) == predicted.argmax(axis=1)))


def determination(actual: np.ndarray, predicted: np.ndarray) -> float:
    deviations = actual - actual.mean(axis=0)
    return float(1 - np.sum((actual - predicted) ** 2) / np.sum(deviations**2))


def root_mean_square(actual: np.ndarray, predicted: np.ndarray) -> float:
    return float(np.sqrt(np.mean((actual - predicted) ** 2)))


def mean_absolute(actual: np.ndarray, predicted: np.ndarray) -> float:
    return float(np.mean(np.abs(actual - predicted)))


def largest(actual: np.ndarray, predicted: np.ndarray) -> float:
    return float(np.max(np.abs(actual - predicted)))
