"""Arrays of zeros and ones that choose: one-hot labels, parts of arrays, places of writing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from whygrad.checking.lifting.moves import Source
from whygrad.checking.lifting.signals import NotLifted
from whygrad.checking.operations import part_of
from whygrad.checking.traces import Node

MOST_CHOICES = 200_000  # entries of an array of zeros and ones


@dataclass(slots=True, eq=False)
class Choice:
    """Data of our own: 1 where an entry is taken, 0 elsewhere (one-hot labels, parts)."""

    name: str
    value: np.ndarray
    indexes: tuple[str, ...]

    @property
    def is_own(self) -> bool:
        """Whether a reader could not tell what it is: all but one-hot labels."""
        return not self.name.startswith("label")


def varying(places: list[np.ndarray | None], shape: tuple[int, ...]) -> list[int]:
    """The axes of the result along which any of some arrays varies."""
    found = set()
    for place in places:
        for axis in range(len(shape)):
            if place is not None and shape[axis] > 1 and np.any(place != np.take(place, [0], axis)):
                found.add(axis)
    return sorted(found)


def zeros_and_ones(
    source: Source, places: dict[int, np.ndarray], outer: list[int], shape: tuple[int, ...]
) -> np.ndarray:
    """1 where the result at (outer axes) takes the input at (the axes of `places`)."""
    lengths = [source.node.value.shape[axis] for axis in places]
    whole = [shape[axis] for axis in outer]
    if np.prod([*whole, *lengths]) > MOST_CHOICES:
        raise NotLifted("too many entries are chosen from")
    first = tuple(slice(None) if axis in outer else 0 for axis in range(len(shape)))
    value = np.zeros([*whole, *lengths])
    grid = np.indices(whole)
    chosen = [np.broadcast_to(place, shape)[first] for place in places.values()]
    taken = np.ones(whole) if source.where is None else source.where[first].astype(float)
    value[(*grid, *chosen)] = taken
    return value


def is_label(node: Node) -> bool:
    """Whether entries are picked by an array of whole numbers, one for each sample."""
    return node.operation in ("index", "put") and any(
        entry.value.dtype.kind in "iu" and "variable" not in entry.options and entry.value.ndim == 1
        for entry in node.inputs[1 if node.operation == "index" else 2 :]
    )


def is_same_part(node: Node, old: Node) -> bool:
    """Whether an index reads the very entries that a write changes."""
    base = node.inputs[0].value
    numbers = np.arange(base.size).reshape(base.shape)
    read = part_of(numbers, *(e.value for e in old.inputs[1:]), index=old.options["index"])
    written = part_of(numbers, *(e.value for e in node.inputs[2:]), index=node.options["index"])
    return read.shape == written.shape and bool(np.all(read == written))


def entry_places(node: Node) -> list[np.ndarray]:
    """For each axis of an array the place that each summand is added to."""
    base = node.inputs[0].value
    others = [entry.value for entry in node.inputs[2:]]
    return [
        part_of(grid, *others, index=node.options["index"])
        for grid in map(np.asarray, np.indices(base.shape))
    ]


def runs_along(place: np.ndarray, axis: int) -> bool:
    steps = np.arange(place.shape[axis])
    shape = [-1 if k == axis else 1 for k in range(place.ndim)]
    return place.shape[axis] > 1 and bool(np.all(place == steps.reshape(shape)))
