"""Which samples a step takes: the same as in every written program.

Step t belongs to epoch t // batches and is its batch number t % batches. The order of an
epoch is that of the data, or the stable order of the third words of pcg3d (Jarzynski and Olano,
Hash Functions for GPU Rendering, 2020) of seed, epoch and sample.
"""

from __future__ import annotations

import math

import numpy as np

from whygrad.language.equations import Step
from whygrad.training.held import Held
from whygrad.training.history import Arrays

ROWS = "rows"  # under this name `run.at` gives the numbers of the samples


def batch_of(
    step: Step, data: Held, seed: int, number: int, batch: int | None, shuffle: bool = True
) -> Arrays:
    """The data of step `number`: all of them, or the rows of its batch."""
    if batch is None:
        return dict(data)
    rows = batch_rows(seed, number, len(data.arrays[counted_data(step)]), batch, shuffle)
    carrying = {d.name for d in step.data if step.sample_index in d.indexes}
    return {name: data.rows(name, rows) if name in carrying else data[name] for name in data}


def counted_data(step: Step) -> str:
    """Data that carry the sample index."""
    return next(d.name for d in step.data if step.sample_index in d.indexes)


def batch_rows(
    seed: int, number: int, samples: int, batch: int, shuffle: bool = True
) -> np.ndarray:
    """The numbers of the samples of step `number`."""
    epoch, place = divmod(number, math.ceil(samples / batch))
    order = order_of(seed, epoch, samples) if shuffle else np.arange(samples)
    return order[place * batch : (place + 1) * batch]


def order_of(seed: int, epoch: int, samples: int) -> np.ndarray:
    """All samples, in the order in which an epoch takes them."""
    return np.argsort(third_words(seed, epoch, samples), kind="stable")


def third_words(seed: int, epoch: int, samples: int) -> np.ndarray:
    words = np.array([[seed], [epoch]], np.uint32)
    x, y, z = words[0], words[1], np.arange(samples, dtype=np.uint32)
    x, y, z = (word * np.uint32(1664525) + np.uint32(1013904223) for word in (x, y, z))
    for last in (False, True):
        x = x + y * z
        y = y + z * x
        z = z + x * y
        if not last:
            x, y, z = (word ^ word >> np.uint32(16) for word in (x, y, z))
    return z
