"""Functions that only move entries: padded, turned, inserted, left out.

Which entry goes where NumPy itself says, asked with numbered entries in their place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from whygrad.checking.reading import indexing, lists
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.numbers import node_of, shape_of, whole_of
from whygrad.checking.reading.reductions import flat
from whygrad.checking.reading.selections import concrete
from whygrad.checking.reading.shapes import joined, nodes_of, with_shape
from whygrad.checking.reading.signals import Unreadable
from whygrad.checking.reading.values import Array, own_axes, own_shape, table_of
from whygrad.checking.traces import Node

Places = Callable[[np.ndarray], np.ndarray]


def gathered(m: Interpreter, node: Node, places: np.ndarray) -> Any:
    """The entries of a node, counted in order, at places."""
    m.check_size(places.shape)
    return m.wrapped(indexing.part(m, flat(m, node), (m.leaf(places),)))


def moved(m: Interpreter, node: Node, move: Places) -> Any:
    """What `move` makes of an array of that shape."""
    numbers = np.arange(int(np.prod(own_shape(node)))).reshape(own_shape(node))
    return gathered(m, node, np.asarray(move(numbers)))


def moved_with(m: Interpreter, node: Node, more: Node, move: Callable[..., np.ndarray]) -> Any:
    """What `move` makes of an array and of others that it brings in."""
    count, others = (int(np.prod(own_shape(each))) for each in (node, more))
    first = np.arange(count).reshape(own_shape(node))
    second = count + np.arange(others).reshape(own_shape(more))
    both = node_of(m, joined(m, [flat(m, node), flat(m, with_axis(m, more))], 0))
    return gathered(m, both, np.asarray(move(first, second)))


def with_axis(m: Interpreter, node: Node) -> Node:
    return node if own_axes(node) else with_shape(m, node, (1,))


def plain(m: Interpreter, value: Any) -> Any:
    """An argument that says where: whole numbers, as they stand or in an array."""
    return value if isinstance(value, int | str | slice | None) else concrete(m, value)


def mover(name: str) -> Callable[..., Any]:
    """A function of NumPy whose other arguments say where to."""

    def call(m: Interpreter, value: Any, *how: Any, **named: Any) -> Any:
        given = [plain(m, entry) for entry in how]
        words = {key: plain(m, entry) for key, entry in named.items()}
        return moved(m, node_of(m, value), lambda a: getattr(np, name)(a, *given, **words))

    return call


def pad(m: Interpreter, value: Any, width: Any, mode: Any = "constant", **how: Any) -> Any:
    node = node_of(m, value)
    widths = concrete(m, width)
    m.check_size([length + 2 * int(widths.max(initial=0)) for length in own_shape(node)])
    if mode != "constant":
        return moved(m, node, lambda a: np.pad(a, widths, mode))
    rim = node_of(m, how.get("constant_values", 0))
    if own_axes(rim):
        raise Unreadable("`pad` with several values is not read")
    return moved_with(
        m, node, rim, lambda a, b: np.pad(a, widths, constant_values=int(b.reshape(())))
    )


def insert(m: Interpreter, value: Any, place: Any, more: Any, axis: Any = None) -> Any:
    node, new = node_of(m, value), node_of(m, more)
    where = plain(m, place)
    along = None if axis is None else whole_of(m, axis)
    return moved_with(m, node, new, lambda a, b: np.insert(a, where, b, along))


def resize(m: Interpreter, value: Any, shape: Any) -> Any:
    own = shape_of(m, shape)
    m.check_size(own)
    return moved(m, node_of(m, value), lambda a: np.resize(a, own))


def windows(m: Interpreter, value: Any, shape: Any, axis: Any = None, **how: Any) -> Any:
    """`sliding_window_view`."""
    own = shape_of(m, shape)
    axes = None if axis is None else shape_of(m, axis)
    view = np.lib.stride_tricks.sliding_window_view
    return moved(m, node_of(m, value), lambda a: view(a, own, axes))


def block(m: Interpreter, values: Any) -> Any:
    """Arrays side by side in a list, such lists one below the other."""
    items = lists.items_of(m, values)
    if all(isinstance(entry, Array | Node) for entry in items):
        return joined(m, [with_axis(m, node_of(m, entry)) for entry in items], -1)
    rows = [node_of(m, block(m, entry)) for entry in items]
    rows = [with_shape(m, row, (1, *own_shape(row))) if own_axes(row) < 2 else row for row in rows]
    return joined(m, rows, -2)


def depth(m: Interpreter, values: Any) -> Any:
    """`dstack`: along the third axis."""
    nodes = []
    for node in nodes_of(m, values):
        shape = own_shape(node)
        full = (1, *shape, 1) if len(shape) == 1 else (*shape, 1)[:3] if shape else (1, 1, 1)
        nodes.append(with_shape(m, node, full))
    return joined(m, nodes, 2)


# Products of neighbours -------------------------------------------------------------------------


def convolved(m: Interpreter, one: Any, two: Any, mode: Any = "full") -> Any:
    """`convolve`: one array in windows, times the other turned round."""
    return correlated(m, one, moved(m, node_of(m, two), lambda a: a[::-1]), mode, turned=False)


def correlated(m: Interpreter, one: Any, two: Any, mode: Any = "valid", turned: bool = True) -> Any:
    from whygrad.checking.reading.products import dot

    first, second = node_of(m, one), node_of(m, two)
    long, short = own_shape(first)[0], own_shape(second)[0]
    if long < short:
        if turned:
            raise Unreadable("`correlate` with the longer array second is not read")
        back = moved(m, second, lambda a: a[::-1])
        return correlated(m, back, moved(m, first, lambda a: a[::-1]), mode, turned=False)
    before = {"full": short - 1, "same": short // 2 if turned else (short - 1) - (short - 1) // 2,
              "valid": 0}[mode]  # fmt: skip
    after = {"full": short - 1, "same": short - 1 - before, "valid": 0}[mode]
    wide = pad(m, m.wrapped(first), (before, after))
    return dot(m, windows(m, wide, (short,)), m.wrapped(second))


def trapezoid(m: Interpreter, value: Any, x: Any = None, dx: Any = 1.0, axis: Any = -1) -> Any:
    """The integral by trapezoids, along the last axis."""
    node = node_of(m, value)
    if axis not in (-1, own_axes(node) - 1):
        raise Unreadable("`trapezoid` along another axis than the last is not read")
    ends = (slice(1, None), slice(None, -1))
    middle = m.elementwise("add", *(indexing.part(m, node, (..., end)) for end in ends))
    if x is None:
        widths = node_of(m, dx)
    else:
        points = node_of(m, x)
        widths = m.elementwise("subtract", *(indexing.part(m, points, (..., e)) for e in ends))
    parts = m.elementwise("multiply", middle, m.elementwise("multiply", widths, m.leaf(0.5)))
    return m.wrapped(m.node("sum", [parts], {"axis": (parts.value.ndim - 1,), "keepdims": False},
                            parts.loops))  # fmt: skip


TABLE: dict[str, Any] = table_of({
        **{name: mover(name) for name in ("delete", "rot90", "rollaxis")},
        "pad": pad, "insert": insert, "resize": resize, "block": block, "bmat": block,
        "dstack": depth, "convolve": convolved, "correlate": correlated,
        "trapezoid": trapezoid, "trapz": trapezoid,
})  # fmt: skip
STRIDES: dict[str, Any] = table_of({"sliding_window_view": windows})
