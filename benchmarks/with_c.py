"""The small networks in C (by_hand.c), compiled when first asked for."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

import numpy as np

from benchmarks.contenders import AbsentError, Result, Work
from benchmarks.networks import Arrays, Job

SOURCE = Path(__file__).with_name("by_hand.c")
FLAGS = ("-O3", "-march=native", "-ffast-math", "-shared", "-fPIC", "-Wall", "-Wextra", "-Werror")
REALS = np.ctypeslib.ndpointer(np.float64, flags="C_CONTIGUOUS")


@lru_cache
def library() -> ctypes.CDLL:
    """Raises `AbsentError` where there is no gcc."""
    if shutil.which("gcc") is None:
        raise AbsentError("there is no gcc")
    folder = Path(tempfile.mkdtemp())
    try:
        path = folder / "by_hand.so"
        subprocess.run(["gcc", *FLAGS, "-o", path, SOURCE, "-lm"], check=True)
        return ctypes.CDLL(str(path))
    finally:
        shutil.rmtree(folder)


def training(job: Job, name: str, histories: int = 1) -> Work:
    """The function `name` with the job's data, starting values and rate."""
    function = getattr(library(), name)
    function.restype = None
    inputs, targets = job.data.values()
    function.argtypes = [REALS] * 3 + [ctypes.c_double, ctypes.c_long] + [REALS] * histories

    def work(steps: int) -> Result:
        parameters = np.concatenate([np.ravel(value) for value in job.start.values()])
        recorded = [np.empty(steps) for _ in range(histories)]
        function(inputs, targets, parameters, job.rate, steps, *recorded)
        return taken_apart(parameters, job.start), recorded[0]

    return work


def taken_apart(flat: np.ndarray, like: Arrays) -> Arrays:
    """Arrays of these shapes from one array of all their entries."""
    ends = np.cumsum([np.size(value) for value in like.values()])
    parts = np.split(flat, ends[:-1])
    return {n: p.reshape(v.shape) for (n, v), p in zip(like.items(), parts, strict=True)}
