"""The units of a network: the entries of its quantities that are drawn, of many a few."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from whygrad.language.notation import entry_text

MOST_UNITS = 8  # of a quantity; of more, the first ones, dots and the last
FIRST = 4
UNKNOWN = 2  # units that stand for an index of unknown length
DOTS = "..."

Place = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The places of a quantity that are drawn, one axis for each index but the sample's.

    `dots` is the number of units that stand before the dots; None where all are drawn.
    """

    indexes: tuple[str, ...]
    sample: str | None
    places: tuple[Place, ...]
    dots: int | None = None

    def label(self, name: str, place: Place) -> str:
        """`output[i, 0]`: the sample's index stands as such."""
        rest = iter(place)
        return entry_text(name, [i if i == self.sample else str(next(rest)) for i in self.indexes])

    def position(self, place: Place, sample: int) -> Place:
        """Where the entry stands in the array."""
        rest = iter(place)
        return tuple(sample if i == self.sample else next(rest) for i in self.indexes)


def shown_units(indexes: tuple[str, ...], sample: str | None, lengths: Mapping[str, int]) -> Shown:
    """The first units, dots and the last where they are many or of unknown number."""
    inner = [index for index in indexes if index != sample]
    known = all(index in lengths for index in inner)
    axes = [lengths.get(index, UNKNOWN) for index in inner]
    count = prod(axes)
    if known and count <= MOST_UNITS:
        return Shown(indexes, sample, tuple(product(*map(range, axes))))
    places = [place_of(number, axes) for number in range(min(count, FIRST))]
    dots = len(places)
    if known:
        places.append(place_of(count - 1, axes))
    return Shown(indexes, sample, tuple(places), dots)


def place_of(number: int, axes: list[int]) -> Place:
    """The place of the unit with this number, the last index running fastest."""
    found = []
    for length in reversed(axes):
        number, place = divmod(number, length)
        found.append(place)
    return tuple(reversed(found))
