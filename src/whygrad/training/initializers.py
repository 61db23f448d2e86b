"""The values that a training starts from: drawn, or given by a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from whygrad.calculus.starts import draw
from whygrad.language.equations import Declaration, Step
from whygrad.language.messages import WhygradError, listing, nearest
from whygrad.training.data import entry, shown

LARGEST_SEED = 2**32 - 1
LARGEST_ARRAY = 10**9  # entries


def starting_values(
    step: Step,
    lengths: Mapping[str, int],
    *,
    seed: int = 1,
    settings: Mapping[str, float] | None = None,
    initial: Mapping[str, Any] | None = None,
    dtype: str = "float64",
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Parameters and states at the start, in order of declaration.

    Those in `initial` are taken as given; the others are what they would have been without.
    Raises `WhygradError` on an unknown name, a wrong shape or a value that is no number.
    """
    check_seed(seed)
    random = np.random.RandomState(seed)
    known = {name: np.asarray(value) for name, value in (settings or {}).items()}
    values: dict[str, dict[str, np.ndarray]] = {"parameter": {}, "state": {}}
    for declared in step.declared("parameter", "state"):
        shape = tuple(lengths[index] for index in declared.indexes)
        assert declared.start is not None
        with np.errstate(over="ignore"):  # reported here, by entry
            drawn = draw(declared.start, shape, random, known, declared.name)
            array = drawn.astype(dtype)
        check_finite(declared.name, drawn, array)
        values[declared.kind][declared.name] = (
            alike(array) if declared.kind == "state" else array[()]
        )
    given = given_values(step, lengths, {} if initial is None else initial, dtype)
    for kind in values:
        values[kind].update({n: given[n] for n in values[kind] if n in given})
    return values["parameter"], values["state"]


def alike(array: np.ndarray) -> np.ndarray:
    """The same; where all entries are one number, as those of most states, only that is kept."""
    if array.ndim and (array == array.flat[0]).all():
        return np.broadcast_to(array.flat[0], array.shape)
    return np.asarray(array[()])


def check_seed(seed: int) -> None:
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer):
        raise WhygradError(f"seed: expected a whole number, not {shown(seed)}.")
    if not 0 <= seed <= LARGEST_SEED:
        raise WhygradError(f"seed: expected 0 to {LARGEST_SEED}, not {shown(seed)}.")


def given_values(
    step: Step,
    lengths: Mapping[str, int],
    given: Mapping[str, Any],
    dtype: str,
    argument: str = "initial",
) -> dict[str, np.ndarray]:
    """Values that a person gives for parameters and states, checked.

    `argument` is the name under which they were given, for messages.
    """
    check_mapping(argument, given, '{"weight": 0.5}')
    declared = {d.name: d for d in step.declared("parameter", "state")}
    for name in given:
        if name not in declared:
            known = f"Parameters are {listing(declared)}." if declared else "The text has none."
            advice = nearest(str(name), declared) or known
            raise WhygradError(f"{argument}: there is no parameter `{name}`.\n{advice}")
    return {
        name: checked(declared[name], lengths, value, dtype, f"{argument}: {name}")
        for name, value in given.items()
    }


def check_mapping(argument: str, given: Any, example: str) -> None:
    if not isinstance(given, Mapping):
        raise WhygradError(f"{argument}: expected names with values, as in {example}.")


def checked(
    declared: Declaration, lengths: Mapping[str, int], value: Any, dtype: str, name: str
) -> np.ndarray:
    """The value as an array of the quantity's shape; `name` is for messages."""
    shape = tuple(lengths[index] for index in declared.indexes)
    inside = f" for [{', '.join(declared.indexes)}]" if shape else ""
    wanted = f"numbers of shape {shape}{inside}" if shape else "a single number"
    try:
        raw = np.asarray(value)
        if raw.dtype.kind not in "iufO":
            raise TypeError
        if raw.dtype.kind == "O":  # such as fractions
            raw = np.reshape([float(part) for part in raw.flat], raw.shape)
    except (TypeError, ValueError, OverflowError):
        raise WhygradError(f"{name}: expected {wanted}, not {shown(value)}.") from None
    if raw.shape != shape:
        given = f"shape {raw.shape}" if raw.ndim else "a single number"
        raise WhygradError(f"{name}: expected {wanted}, not {given}.")
    with np.errstate(over="ignore"):  # reported below, by entry
        array = np.array(raw, dtype)
    check_finite(name, raw, array)
    return np.asarray(array[()])


def check_finite(name: str, raw: np.ndarray, array: np.ndarray) -> None:
    """Names the first entry that is no finite number in the array's type."""
    wrong = np.argwhere(~np.isfinite(array))
    if len(wrong):
        at = tuple(wrong[0].tolist())
        what = f"too large for {array.dtype.name}" if np.isfinite(raw[at]) else "no finite number"
        raise WhygradError(f"{entry(name, at)}: {raw[at]:g} is {what}.")
