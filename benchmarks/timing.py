"""How the rows are measured: contenders by turns, the best of several rounds each.

Machines are shared and noisy, so a figure is a ratio of two times taken in one run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

ROUNDS = 9
PART = 11  # the longer of two timed runs has so many times the steps of the shorter one


def seconds_each(
    contenders: Mapping[str, Callable[[], object]], rounds: int = ROUNDS
) -> dict[str, float]:
    """The shortest time of each contender, all of them run by turns."""
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(rounds):
        for name, work in contenders.items():
            started = time.perf_counter()
            work()
            best[name] = min(best[name], time.perf_counter() - started)
    return best


def step_seconds(
    contenders: Mapping[str, tuple[Callable[[int], object], int]], rounds: int = ROUNDS
) -> dict[str, float]:
    """What a step takes each contender: the difference of a long run and a short one.

    A contender is its work for so many steps, and the steps of the long run. Whatever is
    done once a run (checks, compilers, copies) falls out.
    """
    runs: dict[str, Callable[[], object]] = {}
    for name, (work, steps) in contenders.items():
        runs[f"{name}, short"] = lambda work=work, steps=steps // PART: work(steps)
        runs[f"{name}, long"] = lambda work=work, steps=steps: work(steps)
    best = seconds_each(runs, rounds)
    return {
        name: (best[f"{name}, long"] - best[f"{name}, short"]) / (steps - steps // PART)
        for name, (_, steps) in contenders.items()
    }


def process_seconds(*arguments: str, rounds: int = ROUNDS) -> float:
    """The shortest time of a fresh Python process with these arguments."""
    return seconds_each({"process": lambda: process(arguments)}, rounds)["process"]


def process(arguments: Sequence[str], **variables: str) -> str:
    """What a fresh Python process prints. It keeps byte code, as an installed package has it."""
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env={**inherited, **variables},
    )
    return done.stdout


def cores() -> int:
    """How many cores this process may use."""
    affinity: Any = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
