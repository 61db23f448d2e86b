"""One step of a run, with every value that its equations read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from whygrad.calculus.dependence import needed
from whygrad.language.equations import GRADIENT, ITERATION, LEARNING_RATE, Equation, Step
from whygrad.language.expressions import Entry
from whygrad.language.messages import WhygradError
from whygrad.language.sizes import index_lengths
from whygrad.training.binding import Binding, bind
from whygrad.training.data import names_in
from whygrad.training.history import Arrays, History
from whygrad.training.prediction import needed_data
from whygrad.training.replay import (
    check_step,
    engine_of,
    parameters_at,
    quantities_at,
    rows_of,
    trained_on,
)

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Scene:
    """What the quantities of one step are.

    `values` are those before the step's update, settings and `iteration` included; `rows` the
    numbers of the samples of a mini-batch; `given` says that the data are a person's own;
    `losses` remembers what `meaning` computes again and again.
    """

    history: History
    number: int
    values: Values
    lengths: Mapping[str, int]
    rows: np.ndarray | None = None
    given: bool = False
    losses: dict[str, float] = field(default_factory=dict, compare=False)

    @cached_property
    def after(self) -> Values:
        """The parameters and states after the update."""
        return after_update(self)

    @property
    def step(self) -> Step:
        return self.history.step

    @property
    def sample(self) -> str | None:
        return self.step.sample_index

    def value(self, name: str, place: tuple[int, ...]) -> float:
        return float(np.asarray(self.values[name])[place])

    def equation(self, name: str) -> Equation | None:
        """The equation of the forward or the backward pass that sets a quantity."""
        lines = (*self.step.forward, *self.step.backward)
        return next((e for e in lines if e.name == name), None)

    def length(self, index: str) -> int:
        return self.lengths[index.split("'")[0]]


def scene_at(history: History, step: Any) -> Scene:
    """A step of the run, from its own data."""
    number = check_step(history, step)
    values = quantities_at(history, number)
    rows = None if history.batch is None else rows_of(history, number)
    shapes = {d.name: np.shape(values[d.name]) for d in history.step.data}
    lengths = index_lengths(history.step, shapes)
    return Scene(history, number, {**constants(history, number), **values}, lengths, rows)


def constants(history: History, number: int) -> dict[str, Any]:
    rate = {LEARNING_RATE: history.learning_rate}
    return {**rate, **history.settings, ITERATION: number}


def scene_of(history: History, step: Any, data: Any, quantity: str) -> Scene:
    """New data with the parameters of a step; each draw is its mean.

    Data that a forward quantity does not need may be missing; a gradient needs them all.
    """
    number = check_step(history, step)
    parameters, states = parameters_at(history, number)
    learned = {**constants(history, number), **parameters, **states}
    if quantity.startswith(GRADIENT):
        bound = bind(history.step, data, dtype=history.dtype)
        found = engine_of(history.step).evaluate(
            bound, parameters, states, history.settings, seed=None, iteration=number
        )
    else:
        bound, found = forward_values(history, data, quantity, learned)
    lengths = index_lengths(history.step, {name: a.shape for name, a in bound.items()})
    return Scene(history, number, {**learned, **bound, **found}, lengths, given=True)


def forward_values(
    history: History, data: Any, quantity: str, learned: dict[str, Any]
) -> tuple[Arrays, dict[str, Any]]:
    """The data that a quantity needs, and everything that it is computed from."""
    step = history.step
    if quantity not in (e.name for e in step.forward):
        given = bind(step, data, dtype=history.dtype, optional=[d.name for d in step.data])
        check_given(quantity, step, given, data)
        return given, {}
    read = needed_data(step, quantity)
    bound, _ = Binding(step, [d for d in step.data if d.name in read], history.dtype).take(data)
    wanted = needed(step, quantity)
    lines = (*(d.name for d in step.declared("draw")), *(e.name for e in step.forward))
    names = [name for name in lines if name in wanted]
    known = {name: value for name, value in {**learned, **bound}.items() if name != ITERATION}
    engine, number = engine_of(step), learned[ITERATION]
    return bound, {name: engine.predict(name, known, iteration=number) for name in names}


def check_given(quantity: str, step: Step, given: Arrays, data: Any) -> None:
    """Of what no equation sets, only data can be asked for with data of one's own."""
    if quantity in (d.name for d in step.data):
        if quantity not in given:
            raise WhygradError(
                f"The data lack `{quantity}`, which is asked for."
                f" Given are {', '.join(f'`{name}`' for name in names_in(data))}."
            )
        return
    raise WhygradError(f"`{quantity}` does not depend on new data.\nAsk for it without `data`.")


def after_update(scene: Scene) -> dict[str, Any]:
    """The parameters and states after the step's update, with the bits of the run."""
    history, step = scene.history, scene.step
    if scene.number + 1 == history.steps:
        return {**history.parameters, **history.states}
    parameters, states, _ = trained_on(
        history,
        {d.name: scene.values[d.name] for d in step.parameters},
        {d.name: scene.values[d.name] for d in step.declared("state")},
        first=scene.number,
        steps=1,
    )
    return {**parameters, **states}


def scene_of_update(scene: Scene, name: str) -> Scene:
    """The values that the update line of a quantity reads: new ones of what stands above it."""
    above = []
    for line in scene.step.update:
        if line.name == name:
            break
        above.append(line.name)
    new = {name: scene.after[name] for name in above if name in scene.after}
    return replace(scene, values={**scene.values, **new})


def entry_value(scene: Scene, entry: Entry) -> float:
    """The value of an entry whose indexes are all numbers."""
    return scene.value(entry.name, tuple(map(int, entry.indexes)))
