"""The way of the parameters through a training, at chosen steps, with the bits of the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from whygrad.language.equations import GRADIENT
from whygrad.training.history import Arrays, History
from whygrad.training.replay import engine_of, step_data, trained_on


@dataclass(frozen=True)
class Moment:
    """Parameters and states before the update of a step; after the last, `number` is `steps`."""

    number: int
    parameters: Arrays
    states: Arrays


def chosen_steps(history: History, most: int) -> list[int]:
    """At most so many numbers of steps, evenly from 0 to after the last update."""
    points = np.linspace(0, history.steps, min(most, history.steps + 1))
    return [int(step) for step in np.unique(points.round())]


def moments(history: History, steps: Iterable[int]) -> Iterator[Moment]:
    """These steps in ascending order, each computed from the one before."""
    now = Moment(0, history.initial, history.initial_states)
    for number in steps:
        if number > now.number:
            now = later(history, now, number)
        yield now


def later(history: History, now: Moment, number: int) -> Moment:
    parameters, states, _ = trained_on(
        history, now.parameters, now.states, first=now.number, steps=number - now.number
    )
    return Moment(number, parameters, states)


def gradients(history: History, moment: Moment) -> dict[str, Any]:
    """The gradient of each parameter in the step of a moment, by the parameter's name."""
    data = step_data(history, moment.number)
    found = engine_of(history.step).evaluate(
        data, moment.parameters, moment.states, history.settings,
        seed=history.seed, iteration=moment.number,
    )  # fmt: skip
    names = [parameter.name for parameter in history.step.parameters]
    return {name: found[GRADIENT + name] for name in names if GRADIENT + name in found}
