"""A script's trace: what it did before training, and in its first few training steps."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np

from whygrad.checking.reading import naming
from whygrad.checking.reading.carrying import Carrying, OnePass, Training
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.signals import Dependent, Exhausted
from whygrad.checking.reading.source import Script
from whygrad.checking.reading.statements import run_block
from whygrad.checking.reading.uncalled import call_uncalled
from whygrad.checking.traces import Carried, Pass, Trace, Unread

STEPS = 3  # passes of the training loop that are read
FRAMES = 12_000  # of Python, for scripts that call deeply


def trace_script(
    script: Script, *, entry: Mapping[str, np.ndarray] | None = None, seed: int = 1
) -> Trace:
    """What the script computes; nothing of it is run by Python.

    entry  start values by name (as `Carried.name` spells them) that take the place of those
           which the script has at the begin of its training loop
    seed   of the numbers that stand for the script's random ones
    """
    if entry and "expected" in script.found:
        expected = script.found.pop("expected")
        m = reading(script, entry, seed, expected)
        if script.found["training"] is expected:
            return traced(m)
        del m, script.found["training"]
    if entry and "training" not in script.found:
        reading(script, {}, seed, None)
    return traced(reading(script, entry or {}, seed, script.found.get("training")))


def reading(
    script: Script, entry: Mapping[str, np.ndarray], seed: int, entry_at: Any
) -> Interpreter:
    m = Interpreter(entry, seed, STEPS)
    m.carrying = Carrying(entry_at)
    m.variables = variables(script)
    m.settings, m.fresh = settings(script)
    m.budget = script.found.get("budget", m.budget)
    if entry_at is None:
        m.pending = dict(entry)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, FRAMES))
    try:
        with np.errstate(all="ignore"):
            run_block(m, script.tree.body)
            if not m.carrying.training:
                call_uncalled(m)
    except Exhausted:
        stop(m, "the script computes too much to be read to its end; it was read up to here")
    except Dependent:
        stop(m, "this line mixes the passes of loops in a way that is not read")
    except RecursionError:
        stop(m, "nested too deeply to be read")
    finally:
        sys.setrecursionlimit(limit)
    training = training_of(m.carrying)
    script.found["training"] = training.syntax if training else None
    script.found["spent"] = m.spent
    script.found["held"] = m.held
    return m


def expect_training(script: Script, like: Script) -> None:
    """The training loop is taken to be the one of a script that differs in a line or two.

    Where it turns out to be another one, the script is read as any other.
    """
    mine, other = loops_of(script), loops_of(like)
    training = like.found.get("training")
    if training is None or (training in other and len(mine) == len(other)):
        script.found["expected"] = None if training is None else mine[other.index(training)]


def loops_of(script: Script) -> list[ast.AST]:
    return [node for node in ast.walk(script.tree) if isinstance(node, ast.For | ast.While)]


def variables(script: Script) -> frozenset[str]:
    """The names that the script's `for` statements count or go through with."""
    loops = (node for node in ast.walk(script.tree) if isinstance(node, ast.For))
    names = (node for loop in loops for node in ast.walk(loop.target))
    return frozenset(node.id for node in names if isinstance(node, ast.Name))


def settings(script: Script) -> tuple[frozenset[str], frozenset[str]]:
    """The names that one line gives a value: at the script's own level, and within a loop."""
    kinds = ast.Assign | ast.AnnAssign
    top = [node for node in script.tree.body if isinstance(node, kinds)]
    stored = (node for node in ast.walk(script.tree) if isinstance(node, ast.Name))
    counts = Counter(node.id for node in stored if isinstance(node.ctx, ast.Store))
    names = [one.id for node in top for one in ast.walk(node) if isinstance(one, ast.Name)]
    once = frozenset(name for name in counts if counts[name] == 1)
    loops = (node for node in ast.walk(script.tree) if isinstance(node, ast.For | ast.While))
    within = (node for loop in loops for node in ast.walk(loop) if isinstance(node, ast.Assign))
    fresh = {one.id for node in within for one in node.targets if isinstance(one, ast.Name)}
    return once & set(names), once & fresh


def stop(m: Interpreter, why: str) -> None:
    line = getattr(m.statement, "lineno", 1)
    m.unread[line, why] = Unread(line, why)
    m.loops, m.accesses, m.masks = (), [], ()


def training_of(carrying: Carrying) -> Training | None:
    """The training loop: the one whose passes compute the most, of those that update."""
    found = [t for t in carrying.training.values() if t.outermost is not None]
    return max(found, key=lambda t: t.passes[0].carried != () and size_of(t), default=None)


def size_of(training: Training) -> int:
    return sum(entry.start.value.size for entry in training.passes[0].carried)


def traced(m: Interpreter) -> Trace:
    training = training_of(m.carrying)
    before, passes, after = divided(m, training) if training else (*whole(m), [])
    return Trace(
        before=tuple(before),
        passes=tuple(passes),
        unread=tuple(m.unread.values()),
        loop=line_of(training.syntax) if training else None,
        printed=tuple(m.printed),
        others=m.others,
        after=tuple(after),
    )


def divided(m: Interpreter, training: Training) -> tuple[list[Any], list[Pass], list[Any]]:
    """The records before training, those of each pass, and those after it."""
    outermost = training.outermost
    assert outermost is not None
    ends = [p.bindings_end for p in outermost.passes]
    last = max([*ends, training.passes[-1].bindings_end])
    starts = [p.bindings for p in training.passes]
    first = min(outermost.bindings, starts[0])
    bounds = [first, *starts[1:], last]
    passes = [
        Pass(tuple(m.bindings[a:b]), this.carried)
        for a, b, this in zip(bounds, bounds[1:], training.passes, strict=False)
    ]
    return m.bindings[:first], passes, m.bindings[last:]


def whole(m: Interpreter) -> tuple[list[Any], list[Pass]]:
    """A script without a training loop: all of it is one pass."""
    carried: dict[str, Carried] = {}
    first: dict[str, Any] = {}
    for binding in m.bindings:
        if binding.kind in ("argument", "return", "append") or binding.node.loops:
            continue
        start = first.setdefault(binding.name, binding.node)
        if binding.node is not start and binding.node.value.shape == start.value.shape:
            carried[binding.name] = Carried(binding.name, start, binding.node)
    return [], [Pass(tuple(m.bindings), tuple(carried.values()))] if m.bindings else []


__all__ = ["OnePass", "naming", "trace_script"]


def line_of(loop: ast.AST) -> int:
    """Where a loop stands, or a comprehension, which is known by what it goes over."""
    place: Any = loop.target if isinstance(loop, ast.comprehension) else loop
    return int(place.lineno)
