"""Where a program finds the length of an index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from whygrad.language.equations import Step
from whygrad.language.sizes import index_classes


@dataclass(frozen=True, slots=True)
class Lengths:
    """The lengths of a step's indexes.

    leader  for each index the one that stands for all of its length
    fixed   the lengths that the text itself gives, by leader
    axes    the indexes that each quantity carries
    """

    leader: Mapping[str, str]
    fixed: Mapping[str, int]
    axes: Mapping[str, tuple[str, ...]]

    def known(self, index: str) -> int | None:
        """The length, if the text gives it."""
        return self.fixed.get(self.leader.get(index, index))

    def axis(self, index: str, name: str) -> int | None:
        """The first axis of the quantity that is as long as the index."""
        same = self.leader.get(index, index)
        its = (self.leader.get(i, i) for i in self.axes.get(name, ()))
        return next((axis for axis, leader in enumerate(its) if leader == same), None)

    def carrier(self, index: str, *choices: Iterable[str]) -> tuple[str, int] | None:
        """Which quantity tells the length, and on which axis: the first of the choices that
        has any, and there the first axis of one before other axes."""
        for names in choices:
            found = [(name, self.axis(index, name)) for name in names]
            told = [(name, axis) for name, axis in found if axis is not None]
            if told:
                return min(told, key=lambda pair: pair[1] > 0)
        return None


def lengths_of(step: Step) -> Lengths:
    leader = index_classes(step)
    declared = step.declared("index")
    fixed = {leader[line.name]: line.length for line in declared if line.length is not None}
    return Lengths(leader, fixed, step.indexes_of())
