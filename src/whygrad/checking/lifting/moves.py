"""Operations that only move entries: where each entry of the result comes from.

Reshaping, turning, indexing, joining and writing into parts are all of one kind: every entry of
the result is an entry of an input. Which one is found by doing the operation on numbered entries.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

import numpy as np

from whygrad.checking.lifting.signals import NotLifted
from whygrad.checking.operations import OPERATIONS
from whygrad.checking.traces import Node

TURNS = frozenset({"transpose", "spread", "collect"})
MOVES = TURNS | {
    "reshape", "broadcast", "index", "put", "concatenate", "stack", "repeat", "identity", "cast",
}  # fmt: skip
MOST_ENTRIES = 300_000  # that are numbered


@dataclass(frozen=True, slots=True)
class Source:
    """What one input gives to the result of a move.

    axes    for each axis of the input: the axis of the result along which it runs in step (with
            at most as many entries), or None
    places  for each axis of the input that does not run in step: its place for every entry of
            the result
    where   the entries of the result that come from this input; None where all do
    """

    node: Node
    axes: tuple[int | None, ...]
    places: dict[int, np.ndarray]
    where: np.ndarray | None = None

    @property
    def is_plain(self) -> bool:
        """Whether every axis runs in step with one of the result, over its whole length."""
        return not self.places and self.where is None


def sources(node: Node, stops: Container[Node] = ()) -> list[Source]:
    """What the entries of a moved array come from: an input, or what the input is moved from."""
    if node.operation in ("identity", "cast"):
        return [Source(node.inputs[0], tuple(range(node.value.ndim)), {})]
    if node.operation in TURNS:
        turned = tuple(int(axis) for axis in np.argsort(node.options["axes"]))
        return [Source(node.inputs[0], turned, {})]
    if node.operation == "reshape":
        axes = reshaped_axes(node.inputs[0].value.shape, node.value.shape)
        if axes is not None:
            return [Source(node.inputs[0], axes, {})]
    if node.operation == "broadcast":
        return [Source(node.inputs[0], aligned(node.inputs[0], node), {})]
    return numbered(node, stops)


def aligned(entry: Node, result: Node) -> tuple[int | None, ...]:
    """The axes of an operand by NumPy's rule of broadcasting."""
    shift = result.value.ndim - entry.value.ndim
    return tuple(
        axis + shift if length == result.value.shape[axis + shift] else None
        for axis, length in enumerate(entry.value.shape)
    )


def reshaped_axes(old: tuple[int, ...], new: tuple[int, ...]) -> tuple[int | None, ...] | None:
    """The axes where a reshape only puts in or takes out axes of length 1."""
    if [length for length in old if length != 1] != [length for length in new if length != 1]:
        return None
    if old == new:
        return tuple(range(len(old)))
    long = iter([axis for axis, length in enumerate(new) if length != 1])
    return tuple(next(long) if length != 1 else None for length in old)


def numbered(node: Node, stops: Container[Node] = (), direct: bool = False) -> list[Source]:
    """The sources of any move, by doing it on the numbers of the entries.

    Moves of moves are followed to what is computed, or to one of `stops`; `direct`: they are not.
    """
    numbers: dict[Node, np.ndarray] = {}
    result = renumbered(node, stops, direct, numbers)
    starts = np.cumsum([0, *(entry.value.size for entry in numbers)])
    found = []
    for start, end, entry in zip(starts, starts[1:], numbers, strict=False):
        where = (result >= start) & (result < end)
        if where.any():
            found.append(source(entry, result - start, None if where.all() else where))
    return found


def renumbered(
    node: Node, stops: Container[Node], direct: bool, numbers: dict[Node, np.ndarray]
) -> np.ndarray:
    """The node with numbers in the place of its entries, all different in all that is moved."""
    count = 2 if node.operation == "put" else 1 if node.operation == "index" else None
    parts = []
    for entry in node.inputs[:count]:
        if entry not in numbers and not direct and entry.operation in MOVES and entry not in stops:
            parts.append(renumbered(entry, stops, direct, numbers))
            continue
        if entry not in numbers:
            first = sum(one.value.size for one in numbers)
            if first + entry.value.size + node.value.size > MOST_ENTRIES:
                raise NotLifted("too many entries are moved")
            numbers[entry] = np.arange(first, first + entry.value.size).reshape(entry.value.shape)
        parts.append(numbers[entry])
    if node.operation in ("identity", "cast"):
        return parts[0]
    others = [] if count is None else [entry.value for entry in node.inputs[count:]]
    return np.asarray(OPERATIONS[node.operation].compute(*parts, *others, **node.options))


def source(entry: Node, numbers: np.ndarray, where: np.ndarray | None) -> Source:
    inside = numbers if where is None else np.where(where, numbers, 0)
    places = np.unravel_index(inside, entry.value.shape) if entry.value.ndim else ()
    axes: list[int | None] = []
    left: dict[int, np.ndarray] = {}
    for axis, place in enumerate(places):
        if entry.value.shape[axis] == 1:
            axes.append(None)
            continue
        runs = in_step(place, where, tuple(n for n in axes if n is not None))
        axes.append(runs)
        if runs is None:
            left[axis] = place
    return Source(entry, tuple(axes), left, where)


def in_step(place: np.ndarray, where: np.ndarray | None, used: tuple[int, ...]) -> int | None:
    """The axis of the result along which places count 0, 1, 2, ... wherever they are known."""
    for axis, length in enumerate(place.shape):
        if length == 1 or axis in used:
            continue
        steps = np.arange(length).reshape([-1 if k == axis else 1 for k in range(place.ndim)])
        same = place == steps
        if np.all(same if where is None else same | ~where):
            return axis
    return None
