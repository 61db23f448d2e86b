"""Curves over the steps of a training: the parameters, and how large their gradients are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from whygrad.insight.canvas import (
    BOX,
    LEGEND_WIDTH,
    SIGN_WIDTH,
    picture,
    show_legend,
    use_log_scale,
    use_whole_numbers,
)
from whygrad.insight.pictures import LINES, settings_text
from whygrad.insight.trajectories import chosen_steps, gradients, moments
from whygrad.language.messages import WhygradError
from whygrad.language.notation import entry_text
from whygrad.training.history import Arrays, History

if TYPE_CHECKING:
    from matplotlib.axes import Axes

POINTS = 200  # steps that a curve is drawn through
MOST_LINES = 10
LONGEST_NAME = 24  # letters of a name that is written beside the axes
Series = dict[str, np.ndarray]


def draw_parameters(history: History, path: str | Path) -> Path:
    """Every parameter before each step: each entry of few, else the root mean square of each."""
    path = Path(path)
    steps = chosen_steps(history, POINTS)
    course = [moment.parameters for moment in moments(history, steps)]
    series = entry_series(course)
    title, label = "The parameters before each step", "value"
    if len(series) > MOST_LINES:
        series = size_series(course, root_mean_square)
        title, label = "The size of the parameters before each step", "root mean square"
    with picture(path, title, note_of(history, series)) as axes:
        draw_series(axes, steps, series)
        axes.set_ylabel(label)
    return path


def draw_gradients(history: History, path: str | Path) -> Path:
    """How large the gradient of each parameter is in each step: its Euclidean norm."""
    path = Path(path)
    steps = chosen_steps(history, POINTS)
    course = [gradients(history, moment) for moment in moments(history, steps)]
    series = {f"grad_{name}": values for name, values in size_series(course, norm).items()}
    with picture(path, "The size of the gradients in each step", note_of(history, series)) as axes:
        draw_series(axes, steps, series)
        axes.set_ylabel("Euclidean norm")
        values = np.concatenate(list(series.values()))
        values = values[np.isfinite(values)]
        if values.min(initial=np.inf) > 0 and values.size:
            use_log_scale(axes, values)
            axes.set_ylabel("Euclidean norm (logarithmic scale)")
    return path


def entry_series(course: Sequence[Arrays]) -> Series:
    """The values of every entry, by its name: `weights1[0, 0]`."""
    found: Series = {}
    for name in course[0]:
        values = np.array([point[name] for point in course])
        for place in np.ndindex(values.shape[1:]):
            found[entry_text(name, map(str, place))] = values[(slice(None), *place)]
    return found


def size_series(course: Sequence[Arrays], size: Callable[[np.ndarray], float]) -> Series:
    """One number for each quantity in each step."""
    return {name: np.array([size(point[name]) for point in course]) for name in course[0]}


def root_mean_square(values: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(values))))


def norm(values: np.ndarray) -> float:
    """The Euclidean norm, also of entries whose squares would overflow."""
    largest = float(np.max(np.abs(values), initial=0.0))
    if not 0 < largest < np.inf:
        return largest
    return largest * float(np.sqrt(np.sum(np.square(values / largest))))


def note_of(history: History, series: Mapping[str, np.ndarray]) -> str:
    if not series:
        raise WhygradError("There is nothing to draw: the model has no parameters.")
    note = settings_text(history)
    if len(series) > MOST_LINES:
        note += f"; the first {MOST_LINES} of {len(series)} are drawn"
    return note


def draw_series(axes: Axes, steps: Sequence[int], series: Series) -> None:
    """Lines over the number of the step, each with a look of its own."""
    for number, (name, values) in enumerate(list(series.items())[:MOST_LINES]):
        color, _ = LINES[number % len(LINES)]
        _, dash = LINES[(number + number // len(LINES)) % len(LINES)]
        axes.plot(steps, values, color=color, linestyle=dash, label=name)
    use_whole_numbers(axes)
    axes.set_xlabel("number of the step, from 0")
    name_lines(axes)


def name_lines(axes: Axes) -> None:
    """A legend above the axes, or to their right, where it covers no line."""
    _, labels = axes.get_legend_handles_labels()
    longest = max(map(len, labels))
    if sum(len(label) + SIGN_WIDTH for label in labels) <= LEGEND_WIDTH or longest > LONGEST_NAME:
        show_legend(axes)
        return
    left, bottom, width, height = BOX
    axes.set_position((left, bottom, width - 0.09 - 0.0115 * longest, height + 0.06))
    axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.02), frameon=False)
