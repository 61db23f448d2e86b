"""What a training run leaves behind: all that is needed to recompute any step of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from whygrad.language.equations import Step

Arrays = dict[str, np.ndarray]


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


@dataclass(frozen=True)
class Column:
    """Where a quantity's values stand in a table: one column, or one 0/1 column a category."""

    name: str
    categories: tuple[str, ...] = ()


@dataclass(kw_only=True)
class History:
    """One training run as data.

    `step` is the whole list (forward, backward, update). Arrays are by quantity name, in the
    run's type; `scalars` has one entry a step for each scalar equation. `states` are the
    states' values at the start and after the last step. `columns` tells where the data stood
    in a table, if they came from one.
    """

    step: Step
    data: Arrays | None
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
    optimizer: str = "gradient_descent"
    dtype: str = "float64"
    engine: str = "numpy"
    engine_reason: str = ""
    source: str = ""
    columns: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    data_hash: str = ""
    stopped: Stopped | None = None

    def __post_init__(self) -> None:
        self.initial, self.parameters = frozen(self.initial), frozen(self.parameters)
        self.initial_states, self.states = frozen(self.initial_states), frozen(self.states)
        self.scalars = frozen(self.scalars)
        self.data = None if self.data is None else frozen(self.data)


def frozen(arrays: Arrays) -> Arrays:
    """Arrays that nobody can change, so that a run stays what was run; scalars as such."""
    for array in arrays.values():
        if isinstance(array, np.ndarray):
            array.setflags(write=False)
    return {name: np.asarray(array)[()] for name, array in arrays.items()}
