"""Runs whose numbers the tests explain, each trained once."""

from functools import cache

import numpy as np
from sklearn.datasets import load_digits

import whygrad as wg
from whygrad.examples import EXAMPLES, example_data, read_example

DIGITS = """
pixels[i, k]: data
label[i, c]:  data
j: index(32)
weights1[k, j]: parameter = he()
biases1[j]:     parameter = zeros()
weights2[j, c]: parameter = glorot()
biases2[c]:     parameter = zeros()

hidden[i, j] = relu(sum[k](pixels[i, k] * weights1[k, j]) + biases1[j])
logits[i, c] = sum[j](hidden[i, j] * weights2[j, c]) + biases2[c]
lse[i]       = logsumexp[c](logits[i, c])
loss         = mean[i](lse[i] - sum[c](label[i, c] * logits[i, c]))   # cross-entropy
"""


@cache
def trained(name: str, steps: int = 20, **options: object) -> wg.Run:
    """A short training of an example, by the NumPy engine."""
    rate = EXAMPLES[name].learning_rate
    given = {"steps": steps, "learning_rate": rate, "engine": "numpy", **options}
    return wg.Model(read_example(name)).fit(example_data(name), **given)


@cache
def digits() -> wg.Run:
    """A 64-32-10 network that learns scikit-learn's written digits, in mini-batches."""
    images, numbers = load_digits(return_X_y=True)
    data = {"pixels": images / 16, "label": np.eye(10)[numbers]}
    return wg.Model(DIGITS).fit(data, steps=3, learning_rate=0.1, batch=40, engine="numpy")
