"""The networks in PyTorch, eager: gradients by autograd, plain gradient descent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.contenders import Result, Work
from benchmarks.networks import Job
from benchmarks.timing import cores

Loss = Callable[[dict[str, Any], dict[str, Any]], Any]


def neuron(p: dict[str, Any], data: dict[str, Any]) -> Any:
    error = data["celsius"] * p["weight"] + p["bias"] - data["fahrenheit"]
    return (error * error).mean()


def two_layers(p: dict[str, Any], data: dict[str, Any]) -> Any:
    import torch

    hidden = torch.addmm(p["biases1"], data["celsius"], p["weights1"])
    error = torch.addmm(p["biases2"], hidden, p["weights2"]) - data["fahrenheit"]
    return (error * error).mean()


def classifier(p: dict[str, Any], data: dict[str, Any]) -> Any:
    import torch

    error = torch.sigmoid(data["inputs"] @ p["weights"]) - data["target"]
    return (error * error).sum() / 2


def logits(p: dict[str, Any], x: Any) -> Any:
    import torch

    layers = len(p) // 2
    for layer in range(1, layers + 1):
        x = torch.addmm(p[f"biases{layer}"], x, p[f"weights{layer}"])
        x = torch.relu(x) if layer < layers else x
    return x


def softmax_loss(p: dict[str, Any], data: dict[str, Any]) -> Any:
    import torch

    return torch.nn.functional.cross_entropy(logits(p, data["x"]), data["classes"])


def training(job: Job, loss_of: Loss, threads: int | None = None) -> Work:
    """Training of a job; batches are taken by the rows that `fit` takes."""
    import torch

    whole = {name: torch.from_numpy(np.ascontiguousarray(a)) for name, a in job.data.items()}
    if "label" in whole:
        whole["classes"] = whole.pop("label").argmax(1)
    batches = [torch.from_numpy(rows) for rows in job.shuffled] if job.batch else []

    def work(steps: int) -> Result:
        torch.set_num_threads(threads or cores())
        p = {n: torch.tensor(value, requires_grad=True) for n, value in job.start.items()}
        leaves, losses = list(p.values()), []
        for step in range(steps):
            data = whole
            if batches:
                data = {name: array[batches[step]] for name, array in whole.items()}
            loss = loss_of(p, data)
            gradients = torch.autograd.grad(loss, leaves)
            with torch.no_grad():
                for leaf, gradient in zip(leaves, gradients, strict=True):
                    leaf.sub_(gradient, alpha=job.rate)
            losses.append(loss.detach())
        return {n: leaf.detach().numpy() for n, leaf in p.items()}, torch.stack(losses).numpy()

    return work
