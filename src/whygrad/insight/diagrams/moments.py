"""The values that a diagram shows: those of one step, for one sample."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from whygrad.language.messages import WhygradError
from whygrad.language.sizes import index_lengths
from whygrad.training.batches import ROWS
from whygrad.training.data import shown
from whygrad.training.history import History
from whygrad.training.replay import check_step, quantities_at


@dataclass(frozen=True)
class Moment:
    """Every quantity of a step by name; `sample` counts the samples that the step takes."""

    values: Mapping[str, Any]
    step: int
    sample: int = 0

    def value(self, name: str, place: tuple[int, ...]) -> float:
        return float(np.asarray(self.values[name])[place])

    def text(self, sample_index: str | None) -> str:
        """Where the values are from: `step 3, i = 7`; of a mini-batch with the row."""
        where = f"step {self.step:,}"
        if sample_index is None:
            return where
        rows = self.values.get(ROWS)
        row = "" if rows is None else f" of the batch, row {rows[self.sample]} of the data"
        return f"{where}, {sample_index} = {self.sample}{row}"


def moment_at(
    history: History, step: int | None, sample: int | None
) -> tuple[Moment, dict[str, int]]:
    """The values of a step (after the last update, if None), and the length of every index.

    Raises `WhygradError` for a step or a sample that there is none of.
    """
    number = check_step(history, history.steps if step is None else step)
    values = quantities_at(history, number)
    shapes = {d.name: np.shape(values[d.name]) for d in history.step.data}
    lengths = index_lengths(history.step, shapes)
    if sample is not None:
        check_sample(sample, lengths.get(history.step.sample_index or "", 0))
    return Moment(values, number, int(sample or 0)), lengths


def check_sample(sample: object, count: int) -> None:
    if isinstance(sample, bool) or not isinstance(sample, int | np.integer):
        raise WhygradError(f"sample: expected a whole number, not {shown(sample)}.")
    if not count:
        raise WhygradError("sample: this model has no samples; draw it without one.")
    if not 0 <= sample < count:
        raise WhygradError(f"sample: this step has samples 0 to {count - 1}, not {sample}.")


def number_text(value: float) -> str:
    """Four digits; a zero has no sign."""
    return f"{value + 0.0:.4g}"
