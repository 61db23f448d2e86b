"""Optimisers, schedules and clipping by hand: each rule written once more, in plain NumPy.

A hand-written rule below is a function of the gradient (one vector, of all parameters), the
number of the step and a dictionary that it may keep things in; it gives what is subtracted.
"""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import whygrad as wg
from c_programs import build
from c_programs import run as run_program
from test_compiled_engine import check_one_step
from test_optimizers import DATA, LINE, slopes, update_text
from whygrad.cli import main
from whygrad.engines import compiled
from whygrad.engines.programs import load
from whygrad.examples import EXAMPLES
from whygrad.language.messages import WhygradError
from whygrad.language.notation import step_text
from whygrad.language.parsing import parse_step
from whygrad.training.optimizers import CLIPPING, SCHEDULES, composed, title, with_update
from zoo import ZOO

Vector = np.ndarray
Rule = Callable[[Vector, int, dict[str, Any], Vector], Vector]  # gradient, step, memory, parameters
RATE, STEPS = 0.05, 40


def descent(g: Vector, t: int, kept: dict[str, Any], p: Vector) -> Vector:
    return g


def momentum(g: Vector, t: int, kept: dict[str, Any], p: Vector) -> Vector:
    kept["v"] = 0.9 * kept.get("v", 0) + g
    return kept["v"]


def nesterov(g: Vector, t: int, kept: dict[str, Any], p: Vector) -> Vector:
    return g + 0.9 * momentum(g, t, kept, p)


def rmsprop(g: Vector, t: int, kept: dict[str, Any], p: Vector) -> Vector:
    kept["s"] = 0.99 * kept.get("s", 0) + 0.01 * g * g
    return g / (np.sqrt(kept["s"]) + 1e-8)


def adam(g: Vector, t: int, kept: dict[str, Any], p: Vector) -> Vector:
    """As in algorithm 1 of the paper, whose steps count from 1."""
    kept["m"] = 0.9 * kept.get("m", 0) + 0.1 * g
    kept["v"] = 0.999 * kept.get("v", 0) + 0.001 * g * g
    m, v = kept["m"] / (1 - 0.9 ** (t + 1)), kept["v"] / (1 - 0.999 ** (t + 1))
    return m / (np.sqrt(v) + 1e-8)


def adamw(g: Vector, t: int, kept: dict[str, Any], p: Vector) -> Vector:
    return adam(g, t, kept, p) + 0.01 * p


RULES: dict[str, Rule] = {
    "gradient_descent": descent,
    "momentum": momentum,
    "nesterov": nesterov,
    "rmsprop": rmsprop,
    "adam": adam,
    "adamw": adamw,
}


def by_hand(
    rule: Rule,
    rate: Callable[[int, float], float] = lambda t, loss: RATE,
    clip: Callable[[Vector], Vector] = lambda g: g,
) -> np.ndarray:
    """The parameters before each step and after the last; `rate` sees step and loss."""
    p, kept = np.append(np.random.RandomState(1).standard_normal(2), 0.5), dict[str, Any]()
    rows = [p]
    for t in range(STEPS):
        loss = float(np.mean((DATA["x"] @ p[:2] + p[2] - DATA["y"]) ** 2))
        g = clip(np.append(*slopes(p[:2], p[2])))
        p = p - rate(t, loss) * rule(g, t, kept, p)
        rows.append(p)
    return np.array(rows)


def ours(**options: Any) -> np.ndarray:
    run = wg.Model(LINE).fit(DATA, steps=STEPS, learning_rate=RATE, **options)
    rows = (run.at(step) for step in range(STEPS + 1))
    return np.array([[*row["w"], row["b"]] for row in rows])


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
@pytest.mark.parametrize("name", RULES)
def test_a_rule_by_hand(name: str, engine: str) -> None:
    found = ours(optimizer=name, engine=engine)
    np.testing.assert_allclose(found, by_hand(RULES[name]), rtol=1e-10, atol=1e-13)


def test_the_first_step_of_adam_has_the_length_of_the_learning_rate() -> None:
    """Kingma and Ba, 2015, section 2.1."""
    rows = ours(optimizer="adam")
    np.testing.assert_allclose(np.abs(rows[1] - rows[0]), RATE, rtol=1e-6)


def test_options_are_settings() -> None:
    settings = {"beta1": 0.0, "beta2": 0.0, "epsilon": 0.0}
    signs = by_hand(lambda g, t, kept, p: np.sign(g))
    found = ours(optimizer="adam", settings=settings)
    np.testing.assert_allclose(found, signs, rtol=1e-10)


def cosine(t: int, loss: float) -> float:
    return RATE * (1 + math.cos(math.pi * t / STEPS)) / 2


def warmup(t: int, loss: float) -> float:
    return RATE * min(1, (t + 1) / 100)


def step(t: int, loss: float) -> float:
    return RATE * 0.1 ** (t // 30)


class Plateau:
    """Lower the rate where the loss has not fallen by a part for more than some steps."""

    def __init__(self, factor: float, patience: int, threshold: float) -> None:
        self.factor, self.patience, self.threshold = factor, patience, threshold
        self.best, self.bad, self.rate = math.inf, 0, RATE

    def __call__(self, t: int, loss: float) -> float:
        if loss < (1 - self.threshold) * self.best:
            self.best, self.bad = loss, 0
        else:
            self.bad += 1
        if self.bad > self.patience:
            self.rate, self.bad = self.rate * self.factor, 0
        return self.rate


@pytest.mark.parametrize("rate", [cosine, warmup, step])
def test_a_schedule_by_hand(rate: Callable[[int, float], float]) -> None:
    found = ours(optimizer="momentum", schedule=rate.__name__)
    np.testing.assert_allclose(found, by_hand(momentum, rate), rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize(("factor", "patience", "threshold"), [(0.5, 3, 0.2), (0.1, 0, 1e-4)])
def test_plateau_by_hand(factor: float, patience: int, threshold: float) -> None:
    settings = {"plateau_drop": factor, "patience": patience, "threshold": threshold}
    rate = Plateau(factor, patience, threshold)
    want = by_hand(momentum, rate)
    assert rate.rate < 0.3 * RATE  # it fell, and more than once
    found = ours(optimizer="momentum", schedule="plateau", settings=settings)
    np.testing.assert_allclose(found, want, rtol=1e-10, atol=1e-13)


def test_schedules_are_multiplied() -> None:
    found = ours(schedule=["warmup", "cosine"], settings={"warmup_steps": 10})
    want = by_hand(descent, lambda t, loss: min(1, (t + 1) / 10) * cosine(t, loss))
    np.testing.assert_allclose(found, want, rtol=1e-10, atol=1e-13)


def test_the_rate_of_a_step_can_be_asked_for() -> None:
    options: dict[str, Any] = {"steps": 10, "learning_rate": 0.1, "schedule": "cosine"}
    run = wg.Model(LINE).fit(DATA, **options)
    assert run.at(10)["rate"] == pytest.approx(0.1 * (1 + math.cos(math.pi * 0.9)) / 2)
    assert "(1 + cos(3.141592653589793 * minimum(1, iteration /" in str(run.why("rate", step=10))
    assert run.record.settings["cosine_steps"] == 10


def test_clipping_by_hand() -> None:
    def norm(g: Vector) -> Vector:
        return g * min(1, 0.5 / (np.linalg.norm(g) + 1e-6))

    def value(g: Vector) -> Vector:
        return np.clip(g, -0.3, 0.3)

    for how, clip, limit in (("norm", norm, 0.5), ("value", value, 0.3)):
        found = ours(optimizer="adam", clip=how, settings={f"clip_{how}": limit})
        np.testing.assert_allclose(found, by_hand(adam, clip=clip), rtol=1e-10, atol=1e-13)
        assert not np.allclose(found, ours(optimizer="adam"))


# every combination in every engine and style

COMBINED = {
    "adam": composed("adam"),
    "adamw": composed("adamw", ["warmup", "cosine"], "norm", 40),
    "momentum": composed("momentum", "step", "value", 40),
    "nesterov": composed("nesterov", "plateau", "norm", 40),
    "rmsprop": composed("rmsprop", ["warmup", "step"], None, 40),
}


@pytest.mark.parametrize("name", COMBINED)
def test_a_step_agrees_with_the_reference_interpreter(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "compiled", lambda program: load(program.source).train)
    for model in ("two_layers", "softmax", "deep"):
        check_one_step(ZOO[model], COMBINED[name])


@pytest.mark.parametrize(("name", "dtype"), [("adamw", "float32"), ("nesterov", "float64")])
def test_a_compiled_step(name: str, dtype: str) -> None:
    check_one_step(ZOO["two_layers"], COMBINED[name], dtype)


@pytest.mark.parametrize("name", COMBINED)
def test_a_whole_step_reads_in_again(name: str) -> None:
    whole = with_update(ZOO["two_layers"].step, COMBINED[name])
    assert parse_step(step_text(whole)) == whole


@pytest.mark.parametrize("name", COMBINED)
def test_a_run_is_saved_loaded_replayed_and_written(name: str, tmp_path: Path) -> None:
    model, data = wg.Model(ZOO["two_layers"].text), ZOO["two_layers"].data
    run = model.fit(data, steps=40, learning_rate=0.01, optimizer=COMBINED[name])
    again = wg.load(run.save(tmp_path / "model.wg"))
    assert again.record.step == run.record.step
    for at in (0, 17, 40):
        for quantity, value in run.at(at).items():
            np.testing.assert_array_equal(again.at(at)[quantity], value)
    np.testing.assert_array_equal(run.at(39)["loss"], run.losses[39])
    for style in ("numpy", "loops", "comprehensions"):
        source = again.script(style).replace('if __name__ == "__main__":', "if True:")
        module = load(source)
        for parameter, value in run.parameters.items():
            np.testing.assert_allclose(getattr(module, parameter), value, rtol=1e-9)


def test_a_program_in_c(tmp_path: Path) -> None:
    model, data = wg.Model(ZOO["two_layers"].text), ZOO["two_layers"].data
    run = model.fit(data, steps=40, learning_rate=0.01, optimizer=COMBINED["adamw"])
    printed = run_program([str(build(run.script("c"), tmp_path))], tmp_path)
    last = next(line for line in printed.splitlines() if line.startswith("loss in the last step"))
    assert float(last.split()[-1]) == pytest.approx(run.losses[-1], rel=1e-9)


# a rule of one's own

FALLING = """
# falling
decay: setting = 0.1
NAME = NAME - learning_rate * grad_NAME / (1 + decay * iteration)   # slower and slower
"""


def test_an_own_rule() -> None:
    assert update_text(LINE, FALLING) == (
        "w[k] = w[k] - learning_rate * grad_w[k] / (1 + decay * iteration)  # slower and slower\n"
        "b    = b - learning_rate * grad_b / (1 + decay * iteration)"
    )
    want = by_hand(descent, lambda t, loss: RATE / (1 + 0.2 * t))
    found = ours(optimizer=FALLING, settings={"decay": 0.2})
    np.testing.assert_allclose(found, want, rtol=1e-10, atol=1e-13)
    run = wg.Model(LINE).fit(DATA, steps=2, learning_rate=0.1, optimizer=FALLING)
    assert repr(run).startswith("<Run: 2 steps of falling, loss ")
    assert title("NAME = NAME - grad_NAME") == "own rule"


def test_an_own_rule_without_a_learning_rate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = "NAME = NAME - 0.05 * grad_NAME"
    run = wg.Model(LINE).fit(DATA, steps=STEPS, optimizer=rule)
    same = wg.Model(LINE).fit(DATA, steps=STEPS, learning_rate=0.05)
    np.testing.assert_allclose(run.losses, same.losses, rtol=1e-12)
    assert "learning_rate" not in run.script("numpy") + run.script("c") + str(run.card())
    assert "learning rate" not in run.card()
    with pytest.raises(WhygradError) as caught:
        wg.Model(LINE).fit(DATA, steps=STEPS, learning_rate=0.1, optimizer=rule)
    assert str(caught.value) == ("learning_rate: the update rule does not read it.\nLeave it out.")
    with pytest.raises(WhygradError) as caught:
        wg.Model(LINE).fit(DATA, steps=STEPS, schedule="cosine", optimizer=rule)
    assert str(caught.value) == (
        "schedule: the update rule does not read learning_rate.\nLeave it out."
    )
    (tmp_path / "neuron.eq").write_text(
        "x[i]: data\nw: parameter = 1\nloss = mean[i]((w - x[i])**2)"
    )
    (tmp_path / "neuron.csv").write_text("x\n1\n2\n")
    words = [str(tmp_path / name) for name in ("neuron.eq", "neuron.csv")]
    assert (
        main(["train", *words, "--steps", "9", "--optimizer", rule, "--out", f"{words[0]}.wg"]) == 0
    )
    assert capsys.readouterr().out.startswith("9 steps of own rule\n")


def test_an_own_rule_on_one_line_with_a_schedule() -> None:
    rule = "NAME = NAME - learning_rate * grad_NAME; "
    found = ours(optimizer=rule.strip("; "), schedule="cosine")
    np.testing.assert_allclose(found, by_hand(descent, cosine), rtol=1e-10, atol=1e-13)


def test_an_own_rule_that_looks_at_the_loss_and_at_all_gradients() -> None:
    """Polyak's step: as long as would bring a linear loss to 0."""
    rule = """
    square: state = zeros()
    square = sum[all](grad_NAME**2)
    NAME = NAME - learning_rate * LOSS / square * grad_NAME
    """
    assert update_text(LINE, rule) == (
        "square = sum[k](grad_w[k]**2) + grad_b**2\n"
        "w[k]   = w[k] - learning_rate * loss / square * grad_w[k]\n"
        "b      = b - learning_rate * loss / square * grad_b"
    )

    def polyak(g: Vector, t: int, kept: dict[str, Any], p: Vector) -> Vector:
        loss = np.mean((DATA["x"] @ p[:2] + p[2] - DATA["y"]) ** 2)
        return g * loss / (g @ g)

    np.testing.assert_allclose(ours(optimizer=rule), by_hand(polyak), rtol=1e-8, atol=1e-12)


def test_a_rule_may_read_scalars_and_settings_of_the_text() -> None:
    text = "strength: setting = 2\n" + LINE.replace("loss =", "big = max[i](output[i])\nloss =")
    rule = "NAME = NAME - learning_rate * strength * big * grad_NAME"
    assert "learning_rate * strength * big * grad_b" in update_text(text, rule)


WRONG = {
    "NAME = NAME - learning_rate * grad_NMAE": (
        "optimizer, line 1, column 31: `grad_NMAE` is not defined.\n"
        "    NAME = NAME - learning_rate * grad_NMAE\n"
        "                                  ^^^^^^^^^\n"
        "Did you mean `grad_NAME`?"
    ),
    "speed_NAME = grad_NAME; NAME = NAME - speed_NAME": (
        "optimizer, line 1, column 1: `speed_NAME` is neither `NAME` nor a state.\n"
        "    speed_NAME = grad_NAME\n"
        "    ^^^^^^^^^^\n"
        "Expected `NAME = ...`, or a state: `velocity_NAME: state = zeros()`."
    ),
    "NAME = grad_NAME; NAME = 2 * NAME": (
        "optimizer, line 2, column 1: `NAME` is set already.\n    NAME = 2 * NAME\n    ^^^^"
    ),
    "speed_NAME: state = zeros(); speed_NAME = grad_NAME": (
        "optimizer: no line sets `NAME`, which stands for each parameter.\n"
        "Expected `NAME = NAME - learning_rate * grad_NAME`, or so."
    ),
    "speed: state = zeros(); speed = grad_NAME; NAME = NAME - speed": (
        "optimizer, line 2, column 1: `speed` is one number for all parameters; this differs"
        " between them.\n"
        "    speed = grad_NAME\n"
        "    ^^^^^\n"
        "Add up, `sum[all](...)`, or write `speed_NAME`."
    ),
    "NAME = NAME - grad_NAME / sum[all](grad_NAME)": (
        "optimizer, line 1, column 1: `sum[all]` stands in a line of its own, for all parameters"
        " at once.\n"
        "    NAME = NAME - grad_NAME / sum[all](grad_NAME)\n"
        "    ^^^^\n"
        "Set a state without `NAME`, and read it here."
    ),
    "NAME = NAME - max[k](grad_NAME)": (
        "optimizer, line 1, column 1: a rule stands for parameters of every shape: it names no"
        " index.\n"
        "    NAME = NAME - max[k](grad_NAME)\n"
        "    ^^^^\n"
        "`sum[all](...)` adds up the entries of all parameters."
    ),
    "v_NAME[k]: state = zeros(); NAME = NAME - v_NAME": (
        "optimizer, line 1, column 1: a state of a rule carries no index; `NAME` gives it those of"
        " the parameter.\n"
        "    v_NAME[k]: state = zeros()\n"
        "    ^^^^^^^^^\n"
        "Expected `NAME = ...`, or a state: `velocity_NAME: state = zeros()`."
    ),
    "q: parameter = 1; NAME = NAME - q": (
        "optimizer, line 1, column 1: a rule declares settings and states only.\n"
        "    q: parameter = 1\n"
        "    ^^^^^^^^^^^^^^^^\n"
        "Expected `NAME = ...`, or a state: `velocity_NAME: state = zeros()`."
    ),
    "NAME = NAME - output * grad_NAME": (
        "optimizer, line 1, column 15: `output` is not defined.\n"
        "    NAME = NAME - output * grad_NAME\n"
        "                  ^^^^^^\n"
        "Defined above: `NAME`, `grad_NAME`, `LOSS` and `loss`."
    ),
}


def message(**options: Any) -> str:
    with pytest.raises(WhygradError) as caught:
        wg.Model(LINE).fit(DATA, **{"steps": 2, "learning_rate": 0.1, **options})
    return str(caught.value)


@pytest.mark.parametrize("rule", WRONG)
def test_what_cannot_be_a_rule(rule: str) -> None:
    assert message(optimizer=rule) == WRONG[rule]


def test_names_of_schedules_and_clipping() -> None:
    assert message(schedule="cosin") == "schedule: there is no `cosin`.\nDid you mean `cosine`?"
    assert message(schedule="exponential") == (
        "schedule: there is no `exponential`.\nThere are `warmup`, `cosine`, `step` and `plateau`."
    )
    assert message(schedule=3) == (
        "schedule: there is no `3`.\nThere are `warmup`, `cosine`, `step` and `plateau`."
    )
    assert message(schedule=["step", "step"]) == "schedule: `step` stands twice.\nGive it once."
    assert message(clip="gradient") == (
        "clip: there is no `gradient`.\nThere are `value` and `norm`."
    )
    assert message(steps="many", schedule="cosine") == (
        "steps: expected a whole number of 1 or more, not 'many'."
    )
    for schedule in SCHEDULES:
        ours(schedule=schedule)
    for clip in CLIPPING:
        ours(clip=clip)


def test_a_schedule_needs_its_names_free() -> None:
    text = LINE.replace("output", "rate")
    with pytest.raises(WhygradError) as caught:
        wg.Model(text).fit(DATA, steps=1, learning_rate=0.1, schedule="cosine")
    assert str(caught.value) == (
        "optimizer: `gradient_descent, cosine` needs the name `rate`, which the equations use.\n"
        "Give that quantity another name."
    )


# on the command line


def command(*words: str) -> int:
    return main(["train", *map(str, EXAMPLES["neuron"].files), "--steps", "20", *words])


def test_the_command_trains_as_fit_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "neuron.wg"
    words = [
        "--learning-rate",
        "1",
        "--optimizer",
        "adam",
        "--schedule",
        "warmup",
        "--clip",
        "norm",
    ]
    words += ["--schedule", "cosine", "--set", "beta1=0.5", "--set", "warmup_steps=5"]
    assert command(*words, "--out", str(out)) == 0
    model, table = (Path(file) for file in EXAMPLES["neuron"].files)
    celsius, fahrenheit = np.loadtxt(table, delimiter=",", skiprows=1, unpack=True)
    run = wg.Model.read(model).fit(
        {"celsius": celsius, "fahrenheit": fahrenheit},
        steps=20,
        learning_rate=1,
        optimizer="adam",
        schedule=["warmup", "cosine"],
        clip="norm",
        settings={"beta1": 0.5, "warmup_steps": 5},
    )
    np.testing.assert_array_equal(wg.load(out).losses, run.losses)
    assert capsys.readouterr().out.startswith("20 steps at learning rate 1\nloss: ")


def test_the_command_knows_l_bfgs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("--optimizer", "lbfgs", "--out", str(tmp_path / "neuron.wg")) == 0
    assert " steps of L-BFGS\nloss: " in capsys.readouterr().out


def test_the_command_names_a_rule_that_it_does_not_know(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--learning-rate", "1", "--out", str(tmp_path / "neuron.wg")]
    assert command("--optimizer", "adma", *words) == 2
    assert capsys.readouterr().err == "optimizer: there is no `adma`.\nDid you mean `adam`?\n"
