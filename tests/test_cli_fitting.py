"""`whygrad train` with validation, patience, checkpoints, and a run that goes on."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow
import pytest
from pyarrow import parquet

import whygrad as wg
from whygrad.cli import main
from whygrad.engines.numpy import NumpyEngine

MODEL = """
x[i, k]: data
y[i]: data
decay: setting = 0.01
w[k]: parameter = normal(0, 1)
b: parameter = 0
output[i] = sum[k](x[i, k] * w[k]) + b
error = mean[i](abs(output[i] - y[i]))
loss = mean[i]((output[i] - y[i])**2) + decay * sum[k](w[k]**2)
"""
TRAIN = ["train", "m.eq", "m.csv", "--columns", "x=one,two", "--learning-rate", "0.05"]
TRAIN += ["--steps", "40", "--batch", "5", "--out", "m.wg"]
RANDOM = np.random.default_rng(2)


def write_table(name: str, rows: int) -> None:
    lines = ["one,two,y"]
    for one, two in RANDOM.normal(size=(rows, 2)).round(3):
        lines.append(f"{one},{two},{one - 2 * two + 0.1 * RANDOM.normal():.3f}")
    Path(name).write_text("\n".join(lines) + "\n")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("m.eq").write_text(MODEL)
    write_table("m.csv", 25)
    write_table("held.csv", 7)
    return tmp_path


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        return status, *capsys.readouterr()

    return run


def table(name: str) -> dict[str, np.ndarray]:
    rows = np.loadtxt(name, delimiter=",", skiprows=1)
    return {"x": rows[:, :2], "y": rows[:, 2]}


def fit(**options: Any) -> wg.Run:
    given = {"steps": 40, "learning_rate": 0.05, "batch": 5, **options}
    return wg.Model(MODEL).fit(table("m.csv"), **given)


def same(one: wg.Run, other: wg.Run) -> bool:
    names = one.history.keys() == other.history.keys()
    return names and all(np.array_equal(v, other.history[n]) for n, v in one.history.items())


@pytest.mark.parametrize("validation", ["0.2", "held.csv"])
def test_the_options_are_those_of_fit(command: Any, validation: str) -> None:
    options = ["--validation", validation, "--patience", 3, "--every", 2, "--checkpoint"]
    status, shown, messages = command(*TRAIN, *options)
    run = wg.load("m.wg")
    given: Any = 0.2 if validation == "0.2" else table("held.csv")
    want = fit(validation=given, patience=3, every=2)
    assert (status, messages) == (0, "")
    assert same(run, want)
    assert run.ending == want.ending
    assert run.record.columns["x"][1].name == "two"
    scalars, looks = run.history, run.validation.steps
    assert shown.splitlines()[:6] == [
        f"{run.steps} steps at learning rate 0.05",
        f"error: {scalars['error'][0]:.6g} in the first step, {scalars['error'][-1]:.6g} in the"
        " last",
        f"loss: {scalars['loss'][0]:.6g} in the first step, {scalars['loss'][-1]:.6g} in the last",
        f"validation_error: {scalars['validation_error'][0]:.6g} after 2 steps,"
        f" {scalars['validation_error'][-1]:.6g} after {looks[-1]}",
        f"validation_loss: {scalars['validation_loss'][0]:.6g} after 2 steps,"
        f" {scalars['validation_loss'][-1]:.6g} after {looks[-1]}",
        f"validation_loss was lowest after {run.steps} steps",
    ]


def test_the_best_look_and_the_order_of_the_rows(command: Any) -> None:
    options = ["--validation", 0.2, "--patience", 3, "--best", "lowest error", "--no-shuffle"]
    status, shown, messages = command(*TRAIN, *options)
    run = wg.load("m.wg")
    assert (status, messages) == (0, "")
    assert same(run, fit(validation=0.2, patience=3, best="lowest error", shuffle=False))
    assert f"validation_error was lowest after {run.steps} steps" in shown.splitlines()
    assert command(*TRAIN, "--resume", "m.wg", "--validation", 0.2, "--best", "lowest loss") == (
        2,
        "",
        "--resume m.wg: it was trained with --best lowest error, not lowest loss.\n"
        "Leave the option out, or train anew.\n",
    )


def test_json_has_the_looks(command: Any) -> None:
    status, shown, _ = command(*TRAIN, "--validation", 0.2, "--every", 20, "--json")
    found, want = json.loads(shown), fit(validation=0.2, every=20)
    assert (status, found["ending"]) == (0, "finished")
    assert found["validation"] == {
        "steps": [20, 40],
        "error": want.history["validation_error"].tolist(),
        "loss": want.history["validation_loss"].tolist(),
    }
    assert found["last"] == {name: want.history[name][-1] for name in ("error", "loss")}


def interrupt(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    original, calls = NumpyEngine.train, iter(range(1, 1000))

    def train(*arguments: Any, **options: Any) -> Any:
        if next(calls) == at:
            raise KeyboardInterrupt
        return original(*arguments, **options)

    monkeypatch.setattr(NumpyEngine, "train", train)


@pytest.mark.parametrize("validation", [(), ("--validation", "0.2"), ("--validation", "held.csv")])
def test_the_same_command_goes_on(
    command: Any, validation: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [*TRAIN, *validation, "--engine", "numpy", "--set", "decay=0.1"]
    words += ["--optimizer", "adam", "--schedule", "cosine", "--seed", 4]
    assert command(*words)[0] == 0
    whole = wg.load("m.wg")
    Path("m.wg").unlink()
    with monkeypatch.context() as patch:
        interrupt(patch, 4)
        status, _, messages = command(*words, "--checkpoint-every", 5)
    part = wg.load("m.wg")
    assert status == 130
    assert messages == f"Interrupted after {part.steps} steps. They are in the file.\n"
    assert 0 < part.steps < 40
    Path("m.wg").rename("part.wg")
    assert command(*words, "--resume", "part.wg")[0] == 0
    assert same(wg.load("m.wg"), whole)
    assert command(*words, "--resume", "part.wg", "--force")[0] == 0
    assert command(*words[:-2], "--resume", "m.wg")[0] == 0  # needs no --force
    assert same(wg.load("m.wg"), whole)


def test_what_does_not_go_on(command: Any) -> None:
    assert command(*TRAIN, "--validation", 0.2)[0] == 0
    words = [*TRAIN[:-1], "n.wg", "--resume", "m.wg"]
    for options, was, now in (
        (["--seed", 2], "--seed 1", "2"),
        (["--batch", 6], "--batch 5", "6"),
        (["--dtype", "float32"], "--dtype float64", "float32"),
        (["--learning-rate", 0.5], "--learning-rate 0.05", "0.5"),
        (["--optimizer", "adam"], "--optimizer gradient_descent", "adam"),
        (
            ["--schedule", "cosine"],
            "--optimizer gradient_descent",
            "gradient_descent, cosine",
        ),
        (["--set", "decay=1"], "--set decay=0.01", "1.0"),
        (["--validation", 0.3], "--validation 0.2", "0.3"),
    ):
        assert command(*words, *options) == (
            2,
            "",
            f"--resume m.wg: it was trained with {was}, not {now}.\n"
            "Leave the option out, or train anew.\n",
        )
    assert command(*words, "--engine", "auto")[0] == 0
    Path("m.eq").write_text(
        MODEL.replace("abs(", "sqrt(0.01 + abs(").replace("- y[i]))\nloss", "- y[i])))\nloss")
    )
    assert command(*words, "--force") == (
        2,
        "",
        "--resume m.wg: it was trained with other equations.\n"
        "Name those that it began with, or train anew.\n",
    )
    Path("m.eq").write_text(MODEL)
    write_table("m.csv", 25)
    assert command(*words, "--force") == (
        2,
        "",
        "These are not the data that trained `m.wg`.\n"
        "Pass the very data of the training, every sample in the same order.\n",
    )
    assert command(*words[:-1], "mm.wg", "--force") == (
        2,
        "",
        "There is no file `mm.wg`.\nDid you mean `m.wg`?\n",
    )


def test_a_diverged_training_says_what_its_checkpoint_holds(command: Any) -> None:
    words = ["--learning-rate", 5, "--steps", 3000, "--checkpoint"]
    status, shown, messages = command(*TRAIN, *words)
    assert (status, shown) == (1, "")
    assert messages.splitlines()[-1] == "The steps before it are in the file."
    assert wg.load("m.wg").ending == "diverged"


def test_words_that_cannot_be_used(command: Any) -> None:
    for options, message in (
        (
            ["--validation", "1.5"],
            "validation: expected a share of the samples, such as 0.2, or data, not 1.5.\n",
        ),
        (["--validation", "hold.csv"], "There is no file `hold.csv`.\nDid you mean `held.csv`?\n"),
        (
            ["--patience", 3],
            "patience: there is no validation to wait for.\n"
            "Pass `validation=0.2` (`--validation 0.2`), or data of its own.\n",
        ),
        (
            ["--checkpoint-every", 0],
            "--checkpoint-every: expected a whole number of 1 or more, not 0.\n",
        ),
    ):
        assert command(*TRAIN, *options) == (2, "", message)


def test_a_parquet_file_trains_as_a_table_does(command: Any) -> None:
    for name in ("m", "held"):
        data = table(f"{name}.csv")
        columns = {"one": data["x"][:, 0], "two": data["x"][:, 1], "y": data["y"]}
        parquet.write_table(pyarrow.table(columns), f"{name}.parquet")
    words = ["train", "m.eq", "m.parquet", *TRAIN[3:], "--every", 5]
    assert command(*words, "--validation", "held.parquet")[0] == 0
    run = wg.load("m.wg")
    assert same(run, fit(validation=table("held.csv"), every=5))
    assert command("predict", "m.wg", "x=1,2")[0] == 0
    assert command(*words, "--validation", "held.parquet", "--resume", "m.wg")[0] == 0
    assert command(*words, "--columns", "z=one", "--force") == (
        2,
        "",
        "Columns are given for `z`, but the equations declare no such data.\n"
        "Declared are `x` and `y`.\n",
    )
