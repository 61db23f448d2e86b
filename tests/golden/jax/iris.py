"""A neural network in JAX, written by whygrad from its equations.

Usage: python SCRIPT DATA.csv, where the file has the columns named below.
"""

import csv
import functools
import math
import sys

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)  # else it computes in float32

columns = {
    "measures": ["sepal_length", "sepal_width", "petal_length", "petal_width"],
    "species": ("species", ["setosa", "versicolor", "virginica"]),
}


def table(rows, chosen):
    if isinstance(chosen, tuple):
        column, categories = chosen
        return jnp.array(
            [[float(row[column] == c) for c in categories] for row in rows]
        )
    return jnp.array([[float(row[column]) for column in chosen] for row in rows])


def read_data(path, columns):
    """The columns of a CSV file, as one table of numbers for each quantity."""
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
        tables = {name: table(rows, chosen) for name, chosen in columns.items()}
    except KeyError as missing:
        sys.exit(f"{path} has no column {missing}.")
    except (OSError, TypeError, ValueError) as error:
        sys.exit(f"{path} cannot be read: {error}.")
    return tables if rows else sys.exit(f"{path} has no rows.")


def glorot(random, shape):
    limit = math.sqrt(6 / (math.prod(shape[:-1]) + math.prod(shape[-1:])))
    return -limit + 2 * limit * random.random_sample(shape)


def forward(measures, species, weights, biases):
    # what speaks for each
    logits = measures @ weights + biases
    # log of the sum of exp(logit)
    lse = jax.nn.logsumexp(logits, axis=1)
    # the logit of the flower's own species
    own_logit = (species * logits).sum(axis=1)
    # right: none is larger
    accuracy = (own_logit == logits.max(axis=1)).sum() / len(measures)
    # cross-entropy: mean of -log(probability)
    loss = (lse - own_logit).sum() / len(measures)
    return logits, lse, accuracy, loss


def backward(measures, species, logits, lse):
    # from lse, own_logit
    grad_logits = (jnp.exp(logits - lse[:, None]) - species) / len(measures)
    grad_weights = measures.T @ grad_logits  # from logits
    grad_biases = grad_logits.sum(axis=0)  # from logits
    return grad_weights, grad_biases


def update_parameters(weights, biases, grad_weights, grad_biases, learning_rate):
    weights = weights - learning_rate * grad_weights  # gradient descent
    biases = biases - learning_rate * grad_biases
    return weights, biases


@functools.partial(jax.jit, static_argnames="steps")
def train(measures, species, weights, biases, learning_rate, steps):
    def train_step(carry, _):
        weights, biases = carry
        logits, lse, accuracy, loss = forward(measures, species, weights, biases)
        grad_weights, grad_biases = backward(measures, species, logits, lse)
        weights, biases = update_parameters(
            weights, biases, grad_weights, grad_biases, learning_rate
        )
        return (weights, biases), {"accuracy": accuracy, "loss": loss}

    carry, history = jax.lax.scan(train_step, (weights, biases), length=steps)
    return *carry, history


if __name__ == "__main__":
    steps = 1000
    learning_rate = 0.05
    seed = 1

    if len(sys.argv) != 2:
        sys.exit(f"usage: python {sys.argv[0]} DATA.csv")
    data = read_data(sys.argv[1], columns)
    measures = data["measures"]
    species = data["species"]

    random = np.random.RandomState(seed)
    weights = jnp.array(glorot(random, (measures.shape[1], species.shape[1])))
    biases = jnp.zeros(species.shape[1])

    weights, biases, history = train(
        measures, species, weights, biases, learning_rate, steps
    )

    print("loss in the first step:", history["loss"][0])
    print("loss in the last step: ", history["loss"][-1])
    print("weights:", weights, sep="\n")
    print("biases:", biases)
