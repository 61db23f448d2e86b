"""Health: each kind of finding on a model made to have it, and on one made not to.

The reports of the made models stand in `snapshots/health.txt`. After a change on purpose:
`python tests/test_health.py`.
"""

import builtins
import json
import sys
import warnings
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import whygrad as wg
from whygrad.cli import main
from whygrad.examples import EXAMPLES, example_data, find_example, read_example
from whygrad.insight.health.findings import Finding, Health, about, some
from whygrad.insight.health.subject import subject_at
from whygrad.insight.health.twins import affordable_steps, check_rounding, digits, nudged
from whygrad.run import Run
from whygrad.training.history import Column
from zoo import ZOO

SNAPSHOT = Path(__file__).parent / "snapshots" / "health.txt"

LINEAR = """
inputs[i, k]: data
target[i]: data
weights[k]: parameter = glorot()
bias: parameter = 0
output[i] = sum[k](inputs[i, k] * weights[k]) + bias
loss = mean[i]((output[i] - target[i])**2)
"""
HIDDEN = """
inputs[i, k]: data
target[i]: data
j: index(4)
weights1[k, j]: parameter = {start}
biases1[j]: parameter = {bias}
weights2[j]: parameter = {start}
hidden[i, j] = {function}(sum[k](inputs[i, k] * weights1[k, j]) + biases1[j])
output[i] = sum[j](hidden[i, j] * weights2[j])
loss = mean[i]((output[i] - target[i])**2)
"""


def chain(layers: int, function: str, scale: float) -> str:
    """A deep network of layers of width 3."""
    lines = ["h0[i, k]: data", "target[i]: data"]
    names = ["k", *(f"j{n}" for n in range(1, layers + 1))]
    lines += [f"{name}: index(3)" for name in names[1:]]
    for n, (a, b) in enumerate(pairwise(names), 1):
        lines.append(f"w{n}[{a}, {b}]: parameter = normal(0, {scale})")
    lines.append(f"out[{names[-1]}]: parameter = normal(0, 1)")
    for n, (a, b) in enumerate(pairwise(names), 1):
        weighed = f"sum[{a}](h{n - 1}[i, {a}] * w{n}[{a}, {b}])"
        lines.append(f"z{n}[i, {b}] = {weighed}")
        lines.append(f"h{n}[i, {b}] = {function}(z{n}[i, {b}])")
    last = names[-1]
    lines.append(f"output[i] = sum[{last}](h{layers}[i, {last}] * out[{last}])")
    return "\n".join([*lines, "loss = mean[i]((output[i] - target[i])**2)"])


def table(**changed: Any) -> dict[str, np.ndarray]:
    """30 samples of 3 columns near -1 to 1, with some columns as the caller wants them."""
    random = np.random.RandomState(3)
    inputs = random.uniform(-1, 1, (30, 3))
    target = inputs @ [1.0, -2.0, 0.5] + 0.3
    for name, change in changed.items():
        inputs[:, int(name[1:])] = change(inputs)
    return {"inputs": inputs, "target": target}


def fit(text: str, data: Any = None, **given: Any) -> Run:
    options = {"steps": 20, "learning_rate": 0.01, "engine": "numpy", **given}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return wg.Model(text).fit(table() if data is None else data, **options)


def linear(**changed: Any) -> Run:
    return fit(LINEAR, table(**changed), steps=300, learning_rate=0.3)


def hidden(function: str, start: str = "normal(0, 0.7)", bias: str = "0.1", **given: Any) -> Run:
    return fit(HIDDEN.format(function=function, start=start, bias=bias), **given)


def deep(layers: int, function: str, scale: float) -> Run:
    text = chain(layers, function, scale).replace("identity(", "(")
    data = table()
    return fit(text, {"h0": data["inputs"], "target": data["target"]}, learning_rate=1e-12)


def example(name: str, **changed: Any) -> Run:
    found = find_example(name)
    given = {"steps": found.steps, "learning_rate": found.learning_rate, **changed}
    return fit(read_example(name), example_data(name), **given)


def scaled_neuron() -> Run:
    data = example_data("neuron")
    scaled = {"celsius": data["celsius"] / 50, "fahrenheit": data["fahrenheit"] / 100}
    return fit(read_example("neuron"), scaled, steps=300, learning_rate=0.3)


def with_idle() -> Run:
    return fit("idle: parameter = 1\n" + LINEAR)


# kind of finding: where, a model made to have it, one made not to
MADE: dict[str, tuple[str, Callable[[], Run], Callable[[], Run]]] = {
    "diverged": ("loss", lambda: example("neuron", learning_rate=0.1), lambda: example("neuron")),
    "edge of stability": (
        "learning_rate",
        lambda: fit("w: parameter = 1\nloss = w**2", {}, learning_rate=0.99),
        lambda: fit("w: parameter = 1\nloss = w**2", {}, learning_rate=0.4),
    ),
    "slow direction": ("bias", lambda: example("neuron"), scaled_neuron),
    "not finished": ("weights[1]", lambda: fit(LINEAR, initial={"weights": [1, 2, 0.5]}), linear),
    "no gradient": ("idle", with_idle, linear),
    "vanishing gradient": (
        "z1",
        lambda: deep(6, "sigmoid", 0.5),
        lambda: deep(2, "sigmoid", 0.5),
    ),
    "exploding gradient": ("z1", lambda: deep(6, "identity", 6), lambda: deep(2, "identity", 1)),
    "dead unit": ("hidden", lambda: hidden("relu", bias="-50"), lambda: hidden("relu", bias="0.5")),
    "saturated unit": (
        "hidden",
        lambda: hidden("tanh", "normal(0, 9)", "50", learning_rate=1e-9),
        lambda: hidden("tanh"),
    ),
    "equal units": ("j", lambda: hidden("tanh", "constant(0.5)"), lambda: hidden("tanh")),
    "not scaled": (
        "inputs[i, 1]",
        lambda: fit(LINEAR, table(c1=lambda x: 255 * x[:, 1]), learning_rate=1e-6),
        linear,
    ),
    "large mean": (
        "inputs[i, 2]",
        lambda: linear(c2=lambda x: 1 + 0.01 * x[:, 2]),
        linear,
    ),
    "different ranges": (
        "inputs[i, 0]",
        lambda: linear(c2=lambda x: 0.001 * x[:, 2]),
        linear,
    ),
    "constant column": ("inputs[i, 1]", lambda: linear(c1=lambda x: 0.5), linear),
    "dependent columns": (
        "inputs[i, 0]",
        lambda: linear(c1=lambda x: x[:, 0] - 2 * x[:, 2] + 0.1),
        linear,
    ),
}


@cache
def made(kind: str, *, healthy: bool) -> Health:
    return MADE[kind][1 + healthy]().health()


def found_in(report: Health, kind: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.kind == kind]


@pytest.mark.parametrize("kind", MADE)
def test_a_model_made_to_have_it_has_it(kind: str) -> None:
    (finding,) = found_in(made(kind, healthy=False), kind)
    assert finding.where == MADE[kind][0]
    assert finding.what.endswith(".")
    assert finding.advice.endswith(".")


@pytest.mark.parametrize("kind", MADE)
def test_a_model_made_not_to_have_it_has_it_not(kind: str) -> None:
    assert found_in(made(kind, healthy=True), kind) == []


def test_the_edge_of_stability_of_the_tutorial() -> None:
    """The 1-2-1 network at the edge of stability with 1e-4, and stable with 3e-5."""
    wild, calm = example("two_layers", learning_rate=1e-4), example("two_layers")
    (edge,) = found_in(wild.health(), "edge of stability")
    assert edge.figure == pytest.approx(2, abs=0.1)
    (moved,) = found_in(wild.health(), "moved by rounding")
    assert moved.figure > 1e-3
    assert "This result cannot be repeated on another machine" in moved.what
    assert {finding.kind for finding in calm.health().findings} == {"not scaled"}
    assert calm.health().figures["moved_by_rounding"] < 1e-9


def test_healthy_models_say_so() -> None:
    for report in (linear().health(), example("classifier").health()):
        assert report
        assert report.findings == ()
        assert str(report).startswith("Health after ")
        assert "healthy, nothing was found\n" in str(report)
        assert {check.state for check in report.checks} == {"ok"}


# what a finding says is right


def test_the_dead_are_counted() -> None:
    run = hidden("relu", initial={"biases1": [0.5, -50, 0.5, -50]})
    (finding,) = found_in(run.health(), "dead unit")
    assert (run.at(run.steps)["hidden"] == 0).all(axis=0).tolist() == [False, True, False, True]
    assert finding.figure == 0.5
    assert "2 of 4 units of `hidden` are dead: `hidden[i, 1]` and `hidden[i, 3]`." in finding.what


def test_a_unit_that_is_off_for_most_samples_is_not_dead() -> None:
    start = {"weights1": np.eye(3, 4), "biases1": [-0.6, 0, 0.1, 0.5]}
    run = hidden("relu", initial=start)
    off = (run.at(run.steps)["hidden"][:, 0] == 0).mean()
    assert 0.5 < off < 1
    assert found_in(run.health(), "dead unit") == []


def test_a_unit_that_saturates_for_some_samples_learns() -> None:
    run = hidden("tanh", initial={"weights1": 5 * np.eye(3, 4)}, learning_rate=1e-9)
    flat = (1 - run.at(0)["hidden"] ** 2 < 0.01).mean(axis=0)
    assert 0.05 < flat[:3].min() < flat[:3].max() < 0.95
    assert found_in(run.health(), "saturated unit") == []


@pytest.mark.parametrize("form", ["maximum(0, {})", "maximum({}, 0)", "relu({})"])
def test_a_relu_in_every_spelling(form: str) -> None:
    text = HIDDEN.format(function="f", start="normal(0, 1)", bias="-50")
    inner = "sum[k](inputs[i, k] * weights1[k, j]) + biases1[j]"
    assert f"f({inner})" in text
    run = fit(text.replace(f"f({inner})", form.format(inner)))
    assert found_in(run.health(), "dead unit")


@pytest.mark.parametrize("form", ["sigmoid({})", "1 / (1 + exp(-({})))"])
def test_a_sigmoid_in_every_spelling(form: str) -> None:
    text = HIDDEN.format(function="f", start="normal(0, 1)", bias="-50")
    inner = "sum[k](inputs[i, k] * weights1[k, j]) + biases1[j]"
    run = fit(text.replace(f"f({inner})", form.format(inner)))
    (finding,) = found_in(run.health(), "saturated unit")
    assert "For 100% of the samples sigmoid is near one of its ends" in finding.what


def test_an_activation_within_a_sum_is_seen() -> None:
    text = """
    x[i]: data
    y[i]: data
    j: index(2)
    w[j]: parameter = 1
    v[j]: parameter = 1
    output[i] = sum[j](relu(x[i] * w[j] - 50) * v[j])
    loss = mean[i]((output[i] - y[i])**2)
    """
    x = np.linspace(-1, 1, 5)
    (finding,) = found_in(fit(text, {"x": x, "y": x}).health(), "dead unit")
    assert "2 of 2 units" in finding.what
    assert "`relu(x[i] * w[j] - 50) at 0`" in finding.what


def test_the_end_of_a_classifier_may_saturate() -> None:
    """An output near 0 or 1 is what training is for."""
    run = example("classifier", steps=1, initial={"weights": [30, 0, -15]})
    assert np.abs(run.predict(run.record.data) - 0.5).min() > 0.499
    assert found_in(run.health(), "saturated unit") == []


def test_equal_units_stay_equal() -> None:
    run = hidden("tanh", "constant(0.5)", steps=200)
    (finding,) = found_in(run.health(), "equal units")
    weights = run.parameters["weights1"]
    assert np.ptp(weights, axis=1).max() < 1e-12
    assert np.abs(weights - 0.5).max() > 0.01
    assert finding.figure == 4
    two = {"biases1": [0.1, 0.2, 0.1, 0.3]}
    (finding,) = found_in(hidden("tanh", "constant(0.5)", initial=two).health(), "equal units")
    assert (finding.figure, "`0` and `2`" in finding.what) == (2, True)


def test_units_with_masks_of_their_own_can_differ() -> None:
    text = HIDDEN.format(function="tanh", start="constant(0.5)", bias="0.1")
    text = text.replace("weights2[j]:", "mask[i, j]: draw = bernoulli(0.5)\nweights2[j]:")
    text = text.replace("hidden[i, j] * weights2", "mask[i, j] * hidden[i, j] * weights2")
    assert found_in(fit(text).health(0), "equal units") == []
    unmasked = text.replace("mask[i, j] * ", "").replace("mask[i, j]: draw", "mask: draw")
    assert found_in(fit(unmasked).health(0), "equal units")


def test_a_constant_column_serves_as_a_bias_where_there_is_none() -> None:
    data = table(c1=lambda x: 1)
    without = LINEAR.replace("bias: parameter = 0\n", "").replace(" + bias", "")
    assert found_in(fit(LINEAR, data).health(), "constant column")
    assert found_in(fit(without, data).health(), "constant column") == []
    alone = "x[i]: data\nw: parameter = 1\noutput[i] = x[i] * w\nloss = mean[i](output[i]**2)"
    assert found_in(fit(alone, {"x": [1, 1, 1]}).health(), "constant column") == []
    zeros = table(c1=lambda x: 0)
    assert found_in(fit(without, zeros).health(), "constant column")


def test_columns_have_the_names_of_the_table() -> None:
    run = linear(c1=lambda x: 0.5)
    run.record.columns = {"inputs": (Column("height"), Column("width"), Column("depth"))}
    (finding,) = found_in(run.health(), "constant column")
    assert finding.where == "width"
    assert finding.what.startswith("`width` is constant:")


def test_categories_are_neither_unscaled_nor_dependent() -> None:
    random = np.random.RandomState(4)
    colour, form = np.eye(3)[random.randint(3, size=200)], np.eye(2)[[1] + 199 * [0]]
    inputs = np.column_stack([colour, form, random.uniform(-1, 1, 200)])
    run = fit(LINEAR, {"inputs": inputs, "target": inputs[:, 0]})
    names = (Column("colour", ("blue", "green", "red")), Column("form", ("flat", "round")))
    run.record.columns = {"inputs": (*names, Column("size"))}
    (data,) = (check for check in run.health().checks if check.name == "data")
    assert (data.state, data.findings) == ("ok", ())


def test_a_gap_over_many_entries_names_the_parameter() -> None:
    random = np.random.RandomState(5)
    inputs = 0.05 * random.uniform(-1, 1, (200, 40))
    data = {"inputs": inputs, "target": inputs @ np.ones(40)}
    start = {"weights": np.zeros(40)}
    (finding,) = found_in(
        fit(LINEAR, data, initial=start, steps=200, learning_rate=0.5).health(), "slow direction"
    )
    assert finding.where == "weights"
    assert "100% of it in `weights`, over many entries" in finding.what


# rounding


def test_the_twin_starts_one_bit_away() -> None:
    for dtype in (np.float64, np.float32):
        value = np.array([1.0, -2.5, 0.0], dtype)
        other = nudged(value)
        assert other.dtype == dtype
        assert other.tolist()[:2] == np.nextafter(value, dtype(np.inf)).tolist()[:2]
        assert other[2] == np.finfo(dtype).eps


def test_a_long_run_is_cut_and_says_so() -> None:
    run = linear()
    subject = subject_at(run.record)
    long = replace(run.record, steps=10**12)
    steps = affordable_steps(long, subject.lengths)
    assert 300 < steps < 10**8
    compiled = replace(long, engine="compiled")
    assert affordable_steps(compiled, subject.lengths) == pytest.approx(5 * steps, abs=5)
    assert affordable_steps(run.record, subject.lengths) == 300


def test_the_cut_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    run = linear()
    monkeypatch.setattr("whygrad.insight.health.twins.MOST_WORK", 1e-3)
    found = check_rounding(subject_at(run.record))
    assert found.state == "ok"
    assert found.summary.endswith(" The twin was cut there: all 300 steps would take too long."), (
        found.summary
    )


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_a_twin_without_a_change_is_the_run(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same engine, seed and batches: without the changed bits every digit agrees."""
    run = fit(LINEAR, steps=40, batch=7, engine=engine, optimizer="momentum")
    monkeypatch.setattr("whygrad.insight.health.twins.nudged", np.asarray)
    found = check_rounding(subject_at(run.record))
    assert found.figures == (("moved_by_rounding", 0.0),)
    assert "after 40 steps 12 digits or more agree" in found.summary


def test_a_twin_that_cannot_be_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(history: Any) -> Any:
        raise wg.WhygradError("There is no compiler.")

    monkeypatch.setattr("whygrad.training.replay.runner_of", refuse)
    found = check_rounding(subject_at(linear().record))
    assert (found.state, found.summary) == (
        "not measured",
        "The twin cannot be run. There is no compiler.",
    )


# the report


def test_a_report_as_data() -> None:
    report = made("not scaled", healthy=False)
    data = report.data()
    assert json.loads(json.dumps(data)) == data
    assert (data["step"], data["steps"], data["healthy"]) == (20, 20, False)
    first = data["findings"][0]  # type: ignore[index]
    assert set(first) == {"kind", "where", "figure", "what", "advice"}
    assert [c["name"] for c in data["checks"]] == [  # type: ignore[attr-defined]
        *("numbers", "stability", "rounding", "progress"),
        *("gradients", "units", "symmetry", "data"),
    ]
    with pytest.raises(FrozenInstanceError):
        report.findings[0].kind = "other"  # type: ignore[misc]


def test_a_report_in_a_notebook() -> None:
    html = made("not scaled", healthy=False)._repr_html_()
    assert html.count("<tr>") == html.count("</tr>") == 8
    assert "<strong>found</strong>" in html
    assert "<code>inputs[i, 1]</code>" in html
    assert "color" not in html  # the page's own colours, light or dark
    run = linear(c1=lambda x: 0.5)
    run.record.columns = {"inputs": (Column("a"), Column("<b>&"), Column("c"))}
    assert "<code>&lt;b&gt;&amp;</code> is constant" in run.health()._repr_html_()


@pytest.mark.parametrize(
    ("count", "expected"),
    [(4, "4"), (23_026, "23,000"), (2.34e7, "23 million"), (2e9, "over a billion")],
)
def test_large_counts(count: float, expected: str) -> None:
    assert about(count) == expected


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        (0.0, "12 digits or more"),
        (3e-15, "12 digits or more"),
        (2e-7, "6 digits"),
        (0.05, "1 digit"),
    ],
)
def test_how_many_digits_agree(moved: float, expected: str) -> None:
    assert digits(moved) == expected


def test_many_names() -> None:
    assert some(["a", "b"]) == "`a` and `b`"
    assert some(list("abcdefgh")) == "`a`, `b`, `c`, `d`, `e`, `f` and 2 more"


@pytest.mark.parametrize("name", ["no_parameters", "no_data", "dropout", "states", "iteration"])
def test_unusual_models_are_examined(name: str) -> None:
    run = fit(ZOO[name].text, ZOO[name].data, steps=3)
    assert len(run.health().checks) == 8
    assert len(run.health(0).checks) == 8


def test_a_run_of_no_step() -> None:
    run = fit("w: parameter = 1e200\nloss = w**2", {})
    assert (run.steps, [f.kind for f in run.health().findings]) == (0, ["diverged"])
    assert "A training that diverged has no end to compare." in str(run.health())


def test_a_run_without_its_data(tmp_path: Path) -> None:
    run = linear()
    run.record.data = None
    with pytest.raises(wg.WhygradError) as caught:
        run.health()
    assert "`--data DATA.csv`" in str(caught.value)


def test_a_step_that_there_is_not() -> None:
    with pytest.raises(wg.WhygradError) as caught:
        linear().health(301)
    assert str(caught.value).startswith("step: this run has steps 0 to 300, not 301")


def test_without_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name.startswith("scipy"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    assert example("neuron").health(0).figures["sharpness"] > 1  # of few parameters, without it
    with pytest.raises(wg.WhygradError) as caught:
        linear().health()
    assert str(caught.value) == (
        'health: the sharpness is measured with SciPy: pip install "whygrad[fast]"'
    )


# the command


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    for shipped in EXAMPLES.values():
        for file in shipped.files:
            (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.chdir(tmp_path)
    example("neuron").save("neuron.wg")
    example("classifier").save("classifier.wg")

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        return status, *capsys.readouterr()

    return run


def test_the_command(command: Any) -> None:
    status, printed, messages = command("health", "neuron.wg")
    assert (status, messages) == (1, "")
    assert printed == f"{wg.load('neuron.wg').health()}\n"
    status, printed, messages = command("health", "classifier.wg", "--step", "0", "--json")
    assert (status, messages) == (0, "")
    assert json.loads(printed) == wg.load("classifier.wg").health(0).data()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            "neuron.eq",
            "`neuron.eq` holds equations without figures; health is that of a training.\n"
            "Train the model first: `whygrad train neuron.eq DATA.csv --steps N --out MODEL.wg`.\n",
        ),
        (
            "neuron.wg --step 10001",
            "step: this run has steps 0 to 10000, not 10001 (10000 is after the last update).\n",
        ),
    ],
)
def test_what_the_command_refuses(arguments: str, message: str, command: Any) -> None:
    assert command("health", *arguments.split()) == (2, "", message)


def test_the_command_takes_the_data(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whygrad.training.files.records.MOST_EMBEDDED", 0)
    example("neuron", steps=50).save("bare.wg")
    status, printed, messages = command("health", "bare.wg")
    assert (status, printed) == (2, "")
    assert "`--data DATA.csv`" in messages
    status, printed, _ = command("health", "bare.wg", "--data", "neuron.csv")
    assert status == 1
    assert "`celsius` is not scaled" in printed


# word for word


def written() -> str:
    reports = {kind: made(kind, healthy=False) for kind in MADE}
    return "\n".join(f"--- {kind}\n\n{report}\n" for kind, report in reports.items())


def test_the_reports_word_for_word() -> None:
    assert written() == SNAPSHOT.read_text(encoding="utf-8")


def test_the_advice_is_not_what_is_done_already() -> None:
    """A training with momentum is not told to use it."""
    run = fit(
        read_example("neuron"), example_data("neuron"), steps=50, learning_rate=1e-4,
        optimizer="momentum",
    )  # fmt: skip
    (slow,) = [f for f in run.health().findings if f.kind == "slow direction"]
    assert slow.advice == "Train longer, scale the data to about -1 to 1, or use adam."


def test_gradients_that_are_not_finite_are_not_called_healthy() -> None:
    run = fit(read_example("two_layers"), example_data("two_layers"), steps=9, learning_rate=0.01)
    (check,) = [check for check in run.health().checks if check.name == "gradients"]
    assert (check.state, check.summary) == (
        "not measured",
        "The gradients are not finite numbers here.",
    )


if __name__ == "__main__":
    SNAPSHOT.write_text(written(), encoding="utf-8")
    print(f"wrote {SNAPSHOT}", file=sys.stderr)
