"""Which arrays of a compiled program lie in the memory of an earlier one, which is read no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from whygrad.language.expressions import Entry, entries
from whygrad.writers.fused_groups import groups
from whygrad.writers.schedule import Schedule, Task

Group = Sequence[Task]


@dataclass(frozen=True)
class Use:
    """From when to when an array is used, as numbers of loops."""

    first: int
    last: int


def hosts(schedule: Schedule, shape_of: Callable[[str], tuple[str, ...]]) -> dict[str, str]:
    """The arrays that need no memory of their own, each with the one whose memory it takes.

    `shape_of` gives what arrays with the same memory must agree in; nothing for those that keep
    theirs.
    """
    loops, uses = numbered(schedule)
    found: dict[str, str] = {}
    tenants: dict[str, str] = {}  # who used an array's memory last
    for name in sorted((n for n in uses if shape_of(n)), key=lambda n: uses[n].first):
        for host, last in tenants.items():
            if shape_of(host) == shape_of(name) and can_follow(name, last, uses, loops):
                found[name], tenants[host] = host, name
                break
        else:
            tenants[name] = name
    return found


def numbered(schedule: Schedule) -> tuple[list[Group], dict[str, Use]]:
    """The loops in turn, and from which to which of them each quantity is used."""
    loops: list[Group] = []
    uses: dict[str, Use] = {}

    def use(name: str, first: int, last: int) -> None:
        known = uses.get(name, Use(first, last))
        uses[name] = Use(min(known.first, first), max(known.last, last))

    for stage in schedule.stages:
        begun = len(loops)
        loops += [*groups(stage.before), *groups(stage.rows)]
        for number in range(begun, len(loops)):
            for task in loops[number]:
                use(task.target.name, begun if task.is_growing else number, number)
                for entry in read_by(task):
                    # a sample that reads others needs all of them until the last one is done
                    mine = task.row is None or task.row in entry.indexes[:1]
                    use(entry.name, number, number if mine else len(loops))
    for group in groups(schedule.update):
        loops.append(group)
        for task in group:
            for entry in (task.target, *read_by(task)):
                use(entry.name, len(loops) - 1, len(loops) - 1)
    return loops, uses


def read_by(task: Task) -> Iterable[Entry]:
    return [*entries(task.expression), *(task.product or ())]


def can_follow(name: str, before: str, uses: dict[str, Use], loops: Sequence[Group]) -> bool:
    """Whether an array can take the memory of the one before: that is read no more, or each
    entry last for the very entry that takes its place."""
    start, end = uses[name].first, uses[before].last
    return end < start or (end == start and is_in_place(loops[start], name, before))


def is_in_place(group: Group, name: str, before: str) -> bool:
    places = [number for number, task in enumerate(group) if task.target.name == name]
    if not places or any(task.product is not None or task.grows for task in group):
        return False
    target = group[places[0]].target
    touched = [
        (number, entry)
        for number, task in enumerate(group)
        for entry in (task.target, *read_by(task))
        if entry.name == before
    ]
    return all(number <= places[0] and e.indexes == target.indexes for number, e in touched)
