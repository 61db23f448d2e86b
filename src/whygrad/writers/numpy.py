"""A list of equations as a plain NumPy program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whygrad.language.equations import Step
from whygrad.writers.array_program import ArrayStyle
from whygrad.writers.arrays import NUMPY
from whygrad.writers.assembly import Loop
from whygrad.writers.mains import DEFAULT_STEPS, Columns, Run
from whygrad.writers.numpy_main import array_dialect
from whygrad.writers.outline import Program


class NumpyStyle(ArrayStyle):
    arrays = NUMPY
    title = "A neural network in NumPy, written by whygrad from its equations."
    dialect = array_dialect(NUMPY)
    loop = Loop("np.empty(steps)", 'history["{name}"][{place}] = {value}')


STYLE = NumpyStyle()


def write(
    step: Step,
    data: Mapping[str, Any] | None = None,
    starts: Mapping[str, Any] | None = None,
    *,
    settings: Mapping[str, float] | None = None,
    steps: int | None = None,
    learning_rate: float | None = None,
    seed: int = 1,
    columns: Columns | None = None,
    batch: int | None = None,
    shuffle: bool = True,
    held_out: float | None = None,
) -> str:
    """The whole script: the functions of a step, its data and starting values, and a run.

    Small data and starting values stand in the script. Without data, or with more, it
    reads a CSV file; `columns` says which columns a quantity has there, or, as a pair of a
    column and its categories, which column becomes one of zeros and ones for each category.
    With `batch` a step takes so many samples, in the order of the data unless they `shuffle`;
    raises `WhygradError` where that makes no sense. `held_out` is the share of a table's rows
    on which it does not train, the same as in a run.
    """
    steps = DEFAULT_STEPS if steps is None else steps
    given = data or {}, starts or {}, settings or {}
    run = Run(*given, steps, learning_rate, seed, columns or {}, batch, shuffle, held_out)
    return STYLE.script(step, run)


def write_program(
    step: Step,
    *,
    everything: bool = False,
    batch: bool = False,
    shuffle: bool = True,
    in_place: bool = False,
) -> Program:
    """The functions of a training step.

    With `everything`, `forward` and `backward` return all that they compute and there is
    no training loop; their lines are the same. With `batch`, a step takes some of the samples,
    with `shuffle` in an order of each epoch's own.
    With `in_place`, updates change the arrays that they are given, where they can.
    """
    return STYLE.program(
        step, everything=everything, batch=batch, shuffle=shuffle, in_place=in_place
    )


def write_prediction(step: Step, quantity: str) -> Program:
    """A function `predict` for one quantity, each draw being its mean."""
    return STYLE.prediction(step, quantity)
