"""Pictures: what they show, that they are whole files, and what goes wrong with them."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.image import imread

import whygrad as wg
from whygrad.examples import EXAMPLES, example_data, read_example
from whygrad.insight import pictures
from whygrad.insight.canvas import evenly, thinned
from whygrad.insight.comparison import compare
from whygrad.insight.pictures import BLUE, GREEN, RED, draw_before_after, draw_losses, draw_scalar
from whygrad.language.messages import WhygradError
from whygrad.training.history import Column, History

SVG = "{http://www.w3.org/2000/svg}"


def fit(name: str, steps: int = 50) -> History:
    example = EXAMPLES[name]
    rate = example.learning_rate
    return wg.Model(read_example(name)).fit(
        example_data(name), steps=steps, learning_rate=rate
    ).record  # fmt: skip


RUNS = {name: fit(name) for name in EXAMPLES}


def made(text: str, steps: int = 3, **data: np.ndarray) -> History:
    return wg.Model(text).fit(data, steps=steps, learning_rate=0.01).record


def pixels_of(path: Path, color: str) -> int:
    """How many pixels have nearly this colour."""
    image = imread(path)[..., :3]
    return int((np.abs(image - np.array(to_rgb(color))).max(axis=2) < 0.02).sum())


class Drawn:
    """The axes as they were when a picture was saved."""

    axes: Axes


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    found, original = Drawn(), pictures.picture

    class Watched:
        def __init__(self, *arguments: object) -> None:
            self.inner = original(*arguments)  # type: ignore[arg-type]

        def __enter__(self) -> Axes:
            found.axes = self.inner.__enter__()
            return found.axes

        def __exit__(self, *error: object) -> bool | None:
            return self.inner.__exit__(*error)  # type: ignore[arg-type]

    monkeypatch.setattr(pictures, "picture", Watched)
    return found


def texts(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.figure.texts]


@pytest.mark.parametrize("name", RUNS)
def test_before_after_shows_all_three(name: str, tmp_path: Path) -> None:
    path = draw_before_after(RUNS[name], tmp_path / "picture.png")
    assert path.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    assert imread(path).shape[:2] == (500, 800)
    for color in (BLUE, RED, GREEN):
        assert pixels_of(path, color) > 50
    assert [file.name for file in tmp_path.iterdir()] == ["picture.png"]


@pytest.mark.parametrize("name", RUNS)
def test_svg(name: str, tmp_path: Path) -> None:
    path = draw_before_after(RUNS[name], str(tmp_path / "picture.SVG"))
    root = ElementTree.parse(path).getroot()
    assert root.tag == f"{SVG}svg"
    assert len(list(root.iter(f"{SVG}path"))) > 20
    assert "dc:date" not in path.read_text(encoding="utf-8")


def test_neuron_lines_are_the_figures(drawn: Drawn, tmp_path: Path) -> None:
    history = RUNS["neuron"]
    draw_before_after(history, tmp_path / "picture.png")
    lines = {line.get_label(): line for line in drawn.axes.lines}
    assert list(lines) == ["actual", "predicted before training", "predicted after training"]
    for label, at in (("predicted before training", 0), ("predicted after training", 50)):
        x, y = lines[label].get_data()
        weight, bias = (wg.Run(history).at(at)[name] for name in ("weight", "bias"))
        np.testing.assert_allclose(y, np.asarray(x) * weight + bias, rtol=1e-12)
    x, y = lines["actual"].get_data()
    np.testing.assert_allclose(y, np.asarray(x) * 9 / 5 + 32, rtol=1e-12)
    looks = {(line.get_linestyle(), line.get_marker()) for line in lines.values()}
    assert len(looks) == 3  # told apart without colour
    assert drawn.axes.get_xlabel() == "celsius (°C)"
    assert drawn.axes.get_ylabel() == "fahrenheit (°F)"
    assert texts(drawn.axes) == [
        "fahrenheit: actual and predicted",
        "50 steps of gradient descent, learning rate 0.0001, seed 1",
    ]


def test_few_samples_carry_their_inputs(drawn: Drawn, tmp_path: Path) -> None:
    draw_before_after(RUNS["classifier"], tmp_path / "picture.png")
    labels = [label.get_text() for label in drawn.axes.get_xticklabels()]
    assert labels == ["0\n(0, 0, 1)", "1\n(1, 1, 1)", "2\n(1, 0, 1)", "3\n(0, 1, 1)"]
    assert drawn.axes.get_xlabel() == "number of the sample, from 0, and its inputs"


def test_classes_show_the_probability_of_the_true_one(drawn: Drawn, tmp_path: Path) -> None:
    columns = {"species": (Column("species", ("setosa", "versicolor", "virginica")),)}
    history = replace(RUNS["iris"], columns=columns)
    draw_before_after(history, tmp_path / "picture.png")
    labels = [label.get_text() for label in drawn.axes.get_xticklabels()]
    assert labels == ["setosa", "versicolor", "virginica"]
    after = next(line for line in drawn.axes.lines if "after" in str(line.get_label()))
    own = example_data("iris")["species"].argmax(axis=1)
    expected = wg.Run(history).at(50)["probability"][np.arange(150), own]
    np.testing.assert_allclose(after.get_ydata(), expected, rtol=1e-12)
    assert drawn.axes.get_ylabel() == "probability of the true class"


def test_several_outputs(drawn: Drawn, tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    text = """
    x[i, k]: data
    y[i, m]: data
    w[k, m]: parameter = normal(0, 1)
    output[i, m] = sum[k](x[i, k] * w[k, m])
    loss = mean[i, m]((output[i, m] - y[i, m])**2)
    """
    history = made(text, x=random.normal(size=(9, 2)), y=random.normal(size=(9, 3)))
    draw_before_after(history, tmp_path / "picture.png")
    assert drawn.axes.get_xlabel() == "y, actual"
    assert drawn.axes.get_ylabel() == "output, predicted"


def test_many_samples_are_thinned(drawn: Drawn, tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    x = random.normal(size=(5000, 2))
    text = """
    x[i, k]: data
    y[i]: data
    w[k]: parameter = normal(0, 1)
    output[i] = sum[k](x[i, k] * w[k])
    loss = mean[i]((output[i] - y[i])**2)
    """
    draw_before_after(made(text, x=x, y=x[:, 0]), tmp_path / "picture.png")
    assert drawn.axes.get_xlabel().endswith("actual y (1,667 of 5,000 are drawn)")


def test_losses_of_one_run(drawn: Drawn, tmp_path: Path) -> None:
    history = RUNS["neuron"]
    draw_losses(history, tmp_path / "loss.png")
    (line,) = drawn.axes.lines
    np.testing.assert_array_equal(line.get_xdata(), np.arange(50))
    np.testing.assert_array_equal(line.get_ydata(), history.scalars["loss"])
    assert drawn.axes.get_yscale() == "log"
    first, last = history.scalars["loss"][[0, -1]]
    assert texts(drawn.axes)[1].endswith(f"seed 1: from {first:,.4g} to {last:,.4g}")


def test_losses_of_several_runs_say_what_they_share(drawn: Drawn, tmp_path: Path) -> None:
    slow = replace(RUNS["neuron"], learning_rate=1e-5)
    draw_losses({"fast": RUNS["neuron"], "slow": slow}, tmp_path / "loss.png")
    assert texts(drawn.axes) == [
        "The loss in each step",
        "50 steps of gradient descent, seed 1",
    ]
    legend = drawn.axes.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["fast", "slow"]
    assert len({line.get_linestyle() for line in drawn.axes.lines}) == 2


@pytest.mark.parametrize("values", [[3.0, 0.0, -2.0], [1.0, 0.0]])
def test_losses_that_have_no_logarithm(drawn: Drawn, tmp_path: Path, values: list[float]) -> None:
    history = replace(RUNS["neuron"], scalars={"loss": np.array(values)}, steps=len(values))
    draw_losses(history, tmp_path / "loss.png")
    assert drawn.axes.get_yscale() == "linear"


@pytest.mark.parametrize(
    "values", [[5.0], [1e-9, 1e-9], [1e300, 1e-300], [1.0, 1e308], np.full(9, 2.0)]
)
def test_losses_of_any_size_can_be_drawn(tmp_path: Path, values: list[float]) -> None:
    history = replace(RUNS["neuron"], scalars={"loss": np.array(values)}, steps=len(values))
    path = draw_losses(history, tmp_path / "loss.png")
    assert pixels_of(path, GREEN) > 5


def test_scalar(drawn: Drawn, tmp_path: Path) -> None:
    draw_scalar(RUNS["classifier"], "accuracy", tmp_path / "accuracy.png", until=19)
    (line,) = drawn.axes.lines
    expected = RUNS["classifier"].scalars["accuracy"][:20]
    np.testing.assert_array_equal(line.get_ydata(), expected)
    assert texts(drawn.axes)[0] == "The accuracy in the first 20 of 50 steps"
    draw_scalar(RUNS["classifier"], "accuracy", tmp_path / "accuracy.png")
    assert texts(drawn.axes)[0] == "The accuracy in each step"


def test_thinned_keeps_every_spike() -> None:
    values = np.ones(100_000)
    values[54_321], values[77] = 9, -9
    steps, kept = thinned(values)
    assert len(steps) <= 4002
    assert kept.max() == 9
    assert kept.min() == -9
    assert steps[0] == 0
    assert steps[-1] == 99_999
    np.testing.assert_array_equal(values[steps], kept)


def test_evenly() -> None:
    assert evenly(5, 60).tolist() == [0, 1, 2, 3, 4]
    assert evenly(100, 60).tolist() == list(range(0, 100, 2))


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_same_picture_same_bytes_whatever_the_users_style(suffix: str, tmp_path: Path) -> None:
    first = draw_before_after(RUNS["iris"], tmp_path / f"a{suffix}").read_bytes()
    with matplotlib.rc_context({"figure.facecolor": "black", "font.size": 30}):
        settings = dict(matplotlib.rcParams)
        second = draw_before_after(RUNS["iris"], tmp_path / f"b{suffix}").read_bytes()
        assert dict(matplotlib.rcParams) == settings
    assert first == second


def test_pictures_leave_pyplot_alone(tmp_path: Path) -> None:
    code = (
        "import sys, numpy as np, whygrad as wg\n"
        "from whygrad.examples import *\n"
        "run = wg.Model(read_example('neuron')).fit(example_data('neuron'), steps=2,"
        " learning_rate=1e-4)\n"
        "run.plot(sys.argv[1])\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    path = tmp_path / "picture.png"
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    assert path.exists()


@pytest.mark.parametrize("draw", [draw_before_after, draw_losses])
def test_names_that_cannot_be_used(draw: Callable[[History, Path], Path], tmp_path: Path) -> None:
    for name in ("picture.jpg", "picture", ".png"):
        with pytest.raises(WhygradError, match=r"a picture ends in \.png or \.svg"):
            draw(RUNS["neuron"], tmp_path / name)
    with pytest.raises(WhygradError, match="no folder"):
        draw(RUNS["neuron"], tmp_path / "none" / "picture.png")
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(WhygradError, match="is a folder"):
        draw(RUNS["neuron"], tmp_path / "folder.png")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.png"]


def test_a_folder_that_is_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere
    with pytest.raises(WhygradError, match="no permission"):
        draw_losses(RUNS["neuron"], tmp_path / "picture.png")


@pytest.mark.parametrize(
    ("place", "error", "expected"),
    [
        ("os.replace", OSError(28, "No space left on device"), WhygradError),
        ("os.fsync", OSError(5, "Input/output error"), WhygradError),
        ("matplotlib.figure.Figure.savefig", KeyboardInterrupt(), KeyboardInterrupt),
        ("matplotlib.axes.Axes.plot", MemoryError(), MemoryError),
    ],
)
def test_a_failed_save_leaves_the_old_file(
    place: str,
    error: BaseException,
    expected: type[BaseException],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"the old one")

    def fail(*arguments: object, **named: object) -> None:
        raise error

    monkeypatch.setattr(place, fail)
    with pytest.raises(expected):
        draw_before_after(RUNS["neuron"], path)
    monkeypatch.undo()
    assert path.read_bytes() == b"the old one"
    assert [file.name for file in tmp_path.iterdir()] == ["picture.png"]


def test_nothing_to_compare_with(tmp_path: Path) -> None:
    text = """
    x[i]: data
    w: parameter = 0.5
    output[i] = w * x[i]
    loss = mean[i]((output[i] - x[i])**2)
    prediction: output
    """
    history = made(text, x=np.arange(4.0))
    with pytest.raises(WhygradError, match="nothing to compare `output` with"):
        draw_before_after(history, tmp_path / "picture.png")
    assert list(tmp_path.iterdir()) == []


def test_a_run_without_its_data(tmp_path: Path) -> None:
    with pytest.raises(WhygradError, match="without its data"):
        draw_before_after(replace(RUNS["neuron"], data=None), tmp_path / "picture.png")


def test_scalars_and_runs_that_are_not_there(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    with pytest.raises(WhygradError, match="Did you mean `accuracy`"):
        draw_scalar(RUNS["iris"], "acuracy", path)
    with pytest.raises(WhygradError, match="no run"):
        draw_losses({}, path)
    empty = replace(RUNS["neuron"], scalars={"loss": np.array([])}, steps=0)
    with pytest.raises(WhygradError, match="no step was done"):
        draw_losses(empty, path)
    with pytest.raises(WhygradError, match="no step was done"):
        draw_scalar(empty, "loss", path)


def test_comparison_of_one_input() -> None:
    shown = compare(RUNS["two_layers"])
    assert (shown.target, shown.prediction, shown.input_name) == (
        "fahrenheit",
        "output2",
        "celsius",
    )
    assert shown.x is not None
    assert shown.x.shape == (100,)
    assert not shown.tells_classes
