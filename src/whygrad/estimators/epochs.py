"""Epochs: how many steps one has, its loss, and when there is no more to gain."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

LARGEST_BATCH = 200  # samples of a step where nothing else is said, as in scikit-learn
LEAST_RATE = 1e-6  # where the learning rate that adapts itself ends
MOST_SPARE = 1000  # epochs without a look
DIVISOR = 5  # of the learning rate, each time that it adapts


@dataclass(frozen=True)
class Epoch:
    """All samples once, `batch` of them a step; the last step has what is left."""

    samples: int
    batch: int

    @property
    def steps(self) -> int:
        return math.ceil(self.samples / self.batch)

    @property
    def last(self) -> int:
        """The samples of the last step."""
        return self.samples - (self.steps - 1) * self.batch

    @property
    def is_whole(self) -> bool:
        """Whether each step takes all samples."""
        return self.batch == self.samples

    def mean(self, losses: np.ndarray) -> float:
        """The loss of a sample, from the losses of the epoch's steps."""
        return float(self.batch * losses[:-1].sum() + self.last * losses[-1]) / self.samples


@dataclass
class Patience:
    """Tells when a cost has not fallen by `tol` for more than `epochs` epochs.

    With a `rate` that adapts itself that divides the rate, until it is as small as it may be.
    """

    tol: float
    epochs: float
    rate: float | None = None
    best: float = math.inf
    waited: int = 0

    def is_over(self, loss: float) -> bool:
        """Whether to stop, after an epoch with this cost."""
        self.waited = self.waited + 1 if loss > self.best - self.tol else 0
        self.best = min(self.best, loss)
        if self.waited <= self.epochs:
            return False
        if self.rate is None or self.rate <= LEAST_RATE:
            return True
        self.rate, self.waited = self.rate / DIVISOR, 0
        return False

    @property
    def spare(self) -> int:
        """So many of the next epochs cannot be the last, whatever they cost."""
        return int(min(max(self.epochs - self.waited, 0), MOST_SPARE))
