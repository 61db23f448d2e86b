"""Exports of networks for tables: raw rows in, the same prediction in every format."""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest

import whygrad as wg
from c_programs import SANITIZED, STRICT, compiler, run
from whygrad.calculus.evaluation import evaluate
from whygrad.cli import main
from whygrad.engines.programs import load
from whygrad.language.sizes import index_lengths

ODD = ['say "a"', "back\\slash\\", "tri??/graph", "*/ // end", 'né, ü "" \'\'\' """', "two\nlines"]
NAMES = ["kind\\", 'si"ze', "colour */", "age, years"]
TABLES = {
    "text": ("goal", ("--without", "sort")),
    "gaps": ("goal", ("--missing", "median", "--without", "sort")),
    "classes": ("sort", ("--missing", "mode", "--without", "goal")),
    "single": ("goal", ("--missing", "mean", "--without", "sort", "--dtype", "float32")),
}


def rows(gaps: bool) -> Iterator[list[str]]:
    """Some texts that no program may take for code, and some missing values."""
    draw = np.random.RandomState(3)
    for number in range(60):
        kind, colour = ODD[number % 6], ("red", "blue")[number % 2]
        size, age = draw.normal(), draw.randint(90)
        cells = [kind, repr(size), colour, str(age)]
        if gaps and number % 5 == 1:
            cells[number % 4] = ("", "NA", "?", "n/a")[number % 3]
        sort = ["ja", "nein", "x</b>"][int(age > 30) + int(size > 1)]
        yield [*cells, sort, repr(size * 3 + age / 9 + len(kind))]


@pytest.fixture(scope="module", params=TABLES)
def trained(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> wg.Run:
    folder = tmp_path_factory.mktemp(request.param)
    target, options = TABLES[request.param]
    table = folder / "it.csv"
    with table.open("w", newline="") as file:
        csv.writer(file).writerows([[*NAMES, "sort", "goal"], *rows("--missing" in options)])
    words = ["train", str(table), "--target", target, "--steps", "30", "--validation", "0"]
    assert main([*words, *options, "--out", str(folder / "it.wg")]) == 0
    found = wg.load(folder / "it.wg")
    found.folder = folder  # type: ignore[attr-defined]
    return found


def folder_of(found: wg.Run) -> Path:
    folder: Path = found.folder  # type: ignore[attr-defined]
    return folder


def raw_rows(found: wg.Run) -> list[dict[str, str]]:
    with (folder_of(found) / "it.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def reference(found: wg.Run) -> np.ndarray:
    """What the reference interpreter predicts."""
    record = found.record
    data = record.data or {}
    values: dict[str, Any] = {**data, **record.parameters, **record.states, **record.settings}
    values = {name: np.asarray(value, float) for name, value in values.items()}
    shapes = {name: value.shape for name, value in values.items()}
    forward = record.step.forward
    return evaluate(forward, values, index_lengths(record.step, shapes))[found.prediction]


def check(got: Any, found: wg.Run) -> None:
    want = reference(found)
    factor = 1e-12 if found.record.dtype == "float64" else 2e-5
    np.testing.assert_allclose(got, want, atol=factor * max(1, np.abs(want).max()))


def test_numpy_takes_raw_rows(trained: wg.Run) -> None:
    path = folder_of(trained) / "it_numpy.py"
    trained.export("numpy", path, force=True)
    program = load(path.read_text())
    check(program.predict(*program.encoded(raw_rows(trained))), trained)
    if trained.classes():
        assert tuple(program.classes) == trained.classes() == ("ja", "nein", "x</b>")
    row = raw_rows(trained)[0]
    with pytest.raises(ValueError, match=r"column colour \*/: green is none of \['blue', 'red'\]"):
        program.encoded([{**row, NAMES[2]: "green"}])
    for cell in ("1,5", "1_000", "inf", "0x10"):
        wrong = re.escape(f"column {NAMES[1]}: {cell} is no decimal number")
        with pytest.raises(ValueError, match=wrong):
            program.encoded([{**row, NAMES[1]: cell}])
    if not trained.record.columns.get("missing"):
        with pytest.raises(ValueError, match="the value is missing"):
            program.encoded([{**row, NAMES[3]: " NA "}])


def test_python_files_are_formatted_and_lint_free(trained: wg.Run) -> None:
    folder = folder_of(trained)
    for to in ("numpy", "torch"):
        trained.export(to, folder / f"it_{to}.py", force=True)
    ruff = Path(sys.executable).with_name("ruff")
    options = ["--isolated", "--no-cache", "--line-length", "88"]
    files = [str(folder / f"it_{to}.py") for to in ("numpy", "torch")]
    quotes = ["--config", "format.quote-style = 'preserve'"]
    for words in (["check", "--extend-select", "B,E,F,W"], ["format", "--diff", *quotes]):
        done = subprocess.run(
            [ruff, *words, *options, *files], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def program(trained: wg.Run) -> Path:
    """The C file as a program of its own, sanitised; and as a part of another."""
    folder = folder_of(trained)
    trained.export("c", folder / "it.c")
    words = [compiler(), *STRICT, *SANITIZED, "-DMAIN", "it.c", "-o", "it", "-lm"]
    run(words, folder)
    run([compiler(), *STRICT, "-fsyntax-only", "it.c"], folder)
    return folder / "it"


def predicted(program: Path, text: str) -> tuple[np.ndarray, str]:
    done = subprocess.run([program], input=text, capture_output=True, text=True, check=False)
    numbers = [[float(x) for x in line.split(",")] for line in done.stdout.splitlines()]
    return np.array(numbers), done.stderr


def test_c_takes_raw_rows(trained: wg.Run, program: Path) -> None:
    names = [column.name for column in trained.record.columns["inputs"]]
    with (folder_of(trained) / "rows.csv").open("w", newline="") as file:
        csv.writer(file).writerows([row[name] for name in names] for row in raw_rows(trained))
    text = (folder_of(trained) / "rows.csv").read_bytes().decode()
    got, message = predicted(program, text)
    assert message == ""
    check(got, trained)


def test_c_says_which_class_each_number_is_for(trained: wg.Run, program: Path) -> None:
    source = program.with_suffix(".c").read_text()
    line = "// output holds ja, nein, x</b>, in this order.\n"
    assert (line in source) == bool(trained.classes())


def test_rows_that_c_cannot_take(trained: wg.Run, program: Path) -> None:
    row = ["two\\nlines", "1", "red", "3"]
    for place, cell in ((2, "green"), (1, "1,5"), (1, "0x10"), (1, "inf"), (3, "4 years")):
        cells = [ODD[3], *row[1:]]
        cells[place] = cell
        text = ",".join(f'"{each}"' for each in cells)
        expected = f"line 1: '{cell}' cannot stand in column '{NAMES[place]}'\n"
        assert predicted(program, text)[1] == expected
    assert predicted(program, "a,1,red\n")[1] == "line 1: expected 4 cells\n"
    assert predicted(program, f"{ODD[3]},1,red,3,4\n")[1] == "line 1: expected 4 cells\n"
    gap = predicted(program, f"{ODD[3]},na,red,3\n")
    if trained.record.columns.get("missing"):
        assert gap[1] == ""
    else:
        assert gap[1] == f"line 1: 'na' cannot stand in column '{NAMES[1]}'\n"


def test_another_program_declares_the_functions_as_the_file_says(
    trained: wg.Run, program: Path
) -> None:
    """Here the file itself is that program, so that the compiler compares the two."""
    folder = folder_of(trained)
    source = (folder / "it.c").read_text()
    head = source.partition("\n\n")[0].replace("\n// ", " ").removeprefix("// ")
    calls = [part.strip() + ";" for part in head.split(";")[:2]]
    calls[0] = calls[0][calls[0].index("void predict") :]
    assert calls[1].startswith("int encode(const char *const row[4],")
    (folder / "declared.c").write_text("\n".join([*calls, source]))
    run([compiler(), *STRICT, "-fsyntax-only", "declared.c"], folder)


def test_onnx_names_the_numbers_that_it_takes(trained: wg.Run) -> None:
    path = folder_of(trained) / "it.onnx"
    found = trained.export("onnx", path, force=True)
    assert str(found).splitlines()[2] == (
        "It takes numbers, with 0 and 1 for text; its metadata name them. `encoded(rows)` in an"
        " export to numpy makes them of raw rows."
    )
    session = onnxruntime.InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])
    data = trained.record.data or {}
    check(
        session.run(None, {each.name: data[each.name] for each in session.get_inputs()})[0], trained
    )
    props = {p.key: json.loads(p.value) for p in onnx.load(path).metadata_props}
    kinds = [f"{NAMES[0]}={kind}" for kind in sorted(ODD)]
    numbers = [*kinds, NAMES[1], f"{NAMES[2]}=blue", f"{NAMES[2]}=red", NAMES[3]]
    assert props["columns.inputs"] == numbers
    assert ("columns.missing" in props) == ("missing" in trained.record.columns)
    if trained.classes():
        assert props["classes.output"] == ["ja", "nein", "x</b>"]
    assert trained.export("numpy", folder_of(trained) / "rows.py", force=True).note == ""
    encoded = load((folder_of(trained) / "rows.py").read_text()).encoded(raw_rows(trained))
    given = {each.name: array for each, array in zip(session.get_inputs(), encoded, strict=True)}
    check(session.run(None, given)[0], trained)


def test_a_table_of_numbers_alone(tmp_path: Path) -> None:
    """Its rows are what `predict` takes; C says in which order."""
    lines = ["length,width,goal", *(f"{n},{n % 7},{2 * n}" for n in range(40))]
    (tmp_path / "it.csv").write_text("\n".join(lines))
    words = ["train", str(tmp_path / "it.csv"), "--target", "goal", "--steps", "9"]
    assert main([*words, "--out", str(tmp_path / "it.wg")]) == 0
    found = wg.load(tmp_path / "it.wg")
    found.export("c", tmp_path / "it.c")
    source = (tmp_path / "it.c").read_text()
    assert "\n// inputs holds length, width, in this order.\n" in source
    assert "encode" not in source
    found.export("numpy", tmp_path / "it.py")
    program = load((tmp_path / "it.py").read_text())
    raw = [{"width": "3", "length": "5", "more": "x"}]
    want = found.predict({"inputs": [[5, 3]]})
    np.testing.assert_allclose(program.predict(*program.encoded(raw)), want, rtol=1e-12)


def test_a_model_without_a_table_has_no_columns(tmp_path: Path) -> None:
    model = wg.network([2, 1])
    found = model.fit({"inputs": np.eye(2), "target": np.ones((2, 1))}, steps=1, learning_rate=0.1)
    for to in ("numpy", "torch", "c"):
        path = tmp_path / f"it_{to}.{'c' if to == 'c' else 'py'}"
        found.export(to, path)
        assert "enco" not in path.read_text()
    found.export("onnx", tmp_path / "it.onnx")
    assert not onnx.load(tmp_path / "it.onnx").metadata_props


def test_quantities_with_the_names_of_what_reads_rows(tmp_path: Path) -> None:
    """They get an underscore; what reads rows keeps its names."""
    text = "inputs[i, k]: data\ngoal[i]: data\nencoded[k]: parameter = constant(0.5)\n"
    text += "".join(f"{name}: parameter = 1\n" for name in ("classes", "categories", "encode"))
    text += "columns: parameter = 1\nprediction: numbers_of\n"
    text += "numbers_of[i] = sum[k](inputs[i, k] * encoded[k]) + classes + categories * encode\n"
    text += (
        "is_missing[i] = numbers_of[i] * columns\nloss = mean[i]((is_missing[i] - goal[i])**2)\n"
    )
    (tmp_path / "it.eq").write_text(text)
    (tmp_path / "it.csv").write_text("kind,size,goal\na,1,2\nb,2,3\na,4,5\n")
    words = [str(tmp_path / "it.eq"), str(tmp_path / "it.csv"), "--columns", "inputs=kind,size"]
    options = ["--steps", "3", "--learning-rate", "0.01", "--out", str(tmp_path / "it.wg")]
    assert main(["train", *words, *options]) == 0
    found = wg.load(tmp_path / "it.wg")
    want = found.predict({"inputs": [[0, 1, 3], [1, 0, 7]]}, quantity="is_missing")
    found.export("numpy", tmp_path / "it.py", quantity="is_missing")
    program = load((tmp_path / "it.py").read_text())
    raw = [{"kind": "b", "size": 3}, {"kind": "a", "size": 7}]
    np.testing.assert_allclose(program.predict(*program.encoded(raw)), want, rtol=1e-12)
    found.export("c", tmp_path / "it.c", quantity="is_missing")
    run([compiler(), *STRICT, "-DMAIN", "it.c", "-o", "it", "-lm"], tmp_path)
    got, message = predicted(tmp_path / "it", "b,3\na,7\n")
    assert message == ""
    np.testing.assert_allclose(got[:, 0], want, rtol=1e-12)
