"""Functions of NumPy that call a function of the script, and places made of indexes."""

from __future__ import annotations

from typing import Any

import numpy as np

from whygrad.checking.reading import arrays, builtins, indexing, lists, makers, shapes
from whygrad.checking.reading.calls import apply
from whygrad.checking.reading.interpreter import Interpreter, known
from whygrad.checking.reading.numbers import node_of, shape_of, whole_of
from whygrad.checking.reading.reductions import flat
from whygrad.checking.reading.selections import concrete
from whygrad.checking.reading.signals import Unreadable
from whygrad.checking.reading.values import Array, Builtin, own_axes, own_shape, table_of


def vectorized(m: Interpreter, function: Any = None, *values: Any, **how: Any) -> Builtin:
    """`np.vectorize`: a function of single numbers, of all entries of arrays."""
    if function is None:
        return Builtin("vectorize", lambda m, found: vectorized(m, found, **how))

    def call(m: Interpreter, *arguments: Any, **named: Any) -> Any:
        nodes = [node_of(m, value) for value in arguments]
        shape = np.broadcast_shapes(*(own_shape(node) for node in nodes))
        if not shape:
            return apply(m, function, arguments, named)
        rows = [
            m.array(flat(m, node_of(m, shapes.broadcast(m, m.wrapped(node), shape))))
            if own_shape(node) != shape else shapes.flatten(m, m.wrapped(node))
            for node in nodes
        ]  # fmt: skip
        once = Builtin("call", lambda m, *row: apply(m, function, row, named))
        return shapes.reshape(m, makers.array(m, builtins.mapped(m, once, *rows)), shape)

    return Builtin("vectorize", call)


def along_axis(m: Interpreter, function: Any, axis: Any, value: Any, *more: Any, **how: Any) -> Any:
    """`apply_along_axis`: a function of rows, of all rows along an axis."""
    node = node_of(m, value)
    count = own_axes(node)
    place = whole_of(m, axis) % count
    if count == 1:
        return apply(m, function, (value, *more), how)
    rest = [k for k in range(count) if k != place]
    lengths = tuple(own_shape(node)[k] for k in rest)
    turned = shapes.transpose(m, value, (*rest, place))
    rows = shapes.reshape(m, turned, (int(np.prod(lengths)), own_shape(node)[place]))
    once = Builtin("call", lambda m, row: apply(m, function, (row, *more), how))
    found = makers.array(m, builtins.mapped(m, once, rows))
    own = own_shape(node_of(m, found))[1:]
    wide = shapes.reshape(m, found, (*lengths, *own))
    inner = tuple(range(len(rest), len(rest) + len(own)))
    outer = tuple(range(len(rest)))
    return shapes.transpose(m, wide, (*outer[:place], *inner, *outer[place:]))


def from_function(m: Interpreter, function: Any, shape: Any, **how: Any) -> Any:
    own = shape_of(m, shape)
    m.check_size(own)
    kind = float if how.get("dtype") is None else shapes.kind_of(m, how["dtype"])
    places = [m.wrapped(m.leaf(part.astype(kind))) for part in np.indices(own)]
    return apply(m, function, tuple(places), {})


def piecewise(
    m: Interpreter, value: Any, conditions: Any, functions: Any, *more: Any, **how: Any
) -> Any:
    """The last condition that holds chooses; one function more than conditions: else."""
    tests = [node_of(m, entry) for entry in lists.items_of(m, conditions)]
    parts = list(lists.items_of(m, functions))

    def found(part: Any) -> Any:
        known(part)
        is_value = not callable_of(part)
        return node_of(m, part if is_value else apply(m, part, (value, *more), how))

    result = found(parts.pop()) if len(parts) > len(tests) else m.leaf(0.0)
    for test, part in zip(tests, parts, strict=True):
        result = m.elementwise("where", test, found(part), result)
    return m.wrapped(result)


def callable_of(value: Any) -> bool:
    from whygrad.checking.reading.values import Bound, Function

    return isinstance(value, Function | Builtin | Bound)


def open_grid(m: Interpreter, *axes: Any) -> tuple[Any, ...]:
    """`ix_`."""
    parts = np.ix_(*(concrete(m, axis) for axis in axes))
    return tuple(m.wrapped(m.leaf(part)) for part in parts)


def grid_of(maker: Any) -> Any:
    """`mgrid[...]` and `ogrid[...]`; a step that is no whole number counts points."""

    def call(m: Interpreter, index: Any) -> Any:
        entries = index if isinstance(index, tuple) else (index,)
        plain = tuple(slice(*(bound(m, b) for b in (entry.start, entry.stop, entry.step)))
                      for entry in map(known, entries))  # fmt: skip
        m.check_size([length(entry) for entry in plain])
        found = maker[plain if isinstance(index, tuple) else plain[0]]
        if isinstance(found, np.ndarray):
            return m.array(m.leaf(found))
        return tuple(m.array(m.leaf(part)) for part in found)

    return call


def bound(m: Interpreter, value: Any) -> Any:
    return value if value is None or isinstance(value, complex) else node_of(m, value).value.item()


def length(entry: slice) -> int:
    step = entry.step or 1
    if isinstance(step, complex):
        return int(abs(step))
    return int(abs((entry.stop - (entry.start or 0)) / step)) + 1


def put(m: Interpreter, target: Any, places: Any, value: Any, **how: Any) -> None:
    """Entries counted in order."""
    flat_view = shapes.ravel(m, target)
    arrays.store(m, flat_view, (node_of(m, places),), node_of(m, value))


def put_along(m: Interpreter, target: Any, places: Any, value: Any, axis: Any) -> None:
    chosen = concrete(m, places)
    place = whole_of(m, axis) % chosen.ndim
    index = tuple(
        m.leaf(chosen) if k == place
        else m.leaf(np.arange(n).reshape([-1 if j == k else 1 for j in range(chosen.ndim)]))
        for k, n in enumerate(chosen.shape)
    )  # fmt: skip
    arrays.store(m, target, index, node_of(m, value))


def put_mask(m: Interpreter, target: Any, mask: Any, value: Any) -> None:
    if not isinstance(target, Array):
        raise Unreadable("`putmask` of what is no array")
    arrays.store(m, target, (node_of(m, mask),), node_of(m, value))


def extract(m: Interpreter, condition: Any, value: Any) -> Any:
    places = np.flatnonzero(concrete(m, condition))
    return m.wrapped(indexing.part(m, flat(m, node_of(m, value)), (m.leaf(places),)))


def compress(m: Interpreter, condition: Any, value: Any, axis: Any = None, **how: Any) -> Any:
    from whygrad.checking.reading.selections import take

    return take(m, value, m.leaf(np.flatnonzero(concrete(m, condition))), axis)


def choose(m: Interpreter, which: Any, choices: Any, **how: Any) -> Any:
    number = node_of(m, which)
    parts = [node_of(m, entry) for entry in lists.items_of(m, choices)]
    result = parts[0]
    for place, part in enumerate(parts[1:], 1):
        test = m.elementwise("equal", number, m.leaf(place))
        result = m.elementwise("where", test, part, result)
    return m.wrapped(result)


TABLE: dict[str, Any] = table_of({
        "vectorize": vectorized, "frompyfunc": lambda m, f, *k, **h: vectorized(m, f),
        "apply_along_axis": along_axis, "fromfunction": from_function, "piecewise": piecewise,
        "ix_": open_grid, "mgrid": grid_of(np.mgrid), "ogrid": grid_of(np.ogrid), "put": put,
        "put_along_axis": put_along, "putmask": put_mask, "extract": extract,
        "compress": compress, "choose": choose,
        "fromiter": lambda m, v, *k, **h: makers.array(m, builtins.to_list(m, v)),
        "place": lambda m, a, mask, v: put_mask(m, a, mask, v),
})  # fmt: skip
