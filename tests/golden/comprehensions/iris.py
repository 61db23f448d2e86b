"""A neural network in plain Python, written by whygrad from its equations.

Usage: python SCRIPT DATA.csv, where the file has the columns named below.
"""

import csv
import math
import random
import sys

columns = {
    "measures": ["sepal_length", "sepal_width", "petal_length", "petal_width"],
    "species": ("species", ["setosa", "versicolor", "virginica"]),
}


def table(rows, chosen):
    if isinstance(chosen, tuple):
        column, categories = chosen
        return [[float(row[column] == c) for c in categories] for row in rows]
    return [[float(row[column]) for column in chosen] for row in rows]


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


def random_state(seed):
    """The generator of NumPy's RandomState: the same Mersenne Twister, seeded alike."""
    words = [seed]
    for place in range(1, 624):
        words.append((1812433253 * (words[-1] ^ words[-1] >> 30) + place) % 2**32)
    generator = random.Random()
    generator.setstate((3, (*words, 624), None))
    return generator


def glorot(generator, fan_in, fan_out):
    limit = math.sqrt(6 / (fan_in + fan_out))
    return -limit + 2 * limit * generator.random()


def exp(z):
    try:
        return math.exp(z)
    except OverflowError:
        return math.inf


def logsumexp(values):
    values = list(values)
    top = max(values)
    if math.isinf(top):
        return top
    return top + math.log(sum(math.exp(value - top) for value in values))


def maximum_of(values):
    values = list(values)
    return math.nan if any(map(math.isnan, values)) else max(values)


def forward(measures, species, weights, biases):
    # what speaks for each
    logits = [
        [
            sum(measures_i[k] * weights[k][c] for k in range(len(weights))) + biases[c]
            for c in range(len(biases))
        ]
        for measures_i in measures
    ]
    # log of the sum of exp(logit)
    lse = [logsumexp(logits_i) for logits_i in logits]
    # the logit of the flower's own species
    own_logit = [
        sum(species[i][c] * logits[i][c] for c in range(len(biases)))
        for i in range(len(measures))
    ]
    # right: none is larger
    accuracy = sum(
        float(own_logit[i] == maximum_of(logits[i])) for i in range(len(measures))
    )
    accuracy /= len(measures)
    # cross-entropy: mean of -log(probability)
    loss = sum(lse[i] - own_logit[i] for i in range(len(measures))) / len(measures)
    return logits, lse, accuracy, loss


def backward(measures, species, logits, lse):
    # from lse, own_logit
    grad_logits = [
        [
            (exp(logits[i][c] - lse[i]) - species[i][c]) / len(measures)
            for c in range(len(species[0]))
        ]
        for i in range(len(measures))
    ]
    # from logits
    grad_weights = [
        [
            sum(grad_logits[i][c] * measures[i][k] for i in range(len(measures)))
            for c in range(len(species[0]))
        ]
        for k in range(len(measures[0]))
    ]
    # from logits
    grad_biases = [
        sum(grad_logits_i[c] for grad_logits_i in grad_logits)
        for c in range(len(species[0]))
    ]
    return grad_weights, grad_biases


def update_parameters(weights, biases, grad_weights, grad_biases, learning_rate):
    # gradient descent
    weights = [
        [weights[k][c] - learning_rate * grad_weights[k][c] for c in range(len(biases))]
        for k in range(len(weights))
    ]
    biases = [biases[c] - learning_rate * grad_biases[c] for c in range(len(biases))]
    return weights, biases


def train(measures, species, weights, biases, learning_rate, steps):
    history = {"accuracy": [], "loss": []}
    for step in range(steps):
        try:
            logits, lse, accuracy, loss = forward(measures, species, weights, biases)
            grad_weights, grad_biases = backward(measures, species, logits, lse)
            weights, biases = update_parameters(
                weights, biases, grad_weights, grad_biases, learning_rate
            )
        except ArithmeticError:
            loss = math.nan
        if not math.isfinite(loss):
            sys.exit(f"Diverged in step {step}: try a smaller learning rate.")
        history["accuracy"].append(accuracy)
        history["loss"].append(loss)
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

    generator = random_state(seed)
    weights = [
        [glorot(generator, len(measures[0]), len(species[0])) for _ in species[0]]
        for _ in measures[0]
    ]
    biases = [0.0] * len(species[0])

    weights, biases, history = train(
        measures, species, weights, biases, learning_rate, steps
    )

    print("loss in the first step:", history["loss"][0])
    print("loss in the last step: ", history["loss"][-1])
    print("weights:", *weights, sep="\n")
    print("biases:", biases)
