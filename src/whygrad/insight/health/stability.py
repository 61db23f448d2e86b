"""Stability: the sharpness of the loss against the learning rate."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from whygrad.insight.health.curvature import Curvature
from whygrad.insight.health.findings import Check, Finding, shown
from whygrad.insight.health.subject import Subject
from whygrad.insight.rounding import figure
from whygrad.language.messages import WhygradError
from whygrad.training.optimizers import title

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
    if history.optimizer not in BOUNDS:
        says = f"{measured} How much of it `{title(history.optimizer)}` can take is not known."
        return Check(NAME, says, (), figures, measured=False)
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
