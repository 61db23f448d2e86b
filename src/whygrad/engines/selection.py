"""Which engine runs a training, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from math import prod
from typing import Any, Protocol

import numpy as np

from whygrad.engines.numpy import NumpyEngine
from whygrad.language.equations import Step
from whygrad.language.expressions import (
    Binary,
    Entry,
    Expression,
    Number,
    Reduction,
    Size,
    children,
)
from whygrad.language.expressions import free_indexes as free
from whygrad.language.sizes import index_classes

ENGINES = ("auto", "numpy", "compiled")
CALL_SECONDS = 1.5e-6  # of one operation of NumPy on a small array
ENTRY_SECONDS = 1e-9  # of one entry of an array in such an operation
PRODUCT_SECONDS = 5e-11  # of one multiplication in a product of matrices
WORTH_LOADING = 0.05  # seconds of NumPy; machine code is read from the disk in about as many
WORTH_COMPILING = 6.0  # seconds of NumPy; about as many a compiler takes
MOST_NETWORKS = 64  # whose work is added up
spent: dict[tuple[Step, str, int | None], float] = {}  # seconds of each network's fits so far


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
        room: Mapping[str, np.ndarray] | None = None,
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, np.ndarray]]:
        """The parameters and the states after some steps, and every scalar in each of them.

        The scalars may come in the arrays of `room`, which have as many entries as there are
        steps.
        """


def choose_engine(
    asked: str,
    step: Step,
    lengths: Mapping[str, int],
    dtype: str,
    steps: int,
    batch: int | None = None,
    shuffle: bool = True,
) -> tuple[Engine, str, str]:
    """The engine, its name, and why it is this one.

    `auto` goes by the work. A network whose program has arrays is compiled for less of it where
    the machine code is there already, or its fits in this process together are worth it.
    """
    if asked != "auto":
        return make_engine(asked, step, lengths, dtype, batch, shuffle), asked, "asked for"
    seconds = estimated_seconds(step, in_batch(step, lengths, batch)) * steps
    work = f"about {seconds:.2g} s of work for NumPy"
    reason = f"{work}, less than a compiler is worth"
    if seconds >= min(WORTH_LOADING, WORTH_COMPILING):
        from whygrad.engines.compiled import CompiledEngine, is_installed

        if is_installed():
            engine = CompiledEngine(step, lengths, dtype, batch, shuffle)
            if seconds >= WORTH_COMPILING:
                return engine, "compiled", f"{work}, so it was compiled"
            if engine.has_arrays and engine.is_at_hand():
                return engine, "compiled", f"{work}; it was compiled before"
            if engine.has_arrays and added_up((step, dtype, batch), seconds) >= WORTH_COMPILING:
                return engine, "compiled", f"{work}, after others like it, so it was compiled"
        elif seconds >= WORTH_COMPILING:
            reason = f'{work}; a compiler would pay: pip install "whygrad[fast]"'
    return NumpyEngine(step, batch, shuffle), "numpy", reason


def added_up(network: tuple[Step, str, int | None], seconds: float) -> float:
    """The work of a network's fits, this one with them."""
    if len(spent) >= MOST_NETWORKS and network not in spent:
        spent.clear()
    spent[network] = spent.get(network, 0.0) + seconds
    return spent[network]


def in_batch(step: Step, lengths: Mapping[str, int], batch: int | None) -> Mapping[str, int]:
    """The lengths in a step: the sample index runs over the batch."""
    sample = step.sample_index
    return lengths if batch is None or sample is None else {**lengths, sample: batch}


def make_engine(
    name: str,
    step: Step,
    lengths: Mapping[str, int],
    dtype: str,
    batch: int | None = None,
    shuffle: bool = True,
) -> Engine:
    """Raises `WhygradError` where what the engine needs is not installed."""
    if name == "numpy":
        return NumpyEngine(step, batch, shuffle)
    from whygrad.engines.compiled import CompiledEngine

    return CompiledEngine(step, lengths, dtype, batch, shuffle)


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
    return summed_up(step, tuple(lengths.items()))


@lru_cache(maxsize=64)
def summed_up(step: Step, lengths: tuple[tuple[str, int], ...]) -> float:
    known = dict(lengths)
    return sum(cost(equation.expression, known) for equation in step)


def cost(expression: Expression, lengths: Mapping[str, int]) -> float:
    if isinstance(expression, Entry | Number | Size):
        return 0.0
    inner = expression.body if isinstance(expression, Reduction) else expression
    entries = prod(lengths[index] for index in free(inner) if index in lengths)
    if is_product(expression):
        return CALL_SECONDS + PRODUCT_SECONDS * entries
    own = CALL_SECONDS + ENTRY_SECONDS * entries
    return own + sum(cost(child, lengths) for child in children(expression))


def is_product(expression: Expression) -> bool:
    """Whether an expression is a product of a matrix, which NumPy leaves to BLAS."""
    match expression:
        case Reduction("sum", _, Binary("*", Entry() as left, Entry() as right)):
            return max(len(left.indexes), len(right.indexes)) > 1
    return False
