"""Rows on memory. Each figure is the peak of a fresh process, taken from Linux."""

from __future__ import annotations

import ctypes
import gc
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import networks
from benchmarks.contenders import DifferentNumbersError
from benchmarks.table import INFORMATION, Row, Target
from benchmarks.timing import process
from whygrad.training.fitting import LONGEST_SLICE

MEGABYTE = 2**20
STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
FEW = 1000  # steps
WIDE = [2048, 2048, 1024, 10]


def memory() -> Iterator[Row]:
    if not RESET.exists():
        yield Row("memory", None, INFORMATION, note="needs Linux's /proc/self/clear_refs")
        return
    with tempfile.TemporaryDirectory() as cache:  # what the compiler takes is kept apart
        for engine, most in (("compiled", 10**6), ("numpy", 10**5)):
            yield with_steps(engine, most, cache)
        for engine in ("compiled", "numpy"):
            yield wide(engine, cache)


def with_steps(engine: str, most: int, cache: str) -> Row:
    """From a thousand steps to many: what the peak grows by, less the history asked for.

    It must not grow. The bound is one slice of a run, however many steps there are: its own
    history with a mark of what is finite, 9 bytes a step, and as much again for the pages in
    which a system gives memory out.
    """
    few, many = (measured("steps", engine, steps, cache) for steps in (FEW, most))
    history = (most - FEW) * 8 / MEGABYTE
    grown = many["peak"] - few["peak"]
    job = f"memory, {FEW:.0e} to {most:.0e} steps, {engine}".replace("e+0", "e")
    target = Target("at most", round(2 * LONGEST_SLICE * 9 / MEGABYTE, 2), "MB")
    return Row(job, grown - history, target, f"{grown:.1f} MB", "history", f"{history:.1f} MB")


def wide(engine: str, cache: str) -> Row:
    """The peak of a wide network's fit against the arrays that must exist."""
    found = measured("wide", engine, 4, cache)
    texts = f"{found['peak']:.0f} MB", "arrays that must exist", f"{found['needed']:.0f} MB"
    job = f"memory, {'-'.join(map(str, WIDE))}, {engine}"
    return Row(job, found["peak"] / found["needed"], Target("at most", 1.3), *texts)


def measured(*arguments: object) -> dict[str, float]:
    """The figures of a process; the first one fills the cache, so that none is compiled."""
    what, engine, steps, cache = map(str, arguments)
    answers = [
        json.loads(process(["-m", "benchmarks.memory", what, engine, steps], XDG_CACHE_HOME=cache))
        for _ in range(2)
    ]
    if not answers[-1]["last"] < answers[-1]["first"]:
        raise DifferentNumbersError("memory: the loss does not fall")
    return answers[-1]


def resident(field: str) -> float:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(field))
    return int(line.split()[1]) * 1024 / MEGABYTE


def trim() -> None:
    """Give memory that is free back to the system, so that it counts when it is taken again."""
    gc.collect()
    give_back = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if give_back is not None:
        give_back(0)


def main(what: str, engine: str, steps: int) -> None:
    """Train in this process, and print the peak beyond what stood there before."""
    if what == "wide":
        job = networks.softmax_classifier(WIDE, 512, 128, 0.001)
    else:
        job = networks.neuron()
    networks.two_layers().train(10, engine)  # imports
    job.run(1, engine)  # compiled or read from the disk
    trim()
    RESET.write_text("5")
    before = resident("VmRSS")
    run = job.run(steps, engine)
    peak = resident("VmHWM") - before
    needed = 0.0
    if what == "wide":
        everything = run.at(0).values()
        needed = sum(value.nbytes for value in everything)  # the batch, and all equations
        needed += sum(value.nbytes for value in run.initial.values())
        needed += sum(value.nbytes for value in job.data.values())
    first, last = float(run.losses[0]), float(run.losses[-1])
    print(json.dumps({"peak": peak, "needed": needed / MEGABYTE, "first": first, "last": last}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
