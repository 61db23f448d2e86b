"""Loops: read at once, their variable an axis, or pass by pass where a pass needs another."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import numpy as np

from whygrad.checking.reading import lists
from whygrad.checking.reading.accesses import Accesses
from whygrad.checking.reading.carrying import Carrying
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.signals import THROUGH, Dependent, Flow, Tainted, Unreadable
from whygrad.checking.reading.values import Counting, Listing
from whygrad.checking.traces import Loop, Node

LONGEST = 100_000  # passes of a loop that is read as an index

Body = Callable[[Any], Flow]


def run(m: Interpreter, syntax: Any, name: str, counting: Counting, body: Body) -> Flow:
    """All passes of a loop. `body` binds the element and runs one pass."""
    key = (syntax, m.calls, tuple(loop.syntax for loop in m.loops))
    if 1 < counting.length <= LONGEST and key not in m.dependent:
        line = getattr(syntax, "lineno", None) or int(getattr(m.here, "lineno", 1))
        loop = Loop(syntax, name, line, counting.length, len(m.loops))
        state, running = m.state(), len(m.carrying.running)
        try:
            return at_once(m, loop, counting, body)
        except (Dependent, Unreadable, Tainted, ArithmeticError, LookupError, TypeError,
                ValueError) as error:  # fmt: skip
            m.restore(state)
            m.ended += 1
            del m.carrying.running[running:]
            if isinstance(error, Dependent) and error.loop is not loop:
                raise
            m.dependent.add(key)
    return one_by_one(m, syntax, counting, body)


def at_once(m: Interpreter, loop: Loop, counting: Counting, body: Body) -> Flow:
    """One reading of the body for all passes.

    Raises Dependent where a pass needs what another one left.
    """
    m.loops = (*m.loops, loop)
    m.accesses.append(Accesses(loop))
    flow = body(counting.element(variable(m, loop)))
    if flow.kind in ("break", "return", "raise"):
        raise Dependent(loop)
    accesses = m.accesses[-1]
    grown = [c for c in accesses.found if isinstance(c, Listing) and loop in c.slots]
    for container in grown:
        around = [a.loop for a in m.accesses[:-1] if a.loop not in container.born]
        lists.flushed(m, container, loop, around[-1] if around else None)
    m.loops = m.loops[:-1]
    m.ended += 1
    m.accesses = m.accesses[:-1]
    return THROUGH


def variable(m: Interpreter, loop: Loop) -> Node:
    """The number of the pass, from 0."""
    values = np.arange(loop.length)
    return m.kept(
        Node("leaf", (), {"variable": loop}, values, m.site(), (loop,), "stated", m.serial)
    )


def one_by_one(m: Interpreter, syntax: Any, counting: Counting, body: Body) -> Flow:
    carrying: Carrying = m.carrying
    run_ = carrying.begin(m, syntax, counting.length)
    flow = THROUGH
    for place in range(counting.length):
        m.spend(1)
        carrying.enter(m, run_)
        flow = body(counting.element(place))
        if carrying.leave(m, run_) or flow.kind in ("break", "return", "raise"):
            break
    carrying.end(m, run_)
    return THROUGH if flow.kind == "continue" else flow


def while_true(m: Interpreter, syntax: ast.While, test: Callable[[], bool],
               body: Callable[[], Flow]) -> Flow:  # fmt: skip
    """A `while` loop, pass by pass."""
    carrying: Carrying = m.carrying
    run_ = carrying.begin(m, syntax, 10**9)
    flow = THROUGH
    while test():
        m.spend(1)
        carrying.enter(m, run_)
        flow = body()
        if carrying.leave(m, run_) or flow.kind in ("break", "return", "raise"):
            break
    carrying.end(m, run_)
    return THROUGH if flow.kind == "continue" else flow
