"""The equations of the layers: what each unit computes from those before."""

from __future__ import annotations

from dataclasses import dataclass

from whygrad.training.networks.draft import Draft, entry
from whygrad.training.networks.options import (
    IDENTITY,
    RECTIFIERS,
    activated,
)

SAMPLE = "i"
EPSILON = 1e-5  # of layer normalization, as in PyTorch


@dataclass(frozen=True)
class Layer:
    """One layer, all of its options chosen.

    number  of its weights, from 1
    before  the quantity that it reads, and that one's index
    index   of its units
    start   of its weights, of its biases (None: it has none)
    """

    number: int
    before: tuple[str, str]
    index: str
    activation: str
    start: str
    biases: str | None
    dropout: float = 0.0
    normalize: bool = False
    skip: bool = False


def default_start(activation: str) -> str:
    """He's for rectifiers, else Glorot's."""
    return "he()" if activation in RECTIFIERS else "glorot()"


def weighted_sum(layer: Layer, draft: Draft) -> str:
    """What the units add up; declares their weights and biases."""
    number, (before, inner), index = layer.number, layer.before, layer.index
    weights = entry(f"weights{number}", inner, index)
    draft.declare(weights, f"parameter = {layer.start}")
    draft.weights.append(weights)
    found = f"sum[{inner}]({entry(before, SAMPLE, inner)} * {weights})"
    if layer.biases is None:
        return found
    biases = entry(f"biases{number}", index)
    draft.declare(biases, f"parameter = {layer.biases}")
    return f"{found} + {biases}"


def write_hidden(layer: Layer, draft: Draft) -> tuple[str, str]:
    """A hidden layer's equations; the name and the index of what the next layer reads."""
    number, index = layer.number, layer.index
    name, target = f"hidden{number}", entry(f"hidden{number}", SAMPLE, index)
    found = weighted_sum(layer, draft)
    caption = f"layer {number}"
    if layer.normalize or layer.activation != IDENTITY:
        z = entry(f"z{number}", SAMPLE, index)
        draft.write(z, found, caption)
        z = normalized(layer, draft) if layer.normalize else z
        found, caption = activated(layer.activation, z, list(draft.settings))
    if layer.skip:
        found += f" + {entry(layer.before[0], SAMPLE, index)}"
        caption += ", and what went in"
    draft.write(target, found, caption)
    if layer.dropout:
        name = dropped(layer, draft)
    return name, index


def normalized(layer: Layer, draft: Draft) -> str:
    """Layer normalization (Ba, Kiros and Hinton, 2016): over the units, for each sample."""
    number, index = layer.number, layer.index
    z = entry(f"z{number}", SAMPLE, index)
    center, variance = entry(f"center{number}", SAMPLE), entry(f"variance{number}", SAMPLE)
    gains, shifts = entry(f"gains{number}", index), entry(f"shifts{number}", index)
    normal = entry(f"normal{number}", SAMPLE, index)
    draft.declare(gains, "parameter = ones()")
    draft.declare(shifts, "parameter = zeros()")
    draft.setting("tiny", EPSILON)
    draft.write(center, f"mean[{index}]({z})", "mean over the units")
    draft.write(variance, f"mean[{index}](({z} - {center})**2)", "their variance")
    scaled = f"({z} - {center}) / sqrt({variance} + tiny)"
    draft.write(normal, f"{gains} * {scaled} + {shifts}", "layer normalization")
    return normal


def dropped(layer: Layer, draft: Draft) -> str:
    """Dropout (Srivastava et al., 2014), scaled in training: in prediction it does nothing."""
    number, index = layer.number, layer.index
    keep, mask = f"keep{number}", entry(f"mask{number}", SAMPLE, index)
    draft.setting(keep, round(1 - layer.dropout, 15))
    draft.declare(mask, f"draw = bernoulli({keep})")
    hidden = entry(f"hidden{number}", SAMPLE, index)
    name = f"dropped{number}"
    draft.write(entry(name, SAMPLE, index), f"{hidden} * {mask} / {keep}", "dropout")
    return name
