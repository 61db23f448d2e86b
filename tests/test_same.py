"""Formulas from elsewhere beside the derived ones: the same, a multiple, or different and why."""

import json
from pathlib import Path

import numpy as np
import pytest

import whygrad as wg
from whygrad.calculus.points import SAMPLES, generic_point
from whygrad.calculus.sameness import compare
from whygrad.cli import main
from whygrad.examples import read_example
from whygrad.language.notation import text
from zoo import ZOO, Model

CLASSIFIER = wg.Model(read_example("classifier"))
NEURON = wg.Model(read_example("neuron"))
SIGMOID_STEP = "sum[i](inputs[i, k] * error[i] * output[i] * (1 - output[i]))"


@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
def test_every_derived_line_is_the_same_line(model: Model) -> None:
    for equation in model.step.backward:
        target, right = text(equation.target), text(equation.expression)
        assert compare(model.step, f"{target} = {right}").kind == "same"


LAST_LINES = [
    (name, text(equation.target), text(equation.expression))
    for name, model in ZOO.items()
    for equation in model.step.backward[-1:]
]


@pytest.mark.parametrize(("name", "target", "right"), LAST_LINES)
def test_a_multiple_of_a_line_is_told_with_its_factor(name: str, target: str, right: str) -> None:
    step = ZOO[name].step
    assert factor(step, f"{target} = -3 * ({right}) / 2") == "-3 / 2"
    assert compare(step, f"{target} = ({right}) * 4 / 8 + ({right}) / 2").kind in ("same", "equal")


@pytest.mark.parametrize(("name", "target", "right"), LAST_LINES)
def test_a_slightly_different_line_is_different(name: str, target: str, right: str) -> None:
    found = compare(ZOO[name].step, f"{target} = {right} + 0.000001")
    assert found.kind == "different"
    assert found.difference is not None


def factor(step: wg.Model, formula: str) -> str:
    found = compare(step, formula)
    assert found.kind == "scaled"
    assert found.factor is not None
    return text(found.factor)


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("grad_weights[k] = sum[i](grad_s[i] * inputs[i, k])", "same"),
        ("grad_weights[k] = sum[i](inputs[i, k] * grad_s[i])", "same"),
        ("grad_weights[j] = sum[i](inputs[i, j] * grad_s[i])", "equal"),
        ("grad_s[i] = output[i] * (output[i] - target[i]) * (1 - output[i])", "equal"),
        ("delta[i] = grad_s[i]; grad_weights[k] = sum[i](delta[i] * inputs[i, k])", "equal"),
        ("weights[k] = weights[k] - learning_rate * grad_weights[k]", "same"),
        (f"error[i] = target[i] - output[i]; weights[k] = weights[k] + {SIGMOID_STEP}", "equal"),
        (f"error[i] = target[i] - output[i]; weights[k] = {SIGMOID_STEP} + weights[k]", "equal"),
    ],
)
def test_formulas_that_are_the_same(formula: str, kind: str) -> None:
    found = CLASSIFIER.same(formula)
    assert found
    assert found.kind == kind


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        ("2 * grad_weight", "2"),
        ("-grad_weight", "-1"),
        ("grad_weight / 3", "1 / 3"),
        ("grad_weight * size[i]", "size[i]"),
        ("mean[i](celsius[i] * grad_output[i])", "1 / size[i]"),
        ("sum[i](celsius[i] * (output[i] - fahrenheit[i]))", "size[i] / 2"),
        ("0.123 * grad_weight", "0.123"),
        ("learning_rate * grad_weight", "learning_rate"),
        ("grad_weight / iteration", "1 / iteration"),
    ],
)
def test_constant_factors(right: str, expected: str) -> None:
    assert factor(NEURON.step, f"grad_weight = {right}") == expected


def test_a_setting_as_a_factor() -> None:
    formula = "grad_hidden[i, j] = grad_output[i] * weights2[j] * kept[i, j]"
    assert factor(ZOO["dropout"].step, formula) == "keep"


@pytest.mark.parametrize(
    ("name", "formula", "hint"),
    [
        (
            "classifier",
            "grad_weights[k] = sum[i]((output[i] - target[i]) * inputs[i, k])",
            "the factor `output[i] * (1 - output[i])` is missing",
        ),
        (
            "classifier",
            "grad_weights[k] = sum[i](grad_s[i] * inputs[i, k] * output[i] * (1 - output[i]))",
            "the factor `output[i] * (1 - output[i])` is too much",
        ),
        (
            "classifier",
            "grad_weights[k] = sum[i](output[i] * grad_s[i])",
            "`output[i]` stands where `inputs[i, k]` belongs",
        ),
        (
            "classifier",
            "grad_s[i] = grad_output[i] * s[i] * (1 - s[i])",
            "`s` stands where `output` belongs, throughout",
        ),
        (
            "classifier",
            "grad_s[i] = grad_output[i] * output[i] * (1 + output[i])",
            "the sign before `output[i]` is turned",
        ),
        (
            "half_squared_error",
            "grad_weight = sum[i](grad_output[i] * (1 - output[i]) * x[i])",
            "the square of `output[i]` is missing",
        ),
        (
            "two_layers",
            "grad_biases1[j] = sum[i, k](grad_output1[i, k])",
            "the sum over `k` is too much",
        ),
        (
            "penalty_l2",
            "grad_weights[k] = sum[i](grad_output[i] * x[i, k])",
            "the term `2 * decay * weights[k]` is missing",
        ),
        (
            "penalty_l2",
            "grad_weights[k] = sum[i](grad_output[i] * x[i, k]) + decay * weights[k]",
            "the factor 2 of the term `decay * weights[k]` is missing",
        ),
        (
            "dropout",
            "grad_hidden[i, j] = grad_output[i] * weights2[j]",
            "the factor `kept[i, j]` is missing; then yours is keep times the derived one",
        ),
        (
            "classifier",
            "error[i] = target[i] - output[i]\n"
            "weights[k] = weights[k] + sum[i](inputs[i, k] * error[i])",
            "the factor `output[i] * (1 - output[i])` is missing",
        ),
        (
            "penalty_l2",
            "weights[k] = weights[k] - learning_rate * 2 * decay * weights[k]",
            "the term `-learning_rate * sum[i](grad_output[i] * x[i, k])` is missing",
        ),
        ("neuron", "grad_weight = sum[i](exp(celsius[i]))", ""),
        ("neuron", "weight = weight", ""),
    ],
)
def test_what_is_different(name: str, formula: str, hint: str) -> None:
    found = compare(ZOO[name].step, formula)
    assert not found
    assert found.kind == "different"
    assert found.hint == hint


def test_a_version_of_ones_own_is_not_taken_for_the_derived_one() -> None:
    formula = "grad_weights[k] = 2 * grad_weights[k]; weights[k] = weights[k] - grad_weights[k]"
    assert factor(CLASSIFIER.step, formula) == "2"


@pytest.mark.parametrize(
    ("model", "formula", "answer"),
    [
        (
            CLASSIFIER,
            f"error[i] = target[i] - output[i]; weights[k] = weights[k] + {SIGMOID_STEP}",
            "yours:   weights[k] = weights[k] + sum[i](inputs[i, k] * error[i] * output[i]"
            " * (1 - output[i]))\n"
            "derived: weights[k] = weights[k] - learning_rate * grad_weights[k]\n"
            "Equal in value, written in another form: the same step, with learning rate 1.",
        ),
        (
            NEURON,
            "bias = bias - 0.1 * mean[i](output[i] - fahrenheit[i])",
            "yours:   bias = bias - 0.1 * mean[i](output[i] - fahrenheit[i])\n"
            "derived: bias = bias - learning_rate * grad_bias\n"
            "The same step, with learning rate 0.05.",
        ),
        (
            NEURON,
            "bias = bias + learning_rate * grad_bias",
            "yours:   bias = bias + learning_rate * grad_bias\n"
            "derived: bias = bias - learning_rate * grad_bias\n"
            "Equal up to a constant factor: yours is -1 times the derived step.\n"
            "Its sign is turned: the step goes up the loss, not down.",
        ),
        (
            NEURON,
            "grad_bias = sum[i](fahrenheit[i] - output[i])",
            "yours:   grad_bias = sum[i](fahrenheit[i] - output[i])\n"
            "derived: grad_bias = sum[i](grad_output[i])\n"
            "Equal up to a constant factor: yours is -size[i] / 2 times the derived gradient.\n"
            "Its sign is turned: it goes down the loss only where an update adds it.",
        ),
        (
            NEURON,
            "grad_bias = 0.5 * sum[i](grad_output[i])",
            "yours:   grad_bias = 0.5 * sum[i](grad_output[i])\n"
            "derived: grad_bias = sum[i](grad_output[i])\n"
            "Equal up to a constant factor: yours is 1 / 2 times the derived gradient.\n"
            "It has the same direction; another learning rate makes up for the factor.",
        ),
    ],
)
def test_the_answer_in_words(model: wg.Model, formula: str, answer: str) -> None:
    assert str(model.same(formula)) == answer


def test_a_difference_is_shown_at_an_entry() -> None:
    found = CLASSIFIER.same("grad_weights[k] = sum[i](inputs[i, k])")
    point = generic_point(CLASSIFIER.step, SAMPLES[0], 0)
    assert found.difference is not None
    assert found.difference.entry == "grad_weights[0]"
    assert found.difference.yours == pytest.approx(point.values["inputs"].sum(axis=0)[0])
    assert found.difference.derived == pytest.approx(point.values["grad_weights"][0])
    assert "Different: at a random point grad_weights[0] is " in str(found)


def test_points_are_generic() -> None:
    step = ZOO["two_layers"].step
    for samples in SAMPLES:
        point = generic_point(step, samples, 0)
        lengths = [point.lengths[index] for index in "ikjm"]
        assert len(set(lengths)) == 4
        assert lengths[0] == samples >= 3
        assert samples % 2 == 1
        assert all(np.all(point.values[d.name] != 0) for d in step.declarations if d.kind == "data")


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("", "There is no formula. Expected `grad_output[i] = ...`."),
        (
            "dw[k] = 1",
            "the formula, line 1, column 1: the last line sets `dw`, neither a gradient nor a"
            " parameter.\n    dw[k] = 1\n    ^^^^^\nExpected one of `grad_output`, `grad_s`,"
            " `grad_weights` and `weights`.",
        ),
        (
            "grad_weigths[k] = 1",
            "the formula, line 1, column 1: the last line sets `grad_weigths`, neither a gradient"
            " nor a parameter.\n    grad_weigths[k] = 1\n    ^^^^^^^^^^^^^^^\n"
            "Did you mean `grad_weights`?",
        ),
        (
            "grad_weights = 1",
            "the formula, line 1, column 1: `grad_weights` carries [k].\n    grad_weights = 1\n"
            "    ^^^^^^^^^^^^\nExpected `grad_weights[k]`.",
        ),
        (
            "grad_weights[k] = sum[i](eror[i] * inputs[i, k])",
            "the formula, line 1, column 26: `eror` is not defined.\n"
            "    grad_weights[k] = sum[i](eror[i] * inputs[i, k])\n"
            "                             ^^^^^^^\n"
            "Defined above: `inputs`, `target`, `weights`, `s`, `output`, `accuracy`, `loss`,"
            " `grad_output`, `grad_s` and `grad_weights`.",
        ),
        (
            "output[i] = 2; grad_weights[k] = 1",
            "the formula, line 1, column 1: `output` stands already, in the model or above.\n"
            "    output[i] = 2\n    ^^^^^^^^^\nA helper needs a name of its own.",
        ),
        (
            "error: data",
            "the formula, line 1, column 1: a declaration has no place in a formula.\n"
            "    error: data\n    ^^^^^^^^^^^\nWrite `name[i] = expression`.",
        ),
        (
            "grad_weights[k] = size[z] * weights[k]",
            "the formula, line 1, column 19: nothing gives the length of index `z`.\n"
            "    grad_weights[k] = size[z] * weights[k]\n                      ^^^^^^^\n"
            "Declare it, as in `z: index(2)`, or use an index of the data.",
        ),
        (
            "grad_weights[k] = log(-exp(weights[k]))",
            "`grad_weights[k]` cannot be compared: at random points it, or the derived gradient,"
            " is no finite number.",
        ),
    ],
)
def test_formulas_that_cannot_be_used(formula: str, message: str) -> None:
    with pytest.raises(wg.WhygradError) as raised:
        CLASSIFIER.same(formula)
    assert str(raised.value) == message


def test_a_parameter_without_a_gradient() -> None:
    step = ZOO["unreached_parameter"].step
    with pytest.raises(wg.WhygradError, match="`idle` has no gradient: it does not lead to the"):
        compare(step, "idle = idle - 1")


def test_logarithms_are_compared_where_they_have_values() -> None:
    step = ZOO["softmax_with_max"].step
    formula = "grad_probability[i, c] = -label[i, c] / (probability[i, c] * size[i])"
    assert compare(step, formula)


# the command


@pytest.mark.parametrize(
    ("formula", "status"),
    [
        ("grad_bias = sum[i](grad_output[i])", 0),
        ("grad_bias = mean[i](grad_output[i])", 0),
        ("grad_bias = sum[i](output[i])", 1),
        ("grad_bias = sum[i](", 2),
        ("", 2),
    ],
)
def test_exit_status(
    formula: str, status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "neuron.eq").write_text(read_example("neuron"))
    assert main(["derive", str(tmp_path / "neuron.eq"), "--same", formula]) == status
    shown = capsys.readouterr()
    assert bool(shown.out) == (status < 2)
    assert bool(shown.err) == (status == 2)


def test_the_answer_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "neuron.eq").write_text(read_example("neuron"))
    formula = "grad_bias = mean[i](grad_output[i])"
    assert main(["derive", str(tmp_path / "neuron.eq"), "--same", formula, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "verdict": "scaled",
        "yours": "grad_bias = mean[i](grad_output[i])",
        "derived": "grad_bias = sum[i](grad_output[i])",
        "factor": "1 / size[i]",
        "difference": None,
        "hint": "",
    }
