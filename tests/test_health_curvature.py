"""Curvature: the Hessian's products, the sharpness, and what it says of the learning rate."""

from typing import Any

import numpy as np
import pytest

import whygrad as wg
from whygrad.calculus.evaluation import evaluate
from whygrad.engines.numpy import NumpyEngine
from whygrad.engines.selection import estimated_seconds
from whygrad.examples import example_data, find_example, read_example
from whygrad.insight.health import curvature
from whygrad.insight.health.curvature import Curvature, curvature_step, direction_name
from whygrad.insight.health.directions import check_progress, directions
from whygrad.insight.health.findings import shown
from whygrad.insight.health.overshoot import Update, overshoot
from whygrad.insight.health.stability import BOUNDS, check_stability, sharpness
from whygrad.insight.health.subject import subject_at
from whygrad.language.equations import GRADIENT
from whygrad.run import Run
from whygrad.training.optimizers import OPTIMIZERS
from whygrad.training.replay import parameters_at
from zoo import AT_ITERATION, ZOO, Model

TINY = 1e-30
LEARNING = {name: model for name, model in ZOO.items() if model.step.backward}
PARABOLA = "w: parameter = 1\nloss = w**2"


def run_of(name: str, **changed: Any) -> Run:
    example = find_example(name)
    given = {"steps": example.steps, "learning_rate": example.learning_rate, **changed}
    return wg.Model(read_example(name)).fit(example_data(name), **given)


def curvature_of(run: Run, step: int | None = None) -> Curvature:
    return Curvature(subject_at(run.record, step))


def complex_product(model: Model, directions: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """How the gradients change along a direction, by a complex step in the interpreter."""
    moved = {n: model.values[n] + 1j * TINY * d for n, d in directions.items()}
    found = evaluate(model.step, {**model.values, **moved}, model.lengths, np.complex128)
    return {name: found[GRADIENT + name].imag / TINY for name in directions}


@pytest.mark.parametrize("model", LEARNING.values(), ids=LEARNING)
def test_a_product_is_the_change_of_the_gradient(model: Model) -> None:
    random = np.random.default_rng(1)
    derived = {equation.name for equation in model.step.backward}
    names = [p.name for p in model.step.parameters if GRADIENT + p.name in derived]
    given = {name: random.standard_normal(model.shape(name)) for name in names}
    step = curvature_step(model.step)
    states = {direction_name(model.step, name): value for name, value in given.items()}
    found = NumpyEngine(step).evaluate(model.values, {}, states, iteration=AT_ITERATION)
    for name, expected in complex_product(model, given).items():
        product = found.get(GRADIENT + name, np.zeros(expected.shape))
        assert product == pytest.approx(expected, rel=1e-9, abs=1e-10), name


def test_names_that_are_taken_are_avoided() -> None:
    text = "slope_w: parameter = 2\ndirection_w: parameter = 3\nw: parameter = 1\n"
    run = wg.Model(f"{text}slope_along = slope_w * direction_w * w\nloss = slope_along**2").fit(
        {}, steps=1, learning_rate=1e-3
    )
    # loss = (a b c)**2, so its second derivatives are 2 (bc)**2, ... and 4 a b c**2, ...
    a, b, c = 2.0, 3.0, 1.0
    expected = [
        [2 * (b * c) ** 2, 4 * a * b * c**2, 4 * a * b**2 * c],
        [4 * a * b * c**2, 2 * (a * c) ** 2, 4 * a**2 * b * c],
        [4 * a * b**2 * c, 4 * a**2 * b * c, 2 * (a * b) ** 2],
    ]
    assert curvature_of(run, 0).matrix() == pytest.approx(np.array(expected), rel=1e-12)


def difference_matrix(run: Run) -> np.ndarray:
    """The Hessian from differences of gradients."""
    model, data = wg.Model(run.record.step.text), run.record.data
    start = {name: np.array(value) for name, value in run.parameters.items()}

    def gradient(values: dict[str, np.ndarray]) -> np.ndarray:
        found = model.gradients(data, values)
        return np.concatenate([np.ravel(found[name]) for name in start])

    rows = []
    for name, value in start.items():
        for place in np.ndindex(value.shape):
            sides = []
            for change in (1e-4, -1e-4):
                moved = value.copy()
                moved[place] += change
                sides.append(gradient({**start, name: moved}))
            rows.append((sides[0] - sides[1]) / 2e-4)
    return np.array(rows)


@pytest.mark.parametrize("name", ["neuron", "two_layers", "classifier", "iris"])
def test_the_sharpness_is_the_largest_eigenvalue(name: str) -> None:
    run = run_of(name, steps=100)
    expected = np.linalg.eigvalsh(difference_matrix(run))[-1]
    assert sharpness(curvature_of(run)) == pytest.approx(expected, rel=1e-5)
    assert run.health().figures["sharpness"] == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("columns", [1, 6])
def test_the_sharpness_of_a_linear_neuron(columns: int) -> None:
    """Twice the largest eigenvalue of [x 1]^T [x 1] / n, for a mean of squares."""
    random = np.random.default_rng(2)
    x, y = random.standard_normal((50, columns)), random.standard_normal(50)
    text = """
    x[i, k]: data
    y[i]: data
    w[k]: parameter = zeros()
    b: parameter = zeros()
    output[i] = sum[k](x[i, k] * w[k]) + b
    loss = mean[i]((output[i] - y[i])**2)
    """
    run = wg.Model(text).fit({"x": x, "y": y}, steps=3, learning_rate=0.1, batch=7)
    wide = np.column_stack([x, np.ones(50)])
    expected = 2 * np.linalg.eigvalsh(wide.T @ wide / 50)[-1]
    assert run.health().figures["sharpness"] == pytest.approx(expected, rel=1e-6)
    (stability,) = (c for c in run.health().checks if c.name == "stability")
    assert "on the whole data" in stability.summary


def test_the_sharpness_before_a_step() -> None:
    run = run_of("two_layers")
    at_start = run_of("two_layers", steps=1).health(0).figures["sharpness"]
    assert run.health(0).figures["sharpness"] == at_start
    assert at_start != pytest.approx(run.health().figures["sharpness"], rel=0.1)


def test_a_run_in_float32_is_measured_in_float64() -> None:
    run = run_of("iris", dtype="float32", steps=50)
    curvature = curvature_of(run)
    assert {value.dtype for value in curvature.subject.quantities.values()} == {np.float64(0).dtype}
    expected = np.linalg.eigvalsh(curvature.matrix())[-1]
    assert sharpness(curvature) == pytest.approx(expected, rel=1e-6)


def test_a_loss_without_a_bend() -> None:
    run = wg.Model("w[k]: parameter = 1\nk: index(5)\nloss = sum[k](w[k])").fit(
        {}, steps=2, learning_rate=0.1
    )
    assert sharpness(curvature_of(run)) == 0
    (stability,) = (c for c in run.health().checks if c.name == "stability")
    assert stability.state == "ok"
    assert "The loss bends upwards along no direction." in stability.summary


@pytest.mark.parametrize("optimizer", sorted(set(OPTIMIZERS) & set(BOUNDS)))
def test_below_the_largest_stable_learning_rate_steps_shrink(optimizer: str) -> None:
    """On a parabola the bound is exact: tried on both sides of it."""
    model = wg.Model(PARABOLA)
    probe = model.fit({}, steps=1, learning_rate=0.01, optimizer=optimizer)
    largest = probe.health().figures["largest_stable_learning_rate"]
    below = model.fit({}, steps=400, learning_rate=0.97 * largest, optimizer=optimizer)
    above = model.fit({}, steps=400, learning_rate=1.03 * largest, optimizer=optimizer)
    assert below.losses[-1] < 1e-3
    assert above.losses[-1] > 1e3
    assert "edge of stability" in {f.kind for f in above.health().findings}


NET = """
x[i, k]: data
y[i]: data
w[k, j]: parameter = normal(0, 1)
v[j]: parameter = normal(0, 1)
j: index(2)
hidden[i, j] = tanh(sum[k](x[i, k] * w[k, j]))
loss = mean[i]((sum[j](hidden[i, j] * v[j]) - y[i])**2)
"""
RANDOM = np.random.default_rng(0)
POINTS = RANDOM.normal(size=(9, 2))
NET_DATA = {"x": POINTS, "y": POINTS[:, 0] * POINTS[:, 1]}
OWN = "speed: state = zeros()\nspeed = 0.5 * speed + LOSS\nNAME = NAME - grad_NAME / (1 + speed)"
RULES: list[dict[str, Any]] = [
    *({"optimizer": name} for name in OPTIMIZERS),
    {"optimizer": "adam", "schedule": ["warmup", "cosine"], "clip": "norm"},
    {"optimizer": "momentum", "schedule": "plateau"},
    {"optimizer": OWN, "learning_rate": None},
]


def by_differences(run: Run, step: int) -> np.ndarray:
    """The Jacobian of one more step of the run, by moving each number that it changes."""
    own, (parameters, states) = run.record, parameters_at(run.record, step)
    names = [line.name for line in own.step.update]
    start = {**parameters, **states}
    flat = np.concatenate([np.ravel(start[name]) for name in names])

    def after(vector: np.ndarray) -> np.ndarray:
        ends = np.cumsum([np.size(start[name]) for name in names])[:-1]
        parts = zip(names, np.split(vector, ends), strict=True)
        moved = {**start, **{name: part.reshape(np.shape(start[name])) for name, part in parts}}
        found = NumpyEngine(own.step).train(
            own.data,
            {name: moved[name] for name in parameters},
            {name: moved[name] for name in states},
            own.settings,
            steps=1, first=step, learning_rate=own.learning_rate,
        )  # fmt: skip
        values = {**found[0], **found[1]}
        return np.concatenate([np.ravel(values[name]) for name in names])

    size = 1e-6 * np.maximum(np.abs(flat), 1e-3)
    rows = [(after(flat + h * e) - after(flat - h * e)) / (2 * h)
            for h, e in zip(size, np.eye(len(flat)), strict=True)]  # fmt: skip
    return np.array(rows).T


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_the_slope_of_an_update_is_that_of_differences(rule: dict[str, Any]) -> None:
    run = wg.Model(NET).fit(NET_DATA, steps=6, **{"learning_rate": 0.05, **rule})
    for step in (1, 5):
        update = Update(curvature_of(run, step))
        found = np.stack([update(row) for row in np.eye(update.size)])
        wanted = by_differences(run, step)
        np.testing.assert_allclose(found, wanted, rtol=2e-4, atol=1e-6 * np.abs(wanted).max())
        assert overshoot(update) == pytest.approx(np.linalg.eigvals(wanted).real.min(), rel=1e-3)


def test_arpack_finds_what_the_whole_matrix_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = NET.replace("index(2)", "index(20)")
    run = wg.Model(wide).fit(NET_DATA, steps=6, learning_rate=1, optimizer="rmsprop")
    update = Update(curvature_of(run))
    found = overshoot(update)
    monkeypatch.setattr("whygrad.insight.health.overshoot.DENSE", 1000)
    assert overshoot(update) == pytest.approx(found, rel=1e-3)
    assert found < -0.4


@pytest.mark.parametrize(("factor", "grows"), [(0.94, False), (1.03, True)])
def test_an_own_rule_at_its_edge(factor: float, grows: bool) -> None:
    """On the parabola w**2 a step of `factor` ends 2 * factor - 1 times as far beyond."""
    rule = f"NAME = NAME - {factor} * grad_NAME"
    run = wg.Model(PARABOLA).fit({}, steps=50, optimizer=rule)
    assert (run.losses[-1] > 1) == grows
    found = check_stability(subject_at(run.record), curvature_of(run))
    assert dict(found.figures)["overshoot"] == pytest.approx(1 - 2 * factor)
    if grows:
        (finding,) = found.findings
        assert (finding.kind, finding.where) == ("edge of stability", "update")
        assert finding.what == (
            "Training is beyond the edge of stability: where a step of `own rule` overshoots the"
            " most, what is a little off ends 1.06 times as far on the other side, and from once"
            " on that grows with each step."
        )
        assert finding.advice == "Take a smaller step in the rule."
    else:
        assert (found.state, found.summary) == (
            "ok",
            "The sharpness, the largest bend of the loss, is 2. Where a step of `own rule`"
            " overshoots the most, what is a little off ends 0.8800 times as far on the other"
            " side: less than once, so that it shrinks.",
        )


def test_what_is_told_of_other_rules() -> None:
    measured = "The sharpness, the largest bend of the loss, is 2."
    signs = "NAME = NAME - 0.001 * sign(grad_NAME)"
    for rule, rate, state, says in (
        ("adam", 0.01, "ok", "No step of `adam` overshoots."),
        (signs, None, "not measured", "How much of it `own rule` can take was not found."),
        (
            "lbfgs",
            None,
            "ok",
            "L-BFGS looks for the length of each step, so that none is too long.",
        ),
    ):
        run = wg.Model(PARABOLA).fit({}, steps=3, learning_rate=rate, optimizer=rule)
        found = check_stability(subject_at(run.record), curvature_of(run))
        assert (found.state, found.summary) == (state, f"{measured} {says}")
    run = wg.Model(PARABOLA).fit({}, steps=3, learning_rate=0.01, optimizer="adam")
    progress = check_progress(subject_at(run.record), curvature_of(run))
    assert (progress.state, progress.summary) == (
        "ok",
        "Along the directions that bend upwards the loss, 0.9409, could still fall by about 100%."
        " How fast `adam` gets there its equations do not tell.",
    )


def test_dead_units_do_not_hide_what_an_update_does() -> None:
    text = NET.replace("tanh(", "relu(b[j] + ").replace("v[j]:", "b[j]: parameter = 0\nv[j]:", 1)
    run = wg.Model(text).fit(
        NET_DATA, steps=3, learning_rate=0.05, optimizer="adam", clip="norm",
        initial={"b": [-100, 1]},
    )  # fmt: skip
    assert not run.at(2)["grad_w"][:, 0].any()
    assert -1 < overshoot(Update(curvature_of(run))) < 1


def test_a_sharpness_that_is_not_finite() -> None:
    run = wg.Model("w: parameter = 1\nv: parameter = 0\nloss = w + sqrt(v)").fit(
        {}, steps=1, learning_rate=0.1, initial={"v": 1e-320}
    )
    found = check_stability(subject_at(run.record, 0), curvature_of(run, 0))
    assert found.state == "not measured"
    assert found.summary == "The sharpness cannot be measured: it is not a finite number here."


def test_the_directions_of_few_parameters_are_eigenvectors() -> None:
    run = run_of("iris", steps=300)
    curvature = curvature_of(run)
    matrix = curvature.matrix()
    found = directions(curvature)
    assert len(found) > 5
    for direction in found:
        image = matrix @ direction.vector
        assert image == pytest.approx(direction.bend * direction.vector, abs=1e-7)
        assert direction.slope == pytest.approx(direction.vector @ curvature.gradient, abs=1e-12)
        assert direction.slope <= 0


@pytest.mark.parametrize(
    ("optimizer", "steps", "forecast"),
    [
        ("gradient_descent", 10_000, 23_000),
        ("momentum", 1_000, 2_300),
        ("nesterov", 1_000, 2_300),
    ],
)
def test_the_steps_that_close_a_gap(optimizer: str, steps: int, forecast: int) -> None:
    """The forecast for the neuron, tried: so many more steps close 99% of the bias's gap."""
    run = run_of("neuron", steps=steps, optimizer=optimizer)
    (finding,) = (f for f in run.health().findings if f.kind == "slow direction")
    assert finding.where == "bias"
    assert finding.figure == pytest.approx(forecast, rel=0.01)
    longer = run_of("neuron", steps=steps + round(finding.figure), optimizer=optimizer)
    gap, left = (32 - float(r.parameters["bias"]) for r in (run, longer))
    assert left / gap == pytest.approx(0.01, rel=0.1)
    assert f"`bias` is still about {shown(gap)[:3]}" in finding.what
    assert f"takes about {forecast:,} more steps" in finding.what


def test_a_draw_is_its_mean() -> None:
    model = ZOO["dropout"]
    run = wg.Model(model.text).fit(model.data, steps=2, learning_rate=0.01)
    expected = wg.Model(model.text).evaluate(model.data, run.parameters)[model.step.loss]
    assert subject_at(run.record).loss() == pytest.approx(float(expected), rel=1e-12)


WIDE = """
x[i, k]: data
y[i, c]: data
j: index(12)
w1[k, j]: parameter = he()
b1[j]: parameter = zeros()
w2[j, c]: parameter = he()
b2[c]: parameter = zeros()
h[i, j] = relu(sum[k](x[i, k] * w1[k, j]) + b1[j])
z[i, c] = sum[j](h[i, j] * w2[j, c]) + b2[c]
loss = mean[i](logsumexp[c](z[i, c]) - sum[c](y[i, c] * z[i, c]))
"""


def test_the_sharpness_of_a_wider_network() -> None:
    random = np.random.default_rng(6)
    data = {"x": random.standard_normal((80, 16)), "y": np.eye(5)[random.integers(5, size=80)]}
    run = wg.Model(WIDE).fit(data, steps=40, learning_rate=0.1)
    curvature = curvature_of(run)
    assert curvature.size == 269
    expected = np.linalg.eigvalsh(difference_matrix(run))[-1]
    assert sharpness(curvature) == pytest.approx(expected, rel=1e-4)


def test_the_directions_hold_all_that_is_left_to_gain() -> None:
    """More parameters than directions: together they still reach the least squares."""
    random = np.random.default_rng(7)
    x, y = random.standard_normal((200, 60)), random.standard_normal(200)
    text = """
    x[i, k]: data
    y[i]: data
    w[k]: parameter = zeros()
    loss = mean[i]((sum[k](x[i, k] * w[k]) - y[i])**2)
    """
    run = wg.Model(text).fit({"x": x, "y": y}, steps=2, learning_rate=1e-3)
    curvature = curvature_of(run)
    found = directions(curvature)
    assert len(found) < curvature.size
    least = np.mean((x @ np.linalg.lstsq(x, y, rcond=None)[0] - y) ** 2)
    left = curvature.subject.loss() - least
    assert sum(direction.gain for direction in found) == pytest.approx(left, rel=1e-6)


def test_a_product_is_bounded_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many samples some are drawn, always the same; the report says how many."""
    run = run_of("iris")
    whole = run.health()
    assert whole.figures == run.health().figures
    each = estimated_seconds(curvature_step(run.record.step), subject_at(run.record).lengths)
    monkeypatch.setattr(curvature, "MOST_WORK", 0.8 * each)
    few = curvature.affordable(subject_at(run.record))
    assert (few.samples, few.drawn_from) == (120, 150)
    rows = {tuple(row) for row in subject_at(run.record).data["measures"].tolist()}
    assert {tuple(row) for row in few.data["measures"].tolist()} <= rows
    assert len(few.data["species"]) == 120
    report = run.health()
    assert ", measured on 120 of the 150 samples." in " ".join(str(report).split())
    assert report.figures["sharpness"] == pytest.approx(whole.figures["sharpness"], rel=0.2)
    assert report.figures["sharpness"] == sharpness(Curvature(few))


def test_samples_that_carry_parameters_are_all_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(curvature, "MOST_WORK", 0.0)
    monkeypatch.setattr(curvature, "LEAST_SAMPLES", 1)
    model = wg.Model("x[i]: data\nw[i]: parameter = 1\nloss = mean[i]((w[i] * x[i] - 1)**2)")
    run = model.fit({"x": [1.0, 2.0, 3.0]}, steps=1, learning_rate=0.1)
    assert curvature.affordable(subject_at(run.record)).samples == 3
