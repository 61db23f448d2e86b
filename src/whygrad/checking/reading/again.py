"""Expressions and statements evaluated anew, as things stood when a line was read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from whygrad.checking.patches import Statement
from whygrad.checking.reading.expressions import evaluate
from whygrad.checking.reading.interpreter import Interpreter, Moment
from whygrad.checking.reading.journal import Slot, put
from whygrad.checking.reading.numbers import node_of
from whygrad.checking.reading.signals import Dependent, Exhausted, Tainted, Unreadable
from whygrad.checking.reading.statements import run
from whygrad.checking.traces import Binding, Node
from whygrad.language.messages import WhygradError

MORE = 50_000  # units of work for one evaluation


def statement_of(binding: Binding) -> ast.stmt:
    """The statement that made a binding."""
    moment: Moment = binding.moment
    return moment.statement


def evaluated(syntax: ast.expr | str, binding: Binding) -> Node:
    """A new expression, with names and values as they were when the binding's statement began.

    Raises WhygradError where it cannot be evaluated or is no number.
    """
    if isinstance(syntax, str):
        syntax = ast.parse(syntax, mode="eval").body
    with returned_to(binding.moment) as m:
        node = node_of(m, evaluate(m, located(syntax, binding)))
        if node.value.dtype.kind not in "fciub":
            raise Unreadable("text is no number")
        return node


def rerun(statement: Statement | str, binding: Binding) -> Node | None:
    """What the binding would have been, had its statement been this one; None if it binds nothing.

    Of several statements the last one that binds something counts.
    Sums over loops, writes into parts and conditions around the statement work as in the script.
    Raises WhygradError where the statement cannot be read.
    """
    if isinstance(statement, str):
        statement = ast.parse(statement)
    body = statement.body if isinstance(statement, ast.Module) else [statement]
    with returned_to(binding.moment) as m:
        first = len(m.bindings)
        for each in body:
            run(m, located(each, binding))
        made = m.bindings[first:]
        found = (matching(made, binding) if len(body) == 1 else made) or made
        return found[-1].node if found else None


def matching(made: list[Binding], binding: Binding) -> list[Binding]:
    """Those of what another statement binds that stand for a binding of the first one."""
    if binding.kind == "return":  # its name is what is written there
        return [b for b in made if b.kind == "return" and b.part == binding.part]
    named = [b for b in made if b.name == binding.name]
    return [b for b in named if b.kind == binding.kind] or named


def located(syntax: Any, binding: Binding) -> Any:
    """New syntax stands where the binding's statement does."""
    line = binding.site.line
    for node in ast.walk(syntax):
        if isinstance(node, ast.expr | ast.stmt):
            node.lineno = getattr(node, "lineno", line) if hasattr(node, "lineno") else line
            node.end_lineno = getattr(node, "end_lineno", line) or line
            node.col_offset = getattr(node, "col_offset", 0)
            node.end_col_offset = getattr(node, "end_col_offset", 0) or 0
    return syntax


def hold(m: Interpreter, slots: list[Slot], position: int) -> None:
    """Brings the containers to a state, and the journal to its position."""
    for container, key, value in slots:
        put(container, key, value)
    m.journal.cursor = position


@contextmanager
def returned_to(moment: Moment) -> Iterator[Interpreter]:
    """The interpreter as it was at a moment; all that is done there is undone."""
    m: Interpreter = moment.interpreter
    end = m.journal.cursor
    later = m.journal.changes[moment.position :]
    state = (m.scope, m.loops, m.accesses, m.masks, m.calls, m.here, m.statement, m.moment,
             len(m.bindings), dict(m.unread), m.spent, m.random.bit_generator.state)  # fmt: skip
    unreadable = set(m.unreadable)
    back, forth = m.journal.way(moment.position)
    hold(m, back, moment.position)
    del m.journal.changes[moment.position :]
    m.scope, m.loops, m.accesses, m.masks = moment.scope, moment.loops, [], moment.masks
    m.accesses = [entry.copy() for entry in moment.accesses]
    m.calls, m.here, m.statement = moment.calls, moment.statement, moment.statement
    m.spent = 0.0
    m.trying = True
    m.reached = None
    m.random.bit_generator.state = moment.numbers
    try:
        with np.errstate(all="ignore"):
            yield m
        new = [u for key, u in m.unread.items() if key not in state[9]]
        if new:
            raise WhygradError(new[0].why)
    except (Unreadable, Tainted) as error:
        raise WhygradError(f"this cannot be evaluated: {error}") from None
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise WhygradError(f"this cannot be evaluated: {error}") from None
    except Dependent:
        raise WhygradError("this cannot be evaluated: its passes need each other") from None
    except (Exhausted, RecursionError):
        raise WhygradError("this cannot be evaluated: it computes too much") from None
    finally:
        m.journal.cut(moment.position)
        m.journal.changes.extend(later)
        hold(m, forth, end)
        (m.scope, m.loops, m.accesses, m.masks, m.calls, m.here, m.statement, m.moment,
         bindings, m.unread, m.spent, m.random.bit_generator.state) = state  # fmt: skip
        m.unreadable = unreadable
        m.trying = False
        del m.bindings[bindings:]
