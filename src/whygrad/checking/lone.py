"""Steps in which any gradient is a multiple of the true one, so that one point cannot tell.

So it is where the only parameter is one number, and where one sample has one output: whatever is
left out there is a single factor of all gradients. It is asked at a second point; where it
differs, something other than a constant is amiss.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from whygrad.checking.court import Court, Fault, Judgement, same, update_fault
from whygrad.checking.hypotheses import sole_faults
from whygrad.checking.losses import errors
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Node, Pass
from whygrad.checking.truths import factor, recomputed, true_gradients

MOVE = (1.7, 0.3)  # the second point: the first times this, plus that
Point = Mapping[Node, np.ndarray]


def judged_twice(
    judgement: Judgement, step: Pass, parameters: list[Parameter], rates: Mapping[str, float]
) -> Judgement:
    """The judgement, with a line as a fault where the factor of all gradients is no constant."""
    if judgement.scale is None or not (is_lone(parameters) or is_single(judgement, parameters)):
        return judgement
    moved = {each.start: each.start.value * MOVE[0] + MOVE[1] for each in parameters}
    first, second = (scale_at(judgement, parameters, point) for point in ({}, moved))
    if first is None or second is None or same(first, second):
        return judgement
    court = Court(step, parameters, judgement.loss, rates, steady=False)
    faults = sole_faults(court)[:1] or [lone_fault(court, parameters[0])]
    unknown = dict.fromkeys(judgement.factors)
    return Judgement(judgement.loss, None, unknown, tuple(faults), court)


def is_lone(parameters: Sequence[Parameter]) -> bool:
    return len(parameters) == 1 and parameters[0].start.value.size == 1


def is_single(judgement: Judgement, parameters: list[Parameter]) -> bool:
    """Whether a step has one error, and gradients that are not right as they are."""
    found = errors(parameters)
    one = bool(found) and all(output.value.size == 1 for output, _, _ in found)
    return one and judgement.scale is not None and not same(judgement.scale, 1)


def scale_at(judgement: Judgement, parameters: Sequence[Parameter], point: Point) -> float | None:
    """What is subtracted from the first parameter at a point, over the true gradient there."""
    loss, only = judgement.loss, parameters[0]
    given = {**loss.at, **point}
    for each in parameters:
        if each.end in given:  # a loss of the new values is asked at the same point
            given[each.end] = point.get(each.start, each.start.value)
    start = point.get(only.start, only.start.value)
    found = true_gradients(loss.node, given)
    slopes = [found[one] for one in (only.start, only.end) if one in found]
    end = recomputed(only.end, point) if point else only.end.value
    return factor(start - end, np.asarray(sum(slopes))) if slopes else None


def lone_fault(court: Court, only: Parameter) -> Fault:
    """The gradient's own line, or else the update."""
    truth = court.truth_of(only)
    if only.gradient is None:
        return update_fault(court, only, only.step, truth * court.rates[only.name])
    value = only.gradient.node.value
    return Fault(only.gradient, only.start, only, value, truth, factor(value, truth), {})
