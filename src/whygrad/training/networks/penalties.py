"""Penalties on the weights, biases left out: terms of the loss, of one setting each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whygrad.language.messages import WhygradError
from whygrad.training.networks.draft import Draft, total
from whygrad.training.networks.options import (
    check_name,
    filled,
    is_formula,
    is_number,
    read_formula,
)

WEIGHT = "weight"  # in a formula of one's own: one entry of the weights
PENALTIES = {"l1": "abs(weight)", "l2": "weight**2"}
DEFAULT = 1e-4
FORM = 'Expected a number for `l2`, a name, {"l1": 1e-5, "l2": 1e-4}, or a formula of `weight`.'


def write_penalty(penalty: Any, draft: Draft) -> None:
    """The quantity `penalty`, a sum over all entries of all weights."""
    if is_formula(penalty):
        terms, caption = [summed(penalty, draft)], "own penalty"
    else:
        strengths = strengths_of(penalty)
        for name, value in strengths.items():
            draft.setting(name, value)
        sums = {name: summed(PENALTIES[name], draft) for name in strengths}
        terms = [f"{name} * ({found})" for name, found in sums.items()]
        caption = "on large weights"
    draft.write("penalty", total(terms), caption)


def summed(formula: str, draft: Draft) -> str:
    """The formula of each entry, added up over all weights."""
    read = read_formula("penalty", formula, WEIGHT, draft.settings)
    return total(
        f"sum[{weights.partition('[')[2]}({filled(read, WEIGHT, weights)})"
        for weights in draft.weights
    )


def strengths_of(penalty: Any) -> dict[str, float]:
    """Each penalty's strength."""
    if isinstance(penalty, str):
        check_name("penalty", penalty, PENALTIES, "a formula of `weight`")
        return {penalty: DEFAULT}
    found = penalty if isinstance(penalty, Mapping) else {"l2": penalty}
    for name, value in found.items():
        check_name("penalty", name, PENALTIES)
        if not is_number(value) or float(value) < 0:
            raise WhygradError(f"penalty: {name} cannot be {value!r}.\n{FORM}")
    return dict(found)
