"""The part of `itertools` that scripts use."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from whygrad.checking.reading import lists
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.numbers import whole_of
from whygrad.checking.reading.values import Builtin


def combined(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(m: Interpreter, *values: Any, **how: Any) -> Any:
        parts = [v if isinstance(v, int) else lists.items_of(m, v) for v in values]
        return lists.listing(m, list(itertools.islice(function(*parts, **how), 100_000)))

    return call


def first_of(m: Interpreter, value: Any, *bounds: Any) -> Any:
    items = lists.items_of(m, value)
    places = [None if b is None else whole_of(m, b) for b in bounds]
    return lists.listing(m, list(itertools.islice(items, *places)))


ITERTOOLS: dict[str, Any] = {
    "product": Builtin("product", combined(itertools.product)),
    "chain": Builtin("chain", combined(itertools.chain)),
    "combinations": Builtin("combinations", combined(itertools.combinations)),
    "permutations": Builtin("permutations", combined(itertools.permutations)),
    "pairwise": Builtin("pairwise", combined(itertools.pairwise)),
    "zip_longest": Builtin("zip_longest", combined(itertools.zip_longest)),
    "islice": Builtin("islice", first_of),
}
