"""The outputs of a network: one, or several that have names and losses of their own.

Each is written as if it were alone. Of several, all that belongs to one gets its name behind:
`output_price`, `loss_price`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from whygrad.language.messages import WhygradError, listing, nearest
from whygrad.training.networks.draft import Draft, entry
from whygrad.training.networks.layers import SAMPLE, Layer, weighted_sum
from whygrad.training.networks.losses import (
    LOSSES,
    OF_CLASSES,
    Loss,
    Weighting,
    own_loss,
    write_accuracy,
    write_loss,
    write_output,
)
from whygrad.training.networks.options import (
    IDENTITY,
    check_activation,
    check_name,
    is_formula,
    one_line,
)


@dataclass(frozen=True)
class Head:
    """One output: its name (empty where it is the only one), its units and its loss."""

    name: str
    units: int
    loss_name: str
    loss: Loss
    activation: str

    @property
    def has_classes(self) -> bool:
        return self.loss_name in OF_CLASSES

    def named(self, word: str) -> str:
        return f"{word}_{self.name}" if self.name else word


def heads_of(outputs: Mapping[str, int], loss: Any, activation: Any, draft: Draft) -> list[Head]:
    """The outputs with their losses; a single loss or activation is that of all."""
    losses = one_for_each("loss", loss, outputs)
    activations = one_for_each("output_activation", activation, outputs)
    found = []
    for name, units in outputs.items():
        chosen = chosen_loss(losses[name])
        if chosen.index == "c" and units == 1:
            raise WhygradError(
                "loss: `cross_entropy` needs an output for each class, 2 at least.\n"
                "Of a single output, the probability of class 1, take `binary_cross_entropy`."
            )
        last = last_activation(losses[name], chosen, activations[name], draft)
        found.append(Head(name, units, losses[name], chosen, last))
    return found


def one_for_each(option: str, value: Any, outputs: Mapping[str, int]) -> dict[str, Any]:
    """The value of each output, by its name."""
    if not isinstance(value, Mapping):
        return dict.fromkeys(outputs, value)
    for name in value:
        if name not in outputs or not name:
            known = f"Outputs are {listing(outputs)}." if any(outputs) else "Give a single value."
            advice = nearest(str(name), outputs) or known
            raise WhygradError(f"{option}: there is no output `{name}`.\n{advice}")
    for name in outputs:
        if name not in value:
            raise WhygradError(f"{option}: none is given for the output `{name}`.")
    return dict(value)


def chosen_loss(loss: Any) -> Loss:
    if is_formula(loss):
        return own_loss(one_line("loss", loss))
    check_name("loss", loss, LOSSES, "a formula such as `mean[i](sum[m](...))`")
    return LOSSES[loss]


def last_activation(name: str, loss: Loss, asked: str, draft: Draft) -> str:
    """The activation of the output: the loss's own, or what a person asks for."""
    check_activation("output_activation", asked, draft.settings, last=True)
    if not loss.activation or asked == loss.activation:
        return asked
    if asked != IDENTITY:
        raise WhygradError(
            f"output_activation: the loss `{name}` has its own, `{loss.activation}`.\nLeave it out."
        )
    return loss.activation


def check_classes(heads: list[Head], weighting: Weighting, accuracy: bool) -> None:
    """What only makes sense where there are classes."""
    asked = {
        "label_smoothing": weighting.label_smoothing > 0,
        "class_weights": weighting.class_weights,
        "accuracy": accuracy,
    }
    for option, is_asked in asked.items():
        if is_asked and not any(head.has_classes for head in heads):
            loss = heads[0].loss_name
            shown = f"`{loss}`" if loss in LOSSES else "of your own"
            raise WhygradError(
                f"{option}: the loss {shown} has no classes.\n"
                f"Take {listing(OF_CLASSES, 'or')}, or leave {option} out."
            )


def write_head(
    head: Head,
    layer: Layer,
    weighting: Weighting,
    accuracy: bool,
    metrics: list[str],
    scalar: str,
    draft: Draft,
) -> None:
    """The last layer and the loss of one output, below what the draft has."""
    part, loss = Draft(settings=draft.settings), head.loss
    if not head.has_classes:
        weighting = replace(weighting, label_smoothing=0.0, class_weights=False)
    part.take(entry(weighting.target, SAMPLE, loss.index))
    if weighting.class_weights:
        part.take(entry("class_weights", loss.index))
    part.index(loss.index, head.units)
    write_output(loss, head.activation, weighted_sum(layer, part), part)
    if accuracy and head.has_classes:
        write_accuracy(loss, weighting.target, part)
    part.equations += metrics
    write_loss(head.loss_name, loss, weighting, scalar, part)
    draft.add(part.renamed(f"_{head.name}") if head.name else part)
