"""The command line: every command with right and wrong input, and never a traceback."""

import errno
import io
import json
import os
import pty
import random
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import whygrad as wg
from whygrad.cli import COMMANDS, GUIDE, main
from whygrad.engines.numpy import NumpyEngine
from whygrad.examples import EXAMPLES

WHYGRAD = [sys.executable, "-m", "whygrad"]
STATUSES = {0, 1, 2, 130}
TRAIN = ["train", "neuron.eq", "neuron.csv", "--steps", "200", "--learning-rate", "1e-4"]
CLASSIFIER = ["train", "classifier.eq", "classifier.csv", "--columns", "inputs=first,second,third"]
IRIS = ["train", "iris.eq", "iris.csv", "--columns"]
IRIS += ["measures=sepal_length,sepal_width,petal_length,petal_width"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the shipped examples, in which the commands run."""
    for example in EXAMPLES.values():
        for file in example.files:
            (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs one command here: its status, standard output and standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        return status, *capsys.readouterr()

    return run


def process(*arguments: str, **options: Any) -> subprocess.CompletedProcess[Any]:
    return subprocess.run(
        [*WHYGRAD, *arguments], **{"capture_output": True, "text": True, "check": False, **options}
    )


# the command itself


def test_alone_it_prints_the_guide(command: Any) -> None:
    assert command() == (0, GUIDE + "\n", "")
    assert all(f"whygrad {name}" in GUIDE for name in COMMANDS)


def test_python_dash_m() -> None:
    done = process("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"whygrad {wg.__version__}\n", "")
    installed = Path(sys.executable).with_name("whygrad")
    same = subprocess.run([installed, "--version"], capture_output=True, text=True, check=False)
    assert same.stdout == done.stdout


def test_help(command: Any) -> None:
    status, shown, messages = command("--help")
    assert (status, messages) == (0, "")
    for name, summary in COMMANDS.items():
        assert f"{name} " in shown
        assert summary in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_has_an_example(name: str, command: Any) -> None:
    status, shown, messages = command(name, "--help")
    assert (status, messages) == (0, "")
    assert "example" in shown
    assert f"\n  whygrad {name}" in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("trian", "whygrad: there is no command `trian`. Did you mean `train`?"),
        (
            "xyz",
            f"whygrad: there is no command `xyz`. Expected one of {', '.join(COMMANDS)}.",
        ),
        ("--versoin", "whygrad: there is no option --versoin. Did you mean `--version`?"),
        ("--", "whygrad: `--` is one argument too many."),
        (
            "derive neuron.eq --fromat latex",
            "whygrad derive: there is no option --fromat. Did you mean `--format`?",
        ),
        (
            "derive --fromat=latex",
            "whygrad derive: there is no option --fromat. Did you mean `--format`?",
        ),
        ("derive neuron.eq -q", "whygrad derive: there is no option -q."),
        ("derive neuron.eq more.eq", "whygrad derive: `more.eq` is one argument too many."),
        ("derive", "whygrad derive: missing: MODEL.eq."),
        (
            "derive neuron.eq --format latexx",
            "whygrad derive: --format: there is no `latexx`. Did you mean `latex`?",
        ),
        (
            "derive neuron.eq --format pdf",
            "whygrad derive: --format: there is no `pdf`."
            " Expected one of text, unicode, latex, mathml.",
        ),
        ("train neuron.eq neuron.csv", "whygrad train: missing: --steps, --out."),
        (
            "train neuron.eq neuron.csv --stepz 5",
            "whygrad train: there is no option --stepz. Did you mean `--steps`?",
        ),
        (
            "train neuron.eq neuron.csv --steps few --out a.wg",
            "whygrad train: --steps: expected a whole number, not 'few'.",
        ),
        (
            "train neuron.eq neuron.csv --steps 1e3 --out a.wg",
            "whygrad train: --steps: expected a whole number, not '1e3'.",
        ),
        (
            "train neuron.eq neuron.csv --steps 5 --learning-rate slow --out a.wg",
            "whygrad train: --learning-rate: expected a number, not 'slow'.",
        ),
        ("train neuron.eq neuron.csv --steps", "whygrad train: --steps: expected one argument."),
        ("predict neuron.wg", "whygrad predict: missing: NEW.csv | NAME=VALUE."),
        (
            "script neuron.eq --style numpi",
            "whygrad script: --style: there is no `numpi`. Did you mean `numpy`?",
        ),
        ("demo now", "whygrad demo: `now` is one argument too many."),
    ],
)
def test_arguments_that_there_are_not(arguments: str, message: str, command: Any) -> None:
    words = arguments.split()
    prog = message.partition(":")[0]
    assert command(*words) == (2, "", f"{message}\nSee `{prog} --help`.\n")


# examples


def test_examples(command: Any) -> None:
    status, shown, messages = command("examples")
    assert (status, messages) == (0, "")
    assert [line.split()[0] for line in shown.splitlines()[:4]] == list(EXAMPLES)
    assert json.loads(command("examples", "--json")[1]) == {
        name: example.description for name, example in EXAMPLES.items()
    }


def test_an_example_is_written_and_trains_as_told(command: Any) -> None:
    status, shown, messages = command("examples", "classifier", "--out", "new")
    assert (status, messages) == (0, "")
    assert shown.splitlines()[:2] == ["wrote new/classifier.eq", "wrote new/classifier.csv"]
    following = shown.splitlines()[2].removeprefix("next: whygrad ").split()
    status, shown, messages = command(*following)
    assert (status, messages) == (0, "")
    last = shown.splitlines()[-1].removeprefix("next: whygrad ").split()
    status, shown, messages = command(*last)
    assert (status, messages) == (0, "")
    assert shown.splitlines()[0] == "output,class"


def test_examples_that_cannot_be_written(command: Any) -> None:
    assert command("examples", "neurn", "--out", ".") == (
        2,
        "",
        "There is no example `neurn`.\nDid you mean `neuron`?\n",
    )
    missing = "--out is missing: whygrad examples neuron --out .\n"
    assert command("examples", "neuron") == (2, "", missing)
    nameless = "--out .: name the model, one of neuron, two_layers, classifier, iris.\n"
    assert command("examples", "--out", ".") == (2, "", nameless)
    exists = "`neuron.eq` exists.\nTake another name, or replace it: `force=True`, `--force`.\n"
    assert command("examples", "neuron", "--out", ".") == (2, "", exists)
    status, shown, _ = command("examples", "neuron", "--out", ".", "--force", "--json")
    assert (status, json.loads(shown)) == (0, {"files": ["neuron.eq", "neuron.csv"]})


# derive

NEURON_BACKWARD = """\
grad_output[i] = 2 * (output[i] - fahrenheit[i]) / size[i]  # from loss
grad_weight    = sum[i](grad_output[i] * celsius[i])        # from output
grad_bias      = sum[i](grad_output[i])                     # from output
weight         = weight - learning_rate * grad_weight       # gradient descent
bias           = bias - learning_rate * grad_bias
"""


def test_derive(command: Any) -> None:
    assert command("derive", "neuron.eq") == (0, NEURON_BACKWARD, "")


def test_derive_from_standard_input() -> None:
    done = process("derive", "-", input=Path("neuron.eq").read_text())
    assert (done.returncode, done.stdout, done.stderr) == (0, NEURON_BACKWARD, "")
    broken = process("derive", "-", input="loss = w\n")
    assert broken.returncode == 2
    assert broken.stderr.startswith("standard input, line 1, column 8: ")
    odd = process("derive", "-", input=b"\xff", text=False)
    assert (odd.returncode, odd.stdout) == (2, b"")
    assert odd.stderr == b"standard input: byte 1 is not UTF-8 text.\n"
    closed = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m whygrad derive - <&-"], capture_output=True, check=False
    )
    assert closed.returncode == 2
    assert closed.stderr == b"Standard input is closed; expected equations.\n"


@pytest.mark.parametrize(
    ("form", "mark"), [("unicode", "∂loss/∂weight"), ("latex", "\\frac"), ("mathml", "<math")]
)
def test_the_formats_of_derive(form: str, mark: str, command: Any) -> None:
    status, shown, messages = command("derive", "neuron.eq", "--format", form)
    assert (status, messages) == (0, "")
    assert mark in shown


def test_derive_expand(command: Any) -> None:
    status, shown, messages = command("derive", "neuron.eq", "--expand", "i=2")
    assert (status, messages) == (0, "")
    assert "sum[i]" not in shown
    assert "grad_output_0" in shown or "grad_output[0]" in shown
    status, spaced, _ = command("derive", "neuron.eq", "--expand", " i = 2 ")
    assert (status, spaced) == (0, shown)


@pytest.mark.parametrize("given", ["i", "i=", "=2", "i=x", "i=-1", "i=2,", "i=1.5", "i=²"])
def test_derive_expand_of_nothing(given: str, command: Any) -> None:
    message = f"--expand {given}: expected INDEX=N, as in `i=2`.\n"
    assert command("derive", "neuron.eq", "--expand", given) == (2, "", message)


def test_derive_expand_of_what_there_is_not(command: Any) -> None:
    message = "There is no index `q`; the indexes are `i`.\n"
    assert command("derive", "neuron.eq", "--expand", "q=2") == (2, "", message)
    for length in ("0", "99999999", "9" * 50):
        status, shown, messages = command("derive", "neuron.eq", "--expand", f"i={length}")
        assert (status, shown) == (2, "")
        assert messages.count("\n") < 4


def test_derive_json(command: Any) -> None:
    status, shown, messages = command("derive", "neuron.eq", "--json")
    assert (status, messages) == (0, "")
    found = json.loads(shown)
    assert found["equations"][1] == {
        "target": "grad_weight",
        "expression": "sum[i](grad_output[i] * celsius[i])",
        "caption": "from output",
        "from": [{"equation": "output", "rules": found["equations"][1]["from"][0]["rules"]}],
    }
    assert found["without_gradient"] == {}


def test_derive_tells_what_has_no_gradient(command: Any) -> None:
    Path("spare.eq").write_text("spare: parameter = 1\nw: parameter = 1\nloss = w * w\n")
    status, shown, messages = command("derive", "spare.eq")
    assert (status, messages) == (0, "")
    assert shown.splitlines()[-1] == "# spare has no gradient: it does not lead to loss"
    found = json.loads(command("derive", "spare.eq", "--json")[1])
    assert found["without_gradient"] == {"spare": "it does not lead to loss"}


BROKEN = {
    "unknown": ("x[i]: data\nloss = mean[i](x[i] * w)\n", 2, 23),
    "unclosed": ("x: data\nloss = (x * 2\n", 2, 8),
    "operator": ("x: data\nloss = x % 2\n", 2, 8),
    "twice": ("x: data\nx: data\nloss = x\n", 2, 1),
    "index": ("x[i]: data\nloss = sum[k](x[k] * x[i])\n", 2, 22),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("words", [["derive"], ["script"], [*TRAIN[3:], "--out", "a.wg"]])
def test_a_broken_model_is_shown_with_its_place(name: str, words: list[str], command: Any) -> None:
    text, line, column = BROKEN[name]
    Path("broken.eq").write_text(text)
    given = (
        ["train", "broken.eq", "neuron.csv", *words] if "--out" in words else [*words, "broken.eq"]
    )
    status, shown, messages = command(*given)
    assert (status, shown) == (2, "")
    assert messages.startswith(f"broken.eq, line {line}, column {column}: ")
    source, carets = messages.splitlines()[1:3]
    assert source == "    " + text.splitlines()[line - 1]
    assert set(carets.strip()) == {"^"}
    assert carets.index("^") == 3 + column


def test_models_that_cannot_be_read(command: Any) -> None:
    Path("odd.eq").write_bytes(b"x: data \xff\nloss = x")
    Path("large.eq").write_bytes(b"#" * 1_000_001)
    Path("empty.eq").write_bytes(b"")
    for given, message in {
        "neurn.eq": "There is no file `neurn.eq`.\nDid you mean `neuron.eq`?",
        "nowhere/at.eq": "There is no file `nowhere/at.eq`.",
        ".": "`.` is a folder; expected a file of equations.",
        "": "`.` is a folder; expected a file of equations.",
        "neuron.eq/x": "`neuron.eq/x` cannot be read: not a directory.",
        "odd.eq": "odd.eq: byte 9 is not UTF-8 text.",
        "large.eq": "large.eq: more than 1,000,000 bytes; is this an `.eq` file?",
    }.items():
        assert command("derive", given) == (2, "", message + "\n")
        assert command("script", given) == (2, "", message + "\n")
        assert command("train", given, *TRAIN[2:], "--out", "a.wg") == (2, "", message + "\n")
    status, shown, messages = command("derive", "empty.eq")
    assert (status, shown) == (2, "")
    assert messages.startswith("empty.eq")


# train


def test_train(command: Any, folder: Path) -> None:
    status, shown, messages = command(*TRAIN, "--out", "neuron.wg")
    assert (status, messages) == (0, "")
    run = wg.load(folder / "neuron.wg")
    assert shown == (
        "200 steps at learning rate 0.0001\n"
        f"loss: {run.losses[0]:.6g} in the first step, {run.losses[-1]:.6g} in the last\n"
        f"weight = {np.array2string(run.parameters['weight'], precision=8)}\n"
        f"bias   = {np.array2string(run.parameters['bias'], precision=8)}\n"
        "\n"
        "wrote neuron.wg\n"
        "next: whygrad predict neuron.wg celsius=-50\n"
    )
    again = wg.Model.read("neuron.eq").fit(
        {"celsius": np.arange(-50.0, 50), "fahrenheit": run.record.data["fahrenheit"]},
        steps=200,
        learning_rate=1e-4,
    )
    np.testing.assert_array_equal(run.losses, again.losses)


def test_train_json(command: Any) -> None:
    status, shown, messages = command(
        *CLASSIFIER, "--steps", 50, "--learning-rate", 1, "--out", "c.wg", "--json"
    )
    assert (status, messages) == (0, "")
    found, run = json.loads(shown), wg.load("c.wg")
    assert found == {
        "steps": 50,
        "learning_rate": 1.0,
        "engine": run.engine,
        "first": {"accuracy": run.history["accuracy"][0], "loss": run.losses[0]},
        "last": {"accuracy": run.history["accuracy"][-1], "loss": run.losses[-1]},
        "parameters": {"weights": run.parameters["weights"].tolist()},
        "file": "c.wg",
        "ending": "finished",
        "validation": None,
        "stopped": None,
    }


def test_the_options_of_train(command: Any) -> None:
    text = Path("neuron.eq").read_text().replace("**2)", "**2) + decay * weight**2")
    Path("decay.eq").write_text("decay: setting = 0.5\n" + text)
    options = ["--seed", 5, "--dtype", "float32", "--set", "decay=0.25", "--optimizer", "momentum"]
    options += ["--set", "momentum=0.5", "--engine", "numpy", "--out", "d.wg"]
    status, _, messages = command("train", "decay.eq", *TRAIN[2:], *options)
    assert (status, messages) == (0, "")
    run = wg.load("d.wg")
    want = wg.Model.read("decay.eq").fit(
        run.record.data,
        steps=200,
        learning_rate=1e-4,
        seed=5,
        dtype="float32",
        settings={"decay": 0.25, "momentum": 0.5},
        optimizer="momentum",
    )
    np.testing.assert_array_equal(run.losses, want.losses)
    assert run.parameters["weight"].dtype == np.float32
    assert run.record.settings == {"decay": 0.25, "momentum": 0.5}


def test_train_verbose(command: Any) -> None:
    status, shown, messages = command(*TRAIN, "--out", "n.wg", "--verbose")
    assert (status, messages) == (0, "")
    lines = [line for line in shown.splitlines() if line.startswith("step ")]
    assert [line.split()[1] for line in lines] == ["0", "100"]
    both = command(*TRAIN, "--out", "m.wg", "--verbose", "--json")[1]
    assert json.loads(both)["steps"] == 200


def test_a_diverged_training_is_a_finding(command: Any) -> None:
    words = [*TRAIN[:3], "--steps", 1000, "--learning-rate", 1, "--out", "n.wg"]
    status, shown, messages = command(*words)
    assert (status, shown) == (1, "")
    first, *others = messages.splitlines()
    assert first.startswith("Training diverged in step ")
    assert others == [
        "Try a smaller learning rate, 0.1 say, or data scaled to about -1 to 1.",
        "No file was written.",
    ]
    assert not Path("n.wg").exists()
    status, shown, again = command(*words, "--json")
    assert (status, again) == (1, messages)
    found = json.loads(shown)
    assert found["file"] is None
    assert found["stopped"] == {"step": found["steps"], "quantity": "loss"}


def test_a_diverged_training_keeps_the_old_file(command: Any) -> None:
    assert command(*TRAIN, "--out", "n.wg")[0] == 0
    before = Path("n.wg").read_bytes()
    words = [*TRAIN[:3], "--steps", 1000, "--learning-rate", 1, "--out", "n.wg", "--force"]
    assert command(*words)[0] == 1
    assert Path("n.wg").read_bytes() == before


def test_where_a_model_file_cannot_go(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("old.wg").write_text("mine")
    Path("a_folder").mkdir()
    for out, message in {
        "old.wg": "`old.wg` exists.\nTake another name, or replace it: `force=True`, `--force`.",
        "a_folder": "`a_folder` is a folder; expected the name of a file, such as"
        " `a_folder/model.wg`.",
        "nowhere/n.wg": "There is no folder `nowhere`, so `nowhere/n.wg` cannot be written.\n"
        "Make the folder first.",
    }.items():
        assert command(*TRAIN, "--out", out) == (2, "", message + "\n")
    assert Path("old.wg").read_text() == "mine"
    assert command(*TRAIN, "--out", "old.wg", "--force")[0] == 0
    assert wg.load("old.wg").steps == 200
    monkeypatch.setattr(os, "access", lambda *_: False)
    denied = "`n.wg` cannot be written: no permission to write into `.`.\n"
    assert command(*TRAIN, "--out", "n.wg") == (2, "", denied)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--steps 0", "steps: expected a whole number of 1 or more, not 0."),
        ("--steps -5", "steps: expected a whole number of 1 or more, not -5."),
        ("--steps 1000000000000000000", "steps: 1000000000000000000 are too many for the memory."),
        ("--learning-rate 0", "learning_rate: expected a number above 0, not 0."),
        ("--learning-rate=-1e-4", "learning_rate: expected a number above 0, not -0.0001."),
        ("--learning-rate nan", "learning_rate: expected a finite number, not nan."),
        ("--learning-rate inf", "learning_rate: expected a finite number, not inf."),
        ("--seed -1", "seed: expected 0 to 4294967295, not -1."),
        ("--set decay=1", "settings: there is no `decay`.\nThe text has no setting."),
        ("--set decay", "--set decay: expected NAME=VALUE, as in `decay=0.1`."),
        ("--set =1", "--set =1: expected NAME=VALUE, as in `decay=0.1`."),
        ("--set decay=much", "--set decay=much: `much` is not a number."),
        ("--set a=1 --set a=2", "--set a=2: `a` is given twice."),
        ("--columns celsius", "--columns celsius: expected NAME=A,B,C, as in `inputs=a,b,c`."),
        (
            "--columns celsius=a,,b",
            "--columns celsius=a,,b: expected NAME=A,B,C, as in `inputs=a,b,c`.",
        ),
        ("--columns a=b --columns a=c", "--columns a=c: `a` is given twice."),
        ("--optimizer moment", "optimizer: there is no `moment`.\nDid you mean `momentum`?"),
        (
            "--columns celsis=a",
            "Columns are given for `celsis`, but the equations declare no such data.\n"
            "Did you mean `celsius`?",
        ),
    ],
)
def test_options_that_cannot_be_used(words: str, message: str, command: Any) -> None:
    given = [*TRAIN, "--out", "n.wg", *words.split()]
    assert command(*given) == (2, "", message + "\n")
    assert not Path("n.wg").exists()


def test_train_without_a_learning_rate(command: Any) -> None:
    words = ["train", "neuron.eq", "neuron.csv", "--steps", 5, "--out", "n.wg"]
    message = (
        "learning_rate: none is given.\n"
        "Pass one (`fit(learning_rate=0.01)`, `--learning-rate 0.01`), or write"
        " `learning_rate: setting = 0.01` into the text.\n"
    )
    assert command(*words) == (2, "", message)
    text = Path("neuron.eq").read_text()
    Path("neuron.eq").write_text("learning_rate: setting = 1e-4\n" + text)
    status, shown, _ = command(*words)
    assert status == 0
    assert shown.startswith("5 steps at learning rate 0.0001\n")


def test_tables_that_cannot_be_used(command: Any) -> None:
    Path("letters.csv").write_text("celsius,fahrenheit\n1,2\nx,4\n")
    for table, beginning in {
        "neurn.csv": "There is no file `neurn.csv`.\nDid you mean `neuron.csv`?\n",
        "iris.csv": "iris.csv: there is no column `celsius`",
        "letters.csv": "letters.csv, row 3, column `celsius`: ",
        ".": "`.` is a folder; expected a CSV file.\n",
    }.items():
        status, shown, messages = command("train", "neuron.eq", table, *TRAIN[3:], "--out", "n.wg")
        assert (status, shown) == (2, "")
        assert messages.startswith(beginning)


def test_a_warning_is_a_plain_message(command: Any) -> None:
    text = Path("neuron.eq").read_text()
    Path("spare.eq").write_text("spare: parameter = 1\n" + text)
    status, _, messages = command("train", "spare.eq", *TRAIN[2:], "--out", "n.wg")
    assert (status, messages) == (
        0,
        "Parameter `spare` has no gradient: it does not lead to loss. It stays as it starts.\n",
    )


def test_a_model_without_a_prediction_trains(command: Any) -> None:
    Path("one.eq").write_text(
        "celsius[i]: data\nfahrenheit[i]: data\nw: parameter = 1\n"
        "loss = mean[i]((w * celsius[i] - fahrenheit[i])**2)\n"
    )
    status, shown, messages = command("train", "one.eq", *TRAIN[2:], "--out", "one.wg")
    assert (status, messages) == (0, "")
    assert shown.endswith("wrote one.wg\nnext: whygrad script one.wg\n")
    status, shown, messages = command("predict", "one.wg", "celsius=1")
    assert (status, shown) == (2, "")
    assert messages.startswith("The text does not say what to predict")
    loss = command("predict", "one.wg", "celsius=1", "fahrenheit=1", "--quantity", "loss")
    assert loss[0] == 0


def test_many_parameters_are_counted(command: Any) -> None:
    Path("wide.eq").write_text(
        "celsius[i]: data\nfahrenheit[i]: data\nj: index(21)\nw[j]: parameter = zeros()\n"
        "output[i] = celsius[i] * sum[j](w[j])\nloss = mean[i]((output[i] - fahrenheit[i])**2)\n"
    )
    words = [
        "train",
        "wide.eq",
        "neuron.csv",
        "--steps",
        1,
        "--learning-rate",
        1e-9,
        "--out",
        "w.wg",
    ]
    status, shown, _ = command(*words)
    assert status == 0
    assert shown.splitlines()[0] == "1 step at learning rate 1e-09"
    assert shown.splitlines()[2] == "21 parameters"


def test_categories_go_in_and_come_out_by_name(command: Any) -> None:
    Path("kinds.csv").write_text('kind,size\nred,1\n"dark blue",2\nred,1.5\n')
    Path("kinds.eq").write_text(
        "kind[i, k]: data\nsize_[i]: data\nw[k]: parameter = zeros()\n"
        "output[i] = sum[k](kind[i, k] * w[k])\nloss = mean[i]((output[i] - size_[i])**2)\n"
    )
    words = ["--columns", "size_=size", "--steps", 5, "--learning-rate", 0.5, "--out", "k.wg"]
    status, shown, messages = command("train", "kinds.eq", "kinds.csv", *words)
    assert (status, messages) == (0, "")
    assert shown.splitlines()[-1] == "next: whygrad predict k.wg kind=red"
    assert command("predict", "k.wg", "kind=dark blue")[0] == 0
    Path("kinds.csv").write_text('kind,size\n"red, dark",1\nblue,2\n')
    shown = command("train", "kinds.eq", "kinds.csv", *words, "--force")[1]
    following = shown.splitlines()[-1]
    assert following == "next: whygrad predict k.wg kinds.csv"
    assert command(*following.split()[2:])[0] == 0


# predict


@pytest.fixture
def neuron(command: Any) -> wg.Run:
    assert command(*TRAIN, "--out", "neuron.wg")[0] == 0
    return wg.load("neuron.wg")


def test_predict_one_sample(command: Any, neuron: wg.Run) -> None:
    want = neuron.predict({"celsius": [42.0]})[0]
    status, shown, messages = command("predict", "neuron.wg", "celsius=42")
    assert (status, shown, messages) == (
        0,
        f"output\n{want!r}\n".replace("np.float64", "").translate(str.maketrans("", "", "()")),
        "",
    )
    status, shown, _ = command("predict", "neuron.wg", "celsius=42", "--json")
    assert (status, json.loads(shown)) == (0, [{"output": want}])
    before = neuron.predict({"celsius": [42.0]}, step=0)[0]
    shown = command("predict", "neuron.wg", "celsius=42", "--step", 0, "--json")[1]
    assert json.loads(shown) == [{"output": before}]


def test_predict_a_table(command: Any, neuron: wg.Run) -> None:
    Path("new.csv").write_text("name,celsius\nhot,100\ncold,-40\n")
    status, shown, messages = command("predict", "neuron.wg", "new.csv")
    assert (status, messages) == (0, "")
    header, *rows = shown.splitlines()
    assert header == "output"
    np.testing.assert_array_equal(list(map(float, rows)), neuron.predict({"celsius": [100.0, -40]}))


@pytest.mark.usefixtures("neuron")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "neuron.wg celsius=hot",
            "`celsius`: 'hot' is no number.\nExpected a decimal number, as in `1.5`.",
        ),
        (
            "neuron.wg celsis=1",
            "The equations declare no data called `celsis`.\nDid you mean `celsius`?",
        ),
        ("neuron.wg fahrenheit=1", "`celsius[i]` has no value.\nGive one, as in `celsius=1`."),
        ("neuron.wg celsius=1 celsius=2", "`celsius` is given twice.\nGive it once: `celsius=2`."),
        ("neuron.wg 4", "There is no file `4`."),
        (
            "neuron.wg a.csv b.csv",
            "Expected one CSV file, or values such as `celsius=1`, not a.csv b.csv.",
        ),
        (
            "neuron.wg celsius=1 --step 201",
            "step: this run has steps 0 to 200, not 201 (200 is after the last update).",
        ),
        (
            "neuron.wg celsius=1 --quantity ouput",
            "There is no forward quantity `ouput`.\nDid you mean `output`?",
        ),
        ("neurn.wg celsius=1", "There is no file `neurn.wg`.\nDid you mean `neuron.wg`?"),
        (
            "neuron.csv celsius=1",
            "`neuron.csv` is no model file, or it was cut off.\n"
            "Expected a file that `run.save` or `whygrad train` wrote.",
        ),
    ],
)
def test_predictions_that_cannot_be_made(words: str, message: str, command: Any) -> None:
    assert command("predict", *words.split()) == (2, "", message + "\n")


def test_predict_classes(command: Any) -> None:
    words = ["--steps", 300, "--learning-rate", 1, "--out", "c.wg"]
    assert command(*CLASSIFIER, *words)[0] == 0
    status, shown, _ = command("predict", "c.wg", "inputs=1,0,0")
    header, row = shown.splitlines()
    assert (status, header, row[-2:]) == (0, "output,class", ",1")
    rows = command("predict", "c.wg", "classifier.csv")[1].splitlines()[1:]
    assert [row[-1] for row in rows] == ["0", "1", "1", "0"]
    assert command("predict", "c.wg", "inputs=1,0,0", "--quantity", "s")[1].startswith("s\n")
    message = "`inputs[i, k]` takes 3 values: `first`, `second` and `third`; given are 2.\n"
    assert command("predict", "c.wg", "inputs=1,0") == (2, "", message)
    message = "`target[i]` has no value.\nGive one, as in `target=1`.\n"
    assert command("predict", "c.wg", "inputs=1,0,0", "--quantity", "loss") == (2, "", message)


def test_predict_species(command: Any) -> None:
    words = ["--steps", 300, "--learning-rate", 0.05, "--out", "iris.wg"]
    status, shown, _ = command(*IRIS, *words)
    assert (status, shown.splitlines()[-1]) == (
        0,
        "next: whygrad predict iris.wg measures=5.1,3.5,1.4,0.2",
    )
    status, shown, _ = command("predict", "iris.wg", "measures=5.1,3.5,1.4,0.2", "--json")
    (found,) = json.loads(shown)
    species = ["setosa", "versicolor", "virginica"]
    assert list(found) == [*(f"probability[{name}]" for name in species), "class"]
    assert found["class"] == "setosa"
    assert sum(found[f"probability[{name}]"] for name in species) == pytest.approx(1)
    rows = command("predict", "iris.wg", "iris.csv")[1].splitlines()
    assert len(rows) == 151


# script


def test_script(command: Any) -> None:
    status, shown, messages = command("script", "neuron.eq", "--steps", 7, "--learning-rate", 0.001)
    assert (status, messages) == (0, "")
    assert "    steps = 7\n    learning_rate = 0.001\n" in shown
    Path("mine.py").write_text(shown)
    done = subprocess.run(
        [sys.executable, "mine.py", "neuron.csv"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "loss in the last step" in done.stdout


@pytest.mark.parametrize("data", [["--data", "classifier.csv"], []])
def test_a_script_knows_its_columns(data: list[str], command: Any) -> None:
    words = [*CLASSIFIER[3:], *data, "--steps", 5, "--learning-rate", 1]
    status, shown, messages = command("script", "classifier.eq", *words)
    assert (status, messages) == (0, "")
    Path("mine.py").write_text(shown)
    table = [] if data else ["classifier.csv"]
    done = subprocess.run(
        [sys.executable, "mine.py", *table], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_script_of_a_run(command: Any, neuron: wg.Run) -> None:
    status, shown, messages = command("script", "neuron.wg")
    assert (status, messages) == (0, "")
    assert shown.rstrip() == neuron.script("numpy").rstrip()
    for option in ("--steps 4", "--learning-rate 1", "--batch 4"):
        name = option.split()[0]
        message = f"{name} goes with equations; neuron.wg is a trained model, which has its own.\n"
        assert command("script", "neuron.wg", *option.split()) == (2, "", message)


@pytest.mark.parametrize("given", ["neuron.eq", "neuron.wg"])
@pytest.mark.usefixtures("neuron")
def test_a_script_with_the_gradients_of_a_framework(given: str, command: Any) -> None:
    status, shown, messages = command("script", given, "--style", "jax", "--autograd")
    assert (status, messages) == (0, "")
    assert "    # JAX finds the gradients by itself. They agree with" in shown
    message = (
        "autograd: a script in the style `numpy` has no framework that finds gradients.\n"
        "Take the style `torch` or `jax`, or leave autograd out.\n"
    )
    assert command("script", given, "--autograd") == (2, "", message)


def test_scripts_that_cannot_be_written(command: Any) -> None:
    zero = "steps: expected a whole number of 1 or more, not 0.\n"
    assert command("script", "neuron.eq", "--steps", 0) == (2, "", zero)
    nan = "learning_rate: expected a finite number, not nan.\n"
    assert command("script", "neuron.eq", "--learning-rate", "nan") == (2, "", nan)
    unknown = (
        "Columns are given for `inputz`, but the equations declare no such data.\n"
        "Did you mean `inputs`?\n"
    )
    assert command("script", "classifier.eq", "--columns", "inputz=a") == (2, "", unknown)
    several = (
        "`target[i]` takes one column, not 2 (`x` and `y`).\n"
        "With a second index it takes several: `target[i, k]: data`.\n"
    )
    assert command("script", "classifier.eq", "--columns", "target=x,y") == (2, "", several)


# how it ends


def test_a_closed_pipe_is_no_fault() -> None:
    for words in ("derive neuron.eq", "train --help", "script neuron.eq", "examples", ""):
        line = f"{sys.executable} -m whygrad {words} | head -c 1; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
        assert (done.stdout[1:], done.stderr) == ("0\n", "")


def test_a_full_disk_is_told() -> None:
    with open("/dev/full", "w") as full:
        done = process("derive", "neuron.eq", capture_output=False, stdout=full, stderr=-1)
    reason = os.strerror(errno.ENOSPC)
    assert done.returncode == 2
    assert done.stderr == f"Standard output cannot be written ({reason}).\n"


def test_an_output_that_lacks_letters() -> None:
    done = process(
        "derive",
        "neuron.eq",
        "--format",
        "unicode",
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Standard output takes ascii only, which lacks '\\u2202'.\n"
        "Set PYTHONIOENCODING=utf-8, and run this again.\n"
    )


def test_too_little_memory(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def train(*_: Any, **__: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(NumpyEngine, "train", train)
    message = "There is not enough memory for this: take fewer samples or shorter indexes.\n"
    assert command(*TRAIN, "--engine", "numpy", "--out", "n.wg") == (2, "", message)


def test_warnings_are_left_as_they_were(command: Any) -> None:
    before = warnings.showwarning, list(warnings.filters)
    command(*TRAIN, "--out", "n.wg")
    assert before == (warnings.showwarning, list(warnings.filters))


def interrupted(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    original, calls = NumpyEngine.train, iter(range(1, 1000))

    def train(*arguments: Any, **options: Any) -> Any:
        if next(calls) == at:
            raise KeyboardInterrupt
        return original(*arguments, **options)

    monkeypatch.setattr(NumpyEngine, "train", train)


def test_ctrl_c_keeps_what_was_done(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted(monkeypatch, 3)
    status, shown, messages = command(*TRAIN, "--engine", "numpy", "--out", "n.wg")
    run = wg.load("n.wg")
    assert 0 < run.steps < 200
    assert status == 130
    assert shown.startswith(f"{run.steps} steps at learning rate 0.0001\n")
    assert messages == f"Interrupted after {run.steps} steps. They are in the file.\n"


def test_ctrl_c_before_the_first_step(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted(monkeypatch, 1)
    words = [*TRAIN, "--engine", "numpy", "--out", "n.wg"]
    message = "Interrupted after 0 steps. No file was written.\n"
    assert command(*words) == (130, "", message)
    assert not Path("n.wg").exists()
    interrupted(monkeypatch, 1)
    status, shown, messages = command(*words, "--json")
    assert (status, messages) == (130, message)
    assert json.loads(shown)["file"] is None


def test_ctrl_c_elsewhere(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("whygrad.cli.derive.parse", parse)
    assert command("derive", "neuron.eq") == (130, "", "Interrupted.\n")


def test_the_bar_on_a_terminal_and_ctrl_c(folder: Path) -> None:
    """A training without end on a pseudo terminal: its bar comes, and Ctrl-C ends it."""
    outside, inside = pty.openpty()
    words = [*TRAIN[:3], "--steps", "100000000", "--learning-rate", "1e-5", "--out", "n.wg"]
    command = [*WHYGRAD, *words, "--verbose", "--engine", "numpy"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    with (
        open("printed.txt", "w") as printed,
        subprocess.Popen(command, stdout=printed, stderr=inside, env=environment) as running,
    ):
        os.close(inside)
        seen = b""
        try:
            while b"of 100000000" not in seen:
                seen += os.read(outside, 4096)
            seen += os.read(outside, 4096)
            running.send_signal(signal.SIGINT)
            for part in chunks(outside):
                seen += part
        finally:
            running.kill()
            os.close(outside)
    assert running.returncode == 130
    assert b"loss " in seen
    assert b"Traceback" not in seen
    assert b"Interrupted after " in seen
    assert b"They are in the file." in seen
    lines = Path("printed.txt").read_text().splitlines()
    assert lines[0].startswith("step      0  loss ")  # printed lines go where they belong
    assert lines[1].startswith("step    100  loss ")
    assert wg.load(folder / "n.wg").steps > 100


def chunks(descriptor: int) -> Iterator[bytes]:
    """What comes from a terminal until the other side closes it."""
    while True:
        try:
            part = os.read(descriptor, 4096)
        except OSError:  # how Linux says that it was closed
            return
        if not part:
            return
        yield part


# no input gives a traceback

WORDS = [
    *COMMANDS,
    *(
        "neuron.eq",
        "neuron.csv",
        "neuron.wg",
        "odd.eq",
        "odd.csv",
        "odd.wg",
        "new.wg",
        ".",
        "",
        "-",
    ),
    *("--steps", "--learning-rate", "--out", "--force", "--seed", "--dtype", "--set", "--columns"),
    *("--json", "--format", "--expand", "--style", "--data", "--quantity", "--step", "--verbose"),
    *("--help", "--version", "--", "---", "-x", "=", "a=", "=a", "celsius=1", "celsius=", "i=2"),
    *("0", "1", "-1", "3", "1e400", "nan", "float32", "latex", "unicode", "numpy", "é∂", "a\tb\n"),
    *("neuron", "weight=1", "celsius=a,b", "output", "x" * 300, "'", "\udcff", "%s", "{0}"),
]
USUAL = [
    ["derive", "neuron.eq"],
    [
        "train",
        "neuron.eq",
        "neuron.csv",
        "--steps",
        "2",
        "--out",
        "new.wg",
        "--learning-rate",
        "0.1",
    ],
    ["predict", "neuron.wg", "celsius=1"],
    ["script", "neuron.eq"],
    ["script", "neuron.wg"],
    ["examples", "neuron", "--out", "."],
    [],
]


def sound(status: int, shown: str, messages: str) -> bool:
    told = status == 0 or bool(messages)
    return status in STATUSES and told and "Traceback" not in shown + messages


@pytest.mark.usefixtures("neuron")
def test_odd_arguments(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(5)
    Path("odd.eq").write_bytes(b"x[i]: data\nloss = mean[i](x[i]\xc3)")
    Path("odd.csv").write_bytes(b'celsius,fahrenheit\n1,"2\n\x00')
    Path("odd.wg").write_bytes(b"\x10\x00\x00\x00\x00\x00\x00\x00{}")
    for _ in range(600):
        words = list(chance.choice(USUAL))
        for _ in range(chance.randint(1, 4)):
            place = chance.randint(0, len(words))
            words[place : place + chance.randint(0, 1)] = [chance.choice(WORDS)]
        if "demo" in words:
            continue  # it has tests of its own, and takes its time
        entered = io.TextIOWrapper(io.BytesIO(b"w: parameter = 1\nloss = w * w"))
        monkeypatch.setattr("sys.stdin", entered)
        assert sound(*command(*words)), words


def mutations(content: bytes, count: int) -> Iterator[bytes]:
    """The content with a few bytes changed, taken out or put in."""
    chance = random.Random(len(content))
    for _ in range(count):
        odd = bytearray(content)
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(odd))
            spliced = chance.choice(
                [b"", b"\xff", b"\0", b"\n", b"[", b")", b"**", b"9" * 30, b'"']
            )
            odd[place : place + chance.randint(0, 3)] = spliced
        yield bytes(odd)


@pytest.mark.usefixtures("neuron")
@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("neuron.eq", ["derive", "neuron.eq"]),
        ("classifier.eq", ["script", "classifier.eq"]),
        ("two_layers.eq", ["train", "two_layers.eq", "two_layers.csv", *TRAIN[5:], "--steps", "2"]),
        ("neuron.csv", ["train", "neuron.eq", "neuron.csv", *TRAIN[5:], "--steps", "2"]),
        ("neuron.csv", ["predict", "neuron.wg", "neuron.csv"]),
        ("neuron.wg", ["predict", "neuron.wg", "celsius=1"]),
        ("neuron.wg", ["script", "neuron.wg"]),
    ],
)
def test_odd_files(file: str, words: list[str], command: Any) -> None:
    out = ["--out", "new.wg", "--force"] if words[0] == "train" else []
    for content in mutations(Path(file).read_bytes(), 60):
        Path(file).write_bytes(content)
        assert sound(*command(*words, *out)), content


def test_a_message_with_a_name_that_is_no_text(command: Any) -> None:
    """As Python names a file whose bytes are no UTF-8."""
    assert command("derive", "\udcff.eq") == (2, "", "There is no file `\\udcff.eq`.\n")
