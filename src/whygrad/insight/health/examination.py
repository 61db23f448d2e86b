"""The examination of a run: every check, in the order of the report."""

from __future__ import annotations

from typing import Any

import numpy as np

from whygrad.engines.selection import estimated_seconds
from whygrad.engines.threads import threads_for
from whygrad.insight.health.activations import check_units
from whygrad.insight.health.columns import check_data
from whygrad.insight.health.curvature import Curvature, affordable
from whygrad.insight.health.directions import check_progress
from whygrad.insight.health.findings import Check, Finding, Health
from whygrad.insight.health.gradients import check_gradients
from whygrad.insight.health.stability import check_stability
from whygrad.insight.health.subject import Subject, subject_at
from whygrad.insight.health.symmetry import check_symmetry
from whygrad.insight.health.twins import check_rounding
from whygrad.training.history import History


def examine(history: History, step: Any = None) -> Health:
    """All checks of a run before the update of a step; after the last one if None.

    Raises `WhygradError` where there is no such step, where the run has no data, or where a
    package is missing.
    """
    subject = subject_at(history, step)
    few = affordable(subject)
    curvature = Curvature(few)
    seconds = estimated_seconds(subject.step, few.lengths)
    with np.errstate(all="ignore"), threads_for(seconds):
        checks = (
            check_numbers(subject),
            check_stability(few, curvature),
            check_rounding(subject),
            check_progress(few, curvature),
            check_gradients(subject),
            check_units(subject),
            check_symmetry(subject),
            check_data(subject),
        )
    return Health(subject.number, history.steps, checks)


def check_numbers(subject: Subject) -> Check:
    """Whether training ended before its last step, at a number that is not finite."""
    stopped = subject.history.stopped
    if stopped is None:
        return Check("numbers", "Every number was finite in every step.")
    what = (
        f"Training diverged: `{stopped.quantity}` was no finite number in step {stopped.step:,},"
        f" at learning rate {stopped.learning_rate:g}."
    )
    finding = Finding("diverged", stopped.quantity, float(stopped.step), what, stopped.advice)
    return Check("numbers", "", (finding,))
