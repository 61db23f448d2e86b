"""Which passes of a loop read and write what: whether they depend on each other.

While a loop is read as an index, every access to a container that was there before it is noted:
"r" read, "w" written, "a" added to (`+=`), "p" appended to. A place is a key: () is all of the
container, (0, 2) an entry, and an `Own` in it says that each pass has its own entry there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from whygrad.checking.reading.signals import Dependent
from whygrad.checking.reading.values import Container
from whygrad.checking.traces import Loop, Node

Key = tuple[Any, ...]
ANY = None  # in a key: some entry, it is not known which


@dataclass(frozen=True, slots=True)
class Own:
    """An index that differs in all passes of its loops, by its values."""

    loops: tuple[Loop, ...]
    values: bytes


def entry_of(node: Node) -> Own | None:
    """A key's entry for an index that is a loop's variable, or computed from it."""
    flat = np.sort(node.value, axis=None)
    if node.value.ndim != len(node.loops) or np.any(flat[1:] == flat[:-1]):
        return ANY
    return Own(node.loops, node.value.tobytes())


def owned_by(key: Key, loop: Loop) -> bool:
    return any(isinstance(entry, Own) and loop in entry.loops for entry in key)


def paired(loop: Loop, one: Key, two: Key) -> bool:
    """Each pass of the loop has its own entry, the same one in both places."""
    return any(
        isinstance(a, Own) and a == b and loop in a.loops for a, b in zip(one, two, strict=False)
    )


def disjoint(one: Key, two: Key) -> bool:
    return any(
        a is not ANY and b is not ANY and a != b and not isinstance(a, Own)
        and not isinstance(b, Own)
        for a, b in zip(one, two, strict=False)
    )  # fmt: skip


def covers(one: Key, two: Key) -> bool:
    return len(one) <= len(two) and all(
        a is not ANY and a == b for a, b in zip(one, two, strict=False)
    )


class Accesses:
    """The accesses in one loop, by container and key."""

    def __init__(self, loop: Loop):
        self.loop = loop
        self.found: dict[Container, dict[Key, frozenset[str]]] = {}

    def private(self, container: Container, key: Key) -> bool:
        """The place was written earlier in the same pass."""
        known = self.found.get(container, {})
        return any("w" in kinds and covers(other, key) for other, kinds in known.items())

    def note(self, container: Container, key: Key, kind: str) -> None:
        """Raises Dependent where an access depends on another pass."""
        if kind in "rw" and self.private(container, key):
            return
        known = self.found.setdefault(container, {})
        for other, kinds in known.items():
            if disjoint(other, key) or paired(self.loop, other, key):
                continue
            if self.clashes(key, kind, other, kinds):
                raise Dependent(self.loop)
        known[key] = known.get(key, frozenset()) | {kind}

    def clashes(self, key: Key, kind: str, other: Key, kinds: frozenset[str]) -> bool:
        if kind in "ap":
            return bool(kinds - {kind})
        if kinds & {"a", "p"}:
            return True
        own = owned_by(key, self.loop) or owned_by(other, self.loop)
        if kind == "r":
            return "w" in kinds and own
        return "r" in kinds or own

    def copy(self) -> Accesses:
        twin = Accesses(self.loop)
        twin.found = {container: dict(known) for container, known in self.found.items()}
        return twin

    def meet(self, other: Accesses) -> None:
        """After two branches: read or added to in either, written only if in both."""
        for container in set(self.found) | set(other.found):
            here, there = self.found.get(container, {}), other.found.get(container, {})
            merged: dict[Key, frozenset[str]] = {}
            for key in set(here) | set(there):
                one, two = here.get(key, frozenset()), there.get(key, frozenset())
                written = one & two & {"w"} if not owned_by(key, self.loop) else (one | two) & {"w"}
                kinds = ((one | two) - {"w"}) | written
                if kinds:
                    merged[key] = kinds
            self.found[container] = merged
