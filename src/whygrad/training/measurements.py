"""How good the predictions of a run were when it ended, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    """One figure before and after training; `what` says what it is."""

    name: str
    what: str
    before: float
    after: float


@dataclass(frozen=True)
class Measurement:
    """Figures of the predictions for some samples, before and after training.

    is_held_out  whether these had no part in the training
    confusion    how many samples of the class in the row were predicted as that in the column,
                 [actual][predicted]; None where no classes are told apart
    """

    samples: int
    is_held_out: bool
    scores: tuple[Score, ...]
    classes: tuple[str, ...] = ()
    confusion: tuple[tuple[int, ...], ...] | None = None
