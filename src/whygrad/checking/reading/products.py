"""NumPy's products: all are sums of products over named indexes."""

from __future__ import annotations

import string
from typing import Any

from whygrad.checking.reading import lists, operators
from whygrad.checking.reading.computed import computed
from whygrad.checking.reading.elementwise import into
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.numbers import node_of, shape_of
from whygrad.checking.reading.reductions import flat, norm, reduce
from whygrad.checking.reading.shapes import with_shape
from whygrad.checking.reading.signals import Unreadable
from whygrad.checking.reading.values import own_axes, own_shape, table_of

LETTERS = string.ascii_lowercase


def dot(m: Interpreter, one: Any, two: Any, out: Any = None) -> Any:
    return into(m, out, m.wrapped(operators.product(m, node_of(m, one), node_of(m, two), "dot")))


def matmul(m: Interpreter, one: Any, two: Any, out: Any = None, **how: Any) -> Any:
    left, right = node_of(m, one), node_of(m, two)
    if not own_axes(left) or not own_axes(right):
        raise Unreadable("`matmul` of a single number")
    return into(m, out, m.wrapped(operators.product(m, left, right, "matmul")))


def inner(m: Interpreter, one: Any, two: Any) -> Any:
    """Summed over the last axis of both."""
    left, right = node_of(m, one), node_of(m, two)
    if not own_axes(left) or not own_axes(right):
        return m.wrapped(operators.arithmetic(m, "multiply", left, right))
    first = LETTERS[: own_axes(left) - 1]
    second = LETTERS[len(first) : len(first) + own_axes(right) - 1]
    terms = [first + "z", second + "z"]
    return m.wrapped(operators.contraction(m, [left, right], terms, first + second))


def outer(m: Interpreter, one: Any, two: Any, out: Any = None) -> Any:
    nodes = [flat(m, node_of(m, value)) for value in (one, two)]
    return into(m, out, m.wrapped(operators.contraction(m, nodes, ["a", "b"], "ab")))


def vdot(m: Interpreter, one: Any, two: Any) -> Any:
    nodes = [flat(m, node_of(m, value)) for value in (one, two)]
    return m.wrapped(operators.contraction(m, nodes, ["a", "a"], ""))


def tensordot(m: Interpreter, one: Any, two: Any, axes: Any = 2) -> Any:
    left, right = node_of(m, one), node_of(m, two)
    first = [*LETTERS[: own_axes(left)]]
    second = [*LETTERS[own_axes(left) : own_axes(left) + own_axes(right)]]
    if isinstance(axes, int):
        pairs = [(own_axes(left) - axes + k, k) for k in range(axes)]
    else:
        mine, other = (shape_of(m, part) for part in lists.items_of(m, axes))
        pairs = list(zip(mine, other, strict=True))
    for a, b in pairs:
        second[b] = first[a]
    joint = {first[a] for a, _ in pairs}
    result = "".join(c for c in (*first, *second) if c not in joint)
    terms = ["".join(first), "".join(second)]
    return m.wrapped(operators.contraction(m, [left, right], terms, result))


def einsum(m: Interpreter, subscripts: Any, *values: Any, out: Any = None, **how: Any) -> Any:
    if not isinstance(subscripts, str):
        raise Unreadable("`einsum` without a text of subscripts")
    text = subscripts.replace(" ", "")
    entries, arrow, result = text.partition("->")
    terms = entries.split(",")
    nodes = [node_of(m, value) for value in values]
    if "." in text:
        terms, result = without_ellipsis(terms, result, [own_axes(n) for n in nodes], arrow)
    if not arrow:
        used = "".join(terms)
        result = "".join(sorted(c for c in set(used) if used.count(c) == 1))
    if len(terms) != len(nodes):
        raise Unreadable(f"`einsum` of {len(nodes)} arrays with {len(terms)} terms")
    return into(m, out, m.wrapped(operators.contraction(m, nodes, terms, result)))


def without_ellipsis(
    terms: list[str], result: str, axes: list[int], arrow: str
) -> tuple[list[str], str]:
    """Letters of their own in place of `...`."""
    used = set("".join(terms) + result)
    free = [c for c in string.ascii_letters if c not in used]
    count = max(n - len(t.replace("...", "")) for t, n in zip(terms, axes, strict=True))
    names = "".join(free[:count])
    spelled = [
        t.replace("...", names[count - (n - len(t.replace("...", ""))) :])
        for t, n in zip(terms, axes, strict=True)
    ]
    if not arrow:
        raise Unreadable("`einsum` with `...` and no `->`")
    return spelled, result.replace("...", names)


def chained(m: Interpreter, values: Any) -> Any:
    first, *rest = lists.items_of(m, values)
    for entry in rest:
        first = dot(m, first, entry)
    return first


def kronecker(m: Interpreter, one: Any, two: Any) -> Any:
    left, right = node_of(m, one), node_of(m, two)
    count = max(own_axes(left), own_axes(right))
    shapes = [(*(1,) * (count - own_axes(n)), *own_shape(n)) for n in (left, right)]
    nodes = [with_shape(m, n, own) for n, own in zip((left, right), shapes, strict=True)]
    first, second = LETTERS[:count], LETTERS[count : 2 * count]
    both = "".join(a + b for a, b in zip(first, second, strict=True))
    whole = operators.contraction(m, nodes, [first, second], both)
    shape = [a * b for a, b in zip(*shapes, strict=True)]
    return m.wrapped(with_shape(m, whole, tuple(shape)))


def rows_times(m: Interpreter, one: Any, two: Any, **how: Any) -> Any:
    """`vecdot`: the products of vectors along the last axis."""
    product = operators.arithmetic(m, "multiply", node_of(m, one), node_of(m, two))
    return m.wrapped(reduce(m, "sum", product, -1, False))


def inverse(m: Interpreter, value: Any) -> Any:
    node = node_of(m, value)
    m.spend(node.value.size * max(node.value.shape, default=1) / 250_000)
    return m.wrapped(m.node("inverse", [node], {}, node.loops))


def solved(m: Interpreter, one: Any, two: Any) -> Any:
    return dot(m, inverse(m, one), two)


TABLE: dict[str, Any] = table_of({
        "dot": dot, "matmul": matmul, "inner": inner, "outer": outer, "vdot": vdot,
        "tensordot": tensordot, "einsum": einsum, "kron": kronecker,
        "vecdot": rows_times,
})  # fmt: skip
LINEAR: dict[str, Any] = table_of({
        "norm": norm, "vector_norm": norm, "matrix_norm": norm, "inv": inverse,
        "solve": solved, "multi_dot": chained, "outer": outer, "matmul": matmul,
        "tensordot": tensordot, "vecdot": rows_times, "pinv": computed("linalg.pinv"),
})  # fmt: skip
