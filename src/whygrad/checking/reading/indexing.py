"""Entries and parts of nodes: reading them, and nodes in which they are written.

An index is a tuple of Python whole numbers, slices, None, Ellipsis and nodes. A node with loops
in it is an index that differs from pass to pass: then every axis gets an index array over all
loops and all axes of the result, so that the loops stand first as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from whygrad.checking.operations import Slot
from whygrad.checking.reading.accesses import Key, entry_of
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.signals import Dependent, Unreadable
from whygrad.checking.reading.values import Loops, own_axes, own_shape
from whygrad.checking.traces import Loop, Node

Index = tuple[Any, ...]
ALL = slice(None)


def complete(index: Index, axes: int) -> Index:
    """An index without Ellipsis, an entry for every axis."""
    used = sum(
        entry.value.ndim if is_mask(entry) else 1
        for entry in index
        if entry is not None and entry is not Ellipsis
    )
    if used > axes:
        raise Unreadable(f"{used} indexes for an array of {axes} axes")
    fill = (ALL,) * (axes - used)
    place = next((k for k, entry in enumerate(index) if entry is Ellipsis), None)
    if place is None:
        return (*index, *fill)
    return (*index[:place], *fill, *index[place + 1 :])


def is_mask(entry: Any) -> bool:
    return isinstance(entry, Node) and entry.value.dtype == bool and own_axes(entry) > 0


def is_basic(entry: Any) -> bool:
    return not isinstance(entry, Node)


def key_of(index: Index) -> Key:
    """The place of an index among the accesses: up to its first entry that is not one number."""
    key: list[Any] = []
    for entry in index:
        if isinstance(entry, Node) and own_axes(entry) == 0:
            key.append(entry_of(entry))
        elif isinstance(entry, int):
            key.append(entry)
        elif entry in (ALL, Ellipsis) and all(part in (ALL, Ellipsis) for part in index):
            return ()
        else:
            key.append(None)
            break
    return tuple(key)


def variable_of(node: Any) -> Loop | None:
    """The loop whose variable, counted from 0, the node is."""
    return node.options.get("variable") if isinstance(node, Node) else None


def part(m: Interpreter, base: Node, index: Index) -> Node:
    """`base[index]`."""
    index = complete(index, own_axes(base))
    if all(entry == ALL for entry in index if is_basic(entry)) and all(map(is_basic, index)):
        return base
    if all(map(is_basic, index)):
        whole = (*(ALL,) * len(base.loops), *index)
        return m.node("index", [base], {"index": whole}, base.loops)
    loop = variable_of(index[0])
    if is_spread(base, loop, index):
        assert loop is not None
        return spread(m, base, loop)
    nodes = [entry for entry in index if isinstance(entry, Node)]
    check_size(m, base, index)
    if not base.loops and not any(node.loops for node in nodes):
        slots = iter(range(len(nodes)))
        filled = tuple(Slot(next(slots)) if isinstance(e, Node) else e for e in index)
        return m.node("index", [base, *nodes], {"index": filled}, ())
    plan = planned(m, base, index, m.united([base, *nodes]))
    m.check_size([*(loop.length for loop in plan.loops), *plan.own])
    found = m.node("index", [base, *plan.nodes], {"index": plan.index}, plan.loops)
    return with_new_axes(m, found, index)


def check_size(m: Interpreter, base: Node, index: Index) -> None:
    """Raises Unreadable where index arrays take too many entries."""
    entries = [entry for entry in index if entry is not None and not is_mask(entry)]
    places = [own_shape(entry) for entry in entries if isinstance(entry, Node)]
    if len(entries) < own_axes(base):  # a mask takes at most what there is
        return
    slices = [
        len(range(*entry.indices(length)))
        for entry, length in zip(entries, own_shape(base), strict=True)
        if isinstance(entry, slice)
    ]
    m.check_size([*np.broadcast_shapes(*places), *slices])


def is_spread(base: Node, loop: Loop | None, index: Index) -> bool:
    """The index goes through the first own axis, entry by entry."""
    return (
        loop is not None
        and loop not in base.loops
        and loop.length == own_shape(base)[0]
        and index[1:] == (ALL,) * (len(index) - 1)
    )


def spread(m: Interpreter, base: Node, loop: Loop) -> Node:
    """The entries along the first own axis, one for each pass of a loop over all of them."""
    loops = m.united([base])
    loops = tuple(sorted((*loops, loop), key=lambda entry: entry.depth))
    axes = [*range(base.value.ndim)]
    axes.insert(loops.index(loop), axes.pop(len(base.loops)))
    return m.node("spread", [base], {"axes": tuple(axes)}, loops)


def with_new_axes(m: Interpreter, node: Node, index: Index) -> Node:
    if None not in index:
        return node
    if any(isinstance(entry, Node) and own_axes(entry) for entry in index):
        raise Unreadable("np.newaxis beside an index array in a loop")
    lengths = iter(own_shape(node))
    own = [
        1 if entry is None else next(lengths)
        for entry in index
        if entry is None or isinstance(entry, slice)
    ]
    shape = (*node.value.shape[: len(node.loops)], *own)
    return m.node("reshape", [node], {"shape": shape}, node.loops)


@dataclass(frozen=True, slots=True)
class Plan:
    """An index in which every axis has an index array, over loops and the result's own axes."""

    index: Index
    nodes: list[Node]
    loops: Loops
    own: tuple[int, ...]


def planned(
    m: Interpreter, base: Node, index: Index, loops: Loops, kept: Loops | None = None
) -> Plan:
    """The plan of an index. `kept`: the loops that are axes of the base, its own as a rule."""
    kept = base.loops if kept is None else kept
    entries = [entry for entry in index if entry is not None]
    if any(is_mask(entry) for entry in entries):
        raise Dependent(m.loops[-1]) if m.loops else Unreadable("a mask of many arrays at once")
    shape = base.value.shape[len(kept) :]
    inner = np.broadcast_shapes(*(own_shape(e) for e in entries if isinstance(e, Node)))
    own: list[int] = []
    places: list[int] = []
    first: int | None = None
    for entry, length in zip(entries, shape, strict=True):
        places.append(len(own))
        if isinstance(entry, slice):
            own.append(len(range(*entry.indices(length))))
        elif isinstance(entry, Node) and own_axes(entry) and first is None:
            first = len(own)
            own.extend(inner)
    filled: list[Any] = []
    nodes: list[Node] = []
    for loop in kept:
        filled.append(along(np.arange(loop.length), loops.index(loop), len(loops) + len(own)))
    for entry, length, place in zip(entries, shape, places, strict=True):
        if isinstance(entry, slice):
            steps = np.arange(*entry.indices(length))
            filled.append(along(steps, len(loops) + place, len(loops) + len(own)))
        elif isinstance(entry, Node):
            filled.append(Slot(len(nodes), slot_shape(entry, loops, own, first or 0, len(inner))))
            nodes.append(entry)
        else:
            filled.append(entry)
    return Plan(tuple(filled), nodes, loops, tuple(own))


def along(values: np.ndarray, axis: int, axes: int) -> np.ndarray:
    shape = [1] * axes
    shape[axis] = len(values)
    return values.reshape(shape)


def slot_shape(
    entry: Node, loops: Loops, own: list[int], first: int, inner: int
) -> tuple[int, ...]:
    outer = [loop.length if loop in entry.loops else 1 for loop in loops]
    shape = [1] * len(own)
    lengths = own_shape(entry)
    for k, length in enumerate(lengths):
        shape[first + inner - len(lengths) + k] = length
    return (*outer, *shape)


def with_part(
    m: Interpreter,
    base: Node,
    index: Index,
    new: Node,
    consumed: Loops = (),
    wanted: Loops = (),
    operation: str = "put",
) -> Node:
    """A node that is `base` but for the entries at `index`, which are `new`.

    consumed  loops whose passes each write their own entry, or all add ("add_at")
    wanted    loops that the result has, because each of their passes has its own array
    """
    index = complete(index, own_axes(base))
    nodes = [entry for entry in index if isinstance(entry, Node)]
    loops = m.united([base, new, *nodes])
    loops = tuple(sorted({*loops, *wanted, *consumed}, key=lambda loop: loop.depth))
    kept = tuple(loop for loop in loops if loop not in consumed)
    base = m.widened(base, kept)
    if any(is_mask(entry) for entry in nodes):
        return with_masked(m, base, index, new)
    alike = not any(node.loops for node in nodes) and not consumed
    if alike and not (nodes and kept):
        return placed(m, base, index, new, operation)
    entries = tuple(entry for entry in index if entry is not None)
    if operation == "put" and covers(base, entries, consumed, kept):
        return collected(m, base, entries, new, loops, kept)
    plan = planned(m, base, entries, loops, kept)
    if operation == "add_at":
        new = m.widened(new, loops)
    part_node = m.shaped(new, loops, len(plan.own))
    return m.node(operation, [base, part_node, *plan.nodes], {"index": plan.index}, kept)


def covers(base: Node, index: Index, consumed: Loops, kept: Loops) -> bool:
    """Every entry is written, each axis by its own loop over all of it, or whole."""
    loops = [variable_of(entry) for entry in index if entry != ALL]
    lengths = [n for n, e in zip(base.value.shape[len(kept) :], index, strict=True) if e != ALL]
    return sorted(map(id, loops)) == sorted(map(id, consumed)) and all(
        loop is not None and loop.length == length
        for loop, length in zip(loops, lengths, strict=True)
    )


def collected(
    m: Interpreter, base: Node, index: Index, new: Node, loops: Loops, kept: Loops
) -> Node:
    """The array of all entries that the passes write: what it held before has no part in it."""
    shape = base.value.shape[len(kept) :]
    own = [n for n, entry in zip(shape, index, strict=True) if entry == ALL]
    wide = m.widened(m.shaped(new, loops, len(own)), loops)
    lengths = (*(loop.length for loop in loops), *own)
    if wide.value.shape != lengths:
        wide = m.node("broadcast", [wide], {"shape": lengths}, loops)
    rest = iter(range(len(loops), len(lengths)))
    axes = [loops.index(loop) for loop in kept]
    axes += [next(rest) if e == ALL else loops.index(variable_of(e)) for e in index]
    result = m.node("collect", [wide], {"axes": tuple(axes)}, kept)
    if result.value.dtype != base.value.dtype:
        result = m.node("cast", [result], {"kind": base.value.dtype.name}, kept)
    return result


def placed(m: Interpreter, base: Node, index: Index, new: Node, operation: str) -> Node:
    """The same with an index that is equal in all passes."""
    nodes = [entry for entry in index if isinstance(entry, Node)]
    slots = iter(range(len(nodes)))
    filled = tuple(Slot(next(slots)) if isinstance(e, Node) else e for e in index)
    whole = (*(ALL,) * len(base.loops), *filled)
    if all(is_basic(entry) and entry == ALL for entry in index) and operation == "put":
        shape = base.value.shape
        part_node = m.shaped(new, base.loops, own_axes(base))
        kind = base.value.dtype
        if part_node.value.dtype != kind and not np.iscomplexobj(part_node.value):
            part_node = m.node("cast", [part_node], {"kind": kind.name}, part_node.loops)
        if part_node.value.shape == shape and part_node.loops == base.loops:
            return part_node
        return m.node("broadcast", [part_node], {"shape": shape}, base.loops)
    axes = own_axes(base) - sum(isinstance(entry, int) for entry in index)
    part_node = m.shaped(new, base.loops, axes) if base.loops else new
    return m.node(operation, [base, part_node, *nodes], {"index": whole}, base.loops)


def with_masked(m: Interpreter, base: Node, index: Index, new: Node) -> Node:
    """Entries where a mask holds: the same for all of them, or one for each."""
    mask = mask_over(m, base, index, new)
    if mask is not None:
        return held_where(m, mask, new, base)
    if base.loops or new.loops or any(isinstance(e, Node) and e.loops for e in index):
        raise Dependent(m.loops[-1])
    return placed(m, base, index, new, "put")


def mask_over(m: Interpreter, base: Node, index: Index, new: Node) -> Node | None:
    """The mask by which an index takes rows, columns or entries, with all axes after it.

    None where the index takes something else, or `new` has an entry for each place in the mask.
    """
    index = complete(index, own_axes(base))
    place = next((k for k, entry in enumerate(index) if is_mask(entry)), None)
    if place is None or any(entry != ALL for entry in (*index[:place], *index[place + 1 :])):
        return None
    mask: Node = index[place]
    after = len(index) - place - 1
    if own_axes(new) > after:
        return None
    if not after:
        return mask
    return m.node("reshape", [mask], {"shape": (*mask.value.shape, *(1,) * after)}, mask.loops)


def held_where(m: Interpreter, mask: Node, new: Node, base: Node) -> Node:
    """`new` where a mask holds and `base` elsewhere, in numbers of the base's kind."""
    result = m.elementwise("where", mask, new, base)
    if result.value.dtype != base.value.dtype and not np.iscomplexobj(result.value):
        return m.node("cast", [result], {"kind": base.value.dtype.name}, result.loops)
    return result


Change = Callable[[Node], Node]
