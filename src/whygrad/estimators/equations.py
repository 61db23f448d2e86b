"""An estimator's parameters as a model: the network's builder is given what they say."""

from __future__ import annotations

import math
import re
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
ACCURACY, R_SQUARED = "accuracy", "r_squared"  # names of the scores
# The equations of the scores; `<...>` stands for the mean over the samples.
OF_LABELS = """
right[i] = 1 - max[m](abs(step(output[i, m] - 0.5) - target[i, m]))   # 1 where all labels are
accuracy = <right[i]>   # share that is right
"""
OF_CLASSES = """
largest[i] = max[m](output[i, m])   # what the chosen class has
right[i]   = sum[m](target[i, m] * equal(output[i, m], largest[i]))   # 1 where it is
accuracy   = <right[i]>   # share that is right
"""
OF_NUMBERS = """
centre[m]  = <target[i, m]>   # of the targets
spread[m]  = <(target[i, m] - centre[m])**2>   # their variance
residue[m] = <(target[i, m] - output[i, m])**2>   # what is left of it
r_squared  = 1 - mean[m](residue[m] / (spread[m] + equal(spread[m], 0)))   # R squared
"""


@lru_cache(maxsize=64)
def model_of(text: str) -> Model:
    """The model of a text; the folds of a cross-validation share one."""
    return Model(text)


class Options(dict[str, Any]):
    """Arguments of the network's builder, by which a text written before is found again."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(repr(self))


@lru_cache(maxsize=64)
def written(options: Options) -> str:
    """The network's text."""
    return network_text(**options)


@dataclass(frozen=True)
class Output:
    """What a network gives: by which loss it is made, how it is computed, how it is scored."""

    loss: str
    activation: str = "identity"
    score: str = OF_NUMBERS

    @property
    def score_name(self) -> str:
        return R_SQUARED if self.score == OF_NUMBERS else ACCURACY


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

    The score is recorded where early stopping asks for it: it costs time.
    """
    check_weighted(output.loss, is_weighted)
    activation = parameters["activation"]
    bounds = start_bounds(units, activation)
    options = Options(
        sizes=units,
        activation=SIGMOID if activation == LOGISTIC else activation,
        output_activation=output.activation,
        loss=output.loss,
        initializer=[f"uniform({-bound}, {bound})" for bound in bounds],
        biases=[f"uniform({-bound}, {bound})" for bound in bounds],
        dropout=parameters["dropout"],
        penalty={"l2": penalty} if penalty else None,
        sample_weights=is_weighted,
        metrics=score_of(output, is_weighted) if parameters["early_stopping"] else "",
        settings=parameters["settings"],
        inputs=INPUTS,
        target=TARGET,
    )
    return written(options)


def score_of(output: Output, is_weighted: bool) -> str:
    """The equations of the score, which is scikit-learn's."""
    weighted = rf"sum[i]({WEIGHTS}[i] * \1) / sum[i]({WEIGHTS}[i])"
    lines = re.sub("<(.*)>", weighted if is_weighted else r"mean[i](\1)", output.score)
    return re.sub(r"\bm\b", "c", lines) if output.loss == "cross_entropy" else lines


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
