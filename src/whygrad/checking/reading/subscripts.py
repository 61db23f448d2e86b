"""Reading and writing `value[index]`, of every kind of value."""

from __future__ import annotations

from typing import Any

import numpy as np

from whygrad.checking.reading import arrays, indexing, lists
from whygrad.checking.reading.indexing import Index
from whygrad.checking.reading.interpreter import Interpreter, known
from whygrad.checking.reading.journal import MISSING
from whygrad.checking.reading.numbers import described, node_of, plain_of, whole_of
from whygrad.checking.reading.signals import Raised, Unreadable
from whygrad.checking.reading.values import (
    Array,
    Bound,
    Counting,
    Instance,
    Listing,
    Mapping,
    Pack,
    Part,
    View,
    own_axes,
)
from whygrad.checking.traces import Node


def index_of(m: Interpreter, value: Any) -> Index:
    """An index as numbers, slices, None, Ellipsis and nodes."""
    entries = value if isinstance(value, tuple) else (value,)
    return tuple(entry_of(m, entry) for entry in entries)


def entry_of(m: Interpreter, entry: Any) -> Any:
    known(entry)
    if isinstance(entry, slice):
        bounds = (entry.start, entry.stop, entry.step)
        return slice(*(None if b is None else whole_of(m, b) for b in bounds))
    if entry is None or entry is Ellipsis or (isinstance(entry, int) and entry is not True):
        return entry
    node = node_of(m, entry)
    if node.value.dtype.kind == "f" and np.array_equal(node.value, np.round(node.value)):
        node = m.node("cast", [node], {"kind": "int64"}, node.loops)  # of a list with others
    if node.value.dtype.kind not in "iub":
        raise Unreadable("an index is no whole number")
    if node.value.ndim == 0 and node.value.dtype.kind != "b":
        return int(node.value)
    return node


def item(m: Interpreter, value: Any, index: Index) -> Any:
    """`value[index]`."""
    known(value)
    if isinstance(value, Array):
        return array_item(m, value, index)
    if isinstance(value, Part):
        return part_item(m, value, index)
    if isinstance(value, Listing):
        return list_item(m, value, index[0])
    if isinstance(value, tuple):
        return tuple_item(m, value, index[0])
    if isinstance(value, Counting):
        place = index[0]
        if isinstance(place, slice):
            numbers = range(value.length)[place]
            lists.within(len(numbers))
            m.spend(len(numbers) / 50)
            return lists.listing(m, [value.element(k) for k in numbers])
        return value.element(place if isinstance(place, Node) else range(value.length)[place])
    if isinstance(value, str):
        return value[plain_of(m, index[0])]
    if isinstance(value, Instance):
        return of_instance(m, value, index if len(index) > 1 else index[0])
    raise Unreadable(f"{described(value)} has no entries")


def of_instance(m: Interpreter, value: Instance, place: Any) -> Any:
    from whygrad.checking.reading.calls import apply

    if value.kind.grouped:
        return tuple_item(m, lists.items_of(m, value), place)
    method = value.kind.found("__getitem__")
    if method is None:
        raise Unreadable(f"`{value.kind.name}` has no entries")
    return apply(m, Bound(method[1], value), (place,), {})


def array_item(m: Interpreter, value: Array, index: Index) -> Any:
    shown = arrays.seen(m, m.slot(value.cell, "node"), value.views) if not value.views else (
        arrays.node_of_array(m, value)
    )  # fmt: skip
    if any(isinstance(entry, Node) and own_axes(entry) for entry in index):
        return m.wrapped(indexing.part(m, arrays.node_of_array(m, value), index))
    view = Array(value.cell, arrays.joined(value.views, index))
    taken = sum(entry is not None and not isinstance(entry, slice) and entry is not Ellipsis
                for entry in index)  # fmt: skip
    if taken == own_axes(shown) and None not in index:
        return arrays.node_of_array(m, view)
    check(m, shown, index)
    return view


def check(m: Interpreter, shown: Node, index: Index) -> None:
    """Raises what NumPy would for an index outside an array."""
    entries = indexing.complete(index, own_axes(shown))
    shape = iter(shown.value.shape[len(shown.loops) :])
    for entry in entries:
        if entry is None:
            continue
        length = next(shape)
        if isinstance(entry, int) and not -length <= entry < length:
            raise Unreadable(f"index {entry} is out of bounds for an axis of length {length}")


def part_item(m: Interpreter, value: Part, index: Index) -> Any:
    whole = lists.packed(m, value.owner, noted=False)
    place = index[0]
    if isinstance(place, slice):
        places = range(lists.length_of(m, value))[place]
        return lists.listing(m, [part_item(m, value, (k,)) for k in places])
    longer = Part(value.owner, (*value.index, place))
    if whole.depth > len(longer.index):
        return longer
    return m.wrapped(lists.packed(m, longer).node)


def list_item(m: Interpreter, value: Listing, place: Any) -> Any:
    if isinstance(place, slice):
        return lists.of_content(m, sliced(m, value, place))
    if (own := lists.just_appended(m, value, place)) is not MISSING:
        return own
    if not isinstance(place, Node):
        content = lists.content_of(m, value, key=(normal(m, value, place),))
        if not isinstance(content, Pack):
            return m.settled(content[place])
        if own_axes(content.node) > 1:
            return lists.unpacked(m, value)[place]
        return lists.element_of(m, content, place)
    content = m.slot(value, "content")
    if isinstance(content, tuple) and not all_lists(content):
        m.note(value, indexing.key_of((place,)), "r")
        return lists.pictured(m, list(content), place, value)
    pack = packed_or_dependent(m, value, place)
    if pack is None:
        return lists.pictured(m, list(content), place, value)
    if pack.depth > 1:
        return Part(value, (place,))
    m.note(value, indexing.key_of((place,)), "r")
    return lists.element_of(m, pack, place)


def normal(m: Interpreter, value: Listing, place: int) -> int:
    content = m.slot(value, "content")
    length = content.node.value.shape[len(content.node.loops)] if isinstance(content, Pack) else (
        len(content)
    )  # fmt: skip
    if not -length <= place < length:
        raise Unreadable(f"index {place} is out of range for a list of length {length}")
    return place % length


def all_lists(content: tuple[Any, ...]) -> bool:
    return bool(content) and all(isinstance(entry, Listing) for entry in content)


def packed_or_dependent(m: Interpreter, value: Listing, place: Node) -> Pack | None:
    try:
        return lists.packed(m, value, noted=False)
    except Unreadable:
        return None


def sliced(m: Interpreter, value: Listing, place: slice) -> Any:
    content = lists.content_of(m, value)
    if isinstance(content, Pack) and own_axes(content.node) == 1:
        return Pack(indexing.part(m, content.node, (place,)), content.depth)
    return lists.items_of(m, value)[place]


def tuple_item(m: Interpreter, value: tuple[Any, ...], place: Any) -> Any:
    if isinstance(place, Node):
        return lists.pictured(m, list(value), place)
    return value[place]


def mapping_item(m: Interpreter, value: Mapping, key: Any) -> Any:
    m.note(value, (key,), "r")
    content = m.slot(value, "content")
    if key not in content and value.factory is not None:
        from whygrad.checking.reading.calls import apply

        set_mapping(m, value, key, apply(m, value.factory, (), {}))
        content = m.slot(value, "content")
    if key not in content and m.guarded:
        raise Raised("KeyError")
    if key not in content:
        raise Unreadable(f"the dict has no key {key!r}")
    return m.settled(content[key])


# Writing ----------------------------------------------------------------------------------------


def set_mapping(m: Interpreter, target: Mapping, key: Any, value: Any) -> None:
    m.note(target, (key,), "w")
    m.write(target, "content", {**m.slot(target, "content"), key: value})


def set_list(m: Interpreter, target: Listing, place: int | slice, value: Any) -> None:
    """`list[place] = value` where the place is the same in all passes."""
    if isinstance(place, slice):
        m.note(target, (), "w")
        items = list(lists.items_of(m, target))
        items[place] = lists.items_of(m, value)
    else:
        place = normal(m, target, place)
        m.note(target, (place,), "w")
        content = m.slot(target, "content")
        items = list(lists.unpacked(m, target) if isinstance(content, Pack) else content)
        items[place] = value
    m.write(target, "content", tuple(items))


def set_part(
    m: Interpreter, target: Array | Listing | Part, index: Index, value: Any
) -> tuple[Node, Node]:
    """`target[index] = value` in memory of numbers; its node before and after."""
    return arrays.store(m, target, index, node_of(m, value))


def transposed(value: Array, axes: tuple[int, ...]) -> Array:
    return Array(value.cell, (*value.views, View("transpose", axes)))


def reshaped(value: Array, shape: tuple[int, ...]) -> Array:
    return Array(value.cell, (*value.views, View("reshape", shape)))
