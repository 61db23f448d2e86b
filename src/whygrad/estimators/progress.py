"""A fit on its way: the loss of each epoch, and when there is no more to gain."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from whygrad.estimators.epochs import Epoch, Patience
from whygrad.training.validation import PREFIX


@dataclass
class Progress:
    """Called after each epoch with the run so far: true where the fit is to end there.

    With a `score`, its name, that of the validation part decides; else the loss of training.
    Without `patience` something else ends the fit.
    """

    epoch: Epoch
    patience: Patience | None
    verbose: bool
    score: str | None = None
    losses: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)

    def __call__(self, run: Any) -> bool:
        cost = self.epoch.mean(run.losses[-self.epoch.steps :])
        self.losses.append(cost)
        line = f"epoch {len(self.losses):>5}  loss {cost:.8g}"
        if self.score is not None:
            self.scores.append(float(run.history[PREFIX + self.score][-1]))
            cost = -self.scores[-1]
            line += f"  {PREFIX}{self.score} {self.scores[-1]:.6g}"
        if self.verbose:
            print(line)
        return self.patience is not None and self.patience.is_over(cost)
