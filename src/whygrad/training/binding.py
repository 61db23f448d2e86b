"""The data of a run: a mapping or a DataFrame, checked and bound to the names in the equations."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from whygrad.language.equations import Declaration, Step
from whygrad.language.sizes import index_lengths
from whygrad.training.data import FLOATS, bound, check_dtype, check_single, missing, names_in
from whygrad.training.held import BYTES, as_bytes
from whygrad.training.history import Arrays
from whygrad.training.mapping import is_mapped, mapped, read_only

Shapes = Mapping[str, tuple[int, ...]]
Lengths = Mapping[str, int]


def bind(
    step: Step,
    data: Any,
    *,
    dtype: str = "float64",
    optional: Collection[str] = (),
    shared: bool = False,
    batched: bool = False,
) -> Arrays:
    """The arrays of the declared data: copies in C order, in the type `dtype`.

    With `shared`, a plain array of that type and order is taken as it is, read-only; if they are
    `batched` too, bytes stay bytes (`held`), and only the rows need be in order.

    An array in a memory-mapped file is not copied, but checked where it lies (`mapping`).
    `data` maps names to arrays, lists or numbers; a DataFrame's columns serve too. Names that
    the equations do not declare are left aside. A 1-D array serves a quantity with two
    indexes, the first of them the sample index, as one of length 1 on the second. Names in
    `optional` may be missing.
    Raises `WhygradError` for anything that is missing, misshapen or no finite number.
    """
    check_dtype(dtype)
    names = names_in(data)
    wanted = [d for d in step.data if d.name in names or d.name not in optional]
    return Binding(step, wanted, dtype, shared=shared, batched=batched).take(data)[0]


class Binding:
    """Binds data to some declared names, again and again, with little work the second time.

    `known` has the shapes of what else is at hand, with which those of the data must agree.
    """

    def __init__(
        self,
        step: Step,
        wanted: Sequence[Declaration],
        dtype: str,
        known: Shapes | None = None,
        *,
        shared: bool = False,
        batched: bool = False,
    ):
        self.step, self.dtype, self.known = step, np.dtype(dtype), known or {}
        self.shared, self.batched = shared, batched
        self.wanted = [(d, d.name, len(d.indexes)) for d in wanted]
        top = np.finfo(dtype).max
        self.largest = {np.dtype(k): float(min(top, np.finfo(k).max)) for k in FLOATS}
        self.last: tuple[list[tuple[int, ...]], Lengths] | None = None

    def take(self, data: Any) -> tuple[Arrays, Lengths]:
        """The wanted arrays as `bind` gives them, and the length of every index."""
        names: Collection[str] = data if type(data) is dict else names_in(data)
        arrays: Arrays = {}
        for declared, name, axes in self.wanted:
            if name not in names:
                raise missing(declared, names_in(data))
            if isinstance(names, list):
                check_single(name, names)
            arrays[name] = self.values(declared, data[name], axes)
        return arrays, self.lengths(arrays)

    def values(self, declared: Declaration, value: Any, axes: int) -> np.ndarray:
        """A copy; an array in a file is used where it lies. Of a plain array of real numbers, the
        sum of the squares shows at a glance that all are finite, and small enough for the type
        that they get."""
        if (
            type(value) is np.ndarray
            and value.dtype in self.largest
            and value.ndim == axes
            and value.size
            and sum_of_squares(value) <= self.largest[value.dtype]
        ):
            if self.shared and value.dtype == self.dtype and self.is_in_order(declared, value):
                return read_only(value)
            return value.astype(self.dtype, "C")
        if self.stays_bytes(declared, value):
            return as_bytes(value)
        if is_mapped(value):
            return mapped(declared, value, self.dtype, self.step.sample_index)
        return bound(declared, value, self.dtype.name, self.step.sample_index)

    def is_in_order(self, declared: Declaration, value: np.ndarray) -> bool:
        """Whether the array serves as it lies: some columns of a table do where each step takes
        its rows of them."""
        return value.flags.c_contiguous or (self.takes_rows(declared) and has_rows(value))

    def takes_rows(self, declared: Declaration) -> bool:
        """Whether each step takes its samples of them."""
        return self.batched and declared.indexes[:1] == (self.step.sample_index,)

    def stays_bytes(self, declared: Declaration, value: Any) -> bool:
        """Whether each step takes its samples of them, and may make them wider."""
        return (
            self.shared
            and self.takes_rows(declared)
            and type(value) is np.ndarray
            and value.dtype in BYTES
            and value.ndim == len(declared.indexes)
            and value.size > 0
        )

    def lengths(self, arrays: Arrays) -> Lengths:
        """The length of every index; for the shapes of the last call it is known."""
        shapes, last = [array.shape for array in arrays.values()], self.last
        if last is not None and last[0] == shapes:
            return last[1]
        given = {name: array.shape for name, array in arrays.items()}
        lengths = index_lengths(self.step, given)
        if self.known:
            lengths = index_lengths(self.step, {**self.known, **given})
        self.last = shapes, lengths
        return lengths


def has_rows(array: np.ndarray) -> bool:
    """Whether each row lies in one piece, and all in their order."""
    return array.ndim == 2 and array[0].flags.c_contiguous and array.strides[0] > 0


def sum_of_squares(array: np.ndarray) -> float:
    """Without a copy of an array that lies in rows."""
    if array.ndim == 2 and not array.flags.c_contiguous:
        return float(np.einsum("ij,ij->", array, array))
    return float(np.vdot(array, array))
