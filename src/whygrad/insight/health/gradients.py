"""Gradients that vanish or explode on their way back through the layers."""

from __future__ import annotations

import numpy as np

from whygrad.calculus.dependence import without_gradient
from whygrad.insight.health.findings import Check, Finding, shown
from whygrad.insight.health.subject import Subject
from whygrad.language.equations import GRADIENT
from whygrad.language.expressions import names_read

NAME = "gradients"
VANISHED = 1e-3  # of the last layer's gradient
EXPLODED = 1e3


def layer_gradients(subject: Subject) -> dict[str, float]:
    """The root mean square of each layer's output gradient, from the first layer to the last.

    A layer is an equation for each sample that weighs something with a parameter, on the way
    to the prediction.
    """
    learning = {parameter.name for parameter in subject.learning}
    return {
        equation.name: rms(subject.quantities[GRADIENT + equation.name])
        for equation in subject.step.forward
        if equation.name in subject.answering
        and subject.carries_samples(equation.target.indexes)
        and learning.intersection(names_read(equation.expression))
        and GRADIENT + equation.name in subject.quantities
    }


def rms(values: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(values))))


def check_gradients(subject: Subject) -> Check:
    layers = layer_gradients(subject)
    findings = [*unreached(subject), *faded(layers)]
    if not findings and not layers:
        return Check(NAME, "No layer has an output gradient of its own to measure.")
    if not findings and not np.isfinite(list(layers.values())).all():
        return Check(NAME, "The gradients are not finite numbers here.", measured=False)
    shown_layers = ", ".join(f"{shown(size)} at `{name}`" for name, size in layers.items())
    way = (
        "From the first layer to the last the gradients have"
        if len(layers) > 1
        else "The gradient has"
    )
    says = f"{way} the size {shown_layers}."
    figures = tuple((f"{GRADIENT}{name}", size) for name, size in layers.items())
    return Check(NAME, says, tuple(findings), figures)


def unreached(subject: Subject) -> list[Finding]:
    """Parameters that do not learn, because no gradient leads to them."""
    reasons = without_gradient(subject.step)
    return [
        Finding(
            "no gradient",
            parameter.name,
            0.0,
            f"`{parameter.name}` does not learn: {reasons[parameter.name]}.",
            "Use it in an equation that leads to the loss, or leave it out.",
        )
        for parameter in subject.step.parameters
        if parameter.name in reasons
    ]


def faded(layers: dict[str, float]) -> list[Finding]:
    """The first layer against the last."""
    names = list(layers)
    if len(names) < 2 or not layers[names[-1]] or not np.isfinite(list(layers.values())).all():
        return []
    first, last = names[0], names[-1]
    part = layers[first] / layers[last]
    compared = (
        f"at the first layer, `{first}`, it has the size {shown(layers[first])}, at the last,"
        f" `{last}`, {shown(layers[last])}"
    )
    if part < VANISHED:
        what = f"The gradient vanishes on its way back: {compared}. The first layers hardly learn."
        advice = (
            "Use fewer layers, relu in the place of sigmoid, or starts drawn by glorot() or he()."
        )
        return [Finding("vanishing gradient", first, part, what, advice)]
    if part > EXPLODED:
        what = f"The gradient explodes on its way back: {compared}. The first layers jump."
        advice = "Start from smaller weights, as glorot() draws them, or use fewer layers."
        return [Finding("exploding gradient", first, part, what, advice)]
    return []
