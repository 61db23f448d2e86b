"""A network's text from its sizes and options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from whygrad.training.networks.draft import entry, total, with_settings
from whygrad.training.networks.heads import check_classes, heads_of, write_head
from whygrad.training.networks.layers import SAMPLE, write_hidden
from whygrad.training.networks.losses import Weighting
from whygrad.training.networks.options import (
    IDENTITY,
    check_flag,
    check_metrics,
    check_part,
    check_settings,
    check_sizes,
    check_word,
)
from whygrad.training.networks.penalties import write_penalty
from whygrad.training.networks.scaling import write_filling, write_scaling
from whygrad.training.networks.stack import indexes_of, layers_of


def network_text(
    sizes: Sequence[int | Mapping[str, int]],
    *,
    activation: str | Sequence[str] = IDENTITY,
    output_activation: str | Mapping[str, str] = IDENTITY,
    loss: str | Mapping[str, str] = "squared",
    initializer: str | float | Sequence[str | float] | None = None,
    biases: str | float | bool | Sequence[str | float | bool] = True,
    dropout: float | Sequence[float] = 0.0,
    normalize: bool | Sequence[bool] = False,
    skip: bool | Sequence[bool] = False,
    missing: bool = False,
    scaled: bool = False,
    penalty: str | float | Mapping[str, float] | None = None,
    label_smoothing: float = 0.0,
    sample_weights: bool = False,
    class_weights: bool = False,
    accuracy: bool = False,
    metrics: str = "",
    settings: Mapping[str, float] | None = None,
    inputs: str = "inputs",
    target: str = "target",
) -> str:
    """The equations of a fully connected network, as text.

    sizes              inputs, units of each hidden layer, outputs: [64, 32, 10]; several
                       outputs have names: [64, 32, {"price": 1, "kind": 3}]
    activation         of the hidden layers: a function's name, or a formula of `z`
    output_activation  the same for the output, where the loss leaves it open; also `softmax`
    loss               one of `LOSSES`, or a formula of `output[i, m]` and `target[i, m]`
    initializer        of the weights: a name, `normal(0, 0.1)`, a number; None: `he` for
                       rectifiers, else `glorot`
    biases             their initialiser; True: zeros; False: there are none
    dropout            the share of hidden units that a step leaves out
    normalize          layer normalization, before the activation
    skip               what goes into a hidden layer is added to what comes out
    missing            take data `missing[i, k]`, 1 where an input is missing, which is 0 then: a
                       state `fill`, which `fit(initial=...)` gives, stands in its place
    scaled             the inputs are put on a scale first, by states `centre` and `scale` that
                       `fit(initial=...)` gives
    penalty            on the weights: the strength of `l2`, a name, names with strengths, or
                       a formula of `weight`
    label_smoothing    the share of a label that is spread over all classes
    sample_weights     take data `sample_weights[i]`
    class_weights      take data `class_weights[c]`, of each class; with
                       `binary_cross_entropy` `class_weights[m]`, of class 1 of each output
    accuracy           record it too
    metrics            equations of one's own above the loss, one a line or parted by `;`; each
                       scalar is recorded: `off = mean[i, m](abs(output[i, m] - target[i, m]))`
    settings           names with values that formulas of one's own may read
    inputs, target     names of the data

    `activation`, `dropout`, `normalize` and `skip` are one for all hidden layers or a list of
    one for each; `initializer` and `biases` are one for all layers or a list, the output layer's
    last. `loss` and `output_activation` are one for all outputs, or a mapping by their names.
    Raises `WhygradError` on anything that cannot be used.
    """
    units, outputs = check_sizes(sizes)
    draft = with_settings(check_settings(settings))
    check_word("inputs", inputs)
    check_word("target", target)
    heads = heads_of(outputs, loss, output_activation, draft)
    weighting = Weighting(
        target,
        check_part("label_smoothing", label_smoothing),
        check_flag("sample_weights", sample_weights),
        check_flag("class_weights", class_weights),
    )
    check_classes(heads, weighting, check_flag("accuracy", accuracy))
    has_penalty = penalty is not None and penalty != 0
    whole = "error" if has_penalty else "loss"
    lines = check_metrics(metrics)
    draft.take(entry(inputs, SAMPLE, "k"))
    read = write_filling(inputs, draft) if check_flag("missing", missing) else inputs
    read = write_scaling(read, draft) if check_flag("scaled", scaled) else read
    for index, length in zip(indexes_of(units), units, strict=True):
        draft.index(index, length)
    for head in heads:
        *hidden, last = layers_of(
            units,
            read,
            head,
            draft,
            activation=activation,
            initializer=initializer,
            biases=biases,
            dropout=dropout,
            normalize=normalize,
            skip=skip,
        )
        if head is heads[0]:
            for layer in hidden:
                write_hidden(layer, draft)
        write_head(
            head,
            last,
            weighting,
            accuracy,
            [] if head.name else lines,
            "loss" if head.name else whole,
            draft,
        )
    if sample_weights:
        draft.take(entry("sample_weights", SAMPLE))
    draft.declarations.append(f"prediction: {heads[0].named('output')}")
    if heads[0].name:
        draft.equations += lines
        draft.write(whole, total(head.named("loss") for head in heads), "of all outputs")
    if has_penalty:
        write_penalty(penalty, draft)
        draft.write("loss", "error + penalty", "what is made small")
    return draft.text()
