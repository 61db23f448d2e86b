"""Places for the boxes of a directed graph on floors, so that few arrows cross.

The steps of Sugiyama, Tagawa and Toda (1981): floors by the longest path; stand-ins where an
arrow passes a floor; an order on each floor by the mean place of the neighbours, floor by floor,
then by exchanging neighbours; coordinates as near to the neighbours as the order allows. A
floor's coordinates are the exact least-squares ones, by pooling (isotonic regression).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from whygrad.insight.diagrams.ordering import Arrow, Name, arranged

Point = tuple[float, float]
Box = tuple[float, float, float, float]

GAP = 22.0  # between boxes of a floor
NARROW_GAP = 12.0  # beside an arrow that passes
RISE = 46.0  # between floors
MOVES, STILL = 120, 0.1  # of the search for the coordinates; where it ends
STRAIGHT = (1.0, 6.0, 30.0)  # how much a line between 0, 1, 2 stand-ins wants to be straight


class StandIn(NamedTuple):
    """Where the arrows from one box pass a floor; all of them share it."""

    source: Name
    floor: int


@dataclass(frozen=True)
class Placement:
    """Each box as left, top, width and height, and the points of each arrow.

    The points come in pairs: where the arrow leaves a floor and where it meets the next.
    """

    boxes: dict[Name, Box]
    routes: dict[Arrow, list[Point]]
    width: float
    height: float


def place(sizes: Mapping[Name, Point], arrows: Iterable[Arrow]) -> Placement:
    """Places for boxes of these widths and heights. The arrows must not lead in a circle."""
    wanted = list(dict.fromkeys(arrows))
    floor_of = floors_of(list(sizes), wanted)
    chains = {arrow: chain(*arrow, floor_of) for arrow in wanted}
    links = list(dict.fromkeys(link for passed in chains.values() for link in pairwise(passed)))
    floors = arranged(first_order(sizes, chains.values(), floor_of), links)
    widths = {name: sizes[name][0] if name in sizes else 0.0 for floor in floors for name in floor}
    across = coordinates(floors, links, widths)
    return placed(floors, sizes, across, chains)


def floors_of(names: Sequence[Name], arrows: Sequence[Arrow]) -> dict[Name, int]:
    """The longest path to each box; one that nothing leads to stands right above its readers."""
    below, waiting = defaultdict(list), dict.fromkeys(names, 0)
    for source, target in arrows:
        below[source].append(target)
        waiting[target] += 1
    starts = [name for name in names if not waiting[name]]
    found, ready = dict.fromkeys(names, 0), list(starts)
    while ready:
        source = ready.pop()
        for target in below[source]:
            found[target] = max(found[target], found[source] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    for name in starts:
        if below[name]:
            found[name] = min(found[target] for target in below[name]) - 1
    lowest = min(found.values(), default=0)
    return {name: floor - lowest for name, floor in found.items()}


def chain(source: Name, target: Name, floor_of: Mapping[Name, int]) -> list[Name]:
    between = range(floor_of[source] + 1, floor_of[target])
    return [source, *(StandIn(source, floor) for floor in between), target]


def first_order(
    names: Iterable[Name], chains: Iterable[list[Name]], floor_of: Mapping[Name, int]
) -> list[list[Name]]:
    """The boxes of each floor as they come, the stand-ins behind them."""
    floors: list[dict[Name, None]] = [{} for _ in range(max(floor_of.values(), default=-1) + 1)]
    for name in names:
        floors[floor_of[name]][name] = None
    for passed in chains:
        for name in passed[1:-1]:
            assert isinstance(name, StandIn)
            floors[name.floor][name] = None
    return [list(floor) for floor in floors]


def coordinates(
    floors: Sequence[Sequence[Name]], links: Iterable[Arrow], widths: Mapping[Name, float]
) -> dict[Name, float]:
    """The middle of each box from left to right: floor by floor as near to its neighbours as
    can be, again and again."""
    pulls: dict[Name, list[tuple[Name, float]]] = defaultdict(list)
    for source, target in links:
        strength = STRAIGHT[sum(isinstance(name, StandIn) for name in (source, target))]
        pulls[source].append((target, strength))
        pulls[target].append((source, strength))
    across: dict[Name, float] = {}
    for floor in floors:
        across |= nearest_places(floor, [(0.0, 1.0)] * len(floor), widths)
    for sweep in range(MOVES):
        before = dict(across)
        for floor in floors if sweep % 2 == 0 else reversed(floors):
            wishes = [wish(across[n], [(across[m], pull) for m, pull in pulls[n]]) for n in floor]
            across |= nearest_places(floor, wishes, widths)
        if all(abs(place - before[name]) < STILL for name, place in across.items()):
            break
    return across


def wish(now: float, pulls: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Where a box wants to stand, and how much."""
    total = sum(strength for _, strength in pulls)
    if not total:
        return now, 0.01
    return sum(place * strength for place, strength in pulls) / total, total


def nearest_places(
    floor: Sequence[Name], wishes: Sequence[tuple[float, float]], widths: Mapping[Name, float]
) -> dict[Name, float]:
    """The places with the least weighted sum of squared distances from the wishes, among those
    that keep the order and the gaps."""
    offsets = offsets_of(floor, widths)
    blocks: list[tuple[float, float, int]] = []  # mean, weight, number of boxes
    for (place, weight), offset in zip(wishes, offsets, strict=True):
        mean, count = place - offset, 1
        while blocks and blocks[-1][0] > mean:
            other, more, others = blocks.pop()
            mean = (mean * weight + other * more) / (weight + more)
            weight, count = weight + more, count + others
        blocks.append((mean, weight, count))
    means = [mean for mean, _, count in blocks for _ in range(count)]
    return {n: mean + offset for n, mean, offset in zip(floor, means, offsets, strict=True)}


def offsets_of(floor: Sequence[Name], widths: Mapping[Name, float]) -> list[float]:
    """How far each box stands from the first one where they stand as close as they may."""
    found = [0.0]
    for left, right in pairwise(floor):
        passing = isinstance(left, StandIn) or isinstance(right, StandIn)
        gap = NARROW_GAP if passing else GAP
        found.append(found[-1] + (widths[left] + widths[right]) / 2 + gap)
    return found[: len(floor)]


def placed(
    floors: Sequence[Sequence[Name]],
    sizes: Mapping[Name, Point],
    across: Mapping[Name, float],
    chains: Mapping[Arrow, Sequence[Name]],
) -> Placement:
    """All of it, moved so that it begins at 0, 0. The boxes of a floor are equally high."""
    room = {name: sizes[name][0] / 2 if name in sizes else NARROW_GAP / 2 for name in across}
    left = min((across[name] - half for name, half in room.items()), default=0.0)
    x = {name: place - left for name, place in across.items()}
    top = 0.0
    ends: dict[Name, tuple[float, float]] = {}
    for floor in floors:
        height = max((sizes[name][1] for name in floor if name in sizes), default=0.0)
        ends |= dict.fromkeys(floor, (top, top + height))
        top += height + RISE
    routes = {
        arrow: [p for a, b in pairwise(passed) for p in ((x[a], ends[a][1]), (x[b], ends[b][0]))]
        for arrow, passed in chains.items()
    }
    boxes = {n: (x[n] - w / 2, ends[n][0], w, ends[n][1] - ends[n][0])
             for n, (w, _) in sizes.items()}  # fmt: skip
    width = max((x[name] + half for name, half in room.items()), default=0.0)
    return Placement(boxes, routes, width, max(0.0, top - RISE))
