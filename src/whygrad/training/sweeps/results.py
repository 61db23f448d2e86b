"""What the runs of a sweep end with."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from whygrad.language.equations import Step
from whygrad.language.messages import WhygradError
from whygrad.training.history import Arrays, frozen
from whygrad.training.initializers import LARGEST_ARRAY
from whygrad.training.sweeps.plans import Plan
from whygrad.training.sweeps.trials import Trial

NEVER = -1  # instead of a step, where a run did not diverge


@dataclass(kw_only=True)
class Trials:
    """All runs of a sweep as data.

    axes          the values of everything that was swept, by name, in the order of the grid
    arguments     what `fit` took for all runs alike
    losses        the loss in the last step; inf where the run diverged, NaN where it was not run
    first_losses  the loss before training; NaN where it was not run
    diverged_at   the step in which the run left the finite numbers; -1 where it did not
    parameters    after training, by name; of a run that diverged, the last finite ones

    Every array has the grid's shape in front: one axis for each name in `axes`.
    """

    step: Step
    data: Arrays
    axes: Arrays
    arguments: dict[str, Any]
    losses: np.ndarray
    first_losses: np.ndarray
    diverged_at: np.ndarray
    parameters: Arrays
    engine: str
    engine_reason: str
    source: str

    def __post_init__(self) -> None:
        for array in (self.losses, self.first_losses, self.diverged_at):
            array.setflags(write=False)
        self.axes, self.parameters = frozen(self.axes), frozen(self.parameters)

    @property
    def shape(self) -> tuple[int, ...]:
        """The grid's shape: how many values each swept name has."""
        return self.losses.shape

    @property
    def diverged(self) -> np.ndarray:
        return np.asarray(self.diverged_at != NEVER)

    @property
    def done(self) -> np.ndarray:
        """Whether the run was made: it ended, or it diverged."""
        return np.asarray(~np.isnan(self.losses))

    @property
    def best(self) -> tuple[int, ...] | None:
        """Where the grid has the lowest finite final loss, the first of several."""
        if not np.isfinite(self.losses).any():
            return None
        place = np.argmin(np.where(np.isfinite(self.losses), self.losses, np.inf))
        return tuple(int(p) for p in np.unravel_index(place, self.shape))

    def choice(self, place: tuple[int, ...]) -> dict[str, Any]:
        """The swept values of one run, by name."""
        values = (axis[p].item() for axis, p in zip(self.axes.values(), place, strict=True))
        return dict(zip(self.axes, values, strict=True))


@dataclass
class Results:
    """What the runs end with, by the number of the run."""

    losses: np.ndarray
    first_losses: np.ndarray
    diverged_at: np.ndarray
    parameters: Arrays
    done: int = 0

    def put(self, number: int, trial: Trial) -> None:
        """The final loss comes last: a run without one counts as not made."""
        moment = trial.trainer.moment
        for name, value in moment.parameters.items():
            self.parameters[name][number] = value
        self.first_losses[number] = trial.first_loss
        self.diverged_at[number] = moment.step if trial.has_diverged else NEVER
        self.losses[number] = np.inf if trial.has_diverged else trial.loss
        self.done += 1


def empty_results(plan: Plan) -> Results:
    """Room for what every run ends with."""
    shapes = {
        d.name: tuple(plan.lengths[index] for index in d.indexes) for d in plan.step.parameters
    }
    count = sum(math.prod(shape) for shape in shapes.values())
    if plan.runs * count > LARGEST_ARRAY:
        raise WhygradError(
            f"{plan.runs:,} runs that train {count:,} numbers each are too many; a sweep keeps"
            f" at most {LARGEST_ARRAY:,} numbers.\nTake shorter lists."
        )
    try:
        return Results(
            np.full(plan.runs, np.nan, plan.dtype),
            np.full(plan.runs, np.nan, plan.dtype),
            np.full(plan.runs, NEVER),
            {n: np.full((plan.runs, *shape), np.nan, plan.dtype) for n, shape in shapes.items()},
        )
    except MemoryError:
        raise WhygradError(f"{plan.runs:,} runs are too many for the memory.") from None


def trials_of(plan: Plan, results: Results, arguments: dict[str, Any], way: str) -> Trials:
    """The results in the shape of the grid."""
    shape = plan.shape
    return Trials(
        step=plan.step,
        data=plan.data,
        axes=plan.axes,
        arguments=arguments,
        losses=results.losses.reshape(shape),
        first_losses=results.first_losses.reshape(shape),
        diverged_at=results.diverged_at.reshape(shape),
        parameters={
            name: values.reshape(*shape, *values.shape[1:])
            for name, values in results.parameters.items()
        },
        engine=plan.engine_name,
        engine_reason=f"{plan.engine_reason}; {way}",
        source=plan.engine.source,
    )
