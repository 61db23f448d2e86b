"""What the checks look at: a run before the update of one step, on all of its data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from whygrad.calculus.dependence import find_prediction, needed
from whygrad.language.equations import GRADIENT, Declaration, Step
from whygrad.language.expressions import names_read
from whygrad.language.notation import entry_text
from whygrad.language.sizes import index_classes, index_lengths
from whygrad.training.history import Arrays, Column, History
from whygrad.training.replay import check_step, data_of, engine_of, parameters_at


@dataclass(frozen=True)
class Subject:
    """Everything in float64, whatever the run's type; a draw is its mean.

    `drawn_from` is the number of all samples where `data` hold only some of them.
    """

    history: History
    number: int
    data: Arrays
    parameters: Arrays
    states: Arrays
    drawn_from: int | None = None

    @property
    def step(self) -> Step:
        return self.history.step

    @cached_property
    def quantities(self) -> dict[str, np.ndarray]:
        """The forward pass and the gradients, by name."""
        return self.evaluate(self.step)

    def evaluate(self, step: Step, more: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """All that a list sets; `more` are states that the run does not have."""
        return engine_of(step).evaluate(
            self.data,
            self.parameters,
            {**self.states, **(more or {})},
            self.history.settings,
            seed=None,
            iteration=self.number,
        )

    @cached_property
    def lengths(self) -> dict[str, int]:
        return index_lengths(self.step, {n: a.shape for n, a in self.data.items()})

    @property
    def samples(self) -> int:
        return self.lengths[self.step.sample_index] if self.step.sample_index else 1

    def with_samples(self, count: int) -> Subject:
        """The same with so many samples, drawn from all; the same ones each time."""
        chosen = np.sort(np.random.RandomState(1).permutation(self.samples)[:count])
        carrying = {d.name for d in self.step.data if self.carries_samples(d.indexes[:1])}
        data = {name: a[chosen] if name in carrying else a for name, a in self.data.items()}
        return replace(self, data=data, drawn_from=self.samples)

    @cached_property
    def learning(self) -> tuple[Declaration, ...]:
        """The parameters that have a gradient."""
        derived = {equation.name for equation in self.step.backward}
        return tuple(p for p in self.step.parameters if GRADIENT + p.name in derived)

    @cached_property
    def answering(self) -> set[str]:
        """The names that lead to the prediction; to the loss, where the text names none."""
        return needed(self.step, find_prediction(self.step) or self.step.loss)

    @cached_property
    def hidden(self) -> set[str]:
        """The quantities that a later equation on the way to the prediction weighs again."""
        parameters = {parameter.name for parameter in self.step.parameters}
        lines = [e for e in self.step.forward if e.name in self.answering]
        found: set[str] = set()
        for line in reversed(lines):
            read = set(names_read(line.expression))
            if line.name in found or read & parameters:
                found |= read
        return found

    def carries_samples(self, indexes: tuple[str, ...]) -> bool:
        return any(self.is_sample(index) for index in indexes)

    def is_sample(self, index: str) -> bool:
        classes, sample = index_classes(self.step), self.step.sample_index
        return sample is not None and classes.get(index, index) == classes[sample]

    def loss(self) -> float:
        return float(self.quantities[self.step.loss])

    def column(self, name: str, place: tuple[int, ...]) -> str:
        """What people call one column of data: its name in the table, else `inputs[i, 2]`."""
        names = column_names(self.history.columns.get(name, ()))
        if not place and not names:
            return name
        if len(place) <= 1 and len(names) == max(1, self.data[name][0].size):
            return names[place[0] if place else 0]
        indexes = self.step.indexes_of()[name]
        return entry_text(name, (*indexes[:1], *map(str, place)))


def column_names(columns: tuple[Column, ...]) -> list[str]:
    """One for each entry of a row; a category stands behind its column's name."""
    found = []
    for column in columns:
        found += [f"{column.name}={c}" for c in column.categories] or [column.name]
    return found


def subject_at(history: History, step: Any = None) -> Subject:
    """Raises `WhygradError` where there is no such step, or where the run has no data."""
    number = history.steps if step is None else check_step(history, step)
    data = data_of(history)
    parameters, states = parameters_at(history, number)
    return Subject(history, number, in_double(data), in_double(parameters), in_double(states))


def in_double(arrays: Mapping[str, Any]) -> Arrays:
    return {name: np.asarray(array, np.float64) for name, array in arrays.items()}
