"""Rounding: a twin of the run, from a start changed in its last bits, and how they end."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from whygrad.engines.selection import estimated_seconds, in_batch
from whygrad.insight.health.findings import Check, Finding, shown
from whygrad.insight.health.subject import Subject
from whygrad.language.messages import WhygradError, counted
from whygrad.training.history import History
from whygrad.training.replay import trained_on

NAME = "rounding"
MOST_WORK = 4.0  # seconds of NumPy, as `estimated_seconds` counts; a longer run is cut
COMPILED = 5  # times that for compiled code, which is faster by more
SAME = {"float64": 1e-6, "float32": 1e-3}  # ends that differ by less tell the same
MOST_DIGITS = 12  # that are told
NO_LOSS = 1e-9  # of the first loss; a smaller loss is rounding itself


@dataclass(frozen=True)
class Twin:
    """How far the twin is from the run: parts of the loss, step by step, up to a last step.

    steps  how many steps the twin made
    first  the first step in which they tell different things; None if there is none
    moved  how far they are apart in the last step, as a part of the loss
    """

    steps: int
    first: int | None
    moved: float


def run_twin(history: History, lengths: dict[str, int]) -> Twin:
    """The same training from the nearest other start, by the same engine."""
    steps = affordable_steps(history, lengths)
    start = {name: nudged(value) for name, value in history.initial.items()}
    _, _, scalars = trained_on(history, start, history.initial_states, steps=steps)
    loss = history.step.loss
    steps = min(steps, len(scalars[loss]))  # L-BFGS ends when it is done
    apart = distances(history.scalars[loss][:steps], scalars[loss])
    return Twin(steps, first_above(apart, SAME[history.dtype]), float(apart[-1]))


def affordable_steps(history: History, lengths: dict[str, int]) -> int:
    """As many steps as a few seconds allow, counted in work, not in time."""
    each = estimated_seconds(history.step, in_batch(history.step, lengths, history.batch))
    most = MOST_WORK * (COMPILED if history.engine == "compiled" else 1)
    return max(1, min(history.steps, int(most / max(each, 1e-9))))


def nudged(value: Any) -> np.ndarray:
    """Each number larger by one bit; a zero becomes as large as the last bit of 1."""
    array = np.asarray(value)
    tiny = np.finfo(array.dtype).eps
    return np.asarray(np.where(array == 0, tiny, np.nextafter(array, np.inf)), array.dtype)


def distances(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """How far the losses of each step are apart, as a part of the larger one."""
    ours, theirs = ours.astype(np.float64), theirs.astype(np.float64)
    with np.errstate(all="ignore"):
        least = max(NO_LOSS * abs(float(ours[0])), np.finfo(np.float64).tiny)
        size = np.maximum(np.maximum(abs(ours), abs(theirs)), least)
        apart = np.abs(ours - theirs) / size
    return np.where(np.isfinite(apart), apart, 1.0)


def first_above(apart: np.ndarray, most: float) -> int | None:
    places = np.flatnonzero(apart > most)
    return int(places[0]) if len(places) else None


def check_rounding(subject: Subject) -> Check:
    history = subject.history
    if history.stopped is not None:
        return Check(NAME, "A training that diverged has no end to compare.", measured=False)
    if not subject.learning:
        return Check(NAME, "There is nothing that rounding could move.", measured=False)
    try:
        twin = run_twin(history, subject.lengths)
    except WhygradError as error:  # a compiler that is not installed here
        return Check(NAME, f"The twin cannot be run. {error}", measured=False)
    figures = (("moved_by_rounding", twin.moved),)
    until = f"after {twin.steps:,} steps" if twin.steps > 1 else "after 1 step"
    cut = (
        f" The twin was cut there: all {history.steps:,} steps would take too long."
        if twin.steps < history.steps
        else ""
    )
    if twin.moved <= SAME[history.dtype]:
        says = (
            f"A start changed in its last bits ends at the same loss: {until} {digits(twin.moved)}"
            f" agree.{cut}"
        )
        return Check(NAME, says, (), figures)
    what = (
        f"A start changed in its last bits ends elsewhere: {until} the loss differs by"
        f" {percent(twin.moved)}, and from step {twin.first:,} on the two runs tell different"
        f" things. This result cannot be repeated on another machine, which rounds otherwise.{cut}"
    )
    advice = (
        "Take a smaller learning rate, until `stability` is ok, or report the spread over seeds."
    )
    return Check(
        NAME,
        "",
        (Finding("moved by rounding", subject.step.loss, twin.moved, what, advice),),
        figures,
    )


def digits(moved: float) -> str:
    """How many digits are the same; beyond some it is chance how many."""
    count = -math.log10(moved) if moved else math.inf
    if count >= MOST_DIGITS:
        return f"{MOST_DIGITS} digits or more"
    return counted(int(count), "digit")


def percent(part: float) -> str:
    return f"{100 * part:.0f}%" if part >= 0.01 else f"a part of {shown(part)}"
