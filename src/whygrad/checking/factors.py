"""Which lines bring in a factor that the gradients of the other parameters have not."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from whygrad.checking.court import (
    Court,
    add_fault,
    backward,
    direction,
    fits,
    known_factor,
    own_factor,
    owner_of,
    reference,
    same,
    update_fault,
)
from whygrad.checking.flows import origins
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Binding, Node
from whygrad.checking.truths import recomputed


def find_factors(court: Court) -> None:
    """The lines that bring in a factor which not all gradients have."""
    factors = {each.name: court.factor_of(each, court.healed) for each in court.parameters}
    wanted = usual_factor(court, factors)
    wrong = [each for each in court.parameters if not fits(factors[each.name], wanted)]
    uphill = [each for each in wrong if climbs(each, factors[each.name])]
    for each in uphill:
        court.faults.append(update_fault(court, each, each.step, -each.step))
    wrong = [each for each in wrong if each not in uphill]
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
            later = rescaled(court, binding, value, number)
            add_fault(court, binding, None, owner, value, value * number)
            court.healed.update({**later, binding.node: court.healed[binding.node]})
        if not mended:
            return
        wrong = [each for each in wrong if each not in mended]
        factors = {each.name: court.factor_of(each, court.healed) for each in court.parameters}


def usual_factor(court: Court, factors: Mapping[str, float | None]) -> float:
    """The factor of most gradients; of fewer where one line alone brings in that of all others."""
    usual, lines = reference(factors), backward(court)
    others = {round(number, 9): number for number in factors.values() if number is not None}
    for wanted in (usual, *(one for one in others.values() if one > 0 and not fits(one, usual))):
        wrong = [each for each in court.parameters if not fits(factors[each.name], wanted)]
        chosen = best_line(court, lines, wrong, factors, wanted) if wrong else None
        if chosen is not None and len(chosen[2]) == len(wrong) > 1:
            binding, value = chosen[0], recomputed(chosen[0].node, court.healed)
            if binding in lines and not same(own_factor(court, binding, value, lines), 1):
                return wanted
    return usual


def climbs(parameter: Parameter, number: float | None) -> bool:
    """Whether an optimizer is given the gradient, and goes the other way with it."""
    return number is not None and number < 0 and direction(parameter) < 0


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
    found: list[tuple[int, int, Binding, float, list[Parameter]]] = []
    exact = [wanted / number for each in wrong if (number := factors[each.name])]
    numbers = {round(number, 9): number for number in exact}.values()
    before = {each: court.factor_of(each, court.healed) for each in court.parameters}
    reached = origins(each.end for each in wrong)
    for binding in lines:
        if binding.node not in reached:
            continue
        value = recomputed(binding.node, court.healed)
        rows = [
            (
                mended_by(court, rescaled(court, binding, value, number), wrong, before, wanted),
                number,
            )
            for number in numbers
        ]
        if any(mended for mended, _ in rows):
            own = 2 if not same(own_factor(court, binding, value, lines), 1) else 0
            found += [(len(mended), own, binding, number, mended) for mended, number in rows]
    for each in wrong:
        number = wanted / (factors[each.name] or 1)
        own = 3 if number < 0 and adds_alone(court, each) else 1
        found.append((1, own, each.update, number, [each]))
    best = max(found, key=lambda row: row[:2])
    return best[2:] if best[0] else None


def rescaled(
    court: Court, binding: Binding, value: np.ndarray, number: float
) -> dict[Node, np.ndarray]:
    """A line's value by another factor, and what was healed of those that read it with its own."""
    own = known_factor(court, value)
    later = {one: healed for one, healed in court.healed.items() if binding.node in origins([one])}
    found = {
        one: healed * number
        for one, healed in later.items()
        if own is not None and same(known_factor(court, healed) or 0, own)
    }
    return {**found, binding.node: value * number}


def adds_alone(court: Court, parameter: Parameter) -> bool:
    """Whether an update adds where all others subtract, or the other way round."""
    rates = [each.rate for each in court.parameters if each.rate is not None]
    signs = [rate > 0 for rate in rates]
    own = parameter.rate is not None and parameter.rate > 0
    return parameter.rate is not None and len(signs) > 2 and signs.count(own) == 1


def mended_by(
    court: Court,
    change: Mapping[Node, np.ndarray],
    wrong: list[Parameter],
    before: Mapping[Parameter, float | None],
    wanted: float,
) -> list[Parameter]:
    """The wrong parameters that a change puts right; none if it spoils a right one."""
    healed = {**court.healed, **change}
    mended = []
    for each in sorted(court.parameters, key=lambda each: each in wrong):
        number = court.factor_of(each, healed)
        fit = fits(number, wanted) and (number is not None or before[each] is None)
        if fit and each in wrong:
            mended.append(each)
        elif not fit and each not in wrong and fits(before[each], wanted):
            return []
    return mended
