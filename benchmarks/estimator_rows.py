"""Rows on the estimators: a whole fit on digits, beside scikit-learn's own network."""

from __future__ import annotations

import gc
import json
import sys
import tempfile
import time
import tracemalloc
import warnings
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import numpy as np

from benchmarks.contenders import DifferentNumbersError
from benchmarks.memory import MEGABYTE, RESET, resident, trim
from benchmarks.networks import softmax_classifier
from benchmarks.table import INFORMATION, Row, Target, time_text
from benchmarks.timing import process, seconds_each
from benchmarks.training_rows import Products
from whygrad.estimators.epochs import LARGEST_BATCH

THEIRS = "scikit-learn's network"
ALONE = "matrix products alone"
SIZES = (32,)
EPOCHS = 200
MEASURED = 20  # epochs, where it is the memory that is measured
RESIDENT, PEAK, KEPT = "memory of the process", "peak of the arrays", "what is kept"
FIVE = Target("at least", 5)
FIRST = """
import sys
from benchmarks.estimator_rows import first_fit
first_fit(sys.argv[1])
"""


def estimators() -> Iterator[Row]:
    """A fit at equal epochs, from arrays to a fitted estimator, in the type of the data.

    The compiled program is on the disk already, as after any fit before; what the very first
    fit takes, the compiler's time included, has rows of its own.
    """
    for batch in (32, LARGEST_BATCH):
        for dtype in ("float64", "float32"):
            yield from fits(batch, dtype)
    for sizes in (SIZES, (100,)):
        for epochs in (50, EPOCHS):
            yield from by_default(sizes, epochs)
    yield from first_fits()
    yield from memory()


def fits(batch: int, dtype: str) -> Iterator[Row]:
    works = {name: made(name, batch, dtype, EPOCHS) for name in ("compiled", "numpy", THEIRS)}
    check({name: work() for name, work in works.items()}, EPOCHS)
    best = seconds_each(works, 3)
    theirs = best.pop(THEIRS)
    for engine, ours in best.items():
        job = f"fit digits, batch {batch}, {dtype}"
        goal = FIVE if engine == "compiled" else INFORMATION
        texts = time_text(ours), THEIRS, time_text(theirs)
        yield Row(job, theirs / ours, goal, *texts, note=f"engine: {engine}")


def by_default(sizes: tuple[int, ...], epochs: int) -> Iterator[Row]:
    """The call that a person writes, with the default engine and batches of 200.

    The matrix products alone, as NumPy leaves them to BLAS, are there for comparison: what takes
    scikit-learn less than five times as long cannot be five times as fast with them.
    """
    made("compiled", LARGEST_BATCH, "float64", 1, sizes)()
    works = {name: made(name, "auto", "float64", epochs, sizes) for name in ("auto", THEIRS)}
    fitted = {name: work() for name, work in works.items()}
    check(fitted, epochs)
    job = softmax_classifier([64, *sizes, 10], fitted["auto"].t_ // epochs, LARGEST_BATCH, 0.001)
    job.dtype = "float64"
    products = Products(job)
    works[ALONE] = lambda: products(fitted["auto"].run_.steps)
    best = seconds_each(works, 7)
    ours, note = best.pop("auto"), f"default engine: {fitted['auto'].run_.engine}"
    for name, theirs in best.items():
        texts = time_text(ours), name, time_text(theirs)
        yield Row(f"fit digits, {sizes}, {epochs} epochs", theirs / ours, INFORMATION, *texts, note)


def made(
    name: str, batch: int | str, dtype: str, epochs: int, sizes: tuple[int, ...] = SIZES
) -> Callable[[], Any]:
    """A fit of one contender."""
    from sklearn.datasets import load_digits
    from sklearn.neural_network import MLPClassifier

    import whygrad as wg

    x, y = load_digits(return_X_y=True)
    x = (x / 16).astype(dtype)
    options: dict[str, Any] = {"hidden_layer_sizes": sizes, "batch_size": batch}
    options |= {"max_iter": epochs, "n_iter_no_change": 10**6, "random_state": 1}
    make = MLPClassifier if name == THEIRS else wg.NetworkClassifier
    if name != THEIRS:
        options["engine"] = name

    def fit() -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it has not settled
            return make(**options).fit(x, y)

    return fit


def check(fitted: dict[str, Any], epochs: int) -> None:
    """All did all epochs, and learned as much: batches are shuffled otherwise."""
    losses = {name: model.loss_curve_ for name, model in fitted.items()}
    if {len(curve) for curve in losses.values()} != {epochs}:
        raise DifferentNumbersError("fit digits: not the same epochs")
    lasts = np.log([curve[-1] for curve in losses.values()])
    if np.ptp(lasts) > np.log(1.5):
        raise DifferentNumbersError(f"fit digits: losses of {lasts}")


def first_fits() -> Iterator[Row]:
    """A new process and its first fit: nothing on the disk yet, and a program there."""
    theirs = float(process(["-c", FIRST, THEIRS]))
    with tempfile.TemporaryDirectory() as cache:
        for name in ("compiled anew", "from the disk"):
            ours = float(process(["-c", FIRST, "compiled"], XDG_CACHE_HOME=cache))
            texts = time_text(ours), THEIRS, time_text(theirs)
            yield Row(f"first fit of digits, {name}", theirs / ours, INFORMATION, *texts)


def first_fit(name: str) -> None:
    fit = made(name, 32, "float64", EPOCHS)
    started = time.perf_counter()
    fit()
    print(time.perf_counter() - started)


def memory() -> Iterator[Row]:
    """What a fit takes, of both in one process that has done such fits before.

    What a process has in memory is Linux's figure, in pages; the arrays and objects are those
    that Python counts, at their peak and as long as the fitted estimator is kept.
    """
    if not RESET.exists():
        yield Row("memory of a fit", None, INFORMATION, note="needs Linux's /proc/self/clear_refs")
        return
    for engine, batch in product(("compiled", "numpy"), (32, LARGEST_BATCH)):
        found = json.loads(process(["-m", "benchmarks.estimator_rows", engine, str(batch)]))
        for what, ours in found[engine].items():
            theirs = found[THEIRS][what]
            job = f"{what} of a fit of digits, batch {batch}"
            texts = f"{ours:.2f} MB", THEIRS, f"{theirs:.2f} MB"
            goal = Target("at most", 0, "MB") if what != KEPT else INFORMATION
            yield Row(job, ours - theirs, goal, *texts, note=f"engine: {engine}")


def memory_taken(fit: Callable[[], Any]) -> dict[str, float]:
    """Megabytes: what the process grows by, the arrays and objects at their peak, those kept."""
    fit()
    trim()
    RESET.write_text("5")
    before = resident("VmRSS")
    fit()
    grown = resident("VmHWM") - before
    gc.collect()
    tracemalloc.start()
    fitted = fit()
    peak = tracemalloc.get_traced_memory()[1]
    gc.collect()
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del fitted
    return {RESIDENT: grown, PEAK: peak / MEGABYTE, KEPT: kept / MEGABYTE}


def main(engine: str, batch: int) -> None:
    """Print what a fit takes of the memory, with this engine and with scikit-learn's network."""
    names = engine, THEIRS
    found = {name: memory_taken(made(name, batch, "float64", MEASURED)) for name in names}
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
