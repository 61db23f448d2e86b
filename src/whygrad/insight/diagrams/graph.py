"""A diagram as data: its boxes and arrows and what each of them means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from whygrad.language.messages import WhygradError

# the kinds of box, in the order of a legend, each with its word there
KINDS = {
    "data": "data",
    "parameter": "parameter",
    "state": "state",
    "draw": "draw",
    "setting": "setting",
    "quantity": "quantity",
    "loss": "loss",
    "gradient": "gradient",
    "answer": "gradient of a parameter",
    "dots": "",
}
MOST_BOXES = 400
# the kinds of line
READ, POSITIVE, NEGATIVE = "read", "positive", "negative"


@dataclass(frozen=True, slots=True)
class Node:
    """A box. The first of its lines is its name as shown, the others are values.

    `told` is shown where somebody points at it. `column` is its place in a network.
    """

    name: str
    kind: str
    lines: tuple[str, ...]
    told: str = ""
    column: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one box to another, named by their names.

    `size` is from 0 to 1 and makes it thin or thick; `faint` is what a highlight leaves aside.
    """

    source: str
    target: str
    kind: str = READ
    label: str = ""
    told: str = ""
    size: float = 0.0
    faint: bool = False


@dataclass(frozen=True)
class Graph:
    """`is_network`: columns from left to right; else floors, and arrows that lead down."""

    title: str
    note: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    is_network: bool = False
    highlighted: frozenset[str] = frozenset()

    @property
    def kinds(self) -> list[str]:
        """The kinds of box that occur, in the order of the legend."""
        found = {node.kind for node in self.nodes}
        return [kind for kind in KINDS if kind in found and KINDS[kind]]


def identifiers(nodes: Iterable[Node]) -> dict[str, str]:
    """A plain word for each box, for formats whose names are words."""
    return {node.name: f"n{number}" for number, node in enumerate(nodes)}


def check_size(boxes: int) -> None:
    if boxes > MOST_BOXES:
        raise WhygradError(
            f"The diagram would have {boxes:,} boxes; at most {MOST_BOXES} are drawn.\n"
            "Draw a model of fewer equations."
        )
