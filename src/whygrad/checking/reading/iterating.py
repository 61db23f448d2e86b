"""The part of `itertools` that scripts use."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Iterable
from typing import Any

from whygrad.checking.reading import lists, operators
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.numbers import whole_of
from whygrad.checking.reading.values import Builtin

ENDLESS = 1_000  # elements that stand for no end


def combined(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function whose rows are all laid out, one after the other."""

    def call(m: Interpreter, *values: Any, **how: Any) -> Any:
        parts = [v if isinstance(v, int) else lists.items_of(m, v) for v in values]
        counts = [v for v in (*parts, how.get("repeat")) if isinstance(v, int)]
        lists.within(max(counts, default=0))
        return lists.listing(m, laid_out(m, function(*parts, **how)))

    return call


def laid_out(m: Interpreter, rows: Iterable[Any]) -> list[Any]:
    """All rows; Unreadable where they are too many."""
    found: list[Any] = []
    entries = 0
    for row in rows:
        entries += len(row) if isinstance(row, tuple) else 1
        lists.within(entries)
        found.append(row)
    m.spend(entries / 200)
    return found


def first_of(m: Interpreter, value: Any, *bounds: Any) -> Any:
    items = lists.items_of(m, value)
    places = [None if b is None else whole_of(m, b) for b in bounds]
    return lists.listing(m, list(itertools.islice(items, *places)))


def counted_up(m: Interpreter, start: Any = 0, step: Any = 1) -> Any:
    """`count`: as far as any loop over it is read."""
    from whygrad.checking.reading.builtins import numbers

    first, by = whole_of(m, start), whole_of(m, step)
    return numbers(m, first, first + ENDLESS * by, by)


def again(m: Interpreter, value: Any, times: Any = None) -> Any:
    """`cycle` and `repeat`: as far as any loop over it is read."""
    items = lists.items_of(m, value)
    return lists.listing(m, [items[k % len(items)] for k in range(ENDLESS if items else 0)])


def repeated(m: Interpreter, value: Any, times: Any = None) -> Any:
    count = ENDLESS if times is None else whole_of(m, times)
    lists.within(count)
    return lists.listing(m, [value] * count)


def running(m: Interpreter, values: Any, function: Any = None, *, initial: Any = None) -> Any:
    """`accumulate`."""
    from whygrad.checking.reading.calls import apply

    items = [*([] if initial is None else [initial]), *lists.items_of(m, values)]
    found = items[:1]
    for entry in items[1:]:
        found.append(
            operators.binary(m, ast.Add, found[-1], entry) if function is None
            else apply(m, function, (found[-1], entry), {})
        )  # fmt: skip
    return lists.listing(m, found)


def starred(m: Interpreter, function: Any, values: Any) -> Any:
    from whygrad.checking.reading.calls import apply

    rows = [lists.items_of(m, row) for row in lists.items_of(m, values)]
    return lists.listing(m, [apply(m, function, row, {}) for row in rows])


ITERTOOLS: dict[str, Any] = {
    "product": Builtin("product", combined(itertools.product)),
    "chain": Builtin("chain", combined(itertools.chain)),
    "combinations": Builtin("combinations", combined(itertools.combinations)),
    "permutations": Builtin("permutations", combined(itertools.permutations)),
    "pairwise": Builtin("pairwise", combined(itertools.pairwise)),
    "zip_longest": Builtin("zip_longest", combined(itertools.zip_longest)),
    "islice": Builtin("islice", first_of),
    "count": Builtin("count", counted_up),
    "cycle": Builtin("cycle", again),
    "repeat": Builtin("repeat", repeated),
    "accumulate": Builtin("accumulate", running),
    "starmap": Builtin("starmap", starred),
}
