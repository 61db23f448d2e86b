"""Equations written out for a few samples."""

import pytest

from whygrad.calculus.expansion import expand
from whygrad.language.equations import Step
from whygrad.language.expressions import walk
from whygrad.language.messages import WhygradError
from whygrad.language.notation import equations_text
from whygrad.language.parsing import parse, parse_step
from whygrad.language.typesetting import typeset, typeset_list

NEURON = """
celsius[i]:    data
fahrenheit[i]: data
weight: parameter = uniform(0, 1)
bias:   parameter = uniform(0, 1)

output[i] = celsius[i] * weight + bias                # the neuron
loss      = mean[i]((output[i] - fahrenheit[i])**2)

grad_output[i] = 2 * (output[i] - fahrenheit[i]) / size[i]
grad_weight    = sum[i](grad_output[i] * celsius[i])

weight = weight - learning_rate * grad_weight
"""
TWO_LAYERS = """
celsius[i, k]:    data
fahrenheit[i, m]: data
j: index(2)
weights1[k, j]: parameter = normal(0, 1)
biases1[j]:     parameter = normal(0, 1)
weights2[j, m]: parameter = normal(0, 1)

output1[i, j] = sum[k](celsius[i, k] * weights1[k, j]) + biases1[j]
output2[i, m] = sum[j](output1[i, j] * weights2[j, m])
loss = mean[i, m]((output2[i, m] - fahrenheit[i, m])**2)
"""
SOFTMAX = """
logits[i, c]: data
label[i, c]:  data

top[i] = max[c](logits[i, c])
lse[i] = logsumexp[c](logits[i, c])
loss   = mean[i](lse[i] - sum[c](label[i, c] * logits[i, c]))
"""
SIMILAR = """
q[i, k]: data

kernel[i, j] = exp(sum[k](q[i, k] * q[j, k]))
loss         = sum[i, j](kernel[i, j]) / size[j]
"""


def written(text: str, **lengths: int) -> list[str]:
    return equations_text(expand(parse_step(text), lengths)).splitlines()


def last_line(body: str, **lengths: int) -> str:
    return written(f"x[i, k]: data\ny[i]: data\nloss = {body}", **lengths)[-1]


def test_the_neuron_for_two_samples() -> None:
    assert written(NEURON, i=2) == [
        "output[0]      = celsius[0] * weight + bias  # the neuron",
        "output[1]      = celsius[1] * weight + bias  # the neuron",
        "loss           = ((output[0] - fahrenheit[0])**2 + (output[1] - fahrenheit[1])**2) / 2",
        "grad_output[0] = 2 * (output[0] - fahrenheit[0]) / 2",
        "grad_output[1] = 2 * (output[1] - fahrenheit[1]) / 2",
        "grad_weight    = grad_output[0] * celsius[0] + grad_output[1] * celsius[1]",
        "weight         = weight - learning_rate * grad_weight",
    ]


def test_the_parts_of_the_step_stay_apart() -> None:
    step = parse_step(NEURON)
    expanded = expand(step, {"i": 3})
    assert expanded.declarations == step.declarations
    assert [len(part) for part in (expanded.forward, expanded.backward, expanded.update)] == [
        4,
        4,
        1,
    ]
    assert expanded.loss == "loss"
    assert expand(step, {}) == step


def test_several_indexes() -> None:
    assert written(TWO_LAYERS, i=1, j=2) == [
        "output1[0, 0] = sum[k](celsius[0, k] * weights1[k, 0]) + biases1[0]",
        "output1[0, 1] = sum[k](celsius[0, k] * weights1[k, 1]) + biases1[1]",
        "output2[0, m] = output1[0, 0] * weights2[0, m] + output1[0, 1] * weights2[1, m]",
        "loss          = mean[m]((output2[0, m] - fahrenheit[0, m])**2 / 1)",
    ]


def test_softmax_for_three_classes() -> None:
    assert written(SOFTMAX, c=3) == [
        "top[i] = maximum(maximum(logits[i, 0], logits[i, 1]), logits[i, 2])",
        "lse[i] = log(exp(logits[i, 0]) + exp(logits[i, 1]) + exp(logits[i, 2]))",
        "loss   = mean[i](lse[i] - (label[i, 0] * logits[i, 0] + label[i, 1] * logits[i, 1]"
        " + label[i, 2] * logits[i, 2]))",
    ]


def test_indexes_of_the_same_length_go_together() -> None:
    lines = written(SIMILAR, j=2)
    assert [line.split(" =")[0] for line in lines[:4]] == [
        "kernel[0, 0]",
        "kernel[0, 1]",
        "kernel[1, 0]",
        "kernel[1, 1]",
    ]
    assert lines[1] == "kernel[0, 1] = exp(sum[k](q[0, k] * q[1, k]))"
    assert lines[4] == (
        "loss         = (kernel[0, 0] + kernel[0, 1] + kernel[1, 0] + kernel[1, 1]) / 2"
    )


@pytest.mark.parametrize(
    ("body", "lengths", "expected"),
    [
        ("sum[i, k](x[i, k])", {"i": 2}, "sum[k](x[0, k] + x[1, k])"),
        ("sum[i, k](x[i, k])", {"k": 2}, "sum[i](x[i, 0] + x[i, 1])"),
        ("mean[i, k](x[i, k])", {"i": 2}, "mean[k]((x[0, k] + x[1, k]) / 2)"),
        ("mean[i, k](x[i, k])", {"i": 2, "k": 1}, "(x[0, 0] + x[1, 0]) / 2"),
        ("mean[i](y[i])", {"i": 1}, "y[0] / 1"),
        ("max[i](y[i])", {"i": 1}, "y[0]"),
        ("logsumexp[i](y[i])", {"i": 1}, "log(exp(y[0]))"),
        ("sum[i](y[i]) + sum[i](y[i] * 2)", {"i": 1}, "y[0] + y[0] * 2"),
        ("sum[i](size[i] - y[i]) / size[k]", {"i": 1}, "(1 - y[0]) / size[k]"),
        (
            "max[i](y[i])",
            {"i": 5},
            "maximum(maximum(maximum(y[0], y[1]), maximum(y[2], y[3])), y[4])",
        ),
    ],
)
def test_reductions(body: str, lengths: dict[str, int], expected: str) -> None:
    assert last_line(body, **lengths) == f"loss = {expected}"


@pytest.mark.parametrize(
    ("lengths", "message"),
    [
        ({"i": 0}, "Index `i` cannot be written out with length 0: expected 1 or more."),
        ({"q": 2}, "There is no index `q`; the indexes are `i`, `j`, `k` and `m`."),
        (
            {"j": 3},
            "The sizes clash: index `j` has length 2 from `j: index(2)`, but 3 from what was"
            " asked for.",
        ),
        (
            {"i": 10_000},
            "`output1[i, j]` would be 70,000 terms and signs when it is written out; at most"
            " 10,000 are. Ask for shorter indexes.",
        ),
    ],
)
def test_what_cannot_be_written_out(lengths: dict[str, int], message: str) -> None:
    with pytest.raises(WhygradError) as caught:
        expand(parse(TWO_LAYERS), lengths)
    assert str(caught.value) == message


def test_a_clash_of_two_indexes_of_one_length() -> None:
    with pytest.raises(WhygradError, match="`i` and `j` have one length"):
        expand(parse(SIMILAR), {"i": 2, "j": 3})


@pytest.mark.parametrize("kind", ["sum", "mean", "max", "logsumexp"])
def test_the_bound_on_the_size_counts_all_nodes(kind: str) -> None:
    step = parse(f"y[i]: data\nloss = {kind}[i](y[i] + 1)")
    counts = [size_of(expand(step, {"i": length})) for length in (1, 2, 1000)]
    assert counts[2] < 10_000
    with pytest.raises(WhygradError, match="terms and signs"):
        expand(step, {"i": 10_000 * 1000 // counts[2] + 1})


def size_of(step: Step) -> int:
    return sum(1 for _ in walk(step.forward[-1].expression))


def test_typeset() -> None:
    expanded = expand(parse_step(NEURON), {"i": 2})
    assert typeset_list(expanded, "unicode").splitlines() == [
        "output₀        = celsius₀ weight + bias  # the neuron",
        "output₁        = celsius₁ weight + bias  # the neuron",
        "loss           = ((output₀ − fahrenheit₀)² + (output₁ − fahrenheit₁)²) / 2",
        "∂loss/∂output₀ = 2 (output₀ − fahrenheit₀) / 2",
        "∂loss/∂output₁ = 2 (output₁ − fahrenheit₁) / 2",
        "∂loss/∂weight  = ∂loss/∂output₀ · celsius₀ + ∂loss/∂output₁ · celsius₁",
        "weight         ← weight − learning_rate ∂loss/∂weight",
    ]


@pytest.mark.parametrize("kind", ["sum", "mean", "max", "logsumexp"])
def test_the_longest_can_be_typeset(kind: str) -> None:
    step = expand(parse(f"y[i]: data\nloss = {kind}[i](y[i])"), {"i": 2000})
    for format, last in (("unicode", "y₁₉₉₉"), ("latex", "y_{1999}"), ("mathml", "<mn>1999</mn>")):
        assert typeset(step.forward[-1], format).count(last) == 1
