"""The reference interpreter against NumPy written by hand, and what agreement means."""

from typing import Any

import numpy as np
import pytest

from agreement import agrees, difference, disagreements, entry_agrees, magnitudes
from whygrad.calculus.derivation import derive
from whygrad.calculus.evaluation import evaluate
from whygrad.language.parsing import parse
from zoo import ZOO, Model

Arrays = dict[str, np.ndarray]


def value_of(right: str, dtype: Any = np.float64, **values: Any) -> Any:
    """The value of an expression; scalars by name, arrays carry the index k."""
    shapes = {name: np.shape(value) for name, value in values.items()}
    lines = [f"{name}{'[k]' if shape else ''}: data" for name, shape in shapes.items()]
    step = parse(
        "\n".join([*lines, "k: index(3)" if not any(shapes.values()) else "", f"q = {right}"])
    )
    lengths = {"k": 3}
    return evaluate(step.forward, values, lengths, dtype)["q"]


# against NumPy by hand


def neuron(v: Arrays) -> Arrays:
    output = v["celsius"] * v["weight"] + v["bias"]
    gradient = 2 * (output - v["fahrenheit"]) / 5
    return {
        "loss": np.mean((output - v["fahrenheit"]) ** 2),
        "grad_weight": gradient @ v["celsius"],
        "grad_bias": gradient.sum(),
    }


def two_layers(v: Arrays) -> Arrays:
    output1 = v["celsius"] @ v["weights1"] + v["biases1"]
    output2 = output1 @ v["weights2"] + v["biases2"]
    gradient = 2 * (output2 - v["fahrenheit"]) / 5
    return {
        "output1": output1,
        "loss": ((output2 - v["fahrenheit"]) ** 2).sum(1).mean(),
        "grad_weights2": output1.T @ gradient,
        "grad_biases2": gradient.sum(0),
        "grad_output1": gradient @ v["weights2"].T,
        "grad_weights1": v["celsius"].T @ (gradient @ v["weights2"].T),
        "grad_biases1": (gradient @ v["weights2"].T).sum(0),
    }


def softmax(v: Arrays) -> Arrays:
    logits = v["inputs"] @ v["weights"] + v["biases"]
    powers = np.exp(logits - logits.max(1, keepdims=True))
    probability = powers / powers.sum(1, keepdims=True)
    gradient = (probability - v["label"]) / 5
    return {
        "loss": -np.mean(np.log(probability[v["label"] == 1])),
        "grad_logits": gradient,
        "grad_weights": v["inputs"].T @ gradient,
        "grad_biases": gradient.sum(0),
    }


def attention(v: Arrays) -> Arrays:
    queries, keys = v["x"] @ v["query"], v["x"] @ v["key"]
    scores = queries @ keys.transpose(0, 2, 1) / np.sqrt(2)
    share = np.exp(scores) / np.exp(scores).sum(2, keepdims=True)
    output = np.einsum("its,is->it", share, v["x"] @ v["value"])
    return {"share": share, "output": output, "loss": np.mean((output - v["target"]) ** 2)}


def layer_norm(v: Arrays) -> Arrays:
    h = v["x"] @ v["w"]
    normed = (h - h.mean(1, keepdims=True)) / np.sqrt(h.var(1, keepdims=True) + 1e-5)
    output = normed * v["scale"] + v["shift"]
    return {"normed": normed, "loss": ((output - v["target"]) ** 2).sum(1).mean()}


def recurrent(v: Arrays) -> Arrays:
    h1 = np.tanh(v["first"] @ v["inward"] + v["bias"])
    h2 = np.tanh(v["second"] @ v["inward"] + h1 @ v["around"] + v["bias"])
    return {"h2": h2, "loss": np.mean((h2 @ v["out"] - v["target"]) ** 2)}


def shared_weights(v: Arrays) -> Arrays:
    response = np.maximum(v["patches"] @ v["kernel"], 0)
    pooled = (response + 0.5 * v["patches"].sum(2, keepdims=True)).max(1)
    return {"pooled": pooled, "loss": np.mean((pooled @ v["out"] - v["target"]) ** 2)}


def accuracy(v: Arrays) -> Arrays:
    output = 1 / (1 + np.exp(-v["inputs"] @ v["weights"]))
    return {
        "accuracy": np.mean((output > 0.5) == v["target"]),
        "largest": output.max(),
        "loss": np.mean((output - v["target"]) ** 2),
    }


def three_indexes(v: Arrays) -> Arrays:
    output = np.einsum("ik,klm,il->im", v["x"], v["w"], v["z"]) + v["b"]
    gradient = 2 * (output - v["target"]) / 5
    return {"output": output, "grad_w": np.einsum("im,ik,il->klm", gradient, v["x"], v["z"])}


def orthogonality(v: Arrays) -> Arrays:
    w, x = v["w"], v["x"]
    gradient = w @ (w.T @ w) - 2 * x.T @ (x @ w) / 5
    return {"overlap": ((w @ w.T) ** 2).sum(), "grad_w": gradient}


def iteration(v: Arrays) -> Arrays:
    warmth = 1 / (1 + 0.5 * 3)
    output = np.tanh(v["w"] * v["x"] * warmth)
    return {"loss": np.mean((output - v["target"]) ** 2) + v["w"] ** 2 * 0.5**3}


BY_HAND = (
    neuron,
    two_layers,
    softmax,
    attention,
    layer_norm,
    recurrent,
    shared_weights,
    accuracy,
    three_indexes,
    orthogonality,
    iteration,
)


@pytest.mark.parametrize("by_hand", BY_HAND, ids=lambda one: one.__name__)
def test_the_interpreter_against_numpy_by_hand(by_hand: Any) -> None:
    model = ZOO[by_hand.__name__]
    found = by_hand(model.values)
    assert not disagreements(found, model.expected, model.magnitudes, found)


# each construct


@pytest.mark.parametrize(
    ("right", "value"),
    [
        ("2", 2),
        ("a", 3),
        ("-a", -3),
        ("a + b", 5),
        ("a - b", 1),
        ("a * b", 6),
        ("a / b", 1.5),
        ("a**b", 9),
        ("-a**b", -9),
        ("a**-b", 1 / 9),
        ("2**3**2", 512),
        ("sum[k](w[k])", 7),
        ("sum[k](2)", 6),
        ("mean[k](w[k])", 7 / 3),
        ("max[k](w[k])", 4),
        ("max[k](-w[k])", -1),
        ("sum[k](w[k] * a) - b", 19),
        ("size[k]", 3),
        ("sum[k, l](w[k] * w[l])", 49),
        ("mean[k, l](w[k] * w[l])", 49 / 9),
        ("max[k, l](w[k] - w[l])", 3),
        ("sum[k](max[l](w[l]) - w[k])", 5),
        ("iteration", 8),
        ("maximum(a, b) + minimum(a, b)", 5),
    ],
)
def test_each_construct_has_its_value(right: str, value: float) -> None:
    right = right.replace("**b", "**2").replace("**-b", "**-2")
    step = parse(f"a: data\nb: data\nw[k]: data\nq = {right}")
    known = {"a": 3, "b": 2, "w": [1, 4, 2], "iteration": 8}
    result = evaluate(step.forward, known, {"k": 3, "l": 3})["q"]
    assert result == pytest.approx(value, 1e-15)


def test_logsumexp_is_safe() -> None:
    for large in (0.0, 1000.0, -1000.0):
        found = value_of("logsumexp[k](w[k])", w=[large, large + 1, large - 2])
        assert found == pytest.approx(large + np.log(1 + np.e + np.exp(-2)), 1e-14)
    lowest = -np.inf
    assert value_of("logsumexp[k](w[k])", w=[lowest, 2.0, lowest]) == 2
    assert value_of("logsumexp[k](w[k])", w=[lowest, lowest, lowest]) == lowest
    assert value_of("logsumexp[k](w[k])", w=[np.inf, 1.0, lowest]) == np.inf
    assert np.isnan(value_of("logsumexp[k](w[k])", w=[1.0, np.nan, 0.0]))


def test_nan_and_infinity_pass_through() -> None:
    for reduction in ("sum", "mean", "max", "logsumexp"):
        assert np.isnan(value_of(f"{reduction}[k](w[k])", w=[1.0, np.nan, 2.0]))
    assert value_of("a / b", a=1.0, b=0.0) == np.inf
    assert value_of("-a / b", a=1.0, b=0.0) == -np.inf
    assert np.isnan(value_of("a / b", a=0.0, b=0.0))
    assert np.isnan(value_of("log(a)", a=-1.0))
    assert np.isnan(value_of("a**0.5", a=-1.0))
    assert value_of("exp(a)", a=1000.0) == np.inf
    assert np.isnan(value_of("a - a", a=np.inf))
    model = ZOO["neuron"]
    values = {**model.values, "celsius": np.array([1, 2, np.nan, 3, 4.0])}
    known = evaluate(model.step, values, model.lengths)
    assert np.isnan(known["output"]).tolist() == [False, False, True, False, False]
    assert np.isnan(known["loss"])
    assert np.isnan(known["grad_weight"])


def test_a_tie_in_max() -> None:
    step = derive(parse("k: index(5)\na[k]: parameter = ones()\nloss = max[k](a[k]) * 6"))
    known = evaluate(step, {"a": [2.0, 5.0, 5.0, 1.0, 5.0]}, dict.fromkeys(["k", "k2", "k3"], 5))
    assert known["loss"] == 30
    assert known["grad_a"].tolist() == [0, 2, 2, 0, 2]


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.longdouble, np.complex128])
def test_every_precision(dtype: Any) -> None:
    for name in ("two_layers", "softmax", "functions_as_lines", "powers", "attention"):
        model = ZOO[name]
        known = evaluate(model.step, model.values, model.lengths, dtype)
        factor = 1e-5 if dtype is np.float32 else 1e-12
        for quantity in model.computed:
            assert known[quantity].dtype == dtype
            gap = difference(
                known[quantity],
                model.expected[quantity],
                model.magnitudes[quantity] + np.max(model.magnitudes[quantity]) * (factor > 1e-9),
                factor=factor,
            )
            assert not gap, (name, quantity, gap)


def test_numbers_are_exact_in_every_precision() -> None:
    third = value_of("1 / 3", np.longdouble, a=1)
    assert abs(third - np.longdouble(1) / 3) == 0
    tenth = value_of("0.1", np.longdouble, a=1)
    assert abs(tenth * 10 - 1) <= np.finfo(np.longdouble).eps
    for written in ("0.1", "1e-5", "1e-300", "1e300", "3.141592653589793", "1e23"):
        assert value_of(written, a=1) == float(written)
        with np.errstate(over="ignore", under="ignore"):
            rounded = np.float32(float(written))
        assert value_of(written, np.float32, a=1) == rounded


def test_given_quantities_come_back_too() -> None:
    known = evaluate(parse("a: data\nloss = 2 * a").forward, {"a": 3}, {})
    assert set(known) == {"a", "loss"}
    assert known["loss"].shape == ()
    assert known["loss"].dtype == np.float64


def test_values_are_not_changed() -> None:
    values = {"a": np.array(3.0)}
    step = parse("a: parameter = 1\nloss = 2 * a")
    evaluate([*step.forward, *step.forward], values, {})
    assert values == {"a": 3}


# agreement


def test_agreement_is_entry_by_entry() -> None:
    want = np.ones(1000)
    got = want.copy()
    got[500] += 1e-9
    assert not agrees(got, want, want)
    assert difference(got, want, want).startswith("at [500]: ")
    assert "1 of 1000 entries differ" in difference(got, want, want)
    got[500] = 1 + 1e-13
    assert agrees(got, want, want)
    assert not agrees(got, want, 1e-3 * want)
    assert entry_agrees([1, 2], [1, 3], [1, 1]).tolist() == [True, False]


def test_agreement_is_relative_to_the_terms() -> None:
    assert agrees(1e-13, 0, 1)
    assert not agrees(1e-13, 0, 1e-2)
    assert not agrees(2.0, 1.0, np.inf)  # terms that overflow allow nothing
    assert not agrees(2.0, 1.0, np.nan)
    assert agrees(0.0, 0.0, 0.0)


def test_nan_equals_nothing() -> None:
    nan, inf = np.nan, np.inf
    assert not agrees([nan], [nan], [1.0])
    assert agrees([nan], [nan], [nan], allow_nan=True)
    assert not agrees([nan], [1.0], [1.0], allow_nan=True)
    assert not agrees([1.0], [nan], [1.0], allow_nan=True)
    assert agrees([inf, -inf], [inf, -inf], [inf, inf])
    assert not agrees([inf], [-inf], [inf])
    assert not agrees([inf], [1.0], [inf])


def test_shapes_must_be_equal() -> None:
    assert not agrees(np.ones(1), np.ones(()), np.ones(()))
    assert not agrees(np.ones((2, 1)), np.ones((1, 2)), np.ones((1, 2)))
    assert "shapes differ" in difference(np.ones(2), np.ones(3), np.ones(3))
    assert disagreements({}, {"a": 1.0}, {"a": 1.0}, ["a"]) == {"a": "missing"}


@pytest.mark.parametrize(
    ("right", "size"),
    [
        ("a - b", 5),
        ("-(a - b) * (a - b)", 25),
        ("(a - b)**2", 25),
        ("(a - b) / (a - b)", 5),
        ("exp(a - b)", np.e),
        ("sum[k](w[k])", 7),
        ("mean[k](w[k])", 7 / 3),
        ("max[k](w[k] - a)", 7),
        ("sum[k](w[k] * (a - b))", 35),
        ("logsumexp[k](0 * w[k] - 1)", 1 + np.log(3) - 1),
        ("2 - size[k]", 5),
    ],
)
def test_magnitudes(right: str, size: float) -> None:
    step = parse(f"a: data\nb: data\nw[k]: data\nq = {right}")
    found = magnitudes(step.forward, {"a": 3, "b": 2, "w": [1, -4, 2]}, {"k": 3})["q"]
    assert found == pytest.approx(size, 1e-14)


@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
def test_no_value_is_larger_than_its_terms(model: Model) -> None:
    for name in model.computed:
        assert np.all(np.abs(model.expected[name]) <= model.magnitudes[name] * (1 + 1e-12))
