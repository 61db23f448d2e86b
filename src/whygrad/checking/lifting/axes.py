"""Names for the axes of all arrays of a trace: one index for all axes that run in step.

Operations relate axes: those of the operands of a sum, those that a product sums over. Related
axes are one index. It takes the name of the script's loop over it; the axis of the samples is
`i`, others are `k, j, m, ...` in the order in which they appear.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from whygrad.checking.lifting.moves import MOVES, aligned, sources
from whygrad.checking.lifting.signals import NotLifted
from whygrad.checking.traces import Loop, Node, ordered
from whygrad.language.vocabulary import why_refused

Place = tuple[Node, int]
REDUCING = frozenset({"sum", "mean", "max", "min", "prod", "any", "all", "argmax", "argmin"})
NO_RELATION = frozenset({"inverse", "add_at"})
LETTERS = "kjmlpqrstuvwxyz"


def related(node: Node) -> Iterator[tuple[Place, Place]]:
    """Pairs of axes that run in step through an operation."""
    if node.operation == "einsum":
        yield from related_by_letters(node)
    elif node.operation in MOVES:
        try:
            found = sources(node)
        except NotLifted:
            return
        for source in found:
            for axis, runs in enumerate(source.axes):
                if runs is not None and source.node.value.shape[axis] == node.value.shape[runs]:
                    yield (source.node, axis), (node, runs)
    elif node.operation in REDUCING:
        for axis, kept in enumerate(kept_axes(node)):
            if kept is not None:
                yield (node.inputs[0], axis), (node, kept)
    elif node.operation == "add_at":
        yield from (((node.inputs[0], axis), (node, axis)) for axis in range(node.value.ndim))
    elif node.operation not in NO_RELATION:
        for entry in node.inputs:
            for axis, runs in enumerate(aligned(entry, node)):
                if runs is not None:
                    yield (entry, axis), (node, runs)


def related_by_letters(node: Node) -> Iterator[tuple[Place, Place]]:
    first: dict[str, Place] = {}
    terms, result = node.options["subscripts"].split("->")
    for entry, term in zip((*node.inputs, node), (*terms.split(","), result), strict=True):
        for axis, letter in enumerate(term):
            yield first.setdefault(letter, (entry, axis)), (entry, axis)


def kept_axes(node: Node) -> list[int | None]:
    """For each axis of a reduced array its axis in the result; None where it is reduced."""
    axes = reduced_axes(node)
    if node.options.get("keepdims"):
        return [None if axis in axes else axis for axis in range(node.inputs[0].value.ndim)]
    rest = iter(range(node.value.ndim))
    return [None if axis in axes else next(rest) for axis in range(node.inputs[0].value.ndim)]


def reduced_axes(node: Node) -> tuple[int, ...]:
    axis, count = node.options.get("axis"), node.inputs[0].value.ndim
    if axis is None:
        return tuple(range(count))
    chosen = axis if isinstance(axis, tuple) else (axis,)
    return tuple(int(one) % count for one in chosen)


class Axes:
    """The indexes of a graph: which axes are one index, and what each is called.

    ends        the nodes that the graph leads to
    later       ends of what is computed from them; what is wrong there joins none of their indexes
    parameters  the arrays that are learned: the index that none of them has is the samples'
    taken       names that no index may have
    """

    def __init__(
        self,
        ends: Iterable[Node],
        parameters: Iterable[Node],
        taken: Collection[str] = (),
        later: Iterable[Node] = (),
    ):
        self.above: dict[Place, Place] = {}
        first = ordered(ends)
        for node in first:
            for one, other in related(node):
                self.above[self.find(one)] = self.find(other)
        known = {self.find((node, axis)) for node in first for axis in range(node.value.ndim)}
        seen = set(first)
        self.nodes = [*first, *(node for node in ordered(later) if node not in seen)]
        for node in self.nodes[len(first) :]:
            for one, other in related(node):
                self.join_later(self.find(one), self.find(other), known)
        self.carried = self.find_carried()
        self.lengths: dict[str, int] = {}
        self.sample: str | None = None
        self.names: dict[Place, list[str]] = {}
        self.taken = set(taken)
        self.give_names(list(parameters))

    def find(self, place: Place) -> Place:
        while (above := self.above.setdefault(place, place)) != place:
            self.above[place] = self.above[above]
            place = above
        return place

    def join_later(self, one: Place, other: Place, known: set[Place]) -> None:
        if one != other and not (one in known and other in known):
            if one in known:
                one, other = other, one
            self.above[one] = other

    def find_carried(self) -> set[Place]:
        """Indexes of length 1 that stand all the same: a product sums over them.

        One that comes and goes (an axis kept or put in, a column made of a list) does not stand.
        """
        found, gone = set(), set()
        for node in self.nodes:
            if node.operation == "einsum":
                terms, result = node.options["subscripts"].split("->")
                for entry, term in zip(node.inputs, terms.split(","), strict=True):
                    found |= {
                        self.find((entry, axis)) for axis, c in enumerate(term) if c not in result
                    }
            gone |= {self.find(place) for place in lost_axes(node)}
        return found - gone

    def place(self, node: Node, axis: int) -> Place | None:
        """The index of an axis; None for an axis of length 1 that carries none."""
        place = self.find((node, axis))
        if node.value.shape[axis] == 1 and place not in self.carried:
            return None
        return place

    # Names ----------------------------------------------------------------------------------------

    def give_names(self, parameters: list[Node]) -> None:
        """Names for loops' indexes, the samples' and the parameters'; others get theirs on use."""
        learned = dict.fromkeys(
            place
            for node in parameters
            for axis in range(node.value.ndim)
            if (place := self.place(node, axis)) is not None
        )
        sample = self.sample_of(set(learned), set(parameters))
        loops = self.loop_names()
        if sample is not None:
            self.give(sample, [*loops.pop(sample, []), "i", "n", "s", "t"], sample)
        for place in sorted(loops, key=lambda place: place not in learned):
            self.give(place, loops[place], sample)
        for place in learned:
            if place not in self.names:
                self.give(place, [], sample)

    def loop_names(self) -> dict[Place, list[str]]:
        """For each index that a loop of the script counts its variables, the most used first."""
        found: dict[Place, Counter[str]] = {}
        for node in self.nodes:
            for axis, loop in enumerate(node.loops):
                place, name = self.place(node, axis), variable_name(loop)
                if place is not None and name:
                    found.setdefault(place, Counter())[name] += 1
        return {place: [n for n, _ in names.most_common()] for place, names in found.items()}

    def sample_of(self, learned: set[Place], parameters: set[Node]) -> Place | None:
        """The index of the samples: the first one of what is computed that data have and no
        parameter has."""
        moving, given = set(parameters), set[Place | None]()
        for node in self.nodes:
            if not moving.isdisjoint(node.inputs):
                moving.add(node)
            elif node not in parameters:
                given |= {self.place(node, axis) for axis in range(node.value.ndim)}
        for node in self.nodes:
            for axis in range(node.value.ndim) if node in moving else ():
                place = self.place(node, axis)
                if place is not None and place in given and place not in learned:
                    return place
        return None

    def give(self, place: Place, wanted: list[str], sample: Place | None) -> str:
        """One more name for an index: a wanted one, or the next free letter."""
        others = (letter for letter in (*LETTERS, *(f"{a}{n}" for n in (2, 3) for a in LETTERS)))
        free = (name for name in (*wanted, *others) if name not in self.taken)
        name: str | None = next((name for name in free if not why_refused(name)), None)
        if name is None:
            raise NotLifted("there are too many indexes")
        self.taken.add(name)
        self.names.setdefault(place, []).append(name)
        self.lengths[name] = place[0].value.shape[place[1]]
        if place == sample:
            self.sample = self.sample or name
        return name

    def name(self, node: Node, axis: int, in_use: Collection[str | None] = ()) -> str | None:
        """A name for an axis that is not in use; None for an axis that carries no index."""
        place = self.place(node, axis)
        if place is None:
            return None
        for name in self.names.get(place, ()):
            if name not in in_use:
                return name
        return self.give(place, [], None)

    def indexes(self, node: Node) -> tuple[str | None, ...]:
        """Names for all axes of a node, no two alike."""
        found: list[str | None] = []
        for axis in range(node.value.ndim):
            found.append(self.name(node, axis, found))
        return tuple(found)


def lost_axes(node: Node) -> Iterator[Place]:
    """Axes of length 1 that an operation puts in, takes out, or stretches."""
    if node.operation in MOVES:
        try:
            found = sources(node)
        except NotLifted:
            return
        reached = {runs for source in found for runs in source.axes}
        for source in found:
            for axis, runs in enumerate(source.axes):
                if source.node.value.shape[axis] == 1 and runs is None:
                    yield source.node, axis
        yield from (
            (node, axis)
            for axis, length in enumerate(node.value.shape)
            if length == 1 and axis not in reached
        )
    elif node.operation in REDUCING and node.options.get("keepdims"):
        yield from ((node, axis) for axis in reduced_axes(node))
    elif node.operation not in ("einsum", "add_at", *REDUCING):
        for entry in node.inputs:
            for axis, runs in enumerate(aligned(entry, node)):
                if runs is None:
                    yield entry, axis


def variable_name(loop: Loop) -> str:
    """The loop's own variable where it counts: `i` of `for i in range(n)`."""
    syntax = loop.syntax
    iterated = getattr(syntax, "iter", None)
    while isinstance(iterated, ast.Call) and iterated.args:
        function = ast.unparse(iterated.func)
        if function in ("range", "enumerate"):
            name = loop.name.split(",")[0].strip(" ()")
            return name if name.isidentifier() and len(name) <= 2 and name != "_" else ""
        iterated = iterated.args[0]
    return ""
