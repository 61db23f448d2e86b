"""Which tasks of a compiled program share one loop: what one sets, the next has at hand.

And which need but one loop, over all entries of an array as they lie in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whygrad.language.expressions import Call, Entry, Expression, Reduction, entries, walk
from whygrad.writers.schedule import Task

MOST_PAIRS = 8  # of arrays that may overlap; with more, LLVM takes one number at a time


def groups(tasks: Iterable[Task]) -> list[list[Task]]:
    """The tasks in turn, those side by side that can share a loop together."""
    found: list[list[Task]] = []
    for task in tasks:
        if found and can_join([*found[-1], task]):
            found[-1].append(task)
        else:
            found.append([task])
    return found


def can_join(tasks: Sequence[Task]) -> bool:
    """Whether loops over the same entries do nothing but what each entry by itself needs."""
    targets = {task.target.name: task.target for task in tasks}
    read = [entry for task in tasks for entry in entries(task.expression)]
    return (
        len({looped(task) for task in tasks}) == 1
        and bool(looped(tasks[0]))
        and not any(has_loops(task) or is_best_alone(task) for task in tasks)
        and all(targets.get(entry.name, entry) == entry for entry in read)
        and pairs([*targets.values(), *read], len(targets)) <= MOST_PAIRS
    )


def looped(task: Task) -> tuple[str, ...]:
    """The indexes of the loops around a task, but for the one over the samples."""
    return tuple(index for index in task.target.indexes if index != task.row)


def has_loops(task: Task) -> bool:
    """Whether a task has loops of its own."""
    return has_reduction(task.expression) or bool(task.grows) or task.product is not None


def is_best_alone(task: Task) -> bool:
    """Whether a task is one flat loop with `exp`, which the compiler makes of many at a time."""
    return (
        task.row is None
        and calls_exp(task.expression)
        and is_entrywise(task.target, task.expression)
    )


def calls_exp(expression: Expression) -> bool:
    return any(isinstance(n, Call) and n.function == "exp" for n in walk(expression))


def has_reduction(expression: Expression) -> bool:
    return any(isinstance(node, Reduction) for node in walk(expression))


def is_entrywise(target: Entry, expression: Expression) -> bool:
    """Whether each entry of a matrix is made of the same entries of others, and of numbers."""
    alike = all(entry.indexes in (target.indexes, ()) for entry in entries(expression))
    return len(target.indexes) > 1 and alike and not has_reduction(expression)


def pairs(found: Iterable[Entry], written: int) -> int:
    """How many pairs there are of an array that is written and another one."""
    arrays = len({entry.name for entry in found if entry.indexes})
    return written * (arrays - written) + written * (written - 1) // 2
