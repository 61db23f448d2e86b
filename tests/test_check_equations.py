"""Equations and figures of findings that are no wrong right side; causes that fit as well."""

import pytest

from mistaken.cases import CASES
from whygrad.checking.checks import check_script
from whygrad.checking.findings import Finding
from whygrad.checking.gallery import PICTURES
from whygrad.checking.reading import read_script, trace_script

UPDATE = "weight -= learning_rate * grad_weight"  # the line that the missing one belongs below
APPENDED = """
x = [0.5, 1.5, -2.0, 3.0]
y = [1.0, 2.0, -1.0, 4.0]
w, b = 0.3, 0.1
for step in range(100):
    output = []
    loss = 0
    for i in range(4):
        output.append(x[i] * w + b)
        loss += (OUTPUT - y[i]) ** 2
    loss /= 4
    slope = [2 * (o - t) / 4 for o, t in zip(output, y)]
    grad_w = sum(o * s for o, s in zip(output, slope))
    w -= 0.01 * grad_w
    b -= 0.01 * sum(slope)
    print(step, loss)
"""
TWICE = """
x = [0.5, 1.5, -2.0]
w = 0.3
for step in range(10):
    out = []
    loss = 0
    for i in range(3):
        out.append(x[i] * w)
        loss += (out[i] - 1.0) ** 2
        out.append(0.0)
    w -= 0.01 * 2 * (x[0] * w - 1.0) * x[0]
    print(loss)
"""


def finding(text: str) -> Finding:
    (found,) = check_script(text).findings
    return found


@pytest.mark.parametrize(
    ("mistake", "yours", "derived"),
    [
        (
            "updated-too-early",
            "d1[i, j] = d2[i] * W2[j] * slope_h[i, j]",
            "d1[i, j] = d2[i] * W2[j] * (1 - h[i, j]**2)  # the old W2",
        ),
        (
            "accumulated",
            "grad_bias = grad_bias + sum[i](grad_output[i])",
            "grad_bias = sum[i](grad_output[i])",
        ),
        (
            "wrong-loss",
            "loss = mean[i, j]((output2[i] - fahrenheit[j])**2)",
            "loss = mean[i]((output2[i] - fahrenheit[i])**2)",
        ),
        ("missing-gradient", UPDATE, "grad_bias = sum[i](grad_output[i])"),
    ],
)
def test_both_equations(mistake: str, yours: str, derived: str) -> None:
    found = finding(PICTURES[mistake].wrong)
    assert (found.yours, found.derived) == (yours, derived)


@pytest.mark.parametrize("mistake", ["accumulated", "aliased", "updated-too-early", "wrong-loss"])
def test_the_first_entry_that_differs(mistake: str) -> None:
    found = finding(PICTURES[mistake].wrong)
    assert found.your_value is not None
    assert found.your_value != pytest.approx(found.derived_value)


def test_a_bias_of_zeros_that_is_forgotten() -> None:
    text = PICTURES["missing-gradient"].wrong.replace("bias = random.random()", "bias = 0.0")
    found = finding(text)
    assert (found.yours, found.derived) == (UPDATE, "grad_bias = sum[i](grad_output[i])")


@pytest.mark.parametrize("place", ["output[i]", "output[-1]"])
def test_what_a_pass_appended_may_be_read_in_it(place: str) -> None:
    report = check_script(APPENDED.replace("OUTPUT", place))
    (found,) = report.findings
    assert (found.of, found.mistake) == ("grad_w", "wrong-operand")
    assert found.yours.startswith("grad_w = sum[i](output[i] * ")
    assert report.loss["name"] == "loss"


def test_a_pass_that_appends_twice_is_read_by_itself() -> None:
    """`out[i]` is the own element in the first pass only: 0.0 in the second, then x[1] * w."""
    step = trace_script(read_script(TWICE, "twice")).passes[0]
    start = next(one.start.value for one in step.carried if one.name == "w")
    values = [0.5 * start, 0.0, 1.5 * start]
    loss = [each for each in step.bindings if each.name == "loss"][-1]
    assert loss.node.value == pytest.approx(sum((one - 1.0) ** 2 for one in values))


@pytest.mark.parametrize(
    ("case", "mistake", "also"),
    [
        ("functions_deriv_flag-wrong-operand", "wrong-operand", ("missing-derivative",)),
        ("class_dropout-wrong-derivative", "wrong-derivative", ("missing-derivative",)),
        ("functions_tied-overwritten", "overwritten", ("missing-term",)),
        ("dict_penalty-missing-factor", "missing-factor", ("missing-term",)),
        ("inlined_xor-missing-derivative", "missing-derivative", ("wrong-loss",)),
        ("inlined_columns-repeated-derivative", "repeated-derivative", ("wrong-loss",)),
        ("loops_neuron-wrong-operand", "wrong-operand", ()),
        ("inlined_main-missing-term", "missing-term", ()),
        ("functions_three_layers-wrong-layer-2", "wrong-layer", ()),
        ("functions_columns-averaged", "averaged", ()),
    ],
)
def test_two_causes_that_explain_the_figures(
    case: str, mistake: str, also: tuple[str, ...]
) -> None:
    report = check_script(CASES[case].source)
    (found,) = report.findings
    assert (found.mistake, found.also) == (mistake, also)
    said = f"The figures fit another cause as well: {', '.join(also)}."
    assert (said in str(report)) == bool(also)
