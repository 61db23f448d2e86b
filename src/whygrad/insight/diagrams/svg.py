"""A diagram as SVG: text as text, readable in light and dark, nothing over another thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from whygrad.insight.diagrams.columns import free_spots, place_columns
from whygrad.insight.diagrams.graph import Edge, Graph, Node
from whygrad.insight.diagrams.heading import heading
from whygrad.insight.diagrams.layout import Box, Placement, Point, place
from whygrad.insight.diagrams.marks import LETTER, MARGIN, SMALL_LETTER, frame, words
from whygrad.insight.diagrams.ordering import Arrow, Name
from whygrad.insight.diagrams.palette import style

LINE = 17.0  # from one line of text to the next
PADDING = 10.0
TIP = 7.0  # the length of an arrow's tip
THIN, THICK, STRONG = 1.2, 6.0, 2.6


def svg_text(graph: Graph) -> str:
    """The whole file. It needs nothing else: no font, no program, no other file."""
    placement, head = placement_of(graph), heading(graph)
    inner = max(placement.width, head.width)
    width, height = inner + 2 * MARGIN, placement.height + head.height + MARGIN
    kinds = list(dict.fromkeys(node.kind for node in graph.nodes))
    left = MARGIN + (inner - placement.width) / 2
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="whygrad" role="img"'
            f" aria-label={quoteattr(graph.title)}"
            f' width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}">',
            f"<style>{style(kinds, [edge.kind for edge in graph.edges])}</style>",
            f'<rect class="page" width="{width:.0f}" height="{height:.0f}"/>',
            *head.marks,
            f'<g transform="translate({left:.1f} {head.height:.1f})">',
            *lines(graph, placement),
            *(box(node, placement.boxes[node.name], graph) for node in graph.nodes),
            *labels(graph, placement),
            "</g>",
            "</svg>",
            "",
        ]
    )


def placement_of(graph: Graph) -> Placement:
    sizes: dict[Name, Point] = {node.name: size_of(node) for node in graph.nodes}
    if graph.is_network:
        return place_columns(graph.nodes, graph.edges, sizes)
    sizes |= {edge: label_size(edge) for edge in graph.edges if edge.label}
    return place(sizes, [pair for edge in graph.edges for pair in stretches(edge)])


def stretches(edge: Edge) -> list[Arrow]:
    """A labelled arrow leads to its label and on from there, so that the label has its place."""
    if edge.label:
        return [(edge.source, edge), (edge, edge.target)]
    return [(edge.source, edge.target)]


def size_of(node: Node) -> Point:
    first, *others = node.lines
    width = max([len(first) * LETTER, *(len(line) * SMALL_LETTER for line in others)])
    return width + 2 * PADDING, len(node.lines) * LINE + PADDING


def label_size(edge: Edge) -> Point:
    return len(edge.label) * SMALL_LETTER + 6, LINE


def box(node: Node, place: Box, graph: Graph) -> str:
    x, y, width, height = place
    faint = " faint" if graph.highlighted and node.name not in graph.highlighted else ""
    first = y + height / 2 - (len(node.lines) - 1) * LINE / 2 + 4.5
    shown = [
        words(line, x + width / 2, first + number * LINE, "small" if number else "", "middle")
        for number, line in enumerate(node.lines)
    ]
    told = f"<title>{escape(node.told)}</title>" if node.told else ""
    return f'<g class="box{faint}">{told}{frame(node.kind, place)}{"".join(shown)}</g>'


def lines(graph: Graph, placement: Placement) -> Iterator[str]:
    """The lines, the faint ones first, so that the others lie above them."""
    for edge in sorted(graph.edges, key=lambda edge: not edge.faint):
        parts = parts_of(edge, graph, placement)
        shape = " ".join(path(points, graph.is_network) for points in parts)
        width = THIN + (THICK - THIN) * edge.size
        if graph.highlighted and not edge.faint:
            width = STRONG
        told = f"<title>{escape(edge.told)}</title>" if edge.told else ""
        tip = "" if graph.is_network else arrow_tip(parts[-1][-1])
        faint = " faint" if edge.faint else ""
        yield (
            f'<g class="edge{faint}">{told}<path class="line {edge.kind}"'
            f' stroke-width="{width:.2f}" d="{shape}"/>{tip}</g>'
        )


def parts_of(edge: Edge, graph: Graph, placement: Placement) -> list[list[Point]]:
    """The points of a line; of one with a label, up to it and on from it."""
    if graph.is_network or not edge.label:
        return [placement.routes[edge.source, edge.target]]
    first, second = (placement.routes[pair] for pair in stretches(edge))
    x, y, width, height = line_of(placement.boxes[edge])
    above, below = (x + width / 2, y), (x + width / 2, y + height)
    return [[*first, above], [below, *second]]


def path(points: Sequence[Point], straight: bool) -> str:
    """From floor to floor in a curve, straight on where a floor is passed."""
    found = ["M{:.1f} {:.1f}".format(*points[0])]
    for (x, y), (to_x, to_y) in pairwise(points):
        if straight or x == to_x:
            found.append(f"L{to_x:.1f} {to_y:.1f}")
        else:
            middle = (y + to_y) / 2
            found.append(f"C{x:.1f} {middle:.1f} {to_x:.1f} {middle:.1f} {to_x:.1f} {to_y:.1f}")
    return "".join(found)


def arrow_tip(end: Point) -> str:
    x, y = end
    return (
        f'<path class="tip" d="M{x:.1f} {y:.1f}L{x - TIP / 2:.1f} {y - TIP:.1f}'
        f'L{x + TIP / 2:.1f} {y - TIP:.1f}Z"/>'
    )


def labels(graph: Graph, placement: Placement) -> Iterator[str]:
    labelled = [edge for edge in graph.edges if edge.label]
    places: dict[Arrow, Box]
    if graph.is_network:
        sizes: dict[Arrow, Point] = {
            (edge.source, edge.target): label_size(edge) for edge in labelled
        }
        places = free_spots(placement.routes, sizes, placement.boxes.values())
    else:
        places = {(e.source, e.target): line_of(placement.boxes[e]) for e in labelled}
    for edge in labelled if places else []:
        yield label(edge.label, places[edge.source, edge.target])


def line_of(box: Box) -> Box:
    """The middle of a box, as high as a line of text."""
    x, y, width, height = box
    return x, y + (height - LINE) / 2, width, LINE


def label(text: str, spot: Box) -> str:
    x, y, width, height = spot
    return (
        f'<rect class="label" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
        + words(text, x + width / 2, y + height / 2 + 4.2, "small", "middle")
    )
