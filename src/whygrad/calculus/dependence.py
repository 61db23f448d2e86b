"""What depends on what in a list of equations."""

from __future__ import annotations

from whygrad.language.equations import Step, once
from whygrad.language.expressions import names_read
from whygrad.language.messages import WhygradError


def reaching(step: Step) -> set[str]:
    """The names of all quantities that lead to the loss, the loss included."""
    found = {step.loss}
    for equation in reversed(step.forward):
        if equation.name in found:
            found.update(names_read(equation.expression))
    return found


def learning(step: Step) -> set[str]:
    """The names of the parameters and of all quantities that depend on one."""
    found = {parameter.name for parameter in step.parameters}
    for equation in step.forward:
        if found.intersection(names_read(equation.expression)):
            found.add(equation.name)
    return found


def without_gradient(step: Step) -> dict[str, str]:
    """Forward quantities and parameters that have no gradient, each with the reason."""
    leads, learns = reaching(step), learning(step)
    reasons = {}
    for name in [p.name for p in step.parameters] + [e.name for e in step.forward]:
        if name not in leads:
            reasons[name] = f"it does not lead to {step.loss}"
        elif name not in learns:
            reasons[name] = "it depends on no parameter"
    return reasons


def needed(step: Step, quantity: str) -> set[str]:
    """The names of everything that a forward quantity is computed from, itself included."""
    found = {quantity}
    for equation in reversed(step.forward):
        if equation.name in found:
            found.update(names_read(equation.expression))
    return found


@once
def find_prediction(step: Step) -> str | None:
    """The quantity that the text names; else the last equation that carries the sample index,
    depends on a parameter, and does not depend on some data that carry it (the target)."""
    if step.prediction is not None:
        return step.prediction
    learns, sample = learning(step), step.sample_index
    carrying = {d.name for d in step.data if sample in d.indexes}
    for equation in reversed(step.forward):
        able = sample in equation.target.indexes and equation.name in learns
        if able and carrying - needed(step, equation.name):
            return equation.name
    return None


def default_prediction(step: Step) -> str:
    """The quantity that `predict` answers with. Raises `WhygradError` where there is none."""
    found = find_prediction(step)
    if found is None:
        raise WhygradError(
            "The text does not say what to predict: every quantity depends on all of the data.\n"
            'Name it in the text: `prediction: output`; or in the call: `quantity="output"`.'
        )
    return found
