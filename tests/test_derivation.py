"""The chain rule: the lines that a careful textbook prints, and the numbers that they give."""

from textwrap import dedent

import numpy as np
import pytest

from agreement import agrees, difference, disagreements, magnitudes
from slopes import complex_step
from whygrad.calculus.dependence import without_gradient
from whygrad.calculus.derivation import derive
from whygrad.calculus.evaluation import evaluate
from whygrad.calculus.simplification import REMEMBERED, simplify
from whygrad.language.equations import Equation, Step
from whygrad.language.expressions import Expression, names_read
from whygrad.language.messages import WhygradError
from whygrad.language.notation import equation_text, equations_text, step_text, text
from whygrad.language.parsing import parse, parse_step
from zoo import LONG, ZOO, Model


def derived(source: str) -> Step:
    return derive(parse(source))


def backward(source: str) -> list[str]:
    """The derived lines of a model, without captions."""
    return [equation_text(equation) for equation in derived(source).backward]


def line(source: str, name: str) -> str:
    """One derived line of a model."""
    return next(equation_text(e) for e in derived(source).backward if e.name == name)


# the listings of the design, word for word


def test_the_neuron() -> None:
    assert (
        equations_text(ZOO["neuron"].step.backward)
        == dedent(
            """
            grad_output[i] = 2 * (output[i] - fahrenheit[i]) / size[i]  # from loss
            grad_weight    = sum[i](grad_output[i] * celsius[i])        # from output
            grad_bias      = sum[i](grad_output[i])                     # from output
            """
        ).strip()
    )


def test_two_layers() -> None:
    assert [equation_text(e) for e in ZOO["two_layers"].step.backward] == [
        "grad_output2[i, m] = 2 * (output2[i, m] - fahrenheit[i, m]) / size[i]",
        "grad_weights2[j, m] = sum[i](grad_output2[i, m] * output1[i, j])",
        "grad_biases2[m] = sum[i](grad_output2[i, m])",
        "grad_output1[i, j] = sum[m](grad_output2[i, m] * weights2[j, m])",
        "grad_weights1[k, j] = sum[i](grad_output1[i, j] * celsius[i, k])",
        "grad_biases1[j] = sum[i](grad_output1[i, j])",
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("half_squared_error", "grad_output[i] = output[i] - target[i]"),
        ("classifier", "grad_s[i] = grad_output[i] * output[i] * (1 - output[i])"),
        ("classifier", "grad_weights[k] = sum[i](grad_s[i] * inputs[i, k])"),
        ("binary_cross_entropy", "grad_z[i] = (sigmoid(z[i]) - target[i]) / size[i]"),
        (
            "softmax_of_logits",
            "grad_logits[i, c] = (exp(logits[i, c] - lse[i]) - label[i, c]) / size[i]",
        ),
    ],
)
def test_the_derived_form(name: str, expected: str) -> None:
    assert expected in [equation_text(e) for e in ZOO[name].step.backward]


# rule by rule

MAX = (
    "sum[i](equal(w * x[i], max[i2](w * x[i2])) * x[i])"
    " / sum[i](equal(w * x[i], max[i2](w * x[i2])))"
)

X = "x[i]: data\ny[i]: data\nw: parameter = 1\nv: parameter = 2\n"
A = "a[k]: parameter = ones()\nb[k, l]: parameter = ones()\nk: index(3)\nl: index(3)\n"


@pytest.mark.parametrize(
    ("loss", "gradient"),
    [
        ("w", "1"),
        ("-w", "-1"),
        ("w - v", "1"),
        ("v - w", "-1"),
        ("3 * w", "3"),
        ("w / 4", "1 / 4"),
        ("0.5 * w", "0.5"),
        ("w + w", "2"),
        ("w - w", "0"),
        ("w * w", "2 * w"),
        ("w * v", "v"),
        ("w / v", "1 / v"),
        ("v / w", "-v / w**2"),
        ("1 / w", "-1 / w**2"),
        ("w**2", "2 * w"),
        ("w**3 / 3", "w**2"),
        ("w**-1", "-1 / w**2"),
        ("w**0.5", "0.5 / w**0.5"),
        ("w**(1 / 3)", "1 / (3 * w**(2 / 3))"),
        ("w**1", "1"),
        ("w**0", "0"),
        ("(w - v)**2", "2 * (w - v)"),
        ("(v - w)**2", "2 * (w - v)"),
        ("(v - w)**2 / 2", "w - v"),
        ("0.5 * (v - w)**2", "w - v"),
        ("exp(w)", "exp(w)"),
        ("exp(2 * w)", "2 * exp(2 * w)"),
        ("log(w)", "1 / w"),
        ("tanh(w)", "1 - tanh(w)**2"),
        ("sigmoid(w) * (1 - v)", "(1 - v) * sigmoid(w) * (1 - sigmoid(w))"),
        ("sqrt(w)", "1 / (2 * sqrt(w))"),
        ("abs(w - v)", "sign(w - v)"),
        ("relu(w)", "step(w)"),
        ("cos(w)", "-sin(w)"),
        ("maximum(w, v)", "1 - step(v - w)"),
        ("step(w)", "0"),
        ("mean[i](w * x[i])", "sum[i](x[i]) / size[i]"),
        ("sum[i](w * x[i])", "sum[i](x[i])"),
        ("sum[i](x[i] + w)", "size[i]"),
        ("mean[i](x[i] + w)", "1"),
        ("mean[i]((x[i] * w - y[i])**2)", "2 * sum[i]((x[i] * w - y[i]) * x[i]) / size[i]"),
        ("logsumexp[i](w * x[i])", "sum[i](exp(w * x[i] - logsumexp[i2](w * x[i2])) * x[i])"),
        ("max[i](w * x[i])", MAX),
    ],
)
def test_a_gradient_of_one_line(loss: str, gradient: str) -> None:
    assert line(f"{X}loss = {loss} + 0 * v", "grad_w") == f"grad_w = {gradient}"


@pytest.mark.parametrize(
    ("loss", "target", "gradient"),
    [
        ("sum[k](a[k]**2)", "a", "2 * a[k]"),
        ("mean[k](a[k])", "a", "1 / size[k]"),
        ("sum[k](a[k])**2", "a", "2 * sum[k2](a[k2])"),
        ("sum[k](a[k]) * sum[l](a[l])", "a", "2 * sum[l](a[l])"),
        ("sum[k, l](a[k] * a[l])", "a", "2 * sum[l](a[l])"),
        ("sum[k, l](b[k, l] * b[l, k])", "b", "2 * b[l, k]"),
        ("mean[k, l](b[k, l]**2)", "b", "2 * b[k, l] / (size[k] * size[l])"),
        ("sum[k, l](a[k] * b[k, l] * a[l])", "b", "a[l] * a[k]"),
        ("sum[k](abs(a[k]))", "a", "sign(a[k])"),
    ],
)
def test_a_gradient_with_indexes(loss: str, target: str, gradient: str) -> None:
    found = line(f"{A}loss = {loss}", f"grad_{target}")
    if target == "a" and "sum[l]" in gradient:  # k and l have one length: either may be bound
        assert found in (f"grad_a[k] = {gradient}", f"grad_a[k] = {gradient.replace('l', 'k2')}")
    else:
        assert found.partition(" = ")[2] == gradient


def test_the_whole_right_side_is_called_by_its_name() -> None:
    source = X + "h[i] = exp(w * x[i])\nloss = mean[i](h[i]**2)"
    assert line(source, "grad_w") == "grad_w = sum[i](grad_h[i] * h[i] * x[i])"
    source = X + "h[i] = 2 * exp(w * x[i])\nloss = mean[i](h[i]**2)"
    assert line(source, "grad_w") == "grad_w = 2 * sum[i](grad_h[i] * exp(w * x[i]) * x[i])"


def test_a_quantity_used_twice_adds_up() -> None:
    lines = backward(X + "h[i] = w * x[i]\na[i] = h[i]**2\nloss = sum[i](a[i] * h[i])")
    assert lines == [
        "grad_a[i] = h[i]",
        "grad_h[i] = grad_a[i] * 2 * h[i] + a[i]",
        "grad_w = sum[i](grad_h[i] * x[i])",
    ]


def test_penalties_add_to_the_gradient() -> None:
    assert line(ZOO["penalty_l2"].text, "grad_weights") == (
        "grad_weights[k] = sum[i](grad_output[i] * x[i, k]) + 2 * decay * weights[k]"
    )
    assert "sparsity * sign(weights[k])" in line(ZOO["penalty_l1"].text, "grad_weights")


def test_a_gradient_of_numbers_has_no_line() -> None:
    names = [e.name for e in ZOO["gradient_of_numbers"].step.backward]
    assert names == ["grad_w"]
    assert line(ZOO["gradient_of_numbers"].text, "grad_w") == (
        "grad_w[k] = -sum[i](x[i, k]) / 2 / size[i]"
    )


def test_a_parameter_whose_gradient_is_a_number_keeps_its_line() -> None:
    assert backward("w: parameter = 1\nloss = 3 * w") == ["grad_w = 3"]


def test_an_index_that_the_gradient_does_not_vary_with_counts() -> None:
    lines = backward("x[i]: data\nw: parameter = 1\nh[i] = 2 * w\nloss = mean[i](h[i])")
    assert lines == ["grad_w = 2"]
    assert line(ZOO["sum_of_a_constant"].text, "grad_w").endswith("+ 0.5 * size[k]")


def test_max_shares_a_tie() -> None:
    step = derived("k: index(4)\na[k]: parameter = ones()\nloss = max[k](a[k])")
    known = evaluate(step, {"a": [1.0, 3.0, 3.0, 2.0]}, {"k": 4, "k2": 4})
    assert known["grad_a"].tolist() == [0, 0.5, 0.5, 0]


# order, origin, reasons


def test_a_gradient_stands_when_its_readers_have_theirs() -> None:
    for model in ZOO.values():
        known = {model.step.loss}
        names = {e.name.removeprefix("grad_") for e in model.step.backward}
        for equation in model.step.backward:
            name = equation.name.removeprefix("grad_")
            assert {r for r in readers_of(model.step, name) if r in names} <= known
            known.add(name)


def readers_of(step: Step, name: str) -> set[str]:
    return {e.name for e in step.forward if name in names_read(e.expression)}


def test_parameters_come_before_the_next_quantity() -> None:
    assert [e.name for e in ZOO["two_layers"].step.backward] == [
        "grad_output2",
        "grad_weights2",
        "grad_biases2",
        "grad_output1",
        "grad_weights1",
        "grad_biases1",
    ]


def test_origin_names_sources_and_rules() -> None:
    step = ZOO["penalty_l2"].step
    (weights,) = [e for e in step.backward if e.name == "grad_weights"]
    assert weights.caption == "from output, penalty"
    found = [(c.source, c.rules, text(c.expression)) for c in weights.origin]
    assert found == [
        ("output", ("sum", "product"), "sum[i](grad_output[i] * x[i, k])"),
        ("penalty", ("product", "sum", "power"), "decay * 2 * weights[k]**(2 - 1)"),
    ]


@pytest.mark.parametrize(
    ("right", "rules"),
    [
        ("-w", ("negative",)),
        ("w + v", ("sum",)),
        ("v - w", ("difference",)),
        ("v * w", ("product",)),
        ("v / w", ("quotient",)),
        ("w**2", ("power",)),
        ("sigmoid(tanh(w))", ("sigmoid", "tanh")),
        ("mean[i](w * x[i])", ("mean", "product")),
        ("max[i](w * x[i])", ("max", "product")),
        ("logsumexp[i](w - x[i])", ("logsumexp", "difference")),
        ("w", ()),
    ],
)
def test_rules_by_name(right: str, rules: tuple[str, ...]) -> None:
    step = derived(f"{X}loss = {right}")
    (equation,) = [e for e in step.backward if e.name == "grad_w"]
    assert [(c.source, c.rules) for c in equation.origin] == [("loss", rules)]


def test_every_derived_line_has_an_origin() -> None:
    for model in ZOO.values():
        names = {e.name for e in model.step.forward}
        for equation in model.step.backward:
            assert equation.origin
            assert {c.source for c in equation.origin} <= names
            sources = dict.fromkeys(c.source for c in equation.origin)
            assert equation.caption == f"from {', '.join(sources)}"


@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
def test_contributions_add_up_to_the_gradient(model: Model) -> None:
    for equation in model.step.backward:
        parts = [Equation(equation.target, c.expression) for c in equation.origin]
        total = sum(
            evaluate([part], model.expected, model.lengths)[equation.name] for part in parts
        )
        size = sum(
            magnitudes([part], model.expected, model.lengths)[equation.name] for part in parts
        )
        assert agrees(total, model.expected[equation.name], size)


def test_what_has_no_gradient_and_why() -> None:
    assert without_gradient(ZOO["unreached_parameter"].step) == {
        "idle": "it does not lead to loss",
        "aside": "it does not lead to loss",
    }
    assert without_gradient(ZOO["no_parameters"].step) == {
        "difference": "it depends on no parameter",
        "loss": "it depends on no parameter",
    }
    assert without_gradient(ZOO["accuracy"].step) == {
        "accuracy": "it does not lead to loss",
        "largest": "it does not lead to loss",
    }
    assert without_gradient(ZOO["iteration"].step) == {"warmth": "it depends on no parameter"}
    assert without_gradient(ZOO["neuron"].step) == {}


def test_no_parameters_no_gradients() -> None:
    assert ZOO["no_parameters"].step.backward == ()


def test_deriving_again_gives_the_same() -> None:
    for model in ZOO.values():
        assert derive(model.step) == model.step


# the numbers


@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
def test_every_gradient_is_the_slope_of_the_loss(model: Model) -> None:
    names = [equation.name for equation in model.step.backward]
    slopes = {
        name: complex_step(model.step, model.values, model.lengths, name.removeprefix("grad_"))
        for name in names
    }
    assert not disagreements(model.expected, slopes, model.magnitudes, names)


@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
def test_the_zoo_stands_at_a_generic_point(model: Model) -> None:
    """No zero hides an error, no width is another's, no gradient of a parameter is all 0."""
    assert all(np.isfinite(model.expected[name]).all() for name in model.computed)
    widths = {d.indexes: model.shape(d.name) for d in model.step.data}
    for indexes, shape in widths.items():
        assert len(set(shape)) == len(set(indexes))
        if indexes and indexes[0] == model.step.sample_index:
            assert shape[0] % 2 == 1
            assert shape[0] >= 3
    for name, values in model.parameters.items():
        assert np.all(values != 0)
        if f"grad_{name}" in model.expected:
            assert np.any(model.expected[f"grad_{name}"] != 0)


@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
def test_the_zoo_stands_away_from_kinks(model: Model) -> None:
    """A small move of the parameters moves every gradient a little only."""
    moved = {**model.values}
    for name, values in model.parameters.items():
        moved[name] = values * (1 + 1e-7)
    again = evaluate(model.step, moved, model.lengths)
    for equation in model.step.backward:
        change = np.abs(again[equation.name] - model.expected[equation.name])
        assert np.all(change <= 1e-4 * (1 + model.magnitudes[equation.name]))


def test_the_whole_zoo_simplifies_to_itself() -> None:
    for model in ZOO.values():
        for equation in model.step.backward:
            assert text(simplify(equation.expression)) == text(equation.expression)


# long and deep


def test_a_list_of_two_thousand_equations() -> None:
    step = LONG.step
    assert len(step.forward) == 2_000
    assert len(step.backward) == 2_000
    assert equation_text(step.backward[-1]) == "grad_w = sum[i](grad_h0[i] * x[i])"
    slope = complex_step(step, LONG.values, LONG.lengths, "w")
    assert not difference(LONG.expected["grad_w"], slope, LONG.magnitudes["grad_w"])


def deep_models() -> dict[str, str]:
    """Losses as deep as the limits of brackets and of operations allow."""
    head = "x[i]: data\nw: parameter = 1\nloss = mean[i]({})"
    found = {name: f"{name}(" * 47 + "w * x[i]" + ")" * 47 for name in ("tanh", "gelu", "abs")}
    found["sum"] = " + ".join(["w * x[i]"] * 77)
    found["difference"] = " - ".join(f"w * x[i]**{n}" for n in range(1, 78))
    found["product"] = "x[i] * " + " * ".join(["w"] * 77)
    found["quotient"] = "x[i] / " + " / ".join(["w"] * 77)
    found["minus"] = "-" * 77 + "w"
    found["power"] = "(" * 47 + "w" + "**1.01)" * 47
    found["fraction"] = "1 / (w + " * 14 + "x[i]" + ")" * 14
    found["polynomial"] = "(" * 35 + "w" + " + x[i]) * w" * 35
    return {name: head.format(inside) for name, inside in found.items()}


def from_deep_below(frames: int, source: str) -> Step:
    """Derive, simplify, print and read again under a stack of so many frames."""
    if frames:
        return from_deep_below(frames - 1, source)
    step = derived(source)
    assert parse_step(step_text(step)) == step
    return step


@pytest.mark.parametrize(("name", "source"), deep_models().items(), ids=deep_models())
def test_the_deepest_expressions(name: str, source: str) -> None:
    REMEMBERED.clear()  # what is remembered needs no stack
    step = from_deep_below(300, source)
    values, lengths = {"x": [0.3, 0.8, 1.1], "w": 0.9}, {"i": 3}
    known = evaluate(step, values, lengths)
    slope = complex_step(step, values, lengths, "w")
    size = magnitudes(step, values, lengths)["grad_w"]
    assert not difference(known["grad_w"], slope, size, factor=1e-10)


def test_a_shared_parameter_over_a_hundred_equations() -> None:
    lines = ["x[i]: data", "w: parameter = 1", "h0[i] = w * x[i]"]
    lines += [f"h{n}[i] = tanh(w * h{n - 1}[i])" for n in range(1, 100)]
    step = derived("\n".join([*lines, "loss = mean[i](h99[i]**2)"]))
    assert parse_step(step_text(step)) == step
    values, lengths = {"x": [0.3, -0.8, 1.1], "w": 1.4}, {"i": 3}
    known = evaluate(step, values, lengths)
    slope = complex_step(step, values, lengths, "w")
    size = magnitudes(step, values, lengths)["grad_w"]
    assert not difference(known["grad_w"], slope, size, factor=1e-10)


def test_too_deep_a_gradient_is_told() -> None:
    lines = ["x: data", "w: parameter = 1", "h0 = w * x"]
    lines += [f"h{n} = tanh(w * h{n - 1})" for n in range(1, 400)]
    with pytest.raises(WhygradError) as caught:
        derived("\n".join([*lines, "loss = h399**2"]))
    assert str(caught.value) == (
        "The gradients are too deep to derive.\n"
        "Split long expressions over several equations; sum many like terms over an index."
    )


# simplification

NAMES = "x[i]: data\nz[i]: data\na: data\nb: data\nc: data\ni2: index(3)\ni3: index(2)\n"


def simple(right: str) -> str:
    """What the right side of an equation of i is simplified to."""
    return text(simplify(right_side(right)))


def right_side(right: str) -> Expression:
    return parse(f"{NAMES}q[i] = {right}\nloss = a").forward[0].expression


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        ("2 * a / 2", "a"),
        ("a / 2", "a / 2"),
        ("0.5 * a", "0.5 * a"),
        ("0.5 * a * 2", "a"),
        ("0.50 * a", "0.5 * a"),
        ("a - a", "0"),
        ("a + a", "2 * a"),
        ("2 * a + 3 * a", "5 * a"),
        ("a / 2 + a / 3", "5 * a / 6"),
        ("0.5 * a + a / 3", "5 * a / 6"),
        ("a * a", "a**2"),
        ("a**2 * a", "a**3"),
        ("a / a", "1"),
        ("a**2 / a", "a"),
        ("a / a**2", "1 / a"),
        ("a**0.5 * a**0.5", "a"),
        ("a**-2", "1 / a**2"),
        ("(a * b)**2", "a**2 * b**2"),
        ("(a * b)**0.5", "(a * b)**0.5"),
        ("(a**2)**0.5", "(a**2)**0.5"),
        ("(a**2)**3", "a**6"),
        ("-(a - b)", "b - a"),
        ("-a - b", "-(a + b)"),
        ("-(-a)", "a"),
        ("-2 * a", "-2 * a"),
        ("a * -b", "-a * b"),
        ("-a / b", "-a / b"),
        ("a - -b", "a + b"),
        ("-a + b", "b - a"),
        ("c * (b - a) * -1", "c * (a - b)"),
        ("a * b + a * c", "a * (b + c)"),
        ("a * b - b", "b * (a - 1)"),
        ("2 * a + 2 * b", "2 * (a + b)"),
        ("a / b / c", "a / (b * c)"),
        ("a / (b / c)", "a * c / b"),
        ("a * (b + c) / (b + c)", "a"),
        ("1 * a", "a"),
        ("a + 0", "a"),
        ("0 * a", "0"),
        ("a**1", "a"),
        ("a**0", "1"),
        ("2**3", "8"),
        ("1 / 3", "1 / 3"),
        ("2 / 4", "1 / 2"),
        ("1 / 0.3", "1 / 0.3"),
        ("0.1 + 0.2", "0.3"),
        ("1e-30 * a", "1e-30 * a"),
        ("1e30 * a", "1e30 * a"),
        ("x[i] / size[i] * a / b", "x[i] * a / b / size[i]"),
        ("sum[i2](1)", "size[i2]"),
        ("sum[i2](a)", "a * size[i2]"),
        ("sum[i2](a) / size[i2]", "a"),
        ("sum[i2](2 * x[i2] * z[i])", "2 * z[i] * sum[i2](x[i2])"),
        ("sum[i2](x[i2] / size[i2])", "sum[i2](x[i2]) / size[i2]"),
        ("sum[i2](-x[i2])", "-sum[i2](x[i2])"),
        ("sum[i2](x[i2] * a) - sum[i2](x[i2] * b)", "sum[i2](x[i2]) * (a - b)"),
        ("sum[i2](x[i2] * z[i2]) + sum[i2](x[i2]**2)", "sum[i2](x[i2] * (z[i2] + x[i2]))"),
        ("sum[i2](exp(x[i2])) + sum[i2](z[i2])", "sum[i2](exp(x[i2])) + sum[i2](z[i2])"),
        ("tanh(a + a)", "tanh(2 * a)"),
        ("exp(a) * exp(b)", "exp(a) * exp(b)"),
        ("max[i2](x[i2] + x[i2])", "max[i2](2 * x[i2])"),
        ("1e250 * 1e250", "1e250 * 1e250"),
        ("1e250**3", "1e250**3"),
        ("1e-200 * 1e-200", "1e-200 * 1e-200"),
        ("1e-200 * a / 1e-200", "a"),
        ("0.3 * a / 0.3", "a"),
        ("sum[i2]((0.3 / 0.3)**-1 * x[i2])", "sum[i2](x[i2])"),
        ("mean[i2](a)", "a"),
        ("mean[i2, i3](x[i2])", "mean[i2](x[i2])"),
        ("max[i2](a + a)", "2 * a"),
        ("logsumexp[i2](a)", "a + log(size[i2])"),
        ("logsumexp[i2, i3](x[i2])", "logsumexp[i2](x[i2]) + log(size[i3])"),
        ("logsumexp[i2, i3](a)", "a + log(size[i2] * size[i3])"),
        ("a + 1e250 + 1e-250", "a + 1e250 + 1e-250"),
    ],
)
def test_a_simple_form(right: str, expected: str) -> None:
    assert simple(right) == expected


def test_simplifying_is_done_once() -> None:
    for right in ("a * b + a * c", "-(a - b)", "a / (b / c)", "(a + b) * (a - b) / 2"):
        once = simplify(right_side(right))
        assert simplify(once) == once
