"""Data sets that scripts load by name: the checker's own numbers of the same shapes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from whygrad.checking.reading import lists, reductions
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.numbers import node_of, whole_of
from whygrad.checking.reading.randoms import generic
from whygrad.checking.reading.signals import Dependent
from whygrad.checking.reading.subscripts import item
from whygrad.checking.reading.values import Array, Class, Instance, Listing, Module, table_of
from whygrad.checking.traces import Node

LOADED = {
    "load_iris": (150, 4, 3), "load_wine": (178, 13, 3), "load_breast_cancer": (569, 30, 2),
    "load_digits": (1797, 64, 10), "load_diabetes": (442, 10, 0),
}  # fmt: skip


def labels(m: Interpreter, count: int, classes: int) -> Any:
    """Labels in turn, or real targets where there are no classes."""
    if not classes:
        return m.wrapped(generic(m, (count,)))
    return m.array(m.leaf(np.arange(count) % classes))


def loaded(rows: int, columns: int, classes: int) -> Callable[..., Any]:
    def call(m: Interpreter, *values: Any, return_X_y: Any = False, **how: Any) -> Any:
        data = m.wrapped(generic(m, (rows, columns)))
        target = labels(m, rows, classes)
        if return_X_y:
            return data, target
        bunch = Instance(Class("Bunch", ()), m.loops)
        bunch.slots.update(data=data, target=target)
        return bunch

    return call


def made(columns: int, classes: int) -> Callable[..., Any]:
    def call(m: Interpreter, n_samples: Any = 100, *values: Any, **how: Any) -> Any:
        rows = whole_of(m, n_samples)
        wide = whole_of(m, how.get("n_features", values[0] if values and classes != 1 else columns))
        kinds = whole_of(m, how.get("n_classes", how.get("centers", classes)))
        return m.wrapped(generic(m, (rows, wide))), labels(m, rows, kinds)

    return call


def parted(m: Interpreter, *values: Any, test_size: Any = None, **how: Any) -> Any:
    """`train_test_split`: the last quarter, or `test_size`, for testing."""
    parts = []
    for value in values:
        count = lists.length_of(m, value)
        share = 0.25 if test_size is None else float(node_of(m, test_size).value)
        test = int(share) if share >= 1 else int(np.ceil(share * count))
        parts += [
            item(m, value, (slice(0, count - test),)),
            item(m, value, (slice(count - test, None),)),
        ]
    return lists.listing(m, parts)


def shuffled(m: Interpreter, *values: Any, **how: Any) -> Any:
    if m.loops:
        raise Dependent(m.loops[-1])
    order = m.leaf(m.random.permutation(lists.length_of(m, values[0])))
    found = tuple(
        item(m, value, (order,)) for value in values if isinstance(value, Array | Listing)
    )
    return found if len(found) > 1 else found[0]


def pictures(rows: int, height: int, width: int) -> Callable[..., Any]:
    """Data sets of pictures that Keras loads, a part of them."""

    def call(m: Interpreter, *values: Any, **how: Any) -> Any:
        def part(count: int) -> Any:
            data = m.random.integers(0, 256, (count, height, width))
            return m.array(m.leaf(data, "random")), labels(m, count, 10)

        return part(rows), part(rows // 4)

    return call


# Preparation ------------------------------------------------------------------------------------


def scaler(measure: Callable[..., tuple[Node, Node]]) -> Callable[..., Any]:
    """`StandardScaler` and `MinMaxScaler`: what is taken off, and what then divides."""

    def make(m: Interpreter, *values: Any, **how: Any) -> Any:
        result = Instance(Class("Scaler", ()), m.loops)

        def fit(m: Interpreter, data: Any, *more: Any) -> Any:
            for name, node in zip(("low_", "width_"), measure(m, node_of(m, data)), strict=True):
                m.write(result, name, m.wrapped(node))
            return result

        def transform(m: Interpreter, data: Any) -> Any:
            low, width = (node_of(m, m.slot(result, name)) for name in ("low_", "width_"))
            return m.wrapped(m.elementwise("divide", m.elementwise(
                "subtract", node_of(m, data), low), width))  # fmt: skip

        def both(m: Interpreter, data: Any, *more: Any) -> Any:
            fit(m, data)
            return transform(m, data)

        result.slots.update(table_of({"fit": fit, "transform": transform, "fit_transform": both}))
        return result

    return make


def standard(m: Interpreter, data: Node) -> tuple[Node, Node]:
    spread = node_of(m, reductions.deviation(m, m.wrapped(data), 0))
    return reductions.reduce(m, "mean", data, 0, False), spread


def smallest(m: Interpreter, data: Node) -> tuple[Node, Node]:
    low, high = (reductions.reduce(m, name, data, 0, False) for name in ("min", "max"))
    return low, m.elementwise("subtract", high, low)


PREPARATION: dict[str, Any] = table_of({
    "StandardScaler": scaler(standard), "MinMaxScaler": scaler(smallest),
})  # fmt: skip
PICTURES: dict[str, Any] = {
    name: Module(f"keras.datasets.{name}") for name in ("mnist", "fashion_mnist")
}
LOADING: dict[str, Any] = table_of({"load_data": pictures(200, 28, 28)})
DATASETS: dict[str, Any] = table_of({
    **{name: loaded(*shape) for name, shape in LOADED.items()},
    "make_moons": made(2, 2), "make_circles": made(2, 2), "make_blobs": made(2, 3),
    "make_classification": made(20, 2), "make_regression": made(100, 0),
})  # fmt: skip
SPLITTING: dict[str, Any] = table_of({"train_test_split": parted})
SHUFFLING: dict[str, Any] = table_of({"shuffle": shuffled})
