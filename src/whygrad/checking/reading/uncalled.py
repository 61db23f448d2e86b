"""Functions that a script defines and never calls: called with numbers of shapes that fit.

Nothing says what their arguments are. By their names they get likely shapes, all widths different;
of these the first are kept with which every line of the function can be read.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from whygrad.checking.reading import calls
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.randoms import generic
from whygrad.checking.reading.signals import Tainted, Unreadable
from whygrad.checking.reading.values import Function, Unknown

ROWS, INPUTS, HIDDEN, OUTPUTS = 5, 3, 4, 2
ATTEMPTS = 150  # combinations of shapes that are tried for one function

Shape = tuple[int, ...]
LIKELY: tuple[tuple[str, tuple[Shape, ...]], ...] = (
    (r"(lr|alpha|eta|rate|lam|lambda_|reg|eps|beta|decay|momentum|learning_rate|l2)\d?", ((),)),
    (r"(x|inputs?|data|features?)(s|_?train|_?batch|b)?", ((ROWS, INPUTS), (INPUTS,), ())),
    (r"(y|t|targets?|labels?)(_?train|_?batch|_?true|b)?",
     ((ROWS, OUTPUTS), (ROWS, 1), (ROWS,), (OUTPUTS,), ())),
    (r"(w|weights?_?|theta)1", ((INPUTS, HIDDEN), (HIDDEN, INPUTS))),
    (r"(w|weights?_?|theta)2", ((HIDDEN, OUTPUTS), (OUTPUTS, HIDDEN), (HIDDEN, 1), (HIDDEN,))),
    (r"(b|bias(es)?_?)1", ((HIDDEN,), (1, HIDDEN), (HIDDEN, 1))),
    (r"(b|bias(es)?_?)2", ((OUTPUTS,), (1, OUTPUTS), (OUTPUTS, 1), (1,), ())),
    (r"w|weights?|theta", ((INPUTS, OUTPUTS), (INPUTS,), (INPUTS, 1), (OUTPUTS, INPUTS), ())),
    (r"b|bias", ((OUTPUTS,), (), (1, OUTPUTS), (1,))),
    (r"(a|h|z|hidden)1?", ((ROWS, HIDDEN), (ROWS, OUTPUTS), (HIDDEN,), ())),
    (r"(a2|z2|o|out|outputs?|pred|y_?pred|y_?hat|p|probs?|logits|scores)",
     ((ROWS, OUTPUTS), (ROWS, 1), (ROWS,), (OUTPUTS,), ())),
)  # fmt: skip
ANY: tuple[Shape, ...] = ((), (ROWS, OUTPUTS), (ROWS, HIDDEN), (ROWS,))


def call_uncalled(m: Interpreter) -> None:
    """Calls them, outermost first; `others["uncalled"]` says with which shapes."""
    functions = [
        value
        for value in m.module.slots.values()
        if isinstance(value, Function) and isinstance(value.syntax, ast.FunctionDef)
    ]
    named = {name for f in functions for name in names_in(f.syntax)}
    first = [f for f in functions if getattr(f.syntax, "name", "") not in named]
    for function in [*first, *functions]:
        if function.syntax not in m.called:
            m.called.add(function.syntax)
            shapes = called(m, function)
            if shapes is not None:
                name = getattr(function.syntax, "name", "")
                m.others.setdefault("uncalled", {})[name] = shapes


def names_in(syntax: ast.AST) -> set[str]:
    """The names that a function reads, its own apart."""
    own = getattr(syntax, "name", "")
    return {node.id for node in ast.walk(syntax) if isinstance(node, ast.Name)} - {own}


def called(m: Interpreter, function: Function) -> dict[str, Shape] | None:
    """The shapes with which a function could be read, None where none were found."""
    names = [n for n in calls.names_of(function.syntax.args) if n not in function.defaults]
    state, unread, unreadable = m.state(), dict(m.unread), set(m.unreadable)
    for shapes in itertools.islice(combinations(names), ATTEMPTS):
        if fits(m, function, dict(zip(names, shapes, strict=True))):
            return dict(zip(names, shapes, strict=True))
        m.restore(state)
        m.unread, m.unreadable = dict(unread), set(unreadable)
    return None


def combinations(names: list[str]) -> Iterator[tuple[Shape, ...]]:
    """Shapes for all names, the likeliest first."""
    return itertools.product(*(likely(name) for name in names))


def likely(name: str) -> tuple[Shape, ...]:
    for pattern, shapes in LIKELY:
        if re.fullmatch(pattern, name.lower()):
            return shapes
    return ANY


def fits(m: Interpreter, function: Function, shapes: dict[str, Shape]) -> bool:
    m.here = m.statement = function.syntax
    before = len(m.unread)
    values = {name: m.wrapped(leaf(m, name, shape)) for name, shape in shapes.items()}
    try:
        result = calls.enter(m, function, (), values)
    except (Unreadable, Tainted, ValueError, TypeError, LookupError):
        return False
    return len(m.unread) == before and not isinstance(result, Unknown)


def leaf(m: Interpreter, name: str, shape: Shape) -> Any:
    """A start value that was given for the argument, or numbers of the shape."""
    given = m.entry.get(name)
    if given is not None and np.shape(given) == shape:
        return m.leaf(np.array(given, float), "start")
    return m.leaf(np.abs(generic(m, shape).value) + 0.1, "unknown")
