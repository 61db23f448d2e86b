"""Questions about the graph of a trace: what leads to what, and in which way."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np

from whygrad.checking.traces import Carried, Node, ordered, replayed_end

CARRIERS = {
    "identity", "cast", "reshape", "broadcast", "index", "put", "add_at", "stack", "where",
    "transpose", "spread", "collect", "concatenate",
}  # fmt: skip
ADDITIVE = {"add", "subtract", "negative"} | CARRIERS
SCALING = {"multiply", "divide"}


def origins(ends: Iterable[Node], without: Collection[Node] = ()) -> set[Node]:
    """All that leads to `ends`, these included; nothing beyond the nodes `without`."""
    found: set[Node] = set()
    waiting = list(ends)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            if node not in without:
                waiting.extend(node.inputs)
    return found


def leads(start: Node, end: Node) -> bool:
    return start in origins([end])


def is_number(node: Node) -> bool:
    """Whether a node is one number that no array and no training step had a part in."""
    return node.value.size == 1 and all(
        entry.value.size == 1 and entry.leaf != "start" for entry in origins([node])
    )


def only_added(node: Node, entry: Node, also: Collection[str] = ()) -> bool:
    """Whether an operation does no more to this input than add to it or scale it."""
    if node.operation in ADDITIVE or node.operation in also:
        return True
    others = [other for other in node.inputs if other is not entry]
    return node.operation in SCALING and len(others) == 1 and is_number(others[0])


def is_mixed(start: Node, end: Node, also: Collection[str] = ()) -> bool:
    """Whether `start` goes into `end` in another way too than by sums and constant factors.

    The operations `also` count as sums.
    """
    added, mixed = {start}, set[Node]()
    for node in ordered([end]):
        for entry in node.inputs:
            if entry in mixed or (entry in added and not only_added(node, entry, also)):
                mixed.add(node)
            elif entry in added:
                added.add(node)
    return end in mixed


def is_memory(one: Carried, others: Iterable[Carried]) -> bool:
    """Whether a value is mixed with a new one in each step, and read only when it is.

    So an optimizer remembers: `m += 0.1 * (grad - m)`. A bias is read before it changes.
    """
    if is_mixed(one.start, one.end):
        return False
    ends = [each.end for each in others if each is not one]
    return one.end in origins(ends) and one.start not in origins(ends, without=[one.end])


def coefficient(end: Node, entry: Node, seed: int = 7) -> float | None:
    """The number c with which `end` follows every change of `entry`, if there is one."""
    if end.value.size != entry.value.size or end.value.dtype.kind == "b":
        return None
    change = np.random.RandomState(seed).uniform(0.5, 1, entry.value.shape)
    changed = replayed_end(end, {entry: entry.value + change})
    moved = (changed - end.value).reshape(-1)
    ratios = moved / change.reshape(-1)
    first = float(np.real(ratios[0]))
    return first if np.allclose(ratios, first, rtol=1e-6, atol=1e-12) else None
