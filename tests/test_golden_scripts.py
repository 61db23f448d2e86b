"""The scripts that are kept as files: they are what is written, and they run.

python tests/golden/rewrite.py      writes them anew
"""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import whygrad as wg
from c_programs import STRICT, compiler
from golden.rewrite import HERE, golden_path, golden_text, goldens
from whygrad.examples import EXAMPLES, Example
from whygrad.training.tables import read_table, take

GOLDENS = pytest.mark.parametrize(
    ("style", "example"), goldens(), ids=lambda value: getattr(value, "name", value)
)
RUNNING = pytest.mark.parametrize(  # tests/peers runs the others
    ("style", "example"),
    [each for each in goldens() if each[0] not in ("torch", "jax")],
    ids=lambda value: getattr(value, "name", value),
)
NUMBER = re.compile(r"(?<![\w.])[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|nan|inf)(?![\w.])")
DIGITS = {"numpy": 1e-6}  # NumPy prints arrays to eight digits


@cache
def trained(name: str) -> wg.Run:
    example = EXAMPLES[name]
    model = wg.Model.read(example.files[0])
    columns = {name: list(names) for name, names in example.places}
    data, _ = take(read_table(str(example.files[1])), model.step, columns)
    rate = example.learning_rate
    return model.fit(data, steps=example.steps, learning_rate=rate, engine="numpy")


def run_file(path: Path, folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-W", "error", str(path)]
    if path.suffix == ".c":
        flags = [*STRICT, "-O2", "-o", str(folder / "script")]
        subprocess.run([compiler(), *flags, str(path), "-lm"], check=True)
        command = [str(folder / "script")]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@GOLDENS
def test_the_file_is_what_is_written(style: str, example: Example) -> None:
    assert golden_path(style, example).read_text(encoding="utf-8") == golden_text(style, example)


@RUNNING
def test_the_file_prints_what_a_run_reaches(style: str, example: Example, tmp_path: Path) -> None:
    path = golden_path(style, example)
    reads = "DATA.csv" in path.read_text(encoding="utf-8")
    printed = run_file(path, tmp_path, *([str(example.files[1])] if reads else []))
    run = trained(example.name)
    found = printed_numbers(printed)
    assert found["loss in the first step"] == pytest.approx([run.losses[0]], rel=1e-9)
    assert found["loss in the last step"] == pytest.approx([run.losses[-1]], rel=1e-9)
    for name, value in run.parameters.items():
        np.testing.assert_allclose(found[name], np.ravel(value), rtol=DIGITS.get(style, 1e-9))


def printed_numbers(printed: str) -> dict[str, list[float]]:
    """What a script prints, by what stands before the colon."""
    _, *parts = re.split(r"(?m)^(\w[\w ]*):", printed)
    texts = dict(zip(parts[::2], parts[1::2], strict=True))
    return {name: [float(one) for one in NUMBER.findall(text)] for name, text in texts.items()}


def test_no_file_is_left_over() -> None:
    kept = {
        path for style in {style for style, _ in goldens()} for path in (HERE / style).iterdir()
    }
    assert kept == {golden_path(*each) for each in goldens()}
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name[0] not in "._"}
    assert folders == {style for style, _ in goldens()}
