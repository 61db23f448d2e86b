"""The diagram of a network: its units and their connections, found in the equations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from whygrad.insight.diagrams.connections import Connection, Wiring
from whygrad.insight.diagrams.dependencies import told
from whygrad.insight.diagrams.graph import NEGATIVE, POSITIVE, READ, Edge, Graph, Node, check_size
from whygrad.insight.diagrams.moments import Moment, number_text
from whygrad.insight.diagrams.units import DOTS, Place, Shown, shown_units
from whygrad.language.equations import Step
from whygrad.language.expressions import Entry
from whygrad.language.messages import WhygradError
from whygrad.language.notation import entry_text

MOST_LABELS = 24  # connections that are labelled


@dataclass(frozen=True, slots=True)
class Line:
    """One connection between two units, with the entries of the weights on it.

    An entry is None where more than one stands on the line.
    """

    source: str
    target: str
    weights: tuple[tuple[str, Place] | None, ...]
    sign: int


def network_graph(
    step: Step, lengths: Mapping[str, int] | None = None, moment: Moment | None = None
) -> Graph:
    """Units in columns from the data to the prediction; a line's width is its weight's size.

    Of a wide layer the first units, dots and the last one are drawn. Raises `WhygradError`
    where no quantity is connected with another, and for too many boxes.
    """
    return Network(step, lengths or {}, moment).graph()


class Network:
    """The boxes and lines of one network."""

    def __init__(self, step: Step, lengths: Mapping[str, int], moment: Moment | None):
        self.step, self.moment = step, moment
        self.wiring = Wiring(step)
        self.sample = step.sample_index
        if not self.wiring.connections:
            raise WhygradError(
                "There is no network to draw: no equation reads data, or a quantity made of them.\n"
                'Draw what depends on what instead: `draw("dependencies")`, `--what dependencies`.'
            )
        carried = step.indexes_of()
        carried |= {e.name: e.target.indexes for e in self.wiring.equations}
        read = {c.source.name for c in self.wiring.connections}
        self.data = [d.name for d in step.data if d.name in read]
        self.equations = {equation.name: equation for equation in self.wiring.equations}
        names = [*self.data, *self.equations]
        self.shown = {name: shown_units(carried[name], self.sample, lengths) for name in names}
        self.columns = self.columns_of(names)

    def columns_of(self, names: list[str]) -> dict[str, int]:
        """The longest path to each quantity; data stand right before their first reader."""
        readers: dict[str, list[str]] = defaultdict(list)
        found = dict.fromkeys(names, 0)
        for connection in self.wiring.connections:
            source, target = connection.source.name, connection.target.name
            readers[source].append(target)
            found[target] = max(found[target], found[source] + 1)
        for name in names:
            if readers[name] and name in self.data:
                found[name] = min(found[reader] for reader in readers[name]) - 1
        return found

    def graph(self) -> Graph:
        lines = merged(self.lines())
        largest = max((abs(v) for line in lines if (v := self.weight(line)) is not None), default=0)
        edges = [self.edge(line, largest, len(lines) <= MOST_LABELS) for line in lines]
        nodes = [node for name, shown in self.shown.items() for node in self.nodes(name, shown)]
        check_size(len(nodes))
        last = self.wiring.equations[-1].name
        title = f"The network from {' and '.join(self.data) or 'its quantities'} to {last}"
        return Graph(title, self.note(), tuple(nodes), tuple(edges), is_network=True)

    def note(self) -> str:
        if self.moment is None:
            return "A line is a weight; in the boxes stand the biases."
        where = self.moment.text(self.sample)
        return (
            f"Values: {where}. The larger a weight, the thicker its line; point at it to read it."
        )

    def nodes(self, name: str, shown: Shown) -> Iterator[Node]:
        equation = self.equations.get(name)
        kind = "data" if equation is None else "loss" if name == self.step.loss else "quantity"
        text = told(equation) if equation else ""
        for number, place in enumerate(shown.places):
            if number == shown.dots:
                yield self.dots(name)
            label = shown.label(name, place)
            lines = (label, *self.value_line(name, shown, place), *self.bias_lines(name, place))
            yield Node(label, kind, lines, text, self.columns[name])
        if shown.dots == len(shown.places):
            yield self.dots(name)

    def dots(self, name: str) -> Node:
        return Node(f"{name} {DOTS}", "dots", (DOTS,), f"more of {name}", self.columns[name])

    def value_line(self, name: str, shown: Shown, place: Place) -> tuple[str, ...]:
        if self.moment is None or name not in self.moment.values:
            return ()
        position = shown.position(place, self.moment.sample)
        return (number_text(self.moment.value(name, position)),)

    def bias_lines(self, name: str, place: Place) -> Iterator[str]:
        for bias in self.wiring.biases:
            if bias.target.name != name:
                continue
            at = self.bound((bias.target, place)) or {}
            if all(index in at for index in bias.parameter.indexes):
                where = tuple(at[index] for index in bias.parameter.indexes)
                yield ("" if bias.sign > 0 else "-") + self.with_value(bias.parameter.name, where)

    def with_value(self, name: str, place: Place) -> str:
        text = entry_text(name, map(str, place))
        value = self.value(name, place)
        return text if value is None else f"{text} {number_text(value)}"

    def value(self, name: str, place: Place) -> float | None:
        if self.moment is None or name not in self.moment.values:
            return None
        return self.moment.value(name, place)

    def lines(self) -> Iterator[Line]:
        for connection in self.wiring.connections:
            target, source = connection.target, connection.source
            for target_place in self.shown[target.name].places:
                for source_place in self.shown[source.name].places:
                    at = self.bound((target, target_place), (source, source_place))
                    if at is not None:
                        yield self.line(connection, source_place, target_place, at)

    def bound(self, *reads: tuple[Entry, Place]) -> dict[str, int] | None:
        """The value of each index where one unit reads another; None where it does not."""
        found: dict[str, int] = {}
        sample = self.moment.sample if self.moment else 0
        for entry, place in reads:
            position = self.shown[entry.name].position(place, sample)
            for index, number in zip(entry.indexes, position, strict=True):
                if found.setdefault(index, number) != number:
                    return None
        return found

    def line(
        self, connection: Connection, source: Place, target: Place, at: Mapping[str, int]
    ) -> Line:
        names = connection.source.name, connection.target.name
        places = source, target
        ends = [self.shown[n].label(n, place) for n, place in zip(names, places, strict=True)]
        weights = tuple(
            (w.name, tuple(at[i] for i in w.indexes)) if all(i in at for i in w.indexes) else None
            for w in connection.weights
        )
        return Line(ends[0], ends[1], weights, connection.sign)

    def weight(self, line: Line) -> float | None:
        """The value of the one weight on a line, with its sign."""
        if self.moment is None or len(line.weights) != 1 or line.weights[0] is None:
            return None
        value = self.value(*line.weights[0])
        return None if value is None else line.sign * value

    def edge(self, line: Line, largest: float, labelled: bool) -> Edge:
        edge = Edge(line.source, line.target)
        known = [weight for weight in line.weights if weight is not None]
        text = ", ".join(self.with_value(*weight) for weight in known)
        edge = replace(edge, told=text or "read without a weight")
        value = self.weight(line)
        if len(line.weights) == 1 and known and value is None:
            return replace(edge, label=entry_text(known[0][0], map(str, known[0][1])) * labelled)
        if value is None or not np.isfinite(value):
            return replace(edge, kind=READ)
        kind = NEGATIVE if value < 0 else POSITIVE
        size = abs(value) / largest if largest and np.isfinite(largest) else 0.0
        return replace(edge, kind=kind, size=size, label=number_text(value) * labelled)


def merged(lines: Iterator[Line]) -> list[Line]:
    """One line between two units; with several weights where there were several lines."""
    found: dict[tuple[str, str], Line] = {}
    for line in lines:
        ends = line.source, line.target
        other = found.get(ends)
        found[ends] = line if other is None else replace(
            other, weights=(*other.weights, *line.weights)
        )  # fmt: skip
    return list(found.values())
