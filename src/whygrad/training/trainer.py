"""One training on its way: it runs some steps, and stops before numbers that are not finite."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from whygrad.engines.numpy import NumpyEngine
from whygrad.engines.selection import Engine
from whygrad.language.equations import Step
from whygrad.language.messages import WhygradError
from whygrad.training.batches import batch_of
from whygrad.training.data import shown
from whygrad.training.held import Held
from whygrad.training.history import Arrays, History, Moment, Stopped
from whygrad.training.replay import held_by


@dataclass
class Trainer:
    """One training; `advance` runs some steps, `scalars` holds what was recorded so far."""

    step: Step
    engine: Engine
    data: Held
    settings: dict[str, float]
    learning_rate: float
    seed: int
    moment: Moment
    batch: int | None
    scalars: Arrays  # one entry a step, filled as the steps are done
    shuffle: bool = True
    stopped: Stopped | None = None

    def run(self, steps: int) -> tuple[Moment, Arrays]:
        """The moment after some more steps, and the scalars of each of them."""
        now = self.moment
        end = now.step + steps
        room = {name: values[now.step : end] for name, values in self.scalars.items()}
        parameters, states, scalars = self.engine.train(
            self.data.arrays,
            now.parameters,
            now.states,
            self.settings,
            learning_rate=self.learning_rate,
            seed=self.seed,
            first=now.step,
            steps=steps,
            room=room,
        )
        return Moment(end, parameters, states), scalars

    def advance(self, steps: int) -> None:
        """Run a slice; where it leaves the finite numbers, only the steps before that."""
        if self.keep(*self.run(steps)):
            return
        if not all(self.keep(*self.run(1)) for _ in range(steps)):
            self.stopped = self.first_fault()

    def keep(self, moment: Moment, scalars: Arrays) -> bool:
        """Go on to a moment if all that led to it is finite."""
        if not (np.isfinite(scalars[self.step.loss]).all() and moment.is_finite()):
            return False
        for name, values in scalars.items():
            self.scalars[name][self.moment.step : moment.step] = values
        self.moment = moment
        return True

    def note(self) -> str:
        """The loss of the last step, for the progress bar."""
        done = self.moment.step
        return f"{self.step.loss} {self.scalars[self.step.loss][done - 1]:.6g}" if done else ""

    def first_fault(self) -> Stopped:
        """The first quantity of the next step that is not finite, in the order of the list."""
        now = self.moment
        found = NumpyEngine(self.step).evaluate(
            batch_of(self.step, self.data, self.seed, now.step, self.batch, self.shuffle),
            now.parameters,
            now.states,
            self.settings,
            seed=self.seed,
            iteration=now.step,
        )
        names = [e.name for e in (*self.step.forward, *self.step.backward)]
        first = next((name for name in names if not np.isfinite(found[name]).all()), None)
        rate = self.learning_rate
        return Stopped(now.step, first or self.first_update(), rate, advice_for(now.step, rate))

    def first_update(self) -> str:
        after, _ = self.run(1)
        values = {**after.states, **after.parameters}
        changed = (e.name for e in self.step.update if e.name in values)
        return next(
            (name for name in changed if not np.isfinite(values[name]).all()), self.step.loss
        )


def advice_for(step: int, rate: float) -> str:
    if step == 0:
        return "The first step already overflows: look at the data and the starting values."
    return f"Try a smaller learning rate, {rate / 10:g} say, or data scaled to about -1 to 1."


def empty_scalars(step: Step, steps: int, dtype: str) -> Arrays:
    """Room for one entry a step of each scalar equation."""
    try:
        return {name: np.empty(steps, dtype) for name in step.scalars()}
    except (MemoryError, OverflowError, ValueError):
        raise WhygradError(f"steps: {shown(steps)} are too many for the memory.") from None


def trainer_of(history: History, engine: Engine, steps: int) -> Trainer:
    """A training that goes on where a run ended, with room for `steps` steps in all."""
    scalars = empty_scalars(history.step, steps, history.dtype)
    for name, values in history.scalars.items():
        scalars[name][: history.steps] = values
    return Trainer(
        step=history.step,
        engine=engine,
        data=held_by(history),
        settings=dict(history.settings),
        learning_rate=history.learning_rate,
        seed=history.seed,
        moment=Moment(history.steps, history.parameters, history.states),
        batch=history.batch,
        shuffle=history.shuffle,
        scalars=scalars,
    )
