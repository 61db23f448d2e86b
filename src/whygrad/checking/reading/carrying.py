"""The loops that run pass by pass: what their passes carry on, and which one is the training loop.

The training loop is the innermost one that updates a value in place of itself, from something
that depends on that value: a parameter. Of it, the first few passes are read.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from whygrad.checking.flows import is_memory
from whygrad.checking.reading import naming
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.naming import Place
from whygrad.checking.reading.nesting import is_part_of_step
from whygrad.checking.traces import Carried, Node

DIRECT = frozenset({
    "add", "subtract", "multiply", "divide", "where", "put", "add_at", "index", "stack",
    "reshape", "transpose", "broadcast", "collect", "spread", "cast", "maximum", "minimum",
    "concatenate", "mean",
})  # fmt: skip
JOINING = frozenset({"put", "add_at", "where", "stack", "concatenate", "maximum", "minimum"})
# Operations without a slope: no way leads through them.
LEVEL = frozenset({
    "greater", "greater_equal", "less", "less_equal", "equal", "not_equal", "sign", "argmax",
    "argmin", "argsort", "logical_not", "logical_and", "logical_or", "any", "all", "floor",
})  # fmt: skip
LONG = 30  # passes, from which a loop that carries values on is not read to its end


@dataclass(slots=True, eq=False)
class OnePass:
    """One pass: where its records begin and end, and what was in reach then."""

    bindings: int
    created: int
    serial: int
    start: dict[str, Place]
    end: dict[str, Place] = field(default_factory=dict)
    bindings_end: int = 0
    training: bool = False
    carried: tuple[Carried, ...] = ()


@dataclass(slots=True, eq=False)
class Run:
    """One execution of a loop, pass by pass."""

    syntax: Any
    length: int
    calls: tuple[int, ...]
    bindings: int
    passes: list[OnePass] = field(default_factory=list)
    inner: bool = False  # a loop inside it is a training loop
    watched: bool = True


@dataclass(slots=True, eq=False)
class Training:
    """All passes of the training loop, over all its executions; the outermost loop around it."""

    syntax: Any
    passes: list[OnePass] = field(default_factory=list)
    outermost: Run | None = None


class Carrying:
    def __init__(self, entry_at: Any = None) -> None:
        self.running: list[Run] = []
        self.training: dict[Any, Training] = {}
        self.entry_at = entry_at  # the loop at whose begin the start values are put in place
        self.entered = False

    def begin(self, m: Interpreter, syntax: Any, length: int) -> Run:
        is_called = isinstance(syntax, ast.comprehension) and bool(self.running)
        may_train = isinstance(syntax, ast.For | ast.While) or is_called or length > LONG
        if length <= LONG and any(run.syntax in self.training for run in self.running):
            may_train = False  # within a training step
        run = Run(syntax, length, m.calls, len(m.bindings), watched=may_train and not m.loops)
        self.running.append(run)
        if run.watched and len(self.running) == 1:
            naming.unite(m)
        if run.watched and not self.entered and syntax is self.entry_at:
            self.entered = True
            for name, value in m.entry.items():
                naming.set_place(m, name, value)
        return run

    def enter(self, m: Interpreter, run: Run) -> None:
        if run.watched:
            if run.passes:  # lists of numbers that the training has from the start
                first = self.running[0].passes[:1]
                naming.unite(m, {each.container for one in first for each in one.start.values()})
            start = naming.reached(m)
            run.passes.append(OnePass(len(m.bindings), len(m.created), m.serial, start))

    def leave(self, m: Interpreter, run: Run) -> bool:
        """Notes what a pass left; True where no more passes are to be read."""
        if not run.watched or not run.passes:
            return False
        this = run.passes[-1]
        this.bindings_end = len(m.bindings)
        this.end = naming.reached(m)
        if run.inner:
            return self.enough(m, run)
        nodes = m.created[this.created :]
        this.carried = carried(this, nodes)
        around = self.running[-2] if len(self.running) > 1 else None
        this.training = any(
            updates(c.start, c.end, nodes)
            and not ("[" in c.name and counts_layers(run.syntax, root(c.name)))
            and self.lasts(m, c, run, around)
            and not is_memory(c, this.carried)
            for c in this.carried
        ) and not (around is not None and is_part_of_step(run.syntax, around.syntax))
        if this.training:
            training = self.training.setdefault(run.syntax, Training(run.syntax))
            training.passes.append(this)
            training.outermost = self.running[0]
            for outer in self.running[:-1]:
                outer.inner = True
            return len(training.passes) >= m.steps
        return self.long(m, run)

    def enough(self, m: Interpreter, run: Run) -> bool:
        return any(
            len(t.passes) >= m.steps for t in self.training.values() if t.outermost in self.running
        )

    def long(self, m: Interpreter, run: Run) -> bool:
        """A long loop that carries values on, though none is updated as a parameter is."""
        this = run.passes[-1]
        around = self.running[-2] if len(self.running) > 1 else None
        lasting = [c for c in this.carried if self.lasts(m, c, run, around)]
        return bool(lasting) and run.length > LONG and len(run.passes) >= LONG

    def lasts(self, m: Interpreter, entry: Carried, run: Run, around: Run | None) -> bool:
        """The value was there before the pass of the loop around began, and will be after it."""
        if around is None or not around.passes:
            return True
        first = run.passes[0].start.get(entry.name)
        if first is None:
            return False
        if first.node.leaf == "start" or not entry.name.isidentifier():
            return first.node.leaf == "start" or first.node.serial < around.passes[-1].serial
        outer = around.passes[-1].start
        if not (entry.name in m.scope.slots and len(run.calls) > len(around.calls)):
            there = outer.get(entry.name)
            return there is not None and there.node is first.node
        changed = run.passes[-1].end[entry.name].container is first.container
        names = [name for name, place in outer.items() if place.node is first.node]
        return bool(names) and (changed or any(root(n) in stored(around.syntax) for n in names))

    def end(self, m: Interpreter, run: Run) -> None:
        while self.running and self.running[-1] is not run:
            self.running.pop()
        if self.running:
            self.running.pop()


def root(name: str) -> str:
    """Of `params['W'][0]` or `net.W`: the name that it begins with."""
    return re.split(r"[.\[]", name, maxsplit=1)[0]


@lru_cache(maxsize=64)
def stored(syntax: ast.AST) -> frozenset[str]:
    """The names that a loop assigns, or to parts of which it assigns."""
    places = (node for node in ast.walk(syntax) if isinstance(getattr(node, "ctx", 0), ast.Store))
    return frozenset(root(ast.unparse(place)) for place in places)


@lru_cache(maxsize=64)
def counts_layers(syntax: ast.AST, name: str) -> bool:
    """Whether each pass of a loop changes another part of something: a loop over layers."""
    if not isinstance(syntax, ast.For):
        return False
    counters = {one.id for one in ast.walk(syntax.target) if isinstance(one, ast.Name)}
    places = (node for node in ast.walk(syntax) if isinstance(getattr(node, "ctx", 0), ast.Store))
    parts = (one for one in places if isinstance(one, ast.Subscript) and root_of(one) == name)
    return any(
        isinstance(one, ast.Name) and one.id in counters for part in parts for one in indexes(part)
    )


def root_of(place: ast.Subscript) -> str:
    return root(ast.unparse(place))


def indexes(place: ast.expr) -> Iterator[ast.AST]:
    """All that stands in the brackets of `w[k][j]`."""
    while isinstance(place, ast.Subscript):
        yield from ast.walk(place.slice)
        place = place.value


def carried(this: OnePass, nodes: list[Node]) -> tuple[Carried, ...]:
    """What a pass read from before it and left changed."""
    used = {id(whole) for node in nodes for entry in node.inputs for whole in wholes(entry)}
    found = []
    ends = {other: place for place in this.end.values() for other in place.others} | this.end
    for name, start in this.start.items():
        end = ends.get(name)  # a shorter name of the same array may be new
        if end is None or end.node is start.node or start.node.value.dtype.kind in "b":
            continue
        if id(start.node) in used:
            found.append(Carried(name, start.node, end.node, end.others))
    return tuple(found)


def updates(start: Node, end: Node, nodes: list[Node]) -> bool:
    """`end` is `start` plus something that depends on `start`: two ways lead there, one direct.

    By a comparison alone, as the slope of |x| does, a value depends on `start` only where it is
    added: the mask of a relu is no such thing.
    """
    first = {
        id(start),
        *(id(entry) for node in nodes for entry in node.inputs if part_of(entry, start)),
    }
    ways = dict.fromkeys(first, 1)
    direct, reached = set(first), set(first)
    for node in nodes:
        if not reached.isdisjoint(id(entry) for entry in node.inputs):
            reached.add(id(node))
        if node.operation in LEVEL:
            continue
        counts = [ways.get(id(entry), 0) for entry in node.inputs]
        if node.operation in ("add", "subtract"):
            counts = [
                max(n, int(id(one) in reached)) for n, one in zip(counts, node.inputs, strict=True)
            ]
        count = max(counts, default=0) if node.operation in JOINING else sum(counts)
        if count:
            ways[id(node)] = min(count, 2)
            if node.operation in DIRECT and any(id(entry) in direct for entry in node.inputs):
                direct.add(id(node))
    return ways.get(id(end), 0) > 1 and id(end) in direct


def wholes(node: Node) -> Iterator[Node]:
    """A node, and all that it is an entry of."""
    yield node
    while node.operation == "index":
        node = node.inputs[0]
        yield node


def part_of(node: Node, whole: Node) -> bool:
    """Whether a node is an entry of another one, by its place alone."""
    while node.operation == "index" and node.serial > whole.serial:
        node = node.inputs[0]
    return node is whole
