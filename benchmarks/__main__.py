"""`make bench`: every row first checks that the contenders reach the same numbers."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

import whygrad as wg
from benchmarks import by_hand
from benchmarks.timing import process_seconds, seconds_each

RESULTS = Path(__file__).parent / "results.json"
DEEP = """
x[i, k]:     data
label[i, c]: data
j: index(128)
weights1[k, j]: parameter = he()
biases1[j]:     parameter = zeros()
weights2[j, c]: parameter = glorot()
biases2[c]:     parameter = zeros()
z[i, j]      = sum[k](x[i, k] * weights1[k, j]) + biases1[j]
hidden[i, j] = relu(z[i, j])
logits[i, c] = sum[j](hidden[i, j] * weights2[j, c]) + biases2[c]
lse[i]       = logsumexp[c](logits[i, c])
loss         = mean[i](lse[i] - sum[c](label[i, c] * logits[i, c]))
"""
Work = Callable[[by_hand.Arrays, by_hand.Arrays, float, int], tuple[by_hand.Arrays, np.ndarray]]


@dataclass
class Row:
    """One line of the table: a figure, what it may be at most, and what it is made of."""

    job: str
    figure: float
    most: float
    unit: str
    detail: str

    def __str__(self) -> str:
        verdict = "met" if self.figure <= self.most else "MISSED"
        limit = f"(at most {self.most:g} {self.unit})"
        return f"{self.job:40} {self.figure:7.3f} {limit:21} {verdict:6}  {self.detail}"


def engine_row(
    job: str,
    model: wg.Model,
    data: by_hand.Arrays,
    work: Work,
    rate: float,
    steps: int,
    dtype: str,
    most: float,
) -> Row:
    """Time of a step in the NumPy engine against hand-written NumPy.

    What `fit` does once (checks, starting values) is taken off, by a run of one step.
    """

    def ours(steps: int = steps) -> wg.Run:
        return model.fit(data, steps=steps, learning_rate=rate, engine="numpy", dtype=dtype)

    run = ours()
    typed = {name: array.astype(dtype) for name, array in data.items()}

    def theirs() -> tuple[by_hand.Arrays, np.ndarray]:
        return work(typed, run.initial, rate, steps)

    values, losses = theirs()
    tolerance = 1e-9 if dtype == "float64" else 1e-3
    np.testing.assert_allclose(run.losses, losses, rtol=tolerance)
    for name, value in values.items():
        np.testing.assert_allclose(run.parameters[name], value, rtol=tolerance, atol=tolerance)
    times = seconds_each({"ours": ours, "by hand": theirs, "checks": lambda: ours(1)})
    mine = (times["ours"] - times["checks"]) / (steps - 1) * 1e6
    other = times["by hand"] / steps * 1e6
    detail = f"{mine:.1f} us a step, {other:.1f} by hand"
    return Row(job, mine / other, most, "times", detail)


def two_layers_row() -> Row:
    celsius = np.linspace(-50, 50, 100).reshape(100, 1)
    data = {"celsius": celsius, "fahrenheit": celsius * 9 / 5 + 32}
    text = Path(wg.__file__).parent / "examples" / "two_layers.eq"
    return engine_row(
        "NumPy engine, 1-2-1, 100 samples", wg.Model.read(text), data, by_hand.two_layers,
        3e-5, 4000, "float64", 1.1,
    )  # fmt: skip


def softmax_row() -> Row:
    random = np.random.default_rng(0)
    x = random.normal(size=(128, 784))
    label = np.eye(10)[random.integers(10, size=128)]
    return engine_row(
        "NumPy engine, 784-128-10, 128 samples", wg.Model(DEEP), {"x": x, "label": label},
        by_hand.softmax_network, 0.01, 300, "float32", 1.05,
    )  # fmt: skip


def import_row() -> Row:
    bare = process_seconds("-c", "import numpy")
    full = process_seconds("-c", "import numpy, whygrad")
    return Row("import whygrad, beyond NumPy", full - bare, 0.05, "s", f"{full:.3f} s in all")


def derive_row() -> Row:
    text = Path(wg.__file__).parent / "examples" / "two_layers.eq"
    spent = process_seconds("-m", "whygrad", "derive", str(text))
    return Row("whygrad derive, a fresh process", spent, 0.3, "s", "")


def main() -> None:
    rows = []
    for make in (two_layers_row, softmax_row, import_row, derive_row):
        rows.append(make())
        print(rows[-1], flush=True)
    about = {"python": platform.python_version(), "numpy": np.__version__}
    content = {"versions": about, "rows": [asdict(row) for row in rows]}
    RESULTS.write_text(json.dumps(content, indent=2) + "\n")


if __name__ == "__main__":
    main()
