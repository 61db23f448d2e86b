"""What the names of a script hold while it is read.

Whole numbers, truth values and text that the script states are Python's own (`int`, `bool`, `str`,
also `None`, tuples, slices); every other number is a `Node`. All that can change is a container:
its state lies in `slots`, which only a `Journal` writes.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import numpy as np

from whygrad.checking.traces import Loop, Node

Loops = tuple[Loop, ...]


SERIALS = count()


class Container:
    """Something that can change. `born`: the loops read as indexes in which it was made."""

    __slots__ = ("born", "cache", "checked", "frozen", "serial", "slots")

    def __init__(self, born: Loops = (), **slots: Any):
        self.slots: dict[Any, Any] = slots
        self.born = born
        self.serial = next(SERIALS)  # in the order in which containers are made
        self.cache: Any = None
        self.checked: Any = None  # a tuple in a slot, and after how many loops it was looked at
        self.frozen = False  # a picture of many values at once, which cannot be written


class Scope(Container):
    """The names of a module or of one call of a function."""

    __slots__ = ("above", "foreign", "module")

    def __init__(self, above: Scope | None, born: Loops = ()):
        super().__init__(born)
        self.above = above
        self.module: Scope = above.module if above else self
        self.foreign: dict[str, Scope] = {}  # names declared `global` or `nonlocal`


class Cell(Container):
    """The memory of an array: the node that it holds now, in slot `node`."""

    __slots__ = ()


class Listing(Container):
    """A list. Slot `content`: a tuple of values, or a `Pack`."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A list of numbers, or of equally long lists of them, as one node.

    depth  how many of the node's own first axes are lists; the rest are arrays'
    """

    node: Node
    depth: int


class Mapping(Container):
    """A dict. Slot `content`: a Python dict that is replaced when it changes."""

    __slots__ = ("factory",)

    def __init__(self, born: Loops = (), factory: Any = None):
        super().__init__(born)
        self.factory = factory  # of a `defaultdict`: what makes a value that is missing


class Instance(Container):
    """An object of a class of the script; its slots are its attributes."""

    __slots__ = ("kind",)

    def __init__(self, kind: Class, born: Loops = ()):
        super().__init__(born)
        self.kind = kind


@dataclass(frozen=True, slots=True, eq=False)
class Array:
    """A NumPy array: a cell, seen through views (`.T`, slices, reshape), the first one first."""

    cell: Cell
    views: tuple[View, ...] = ()
    seen: list[Any] = field(default_factory=list)  # the cell's node and what it looks like here


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One way to see an array. kind: "index", "transpose" or "reshape"."""

    kind: str
    how: Any


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """`lists[i][j]` where an index is a loop's variable: part of a list of lists, all at once."""

    owner: Listing
    index: tuple[Any, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function or lambda of the script; `owner` is the class that it was written in."""

    syntax: ast.FunctionDef | ast.Lambda
    scope: Scope
    defaults: dict[str, Any]
    owner: Class | None = None
    kind: str = ""  # "static", "class", "property" or nothing
    held: Container = field(default_factory=Container)  # its attributes


class Class(Container):
    """A class of the script; its slots are its attributes."""

    __slots__ = ("bases", "fields", "grouped", "name")

    def __init__(self, name: str, bases: tuple[Any, ...]):
        super().__init__()
        self.name = name
        self.bases = bases
        self.fields: tuple[str, ...] = ()  # of a dataclass or a named tuple, in order
        self.grouped = False  # its objects are tuples too

    def found(self, name: str) -> tuple[Class, Any] | None:
        """The class, this one or one above it, that has the attribute, and what it holds."""
        for kind in self.lineage():
            if name in kind.slots:
                return kind, kind.slots[name]
        return None

    def lineage(self) -> list[Class]:
        """The class and all above it, each once, the left ones first."""
        found: dict[Class, None] = {}
        waiting = [self]
        while waiting:
            kind = waiting.pop()
            if kind not in found:
                found[kind] = None
                waiting.extend(base for base in reversed(kind.bases) if isinstance(base, Class))
        return [*found]


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """A method of an object: a function of the script with its first argument."""

    function: Function
    owner: Any


@dataclass(frozen=True, slots=True, eq=False)
class Builtin:
    """A function that the interpreter knows by itself. `call(interpreter, *args, **keywords)`."""

    name: str
    call: Callable[..., Any]


def table_of(calls: dict[str, Any]) -> dict[str, Any]:
    """Known functions by name."""
    return {name: Builtin(name, call) for name, call in calls.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Module:
    """A module that a script imports: `numpy`, `math`, `random`, ...; or a part of one."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Quiet:
    """A picture, a clock, a file of the system: it can be called, and computes nothing."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Unknown:
    """What could not be read; everything that depends on it is unknown too."""

    line: int
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class Stale:
    """A name that only some passes of a loop have set: the others hold what an earlier one left."""

    condition: Node
    new: Any
    old: Any


@dataclass(slots=True, eq=False)
class Generator:
    """A random generator: the checker's own numbers, whatever its seed."""

    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class Counting:
    """Something that a loop can go over: its length, and its element at a place.

    keys  where its elements are an array's or a list's own, in order: that value
    """

    length: int
    element: Callable[[Any], Any]
    variable: bool = False  # its element is a number of its own (range)
    few: bool = False  # its elements are the arrays of a short list, as layers are


@dataclass(frozen=True, slots=True, eq=False)
class Default:
    """`field(default_factory=...)`: what makes a field's value."""

    factory: Any


class Distinct(Container):
    """A set of plain values. Slot `content`: a tuple of them."""

    __slots__ = ()

    def __init__(self, content: tuple[Any, ...] = (), born: Loops = ()):
        super().__init__(born, content=content)

    @property
    def content(self) -> tuple[Any, ...]:
        return tuple(self.slots["content"])


def own_shape(node: Node) -> tuple[int, ...]:
    return node.value.shape[len(node.loops) :]


def own_axes(node: Node) -> int:
    return int(node.value.ndim) - len(node.loops)


def is_whole(value: np.ndarray) -> bool:
    return bool(np.issubdtype(value.dtype, np.integer))
