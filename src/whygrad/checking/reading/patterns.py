"""`match`: whether a value has a pattern, and the names that the pattern gives to its parts."""

from __future__ import annotations

import ast
from typing import Any

from whygrad.checking.reading import lists, operators
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.numbers import truth_of
from whygrad.checking.reading.signals import Dependent, Unreadable
from whygrad.checking.reading.values import Builtin, Class, Instance, Listing, Mapping
from whygrad.checking.traces import Node

Names = dict[str, Any]


def matched(m: Interpreter, value: Any, pattern: ast.pattern) -> Names | None:
    """The names that the pattern binds; None where the value has another form."""
    from whygrad.checking.reading.expressions import evaluate

    if isinstance(pattern, ast.MatchValue):
        return {} if is_equal(m, value, evaluate(m, pattern.value)) else None
    if isinstance(pattern, ast.MatchSingleton):
        return {} if value is pattern.value else None
    if isinstance(pattern, ast.MatchAs):
        names: Names | None = {}
        if pattern.pattern is not None:
            names = matched(m, value, pattern.pattern)
        if names is None or pattern.name is None:
            return names
        return {**names, pattern.name: value}
    if isinstance(pattern, ast.MatchOr):
        found = (matched(m, value, entry) for entry in pattern.patterns)
        return next((names for names in found if names is not None), None)
    if isinstance(pattern, ast.MatchSequence):
        return of_sequence(m, value, pattern.patterns)
    if isinstance(pattern, ast.MatchMapping):
        return of_mapping(m, value, pattern)
    if isinstance(pattern, ast.MatchClass):
        return of_class(m, value, pattern)
    raise Unreadable("this pattern is not read")


def is_equal(m: Interpreter, one: Any, two: Any) -> bool:
    if isinstance(one, str) or isinstance(two, str) or one is None:
        return bool(one == two)
    truth = truth_of(m, operators.compared(m, ast.Eq, one, two))
    if isinstance(truth, Node):
        raise Dependent(truth.loops[-1])
    return truth


def of_sequence(m: Interpreter, value: Any, patterns: list[ast.pattern]) -> Names | None:
    if not isinstance(value, tuple | Listing):
        return None
    values = list(lists.items_of(m, value))
    stars = [(k, p) for k, p in enumerate(patterns) if isinstance(p, ast.MatchStar)]
    star = stars[0][0] if stars else None
    if len(values) < len(patterns) - (star is not None):
        return None
    names: Names = {}
    if star is not None:
        rest = len(values) - len(patterns) + 1
        name = stars[0][1].name
        if name is not None:
            names[name] = lists.listing(m, values[star : star + rest])
        values = [*values[:star], *values[star + rest :]]
        patterns = [p for p in patterns if not isinstance(p, ast.MatchStar)]
    return together(m, names, list(zip(values, patterns, strict=False))) if (
        len(values) == len(patterns)
    ) else None  # fmt: skip


def together(m: Interpreter, names: Names, pairs: list[tuple[Any, ast.pattern]]) -> Names | None:
    for value, pattern in pairs:
        found = matched(m, value, pattern)
        if found is None:
            return None
        names.update(found)
    return names


def of_mapping(m: Interpreter, value: Any, pattern: ast.MatchMapping) -> Names | None:
    from whygrad.checking.reading.expressions import evaluate

    if not isinstance(value, Mapping) or pattern.rest is not None:
        return None
    content = m.slot(value, "content")
    keys = [evaluate(m, key) for key in pattern.keys]
    if any(key not in content for key in keys):
        return None
    pairs = [(m.settled(content[k]), p) for k, p in zip(keys, pattern.patterns, strict=True)]
    return together(m, {}, pairs)


def of_class(m: Interpreter, value: Any, pattern: ast.MatchClass) -> Names | None:
    from whygrad.checking.reading.attributes import attribute
    from whygrad.checking.reading.builtins import is_a
    from whygrad.checking.reading.expressions import evaluate

    kind = evaluate(m, pattern.cls)
    if not isinstance(kind, Class | Builtin) or not is_a(m, value, kind):
        return None
    names = [*pattern.kwd_attrs]
    patterns = [*pattern.kwd_patterns]
    if pattern.patterns and isinstance(value, Instance):
        names = [*value.kind.fields[: len(pattern.patterns)], *names]
        patterns = [*pattern.patterns, *patterns]
    elif pattern.patterns:  # `case int(n)`: the value itself
        return matched(m, value, pattern.patterns[0])
    pairs = [(attribute(m, value, n), p) for n, p in zip(names, patterns, strict=True)]
    return together(m, {}, pairs)
