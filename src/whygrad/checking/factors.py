"""Which lines bring in a factor that the gradients of the other parameters have not."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from whygrad.checking.court import (
    Court,
    add_fault,
    backward,
    fits,
    own_factor,
    owner_of,
    reference,
    same,
    update_fault,
)
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Binding, Node
from whygrad.checking.truths import recomputed


def find_factors(court: Court) -> None:
    """The lines that bring in a factor which not all gradients have."""
    factors = {each.name: court.factor_of(each, court.healed) for each in court.parameters}
    wanted = reference(factors)
    wrong = [each for each in court.parameters if not fits(factors[each.name], wanted)]
    faulty = {fault.binding.node for fault in court.faults}
    lines = [each for each in backward(court) if each.node not in faulty]
    while wrong:
        chosen = best_line(court, lines, wrong, factors, wanted)
        if chosen is None:
            return
        binding, number, mended = chosen
        value = recomputed(binding.node, court.healed)
        owner = owner_of(binding, court)
        if owner is not None and binding is owner.update:
            step = owner.start.value - value
            court.faults.append(update_fault(court, owner, step, step * number))
        else:
            add_fault(court, binding, None, owner, value, value * number)
        if not mended:
            return
        wrong = [each for each in wrong if each not in mended]


def best_line(
    court: Court,
    lines: list[Binding],
    wrong: list[Parameter],
    factors: Mapping[str, float | None],
    wanted: float,
) -> tuple[Binding, float, list[Parameter]] | None:
    """The line whose correction by one factor mends most gradients and spoils none.

    Of several such lines it is the one that has the factor of itself, and not from what it reads.
    """
    found = []
    numbers = {wanted / number for each in wrong if (number := factors[each.name])}
    for binding in lines:
        value = recomputed(binding.node, court.healed)
        own = 2 if not same(own_factor(court, binding, value, lines), 1) else 0
        for number in numbers:
            mended = mended_by(court, {binding.node: value * number}, wrong, wanted)
            found.append((len(mended), own, binding, number, mended))
    for each in wrong:
        number = wanted / (factors[each.name] or 1)
        own = 3 if number < 0 and adds_alone(court, each) else 1
        found.append((1, own, each.update, number, [each]))
    best = max(found, key=lambda row: row[:2])
    return best[2:] if best[0] else None


def adds_alone(court: Court, parameter: Parameter) -> bool:
    """Whether an update adds where all others subtract, or the other way round."""
    rates = [each.rate for each in court.parameters if each.rate is not None]
    signs = [rate > 0 for rate in rates]
    own = parameter.rate is not None and parameter.rate > 0
    return parameter.rate is not None and len(signs) > 2 and signs.count(own) == 1


def mended_by(
    court: Court, change: Mapping[Node, np.ndarray], wrong: list[Parameter], wanted: float
) -> list[Parameter]:
    """The wrong parameters that a change puts right; none if it spoils a right one."""
    healed = {**court.healed, **change}
    before = {each: court.factor_of(each, court.healed) for each in court.parameters}
    after = {each: court.factor_of(each, healed) for each in court.parameters}
    fit = [
        each
        for each, number in after.items()
        if fits(number, wanted) and (number is not None or before[each] is None)
    ]
    if any(each not in wrong and each not in fit for each in court.parameters):
        return []
    return [each for each in wrong if each in fit]
