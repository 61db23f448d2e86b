"""Contenders: the same training done in several ways, compared before any is timed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.networks import Arrays
from benchmarks.table import INFORMATION, Row, Target, time_text
from benchmarks.timing import ROUNDS, step_seconds

Result = tuple[Arrays, np.ndarray]  # the trained parameters, and the loss of each step
Work = Callable[[int], Result]


class AbsentError(Exception):
    """What a contender needs is not on this machine."""


class DifferentNumbersError(Exception):
    """Two contenders do not compute the same."""


@dataclass(frozen=True)
class Contender:
    """One way to train: its work for so many steps, and how many are timed."""

    name: str
    steps: int
    work: Work | None
    target: Target = INFORMATION
    absent: str = ""  # why there is no work


def contender(
    name: str, steps: int, make: Callable[[], Work], target: Target = INFORMATION
) -> Contender:
    """A contender that may not be installed."""
    try:
        return Contender(name, steps, make(), target)
    except (ImportError, AbsentError) as error:
        return Contender(name, steps, None, target, f"not here: {error}")


def check(contenders: Sequence[Contender], steps: int, tolerance: float) -> None:
    """All reach the parameters and losses of the first, and learn something.

    Raises `DifferentNumbersError` with the name of the one that does not.
    """
    (first, work), *others = [(one.name, one.work) for one in contenders if one.work is not None]
    values, losses = work(steps)
    if not losses[-1] < losses[0]:
        raise DifferentNumbersError(f"{first}: the loss does not fall")
    for name_of_other, other in others:
        theirs, history = other(steps)
        pairs = {name: (values[name], theirs[name]) for name in values}
        for name, pair in {**pairs, "losses": (losses, history)}.items():
            compare(f"{name_of_other}: {name}", *pair, tolerance)


def compare(name: str, wanted: np.ndarray, found: np.ndarray, tolerance: float) -> None:
    """Raise unless all entries agree within a part of the largest; NaN agrees with nothing."""
    wanted, found = np.asarray(wanted, np.float64), np.asarray(found, np.float64)
    if wanted.shape != found.shape:
        raise DifferentNumbersError(f"{name}: shape {found.shape}, not {wanted.shape}")
    error = np.abs(wanted - found) / np.abs(wanted).max()
    if not (error <= tolerance).all():
        raise DifferentNumbersError(f"{name}: off by {error.max():.1e} of the largest entry")


def step_rows(
    job: str, contenders: Sequence[Contender], rounds: int = ROUNDS, note: str = ""
) -> Iterable[Row]:
    """The time of a step of the first against each other one."""
    able = {one.name: (work, one.steps) for one in contenders if (work := one.work) is not None}
    seconds = step_seconds(able, rounds)
    ours = seconds[contenders[0].name]
    for other in contenders[1:]:
        if other.name not in seconds:
            yield Row(job, None, other.target, against=other.name, note=other.absent)
            continue
        theirs = seconds[other.name]
        ratio = ours / theirs if other.target.sense == "at most" else theirs / ours
        times = time_text(ours), other.name, time_text(theirs)
        yield Row(job, ratio, other.target, *times, note)
