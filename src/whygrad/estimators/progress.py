"""A fit on its way: the loss of each epoch, and when there is no more to gain."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from whygrad.estimators.epochs import Epoch, Patience
from whygrad.training.validation import PREFIX


@dataclass
class Progress:
    """Called after an epoch, or several, with the run so far: true where the fit is to end there.

    With a `score`, its name, that of the validation part decides; else the loss of training.
    Without `patience` something else ends the fit. It need not be called after each of the next
    `spare` epochs.
    """

    epoch: Epoch
    patience: Patience | None
    verbose: bool
    score: str | None = None
    losses: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)

    def __call__(self, run: Any) -> bool:
        if self.score is None:
            return any(self.is_last(cost, cost, "") for cost in self.take(run.losses))
        (cost,) = self.take(run.losses)
        name, score = PREFIX + self.score, float(run.history[PREFIX + self.score][-1])
        self.scores.append(score)
        return self.is_last(cost, -score, f"  {name} {score:.6g}")

    @property
    def spare(self) -> int:
        """So many of the next epochs need no call of their own."""
        is_watched = self.verbose or self.score is not None or self.patience is None
        return 0 if is_watched or self.patience is None else self.patience.spare

    def take(self, losses: np.ndarray) -> list[float]:
        """The loss of each epoch that is new, from those of all steps."""
        steps, known = self.epoch.steps, len(self.losses)
        whole = losses[known * steps : len(losses) // steps * steps].reshape(-1, steps)
        self.losses += map(self.epoch.mean, whole)
        return self.losses[known:]

    def is_last(self, loss: float, cost: float, note: str) -> bool:
        """Whether to stop after an epoch with this loss, where `cost` decides."""
        if self.verbose:
            print(f"epoch {len(self.losses):>5}  loss {loss:.8g}{note}")
        return self.patience is not None and self.patience.is_over(cost)
