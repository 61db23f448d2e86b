"""The diagram of dependencies: which quantity, or which entry of one, is computed from which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import prod

from whygrad.calculus.expansion import expand
from whygrad.insight.diagrams.graph import Edge, Graph, Node, check_size
from whygrad.insight.diagrams.moments import Moment, number_text
from whygrad.language.equations import GRADIENT, NOT_QUANTITIES, Equation, Step
from whygrad.language.expressions import Entry, entries
from whygrad.language.notation import equation_text, text
from whygrad.language.sizes import index_classes

MOST_ENTRIES = 40  # boxes of a diagram that is drawn entry by entry


def dependency_graph(
    step: Step, lengths: Mapping[str, int] | None = None, moment: Moment | None = None
) -> Graph:
    """Forward quantities, the loss, and the gradients; an arrow leads from what is read.

    Entry by entry where the lengths of all indexes but the sample's are known and the entries
    are few, else quantity by quantity. Raises `WhygradError` for too many boxes.
    """
    whole = replace(step, update=())
    inner = inner_lengths(step, lengths or {})
    by_entry = inner is not None and count_entries(step, inner) <= MOST_ENTRIES
    shown = expand(whole, inner) if by_entry and inner else whole
    boxes = Boxes(step, by_entry, moment)
    for equation in shown:
        boxes.add(equation)
    check_size(len(boxes.nodes))
    kind = "entry by entry" if by_entry else "quantity by quantity"
    return Graph(
        f"What depends on what, {kind}",
        note_of(step, moment, by_entry),
        tuple(boxes.nodes.values()),
        tuple(boxes.edges.values()),
    )


def inner_lengths(step: Step, lengths: Mapping[str, int]) -> dict[str, int] | None:
    """The lengths of all indexes but those as long as the samples; None if one is unknown."""
    classes = index_classes(step)
    samples = classes.get(step.sample_index or "")
    inner = [index for index, group in classes.items() if group != samples]
    known = all(index in lengths for index in inner)
    return {index: lengths[index] for index in inner} if known else None


def count_entries(step: Step, inner: Mapping[str, int]) -> int:
    carried = step.indexes_of().values()
    return sum(prod(inner.get(index, 1) for index in indexes) for indexes in carried)


def note_of(step: Step, moment: Moment | None, by_entry: bool) -> str:
    note = "An arrow leads from what is read to what is computed from it."
    if moment is None:
        return note
    return f"{note} Values: {moment.text(step.sample_index if by_entry else None)}."


class Boxes:
    """The boxes and the arrows, collected equation by equation."""

    def __init__(self, step: Step, by_entry: bool, moment: Moment | None):
        self.step, self.by_entry, self.moment = step, by_entry, moment
        self.carried = step.indexes_of()
        self.kinds = {d.name: d.kind for d in step.declarations if d.kind not in NOT_QUANTITIES}
        self.parameters = {p.name for p in step.parameters}
        self.told = {e.name: told(e) for e in step}
        self.nodes: dict[str, Node] = {}
        self.edges: dict[tuple[str, str], Edge] = {}

    def add(self, equation: Equation) -> None:
        sources = [self.box(entry) for entry in entries(equation.expression)]
        target = self.box(equation.target)
        for source in dict.fromkeys(sources):
            self.edges[source, target] = Edge(source, target)

    def box(self, entry: Entry) -> str:
        """The name of the box of an entry, which is made where there is none yet."""
        declared = self.carried.get(entry.name, ())
        at = declared
        if self.by_entry:
            at = tuple(i if i.isdecimal() else own
                       for i, own in zip(entry.indexes, declared, strict=True))  # fmt: skip
        name = text(Entry(entry.name, at))
        if name not in self.nodes:
            lines = (name, *self.value_line(entry.name, at))
            self.nodes[name] = Node(
                name, self.kind(entry.name), lines, self.told.get(entry.name, "")
            )
        return name

    def kind(self, name: str) -> str:
        if name == self.step.loss:
            return "loss"
        if name.startswith(GRADIENT):
            return "answer" if name.removeprefix(GRADIENT) in self.parameters else "gradient"
        return self.kinds.get(name, "setting" if name not in self.carried else "quantity")

    def value_line(self, name: str, at: tuple[str, ...]) -> tuple[str, ...]:
        """Its value, where it has one value only."""
        if self.moment is None or name not in self.moment.values:
            return ()
        if any(not i.isdecimal() and i != self.step.sample_index for i in at):
            return ()
        if at and not self.by_entry:
            return ()
        place = tuple(int(i) if i.isdecimal() else self.moment.sample for i in at)
        return (number_text(self.moment.value(name, place)),)


def told(equation: Equation) -> str:
    return equation_text(equation) + (f"  # {equation.caption}" if equation.caption else "")
