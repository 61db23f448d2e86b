"""What happens between the slices of a training: validation, stopping, callbacks, checkpoints."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from whygrad.language.messages import counted
from whygrad.training.checkpoints import Checkpoint
from whygrad.training.history import Arrays, History, Moment, Validation, frozen
from whygrad.training.replay import parameters_at
from whygrad.training.trainer import Trainer
from whygrad.training.validation import PREFIX, Validator

Callback = Callable[[History], Any]


class Watch:
    """Looks at a training each time `every` steps are done, and keeps it in a file.

    `began` is the run that goes on; `ending` says why it ends, once it does. A callback may have a
    number `spare`: so many of the next looks need not call it.
    """

    def __init__(
        self,
        began: History,
        trainer: Trainer,
        goal: int,
        every: int,
        callback: Callback | None = None,
        checkpoint: Checkpoint | None = None,
    ):
        self.began, self.trainer, self.goal, self.every = began, trainer, goal, every
        self.callback, self.checkpoint = callback, checkpoint
        self.ending: str | None = None
        self.validation = began.validation
        self.best = best_of(began)
        self.looks = self.due = 0
        self.curve: Arrays = {}
        if self.validation is not None:
            self.validator = Validator(began)
            self.take_up(self.validation)

    def take_up(self, validation: Validation) -> None:
        """The looks of the run that goes on; those after its last step are taken again."""
        done = self.began.steps // validation.every
        for name, values in validation.scalars.items():
            self.curve[name] = np.empty(self.goal // validation.every, self.began.dtype)
            self.looks = min(done, len(values))
            self.curve[name][: self.looks] = values[: self.looks]
        if self.looks < done:  # interrupted in a look
            self.validate()
        self.check_patience()

    def next_stop(self, step: int) -> int:
        """The next step after which there is something to do."""
        stops = [self.goal]
        if self.validation is not None or self.callback is not None:
            stops.append(max(following(step, self.every), self.due))
        if self.checkpoint is not None and self.checkpoint.every is not None:
            stops.append(following(step, self.checkpoint.every))
        return min(stops)

    def look(self) -> None:
        """Do what there is to do after the steps that are done."""
        step = self.trainer.moment.step
        if self.trainer.stopped is not None:
            self.ending = "diverged"
            return
        if step % self.every == 0:
            if self.validation is not None:
                self.validate()
                self.check_patience()
            if self.callback is not None:
                self.call(self.callback)
        goes_on = self.ending is None and step < self.goal
        if self.checkpoint is not None and goes_on and self.checkpoint.is_due(step):
            self.checkpoint.write(self.so_far())

    def validate(self) -> None:
        """Compute the scalars on the data held out."""
        found = self.validator.look(self.trainer.moment)
        for name, value in found.items():
            self.curve[name][self.looks] = value
        self.looks += 1
        if -math.inf < self.cost(self.looks - 1) < self.lowest():
            self.best = self.trainer.moment

    def check_patience(self) -> None:
        """End where the validation has long been better."""
        waited = self.looks - (self.best.step // self.every if self.best else 0)
        patience = self.validation.patience if self.validation else None
        if patience is not None and waited >= patience:
            self.ending = "patience"

    def lowest(self) -> float:
        """What the best look costs so far."""
        return math.inf if self.best is None else self.cost(self.best.step // self.every - 1)

    def cost(self, look: int) -> float:
        """The validation loss of a look, or what else tells which is the best."""
        assert self.validation is not None
        name, sign = self.validation.watched(self.began.step.loss)
        return sign * float(self.curve[name][look])

    def call(self, callback: Callback) -> None:
        """Show the run so far to the callback, which may end it."""
        try:
            wants_end = bool(callback(self.so_far()))
        except Exception as error:
            error.add_note(self.note_on_failure())
            raise
        if wants_end:
            self.ending = self.ending or "callback"
        if self.validation is None:
            spare = getattr(callback, "spare", 0)
            self.due = following(self.trainer.moment.step, self.every) + spare * self.every

    def note_on_failure(self) -> str:
        """Where the callback failed, and what is kept of the training."""
        place = f"The callback failed after {counted(self.trainer.moment.step, 'step')};"
        if self.checkpoint is None:
            return f"{place} they are lost. With `checkpoint` they are kept in a file."
        self.checkpoint.write(self.so_far())
        return f"{place} they are in `{self.checkpoint.path}`."

    def so_far(self) -> History:
        """The run as it would be if it ended here; it can go on from its file."""
        now, trainer = self.trainer.moment, self.trainer
        validation = self.validation
        if validation is not None:
            curve = {name: values[: self.looks] for name, values in self.curve.items()}
            validation = replace(validation, scalars=curve)
        return self.began.continued(
            parameters=now.parameters,
            states=now.states,
            scalars={name: array[: now.step] for name, array in trainer.scalars.items()},
            steps=now.step,
            goal=self.goal,
            ending=self.ending or "interrupted",
            stopped=trainer.stopped,
            validation=validation,
            best=self.best if validation and validation.patience else None,
        )

    def result(self) -> History:
        """The run; one that stops early ends where its validation was best."""
        found = at_best(self.so_far())
        if found.steps < self.goal:  # the room for the other steps need not be kept
            found.scalars = frozen({name: each.copy() for name, each in found.scalars.items()})
        return found

    def values_at(self, step: int) -> dict[str, float]:
        """The validation loss of the last look before a step, for a printed line."""
        loss, number = self.began.step.loss, step // self.every
        if not 0 < number <= self.looks:
            return {}
        return {f"{PREFIX}{loss}": self.curve[loss][number - 1]}

    def note(self) -> str:
        """The newest losses, for the progress bar."""
        loss = self.began.step.loss
        if not self.looks:
            return self.trainer.note()
        return f"{self.trainer.note()}  {PREFIX}{loss} {self.curve[loss][self.looks - 1]:.6g}"


def following(step: int, every: int) -> int:
    return (step // every + 1) * every


def best_of(history: History) -> Moment | None:
    """Where the validation was best so far: as it was kept, or computed again."""
    validation = history.validation
    if validation is None or validation.patience is None:
        return None
    step = validation.best_step(history.step.loss, history.steps)
    if step is None or (history.best is not None and history.best.step == step):
        return history.best
    return Moment(step, *parameters_at(history, step))


def at_best(history: History) -> History:
    """The run up to its best step."""
    best = history.best
    if best is None:
        return history
    return replace(
        history,
        parameters=best.parameters,
        states=best.states,
        scalars={name: values[: best.step] for name, values in history.scalars.items()},
        steps=best.step,
        best=None,
    )
