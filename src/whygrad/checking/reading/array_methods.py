"""The methods of arrays: NumPy's functions with the array as first argument, and a few more."""

from __future__ import annotations

from typing import Any

from whygrad.checking.reading import arrays, elementwise, lists, products, reductions, shapes
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.numbers import node_of, plain_of
from whygrad.checking.reading.selections import nonzero, take
from whygrad.checking.reading.values import own_axes


def fill(m: Interpreter, value: Any, number: Any) -> None:
    arrays.store(m, value, None, node_of(m, number))


def sort(m: Interpreter, value: Any, axis: Any = -1, **how: Any) -> None:
    arrays.store(m, value, None, node_of(m, reductions.TABLE["sort"].call(m, value, axis)))


def item(m: Interpreter, value: Any, *places: Any) -> Any:
    node = node_of(m, value)
    if places:
        from whygrad.checking.reading import subscripts

        return subscripts.item(m, value, places)
    shape = node.value.shape[: len(node.loops)]
    return node if not own_axes(node) else m.node("reshape", [node], {"shape": shape}, node.loops)


def to_list(m: Interpreter, value: Any) -> Any:
    node = node_of(m, value)
    if not own_axes(node):
        return node
    from whygrad.checking.reading.values import Pack

    return lists.of_content(m, Pack(node, own_axes(node)))


def round_(m: Interpreter, value: Any, decimals: Any = 0, **how: Any) -> Any:
    return elementwise.rounded(m, value, decimals)


def clip(m: Interpreter, value: Any, *bounds: Any, **how: Any) -> Any:
    return elementwise.clip(m, value, *bounds, **how)


def is_integer(m: Interpreter, value: Any) -> bool:
    return float(plain_of(m, value)).is_integer()


FROM_TABLES = {
    **{name: reductions.TABLE[name].call for name in (
        "sum", "mean", "prod", "max", "min", "any", "all", "var", "std", "cumsum", "cumprod", "ptp",
        "argmax",
        "argmin", "argsort", "trace")},
    **{name: shapes.TABLE[name].call for name in (
        "reshape", "ravel", "transpose", "swapaxes", "squeeze", "copy", "repeat", "diagonal")},
}  # fmt: skip
METHODS: dict[str, Any] = {
    **FROM_TABLES,
    "flatten": shapes.flatten, "astype": shapes.cast, "dot": products.dot, "clip": clip,
    "round": round_, "fill": fill, "sort": sort, "item": item, "tolist": to_list, "take": take,
    "nonzero": nonzero, "__copy__": shapes.copy, "view": lambda m, a, *k: a,
    "is_integer": is_integer, "conj": lambda m, a: a, "conjugate": lambda m, a: a,
    "__len__": lists.length_of,
}  # fmt: skip
