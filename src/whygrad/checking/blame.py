"""The comparison of a training step with the true gradients of a loss, and the lines to blame."""

from __future__ import annotations

from collections.abc import Mapping

from whygrad.checking.claims import find_faults
from whygrad.checking.court import Court, Fault, Judgement, common
from whygrad.checking.factors import find_factors
from whygrad.checking.losses import Loss
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Pass


def compare(
    step: Pass, parameters: list[Parameter], loss: Loss, rates: Mapping[str, float]
) -> Judgement:
    """Compare every update of a step with the true gradient of a loss; no line is judged yet."""
    court = Court(step, parameters, loss, rates)
    factors = {each.name: court.factor_of(each, {}) for each in parameters}
    return Judgement(loss, common(factors), factors)


def judge(
    step: Pass, parameters: list[Parameter], compared: Judgement, rates: Mapping[str, float]
) -> Judgement:
    """The comparison with the faulty lines, if there are any."""
    if compared.scale is not None and compared.scale > 0:
        return compared
    court = Court(step, parameters, compared.loss, rates)
    find_faults(court)
    find_factors(court)
    return Judgement(compared.loss, None, compared.factors, tuple(in_order(court)), court)


def in_order(court: Court) -> list[Fault]:
    places = {id(binding): place for place, binding in enumerate(court.step.bindings)}
    return sorted(court.faults, key=lambda fault: places.get(id(fault.binding), 0))
