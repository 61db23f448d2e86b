"""The training as a film: actual and predicted, from before training to after it."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from whygrad.calculus.dependence import default_prediction
from whygrad.insight.canvas import picture
from whygrad.insight.comparison import Comparison, compare, samples_of
from whygrad.insight.pictures import (
    AFTER,
    draw_classes,
    draw_curve,
    draw_outputs,
    draw_samples,
    settings_text,
)
from whygrad.insight.player import page
from whygrad.insight.trajectories import Moment, moments
from whygrad.language.messages import WhygradError
from whygrad.training.files import check_target, write
from whygrad.training.history import History
from whygrad.training.replay import data_of, engine_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FRAMES = 32
SUFFIXES = (".gif", ".html")
FRAME_TIME, LAST_TIME = 150, 2000  # milliseconds


def draw_film(history: History, path: str | Path, frames: int = FRAMES) -> Path:
    """A film of at most so many frames, as a GIF or as one page of HTML with a player.

    The first frames are a step apart, the last ones many: most happens early. Raises
    `WhygradError` where there is nothing to compare the prediction with.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise WhygradError(f"{path}: a film ends in .gif or .html.")
    check_target(path, force=True)
    steps = film_steps(history.steps, frames)
    pictures = list(drawn(history, steps))
    title = f"The training of {compare(history).prediction}"
    content = (
        animated(pictures)
        if suffix == ".gif"
        else page(title, steps, pictures, FRAME_TIME).encode()
    )
    write(path, content, force=True)
    return path


def film_steps(steps: int, frames: int) -> list[int]:
    """Step 0, the last one, and others between at about equal ratios."""
    points = np.geomspace(1, steps + 1, max(2, frames)) - 1
    return [int(step) for step in np.unique(points.round())]


def drawn(history: History, steps: Sequence[int]) -> Iterator[bytes]:
    """Each frame as PNG; the axes are the same in all of them."""
    shown = compare(history)
    course = [predicted(history, moment) for moment in moments(history, steps)]
    low, high = limits(shown, course)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "frame.png"
        for step, values in zip(steps, course, strict=True):
            title = f"{shown.target}: step {step:,} of {history.steps:,}"
            with picture(place, title, settings_text(history)) as axes:
                draw_frame(axes, replace(shown, after=values))
                axes.set_ylim(low, high)
            yield place.read_bytes()


def predicted(history: History, moment: Moment) -> np.ndarray:
    """The prediction for the training's own data, as samples x outputs."""
    name = default_prediction(history.step)
    known = {**history.settings, **data_of(history), **moment.parameters, **moment.states}
    found = engine_of(history.step).predict(name, known, iteration=moment.number)
    return samples_of(history, np.asarray(found))


def limits(shown: Comparison, course: Sequence[np.ndarray]) -> tuple[float, float]:
    """The least and the greatest value of all frames, with some room."""
    values = np.concatenate([shown.actual.ravel(), *(frame.ravel() for frame in course)])
    values = values[np.isfinite(values)]
    room = 0.05 * (values.max() - values.min()) or 1.0
    return float(values.min() - room), float(values.max() + room)


def draw_frame(axes: Axes, shown: Comparison) -> None:
    """What the picture before and after training shows, with this step's prediction."""
    if shown.tells_classes:
        draw_classes(axes, shown)
    elif shown.actual.shape[1] > 1:
        draw_outputs(axes, shown)
    elif shown.x is None:
        draw_samples(axes, shown)
    else:
        draw_curve(axes, shown)
    legend = axes.get_legend()
    for text in legend.get_texts() if legend else []:
        if text.get_text() == AFTER["label"]:
            text.set_text("predicted in this step")


def animated(frames: Sequence[bytes]) -> bytes:
    """A GIF that repeats, and rests at its end."""
    from PIL import Image

    pictures = [Image.open(io.BytesIO(frame)).convert("RGB") for frame in frames]
    # one palette, from a frame where no line hides another
    shared = pictures[-1].quantize(128, method=Image.Quantize.MAXCOVERAGE)
    few = [one.quantize(palette=shared, dither=Image.Dither.NONE) for one in pictures]
    times = [FRAME_TIME] * (len(few) - 1) + [LAST_TIME]
    buffer = io.BytesIO()
    few[0].save(buffer, "GIF", save_all=True, append_images=few[1:], duration=times, loop=0)
    return buffer.getvalue()
