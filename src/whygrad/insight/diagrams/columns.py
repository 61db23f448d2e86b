"""Places for the units of a network: a column for each layer, from left to right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from whygrad.insight.diagrams.graph import Edge, Node
from whygrad.insight.diagrams.layout import Box, Placement, Point, StandIn
from whygrad.insight.diagrams.ordering import Arrow, Name

UNIT_GAP = 16.0  # between boxes of a column
LANE = 10.0  # the height that a passing line takes
CHANNEL = 190.0  # between columns
PARTS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8)  # of a line, where a label may stand


def place_columns(
    nodes: Sequence[Node], edges: Sequence[Edge], sizes: Mapping[Name, Point]
) -> Placement:
    """Boxes in the order that they come in, those of a column equally wide; lines that pass a
    column do so below its boxes."""
    columns: dict[int, dict[Name, None]] = defaultdict(dict)
    column_of = {node.name: node.column for node in nodes}
    for node in nodes:
        columns[node.column][node.name] = None
    chains: dict[Arrow, list[Name]] = {}
    for edge in edges:
        first, last = column_of[edge.source], column_of[edge.target]
        lanes = [StandIn(edge.source, number) for number in range(first + 1, last)]
        for lane in lanes:
            columns[lane.floor][lane] = None
        chains[edge.source, edge.target] = [edge.source, *lanes, edge.target]
    ordered = [list(columns[number]) for number in sorted(columns)]
    boxes = stacked(ordered, sizes)
    routes = {arrow: route(passed, boxes) for arrow, passed in chains.items()}
    width = max((x + w for x, _, w, _ in boxes.values()), default=0.0)
    height = max((y + h for _, y, _, h in boxes.values()), default=0.0)
    own = {name: box for name, box in boxes.items() if not isinstance(name, StandIn)}
    return Placement(own, routes, width, height)


def stacked(columns: Sequence[Sequence[Name]], sizes: Mapping[Name, Point]) -> dict[Name, Box]:
    """Every column from top to bottom, its middle at the height of the others'."""
    tall = {name: sizes[name][1] if isinstance(name, str) else LANE
            for column in columns for name in column}  # fmt: skip
    heights = [sum(tall[n] + UNIT_GAP for n in column) - UNIT_GAP for column in columns]
    found: dict[Name, Box] = {}
    left = 0.0
    for column, height in zip(columns, heights, strict=True):
        width = max(sizes[name][0] for name in column if isinstance(name, str))
        top = (max(heights) - height) / 2
        for name in column:
            found[name] = (left, top, width, tall[name])
            top += tall[name] + UNIT_GAP
        left += width + CHANNEL
    return found


def route(passed: Sequence[Name], boxes: Mapping[Name, Box]) -> list[Point]:
    points: list[Point] = []
    for source, target in pairwise(passed):
        x, y, width, height = boxes[source]
        points.append((x + width, y + height / 2))
        x, y, _, height = boxes[target]
        points.append((x, y + height / 2))
    return points


def free_spots(
    routes: Mapping[Arrow, Sequence[Point]], sizes: Mapping[Arrow, Point], taken: Iterable[Box]
) -> dict[Arrow, Box]:
    """Where the labels stand on their lines, on no box, no other label and no other line.

    Nowhere at all where one of them finds no place: some labels alone would mislead.
    """
    covered, found = list(taken), {}
    for arrow, size in sizes.items():
        others = [segment for other, points in routes.items() if other != arrow
                  for segment in pairwise(points)]  # fmt: skip
        spot = next((s for s in spots(routes[arrow], size) if is_free(s, covered, others)), None)
        if spot is None:
            return {}
        covered.append(spot)
        found[arrow] = spot
    return found


def spots(points: Sequence[Point], size: Point) -> Iterator[Box]:
    """Places for a label on a line, those in the middle of its last stretch first."""
    width, height = size
    (x, y), (to_x, to_y) = points[-2:]
    for part in PARTS:
        left = x + part * (to_x - x) - width / 2
        top = y + part * (to_y - y) - height / 2
        if x + 4 < left and left + width < to_x - 4:
            yield left, top, width, height


def is_free(spot: Box, covered: Iterable[Box], segments: Iterable[tuple[Point, Point]]) -> bool:
    return not any(overlap(spot, box) for box in covered) and not any(
        meets(spot, *segment) for segment in segments
    )


def overlap(one: Box, other: Box) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def meets(box: Box, start: Point, end: Point) -> bool:
    """Whether a line that leads to the right meets a box."""
    x, y, width, height = box
    first, last = max(x, start[0]), min(x + width, end[0])
    if first >= last:
        return False
    slope = (end[1] - start[1]) / (end[0] - start[0])
    ends = [start[1] + slope * (at - start[0]) for at in (first, last)]
    return max(ends) > y and min(ends) < y + height
