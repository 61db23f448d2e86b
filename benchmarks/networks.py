"""The networks of the benchmark: their equations, data and starting values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

import whygrad as wg
from whygrad.training.batches import third_words

Arrays = dict[str, np.ndarray]
EXAMPLES = Path(wg.__file__).parent / "examples"
SEED = 1
HEAD = """
x[i, i0]:     data
label[i, c]: data
"""
LOSS = """
lse[i] = logsumexp[c](logits[i, c])
loss = mean[i](lse[i] - sum[c](label[i, c] * logits[i, c]))
prediction: logits
"""


@dataclass
class Job:
    """One training that all contenders do."""

    name: str
    model: wg.Model
    data: Arrays
    start: Arrays
    rate: float
    dtype: str = "float64"
    batch: int | None = None

    def train(self, steps: int, engine: str = "compiled") -> tuple[Arrays, np.ndarray]:
        run = self.run(steps, engine)
        return run.parameters, run.losses

    def run(self, steps: int, engine: str = "compiled") -> wg.Run:
        return self.model.fit(
            self.data,
            steps=steps,
            learning_rate=self.rate,
            initial=self.start,
            batch=self.batch,
            engine=engine,
            dtype=self.dtype,
            seed=SEED,
        )

    @cached_property
    def shuffled(self) -> list[np.ndarray]:
        """The rows of each batch, in the order of `fit`; known beforehand, so free to peers."""
        count = len(self.data["x"])
        orders = [np.argsort(third_words(SEED, e, count), kind="stable") for e in range(200)]
        return list(np.concatenate(orders).reshape(-1, self.batch or count))

    @cached_property
    def in_order(self) -> list[np.ndarray]:
        """The rows of each batch where nothing is shuffled."""
        count = len(self.data["x"])
        return list(np.arange(count).reshape(-1, self.batch or count)) * 200


def neuron() -> Job:
    celsius = np.linspace(-50, 50, 100)
    data = {"celsius": celsius, "fahrenheit": celsius * 9 / 5 + 32}
    start = {"weight": np.array(0.5), "bias": np.array(0.5)}
    return Job("neuron, 100 samples", example("neuron"), data, start, 1e-4)


def two_layers() -> Job:
    celsius = np.linspace(-50, 50, 100).reshape(100, 1)
    data = {"celsius": celsius, "fahrenheit": celsius * 9 / 5 + 32}
    start = {
        "weights1": np.array([[0.8, -0.3]]),
        "biases1": np.array([0.1, 0.2]),
        "weights2": np.array([[0.6], [-0.5]]),
        "biases2": np.array([0.4]),
    }
    return Job("1-2-1, 100 samples", example("two_layers"), data, start, 1e-5)


def classifier() -> Job:
    rows = np.array([[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]], float)
    data = {"inputs": rows, "target": np.array([0, 1, 1, 0], float)}
    start = {"weights": 2 * np.random.RandomState(1).random(3) - 1}
    return Job("classifier, 4 samples", example("classifier"), data, start, 1.0)


def example(name: str) -> wg.Model:
    return wg.Model.read(EXAMPLES / f"{name}.eq")


def softmax_classifier(sizes: Sequence[int], samples: int, batch: int, rate: float) -> Job:
    """Layers of rectified units and a softmax, in float32."""
    name = f"{'-'.join(map(str, sizes))}, batch {batch}"
    model = wg.Model(softmax_text(sizes))
    random = np.random.default_rng(0)
    x = random.normal(size=(samples, sizes[0])).astype("float32")
    label = np.eye(sizes[-1], dtype="float32")[random.integers(sizes[-1], size=samples)]
    return Job(name, model, {"x": x, "label": label}, start_of(sizes), rate, "float32", batch)


def softmax_text(sizes: Sequence[int]) -> str:
    """The equations of such a network."""
    last = len(sizes) - 1
    lines, below, index = [], "x", "i0"
    for layer, size in enumerate(sizes[1:], 1):
        j, z = ("c", "logits") if layer == last else (f"i{layer}", f"z{layer}")
        lines += [] if layer == last else [f"{j}: index({size})"]
        lines += [f"weights{layer}[{index}, {j}]: parameter = he()"]
        lines += [f"biases{layer}[{j}]: parameter = zeros()"]
        product = f"sum[{index}]({below}[i, {index}] * weights{layer}[{index}, {j}])"
        lines += [f"{z}[i, {j}] = {product} + biases{layer}[{j}]"]
        lines += [] if layer == last else [f"hidden{layer}[i, {j}] = relu({z}[i, {j}])"]
        below, index = f"hidden{layer}", j
    return HEAD + "\n".join(lines) + LOSS


def start_of(sizes: Sequence[int]) -> Arrays:
    random = np.random.default_rng(1)
    start: Arrays = {}
    for layer, (inputs, outputs) in enumerate(pairwise(sizes), 1):
        weights = random.normal(0, (2 / inputs) ** 0.5, size=(inputs, outputs))
        start[f"weights{layer}"] = weights.astype("float32")
        start[f"biases{layer}"] = np.zeros(outputs, "float32")
    return start
