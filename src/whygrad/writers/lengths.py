"""Which index names share a length, and where a program finds that length."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from whygrad.language.equations import Step
from whygrad.language.expressions import Entry, entries


@dataclass(frozen=True, slots=True)
class Lengths:
    """The lengths of a step's indexes.

    `leader` names one index of each set that shares a length; `fixed` holds the lengths,
    by leader, that the text itself gives.
    """

    leader: Mapping[str, str]
    fixed: Mapping[str, int]

    def same(self, index: str, other: str) -> bool:
        return self.leader.get(index, index) == self.leader.get(other, other)

    def known(self, index: str) -> int | None:
        """The length, if the text gives it."""
        return self.fixed.get(self.leader.get(index, index))


def lengths_of(step: Step) -> Lengths:
    """Reading a quantity under other index names says that these have the same lengths."""
    parents: dict[str, str] = {}
    carried = step.indexes_of()
    for entry in every_entry(step):
        for mine, its in zip(entry.indexes, carried.get(entry.name, ()), strict=False):
            parents[find(parents, mine)] = find(parents, its)
    leader = {index: find(parents, index) for index in list(parents)}
    fixed = {
        find(parents, line.name): line.length
        for line in step.declared("index")
        if line.length is not None
    }
    return Lengths(leader, fixed)


def every_entry(step: Step) -> Iterable[Entry]:
    for equation in step:
        yield equation.target
        yield from entries(equation.expression)


def find(parents: dict[str, str], index: str) -> str:
    while parents.setdefault(index, index) != index:
        index = parents[index]
    return index


def axis_of(index: str, indexes: Iterable[str], lengths: Lengths) -> int | None:
    """The first axis whose length is that of the index."""
    axes = (axis for axis, its in enumerate(indexes) if lengths.same(index, its))
    return next(axes, None)
