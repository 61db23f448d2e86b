"""Which engine runs a training, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import prod
from typing import Any, Protocol

import numpy as np

from whygrad.engines.numpy import NumpyEngine
from whygrad.language.equations import Step
from whygrad.language.expressions import Entry, Expression, Number, Reduction, Size, children
from whygrad.language.expressions import free_indexes as free
from whygrad.language.sizes import index_classes

ENGINES = ("auto", "numpy", "compiled")
CALL_SECONDS = 1.5e-6  # of one operation of NumPy on a small array
ENTRY_SECONDS = 1e-9  # of one entry of an array in such an operation
WORTH_COMPILING = 3.0  # seconds of NumPy; a compiler takes about one


class Engine(Protocol):
    """What runs a written training program."""

    @property
    def source(self) -> str:
        """The very source that `train` runs."""

    def train(
        self,
        data: Mapping[str, Any],
        parameters: Mapping[str, Any],
        states: Mapping[str, Any] | None = None,
        settings: Mapping[str, Any] | None = None,
        *,
        steps: int,
        learning_rate: float | None = None,
        seed: int = 1,
        first: int = 0,
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, np.ndarray]]:
        """The parameters and the states after some steps, and every scalar in each of them."""


def choose_engine(
    asked: str,
    step: Step,
    lengths: Mapping[str, int],
    dtype: str,
    steps: int,
    batch: int | None = None,
) -> tuple[Engine, str, str]:
    """The engine, its name, and why it is this one."""
    if asked != "auto":
        return make_engine(asked, step, lengths, dtype, batch), asked, "asked for"
    seconds = estimated_seconds(step, in_batch(step, lengths, batch)) * steps
    work = f"about {seconds:.2g} s of work for NumPy"
    if seconds < WORTH_COMPILING:
        return NumpyEngine(step, batch), "numpy", f"{work}, less than a compiler is worth"
    from whygrad.engines.compiled import is_installed

    if not is_installed():
        reason = f'{work}; a compiler would pay: pip install "whygrad[fast]"'
        return NumpyEngine(step, batch), "numpy", reason
    return (
        make_engine("compiled", step, lengths, dtype, batch),
        "compiled",
        f"{work}, so it was compiled",
    )


def in_batch(step: Step, lengths: Mapping[str, int], batch: int | None) -> Mapping[str, int]:
    """The lengths in a step: the sample index runs over the batch."""
    sample = step.sample_index
    return lengths if batch is None or sample is None else {**lengths, sample: batch}


def make_engine(
    name: str, step: Step, lengths: Mapping[str, int], dtype: str, batch: int | None = None
) -> Engine:
    """Raises `WhygradError` where what the engine needs is not installed."""
    if name == "numpy":
        return NumpyEngine(step, batch)
    from whygrad.engines.compiled import CompiledEngine

    return CompiledEngine(step, lengths, dtype, batch)


def compiled_predictor(
    step: Step,
    lengths: Mapping[str, int],
    dtype: str,
    values: Mapping[str, Any],
    iteration: int,
) -> Callable[[Mapping[str, Any], Mapping[str, int]], np.ndarray] | None:
    """What computes a quantity from data; None where it would not be compiled once for all.

    That is without a compiler here (the run may come from another machine), or where the data
    alone tell the length of an index other than the samples', so that it may change.
    """
    from whygrad.engines.compiled import CompiledPredictor, is_installed, sample_indexes

    told = {*lengths, *sample_indexes(step)}
    if not is_installed() or not told.issuperset(index_classes(step)):
        return None
    return CompiledPredictor(step, lengths, dtype, values, iteration)


def estimated_seconds(step: Step, lengths: Mapping[str, int]) -> float:
    """What one step takes NumPy, roughly: its operations, and the entries that they touch."""
    return sum(cost(equation.expression, lengths) for equation in step)


def cost(expression: Expression, lengths: Mapping[str, int]) -> float:
    if isinstance(expression, Entry | Number | Size):
        return 0.0
    inner = expression.body if isinstance(expression, Reduction) else expression
    entries = prod(lengths[index] for index in free(inner) if index in lengths)
    own = CALL_SECONDS + ENTRY_SECONDS * entries
    return own + sum(cost(child, lengths) for child in children(expression))
