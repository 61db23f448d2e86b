"""Predictions of a run: one quantity for new data, by what is kept ready from call to call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from whygrad.calculus.dependence import default_prediction
from whygrad.engines.selection import compiled_predictor
from whygrad.language.equations import ITERATION, Step
from whygrad.language.messages import WhygradError, listing, nearest
from whygrad.language.sizes import index_lengths
from whygrad.training.binding import Binding, Lengths
from whygrad.training.history import Arrays, History
from whygrad.training.replay import check_step, engine_of, parameters_at
from whygrad.writers.prediction import prediction_step

KEPT = 4  # predictors of a run; each holds the parameters


@dataclass(frozen=True, slots=True)
class Predictor:
    """One quantity at one step of a run: its parameters are taken, its program is loaded."""

    binding: Binding
    compute: Callable[[Arrays, Lengths], np.ndarray]

    def __call__(self, data: Any) -> np.ndarray:
        return self.compute(*self.binding.take(data))


def predict(
    history: History, data: Any, quantity: str | None = None, step: int | None = None
) -> np.ndarray:
    """One forward quantity for new data, with the parameters of a step (the last, if None).

    It is computed by the engine that made the run: the first prediction of a compiled run is
    compiled, or read from the disk, so that each later one takes microseconds.
    """
    name = forward_quantity(history.step, quantity)
    at = history.steps if step is None else check_step(history, step)
    if (name, at) not in history.predictors:
        keep(history, (name, at), predictor_of(history, name, at))
    predictor: Predictor = history.predictors[name, at]
    return predictor(data)


def keep(history: History, key: tuple[str, int], predictor: Predictor) -> None:
    """Keep a predictor in the place of the oldest one."""
    kept = [*history.predictors.items(), (key, predictor)]
    history.predictors = dict(kept[-KEPT:])


def predictor_of(history: History, quantity: str, at: int) -> Predictor:
    parameters, states = parameters_at(history, at)
    learned = {**parameters, **states}
    step, read = history.step, needed_data(history.step, quantity)
    shapes = {name: np.shape(value) for name, value in learned.items()}
    wanted = [d for d in step.data if d.name in read]
    binding = Binding(step, wanted, history.dtype, shapes)
    values = {**history.settings, **learned}
    if history.engine == "compiled":
        alone, lengths = prediction_step(step, quantity, read), index_lengths(step, shapes)
        compiled = compiled_predictor(alone, lengths, history.dtype, values, at)
        if compiled is not None:
            return Predictor(binding, compiled)
    known = {ITERATION: at, **values}
    compute = engine_of(step).predictor(quantity, known, np.dtype(history.dtype))
    return Predictor(binding, lambda arrays, lengths: np.asarray(compute(arrays)))


def forward_quantity(step: Step, quantity: str | None) -> str:
    """A quantity that an equation of the text sets; the prediction, if None."""
    if quantity is None:
        return default_prediction(step)
    names = [equation.name for equation in step.forward]
    if quantity not in names:
        advice = nearest(str(quantity), names) or f"There are {listing(names)}."
        raise WhygradError(f"There is no forward quantity `{quantity}`.\n{advice}")
    return quantity


def needed_data(step: Step, quantity: str) -> list[str]:
    """The names of the data that a quantity is computed from, or that give it its length."""
    taken = engine_of(step).prediction(quantity).functions["predict"].arguments
    return [d.name for d in step.data if d.name in taken]
