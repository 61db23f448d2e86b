"""The softmax classifier as scikit-learn's MLPClassifier, set to plain gradient descent."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from benchmarks.contenders import Result, Work
from benchmarks.networks import Job


def started(job: Job, epochs: int, shuffle: bool) -> Any:
    """The estimator with the job's starting values; `fit` goes on from them."""
    from sklearn.neural_network import MLPClassifier

    layers = len(job.start) // 2
    model = MLPClassifier(
        hidden_layer_sizes=tuple(len(job.start[f"biases{n}"]) for n in range(1, layers)),
        solver="sgd",
        alpha=0,
        batch_size=job.batch,
        learning_rate_init=job.rate,
        momentum=0,
        nesterovs_momentum=False,
        max_iter=epochs,
        n_iter_no_change=10**9,
        shuffle=shuffle,
        random_state=1,
        warm_start=True,
    )
    model.partial_fit(*labelled(job), classes=np.arange(job.data["label"].shape[1]))
    model.coefs_ = [job.start[f"weights{n}"].copy() for n in range(1, layers + 1)]
    model.intercepts_ = [job.start[f"biases{n}"].copy() for n in range(1, layers + 1)]
    return model


def labelled(job: Job) -> tuple[np.ndarray, np.ndarray]:
    return job.data["x"], job.data["label"].argmax(axis=1)


def training(job: Job, *, shuffle: bool) -> Work:
    """Whole epochs of training; it records the mean loss of each epoch."""
    import sklearn.neural_network  # noqa: F401, so that its absence is found here, not when timed

    batches = len(job.data["x"]) // (job.batch or 1)

    def work(steps: int) -> Result:
        epochs = steps // batches
        model = started(job, epochs, shuffle)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it has not converged
            model.fit(*labelled(job))
        layers = [*zip(model.coefs_, model.intercepts_, strict=True)]
        values = {f"weights{n}": weights for n, (weights, _) in enumerate(layers, 1)}
        values |= {f"biases{n}": biases for n, (_, biases) in enumerate(layers, 1)}
        return values, np.array(model.loss_curve_[-epochs:])

    return work
