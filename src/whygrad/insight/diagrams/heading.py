"""What stands above a diagram: its title, its note, and what its marks mean."""

from __future__ import annotations

from dataclasses import dataclass

from whygrad.insight.diagrams.graph import KINDS, NEGATIVE, POSITIVE, Graph
from whygrad.insight.diagrams.marks import MARGIN, SMALL_LETTER, TITLE_LETTER, frame, words

TITLE_Y, NOTE_Y, NOTE_LINE = 34.0, 56.0, 17.0
LEGEND_GAP, LEGEND_ROOM = 16.0, 40.0
SWATCH = 24.0
SIGNS = {POSITIVE: "positive weight", NEGATIVE: "negative weight"}


@dataclass(frozen=True)
class Heading:
    marks: list[str]
    width: float
    height: float


def heading(graph: Graph) -> Heading:
    notes = graph.note.split("\n")
    below = NOTE_Y + (len(notes) - 1) * NOTE_LINE + LEGEND_GAP
    keys, width = legend(graph, below)
    told = [words(note, MARGIN, NOTE_Y + number * NOTE_LINE, "small")
            for number, note in enumerate(notes)]  # fmt: skip
    widths = [width, len(graph.title) * TITLE_LETTER, *(len(n) * SMALL_LETTER for n in notes)]
    marks = [words(graph.title, MARGIN, TITLE_Y, "title"), *told, *keys]
    return Heading(marks, max(widths), below + LEGEND_ROOM)


def legend(graph: Graph, y: float) -> tuple[list[str], float]:
    """What the boxes and the lines mean, in a row, and how wide the row is."""
    found, x = [], MARGIN
    for kind in graph.kinds if len(graph.kinds) > 1 else []:
        found.append(frame(kind, (x, y, SWATCH, 14.0)))
        found.append(words(KINDS[kind], x + SWATCH + 7, y + 11.5, "small"))
        x += SWATCH + 25 + len(KINDS[kind]) * SMALL_LETTER
    for kind in SIGNS:
        if any(edge.kind == kind for edge in graph.edges):
            shape = f"M{x:.1f} {y + 7}L{x + SWATCH:.1f} {y + 7}"
            found.append(f'<path class="line {kind}" stroke-width="3" d="{shape}"/>')
            found.append(words(SIGNS[kind], x + SWATCH + 7, y + 11.5, "small"))
            x += SWATCH + 25 + len(SIGNS[kind]) * SMALL_LETTER
    return found, x - MARGIN
