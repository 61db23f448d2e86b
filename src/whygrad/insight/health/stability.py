"""Stability: the sharpness of the loss against the learning rate."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from whygrad.insight.health.curvature import Curvature
from whygrad.insight.health.findings import Check, Finding, shown
from whygrad.insight.health.overshoot import Update, overshoot
from whygrad.insight.health.subject import Subject
from whygrad.insight.rounding import figure
from whygrad.language.messages import WhygradError
from whygrad.training.arguments import reads_rate
from whygrad.training.optimizers import LBFGS, title

NAME = "stability"
DENSE = 4  # parameters; ARPACK wants more than it is asked for
PRECISION = 1e-5  # relative, of the sharpness
NEAR = 0.95  # of the bound: from here on a training is at the edge

# The largest sharpness times learning rate at which steps on a parabola do not grow: where a
# root of the recurrence reaches -1. Polyak, Some methods of speeding up the convergence of
# iteration methods, 1964, has the second; Nesterov's follows in the same way.
BOUNDS: dict[str, Callable[[Mapping[str, float]], float]] = {
    "gradient_descent": lambda settings: 2.0,
    "momentum": lambda settings: 2.0 * (1 + settings["momentum"]),
    "nesterov": lambda settings: 2.0 * (1 + settings["momentum"]) / (1 + 2 * settings["momentum"]),
}


def sharpness(curvature: Curvature) -> float:
    """The largest eigenvalue of the Hessian; NaN where it is not finite.

    Raises `WhygradError` where SciPy is needed and missing.
    """
    start = np.random.RandomState(1).standard_normal(curvature.size)
    first = curvature(start)
    if not np.isfinite(first).all():
        return float("nan")
    if curvature.size < DENSE:
        return float(np.linalg.eigvalsh(curvature.matrix())[-1])
    return largest_eigenvalue(curvature, start) if first.any() else 0.0


def largest_eigenvalue(curvature: Curvature, start: np.ndarray) -> float:
    """By Lanczos' method, from products alone."""
    try:
        from scipy.sparse.linalg import LinearOperator, eigsh
    except ImportError:
        raise WhygradError(
            'health: the sharpness is measured with SciPy: pip install "whygrad[fast]"'
        ) from None
    size = curvature.size
    operator = LinearOperator((size, size), matvec=curvature, dtype=np.float64)
    found = eigsh(operator, k=1, which="LA", v0=start, tol=PRECISION, return_eigenvectors=False)
    return float(found[0])


def check_stability(subject: Subject, curvature: Curvature) -> Check:
    if not curvature.size:
        return Check(NAME, "There is no parameter that learns.", measured=False)
    value, history = sharpness(curvature), subject.history
    if not np.isfinite(value):
        says = "The sharpness cannot be measured: it is not a finite number here."
        return Check(NAME, says, measured=False)
    figures: tuple[tuple[str, float], ...] = (("sharpness", value),)
    measured = f"The sharpness, the largest bend of the loss, is {shown(value)}{on_all(subject)}."
    if history.optimizer == LBFGS:
        says = f"{measured} L-BFGS looks for the length of each step, so that none is too long."
        return Check(NAME, says, (), figures)
    if history.optimizer not in BOUNDS:
        return check_update(Update(curvature), measured, figures)
    bound = BOUNDS[history.optimizer](history.settings)
    if value <= 0:
        says = f"{measured} The loss bends upwards along no direction."
        return Check(NAME, says, (), figures)
    largest = bound / value
    figures += (("largest_stable_learning_rate", largest),)
    findings = edge(history.learning_rate, largest, value, bound)
    says = (
        f"{measured} Steps are stable below learning rate {shown(largest)}, which is"
        f" {shown(bound)} / sharpness; this one is {shown(history.learning_rate)}."
    )
    return Check(NAME, says, findings, figures)


def check_update(update: Update, measured: str, figures: tuple[tuple[str, float], ...]) -> Check:
    """Of a rule without a bound that is known: what one step makes of a displacement."""
    name = f"`{title(update.curvature.subject.history.optimizer)}`"
    value = overshoot(update)
    if not np.isfinite(value):
        says = f"{measured} How much of it {name} can take was not found."
        return Check(NAME, says, (), figures, measured=False)
    figures += (("overshoot", value),)
    if value >= 0:
        return Check(NAME, f"{measured} No step of {name} overshoots.", (), figures)
    away = f"ends {shown(-value)} times as far on the other side"
    if value > -NEAR:
        says = (
            f"{measured} Where a step of {name} overshoots the most, what is a little off {away}:"
            " less than once, so that it shrinks."
        )
        return Check(NAME, says, (), figures)
    where = "at" if value >= NEAR - 2 else "beyond"
    what = (
        f"Training is {where} the edge of stability: where a step of {name} overshoots the most,"
        f" what is a little off {away}, and from once on that grows with each step."
    )
    has_rate = reads_rate(update.step)
    advice = f"Take a smaller {'learning rate' if has_rate else 'step in the rule'}."
    where = "learning_rate" if has_rate else "update"
    return Check(NAME, "", (Finding("edge of stability", where, value, what, advice),), figures)


def on_all(subject: Subject) -> str:
    if subject.drawn_from:
        return f", measured on {subject.samples:,} of the {subject.drawn_from:,} samples"
    return "" if subject.history.batch is None else ", measured on the whole data"


def edge(rate: float, largest: float, value: float, bound: float) -> tuple[Finding, ...]:
    """The finding where the learning rate is near the largest stable one, or above it."""
    times = rate / largest
    if times < NEAR:
        return ()
    where = "at" if times <= 2 - NEAR else "beyond"
    what = (
        f"Training is {where} the edge of stability: sharpness * learning rate is"
        f" {shown(value)} * {shown(rate)} = {shown(value * rate)}, and from {shown(bound)} on each"
        " step along the steepest direction ends farther from the bottom than it began."
    )
    advice = f"Take a learning rate well below {shown(largest)}: {figure(largest / 3, 1)} say."
    return (Finding("edge of stability", "learning_rate", value * rate, what, advice),)
