"""What a wrong line is like where no repair of it was found: its cause by its figures alone."""

from __future__ import annotations

import numpy as np

from whygrad.checking.court import Court, Fault
from whygrad.checking.flows import leads
from whygrad.checking.resemblance import Resemblance, resemblance
from whygrad.checking.traces import Node
from whygrad.checking.truths import arrangements, factor

NEAR = 1e-9  # of the largest entry: what rounding may leave of a difference


def likeness(court: Court, fault: Fault) -> Resemblance | None:
    """The kind of mistake that makes the true value of a line the one that it has, if one does."""
    value, truth = np.asarray(fault.value, float), np.asarray(fault.truth, float)
    if not (value.size and truth.size and np.isfinite(truth).all()):
        return None
    found = resemblance(value, truth, NEAR * float(np.abs(truth).max()))
    if fault.factor is not None and fault.factor > 1.5 and is_count(court, fault.factor):
        return Resemblance("missing-factor", f"the factor 1/{fault.factor:.0f}")
    if fault.factor is not None and fault.factor > 0 and is_count(court, 1 / fault.factor):
        return Resemblance("averaged", f"the factor 1/{1 / fault.factor:.0f} is there twice")
    if found.mistake:
        return found
    return of_neighbour(court, fault, value) or lacking_term(court, value, truth)


def is_count(court: Court, number: float) -> bool:
    """Whether a factor is the number of samples: the length of an axis that the errors have."""
    lengths = {length for truth in court.truths.values() for length in truth.shape}
    return abs(number - round(number)) < 1e-6 and round(number) in lengths - {1, 2}


def of_neighbour(court: Court, fault: Fault, value: np.ndarray) -> Resemblance | None:
    """A true gradient too, but of what the activation gives, or of what its input comes from."""
    wanted = fault.of
    if wanted is None or value.size < 2:
        return None
    for node in alike(court, wanted, value):
        if leads(wanted, node):
            return Resemblance(
                "missing-derivative", "this is the gradient of what the activation gives"
            )
        if leads(node, wanted):
            return Resemblance("repeated-derivative", "the slope is multiplied in once too often")
    return None


def alike(court: Court, wanted: Node, value: np.ndarray) -> list[Node]:
    """The quantities of one size with that wanted, whose true gradient a value is."""
    return [
        node
        for node, truth in court.truths.items()
        if node is not wanted and truth.size == value.size and factor(value, truth) is not None
    ]


def lacking_term(court: Court, value: np.ndarray, truth: np.ndarray) -> Resemblance | None:
    """Right but for a multiple of the parameter itself, as a penalty has in its gradient."""
    for shown in arrangements(value, truth.shape)[:1]:
        for parameter in court.parameters:
            start = np.asarray(parameter.start.value)
            if truth.size > 1 and factor(truth - shown, start) is not None:
                what = f"a multiple of `{parameter.name}` is lacking"
                return Resemblance("missing-term", what)
    return None
