"""A neural network in PyTorch, written by whygrad from its equations.

Usage: python SCRIPT DATA.csv, where the file has the columns named below.
"""

import csv
import math
import sys

import numpy as np
import torch

torch.set_default_dtype(torch.float64)

columns = {
    "measures": ["sepal_length", "sepal_width", "petal_length", "petal_width"],
    "species": ("species", ["setosa", "versicolor", "virginica"]),
}


def table(rows, chosen):
    if isinstance(chosen, tuple):
        column, categories = chosen
        return torch.tensor(
            [[float(row[column] == c) for c in categories] for row in rows]
        )
    return torch.tensor([[float(row[column]) for column in chosen] for row in rows])


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
    lse = torch.logsumexp(logits, dim=1)
    # the logit of the flower's own species
    own_logit = (species * logits).sum(dim=1)
    # right: none is larger
    accuracy = (own_logit == logits.amax(dim=1)).sum() / len(measures)
    # cross-entropy: mean of -log(probability)
    loss = (lse - own_logit).sum() / len(measures)
    return logits, lse, accuracy, loss


def backward(measures, species, logits, lse):
    # from lse, own_logit
    grad_logits = (torch.exp(logits - lse[:, None]) - species) / len(measures)
    grad_weights = measures.T @ grad_logits  # from logits
    grad_biases = grad_logits.sum(dim=0)  # from logits
    return grad_weights, grad_biases


def update_parameters(weights, biases, grad_weights, grad_biases, learning_rate):
    weights = weights - learning_rate * grad_weights  # gradient descent
    biases = biases - learning_rate * grad_biases
    return weights, biases


def train(measures, species, weights, biases, learning_rate, steps):
    history = {"accuracy": [], "loss": []}
    for _ in range(steps):
        logits, lse, accuracy, loss = forward(measures, species, weights, biases)
        grad_weights, grad_biases = backward(measures, species, logits, lse)
        weights, biases = update_parameters(
            weights, biases, grad_weights, grad_biases, learning_rate
        )
        history["accuracy"].append(accuracy.item())
        history["loss"].append(loss.item())
    return weights, biases, history


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
    weights = torch.tensor(glorot(random, (measures.shape[1], species.shape[1])))
    biases = torch.zeros(species.shape[1])

    weights, biases, history = train(
        measures, species, weights, biases, learning_rate, steps
    )

    print("loss in the first step:", history["loss"][0])
    print("loss in the last step: ", history["loss"][-1])
    print("weights:", *weights.tolist(), sep="\n")
    print("biases:", biases.tolist())
