"""The inputs made ready by equations, with states that hold what the data say of them."""

from __future__ import annotations

from whygrad.training.networks.draft import Draft, entry
from whygrad.training.networks.layers import SAMPLE

CENTRE, SCALE, SCALED = "centre", "scale", "scaled"  # names of the states and of the result
MISSING, FILL, FILLED = "missing", "fill", "filled"  # the data, the state and the result


def write_filling(inputs: str, draft: Draft) -> str:
    """Write the equation that fills in what is missing; the name of its result.

    `missing` is 1 where an input is, which is 0 then.
    """
    draft.take(entry(MISSING, SAMPLE, "k"))
    draft.declare(entry(FILL, "k"), "state = zeros()")
    value, gap = entry(inputs, SAMPLE, "k"), entry(MISSING, SAMPLE, "k")
    formula = f"{value} + {gap} * {entry(FILL, 'k')}"
    draft.write(entry(FILLED, SAMPLE, "k"), formula, "what is missing is filled in")
    return FILLED


def write_scaling(inputs: str, draft: Draft) -> str:
    """Write the equation; the name of what the first layer reads instead of the inputs.

    As the states start, it changes nothing: `fit(initial={"centre": ..., "scale": ...})`.
    """
    centre, scale = entry(CENTRE, "k"), entry(SCALE, "k")
    draft.declare(centre, "state = zeros()")
    draft.declare(scale, "state = ones()")
    formula = f"({entry(inputs, SAMPLE, 'k')} - {centre}) / {scale}"
    draft.write(entry(SCALED, SAMPLE, "k"), formula, "each input on its scale")
    return SCALED
