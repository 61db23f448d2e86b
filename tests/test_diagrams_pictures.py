"""Curves, surfaces and films of a run: what they show, their files, and what goes wrong."""

from __future__ import annotations

import base64
import io
import os
import re
import warnings
from pathlib import Path

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from PIL import Image

import whygrad as wg
from whygrad.calculus.evaluation import evaluate
from whygrad.examples import EXAMPLES, example_data, read_example
from whygrad.insight import curves, films, surfaces
from whygrad.insight.curves import draw_gradients, draw_parameters
from whygrad.insight.entries import Asked
from whygrad.insight.films import draw_film, film_steps
from whygrad.insight.pictures import BLUE, GREEN, RED
from whygrad.insight.surfaces import chosen_entries, draw_surface, loss_grid, losses_at
from whygrad.insight.trajectories import chosen_steps, gradients, moments
from whygrad.language.equations import ITERATION
from whygrad.language.messages import WhygradError
from whygrad.model import UnreachedWarning
from zoo import ZOO, Model


def fit(name: str, steps: int = 30, **options: object) -> wg.Run:
    given = {"learning_rate": EXAMPLES[name].learning_rate, **options}
    return wg.Model(read_example(name)).fit(example_data(name), steps=steps, **given)  # type: ignore[arg-type]


RUNS = {name: fit(name) for name in EXAMPLES}


def message(call: object) -> str:
    with pytest.raises(WhygradError) as caught:
        call()  # type: ignore[operator]
    return str(caught.value)


class Drawn:
    """The axes as they were when a picture was saved."""

    axes: Axes


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    kept = Drawn()

    def keep(module: object) -> None:
        original = module.picture  # type: ignore[attr-defined]

        def picture(*given: object) -> object:
            manager = original(*given)
            enter = manager.__enter__

            class Keeping:
                def __enter__(self) -> Axes:
                    kept.axes = enter()
                    return kept.axes

                def __exit__(self, *error: object) -> object:
                    return manager.__exit__(*error)

            return Keeping()

        monkeypatch.setattr(module, "picture", picture)

    for module in (curves, surfaces, films):
        keep(module)
    return kept


# the way of the parameters


@pytest.mark.parametrize("options", [{}, {"engine": "numpy"}, {"batch": 7}], ids=str)
def test_moments_have_the_bits_of_the_run(options: dict[str, object]) -> None:
    run = fit("two_layers", 23, **options)
    for moment in moments(run.record, chosen_steps(run.record, 6)):
        at = run.at(moment.number)
        for name, values in moment.parameters.items():
            assert np.array_equal(values, at[name])
        for name, values in gradients(run.record, moment).items():
            assert np.array_equal(values, at[f"grad_{name}"])


def test_chosen_steps() -> None:
    assert chosen_steps(fit("neuron", 4).record, 200) == [0, 1, 2, 3, 4]
    assert chosen_steps(fit("neuron", 100).record, 5) == [0, 25, 50, 75, 100]


def test_parameters_over_the_steps(drawn: Drawn, tmp_path: Path) -> None:
    run = RUNS["two_layers"]
    draw_parameters(run.record, tmp_path / "parameters.png")
    lines = {line.get_label(): line for line in drawn.axes.get_lines()}
    assert list(lines) == [
        *("weights1[0, 0]", "weights1[0, 1]", "biases1[0]", "biases1[1]"),
        *("weights2[0, 0]", "weights2[1, 0]", "biases2[0]"),
    ]
    line = lines["weights2[1, 0]"]
    assert list(line.get_xdata()) == list(range(31))
    assert line.get_ydata()[12] == run.at(12)["weights2"][1, 0]
    looks = {(line.get_color(), line.get_linestyle()) for line in lines.values()}
    assert len(looks) == len(lines)
    assert drawn.axes.get_legend() is not None


def test_many_parameters_are_drawn_by_their_size(drawn: Drawn, tmp_path: Path) -> None:
    run = RUNS["iris"]
    draw_parameters(run.record, tmp_path / "parameters.png")
    (weights, _) = drawn.axes.get_lines()
    expected = np.sqrt(np.mean(run.at(7)["weights"] ** 2))
    assert weights.get_ydata()[7] == pytest.approx(expected)
    assert drawn.axes.get_ylabel() == "root mean square"


def test_gradients_over_the_steps(drawn: Drawn, tmp_path: Path) -> None:
    run = RUNS["two_layers"]
    draw_gradients(run.record, tmp_path / "gradients.svg")
    lines = {line.get_label(): line for line in drawn.axes.get_lines()}
    assert list(lines) == ["grad_weights1", "grad_biases1", "grad_weights2", "grad_biases2"]
    expected = np.linalg.norm(run.at(9)["grad_weights2"])
    assert lines["grad_weights2"].get_ydata()[9] == pytest.approx(expected)
    assert drawn.axes.get_yscale() == "log"


# surfaces

DIFFERENT = {"no_parameters"}  # there is nothing to move


@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
def test_losses_over_a_grid(model: Model) -> None:
    """The equations with one index more, against one evaluation a point."""
    if model.name in DIFFERENT:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnreachedWarning)
        whole = wg.Model(model.text)
    start = {**model.parameters, **model.named("state")}
    run = whole.fit(model.data, steps=1, learning_rate=1e-9, initial=start, engine="numpy")
    names = list(run.parameters)
    shapes = {name: np.shape(value) for name, value in run.parameters.items()}
    chosen = [Asked(n, tuple(length - 1 for length in shapes[n])) for n in (names[0], names[-1])]
    if chosen[0] == chosen[1]:
        chosen = chosen[:1]
    points = [np.array([0.25, 1.5, -0.75]), np.array([0.5, 0.3, 1.1])][: len(chosen)]
    found = losses_at(run.record, chosen, points)
    assert found.shape == (3,)
    for number in range(3):
        values = {k: np.array(v) for k, v in {**run.parameters, **run.record.states}.items()}
        for asked, column in zip(chosen, points, strict=True):
            values[asked.name][asked.place] = column[number]
        loss = run.record.step.loss
        expected = whole.evaluate(model.data, values)[loss]
        if model.name == "iteration":  # the surface is that after the last step, here after one
            known = {**model.values, **values, ITERATION: 1}
            expected = evaluate(model.step.forward, known, model.lengths)[loss]
        assert np.isclose(found[number], expected, rtol=1e-9, equal_nan=True)


def test_the_surface_of_the_neuron(drawn: Drawn, tmp_path: Path) -> None:
    run = fit("neuron", 2000)
    draw_surface(run.record, ("weight", "bias"), tmp_path / "surface.png")
    way = drawn.axes.get_lines()[1]
    assert way.get_label() == "training"
    ends = [(line.get_label(), *line.get_xydata()[0]) for line in drawn.axes.get_lines()[2:]]
    assert ends == [
        ("before", run.initial["weight"], run.initial["bias"]),
        ("after", run.parameters["weight"], run.parameters["bias"]),
    ]
    (low, high), (bottom, top) = drawn.axes.get_xlim(), drawn.axes.get_ylim()
    for x, y in way.get_xydata():
        assert low < x < high
        assert bottom < y < top
    assert (drawn.axes.get_xlabel(), drawn.axes.get_ylabel()) == ("weight", "bias")


def test_the_grid_is_y_by_x() -> None:
    """A loss that is known in closed form."""
    model = wg.Model("a: parameter = 1\nb: parameter = 2\nloss = (a - 3)**2 + 10 * (b - a)**2")
    run = model.fit({}, steps=1, learning_rate=0.01)
    x, y = np.linspace(-1, 4, 5), np.linspace(0, 1, 3)
    found = loss_grid(run.record, [Asked("a", ()), Asked("b", ())], x, y)
    expected = (x[None] - 3) ** 2 + 10 * (y[:, None] - x[None]) ** 2
    assert found == pytest.approx(expected)


def test_a_large_grid_is_computed_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    run = RUNS["two_layers"]
    chosen = chosen_entries(run.record, ("weights1[0, 0]", "biases2[0]"))
    x, y = np.linspace(0, 1, 7), np.linspace(0, 1, 5)
    whole = loss_grid(run.record, chosen, x, y)
    sizes = []
    original = surfaces.losses_at

    def counting(history: object, asked: object, points: list[np.ndarray]) -> np.ndarray:
        sizes.append(len(points[0]))
        return original(history, asked, points)  # type: ignore[arg-type]

    monkeypatch.setattr(surfaces, "losses_at", counting)
    monkeypatch.setattr(surfaces, "MOST_NUMBERS", 1000)
    assert np.array_equal(loss_grid(run.record, chosen, x, y), whole)
    assert sum(sizes) == 35
    assert max(sizes) * 200 <= 2000  # 200 entries of output1 at each point


def test_a_training_that_does_not_move(tmp_path: Path) -> None:
    run = wg.Model("a: parameter = 1\nb: parameter = 2\nloss = (a - 1)**2 + 0 * b").fit(
        {}, steps=2, learning_rate=0.1
    )
    path = run.draw("surface", tmp_path / "still.svg", of=("a", "b")).save(tmp_path / "still.png")
    assert path.stat().st_size > 1000
    flat = wg.Model("a: parameter = 1\nb: parameter = 2\nloss = 0 * (a + b)")
    again = flat.fit({}, steps=2, learning_rate=0.1)
    again.draw("surface", tmp_path / "flat.png", of=("a", "b"))


def test_messages_of_surfaces(tmp_path: Path) -> None:
    run = RUNS["two_layers"]
    missing = (
        "A surface is drawn over two entries of the parameters.\n"
        'Name them: `of=("weight", "weights1[0, 0]")`, `--of "weight, weights1[0, 0]"`.'
    )
    assert message(lambda: run.draw("surface")) == missing
    assert message(lambda: run.draw("surface", of=("biases2[0]",))) == missing
    assert message(lambda: run.draw("surface", of="biases2[0]")) == missing
    assert message(lambda: run.draw("surface", of=("weights1[0, 0]", "output1"))) == (
        "of: `output1` is no parameter.\n"
        "The parameters are `weights1`, `biases1`, `weights2` and `biases2`."
    )
    assert message(lambda: run.draw("surface", of=("weights1[0, 0]", "weights1"))) == (
        "of: `weights1` has several entries.\nName one: `weights1[0, 0]`."
    )
    assert message(lambda: run.draw("surface", of=("biases2[0]", "biases2[ 0 ]"))) == (
        "of: `biases2[0]` is named twice; expected two different entries."
    )
    assert message(lambda: run.draw("surface", of=("weights1[0, 2]", "biases2[0]"))) == (
        "`weights1[0, 2]`: index `j` runs from 0 to 1, not 2."
    )
    assert message(lambda: run.draw("surface", of=("weight1[0, 1]", "biases2[0]"))) == (
        "There is no quantity `weight1`.\nDid you mean `weights1`?"
    )
    of = ("weights1[0, 0]", "biases2[0]")
    assert message(lambda: run.draw("surface", tmp_path / "x.gif", of=of)) == (
        f"{tmp_path / 'x.gif'}: a picture ends in .png or .svg."
    )
    assert message(lambda: run.draw("network", of=of)) == (
        "of: goes with `surface`; `network` does not take it."
    )


# films


def test_the_steps_of_a_film() -> None:
    found = film_steps(10_000, 32)
    assert found[:4] == [0, 1, 2, 3]
    assert found[-1] == 10_000
    assert found == sorted(set(found))
    assert len(found) <= 32
    assert film_steps(1, 32) == [0, 1]
    assert film_steps(0, 32) == [0]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_film_as_gif(name: str, drawn: Drawn, tmp_path: Path) -> None:
    run = RUNS[name]
    path = draw_film(run.record, tmp_path / "film.gif", frames=3)
    with Image.open(path) as film:
        assert film.n_frames == 3
        assert film.info["loop"] == 0
        assert film.size == (800, 500)
    texts = [text.get_text() for text in drawn.axes.get_legend().get_texts()]
    assert texts == ["actual", "predicted before training", "predicted in this step"]
    assert os.listdir(tmp_path) == ["film.gif"]


def test_a_frame_shows_the_prediction_of_its_step(drawn: Drawn) -> None:
    run = RUNS["neuron"]
    for step in (0, 11, 30):
        (frame,) = films.drawn(run.record, [step])
        assert frame.startswith(b"\x89PNG")
        line = next(
            li for li in drawn.axes.get_lines() if li.get_label() == "predicted after training"
        )
        expected = run.predict(example_data("neuron"), step=step)
        assert line.get_ydata() == pytest.approx(np.sort(expected))


def test_a_frame_knows_the_number_of_its_step() -> None:
    model = ZOO["iteration"]
    run = wg.Model(model.text).fit(model.data, steps=4, learning_rate=0.1)
    for moment in moments(run.record, [0, 3]):
        expected = run.predict(model.data, step=moment.number)
        assert films.predicted(run.record, moment)[:, 0] == pytest.approx(expected)


def test_every_frame_has_its_colours(tmp_path: Path) -> None:
    """Where one line hides another the palette still holds both."""
    path = draw_film(RUNS["neuron"].record, tmp_path / "film.gif", frames=3)
    with Image.open(path) as film:
        first = np.asarray(film.convert("RGB"), float)
    for colour in (RED, GREEN, BLUE):
        distance = np.abs(first - 255 * np.array(to_rgb(colour))).max(axis=2)
        assert (distance < 12).sum() > 20
    assert (first[0, 0] == 255).all()


def test_the_axes_stand_still(drawn: Drawn) -> None:
    limits = []
    swinging = fit("neuron", 5, learning_rate=1.1e-3)  # beyond the actual values and back
    for _ in films.drawn(swinging.record, [0, 1, 5]):
        limits.append(drawn.axes.get_ylim())
    assert len(limits) == 3
    assert len(set(limits)) == 1


def test_a_film_as_a_page(tmp_path: Path) -> None:
    path = draw_film(RUNS["neuron"].record, tmp_path / "film.html", frames=3)
    page = path.read_text(encoding="utf-8")
    assert "const steps = [0, 5, 30];" in page
    frames = re.findall(r"'data:image/png;base64,([A-Za-z0-9+/=]+)'", page)
    assert len(frames) == 3
    for frame in frames:
        assert Image.open(io.BytesIO(base64.b64decode(frame))).size == (800, 500)
    assert not re.findall(r"(?:src|href)=\"(?!data:)", page)  # it opens no other file
    assert "http" not in page


def test_messages_of_films(tmp_path: Path) -> None:
    run = RUNS["neuron"]
    assert (
        message(lambda: run.draw("film", "film.mp4")) == "film.mp4: a film ends in .gif or .html."
    )
    gone = tmp_path / "gone"
    assert message(lambda: run.draw("film", gone / "film.gif")) == (
        f"There is no folder `{gone}`, so `{gone / 'film.gif'}` cannot be written.\n"
        "Make the folder first."
    )


# the interface


def test_pictures_are_saved_and_shown(tmp_path: Path) -> None:
    run = RUNS["neuron"]
    for what in ("loss", "parameters", "gradients"):
        picture = run.draw(what, tmp_path / f"{what}.png")
        assert (tmp_path / f"{what}.png").read_bytes().startswith(b"\x89PNG")
        assert picture.save(tmp_path / f"{what}.svg").read_text().startswith("<?xml")
        inside = re.findall(r'src="data:image/png;base64,(.*)"', picture._repr_html_())[0]
        assert base64.b64decode(inside) == (tmp_path / f"{what}.png").read_bytes()
    assert repr(picture) == "<Picture: gradients>"


def test_a_model_without_parameters(tmp_path: Path) -> None:
    model = ZOO["no_parameters"]
    run = wg.Model(model.text).fit(model.data, steps=2, learning_rate=1)
    for what in ("parameters", "gradients"):
        assert message(lambda what=what: run.draw(what, tmp_path / "x.png")) == (
            "There is nothing to draw: the model has no parameters."
        )
    assert os.listdir(tmp_path) == []


def test_a_model_of_two_numbers_needs_no_choice(tmp_path: Path) -> None:
    run = wg.Model(read_example("neuron")).fit(
        example_data("neuron"), steps=5, learning_rate=1e-4, engine="numpy"
    )
    assert chosen_entries(run.record, ()) == [Asked("weight", ()), Asked("bias", ())]
    assert run.draw("surface").content(".png") == run.draw(
        "surface", of=("weight", "bias")
    ).content(".png")


def test_a_surface_of_a_diverged_training_is_quiet(tmp_path: Path) -> None:
    model = wg.Model(read_example("two_layers"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        run = model.fit(example_data("two_layers"), steps=9, learning_rate=0.01, engine="numpy")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(WhygradError, match=r"^There is no surface to draw: the loss is no"):
            run.draw("surface", tmp_path / "a.png", of=("weights1[0, 0]", "weights2[0, 0]"))
