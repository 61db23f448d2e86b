"""The beginning of a training: all that it is given, checked and bound, as a run of no steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whygrad.engines.selection import ENGINES, Engine, choose_engine, in_batch
from whygrad.language.equations import LEARNING_RATE, Step
from whygrad.language.sizes import index_lengths
from whygrad.training.arguments import (
    DTYPES,
    check_batch_size,
    check_best,
    check_choice,
    check_count,
    check_flag,
    check_lengths,
    check_patience,
    every_of,
    rate_of,
    settings_of,
)
from whygrad.training.binding import bind
from whygrad.training.data import columns_in, data_hash, is_table
from whygrad.training.held import Held
from whygrad.training.history import History, frozen
from whygrad.training.initializers import check_seed, starting_values
from whygrad.training.optimizers.lbfgs import ENGINE, REASON, Lbfgs, check_lbfgs
from whygrad.training.optimizers.updates import LBFGS
from whygrad.training.trainer import empty_scalars
from whygrad.training.validation import held_out, validated
from whygrad.writers.batches import check_batch


def begin(
    step: Step,
    data: Any,
    *,
    steps: int,
    learning_rate: float | None = None,
    seed: int = 1,
    initial: Mapping[str, Any] | None = None,
    settings: Mapping[str, float] | None = None,
    batch: int | None = None,
    shuffle: bool = True,
    optimizer: str = "gradient_descent",
    engine: str = "auto",
    dtype: str = "float64",
    validation: Any = None,
    every: int | None = None,
    patience: int | None = None,
    best: str | None = None,
) -> tuple[History, Engine]:
    """A run of no steps, and the engine that is to make them."""
    check_count("steps", steps)
    check_choice("engine", engine, ENGINES)
    check_choice("dtype", dtype, DTYPES)
    check_seed(seed)
    check_flag("shuffle", shuffle)
    check_patience(patience, validation)
    check_best(step, best, patience)
    bound = bind(step, data, dtype=dtype, shared=is_table(data), batched=batch is not None)
    bound, held = held_out(step, bound, validation, seed=seed, dtype=dtype)
    lengths = index_lengths(step, {name: array.shape for name, array in bound.items()})
    if batch is not None:
        check_batch(step)
        check_batch_size(batch, lengths[step.sample_index or ""])
    check_lengths(step, in_batch(step, lengths, batch))
    every = every_of(every, steps, lengths.get(step.sample_index or "", 1), batch)
    values = settings_of(step, settings, dtype)
    rate = rate_of(step, learning_rate, values, dtype)
    if LEARNING_RATE in values:  # equations that read it read the one that the run has
        values[LEARNING_RATE] = rate
    parameters, states = starting_values(
        step, lengths, seed=seed, settings=values, initial=initial, dtype=dtype
    )
    runner: Engine
    if optimizer == LBFGS:
        check_lbfgs(step, learning_rate, batch, engine, values)
        runner, name, reason = Lbfgs(step, parameters), ENGINE, REASON
    else:
        runner, name, reason = choose_engine(engine, step, lengths, dtype, steps, batch, shuffle)
    kept = Held(frozen(bound), dtype)
    history = History(
        step=step,
        data=kept,
        initial=parameters,
        parameters=parameters,
        initial_states=states,
        states=states,
        scalars=empty_scalars(step, 0, dtype),
        settings=values,
        learning_rate=rate,
        steps=0,
        goal=steps,
        seed=seed,
        batch=batch,
        shuffle=shuffle,
        optimizer=optimizer,
        dtype=dtype,
        engine=name,
        engine_reason=reason,
        source=runner.source,
        columns=columns_in(step, data),
        data_hash=data_hash(kept),
        validation=validated(step, held, every, steps, patience, best),
    )
    return history, runner
