"""Data as people give them: their names, and the values of one quantity, checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from whygrad.language.equations import Declaration, Step
from whygrad.language.messages import WhygradError, counted, listing, nearest, short
from whygrad.language.notation import entry_text

FLOATS = ("float64", "float32")
PART = 2**16  # bytes of an array that are copied at a time
MOST_LISTED = 12  # names that a message lists
LONGEST_SHOWN = 40  # characters of a value that a message shows


def data_hash(arrays: Mapping[str, np.ndarray]) -> str:
    """SHA-256 in hexadecimal over names, types, shapes and values, in the order of the names."""
    digest = hashlib.sha256()
    for name in sorted(arrays):
        array = arrays[name]
        digest.update(f"{name} {array.dtype.name} {array.shape}\n".encode())
        for piece in parts(array):  # data may exceed the memory
            little = np.asarray(piece, dtype=array.dtype.newbyteorder("<"), order="C")
            digest.update(little.reshape(-1).view(np.uint8).data)
    return digest.hexdigest()


def parts(array: np.ndarray) -> Iterator[np.ndarray]:
    """The array, in slices of its first axis where it would have to be copied."""
    if array.flags.c_contiguous or array.ndim < 2:
        yield array
        return
    rows = max(1, PART // max(array[:1].nbytes, 1))
    for first in range(0, len(array), rows):
        yield array[first : first + rows]


def shortened(names: Iterable[str], joint: str = "and") -> str:
    """The names as a list for a message, the first dozen of many."""
    every = list(map(short, names))
    if len(every) <= MOST_LISTED:
        return listing(every, joint)
    first = ", ".join(f"`{name}`" for name in every[:MOST_LISTED])
    return f"{first} and {len(every) - MOST_LISTED} more"


def shown(value: object) -> str:
    """A value as a message shows it: short, and as Python writes it."""
    plain = value.item() if isinstance(value, np.generic) else value
    text = repr(plain)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 3]}..."


def check_dtype(dtype: str) -> None:
    if dtype not in FLOATS:
        raise WhygradError(
            f"A run computes in {listing(FLOATS, 'or')}; dtype={shown(dtype)} is neither."
        )


def names_in(data: Any) -> list[str]:
    """The names that the data give. A DataFrame may give one of them twice."""
    if isinstance(data, Mapping):
        names = list(data)
    elif hasattr(data, "columns") and hasattr(data, "__getitem__"):
        names = list(data.columns)
    else:
        raise WhygradError(
            f"Data are a mapping of names to arrays or a DataFrame; this is {type(data).__name__}."
            '\nExpected something like {"celsius": [0, 10], "fahrenheit": [32, 50]}.'
        )
    return [name for name in names if isinstance(name, str)]


def is_table(data: Any) -> bool:
    """Whether the arrays were made for the training, which need not copy them then."""
    return hasattr(data, "table_columns")


def columns_in(step: Step, data: Any) -> dict[str, Any]:
    """Where the data of the equations stood in a table, if they know."""
    known = getattr(data, "table_columns", {}) if isinstance(data, Mapping) else {}
    return {d.name: known[d.name] for d in step.data if d.name in known}


def check_single(name: str, names: list[str]) -> None:
    if names.count(name) > 1:
        raise WhygradError(
            f"The data have {counted(names.count(name), 'column')} called `{name}`.\n"
            "Give each its own name."
        )


def missing(declared: Declaration, names: list[str]) -> WhygradError:
    advice = nearest(declared.name, names)
    given = f"Given are {shortened(names)}." if names else "Nothing is given."
    return WhygradError(
        f"The data lack `{form(declared)}`.\n" + (f"{advice} {given}" if advice else given)
    )


def form(declared: Declaration) -> str:
    """How the quantity is declared: `inputs[i, k]`."""
    return entry_text(declared.name, declared.indexes)


def bound(declared: Declaration, value: Any, dtype: str, sample: str | None) -> np.ndarray:
    raw = with_axes(declared, as_array(declared, value), sample)
    check_kind(declared, raw, sample)
    check_filled(declared, raw)
    with np.errstate(over="ignore"):  # reported below, by entry
        array = np.array(raw, dtype=dtype, order="C", copy=True, subok=False)
    check_finite(declared, array, raw, sample)
    return array


def as_array(declared: Declaration, value: Any) -> np.ndarray:
    """The value as an array of any type."""
    if isinstance(value, np.ma.MaskedArray) and np.ma.is_masked(value):
        raise WhygradError(
            f"`{declared.name}` has masked entries.\nFill them in, or leave those samples out."
        )
    # pandas keeps whole numbers with gaps in a type of its own; a gap becomes NaN
    if hasattr(value, "to_numpy") and getattr(getattr(value, "dtype", None), "kind", "O") in "biuf":
        return np.asarray(value.to_numpy(dtype="float64", na_value=np.nan))
    try:
        return np.asarray(value)
    except Exception:  # foreign objects raise what they like
        raise WhygradError(
            f"`{declared.name}` is no regular array: its rows differ in length, or it holds"
            f" something other than numbers.\nExpected numbers with {axes_of(declared)}, as"
            f" `{form(declared)}` is declared."
        ) from None


def axes_of(declared: Declaration) -> str:
    count = len(declared.indexes)
    return {0: "no axis", 1: "1 axis"}.get(count, f"{count} axes")


def with_axes(declared: Declaration, raw: np.ndarray, sample: str | None) -> np.ndarray:
    """The array with as many axes as declared; a column gets a second axis of length 1."""
    wanted = len(declared.indexes)
    if raw.ndim == wanted:
        return raw
    if wanted == 2 and raw.ndim == 1 and declared.indexes[0] == sample:
        return raw[:, np.newaxis]
    given = f"an array of shape {raw.shape}" if raw.ndim else f"a single value, {shown(raw[()])}"
    raise WhygradError(
        f"`{form(declared)}` needs {axes_of(declared)}; given is {given}."
        + way_to_axes(declared, raw)
    )


def way_to_axes(declared: Declaration, raw: np.ndarray) -> str:
    name = declared.name
    if not declared.indexes:
        return f"\nExpected one number. Declared as `{name}[i]: data`, it would take several."
    if raw.ndim == 2 and len(declared.indexes) == 1 and raw.shape[1] == 1:
        return f"\nPass its only column, `{name}[:, 0]`."
    return f"\nExpected one axis for each of {listing(declared.indexes)}, in this order."


def check_filled(declared: Declaration, raw: np.ndarray) -> None:
    for index, length in zip(declared.indexes, raw.shape, strict=True):
        if length == 0:
            raise WhygradError(
                f"`{form(declared)}` is empty: index `{index}` has length 0.\nExpected at least 1."
            )


def check_kind(declared: Declaration, raw: np.ndarray, sample: str | None) -> None:
    """Real numbers only."""
    name, kind = declared.name, raw.dtype.kind
    if kind in "biuf":
        return
    if kind == "c":
        raise WhygradError(
            f"`{name}` holds complex numbers.\nExpected real ones, as `{name}.real` gives them."
        )
    if kind in "OUST":
        for position, value in np.ndenumerate(raw):
            if not is_number(value):
                raise WhygradError(
                    f"`{entry(name, position)}` is {shown(value)}"
                    f"{in_row(declared, position, sample)}, which is no number.\n"
                    "Expected numbers; write categories as columns of 0 and 1."
                )
    raise WhygradError(
        f"`{name}` has the type {raw.dtype.name}.\n"
        f"Expected numbers, as `np.asarray({name}, dtype=float)` gives them."
    )


def is_number(value: Any) -> bool:
    """Whether the value could be made a number; None cannot."""
    if isinstance(value, bytes):
        return False
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    except OverflowError:
        return True
    return True


def check_finite(
    declared: Declaration,
    array: np.ndarray,
    raw: np.ndarray,
    sample: str | None,
    first: int = 0,
) -> None:
    """No NaN and no infinity; the first is named, the others are counted.

    `first` is the row of the data in which the array begins.
    """
    finite = np.isfinite(array)
    if finite.all():
        return
    count = int(array.size - np.count_nonzero(finite))
    position = tuple(int(p) for p in np.argwhere(~finite)[0]) if array.ndim else ()
    more = f" ({count - 1} more like it)" if count > 1 else ""
    value = raw[position]
    position = (position[0] + first, *position[1:]) if position else position
    where = f"`{entry(declared.name, position)}` is {shown(value)}"
    where += in_row(declared, position, sample)
    if np.isfinite(value):
        raise WhygradError(
            f"{where}, which is too large for {array.dtype.name}{more}.\n"
            'Scale the data, or use dtype="float64".'
        )
    raise WhygradError(
        f"{where}{more}.\nExpected finite numbers: fill it in, or leave the sample out."
    )


def entry(name: str, position: tuple[int, ...]) -> str:
    return f"{name}[{', '.join(map(str, position))}]" if position else name


def in_row(declared: Declaration, position: tuple[int, ...], sample: str | None) -> str:
    if not position or declared.indexes[0] != sample:
        return ""
    return f" in row {position[0]}, counted from 0"
