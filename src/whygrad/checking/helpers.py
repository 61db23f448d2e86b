"""Functions of the script that serve the forward pass and the backward pass alike.

A pupil's own `matmul` or `transpose` is right or wrong for both; what is asked of a line that
calls it is what it is called with. So the lines within such a function are not judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from whygrad.checking.flows import origins
from whygrad.checking.losses import Loss
from whygrad.checking.reading import statement_of
from whygrad.checking.traces import Binding, Pass

Place = tuple[int, int]
Calls = tuple[int, ...]


def without_helpers(step: Pass, losses: Sequence[Loss]) -> Pass:
    """The step without the lines that both passes run, each from calls of its own."""
    computed = [each for each in losses if not each.kind] or losses
    forward = set().union(*(origins([each.node], without=each.at) for each in computed))
    helping = shared(step.bindings, forward)
    if not helping:
        return step
    kept = (one for one in step.bindings if not is_within(one) or place_of(one) not in helping)
    return replace(step, bindings=tuple(kept))


def shared(bindings: Sequence[Binding], forward: Collection[object]) -> set[Place]:
    """The statements that calls of the forward pass and other calls run."""
    before: defaultdict[Place, set[Calls]] = defaultdict(set)
    later: defaultdict[Place, set[Calls]] = defaultdict(set)
    for one in bindings:
        if is_within(one):
            found = before if one.node in forward else later
            found[place_of(one)].add(one.site.calls)
    return {one for one in before if later[one] - before[one] and before[one] - later[one]}


def is_within(binding: Binding) -> bool:
    """Whether a function's own statement made it."""
    return bool(binding.site.calls) and binding.kind != "argument"


def place_of(binding: Binding) -> Place:
    statement = statement_of(binding)
    return statement.lineno, statement.col_offset
