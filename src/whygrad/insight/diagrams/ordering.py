"""An order of the boxes on each floor in which few arrows cross."""

from __future__ import annotations

import random
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import pairwise

Name = Hashable
Arrow = tuple[Name, Name]

STARTS, SWEEPS = 4, 16
FEW = 500  # arrows, for which several starts are quick


class Sides:
    """The neighbours of each box on the floors above and below."""

    def __init__(self, links: Iterable[Arrow]):
        self.above: dict[Name, list[Name]] = defaultdict(list)
        self.below: dict[Name, list[Name]] = defaultdict(list)
        for source, target in links:
            self.below[source].append(target)
            self.above[target].append(source)


def arranged(floors: list[list[Name]], links: Sequence[Arrow]) -> list[list[Name]]:
    """The best order that sweeps down and up have found, from several orders to start with."""
    sides = Sides(links)
    best, fewest = floors, crossings(floors, sides)
    for start in range(STARTS if len(links) <= FEW else 1):
        now = [shuffled(floor, start) for floor in floors]
        for sweep in range(SWEEPS):
            if not fewest:
                return best
            upwards = sweep % 2 == 1
            now = swept(now, sides.below if upwards else sides.above, upwards, sweep % 4 > 1)
            exchange(now, sides)
            count = crossings(now, sides)
            if count < fewest:
                best, fewest = [list(floor) for floor in now], count
    return best


def shuffled(floor: Sequence[Name], start: int) -> list[Name]:
    """The same for the same start; start 0 leaves the order as it is."""
    return list(floor) if start == 0 else random.Random(start).sample(floor, len(floor))


def swept(
    floors: list[list[Name]], neighbours: Mapping[Name, list[Name]], upwards: bool, turned: bool
) -> list[list[Name]]:
    """Each floor in the order of the mean place of the neighbours on the floor before it;
    where the means are equal, as before or, if `turned`, the other way round."""
    found: list[list[Name]] = []
    position: dict[Name, float] = {}
    for floor in reversed(floors) if upwards else floors:
        own = positions(floor)
        means = {name: mean_of([position[n] for n in neighbours[name]], own[name])
                 for name in floor}  # fmt: skip
        found.append(sorted(floor[::-1] if turned else floor, key=means.__getitem__))
        position |= positions(found[-1])
    return found[::-1] if upwards else found


def positions(floor: Sequence[Name]) -> dict[Name, float]:
    """Where each box stands on its floor, from 0 to 1."""
    return {name: (place + 0.5) / len(floor) for place, name in enumerate(floor)}


def mean_of(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def exchange(floors: list[list[Name]], sides: Sides) -> None:
    """Exchange neighbours on a floor wherever fewer arrows cross then."""
    for number, floor in enumerate(floors):
        position = {
            name: place
            for other in floors[max(0, number - 1) : number + 2]
            for place, name in enumerate(other)
        }
        for left in range(len(floor) - 1):
            a, b = floor[left], floor[left + 1]
            if crossed(a, b, sides, position) > crossed(b, a, sides, position):
                floor[left], floor[left + 1] = b, a


def crossed(a: Name, b: Name, sides: Sides, position: Mapping[Name, int]) -> int:
    """How many arrows of two boxes cross each other while `a` stands left of `b`."""
    return sum(
        position[one] > position[other]
        for near in (sides.above, sides.below)
        for one in near[a]
        for other in near[b]
    )


def crossings(floors: Sequence[Sequence[Name]], sides: Sides) -> int:
    """How many arrows cross, over all pairs of floors."""
    total = 0
    for upper, lower in pairwise(floors):
        position = {name: place for place, name in enumerate(lower)}
        seen: list[int] = []
        for name in upper:
            ends = [position[target] for target in sides.below[name]]
            total += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return total
