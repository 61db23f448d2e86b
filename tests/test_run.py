"""What can be asked of a model and of a run: steps, predictions, gradients, sizes, public names."""

import math
import subprocess
import sys
from functools import cache
from typing import Any

import numpy as np
import pandas
import pytest

import whygrad as wg
from agreement import disagreements
from slopes import complex_step
from whygrad.calculus.dependence import default_prediction, needed
from whygrad.calculus.evaluation import evaluate
from whygrad.examples import EXAMPLES
from whygrad.language.messages import WhygradError
from whygrad.run import Run
from whygrad.training.history import Column
from zoo import ZOO, Model

SIGMOID = """
inputs[i, k]: data
target[i]: data
w[k]: parameter = normal(0, 1)
b: parameter = 0.1
s[i] = sum[k](inputs[i, k] * w[k]) + b
output[i] = sigmoid(s[i])
loss = mean[i]((output[i] - target[i])**2)
"""
TABLE = {"inputs": [[0.0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]], "target": [0.0, 1, 1, 0]}
DRAWS = """
x[i, k]: data
y[i]: data
w[k]: parameter = normal(0, 1)
mask[i, k]: draw = bernoulli(0.75)
shift: draw = uniform(1, 2)
output[i] = sum[k](x[i, k] * mask[i, k] * w[k]) + shift
loss = mean[i]((output[i] - y[i])**2)
"""
DRAWN = {"x": np.arange(12.0).reshape(4, 3) / 6 - 1, "y": [0.5, -0.25, 0.75, 1.0]}


@cache
def trained() -> Run:
    return wg.Model(SIGMOID).fit(TABLE, steps=7, learning_rate=0.5, optimizer="momentum")


def fault(call: Any, *arguments: Any, **options: Any) -> str:
    with pytest.raises(WhygradError) as caught:
        call(*arguments, **options)
    return str(caught.value)


# steps


@pytest.mark.parametrize(
    ("text", "data"), [(SIGMOID, TABLE), (DRAWS, DRAWN)], ids=["sigmoid", "draws"]
)
def test_every_step_of_a_run(text: str, data: Any) -> None:
    """Parameters and states have the very bits of a separate run of so many steps."""
    options = {"learning_rate": 0.05, "optimizer": "momentum", "seed": 3}
    run = wg.Model(text).fit(data, steps=6, **options)
    for step in range(7):
        found = run.at(step)
        if step:
            separate = wg.Model(text).fit(data, steps=step, **options)
            learned = {**separate.parameters, **separate.record.states}
        else:
            learned = {**run.initial, **run.record.initial_states}
        assert any(name.startswith("velocity_") for name in learned)
        for name, value in learned.items():
            np.testing.assert_array_equal(found[name], value)
            np.testing.assert_array_equal(run.parameters_at(step).get(name, value), value)
        if step < 6:
            assert found["loss"] == run.losses[step]
    np.testing.assert_array_equal(run.at(6)["w"], run.parameters["w"])
    np.testing.assert_array_equal(run.at(0)["w"], run.initial["w"])


def test_a_step_holds_every_quantity_by_name() -> None:
    run = trained()
    quantities = {"inputs", "target", "w", "b", "velocity_w", "velocity_b", "s", "output", "loss"}
    gradients = {"grad_output", "grad_s", "grad_w", "grad_b"}
    assert set(run.at(3)) == set(run.at(np.int64(3))) == quantities | gradients


def test_the_update_of_a_step_leads_to_the_next() -> None:
    run = wg.Model(SIGMOID).fit(TABLE, steps=3, learning_rate=0.5)
    for step in range(3):
        now, then = run.at(step), run.at(step + 1)
        np.testing.assert_array_equal(now["w"] - 0.5 * now["grad_w"], then["w"])


@pytest.mark.parametrize("step", [-1, 8, 10**30])
def test_steps_out_of_range(step: int) -> None:
    message = f"step: this run has steps 0 to 7, not {step} (7 is after the last update)."
    assert fault(trained().at, step) == message
    assert fault(trained().predict, TABLE, step=step) == message
    assert fault(trained().parameters_at, step) == message


@pytest.mark.parametrize(("step", "shown"), [(1.0, "1.0"), (True, "True"), ("1", "'1'")])
def test_a_step_is_a_whole_number(step: Any, shown: str) -> None:
    message = f"step: expected a whole number, not {shown}."
    assert fault(trained().at, step) == message
    assert fault(trained().predict, TABLE, step=step) == message


def test_how_a_run_looks() -> None:
    run = trained()
    assert repr(run) == f"<Run: 7 steps of momentum, loss {run.losses[-1]:.6g}>"
    assert run._repr_html_() == repr(run).replace("<", "&lt;").replace(">", "&gt;").join(
        ["<pre>", "</pre>"]
    )


# predictions

PREDICTED = {
    "neuron": "output",
    "two_layers": "output2",
    "classifier": "output",
    "softmax": "lse",
    "softmax_with_max": "probability",
    "binary_cross_entropy": "z",
    "half_squared_error": "output",
    "dropout": "output",
    "noise": "output",
    "scalar_data": "output",
    "deep": "output",
    "batch_norm": "output",
    "gating": "gated",
    "attention": "output",
    "unreached_parameter": "aside",
    "prediction": "probability",
    "accuracy": "output",
    "autoencoder": None,
    "no_data": None,
    "no_parameters": None,
    "scalars_only": None,
    "everything_in_one": None,
}
NOT_SAID = (
    "The text does not say what to predict: every quantity depends on all of the data.\n"
    'Name it in the text: `prediction: output`; or in the call: `quantity="output"`.'
)


@pytest.mark.parametrize(("name", "quantity"), PREDICTED.items(), ids=PREDICTED)
def test_the_quantity_that_is_predicted(name: str, quantity: str | None) -> None:
    step = ZOO[name].step
    if quantity is None:
        assert fault(default_prediction, step) == NOT_SAID
    else:
        assert default_prediction(step) == quantity


def predictable() -> list[Model]:
    found = []
    for model in ZOO.values():
        try:
            default_prediction(model.step)
        except WhygradError:
            continue
        found.append(model)
    return found


@pytest.mark.parametrize("model", predictable(), ids=repr)
@pytest.mark.filterwarnings("ignore::whygrad.model.UnreachedWarning")
def test_predictions_over_the_zoo(model: Model) -> None:
    """The rule itself; only what is needed is given; draws are their means."""
    run = wg.Model(model.text).fit(
        model.data,
        steps=1,
        learning_rate=1e-3,
        initial={**model.parameters, **model.named("state")},
    )
    name, step = run.prediction, model.step
    indexes, read = step.indexes_of()[name], needed(step, name)
    carrying = {d.name for d in step.data if step.sample_index in d.indexes}
    assert step.prediction or (step.sample_index in indexes and carrying - read)
    values = {**model.values, "iteration": 0.0, **mean_draws(model)}
    want = evaluate(step, values, model.lengths)
    got = run.predict({d: model.data[d] for d in run.needed_data()}, step=0)
    assert not disagreements({name: got}, want, model.magnitudes, [name], factor=1e-10)


def mean_draws(model: Model) -> dict[str, np.ndarray]:
    """What the draws of the zoo are on average, by hand."""
    keep = {d.name: float(d.value.value) for d in model.step.settings if d.value}
    found = {}
    for declared in model.step.declared("draw"):
        assert declared.start is not None
        first, *second = (
            keep.get(getattr(a, "name", ""), number(a)) for a in declared.start.arguments
        )
        mean = (first + second[0]) / 2 if declared.start.name == "uniform" else first
        found[declared.name] = np.full(model.shape(declared.name), mean)
    return found


def number(expression: Any) -> float:
    if hasattr(expression, "operand"):
        return -number(expression.operand)
    return float(getattr(expression, "value", math.nan))


def test_new_data_of_another_length() -> None:
    run = trained()
    got = run.predict({"inputs": [[1.0, 0, 0]]})
    want = 1 / (1 + np.exp(-(run.parameters["w"][0] + run.parameters["b"])))
    np.testing.assert_allclose(got, [want], rtol=1e-12)
    before = run.predict({"inputs": [[1.0, 0, 0]]}, step=0)
    np.testing.assert_allclose(before, 1 / (1 + np.exp(-(run.initial["w"][0] + 0.1))), rtol=1e-12)
    np.testing.assert_array_equal(run.predict(TABLE, step=4), run.at(4)["output"])
    np.testing.assert_array_equal(run.predict(TABLE, step=7), run.predict(TABLE))


def test_a_data_frame_serves_for_a_prediction() -> None:
    text = (
        "x[i]: data\ny[i]: data\nw: parameter = 2\nout[i] = w * x[i]\nloss = mean[i](out[i] - y[i])"
    )
    frame = pandas.DataFrame({"x": [1.0, 2], "y": [1.0, 2], "note": ["a", "b"]})
    run = wg.Model(text).fit(frame, steps=1, learning_rate=1e-9)
    np.testing.assert_allclose(run.predict(frame.drop(columns="y")), [2, 4])


def test_other_quantities() -> None:
    run = trained()
    np.testing.assert_array_equal(run.predict(TABLE, quantity="s"), run.at(7)["s"])
    assert run.predict(TABLE, quantity="loss") == run.at(7)["loss"]
    assert run.prediction == "output"
    assert run.needed_data() == ["inputs"]
    assert run.needed_data("loss") == ["inputs", "target"]


@pytest.mark.parametrize(
    ("quantity", "advice"),
    [
        ("ouput", "Did you mean `output`?"),
        ("q", "There are `s`, `output` and `loss`."),
        ("w", "There are `s`, `output` and `loss`."),
        ("", "There are `s`, `output` and `loss`."),
        (3, "There are `s`, `output` and `loss`."),
    ],
)
def test_quantities_that_there_are_not(quantity: Any, advice: str) -> None:
    message = f"There is no forward quantity `{quantity}`.\n{advice}"
    run = trained()
    assert fault(run.predict, TABLE, quantity=quantity) == message
    assert fault(run.needed_data, quantity) == message
    assert fault(run.classes, quantity) == message


def test_new_data_that_do_not_fit() -> None:
    run = trained()
    assert fault(run.predict, {"inputs": [[1.0, 0]]}) == (
        "The sizes clash: index `k` has length 2 from `inputs` (axis 1), but 3 from `w`."
    )
    assert fault(run.predict, {"target": [1.0]}) == (
        "The data lack `inputs[i, k]`.\nGiven are `target`."
    )
    assert fault(run.predict, {"inputs": [[1.0, 0, math.nan]]}).startswith("`inputs[0, 2]` is nan")
    for data in (None, 42, [1.0]):
        assert fault(run.predict, data).startswith("Data are a mapping of names to arrays")


def test_data_that_are_not_needed_may_be_odd() -> None:
    run = trained()
    got = run.predict({"inputs": [[1.0, 0, 0]], "target": ["?", "?"], "note": None})
    assert got.shape == (1,)


def test_draws_are_their_means_in_a_prediction() -> None:
    run = wg.Model(DRAWS).fit(DRAWN, steps=3, learning_rate=0.01)
    want = 0.75 * (DRAWN["x"] @ run.parameters["w"]) + 1.5
    np.testing.assert_allclose(run.predict(DRAWN), want, rtol=1e-12)
    assert not np.allclose(run.at(3)["output"], want)


def test_float32_runs_predict_in_float32() -> None:
    run = wg.Model(SIGMOID).fit(TABLE, steps=2, learning_rate=0.5, dtype="float32")
    for quantity in ("output", "s", "loss"):
        assert run.predict(TABLE, quantity=quantity).dtype == np.float32


# classes


def classes(text: str, data: Any, quantity: str | None = None) -> tuple[str, ...]:
    return wg.Model(text).fit(data, steps=1, learning_rate=0.1).classes(quantity)


def test_a_sigmoid_of_a_target_of_0_and_1_tells_two_classes() -> None:
    assert classes(SIGMOID, TABLE) == ("0", "1")
    written = SIGMOID.replace("sigmoid(s[i])", "1 / (1 + exp(-s[i]))")
    assert classes(written, TABLE) == ("0", "1")


def test_no_class_is_guessed() -> None:
    """A score is no probability: 0.5 says nothing about it."""
    assert classes(SIGMOID, TABLE, "s") == ()
    assert classes(SIGMOID, TABLE, "loss") == ()
    assert classes(SIGMOID.replace("sigmoid", "tanh"), TABLE) == ()
    assert classes(SIGMOID, {**TABLE, "target": [0, 1, 0.5, 1]}) == ()


SOFTMAX = """
inputs[i, k]: data
label[i, c]: data
w[k, c]: parameter = normal(0, 1)
prediction: logits
logits[i, c] = sum[k](inputs[i, k] * w[k, c])
loss = mean[i](logsumexp[c](logits[i, c]) - sum[c](label[i, c] * logits[i, c]))
"""


def test_columns_of_0_and_1_tell_classes() -> None:
    marks = {"inputs": TABLE["inputs"], "label": np.eye(4)[:, :2]}
    one = {"inputs": TABLE["inputs"], "label": np.eye(2)[[0, 1, 1, 0]]}
    assert classes(SOFTMAX, one) == ("0", "1")
    assert classes(SOFTMAX, marks) == ()  # two rows have no class
    run = wg.Model(SOFTMAX).fit(one, steps=1, learning_rate=0.1)
    run.record.columns = {"label": (Column("kind", ("cat", "dog")),)}
    assert run.classes() == ("cat", "dog")
    run.record.columns = {"label": (Column("is_cat"), Column("is_dog"))}
    assert run.classes() == ("is_cat", "is_dog")


# a model without a run


def test_the_forward_pass_at_chosen_parameters() -> None:
    model = wg.Model(DRAWS)
    found = model.evaluate(DRAWN, {"w": [1, 2, 3]})
    assert list(found) == ["output", "loss"]
    np.testing.assert_allclose(found["output"], 0.75 * (DRAWN["x"] @ [1, 2, 3]) + 1.5, rtol=1e-12)


@pytest.mark.parametrize("name", ["classifier", "two_layers", "batch_norm", "gating"])
def test_gradients_at_chosen_parameters(name: str) -> None:
    zoo = ZOO[name]
    found = wg.Model(zoo.text).gradients(zoo.data, zoo.parameters)
    assert list(found) == list(zoo.parameters)
    for parameter, slope in found.items():
        want = complex_step(zoo.step, zoo.values, zoo.lengths, parameter)
        np.testing.assert_allclose(slope, want, rtol=1e-9, atol=1e-12)
        assert np.shape(slope) == np.shape(zoo.parameters[parameter])


def test_settings_of_an_evaluation() -> None:
    model = wg.Model("scale: setting = 2\n" + SIGMOID.replace("sigmoid(s[i])", "scale * s[i]"))
    start = {"w": [1, 1, 1], "b": 0}
    np.testing.assert_array_equal(model.evaluate(TABLE, start)["output"], [2, 6, 4, 4])
    half = model.evaluate(TABLE, start, {"scale": 0.5})
    np.testing.assert_array_equal(half["output"], [0.5, 1.5, 1, 1])
    message = "settings: there is no `scael`.\nDid you mean `scale`?"
    assert fault(model.gradients, TABLE, start, {"scael": 1}) == message


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"w": [1, 1, 1]}, "parameters: no value is given for `b`."),
        ({}, "parameters: no value is given for `w` and `b`."),
        (
            {"w": [1, 1, 1], "b": 0, "v": 0},
            "parameters: there is no parameter `v`.\nParameters are `w` and `b`.",
        ),
        (
            {"w": [1, 1], "b": 0},
            "parameters: w: expected numbers of shape (3,) for [k], not shape (2,).",
        ),
        ({"w": [1, 1, math.inf], "b": 0}, "parameters: w[2]: inf is no finite number."),
        ([1, 2], 'parameters: expected names with values, as in {"weight": 0.5}.'),
        (None, 'parameters: expected names with values, as in {"weight": 0.5}.'),
    ],
)
def test_parameters_that_cannot_be_used(parameters: Any, message: str) -> None:
    model = wg.Model(SIGMOID)
    assert fault(model.evaluate, TABLE, parameters) == message
    assert fault(model.gradients, TABLE, parameters) == message


def test_how_a_model_looks() -> None:
    model = wg.Model(SIGMOID)
    assert repr(model) == "<Model: loss of w, b>"
    assert [equation.name for equation in model.forward] == ["s", "output", "loss"]
    assert [equation.name for equation in model.backward][-1] == "grad_b"
    assert [equation.name for equation in model.update] == ["w", "b"]
    assert "grad_w[k]" in str(model)
    assert model._repr_html_().startswith("<pre>inputs[i, k]: data\n")
    assert model._repr_latex_().startswith("$$")
    assert repr(wg.Model("x: data\nloss = x * x")) == "<Model: loss of no parameters>"


def test_a_model_file_that_is_not_there(tmp_path: Any) -> None:
    (tmp_path / "neuron.eq").write_text(SIGMOID)
    assert fault(wg.Model.read, tmp_path / "neurn.eq") == (
        f"There is no file `{tmp_path}/neurn.eq`.\nDid you mean `neuron.eq`?"
    )
    assert (
        fault(wg.Model.read, tmp_path) == f"`{tmp_path}` is a folder; expected a file of equations."
    )
    assert fault(wg.Model.read, "a\0b") == "`a\0b` cannot be read: the name holds a null byte."
    wg.Model.read(str(tmp_path / "neuron.eq"))


# sizes


@pytest.mark.parametrize(("name", "count"), [("neuron", 2), ("two_layers", 7), ("classifier", 3)])
def test_the_number_of_parameters(name: str, count: int) -> None:
    zoo = ZOO[name]
    model = wg.Model(zoo.text)
    found = model.summary(zoo_data(name))
    assert found.parameters == count
    assert str(found).splitlines()[-1] == f"{count} parameters"
    without = model.summary()
    if name == "neuron":
        assert without.parameters == 2
    else:
        assert without.parameters is None
        last = "The number of parameters is known once data give all lengths."
        assert str(without).splitlines()[-1] == last


def zoo_data(name: str) -> dict[str, np.ndarray]:
    shapes: dict[str, dict[str, tuple[int, ...]]] = {
        "neuron": {"celsius": (5,), "fahrenheit": (5,)},
        "two_layers": {"celsius": (5, 1), "fahrenheit": (5, 1)},
        "classifier": {"inputs": (4, 3), "target": (4,)},
    }
    return {key: np.ones(shape) for key, shape in shapes[name].items()}


def test_a_summary_word_for_word() -> None:
    model = wg.Model.read(EXAMPLES["two_layers"].files[0])
    assert str(model.summary({"celsius": np.ones(100), "fahrenheit": np.ones(100)})) == (
        "quantity          kind       shape    gradient\n"
        "celsius[i, k]     data       100 x 1\n"
        "fahrenheit[i, m]  data       100 x 1\n"
        "weights1[k, j]    parameter  1 x 2    grad_weights1\n"
        "biases1[j]        parameter  2        grad_biases1\n"
        "weights2[j, m]    parameter  2 x 1    grad_weights2\n"
        "biases2[m]        parameter  1        grad_biases2\n"
        "output1[i, j]     equation   100 x 2  grad_output1\n"
        "output2[i, m]     equation   100 x 1  grad_output2\n"
        "loss              equation   scalar   1\n"
        "\n"
        "7 parameters"
    )
    one = wg.Model("w: parameter = 1\nloss = w * w").summary()
    assert str(one).endswith("1 parameter")
    assert one._repr_html_() == f"<pre>{one}</pre>"
    shown = str(model.summary())
    assert "weights1[k, j]    parameter  k x 2   grad_weights1" in shown


def test_a_summary_says_why_there_is_no_gradient() -> None:
    with pytest.warns(wg.model.UnreachedWarning):
        model = wg.Model("x: data\nv: parameter = 1\nw: parameter = 1\nloss = w * x")
    rows = {line.quantity: line.gradient for line in model.summary({"x": 1.0}).lines}
    assert rows == {"x": "", "v": "it does not lead to loss", "w": "grad_w", "loss": "1"}


# the public face


def test_the_public_names() -> None:
    assert wg.__all__ == sorted(wg.__all__)
    names = "Model ParquetFile Run WhygradError __version__ check check_gradient load network"
    assert wg.__all__ == names.split()
    assert dir(wg) == sorted([*wg.__all__, "NetworkClassifier", "NetworkRegressor"])
    for name in dir(wg):
        assert getattr(wg, name) is not None
        exec(f"from whygrad import {name}")
    assert issubclass(wg.WhygradError, ValueError)
    with pytest.raises(AttributeError, match=r"^module 'whygrad' has no attribute 'modle'$"):
        _ = wg.modle


HEAVY = ("matplotlib", "rich", "safetensors", "numba", "scipy", "pandas")


@pytest.mark.parametrize(
    "code",
    [
        "import whygrad",
        "import whygrad; whygrad.Model",
        "from whygrad import *; m = Model('x: data\\nw: parameter = 1\\nloss = w * x');"
        " m.fit({'x': 1.0}, steps=20, learning_rate=0.1).predict({'x': 1.0}, quantity='loss')",
    ],
    ids=["import", "model", "fit"],
)
def test_heavy_packages_wait_for_their_use(code: str) -> None:
    code += f"; import sys; print(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("", "")
