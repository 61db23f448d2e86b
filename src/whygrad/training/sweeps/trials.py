"""One run of a sweep on its way, up to the last step that is finite."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from whygrad.training.trainer import Trainer


@dataclass
class Trial:
    """One run on its way; it keeps no history."""

    trainer: Trainer
    first_loss: float = math.nan
    loss: float = math.nan
    has_diverged: bool = False

    def advance(self, steps: int) -> None:
        """Run a slice; where it leaves the finite numbers, only the steps before that."""
        moment, scalars = self.trainer.run(steps)
        losses = scalars[self.trainer.step.loss]
        if self.trainer.moment.step == 0:
            self.first_loss = losses[0]
        if np.isfinite(losses).all() and moment.is_finite():
            self.trainer.moment, self.loss = moment, losses[-1]
            return
        self.has_diverged = True
        faults = np.flatnonzero(~np.isfinite(losses))
        self.settle(int(faults[0]) if len(faults) else steps - 1)

    def settle(self, most: int) -> None:
        """Go to the last finite moment, at most so many steps ahead.

        As a rule it is there, or one step before; else it is searched by halves, for what has
        become no finite number stays none.
        """
        start, least, attempts = self.trainer.moment, 0, 0
        found = start
        while least < most:
            tried = most if attempts < 2 else (least + most + 1) // 2
            self.trainer.moment = start
            moment, scalars = self.trainer.run(tried)
            if np.isfinite(scalars[self.trainer.step.loss]).all() and moment.is_finite():
                least, found = tried, moment
            else:
                most = tried - 1
            attempts += 1
        self.trainer.moment = found
