"""What a training run leaves behind: all that is needed to recompute any step of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from whygrad.language.equations import Step
from whygrad.training.held import Held
from whygrad.training.measurements import Measurement
from whygrad.writers.columns import Column as Column

Arrays = dict[str, np.ndarray]
WAYS = {"lowest": 1, "highest": -1}  # to be the best
ENDINGS = ("finished", "converged", "diverged", "interrupted", "patience", "callback")


@dataclass
class Moment:
    """Where a training stands: before step `step`."""

    step: int
    parameters: Arrays
    states: Arrays

    def is_finite(self) -> bool:
        return all_finite([*self.parameters.values(), *self.states.values()])


@dataclass(frozen=True)
class Stopped:
    """Why a training stopped before its last step.

    `step` is the step in which `quantity` was the first to be no finite number.
    """

    step: int
    quantity: str
    learning_rate: float
    advice: str

    def __str__(self) -> str:
        return (
            f"Training diverged in step {self.step}: `{self.quantity}` is no finite number"
            f" (learning rate {self.learning_rate:g}).\n{self.advice}"
        )


@dataclass(frozen=True, kw_only=True)
class Validation:
    """How a training is validated: on data of their own, each time `every` steps are done.

    `scalars` has one entry a look, entry k with the parameters after `every * (k + 1)` steps;
    each draw is its mean there. `share` is the share of the samples that was split off, None
    where the set was given. `patience` is how many looks may go by without a new best one, None
    where training does not stop early; `best` says which one that is: `highest accuracy`, `lowest
    error`, None for the lowest loss. `data` is None where a file lacks them.
    """

    every: int
    scalars: Arrays = field(repr=False)
    data: Arrays | None = field(repr=False)
    data_hash: str = field(repr=False)
    share: float | None = None
    patience: int | None = None
    best: str | None = None

    def __post_init__(self) -> None:
        for name in ("scalars", "data"):
            arrays = getattr(self, name)
            object.__setattr__(self, name, None if arrays is None else frozen(arrays))

    @property
    def steps(self) -> np.ndarray:
        """The number of steps that were done at each look."""
        looks = min((len(values) for values in self.scalars.values()), default=0)
        return self.every * np.arange(1, looks + 1)

    def watched(self, loss: str) -> tuple[str, int]:
        """The scalar that tells the best look, and the sign with which it is lowest there."""
        if self.best is None:
            return loss, 1
        way, name = self.best.split()
        return name, WAYS[way]

    def best_step(self, loss: str, last: int) -> int | None:
        """The step of the first best one of the looks up to step `last`, if one is finite."""
        name, sign = self.watched(loss)
        costs = sign * self.scalars[name][: last // self.every]
        finite = np.flatnonzero(np.isfinite(costs))
        return int(finite[np.argmin(costs[finite])] + 1) * self.every if len(finite) else None


@dataclass(kw_only=True)
class History:
    """One training run as data.

    `step` is the whole list (forward, backward, update). Arrays are by quantity name, in the
    run's type; `scalars` has one entry a step for each scalar equation. `states` are the
    states' values at the start and after the last step. `columns` tells where the data stood
    in a table, if they came from one. With `batch` a step takes so many samples, with `shuffle` in
    an order of each epoch's own. `goal` is the number of steps that were asked for,
    `ending` why there are no more (one of `ENDINGS`). `best` is where the validation was the
    best, in a run that goes on from a later step and stops early. `measured` are figures of its
    end, if some were taken. `predictors` are kept ready from call to call.
    """

    step: Step
    data: Held | None
    initial: Arrays
    parameters: Arrays
    initial_states: Arrays = field(default_factory=dict)
    states: Arrays = field(default_factory=dict)
    scalars: Arrays = field(default_factory=dict)
    settings: Mapping[str, float] = field(default_factory=dict)
    learning_rate: float
    steps: int
    seed: int = 1
    batch: int | None = None
    shuffle: bool = True
    optimizer: str = "gradient_descent"
    dtype: str = "float64"
    engine: str = "numpy"
    engine_reason: str = ""
    source: str = ""
    columns: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    data_hash: str = ""
    measured: Measurement | None = None
    stopped: Stopped | None = None
    goal: int = 0
    ending: str = "finished"
    validation: Validation | None = None
    best: Moment | None = None
    predictors: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.initial, self.parameters = frozen(self.initial), frozen(self.parameters)
        self.initial_states, self.states = frozen(self.initial_states), frozen(self.states)
        self.scalars = frozen(self.scalars)
        if self.data is not None and not isinstance(self.data, Held):
            self.data = Held(frozen(self.data), self.dtype)
        self.goal = max(self.goal, self.steps)

    def __getstate__(self) -> dict[str, Any]:
        """What a copy has: all but the predictors, which it makes for itself, and data that have
        changed."""
        return {**self.__dict__, "predictors": {}, "data": None if self.is_changed else self.data}

    def continued(self, **later: Any) -> History:
        """The same run, later: with other values in some fields, arrays that nobody changes."""
        run = object.__new__(History)
        run.__dict__.update(self.__dict__, predictors={}, **later)
        for name in ("parameters", "states", "scalars"):
            setattr(run, name, frozen(getattr(run, name)))
        return run

    @property
    def is_changed(self) -> bool:
        """Whether the data, of which the run has no copy, are no longer those that trained it."""
        return self.data is not None and self.data.is_changed(self.data_hash)


def frozen(arrays: Arrays) -> Arrays:
    """Arrays that nobody can change, so that a run stays what was run; scalars as such."""
    for array in arrays.values():
        if isinstance(array, np.ndarray):
            array.setflags(write=False)
    return {
        name: array if type(array) is np.ndarray and array.ndim else np.asarray(array)[()]
        for name, array in arrays.items()
    }


def all_finite(arrays: Sequence[Any]) -> bool:
    """Whether all numbers are finite, which the sum of their squares shows at a glance unless
    it overflows."""
    squares = [float(np.vdot(array, array)) for array in arrays]
    return math.isfinite(sum(squares)) or all(bool(np.isfinite(a).all()) for a in arrays)
