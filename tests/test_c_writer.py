"""The C writer, against the reference interpreter over the zoo."""

import csv
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from agreement import disagreements, entry_agrees
from c_programs import SANITIZED, STRICT, Probe, ask, build, compiler, fails, run
from test_numpy_writer import CLASSES, DRAWS, whole, with_descent
from whygrad.calculus.derivation import derive
from whygrad.calculus.evaluation import evaluate
from whygrad.engines.numpy import NumpyEngine
from whygrad.language.equations import GRADIENT, LEARNING_RATE
from whygrad.language.functions import FUNCTIONS
from whygrad.language.messages import WhygradError
from whygrad.language.parsing import parse, parse_step
from whygrad.language.sizes import index_lengths
from whygrad.language.vocabulary import why_refused
from whygrad.training.initializers import starting_values
from whygrad.writers.c import write
from whygrad.writers.c_names import RESERVED
from whygrad.writers.wrapping import WIDTH
from zoo import AT_ITERATION, ZOO, Model

RATE = 1e-3


def shapes_of(model: Model) -> dict[str, tuple[int, ...]]:
    return {name: model.shape(name) for name in model.step.indexes_of()}


def inline_probe(model: Model, dtype: str = "float64") -> Probe:
    """The model with its data in the program, at the zoo's point."""
    step = with_descent(model.step)
    learned = {**model.parameters, **model.named("state")}
    source = write(step, model.data, learned, learning_rate=RATE, steps=2, dtype=dtype)
    return Probe(model.name, source, step, model.named("draw"), shapes_of(model))


def table_probe(model: Model, folder: Path) -> Probe:
    """The model with a table for its data."""
    step = with_descent(model.step)
    columns = write_table(folder / f"{model.name}.csv", model.data)
    source = write(step, columns=columns, learning_rate=RATE, steps=2)
    values = {**model.parameters, **model.named("state"), **model.named("draw")}
    probe = Probe(model.name, source, step, values, shapes_of(model))
    probe.table = f"{model.name}.csv" if "read_table" in source else ""
    return probe


def write_table(path: Path, data: dict[str, Any]) -> dict[str, list[str]]:
    """A CSV file of these data; the columns of each."""
    columns, table = {}, {}
    samples = max((len(value) for value in data.values() if value.ndim), default=1)
    for name, value in data.items():
        wide = value.reshape(len(value) if value.ndim else 1, -1)
        columns[name] = [f"{name} {k}" for k in range(wide.shape[1])]
        rows = np.zeros((samples, wide.shape[1]))
        rows[: len(wide)] = wide
        table |= dict(zip(columns[name], rows.T, strict=True))
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([[*table], *zip(*table.values(), strict=True)])
    return columns


def check(model: Model, got: dict[str, dict[str, Any]], probe: Probe, factor: float) -> None:
    """Every quantity and every update is what the reference interpreter says."""
    for part in ("forward", "backward"):
        names = [e.name for e in getattr(model.step, part) if probe.has(e.name)]
        found = got.get(part, {})
        assert not disagreements(found, model.expected, model.magnitudes, names, factor=factor)
    assert model.step.loss in got["forward"]
    want = evaluate(probe.step, {**model.values, LEARNING_RATE: RATE}, model.lengths)
    updated = got.get("update_parameters", {})
    assert set(updated) == {equation.name for equation in probe.step.update}
    for name, value in updated.items():
        size = np.abs(model.values[name]) + RATE * model.magnitudes[GRADIENT + name]
        assert entry_agrees(value, want[name], size, factor=factor).all(), name


def check_prediction(model: Model, got: dict[str, dict[str, Any]], factor: float = 1e-9) -> None:
    """What is predicted for the first sample is what the engine says of it alone."""
    for name, value in got.get("predict", {}).items():
        sample = model.step.sample_index
        carry = [d.name for d in model.step.data if sample in d.indexes]
        one = {key: v[:1] if key in carry else v for key, v in model.data.items()}
        known = {**model.named("setting"), **model.named("state"), **model.parameters, **one}
        want = NumpyEngine(model.step).predict(name, known, iteration=int(AT_ITERATION))
        np.testing.assert_allclose(value, np.ravel(want), rtol=factor, atol=1e-12)


def test_a_step_agrees_with_the_reference_interpreter(tmp_path: Path) -> None:
    probes = [inline_probe(model) for model in ZOO.values()]
    found = ask(probes, tmp_path)
    for probe in probes:
        check(ZOO[probe.name], found[probe.name], probe, 1e-12)
        check_prediction(ZOO[probe.name], found[probe.name])
    assert sum("predict" in each for each in found.values()) > 40
    run([compiler(), *STRICT, "-O1", "-c", *(f"{name}.c" for name in found)], tmp_path)


def test_single_precision(tmp_path: Path) -> None:
    """A program in floats has no double but in what it prints."""
    probes = [inline_probe(model, "float32") for model in ZOO.values()]
    found = ask(probes, tmp_path)
    for probe in probes:
        check(ZOO[probe.name], found[probe.name], probe, 2e-4)
        code = re.sub(r"printf\(.*\);", "", probe.source)
        assert not re.search(r"(?<![\w.])\d+\.\d+(e-?\d+)?(?![\w.])", re.sub("//.*", "", code))


def test_a_step_with_data_from_a_table_agrees(tmp_path: Path) -> None:
    models = [m for m in ZOO.values() if all(len(d.indexes) < 3 for d in m.step.data)]
    probes = [table_probe(model, tmp_path) for model in models]
    found = ask(probes, tmp_path)
    for probe in probes:
        check(ZOO[probe.name], found[probe.name], probe, 1e-12)


@pytest.mark.parametrize("name", ["contrastive", "class_weights", "dropout", "scalar_data"])
def test_sanitizers_find_nothing(name: str, tmp_path: Path) -> None:
    probe = table_probe(ZOO[name], tmp_path)
    program = build(probe.source, tmp_path, *SANITIZED)
    assert "in the last step" in run([str(program), probe.table], tmp_path)


def test_programs_are_tidy() -> None:
    for model in ZOO.values():
        for line in inline_probe(model).source.splitlines():
            assert len(line) <= WIDTH
            assert line == line.rstrip()
            assert "\t" not in line


def numbers_behind(label: str, printed: str) -> np.ndarray:
    """The numbers that a program prints behind a label."""
    text = printed[printed.index(f"{label}:") + len(label) + 1 :]
    return np.array([float(word) for word in re.split(r"\n\w", text)[0].split()])


def third_word(x: int, y: int, z: int) -> int:
    """pcg3d with Python's whole numbers."""
    x, y, z = ((word * 1664525 + 1013904223) % 2**32 for word in (x, y, z))
    for shift in (16, 32):
        x = (x + y * z) % 2**32
        y = (y + z * x) % 2**32
        z = (z + x * y) % 2**32
        x, y, z = (word ^ word >> shift for word in (x, y, z))
    return z


@pytest.mark.parametrize("inline", [True, False])
@pytest.mark.parametrize("batch", [None, 2, 5, 9])
def test_a_run_with_draws_and_mini_batches(batch: int | None, inline: bool, tmp_path: Path) -> None:
    step = whole(DRAWS)
    data = {"x": np.arange(15.0).reshape(5, 3) / 9, "y": np.array([1.0, 2, 3, 4, 5])}
    options: dict[str, Any] = {"batch": batch, "steps": 7, "learning_rate": 1e-2, "seed": 3}
    if not inline:
        options["columns"] = write_table(tmp_path / "data.csv", data)
    program = build(write(step, data if inline else None, **options), tmp_path, *SANITIZED)
    printed = run([str(program), *([] if inline else ["data.csv"])], tmp_path)
    parameters: dict[str, Any] = {"w": np.ones(3)}
    count, losses = -(-5 // (batch or 5)), []
    for number in range(7):
        rows = sorted(range(5), key=lambda row: third_word(3, number // count, row))
        first = number % count * (batch or 5)
        taken = sorted(rows) if batch is None else rows[first : first + batch]
        parameters, _, history = NumpyEngine(step).train(
            {name: value[taken] for name, value in data.items()},
            parameters,
            steps=1,
            first=number,
            learning_rate=1e-2,
            seed=3,
        )
        losses.append(history["loss"][0])
    assert numbers_behind("loss in the first step", printed) == pytest.approx(losses[:1], rel=1e-10)
    assert numbers_behind("loss in the last step", printed) == pytest.approx(losses[-1:], rel=1e-10)
    np.testing.assert_allclose(numbers_behind("w", printed), parameters["w"], rtol=1e-10)


STARTS = """
x[i, k]: data
y[i, m]: data
scale: setting = 0.3
a[k, m]: parameter = uniform(-1, scale)
b[m]: parameter = normal(scale, 3)
c[k, m]: parameter = glorot()
d[k, m]: parameter = he()
e[m]: parameter = glorot()
f: parameter = constant(-2.5)
g[m]: state = normal(0, 1)
h[k]: parameter = ones()
out[i, m] = sum[k](x[i, k] * (a[k, m] + c[k, m] + d[k, m]) * h[k]) + b[m] * f + e[m] * g[m]
loss = mean[i, m]((out[i, m] - y[i, m])**2)
"""


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("width", [4, 33])
def test_starts_are_those_of_the_rules(width: int, dtype: str, tmp_path: Path) -> None:
    """Few ones stand in the program, many it draws itself, bit for bit the same."""
    step = whole(STARTS)
    data = {"x": np.ones((2, width)), "y": np.ones((2, 7))}
    lengths = index_lengths(step, {name: value.shape for name, value in data.items()})
    given = {"b": np.arange(7.0)}
    values, states = starting_values(
        step, lengths, seed=4_000_000_000, settings={"scale": 0.5}, initial=given, dtype=dtype
    )
    options: dict[str, Any] = {"settings": {"scale": 0.5}, "seed": 4_000_000_000, "dtype": dtype}
    want = {**values, **states}
    shapes = {name: np.shape(value) for name, value in want.items()}
    for name, starts in (("few", given), ("all", {**values, **states})):
        source = write(step, data, starts, **options)
        assert ("random_sample" in source) == (width == 33)
        probe = Probe(name, source, step, {}, shapes, only=tuple(want))
        got = ask([probe], tmp_path)[name]["start"]
        for key, value in want.items():
            np.testing.assert_array_equal(got[key].astype(dtype), value)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program that reads a table with numbers and with categories."""
    columns = {"inputs": ["a", "b"], "label": ("kind, or so", ["yes", 'no "??/'])}
    text = CLASSES.replace("scale[c]: data", "scale[c]: parameter = ones()")
    source = write(whole(text), columns=columns, steps=2, learning_rate=0.1)
    return build(source, tmp_path_factory.mktemp("reader"), *SANITIZED)


HEAD = 'a,"kind, or so",b\n'


@pytest.mark.parametrize(
    "table",
    [
        HEAD + '1,yes,2\n3,"no ""??/",5\n',
        "\ufeff" + HEAD + "1,yes, 2 \r\n\r\n3,yes,5e0",
        'c,b,a,"kind, or so"\n"x\ny",2,1,yes\n,-.5,+3.,"yes"\n',
    ],
)
def test_a_table_is_read(reader: Path, table: str, tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_bytes(table.encode())
    printed = run([str(reader), "data.csv"], tmp_path)
    assert "loss in the first step: 0.69314718056\n" in printed


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (None, "data.csv: No such file or directory"),
        ("", "data.csv has no column 'a'."),
        (HEAD, "data.csv has no rows."),
        ("a,b\n1,2\n", "data.csv has no column 'kind, or so'."),
        ("a,a,b\n", "data.csv has two columns 'a'."),
        (HEAD + "1,yes\n", "data.csv, line 2: 2 cells, but the header has 3."),
        (HEAD + "1,yes,2\n1,yes,2,3\n", "data.csv, line 3: 4 cells, but the header has 3."),
        (HEAD + "1,yes,two\n", "data.csv, line 2: 'two' in column 'b' is no number."),
        (HEAD + "1,yes,\n", "data.csv, line 2: '' in column 'b' is no number."),
        (HEAD + "nan,yes,1\n", "data.csv, line 2: 'nan' in column 'a' is no number."),
        (HEAD + "0x1,yes,1\n", "data.csv, line 2: '0x1' in column 'a' is no number."),
        (HEAD + "1e999,yes,1\n", "data.csv, line 2: '1e999' in column 'a' is no number."),
        (HEAD + "1,maybe,2\n", "data.csv, line 2: 'maybe' is no category of 'kind, or so'."),
        (HEAD + "1" * 300, "data.csv: a cell has more than 255 characters."),
    ],
)
def test_a_bad_table_is_refused(
    reader: Path, table: str | None, message: str, tmp_path: Path
) -> None:
    if table is not None:
        (tmp_path / "data.csv").write_text(table)
    assert fails([str(reader), "data.csv"], tmp_path) == f"{message}\n"


def test_a_program_that_needs_a_table_says_so(reader: Path, tmp_path: Path) -> None:
    assert fails([str(reader)], tmp_path) == f"usage: {reader} DATA.csv\n"


def test_a_table_has_as_many_rows_as_the_text_says(tmp_path: Path) -> None:
    text = "i: index(3)\nx[i]: data\nw: parameter = 1\nloss = mean[i]((w * x[i] - 1)**2)"
    program = build(write(whole(text), steps=2), tmp_path)
    (tmp_path / "data.csv").write_text("x\n1\n2\n")
    want = "data.csv has 2 rows, but needs 3.\n"
    assert fails([str(program), "data.csv"], tmp_path) == want


def test_lengths_that_no_table_tells_are_asked_for() -> None:
    text = (
        "x[i, k, l]: data\nw[k, l]: parameter = ones()\nloss = sum[i, k, l](x[i, k, l] * w[k, l])"
    )
    with pytest.raises(WhygradError, match=r"declare the lengths, as in `l: index\(3\)`"):
        write(whole(text))
    assert '"x_6",' in write(whole(f"l: index(2)\nk: index(3)\n{text}"))


def test_parameters_for_each_sample_get_memory(tmp_path: Path) -> None:
    text = "x[i]: data\ne[i]: parameter = normal(0, 1)\nloss = mean[i]((x[i] - e[i])**2)"
    (tmp_path / "data.csv").write_text("x\n1\n2\n")
    program = build(write(whole(text), steps=1, learning_rate=0.0), tmp_path, *SANITIZED)
    want = np.random.RandomState(1).standard_normal(2)
    printed = run([str(program), "data.csv"], tmp_path)
    np.testing.assert_allclose(numbers_behind("e", printed), want, rtol=1e-11)


SPECIAL = np.array([0.0, -0.0, 1, -1, 800, -800, 1e-300, np.inf, -np.inf, np.nan])


def test_functions_at_special_points(tmp_path: Path) -> None:
    """Kinks, overflow and what is not finite come out as in the reference interpreter."""
    lines = ["a[i]: data", "b[i]: data", "w: parameter = 1"]
    for row in FUNCTIONS.values():
        lines.append(f"{row.name}_[i] = {row.name}({', '.join('ab'[: len(row.arguments)])})")
    lines = [re.sub(r"(?<=[(, ])([ab])(?=[,)])", r"\1[i]", line) for line in lines]
    total = " + ".join(f"{name}_[i]" for name in FUNCTIONS)
    step = derive(parse("\n".join([*lines, f"loss = sum[i]({total}) * w"])))
    a, b = (grid.ravel() for grid in np.meshgrid(SPECIAL, SPECIAL))
    source = write(step, {"a": a, "b": b}, {"w": 1.0})
    shapes = {e.name: () if e.name in ("loss", "grad_w") else a.shape for e in step}
    got = ask([Probe("special", source, step, {}, shapes)], tmp_path)["special"]["forward"]
    want = evaluate(step, {"a": a, "b": b, "w": 1.0}, {"i": len(a)})
    for name in FUNCTIONS:
        value, expected = got[f"{name}_"], want[f"{name}_"]
        same = entry_agrees(value, expected, np.abs(expected), allow_nan=True)
        infinite = np.isinf(a) | np.isinf(b)
        same |= infinite & np.isnan(expected) & ~np.isnan(value)  # the reference has inf * 0
        assert same.all(), f"{name} at {a[~same]}, {b[~same]}: {value[~same]}, {expected[~same]}"


def test_reductions_at_special_points(tmp_path: Path) -> None:
    """Ties of max share its slope; logsumexp and max keep what is not finite."""
    text = """
    x[i, c]: data
    w: parameter = 1
    top[i] = max[c](w * x[i, c])
    lse[i] = logsumexp[c](w * x[i, c])
    loss = sum[i](top[i] * w + lse[i])
    """
    step = whole(text)
    x = np.array([[1, 1, 0], [2, 2, 2], [1e3, 1e3, 1e3], [-np.inf, 1, 2], [np.inf, 1, 0]])
    x = np.vstack([x, [np.nan, 1, 2], [1, 2, np.nan], np.full(3, -np.inf)])
    for rows in (x[:3], x):
        source = write(step, {"x": rows}, {"w": 1.0})
        shapes = {e.name: (len(rows),) if e.target.indexes else () for e in step}
        got = ask([Probe("ties", source, step, {}, shapes)], tmp_path)["ties"]
        lengths = index_lengths(step, {"x": rows.shape})
        want = evaluate(step, {"x": rows, "w": 1.0, LEARNING_RATE: 0.01}, lengths)
        for name, value in {**got["forward"], **got["backward"]}.items():
            np.testing.assert_allclose(value, want[name], rtol=1e-12)


def test_reserved_names_get_underscores(tmp_path: Path) -> None:
    """Every word that C or the program needs can be a quantity, an index or a setting."""
    words = [word for word in sorted(RESERVED) if not why_refused(word)]
    words += ["E2BIG", "M_PI", "INT8_MAX", "strange", "island", "uint32_t", "size_i", "all_x"]
    lines = ["x[i, k]: data", "y[i]: data"]
    lines += [f"{word}: parameter = 0.5" for word in words]
    groups = [words[start : start + 50] for start in range(0, len(words), 50)]
    lines += [f"part{number} = {' + '.join(group)}" for number, group in enumerate(groups)]
    total = " + ".join(f"part{number}" for number in range(len(groups)))
    step = whole("\n".join([*lines, f"loss = mean[i]((sum[k](x[i, k]) * ({total}) - y[i])**2)"]))
    (tmp_path / "names.c").write_text(write(step, batch=2, columns={"x": ["a", "b"]}))
    for standard in ("c99", "gnu17"):
        run([compiler(), *STRICT, f"-std={standard}", "-c", "names.c"], tmp_path)
    text = "x[size_t, int]: data\nfor_[int]: parameter = ones()\n"
    text += "long[size_t] = sum[int](x[size_t, int] * for_[int])\nmain = mean[size_t](long[size_t])"
    build(write(whole(text), {"x": np.ones((2, 2))}), tmp_path)


@pytest.mark.parametrize("end", ["\\", "??/", "*/", "\\ ", "/* %s", "square(1)"])
def test_a_caption_cannot_reach_into_the_code(end: str, tmp_path: Path) -> None:
    text = f"x[i]: data\nw: parameter = 1  # {end}\nh[i] = w * x[i]  # {end}\nloss = mean[i](h[i])"
    program = build(write(whole(text), {"x": np.ones(2)}, steps=1), tmp_path)
    assert "loss in the first step: 1\n" in run([str(program)], tmp_path)


def test_an_update_that_mixes_entries_reads_the_old_ones(tmp_path: Path) -> None:
    text = """
    x[i, k]: data
    w[k, l]: parameter = normal(0, 1)
    loss = sum[i, k, l](x[i, k] * w[k, l] * x[i, l])
    grad_w[k, l] = sum[i](x[i, k] * x[i, l])
    w[k, l] = w[l, k] - sum[m](w[k, m]) / size[k]
    """
    step = parse_step(text)
    w = np.arange(9.0).reshape(3, 3) ** 2
    source = write(step, {"x": np.ones((2, 3))}, {"w": w})
    probe = Probe("mixed", source, step, {}, {"loss": (), "grad_w": (3, 3), "w": (3, 3)})
    got = ask([probe], tmp_path)["mixed"]["update_parameters"]["w"]
    np.testing.assert_allclose(got, w.T - w.mean(axis=1, keepdims=True))


def test_whole_numbers_divide_like_real_ones(tmp_path: Path) -> None:
    text = """
    x[i, k]: data
    w: parameter = 1
    big = 100000 * size[i] * 100000 * size[k] + 12345678901234
    part = 1 / size[k] + size[i] / size[k] + iteration / 2 + (size[i] - 1) / 4
    loss = mean[i, k](w * x[i, k]) * part + big / 3 * 1e-12 + 1 / 3
    """
    step = whole(text)
    source = write(step, {"x": np.ones((2, 3))})
    shapes = {e.name: () for e in step}
    got = ask([Probe("whole", source, step, {}, shapes)], tmp_path)["whole"]["forward"]
    want = evaluate(
        step.forward, {"x": np.ones((2, 3)), "w": 1.0, "iteration": 3.0}, {"i": 2, "k": 3}
    )
    for name, value in got.items():
        assert value == pytest.approx(want[name], rel=1e-14)
