"""Comprehensions: loops that make a list."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from whygrad.checking.reading import lists, loops
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.numbers import plain_of, truth_of
from whygrad.checking.reading.signals import THROUGH, Dependent, Flow
from whygrad.checking.reading.syntax import source
from whygrad.checking.reading.values import Distinct, Listing, Mapping, Scope, Unknown
from whygrad.checking.traces import Node

Comprehension = ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp


def listed(m: Interpreter, syntax: ast.ListComp | ast.GeneratorExp) -> Any:
    from whygrad.checking.reading.expressions import evaluate

    result = Listing(m.loops)
    result.slots["content"] = ()
    failed: list[Unknown] = []

    def element() -> None:
        value = evaluate(m, syntax.elt)
        if isinstance(value, Unknown):
            failed.append(value)
        else:
            lists.append(m, result, value)

    over(m, syntax, element)
    return failed[0] if failed else result


def mapped(m: Interpreter, syntax: ast.DictComp) -> Mapping:
    from whygrad.checking.reading.expressions import evaluate, mapping_of

    content: dict[Any, Any] = {}

    def element() -> None:
        key = plain_of(m, evaluate(m, syntax.key))
        if m.loops and m.loops[-1].syntax in syntax.generators:
            raise Dependent(m.loops[-1])
        content[key] = evaluate(m, syntax.value)

    over(m, syntax, element)
    return mapping_of(m, content)


def distinct(m: Interpreter, syntax: ast.SetComp) -> Distinct:
    from whygrad.checking.reading.expressions import evaluate

    found: dict[Any, None] = {}

    def element() -> None:
        if m.loops and m.loops[-1].syntax in syntax.generators:
            raise Dependent(m.loops[-1])
        found[plain_of(m, evaluate(m, syntax.elt))] = None

    over(m, syntax, element)
    return Distinct(tuple(found))


def over(m: Interpreter, syntax: Comprehension, element: Callable[[], None]) -> None:
    """Runs `element` for all the comprehension goes over, in a scope of its own."""
    from whygrad.checking.reading import targets
    from whygrad.checking.reading.expressions import evaluate

    outer = m.scope
    first = lists.counted(m, evaluate(m, syntax.generators[0].iter))
    m.scope = Scope(outer, m.loops)
    try:
        level(m, syntax, 0, first, element, targets, evaluate)
    finally:
        m.scope = outer


def level(
    m: Interpreter, syntax: Comprehension, depth: int, counting: Any,
    element: Callable[[], None], targets: Any, evaluate: Any,
) -> None:  # fmt: skip
    generator = syntax.generators[depth]

    def body(value: Any) -> Flow:
        targets.assign(m, generator.target, lists.as_data(m, value), silent=True)
        for condition in generator.ifs:
            truth = truth_of(m, evaluate(m, condition))
            if isinstance(truth, Node):
                raise Dependent(truth.loops[-1])
            if not truth:
                return THROUGH
        if depth + 1 == len(syntax.generators):
            element()
        else:
            inner = lists.counted(m, evaluate(m, syntax.generators[depth + 1].iter))
            level(m, syntax, depth + 1, inner, element, targets, evaluate)
        return THROUGH

    if counting.few and not m.loops:
        loops.one_by_one(m, generator, counting, body)
    else:
        loops.run(m, generator, source(generator.target), counting, body)
