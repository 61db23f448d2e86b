"""Slow directions: along which the loss still falls, but bends so gently that steps stay small.

Along an eigenvector of the Hessian with eigenvalue h, gradient descent closes a gap by the
factor 1 - learning_rate * h a step; a gradient g along it leaves g**2 / (2 * h) of the loss.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from whygrad.insight.health.curvature import Curvature
from whygrad.insight.health.findings import Check, Finding, about, shown
from whygrad.insight.health.subject import Subject
from whygrad.language.messages import listing
from whygrad.training.optimizers import title

NAME = "progress"
MOST_PRODUCTS = 40  # of the Hessian: the number of directions that are told apart
TELLING = 0.5  # the part of a direction that one entry must be to be named with its gap
FLAT = 0.1  # of the steepest bend
NO_BEND = 1e-9  # of the largest eigenvalue: less is rounding
LEFT = 0.01  # the part of a gap that is left when it counts as closed
TINY = 1e-300  # no division by a loss of 0
NOTABLE = 0.1  # of the last loss: what a slow direction holds back
NOTABLE_AT_ALL = 0.005  # of the first loss


@dataclass(frozen=True)
class Direction:
    """An eigenvector along which the loss falls.

    bend   its eigenvalue
    slope  of the loss along it, below 0: it points to where the loss falls
    """

    vector: np.ndarray
    bend: float
    slope: float

    @property
    def gap(self) -> float:
        """How far it is to the lowest point along it."""
        return -self.slope / self.bend

    @property
    def gain(self) -> float:
        """By how much the loss is lower there."""
        return self.slope**2 / (2 * self.bend)

    def steps(self, rate: float) -> float:
        """The steps that close the gap but for one part in a hundred."""
        return math.log(1 / LEFT) / (rate * self.bend)


def directions(curvature: Curvature) -> list[Direction]:
    """Those of the Hessian's eigenvectors that bend upwards and that the gradient touches.

    Of many parameters, the best approximations in the Krylov space of the gradient, which
    weigh the parts of the gradient rightly (Golub and Meurant, Matrices, Moments and
    Quadrature, 1994).
    """
    basis, images = krylov_basis(curvature)
    if not basis.size:
        return []
    bends, vectors = np.linalg.eigh(basis @ images.T)
    least = NO_BEND * np.abs(bends).max(initial=0)
    found = []
    for bend, vector in zip(bends, vectors.T @ basis, strict=True):
        slope = float(vector @ curvature.gradient)
        if bend > least:
            pointing = -vector if slope > 0 else vector
            found.append(Direction(pointing, float(bend), -abs(slope)))
    return found


def krylov_basis(curvature: Curvature) -> tuple[np.ndarray, np.ndarray]:
    """Orthonormal rows that span the gradient's products with powers of the Hessian, and the
    Hessian's product with each row."""
    rows: list[np.ndarray] = []
    images: list[np.ndarray] = []
    new = curvature.gradient
    scale = float(np.linalg.norm(new))
    while len(rows) < min(curvature.size, MOST_PRODUCTS) and scale > 0:
        rows.append(new / np.linalg.norm(new))
        images.append(curvature(rows[-1]))
        new = images[-1]
        size = float(np.linalg.norm(new))
        for _ in range(2):  # a second time takes away what rounding left
            for row in rows:
                new = new - (row @ new) * row
        if not np.isfinite(new).all() or np.linalg.norm(new) <= 1e-12 * size:
            break
    return np.array(rows), np.array(images)


def step_size(subject: Subject) -> float | None:
    """What a steady gradient moves a parameter by, for each unit of it; None if not known."""
    history = subject.history
    if history.optimizer == "gradient_descent":
        return history.learning_rate
    if history.optimizer in ("momentum", "nesterov") and history.settings["momentum"] < 1:
        return history.learning_rate / (1 - history.settings["momentum"])
    return None


def check_progress(subject: Subject, curvature: Curvature) -> Check:
    rate = step_size(subject)
    if subject.history.stopped is not None:
        return Check(NAME, "A training that diverged makes none.", measured=False)
    if not curvature.size:
        return Check(NAME, "There is no parameter that learns.", measured=False)
    if not np.isfinite(curvature.gradient).all():
        return Check(NAME, "The gradients are not finite numbers here.", measured=False)
    if not subject.number:
        return Check(NAME, "Training has not begun.")
    found = directions(curvature)
    if rate is None:
        return Check(NAME, still_to_gain(subject, found))
    slow = [direction for direction in found if direction.steps(rate) > subject.number]
    now, first = subject.loss(), float(subject.history.scalars[subject.step.loss][0])
    held_back = sum(direction.gain for direction in slow)
    if not slow or held_back < max(NOTABLE * abs(now), NOTABLE_AT_ALL * abs(first)):
        says = f"No flat direction holds back much of the loss, {shown(now)}{on_some(subject)}."
        return Check(NAME, says)
    worst = max(slow, key=lambda direction: direction.gain)
    steepest = max(direction.bend for direction in found)
    return Check(NAME, "", (held_up(curvature, worst, rate, now, steepest),))


def still_to_gain(subject: Subject, found: list[Direction]) -> str:
    """What the directions hold, where nobody knows how fast the rule follows them."""
    now = subject.loss()
    part = 100 * min(1.0, sum(direction.gain for direction in found) / max(abs(now), TINY))
    return (
        f"Along the directions that bend upwards the loss, {shown(now)}{on_some(subject)}, could"
        f" still fall by about {part:.0f}%. How fast `{title(subject.history.optimizer)}` gets"
        " there its equations do not tell."
    )


def on_some(subject: Subject) -> str:
    return f" on {subject.samples:,} of the samples" if subject.drawn_from else ""


def held_up(
    curvature: Curvature, direction: Direction, rate: float, loss: float, steepest: float
) -> Finding:
    """A direction that is flat beside the steepest one, or a training that is too short."""
    where, named, gap = lies_in(curvature, direction)
    steps = direction.steps(rate)
    part = 100 * min(1.0, direction.gain / abs(loss))
    ending = (
        f"{gap} makes about {part:.0f}% of the loss, {shown(loss)}{on_some(curvature.subject)}."
        f" To close 99% of that gap takes about {about(steps)} more steps."
    )
    if direction.bend < FLAT * steepest:
        what = (
            f"Training is slow along a flat direction, {named}: the loss bends there with"
            f" {shown(direction.bend)}, along the steepest one with {shown(steepest)}, which limits"
            f" the learning rate. {ending}"
        )
        plain = curvature.subject.history.optimizer == "gradient_descent"
        other = "use momentum" if plain else "use adam"
        advice = f"Train longer, scale the data to about -1 to 1, or {other}."
        return Finding("slow direction", where, steps, what, advice)
    what = f"Training is not finished along one direction, {named}. {ending}"
    advice = "Train longer, or with a larger learning rate: `stability` tells which are stable."
    return Finding("not finished", where, steps, what, advice)


def lies_in(curvature: Curvature, direction: Direction) -> tuple[str, str, str]:
    """What a direction is called: by its entries, or by a parameter where it has many."""
    entries = curvature.named(direction.vector)
    name, part = entries[0]
    if abs(part) < TELLING:
        shares = curvature.shares(direction.vector)
        widest = max(shares, key=lambda parameter: shares[parameter])
        named = f"{100 * shares[widest]:.0f}% of it in `{widest}`, over many entries"
        return widest, named, "The gap along it"
    away = direction.gap * part
    side = "small" if away > 0 else "large"
    named = f"mostly {listing([name for name, _ in entries])}"
    return name, named, f"Along it `{name}` is still about {shown(abs(away))} too {side}, which"
