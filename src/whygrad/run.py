"""A training run, with everything that can be asked of it."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from whygrad.calculus.dependence import default_prediction
from whygrad.calculus.derivation import derive
from whygrad.language.equations import Step
from whygrad.language.messages import counted
from whygrad.scripts import run_script
from whygrad.training import files
from whygrad.training.history import Arrays, History, Stopped
from whygrad.training.optimizers import with_update
from whygrad.training.replay import (
    classes,
    forward_quantity,
    needed_data,
    parameters_at,
    predict,
    quantities_at,
)


class Run:
    """What `Model.fit` returns. `record` holds it all as data."""

    def __init__(self, record: History):
        self.record = record

    @property
    def losses(self) -> np.ndarray:
        """One entry a step: the loss in the forward pass of that step."""
        return self.record.scalars[self.record.step.loss]

    @property
    def history(self) -> Arrays:
        """Every scalar equation by name, one entry a step."""
        return self.record.scalars

    @property
    def initial(self) -> Arrays:
        """The parameters before training."""
        return self.record.initial

    @property
    def parameters(self) -> Arrays:
        """The parameters after training."""
        return self.record.parameters

    @property
    def steps(self) -> int:
        """How many updates were made."""
        return self.record.steps

    @property
    def learning_rate(self) -> float:
        return self.record.learning_rate

    @property
    def engine(self) -> str:
        """The engine that ran; `engine_reason` says why, `source` is what it ran."""
        return self.record.engine

    @property
    def engine_reason(self) -> str:
        return self.record.engine_reason

    @property
    def source(self) -> str:
        return self.record.source

    @property
    def stopped(self) -> Stopped | None:
        """Where and why training stopped before its last step; None if it did not."""
        return self.record.stopped

    def at(self, step: int) -> dict[str, Any]:
        """Every quantity of a step by name, 0 <= step <= steps.

        Data, parameters and states before the step's update, forward quantities, the loss,
        gradients. The last of them, `run.at(run.steps)`, has the final parameters.
        """
        return quantities_at(self.record, step)

    def predict(
        self, data: Any, quantity: str | None = None, step: int | None = None
    ) -> np.ndarray:
        """One quantity for new data, with the trained parameters.

        Without `quantity` the model's prediction; with `step=0` as before training. Data
        that it does not depend on (the target) may be missing.
        """
        return predict(self.record, data, quantity, step)

    def parameters_at(self, step: int) -> Arrays:
        """The parameters before the update of a step."""
        return parameters_at(self.record, step)[0]

    @property
    def prediction(self) -> str:
        """The name of the quantity that `predict` answers with."""
        return default_prediction(self.record.step)

    def needed_data(self, quantity: str | None = None) -> list[str]:
        """The names of the data that a quantity (the prediction, if None) is computed from."""
        return needed_data(self.record.step, forward_quantity(self.record.step, quantity))

    def classes(self, quantity: str | None = None) -> tuple[str, ...]:
        """The names of the classes that a quantity tells apart; empty where it does not."""
        return classes(self.record, forward_quantity(self.record.step, quantity))

    def plot(self, path: str | Path) -> Path:
        """A picture of actual against predicted, before and after training."""
        from whygrad.insight.pictures import draw_before_after

        return draw_before_after(self.record, Path(path))

    def save(self, path: str | Path, *, force: bool = False) -> Path:
        """Write the model file, whole or not at all; `force` replaces an existing one."""
        return files.save(self.record, Path(path), force=force)

    def script(self, style: str = "numpy") -> str:
        """The training as a plain program that starts and ends where this run does."""
        return run_script(self.record, style)

    def __repr__(self) -> str:
        last = f", {self.record.step.loss} {self.losses[-1]:.6g}" if self.steps else ""
        return f"<Run: {counted(self.steps, 'step')} of {self.record.optimizer}{last}>"

    def _repr_html_(self) -> str:
        return f"<pre>{escape(repr(self))}</pre>"


def load(path: str | Path, data: Any = None) -> Run:
    """The run in a model file. `data` are needed where the file does not hold them."""
    return Run(files.load(Path(path), data, rebuild=rebuild))


def rebuild(forward: Step, optimizer: str) -> Step:
    """The whole step from what a model file holds."""
    return with_update(derive(forward), optimizer)
