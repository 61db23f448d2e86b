"""The layers of a network, one after another, each with the options that were chosen for it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from whygrad.language.messages import WhygradError
from whygrad.training.networks.draft import Draft
from whygrad.training.networks.heads import Head
from whygrad.training.networks.layers import Layer, default_start
from whygrad.training.networks.options import (
    check_activation,
    check_flag,
    check_part,
    per_layer,
    start_of,
)


def indexes_of(units: list[int]) -> list[str]:
    """An index for each layer but the output's: `k`, then `j`, or of several `j1`, `j2`."""
    hidden = len(units) - 1
    return ["k", *(["j"] if hidden == 1 else [f"j{number}" for number in range(1, hidden + 1)])]


def layers_of(
    units: list[int],
    before: str,
    head: Head,
    draft: Draft,
    *,
    activation: Any,
    initializer: Any,
    biases: Any,
    dropout: Any,
    normalize: Any,
    skip: Any,
) -> list[Layer]:
    """The hidden layers with their options, and that of one output; `before` names the inputs."""
    hidden, indexes = len(units) - 1, [*indexes_of(units), head.loss.index]
    for one in per_layer("activation", activation, hidden):
        check_activation("activation", one, draft.settings)
    skips = skips_of(skip, units)
    chosen = zip(
        [*per_layer("activation", activation, hidden), head.activation],
        per_layer("initializer", initializer, hidden + 1, "layer"),
        [bias_of(one, draft) for one in per_layer("biases", biases, hidden + 1, "layer")],
        [*(check_part("dropout", one) for one in per_layer("dropout", dropout, hidden)), 0.0],
        [
            *(check_flag("normalize", one) for one in per_layer("normalize", normalize, hidden)),
            False,
        ],
        [*skips, False],
        strict=True,
    )
    found = []
    for number, (function, start, bias, share, norm, adds) in enumerate(chosen, 1):
        weights = weights_start(start, function, draft)
        inner, own = indexes[number - 1 : number + 1]
        found.append(
            Layer(number, (before, inner), own, function, weights, bias, share, norm, adds)
        )
        before = f"dropped{number}" if share else f"hidden{number}"
    return found


def weights_start(value: Any, activation: str, draft: Draft) -> str:
    if value is None:
        return default_start(activation)
    return start_of("initializer", value, draft.settings)


def bias_of(value: Any, draft: Draft) -> str | None:
    if value is False:
        return None
    return "zeros()" if value is True else start_of("biases", value, draft.settings)


def skips_of(skip: Any, units: list[int]) -> list[bool]:
    """For each hidden layer whether its input is added; that has as many units then."""
    fits = [a == b for a, b in pairwise(units)]
    if skip is True:
        if not any(fits):
            raise WhygradError(
                "skip: no hidden layer has as many units as go into it.\n"
                "Give two layers that follow each other the same size."
            )
        return fits
    found = [check_flag("skip", one) for one in per_layer("skip", skip, len(fits))]
    for place, (is_asked, is_fit) in enumerate(zip(found, fits, strict=True)):
        if is_asked and not is_fit:
            raise WhygradError(
                f"skip[{place}]: hidden layer {place + 1} has {units[place + 1]} units, and"
                f" {units[place]} go into it.\nA skip adds what goes in: both must be as many."
            )
    return found
