"""What the compiled program is made of: its order, its exponentials, the loops that it shares."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numba
import numpy as np
import pytest

import whygrad as wg
from test_compiled_engine import check_one_step
from whygrad.calculus.evaluation import evaluate
from whygrad.engines import compiled
from whygrad.engines.compiled import FAST, CompiledEngine
from whygrad.engines.programs import load
from whygrad.language.equations import LEARNING_RATE
from whygrad.language.parsing import parse_step
from whygrad.training.batches import third_words
from whygrad.training.optimizers import with_update
from whygrad.writers import fused_groups, fused_layout
from whygrad.writers.fused import write_fused
from whygrad.writers.fused_draws import DRAWS, ORDER_OF
from whygrad.writers.fused_helpers import EXP, EXP_SINGLE
from whygrad.writers.fused_multiply import MULTIPLY, MULTIPLY_TURNED, SPREAD, TURNED
from zoo import ZOO

SINGLE = "import math\nimport numpy as np\nreal = np.float32\n"
DOUBLE = "import math\nimport numpy as np\nreal = float\n"
LAYER = """
x[i, k]: data
label[i, c]: data
j: index(8)
weights[k, j]: parameter = normal(0, 1)
biases[j]: parameter = zeros()
out[j, c]: parameter = normal(0, 1)
z[i, j] = sum[k](x[i, k] * weights[k, j]) + biases[j]
hidden[i, j] = relu(z[i, j])
logits[i, c] = sum[j](hidden[i, j] * out[j, c])
lse[i] = logsumexp[c](logits[i, c])
loss = mean[i](lse[i] - sum[c](label[i, c] * logits[i, c]))
"""
LENGTHS = {"i": 5, "k": 6, "j": 8, "c": 3}
COMPARED = {**LENGTHS, "c2": 3}  # with the index that the slope of a maximum has


@pytest.fixture(autouse=True)
def written_anew() -> None:
    """For the limits that a test sets."""
    compiled.training_program.cache_clear()


@pytest.fixture
def rolled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Arrays and loops, and a matrix product wherever there can be one."""
    monkeypatch.setattr(fused_layout, "MOST_UNROLLED", 0)
    monkeypatch.setattr(fused_layout, "LEAST_PRODUCT", 2)


def source(text: str = LAYER, optimizer: str = "gradient_descent", dtype: str = "float64") -> str:
    return write_fused(with_update(wg.Model(text).step, optimizer), LENGTHS, dtype).source


@pytest.mark.parametrize("samples", [1, 2, 255, 256, 1000])
def test_the_order_is_that_of_the_other_styles(samples: int) -> None:
    order = load(DRAWS + ORDER_OF + "import numpy as np\n").order_of(7, 3, samples)
    np.testing.assert_array_equal(order, np.argsort(third_words(7, 3, samples), kind="stable"))


def test_samples_with_the_same_word_stay_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    words = np.random.default_rng(0).choice([0, 1, 255, 256, 2**31, 2**32 - 1], 500)
    module = load(ORDER_OF + "import numpy as np\n")
    monkeypatch.setattr(
        module, "hashed", lambda seed, epoch, sample: (0, 0, words[sample]), raising=False
    )
    np.testing.assert_array_equal(module.order_of(1, 0, 500), np.argsort(words, kind="stable"))


def test_the_exponential_is_rounded_once() -> None:
    """As the compiler makes it, liberties included: within one unit of the last place."""
    exp = numba.njit(fastmath=FAST, error_model="numpy")(load(SINGLE + EXP_SINGLE).exp)
    numbers = np.linspace(-110, 95, 200_001).astype(np.float32)
    with np.errstate(over="ignore"):
        found = numba.vectorize(["float32(float32)"])(lambda z: exp(z))(numbers)
        wanted = np.exp(numbers.astype(np.float64)).astype(np.float32)
    steps = np.abs(found.view(np.int32) - wanted.view(np.int32))
    assert steps.max() <= 1
    assert np.count_nonzero(steps) < 0.02 * steps.size


@pytest.mark.parametrize(
    ("number", "power"),
    [(0, 1), (np.inf, np.inf), (-np.inf, 0), (89, np.inf), (-104, 0), (np.nan, np.nan)],
)
def test_the_exponential_at_the_ends(number: float, power: float) -> None:
    exp = numba.njit(fastmath=FAST, error_model="numpy")(load(SINGLE + EXP_SINGLE).exp)
    np.testing.assert_array_equal(exp(np.float32(number)), power)


def test_the_exponential_in_float64() -> None:
    """Within two units of the last place."""
    exp = numba.njit(fastmath=FAST, error_model="numpy")(load(DOUBLE + EXP).exp)
    numbers = np.concatenate([np.linspace(-708, 709.5, 200_001), np.linspace(-30, 30, 100_001)])
    found = numba.vectorize(["float64(float64)"])(lambda z: exp(z))(numbers)
    units = np.abs(found - np.exp(numbers)) / np.spacing(np.exp(numbers))
    assert units.max() <= 2


@pytest.mark.parametrize(
    ("number", "power"),
    [(0, 1), (710, np.inf), (np.inf, np.inf), (-746, 0), (-np.inf, 0), (np.nan, np.nan)],
)
def test_the_exponential_in_float64_at_the_ends(number: float, power: float) -> None:
    exp = numba.njit(fastmath=FAST, error_model="numpy")(load(DOUBLE + EXP).exp)
    np.testing.assert_array_equal(exp(float(number)), power)
    assert exp(709.78) == pytest.approx(np.exp(709.78), rel=1e-12)
    assert exp(-740.0) == pytest.approx(np.exp(-740.0), abs=1e-323)


@pytest.mark.parametrize("is_compiled", [True, False])
@pytest.mark.parametrize("shape", [(1, 1, 1), (3, 2, 5), (4, 4, 8), (5, 7, 33), (13, 6, 40)])
def test_an_own_product_is_that_of_numpy(shape: tuple[int, int, int], is_compiled: bool) -> None:
    rows, columns, depth = shape
    functions = [load(DOUBLE + text) for text in (TURNED, MULTIPLY)]
    turned, multiply = functions[0].turned, functions[1].multiply
    if is_compiled:
        turned, multiply = (numba.njit(fastmath=FAST)(f) for f in (turned, multiply))
    random = np.random.default_rng(0)
    a, b = random.normal(size=(rows, depth)), random.normal(size=(depth, columns))
    result = np.full((rows, columns), np.nan)
    multiply(a, turned(b), result)
    terms = np.abs(a) @ np.abs(b)
    assert (np.abs(result - a @ b) <= depth * np.finfo(float).eps * terms).all()


@pytest.mark.parametrize("shape", [(9, 8, 4), (40, 3, 7), (5, 1, 1), (33, 6, 10)])
def test_a_product_of_transposes_turns_four_columns_at_a_time(shape: tuple[int, int, int]) -> None:
    depth, rows, columns = shape
    known = {"np": np, "real": float}
    for text in (TURNED, MULTIPLY, MULTIPLY_TURNED):
        exec(text, known)
    random = np.random.default_rng(0)
    a, b = random.normal(size=(depth, rows)), random.normal(size=(depth, columns))
    result = np.full((rows, columns), np.nan)
    known["multiply_turned"](a, b, result)
    terms = np.abs(a).T @ np.abs(b)
    assert (np.abs(result - a.T @ b) <= depth * np.finfo(float).eps * terms).all()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("is_compiled", [True, False])
@pytest.mark.parametrize("shape", [(1, 1, 1), (3, 2, 5), (4, 4, 8), (5, 33, 7), (13, 40, 6)])
def test_a_product_along_rows_is_that_of_numpy(
    shape: tuple[int, int, int], is_compiled: bool, dtype: str
) -> None:
    rows, columns, depth = shape
    spread = load(DOUBLE + SPREAD).spread if dtype == "float64" else load(SINGLE + SPREAD).spread
    if is_compiled:
        spread = numba.njit(fastmath=FAST)(spread)
    random = np.random.default_rng(0)
    a, b = random.normal(size=(depth, rows)).astype(dtype), random.normal(size=(depth, columns))
    result = np.full((rows, columns), np.nan, dtype)
    spread(a, b.astype(dtype), result)
    terms = np.abs(a).T @ np.abs(b)
    assert (np.abs(result - a.T @ b) <= 2 * depth * np.finfo(dtype).eps * terms).all()


@pytest.mark.usefixtures("rolled")
def test_the_innermost_loops_of_a_batch_are_over_its_samples() -> None:
    """Elementwise lines, maxima and sums of a sample, and products alike."""
    program = write_fused(with_update(wg.Model(LAYER).step), LENGTHS, batch=True)
    loop = "for c in range(3):\n            for i in range(count):\n                "
    grows = "lse_top_top[i] = larger(lse_top_top[i], logits[c, i])\n"
    assert loop + grows in program.source
    assert loop + "lse_total[i] = lse_total[i] + lse_power[c, i]\n" in program.source
    assert "spread(weights, x, z)" in program.source


@pytest.mark.usefixtures("rolled")
@pytest.mark.parametrize("batch", [True, False])
def test_arrays_lie_in_the_memory_of_those_that_are_read_no_more(batch: bool) -> None:
    program = write_fused(with_update(wg.Model(LAYER).step), LENGTHS, batch=batch)
    found = re.findall(r"(\w+) = (\w+)  # which is read no more", program.source)
    shared = {"lse_power": "lse_shifted", "grad_hidden": "hidden", "grad_z": "z"}
    shared |= {"grad_logits": "logits"}
    of_samples = {"lse_top": "lse_top_top", "lse": "lse_top_top"} if batch else {}
    assert dict(found) == shared | of_samples


OTHER_ROWS = """
x[i, k]: data
w[k]: parameter = normal(0, 1)
near[i, k]  = x[i, k] * w[k]
total[i, k] = sum[n](near[n, k] * near[i, k])
far[i, k]   = tanh(total[i, k])
loss = mean[i](sum[k](far[i, k]**2))
"""


@pytest.mark.usefixtures("rolled")
def test_what_other_samples_read_keeps_its_memory() -> None:
    step = with_update(wg.Model(OTHER_ROWS).step)
    program = write_fused(step, {"i": 5, "n": 5, "k": 3})
    assert not re.search(r"(total|far) = near", program.source)


def test_what_is_not_finite_is_seen_in_an_own_product() -> None:
    multiply = numba.njit(fastmath=FAST)(load(DOUBLE + MULTIPLY).multiply)
    a, b, result = np.ones((6, 40)), np.ones((5, 40)), np.empty((6, 5))
    a[5, 39], b[4, 0] = np.nan, np.inf
    multiply(a, b, result)
    assert np.isnan(result[5]).all()
    np.testing.assert_array_equal(result[:5, 4], np.inf)
    np.testing.assert_array_equal(result[:5, :4], 40)


def test_the_size_of_a_product_decides_who_makes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fused_layout, "MOST_UNROLLED", 0)
    monkeypatch.setattr(fused_layout, "LEAST_PRODUCT", 2)
    monkeypatch.setattr(fused_layout, "SHORTEST_OWN_SUM", 6)
    assert "multiply(x, turned(weights), z)" in source()  # 6 products a sum
    assert "np.dot(x.T, grad_z, grad_weights)" in source()  # 5
    assert "multiply(" not in source(dtype="float32")
    monkeypatch.setattr(fused_layout, "LARGEST_OWN_PRODUCT", 5 * 6 * 8 - 1)
    assert "np.dot(x, weights, z)" in source()


@pytest.mark.usefixtures("rolled")
def test_a_product_whose_values_are_compared_takes_no_liberties(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fused_layout, "SHORTEST_OWN_SUM", 0)
    assert "np.dot(" not in source()
    compared = write_fused(with_update(wg.Model(LAYER.replace("logsumexp", "max")).step), COMPARED)
    assert "np.dot(" in compared.source
    assert "multiply(" not in compared.source


def test_the_batch_decides_who_makes_a_product() -> None:
    step = with_update(wg.Model(LAYER).step)
    lengths = {"i": 10**6, "k": 64, "j": 8, "c": 3}
    sources = {batch: CompiledEngine(step, lengths, batch=batch).source for batch in (40, None)}
    assert "spread(weights, x, z)" in sources[40]
    assert "multiply(" not in sources[None]


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.usefixtures("rolled")
def test_each_exponential_is_computed_once(dtype: str) -> None:
    train = source(dtype=dtype).split("def train(")[1]
    assert train.count("exp(") == 1
    assert " / lse_total - label[i, c]) / samples\n" in train


@pytest.mark.usefixtures("rolled")
def test_it_is_found_again_under_another_index() -> None:
    step = with_update(ZOO["contrastive"].step, "gradient_descent")
    train = write_fused(step, ZOO["contrastive"].lengths).source.split("def train(")[1]
    assert train.count("exp(") == 1
    assert "loss_power[" in train


@pytest.mark.usefixtures("rolled")
def test_short_rows_of_exponentials_are_one_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = "for entry in range(count * 3):\n            lse_power.flat[entry] = exp("
    assert loop in source(dtype="float32")
    assert loop in source(dtype="float64")
    monkeypatch.setattr(fused_layout, "SHORT_ROW", 3)
    assert "exp(lse_shifted[c])" in source(dtype="float64")


@pytest.mark.parametrize("form", [(10**9, 10**9), (0, 10**9), (0, 2)])
@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
def test_one_step_in_float32(
    model: Any, form: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "compiled", lambda program: load(program.source).train)
    monkeypatch.setattr(fused_layout, "MOST_UNROLLED", form[0])
    monkeypatch.setattr(fused_layout, "LEAST_PRODUCT", form[1])
    check_one_step(model, "gradient_descent", "float32")


@pytest.mark.usefixtures("rolled")
def test_what_follows_entry_by_entry_shares_a_loop() -> None:
    train = source()
    assert (
        "            for j in range(8):\n"
        "                z[i, j] = z[i, j] + biases[j]\n"
        "                hidden[i, j] = relu(z[i, j])\n"
    ) in train
    assert (
        "        for entry in range(6 * 8):\n"
        "            weights.flat[entry] = weights.flat[entry]"
        " - learning_rate * grad_weights.flat[entry]\n"
    ) in train


@pytest.mark.usefixtures("rolled")
def test_the_lines_of_an_update_share_a_loop() -> None:
    assert source(optimizer="momentum").count("in range(6 * 8):") == 1


@pytest.mark.usefixtures("rolled")
def test_too_many_arrays_do_not_share_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """LLVM would take them one number at a time. Two written and one read make three pairs."""
    monkeypatch.setattr(fused_groups, "MOST_PAIRS", 3)
    assert source(optimizer="momentum").count("in range(6 * 8):") == 1
    monkeypatch.setattr(fused_groups, "MOST_PAIRS", 2)
    assert source(optimizer="momentum").count("in range(6 * 8):") == 2


@pytest.mark.parametrize(
    ("logits", "lse"),
    [
        ([-np.inf, -np.inf, -np.inf], -np.inf),
        ([0.0, np.inf, 1.0], np.inf),
        ([0.0, -np.inf, 0.0], np.log(2)),
        ([0.0, np.nan, 1.0], np.nan),
    ],
)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_infinite_numbers_in_a_log_sum_exp(logits: list[float], lse: float, dtype: str) -> None:
    text = "z[i, c]: data\nw: parameter = 1\nloss = sum[i](w * logsumexp[c](z[i, c]))"
    step, data = with_update(wg.Model(text).step, "gradient_descent"), {"z": np.array([logits])}
    engine = CompiledEngine(step, {"i": 1, "c": 3}, dtype)
    _, _, scalars = engine.train(data, {"w": 1.0}, steps=1, learning_rate=0.1)
    known = {**data, "w": np.array(1.0), LEARNING_RATE: 0.1}
    with np.errstate(all="ignore"):
        want = evaluate(step, known, {"i": 1, "c": 3})
    np.testing.assert_allclose(scalars["loss"][0], lse, rtol=1e-6)
    np.testing.assert_allclose(want["loss"], lse, rtol=1e-6)


@pytest.mark.parametrize("form", [(10**9, 10**9), (0, 10**9)])
def test_what_a_loop_does_not_change_stands_above_it(
    form: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the passes, and in an update that reads the whole of what it changes."""
    monkeypatch.setattr(fused_layout, "MOST_UNROLLED", form[0])
    step = parse_step("""
z[i, c]: data
w[c]: parameter = ones()
a[i, c] = equal(z[i, c], max[d](z[i, d])) * w[c]
loss = sum[i, c](a[i, c])
grad_w[c] = sum[i](equal(z[i, c], max[d](z[i, d])))
w[c] = w[c] - learning_rate * grad_w[c] / sum[d](w[d]**2)
""")
    engine = CompiledEngine(step, {"i": 2, "c": 3, "d": 3})
    loops = re.findall(r"^ *(?=for)", engine.source, re.MULTILINE)
    assert max(map(len, loops)) <= 12  # over the steps, the samples and the entries
    data = {"z": np.array([[1.0, 3.0, 2.0], [5.0, 5.0, 4.0]])}
    found, _, scalars = engine.train(data, {"w": np.ones(3)}, steps=1, learning_rate=0.3)
    assert found["w"].tolist() == [0.9, 0.8, 1.0]
    assert scalars["loss"].tolist() == [3.0]


MANY_CLASSES = """
import sys
import numpy as np
import whygrad as wg
model = wg.Model('''
x[i, k]: data
y[i, c]: data
w[k, c]: parameter = normal(0, 1)
z[i, c] = sum[k](x[i, k] * w[k, c])
a[i, c] = equal(z[i, c], max[d](z[i, d]))
accuracy = mean[i](sum[c](a[i, c] * y[i, c]))
loss = mean[i](logsumexp[c](z[i, c]) - sum[c](y[i, c] * z[i, c]))
''')
classes = int(sys.argv[1])
data = {"x": np.sin(np.arange(12.0)).reshape(6, 2), "y": np.eye(classes)[[0, 3, 2, 1, 0, 3]]}
runs = [model.fit(data, steps=5, learning_rate=1, engine=e) for e in ("numpy", "compiled")]
for name in ("loss", "accuracy"):
    np.testing.assert_allclose(runs[1].history[name], runs[0].history[name], rtol=1e-12)
found = [run.predict({"x": data["x"]}, quantity="a") for run in runs]
np.testing.assert_array_equal(found[1], found[0])
"""


@pytest.mark.parametrize("classes", [40, 100])
def test_many_classes_compile(classes: int, tmp_path: Path) -> None:
    """In a process of its own: a time that doubles with every class would have no end."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", MANY_CLASSES, str(classes)]
    subprocess.run(command, env=environment, check=True, timeout=240)
