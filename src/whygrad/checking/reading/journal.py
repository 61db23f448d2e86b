"""The history of a reading: every change of a container, so that it can be taken back.

One mechanism for three needs: a loop that turns out to carry values on is read again pass by pass
(`cut`), the two branches of a condition on many values start from the same state (`taken_back`),
and an expression can be evaluated as things stood at any earlier moment (`move`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from whygrad.checking.reading.values import Container

MISSING = object()
Slot = tuple[Container, Any, Any]  # a container, a key, what is held there
Written = dict[tuple[int, Any], tuple[Container, Any, Any]]  # by container and key


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    container: Container
    key: Any
    old: Any
    new: Any
    direct: bool  # it already heeds the conditions that it stands under


class Journal:
    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.cursor = 0
        self.ways: dict[tuple[int, int], tuple[Change, list[Slot], list[Slot]]] = {}

    def way(self, position: int) -> tuple[list[Slot], list[Slot]]:
        """What each slot held at an earlier position, of those changed since, and holds now."""
        since = self.changes[position : self.cursor]
        if not since:
            return [], []
        known = self.ways.get((position, self.cursor))
        if known is None or known[0] is not since[-1]:
            first = {(id(c.container), c.key): (c.container, c.key, c.old) for c in since[::-1]}
            last = {(id(c.container), c.key): (c.container, c.key, c.new) for c in since}
            known = (since[-1], [*first.values()], [*last.values()])
            self.ways[position, self.cursor] = known
        return known[1], known[2]

    def write(self, container: Container, key: Any, value: Any, direct: bool = False) -> None:
        old = container.slots.get(key, MISSING)
        put(container, key, value)
        self.changes.append(Change(container, key, old, value, direct))
        self.cursor += 1

    def cut(self, position: int) -> None:
        """Forgets all changes since a position."""
        self.move(position)
        del self.changes[position:]

    def move(self, position: int) -> None:
        """Brings the containers to the state that they had at a position."""
        while self.cursor > position:
            self.cursor -= 1
            change = self.changes[self.cursor]
            put(change.container, change.key, change.old)
        while self.cursor < position:
            change = self.changes[self.cursor]
            put(change.container, change.key, change.new)
            self.cursor += 1

    def taken_back(self, position: int, made: int) -> Written:
        """Undoes what was written since a position by new changes; gives what stood there last.

        Direct changes stay, and those of containers made since (serial `made`).
        The result: container, key and value of each place written.
        """
        first: dict[tuple[int, Any], Change] = {}
        last: Written = {}
        for change in self.changes[position:]:
            if not change.direct and change.container.serial < made:
                place = (id(change.container), change.key)
                first.setdefault(place, change)
                last[place] = (change.container, change.key, change.new)
        for place, change in first.items():
            if change.container.slots.get(change.key, MISSING) is not change.old:
                self.write(change.container, change.key, change.old)
            if last[place][2] is change.old:
                del last[place]
        return last


def put(container: Container, key: Any, value: Any) -> None:
    if value is MISSING:
        container.slots.pop(key, None)
    else:
        container.slots[key] = value
