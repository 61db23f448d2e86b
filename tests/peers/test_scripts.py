"""Scripts in PyTorch and JAX: starting values, draws, mini-batches, tables, what is not finite."""

import csv
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from golden.rewrite import golden_path, goldens
from peers.frameworks import FRAMEWORKS, Framework, plain
from test_schedules import BATCHES, DATA, RATE, by_hand
from test_schedules import SEED as FALLING_SEED
from test_schedules import STEP as FALLING
from test_schedules import STEPS as FALLING_STEPS
from whygrad.calculus.derivation import derive
from whygrad.calculus.evaluation import evaluate
from whygrad.engines.numpy import NumpyEngine
from whygrad.engines.programs import load
from whygrad.examples import Example
from whygrad.language.equations import ITERATION, LEARNING_RATE, Step
from whygrad.language.parsing import parse
from whygrad.training.initializers import starting_values
from whygrad.training.optimizers import OPTIMIZERS, composed, with_update
from whygrad.writers.outline import BATCH, FIRST, HISTORY, SEED, STEPS
from zoo import LONG, ZOO

PEERS = pytest.mark.parametrize("peer", FRAMEWORKS, ids=lambda peer: peer.name)
GRADIENTS = pytest.mark.parametrize("autograd", [False, True], ids=["own", "autograd"])


def whole(text: str) -> Step:
    return with_update(derive(parse(text)))


def run_main(source: str) -> Any:
    """The script run as a program, to look at what it has computed."""
    return load(source.replace('if __name__ == "__main__":', "if True:"))


def run_file(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", str(path), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("style", "example"),
    [each for each in goldens() if each[0] in ("torch", "jax")],
    ids=lambda value: getattr(value, "name", value),
)
def test_golden_scripts_print_what_a_run_reaches(style: str, example: Example) -> None:
    from test_golden_scripts import printed_numbers, trained

    path = golden_path(style, example)
    reads = "DATA.csv" in path.read_text(encoding="utf-8")
    done = run_file(path, *([str(example.files[1])] if reads else []))
    assert done.returncode == 0, done.stderr
    run, found = trained(example.name), printed_numbers(done.stdout)
    assert found["loss in the first step"] == pytest.approx([run.losses[0]], rel=1e-9)
    assert found["loss in the last step"] == pytest.approx([run.losses[-1]], rel=1e-9)
    digits = 1e-6 if style == "jax" else 1e-9  # JAX prints arrays to eight digits
    for name, value in run.parameters.items():
        np.testing.assert_allclose(found[name], np.ravel(value), rtol=digits)


@PEERS
@GRADIENTS
def test_the_script_of_a_run_ends_where_it_ended(
    autograd: bool, peer: Framework, tmp_path: Path
) -> None:
    from test_golden_scripts import printed_numbers, trained

    run, script = trained("two_layers"), tmp_path / "script.py"
    script.write_text(run.script(peer.name, autograd=autograd))
    done = run_file(script)
    assert done.returncode == 0, done.stderr
    found = printed_numbers(done.stdout)
    assert found["loss in the last step"] == pytest.approx([run.losses[-1]], rel=1e-9)
    assert ("finds the gradients by itself" in script.read_text()) == autograd


STARTS = """
x[i, k]: data
y[i, m]: data
scale: setting = 3
w[k, m]: parameter = {start}
b[m]: parameter = {start}
a: parameter = {start}
c[k]: parameter = constant(scale)
out[i, m] = a * sum[k](x[i, k] * w[k, m] * c[k]) + b[m]
loss = mean[i, m]((out[i, m] - y[i, m])**2)
"""


@PEERS
@pytest.mark.parametrize("start", ["uniform(-1, 2)", "normal(0.5, scale)", "glorot()", "he()"])
def test_starts_are_the_bits_of_the_rules(start: str, peer: Framework) -> None:
    step = whole(STARTS.format(start=start))
    data = {"x": np.ones((2, 3)), "y": np.ones((2, 4))}
    settings = {"scale": 3.0}
    want, _ = starting_values(step, {"i": 2, "k": 3, "m": 4}, seed=7, settings=settings)
    options = {"steps": 1, "learning_rate": 0.0, "seed": 7}
    module = run_main(peer.writer.write(step, data, **options))
    other = run_main(peer.writer.write(step, data, {"w": want["w"] * 2}, **options))
    for name in ("w", "b", "a", "c"):
        np.testing.assert_array_equal(plain(getattr(module, name)), want[name])
        np.testing.assert_array_equal(plain(getattr(other, name)), want[name] * (1 + (name == "w")))


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


@PEERS
@pytest.mark.parametrize("seed", [0, 2**31, 2**32 - 1])
def test_draws_are_the_numbers_of_the_numpy_engine(seed: int, peer: Framework) -> None:
    values = {"x": np.ones((2, 3)), "y": np.ones(2), "keep": 0.7, "w": np.ones(3)}
    values |= {SEED: seed, ITERATION: 11}
    got = peer.call(peer.writer.write_program(whole(DRAWS)), "draw", values)
    want = NumpyEngine(whole(DRAWS)).evaluate(
        {"x": values["x"], "y": values["y"]}, {"w": np.ones(3)}, seed=seed, iteration=11
    )
    for name in ("mask", "shift"):
        np.testing.assert_array_equal(plain(got[name]), want[name])
    np.testing.assert_allclose(plain(got["noise"]), want["noise"], rtol=1e-15)


BATCHED = """
temperature: data
x[i, k]: data
y[i]: data
importance[k]: data
kept[i]: draw = bernoulli(0.5)
w[k]: parameter = normal(0, 1)
output[i] = sum[k](x[i, k] * w[k] * importance[k]) * kept[i] / temperature
loss = mean[i]((output[i] - y[i])**2) / (1 + 0.1 * iteration)
"""


@PEERS
@GRADIENTS
@pytest.mark.parametrize("shuffle", [True, False])
@pytest.mark.parametrize("batch", [1, 3, 7, 9])
def test_mini_batches_are_those_of_the_numpy_engine(
    batch: int, shuffle: bool, autograd: bool, peer: Framework
) -> None:
    step, rng = whole(BATCHED), np.random.default_rng(0)
    data = {"temperature": np.array(2.0), "x": rng.normal(size=(7, 2)), "y": rng.normal(size=7)}
    data |= {"importance": np.array([0.5, 2.0])}
    start = {"w": np.array([0.3, -0.2])}
    options = {"steps": 7, "learning_rate": 0.1, "seed": 5, "first": 2}
    want, _, scalars = NumpyEngine(step, batch, shuffle).train(data, start, **options)
    program = peer.writer.write_program(step, batch=True, shuffle=shuffle, autograd=autograd)
    values = {**data, **start, LEARNING_RATE: 0.1, STEPS: 7, BATCH: batch, SEED: 5, FIRST: 2}
    result = peer.call(program, "train", values)
    np.testing.assert_allclose(plain(result[HISTORY]["loss"]), scalars["loss"], rtol=1e-12)
    np.testing.assert_allclose(plain(result["w"]), want["w"], rtol=1e-12)


@PEERS
def test_a_script_without_data_reads_a_table(peer: Framework, tmp_path: Path) -> None:
    text = """
    inputs[i, k]: data
    label[i, c]: data
    scale[c]: data
    grid[i, t, k]: data
    height: data
    t: index(2)
    w[k, c]: parameter = zeros()
    z[i, c] = height * scale[c] * sum[k](inputs[i, k] * w[k, c]) + 0 * sum[t, k](grid[i, t, k])
    loss = mean[i](logsumexp[c](z[i, c]) - sum[c](label[i, c] * z[i, c]))
    """
    columns = {"inputs": ["a", "b"], "label": ("kind", ["yes", "no"]), "scale": ["s"]}
    columns |= {"grid": ["a", "a", "b", "s"], "height": ["b"]}
    script, table = tmp_path / "script.py", tmp_path / "data.csv"
    script.write_text(peer.writer.write(whole(text), columns=columns, steps=2, learning_rate=0.1))
    with table.open("w", newline="") as file:
        csv.writer(file).writerows([["a", "kind", "b", "s"], [1, "yes", 2, 1], [3, "no", 5, 1]])
    done = run_file(script, str(table))
    assert done.returncode == 0, done.stderr
    assert "loss in the first step: 0.693147" in done.stdout


@PEERS
def test_no_function_overflows_where_its_value_is_finite(peer: Framework) -> None:
    text = """
    x[i]: data
    z[i, c]: data
    w: parameter = 1
    a[i] = sigmoid(x[i])
    b[i] = 1 / (1 + exp(x[i]))
    c1[i] = softplus(x[i])
    d[i] = silu(x[i])
    e[i] = elu(x[i])
    f[i] = logsumexp[c](z[i, c])
    loss = w
    """
    values = {"x": np.array([-2000.0, -800.0, 800.0, 2000.0]), "w": np.array(1.0)}
    values["z"] = np.array([[1e4, 1e4], [-1e4, -1e4], [-np.inf, 2.0], [-np.inf, -np.inf]])
    program = peer.writer.write_program(derive(parse(text)), everything=True)
    got = {name: plain(one) for name, one in peer.call(program, "forward", values).items()}
    np.testing.assert_allclose(got["a"], [0, 0, 1, 1], atol=1e-300)
    np.testing.assert_allclose(got["b"], [1, 1, 0, 0], atol=1e-300)
    np.testing.assert_allclose(got["c1"], [0, 0, 800, 2000], atol=1e-300)
    np.testing.assert_allclose(got["d"], [0, 0, 800, 2000], atol=1e-300)
    np.testing.assert_allclose(got["e"], [-1, -1, 800, 2000])
    log2 = np.log(2)
    np.testing.assert_allclose(got["f"], [1e4 + log2, -1e4 + log2, 2, -np.inf])


@PEERS
def test_nan_and_infinity_stay_where_the_reference_keeps_them(peer: Framework) -> None:
    text = """
    x[i, k]: data
    w: parameter = 1
    a[i] = max[k](x[i, k])
    b[i, k] = relu(x[i, k]) + maximum(x[i, k], 0) + maximum(0, x[i, k]) + minimum(0, x[i, k])
    c[i, k] = leaky_relu(x[i, k]) + elu(x[i, k]) + sign(x[i, k]) + abs(x[i, k]) + step(x[i, k])
    d[i, k] = softplus(x[i, k]) + sigmoid(x[i, k]) + gelu(x[i, k]) + tanh(x[i, k])
    e[i] = logsumexp[k](x[i, k])
    f = max[i, k](x[i, k]) + logsumexp[i, k](x[i, k])
    loss = w
    """
    step = derive(parse(text))
    some = [[np.nan, 1.0], [1.0, np.nan], [0.5, -1.5], [np.inf, 1.0], [0.0, 0.0]]
    values = {"x": np.array(some), "w": np.array(1.0)}
    want = evaluate(step, values, {"i": 5, "k": 2})
    got = peer.call(peer.writer.write_program(step, everything=True), "forward", values)
    for name in "abcdef":
        np.testing.assert_allclose(plain(got[name]), want[name])


NUMBERS = """
x[i]: data
k: index(3)
rate: setting = 2
big: setting = 0.75
count: state = 0
speed[k]: state = ones()
w: parameter = 1
v[k]: parameter = ones()
warmth = 1 / (1 + rate * iteration) + exp(-rate) * sigmoid(big) + sqrt(size[i])
flat[k] = rate
steady = maximum(rate, big) + minimum(0.5, big) + equal(rate, 2) + max[i](maximum(x[i], rate))
loss = mean[i]((w * x[i] * warmth)**2) + sum[k]((v[k] - flat[k] / big)**2) + steady
"""


@PEERS
@GRADIENTS
def test_scalars_of_mere_numbers(autograd: bool, peer: Framework) -> None:
    """Settings, sizes and the iteration are numbers of Python's own, or become such."""
    step = whole(NUMBERS)
    data = {"x": np.array([0.5, -1.0])}
    start = {"w": np.array(1.0), "v": np.ones(3)}
    states = {"count": np.array(0.0), "speed": np.ones(3)}
    settings = {"rate": 2.0, "big": 0.75}
    options = {"steps": 4, "learning_rate": 1e-2, "first": 1}
    want, _, scalars = NumpyEngine(step).train(data, start, states, settings, **options)
    values = {**data, **start, **states, **settings, LEARNING_RATE: 1e-2, STEPS: 4, FIRST: 1}
    result = peer.call(peer.writer.write_program(step, autograd=autograd), "train", values)
    for name, numbers in scalars.items():
        np.testing.assert_allclose(plain(result[HISTORY][name]), numbers, rtol=1e-12)
    for name in ("w", "v"):
        np.testing.assert_allclose(plain(result[name]), want[name], rtol=1e-12)


@PEERS
def test_an_update_may_set_a_state_to_a_number(peer: Framework) -> None:
    from whygrad.language.notation import step_text
    from whygrad.language.parsing import parse_step

    text = """
    x[i]: data
    count: state = 0
    w: parameter = 1
    loss = mean[i]((w * x[i] + tanh(count))**2)
    """
    update = "count = iteration + 1\nw = w - learning_rate * grad_w / sqrt(count)\n"
    step = parse_step(f"{step_text(derive(parse(text)))}\n{update}")
    values = {"x": np.array([0.5, -1.0]), "w": np.array(1.0), "count": np.array(0.0)}
    options = {"steps": 4, "learning_rate": 1e-2}
    engine = NumpyEngine(step)
    want, _, _ = engine.train(values, {"w": 1.0}, {"count": 0.0}, **options)
    values |= {LEARNING_RATE: 1e-2, STEPS: 4, FIRST: 0}
    got = peer.call(peer.writer.write_program(step), "train", values)
    np.testing.assert_allclose(plain(got["w"]), want["w"], rtol=1e-12)


SCHEDULED = {
    "warmup, cosine": composed("adamw", ["warmup", "cosine"], "norm", 9),
    "step": composed("momentum", "step", "value"),
    "plateau": composed("nesterov", "plateau", "norm"),
}


@pytest.mark.parametrize("optimizer", [*OPTIMIZERS, *SCHEDULED])
@GRADIENTS
@PEERS
def test_optimizers(peer: Framework, autograd: bool, optimizer: str) -> None:
    rule = SCHEDULED.get(optimizer, optimizer)
    step, model = with_update(derive(parse(ZOO["deep"].text)), rule), ZOO["deep"]
    _, states = starting_values(step, model.lengths)
    settings = {line.name: float(line.value.value) for line in step.settings if line.value}
    options = {"steps": 9, "learning_rate": 1e-2}
    start = model.parameters
    want, _, _ = NumpyEngine(step).train(model.data, start, states, settings, **options)
    values = {**model.data, **start, **states, **settings, LEARNING_RATE: 1e-2, STEPS: 9, FIRST: 0}
    got = peer.call(peer.writer.write_program(step, autograd=autograd), "train", values)
    for name, value in want.items():
        np.testing.assert_allclose(plain(got[name]), value, rtol=1e-9, atol=1e-12)


def test_two_thousand_equations() -> None:
    """PyTorch; JAX takes its time to compile so many."""
    torch = FRAMEWORKS[0]
    step = with_update(LONG.step)
    values = {"x": np.array([1.0, 2, 3]), "y": np.array([2.0, 1, 0]), "w": np.array(1.0)}
    values |= {LEARNING_RATE: 0.1, STEPS: 1}
    got = torch.call(torch.writer.write_program(step), "train", values)
    want = evaluate(step, values, {"i": 3})
    np.testing.assert_allclose(plain(got["w"]), want["w"], rtol=1e-9)


@PEERS
@GRADIENTS
@BATCHES
def test_a_learning_rate_that_falls(batch: int | None, autograd: bool, peer: Framework) -> None:
    program = peer.writer.write_program(FALLING, batch=batch is not None, autograd=autograd)
    values = {**DATA, "w": np.array(1.0), LEARNING_RATE: RATE, SEED: FALLING_SEED, FIRST: 0}
    result = peer.call(program, "train", {**values, STEPS: FALLING_STEPS, BATCH: batch})
    weight, losses = by_hand(batch)
    np.testing.assert_allclose(plain(result[HISTORY]["loss"]), losses, rtol=1e-12)
    np.testing.assert_allclose(plain(result["w"]), weight, rtol=1e-12)
