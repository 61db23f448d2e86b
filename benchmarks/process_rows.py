"""Rows on what a person waits for: imports, the first fit, one prediction."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from benchmarks import networks, with_torch
from benchmarks.contenders import compare
from benchmarks.table import INFORMATION, Row, Target, time_text
from benchmarks.timing import process, process_seconds, seconds_each

FIRST_FIT = """
from benchmarks import networks
values, _ = networks.two_layers().train(1000)
print(*(entry for value in values.values() for entry in value.ravel().tolist()))
"""
LIBRARIES = "import numpy, scipy.linalg, numba"
CALLS = 500
PYTORCH = "PyTorch, eager"


def start() -> Iterator[Row]:
    """`import whygrad` beyond NumPy, and `whygrad derive`."""
    bare = process_seconds("-c", "import numpy")
    full = process_seconds("-c", "import numpy, whygrad")
    target = Target("at most", 0.05, "s")
    yield Row("import whygrad", full - bare, target, time_text(full), "NumPy", time_text(bare))
    path = str(networks.EXAMPLES / "two_layers.eq")
    spent = process_seconds("-m", "whygrad", "derive", path)
    yield Row("whygrad derive", spent, Target("at most", 0.3, "s"), time_text(spent))


def first_fit() -> Iterator[Row]:
    """A whole process: 1,000 steps of 1-2-1, with an empty cache and with a filled one."""
    with tempfile.TemporaryDirectory() as filled:

        def with_empty() -> None:
            with tempfile.TemporaryDirectory() as empty:
                fit_in_process(empty)

        def from_disk() -> None:
            fit_in_process(filled)

        def bare() -> None:
            process(["-c", LIBRARIES])

        found = np.array(fit_in_process(filled).split(), float)
        wanted, _ = networks.two_layers().train(1000, "numpy")
        compare("first fit", np.concatenate([v.ravel() for v in wanted.values()]), found, 1e-9)
        best = seconds_each({"empty": with_empty, "disk": from_disk, "bare": bare}, 4)
    theirs = "imports of its libraries", time_text(best["bare"])
    for name, key, most in (("compiled", "empty", 1.5), ("from the disk cache", "disk", 0.6)):
        target, ratio = Target("at most", most, "s"), best[key] / best["bare"]
        note = f"{ratio:.2g} times the imports"
        text = time_text(best[key])
        yield Row(f"first fit, {name}", best[key], target, text, *theirs, note)


def fit_in_process(cache: str) -> str:
    return process(["-c", FIRST_FIT], XDG_CACHE_HOME=cache)


def prediction() -> Iterator[Row]:
    """One row through a trained 64-32-10 network."""
    job = networks.softmax_classifier([64, 32, 10], 1024, 32, 0.05)
    run = job.run(100)
    row, p = job.data["x"][:1], run.parameters
    wanted = numpy_logits(p, row)
    contenders: dict[str, Callable[[], Any]] = {
        "run.predict": lambda: run.predict({"x": row}),
        "NumPy by hand": lambda: numpy_logits(p, row),
    }
    absent = ""
    try:
        contenders[PYTORCH] = torch_prediction(p, row)
    except ImportError as error:
        absent = f"not here: {error}"
    for name, work in contenders.items():
        compare(f"prediction: {name}", wanted, work(), 1e-4)
    best = seconds_each({name: repeated(work) for name, work in contenders.items()})
    spent = best.pop("run.predict") / CALLS
    name, text = "predict one row, 64-32-10", time_text(spent)
    yield Row(name, spent * 1e6, Target("at most", 5, "us"), text)
    for other, seconds in best.items():
        theirs = seconds / CALLS
        yield Row(name, theirs / spent, INFORMATION, text, other, time_text(theirs))
    if absent:
        yield Row(name, None, INFORMATION, against=PYTORCH, note=absent)


def repeated(work: Callable[[], Any]) -> Callable[[], None]:
    def several() -> None:
        for _ in range(CALLS):
            work()

    return several


def numpy_logits(p: networks.Arrays, x: np.ndarray) -> np.ndarray:
    hidden = np.maximum(x @ p["weights1"] + p["biases1"], 0)
    return hidden @ p["weights2"] + p["biases2"]


def torch_prediction(values: networks.Arrays, row: np.ndarray) -> Callable[[], Any]:
    import torch

    p = {name: torch.from_numpy(np.array(value)) for name, value in values.items()}
    x = torch.from_numpy(row)

    def eager() -> np.ndarray:
        with torch.inference_mode():
            return with_torch.logits(p, x).numpy()

    return eager
