"""Who makes the runs of a sweep: one worker after another, or several threads at once."""

from __future__ import annotations

import os
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass

import numpy as np

from whygrad.training.fitting import FIRST_SLICE, SLICE_SECONDS, InterruptionWarning
from whygrad.training.progress import Progress
from whygrad.training.sweeps.plans import Plan
from whygrad.training.sweeps.results import Results
from whygrad.training.sweeps.trials import Trial

GLANCE = 0.1  # seconds between two looks at what the threads have done


def run_all(plan: Plan, results: Results, workers: int) -> None:
    """Make every run; Ctrl-C ends it early, with a warning."""
    crew = Crew(plan, results)
    try:
        with Progress(plan.runs, "run") as progress:
            if workers == 1:
                crew.work(lambda: progress.show(results.done))
            else:
                crew.work_in_threads(workers, lambda: progress.show(results.done))
    except KeyboardInterrupt:
        done = np.count_nonzero(~np.isnan(results.losses))
        message = f"Interrupted after {done:,} of {plan.runs:,} runs."
        warnings.warn(message, InterruptionWarning, stacklevel=4)


class Crew:
    """Workers that take one run after another from the same list."""

    def __init__(self, plan: Plan, results: Results):
        self.plan, self.results = plan, results
        self.numbers: Iterator[int] = iter(plan.order())
        self.lock = threading.Lock()
        self.halt = threading.Event()

    def next_run(self) -> int | None:
        """The number of a run that nobody has taken yet."""
        with self.lock:
            return None if self.halt.is_set() else next(self.numbers, None)

    def work(self, show: Callable[[], None] = lambda: None) -> None:
        """Make runs until there are none left."""
        pace = Pace()
        while (number := self.next_run()) is not None:
            trial = Trial(self.plan.trainer(number))
            if not self.finish(trial, pace):
                return
            with self.lock:
                self.results.put(number, trial)
            show()

    def finish(self, trial: Trial, pace: Pace) -> bool:
        """All steps of one run, in slices; False where it was cut short."""
        left = self.plan.steps
        while left and not trial.has_diverged:
            if self.halt.is_set():
                return False
            pace.advance(trial, min(left, pace.count))
            left = self.plan.steps - trial.trainer.moment.step
        return True

    def work_in_threads(self, workers: int, show: Callable[[], None]) -> None:
        """Let several work at once: compiled code does not hold the interpreter's lock."""
        self.plan.trainer(0).run(1)  # compiles, once for all
        with ThreadPoolExecutor(workers) as pool:
            try:
                waiting = {pool.submit(self.work) for _ in range(workers)}
                while waiting:
                    done, waiting = wait(waiting, GLANCE, FIRST_EXCEPTION)
                    for future in done:
                        future.result()
                    show()
            finally:
                self.halt.set()  # after an error or Ctrl-C the others stop too


@dataclass
class Pace:
    """How many steps a slice has, so that each takes about the same time."""

    count: int = FIRST_SLICE

    def advance(self, trial: Trial, steps: int) -> None:
        started = time.perf_counter()
        trial.advance(steps)
        spent = max(time.perf_counter() - started, 1e-9)
        self.count = max(1, min(4 * self.count, round(steps * SLICE_SECONDS / spent)))


def workers_for(plan: Plan) -> int:
    """How many work at once: compiled code lets others run, NumPy's small steps do not."""
    return 1 if plan.engine_name == "numpy" else min(cores(), plan.runs)


def way_of(workers: int) -> str:
    """How the runs were spread."""
    return f"runs on {workers} cores at once" if workers > 1 else "one run after another"


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
