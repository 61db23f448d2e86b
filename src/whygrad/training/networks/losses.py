"""The losses: what the last layer gives, and what a sample costs.

Costs are summed over the outputs and averaged over the samples. Those of classes are written
from the logits, with `logsumexp` and `softplus`, so that no probability is rounded to 0 or 1.
Sources: Huber, Annals of Math. Statistics 35, 1964; quantiles, Koenker and Bassett,
Econometrica 46, 1978; label smoothing, Szegedy et al., CVPR 2016.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from whygrad.training.networks.draft import Draft, entry
from whygrad.training.networks.options import IDENTITY, SOFTMAX, activated, is_formula

TARGET = "TARGET"  # in a cost: the entry of the target


@dataclass(frozen=True)
class Loss:
    """How a sample's cost is written; its output carries [i, m], or [i, c] of classes.

    lines       what it needs above: entry, formula, caption
    settings    what its formulas read, with their values
    logits      what the last layer gives, where the output is computed from that ...
    activation  ... by this function; empty where a person may choose it
    """

    caption: str
    cost: str
    lines: tuple[tuple[str, str, str], ...] = ()
    settings: dict[str, float] = field(default_factory=dict)
    logits: str = "logits"
    activation: str = ""
    index: str = "m"


SQUARES = f"sum[m]((output[i, m] - {TARGET})**2)"
LOSSES = {
    "squared": Loss("mean squared error", SQUARES),
    "half_squared": Loss("half the mean squared error", f"{SQUARES} / 2"),
    "absolute": Loss("mean absolute error", f"sum[m](abs(output[i, m] - {TARGET}))"),
    "huber": Loss(
        "Huber's loss: a parabola up to delta, then straight",
        "sum[m](capped[i, m] * (distance[i, m] - capped[i, m] / 2))",
        (
            ("distance[i, m]", f"abs(output[i, m] - {TARGET})", "how far it is off"),
            ("capped[i, m]", "minimum(distance[i, m], delta)", "at most delta"),
        ),
        {"delta": 1},
    ),
    "quantile": Loss(
        "quantile loss",
        "sum[m](maximum(quantile * short[i, m], (quantile - 1) * short[i, m]))",
        (("short[i, m]", f"{TARGET} - output[i, m]", "how far it falls short"),),
        {"quantile": 0.5},
    ),
    "scaled_squared": Loss(
        "mean squared error, on the target's scale",
        f"sum[m](((output[i, m] - {TARGET}) / target_scale)**2)",
        settings={"target_centre": 0, "target_scale": 1},
        logits="scaled_output",
        activation="target_centre + target_scale * z",
    ),
    "poisson": Loss(
        "Poisson loss",
        f"sum[m](output[i, m] - {TARGET} * log_rate[i, m])",
        logits="log_rate",
        activation="exp",
    ),
    "binary_cross_entropy": Loss(
        "binary cross-entropy",
        f"sum[m](softplus(logits[i, m]) - {TARGET} * logits[i, m])",
        activation="sigmoid",
    ),
    "cross_entropy": Loss(
        "cross-entropy",
        f"lse[i] - sum[c]({TARGET} * logits[i, c])",
        activation=SOFTMAX,
        index="c",
    ),
}
OF_CLASSES = ("binary_cross_entropy", "cross_entropy")


def own_loss(formula: str) -> Loss:
    """A person's own formula, which is the whole loss."""
    return Loss("own loss", formula)


@dataclass(frozen=True)
class Weighting:
    """What changes the part that a sample or a class has in the loss."""

    target: str
    label_smoothing: float = 0.0
    sample_weights: bool = False
    class_weights: bool = False


def write_output(loss: Loss, activation: str, found: str, draft: Draft) -> None:
    """The last layer: the logits where an activation makes the output of them."""
    index = loss.index
    for setting, value in loss.settings.items():
        draft.setting(setting, value)
    output = entry("output", "i", index)
    if activation == IDENTITY:
        draft.write(output, found, "output layer")
        return
    logits = entry(loss.logits, "i", index)
    draft.write(logits, found, "output layer")
    if activation == SOFTMAX:
        draft.write("lse[i]", f"logsumexp[{index}]({logits})", "of all classes")
        draft.write(output, f"exp({logits} - lse[i])", "softmax: the probability of each class")
    else:
        found, caption = activated(activation, logits, list(draft.settings))
        is_scaled = activation == loss.activation and is_formula(activation)
        draft.write(output, found, "in the target's own unit" if is_scaled else caption)


def write_accuracy(loss: Loss, target: str, draft: Draft) -> None:
    """The share of outputs, or of samples, that are right: the class of the largest one."""
    goal = entry(target, "i", loss.index)
    if loss.index == "m":
        draft.write(
            "accuracy", f"mean[i, m](equal(step(logits[i, m]), {goal}))", "share that is right"
        )
        return
    draft.write("largest[i]", "max[c](logits[i, c])", "what the chosen class has")
    right = f"sum[c]({goal} * equal(logits[i, c], largest[i]))"
    draft.write("accuracy", f"mean[i]({right})", "share that is right")


def write_loss(name: str, loss: Loss, weighting: Weighting, scalar: str, draft: Draft) -> None:
    """The loss, as the quantity `scalar`, and what it needs above."""
    goal = smoothed(loss, weighting, draft)
    for target, formula, caption in loss.lines:
        draft.write(target, formula.replace(TARGET, goal), caption)
    if name not in LOSSES:
        draft.write(scalar, loss.cost, loss.caption)
        return
    cost = loss.cost.replace(TARGET, goal)
    if weighting.class_weights and loss.index == "m":
        cost = weighted_outputs(cost, weighting.target)
    weight = weight_of(loss, weighting, draft)
    average = f"mean[i]({cost})"
    if weight:
        average = f"sum[i]({weight} * ({cost})) / sum[i]({weight})"
    draft.write(scalar, average, loss.caption)


def smoothed(loss: Loss, weighting: Weighting, draft: Draft) -> str:
    """The entry of the target, or of a softer one."""
    goal = entry(weighting.target, "i", loss.index)
    if not weighting.label_smoothing:
        return goal
    draft.setting("label_smoothing", weighting.label_smoothing)
    smooth, classes = entry("smooth", "i", loss.index), "2" if loss.index == "m" else "size[c]"
    draft.write(
        smooth,
        f"(1 - label_smoothing) * {goal} + label_smoothing / {classes}",
        "label smoothing",
    )
    return smooth


def weighted_outputs(cost: str, target: str) -> str:
    """The cost of an output of class 1 times its weight; class 0 has the weight 1."""
    inner = cost.removeprefix("sum[m](").removesuffix(")")
    return f"sum[m]((1 + (class_weights[m] - 1) * {target}[i, m]) * ({inner}))"


def weight_of(loss: Loss, weighting: Weighting, draft: Draft) -> str:
    """The entry of a sample's weight; empty where all have the same."""
    if not (weighting.class_weights and loss.index == "c"):
        return "sample_weights[i]" if weighting.sample_weights else ""
    of_class = f"sum[c]({weighting.target}[i, c] * class_weights[c])"
    if weighting.sample_weights:
        draft.write("importance[i]", f"sample_weights[i] * {of_class}", "of a sample in its class")
    else:
        draft.write("importance[i]", of_class, "of the sample's class")
    return "importance[i]"
