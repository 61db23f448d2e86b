"""Networks by their sizes: what each option writes, that it is right, and every message."""

from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from scipy.special import log_softmax

import whygrad as wg
from built import BUILT, MIXED, SWITCHES
from whygrad.language.notation import equation_text
from whygrad.training.networks import ACTIVATIONS, LOSSES, PENALTIES, network_text
from zoo import ZOO

RANDOM = np.random.RandomState(3)
INPUTS = RANDOM.standard_normal((7, 3))
TARGETS = RANDOM.standard_normal((7, 2))
LABELS = np.eye(2)[[0, 1, 1, 0, 1, 0, 0]]
WEIGHTS = RANDOM.uniform(0.5, 2, 7)


def forward(text: str) -> list[str]:
    return [equation_text(equation) for equation in wg.Model(text).forward]


def parameters_of(model: wg.Model, seed: int = 4) -> dict[str, np.ndarray]:
    """Generic values for the parameters of a network whose indexes all have a length."""
    random = np.random.RandomState(seed)
    lengths = {d.name: d.length for d in model.step.declared("index")}
    return {
        p.name: random.uniform(-1, 1, [lengths[index] for index in p.indexes])
        for p in model.step.parameters
    }


def quantities(sizes: list[int], target: np.ndarray, **options: Any) -> dict[str, np.ndarray]:
    """Every forward quantity of a network, at generic parameters."""
    model = wg.network(sizes, **options)
    data = {"inputs": INPUTS, "target": target, "sample_weights": WEIGHTS}
    data["class_weights"] = np.array([3.0, 0.5])
    parameters = parameters_of(model)
    return {**data, **parameters, **model.evaluate(data, parameters)}


# what is written


def test_the_network_of_the_tutorial() -> None:
    text = network_text(
        [1, 2, 1], inputs="celsius", target="fahrenheit", initializer="normal(0, 1)"
    )
    assert text == (
        "celsius[i, k]:    data\n"
        "fahrenheit[i, m]: data\n"
        "k:                index(1)\n"
        "j:                index(2)\n"
        "m:                index(1)\n"
        "weights1[k, j]:   parameter = normal(0, 1)\n"
        "biases1[j]:       parameter = zeros()\n"
        "weights2[j, m]:   parameter = normal(0, 1)\n"
        "biases2[m]:       parameter = zeros()\n"
        "prediction:       output\n"
        "\n"
        "hidden1[i, j] = sum[k](celsius[i, k] * weights1[k, j]) + biases1[j]    # layer 1\n"
        "output[i, m]  = sum[j](hidden1[i, j] * weights2[j, m]) + biases2[m]    # output layer\n"
        "loss          = mean[i](sum[m]((output[i, m] - fahrenheit[i, m])**2))"
        "  # mean squared error\n"
    )
    renamed = text.replace("hidden1", "output1").replace("output[", "output2[")
    tutorial = ZOO["two_layers"].text
    assert forward(renamed.replace(" output\n", " output2\n")) == forward(tutorial)


def test_the_classifier_of_the_tutorial() -> None:
    model = wg.network(
        [3, 1],
        loss="half_squared",
        output_activation="sigmoid",
        biases=False,
        initializer="uniform(-1, 1)",
    )
    assert [p.name for p in model.step.parameters] == ["weights1"]
    assert [equation_text(e) for e in model.backward] == [
        "grad_output[i, m] = (output[i, m] - target[i, m]) / size[i]",
        "grad_logits[i, m] = grad_output[i, m] * output[i, m] * (1 - output[i, m])",
        "grad_weights1[k, m] = sum[i](grad_logits[i, m] * inputs[i, k])",
    ]


def test_a_model_is_its_text() -> None:
    model = wg.network([2, 3, 2], activation="tanh")
    assert wg.Model(model.text).step == model.step
    assert model.text == network_text([2, 3, 2], activation="tanh")


def test_softmax_and_cross_entropy_have_the_gradient_of_the_textbook() -> None:
    model = wg.network([4, 3], loss="cross_entropy")
    assert equation_text(model.backward[0]) == (
        "grad_logits[i, c] = (exp(logits[i, c] - lse[i]) - target[i, c]) / size[i]"
    )


def test_all_options_together_read_as_equations() -> None:
    sizes, options = BUILT["classes"]
    assert forward(network_text(sizes, **options)) == [
        "z1[i, j1] = sum[k](inputs[i, k] * weights1[k, j1]) + biases1[j1]",
        "center1[i] = mean[j1](z1[i, j1])",
        "variance1[i] = mean[j1]((z1[i, j1] - center1[i])**2)",
        "normal1[i, j1] = gains1[j1] * (z1[i, j1] - center1[i]) / sqrt(variance1[i] + tiny)"
        " + shifts1[j1]",
        "hidden1[i, j1] = tanh(normal1[i, j1])",
        "dropped1[i, j1] = hidden1[i, j1] * mask1[i, j1] / keep1",
        "z2[i, j2] = sum[j1](dropped1[i, j1] * weights2[j1, j2]) + biases2[j2]",
        "hidden2[i, j2] = z2[i, j2] * sigmoid(1.7 * z2[i, j2]) + dropped1[i, j2]",
        "dropped2[i, j2] = hidden2[i, j2] * mask2[i, j2] / keep2",
        "logits[i, c] = sum[j2](dropped2[i, j2] * weights3[j2, c]) + biases3[c]",
        "lse[i] = logsumexp[c](logits[i, c])",
        "output[i, c] = exp(logits[i, c] - lse[i])",
        "largest[i] = max[c](logits[i, c])",
        "accuracy = mean[i](sum[c](target[i, c] * equal(logits[i, c], largest[i])))",
        "importance[i] = sum[c](target[i, c] * class_weights[c])",
        "error = sum[i](importance[i] * (lse[i] - sum[c](target[i, c] * logits[i, c])))"
        " / sum[i](importance[i])",
        "penalty = l2 * (sum[k, j1](weights1[k, j1]**2) + sum[j1, j2](weights2[j1, j2]**2)"
        " + sum[j2, c](weights3[j2, c]**2))",
        "loss = error + penalty",
    ]


@pytest.mark.parametrize("name", BUILT)
def test_every_line_has_a_caption_and_the_output_is_the_prediction(name: str) -> None:
    sizes, options = BUILT[name]
    model = wg.network(sizes, **options)
    assert all(equation.caption for equation in model.forward)
    assert model.step.prediction == ("output_price" if name == "two_outputs" else "output")
    assert model.step.loss == "loss"


def test_the_built_models_of_the_zoo_cover_the_options() -> None:
    """Every loss, and every two of the switches on and off together."""
    used = {str(options.get("loss", "squared")) for _, options in BUILT.values()}
    assert set(LOSSES) < used  # and some of one's own
    defaults: dict[str, Any] = {"biases": True}
    rows = [
        {switch: bool(options.get(switch, defaults.get(switch))) for switch in SWITCHES}
        for _, options in BUILT.values()
    ]
    for one, other in combinations(SWITCHES, 2):
        seen = {(row[one], row[other]) for row in rows}
        assert seen == set(product((True, False), repeat=2)), (one, other)


def test_starts_follow_the_activation() -> None:
    def starts(**options: Any) -> list[str]:
        model = wg.network([2, 3, 3, 1], **options)
        parameters = (p for p in model.step.parameters if p.name.startswith("weights"))
        return [p.start.name for p in parameters if p.start]

    assert starts(activation="relu") == ["he", "he", "glorot"]
    assert starts(activation=["tanh", "gelu"]) == ["glorot", "he", "glorot"]
    assert starts(activation="relu", initializer="glorot") == ["glorot"] * 3
    assert starts(initializer=["he", "uniform(-1, 1)", 0.5]) == ["he", "uniform", "constant"]


# what is computed


def expected_losses(output: np.ndarray) -> dict[str, float]:
    off = output - TARGETS
    distance = np.abs(off)
    return {
        "squared": float((off**2).sum(1).mean()),
        "half_squared": float((off**2).sum(1).mean() / 2),
        "absolute": float(distance.sum(1).mean()),
        "huber": float(np.where(distance <= 1, off**2 / 2, distance - 0.5).sum(1).mean()),
        "quantile": float(np.where(off > 0, 0.1 * off, -0.9 * off).sum(1).mean()),
    }


@pytest.mark.parametrize("loss", ["squared", "half_squared", "absolute", "huber", "quantile"])
def test_a_loss_of_numbers(loss: str) -> None:
    settings = {"quantile": 0.9} if loss == "quantile" else {}
    found = quantities([3, 2], TARGETS, loss=loss, settings=settings)
    output = INPUTS @ found["weights1"] + found["biases1"]
    np.testing.assert_allclose(found["output"], output, rtol=1e-12)
    np.testing.assert_allclose(found["loss"], expected_losses(output)[loss], rtol=1e-12)


def test_the_poisson_loss() -> None:
    counts = RANDOM.poisson(2, (7, 2))
    found = quantities([3, 2], counts, loss="poisson")
    rate = np.exp(INPUTS @ found["weights1"] + found["biases1"])
    np.testing.assert_allclose(found["output"], rate, rtol=1e-12)
    want = (rate - counts * np.log(rate)).sum(1).mean()
    np.testing.assert_allclose(found["loss"], want, rtol=1e-12)


def test_binary_cross_entropy_with_everything() -> None:
    labels = (TARGETS > 0).astype(float)
    options = {"label_smoothing": 0.2, "class_weights": True, "sample_weights": True}
    found = quantities([3, 2], labels, loss="binary_cross_entropy", accuracy=True, **options)
    share = 1 / (1 + np.exp(-(INPUTS @ found["weights1"] + found["biases1"])))
    soft = 0.8 * labels + 0.1
    cost = -(soft * np.log(share) + (1 - soft) * np.log(1 - share))
    cost = np.where(labels == 1, [3, 0.5], 1) * cost
    np.testing.assert_allclose(found["output"], share, rtol=1e-12)
    np.testing.assert_allclose(found["loss"], np.average(cost.sum(1), weights=WEIGHTS), rtol=1e-12)
    np.testing.assert_allclose(found["accuracy"], ((share > 0.5) == labels).mean(), rtol=1e-12)


def test_cross_entropy_with_everything() -> None:
    options = {"label_smoothing": 0.2, "class_weights": True, "sample_weights": True}
    found = quantities([3, 2], LABELS, loss="cross_entropy", accuracy=True, **options)
    logs = log_softmax(INPUTS @ found["weights1"] + found["biases1"], axis=1)
    cost = -((0.8 * LABELS + 0.1) * logs).sum(1)
    weights = WEIGHTS * np.where(LABELS[:, 0] == 1, 3, 0.5)
    np.testing.assert_allclose(found["output"], np.exp(logs), rtol=1e-12)
    np.testing.assert_allclose(found["loss"], np.average(cost, weights=weights), rtol=1e-12)
    right = logs.argmax(1) == LABELS.argmax(1)
    np.testing.assert_allclose(found["accuracy"], right.mean(), rtol=1e-12)


@pytest.mark.parametrize("loss", ["cross_entropy", "binary_cross_entropy"])
def test_large_logits_overflow_nothing(loss: str) -> None:
    model = wg.network([1, 2], loss=loss, biases=False)
    data = {"inputs": [[1000.0]], "target": [[1.0, 0.0]]}
    parameters = {"weights1": [[-3.0, 3.0]]}  # sure, and wrong
    found, slopes = model.evaluate(data, parameters), model.gradients(data, parameters)
    np.testing.assert_allclose(found["loss"], 6000)
    np.testing.assert_allclose(slopes["weights1"], [[-1000.0, 1000.0]])


def test_a_weight_of_2_is_the_sample_twice() -> None:
    options: dict[str, Any] = {"loss": "cross_entropy", "activation": "tanh"}
    plain, weighted = (
        wg.network([3, 4, 2], **options),
        wg.network([3, 4, 2], sample_weights=True, **options),
    )
    twice = {"inputs": np.vstack([INPUTS, INPUTS[:3]]), "target": np.vstack([LABELS, LABELS[:3]])}
    once = {"inputs": INPUTS, "target": LABELS, "sample_weights": [2, 2, 2, 1, 1, 1, 1]}
    ours = weighted.fit(once, steps=20, learning_rate=0.5)
    theirs = plain.fit(twice, steps=20, learning_rate=0.5)
    np.testing.assert_allclose(ours.losses, theirs.losses, rtol=1e-10)


def test_activations_of_one_s_own_and_one_for_each_layer() -> None:
    found = quantities([3, 4, 4, 2], TARGETS, activation=MIXED)
    one = np.tanh(INPUTS @ found["weights1"] + found["biases1"])
    z = one @ found["weights2"] + found["biases2"]
    np.testing.assert_allclose(found["hidden1"], one, rtol=1e-12)
    np.testing.assert_allclose(found["hidden2"], z / (1 + np.exp(-1.7 * z)), rtol=1e-12)


def test_layer_normalization() -> None:
    model = wg.network([3, 4, 2], activation="relu", normalize=True)
    data = {"inputs": INPUTS, "target": TARGETS}
    found = model.evaluate(data, model.fit(data, steps=1, learning_rate=1).initial)
    np.testing.assert_allclose(found["normal1"].mean(1), 0, atol=1e-12)
    variance = found["z1"].var(1)
    np.testing.assert_allclose(found["normal1"].var(1), variance / (variance + 1e-5), rtol=1e-12)


def test_a_skip_adds_what_goes_in() -> None:
    found = quantities([3, 4, 4, 2], TARGETS, activation="tanh", skip=True)
    np.testing.assert_allclose(found["hidden1"], np.tanh(found["z1"]), rtol=1e-12)
    np.testing.assert_allclose(
        found["hidden2"], np.tanh(found["z2"]) + found["hidden1"], rtol=1e-12
    )


def test_dropout_leaves_units_out_in_training_only() -> None:
    model = wg.network([3, 40, 2], activation="tanh", dropout=0.25)
    data = {"inputs": INPUTS, "target": TARGETS}
    run = model.fit(data, steps=3, learning_rate=0.01)
    at = run.at(2)
    assert 0.6 < at["mask1"].mean() < 0.9
    np.testing.assert_allclose(at["dropped1"], at["hidden1"] * at["mask1"] / 0.75, rtol=1e-12)
    assert not np.array_equal(at["mask1"], run.at(1)["mask1"])
    found = model.evaluate(data, run.parameters)
    np.testing.assert_allclose(found["dropped1"], found["hidden1"], rtol=1e-12)


def test_penalties() -> None:
    both = quantities([3, 4, 2], TARGETS, penalty={"l1": 0.5, "l2": 0.25})
    weights = np.concatenate([both["weights1"].ravel(), both["weights2"].ravel()])
    want = 0.5 * np.abs(weights).sum() + 0.25 * (weights**2).sum()
    np.testing.assert_allclose(both["penalty"], want, rtol=1e-12)
    np.testing.assert_allclose(both["loss"], both["error"] + both["penalty"], rtol=1e-12)
    own = quantities(
        [3, 4, 2], TARGETS, penalty="alpha * weight**2 / (2 * size[i])", settings={"alpha": 0.1}
    )
    np.testing.assert_allclose(own["penalty"], 0.1 * (weights**2).sum() / 14, rtol=1e-12)
    named = wg.network([3, 2], penalty="l1").step.settings
    assert [(s.name, float(s.value.value)) for s in named if s.value] == [("l1", 1e-4)]
    assert wg.network([3, 2], penalty=0.0).step.loss == "loss"


@pytest.mark.parametrize("name", BUILT)
def test_every_built_network_learns_and_can_be_asked(name: str) -> None:
    sizes, options = BUILT[name]
    model = wg.network(sizes, **options)
    data = ZOO[f"built_{name}"].data
    run = model.fit(data, steps=60, learning_rate=0.01, optimizer="adam")
    assert np.median(run.losses[-10:]) < np.median(run.losses[:10])
    outputs = 2 if name == "two_outputs" else sizes[-1]
    assert run.predict({"inputs": data["inputs"]}).shape == (5, outputs)
    assert "grad_weights1[0, 0]" in str(run.why("grad_weights1[0, 0]", step=3))
    assert "<svg" in run.draw().svg


# several outputs


def test_each_of_several_outputs_is_as_if_it_were_alone() -> None:
    sizes = [3, 4, {"price": 2, "kind": 2}]
    model = wg.network(sizes, loss={"price": "huber", "kind": "cross_entropy"}, activation="tanh")
    parameters = parameters_of(model)
    data = {"inputs": INPUTS, "target_price": TARGETS, "target_kind": LABELS}
    found = model.evaluate(data, parameters)
    for name, loss in (("price", "huber"), ("kind", "cross_entropy")):
        alone = wg.network([3, 4, 2], loss=loss, activation="tanh")
        own = {p.name: parameters[name_in(p.name, name)] for p in alone.step.parameters}
        want = alone.evaluate({"inputs": INPUTS, "target": data[f"target_{name}"]}, own)
        np.testing.assert_allclose(found[f"output_{name}"], want["output"], rtol=1e-12)
        np.testing.assert_allclose(found[f"loss_{name}"], want["loss"], rtol=1e-12)
    np.testing.assert_allclose(found["loss"], found["loss_price"] + found["loss_kind"])
    assert model.step.scalars() == ("loss_price", "loss_kind", "loss")


def name_in(parameter: str, head: str) -> str:
    return f"{parameter}_{head}" if parameter.endswith("2") else parameter


def test_a_loss_of_one_s_own_names_the_index_of_its_output_as_it_likes() -> None:
    loss = "mean[i](sum[c](abs(output[i, c] - target[i, c])))"
    model = wg.network([3, {"price": 1, "size_": 2}], loss={"price": loss, "size_": loss})
    data = {"inputs": INPUTS, "target_price": TARGETS[:, :1], "target_size_": TARGETS}
    found = model.evaluate(data, parameters_of(model))
    np.testing.assert_allclose(
        found["loss_size_"], np.abs(found["output_size_"] - TARGETS).sum(1).mean(), rtol=1e-12
    )


def test_metrics_of_one_s_own_stand_above_the_loss() -> None:
    off = "off = mean[i, m](abs(output[i, m] - target[i, m])); most = 2 * off"
    text = network_text([2, 1], metrics=off, penalty=0.1)
    assert [line.partition(" =")[0] for line in forward(text)] == [
        "output[i, m]", "off", "most", "error", "penalty", "loss",
    ]  # fmt: skip
    sizes: Any = [2, {"price": 1, "kind": 3}]
    text = network_text(
        sizes,
        loss={"price": "absolute", "kind": "cross_entropy"},
        metrics="off = loss_price + loss_kind\n",
    )
    assert [line.partition(" =")[0] for line in forward(text)][-2:] == ["off", "loss"]


def test_options_of_classes_are_for_the_outputs_that_have_some() -> None:
    text = network_text(
        [2, {"price": 1, "kind": 3}],
        loss={"price": "absolute", "kind": "cross_entropy"},
        class_weights=True,
        label_smoothing=0.1,
        accuracy=True,
    )
    assert forward(text) == [
        "output_price[i, m_price] = sum[k](inputs[i, k] * weights1_price[k, m_price])"
        " + biases1_price[m_price]",
        "loss_price = mean[i](sum[m_price](abs(output_price[i, m_price]"
        " - target_price[i, m_price])))",
        "logits_kind[i, c_kind] = sum[k](inputs[i, k] * weights1_kind[k, c_kind])"
        " + biases1_kind[c_kind]",
        "lse_kind[i] = logsumexp[c_kind](logits_kind[i, c_kind])",
        "output_kind[i, c_kind] = exp(logits_kind[i, c_kind] - lse_kind[i])",
        "largest_kind[i] = max[c_kind](logits_kind[i, c_kind])",
        "accuracy_kind = mean[i](sum[c_kind](target_kind[i, c_kind]"
        " * equal(logits_kind[i, c_kind], largest_kind[i])))",
        "smooth_kind[i, c_kind] = (1 - label_smoothing) * target_kind[i, c_kind]"
        " + label_smoothing / size[c_kind]",
        "importance_kind[i] = sum[c_kind](target_kind[i, c_kind] * class_weights_kind[c_kind])",
        "loss_kind = sum[i](importance_kind[i] * (lse_kind[i] - sum[c_kind](smooth_kind[i, c_kind]"
        " * logits_kind[i, c_kind]))) / sum[i](importance_kind[i])",
        "loss = loss_price + loss_kind",
    ]


@pytest.mark.parametrize("name", BUILT)
def test_float32_is_float64_to_fewer_digits(name: str) -> None:
    sizes, options = BUILT[name]
    model, data = wg.network(sizes, **options), ZOO[f"built_{name}"].data
    given: dict[str, Any] = {"steps": 5, "learning_rate": 0.01, "optimizer": "adam"}
    short = model.fit(data, dtype="float32", **given)
    assert short.losses.dtype == np.float32
    np.testing.assert_allclose(short.losses, model.fit(data, **given).losses, rtol=2e-4)


# names


def test_every_name_can_be_used() -> None:
    for activation in ACTIVATIONS:
        wg.network([2, 3, 1], activation=activation)
    for loss in LOSSES:
        wg.network([2, 3, 2], loss=loss)
    for penalty in PENALTIES:
        wg.network([2, 3, 2], penalty=penalty)
