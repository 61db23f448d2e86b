"""A node of a trace as an expression of the language, down to what has a name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from whygrad.checking.lifting import elementary
from whygrad.checking.lifting.axes import Axes, reduced_axes
from whygrad.checking.lifting.choices import (
    Choice,
    entry_places,
    is_label,
    is_same_part,
    runs_along,
    varying,
    zeros_and_ones,
)
from whygrad.checking.lifting.counts import exact, written_number
from whygrad.checking.lifting.elementary import ONE, plus, times
from whygrad.checking.lifting.moves import MOVES, Source, aligned, numbered, sources
from whygrad.checking.lifting.signals import NotLifted
from whygrad.checking.traces import Node, ordered
from whygrad.language.expressions import (
    Binary,
    Entry,
    Expression,
    Number,
    Reduction,
    number,
)

Indexes = tuple[str | None, ...]
DEEPEST = 60
VIEWS = ("reshape", "transpose", "index")


@dataclass(slots=True, eq=False)
class Lifting:
    """One translation of nodes into expressions.

    stops     nodes that have names, by the names
    moving    the nodes that depend on a parameter: all others are data
    complete  whether parts of arrays may be chosen by data of our own, and data without a name
              get one; else only one-hot labels
    """

    axes: Axes
    stops: Mapping[Node, str]
    moving: Collection[Node]
    complete: bool = False
    choices: dict[tuple[str, bytes], Choice] = field(default_factory=dict)
    unnamed: dict[Node, str] = field(default_factory=dict)
    read: dict[str, Node] = field(default_factory=dict)
    in_use: list[str] = field(default_factory=list)
    depth: int = 0
    views: dict[Any, Node] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.views = {key: node for node in self.stops if (key := view_of(node))}

    def defined(self, node: Node, indexes: Indexes) -> Expression:
        """The right side of an equation for a node, whose own name does not count."""
        self.in_use = [index for index in indexes if index is not None]
        return self.lifted(node, indexes, top=True)

    def lifted(self, node: Node, indexes: Indexes, top: bool = False) -> Expression:
        """The entry of a node at some indexes, None standing for an axis of length 1."""
        if self.is_plain_number(node):
            return number_of(node, self.axes)
        if node not in self.stops and not top and node.operation in VIEWS:
            node = self.views.get(view_of(node), node)
        if node in self.stops and not top:
            return self.entry(node, self.stops[node], indexes)
        if node in self.unnamed:
            return self.entry(node, self.unnamed[node], indexes)
        if self.depth >= DEEPEST:
            raise NotLifted("the line is too deep")
        self.depth += 1
        in_use = len(self.in_use)
        try:
            return self.computed(node, indexes)
        except NotLifted:
            del self.in_use[in_use:]
            if not self.complete or node in self.moving or node.value.dtype.kind not in "fiub":
                raise
            self.unnamed[node] = f"data{len(self.unnamed) + 1}"
            return self.entry(node, self.unnamed[node], indexes)
        finally:
            self.depth -= 1

    def is_plain_number(self, node: Node) -> bool:
        """Zeros, ones and counted lengths; a number that the script names keeps its name."""
        if node.leaf != "stated" or "variable" in node.options or not node.value.size:
            return False
        if node in self.moving:  # a parameter that no step changes
            return False
        first = node.value.reshape(-1)[0]
        if not np.isfinite(first) or (node.value.size > 1 and not np.all(node.value == first)):
            return False
        return first in (0, 1) or node not in self.stops

    def entry(self, node: Node, name: str, indexes: Indexes) -> Expression:
        """The entry of a named quantity."""
        for axis, index in enumerate(indexes):
            if (index is None) != (self.axes.place(node, axis) is None):
                raise NotLifted("an index of length 1 comes and goes")
        carried = tuple(index for index in indexes if index is not None)
        if len(set(carried)) < len(carried):
            raise NotLifted("a diagonal has no form in the language")
        self.read[name] = node
        return Entry(name, carried)

    def computed(self, node: Node, indexes: Indexes) -> Expression:
        if node.leaf:
            raise NotLifted("data without a name")
        if node.operation == "einsum":
            return self.product(node, indexes)
        if node.operation in ("sum", "mean", "max", "min"):
            return self.reduced(node, indexes)
        if node.operation in MOVES:
            return self.moved(node, indexes)
        if node.operation == "add_at":
            return self.added(node, indexes)
        parts = [self.lifted(entry, self.aligned(entry, node, indexes)) for entry in node.inputs]
        if node.operation == "power":
            return self.power(node, *parts)
        if node.operation == "where":
            return elementary.chosen(*parts)
        if len(parts) == 1:
            return elementary.of_one(node.operation, *parts)
        if len(parts) == 2:
            return elementary.of_two(node.operation, *parts)
        raise NotLifted(f"{node.operation} has no form in the language")

    def aligned(self, entry: Node, node: Node, indexes: Indexes) -> Indexes:
        return tuple(None if runs is None else indexes[runs] for runs in aligned(entry, node))

    def power(self, node: Node, base: Expression, exponent: Expression) -> Expression:
        if node.inputs[1] in self.moving or node.inputs[1].value.size > 1:
            raise NotLifted("a power with a varying exponent")
        return base if exponent == ONE else Binary("**", base, exponent)

    # Sums -----------------------------------------------------------------------------------------

    def product(self, node: Node, indexes: Indexes) -> Expression:
        """A sum of products: each letter is an index, those that the result lacks are summed."""
        terms, result = node.options["subscripts"].split("->")
        named: dict[str, str | None] = dict(zip(result, indexes, strict=True))
        bound: list[str] = []
        for entry, term in zip(node.inputs, terms.split(","), strict=True):
            for axis, letter in enumerate(term):
                if letter not in named:
                    named[letter] = self.bound_index(entry, axis, bound)
        body: Expression = ONE
        for entry, term in zip(node.inputs, terms.split(","), strict=True):
            body = times(body, self.lifted(entry, tuple(named[letter] for letter in term)))
        self.release(bound)
        return Reduction("sum", tuple(bound), body) if bound else body

    def bound_index(self, node: Node, axis: int, bound: list[str]) -> str | None:
        """A name for an index that a reduction binds; in use until it is released."""
        name = self.axes.name(node, axis, self.in_use)
        if name is not None:
            bound.append(name)
            self.in_use.append(name)
        return name

    def release(self, bound: list[str]) -> None:
        del self.in_use[len(self.in_use) - len(bound) :]

    def reduced(self, node: Node, indexes: Indexes) -> Expression:
        entry, axes = node.inputs[0], reduced_axes(node)
        flat = unflattened(entry) if len(axes) == entry.value.ndim else entry
        if flat is not entry:
            entry, axes = flat, tuple(range(flat.value.ndim))
        is_list = entry.operation == "stack" and entry not in self.stops
        if node.operation == "sum" and is_list and axes == (entry.options["axis"],) and (
            len(sources(entry, self.stops)) > 1
        ):  # fmt: skip
            return self.sum_of(entry.inputs, tuple(self.kept_indexes(node, indexes)))
        kept = iter(self.kept_indexes(node, indexes))
        inner: list[str | None] = [
            None if axis in axes else next(kept) for axis in range(entry.value.ndim)
        ]
        bound: list[str] = []
        for axis in axes:
            inner[axis] = self.bound_index(entry, axis, bound)
        body = self.lifted(entry, tuple(inner))
        self.release(bound)
        if not bound:
            return body
        return reduction(node.operation, tuple(bound), body)

    def sum_of(self, entries: Sequence[Node], indexes: Indexes) -> Expression:
        total: Expression = number(0)
        for entry in entries:
            total = plus(total, self.lifted(entry, indexes))
        return total

    def kept_indexes(self, node: Node, indexes: Indexes) -> list[str | None]:
        if not node.options.get("keepdims"):
            return list(indexes)
        axes = reduced_axes(node)
        return [index for axis, index in enumerate(indexes) if axis not in axes]

    # Moves ----------------------------------------------------------------------------------------

    def moved(self, node: Node, indexes: Indexes) -> Expression:
        change = self.changed_label(node, indexes)
        if change is not None:
            return change
        total: Expression = number(0)
        for source in sources(node, self.stops):
            total = plus(total, self.from_source(node, source, indexes))
        return total

    def from_source(self, node: Node, source: Source, indexes: Indexes) -> Expression:
        """What an input gives to the result: its entries, chosen by zeros and ones if need be."""
        places = dict(source.places)
        inner = [None if runs is None else indexes[runs] for runs in source.axes]
        for axis, runs in enumerate(source.axes):
            if runs is not None and self.is_shorter(source, axis, node):
                inner[axis] = None
                last = source.node.value.shape[axis] - 1
                steps = np.minimum(np.arange(node.value.shape[runs]), last)
                shape = [-1 if k == runs else 1 for k in range(node.value.ndim)]
                places[axis] = np.broadcast_to(steps.reshape(shape), node.value.shape)
        if not places and source.where is None:
            return self.lifted(source.node, tuple(inner))
        return self.selected(node, source, places, inner, indexes)

    def is_shorter(self, source: Source, axis: int, node: Node) -> bool:
        """Whether only the first entries are read: as a whole, only the complete lifting cares."""
        runs = source.axes[axis]
        assert runs is not None
        length, wanted = source.node.value.shape[axis], node.value.shape[runs]
        return length != wanted and (self.complete or length < wanted)

    def selected(
        self,
        node: Node,
        source: Source,
        places: dict[int, np.ndarray],
        inner: list[str | None],
        indexes: Indexes,
    ) -> Expression:
        """The sum over all entries of an input, each times 1 where the result takes it, else 0."""
        outer = varying([*places.values(), source.where], node.value.shape)
        bound: list[str] = []
        for axis in places:
            inner[axis] = self.bound_index(source.node, axis, bound)
        value = zeros_and_ones(source, places, outer, node.value.shape)
        names = [indexes[axis] for axis in outer]
        if None in names or len(bound) < len(places):
            raise NotLifted("parts of an axis of length 1")
        is_row = len(outer) == 1 and outer[0] in source.axes
        kind = "label" if is_row and is_label(node) else "part"
        choice = self.choice(kind, value, (*(str(name) for name in names), *bound))
        body = times(self.lifted(source.node, tuple(inner)), choice)
        self.release(bound)
        return Reduction("sum", tuple(bound), body) if bound else body

    def choice(self, kind: str, value: np.ndarray, indexes: tuple[str, ...]) -> Expression:
        if kind != "label" and not self.complete:
            raise NotLifted("a part of an array")
        key = kind, value.shape.__repr__().encode() + value.tobytes()
        if key not in self.choices:
            count = sum(each.name.startswith(kind) for each in self.choices.values())
            name = f"{kind}{count + 1 if count else ''}"
            self.choices[key] = Choice(name, value, indexes)
        return Entry(self.choices[key].name, indexes)

    def changed_label(self, node: Node, indexes: Indexes) -> Expression | None:
        """`p[range(n), y] -= 1`: all entries, less 1 where the label stands."""
        if node.operation != "put":
            return None
        base, part = node.inputs[:2]
        if part.operation not in ("add", "subtract") or part.inputs[1].value.size > 1:
            return None
        old = part.inputs[0]
        same = old.operation == "index" and old.inputs[0] is base
        if not same or old.value.shape != part.value.shape:
            return None
        found = next((s for s in numbered(node, direct=True) if s.node is part), None)
        again = [*old.inputs[1:]] == [*node.inputs[2:]] or is_same_part(node, old)
        if found is None or found.where is None or not again:
            return None
        outer = varying([found.where], node.value.shape)
        names = tuple(str(indexes[axis]) for axis in outer)
        if "None" in names:
            return None
        kind = "label" if is_label(node) else "part"
        mask = np.moveaxis(found.where.astype(float), outer, range(len(outer)))
        mask = mask.reshape([node.value.shape[axis] for axis in outer])
        shown = self.choice(kind, mask, names)
        amount = self.lifted(part.inputs[1], (None,) * part.inputs[1].value.ndim)
        term = times(amount, shown)
        return elementary.of_two(part.operation, self.lifted(base, indexes), term)

    def added(self, node: Node, indexes: Indexes) -> Expression:
        """`total[j] += e`, once for every j."""
        base, part = node.inputs[:2]
        places = entry_places(node)
        inner: list[str | None] = [None] * part.value.ndim
        shape = places[0].shape if places else ()
        shift = len(shape) - part.value.ndim
        for axis, place in enumerate(places):
            runs = next((k for k in range(place.ndim) if runs_along(place, k)), None)
            if base.value.shape[axis] == 1 and not place.any():
                continue
            if runs is None or shape[runs] != base.value.shape[axis]:
                raise NotLifted("sums into some entries of an array")
            if runs >= shift and part.value.shape[runs - shift] > 1:
                if inner[runs - shift] is not None:
                    raise NotLifted("sums along a diagonal")
                inner[runs - shift] = indexes[axis]
        long = [axis for axis, length in enumerate(part.value.shape) if length > 1]
        if any(inner[axis] is None for axis in long):
            raise NotLifted("sums into one entry of an array")
        return plus(self.lifted(base, indexes), self.lifted(part, tuple(inner)))


def number_of(node: Node, axes: Axes) -> Expression:
    if node.value.size > 1:
        return exact(float(node.value.reshape(-1)[0]))
    return written_number(node, axes)


def view_of(node: Node) -> Any:
    """What makes two views of an array one and the same, though each was seen by itself."""
    if node.operation not in VIEWS or len(node.inputs) > 1:
        return None
    if any(isinstance(part, np.ndarray) for part in node.options.get("index", ())):
        return None
    return node.operation, node.inputs[0], repr(node.options), node.loops


def reduction(operation: str, bound: tuple[str, ...], body: Expression) -> Expression:
    if operation == "min":
        return elementary.negated(Reduction("max", bound, elementary.negated(body)))
    if operation == "sum" and isinstance(body, Number) and body.value == 0:
        return body
    if isinstance(body, Reduction) and body.kind == operation == "sum":
        return Reduction("sum", (*bound, *body.indexes), body.body)
    return Reduction(operation, bound, body)


def unflattened(node: Node) -> Node:
    """What a sum over all entries of a reshaped array is a sum over."""
    while node.operation == "reshape" and not node.loops and not node.inputs[0].loops:
        node = node.inputs[0]
    return node


def dependent(
    ends: list[Node], starts: Collection[Node], without: Collection[Node] = ()
) -> set[Node]:
    """The nodes among all that lead to `ends` that depend on a start, not by way of `without`."""
    found = set(starts)
    for node in ordered(ends):
        if node not in without and not found.isdisjoint(node.inputs):
            found.add(node)
    return found
