"""Statements that guard or choose: `try`, `raise`, `with`, `match`."""

from __future__ import annotations

import ast
from typing import Any

from whygrad.checking.reading import calls, patterns, targets
from whygrad.checking.reading.attributes import attribute
from whygrad.checking.reading.expressions import evaluate
from whygrad.checking.reading.interpreter import Interpreter, known
from whygrad.checking.reading.numbers import truth_of
from whygrad.checking.reading.signals import THROUGH, Dependent, Flow, Raised
from whygrad.checking.reading.values import Instance
from whygrad.checking.traces import Node


def attempt(m: Interpreter, statement: ast.Try) -> Flow:
    """A `try`; what would fail in it for sure, a file that is not there, leads to its handler."""
    from whygrad.checking.reading.statements import run_block

    state = (m.scope, m.loops, [*m.accesses], m.masks, m.calls, m.guarded,
             [*m.carrying.running])  # fmt: skip
    m.guarded += bool(statement.handlers)
    try:
        flow = run_block(m, statement.body)
        m.guarded = state[5]
        if not flow.kind:
            flow = run_block(m, statement.orelse)
    except Raised as error:
        (m.scope, m.loops, m.accesses, m.masks, m.calls, m.guarded, m.carrying.running) = state
        if m.loops:
            raise Dependent(m.loops[-1]) from None
        flow = Flow("raise", str(error))
    finally:
        m.guarded = state[5]
    if flow.kind == "raise" and statement.handlers:
        flow = run_block(m, handler_of(statement, flow.value).body)
    final = run_block(m, statement.finalbody)
    return final if final.kind else flow


def handler_of(statement: ast.Try, name: Any) -> ast.ExceptHandler:
    """The handler that names the failure, else the first."""
    named = [h for h in statement.handlers if h.type is None or str(name) in ast.unparse(h.type)]
    return [*named, *statement.handlers][0]


def within(m: Interpreter, statement: ast.With) -> Flow:
    from whygrad.checking.reading.statements import run_block

    left: list[Any] = []
    for entry in statement.items:
        value = evaluate(m, entry.context_expr)
        if isinstance(value, Instance) and value.kind.found("__enter__") is not None:
            left.append(value)
            value = calls.apply(m, attribute(m, value, "__enter__"), (), {})
        if entry.optional_vars is not None:
            targets.assign(m, entry.optional_vars, value, silent=True)
    flow = run_block(m, statement.body)
    for value in reversed(left):
        calls.apply(m, attribute(m, value, "__exit__"), (None, None, None), {})
    return flow


def match(m: Interpreter, statement: ast.Match) -> Flow:
    from whygrad.checking.reading.statements import run_block

    subject = known(evaluate(m, statement.subject))
    for case in statement.cases:
        names = patterns.matched(m, subject, case.pattern)
        if names is None:
            continue
        for name, value in names.items():
            targets.set_name(m, name, value)
        truth = True if case.guard is None else truth_of(m, evaluate(m, case.guard))
        if isinstance(truth, Node):
            raise Dependent(truth.loops[-1])
        if truth:
            return run_block(m, case.body)
    return THROUGH


def fail(m: Interpreter, statement: ast.Raise) -> Flow:
    """`raise`: the handlers of a `try` around it go on, here or in a function that called."""
    if m.guarded and m.calls and not m.loops:
        raise Raised(ast.unparse(statement.exc) if statement.exc else "")
    return Flow("raise", ast.unparse(statement.exc) if statement.exc else "")
