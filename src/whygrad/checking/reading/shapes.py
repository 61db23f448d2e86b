"""Other shapes of the same numbers: reshaped, turned, joined, repeated, copied."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from whygrad.checking.reading import indexing, lists, operators, subscripts
from whygrad.checking.reading.interpreter import Interpreter, known
from whygrad.checking.reading.numbers import node_of, plain_of, shape_of, whole_of
from whygrad.checking.reading.reductions import flat, one_axis
from whygrad.checking.reading.signals import Unreadable
from whygrad.checking.reading.values import Array, Builtin, Counting, own_axes, own_shape, table_of
from whygrad.checking.traces import Node


def array_of(m: Interpreter, value: Any) -> Array:
    """The very array, or a new one of a list or a number."""
    known(value)
    return value if isinstance(value, Array) else m.array(node_of(m, value))


def reshape(m: Interpreter, value: Any, *shape: Any, order: Any = "C", **how: Any) -> Any:
    given = shape[0] if len(shape) == 1 else shape
    given = how.get("shape", how.get("newshape", given))
    wanted = list(shape_of(m, given))
    node = node_of(m, value)
    size = int(np.prod(own_shape(node)))
    if -1 in wanted:
        rest = int(np.prod([length for length in wanted if length != -1]))
        wanted[wanted.index(-1)] = size // max(rest, 1)
    if int(np.prod(wanted)) != size:
        raise Unreadable(f"an array of {size} entries cannot take the shape {tuple(wanted)}")
    if order == "F":
        turned = subscripts.transposed(array_of(m, value), order_of(own_axes(node)))
        back = subscripts.reshaped(turned, tuple(reversed(wanted)))
        return subscripts.transposed(back, order_of(len(wanted)))
    if not wanted:
        return node_of(m, subscripts.reshaped(array_of(m, value), ()))
    return subscripts.reshaped(array_of(m, value), tuple(wanted))


def order_of(axes: int) -> tuple[int, ...]:
    return tuple(reversed(range(axes)))


def ravel(m: Interpreter, value: Any, *order: Any, **how: Any) -> Any:
    node = node_of(m, value)
    return subscripts.reshaped(array_of(m, value), (int(np.prod(own_shape(node))),))


def flatten(m: Interpreter, value: Any, *order: Any, **how: Any) -> Any:
    return m.array(flat(m, node_of(m, value)))


def transpose(m: Interpreter, value: Any, *axes: Any, **how: Any) -> Any:
    given = how.get("axes", axes[0] if len(axes) == 1 else axes or None)
    count = own_axes(node_of(m, value))
    order = order_of(count) if given is None else shape_of(m, given)
    return subscripts.transposed(array_of(m, value), tuple(axis % count for axis in order))


def swapaxes(m: Interpreter, value: Any, one: Any, two: Any) -> Any:
    order = [*range(own_axes(node_of(m, value)))]
    first, second = whole_of(m, one), whole_of(m, two)
    order[first], order[second] = order[second], order[first]
    return subscripts.transposed(array_of(m, value), tuple(order))


def moveaxis(m: Interpreter, value: Any, source: Any, target: Any) -> Any:
    count = own_axes(node_of(m, value))
    order = [*range(count)]
    axis = order.pop(whole_of(m, source) % count)
    order.insert(whole_of(m, target) % count, axis)
    return subscripts.transposed(array_of(m, value), tuple(order))


def expand(m: Interpreter, value: Any, axis: Any) -> Any:
    shape = own_shape(node_of(m, value))
    places = shape_of(m, axis)
    return subscripts.reshaped(array_of(m, value), np.expand_dims(np.zeros(shape), places).shape)


def squeeze(m: Interpreter, value: Any, axis: Any = None) -> Any:
    shape = own_shape(node_of(m, value))
    places = None if axis is None else shape_of(m, axis)
    result = np.squeeze(np.zeros(shape), places).shape
    seen = subscripts.reshaped(array_of(m, value), result)
    return seen if result else node_of(m, seen)


def at_least(axes: int) -> Callable[..., Any]:
    def call(m: Interpreter, value: Any) -> Any:
        array = array_of(m, value)
        shape = own_shape(node_of(m, array))
        if len(shape) >= axes:
            return array
        return subscripts.reshaped(array, (*(1,) * (axes - len(shape)), *shape))

    return call


def copy(m: Interpreter, value: Any, *more: Any, **how: Any) -> Any:
    node = node_of(m, value)
    return m.array(node) if own_axes(node) else node


def cast(m: Interpreter, value: Any, kind: Any, *more: Any, **how: Any) -> Any:
    node = node_of(m, value)
    wanted = kind_of(m, kind)
    if wanted is None or node.value.dtype == wanted:
        return m.wrapped(node)
    return m.wrapped(m.node("cast", [node], {"kind": wanted}, node.loops))


def kind_of(m: Interpreter, kind: Any) -> str | None:
    """A dtype as NumPy names it; all real numbers are read in double precision."""
    if kind is None:
        return None
    name = kind.name if isinstance(kind, Builtin) else str(plain_of(m, kind))
    name = name.split(".")[-1]
    if name.startswith("float") or name in ("double", "single", "half", "f", "d", "f8", "f4"):
        return "float64"
    if name.startswith(("int", "uint", "long")) or name in ("i", "i8", "i4"):
        return "int64"
    if name.startswith("bool"):
        return "bool"
    if name == "object":
        return None
    raise Unreadable(f"arrays of kind {name} are not read")


# Joining ----------------------------------------------------------------------------------------


def nodes_of(m: Interpreter, values: Any) -> list[Node]:
    if isinstance(values, Array):
        node = node_of(m, values)
        return [indexing.part(m, node, (k,)) for k in range(own_shape(node)[0])]
    return [node_of(m, entry) for entry in lists.items_of(m, values)]


def joined(m: Interpreter, nodes: list[Node], axis: int) -> Any:
    loops, parts = m.aligned(nodes)
    parts = [m.widened(part, loops) for part in parts]
    axis = one_axis(m, parts[0], axis)
    return m.wrapped(m.node("concatenate", parts, {"axis": axis}, loops))


def concatenate(m: Interpreter, values: Any, axis: Any = 0, **how: Any) -> Any:
    nodes = nodes_of(m, values)
    if axis is None:
        return joined(m, [flat(m, node) for node in nodes], 0)
    return joined(m, nodes, whole_of(m, axis))


def append(m: Interpreter, value: Any, more: Any, axis: Any = None) -> Any:
    return concatenate(m, (value, more), axis)


def stack(m: Interpreter, values: Any, axis: Any = 0, **how: Any) -> Any:
    nodes = nodes_of(m, values)
    loops, parts = m.aligned(nodes)
    parts = [m.widened(part, loops) for part in parts]
    place = whole_of(m, axis) % (own_axes(parts[0]) + 1)
    return m.wrapped(m.node("stack", parts, {"axis": len(loops) + place}, loops))


def with_shape(m: Interpreter, node: Node, own: tuple[int, ...]) -> Node:
    shape = (*node.value.shape[: len(node.loops)], *own)
    return node if shape == node.value.shape else m.node(
        "reshape", [node], {"shape": shape}, node.loops
    )  # fmt: skip


def rows(m: Interpreter, values: Any, **how: Any) -> Any:
    """`vstack`: arrays of one axis are rows."""
    nodes = [
        with_shape(m, node, (1, *own_shape(node))[-2:] if own_axes(node) < 2 else own_shape(node))
        for node in nodes_of(m, values)
    ]
    nodes = [with_shape(m, n, (1, 1)) if own_axes(n) < 2 else n for n in nodes]
    return joined(m, nodes, 0)


def beside(m: Interpreter, values: Any, **how: Any) -> Any:
    """`hstack`: along the second axis, or the only one."""
    nodes = [with_shape(m, n, (1,)) if not own_axes(n) else n for n in nodes_of(m, values)]
    return joined(m, nodes, 0 if own_axes(nodes[0]) == 1 else 1)


def columns(m: Interpreter, values: Any) -> Any:
    """`column_stack` and `np.c_`: arrays of one axis are columns."""
    nodes = nodes_of(m, values)
    nodes = [with_shape(m, n, (*own_shape(n), 1)) if own_axes(n) == 1 else n for n in nodes]
    nodes = [with_shape(m, n, (1, 1)) if not own_axes(n) else n for n in nodes]
    return joined(m, nodes, -1)


def index_columns(m: Interpreter, values: Any) -> Any:
    return columns(m, values if isinstance(values, tuple) else (values,))


def index_rows(m: Interpreter, values: Any) -> Any:
    entries = values if isinstance(values, tuple) else (values,)
    return beside(m, entries) if own_axes(node_of(m, entries[0])) < 2 else concatenate(m, entries)


def split(m: Interpreter, value: Any, parts: Any, axis: Any = 0) -> Any:
    array = array_of(m, value)
    node = node_of(m, array)
    place = one_axis(m, node, axis) - len(node.loops)
    length = own_shape(node)[place]
    if isinstance(parts, int):
        pieces = np.array_split(np.arange(length), parts)
        ends = [int(piece[0]) for piece in pieces[1:] if len(piece)]
    else:
        ends = list(shape_of(m, parts))
    bounds = zip([0, *ends], [*ends, length], strict=True)
    index = (slice(None),) * place
    pieces_ = [subscripts.item(m, array, (*index, slice(a, b))) for a, b in bounds]
    return lists.listing(m, pieces_)


def split_along(axis: int) -> Callable[..., Any]:
    return lambda m, value, parts: split(m, value, parts, axis)


def repeat(m: Interpreter, value: Any, repeats: Any, axis: Any = None) -> Any:
    node = node_of(m, value)
    if axis is None:
        node, axis = flat(m, node if own_axes(node) else with_shape(m, node, (1,))), 0
    if isinstance(repeats, Counting):
        raise Unreadable("`repeat` by a range is not read")
    times: Any = plain_of(m, repeats)
    m.check_size([node.value.size, int(np.max(times, initial=0))])
    options = {"repeats": times, "axis": one_axis(m, node, axis)}
    return m.wrapped(m.node("repeat", [node], options, node.loops))


def tile(m: Interpreter, value: Any, times: Any) -> Any:
    node = node_of(m, value)
    counts = list(shape_of(m, times))
    axes = max(len(counts), own_axes(node))
    counts = [1] * (axes - len(counts)) + counts
    node = with_shape(m, node, (*(1,) * (axes - own_axes(node)), *own_shape(node)))
    result: Any = m.array(node)
    m.check_size([node.value.size, *counts])
    for axis, count in enumerate(counts):
        if count != 1:
            result = joined(m, [node_of(m, result)] * count, axis)
    return result


def broadcast(m: Interpreter, value: Any, shape: Any) -> Any:
    node = node_of(m, value)
    own = shape_of(m, shape)
    node = m.shaped(node, node.loops, len(own))
    whole = (*node.value.shape[: len(node.loops)], *own)
    m.check_size(whole)
    return m.wrapped(m.node("broadcast", [node], {"shape": whole}, node.loops))


def broadcast_all(m: Interpreter, *values: Any) -> Any:
    nodes = [node_of(m, value) for value in values]
    shape = np.broadcast_shapes(*(own_shape(node) for node in nodes))
    return lists.listing(m, [broadcast(m, m.wrapped(node), shape) for node in nodes])


def unstack(m: Interpreter, value: Any, axis: Any = 0) -> tuple[Any, ...]:
    array = moveaxis(m, value, axis, 0)
    return lists.items_of(m, array)


def flip(m: Interpreter, value: Any, axis: Any = None) -> Any:
    array = array_of(m, value)
    count = own_axes(node_of(m, array))
    chosen = range(count) if axis is None else [k % count for k in shape_of(m, axis)]
    index = tuple(slice(None, None, -1) if k in chosen else slice(None) for k in range(count))
    return subscripts.item(m, array, index)


def roll(m: Interpreter, value: Any, shift: Any, axis: Any = None) -> Any:
    node = node_of(m, value)
    own = own_shape(node)
    work = flat(m, node) if axis is None else node
    place = one_axis(m, work, 0 if axis is None else axis) - len(work.loops)
    length = own_shape(work)[place]
    cut = -whole_of(m, shift) % max(length, 1)
    index = (slice(None),) * place
    parts = [indexing.part(m, work, (*index, part)) for part in (slice(cut, None), slice(cut))]
    turned = node_of(m, joined(m, parts, place))
    return m.wrapped(with_shape(m, turned, own))


def diagonal(m: Interpreter, value: Any, k: Any = 0, **how: Any) -> Any:
    """`np.diag`: a diagonal taken, or a matrix with one."""
    node = node_of(m, value)
    off = whole_of(m, how.get("offset", k))
    if own_axes(node) == 2:
        places = np.diag(np.arange(int(np.prod(own_shape(node)))).reshape(own_shape(node)), off)
        if off or own_shape(node)[0] != own_shape(node)[1]:
            return m.wrapped(indexing.part(m, flat(m, node), (m.leaf(places),)))
        return m.wrapped(operators.contraction(m, [node], ["ii"], "i"))
    length = own_shape(node)[0]
    m.check_size([length, *[length + abs(off)] * 2] if off else [length] * 2)
    if not off:
        return m.wrapped(
            operators.contraction(m, [node, m.leaf(np.eye(length))], ["i", "ij"], "ij")
        )
    rows = m.leaf(np.stack([np.diag(row, off) for row in np.eye(length)]))
    return m.wrapped(operators.contraction(m, [node, rows], ["a", "abc"], "bc"))


def triangle(keep: Callable[..., Any]) -> Callable[..., Any]:
    def call(m: Interpreter, value: Any, k: Any = 0) -> Any:
        node = node_of(m, value)
        mask = keep(np.ones(own_shape(node)[-2:]), whole_of(m, k))
        return m.wrapped(m.elementwise("multiply", node, m.leaf(mask)))

    return call


def diagonal_of_ones(m: Interpreter, value: Any) -> Any:
    return diagonal(m, value)


TABLE: dict[str, Any] = table_of({
        "reshape": reshape, "ravel": ravel, "transpose": transpose, "swapaxes": swapaxes,
        "moveaxis": moveaxis, "expand_dims": expand, "squeeze": squeeze,
        "atleast_1d": at_least(1), "atleast_2d": at_least(2), "atleast_3d": at_least(3),
        "copy": copy, "concatenate": concatenate, "append": append, "stack": stack,
        "vstack": rows, "row_stack": rows, "hstack": beside, "column_stack": columns,
        "concat": concatenate, "permute_dims": transpose, "unstack": unstack,
        "broadcast_arrays": broadcast_all, "astype": cast, "dsplit": split_along(2),
        "c_": index_columns, "r_": index_rows, "split": split, "array_split": split,
        "hsplit": split_along(1), "vsplit": split_along(0), "repeat": repeat, "tile": tile,
        "broadcast_to": broadcast, "flip": flip, "roll": roll, "diag": diagonal,
        "diagonal": diagonal, "diagflat": diagonal_of_ones, "tril": triangle(np.tril),
        "triu": triangle(np.triu),
        "flipud": lambda m, a: flip(m, a, 0), "fliplr": lambda m, a: flip(m, a, 1),
        "shape": lambda m, a: own_shape(node_of(m, a)),
        "ndim": lambda m, a: own_axes(node_of(m, a)),
        "size": lambda m, a, axis=None: (
            int(np.prod(own_shape(node_of(m, a)))) if axis is None
            else own_shape(node_of(m, a))[axis]
        ),
        "matrix_transpose": lambda m, a: swapaxes(m, a, -1, -2),
})  # fmt: skip
