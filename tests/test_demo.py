"""The demo: its text, its figures, its pictures, and the folder that they go to."""

from __future__ import annotations

import contextlib
import io
import json
import os
from pathlib import Path

import numpy as np
import pytest
from matplotlib.image import imread

import whygrad as wg
from whygrad.demo import run_demo
from whygrad.demo.album import LIST, Album
from whygrad.demo.wording import entries, table
from whygrad.examples import EXAMPLES, example_data, read_example
from whygrad.language.messages import WhygradError

REFERENCE = json.loads((Path(__file__).parent / "reference" / "tutorials.json").read_text())
FOLDER = Path("whygrad-demo")


def run_in(place: Path) -> str:
    """The demo's output when it runs in a folder."""
    before, output = Path.cwd(), io.StringIO()
    os.chdir(place)
    try:
        with contextlib.redirect_stdout(output):
            assert run_demo(FOLDER) == 0
    finally:
        os.chdir(before)
    return output.getvalue()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo ran: in its folder there were files of others, and a list of stale ones."""
    place = tmp_path_factory.mktemp("demo")
    folder = place / FOLDER
    (folder / "mine").mkdir(parents=True)
    for name in ("mine.png", "notes.txt", "mine/loss.png", "old.png", "../outside.png"):
        (folder / name).write_text("kept")
    (folder / LIST).write_text("old.png\nnotes.txt\n../outside.png\nmine/loss.png\ngone.png\n")
    return place


@pytest.fixture(scope="module")
def output(place: Path) -> str:
    return run_in(place)


def section(output: str, start: str) -> str:
    return output.partition(f"\n{start}")[2]


def paths_in(output: str) -> list[str]:
    return [line for line in output.splitlines() if line.startswith(f"{FOLDER}{os.sep}")]


def fit(name: str, rate: float | None = None) -> wg.Run:
    example = EXAMPLES[name]
    return wg.Model(read_example(name)).fit(
        example_data(name), steps=example.steps, learning_rate=rate or example.learning_rate
    )


def test_text_is_plain(output: str) -> None:
    assert output.isascii()
    assert max(map(len, output.splitlines())) <= 88
    assert all(line == line.rstrip() for line in output.splitlines())
    assert "\n\n\n" not in output


def test_counts_of_parameters(output: str) -> None:
    counts = [line.strip() for line in output.splitlines() if line.endswith(" parameters")]
    assert counts == ["2 parameters", "7 parameters", "3 parameters"]


def test_equations_and_derived_backward_pass(output: str) -> None:
    for line in (
        "grad_output[i] = 2 * (output[i] - fahrenheit[i]) / size[i]  # from loss",
        "grad_weights2[j, m] = sum[i](grad_output2[i, m] * output1[i, j])        # from output2",
        "grad_s[i]       = grad_output[i] * output[i] * (1 - output[i])  # from output",
    ):
        assert f"\n  {line}\n" in output


def test_every_path_is_relative_and_alone_on_its_line(output: str, place: Path) -> None:
    paths = paths_in(output)
    assert len(paths) == len(set(paths)) == 6
    for path in paths:
        assert not Path(path).is_absolute()
        assert imread(place / path).std() > 0.05


def test_neuron_figures_are_those_of_the_run(output: str) -> None:
    run = fit("neuron")
    for at in (0, 1, 10, 100, 1000, 10_000):
        found = run.at(at)
        figures = [f"{at:,}", f"{found['loss']:,.6f}"]
        figures += [f"{found[name]:.6f}" for name in ("weight", "bias")]
        assert figures in [line.split() for line in output.splitlines()]
    before, after = (run.predict({"celsius": [42.0]}, step=at)[0] for at in (0, None))
    assert ["42", "107.60", f"{before:.2f}", f"{after:.2f}"] in [
        line.split() for line in output.splitlines()
    ]
    assert f"grad_weight  {run.at(0)['grad_weight']:.6g}\n" in output


def test_it_is_honest_about_the_bias(output: str) -> None:
    run = fit("neuron")
    words = " ".join(output.split())
    weight, bias = run.parameters["weight"], run.parameters["bias"]
    assert f"the weight is {weight:.6g} and the bias {bias:.6g}, where the formula has" in words


def test_two_layers_end_depends_on_rounding(output: str) -> None:
    calm, wild = fit("two_layers"), fit("two_layers", 1e-4)
    rows = [line.split() for line in section(output, "2. ").splitlines()]
    row = next(row for row in rows if row[:1] == ["1,999"])
    ends = [f"{run.losses[1999]:,.9f}" for run in (calm, wild)]
    assert [row[1], row[3]] == ends
    assert row[1] == row[2]
    assert row[3] != row[4]


def test_classifier_digits_are_as_published(output: str) -> None:
    published, text = REFERENCE["classifier"]["as_published"], section(output, "3. ")
    for name, label in (
        ("starting_weights", "before training"),
        ("weights_after_training", "after training"),
    ):
        digits = "  ".join(f"{value:>11.8f}" for value in published[name])
        assert f"{label:15}  {digits}\n" in text
    outputs = "  ".join(f"{value:.8f}" for value in published["output_after_training"])
    assert f"999  0.001390      1.00  {outputs}\n" in text
    assert f"{REFERENCE['classifier']['prediction_for_1_0_0']:.8f}" in text
    first = REFERENCE["classifier"]["first_step_with_full_accuracy"]
    assert f"is step {first}.\n" in text


def test_files_of_others_stay(output: str, place: Path) -> None:
    folder = place / FOLDER
    for name in ("mine.png", "notes.txt", "mine/loss.png", "../outside.png"):
        assert (folder / name).read_text() == "kept"
    assert not (folder / "old.png").exists()
    names = [Path(path).name for path in paths_in(output)]
    expected = {*names, LIST, "mine.png", "notes.txt", "mine"}
    assert {path.name for path in folder.iterdir()} == expected


def test_again_it_is_all_the_same(output: str, place: Path) -> None:
    pictures = {path: (place / path).read_bytes() for path in paths_in(output)}
    assert run_in(place) == output
    assert {path: (place / path).read_bytes() for path in pictures} == pictures


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(WhygradError, match="cannot be made"):
        run_demo(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_list_that_cannot_be_read_is_no_list(tmp_path: Path) -> None:
    (tmp_path / LIST).write_bytes(b"\xff\xfe")
    assert Album(tmp_path).earlier == []


def test_tables_are_aligned() -> None:
    rows = [("a", 1.5), ("bbb", -20.25)]
    assert table(("x", "value"), rows, ("<", ".2f")) == (
        "  x     value\n  a      1.50\n  bbb  -20.25"
    )


def test_entries_of_small_and_large_arrays() -> None:
    assert entries(np.array(2.5)) == "2.5"
    assert entries(np.array([[1.0, 2], [3, 4]])) == "[[1, 2], [3, 4]]"
    assert entries(np.arange(100.0)) == "[0, 1, 2, ...]"
