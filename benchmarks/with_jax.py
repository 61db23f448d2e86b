"""The networks in JAX: the whole training in one jitted loop, gradients by `jax.grad`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from benchmarks.contenders import Result, Work
from benchmarks.networks import Job

Loss = Callable[[dict[str, Any], dict[str, Any]], Any]


def neuron(p: dict[str, Any], data: dict[str, Any]) -> Any:
    return ((data["celsius"] * p["weight"] + p["bias"] - data["fahrenheit"]) ** 2).mean()


def two_layers(p: dict[str, Any], data: dict[str, Any]) -> Any:
    hidden = data["celsius"] @ p["weights1"] + p["biases1"]
    return ((hidden @ p["weights2"] + p["biases2"] - data["fahrenheit"]) ** 2).mean()


def classifier(p: dict[str, Any], data: dict[str, Any]) -> Any:
    import jax

    return ((jax.nn.sigmoid(data["inputs"] @ p["weights"]) - data["target"]) ** 2).sum() / 2


def softmax_loss(p: dict[str, Any], data: dict[str, Any]) -> Any:
    import jax

    x, layers = data["x"], len(p) // 2
    for layer in range(1, layers + 1):
        x = x @ p[f"weights{layer}"] + p[f"biases{layer}"]
        x = jax.nn.relu(x) if layer < layers else x
    return (jax.nn.logsumexp(x, axis=1) - (data["label"] * x).sum(axis=1)).mean()


def training(job: Job, loss_of: Loss) -> Work:
    """Training of a job; batches are taken by the rows that `fit` takes."""
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    whole = {name: jnp.asarray(array) for name, array in job.data.items()}
    start = {name: jnp.asarray(value) for name, value in job.start.items()}
    batches = jnp.asarray(np.array(job.shuffled)) if job.batch else jnp.zeros((0,))
    gradient = jax.value_and_grad(loss_of)

    @partial(jax.jit, static_argnums=3)
    def loop(p: Any, whole: Any, batches: Any, steps: int) -> Any:
        def step(number: Any, state: Any) -> Any:
            p, losses = state
            rows = batches[number] if job.batch else None
            data = whole if rows is None else {n: array[rows] for n, array in whole.items()}
            loss, slopes = gradient(p, data)
            p = jax.tree.map(lambda value, slope: value - job.rate * slope, p, slopes)
            return p, losses.at[number].set(loss)

        return jax.lax.fori_loop(0, steps, step, (p, jnp.zeros(steps, job.dtype)))

    def work(steps: int) -> Result:
        p, losses = jax.block_until_ready(loop(start, whole, batches, steps))
        return {name: np.asarray(value) for name, value in p.items()}, np.asarray(losses)

    return work
