"""The inputs on one scale: an equation, with two states that hold what the data say of it."""

from __future__ import annotations

from whygrad.training.networks.draft import Draft, entry
from whygrad.training.networks.layers import SAMPLE

CENTRE, SCALE, SCALED = "centre", "scale", "scaled"  # names of the states and of the result


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
