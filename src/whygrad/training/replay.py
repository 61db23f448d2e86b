"""Any step of a run again: its parameters with the very bits of the run, all else from them."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from typing import Any

import numpy as np

from whygrad.calculus.dependence import needed
from whygrad.engines.numpy import NumpyEngine
from whygrad.engines.selection import Engine, estimated_seconds, in_batch, make_engine
from whygrad.engines.threads import threads_for
from whygrad.language.equations import Step
from whygrad.language.expressions import Binary, Call, Expression, Number
from whygrad.language.messages import WhygradError
from whygrad.language.sizes import index_lengths
from whygrad.training.batches import ROWS, batch_of, batch_rows, counted_data
from whygrad.training.data import shown
from whygrad.training.held import Held
from whygrad.training.history import Arrays, History
from whygrad.training.optimizers.lbfgs import Lbfgs
from whygrad.training.optimizers.updates import LBFGS

LEAST_SECONDS = 5e-5  # of one step; in a shorter one no product is large enough for threads


@lru_cache(maxsize=16)
def engine_of(step: Step, batch: int | None = None, shuffle: bool = True) -> NumpyEngine:
    """The engine of a list, whose programs are written once."""
    return NumpyEngine(step, batch, shuffle)


def check_step(history: History, step: Any) -> int:
    """The number of a step that was run, or of the state after the last one."""
    if isinstance(step, bool) or not isinstance(step, int | np.integer):
        raise WhygradError(f"step: expected a whole number, not {shown(step)}.")
    if not 0 <= step <= history.steps:
        raise WhygradError(
            f"step: this run has steps 0 to {history.steps}, not {step}"
            f" ({history.steps} is after the last update)."
        )
    return int(step)


def data_of(history: History) -> Held:
    """The data, unchanged since the training."""
    held = held_by(history)
    if history.is_changed:
        raise WhygradError(
            "The data of this run have been changed since the training, so no step of it can be"
            " computed again.\n"
            "Put the values back, or train on a copy: `X.copy()`."
        )
    return held


def held_by(history: History) -> Held:
    """The data, wherever they have got to."""
    if history.data is None:
        raise WhygradError(
            "This run was loaded without its data, which this needs.\n"
            'Pass them: `wg.load("model.wg", data=...)`, or `--data DATA.csv`.'
        )
    return history.data


def parameters_at(history: History, step: int) -> tuple[Arrays, Arrays]:
    """Parameters and states before the update of a step, recomputed from the start."""
    step = check_step(history, step)
    if step == 0:
        return history.initial, history.initial_states
    if step == history.steps:
        return history.parameters, history.states
    parameters, states, _ = trained_on(history, history.initial, history.initial_states, steps=step)
    return parameters, states


def trained_on(
    history: History, parameters: Arrays, states: Arrays, *, first: int = 0, steps: int
) -> tuple[Arrays, Arrays, Arrays]:
    """Parameters, states and scalars of some steps of the run, from what was before the first."""
    with threads_of(history):
        return runner_of(history).train(
            data_of(history).arrays,
            parameters,
            states,
            history.settings,
            learning_rate=history.learning_rate,
            seed=history.seed,
            first=first,
            steps=steps,
        )


def threads_of(history: History) -> AbstractContextManager[object]:
    """As many threads for matrix products as a step is worth: the same where it is run again."""
    lengths = index_lengths(history.step, held_by(history).shapes)
    seconds = estimated_seconds(history.step, in_batch(history.step, lengths, history.batch))
    return nullcontext() if seconds < LEAST_SECONDS else threads_for(seconds)


def runner_of(history: History) -> Engine:
    """The engine that made the run: another one would round otherwise."""
    if history.optimizer == LBFGS:
        return Lbfgs(history.step, history.initial)
    if history.engine == "numpy":
        return engine_of(history.step, history.batch, history.shuffle)
    lengths = index_lengths(history.step, held_by(history).shapes)
    batch, shuffle = history.batch, history.shuffle
    return make_engine(history.engine, history.step, lengths, history.dtype, batch, shuffle)


def quantities_at(history: History, step: int) -> dict[str, Any]:
    """Every quantity of a step by name: data, parameters, states, forward pass, gradients."""
    parameters, states = parameters_at(history, step)
    data = step_data(history, step)
    computed = engine_of(history.step).evaluate(
        data, parameters, states, history.settings, seed=history.seed, iteration=step
    )
    taken = {} if history.batch is None else {ROWS: rows_of(history, step)}
    return {**data, **parameters, **states, **computed, **taken}


def step_data(history: History, step: int) -> Arrays:
    """The data that a step takes."""
    data = data_of(history)
    return batch_of(history.step, data, history.seed, step, history.batch, history.shuffle)


def rows_of(history: History, step: int) -> np.ndarray:
    """The numbers of the samples that a step takes."""
    samples = samples_of(history)
    return batch_rows(history.seed, step, samples, history.batch or samples, history.shuffle)


def samples_of(history: History) -> int:
    """How many samples the data have; data without an index count as one."""
    if history.step.sample_index is None:
        return 1
    return len(held_by(history).arrays[counted_data(history.step)])


def classes(history: History, quantity: str) -> tuple[str, ...]:
    """The names of the classes that a quantity tells apart; empty where it does not.

    A quantity [sample, class] has one output a class where a target with these indexes marks
    one class a sample; a single output is the probability of class 1 where it is a sigmoid
    and its target is 0 or 1.
    """
    step = history.step
    indexes, read = step.indexes_of()[quantity], needed(step, quantity)
    if step.sample_index not in indexes:
        return ()
    formula = next(e.expression for e in step.forward if e.name == quantity)
    targets = (d.name for d in step.data if d.indexes == indexes and d.name not in read)
    found = (class_names(history, name, single=is_sigmoid(formula)) for name in targets)
    return next(filter(None, found), ())


def is_sigmoid(expression: Expression) -> bool:
    """`sigmoid(...)`, or `1 / (1 + exp(...))`."""
    match expression:
        case Call("sigmoid"):
            return True
        case Binary("/", Number(top), Binary("+", Number(one), Call("exp"))) if top == one == 1:
            return True
    return False


def class_names(history: History, target: str, *, single: bool) -> tuple[str, ...]:
    """The classes of a target: its categories, those of 0/1 columns, or `single` 0 and 1."""
    columns = history.columns.get(target, ())
    if len(columns) == 1 and columns[0].categories:
        return columns[0].categories
    values = None if history.data is None else history.data.get(target)
    if values is None or not set(np.unique(values).tolist()) <= {0.0, 1.0}:
        return ()
    if values.ndim == 1 or values.shape[1] == 1:
        return ("0", "1") if single else ()
    if not np.all(values.sum(axis=1) == 1):
        return ()
    return tuple(c.name for c in columns) or tuple(map(str, range(values.shape[1])))
