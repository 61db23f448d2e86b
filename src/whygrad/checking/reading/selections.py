"""Places and choices: what is where, what is taken, what is set at given places."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import numpy as np

from whygrad.checking.reading import arrays, indexing, targets
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.numbers import node_of, shape_of, whole_of
from whygrad.checking.reading.reductions import flat, one_axis
from whygrad.checking.reading.signals import Dependent, Unreadable
from whygrad.checking.reading.values import Array, own_axes, own_shape, table_of
from whygrad.checking.traces import Node


def concrete(m: Interpreter, value: Any) -> np.ndarray:
    """The numbers themselves, where they are the same in all passes."""
    node = node_of(m, value)
    if node.loops:
        raise Dependent(node.loops[-1])
    return node.value


def leaf(m: Interpreter, value: Any) -> Any:
    array = np.asarray(value)
    return m.array(m.leaf(array)) if array.ndim else m.leaf(array)


def nonzero(m: Interpreter, value: Any) -> tuple[Any, ...]:
    return tuple(leaf(m, part) for part in np.nonzero(concrete(m, value)))


def take(m: Interpreter, value: Any, places: Any, axis: Any = None, **how: Any) -> Any:
    node = node_of(m, value)
    if axis is None:
        node, axis = flat(m, node), 0
    place = one_axis(m, node, axis) - len(node.loops)
    chosen = node_of(m, places)
    entry = int(chosen.value) if not chosen.value.ndim else chosen
    return m.wrapped(indexing.part(m, node, (*(slice(None),) * place, entry)))


def along(m: Interpreter, value: Any, places: Any, axis: Any) -> Any:
    """`take_along_axis`."""
    node, chosen = node_of(m, value), node_of(m, places)
    if node.loops or chosen.loops:
        raise Dependent(m.loops[-1])
    axis = one_axis(m, node, axis)
    index = tuple(
        chosen if k == axis else m.leaf(np.arange(n).reshape([-1 if j == k else 1
                                                              for j in range(node.value.ndim)]))
        for k, n in enumerate(node.value.shape)
    )  # fmt: skip
    return m.wrapped(indexing.part(m, node, index))


def unique(m: Interpreter, value: Any, *more: Any, **how: Any) -> Any:
    options: Any = {key: bool(entry) for key, entry in how.items()}
    found: Any = np.unique(concrete(m, value), **options)
    return tuple(leaf(m, part) for part in found) if isinstance(found, tuple) else leaf(m, found)


def counts(m: Interpreter, value: Any, weights: Any = None, minlength: Any = 0) -> Any:
    least = whole_of(m, minlength)
    return leaf(m, np.bincount(concrete(m, value), minlength=least))


def at_places(operation: str) -> Callable[..., Any]:
    """`np.add.at` and `np.subtract.at`: every named place as often as it is named."""

    def call(m: Interpreter, target: Any, index: Any, value: Any) -> None:
        from whygrad.checking.reading.subscripts import index_of

        if not isinstance(target, Array) or m.loops:
            raise Dependent(m.loops[-1]) if m.loops else Unreadable("`at` of what is no array")
        node = node_of(m, value)
        if operation == "subtract":
            node = m.node("negative", [node], {}, node.loops)
        base = node_of(m, target)
        new = indexing.with_part(m, base, index_of(m, index), node, operation="add_at")
        arrays.store(m, target, None, new)
        if isinstance(m.here, ast.Call):
            targets.recorded(m, targets.spelled(m, m.here.args[0]), target, "augment", base)

    return call


def fill_diagonal(m: Interpreter, target: Any, value: Any, **how: Any) -> None:
    node = node_of(m, target)
    mask = m.leaf(np.eye(*node.value.shape[len(node.loops) :], dtype=bool))
    arrays.store(m, target, None, m.elementwise("where", mask, node_of(m, value), node))


def copy_to(m: Interpreter, target: Any, value: Any, where: Any = None, **how: Any) -> None:
    node = node_of(m, value)
    if where is not None:
        node = m.elementwise("where", node_of(m, where), node, node_of(m, target))
    arrays.store(m, target, None, node)


def isin(m: Interpreter, value: Any, among: Any, **how: Any) -> Any:
    return leaf(m, np.isin(concrete(m, value), concrete(m, among)))


def searched(m: Interpreter, values: Any, wanted: Any, side: Any = "left", **how: Any) -> Any:
    return leaf(m, np.searchsorted(concrete(m, values), concrete(m, wanted), side))


def argwhere(m: Interpreter, value: Any) -> Any:
    return leaf(m, np.argwhere(concrete(m, value)))


def differences(m: Interpreter, value: Any, n: Any = 1, axis: Any = -1, **ends: Any) -> Any:
    """`np.diff`, `n` times; with `prepend` and `append` put on first."""
    from whygrad.checking.reading.shapes import joined

    node = node_of(m, value)
    place = one_axis(m, node, axis) - len(node.loops)
    rim = {key: edge(m, node, place, end) for key, end in ends.items()}
    nodes = [rim.get("prepend"), node, rim.get("append")]
    if rim:
        node = node_of(m, joined(m, [entry for entry in nodes if entry is not None], place))
    front = (slice(None),) * place
    for _ in range(whole_of(m, n)):
        later = indexing.part(m, node, (*front, slice(1, None)))
        earlier = indexing.part(m, node, (*front, slice(None, -1)))
        node = m.elementwise("subtract", later, earlier)
    return m.wrapped(node)


def edge(m: Interpreter, node: Node, place: int, value: Any) -> Node:
    """What stands at an end of an axis: an array, or one number all along it."""
    rim = node_of(m, value)
    if own_axes(rim):
        return rim
    shape = [*own_shape(node)]
    shape[place] = 1
    return m.node("broadcast", [rim], {"shape": tuple(shape)}, rim.loops)


def unravel(m: Interpreter, place: Any, shape: Any) -> tuple[Any, ...]:
    parts = np.unravel_index(concrete(m, place), shape_of(m, shape))
    return tuple(int(p) if not np.ndim(p) else leaf(m, p) for p in parts)


def diagonal_places(m: Interpreter, count: Any, *more: Any) -> tuple[Any, ...]:
    numbers = np.arange(whole_of(m, count))
    return leaf(m, numbers), leaf(m, numbers)


def nothing(m: Interpreter, *values: Any, **how: Any) -> Any:
    from whygrad.checking.reading.values import Quiet

    return Quiet("numpy settings")


TABLE: dict[str, Any] = table_of({
        "nonzero": nonzero, "flatnonzero": lambda m, a: nonzero(m, a)[0], "take": take,
        "take_along_axis": along, "unique": unique, "bincount": counts,
        "fill_diagonal": fill_diagonal, "copyto": copy_to, "isin": isin, "in1d": isin,
        "searchsorted": searched, "argwhere": argwhere, "diff": differences,
        "unravel_index": unravel, "diag_indices": diagonal_places,
        "seterr": nothing, "set_printoptions": nothing, "errstate": nothing,
})  # fmt: skip
