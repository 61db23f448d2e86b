"""An estimator's parameters as a model: the network's builder is given what they say."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from whygrad.language.messages import WhygradError
from whygrad.model import Model
from whygrad.training.networks import network_text

INPUTS, TARGET, WEIGHTS = "inputs", "target", "sample_weights"  # names of the data
SIGMOID, LOGISTIC = "sigmoid", "logistic"  # what scikit-learn calls it


@lru_cache(maxsize=64)
def model_of(text: str) -> Model:
    """The model of a text; the folds of a cross-validation share one."""
    return Model(text)


@dataclass(frozen=True)
class Output:
    """What a network gives: by which loss it is judged, and how it is computed."""

    loss: str
    activation: str = "identity"
    has_accuracy: bool = False


def equations_of(
    parameters: Mapping[str, Any],
    units: Sequence[int],
    output: Output,
    *,
    penalty: float,
    is_weighted: bool,
) -> str:
    """The network's text, with scikit-learn's starting values.

    units    of the inputs, each hidden layer, the outputs
    penalty  the strength of the L2 penalty, as it stands in the loss
    """
    check_weighted(output.loss, is_weighted)
    activation = parameters["activation"]
    bounds = start_bounds(units, activation)
    return network_text(
        units,
        activation=SIGMOID if activation == LOGISTIC else activation,
        output_activation=output.activation,
        loss=output.loss,
        initializer=[f"uniform({-bound}, {bound})" for bound in bounds],
        biases=[f"uniform({-bound}, {bound})" for bound in bounds],
        dropout=parameters["dropout"],
        penalty={"l2": penalty} if penalty else None,
        sample_weights=is_weighted,
        accuracy=output.has_accuracy,
        settings=parameters["settings"],
        inputs=INPUTS,
        target=TARGET,
    )


def start_bounds(units: Sequence[int], activation: Any) -> list[float]:
    """Each layer's starting values are even between plus and minus this (Glorot and Bengio,
    2010), biases too; scikit-learn takes a factor of 6, and 2 for the logistic function."""
    factor = 2.0 if activation in (LOGISTIC, SIGMOID) else 6.0
    return [math.sqrt(factor / (inner + outer)) for inner, outer in pairwise(units)]


def check_weighted(loss: str, is_weighted: bool) -> None:
    """A loss of one's own says itself what a sample's weight does."""
    if is_weighted and not loss.isidentifier() and WEIGHTS not in loss:
        raise WhygradError(
            f"sample_weight: the loss `{loss}` does not read it.\n"
            f"Write `{WEIGHTS}[i]` into it:"
            f" `sum[i]({WEIGHTS}[i] * (...)) / sum[i]({WEIGHTS}[i])`."
        )
