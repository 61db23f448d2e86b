"""Rows on growth: the time over four decades of samples, steps and parameters, as a picture."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

import whygrad as wg
from benchmarks import networks
from benchmarks.contenders import DifferentNumbersError, compare
from benchmarks.networks import Arrays
from benchmarks.table import Row, Target, time_text

PICTURE = Path(__file__).with_name("growth.png")
ROUNDS = 3
# Linear is 1; data that leave a cache, or a program that keeps arrays, cost a little more.
LINEAR = Target("at most", 1.1, "as exponent")
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
Measure = Callable[[int], float]


def growth() -> Iterator[Row]:
    """The exponent of each: the slope of a straight line through the logarithms."""
    series: list[tuple[str, list[int], Measure, str]] = [
        ("samples", [10**n for n in range(2, 7)], by_samples, "s a step"),
        ("steps", [10**n for n in range(3, 8)], by_steps, "s a fit"),
        ("parameters", [10**n for n in range(2, 7)], by_parameters, "s a step"),
    ]
    pictured = []
    for name, counts, measure, unit in series:
        seconds = [measure(count) for count in counts]
        pictured.append((name, counts, seconds, unit))
        exponent = float(np.polyfit(np.log(counts), np.log(seconds), 1)[0])
        spent = f"{', '.join(map(time_text, seconds))} {unit[2:]}"
        job = f"growth with {name}, {counts[0]:.0e} to {counts[-1]:.0e}".replace("e+0", "e")
        yield Row(job, exponent, LINEAR, note=f"{spent}; {PICTURE.name}")
    draw(pictured)


def by_samples(samples: int) -> float:
    """Seconds of a step of the neuron."""
    celsius = np.linspace(-50, 50, samples)
    data = {"celsius": celsius, "fahrenheit": celsius * 9 / 5 + 32}
    return step_seconds(networks.example("neuron"), data, 1e-4, max(4, 20_000_000 // samples))


def by_steps(steps: int) -> float:
    """Seconds of a whole fit of the neuron."""
    job = networks.neuron()
    return min(timed(job.model, job.data, job.rate, steps) for _ in range(ROUNDS))


def by_parameters(parameters: int) -> float:
    """Seconds of a step of a hidden layer, ten parameters a unit, 16 samples."""
    random = np.random.default_rng(0)
    data = {"x": random.normal(size=(16, 8)), "y": random.normal(size=16)}
    model = wg.Model(LAYER.format(hidden=parameters // 10))
    return step_seconds(model, data, 1e-3, max(4, 2_000_000 // parameters))


def step_seconds(model: wg.Model, data: Arrays, rate: float, steps: int) -> float:
    """The difference of a long fit and a short one, after a check of the numbers."""
    check(model, data, rate)
    short = min(timed(model, data, rate, 1 + steps // 10) for _ in range(ROUNDS))
    long = min(timed(model, data, rate, steps + 1 + steps // 10) for _ in range(ROUNDS))
    return max(long - short, 1e-9) / steps


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


def timed(model: wg.Model, data: Arrays, rate: float, steps: int) -> float:
    started = time.perf_counter()
    model.fit(data, steps=steps, learning_rate=rate, engine="compiled")
    return time.perf_counter() - started


def draw(series: list[tuple[str, list[int], list[float], str]]) -> None:
    """Time against size, with a straight line of slope one through the last point."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, len(series), figsize=(12, 4), layout="constrained")
    for axis, (name, counts, seconds, unit) in zip(axes, series, strict=True):
        linear = [seconds[-1] * count / counts[-1] for count in counts]
        axis.loglog(counts, linear, color="0.7", label="linear")
        axis.loglog(counts, seconds, marker="o", label="measured")
        axis.set(xlabel=name, ylabel=f"time ({unit})", title=f"Time grows with {name}")
        axis.legend()
    figure.savefig(PICTURE, dpi=120)
    pyplot.close(figure)
