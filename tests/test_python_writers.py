"""The two plain Python writers, against the reference interpreter over the zoo."""

import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import numpy as np
import pytest

from agreement import disagreements
from whygrad.calculus.derivation import derive
from whygrad.calculus.evaluation import evaluate
from whygrad.engines.numpy import NumpyEngine
from whygrad.engines.programs import load
from whygrad.language.equations import ITERATION, LEARNING_RATE, Step
from whygrad.language.messages import WhygradError
from whygrad.language.notation import step_text
from whygrad.language.parsing import parse, parse_step
from whygrad.training.initializers import starting_values
from whygrad.training.optimizers import with_update
from whygrad.writers import comprehensions, loops, numpy
from whygrad.writers.outline import BATCH, FIRST, HISTORY, SEED, STEPS, Program
from whygrad.writers.python_literals import literal_lines
from zoo import LONG, ZOO, Model

MODELS = pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
STYLES = pytest.mark.parametrize("style", [loops, comprehensions], ids=["loops", "comprehensions"])
NEURON = ZOO["neuron"].text


def whole(text: str) -> Step:
    return with_update(derive(parse(text)))


def call(program: Program, name: str, values: dict[str, Any]) -> dict[str, Any]:
    """Call a function of a program with lists within lists; its results as they come."""
    function = program.functions[name]
    arguments = [plain(values[argument]) for argument in function.arguments]
    results = getattr(load(program.source), name)(*arguments)
    if len(function.returns) == 1:
        results = (results,)
    return dict(zip(function.returns, results, strict=True))


def plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray | np.generic) else value


def at(model: Model) -> dict[str, Any]:
    return {**model.values, ITERATION: int(model.values[ITERATION]), LEARNING_RATE: 1e-3}


@STYLES
@MODELS
def test_a_step_agrees_with_the_reference_interpreter(model: Model, style: Any) -> None:
    program = style.write_program(model.step, everything=True)
    values = at(model)
    for name in ("forward", "backward"):
        if name in program.functions:
            values |= call(program, name, values)
    found = disagreements(
        {name: np.asarray(value, float) for name, value in values.items()},
        model.expected,
        model.magnitudes,
        model.computed,
    )
    assert not found


@STYLES
@MODELS
def test_training_is_the_updates_of_the_reference(model: Model, style: Any) -> None:
    step = model.step if model.step.update else with_update(model.step)
    program = style.write_program(step)
    values = {**at(model), STEPS: 2, SEED: 5, FIRST: 3}
    result = call(program, "train", values)
    history = result.pop(HISTORY)
    settings = {name: float(value) for name, value in model.named("setting").items()}
    parameters, states, scalars = NumpyEngine(step).train(
        model.data,
        model.parameters,
        model.named("state"),
        settings,
        steps=2,
        learning_rate=1e-3,
        seed=5,
        first=3 if FIRST in program.functions["train"].arguments else 0,
    )
    for name, numbers in scalars.items():
        np.testing.assert_allclose(history[name], numbers, rtol=1e-9)
    for name, value in result.items():
        want = {**parameters, **states}[name]
        np.testing.assert_allclose(value, want, rtol=1e-9, atol=1e-12)


@STYLES
def test_generated_programs_are_formatted_and_lint_free(style: Any, tmp_path: Path) -> None:
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent)) or shutil.which("ruff")
    assert ruff is not None, "ruff is missing: make setup installs it"
    for name, model in ZOO.items():
        step = with_update(model.step)
        if all(len(line.indexes) < 3 for line in step.data):
            (tmp_path / f"{name}.py").write_text(style.write(step))
        starts = {**model.parameters, **model.named("state")}
        (tmp_path / f"{name}_data.py").write_text(style.write(step, model.data, starts))
        source = style.write_program(step, everything=True).source
        (tmp_path / f"{name}_all.py").write_text(source)
    options = ["--isolated", "--no-cache", str(tmp_path)]
    lint = [ruff, "check", "--line-length", "88", "--extend-select", "E,F,B,W", *options]
    lint += ["--ignore", "E741"]  # an index called `l` is the person's own
    formatter = [ruff, "format", "--line-length", "88", "--diff", *options]
    for command in (lint, formatter):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def hashed(seed: int, step: int, position: int) -> tuple[int, int, int]:
    """pcg3d with Python's whole numbers, straight from the paper."""
    x, y, z = ((word * 1664525 + 1013904223) % 2**32 for word in (seed, step, position))

    def mix(x: int, y: int, z: int) -> tuple[int, int, int]:
        x = (x + y * z) % 2**32
        y = (y + z * x) % 2**32
        return x, y, (z + x * y) % 2**32

    x, y, z = (word ^ word >> 16 for word in mix(x, y, z))
    return mix(x, y, z)


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


@STYLES
def test_draws_are_the_numbers_of_the_numpy_engine(style: Any) -> None:
    values = {"x": np.ones((2, 3)), "y": np.ones(2), "keep": 0.7, "w": np.ones(3)}
    values |= {SEED: 2**31, ITERATION: 11}
    got = call(style.write_program(whole(DRAWS)), "draw", values)
    want = NumpyEngine(whole(DRAWS)).evaluate(
        {"x": values["x"], "y": values["y"]}, {"w": np.ones(3)}, seed=2**31, iteration=11
    )
    assert got["mask"] == want["mask"].tolist()
    assert got["shift"] == want["shift"]
    np.testing.assert_allclose(got["noise"], want["noise"], rtol=1e-15)
    assert got["shift"] == -1 + 3 * ((hashed(2**31, 11, 8)[0] >> 8) * 2.0**-24)


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


def run_main(source: str) -> Any:
    """The script run as a program, to look at what it has computed."""
    return load(source.replace('if __name__ == "__main__":', "if True:"))


@STYLES
@pytest.mark.parametrize("seed", [0, 3, 2**32 - 1])
@pytest.mark.parametrize("start", ["uniform(-1, 2)", "normal(0.5, scale)", "glorot()", "he()"])
def test_starts_are_the_bits_of_the_rules(start: str, seed: int, style: Any) -> None:
    """Three of five normal numbers come in pairs, across quantities."""
    step = whole(STARTS.format(start=start))
    data = {"x": np.ones((2, 3)), "y": np.ones((2, 4))}
    settings = {"scale": 3.0}
    want, _ = starting_values(step, {"i": 2, "k": 3, "m": 4}, seed=seed, settings=settings)
    source = style.write(step, data, steps=1, learning_rate=0.0, seed=seed)
    module = run_main(source)
    given = {"w": want["w"] * 2}
    other = run_main(style.write(step, data, given, steps=1, learning_rate=0.0, seed=seed))
    for name in ("w", "b", "a", "c"):
        np.testing.assert_array_equal(getattr(module, name), want[name])
        np.testing.assert_array_equal(getattr(other, name), want[name] * (1 + (name == "w")))


BATCHED = """
temperature: data
x[i, k]: data
y[i]: data
importance[k]: data
kept[i]: draw = bernoulli(0.5)
w[k]: parameter = normal(0, 1)
output[i] = sum[k](x[i, k] * w[k] * importance[k]) * kept[i] / temperature
loss = mean[i]((output[i] - y[i])**2)
"""


@pytest.mark.parametrize("batch", [1, 3, 7, 9])
@pytest.mark.parametrize("style", [loops, comprehensions, numpy], ids=["loops", "lists", "numpy"])
def test_mini_batches_are_those_of_the_rules(style: Any, batch: int) -> None:
    step = whole(BATCHED)
    rng = np.random.default_rng(0)
    data = {"temperature": 2.0, "x": rng.normal(size=(7, 2)), "y": rng.normal(size=7)}
    data |= {"importance": np.array([0.5, 2.0])}
    known = {**data, "w": np.array([0.3, -0.2]), LEARNING_RATE: 0.1}
    losses = []
    for number in range(2, 9):
        epoch, place = divmod(number, -(-7 // batch))
        order = sorted(range(7), key=lambda row: hashed(5, epoch, row)[2])
        rows = order[place * batch : (place + 1) * batch]
        draws = [float(hashed(5, number, i)[0] >> 8 < 2**23) for i in range(len(rows))]
        part = {"x": data["x"][rows], "y": data["y"][rows], "kept": np.array(draws)}
        found = evaluate(step, {**known, **part, ITERATION: number}, {"i": len(rows), "k": 2})
        losses.append(float(found["loss"]))
        known["w"] = found["w"]
    program = style.write_program(step, batch=True)
    values = {**data, "w": np.array([0.3, -0.2]), LEARNING_RATE: 0.1}
    values |= {STEPS: 7, BATCH: batch, SEED: 5, FIRST: 2}
    function = program.functions["train"]
    arguments = [values[name] for name in function.arguments]
    if style is not numpy:
        arguments = [plain(value) for value in arguments]
    w, history = load(program.source).train(*arguments)
    np.testing.assert_allclose(history["loss"], losses, rtol=1e-12)
    np.testing.assert_allclose(w, known["w"], rtol=1e-12)


@pytest.mark.parametrize("style", [loops, comprehensions, numpy], ids=["loops", "lists", "numpy"])
def test_a_batch_is_printed_only_when_asked_for(style: Any, tmp_path: Path) -> None:
    data = {"celsius": np.arange(10.0), "fahrenheit": np.arange(10.0) * 1.8 + 32}
    source = style.write(whole(NEURON), data, steps=5, learning_rate=0.001, batch=4)
    assert "    batch = 4\n    seed = 1\n" in source
    done = run_script(source, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "batch" not in style.write(whole(NEURON), data)


@pytest.mark.parametrize("style", [loops, comprehensions, numpy], ids=["loops", "lists", "numpy"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("w: parameter = 1\nloss = w**2", "batch: no data carry an index"),
        (
            "x[i]: data\nb[i]: parameter = zeros()\nloss = sum[i]((x[i] - b[i])**2)",
            "batch: `b[i]` has an entry for each sample in an axis of its own",
        ),
    ],
)
def test_a_batch_that_makes_no_sense_is_refused(text: str, message: str, style: Any) -> None:
    with pytest.raises(WhygradError, match=re.escape(message)):
        style.write(whole(text), batch=2)


def run_script(source: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "script.py").write_text(source)
    command = [sys.executable, "-W", "error", str(folder / "script.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@STYLES
@pytest.mark.parametrize(
    ("equation", "first"),
    [
        ("(w * x[i])**2", 1),  # Python raises
        ("abs(1 - w * w * w * x[i])", 1),  # infinity without an error, and then NaN
        ("1 / (w - 0.5) * x[i]", 0),
        ("log(w - 0.5) * x[i]", 0),
        ("sqrt(0.25 - w) * x[i]", 0),
        ("(0.25 - w)**0.5 * x[i]", 0),
        ("exp(2000 * w) * x[i]", 0),
    ],
)
def test_a_diverging_script_ends_in_one_message(
    equation: str, first: int, style: Any, tmp_path: Path
) -> None:
    text = f"x[i]: data\nw: parameter = 0.5\nloss = mean[i]({equation})"
    source = style.write(whole(text), {"x": np.arange(3.0, 9.0)}, steps=999, learning_rate=10)
    done = run_script(source, tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    found = re.fullmatch(r"Diverged in step (\d+): try a smaller learning rate.\n", done.stderr)
    assert found, done.stderr
    assert first <= int(found[1]) <= 300 * first


@STYLES
def test_no_function_overflows_where_its_value_is_finite(style: Any) -> None:
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
    values = {"x": np.array([-2000.0, -800.0, 800.0, 2000.0]), "w": 1.0}
    values["z"] = np.array([[1e4, 1e4], [-1e4, -1e4], [-np.inf, 2.0], [-np.inf, -np.inf]])
    program = style.write_program(derive(parse(text)), everything=True)
    got = call(program, "forward", values)
    np.testing.assert_allclose(got["a"], [0, 0, 1, 1], atol=1e-300)
    np.testing.assert_allclose(got["b"], [1, 1, 0, 0], atol=1e-300)
    np.testing.assert_allclose(got["c1"], [0, 0, 800, 2000], atol=1e-300)
    np.testing.assert_allclose(got["d"], [0, 0, 800, 2000], atol=1e-300)
    np.testing.assert_allclose(got["e"], [-1, -1, 800, 2000])
    log2 = np.log(2)
    np.testing.assert_allclose(got["f"], [1e4 + log2, -1e4 + log2, 2, -np.inf])


@STYLES
def test_nan_stays_where_the_reference_keeps_it(style: Any) -> None:
    text = """
    x[i, k]: data
    w: parameter = 1
    a[i] = max[k](x[i, k])
    b[i, k] = relu(x[i, k]) + maximum(x[i, k], 0) + maximum(0, x[i, k]) + minimum(0, x[i, k])
    c[i, k] = leaky_relu(x[i, k]) + elu(x[i, k]) + sign(x[i, k]) + abs(x[i, k])
    loss = w
    """
    step = derive(parse(text))
    values = {"x": np.array([[np.nan, 1.0], [1.0, np.nan], [0.5, -1.5]]), "w": np.array(1.0)}
    want = evaluate(step, values, {"i": 3, "k": 2})
    got = call(style.write_program(step, everything=True), "forward", values)
    for name in ("a", "b", "c"):
        np.testing.assert_allclose(got[name], want[name])


@STYLES
def test_a_script_without_data_reads_a_table(style: Any, tmp_path: Path) -> None:
    text = """
    inputs[i, k]: data
    label[i, c]: data
    scale[c]: data
    grid[i, t, k]: data
    height: data
    t: index(2)
    w[k, c]: parameter = zeros()
    z[i, c] = height * scale[c] * sum[k](inputs[i, k] * w[k, c]) + 0 * sum[t, k](grid[i, t, k])
    corner[t, k] = sum[i](grid[i, t, k])
    loss = mean[i](logsumexp[c](z[i, c]) - sum[c](label[i, c] * z[i, c]))
    """.replace(
        "    corner = sum[i](grid[i, t, k])\n", "    corner[t, k] = sum[i](grid[i, t, k])\n"
    )
    columns = {"inputs": ["a", "b"], "label": ("kind", ["yes", "no"]), "scale": ["s"]}
    columns |= {"grid": ["a", "a", "b", "s"], "height": ["b"]}
    source = style.write(whole(text), columns=columns, steps=2, learning_rate=0.1)
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


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        (np.arange(-50.0, 50.0), "list(range(-50, 50))"),
        (np.linspace(-50, 50, 100)[:, None], "[[-50.0 + "),
        (np.arange(100) * 1.8 - 58, "["),
        (np.array([(18 * i - 580) / 10 for i in range(100)]), "[(-580 + 18 * i) / 10 for i in"),
        (np.zeros(40), "[\n        0.0, 0.0"),
        (np.array([0.5, np.nan, -np.inf, np.inf]), "[0.5, math.nan, -math.inf, math.inf]"),
        (np.arange(24.0).reshape(2, 3, 4), "["),
        (np.arange(60.0).reshape(3, 20) / 7, "["),
        (np.float64(-2.5), "-2.5"),
        (np.zeros((0,)), "[]"),
    ],
)
def test_numbers_read_in_as_they_were(numbers: Any, code: str) -> None:
    text = "import math\nif True:\n" + "\n".join(literal_lines("x", numbers))
    assert f"x = {code}" in text
    space: dict[str, Any] = {}
    exec(text, space)
    np.testing.assert_array_equal(space["x"], numbers)


@STYLES
def test_two_thousand_equations(style: Any) -> None:
    step = with_update(LONG.step)
    values = {"x": np.array([1.0, 2, 3]), "y": np.array([2.0, 1, 0]), "w": 1.0}
    got = call(style.write_program(step), "train", {**values, LEARNING_RATE: 0.1, STEPS: 1})
    want = evaluate(step, {**values, LEARNING_RATE: 0.1}, {"i": 3})
    np.testing.assert_allclose(got["w"], want["w"], rtol=1e-9)


@STYLES
def test_an_update_reads_what_stood_before_it(style: Any) -> None:
    """A list that is changed entry by entry must not be read elsewhere meanwhile."""
    text = """
    x[i, k]: data
    w[k]: parameter = ones()
    s[k, l]: state = zeros()
    a[k]: state = ones()
    loss = mean[i](sum[k](w[k] * x[i, k])**2) + sum[k, l](s[k, l] * w[k] * w[l]) + sum[k](a[k])
    """
    step = derive(parse(text))
    update = """
    s[k, l] = s[l, k] + grad_w[k] * grad_w[l] * 2
    a[k] = a[k] / sum[l](a[l])
    w[k] = w[k] - learning_rate * grad_w[k] + 0.01 * w[k] / sum[l](w[l] * s[l, k])
    """
    step = parse_step(step_text(step) + dedent(update))
    k3 = np.arange(1.0, 4.0)
    values = {"x": np.outer([1.0, -0.5], k3), "w": k3 / 4, "a": k3, LEARNING_RATE: 0.1}
    values["s"] = np.arange(9.0).reshape(3, 3) / 10
    want = evaluate(step, values, {"i": 2, "k": 3, "l": 3})
    got = call(style.write_program(step), "train", {**values, STEPS: 1})
    for name in ("w", "s", "a"):
        np.testing.assert_allclose(got[name], want[name], rtol=1e-12)


@STYLES
def test_sums_are_not_done_again_for_each_entry(style: Any) -> None:
    """What does not depend on an index is computed outside of its loop: linear time."""
    text = """
    x[i, k]: data
    w[k]: parameter = ones()
    h[i, k] = x[i, k] * w[k]
    centred[i, k] = h[i, k] - mean[j](h[j, k])
    share[i, k] = exp(centred[i, k]) / sum[l](exp(centred[i, l]))
    loss = mean[i, k](share[i, k] * max[j, l](x[j, l])) + sum[k](w[k] * sum[l](w[l]))
    """
    source = style.write_program(whole(text)).source
    deepest = max(len(line) - len(line.lstrip()) for line in source.splitlines() if "for i" in line)
    assert deepest <= 16
    program = style.write_program(derive(parse(text)), everything=True)
    few, many = (lines_run(program, count) for count in (20, 80))
    assert many < 5 * few  # 4 times the samples; a sum done again for each would take 16 times


def lines_run(program: Program, count: int) -> int:
    """How many lines and calls the program runs for so many samples: work without a clock."""
    values: dict[str, Any] = {
        "x": np.random.default_rng(1).normal(size=(count, 3)),
        "w": np.ones(3),
    }
    run = 0

    def trace(*_: Any) -> Any:
        nonlocal run
        run += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        values |= call(program, "forward", values)
        call(program, "backward", values)
    finally:
        sys.settrace(before)
    return run


def test_names_that_python_reserves_get_underscores() -> None:
    text = """
    generator[range]: data
    len[range]: data
    train: parameter = 0.5
    total: parameter = 0.25
    generator_range[range] = generator[range] * train + total
    steps = mean[range]((generator_range[range] - len[range])**2)
    """
    for style in (loops, comprehensions):
        program = style.write_program(whole(text))
        assert {"generator_", "len_", "train_", "range_", "steps_"} <= set(program.names.values())
        values = {"generator": np.array([1.0, 2, 4]), "len": np.array([1.0, 3, 2]), "train": 0.5}
        result = call(program, "train", {**values, "total": 0.25, LEARNING_RATE: 0.1, STEPS: 3})
        assert result[HISTORY]["steps"][2] < result[HISTORY]["steps"][0]


NEURON_LOOPS = """\
def forward(celsius, fahrenheit, weight, bias):
    # the neuron
    output = [0.0] * len(celsius)
    for i in range(len(celsius)):
        output[i] = celsius[i] * weight + bias
    # mean squared error
    loss = 0.0
    for i in range(len(celsius)):
        loss += (output[i] - fahrenheit[i]) ** 2
    loss /= len(celsius)
    return output, loss


def backward(celsius, fahrenheit, output):
    grad_output = [0.0] * len(celsius)  # from loss
    for i in range(len(celsius)):
        grad_output[i] = 2 * (output[i] - fahrenheit[i]) / len(celsius)
    grad_weight = 0.0  # from output
    for i in range(len(celsius)):
        grad_weight += grad_output[i] * celsius[i]
    grad_bias = 0.0  # from output
    for i in range(len(celsius)):
        grad_bias += grad_output[i]
    return grad_weight, grad_bias
"""
NEURON_LISTS = """\
def forward(celsius, fahrenheit, weight, bias):
    # the neuron
    output = [celsius_i * weight + bias for celsius_i in celsius]
    # mean squared error
    loss = sum((output[i] - fahrenheit[i]) ** 2 for i in range(len(celsius)))
    loss /= len(celsius)
    return output, loss


def backward(celsius, fahrenheit, output):
    # from loss
    grad_output = [
        2 * (output[i] - fahrenheit[i]) / len(celsius) for i in range(len(celsius))
    ]
    # from output
    grad_weight = sum(grad_output[i] * celsius[i] for i in range(len(celsius)))
    grad_bias = sum(grad_output)  # from output
    return grad_weight, grad_bias
"""


@pytest.mark.parametrize(
    ("style", "text"),
    [(loops, NEURON_LOOPS), (comprehensions, NEURON_LISTS)],
    ids=["loops", "lists"],
)
def test_the_neuron_reads_like_a_tutorial(style: Any, text: str) -> None:
    assert text in style.write_program(whole(NEURON)).source
