"""Whether the parts of a training run fit together: every array is there, in type and shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from whygrad.language.equations import Declaration
from whygrad.language.messages import WhygradError
from whygrad.language.sizes import index_lengths
from whygrad.training.binding import bind
from whygrad.training.data import FLOATS, data_hash, form
from whygrad.training.files.metadata import Damaged
from whygrad.training.history import History
from whygrad.writers.columns import TOLD

Values = Mapping[str, np.ndarray]


def check(history: History) -> None:
    """Every array is there, of the right type and shape. Raises `Damaged`."""
    step = history.step
    parameters, states = step.parameters, step.declared("state")
    check_arrays("initial", history.initial, parameters, history.dtype)
    check_arrays("final", history.parameters, parameters, history.dtype)
    check_arrays("initial_state", history.initial_states, states, history.dtype)
    check_arrays("state", history.states, states, history.dtype)
    check_scalars(history)
    if set(history.settings) != {s.name for s in step.settings}:
        raise Damaged("its settings are not those of its equations")
    first = shapes({**history.initial, **history.initial_states})
    if first != shapes({**history.parameters, **history.states}):
        raise Damaged("its tensors differ in shape before and after training")
    try:
        index_lengths(step, {**shapes(check_data(history)), **first})
    except WhygradError as error:
        raise Damaged(f"its shapes do not fit its equations. {error}".rstrip(".")) from None


def shapes(arrays: Values) -> dict[str, tuple[int, ...]]:
    return {name: array.shape for name, array in arrays.items()}


def check_arrays(group: str, arrays: Values, declared: tuple[Declaration, ...], dtype: str) -> None:
    check_names(group, arrays, [d.name for d in declared])
    for one in declared:
        array = arrays[one.name]
        if array.dtype.name != dtype:
            raise Damaged(f"the tensor `{group}.{one.name}` is {array.dtype.name}, not {dtype}")
        if array.ndim != len(one.indexes) or 0 in array.shape:
            raise Damaged(
                f"the tensor `{group}.{one.name}` has the shape {array.shape}, which does not fit"
                f" `{form(one)}`"
            )


def check_names(group: str, arrays: Values, names: Iterable[str]) -> None:
    wanted = dict.fromkeys(names)
    for name in wanted:
        if name not in arrays:
            raise Damaged(f"the tensor `{group}.{name}` is missing")
    for name in arrays:
        if name not in wanted:
            raise Damaged(f"the tensor `{group}.{name}` belongs to nothing")


def check_scalars(history: History) -> None:
    """One entry a step."""
    check_names("history", history.scalars, history.step.scalars())
    for name, array in history.scalars.items():
        if array.dtype.name not in FLOATS or array.shape != (history.steps,):
            raise Damaged(
                f"the tensor `history.{name}` has the shape {array.shape}, not one entry for each"
                f" of {history.steps} steps"
            )


def check_columns(history: History) -> None:
    """The columns of a sound run give as many numbers as each quantity has; gaps are in others.

    Raises `Damaged`.
    """
    arrays = {**(history.data or {}), **history.parameters, **history.states}
    lengths = index_lengths(history.step, shapes(arrays))
    held = {c.name for columns in history.columns.values() for c in columns if c.gaps != TOLD}
    for line in history.step.data:
        columns = history.columns.get(line.name, ())
        width = sum(column.width for column in columns)
        wanted = 1 if len(line.indexes) < 2 else lengths.get(line.indexes[1], width)
        if columns and width != wanted:
            raise Damaged(f"the columns of `{form(line)}` give {width} numbers, not {wanted}")
        for column in columns:
            if column.gaps == TOLD and column.name not in held:
                raise Damaged(f"no quantity has the column whose gaps `{form(line)}` tells")


def check_data(history: History) -> Values:
    """The data as `bind` would give them; none where the record has none."""
    if history.data is None:
        return {}
    check_arrays("data", history.data, history.step.data, history.dtype)
    try:
        bind(history.step, history.data, dtype=history.dtype)
    except WhygradError as error:
        raise Damaged(f"its data cannot be used. {error}".rstrip(".")) from None
    if history.data_hash and data_hash(history.data) != history.data_hash:
        raise Damaged("its data are not those that trained it")
    return history.data
