"""Models that were saved without their data: every command that needs them takes a table."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import whygrad as wg
from whygrad.cli import main
from whygrad.examples import read_example

COLUMNS = ("--columns", "celsius=c", "--columns", "fahrenheit=f")
DATA = ("--data", "other.csv", *COLUMNS)


@pytest.fixture(scope="module")
def trained() -> wg.Run:
    """A run on arrays of more than 1 MB: its file has neither the data nor names of columns."""
    celsius = np.linspace(-1, 1, 70_000)
    data = {"celsius": celsius, "fahrenheit": celsius * 1.8 + 0.32}
    return wg.Model(read_example("neuron")).fit(data, steps=2, learning_rate=0.1, engine="numpy")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trained: wg.Run) -> None:
    trained.save(tmp_path / "bare.wg")
    rows = zip(trained.record.data["celsius"], trained.record.data["fahrenheit"], strict=True)
    text = "".join(f"{float(c)!r},{float(f)!r}\n" for c, f in rows)
    (tmp_path / "other.csv").write_text(f"c,f\n{text}")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main([*map(str, arguments)])
        return status, *capsys.readouterr()

    return run


def test_why(command: Any, trained: wg.Run) -> None:
    status, shown, message = command("why", "bare.wg", "celsius[7]", *DATA)
    assert (status, message) == (0, "")
    assert shown.endswith("# data, row 7, column c\n")
    assert command("why", "bare.wg", "grad_bias", *DATA)[1] == f"{trained.why('grad_bias')}\n"
    paths = command("why", "bare.wg", "weight", "--paths", *DATA)[1]
    assert paths == f"{trained.paths('weight')}\n"
    depends = ("grad_weight", "--depends", "bias")
    assert command("why", "bare.wg", *depends, *DATA) == command("why", "bare.wg", *depends)


def test_health(command: Any, trained: wg.Run) -> None:
    status, shown, message = command("health", "bare.wg", *DATA)
    assert (status, message) == (int(not trained.health()), "")
    assert shown.replace("`c`", "`celsius`") == f"{trained.health()}\n"


def test_draw(command: Any, trained: wg.Run) -> None:
    assert command("draw", "bare.wg", *DATA) == (0, trained.draw("network").svg, "")
    assert command("draw", "bare.wg", "--what", "surface", "--out", "it.png", *DATA)[0] == 0
    assert Path("it.png").stat().st_size > 10_000


def test_script(command: Any) -> None:
    status, shown, message = command("script", "bare.wg", *DATA)
    assert (status, message) == (0, "")
    compile(shown, "script.py", "exec")


LACKING = (
    "This run was loaded without its data, which this needs.\n"
    'Pass them: `wg.load("model.wg", data=...)`, or `--data DATA.csv`.\n'
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["why", "bare.wg", "loss"], LACKING),
        (["health", "bare.wg"], LACKING),
        (["draw", "bare.wg"], LACKING),
        (
            ["why", "bare.wg", "loss", "--data", "other.csv"],
            "other.csv: there is no column `celsius`, which `celsius[i]` takes.\n"
            "The columns are `c` and `f`. To take other ones: `--columns celsius=a`.\n",
        ),
        (
            ["health", "bare.wg", "--data", "other.csv", *COLUMNS[:3], "fahrenheit=c"],
            "These are not the data that trained `bare.wg`.\n"
            "Pass the very data of the training, every sample in the same order.\n",
        ),
        (
            ["script", "bare.wg", "--columns", "celsius=c"],
            "--columns goes with --data DATA.csv, whose columns it names.\n",
        ),
        (["draw", "bare.wg", "--data", "absent.csv"], "There is no file `absent.csv`.\n"),
    ],
    ids=" ".join,
)
def test_messages(command: Any, words: list[str], expected: str) -> None:
    assert command(*words) == (2, "", expected)


@pytest.mark.parametrize(
    ("words", "needs"),
    [
        (["health", "neuron.eq"], "health is that of a training"),
        (["why", "neuron.eq", "loss"], "only --depends can be told of them"),
    ],
)
def test_equations_are_no_training(command: Any, words: list[str], needs: str) -> None:
    assert command(*words) == (
        2,
        "",
        f"`neuron.eq` holds equations without figures; {needs}.\nTrain the model first:"
        " `whygrad train neuron.eq DATA.csv --steps N --out MODEL.wg`.\n",
    )
