"""The names under which a script can reach its numbers: `W1`, `params['W1']`, `net.layers[0].b`."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from whygrad.checking.reading import lists
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.numbers import node_of
from whygrad.checking.reading.signals import Dependent, Unreadable
from whygrad.checking.reading.values import (
    Array,
    Cell,
    Class,
    Container,
    Instance,
    Listing,
    Mapping,
    Pack,
    Scope,
)
from whygrad.checking.traces import Node

DEEPEST = 5
MOST = 3_000  # places that are looked at
PLAIN = {bool, int, float, str, type(None)}
LONGEST = 64  # elements of a list of arrays or objects; a longer one holds data


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A number that can be reached: its node now, and the container that holds it."""

    node: Node
    container: Container
    others: tuple[str, ...] = ()


def reached(m: Interpreter) -> dict[str, Place]:
    """All numbers in reach of the current scope, by name; the shortest name of each array."""
    state = (m.journal.cursor, m.scope)
    if m.reached is not None and m.reached[0] == state:
        places: dict[str, Place] = m.reached[1]
        return places
    found = looked_up(m)
    m.reached = ((m.journal.cursor, m.scope), found)
    return found


def looked_up(m: Interpreter) -> dict[str, Place]:
    found: dict[str, Place] = {}
    cells: dict[Cell | Listing, str] = {}
    seen: set[int] = set()
    names = list(starts(m))
    m.spend(len(names) / 50)
    lasting = [row for row in names if row[0] not in m.variables]
    passing = [row for row in names if row[0] in m.variables]  # other names of what is in a list
    for waiting in (lasting, passing):
        while waiting:
            m.spend(len(waiting) / 50)
            following: list[tuple[str, Any, Container, int]] = []
            for name, value, holder, depth in waiting:
                if depth <= DEEPEST:
                    visit(m, name, value, holder, depth, found, cells, seen, following)
            waiting = following if len(seen) < MOST else []
    return found


def starts(m: Interpreter) -> Iterator[tuple[str, Any, Container, int]]:
    taken: set[str] = set()
    scope: Scope | None = m.scope
    while scope is not None:
        for name, value in list(scope.slots.items()):
            if isinstance(name, str) and name not in taken:
                taken.add(name)
                yield name, m.settled(value), scope, 0
        scope = scope.above


def visit(
    m: Interpreter, name: str, value: Any, holder: Container, depth: int,
    found: dict[str, Place], cells: dict[Any, str], seen: set[int],
    following: list[tuple[str, Any, Container, int]],
) -> None:  # fmt: skip
    if isinstance(value, Array):
        add_array(m, name, value, found, cells)
        return
    if isinstance(value, Node):
        if not value.loops and "variable" not in value.options:
            found[name] = Place(value, holder)
        return
    if not isinstance(value, Container | tuple):
        return
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, Listing) and is_data(value):
        return
    if isinstance(value, Listing) and add_list(m, name, value, found):
        return
    following.extend((n, v, h, depth + 1) for n, v, h in parts_of(m, name, value, holder))


def is_data(value: Listing) -> bool:
    """A long list of arrays, objects or tuples: no list of parameters."""
    content = value.slots["content"]
    return (
        isinstance(content, tuple)
        and len(content) > LONGEST
        and not isinstance(content[0], Node | int | Listing)
    )


def add_array(
    m: Interpreter, name: str, value: Array, found: dict[str, Place], cells: dict[Any, str]
) -> None:
    node = value.cell.slots["node"]
    if value.views or (node.loops and not m.loops):
        node = node_of(m, value)
    if node.loops or node.value.dtype.kind not in "fcib":
        return
    key: Any = value.cell
    if value.views and key not in cells:  # a part of an array that has no name of its own
        key = (value.cell, value.views)
    if key in cells:
        known_as = cells[key]
        first = found[known_as]
        found[known_as] = Place(first.node, first.container, (*first.others, name))
        return
    cells[key] = name
    found[name] = Place(node, value.cell)


def add_list(m: Interpreter, name: str, value: Listing, found: dict[str, Place]) -> bool:
    """A list of numbers as one node; False where its elements have to be looked at."""
    content = value.slots["content"]
    if isinstance(content, tuple):
        m.spend(len(content) / 1000)
        kinds = set(map(type, content))
        if kinds.isdisjoint((Node, Listing)):
            return kinds <= PLAIN
    try:
        pack = lists.packed(m, value)
    except (Unreadable, Dependent):
        return False
    if holds_arrays(m, value, pack):
        return False
    found[name] = Place(pack.node, value)
    return True


def holds_arrays(m: Interpreter, value: Listing, pack: Pack) -> bool:
    return pack.node.value.ndim > pack.depth


def parts_of(
    m: Interpreter, name: str, value: Any, holder: Container
) -> Iterator[tuple[str, Any, Container]]:
    if isinstance(value, tuple):
        yield from ((f"{name}[{k}]", entry, holder) for k, entry in enumerate(value))
    elif isinstance(value, Listing):
        if lists.length_of(m, value) > LONGEST:
            return
        for k, entry in enumerate(lists.items_of(m, value)):
            yield f"{name}[{k}]", entry, value
    elif isinstance(value, Mapping):
        for key, entry in m.slot(value, "content").items():
            yield f"{name}[{key!r}]", m.settled(entry), value
    elif isinstance(value, Instance | Class):
        for key, entry in list(value.slots.items()):
            if isinstance(key, str):
                yield f"{name}.{key}", m.settled(entry), value


def unite(m: Interpreter, among: Collection[Container] | None = None) -> None:
    """Lists of lists that are one array become parts of it: a loop may go through either."""
    for place in reached(m).values():
        if among is not None and place.container not in among:
            continue
        if isinstance(place.container, Listing) and place.node.operation == "stack":
            lists.unpack_into(m, place.container, place.node, False)


def set_place(m: Interpreter, name: str, value: np.ndarray) -> bool:
    """Puts a start value where a name leads; False where it leads nowhere."""
    from whygrad.checking.reading import targets
    from whygrad.checking.reading.expressions import evaluate

    m.here = m.statement
    syntax = ast.parse(name, mode="eval").body
    refused = dict(m.unread)
    now = evaluate(m, syntax)
    m.unread = refused
    leaf = m.leaf(np.array(value, float), "start")
    if isinstance(now, Array) and now.views:
        targets.put_silently(m, syntax, m.array(leaf))
    elif isinstance(now, Array):
        m.write(now.cell, "node", leaf)
    elif isinstance(now, Listing):
        lists.unpack_into(m, now, leaf, False)
    elif isinstance(now, Node):
        put_number(m, syntax, leaf)
    else:
        return False
    return True


def put_number(m: Interpreter, syntax: ast.expr, value: Any) -> None:
    """A number in the place of another one; in a tuple, by a tuple with it."""
    from whygrad.checking.reading import targets
    from whygrad.checking.reading.expressions import evaluate, scope_of

    if isinstance(syntax, ast.Name):
        scope = scope_of(m.scope, syntax.id)
        m.write(scope or m.scope, syntax.id, value)
        return
    owner = evaluate(m, syntax.value) if isinstance(syntax, ast.Subscript) else None
    if isinstance(syntax, ast.Subscript) and isinstance(owner, tuple):
        place = int(ast.literal_eval(syntax.slice))
        put_number(m, syntax.value, (*owner[:place], value, *owner[place + 1 :]))
    else:
        targets.put_silently(m, syntax, value)
