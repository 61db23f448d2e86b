"""Lists: their elements one by one, or all numbers in them as one node."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from whygrad.checking.reading import indexing
from whygrad.checking.reading.interpreter import Interpreter, known
from whygrad.checking.reading.journal import MISSING
from whygrad.checking.reading.numbers import described, node_of
from whygrad.checking.reading.signals import Dependent, Unreadable
from whygrad.checking.reading.values import (
    Array,
    Bound,
    Cell,
    Counting,
    Distinct,
    Instance,
    Listing,
    Mapping,
    Pack,
    Part,
    own_axes,
    own_shape,
)
from whygrad.checking.traces import Loop, Node

LONGEST = 100_000  # elements of a list, characters of a text
FEW = 8  # arrays of a list that are no samples, but layers, say
READ = "read"  # with a loop, a slot: a pass has read what it appended


def listing(m: Interpreter, items: Sequence[Any] = ()) -> Listing:
    return of_content(m, tuple(items))


def of_content(m: Interpreter, content: Any) -> Listing:
    result = Listing(m.loops)
    result.slots["content"] = content
    return result


def length_of(m: Interpreter, value: Any) -> int:
    """The length of a list, tuple, array, dict or text."""
    known(value)
    if isinstance(value, Part):
        node = packed(m, value.owner, noted=False).node
        return own_shape(indexing.part(m, node, value.index))[0]
    if isinstance(value, Listing):
        content = content_of(m, value)
        return own_shape(content.node)[0] if isinstance(content, Pack) else len(content)
    if isinstance(value, Counting):
        return value.length
    if isinstance(value, Array):
        return own_shape(node_of(m, value))[0]
    if isinstance(value, Mapping):
        m.note(value, (), "r")
        return len(m.slot(value, "content"))
    if isinstance(value, tuple | str):
        return len(value)
    if isinstance(value, Distinct):
        return len(value.content)
    if isinstance(value, Instance) and value.kind.grouped:
        return len(value.kind.fields)
    if isinstance(value, Instance) and (method := value.kind.found("__len__")) is not None:
        from whygrad.checking.reading.calls import apply

        return int(apply(m, Bound(method[1], value), (), {}))
    raise Unreadable(f"{described(value)} has no length")


def within(length: int) -> None:
    """Raises Unreadable before a list or a text is made that is too long."""
    if length > LONGEST:
        raise Unreadable(f"a list or text of length {length:,} is too long to read")


def content_of(m: Interpreter, value: Listing, kind: str = "r", key: Any = ()) -> Any:
    m.note(value, key, kind)
    return m.slot(value, "content")


def items_of(m: Interpreter, value: Any) -> tuple[Any, ...]:
    """The elements one by one; elements of a list that are lists keep their identity."""
    items = laid_out(m, known(value))
    m.spend(0.02 + len(items) / 200)
    return items


def laid_out(m: Interpreter, value: Any) -> tuple[Any, ...]:
    if isinstance(value, Listing):
        content = content_of(m, value)
        return unpacked(m, value) if isinstance(content, Pack) else content
    if isinstance(value, tuple):
        return value
    if isinstance(value, Instance) and value.kind.grouped:
        return tuple(m.slot(value, name) for name in value.kind.fields)
    counting = counted(m, value)
    within(counting.length)
    m.spend(counting.length / 50)
    return tuple(counting.element(k) for k in range(counting.length))


def unpacked(m: Interpreter, value: Listing) -> tuple[Any, ...]:
    """The elements of a packed list; it holds them one by one from now on if they can change."""
    pack = m.slot(value, "content")
    if not isinstance(pack, Pack):
        single: tuple[Any, ...] = pack
        return single
    elements = tuple(element_of(m, pack, k) for k in range(own_shape(pack.node)[0]))
    for element in elements:  # they are as old as the list
        if isinstance(element, Array):
            element.cell.born = value.born
        elif isinstance(element, Listing):
            element.born = value.born
    if own_axes(pack.node) > 1:
        m.write(value, "content", elements, direct=True)
    return elements


def element_of(m: Interpreter, pack: Pack, place: Any) -> Any:
    node = indexing.part(m, pack.node, (place,))
    if pack.depth > 1:
        return of_content(m, Pack(node, pack.depth - 1))
    return m.wrapped(node)


# All numbers at once ----------------------------------------------------------------------------


def packed(m: Interpreter, value: Any, noted: bool = True) -> Pack:
    """A list (of lists) of numbers, or of arrays of one shape, as one node.

    Raises Unreadable where its elements differ in kind or length.
    """
    known(value)
    if isinstance(value, Part):
        whole = packed(m, value.owner, noted=False)
        if noted:
            m.note(value.owner, indexing.key_of(value.index), "r")
        node = indexing.part(m, whole.node, value.index)
        return Pack(node, whole.depth - len(value.index))
    if isinstance(value, Counting):
        return stacked(m, items_of(m, value), None)
    if isinstance(value, Listing):
        if noted:
            m.note(value, (), "r")
        content = m.slot(value, "content")
        return content if isinstance(content, Pack) else stacked(m, content, value)
    return stacked(m, value, None)


def stacked(m: Interpreter, items: tuple[Any, ...], owner: Listing | None) -> Pack:
    if not items:
        return Pack(m.leaf(np.zeros(0)), 1)
    m.spend(0.1 + len(items) / 1000)
    kinds = set(map(type, items))
    if kinds <= {bool, int, float} or kinds == {str}:
        return cached(m, owner, items, lambda: m.leaf(np.asarray(items)), 1)
    m.spend(len(items) / 50)
    nodes, depths = items, {0}
    if kinds != {Node}:
        parts = [inner(m, item) for item in items]
        nodes, depths = tuple(part.node for part in parts), {part.depth for part in parts}
    if len(depths) > 1 or len({own_shape(node) for node in nodes}) > 1:
        raise Unreadable("a list whose elements differ in length is used as an array")
    return cached(m, owner, nodes, lambda: stack(m, nodes), 1 + depths.pop())


def inner(m: Interpreter, item: Any) -> Pack:
    if isinstance(item, Listing | Part | tuple):
        return packed(m, item)
    return Pack(node_of(m, item), 0)


def cached(
    m: Interpreter, owner: Listing | None, parts: tuple[Any, ...], make: Any, depth: int
) -> Pack:
    """The same elements give the same node as before."""
    cache = owner.cache if owner is not None else None
    if cache is not None and is_same(cache[0], parts):
        known_pack: Pack = cache[1]
        return known_pack
    pack = Pack(make(), depth)
    if owner is not None:
        owner.cache = (parts, pack)
    return pack


def is_same(one: tuple[Any, ...], two: tuple[Any, ...]) -> bool:
    return len(one) == len(two) and all(a is b for a, b in zip(one, two, strict=True))


def stack(m: Interpreter, nodes: Sequence[Node]) -> Node:
    """Nodes along a new first own axis; all elements of one node in order are that node."""
    first = nodes[0]
    if all(node.operation == "leaf" and node.leaf == "stated" and not node.loops
           and "variable" not in node.options for node in nodes):  # fmt: skip
        return m.leaf(np.stack([node.value for node in nodes]))
    if first.operation == "index" and is_split(nodes):
        return first.inputs[0]
    loops, parts = m.aligned(nodes)
    axes = own_axes(first)
    if loops:
        parts = [m.widened(m.shaped(part, loops, axes), loops) for part in parts]
    return m.node("stack", parts, {"axis": len(loops)}, loops)


def is_split(nodes: Sequence[Node]) -> bool:
    base = nodes[0].inputs[0]
    outer = (slice(None),) * len(base.loops)
    return own_axes(base) > 0 and own_shape(base)[0] == len(nodes) and all(
        node.operation == "index" and node.inputs == (base,) and node.loops == base.loops
        and node.options["index"][: len(outer) + 1] == (*outer, place)
        and all(e == slice(None) for e in node.options["index"][len(outer) + 1 :])
        for place, node in enumerate(nodes)
    )  # fmt: skip


def unpack_into(m: Interpreter, value: Listing, node: Node, direct: bool) -> None:
    """A list takes the numbers of a node; lists in it stay the lists that they are."""
    content = m.slot(value, "content")
    if isinstance(content, Pack):
        m.write(value, "content", Pack(node, content.depth), direct)
    elif any(isinstance(item, Listing) for item in content):
        if len({id(item) for item in content}) < len(content):
            raise Dependent(m.loops[-1]) if m.loops else Unreadable("a list that holds one twice")
        parts = [indexing.part(m, node, (place,)) for place in range(len(content))]
        for part, item in zip(parts, content, strict=True):
            unpack_into(m, item, part, direct)
        value.cache = tuple(parts), Pack(node, depth_of(m, value))
    elif any(isinstance(item, Array) for item in content):
        raise Dependent(m.loops[-1])
    else:
        m.write(value, "content", Pack(node, 1), direct)


def depth_of(m: Interpreter, value: Listing) -> int:
    """How many lists are in each other."""
    content = m.slot(value, "content")
    if isinstance(content, Pack):
        return content.depth
    return 1 + depth_of(m, content[0]) if isinstance(content[0], Listing) else 1


# Elements ---------------------------------------------------------------------------------------


def counted(m: Interpreter, value: Any) -> Counting:
    """What a loop goes over: a list, tuple, array, dict, text or range."""
    known(value)
    if isinstance(value, Counting):
        return value
    if isinstance(value, Array):
        from whygrad.checking.reading import subscripts

        return Counting(length_of(m, value), lambda k: subscripts.item(m, value, (k,)))
    if isinstance(value, Listing | Part):
        from whygrad.checking.reading import subscripts

        few = isinstance(value, Listing) and is_few(m.slot(value, "content"))
        return Counting(length_of(m, value), lambda k: subscripts.item(m, value, (k,)), few=few)
    if isinstance(value, Mapping):
        m.note(value, (), "r")
        value = tuple(m.slot(value, "content"))
    if isinstance(value, str):
        value = tuple(value)
    if isinstance(value, Instance):
        value = gone_through(m, value)
    if isinstance(value, tuple):
        return Counting(len(value), lambda k: picked(m, value, k))
    if getattr(value, "content", None) is not None:
        content = tuple(value.content)
        return Counting(len(content), lambda k: picked(m, content, k))
    raise Unreadable(f"{described(value)} cannot be gone through")


def is_few(content: Any) -> bool:
    """Whether these are a few whole arrays: a comprehension takes them one by one."""
    if not isinstance(content, tuple) or not 0 < len(content) <= FEW:
        return False
    return all(isinstance(item, Array) for item in content)


def as_data(m: Interpreter, element: Any) -> Any:
    """What a loop goes through, its stated numbers told apart from settings."""
    if isinstance(element, tuple):
        return tuple(as_data(m, entry) for entry in element)
    stated = isinstance(element, Node) and element.leaf == "stated" and not element.loops
    if stated and element.value.ndim == 0 and "variable" not in element.options:
        m.mark(element)
    return element


def gone_through(m: Interpreter, value: Instance) -> Any:
    """The elements of an object: of a named tuple, or what its `__iter__` gives."""
    from whygrad.checking.reading.calls import apply

    if value.kind.grouped:
        return items_of(m, value)
    method = value.kind.found("__iter__")
    if method is not None:
        return items_of(m, apply(m, Bound(method[1], value), (), {}))
    if "entries" in value.slots and value.kind.name == "nditer":
        return items_of(m, value.slots["entries"])
    method = value.kind.found("__getitem__")
    if method is None:
        raise Unreadable(f"`{value.kind.name}` cannot be gone through")
    return tuple(apply(m, Bound(method[1], value), (k,), {}) for k in range(length_of(m, value)))


def picked(m: Interpreter, items: tuple[Any, ...], place: Any, owner: Listing | None = None) -> Any:
    """An element; of all elements at once (place is a node with loops) what they have in common."""
    if not isinstance(place, Node):
        return items[place]
    return pictured(m, list(items), place, owner)


def pictured(m: Interpreter, items: list[Any], place: Node, owner: Listing | None = None) -> Any:
    """Many values as one, with the loops of `place`: tuples by element, dicts by key."""
    m.spend(len(items) / 100)
    first = items[0]
    if all(item is first for item in items) and not isinstance(first, Node | int | Listing | Array):
        return first
    if all(isinstance(item, tuple) and len(item) == len(first) for item in items):
        return tuple(pictured(m, list(column), place) for column in zip(*items, strict=True))
    if all(isinstance(item, Mapping) for item in items):
        return pictured_mapping(m, items, place)
    try:
        pack = stacked(m, tuple(items), owner)
    except Unreadable:
        return pictured_lists(m, items, place)
    value = element_of(m, pack, place)
    if isinstance(value, Listing):
        value.frozen = True
    elif isinstance(value, Array):
        value.cell.frozen = True
    return value


def pictured_mapping(m: Interpreter, items: list[Any], place: Node) -> Mapping:
    contents = [m.slot(item, "content") for item in items]
    if any(list(content) != list(contents[0]) for content in contents):
        raise Dependent(place.loops[-1])
    for item in items:
        m.note(item, (), "r")
    result = Mapping(m.loops)
    result.frozen = True
    result.slots["content"] = {
        key: pictured(m, [content[key] for content in contents], place) for key in contents[0]
    }
    return result


def pictured_lists(m: Interpreter, items: list[Any], place: Node) -> Listing:
    """Lists of one length whose elements differ: `[[0, 1], [1]]` for each sample."""
    if not all(isinstance(item, Listing) for item in items):
        raise Dependent(place.loops[-1])
    rows = [items_of(m, item) for item in items]
    if any(len(row) != len(rows[0]) for row in rows):
        raise Dependent(place.loops[-1])
    result = listing(m, [pictured(m, list(column), place) for column in zip(*rows, strict=True)])
    result.frozen = True
    return result


# Growing ----------------------------------------------------------------------------------------


def append(m: Interpreter, value: Listing, item: Any) -> None:
    """`list.append`; in a loop read as an index, all passes' elements at the loop's end."""
    outside = [a.loop for a in m.accesses if a.loop not in value.born]
    if not outside:
        content = items_of(m, value)
        if "maxlen" in value.slots:
            content = content[max(0, len(content) + 1 - value.slots["maxlen"]) :]
        m.write(value, "content", (*content, item))
        return
    private = any(a.private(value, ()) for a in m.accesses if a.loop in outside)
    if value.frozen or private or "maxlen" in value.slots or (READ, outside[-1]) in value.slots:
        raise Dependent(outside[-1])
    m.note(value, (), "p")
    piece = piece_of(m, item, outside[-1])
    pending = value.slots.get(outside[-1], MISSING)
    m.write(value, outside[-1], (*(() if pending is MISSING else pending), piece))


def just_appended(m: Interpreter, value: Listing, place: Any) -> Any:
    """`list[-1]`, or `list[i]` of a list that was empty, where each pass appends one element.

    MISSING where the place is another one; from here on the pass may append no more.
    """
    outside = [a.loop for a in m.accesses if a.loop not in value.born]
    pending: Any = value.slots.get(outside[-1], MISSING) if outside else MISSING
    if pending is MISSING or own_shape(pending[-1].node)[0] != 1:
        return MISSING
    if isinstance(place, Node):
        loop, content = outside[-1], m.slot(value, "content")
        alone = len(outside) == len(pending) == 1 and content == ()
        counts = place.loops == (loop,) and np.array_equal(place.value, np.arange(loop.length))
        if not (alone and counts):
            return MISSING
        m.write(value, (READ, loop), True)
    elif place != -1:
        return MISSING
    return element_of(m, pending[-1], 0)


def piece_of(m: Interpreter, item: Any, loop: Loop) -> Pack:
    """One appended element as a list of length 1."""
    if isinstance(item, Cell | Instance | Mapping | tuple | str | type(None)):
        raise Dependent(loop)
    try:
        pack = packed(m, item) if isinstance(item, Listing | Part) else Pack(node_of(m, item), 0)
    except Unreadable:
        raise Dependent(loop) from None
    node = pack.node
    outer = len(node.loops)
    shape = (*node.value.shape[:outer], 1, *node.value.shape[outer:])
    return Pack(m.node("reshape", [node], {"shape": shape}, node.loops), pack.depth + 1)


def flushed(m: Interpreter, value: Listing, loop: Loop, around: Loop | None) -> None:
    """At a loop's end: the elements of all its passes, for the loop around it or the list."""
    pieces = value.slots[loop]
    m.write(value, loop, MISSING)
    pack = run_of(m, pieces, loop)
    if around is not None:
        pending = value.slots.get(around, MISSING)
        m.write(value, around, (*(() if pending is MISSING else pending), pack))
        return
    content = m.slot(value, "content")
    if isinstance(content, tuple) and not content:
        m.write(value, "content", pack)
        return
    items = unpacked(m, value)
    new = tuple(element_of(m, pack, k) for k in range(own_shape(pack.node)[0]))
    m.write(value, "content", (*items, *new))


def run_of(m: Interpreter, pieces: tuple[Pack, ...], loop: Loop) -> Pack:
    """What the passes of a loop append, each `pieces`: one list."""
    if len({(own_shape(piece.node)[1:], piece.depth) for piece in pieces}) > 1:
        raise Dependent(loop)
    node = pieces[0].node
    if len(pieces) > 1:
        loops, parts = m.aligned([piece.node for piece in pieces])
        parts = [m.widened(part, loops) for part in parts]
        node = m.node("concatenate", parts, {"axis": len(loops)}, loops)
    if own_shape(node)[0] == 1:  # the very element: no axis needs to be merged
        outer = len(node.loops)
        shape = (*node.value.shape[:outer], *node.value.shape[outer + 1 :])
        source = node.inputs[0] if node.operation == "reshape" else None
        if source is None or source.loops != node.loops or source.value.shape != shape:
            source = m.node("reshape", [node], {"shape": shape}, node.loops)
        return Pack(m.collected(source, loop), pieces[0].depth)
    node = m.collected(node, loop)
    outer = len(node.loops)
    own = own_shape(node)
    shape = (*node.value.shape[:outer], own[0] * own[1], *own[2:])
    return Pack(m.node("reshape", [node], {"shape": shape}, node.loops), pieces[0].depth)
