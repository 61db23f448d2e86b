"""Whether one quantity of a step depends on another, and by which ways. Entry by entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import islice

from whygrad.insight.entries import Asked, read_entry
from whygrad.language.equations import Equation, Step
from whygrad.language.expressions import Entry, entries
from whygrad.language.messages import counted
from whygrad.language.notation import text

MOST_WAYS = 20  # chains that an answer lists

Node = Entry  # an entry, or with the name of an index all entries along it


@dataclass(frozen=True, repr=False)
class Dependence:
    """Whether `quantity` depends on `source`: true or false, with every way.

    A way is a chain of entries from the quantity to the source, each computed from the next;
    the name of an index stands for all of its values. `count` counts all ways, `ways` lists
    the first ones. `reads` is what the quantity's own equation reads.
    """

    quantity: str
    source: str
    ways: tuple[tuple[str, ...], ...]
    count: int
    reads: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.count > 0

    def __repr__(self) -> str:
        return f"<Dependence: {self.quantity} on {self.source}, {counted(self.count, 'way')}>"

    def __str__(self) -> str:
        if not self:
            says = f"`{self.quantity}` does not depend on `{self.source}`."
            return f"{says}\nIt reads {', '.join(self.reads)}." if self.reads else says
        ways = counted(self.count, "way")
        lines = [f"`{self.quantity}` depends on `{self.source}`, in {ways}:"]
        lines += [f"  {' <- '.join(way)}" for way in self.ways]
        more = self.count - len(self.ways)
        return "\n".join([*lines, f"  and {more:,} more"] if more else lines)

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"

    def data(self) -> dict[str, object]:
        """Plain lists and texts, for JSON."""
        return {
            "quantity": self.quantity,
            "source": self.source,
            "depends": bool(self),
            "count": self.count,
            "ways": [list(way) for way in self.ways],
        }


def find_dependence(
    step: Step, lengths: Mapping[str, int], quantity: str, source: str
) -> Dependence:
    """Whether a quantity, or an entry, is computed from another within one step.

    A parameter or a state that is asked about is meant after its update; as a source it is
    meant before. Lengths that are not known are taken as long enough. Raises `WhygradError`.
    """
    first = node_of(read_entry(quantity, step, lengths), step)
    last = node_of(read_entry(source, step, lengths), step)
    reach = Reach(step, last)
    begin = (first, len(step.update) if is_update(step, first) else 0)
    listed = sorted(islice(reach.ways(begin), MOST_WAYS), key=len)
    ways = tuple(tuple(map(text, way)) for way in listed)
    reads = tuple(text(node) for node, _ in reach.read(begin))
    return Dependence(quantity.strip(), source.strip(), ways, reach.count(begin), reads)


def node_of(asked: Asked, step: Step) -> Node:
    if asked.place is None:
        return Entry(asked.name, step.indexes_of()[asked.name])
    return Entry(asked.name, tuple(map(str, asked.place)))


def is_update(step: Step, node: Node) -> bool:
    return any(equation.name == node.name for equation in step.update)


Stand = tuple[Node, int]  # a node, and how many update lines stand above where it is read


class Reach:
    """Walks from a quantity down to what it reads, always towards one source.

    A set of entries is a box: each index is one number or runs over all. As no entry has the
    same index twice, what a box of entries reads is a box again, so that the answer is exact.
    """

    def __init__(self, step: Step, source: Node):
        self.step, self.source = step, source
        self.counts: dict[Stand, int] = {}

    @cached_property
    def lines(self) -> dict[str, Equation]:
        return {e.name: e for e in (*self.step.forward, *self.step.backward)}

    def equation(self, stand: Stand) -> tuple[Equation, int] | None:
        """The line that sets a node as it is read there, and how many updates are done then."""
        node, done = stand
        for place in reversed(range(done)):
            if self.step.update[place].name == node.name:
                return self.step.update[place], place
        found = self.lines.get(node.name)
        return (found, 0) if found else None

    def read(self, stand: Stand) -> list[Stand]:
        """The entries that the node's equation reads, each once."""
        found = self.equation(stand)
        if found is None:
            return []
        equation, done = found
        places = dict(zip(equation.target.indexes, stand[0].indexes, strict=True))
        fixed = {index: place for index, place in places.items() if place.isdigit()}
        read = [
            Entry(entry.name, tuple(fixed.get(index, index) for index in entry.indexes))
            for entry in entries(equation.expression)
        ]
        return [(node, done) for node in dict.fromkeys(read)]

    def is_source(self, stand: Stand) -> bool:
        """Whether the node has an entry of the source; an updated parameter is no source."""
        node, done = stand
        if node.name != self.source.name or any(
            e.name == node.name for e in self.step.update[:done]
        ):
            return False
        pairs = zip(node.indexes, self.source.indexes, strict=True)
        return all(a == b or not (a.isdigit() and b.isdigit()) for a, b in pairs)

    def meeting(self, node: Node) -> Node:
        """The entries that a node and the source have in common."""
        pairs = zip(node.indexes, self.source.indexes, strict=True)
        return Entry(node.name, tuple(b if b.isdigit() else a for a, b in pairs))

    def count(self, start: Stand) -> int:
        """How many ways lead to the source. Each node is looked at once; no recursion."""
        waiting = [start]
        while waiting:
            stand = waiting[-1]
            below = [s for s in self.read(stand) if not self.is_source(s)]
            missing = [s for s in below if s not in self.counts]
            if missing:
                waiting.extend(missing)
                continue
            waiting.pop()
            direct = sum(self.is_source(s) for s in self.read(stand))
            self.counts[stand] = direct + sum(self.counts[s] for s in below)
        return self.counts[start]

    def ways(self, start: Stand) -> Iterator[tuple[Node, ...]]:
        """The chains from the start to the source, one after the other."""
        self.count(start)
        waiting: list[tuple[Stand, tuple[Node, ...]]] = [(start, (start[0],))]
        while waiting:
            stand, way = waiting.pop()
            if stand != start and self.is_source(stand):
                yield (*way[:-1], self.meeting(stand[0]))
                continue
            below = [s for s in self.read(stand) if self.is_source(s) or self.counts.get(s)]
            waiting.extend((s, (*way, s[0])) for s in reversed(below))
