"""Rows on training: the time of a step against C, NumPy, PyTorch, JAX and scikit-learn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import numpy as np

from benchmarks import by_hand, networks, with_c, with_jax, with_sklearn, with_torch
from benchmarks.contenders import Contender, Result, check, contender, step_rows
from benchmarks.networks import Job
from benchmarks.table import Row, Target
from benchmarks.timing import cores, seconds_each

FASTER = Target("at least", 1)


def ours(job: Job, steps: int) -> Contender:
    return Contender("compiled engine", steps, job.train)


def small(job: Job, c: str, most: float, numpy: Callable[..., Result] | None) -> Iterator[Row]:
    """Against C and, where there is a NumPy program, against everybody."""
    histories = len(job.model.step.scalars())
    limit = Target("at most", most)
    everybody = [
        ours(job, 220_000),
        contender("C by hand", 220_000, lambda: with_c.training(job, c, histories), limit),
    ]
    if numpy is not None:
        work = partial(numpy, job.data, job.start, job.rate)
        torch, jax = getattr(with_torch, c), getattr(with_jax, c)
        everybody += [
            Contender("NumPy by hand", 2_200, work, Target("at least", 100)),
            contender(
                "PyTorch, eager",
                550,
                lambda: with_torch.training(job, torch),
                Target("at least", 1000),
            ),
            contender(
                "JAX, jitted loop",
                22_000,
                lambda: with_jax.training(job, jax),
                Target("at least", 10),
            ),
        ]
    check(everybody, 100, 1e-10)
    yield from step_rows(job.name, everybody)


def neuron() -> Iterator[Row]:
    yield from small(networks.neuron(), "neuron", 1.25, by_hand.neuron)


def two_layers() -> Iterator[Row]:
    yield from small(networks.two_layers(), "two_layers", 1.25, by_hand.two_layers)


def classifier() -> Iterator[Row]:
    yield from small(networks.classifier(), "classifier", 1.5, None)


def digits() -> Iterator[Row]:
    """64-32-10 in batches of 32."""
    job = networks.softmax_classifier([64, 32, 10], 1024, 32, 0.05)
    fifteen = Target("at least", 15)
    sklearn = contender(
        "scikit-learn's MLP", 704, lambda: with_sklearn.training(job, shuffle=True), fifteen
    )
    everybody = [
        ours(job, 11_000),
        contender(
            "PyTorch, eager",
            440,
            lambda: with_torch.training(job, with_torch.softmax_loss),
            fifteen,
        ),
        Contender(
            "NumPy, buffers reused",
            2_200,
            by_hand.Network(job, job.shuffled),
            Target("at least", 3),
        ),
        contender(
            "JAX, jitted loop", 2_200, lambda: with_jax.training(job, with_jax.softmax_loss), FASTER
        ),
    ]
    check(everybody, 96, 1e-3)
    check_sklearn(job, sklearn)
    yield from step_rows(job.name, [*everybody, sklearn])


def check_sklearn(job: Job, sklearn: Contender) -> None:
    """It shuffles by itself, so that it is compared without; it keeps one loss an epoch."""
    if sklearn.work is None:
        return
    numpy, batches = by_hand.Network(job, job.in_order), len(job.data["x"]) // (job.batch or 1)

    def by_epoch(steps: int) -> Result:
        values, losses = numpy(steps)
        return values, losses.reshape(-1, batches).mean(axis=1)

    in_order = with_sklearn.training(job, shuffle=False)
    pair = [Contender("NumPy", 1, by_epoch), Contender(sklearn.name, 1, in_order)]
    check(pair, 3 * batches, 1e-3)


def wide() -> Iterator[Row]:
    """784-512-256-10 in batches of 128: against PyTorch, and against its matrix products."""
    for threads in sorted({1, cores()}):
        with limited(threads):
            yield from wide_with(threads)


def wide_with(threads: int) -> Iterator[Row]:
    job = networks.softmax_classifier([784, 512, 256, 10], 1280, 128, 0.02)
    note = f"threads: {threads}"
    everybody = [
        ours(job, 66),
        contender(
            "PyTorch, eager",
            66,
            lambda: with_torch.training(job, with_torch.softmax_loss, threads),
            FASTER,
        ),
        Contender("NumPy, buffers reused", 66, by_hand.Network(job, job.shuffled)),
        Contender("NumPy engine", 66, lambda steps: job.train(steps, "numpy")),
    ]
    check(everybody, 20, 1e-3)
    products = Products(job)
    alone = Contender("its matrix products alone", 66, products, Target("at most", 1 / 0.8))
    yield from step_rows(job.name, [*everybody, alone], 6, note)
    rate = products.operations / seconds_each({"once": lambda: products(20)})["once"] * 20
    yield Row("matrix products", rate / 1e9, Target(unit="GFLOP/s"), against="np.dot", note=note)


@contextmanager
def limited(threads: int) -> Iterator[None]:
    """So many threads in the matrix products of NumPy and SciPy (the compiled engine's)."""
    import scipy.linalg  # noqa: F401, so that its library is there to be limited
    from threadpoolctl import threadpool_limits

    with threadpool_limits(threads):
        yield


class Products:
    """The matrix products of a step, and nothing else."""

    def __init__(self, job: Job):
        random = np.random.default_rng(0)

        def array(*shape: int) -> np.ndarray:
            return random.normal(size=shape).astype(job.dtype)

        self.triples: list[tuple[Any, Any, Any]] = []
        count = job.batch or len(job.data["x"])
        weights = [value for name, value in job.start.items() if name.startswith("weights")]
        for layer, (inputs, outputs) in enumerate(value.shape for value in weights):
            below, w, above = array(count, inputs), array(inputs, outputs), array(count, outputs)
            self.triples += [(below, w, above.copy()), (below.T, above, w.copy())]
            if layer:
                self.triples.append((above, w.T, below.copy()))
        self.operations = sum(2 * a.shape[0] * a.shape[1] * b.shape[1] for a, b, _ in self.triples)

    def __call__(self, steps: int) -> Any:
        for _ in range(steps):
            for first, second, result in self.triples:
                np.dot(first, second, result)


def numpy_engine() -> Iterator[Row]:
    """The NumPy engine against hand-written NumPy that makes its arrays anew.

    At most 1.1 times its time for 1-2-1, where a step is a few calls, and 1.05 for 784-128-10,
    where it is matrix products: the figures that the project promises. The wide network runs
    with the threads that NumPy takes by itself, as a person runs it, and with one thread.
    """
    job = networks.two_layers()
    everybody = [
        Contender("NumPy engine", 2_200, lambda steps: job.train(steps, "numpy")),
        Contender(
            "NumPy by hand",
            2_200,
            lambda steps: by_hand.two_layers(job.data, job.start, job.rate, steps),
            Target("at most", 1.1),
        ),
    ]
    check(everybody, 100, 1e-10)
    yield from step_rows(f"NumPy engine, {job.name}", everybody)
    yield from numpy_engine_wide(f"threads: {cores()}")
    if cores() > 1:
        with limited(1):
            yield from numpy_engine_wide("threads: 1")


def numpy_engine_wide(note: str) -> Iterator[Row]:
    job = networks.softmax_classifier([784, 128, 10], 128, 128, 0.02)
    job.batch, job.name = None, "784-128-10, 128 samples"
    everybody = [
        Contender("NumPy engine", 110, lambda steps: job.train(steps, "numpy")),
        Contender(
            "NumPy by hand",
            110,
            lambda steps: by_hand.softmax_network(job.data, job.start, job.rate, steps),
            Target("at most", 1.05),
        ),
    ]
    check(everybody, 20, 1e-3)
    yield from step_rows(f"NumPy engine, {job.name}", everybody, note=note)
