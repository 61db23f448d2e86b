"""Training: its arguments, its numbers against the reference interpreter, how it ends."""

import math
import warnings
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import whygrad as wg
from whygrad.calculus.evaluation import evaluate
from whygrad.engines.numpy import NumpyEngine
from whygrad.engines.selection import ENGINES
from whygrad.language.equations import ITERATION, LEARNING_RATE
from whygrad.language.messages import WhygradError
from whygrad.run import Run
from whygrad.training.fitting import DivergenceWarning, InterruptionWarning
from zoo import ZOO, Model

LINE = """
x[i]: data
y[i]: data
w: parameter = uniform(0, 1)
b: parameter = 0.5
output[i] = w * x[i] + b
loss = mean[i]((output[i] - y[i])**2)
"""
DATA = {"x": [-1.0, 0, 1, 2], "y": [1.0, 2, 4, 5]}
DECAY = "decay: setting = 0.01\n" + LINE.replace(")**2)", ")**2) + decay * w**2")
RATED = "learning_rate: setting = 0.125\n" + LINE
DRAWS = """
x[i, k]: data
y[i]: data
keep: setting = 0.75
w[k]: parameter = normal(0, 1)
b: parameter = 0.1
mask[i, k]: draw = bernoulli(keep)
noise[i]: draw = normal(0, 0.1)
output[i] = sum[k](x[i, k] * mask[i, k] / keep * w[k]) + b + noise[i]
largest = max[i](output[i])
loss = mean[i]((output[i] - y[i])**2) / (1 + iteration)
"""
DRAWN = {"x": np.arange(12.0).reshape(4, 3) / 6 - 1, "y": [0.5, -0.25, 0.75, 1.0]}


def fit(text: str = LINE, data: Any = None, **options: Any) -> Run:
    data = DATA if data is None else data
    return wg.Model(text).fit(data, **{"steps": 3, "learning_rate": 0.1, **options})


def fault(text: str = LINE, data: Any = None, **options: Any) -> str:
    with pytest.raises(WhygradError) as caught:
        fit(text, data, **options)
    return str(caught.value)


# arguments


@pytest.mark.parametrize(
    ("steps", "shown"),
    [
        (0, "0"),
        (-1, "-1"),
        (3.0, "3.0"),
        (np.float64(3), "3.0"),
        (True, "True"),
        (np.True_, "True"),
        ("3", "'3'"),
        (None, "None"),
    ],
)
def test_steps_are_a_whole_number(steps: object, shown: str) -> None:
    assert fault(steps=steps) == f"steps: expected a whole number of 1 or more, not {shown}."


def test_steps_without_end() -> None:
    for steps in (10**18, 10**30):
        assert fault(steps=steps) == f"steps: {steps} are too many for the memory."


def test_steps_may_be_numpys() -> None:
    run = fit(steps=np.int64(4))
    assert (run.steps, len(run.losses)) == (4, 4)


@pytest.mark.parametrize(
    ("rate", "message"),
    [
        (0, "learning_rate: expected a number above 0, not 0."),
        (-0.5, "learning_rate: expected a number above 0, not -0.5."),
        (math.nan, "learning_rate: expected a finite number, not nan."),
        (math.inf, "learning_rate: expected a finite number, not inf."),
        (-math.inf, "learning_rate: expected a finite number, not -inf."),
        ("0.1", "learning_rate: expected a number, not '0.1'."),
        (True, "learning_rate: expected a number, not True."),
        (1j, "learning_rate: expected a number, not 1j."),
        ([0.1], "learning_rate: expected a number, not [0.1]."),
        ([[1], [1, 2]], "learning_rate: expected a number, not [[1], [1, 2]]."),
        (
            10**400,
            f"learning_rate: expected a finite number, not 1{36 * '0'}....",
        ),
    ],
)
def test_a_learning_rate_is_a_number_above_0(rate: object, message: str) -> None:
    assert fault(learning_rate=rate) == message
    assert fault(RATED, learning_rate=rate) == message


@pytest.mark.parametrize("rate", [1, Fraction(1, 8), np.float32(0.125), np.array(0.125)])
def test_kinds_of_learning_rates(rate: Any) -> None:
    assert fit(learning_rate=rate).learning_rate == float(rate)


def test_without_a_learning_rate() -> None:
    assert fault(learning_rate=None) == (
        "learning_rate: none is given.\n"
        "Pass one (`fit(learning_rate=0.01)`, `--learning-rate 0.01`), or write"
        " `learning_rate: setting = 0.01` into the text."
    )


def test_the_texts_learning_rate_is_taken_and_gives_way() -> None:
    assert fit(RATED, learning_rate=None).learning_rate == 0.125
    changed = fit(RATED, learning_rate=None, settings={"learning_rate": 0.25})
    assert changed.learning_rate == 0.25
    won = fit(RATED, learning_rate=0.5, settings={"learning_rate": 0.25})
    assert won.learning_rate == 0.5
    np.testing.assert_array_equal(won.losses, fit(learning_rate=0.5).losses)
    none = RATED.replace("0.125", "0")
    message = "learning_rate: expected a number above 0, not 0."
    assert fault(none, learning_rate=None) == message


def test_equations_read_the_learning_rate_of_the_run() -> None:
    text = RATED.replace(")**2)", ")**2) + learning_rate * w**2")
    run = fit(text, learning_rate=0.5)
    for step in range(3):
        assert run.at(step)["loss"] == run.losses[step]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"decya": 1}, "settings: there is no `decya`.\nDid you mean `decay`?"),
        ({"w": 1}, "settings: there is no `w`.\nSettings are `decay`."),
        ({3: 1}, "settings: there is no `3`.\nSettings are `decay`."),
        (
            {"learning_rate": 1},
            "settings: there is no `learning_rate`.\n"
            "It is an argument: `fit(learning_rate=0.01)`, `--learning-rate 0.01`.",
        ),
        ({"decay": math.nan}, "settings: decay: expected a finite number, not nan."),
        ({"decay": "1"}, "settings: decay: expected a number, not '1'."),
        ({"decay": None}, "settings: decay: expected a number, not None."),
        (["decay"], 'settings: expected names with values, as in {"decay": 0.1}.'),
        ("decay", 'settings: expected names with values, as in {"decay": 0.1}.'),
    ],
)
def test_settings_that_cannot_be_used(settings: object, message: str) -> None:
    assert fault(DECAY, settings=settings) == message


def test_settings() -> None:
    assert fault(settings={"a": 1}) == "settings: there is no `a`.\nThe text has no setting."
    strong = fit(DECAY.replace("0.01", "0.5"))
    given = fit(DECAY, settings={"decay": 0.5})
    np.testing.assert_array_equal(given.losses, strong.losses)
    assert given.record.settings == {"decay": 0.5}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"engine": "nunpy"}, "engine: there is no `nunpy`.\nDid you mean `numpy`?"),
        ({"engine": "c"}, "engine: there is no `c`.\nExpected `auto`, `numpy` or `compiled`."),
        ({"engine": None}, "engine: there is no `None`.\nExpected `auto`, `numpy` or `compiled`."),
        ({"dtype": "float16"}, "dtype: there is no `float16`.\nDid you mean `float64`?"),
        ({"dtype": "int"}, "dtype: there is no `int`.\nExpected `float64` or `float32`."),
        ({"dtype": [1]}, "dtype: there is no `[1]`.\nExpected `float64` or `float32`."),
        ({"batch": 32}, "batch: the data have 4 samples; expected 1 to 4."),
        ({"seed": 1.5}, "seed: expected a whole number, not 1.5."),
        ({"seed": -1}, "seed: expected 0 to 4294967295, not -1."),
        (
            {"optimizer": "momentums"},
            "optimizer: there is no `momentums`.\nDid you mean `momentum`?",
        ),
        ({"initial": {"v": 1}}, "initial: there is no parameter `v`.\nParameters are `w` and `b`."),
        ({"initial": {"w": [1]}}, "initial: w: expected a single number, not shape (1,)."),
        ({"initial": {"w": math.nan}}, "initial: w: nan is no finite number."),
        (
            {"dtype": "float32", "learning_rate": 1e39},
            "learning_rate: 1e+39 is too large for float32.",
        ),
    ],
)
def test_other_arguments(options: dict[str, Any], message: str) -> None:
    assert fault(**options) == message


def test_settings_of_the_text_fit_the_type() -> None:
    text = DECAY.replace("0.01", "1e300")
    assert fault(text, dtype="float32") == "settings: decay: 1e+300 is too large for float32."


def test_arrays_beyond_all_memory_are_refused() -> None:
    text = "p: index(100000)\nq: index(200000)\nx[i]: data\nw[p, q]: parameter = zeros()\n"
    text += "loss = mean[i](x[i]) * sum[p, q](w[p, q])"
    assert fault(text, {"x": [1.0]}) == (
        "w: 100,000 x 200,000 entries are too many; at most 1,000,000,000 are taken.\n"
        "Take shorter indexes or fewer samples."
    )


def test_faults_of_the_data_pass_through() -> None:
    assert fault(data={"x": [1.0]}) == "The data lack `y[i]`.\nGiven are `x`."
    assert fault(data={"x": [1.0], "y": [1.0, 2.0]}) == (
        "The sizes clash: index `i` has length 1 from `x`, but 2 from `y`."
    )
    assert fault(data=3).startswith("Data are a mapping of names to arrays or a DataFrame;")
    missing = {"x": [1.0, math.nan], "y": [1.0, 2.0]}
    assert fault(data=missing).startswith("`x[1]` is nan in row 1, counted from 0.")


# numbers


def reference(run: Run, lengths: dict[str, int]) -> tuple[dict[str, list[float]], dict[str, Any]]:
    """The run again, step by step, by the reference interpreter: its scalars, the last values."""
    record = run.record
    assert record.data is not None
    values: dict[str, Any] = {
        **record.data,
        **record.initial,
        **record.initial_states,
        **record.settings,
        LEARNING_RATE: record.learning_rate,
    }
    scalars: dict[str, list[float]] = {name: [] for name in record.step.scalars()}
    for step in range(record.steps):
        values[ITERATION] = step
        drawn = run.at(step)
        values |= {line.name: drawn[line.name] for line in record.step.declared("draw")}
        values = evaluate(record.step, values, lengths)
        for name, found in scalars.items():
            found.append(float(values[name]))
    return scalars, values


def agree(run: Run, lengths: dict[str, int]) -> None:
    scalars, values = reference(run, lengths)
    assert set(run.history) == set(scalars)
    for name, found in scalars.items():
        np.testing.assert_allclose(run.history[name], found, rtol=1e-9, atol=1e-14)
    for name, array in {**run.parameters, **run.record.states}.items():
        np.testing.assert_allclose(array, values[name], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("optimizer", ["gradient_descent", "momentum"])
def test_a_run_is_the_reference_interpreters(optimizer: str) -> None:
    run = fit(DRAWS, DRAWN, steps=20, learning_rate=0.02, seed=4, optimizer=optimizer)
    assert len({float(value) for value in run.history["largest"]}) == 20  # drawn anew each time
    agree(run, {"i": 4, "k": 3})


@pytest.mark.parametrize("name", ["classifier", "two_layers", "batch_norm", "states", "iteration"])
def test_runs_of_the_zoo_are_the_reference_interpreters(name: str) -> None:
    model = ZOO[name]
    run = wg.Model(model.text).fit(model.data, steps=4, learning_rate=0.01, optimizer="momentum")
    agree(run, model.lengths)


@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
@pytest.mark.filterwarnings("ignore::whygrad.model.UnreachedWarning")
def test_every_model_of_the_zoo_trains(model: Model) -> None:
    """One entry a step; the losses are those of the steps; float32 in everything it has."""
    states = model.named("state")
    given = {**model.parameters, **states}
    run = wg.Model(model.text).fit(
        model.data, steps=2, learning_rate=1e-3, initial=given, dtype="float32", seed=3
    )
    assert {name: len(array) for name, array in run.history.items()} == dict.fromkeys(
        model.step.scalars(), 2
    )
    for step in range(3):
        found = run.at(step)
        wanted = {*model.data, *given, *model.computed, *model.named("draw")}
        assert set(found) == wanted
        wrong = {name: value.dtype for name, value in found.items() if value.dtype != np.float32}
        assert not wrong
        if step < 2:
            assert found[model.step.loss] == run.losses[step]
    for arrays in (run.initial, run.parameters, run.history):
        assert {array.dtype for array in arrays.values()} <= {np.dtype(np.float32)}


def test_the_same_seed_gives_the_same_bits() -> None:
    options = {"steps": 40, "learning_rate": 0.02, "optimizer": "momentum"}
    first, second = (fit(DRAWS, DRAWN, seed=5, **options) for _ in range(2))
    other = fit(DRAWS, DRAWN, seed=6, **options)
    np.testing.assert_array_equal(first.losses, second.losses)
    assert first.parameters["w"].tolist() == second.parameters["w"].tolist()
    assert first.losses[0] != other.losses[0]


def test_slices_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"steps": 37, "learning_rate": 0.02, "optimizer": "momentum"}
    want = fit(DRAWS, DRAWN, **options)
    monkeypatch.setattr("whygrad.training.fitting.FIRST_SLICE", 5)
    monkeypatch.setattr("whygrad.training.fitting.SLICE_SECONDS", 1e-9)
    got = fit(DRAWS, DRAWN, **options)
    np.testing.assert_array_equal(got.losses, want.losses)
    assert got.parameters["w"].tolist() == want.parameters["w"].tolist()


def test_the_run_holds_what_it_was_made_from() -> None:
    x = np.array(DATA["x"])
    run = fit(data={**DATA, "x": x})
    losses = run.losses.copy()
    x[:] = 100
    np.testing.assert_array_equal(run.at(0)["x"], DATA["x"])
    assert run.at(0)["loss"] == losses[0]
    asked = fit(engine="numpy")
    assert (asked.engine, asked.engine_reason) == ("numpy", "asked for")
    assert run.engine in ENGINES
    assert run.engine_reason
    assert asked.source.startswith('"""A neural network in NumPy, written by whygrad')


def test_one_step_is_a_run() -> None:
    run = fit(steps=1)
    assert (run.steps, run.losses.shape) == (1, (1,))
    assert run.parameters["w"] != run.initial["w"]


@pytest.mark.filterwarnings("ignore::whygrad.model.UnreachedWarning")
def test_without_parameters_there_is_nothing_to_update() -> None:
    run = wg.Model("x[i]: data\nloss = mean[i](x[i])").fit({"x": [1.0, 2.0]}, steps=2)
    assert run.losses.tolist() == [1.5, 1.5]
    assert (run.parameters, run.learning_rate) == ({}, 0)


# divergence


def diverged(text: str, data: Any = None, **options: Any) -> Run:
    """The run so far of a training that diverges; it holds finite numbers only."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        run = fit(text, data, **options)
    assert [warning.category for warning in caught] == [DivergenceWarning]
    assert str(caught[0].message) == str(run.stopped)
    assert caught[0].filename == __file__
    assert run.stopped is not None
    assert run.stopped.step == run.steps
    assert {len(array) for array in run.history.values()} == {run.steps}
    for array in (*run.history.values(), *run.parameters.values(), *run.record.states.values()):
        assert np.isfinite(array).all()
    return run


def test_a_rate_that_is_too_large() -> None:
    run = diverged(LINE, steps=2000, learning_rate=10)
    assert 0 < run.steps < 2000
    assert str(run.stopped) == (
        f"Training diverged in step {run.steps}: `loss` is no finite number (learning rate 10).\n"
        "Try a smaller learning rate, 1 say, or data scaled to about -1 to 1."
    )
    last = run.at(run.steps)
    np.testing.assert_array_equal(last["w"], run.parameters["w"])
    assert not np.isfinite(last["loss"])


def test_the_run_so_far_is_the_run() -> None:
    run = diverged(LINE, steps=2000, learning_rate=10, optimizer="momentum")
    again = fit(steps=run.steps, learning_rate=10, optimizer="momentum")
    assert again.stopped is None
    np.testing.assert_array_equal(run.losses, again.losses)
    assert run.parameters["w"] == again.parameters["w"]
    assert run.record.states["velocity_w"] == again.record.states["velocity_w"]


def test_the_last_step_diverges() -> None:
    run = diverged(LINE, steps=2000, learning_rate=10)
    short = diverged(LINE, steps=run.steps + 1, learning_rate=10)
    assert short.steps == run.steps
    assert short.stopped == run.stopped
    assert fit(steps=run.steps, learning_rate=10).stopped is None


def test_the_very_first_step_diverges() -> None:
    run = diverged(LINE, {"x": [1e200, 1.0], "y": [1.0, 2.0]})
    assert (run.steps, run.losses.shape) == (0, (0,))
    assert str(run.stopped) == (
        "Training diverged in step 0: `loss` is no finite number (learning rate 0.1).\n"
        "The first step already overflows: look at the data and the starting values."
    )
    assert repr(run) == "<Run: 0 steps of gradient_descent>"
    assert run.at(0)["w"] == run.parameters["w"] == run.initial["w"]
    np.testing.assert_array_equal(run.predict({"x": [0.0]}), [0.5])


@pytest.mark.parametrize(
    ("loss", "start", "rate", "quantity"),
    [
        ("exp(w * x)", 800, 1, "loss"),  # the forward pass
        ("sqrt(w * x)", 0, 1, "grad_w"),  # a gradient: 1 / (2 * 0)
        ("large * w * x", 1, 1e200, "w"),  # the update
    ],
)
def test_the_quantity_that_went_first(loss: str, start: float, rate: float, quantity: str) -> None:
    text = f"x: data\nlarge: setting = 1e200\nw: parameter = {start}\nloss = {loss}"
    run = diverged(text, {"x": 1.0}, learning_rate=rate)
    assert run.stopped is not None
    assert (run.stopped.step, run.stopped.quantity) == (0, quantity)


def test_a_state_may_go_first() -> None:
    text = "x: data\nlarge: setting = 1e308\nw: parameter = 1\nloss = large * w * x"
    run = diverged(text, {"x": 1.0}, learning_rate=1e-308, optimizer="momentum", steps=50)
    assert run.stopped is not None
    assert (run.stopped.step, run.stopped.quantity) == (1, "velocity_w")


def test_an_intermediate_quantity_goes_first() -> None:
    text = "x: data\nw: parameter = 800\nscore = exp(w * x)\nloss = score * x"
    run = diverged(text, {"x": 1.0})
    assert run.stopped is not None
    assert run.stopped.quantity == "score"


def test_float32_diverges_earlier() -> None:
    double = diverged(LINE, steps=2000, learning_rate=10)
    single = diverged(LINE, steps=2000, learning_rate=10, dtype="float32")
    assert single.steps < double.steps
    assert single.parameters["w"].dtype == np.float32


def test_an_overflow_that_does_not_lead_to_the_loss_is_no_divergence() -> None:
    text = LINE.replace("loss =", "growth = exp(1000 * w)\nloss =")
    with np.errstate(all="raise"):
        run = fit(text, steps=5)
    assert run.stopped is None
    assert np.isinf(run.history["growth"]).any()
    np.testing.assert_array_equal(run.losses, fit(steps=5).losses)


# Ctrl-C and what is shown


def interrupt(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """From now on the call number `at` of the engine is interrupted from the keyboard."""
    original: Callable[..., Any] = NumpyEngine.train
    calls = iter(range(1, 1000))

    def train(self: NumpyEngine, *arguments: Any, **options: Any) -> Any:
        if next(calls) == at:
            raise KeyboardInterrupt
        return original(self, *arguments, **options)

    monkeypatch.setattr(NumpyEngine, "train", train)


def test_ctrl_c_gives_the_run_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    want = fit(steps=1000)
    interrupt(monkeypatch, 3)
    with pytest.warns(InterruptionWarning, match=r"^Interrupted after \d+ steps\.$") as caught:
        run = fit(steps=1000, engine="numpy")
    assert caught[0].filename == __file__
    assert 16 < run.steps < 1000
    assert str(caught[0].message) == f"Interrupted after {run.steps} steps."
    assert run.stopped is None
    np.testing.assert_array_equal(run.losses, want.losses[: run.steps])
    assert run.parameters["w"] == want.at(run.steps)["w"]


def test_ctrl_c_before_anything_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    interrupt(monkeypatch, 1)
    with pytest.warns(InterruptionWarning, match=r"^Interrupted after 0 steps\.$"):
        run = fit(engine="numpy")
    assert (run.steps, run.losses.shape) == (0, (0,))
    assert run.parameters["w"] == run.initial["w"]


ACCURATE = LINE.replace("loss =", "accuracy = mean[i](equal(step(output[i]), 1))\nloss =")


def test_verbose_prints_every_hundredth_step_aligned(capsys: pytest.CaptureFixture[str]) -> None:
    run = fit(ACCURATE, steps=1101, learning_rate=0.01, verbose=True)
    shown, messages = capsys.readouterr()
    assert messages == ""
    lines = shown.splitlines()
    assert len(lines) == 12
    assert (
        lines[0]
        == f"step      0  accuracy {run.history['accuracy'][0]:<12g} loss {run.losses[0]:.6g}"
    )
    for count, line in enumerate(lines):
        words = line.split()
        assert words[:2] == ["step", str(100 * count)]
        assert words[2::2] == ["accuracy", "loss"]
        assert float(words[3]) == run.history["accuracy"][100 * count]
        assert float(words[5]) == pytest.approx(run.losses[100 * count], rel=1e-5)
    assert len({line.index("loss") for line in lines}) == 1


def test_training_is_silent(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a terminal there is no bar, however long it takes."""
    monkeypatch.setattr("whygrad.training.progress.PATIENCE", -1.0)
    fit(steps=200)
    assert capsys.readouterr() == ("", "")


def test_two_texts_do_not_share_anything() -> None:
    """A second fit of one model starts anew; a step is a pure function."""
    model = wg.Model(DECAY)
    first = model.fit(DATA, steps=5, learning_rate=0.1)
    model.fit(DATA, steps=5, learning_rate=0.3, settings={"decay": 1.0}, optimizer="momentum")
    again = model.fit(DATA, steps=5, learning_rate=0.1)
    np.testing.assert_array_equal(first.losses, again.losses)
    assert replace(first.record.step) == again.record.step


def test_no_slice_is_long_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """However quick the steps are: a slice has a history of its own."""
    taken: list[int] = []
    original = NumpyEngine.train

    def train(self: NumpyEngine, *values: Any, **options: Any) -> Any:
        taken.append(options["steps"])
        return original(self, *values, **options)

    monkeypatch.setattr(NumpyEngine, "train", train)
    monkeypatch.setattr("whygrad.training.fitting.SLICE_SECONDS", 1e9)
    monkeypatch.setattr("whygrad.training.fitting.LONGEST_SLICE", 100)
    model = wg.Model("x[i]: data\nw: parameter = 1\nloss = mean[i]((w * x[i])**2)")
    model.fit({"x": [0.5, 1.0]}, steps=500, learning_rate=0.1, engine="numpy")
    assert (max(taken), sum(taken)) == (100, 500)
