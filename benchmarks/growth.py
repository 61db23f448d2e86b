"""Rows on growth: the time over four decades of samples, steps and parameters, as a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

import whygrad as wg
from benchmarks import networks
from benchmarks.contenders import DifferentNumbersError, compare
from benchmarks.networks import Arrays
from benchmarks.table import Row, Target, time_text
from benchmarks.timing import seconds_each, step_seconds
from benchmarks.training_rows import limited

PICTURE = Path(__file__).with_name("growth.png")
ROUNDS = 5
LINEAR = Target("at most", 1.1, "times linear")
LAYER = """
x[i, k]: data
y[i]: data
j: index({hidden})
weights[k, j]: parameter = normal(0, 0.01)
biases[j]: parameter = zeros()
out[j]: parameter = normal(0, 0.01)
hidden[i, j] = tanh(sum[k](x[i, k] * weights[k, j]) + biases[j])
output[i] = sum[j](hidden[i, j] * out[j])
loss = mean[i]((output[i] - y[i])**2)
"""
Work = Callable[[int], object]


@dataclass(frozen=True)
class Series:
    """What grows: the sizes, and the seconds at each.

    passes  seconds of a plain pass over as many numbers, less those of calling it; none where
            the numbers that a step works on stay the same
    """

    name: str
    unit: str
    counts: Sequence[int]
    seconds: Sequence[float]
    passes: Sequence[float] = ()

    def worst(self) -> float:
        """Of all decades the largest growth of the time, as a part of what is allowed."""
        allowed = [10.0] * (len(self.counts) - 1)
        if self.passes:
            allowed = [max(10.0, grown) for grown in decades(self.passes)]
        return max(mine / most for mine, most in zip(decades(self.seconds), allowed, strict=True))


def decades(seconds: Sequence[float]) -> list[float]:
    return [after / before for before, after in pairwise(seconds)]


def growth() -> Iterator[Row]:
    """Ten times the size takes at most ten times the time, in each of four decades by itself.

    The last decades show what a fixed part hides in the first ones. There the numbers leave a
    cache, and any program gets slower: where a plain pass over as many numbers as a step has,
    timed by turns with it, grows by more than ten times, that much is allowed. A tenth more is
    for two timings on a shared machine. Matrix products take one thread: others would join in
    at some size, and wait for one another where the machine has something else to do.
    """
    with limited(1):
        found = [by_samples(), by_steps(), by_parameters()]
    for series in found:
        texts = ", ".join(map(time_text, series.seconds))
        first, last = series.counts[0], series.counts[-1]
        job = f"growth with {series.name}, {first:.0e} to {last:.0e}".replace("e+0", "e")
        yield Row(job, series.worst(), LINEAR, note=f"{texts} {series.unit}; {PICTURE.name}")
    draw(found)


def by_samples() -> Series:
    """The neuron."""
    counts = [10**n for n in range(2, 7)]
    jobs = [(networks.example("neuron"), line_of(count)) for count in counts]
    return of_steps("samples", counts, jobs, 1e-4, 400_000_000)


def by_parameters() -> Series:
    """A hidden layer, ten parameters a unit, 16 samples."""
    counts = [10**n for n in range(2, 7)]
    random = np.random.default_rng(0)
    data = {"x": random.normal(size=(16, 8)), "y": random.normal(size=16)}
    jobs = [(wg.Model(LAYER.format(hidden=count // 10)), data) for count in counts]
    return of_steps("parameters", counts, jobs, 1e-3, 10_000_000)


def by_steps() -> Series:
    """Whole fits of the neuron."""
    counts = [10**n for n in range(3, 8)]
    model, data = networks.example("neuron"), line_of(100)
    check(model, data, 1e-4)
    fits = {str(count): fitting(model, data, 1e-4, count) for count in counts}
    best = seconds_each(fits, ROUNDS)
    return Series("steps", "a fit", counts, [best[str(count)] for count in counts])


def line_of(samples: int) -> Arrays:
    celsius = np.linspace(-50, 50, samples)
    return {"celsius": celsius, "fahrenheit": celsius * 9 / 5 + 32}


def of_steps(
    name: str, counts: list[int], jobs: list[tuple[wg.Model, Arrays]], rate: float, work: int
) -> Series:
    """The time of a step of each job; `work` is its size times the number of steps."""
    contenders: dict[str, tuple[Work, int]] = {"call": (passed(2), 400_000)}
    for count, (model, data) in zip(counts, jobs, strict=True):
        check(model, data, rate)
        steps = max(220, work // count)
        contenders[f"{count}"] = trained(model, data, rate), steps
        contenders[f"{count}, pass"] = passed(numbers_of(model, data, rate)), steps
    best = step_seconds(contenders, ROUNDS)
    seconds = [best[str(count)] for count in counts]
    passes = [best[f"{count}, pass"] - best["call"] for count in counts]
    return Series(name, "a step", counts, seconds, passes)


def trained(model: wg.Model, data: Arrays, rate: float) -> Work:
    return lambda steps: model.fit(data, steps=steps, learning_rate=rate, engine="compiled")


def fitting(model: wg.Model, data: Arrays, rate: float, steps: int) -> Callable[[], object]:
    return lambda: trained(model, data, rate)(steps)


def passed(numbers: int) -> Work:
    """A plain pass over so many numbers: half of them are read, half are written."""
    read, written = np.ones(numbers // 2), np.empty(numbers // 2)

    def several(steps: int) -> None:
        for _ in range(steps):
            np.multiply(read, 2.0, written)

    return several


def numbers_of(model: wg.Model, data: Arrays, rate: float) -> int:
    """How many numbers a step has: its data and parameters, and all that it computes."""
    step = model.fit(data, steps=1, learning_rate=rate, engine="numpy").at(0)
    return sum(np.size(value) for value in step.values())


def check(model: wg.Model, data: Arrays, rate: float) -> None:
    """Both engines reach the same."""
    runs = [
        model.fit(data, steps=3, learning_rate=rate, engine=engine)
        for engine in ("compiled", "numpy")
    ]
    if not runs[0].losses[-1] < runs[0].losses[0]:
        raise DifferentNumbersError("growth: the loss does not fall")
    for name, value in runs[0].parameters.items():
        compare(f"growth: {name}", runs[1].parameters[name], value, 1e-9)


def draw(found: list[Series]) -> None:
    """Time against size, with a straight line of slope one through the last point."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, len(found), figsize=(12, 4), layout="constrained")
    for axis, series in zip(axes, found, strict=True):
        counts, seconds = series.counts, series.seconds
        linear = [seconds[-1] * count / counts[-1] for count in counts]
        axis.loglog(counts, linear, color="0.7", label="linear")
        axis.loglog(counts, seconds, marker="o", label="measured")
        axis.set(
            xlabel=series.name,
            ylabel=f"seconds {series.unit}",
            title=f"Time grows with {series.name}",
        )
        axis.legend()
    figure.savefig(PICTURE, dpi=120)
    pyplot.close(figure)
