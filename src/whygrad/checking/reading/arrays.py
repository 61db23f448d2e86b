"""Arrays in memory: what they hold, what views of them show, and writing through views."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from whygrad.checking.reading import indexing
from whygrad.checking.reading.accesses import Key
from whygrad.checking.reading.indexing import Index
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.signals import Dependent
from whygrad.checking.reading.values import (
    Array,
    Container,
    Listing,
    Loops,
    Part,
    View,
    own_axes,
    own_shape,
)
from whygrad.checking.traces import Loop, Node


def key_of(views: tuple[View, ...]) -> Key:
    """Which part of the memory the views show, as a key of accesses."""
    key: Key = ()
    for view in views:
        if view.kind != "index":
            return (*key, None) if key else ()
        key = (*key, *indexing.key_of(view.how))
        if None in key:
            return key
    return key


def node_of_array(m: Interpreter, array: Array) -> Node:
    """What an array shows now."""
    base: Node = m.slot(array.cell, "node")
    m.note(array.cell, key_of(array.views), "r")
    if not array.views:
        return base
    if not array.seen or array.seen[0] is not base:
        array.seen[:] = [base, seen(m, base, array.views)]
    shown: Node = m.settled(array.seen[1])
    return shown


def seen(m: Interpreter, node: Node, views: tuple[View, ...]) -> Node:
    for view in views:
        node = through(m, node, view)
    return node


def through(m: Interpreter, node: Node, view: View) -> Node:
    outer = len(node.loops)
    if view.kind == "index":
        return indexing.part(m, node, view.how)
    if view.kind == "transpose":
        axes = (*range(outer), *(outer + axis for axis in view.how))
        return m.node("transpose", [node], {"axes": axes}, node.loops)
    shape = (*node.value.shape[:outer], *view.how)
    if shape == node.value.shape:
        return node
    return m.node("reshape", [node], {"shape": shape}, node.loops)


def behind(
    m: Interpreter, base: Node, view: View, new: Node, consumed: Loops, wanted: Loops
) -> Node:
    """What the memory is once a view of it shows `new`."""
    if view.kind == "index":
        here = tuple(loop for loop in consumed if owns(view.how, loop))
        return indexing.with_part(m, base, view.how, new, here, wanted)
    outer = len(new.loops)
    if view.kind == "transpose":
        back = (*range(outer), *(outer + int(axis) for axis in np.argsort(view.how)))
        return m.node("transpose", [new], {"axes": back}, new.loops)
    own = base.value.shape[len(base.loops) :]
    shape = (*new.value.shape[:outer], *own)
    return m.node("reshape", [new], {"shape": shape}, new.loops)


def owns(index: Index, loop: Loop) -> bool:
    return any(isinstance(entry, Node) and loop in entry.loops for entry in index)


# Writing ----------------------------------------------------------------------------------------


class Memory:
    """Where a node lies that can be written in parts: an array's cell or a list of numbers."""

    def __init__(self, m: Interpreter, container: Container):
        self.m = m
        self.container = container
        self.real = False  # real numbers are written: a list of whole ones takes them too

    def node(self) -> Node:
        if isinstance(self.container, Listing):
            from whygrad.checking.reading import lists

            node = lists.packed(self.m, self.container, noted=False).node
            if self.real and node.value.dtype.kind in "bi":
                return self.m.node("cast", [node], {"kind": "float64"}, node.loops)
            return node
        held: Node = self.m.slot(self.container, "node")
        return held

    def hold(self, node: Node, direct: bool) -> None:
        if isinstance(self.container, Listing):
            from whygrad.checking.reading import lists

            lists.unpack_into(self.m, self.container, node, direct)
        else:
            self.m.write(self.container, "node", node, direct)


def memory_of(m: Interpreter, target: Array | Listing | Part) -> tuple[Memory, tuple[View, ...]]:
    if isinstance(target, Array):
        return Memory(m, target.cell), target.views
    if isinstance(target, Part):
        return Memory(m, target.owner), (View("index", target.index),)
    return Memory(m, target), ()


def store(
    m: Interpreter, target: Array | Listing | Part, index: Index | None, value: Node
) -> tuple[Node, Node]:
    """`target[index] = value`, in place; the memory's node before and after."""
    memory, views = memory_of(m, target)
    memory.real = value.value.dtype.kind == "f"
    views = views if index is None else joined(views, index)
    key = key_of(views)
    consumed = own_loops(m, memory, key)
    private = private_loops(m, memory.container, consumed)
    refuse_scattered(m, memory, views, consumed)
    if m.masks and consumed:  # where a condition does not hold, what was there stays
        m.note(memory.container, key, "r")
    m.note(memory.container, key, "w")
    return written(m, memory, views, lambda old: value, consumed, private)


def joined(views: tuple[View, ...], index: Index) -> tuple[View, ...]:
    """Views and one more index; of indexes that each take one entry, one index."""
    if views and views[-1].kind == "index" and all(map(takes_one, views[-1].how)):
        return (*views[:-1], View("index", (*views[-1].how, *index)))
    return (*views, View("index", index))


def takes_one(entry: Any) -> bool:
    return isinstance(entry, int) or (isinstance(entry, Node) and own_axes(entry) == 0)


def own_loops(m: Interpreter, memory: Memory, key: Key) -> Loops:
    """Loops of which each pass writes an entry of its own, in memory that all passes share."""
    named = {loop for entry in key for loop in getattr(entry, "loops", ())}
    held = memory.node().loops
    return tuple(
        a.loop
        for a in m.accesses
        if a.loop in named
        and a.loop not in memory.container.born
        and a.loop not in held
        and not a.private(memory.container, ())
    )


def refuse_scattered(
    m: Interpreter, memory: Memory, views: tuple[View, ...], consumed: Loops
) -> None:
    """Passes that write where they like into shared memory: some may write the same entry."""
    index = [entry for view in views if view.kind == "index" for entry in view.how]
    for accesses in m.accesses:
        loop = accesses.loop
        if loop in consumed or loop in memory.container.born or loop in memory.node().loops:
            continue
        scattered = any(isinstance(entry, Node) and loop in entry.loops for entry in index)
        if scattered and not accesses.private(memory.container, ()):
            raise Dependent(loop)


def private_loops(m: Interpreter, container: Container, consumed: Loops) -> Loops:
    return tuple(loop for loop in m.loops if loop not in container.born and loop not in consumed)


def written(
    m: Interpreter,
    memory: Memory,
    views: tuple[View, ...],
    change: Callable[[Node], Node],
    consumed: Loops,
    wanted: Loops,
) -> tuple[Node, Node]:
    before = memory.node()
    steps = [before]
    for view in views[:-1]:
        steps.append(through(m, steps[-1], view))
    direct = bool(consumed)
    if views:
        old = through(m, steps[-1], views[-1]) if direct and m.masks else steps[-1]
        new = change(old)
        if direct:
            new = masked(m, new, old)
        for step, view in zip(reversed(steps), reversed(views), strict=True):
            new = behind(m, step, view, new, consumed, wanted)
    else:
        new = change(before)
        new = indexing.with_part(m, before, (), new, (), wanted)
    memory.hold(new, direct)
    return before, new


def masked(m: Interpreter, new: Node, old: Node) -> Node:
    """The new value where all conditions hold that the statement stands under."""
    for mask in m.masks:
        new = m.elementwise("where", mask, new, old)
    return new


def augment(
    m: Interpreter,
    target: Array | Listing | Part,
    index: Index | None,
    operation: str,
    value: Node,
) -> tuple[Node, Node]:
    """`target[index] += value` and its like, in place; the memory's node before and after."""
    memory, views = memory_of(m, target)
    memory.real = value.value.dtype.kind == "f"
    views = views if index is None else joined(views, index)
    key = key_of(views)
    consumed = own_loops(m, memory, key)
    if operation not in ("add", "subtract"):
        m.note(memory.container, key, "r")
        m.note(memory.container, key, "w")
        sums: Loops = ()
    else:
        sums = m.note(memory.container, key, "a")
    if sums:
        return added(m, memory, views, operation, value, sums, consumed)
    private = private_loops(m, memory.container, consumed)
    if views and views[-1].kind == "index":
        around = seen(m, memory.node(), views[:-1])
        mask = indexing.mask_over(m, around, views[-1].how, value)
        if mask is not None:
            changed = m.elementwise(operation, around, value)
            held = indexing.held_where(m, mask, changed, around)
            return written(m, memory, views[:-1], lambda _: held, (), private)
    old = seen(m, memory.node(), views)
    new = m.elementwise(operation, old, value)
    return written(m, memory, views, lambda _: new, consumed, private)


def names_twice(index: tuple[Any, ...]) -> bool:
    """Whether index arrays name an entry more than once in one pass of the loops around."""
    arrays = [one for one in index if isinstance(one, Node) and own_axes(one)]
    if not arrays or any(one.value.dtype.kind not in "iu" for one in arrays):
        return False
    shape = np.broadcast_shapes(*(own_shape(one) for one in arrays))
    rows = [one.value.reshape(-1, *own_shape(one)) for one in arrays]
    passes = max(len(one) for one in rows)
    spread = [np.broadcast_to(one, (passes, *shape)).reshape(passes, -1) for one in rows]
    return any(
        len(set(zip(*(one[k] for one in spread), strict=True))) < spread[0].shape[1]
        for k in range(passes)
    )


def added(
    m: Interpreter,
    memory: Memory,
    views: tuple[View, ...],
    operation: str,
    value: Node,
    sums: Loops,
    consumed: Loops,
) -> tuple[Node, Node]:
    """A sum over all passes of `sums`, added once."""
    term = value
    for mask in m.masks:
        term = m.elementwise("where", mask, term, m.leaf(0.0))
    scattered = tuple(
        loop for loop in sums if any(v.kind == "index" and owns(v.how, loop) for v in views)
    )
    before = memory.node()
    if not scattered:
        term = m.summed(term, sums)
        old = seen(m, before, views)
        new = m.elementwise(operation, old, term)
        for k in range(len(views) - 1, -1, -1):
            new = behind(m, seen(m, before, views[:k]), views[k], new, consumed, ())
    else:
        if len(views) != 1:
            raise Dependent(sums[-1])
        term = m.summed(term, tuple(loop for loop in sums if loop not in scattered))
        if operation == "subtract":
            term = m.node("negative", [term], {}, term.loops)
        if names_twice(views[0].how):  # then NumPy adds there only once
            raise Dependent(sums[-1])
        used = tuple(sorted({*scattered, *consumed}, key=lambda loop: loop.depth))
        new = indexing.with_part(m, before, views[0].how, term, used, (), "add_at")
    memory.hold(new, True)
    return before, new
