"""A fit on its way: the loss of each epoch, and when there is no more to gain."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from whygrad.estimators.epochs import Epoch, Patience


@dataclass
class Progress:
    """Called after each epoch with the run so far: true where the fit is to end there.

    Without `patience` something else ends it.
    """

    epoch: Epoch
    patience: Patience | None
    verbose: bool
    losses: list[float] = field(default_factory=list)

    def __call__(self, run: Any) -> bool:
        loss = self.epoch.mean(run.losses[-self.epoch.steps :])
        self.losses.append(loss)
        if self.verbose:
            print(f"epoch {len(self.losses):>5}  loss {loss:.8g}")
        return self.patience is not None and self.patience.is_over(loss)
