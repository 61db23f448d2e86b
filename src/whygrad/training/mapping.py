"""Arrays in memory-mapped files: data larger than the memory, read in pieces.

Such an array is used where it lies if it has the run's type and C order; otherwise, and where
some of its rows are wanted, it is written anew, into a file of the temporary folder (`TMPDIR`)
that has no name and goes with the array.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from typing import Any, TypeGuard, TypeVar

import numpy as np

from whygrad.language.equations import Declaration
from whygrad.language.messages import WhygradError
from whygrad.training.data import check_filled, check_finite, check_kind, with_axes
from whygrad.training.opening import reason

A = TypeVar("A", bound="np.ndarray[Any, Any]")
PIECE = 2**22  # bytes that are in memory at a time


def is_mapped(value: Any) -> TypeGuard[np.memmap[Any, Any]]:
    """Whether an array lies in a file: what is computed from one does not."""
    in_file = getattr(value, "_mmap", None) is not None
    return isinstance(value, np.memmap) and in_file and value.ndim > 0


def pieces(array: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """The array in slices of its first axis, each with the number of its first row."""
    count = max(1, PIECE * len(array) // max(array.nbytes, 1))
    for first in range(0, len(array), count):
        yield first, array[first : first + count]


def mapped(
    declared: Declaration, value: np.memmap[Any, Any], dtype: np.dtype[Any], sample: str | None
) -> np.memmap[Any, Any]:
    """The array for a quantity, checked in pieces. Raises `WhygradError`."""
    raw = with_axes(declared, value, sample)
    check_kind(declared, raw, sample)
    check_filled(declared, raw)
    for first, piece in pieces(raw):
        with np.errstate(over="ignore"):  # reported by entry
            check_finite(declared, piece.astype(dtype), piece, sample, first)
    if is_mapped(raw) and raw.dtype == dtype and raw.flags.c_contiguous:
        return read_only(raw)
    return spooled(raw.shape, dtype, (piece for _, piece in pieces(raw)))


def gathered(array: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Some rows of an array: in memory, or of an array in a file in a file of their own."""
    if not is_mapped(array):
        return np.asarray(array[rows])
    count = max(1, PIECE * len(array) // max(array.nbytes, 1))
    parts = (array[rows[n : n + count]] for n in range(0, len(rows), count))
    return spooled((len(rows), *array.shape[1:]), array.dtype, parts)


def spooled(
    shape: tuple[int, ...], dtype: np.dtype[Any], parts: Iterable[np.ndarray]
) -> np.memmap[Any, Any]:
    """An array in a private file, written part by part along its first axis."""
    try:
        with tempfile.TemporaryFile(prefix="whygrad-") as file:
            for part in parts:
                file.write(np.ascontiguousarray(part, dtype).data)
            file.flush()
            return read_only(np.memmap(file, dtype, "r", shape=shape))
    except OSError as error:
        raise WhygradError(
            f"The data cannot be written into `{tempfile.gettempdir()}`: {reason(error)}.\n"
            "Name a folder with more room: `TMPDIR=/folder`."
        ) from None


def read_only(array: A) -> A:
    """The same memory, which cannot be changed through this."""
    view = array.view()
    view.setflags(write=False)
    return view
