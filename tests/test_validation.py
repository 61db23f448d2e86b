"""Validation: what is held out, what is computed on it, and stopping where it was lowest."""

import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import whygrad as wg
from whygrad.calculus.evaluation import evaluate
from whygrad.language.equations import ITERATION, Step
from whygrad.language.messages import WhygradError
from whygrad.training.beginning import begin
from whygrad.training.fitting import DivergenceWarning, InterruptionWarning
from whygrad.training.trainer import trainer_of
from whygrad.training.watching import Watch
from zoo import ZOO

TEXT = """
x[i, k]: data
y[i]: data
rate: data
keep: setting = 0.8
w[k]: parameter = normal(0, 1)
b: parameter = 0.1
mask[i, k]: draw = bernoulli(keep)
output[i] = sum[k](x[i, k] * mask[i, k] / keep * w[k]) + b
error = mean[i](abs(output[i] - y[i]))
loss = mean[i]((output[i] - y[i])**2) * rate + 0.01 * sum[k](w[k]**2)
"""
SAMPLES, BATCH = 23, 4
RANDOM = np.random.default_rng(5)
X = RANDOM.normal(size=(SAMPLES, 3))
Y = X @ [1.0, -2.0, 0.5] + 0.3 * RANDOM.normal(size=SAMPLES)
DATA = {"x": X, "y": Y, "rate": np.array(0.5)}
HELD = {"x": RANDOM.normal(size=(5, 3)), "y": RANDOM.normal(size=5)}


def fit(text: str = TEXT, data: Any = None, **options: Any) -> wg.Run:
    given = {"steps": 40, "learning_rate": 0.05, "seed": 3, "validation": 0.2, **options}
    return wg.Model(text).fit(DATA if data is None else data, **given)


def fault(**options: Any) -> str:
    with pytest.raises(WhygradError) as caught:
        fit(**options)
    return str(caught.value)


def held_out(run: wg.Run) -> dict[str, np.ndarray]:
    assert run.validation is not None
    assert run.validation.data is not None
    return run.validation.data


def by_hand(run: wg.Run, step: int) -> tuple[float, float]:
    """Error and loss on the data held out, with the parameters after some steps, in NumPy."""
    held, found = held_out(run), run.parameters_at(step)
    output = held["x"] @ found["w"] + found["b"]  # a mask divided by its mean is 1
    loss = np.mean((output - held["y"]) ** 2) * held["rate"] + 0.01 * np.sum(found["w"] ** 2)
    return float(np.mean(np.abs(output - held["y"]))), float(loss)


# what is held out


def hashed(seed: int, sample: int) -> int:
    """The third word of pcg3d of seed, 2**32 - 1 and sample."""
    words = [(word * 1664525 + 1013904223) % 2**32 for word in (seed, 2**32 - 1, sample)]
    for turn in range(2):
        words[0] = (words[0] + words[1] * words[2]) % 2**32
        words[1] = (words[1] + words[2] * words[0]) % 2**32
        words[2] = (words[2] + words[0] * words[1]) % 2**32
        if turn == 0:
            words = [word ^ (word >> 16) for word in words]
    return words[2]


@pytest.mark.parametrize("share", [0.2, 0.5, np.float32(0.1)])
def test_a_share_is_that_of_the_published_hash(share: float) -> None:
    run = fit(validation=share)
    order = sorted(range(SAMPLES), key=lambda sample: hashed(3, sample))
    count = round(float(share) * SAMPLES)
    apart, rest = sorted(order[:count]), sorted(order[count:])
    np.testing.assert_array_equal(held_out(run)["x"], X[apart])
    np.testing.assert_array_equal(held_out(run)["y"], Y[apart])
    np.testing.assert_array_equal(run.at(0)["x"], X[rest])
    np.testing.assert_array_equal(run.at(0)["y"], Y[rest])
    assert held_out(run)["rate"] == run.at(0)["rate"] == 0.5
    assert run.validation is not None
    assert run.validation.share == pytest.approx(share)


def test_another_seed_holds_out_others() -> None:
    assert held_out(fit(seed=4))["y"].tolist() != held_out(fit(seed=5))["y"].tolist()


def test_a_set_of_its_own_leaves_all_samples_to_the_training() -> None:
    run = fit(validation=HELD)
    np.testing.assert_array_equal(run.at(0)["x"], X)
    np.testing.assert_array_equal(held_out(run)["x"], HELD["x"])
    assert held_out(run)["rate"] == 0.5  # that of the training
    assert held_out(fit(validation={**HELD, "rate": 2.0}))["rate"] == 2.0


def test_validation_does_not_touch_the_training() -> None:
    plain, watched = fit(validation=None), fit(validation=HELD, every=7)
    np.testing.assert_array_equal(plain.losses, watched.losses)
    np.testing.assert_array_equal(plain.parameters["w"], watched.parameters["w"])


# what is computed


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
@pytest.mark.parametrize("batch", [None, BATCH])
def test_the_curve_is_that_of_the_parameters_of_each_look(engine: str, batch: int | None) -> None:
    run = fit(engine=engine, batch=batch, every=6)
    assert run.validation is not None
    assert run.validation.steps.tolist() == [6, 12, 18, 24, 30, 36]
    curves = run.history["validation_error"], run.history["validation_loss"]
    want = [by_hand(run, step) for step in run.validation.steps]
    np.testing.assert_allclose(np.transpose(curves), want, rtol=1e-12)
    assert {len(run.history[name]) for name in ("error", "loss")} == {40}


@pytest.mark.parametrize(
    ("options", "every"),
    [({"batch": BATCH}, 5), ({"batch": 18}, 1), ({"steps": 1000}, 10), ({"steps": 50}, 1)],
)
def test_without_a_word_a_look_comes_each_epoch(options: dict[str, Any], every: int) -> None:
    """18 samples are left to train on; without batches a look comes each hundredth."""
    run = fit(**options)
    assert run.validation is not None
    assert run.validation.every == every


def test_float32_stays_float32() -> None:
    run = fit(dtype="float32")
    arrays = [*held_out(run).values(), *run.history.values()]
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}


@pytest.mark.parametrize("name", ["batch_norm", "states", "iteration", "classifier"])
def test_models_of_the_zoo_agree_with_the_reference_interpreter(name: str) -> None:
    """Validated on the very data of the training; states are those of the moment."""
    model = ZOO[name]
    run = wg.Model(model.text).fit(
        model.data, steps=4, learning_rate=0.01, validation=model.data, every=2
    )
    for look, step in enumerate((2, 4)):
        found = run.at(step)
        names = {*model.data, *run.parameters, *run.record.states}
        values = {key: found[key] for key in names} | {ITERATION: step, **run.record.settings}
        forward = Step(run.record.step.declarations, run.record.step.forward)
        want = evaluate(forward, values, model.lengths)
        for scalar in run.record.step.scalars():
            looked = run.history[f"validation_{scalar}"][look]
            assert looked == pytest.approx(float(want[scalar]), rel=1e-12)


# stopping early

CROOKED = """
x[i]: data
y[i]: data
w: parameter = 0
loss = mean[i]((w * x[i] - y[i])**2)
"""
LINE = {"x": [1.0, 1.0], "y": [1.0, 1.0]}
LOWER = {"x": [1.0], "y": [0.5]}  # w goes from 0 to 1, past its best at 0.5


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_a_run_that_stops_early_ends_at_its_best(engine: str) -> None:
    options = {"steps": 100, "learning_rate": 0.02, "engine": engine, "every": 2}
    run = wg.Model(CROOKED).fit(LINE, **options, validation=LOWER, patience=4)
    whole = wg.Model(CROOKED).fit(LINE, **options, validation=LOWER)
    curve = whole.history["validation_loss"]
    best = int(np.argmin(curve))
    assert 3 < best < 40
    assert (run.steps, run.ending, run.stopped) == (2 * (best + 1), "patience", None)
    np.testing.assert_array_equal(run.history["validation_loss"], curve[: best + 1 + 4])
    np.testing.assert_array_equal(run.losses, whole.losses[: run.steps])
    assert run.parameters["w"] == whole.parameters_at(run.steps)["w"]
    assert run.at(run.steps)["w"] == run.parameters["w"]
    assert run.parameters_at(run.steps - 1)["w"] == whole.parameters_at(run.steps - 1)["w"]
    assert run.record.best is None


def test_a_script_of_a_run_that_stopped_early_ends_at_its_best(tmp_path: Path) -> None:
    run = wg.Model(CROOKED).fit(
        LINE, steps=100, learning_rate=0.02, validation=LOWER, patience=4, every=1
    )
    (tmp_path / "script.py").write_text(run.script("numpy"))
    printed = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    last = next(li for li in printed.splitlines() if li.startswith("loss in the last step:"))
    assert float(last.split(":")[1]) == pytest.approx(run.losses[-1], rel=1e-9)


def test_patience_that_lasts_ends_at_the_best_too() -> None:
    run = wg.Model(CROOKED).fit(
        LINE, steps=30, learning_rate=0.02, validation=LOWER, patience=100, every=1
    )
    curve = run.history["validation_loss"]
    assert (run.ending, len(curve), run.record.goal) == ("finished", 30, 30)
    assert run.steps == np.argmin(curve) + 1 < 30


def test_a_tie_does_not_count_as_better() -> None:
    flat = {"x": [0.0], "y": [1.0]}  # its loss is always 1
    run = wg.Model(CROOKED).fit(
        LINE, steps=30, learning_rate=0.02, validation=flat, patience=3, every=1
    )
    assert (run.steps, run.ending) == (1, "patience")
    assert run.history["validation_loss"].tolist() == [1.0] * 4


SCORED = CROOKED.replace("loss =", "near = 1 - mean[i](abs(w * x[i] - y[i]))\nloss =")


@pytest.mark.parametrize(("best", "sign"), [("highest near", -1), ("lowest near", 1)])
def test_another_scalar_may_say_which_is_the_best(best: str, sign: int, tmp_path: Path) -> None:
    options: dict[str, Any] = {"learning_rate": 0.02, "validation": LOWER, "every": 1}
    run = wg.Model(SCORED).fit(LINE, steps=100, **options, patience=4, best=best)
    curve = run.history["validation_near"]
    assert run.steps == np.argmin(sign * curve) + 1
    assert (run.ending, len(curve)) == ("patience", run.steps + 4)
    part = wg.Model(SCORED).fit(LINE, steps=3, **options, patience=4, best=best)
    again = wg.load(part.save(tmp_path / "run.wg")).resume(steps=100)
    assert (again.validation.best, again.steps) == (best, run.steps)
    np.testing.assert_array_equal(again.history["validation_near"], curve)


GUARDED = """
x[i]: data
y[i]: data
top[i]: data
w: parameter = 0
loss = mean[i]((w * x[i] - y[i])**2 - 0.001 * log(top[i] - w))
"""


@pytest.mark.parametrize("top", [0.6, -1.0])
def test_a_validation_loss_that_is_no_number_is_never_the_best(top: float) -> None:
    """The loss on the data held out falls until w reaches `top`, and is none from there."""
    run = wg.Model(GUARDED).fit(
        {"x": [1.0], "y": [1.0], "top": [5.0]},
        steps=100,
        learning_rate=0.05,
        validation={"x": [1.0], "y": [2.0], "top": [top]},
        patience=3,
        every=1,
    )
    curve = run.history["validation_loss"]
    assert np.isnan(curve).tolist() == [False] * (len(curve) - 3) + [True] * 3
    assert run.ending == "patience"
    assert run.steps == (len(curve) - 3 or 3)  # where none was a number, where it stopped


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_validation_loss_without_bounds_is_never_the_best(sign: str) -> None:
    text = CROOKED.replace(")**2)", f")**2 {sign or '+'} exp(1000 * z[i]))")
    text = text.replace("w: parameter", "z[i]: data\nw: parameter")
    run = wg.Model(text).fit(
        {**LINE, "z": [-1.0, -1.0]},
        steps=20,
        learning_rate=0.02,
        validation={**LOWER, "z": [1.0]},
        patience=3,
        every=2,
    )
    assert (run.steps, run.ending) == (6, "patience")
    assert np.isinf(run.history["validation_loss"]).all()
    assert run.record.validation.best_step("loss", 6) is None


def test_a_diverged_run_with_patience_ends_at_its_best() -> None:
    with pytest.warns(DivergenceWarning, match=r"^Training diverged in step \d+:"):
        run = wg.Model(CROOKED).fit(
            LINE, steps=5000, learning_rate=1.5, validation=LOWER, patience=5000, every=1
        )
    assert run.ending == "diverged"
    assert run.stopped is not None
    assert run.steps == np.nanargmin(run.history["validation_loss"]) + 1 < run.stopped.step


def test_ctrl_c_with_patience_ends_at_the_best() -> None:
    def press(run: wg.Run) -> None:
        if run.steps == 60:
            raise KeyboardInterrupt

    with pytest.warns(InterruptionWarning, match=r"^Interrupted after 60 steps\.$"):
        run = wg.Model(CROOKED).fit(
            LINE,
            steps=100,
            learning_rate=0.02,
            validation=LOWER,
            patience=90,
            every=1,
            callback=press,
        )
    assert (run.steps, run.ending) == (np.argmin(run.history["validation_loss"]) + 1, "interrupted")


# the screen


def test_a_printed_line_has_the_newest_look(capsys: pytest.CaptureFixture[str]) -> None:
    run = fit(steps=250, learning_rate=0.01, every=50, verbose=True)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines] == ["0", "100", "200"]
    assert "validation_loss" not in lines[0]
    for line, look in zip(lines[1:], (1, 3), strict=True):
        name, shown = line.split()[-2:]
        assert name == "validation_loss"
        assert float(shown) == pytest.approx(run.history[name][look], rel=1e-5)


def test_the_bar_has_the_newest_look() -> None:
    history, engine = begin(
        wg.Model(TEXT).step, DATA, steps=8, learning_rate=0.1, validation=HELD, every=4
    )
    watch = Watch(history, trainer_of(history, engine, 8), 8, 4)
    assert watch.note() == ""
    watch.trainer.advance(4)
    watch.look()
    loss, looked = watch.trainer.scalars["loss"][3], watch.curve["loss"][0]
    assert watch.note() == f"loss {loss:.6g}  validation_loss {looked:.6g}"


# what cannot be used


@pytest.mark.parametrize("share", [0, 1, -0.1, 1.5, 3, True, math.nan, math.inf])
def test_shares_that_are_none(share: float) -> None:
    assert fault(validation=share) == (
        f"validation: expected a share of the samples, such as 0.2, or data, not {share!r}."
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"validation": "0.2"},
            "validation: expected a share of the samples, such as 0.2, or data, not '0.2'.",
        ),
        (
            {"validation": [0.5, 2.0]},
            "validation: expected a share of the samples, such as 0.2, or data, not [0.5, 2.0].",
        ),
        (
            {"validation": 0.01},
            "validation: a share of 0.01 of 23 samples leaves none to validate on.\n"
            "Hold a larger share out, or none.",
        ),
        (
            {"validation": 0.99},
            "validation: a share of 0.99 of 23 samples leaves none to train on.\n"
            "Hold a smaller share out, or none.",
        ),
        (
            {"validation": {"x": X}},
            "validation: The data lack `y[i]`.\nGiven are `x`.",
        ),
        (
            {"validation": {"x": X[:, :2], "y": Y}},
            "validation: index `k` has length 2, but 3 in the data to train on.",
        ),
        (
            {"every": 41},
            "every: the run has 40 steps, so there would be no look after 41.\n"
            "Take a smaller number, or more steps.",
        ),
        (
            {"batch": 1, "steps": 17},
            "every: the run has 17 steps, so there would be no look after 18.\n"
            "Take a smaller number, or more steps.",
        ),
        ({"every": 0}, "every: expected a whole number of 1 or more, not 0."),
        ({"every": 2.5}, "every: expected a whole number of 1 or more, not 2.5."),
        (
            {"every": 5, "validation": None},
            "every: it says when to validate and when to call.\n"
            "Pass `validation=0.2` (`--validation 0.2`), or a `callback`.",
        ),
        ({"patience": 0}, "patience: expected a whole number of 1 or more, not 0."),
        (
            {"patience": 5, "validation": None},
            "patience: there is no validation to wait for.\n"
            "Pass `validation=0.2` (`--validation 0.2`), or data of its own.",
        ),
        (
            {"best": "accuracy", "patience": 2},
            "best: expected `lowest` or `highest` and the name of a scalar equation, as in"
            " \"highest accuracy\", not 'accuracy'.",
        ),
        (
            {"best": "lowest eror", "patience": 2},
            "best: there is no scalar equation `eror`.\nDid you mean `error`?",
        ),
        (
            {"best": "lowest error"},
            "best: it says which parameters a training with patience keeps.\n"
            "Pass `patience=10` (`--patience 10`) too.",
        ),
        (
            {"optimizer": "lbfgs", "learning_rate": None},
            "validation: L-BFGS runs in one piece, with nothing between its steps.\n"
            "Leave it out, or take another optimiser, such as `adam`.",
        ),
    ],
)
def test_what_cannot_be_used(options: dict[str, Any], message: str) -> None:
    assert fault(**options) == message


def test_names_that_the_history_needs() -> None:
    text = TEXT.replace("error =", "validation_loss = 1 + b\nerror =")
    assert fault(text=text) == (
        "validation: the history needs the name `validation_loss`, which the equations use.\n"
        "Give that quantity another name."
    )


def test_what_has_no_samples_cannot_be_split() -> None:
    assert fault(text="w: parameter = 1\nloss = (w - 2)**2", data={}) == (
        "validation: no data carry an index, so there are no samples to choose."
    )
    text = "x[i]: data\nw[i]: parameter = 1\nloss = sum[i]((w[i] * x[i])**2)"
    assert fault(text=text, data={"x": X[:, 0]}) == (
        "validation: `w[i]` has an entry for each sample in an axis of its own, so it has no part"
        " for some of the samples."
    )


class Seldom:
    """A callback that says how many looks can do without it."""

    def __init__(self, spare: Any) -> None:
        self.spare = spare
        self.steps: list[int] = []

    def __call__(self, run: wg.Run) -> None:
        self.steps.append(run.steps)


@pytest.mark.parametrize(
    ("spare", "steps"),
    [
        (0, [4, 8, 12, 16, 20]),
        (1, [4, 12, 20]),
        (3, [4, 20]),
        (9, [4]),
        (-2, [4, 8, 12, 16, 20]),
        ("all", [4, 8, 12, 16, 20]),
    ],
)
def test_a_callback_can_spare_looks(spare: Any, steps: list[int]) -> None:
    seldom = Seldom(spare)
    data = {"x": X, "y": Y, "rate": np.array(0.5)}
    wg.Model(TEXT).fit(data, steps=20, learning_rate=0.1, every=4, callback=seldom)
    assert seldom.steps[: len(steps)] == steps
    assert set(seldom.steps) <= {*steps, 20}
