"""The loss over two entries of the parameters, and the way of the training on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from whygrad.calculus.dependence import needed
from whygrad.engines.numpy import NumpyEngine
from whygrad.insight.canvas import BOX, INK, picture, show_legend
from whygrad.insight.entries import Asked, read_entry
from whygrad.insight.pictures import GREEN, HOLLOW, RED, plain_number, settings_text
from whygrad.insight.trajectories import chosen_steps, moments
from whygrad.language.equations import Equation, Step
from whygrad.language.expressions import Entry, Expression, names_read, rebuild
from whygrad.language.messages import WhygradError, listing
from whygrad.language.sizes import index_lengths
from whygrad.training.history import Arrays, History
from whygrad.training.replay import data_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.contour import QuadContourSet

SIDE = 60  # points of the grid along each axis
MARGIN = 0.3  # of the length of the way, around it
POINTS = 300  # of the way
LEVELS = 14
MOST_NUMBERS = 4_000_000  # of the largest quantity, computed at once
GRID = "point"
MAP = "Blues"


def draw_surface(history: History, of: Sequence[str], path: str | Path) -> Path:
    """The loss over two entries as contours, all other parameters as after training.

    The way of the two through the training lies on it; with other parameters that moved
    meanwhile it passes above or below what is drawn. Raises `WhygradError` for entries that
    are not two different ones of the parameters.
    """
    path = Path(path)
    chosen = chosen_entries(history, of)
    way = np.array([[m.parameters[a.name][a.place] for a in chosen]
                    for m in moments(history, chosen_steps(history, POINTS))])  # fmt: skip
    x, y = (axis_around(values) for values in way.T)
    with np.errstate(all="ignore"):  # where the loss is no finite number nothing is drawn
        losses = loss_grid(history, chosen, x, y)
    loss = history.step.loss
    title = f"The {loss} over {chosen[0]} and {chosen[1]}"
    with picture(path, title, note_of(history)) as axes:
        draw_contours(axes, x, y, losses, loss)
        draw_way(axes, way)
        axes.set_xlabel(str(chosen[0]))
        axes.set_ylabel(str(chosen[1]))
        show_legend(axes)
    return path


def chosen_entries(history: History, of: Sequence[str]) -> list[Asked]:
    """The two entries; where a model has no others they need not be named."""
    names = [parameter.name for parameter in history.step.parameters]
    if not of and [np.size(history.parameters[name]) for name in names] == [1, 1]:
        return [Asked(name, (0,) * np.ndim(history.parameters[name])) for name in names]
    if isinstance(of, str) or len(of) != 2:
        raise WhygradError(
            "A surface is drawn over two entries of the parameters.\n"
            'Name them: `of=("weight", "weights1[0, 0]")`, `--of "weight, weights1[0, 0]"`.'
        )
    shapes = {name: np.shape(value) for name, value in history.parameters.items()}
    lengths = index_lengths(history.step, shapes)
    found = [read_entry(text, history.step, lengths) for text in of]
    for asked in found:
        if asked.name not in names:
            raise WhygradError(
                f"of: `{asked.name}` is no parameter.\nThe parameters are {listing(names)}."
            )
        if asked.place is None:
            example = Asked(asked.name, (0,) * len(shapes[asked.name]))
            raise WhygradError(f"of: `{asked.name}` has several entries.\nName one: `{example}`.")
    if found[0] == found[1]:
        raise WhygradError(f"of: `{found[0]}` is named twice; expected two different entries.")
    return found


def axis_around(values: np.ndarray) -> np.ndarray:
    """Values from below the least to above the greatest one."""
    values = values[np.isfinite(values)]
    low, high = values.min(), values.max()
    room = MARGIN * (high - low) or max(1.0, abs(low))
    return np.linspace(low - room, high + room, SIDE)


def loss_grid(
    history: History, chosen: Sequence[Asked], x: np.ndarray, y: np.ndarray
) -> np.ndarray:
    """The loss at every pair of values, as y by x: the equations with one index more."""
    across, up = (axis.ravel() for axis in np.meshgrid(x, y))
    parts = max(1, len(across) * largest(history) // MOST_NUMBERS)
    pieces = zip(np.array_split(across, parts), np.array_split(up, parts), strict=True)
    found = [losses_at(history, chosen, pair) for pair in pieces]
    return np.concatenate(found).reshape(len(y), len(x))


def largest(history: History) -> int:
    """The number of entries of the largest quantity."""
    shapes = {name: array.shape for name, array in data_of(history).items()}
    lengths = index_lengths(history.step, shapes)
    sizes = [np.prod([lengths[i] for i in indexes], dtype=int)
             for indexes in history.step.indexes_of().values()]  # fmt: skip
    return int(max(sizes))


def losses_at(
    history: History, chosen: Sequence[Asked], points: Sequence[np.ndarray]
) -> np.ndarray:
    """The loss at each of the points, by the NumPy program of the equations over a grid."""
    values: Arrays = dict(history.parameters)
    for asked, column in zip(chosen, points, strict=True):
        if np.ndim(values[asked.name]) == np.ndim(history.parameters[asked.name]):
            once = np.asarray(values[asked.name])[None]
            values[asked.name] = np.repeat(once, len(column), axis=0)
        place: Any = (slice(None), *(asked.place or ()))
        values[asked.name][place] = column
    step = over_grid(history.step, {asked.name for asked in chosen})
    given = {**data_of(history), **values, **history.states, **history.settings}
    found = NumpyEngine(step).predict(step.loss, given, iteration=history.steps)
    return np.broadcast_to(np.asarray(found), len(points[0]))


def over_grid(step: Step, names: set[str]) -> Step:
    """The forward equations of the loss, where these parameters, and all that depends on them,
    carry the index of a grid first."""
    index = GRID
    while index in step.indexes_of() or index in {d.name for d in step.declared("index")}:
        index += "_"
    wanted, varying = needed(step, step.loss), set(names)
    forward = []
    for equation in step.forward:
        if equation.name in wanted:
            if varying & set(names_read(equation.expression)):
                varying.add(equation.name)
            forward.append(with_index(equation, varying, index))
    declared = [
        replace(d, indexes=(index, *d.indexes)) if d.name in names else d for d in step.declarations
    ]
    return Step(tuple(declared), tuple(forward))


def with_index(equation: Equation, varying: set[str], index: str) -> Equation:
    def change(part: Expression) -> Expression:
        if isinstance(part, Entry):
            return Entry(part.name, (index, *part.indexes)) if part.name in varying else part
        return rebuild(part, change)

    target = change(equation.target)
    assert isinstance(target, Entry)
    return replace(equation, target=target, expression=change(equation.expression), origin=())


def note_of(history: History) -> str:
    count = sum(np.size(value) for value in history.parameters.values())
    others = "" if count == 2 else "; all other parameters as after training"
    return settings_text(history) + others


def draw_contours(axes: Axes, x: np.ndarray, y: np.ndarray, losses: np.ndarray, name: str) -> None:
    """Levels at equal ratios where the loss is positive, else at equal distances."""
    from matplotlib.colors import LogNorm

    finite = losses[np.isfinite(losses)]
    if not finite.size:
        raise WhygradError(f"There is no surface to draw: the {name} is nowhere a finite number.")
    low, high = float(finite.min()), float(finite.max())
    if low == high:
        return
    shown = np.ma.masked_invalid(losses)
    scale = None
    if low > 0:
        levels, scale = np.geomspace(low, high * (1 + 1e-9), LEVELS), LogNorm(low, high)
    else:
        levels = np.linspace(low, high, LEVELS)
    axes.grid(visible=False)
    filled = axes.contourf(x, y, shown, levels=levels, cmap=MAP, norm=scale)
    axes.contour(x, y, shown, levels=levels, colors=INK, linewidths=0.5)
    show_scale(axes, filled, levels[::2], name + (" (logarithmic scale)" if low > 0 else ""))


def show_scale(axes: Axes, filled: QuadContourSet, ticks: np.ndarray, label: str) -> None:
    """The colours with their values, to the right."""
    from matplotlib.ticker import FuncFormatter

    left, bottom, width, height = BOX
    axes.set_position((left, bottom, width - 0.175, height))
    place = axes.figure.add_axes((left + width - 0.155, bottom, 0.022, height))
    digits = next((d for d in range(3, 9) if len({f"{t:.{d}g}" for t in ticks}) == len(ticks)), 9)
    short = FuncFormatter(lambda value, _: plain_number(float(f"{value:.{digits}g}")))
    axes.figure.colorbar(filled, cax=place, ticks=ticks, format=short).minorticks_off()
    place.grid(visible=False)
    place.set_ylabel(label)
    place.tick_params(labelsize=10)


def draw_way(axes: Axes, way: np.ndarray) -> None:
    """The training: a line from a circle to a square."""
    axes.plot(way[:, 0], way[:, 1], color="white", linewidth=4.5)  # seen on dark colours too
    axes.plot(way[:, 0], way[:, 1], color=INK, linewidth=1.8, label="training")
    start = {**HOLLOW, "color": RED, "markersize": 10, "markeredgewidth": 2.5}
    axes.plot(*way[0], label="before", **start)
    axes.plot(*way[-1], label="after", marker="s", linestyle="none", markersize=9, color=GREEN)
