"""`make bench`: every row first checks that the contenders reach the same numbers.

`python -m benchmarks NAME...` makes the named rows only.
"""

from __future__ import annotations

import json
import platform
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.contenders import DifferentNumbersError
from benchmarks.estimator_rows import estimators
from benchmarks.growth import growth
from benchmarks.memory import memory
from benchmarks.process_rows import first_fit, prediction, start
from benchmarks.table import HEAD, INFORMATION, Row
from benchmarks.timing import cores
from benchmarks.training_rows import classifier, digits, neuron, numpy_engine, two_layers, wide

RESULTS = Path(__file__).with_name("results.json")
PACKAGES = ("whygrad", "numpy", "numba", "scipy", "torch", "jax", "scikit-learn")
JOBS: dict[str, Callable[[], Iterator[Row]]] = {
    "neuron": neuron,
    "two-layers": two_layers,
    "classifier": classifier,
    "digits": digits,
    "wide": wide,
    "numpy-engine": numpy_engine,
    "start": start,
    "first-fit": first_fit,
    "predict": prediction,
    "growth": growth,
    "memory": memory,
    "estimators": estimators,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in JOBS]
    if unknown:
        print(f"There is no {', '.join(unknown)}. Rows: {' '.join(JOBS)}", file=sys.stderr)
        return 2
    started = time.perf_counter()
    print(f"{about()}\n\n{HEAD}", flush=True)
    rows = []
    for name in names or JOBS:
        for row in rows_of(name):
            print(row, flush=True)
            rows.append(row)
    keep(rows)
    counts = ", ".join(f"{sum(row.verdict == v for row in rows)} {v}" for v in verdicts(rows))
    print(f"\n{counts}. {time.perf_counter() - started:.0f} s; kept in {RESULTS.name}.")
    return int(any(row.verdict == "WRONG" for row in rows))


def rows_of(name: str) -> Iterator[Row]:
    """The rows of a job; where contenders differ, a row that says so."""
    try:
        yield from JOBS[name]()
    except DifferentNumbersError as error:
        yield Row(name, None, INFORMATION, wrong=True, note=str(error))
    except ImportError as error:
        yield Row(name, None, INFORMATION, note=f"not here: {error}")


def verdicts(rows: list[Row]) -> list[str]:
    return [v for v in dict.fromkeys(row.verdict for row in rows) if v]


def about() -> str:
    packages = ", ".join(f"{name} {installed(name)}" for name in PACKAGES)
    return f"Python {platform.python_version()}, {packages}; {cores()} cores, {platform.machine()}"


def installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def keep(rows: list[Row]) -> None:
    content = {"about": about(), "rows": [row.record() for row in rows]}
    RESULTS.write_text(json.dumps(content, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
