"""What a gradient and a learning rate mean, tried out: a small change, and what it does."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from whygrad.engines.numpy import NumpyEngine
from whygrad.insight.entries import Place, place_text
from whygrad.insight.rounding import figure, told_apart
from whygrad.insight.scenes import Scene
from whygrad.language.equations import GRADIENT, ITERATION, Declaration, Step

PART = 1e-3  # of a value: the change that is tried first
NEAR = 0.05  # a prediction that is off by a smaller part tells what the gradient tells
NOISE = 1e-10  # a change of the loss that is a smaller part of it drowns in rounding
TRIES = 8


@lru_cache(maxsize=64)
def loss_engine(step: Step, name: str) -> NumpyEngine:
    """Computes the loss where one quantity, and every draw, is given like data."""
    given = [
        replace(d, kind="data", start=None) if d.kind == "draw" else d for d in step.declarations
    ]
    forward = tuple(e for e in step.forward if e.name != name)
    target = next((e.target for e in step.forward if e.name == name), None)
    if target is not None:
        given.append(Declaration("data", name, target.indexes))
    return NumpyEngine(Step(tuple(given), forward))


def loss_with(scene: Scene, changed: Mapping[str, Any], name: str = "") -> float:
    """The loss, in float64, with other values of some quantities, `name` among them."""
    engine, loss = loss_engine(scene.step, name), scene.step.loss
    wanted = engine.prediction(loss).functions["predict"].arguments
    values = {
        key: np.asarray({**scene.values, **changed}[key], np.float64)
        for key in wanted
        if key != ITERATION
    }
    return float(engine.predict(loss, values, iteration=scene.number))


def loss_before(scene: Scene, name: str) -> float:
    """The loss as it is, by the program that tries changes of `name`; computed once."""
    if name not in scene.losses:
        scene.losses[name] = loss_with(scene, {}, name)
    return scene.losses[name]


def nudge(scene: Scene, name: str, place: Place, slope: float) -> tuple[float, float]:
    """A change of an entry that shows the gradient best, and by how much it changes the loss.

    A power of ten, a thousandth of the value or so: larger where rounding would hide what it
    does, smaller where the loss bends. At a jump no change is small enough: then the first one.
    """
    array = np.asarray(scene.values[name], np.float64)
    before = loss_before(scene, name)
    tried = []
    for change in changes(array, place, slope, before):
        other = array.copy()
        other[place] += change
        actual = loss_with(scene, {name: other}, name) - before
        if is_told(actual, slope * change):
            return change, actual
        tried.append((change, actual))
    return tried[0]


def changes(array: np.ndarray, place: Place, slope: float, loss: float) -> list[float]:
    """The changes to try, one after the other."""
    scale = abs(float(array[place])) or float(np.sqrt(np.mean(array**2))) or 1.0
    power = round(math.log10(PART * scale))
    if slope and loss:
        power = max(power, math.ceil(math.log10(NOISE * abs(loss)) - math.log10(abs(slope))))
    return [10.0 ** (power - less) for less in range(TRIES)]


def is_told(actual: float, predicted: float) -> bool:
    return abs(actual - predicted) <= NEAR * abs(predicted)


def gradient_note(scene: Scene, gradient: str, place: Place, digits: int) -> str:
    """`Raise weight by 0.001 and loss falls by 2.134 (predicted: ...)`."""
    name, loss = gradient.removeprefix(GRADIENT), scene.step.loss
    slope = scene.value(gradient, place)
    change, actual = nudge(scene, name, place, slope)
    by, entry = figure(change, digits), place_text(name, place)
    predicted = f"{by} * {figure(slope, digits)} = {figure(slope * change, digits)}"
    says = f"Raise `{entry}` by {by} and `{loss}` {moves(actual, digits)} (predicted: {predicted})."
    if is_told(actual, slope * change):
        return says
    return f"{says} No small change does what the gradient says: it stands at a kink or a jump."


def moves(change: float, digits: int) -> str:
    if not change:
        return "stays as it is"
    return f"{'rises' if change > 0 else 'falls'} by {figure(abs(change), digits)}"


def update_note(scene: Scene, digits: int) -> str:
    """What the step's update does to the loss of the same samples, and what was to be expected."""
    loss, after = scene.step.loss, scene.after
    before, now = loss_before(scene, ""), loss_with(scene, after)
    predicted = sum(
        float(np.sum(scene.values[GRADIENT + p.name] * (after[p.name] - scene.values[p.name])))
        for p in scene.step.parameters
        if GRADIENT + p.name in scene.values
    )
    if not math.isfinite(now) or not math.isfinite(predicted):
        says = f"With the update of step {scene.number} `{loss}` goes from"
        return f"{says} {figure(before, digits)} to {figure(now, digits)} on the same samples."
    first, last = told_apart(before, now, digits)
    return (
        f"With the update of step {scene.number} `{loss}` {moves(now - before, digits)}, from"
        f" {first} to {last} on the same samples (predicted, from the gradients: it"
        f" {moves(predicted, digits)})."
    )
