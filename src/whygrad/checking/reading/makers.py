"""New arrays: of zeros, of ones, of numbers in a row, of lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from whygrad.checking.reading import lists
from whygrad.checking.reading.interpreter import Interpreter, known
from whygrad.checking.reading.numbers import node_of, plain_of, shape_of, whole_of
from whygrad.checking.reading.shapes import cast, kind_of
from whygrad.checking.reading.values import Array, own_axes, own_shape, table_of


def filled(value: float) -> Callable[..., Any]:
    def call(m: Interpreter, shape: Any, dtype: Any = None, *more: Any, **how: Any) -> Any:
        kind = kind_of(m, dtype) or "float64"
        own = shape_of(m, shape)
        m.check_size(own)
        return m.wrapped(m.leaf(np.full(own, value, kind)))

    return call


def filled_like(value: float) -> Callable[..., Any]:
    def call(m: Interpreter, other: Any, dtype: Any = None, **how: Any) -> Any:
        node = node_of(m, other)
        kind = kind_of(m, dtype) or node.value.dtype
        shape = own_shape(node) if how.get("shape") is None else shape_of(m, how["shape"])
        return m.wrapped(m.leaf(np.full(shape, value, kind)))

    return call


def full(m: Interpreter, shape: Any, value: Any, dtype: Any = None, **how: Any) -> Any:
    from whygrad.checking.reading.shapes import broadcast

    result = broadcast(m, value, shape)
    return cast(m, result, dtype) if dtype is not None else result


def full_like(m: Interpreter, other: Any, value: Any, dtype: Any = None, **how: Any) -> Any:
    node = node_of(m, other)
    result = full(m, own_shape(node), value)
    return cast(m, result, dtype or str(node.value.dtype))


def array(m: Interpreter, value: Any, dtype: Any = None, **how: Any) -> Any:
    """`np.array`: a copy."""
    node = node_of(m, value)
    least = how.get("ndmin")
    if isinstance(least, int) and own_axes(node) < least:
        from whygrad.checking.reading.shapes import with_shape

        node = with_shape(m, node, (*(1,) * (least - own_axes(node)), *own_shape(node)))
    result = m.array(node) if own_axes(node) else node
    return cast(m, result, dtype) if dtype is not None else result


def as_array(m: Interpreter, value: Any, dtype: Any = None, **how: Any) -> Any:
    """`np.asarray`: the very array where it is one."""
    known(value)
    if isinstance(value, Array):
        kind = kind_of(m, dtype)
        if kind is None or node_of(m, value).value.dtype == kind:
            return value
    return array(m, value, dtype)


def numbered(m: Interpreter, *bounds: Any, dtype: Any = None, **how: Any) -> Any:
    """`np.arange`."""
    plain = [plain_of(m, bound) for bound in bounds]
    first, last = (0, plain[0]) if len(plain) == 1 else plain[:2]
    m.check_size([int(abs(last - first) / abs(plain[2] if len(plain) > 2 else 1))])
    values = np.arange(*plain, dtype=kind_of(m, dtype))
    return m.array(m.leaf(values))


def spaced(m: Interpreter, start: Any, stop: Any, num: Any = 50, *more: Any, **how: Any) -> Any:
    m.check_size([whole_of(m, num)])
    ends = how.get("endpoint", more[0] if more else True)
    values = np.linspace(plain_of(m, start), plain_of(m, stop), whole_of(m, num), bool(ends))
    result = m.array(m.leaf(values))
    return (result, m.leaf(values[1] - values[0])) if how.get("retstep") else result


def spaced_powers(m: Interpreter, start: Any, stop: Any, num: Any = 50, **how: Any) -> Any:
    values = np.logspace(plain_of(m, start), plain_of(m, stop), whole_of(m, num))
    return m.array(m.leaf(values))


def identity(m: Interpreter, rows: Any, columns: Any = None, k: Any = 0, **how: Any) -> Any:
    count = None if columns is None else whole_of(m, columns)
    m.check_size([whole_of(m, rows), count or whole_of(m, rows)])
    kind = kind_of(m, how.get("dtype")) or "float64"
    return m.array(m.leaf(np.eye(whole_of(m, rows), count, whole_of(m, k), dtype=kind)))


def grid(m: Interpreter, *axes: Any, indexing: Any = "xy", **how: Any) -> Any:
    values = [node_of(m, axis).value for axis in axes]
    m.check_size([len(values), *(value.size for value in values)])
    parts = np.meshgrid(*values, indexing=indexing)
    return lists.listing(m, [m.array(m.leaf(part)) for part in parts])


def indices(m: Interpreter, shape: Any, **how: Any) -> Any:
    own = shape_of(m, shape)
    m.check_size([len(own), *own])
    return m.array(m.leaf(np.indices(own)))


TABLE: dict[str, Any] = table_of({
        "zeros": filled(0.0), "ones": filled(1.0), "empty": filled(0.0),
        "zeros_like": filled_like(0.0), "ones_like": filled_like(1.0),
        "empty_like": filled_like(0.0), "full": full, "full_like": full_like, "array": array,
        "asarray": as_array, "ascontiguousarray": as_array, "asanyarray": as_array,
        "matrix": array, "asfarray": as_array, "arange": numbered, "linspace": spaced,
        "logspace": spaced_powers, "eye": identity, "identity": identity, "meshgrid": grid,
        "indices": indices,
})  # fmt: skip
