"""Data sets that scripts load by name: the checker's own numbers of the same shapes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from whygrad.checking.reading import lists
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.numbers import node_of, whole_of
from whygrad.checking.reading.randoms import generic
from whygrad.checking.reading.signals import Dependent
from whygrad.checking.reading.subscripts import item
from whygrad.checking.reading.values import Array, Class, Instance, Listing, table_of

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


DATASETS: dict[str, Any] = table_of({
    **{name: loaded(*shape) for name, shape in LOADED.items()},
    "make_moons": made(2, 2), "make_circles": made(2, 2), "make_blobs": made(2, 3),
    "make_classification": made(20, 2), "make_regression": made(100, 0),
})  # fmt: skip
SPLITTING: dict[str, Any] = table_of({"train_test_split": parted})
SHUFFLING: dict[str, Any] = table_of({"shuffle": shuffled})
