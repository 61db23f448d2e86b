"""The NumPy writer and its engine, against the reference interpreter over the zoo."""

import csv
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from agreement import disagreements
from whygrad.calculus.derivation import derive
from whygrad.calculus.evaluation import evaluate
from whygrad.engines.numpy import NumpyEngine
from whygrad.engines.programs import load
from whygrad.language.equations import GRADIENT, ITERATION, LEARNING_RATE, Equation, Step
from whygrad.language.expressions import Binary, Entry
from whygrad.language.parsing import parse
from whygrad.writers.names import spell_names
from whygrad.writers.numpy import write, write_prediction, write_program
from whygrad.writers.wrapping import broken
from zoo import LONG, ZOO, Model

MODELS = pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)

NEURON = """
celsius[i]:    data
fahrenheit[i]: data
weight: parameter = uniform(0, 1)
bias:   parameter = uniform(0, 1)

output[i] = celsius[i] * weight + bias                    # the neuron
loss      = mean[i]((output[i] - fahrenheit[i])**2)       # mean squared error
"""


def with_descent(step: Step) -> Step:
    """The step with gradient descent for all parameters that have a gradient."""
    derived = {equation.name for equation in step.backward}
    update = []
    for line in step.parameters:
        if GRADIENT + line.name in derived:
            target = Entry(line.name, line.indexes)
            slope = Entry(GRADIENT + line.name, line.indexes)
            change = Binary("*", Entry(LEARNING_RATE), slope)
            caption = "" if update else "gradient descent"
            update.append(Equation(target, Binary("-", target, change), caption))
    return replace(step, update=tuple(update))


def whole(text: str) -> Step:
    return with_descent(derive(parse(text)))


def drawn(model: Model) -> dict[str, np.ndarray]:
    return model.named("draw")


def run_at(model: Model, values: dict[str, Any]) -> dict[str, Any]:
    engine = NumpyEngine(model.step)
    return engine.evaluate(values, {}, iteration=int(model.values[ITERATION]))


def quantities(model: Model) -> dict[str, Any]:
    return {name: value for name, value in model.values.items() if name != ITERATION}


@MODELS
def test_a_step_agrees_with_the_reference_interpreter(model: Model) -> None:
    got = run_at(model, quantities(model))
    found = disagreements(
        got, model.expected, model.magnitudes, model.computed, factor=1e-12, allow_nan=True
    )
    assert not found


@MODELS
def test_float32_stays_float32(model: Model) -> None:
    """Every array and scalar that is handed on; a mere count is an integer or float64."""
    values = {name: np.float32(value) for name, value in quantities(model).items()}
    engine = NumpyEngine(model.step)
    known = {**engine.bind(values), ITERATION: 3, "run.seed": 1}
    read = {e.name for line in model.step for e in entries_of(line)}
    for name in ("forward", "backward"):
        if name in engine.whole.functions:
            known |= engine.call(engine.whole, name, known)
    for name in set(model.computed) & read:
        value = known[name]
        if not isinstance(value, int | float) or isinstance(value, np.generic):
            assert value.dtype == np.float32, f"{name} is {value.dtype}"


def entries_of(equation: Equation) -> list[Entry]:
    from whygrad.language.expressions import entries

    return list(entries(equation.expression))


@MODELS
def test_training_is_the_updates_of_the_reference(model: Model) -> None:
    step = model.step if model.step.update else with_descent(model.step)
    states = model.named("state")
    settings = {name: float(value) for name, value in model.named("setting").items()}
    parameters, states, history = NumpyEngine(step).train(
        model.data, model.parameters, states, settings, steps=2, learning_rate=1e-3, seed=5, first=3
    )
    want = {**model.values, LEARNING_RATE: np.array(1e-3)}
    for number in (3, 4):
        want[ITERATION] = np.array(float(number))
        draws = NumpyEngine(step).evaluate(
            model.data,
            {line.name: want[line.name] for line in step.parameters},
            {line.name: want[line.name] for line in step.declared("state")},
            settings,
            seed=5,
            iteration=number,
        )
        want |= {line.name: draws[line.name] for line in step.declared("draw")}
        want = evaluate(step, want, model.lengths)
        for name in step.scalars():
            np.testing.assert_allclose(history[name][number - 3], want[name], rtol=1e-9)
    for name, value in {**parameters, **states}.items():
        np.testing.assert_allclose(value, want[name], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    "model", [m for m in ZOO.values() if not m.step.declared("draw")], ids=lambda m: m.name
)
def test_a_prediction_needs_only_what_it_depends_on(model: Model) -> None:
    """Each forward quantity by itself is what it is in the whole step, bit for bit.

    Models with draws are left out: a draw is its mean in a prediction (tested in test_run).
    """
    engine = NumpyEngine(model.step)
    got = run_at(model, quantities(model))
    for equation in model.step.forward:
        program = write_prediction(model.step, equation.name)
        read = program.functions["predict"].arguments
        values = {name: model.values[name] for name in read}
        predicted = engine.predict(equation.name, values, iteration=3)
        np.testing.assert_array_equal(predicted, got[equation.name])


def test_generated_programs_are_formatted_and_lint_free(tmp_path: Path) -> None:
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent)) or shutil.which("ruff")
    assert ruff is not None, "ruff is missing: make setup installs it"
    for name, model in ZOO.items():
        step = with_descent(model.step)
        if all(len(line.indexes) < 3 for line in step.data):
            (tmp_path / f"{name}.py").write_text(write(step))
        (tmp_path / f"{name}_data.py").write_text(
            write(step, model.data, {**model.parameters, **model.named("state")})
        )
        (tmp_path / f"{name}_all.py").write_text(write_program(step, everything=True).source)
    options = ["--isolated", "--no-cache", str(tmp_path)]
    lint = [ruff, "check", "--extend-select", "F,B", *options]
    formatter = [ruff, "format", "--line-length", "88", "--diff", *options]
    for command in (lint, formatter):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_neuron_reads_like_a_tutorial() -> None:
    assert (
        write_program(whole(NEURON)).source
        == '''\
"""A neural network in NumPy, written by whygrad from its equations."""

import numpy as np


def forward(celsius, fahrenheit, weight, bias):
    # the neuron
    output = celsius * weight + bias
    # mean squared error
    loss = ((output - fahrenheit) ** 2).sum() / len(celsius)
    return output, loss


def backward(celsius, fahrenheit, output):
    grad_output = 2 * (output - fahrenheit) / len(celsius)  # from loss
    grad_weight = grad_output @ celsius  # from output
    grad_bias = grad_output.sum()  # from output
    return grad_weight, grad_bias


def update_parameters(weight, bias, grad_weight, grad_bias, learning_rate):
    weight = weight - learning_rate * grad_weight  # gradient descent
    bias = bias - learning_rate * grad_bias
    return weight, bias


def train(celsius, fahrenheit, weight, bias, learning_rate, steps):
    history = {"loss": np.empty(steps)}
    for step in range(steps):
        output, loss = forward(celsius, fahrenheit, weight, bias)
        grad_weight, grad_bias = backward(celsius, fahrenheit, output)
        weight, bias = update_parameters(
            weight, bias, grad_weight, grad_bias, learning_rate
        )
        history["loss"][step] = loss
    return weight, bias, history
'''
    )


SHAPES = """
a[i, k]: data
b[k, j]: data
g[i, m]: data
v[k]: data
u[i]: data
n: index(3)
t[i, k, m]: data
w: parameter = 1
"""


@pytest.mark.parametrize(
    ("equation", "code"),
    [
        ("q[i, j] = sum[k](a[i, k] * b[k, j])", "a @ b"),
        ("q[j, i] = sum[k](a[i, k] * b[k, j])", "(a @ b).T"),
        ("q[k, m] = sum[i](g[i, m] * a[i, k])", "a.T @ g"),
        ("q[i] = sum[k](a[i, k] * v[k])", "a @ v"),
        ("q[k] = sum[i](u[i] * a[i, k])", "u @ a"),
        ("q = sum[i](u[i] * u[i])", "u @ u"),
        ("q = sum[i](u[i] / u[i])", "(u / u).sum()"),
        ("q = sum[i](1 / u[i])", "(1 / u).sum()"),
        ("q[i] = sum[k](2 * a[i, k] * v[k] / 3)", "2 * (a @ v) / 3"),
        ("q = mean[i](sum[k](a[i, k]**2))", "(a**2).sum() / len(a)"),
        ("q = mean[i, k](a[i, k])", "a.sum() / (len(a) * a.shape[1])"),
        ("q[k] = sum[i](a[i, k])", "a.sum(axis=0)"),
        ("q[i] = max[k](a[i, k])", "a.max(axis=1)"),
        ("q[i] = logsumexp[k](a[i, k])", "logsumexp(a, axis=1)"),
        ("q = sum[i](w)", "w * len(a)"),
        ("q[k, i] = a[i, k] + u[i]", "a.T + u"),
        ("q[i, k] = a[i, k] * u[i]", "a * u[:, None]"),
        ("q[n] = w", "np.full(3, w)"),
        ("q[i, k] = u[i] - 1", "np.full((len(u), len(b)), (u - 1)[:, None])"),
        ("q[k, j] = sum[i](u[i] * a[i, k] * a[i, j])", "(u * a.T) @ a"),
        ("q[i, m] = sum[k](t[i, k, m] * a[i, k])", "(t * a[:, :, None]).sum(axis=1)"),
        ("q = sum[i, k](u[i] * a[i, k] * v[k])", "u @ a @ v"),
        ("q[k, j, m] = sum[i](a[i, k] * a[i, j] * g[i, m])", 'np.einsum("ik,ij,im->kjm", a, a, g)'),
        ("q[m, k] = sum[i, j](t[i, j, m] * t[i, j, k])", "np.tensordot("),
        ("q = a_very_plain_name(w)", ""),
    ][:-1],
)
def test_sums_become_what_a_person_would_write(equation: str, code: str) -> None:
    text = SHAPES + equation + "\nloss = w"
    program = write_prediction(parse(text), "q").source
    assert f"q = {code}" in program


def test_reserved_names_get_underscores() -> None:
    assert spell_names(["len", "len_", "np", "x"], {"len", "np"}) == {
        "len": "len__",
        "len_": "len_",
        "np": "np_",
        "x": "x",
    }
    text = """
    np[i]: data
    len[i]: data
    train: parameter = 0.5
    step_: parameter = 0.25
    history[i] = np[i] * train + step_
    steps = mean[i]((history[i] - len[i])**2)
    """
    step = whole(text)
    data = {"np": np.array([1.0, 2, 4]), "len": np.array([1.0, 3, 2])}
    start = {"train": 0.5, "step_": 0.25}
    parameters, _, history = NumpyEngine(step).train(data, start, steps=3, learning_rate=0.1)
    assert set(parameters) == {"train", "step_"}
    assert history["steps"].shape == (3,)
    assert history["steps"][2] < history["steps"][0]
    assert {"np_", "train_"} <= set(write_program(step).names.values())


def test_two_thousand_equations() -> None:
    step = with_descent(LONG.step)
    data = {"x": np.array([1.0, 2, 3]), "y": np.array([2.0, 1, 0])}
    parameters, _, _ = NumpyEngine(step).train(data, {"w": 1.0}, steps=1, learning_rate=0.1)
    want = evaluate(step, {**data, "w": 1.0, LEARNING_RATE: 0.1}, {"i": 3})
    np.testing.assert_allclose(parameters["w"], want["w"], rtol=1e-9)


def hashed(seed: int, step: int, position: int) -> tuple[float, float]:
    """Two uniform numbers: pcg3d with Python's whole numbers."""
    x, y, z = ((word * 1664525 + 1013904223) % 2**32 for word in (seed, step, position))

    def mix(x: int, y: int, z: int) -> tuple[int, int, int]:
        x = (x + y * z) % 2**32
        y = (y + z * x) % 2**32
        return x, y, (z + x * y) % 2**32

    x, y, z = (word ^ word >> 16 for word in mix(x, y, z))
    x, y, z = mix(x, y, z)
    return (x >> 8) * 2.0**-24, (y >> 8) * 2.0**-24


DRAWS = """
x[i, k]: data
y[i]: data
keep: setting = 0.7
unused[i]: draw = uniform(0, 1)
mask[i, k]: draw = bernoulli(keep)
shift: draw = uniform(-1, 2)
noise[k]: draw = normal(0.5, 2)
w[k]: parameter = ones()
output[i] = sum[k](x[i, k] * mask[i, k] / keep * (w[k] + noise[k])) + shift
loss = mean[i]((output[i] - y[i])**2)
"""


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_draws_come_from_the_published_hash(dtype: Any) -> None:
    data = {"x": np.ones((2, 3), dtype), "y": np.ones(2, dtype)}
    parameters = {"w": np.ones(3, dtype)}
    got = NumpyEngine(whole(DRAWS)).evaluate(data, parameters, seed=7, iteration=11)
    for place in range(6):
        assert got["mask"].flat[place] == (hashed(7, 11, 2 + place)[0] < dtype(0.7))
    assert got["shift"] == pytest.approx(-1 + 3 * hashed(7, 11, 8)[0], rel=1e-6)
    for place in range(3):
        u, v = hashed(7, 11, 9 + place)
        normal = np.sqrt(-2 * np.log(1 - u)) * np.cos(2 * np.pi * v)
        assert got["noise"][place] == pytest.approx(0.5 + 2 * normal, rel=1e-5)
    assert all(got[name].dtype == dtype for name in ("mask", "shift", "noise", "output"))


def test_draws_without_a_seed_and_in_predictions_are_means() -> None:
    engine = NumpyEngine(whole(DRAWS))
    data = {"x": np.ones((2, 3)), "y": np.ones(2)}
    got = engine.evaluate(data, {"w": np.ones(3)}, seed=None)
    assert got["shift"] == 0.5
    np.testing.assert_array_equal(got["mask"], np.full((2, 3), 0.7))
    np.testing.assert_array_equal(got["noise"], np.full(3, 0.5))
    predicted = engine.predict("output", {"x": data["x"], "w": np.ones(3)})
    np.testing.assert_allclose(predicted, got["output"])


def test_a_run_in_slices_is_the_run() -> None:
    engine = NumpyEngine(whole(DRAWS))
    data = {"x": np.arange(6.0).reshape(2, 3), "y": np.ones(2)}
    start = {"w": np.ones(3)}
    options = {"learning_rate": 1e-3, "seed": 2}
    at_once, _, history = engine.train(data, start, steps=5, **options)
    half, _, first = engine.train(data, start, steps=2, **options)
    sliced, _, second = engine.train(data, half, steps=3, first=2, **options)
    np.testing.assert_array_equal(at_once["w"], sliced["w"])
    np.testing.assert_array_equal(history["loss"], [*first["loss"], *second["loss"]])


@pytest.mark.parametrize("worst", [np.inf, -np.inf, np.nan])
def test_logsumexp_keeps_what_is_not_finite(worst: float) -> None:
    text = "x[i, c]: data\nw: parameter = 1\nlse[i] = logsumexp[c](x[i, c])\nloss = w"
    x = np.array([[worst, 1.0, 2.0], [worst, worst, worst], [1000.0, 1000.0, 1000.0]])
    got = NumpyEngine(parse(text)).predict("lse", {"x": x})
    want = [np.logaddexp(1, 2) if worst == -np.inf else worst, worst, 1000 + np.log(3)]
    np.testing.assert_allclose(got, want)


def run_script(source: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "script.py").write_text(source)
    command = [sys.executable, "-W", "error", str(folder / "script.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def run_main(source: str, folder: Path) -> ModuleType:
    """The script run as a program, to look at what it has computed."""
    ended = source.replace('if __name__ == "__main__":', "if True:")
    return load(ended)


def test_a_script_with_data_runs_by_itself(tmp_path: Path) -> None:
    celsius = np.arange(-50.0, 50.0)
    data = {"celsius": celsius, "fahrenheit": celsius * 9 / 5 + 32}
    source = write(whole(NEURON), data, {"weight": 0.5, "bias": 0.5}, steps=11, learning_rate=1e-4)
    assert "celsius = np.arange(-50.0, 50.0)" in source
    done = run_script(source, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "2359.915" in done.stdout
    assert "1023.69371877" in done.stdout


@pytest.mark.parametrize("start", ["uniform(-1, 2)", "normal(0.5, 3)", "glorot()", "he()"])
def test_a_script_draws_the_starts_of_the_rules(start: str, tmp_path: Path) -> None:
    from whygrad.training.initializers import starting_values

    text = f"""
    x[i, k]: data
    y[i, m]: data
    w[k, m]: parameter = {start}
    b[m]: parameter = {start}
    scale: parameter = 0.5
    out[i, m] = scale * sum[k](x[i, k] * w[k, m]) + b[m]
    loss = mean[i, m]((out[i, m] - y[i, m])**2)
    """
    step = whole(text)
    data = {"x": np.ones((2, 3)), "y": np.ones((2, 4))}
    want, _ = starting_values(step, {"i": 2, "k": 3, "m": 4}, seed=3, settings={})
    module = run_main(write(step, data, steps=1, learning_rate=0.0, seed=3), tmp_path)
    given = run_main(
        write(step, data, {"w": want["w"] * 2}, steps=1, learning_rate=0.0, seed=3), tmp_path
    )
    for name in ("w", "b", "scale"):
        np.testing.assert_array_equal(getattr(module, name), want[name])
    np.testing.assert_array_equal(given.w, want["w"] * 2)
    np.testing.assert_array_equal(given.b, want["b"])


CLASSES = """
inputs[i, k]: data
label[i, c]: data
scale[c]: data
w[k, c]: parameter = zeros()
z[i, c] = scale[c] * sum[k](inputs[i, k] * w[k, c])
loss = mean[i](logsumexp[c](z[i, c]) - sum[c](label[i, c] * z[i, c]))
"""


def test_a_script_without_data_reads_a_table(tmp_path: Path) -> None:
    columns = {"inputs": ["a", "b"], "label": ("kind", ["yes", "no"]), "scale": ["s"]}
    source = write(whole(CLASSES), columns=columns, steps=2, learning_rate=0.1)
    table = tmp_path / "data.csv"
    with table.open("w", newline="") as file:
        csv.writer(file).writerows([["a", "kind", "b", "s"], [1, "yes", 2, 1], [3, "no", 5, 1]])
    done = run_script(source, tmp_path, str(table))
    assert done.returncode == 0, done.stderr
    assert "loss in the first step: 0.693147" in done.stdout
    usage = run_script(source, tmp_path)
    assert (usage.returncode, usage.stderr) == (1, f"usage: python {tmp_path}/script.py DATA.csv\n")
    table.write_text("a,kind,s\n1,yes,1\n")
    missing = run_script(source, tmp_path, str(table))
    assert (missing.returncode, missing.stderr) == (1, f"{table} has no column 'b'.\n")


def test_tracebacks_show_the_lines_of_the_program() -> None:
    module = load("def fail(x):\n    return x / 0  # here\n")
    assert load("def fail(x):\n    return x / 0  # here\n") is module
    with pytest.raises(ZeroDivisionError) as caught:
        module.fail(1)
    assert "# here" in str(caught.traceback[-1].statement)


LONG_NAME = "a_name_" * 14


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        (LONG_NAME, [f"q = {LONG_NAME}"]),
        (f"1 + {LONG_NAME}", ["q = (", "    1", f"    + {LONG_NAME}", ")"]),
        (
            f"(x + {LONG_NAME[:70]}).max(axis=1).T",
            ["q = (", f"    (x + {LONG_NAME[:70]})", "    .max(axis=1)", "    .T", ")"],
        ),
    ],
)
def test_wide_code_is_broken_where_ruff_breaks_it(code: str, lines: list[str]) -> None:
    assert broken("q = ", code, "") == lines
