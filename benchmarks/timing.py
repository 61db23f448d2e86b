"""How the rows are measured: contenders by turns, the best of several rounds each.

Machines are shared and noisy, so a figure is a ratio of two times taken in one run.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping

ROUNDS = 9


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


def process_seconds(*arguments: str, rounds: int = ROUNDS) -> float:
    """The shortest time of a fresh Python process with these arguments."""

    def work() -> None:
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)

    return seconds_each({"process": work}, rounds)["process"]
