"""`whygrad train DATA.csv --target COLUMN`: a network for a table, from raw rows to raw rows."""

import csv
import json
import math
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn import datasets
from sklearn.impute import SimpleImputer
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.preprocessing import StandardScaler

import c_programs
import whygrad as wg
from whygrad.cli import main
from whygrad.insight.comparison import Comparison
from whygrad.insight.measurement import confusion
from whygrad.training.preparation import roles_of
from whygrad.training.tables import read_table

Command = Callable[..., tuple[int, str, str]]
SMALL = "size,price\n" + "".join(f"{n},{2 * n + 1}\n" for n in range(1, 31))
KINDS = "kind,size,price\na,1,2\nb,2,3.5\na,3,4\nb,4,6\na,5,7\nb,6,8\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main([*map(str, arguments)])
        return status, *capsys.readouterr()

    return run


def write(text: str | bytes, name: str = "it.csv") -> str:
    Path(name).write_bytes(text.encode() if isinstance(text, str) else text)
    return name


def write_set(name: str) -> None:
    """One of scikit-learn's sets as a CSV file, classes by their names where these are words."""
    found = getattr(datasets, f"load_{name}")()
    words = name in ("iris", "wine", "breast_cancer")
    with Path("it.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([*map(str, found.feature_names), "goal"])
        for values, target in zip(found.data, found.target, strict=True):
            goal = found.target_names[target] if words else f"{target:g}"
            rows.writerow([*map(repr, values.tolist()), goal])


# scikit-learn's sets


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
@pytest.mark.parametrize("name", ["iris", "wine", "breast_cancer", "digits", "diabetes"])
def test_sets_of_scikit_learn(command: Command, name: str) -> None:
    """From a CSV file to programs in other languages, by commands alone.

    As good on the rows held out as our estimator and scikit-learn's own, trained on the others.
    """
    write_set(name)
    words = ("train", "it.csv", "--target", "goal", "--hidden", "16,8", "--out", "it.wg", "--json")
    status, shown, message = command(*words)
    assert (status, message) == (0, "")
    figures = json.loads(shown)["measured"]
    run = wg.load("it.wg")
    assert run.validation is not None
    assert run.record.data is not None
    held, data = run.validation.data, run.record.data
    assert held is not None
    samples = len(held["inputs"]), len(data["inputs"])
    assert samples[0] == round(0.2 * sum(samples)) == figures["rows"]

    scaler = StandardScaler().fit(data["inputs"])
    np.testing.assert_allclose(run.record.states["centre"], scaler.mean_, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(run.record.states["scale"], scaler.scale_, rtol=1e-9)
    ours, theirs = scores(run, data, held, scaler)
    assert ours > estimator_score(run, data, held) - 0.03
    score = figures["scores"]["R2" if name == "diabetes" else "accuracy"]
    assert score == pytest.approx(ours, abs=1e-12)
    assert ours > theirs - 0.03

    explained = command("why", "it.wg", "scaled[0, 1]")
    assert explained[0] == 0
    assert "scaled[i, k] = (inputs[i, k] - centre[k]) / scale[k]" in explained[1]
    status, shown, _ = command("predict", "it.wg", "it.csv")
    header, *rows = csv.reader(shown.splitlines())
    assert (status, len(rows)) == (0, sum(samples))
    if name != "diabetes":
        actual = [row["goal"] for row in csv.DictReader(Path("it.csv").read_text().splitlines())]
        assert header[-1] == "class"
        assert np.mean([row[-1] == goal for row, goal in zip(rows, actual, strict=True)]) > 0.95

    predicted = np.array([row[: len(row) - (name != "diabetes")] for row in rows], float)
    for to, suffix in (("onnx", "onnx"), ("numpy", "py"), ("c", "c")):
        done = command("export", "it.wg", "--to", to, "--out", f"it.{suffix}", "--json")
        assert (done[0], done[2]) == (0, "")
        found = json.loads(done[1])["difference"]
        assert found is None if to == "c" else found < 1e-11 * np.abs(predicted).max()
    np.testing.assert_allclose(answers_of_c(run), predicted, rtol=1e-11, atol=1e-13)


def answers_of_c(run: wg.Run) -> np.ndarray:
    """What the C program says to the rows of the table."""
    c_programs.run(
        [c_programs.compiler(), *c_programs.STRICT, "-O1", "-DMAIN", "it.c", "-o", "it", "-lm"],
        Path.cwd(),
    )
    names = [column.name for column in run.record.columns["inputs"]]
    with Path("it.csv").open(newline="") as file:
        rows = "\n".join(",".join(row[name] for name in names) for row in csv.DictReader(file))
    done = subprocess.run("./it", input=rows, capture_output=True, text=True, check=True)
    return np.array([[float(x) for x in line.split(",")] for line in done.stdout.splitlines()])


def estimator_score(run: wg.Run, data: Any, held: Any) -> float:
    """That of our estimator with the same hidden layers, which scales by itself."""
    sizes = {"hidden_layer_sizes": (16, 8), "random_state": 1}
    if data["target"].shape[1] > 1:
        labels = data["target"].argmax(1), held["target"].argmax(1)
        fitted = wg.NetworkClassifier(**sizes).fit(data["inputs"], labels[0])
        return float(fitted.score(held["inputs"], labels[1]))
    target, goal = data["target"][:, 0], held["target"][:, 0]
    return float(
        wg.NetworkRegressor(**sizes).fit(data["inputs"], target).score(held["inputs"], goal)
    )


def scores(run: wg.Run, data: Any, held: Any, scaler: StandardScaler) -> tuple[float, float]:
    """Ours and scikit-learn's on the data held out, computed by the latter."""
    inputs, others = scaler.transform(data["inputs"]), scaler.transform(held["inputs"])
    options = {"hidden_layer_sizes": (16, 8), "max_iter": 200, "random_state": 1}
    predicted = run.predict({"inputs": held["inputs"]})
    if data["target"].shape[1] > 1:
        labels, goal = data["target"].argmax(1), held["target"].argmax(1)
        network = MLPClassifier(learning_rate_init=0.01, **options).fit(inputs, labels)
        return float(np.mean(predicted.argmax(1) == goal)), network.score(others, goal)
    middle, spread = data["target"].mean(), data["target"].std()
    target, goal = ((each["target"][:, 0] - middle) / spread for each in (data, held))
    network = MLPRegressor(learning_rate_init=0.01, **options).fit(inputs, target)
    errors = (predicted[:, 0] - middle) / spread - goal
    return 1 - np.sum(errors**2) / np.sum((goal - goal.mean()) ** 2), network.score(others, goal)


# what is found, said and kept


def test_the_screen(command: Command) -> None:
    lines = ["kind,size,fixed,name,goal"]
    lines += [f"{'uv'[n % 2]},{n},7,n{n},{'no' if n < 20 else 'yes'}" for n in range(40)]
    write("\n".join(lines))
    status, shown, message = command("train", "it.csv", "--target", "goal", "--out", "it.wg")
    assert (status, message) == (0, "")
    found = shown.splitlines()
    assert found[:5] == [
        "40 rows",
        "target `goal`: 2 classes, `no` and `yes`",
        "inputs: 2 columns, 3 numbers; of text `kind`",
        "left out, as they have no two different values: `fixed`",
        "left out, as their texts hardly come again: `name`",
    ]
    counts = [list(map(int, line.split()[1:])) for line in found[-5:-3]]
    predicted = np.array(
        [row.rsplit(",", 1)[1] for row in command("predict", "it.wg", "it.csv")[1].split()[1:]]
    )
    run = wg.load("it.wg")
    assert run.validation is not None
    assert run.validation.data is not None
    places = run.validation.data["inputs"][:, 2].astype(int)
    actual = np.where(places < 20, "no", "yes")
    expected = [
        [int(np.sum((actual == one) & (predicted[places] == other))) for other in ("no", "yes")]
        for one in ("no", "yes")
    ]
    assert counts == expected
    assert found[-2:] == ["wrote it.wg", "next: whygrad predict it.wg it.csv"]
    assert [column.categories for column in run.record.columns["inputs"]] == [("u", "v"), ()]


def test_the_scales_are_those_of_the_rows_trained_on(command: Command) -> None:
    write(KINDS)
    words = ("--target", "price", "--hidden", "none", "--steps", 1, "--out", "it.wg")
    assert command("train", "it.csv", *words, "--validation", 0)[0] == 0
    run = wg.load("it.wg")
    sizes, prices = np.arange(1, 7.0), np.array([2, 3.5, 4, 6, 7, 8])
    np.testing.assert_allclose(run.record.states["centre"], [0, 0, sizes.mean()])
    np.testing.assert_allclose(run.record.states["scale"], [1, 1, sizes.std()])
    assert run.record.settings["target_centre"] == pytest.approx(prices.mean())
    assert run.record.settings["target_scale"] == pytest.approx(prices.std())
    first = run.at(0)
    expected = (sizes - sizes.mean()) / sizes.std()
    np.testing.assert_allclose(first["scaled"][:, 2], expected[first["rows"]], rtol=1e-12)


def test_a_line_is_found(command: Command) -> None:
    write(SMALL)
    words = ("--target", "price", "--hidden", "none", "--steps", 2000, "--out", "it.wg")
    assert command("train", "it.csv", *words)[0] == 0
    assert float(command("predict", "it.wg", "inputs=100")[1].split()[1]) == pytest.approx(
        201, 1e-3
    )


def test_l_bfgs_takes_the_scales_too(command: Command) -> None:
    """It holds nothing out, as nothing can watch it; a line is found in a few steps."""
    write(SMALL)
    words = ("--target", "price", "--hidden", "none", "--optimizer", "lbfgs", "--out", "it.wg")
    status, shown, message = command("train", "it.csv", *words)
    assert (status, message) == (0, "")
    assert "on 30 rows of the training\n  R2                       1 " in shown
    assert float(command("predict", "it.wg", "inputs=100")[1].split()[1]) == pytest.approx(201)


def test_a_parquet_file_is_the_same_table(command: Command) -> None:
    import pyarrow
    from pyarrow import parquet

    write(KINDS)
    rows = list(csv.DictReader(KINDS.splitlines()))
    columns = {
        "kind": pyarrow.array([row["kind"] for row in rows]).dictionary_encode(),
        "size": pyarrow.array([int(row["size"]) for row in rows]),
        "price": pyarrow.array([float(row["price"]) for row in rows]),
    }
    parquet.write_table(pyarrow.table(columns), "it.parquet")
    words = ("--target", "price", "--steps", 20, "--validation", 0)
    assert command("train", "it.csv", *words, "--out", "one.wg")[0] == 0
    assert command("train", "it.parquet", *words, "--out", "two.wg")[0] == 0
    answers = [command("predict", "one.wg", "it.csv"), command("predict", "two.wg", "it.parquet")]
    assert answers[0] == answers[1]


def test_cells_of_a_parquet_file_are_those_of_a_csv_file(command: Command) -> None:
    import pyarrow
    from pyarrow import parquet

    count = 30
    columns = {
        "size": pyarrow.array([None if n % 7 == 3 else n / 2 for n in range(count)]),
        "kind": pyarrow.array([None if n % 9 == 4 else "ab"[n % 2] for n in range(count)]),
        "cost": pyarrow.array([Decimal(n) / 4 for n in range(count)]),
        "day": pyarrow.array([datetime(2024, 1, 1 + n // 6) for n in range(count)]),
        "none": pyarrow.array([None] * count),
        "rate": pyarrow.array([math.nan if n == 5 else float(n * n) for n in range(count)]),
        "sure": pyarrow.array([n % 3 == 0 for n in range(count)]),
        "price": pyarrow.array([float(n) for n in range(count)]),
    }
    parquet.write_table(pyarrow.table(columns), "it.parquet")
    with Path("it.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(columns)
        for row in zip(*(column.to_pylist() for column in columns.values()), strict=True):
            rows.writerow(int(cell) if isinstance(cell, bool) else cell for cell in row)
    words = ("--target", "price", "--missing", "mean", "--steps", 9)
    shown = []
    for suffix in ("csv", "parquet"):
        assert command("train", f"it.{suffix}", *words, "--out", f"{suffix}.wg")[0] == 0
        shown.append(command("predict", f"{suffix}.wg", f"it.{suffix}"))
    assert shown[0] == shown[1]
    lists = {"size": pyarrow.array([[1, 2]] * count), "price": columns["price"]}
    parquet.write_table(pyarrow.table(lists), "it.parquet")
    assert command("train", "it.parquet", "--target", "price", "--out", "it.wg") == (
        2,
        "",
        "it.parquet: column `size` holds list<element: int64>, which is no number.\n"
        "Expected numbers, or text that tells categories.\nLeave it out: `--without size`.\n",
    )
    lists["rate"] = columns["sure"]
    parquet.write_table(pyarrow.table(lists), "it.parquet")
    words = ("--target", "price", "--steps", 5, "--without", "size")
    assert command("train", "it.parquet", *words, "--out", "list.wg")[0] == 0
    assert command("predict", "list.wg", "it.parquet")[0] == 0
    parquet.write_table(pyarrow.table(columns).slice(0, 0), "it.parquet")
    assert command("train", "it.parquet", "--target", "price", "--out", "it.wg")[2] == (
        "it.parquet has columns, but no rows.\n"
        "Expected a row of column names, then one row for each sample.\n"
    )


def test_a_damaged_parquet_file(command: Command) -> None:
    import pyarrow
    from pyarrow import parquet

    columns = {"size": [n / 8 for n in range(900)], "price": [n % 7 for n in range(900)]}
    parquet.write_table(pyarrow.table(columns), "sound.parquet", write_page_checksum=True)
    content = Path("sound.parquet").read_bytes()
    words = ("--target", "price", "--steps", 2, "--out", "it.wg")
    expected = "`it.parquet` cannot be read as a Parquet file.\nExpected a file in that format.\n"
    for damaged in (
        content[:-9],
        content[: len(content) // 2],
        content[:10] + b"\xff" * 99 + content[109:],  # the head of a page
        content[:900] + bytes([content[900] ^ 1]) + content[901:],  # a bit of a number
    ):
        write(damaged, "it.parquet")
        assert command("train", "it.parquet", *words) == (2, "", expected)
    Path("it.parquet").unlink()
    Path("it.parquet").mkdir()
    message = "`it.parquet` is a folder; expected a Parquet file.\n"
    assert command("train", "it.parquet", *words) == (2, "", message)


def test_a_column_without_a_value_is_left_out(command: Command) -> None:
    """As spreadsheets write it for a column that was deleted."""
    write("size,empty,price\n" + "".join(f"{n},{'NA' * (n % 2)},{n}\n" for n in range(30)))
    status, shown, message = command(
        "train", "it.csv", "--target", "price", "--steps", 5, "--out", "it.wg"
    )
    assert (status, message) == (0, "")
    assert shown.splitlines()[2:4] == [
        "inputs: 1 column, 1 number",
        "left out, as they have no two different values: `empty`",
    ]
    assert command("predict", "it.wg", "size=3")[0] == 0


def test_names_are_shown_in_one_line(command: Command) -> None:
    name = '"a\nb\u202e' + "c" * 60 + '"'
    write(f'{name},kind,"to\npay"\n' + "".join(f"{n},a{n % 2},{n}\n" for n in range(30)))
    words = ("train", "it.csv", "--target", "to\npay", "--steps", 5, "--out", "it.wg")
    status, shown, message = command(*words)
    assert (status, message) == (0, "")
    assert shown.splitlines()[1] == "target `to\\npay`: a number"
    assert command("train", "it.csv", "--target", "pay", "--out", "no.wg")[2] == (
        "it.csv: there is no column `pay`.\nDid you mean `to\\npay`?\n"
    )
    write(f"{name},kind\nx,a1\n", "new.csv")
    assert command("predict", "it.wg", "new.csv")[2] == (
        "new.csv, row 3, column `a\\nb\\u202eccccccccccccccccccccccccccc...`: 'x' is no number, but"
        " `inputs[i, k]` needs numbers.\nExpected a decimal number, as in `1.5`.\n"
    )


@pytest.mark.parametrize("share", ["0", "0.0"])
def test_nothing_is_held_out_on_demand(command: Command, share: str) -> None:
    write(SMALL)
    words = ("--target", "price", "--steps", 5, "--validation", share, "--out", "it.wg")
    status, shown, _ = command("train", "it.csv", *words)
    assert (status, "on 30 rows of the training" in shown) == (0, True)


def test_rows_with_missing_values_can_be_left_out(command: Command) -> None:
    write(SMALL + "NA,5\n7,\n, 9\n")
    words = ("train", "it.csv", "--target", "price", "--steps", 5, "--out", "it.wg")
    assert command(*words) == (
        2,
        "",
        "it.csv, row 33, column `price`: the value is missing.\n"
        "Fill it in, leave such rows out (`--missing drop`), or have it filled in"
        " (`--missing mean`).\n",
    )
    status, shown, _ = command(*words, "--missing", "drop")
    assert (status, shown.splitlines()[0]) == (0, "30 rows; 3 with missing values left out")


def test_rows_are_left_out_for_columns_that_go_in_alone(command: Command) -> None:
    write("note,size,price\n" + "".join(f",{n},{2 * n}\n" for n in range(20)) + "x,,3\n")
    words = ("train", "it.csv", "--target", "price", "--steps", 5, "--missing", "drop", "--out")
    for options in (("--without", "note"), ("--columns", "inputs=size")):
        status, shown, _ = command(*words, "it.wg", *options, "--force")
        assert (status, shown.splitlines()[0]) == (0, "20 rows; 1 with missing values left out")
    assert command(*words, "no.wg")[2].startswith("it.csv: a value is missing in each of 21 rows.")


GAPS = "kind,size,age,price\n" + "".join(
    f"{['a', 'b', 'b', '?'][n % 4]},{'' if n % 5 == 1 else n},{'NA' if n % 7 == 2 else n * n},{n}\n"
    for n in range(40)
)


@pytest.mark.parametrize(
    ("fill", "strategy"), [("mean", "mean"), ("median", "median"), ("mode", "most_frequent")]
)
def test_missing_values_are_filled_in_by_an_equation(
    command: Command, fill: str, strategy: str
) -> None:
    """As scikit-learn's imputer and scaler do it, and in every row to predict."""
    write(GAPS + "a,1,1,\n")
    words = ("--target", "price", "--missing", fill, "--steps", 40, "--out", "it.wg")
    status, shown, message = command("train", "it.csv", *words)
    assert (status, message) == (0, "")
    assert shown.splitlines()[:4] == [
        "40 rows; 1 with no `price` left out",
        "target `price`: a number",
        "inputs: 3 columns, 4 numbers; of text `kind`",
        f"missing values, filled in ({fill}): `kind` 10, `size` 8, `age` 6",
    ]
    run = wg.load("it.wg")
    line = "filled[i, k] = inputs[i, k] + missing[i, k] * fill[k]"
    assert line in command("why", "it.wg", "filled[0, 2]")[1]
    assert run.record.data is not None
    data = {name: np.array(value) for name, value in run.record.data.items()}
    data["inputs"][data["missing"] > 0] = np.nan
    numbers = SimpleImputer(strategy=strategy).fit_transform(data["inputs"][:, 2:])
    scaler = StandardScaler().fit(numbers)
    np.testing.assert_allclose(run.record.states["centre"][2:], scaler.mean_, rtol=1e-12)
    np.testing.assert_allclose(run.record.states["scale"][2:], scaler.scale_, rtol=1e-12)
    everything = run.record.data
    filled, scaled = (run.predict(everything, quantity=name) for name in ("filled", "scaled"))
    np.testing.assert_allclose(filled[:, 2:], numbers, rtol=1e-12)
    np.testing.assert_allclose(scaled[:, 2:], scaler.transform(numbers), atol=1e-12)
    kinds = np.where(data["missing"][:, :1] > 0, [0.0, 1.0], everything["inputs"][:, :2])
    assert (filled[:, :2] == kinds).all()

    rows = write("age,kind,size\n,b,2\n4,NA,\n", "new.csv")
    status, shown, message = command("predict", "it.wg", rows)
    assert (status, message) == (0, "")
    ones = [command("predict", "it.wg", f"inputs={row}")[1].split()[1] for row in ("b,2,", "?,,4")]
    assert shown.split()[1:] == ones
    assert command("predict", "it.wg", "size=2", "kind=b")[1].split()[1] == ones[0]
    typical = run.record.states["fill"]
    ours = run.predict(
        {"inputs": [[0, 1, 2, typical[3]], [0, 1, typical[2], 4]], "missing": np.zeros((2, 4))}
    )
    np.testing.assert_allclose([float(x) for x in ones], ours[:, 0], rtol=1e-12)
    renamed = write("years,sort,metres\n,b,2\n4,NA,\n", "new.csv")
    words = ("--columns", "inputs=sort,metres,years")
    assert command("predict", "it.wg", renamed, *words)[1] == shown


@pytest.mark.parametrize("options", [("--checkpoint",), ("--validation", "held.csv"), ()])
def test_a_training_with_missing_values_goes_on(command: Command, options: tuple[str, ...]) -> None:
    """The same bits as without a pause; the figures are those of the end."""
    write(GAPS)
    write(GAPS.replace("a,", "b,"), "held.csv")
    rule = ("--optimizer", "adam", "--learning-rate", 0.01, "--every", 5, *options)
    words = ("train", "it.csv", "--target", "price", "--missing", "median", *rule, "--json")
    status, whole, _ = command(*words, "--steps", 60, "--out", "whole.wg")
    assert (status, command(*words, "--steps", 40, "--out", "part.wg")[0]) == (0, 0)
    going = ("--resume", "part.wg", "--steps", 60, "--out", "part.wg")
    status, part, message = command(*words, *going)
    assert (status, message) == (0, "")
    assert json.loads(part)["measured"] == json.loads(whole)["measured"]
    one, other = wg.load("whole.wg"), wg.load("part.wg")
    assert (one.losses == other.losses).all()
    assert one.record.measured == other.record.measured
    assert one.record.measured is not None
    assert one.record.measured.samples == (40 if "held.csv" in options else 8)


@pytest.mark.parametrize("treatment", ["drop", "mean"])
def test_the_table_of_a_training_serves_again(
    command: Command, treatment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file does not hold the data: the same rows are left out."""
    monkeypatch.setattr("whygrad.training.files.records.MOST_EMBEDDED", 1000)
    lines = [
        f"{'' if n % 9 == 1 else n / 7},{n % 5},{'NA' if n % 11 == 3 else n}" for n in range(400)
    ]
    write("size,age,price\n" + "\n".join(lines))
    words = ("--target", "price", "--missing", treatment, "--steps", 5, "--out", "it.wg")
    assert command("train", "it.csv", *words)[0] == 0
    run = wg.load("it.wg")
    assert run.record.data is None
    status, shown, message = command("why", "it.wg", "scaled[0, 1]", "--data", "it.csv")
    assert (status, message) == (0, "")
    assert shown.startswith("scaled[0, 1] = ")
    renamed = "length,age,price\n" + "\n".join(lines)
    options = ("--data", write(renamed, "new.csv"), "--columns", "inputs=length,age")
    assert command("why", "it.wg", "scaled[0, 1]", *options) == (0, shown, "")
    for to, suffix in (("onnx", "onnx"), ("numpy", "py")):
        status, shown, _ = command(
            "export", "it.wg", "--to", to, "--out", f"it.{suffix}", "--data", "it.csv"
        )
        assert (status, "greatest difference" in shown) == (0, True)
    write("size,age,price\n" + "\n".join(lines[1:]), "other.csv")
    assert command("why", "it.wg", "scaled[0, 1]", "--data", "other.csv")[2].startswith(
        "These are not the data that trained `it.wg`."
    )


@pytest.mark.parametrize("batch", [32, 112])
def test_a_script_holds_the_same_rows_out(command: Command, batch: int) -> None:
    """From the whole table, in each style that runs without a framework."""
    write_set("iris")
    words = ("--target", "goal", "--hidden", 4, "--steps", 12, "--batch", batch, "--seed", 5)
    assert command("train", "it.csv", *words, "--validation", 0.25, "--out", "it.wg")[0] == 0
    losses = wg.load("it.wg").losses
    for style in ("numpy", "loops", "comprehensions", "c"):
        status, text, _ = command("script", "it.wg", "--style", style)
        assert status == 0
        if style == "c":
            write(text, "it.c")
            words = (*c_programs.STRICT, *c_programs.SANITIZED, "it.c", "-o", "it", "-lm")
            c_programs.run([c_programs.compiler(), *words], Path.cwd())
        program = ["./it"] if style == "c" else [sys.executable, write(text, "it.py")]
        shown = c_programs.run([*program, "it.csv"], Path.cwd())
        ends = re.findall(r"^loss in the (?:first|last) step: +(\S+)$", shown, re.MULTILINE)
        assert [*map(float, ends)] == pytest.approx([losses[0], losses[-1]], rel=1e-10)


def test_a_script_that_could_not_read_its_table(command: Command) -> None:
    message = (
        "script: `inputs` comes from columns of text or with missing values, and the table is too"
        " large to stand in the script.\n"
        "`whygrad export` writes the prediction, which takes such rows.\n"
    )
    for text, options in ((GAPS, ("--missing", "mean")), (GAPS, ("--missing", "drop"))):
        write(text + "".join(f"b,{n},{n},{n}\n" for n in range(60)))
        words = ("--target", "price", *options, "--steps", 3, "--out", "it.wg", "--force")
        assert command("train", "it.csv", *words)[0] == 0
        assert command("script", "it.wg") == (2, "", message)
    write(KINDS)
    words = ("--target", "price", "--steps", 3, "--validation", 0, "--out", "it.wg", "--force")
    assert command("train", "it.csv", *words)[0] == 0
    assert command("script", "it.wg")[0] == 0


def test_missing_values_in_a_column_of_many_different_numbers(command: Command) -> None:
    lines = [f"{'' if n == 1700 else n / 7},{n}" for n in range(2000)]
    write("size,price\n" + "\n".join(lines))
    words = ("--target", "price", "--missing", "mean", "--steps", 5, "--out", "it.wg")
    assert "missing values, filled in (mean): `size` 1\n" in command("train", "it.csv", *words)[1]


def test_a_model_that_fills_in_is_kept_whole(command: Command) -> None:
    """Columns say what a missing cell is; those of other models say nothing of it."""
    write(GAPS)
    words = ("--target", "price", "--missing", "mean", "--steps", 5, "--out", "it.wg")
    assert command("train", "it.csv", *words)[0] == 0
    run = wg.load("it.wg")
    run.save("again.wg")
    assert Path("it.wg").read_bytes() == Path("again.wg").read_bytes()
    columns = run.record.columns
    assert {column.gaps for column in columns["inputs"]} == {"filled"}
    assert {column.gaps for column in columns["missing"]} == {"told"}
    assert {column.gaps for column in columns["target"]} == {""}
    assert b"gaps" in Path("it.wg").read_bytes()
    write(SMALL)
    assert command("train", "it.csv", "--target", "price", "--steps", 5, "--out", "no.wg")[0] == 0
    assert b"gaps" not in Path("no.wg").read_bytes()


@pytest.mark.parametrize(
    ("values", "kind", "classes"),
    [
        ([0, 1] * 5, None, ("0", "1")),
        ([0, 1] * 5, "number", ()),
        ([0.5, 1] * 5, None, ()),
        ([1, 2, 10] * 4, None, ()),
        ([1, 2, 10] * 4, "classes", ("1", "2", "10")),
        (list(range(21)) * 5, None, ()),
    ],
)
def test_whether_a_target_tells_classes(values: Any, kind: Any, classes: Any) -> None:
    write("x,y\n" + "".join(f"{n},{value}\n" for n, value in enumerate(values)))
    assert roles_of(read_table("it.csv"), "y", kind=kind).classes == classes


def test_going_on_gives_the_same_bits(command: Command) -> None:
    write(KINDS)
    words = ("train", "it.csv", "--target", "price", "--hidden", 4)
    rule = ("--optimizer", "adam", "--learning-rate", 0.01)
    assert command(*words, *rule, "--steps", 60, "--out", "whole.wg")[0] == 0
    assert command(*words, *rule, "--steps", 40, "--out", "part.wg", "--every", 3)[0] == 0
    going = ("--resume", "part.wg", "--steps", 60, "--every", 3, "--out", "part.wg")
    assert command(*words, *rule, *going)[0] == 0
    one, other = wg.load("whole.wg"), wg.load("part.wg")
    assert (one.losses == other.losses).all()


# what cannot be used

TRAIN = ("train", "it.csv", "--out", "it.wg", "--target", "y")


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("a,y\n1,2\n3,4\n", "--target z",
         "it.csv: there is no column `z`.\nThere are `a` and `y`."),
        (
            "a,y\n1,2\n3,4\n",
            "--without b",
            "it.csv: there is no column `b`.\nThere are `a` and `y`.",
        ),
        (
            "a,y\n1,2\n3,4\n",
            "--without a",
            "it.csv: there is nothing to predict `y` from.\n"
            "Expected a column of numbers that differ, or of text that comes again.",
        ),
        (
            "a,b,y\n1,u,2\n1,u,4\n",
            "",
            "it.csv: there is nothing to predict `y` from but `a` and `b`.\n"
            "Expected a column of numbers that differ, or of text that comes again.",
        ),
        (
            "a,y\n1,u\n2,u\n",
            "",
            "it.csv: the target `y` is 'u' in each of 2 rows.\n"
            "Expected at least two different values.",
        ),
        (
            "a,y\n1,\n2,u\n",
            "",
            "it.csv, row 2, column `y`: the value is missing.\n"
            "Fill it in, leave such rows out (`--missing drop`), or have it filled in"
            " (`--missing mean`).",
        ),
        (
            "a,y\nnan,1\n2,5\n",
            "",
            "it.csv, row 2, column `a`: the value is missing.\n"
            "Fill it in, leave such rows out (`--missing drop`), or have it filled in"
            " (`--missing mean`).",
        ),
        (
            'a,y\n1,2\n"1,5",4\n',
            "",
            "it.csv, row 3, column `a`: '1,5' has a comma in it, but `inputs[i, k]` needs"
            " numbers.\nExpected a decimal point, as in `1.5`.",
        ),
        (
            "a,a,y\n1,2,3\n",
            "",
            "it.csv, row 1: columns 1 and 2 are both called `a`.\nGive each column its own name.",
        ),
        (
            "a,y\n1,2\n1,2,3\n",
            "",
            "it.csv, row 3: 3 fields; expected 2, as in the header.\n"
            "A field that holds a comma stands in double quotes.",
        ),
        (
            b"a,y\n\xe9,2\n",
            "",
            "it.csv, row 2, byte 1: 0xe9 is not UTF-8 text.\n"
            "Save the table as UTF-8; spreadsheets call it `CSV UTF-8`.",
        ),
        (
            "a,y\n1,1\n2,1.0\n3,2\n",
            "--task classes",
            "it.csv: the class 1 of `y` is also written 1.0.\nExpected one way to write it.",
        ),
        (
            "a,y\n1,u\n2,v\n",
            "--task number",
            "it.csv, row 2, column `y`: 'u' is no number, but `target[i, m]` needs numbers.\n"
            "Expected a decimal number, as in `1.5`.",
        ),
        (
            "a,y\n1e300,1\n-1e300,2\n3,4\n4,5\n5,6.5\n",
            "--validation 0",
            "The values of column `a` are too large to be scaled.\nDivide them by a power of ten.",
        ),
        (
            "a,y\n1,2\n3,4\n",
            "--columns inputs=a,y",
            "it.csv: `y` is the target; it cannot be an input or left out.",
        ),
        (
            "a,y\n1,2\n3,4\n",
            "--columns x=a",
            "--columns x: a table's network has the data `inputs`.\n"
            "The column to predict is --target.",
        ),
        (
            "a,y\n1,2\n3,4\n",
            "--hidden 4,x",
            "--hidden 4,x: expected units of each hidden layer, as in `16,8`, or `none`.",
        ),
        (
            "a,y\n1,2\n3,4\n",
            "--hidden -3,4",
            "--hidden -3,4: expected units of each hidden layer, as in `16,8`, or `none`.",
        ),
        (
            "a,y\n1,2\n3,4\n",
            "--out it.csv --force",
            "--out it.csv: expected the name of a model file, which ends in `.wg`.",
        ),
        (
            "a,y\n1,2\n3,4\n",
            "--missing drop --columns inputs=b",
            "it.csv: there is no column `b`.\nThere are `a` and `y`.",
        ),
        (
            "a,y\n,2\n3,\n",
            "--missing drop",
            "it.csv: a value is missing in each of 2 rows.\n"
            "Expected rows that are whole in the columns that are used; `--without COLUMN` leaves"
            " one out.",
        ),
        (
            "a,y\n1,2\n3,4\n",
            "",
            "validation: a share of 0.2 of 2 samples leaves none to validate on.\n"
            "Hold a larger share out, or none.",
        ),
        (
            "a,b,y\n,1,2\n,2,4\n5,3,6\n6,4,8\n7,5,10\n",
            "--missing mean --validation 0.6 --seed 4",
            "Column `a` has no value in the rows to train on.\nLeave it out: `--without a`.",
        ),
        (
            "a,y\n,2\nNA,4\n",
            "--missing mean",
            "it.csv: there is nothing to predict `y` from but `a`.\n"
            "Expected a column of numbers that differ, or of text that comes again.",
        ),
        (
            "a,name,y\n" + "".join(f"{n},n{n},{n}\n" for n in range(1001)),
            "",
            "it.csv: column `name` holds more than 1,000 different texts.\n"
            "Leave it out: `--without name`.",
        ),
        ("a|y\n1|2\n", "", "it.csv, row 1: the fields seem to be separated by vertical bars.\n"
         "Expected commas: save the table as CSV with commas and decimal points."),
        ("a,y\n1,2\n3,4\n", "--seed -1", "seed: expected 0 to 4294967295, not -1."),
        ("a,y\n1,2\n3,4\n", "--validation 0 --batch 9", "batch: the data have 2 samples;"
         " expected 1 to 2."),
    ],
)  # fmt: skip
def test_messages(command: Command, text: str | bytes, words: str, expected: str) -> None:
    write(text)
    assert command(*TRAIN, *words.split()) == (2, "", f"{expected}\n")
    assert not Path("it.wg").exists()


def test_messages_of_the_arguments(command: Command) -> None:
    write(SMALL)
    write("x[i]: data\nw: parameter = 1\nloss = mean[i]((w * x[i])**2)\n", "it.eq")
    assert command("train", "it.csv", "--out", "it.wg") == (
        2,
        "",
        "`it.csv` is a table, which needs a column to predict: --target COLUMN.\n"
        "To train equations of your own: `whygrad train MODEL.eq DATA.csv`.\n",
    )
    assert command("train", "it.csv", "it.csv", "--target", "price", "--out", "it.wg") == (
        2,
        "",
        "`it.csv` is one argument too many: with --target the table comes first.\n",
    )
    words = ("train", "it.eq", "it.csv", "--steps", 5, "--out", "it.wg", "--hidden", 4)
    assert command(*words) == (
        2,
        "",
        "--hidden goes with a table alone; `it.eq` holds equations.\n"
        "Leave it out, or train a network: `whygrad train it.csv --target COLUMN"
        " --out MODEL.wg`.\n",
    )
    assert command("train", "it.txt", "--target", "price", "--out", "it.wg") == (
        2,
        "",
        "`it.txt` is no table by its name.\n"
        "Expected a CSV file, `NAME.csv`, or a Parquet file, `NAME.parquet`.\n",
    )
    missing = "whygrad train: missing: {}.\nSee `whygrad train --help`.\n"
    assert command("train", "it.eq") == (2, "", missing.format("DATA.csv, --steps, --out"))
    assert command("train", "it.csv", "--target", "price") == (2, "", missing.format("--out"))


# raw rows to predict


@pytest.fixture
def kinds(command: Command) -> Command:
    write(KINDS)
    words = ("--target", "price", "--hidden", "none", "--validation", 0, "--out", "it.wg")
    assert command("train", "it.csv", *words)[0] == 0
    return command


def test_what_stands_in_the_column_of_the_target_does_not_matter(kinds: Command) -> None:
    want = kinds("predict", "it.wg", write("kind,size\nb,2\na,1\n", "new.csv"))
    for goals in ("7,", "x,y", "NA,1"):
        one, other = goals.split(",")
        text = f"kind,size,price\nb,2,{one}\na,1,{other}\n"
        assert kinds("predict", "it.wg", write(text, "new.csv")) == want


def test_columns_are_found_by_name(kinds: Command) -> None:
    both = [
        kinds("predict", "it.wg", write(text, "new.csv"))
        for text in ("kind,size\nb,2\n", "more,size,kind\nx,2,b\n")
    ]
    assert both[0] == both[1] == kinds("predict", "it.wg", "inputs=b,2")
    renamed = ("--columns", "inputs=sort,size")
    assert kinds("predict", "it.wg", write("sort,size\nb,2\n", "new.csv"), *renamed) == both[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "kind,size\nb,2\nc,1\n",
            "new.csv, row 3, column `kind`: the category 'c' did not occur in training.\n"
            "Known are `a` and `b`.",
        ),
        (
            "kind,size\nb,\n",
            "new.csv, row 2, column `size`: the value is missing, but `inputs[i, k]` needs"
            " numbers.\nFill it in, or leave the row out.",
        ),
        (
            "kind,length\nb,2\n",
            "new.csv: there is no column `size`, which `inputs[i, k]` takes.\nThe columns are"
            " `kind` and `length`. To take other ones: `--columns inputs=a,b,c`.",
        ),
    ],
)
def test_rows_that_cannot_be_predicted(kinds: Command, text: str, expected: str) -> None:
    assert kinds("predict", "it.wg", write(text, "new.csv")) == (2, "", f"{expected}\n")


def test_a_confusion_table_has_a_row_for_each_actual_class() -> None:
    actual, after = np.eye(3)[[0, 0, 0, 1, 1, 2]], np.eye(3)[[0, 2, 2, 1, 0, 2]]
    found = Comparison("target", "output", actual, after, after)
    assert confusion(found) == ((1, 0, 2), (1, 1, 0), (0, 0, 1))
