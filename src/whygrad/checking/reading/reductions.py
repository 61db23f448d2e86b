"""Sums, means, extremes and norms along axes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from whygrad.checking.reading import operators
from whygrad.checking.reading.elementwise import into
from whygrad.checking.reading.interpreter import Interpreter, known
from whygrad.checking.reading.numbers import node_of, plain_of, shape_of, whole_of
from whygrad.checking.reading.signals import Unreadable
from whygrad.checking.reading.values import Builtin, own_axes, own_shape, table_of
from whygrad.checking.traces import Node


def axes_of(m: Interpreter, node: Node, axis: Any) -> tuple[int, ...]:
    """The axes of a node that an `axis` names, counted after its loops."""
    count = own_axes(node)
    if axis is None:
        chosen: tuple[int, ...] = tuple(range(count))
    else:
        chosen = shape_of(m, axis)
    for place in chosen:
        if not -count <= place < count:
            raise Unreadable(f"axis {place} of an array of {count} axes")
    return tuple(len(node.loops) + place % count for place in chosen)


def one_axis(m: Interpreter, node: Node, axis: Any) -> int:
    return axes_of(m, node, whole_of(m, axis))[0]


def reduce(m: Interpreter, operation: str, node: Node, axis: Any, keepdims: bool) -> Node:
    axes = axes_of(m, node, axis)
    if operation in ("sum", "prod") and node.value.dtype == bool:
        node = m.node("cast", [node], {"kind": "int64"}, node.loops)
    options = {"axis": axes, "keepdims": keepdims}
    return m.node(operation, [node], options, node.loops)


def reduced(m: Interpreter, operation: str, value: Any, axis: Any, keepdims: Any) -> Any:
    return m.wrapped(reduce(m, operation, node_of(m, value), known(axis), bool(keepdims)))


def reduction(operation: str) -> Callable[..., Any]:
    def call(m: Interpreter, value: Any, axis: Any = None, dtype: Any = None, out: Any = None,
             keepdims: Any = False, **how: Any) -> Any:  # fmt: skip
        if "where" in how:
            value = counted_only(m, operation, value, how.pop("where"))
        if how.keys() - {"initial"}:
            raise Unreadable(f"`{operation}` with `{next(iter(how))}` is not read")
        return into(m, out, reduced(m, operation, value, axis, keepdims))

    return call


def counted_only(m: Interpreter, operation: str, value: Any, where: Any) -> Any:
    """The entries where a mask holds; what has no part in the result in place of the others."""
    nothing = {"sum": 0.0, "prod": 1.0, "max": -np.inf, "min": np.inf, "any": False, "all": True}
    if operation not in nothing:
        raise Unreadable(f"`{operation}` with `where` is not read")
    nodes = [node_of(m, where), node_of(m, value), m.leaf(nothing[operation])]
    return m.wrapped(m.elementwise("where", *nodes))


def span(m: Interpreter, value: Any, axis: Any = None, keepdims: Any = False, **how: Any) -> Any:
    """`ptp`: from the smallest to the largest."""
    ends = [reduce(m, name, node_of(m, value), axis, bool(keepdims)) for name in ("max", "min")]
    return m.wrapped(m.elementwise("subtract", *ends))


def variance(
    m: Interpreter, value: Any, axis: Any = None, dtype: Any = None, out: Any = None,
    ddof: Any = 0, keepdims: Any = False,
) -> Any:  # fmt: skip
    """The mean of the squared distances to the mean."""
    node = node_of(m, value)
    middle = reduce(m, "mean", node, axis, True)
    squares = m.elementwise("square", m.elementwise("subtract", node, middle))
    if not ddof:
        return m.wrapped(reduce(m, "mean", squares, axis, bool(keepdims)))
    count = int(np.prod([node.value.shape[k] for k in axes_of(m, node, axis)]))
    total = reduce(m, "sum", squares, axis, bool(keepdims))
    return m.wrapped(m.elementwise("divide", total, m.leaf(count - whole_of(m, ddof))))


def deviation(m: Interpreter, value: Any, axis: Any = None, **how: Any) -> Any:
    return m.wrapped(m.elementwise("sqrt", node_of(m, variance(m, value, axis, **how))))


def average(m: Interpreter, value: Any, axis: Any = None, weights: Any = None, **how: Any) -> Any:
    if weights is None:
        return reduced(m, "mean", value, axis, how.get("keepdims", False))
    node, weight = node_of(m, value), node_of(m, weights)
    top = reduce(m, "sum", m.elementwise("multiply", node, weight), axis, False)
    return m.wrapped(m.elementwise("divide", top, reduce(m, "sum", weight, None, False)))


def norm(
    m: Interpreter, value: Any, ord: Any = None, axis: Any = None, keepdims: Any = False
) -> Any:
    node = node_of(m, value)
    order = ord if isinstance(ord, int | str | None) else plain_of(m, ord)
    if order == 1 and (own_axes(node) == 1 or axis is not None):
        return m.wrapped(reduce(m, "sum", m.elementwise("absolute", node), axis, bool(keepdims)))
    if order in ("inf", np.inf) and (own_axes(node) == 1 or axis is not None):
        return m.wrapped(reduce(m, "max", m.elementwise("absolute", node), axis, bool(keepdims)))
    if order not in (None, 2, "fro") or (order == 2 and own_axes(node) > 1 and axis is None):
        raise Unreadable(f"a norm of order {order!r} is not read")
    total = reduce(m, "sum", m.elementwise("square", node), axis, bool(keepdims))
    return m.wrapped(m.elementwise("sqrt", total))


def running(operation: str) -> Callable[..., Any]:
    """`cumsum` and `cumprod`."""

    def call(m: Interpreter, value: Any, axis: Any = None, dtype: Any = None,
             out: Any = None) -> Any:  # fmt: skip
        node = node_of(m, value)
        if axis is None:
            node = flat(m, node)
            axis = 0
        options = {"axis": one_axis(m, node, axis)}
        return into(m, out, m.wrapped(m.node(operation, [node], options, node.loops)))

    return call


def flat(m: Interpreter, node: Node) -> Node:
    shape = (*node.value.shape[: len(node.loops)], int(np.prod(own_shape(node))))
    return node if shape == node.value.shape else m.node(
        "reshape", [node], {"shape": shape}, node.loops
    )  # fmt: skip


def ranked(operation: str) -> Callable[..., Any]:
    """`argmax` and `argmin`: places."""

    def call(m: Interpreter, value: Any, axis: Any = None, out: Any = None,
             keepdims: Any = False) -> Any:  # fmt: skip
        node = node_of(m, value)
        if axis is None:
            node, axis = flat(m, node), 0
        options = {"axis": one_axis(m, node, axis), "keepdims": bool(keepdims)}
        return m.wrapped(m.node(operation, [node], options, node.loops))

    return call


def ordering(operation: str) -> Callable[..., Any]:
    def call(m: Interpreter, value: Any, axis: Any = -1, **how: Any) -> Any:
        node = node_of(m, value)
        return m.wrapped(m.node(operation, [node], {"axis": one_axis(m, node, axis)}, node.loops))

    return call


def log_sum(m: Interpreter, value: Any, axis: Any = None, keepdims: Any = False, **how: Any) -> Any:
    """`scipy.special.logsumexp`, without overflow."""
    node = node_of(m, value)
    top = reduce(m, "max", node, axis, True)
    total = reduce(m, "sum", m.elementwise("exp", m.elementwise("subtract", node, top)), axis, True)
    result = m.elementwise("add", m.elementwise("log", total), top)
    return m.wrapped(result if keepdims else reduce(m, "sum", result, axis, False))


def counted(m: Interpreter, value: Any, axis: Any = None, **how: Any) -> Any:
    """`count_nonzero`."""
    node = m.elementwise("not_equal", node_of(m, value), m.leaf(0))
    return m.wrapped(reduce(m, "sum", node, axis, False))


def all_close(m: Interpreter, one: Any, two: Any, *more: Any, **how: Any) -> Any:
    from whygrad.checking.reading.elementwise import close

    return reduced(m, "all", close(m, one, two), None, False)


def same(m: Interpreter, one: Any, two: Any, **how: Any) -> Any:
    left, right = node_of(m, one), node_of(m, two)
    if own_shape(left) != own_shape(right):
        return False
    return m.wrapped(reduce(m, "all", m.elementwise("equal", left, right), None, False))


def trace(m: Interpreter, value: Any, **how: Any) -> Any:
    return m.wrapped(operators.contraction(m, [node_of(m, value)], ["ii"], ""))


NAMES = {
    "sum": "sum", "mean": "mean", "prod": "prod", "product": "prod", "max": "max", "amax": "max",
    "min": "min", "amin": "min", "nansum": "sum", "nanmean": "mean", "any": "any", "all": "all",
    "nanmax": "max", "nanmin": "min", "nanprod": "prod",
}  # fmt: skip
TABLE: dict[str, Any] = {
    **{name: Builtin(name, reduction(row)) for name, row in NAMES.items()},
    **table_of({
            "var": variance, "std": deviation, "average": average,
            "cumsum": running("cumsum"), "cumprod": running("cumprod"), "ptp": span,
            "argmax": ranked("argmax"), "argmin": ranked("argmin"),
            "argsort": ordering("argsort"), "sort": ordering("sort"), "count_nonzero": counted,
            "allclose": all_close, "array_equal": same, "trace": trace,
    }),
}  # fmt: skip
