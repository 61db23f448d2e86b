"""The state of a reading, and how nodes are made."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from whygrad.checking.operations import value_of
from whygrad.checking.reading.accesses import Accesses, Key
from whygrad.checking.reading.journal import MISSING, Journal
from whygrad.checking.reading.signals import Dependent, Exhausted, Tainted, Unreadable
from whygrad.checking.reading.values import (
    Array,
    Cell,
    Container,
    Loops,
    Pack,
    Part,
    Scope,
    Stale,
    Unknown,
    View,
    own_axes,
)
from whygrad.checking.traces import Binding, Loop, Node, Site, Unread

BUDGET = 64_000  # units of work: about one a node
HELD = 30_000_000  # entries of all arrays together
LARGEST = 10_000_000  # entries of one array
LARGE = 5_000  # entries of operands, from which their result's size is looked at beforehand
CHANGING = frozenset({Node, Array, Part, tuple})  # what the end of a loop may change
DEEPEST = 60  # calls of the script's functions inside each other


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """The state of a reading when a statement began."""

    interpreter: Interpreter
    position: int
    scope: Scope
    loops: Loops
    masks: tuple[Node, ...]
    calls: tuple[int, ...]
    statement: ast.stmt
    accesses: tuple[Accesses, ...] = ()
    numbers: Any = None  # the state of the random numbers


class Interpreter:
    """One reading of a script: what its names hold, and what was recorded."""

    def __init__(self, entry: Mapping[str, np.ndarray], seed: int, steps: int):
        self.entry = entry
        self.pending: dict[str, np.ndarray] = {}  # start values that have no training loop
        self.steps = steps  # passes of the training loop that are read
        self.random = np.random.default_rng(seed)
        self.journal = Journal()
        self.module = Scope(None)
        self.scope = self.module
        self.loops: Loops = ()
        self.accesses: list[Accesses] = []
        self.masks: tuple[Node, ...] = ()
        self.calls: tuple[int, ...] = ()
        self.guarded = 0  # `try` statements around, that have handlers
        self.endless = 0  # `while True` loops around
        self.exact = False  # numbers that guard against log(0) stay where they are
        self.reports: set[str] = set()  # names that are set only to be printed
        self.trying = False  # an expression is evaluated anew, after the reading
        self.here: Any = None
        self.statement: Any = None
        self.moment: Moment | None = None
        self.serial = 0
        self.ended = 0  # loops read as indexes that have ended
        self.spent = 0.0
        self.held = 0  # entries of arrays
        self.budget: float = BUDGET
        self.bindings: list[Binding] = []
        self.created: list[Node] = []
        self.printed: list[tuple[Node, str]] = []
        self.unread: dict[tuple[int, str], Unread] = {}
        self.unreadable: set[ast.AST] = set()
        self.dependent: set[Any] = set()
        self.called: set[Any] = set()
        self.others: dict[str, Any] = {}
        self.variables: frozenset[str] = frozenset()  # those of the script's loops
        self.settings: frozenset[str] = frozenset()  # names of numbers written once, for all
        self.fresh: frozenset[str] = frozenset()  # names that one line within a loop gives a value
        self.reached: Any = None  # the numbers in reach (naming.py), and when they were looked up
        self.numpy = False  # whether it is imported: its numbers make an array of a list
        self.part = ""  # of what a function gives back, while it is recorded
        self.carrying: Any = None  # what the loops that run pass by pass know (carrying.py)

    # Nodes ---------------------------------------------------------------------------------------

    def site(self) -> Site:
        return Site(self.here, getattr(self.here, "lineno", 1), self.calls)

    def node(
        self, operation: str, inputs: Sequence[Node], options: dict[str, Any], loops: Loops
    ) -> Node:
        value = value_of(operation, [entry.value for entry in inputs], options)
        return self.kept(Node(operation, tuple(inputs), options, value, self.site(), loops,
                              serial=self.serial))  # fmt: skip

    def leaf(self, value: Any, kind: str = "stated", loops: Loops = ()) -> Node:
        array = np.asarray(value)
        return self.kept(
            Node("leaf", (), {}, array, self.site(), loops, leaf=kind, serial=self.serial)
        )

    def marked(self, value: float | np.ndarray) -> Node:
        """A number of one sample."""
        array, how = np.asarray(value), {"datum": True}
        return self.kept(Node("leaf", (), how, array, self.site(), (), "stated", self.serial))

    def mark(self, node: Node) -> None:
        """Tells a number of one sample; in place, since it may be a parameter just as well."""
        cast(dict[str, Any], node.options)["datum"] = True

    def kept(self, node: Node) -> Node:
        self.serial += 1
        self.spend(1 + node.value.size / 10_000)
        self.check_size(node.value.shape)
        self.hold(node)
        self.created.append(node)
        return node

    def hold(self, node: Node) -> None:
        """Counts the memory of a node that is no view of another one."""
        size = node.value.size
        if size < LARGE or not any(np.may_share_memory(node.value, e.value) for e in node.inputs):
            self.held += size
        if self.held > HELD:
            raise Exhausted

    def spend(self, work: float) -> None:
        self.spent += work
        if self.spent > self.budget:
            raise Exhausted

    # Loops read as indexes -----------------------------------------------------------------------

    def united(self, nodes: Sequence[Node]) -> Loops:
        """All loops of some nodes, outermost first."""
        loops: Loops = ()
        for node in nodes:
            if node.loops != loops:
                loops = tuple(sorted({*loops, *node.loops}, key=lambda loop: loop.depth))
        return loops

    def shaped(self, node: Node, loops: Loops, axes: int) -> Node:
        """A node whose axes stand where those of `loops` and `axes` own axes broadcast."""
        if not node.loops and own_axes(node) <= axes:
            return node
        own = node.value.shape[len(node.loops) :]
        lengths = dict(zip(node.loops, node.value.shape, strict=False))
        outer = [lengths.get(loop, 1) for loop in loops]
        shape = (*outer, *(1,) * (axes - len(own)), *own)
        extra = len(shape) - node.value.ndim
        if node.value.shape == shape[extra:] and all(length == 1 for length in shape[:extra]):
            return node
        return self.node("reshape", [node], {"shape": shape}, loops)

    def aligned(self, nodes: Sequence[Node]) -> tuple[Loops, list[Node]]:
        loops = self.united(nodes)
        if not loops:
            return (), list(nodes)
        axes = max(own_axes(node) for node in nodes)
        return loops, [self.shaped(node, loops, axes) for node in nodes]

    def elementwise(self, operation: str, *nodes: Node, **options: Any) -> Node:
        loops, inputs = self.aligned(nodes)
        if sum(entry.value.size for entry in inputs) > LARGE:
            self.check_size(np.broadcast_shapes(*(entry.value.shape for entry in inputs)))
        return self.node(operation, inputs, options, loops)

    def check_size(self, shape: Sequence[int]) -> None:
        """Raises Unreadable before an array is made that is too large."""
        size = math.prod(shape)
        if size > LARGEST:
            raise Unreadable(f"an array of {size:,} entries is too large to read")

    def widened(self, node: Node, loops: Loops) -> Node:
        """The node with an axis for each of `loops`, its own ones among them."""
        if node.loops == loops:
            return node
        own = node.value.shape[len(node.loops) :]
        first = self.shaped(node, loops, len(own))
        shape = (*(loop.length for loop in loops), *own)
        self.check_size(shape)
        return self.node("broadcast", [first], {"shape": shape}, loops)

    def collected(self, node: Node, loop: Loop) -> Node:
        """The passes of a loop as the first of the node's own axes."""
        loops = self.united([node]) if loop in node.loops else (*node.loops, loop)
        loops = tuple(sorted(loops, key=lambda entry: entry.depth))
        wide = self.widened(node, loops)
        place = loops.index(loop)
        axes = [*range(wide.value.ndim)]
        axes.insert(len(loops) - 1, axes.pop(place))
        rest = loops[:place] + loops[place + 1 :]
        return self.node("collect", [wide], {"axes": tuple(axes)}, rest)

    def summed(self, node: Node, loops: Loops) -> Node:
        """The sum over all passes of some loops."""
        if not loops:
            return node
        united = tuple(sorted({*node.loops, *loops}, key=lambda loop: loop.depth))
        wide = self.widened(node, united)
        places = tuple(united.index(loop) for loop in loops)
        rest = tuple(loop for loop in united if loop not in loops)
        return self.node("sum", [wide], {"axis": places, "keepdims": False}, rest)

    def last(self, node: Node, loop: Loop) -> Node:
        """What the last pass of a loop left."""
        place = node.loops.index(loop)
        rest = node.loops[:place] + node.loops[place + 1 :]
        index = (slice(None),) * place + (-1,)
        return self.node("index", [node], {"index": index}, rest)

    def settled(self, value: Any) -> Any:
        """A value as it stands outside the loops that have ended: that of their last pass."""
        if isinstance(value, Node):
            for loop in value.loops:
                if loop not in self.loops:
                    value = self.last(value, loop)
        elif isinstance(value, Pack):
            node = self.settled(value.node)
            return value if node is value.node else Pack(node, value.depth)
        elif isinstance(value, Part) or (isinstance(value, Array) and value.views):
            return self.settled_view(value)
        elif isinstance(value, Stale):
            return self.settled_stale(value)
        elif isinstance(value, tuple):
            return self.settled_tuple(value)
        return value

    def settled_tuple(self, value: tuple[Any, ...]) -> tuple[Any, ...]:
        self.spend(0.05 + len(value) / 1000)
        if CHANGING.isdisjoint(map(type, value)):
            return value
        entries = tuple(self.settled(entry) for entry in value)
        return value if all(a is b for a, b in zip(entries, value, strict=True)) else entries

    def settled_stale(self, value: Stale) -> Any:
        """What the last of the passes that set a name left; Dependent while they still run."""
        held = value.condition
        if any(loop in self.loops for loop in held.loops):
            return value
        if not isinstance(value.new, Node) or any(k not in held.loops for k in value.new.loops):
            return Unknown(self.site().line, "a name that only some passes of a loop have set")
        passes = np.argwhere(held.value)
        if not len(passes):
            return self.settled(value.old)
        node = self.widened(value.new, held.loops)
        return self.node("index", [node], {"index": tuple(int(k) for k in passes[-1])}, ())

    def settled_view(self, value: Any) -> Any:
        """A view by the variable of a loop that has ended: by its last pass."""
        indexes = [value.index] if isinstance(value, Part) else [
            view.how for view in value.views if view.kind == "index"
        ]  # fmt: skip
        if self.loops_hold(indexes):
            return value
        from whygrad.checking.reading import subscripts

        if isinstance(value, Part):
            result: Any = value.owner
            for entry in value.index:
                result = subscripts.item(self, result, (self.place(entry),))
            return result
        views = tuple(
            View("index", tuple(self.place(e) for e in view.how)) if view.kind == "index" else view
            for view in value.views
        )
        return Array(value.cell, views)

    def loops_hold(self, indexes: Sequence[Any]) -> bool:
        """No index has a loop that has ended."""
        return all(
            loop in self.loops
            for index in indexes
            for entry in index
            if isinstance(entry, Node)
            for loop in entry.loops
        )

    def place(self, entry: Any) -> Any:
        if not isinstance(entry, Node):
            return entry
        node = self.settled(entry)
        return node if node.value.ndim else int(node.value)

    # Containers ----------------------------------------------------------------------------------

    def note(self, container: Container, key: Key, kind: str) -> Loops:
        """Notes an access in all loops around it; gives those over which `+=` is a sum."""
        if not self.accesses:
            return ()
        self.spend(len(self.accesses) ** 2 / 10)
        if container.frozen and kind != "r":
            raise Dependent(self.loops[-1])
        sums = []
        for accesses in self.accesses:
            if accesses.loop in container.born:
                continue
            if kind != "a":
                accesses.note(container, key, kind)
            elif accesses.private(container, key):
                continue
            elif any(accesses.loop in getattr(entry, "loops", ()) for entry in key):
                accesses.note(container, key, "r")
                accesses.note(container, key, "w")
            else:
                accesses.note(container, key, "a")
                sums.append(accesses.loop)
        return tuple(sums)

    def slot(self, container: Container, key: Any) -> Any:
        """What stands in a slot, outside the loops that have ended; MISSING where nothing does."""
        value = container.slots.get(key, MISSING)
        if isinstance(value, tuple):
            checked = container.checked
            if checked is not None and checked[0] is value and checked[1] == self.ended:
                return value
            container.checked = (value, self.ended)
        settled = self.settled(value)
        if settled is not value:
            self.journal.write(container, key, settled, direct=True)
        return settled

    def write(self, container: Container, key: Any, value: Any, direct: bool = False) -> None:
        if isinstance(value, tuple | dict):  # a copy of all its elements is kept
            self.spend(len(value) / (500 if isinstance(value, tuple) else 50))
        self.journal.write(container, key, value, direct)

    def wrapped(self, node: Node) -> Any:
        """A node as a value: a number, or a new array."""
        return self.array(node) if own_axes(node) else node

    def array(self, node: Node) -> Array:
        cell = Cell(self.loops)
        cell.slots["node"] = node
        return Array(cell)

    # Records -------------------------------------------------------------------------------------

    def record(self, name: str, node: Node, kind: str, before: Node | None = None) -> None:
        site, part = self.site(), self.part
        self.bindings.append(Binding(name, node, site, kind, before, self.moment, part))

    def refuse(self, syntax: Any, why: str) -> Unknown:
        """Notes that a line cannot be read; a loop read as an index is read pass by pass then."""
        if self.loops and not self.trying and syntax not in self.unreadable:
            raise Dependent(self.loops[-1])
        self.unreadable.add(syntax)
        line = getattr(syntax, "lineno", getattr(self.statement, "lineno", 1))
        self.unread.setdefault((line, why), Unread(line, why))
        return Unknown(line, why)

    def state(self) -> tuple[Any, ...]:
        """All that a taken-back attempt has to restore."""
        return (
            self.journal.cursor, self.scope, self.loops,
            [entry.copy() for entry in self.accesses], self.masks,
            self.calls, self.here, self.statement, self.moment, len(self.bindings),
            len(self.created), len(self.printed), self.held, self.random.bit_generator.state,
        )  # fmt: skip

    def restore(self, state: tuple[Any, ...]) -> None:
        (position, self.scope, self.loops, self.accesses, self.masks, self.calls, self.here,
         self.statement, self.moment, bindings, created, printed, self.held,
         numbers) = state  # fmt: skip
        self.journal.cut(position)
        del self.bindings[bindings:]
        del self.created[created:]
        del self.printed[printed:]
        self.random.bit_generator.state = numbers


Handler = Callable[[Interpreter, Any], Any]


def known(value: Any) -> Any:
    """The value, unless it is unknown."""
    if isinstance(value, Unknown):
        raise Tainted(value)
    return value
