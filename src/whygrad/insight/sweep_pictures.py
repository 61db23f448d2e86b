"""Pictures of a sweep: the final loss over what was swept, the diverging part marked."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from whygrad.insight.canvas import BOX, INK, PALE, evenly, picture, show_legend, use_log_scale
from whygrad.insight.pictures import BLUE, FEW, GREEN, RED
from whygrad.language.equations import LEARNING_RATE
from whygrad.language.messages import WhygradError, counted
from whygrad.training.sweeps import SEED, Trials

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import QuadMesh

HATCH = "////"
HATCHED: dict[str, Any] = {"facecolor": "#f6e3e3", "edgecolor": RED, "hatch": HATCH, "linewidth": 0}
MISSING: dict[str, Any] = {"facecolor": "#eeeeee", "edgecolor": PALE, "hatch": "..", "linewidth": 0}
SPREAD = 10.0  # a curve over a wider range of values gets a logarithmic axis
ABOVE = 10.0  # times the loss before training; what ended higher lies beyond the picture
MOST_TICKS = 7


def draw_sweep(trials: Trials, path: str | Path) -> Path:
    """The final loss over one swept value as a curve, over two or more as a map.

    Over seeds a curve shows the median and the range, a map the median; of a third swept
    value and more a map shows the lowest loss.
    """
    path = Path(path)
    if not trials.done.any():
        raise WhygradError("There is nothing to draw: no run was made.")
    names = [name for name in trials.axes if name != SEED]
    long = [name for name in names if len(trials.axes[name]) > 1] or names[:1]
    title = f"The {trials.step.loss} after training"
    with picture(path, title, note_of(trials, long)) as axes:
        if not long:
            draw_seeds(axes, trials)
        elif len(long) == 1:
            draw_curve(axes, trials, long[0])
        else:
            draw_map(axes, trials, long)
    return path


def note_of(trials: Trials, long: list[str]) -> str:
    """How the runs were trained, and the lowest loss."""
    steps = trials.arguments["steps"]
    how = trials.arguments["optimizer"].replace("_", " ")
    parts = [f"{counted(steps, 'step').replace(str(steps), f'{steps:,}')} of {how}"]
    seeds = len(trials.axes.get(SEED, [0]))
    if seeds > 1 and long:
        parts.append(f"median{'' if len(long) > 1 else ' and range'} of {seeds} seeds")
    if len(long) > 2:
        parts.append(f"lowest over {' and '.join(spoken(name) for name in long[2:])}")
    best = trials.best
    if best is None:
        return "; ".join([*parts, "no run ended with a finite loss"])
    where = ""  # a map shows it
    if len(long) < 2:
        name = long[0] if long else SEED
        value = rounded(trials.choice(best)[name])
        where = f" at {value}" if long else f" at seed {value}"
    return "; ".join([*parts, f"lowest {trials.losses[best]:.4g}{where}"])


def spoken(name: str) -> str:
    """A swept name as words."""
    return "learning rate" if name == LEARNING_RATE else name


def rounded(value: float) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def arranged(trials: Trials, long: list[str]) -> np.ndarray:
    """The final losses with the named axes first and in order of their values, all others last."""
    names = list(trials.axes)
    first = [names.index(name) for name in long]
    rest = [place for place in range(len(names)) if place not in first]
    losses = trials.losses.transpose([*first, *rest])
    for place, name in enumerate(long):
        losses = losses.take(np.argsort(trials.axes[name], kind="stable"), axis=place)
    return losses


def median(values: np.ndarray) -> float:
    """Of the runs that were made; one that diverged counts as higher than all others."""
    made = np.sort(values[~np.isnan(values)].astype("float64"))
    if not len(made):
        return np.nan
    low, high = made[(len(made) - 1) // 2], made[len(made) // 2]
    return float(low / 2 + high / 2)


# ---- a curve


def draw_curve(axes: Axes, trials: Trials, name: str) -> None:
    """The final loss over one value: the median and the range, where there are several seeds."""
    x = np.sort(trials.axes[name])
    losses = arranged(trials, [name]).reshape(len(x), -1)
    seeds = losses.shape[1]
    middle = np.array([median(row) for row in losses])
    before, ceiling = set_heights(axes, trials, middle)
    set_widths(axes, x)
    if seeds > 1:
        draw_range(axes, x, losses, ceiling)
    mark = "o" if len(x) <= FEW else None
    label = "median" if seeds > 1 else "after training"
    drawn = np.where(np.isfinite(middle), middle, np.nan)
    axes.plot(x, drawn, color=GREEN, marker=mark, markersize=5, label=label)
    axes.axhline(before, color=BLUE, linestyle=":", label="before training")
    mark_diverged(axes, x, losses)
    axes.set_xlabel(spoken(name))
    show_legend(axes)


def draw_range(axes: Axes, x: np.ndarray, losses: np.ndarray, ceiling: float) -> None:
    """A band from the lowest to the highest of the runs that were made, cut at the ceiling."""
    some = np.isfinite(losses).any(axis=1)
    cut = np.minimum(losses, ceiling)
    lowest, highest = np.fmin.reduce(cut, axis=1), np.fmax.reduce(cut, axis=1)
    axes.fill_between(x, lowest, highest, where=some, color=GREEN, alpha=0.2, linewidth=0)


def set_heights(axes: Axes, trials: Trials, middle: np.ndarray) -> tuple[float, float]:
    """The y axis; the loss before training, and the highest loss that the picture holds."""
    first = trials.first_losses[np.isfinite(trials.first_losses)]
    finite = trials.losses[np.isfinite(trials.losses)]
    before = median(first) if len(first) else float("nan")
    values = np.concatenate([finite, middle[np.isfinite(middle)], first]).astype("float64")
    values = values[values <= ABOVE * before] if len(first) and before > 0 else values
    loss = trials.step.loss
    axes.set_ylabel(f"{loss} in the last step")
    if len(values) and values.min() > 0:
        use_log_scale(axes, np.append(values, before))
        axes.set_ylabel(f"{loss} in the last step (logarithmic scale)")
    elif len(values):
        low, high = values.min(), values.max()
        margin = 0.05 * (high - low) or 0.5
        axes.set_ylim(low - margin, high + margin)
    return before, axes.get_ylim()[1]


def set_widths(axes: Axes, x: np.ndarray) -> None:
    """The x axis: logarithmic for values of several powers of ten."""
    from matplotlib.ticker import FuncFormatter, NullFormatter

    if x.min() > 0 and x.max() >= SPREAD * x.min():
        axes.set_xscale("log")
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    edges = edges_of(axes, x)
    axes.set_xlim(edges[0], edges[-1])


def edges_of(axes: Axes, x: np.ndarray) -> np.ndarray:
    """Borders between the values, in the middle as the picture shows it."""
    if len(x) == 1:
        return np.array([x[0] - 0.5, x[0] + 0.5])
    is_log = axes.get_xscale() == "log"
    places = np.log(x) if is_log else x
    between = (places[1:] + places[:-1]) / 2
    ends = 1.5 * places[[0, -1]] - 0.5 * places[[1, -2]]
    edges = np.array([ends[0], *between, ends[1]])
    return np.exp(edges) if is_log else edges


def mark_diverged(axes: Axes, x: np.ndarray, losses: np.ndarray) -> None:
    """A hatched part where every run diverged, crosses above the values where some did."""
    edges = edges_of(axes, x)
    made, lost = ~np.isnan(losses), np.isinf(losses)
    every = made.any(axis=1) & (lost.sum(axis=1) == made.sum(axis=1))
    some = lost.any(axis=1) & ~every
    parts = [list(part) for is_every, part in groupby(range(len(x)), every.__getitem__) if is_every]
    for number, part in enumerate(parts):
        axes.axvspan(edges[part[0]], edges[part[-1] + 1], zorder=0.8,
                     label="_" if number else "diverged", **HATCHED)  # fmt: skip
    if some.any():
        axes.plot(x[some], np.full(some.sum(), 0.97), "x", color=RED, markeredgewidth=1.6,
                  transform=axes.get_xaxis_transform(), label="some diverged")  # fmt: skip


def draw_seeds(axes: Axes, trials: Trials) -> None:
    """Each seed's final loss; a cross at the top is one that diverged."""
    seeds = trials.axes[SEED]
    losses = trials.losses.reshape(len(seeds), -1)[:, 0].astype("float64")
    before, _ = set_heights(axes, trials, losses)
    axes.plot(seeds, np.where(np.isfinite(losses), losses, np.nan), "o", color=GREEN,
              markersize=5, label="after training")  # fmt: skip
    axes.axhline(before, color=BLUE, linestyle=":", label="before training")
    lost = np.isinf(losses)
    if lost.any():
        axes.plot(seeds[lost], np.full(lost.sum(), 0.97), "x", color=RED, markeredgewidth=1.6,
                  transform=axes.get_xaxis_transform(), label="diverged")  # fmt: skip
    axes.set_xlabel("seed")
    show_legend(axes)


# ---- a map


def draw_map(axes: Axes, trials: Trials, long: list[str]) -> None:
    """The loss as a colour over two values, hatched where the runs diverged."""
    seeded = [SEED] if SEED in trials.axes else []
    losses = arranged(trials, [*long[:2], *long[2:], *seeded])
    if seeded:  # the axes left over have one value each
        losses = losses.reshape(*losses.shape[: len(long) + 1])
        losses = np.apply_along_axis(median, -1, losses)
    losses = losses.reshape(*losses.shape[:2], -1).astype("float64")
    cells = np.where(np.isnan(losses), np.inf, losses).min(axis=-1)
    cells[np.isnan(losses).all(axis=-1)] = np.nan
    mesh = color_cells(axes, trials, cells.T)
    mark_cells(axes, cells.T, "lowest median" if seeded else "lowest")
    label_values(axes, trials, long)
    axes.grid(visible=False)
    show_legend(axes)
    if mesh is not None:
        show_scale(axes, mesh, trials.step.loss)


def color_cells(axes: Axes, trials: Trials, cells: np.ndarray) -> QuadMesh | None:
    """The finite cells; None where there are none."""
    from matplotlib.colors import LogNorm, Normalize

    finite = cells[np.isfinite(cells)]
    axes.set_xlim(-0.5, cells.shape[1] - 0.5)
    axes.set_ylim(-0.5, cells.shape[0] - 0.5)
    if not len(finite):
        return None
    first = trials.first_losses[np.isfinite(trials.first_losses)]
    low, high = finite.min(), max(finite.min(), min(finite.max(), ABOVE * median(first)))
    scale = LogNorm if 0 < low < high / SPREAD else Normalize
    shown = np.ma.masked_invalid(cells)
    places = (np.arange(length + 1) - 0.5 for length in cells.shape[::-1])
    return axes.pcolormesh(*places, shown, norm=scale(low, high), cmap="cividis", zorder=1)


def mark_cells(axes: Axes, cells: np.ndarray, lowest: str) -> None:
    """Hatched where runs diverged, dotted where none was made, a star on the lowest."""
    hatch_cells(axes, np.isinf(cells), "diverged", HATCHED)
    hatch_cells(axes, np.isnan(cells), "not run", MISSING)
    if np.isfinite(cells).any():
        y, x = np.unravel_index(np.nanargmin(cells), cells.shape)
        axes.plot(x, y, "*", color="white", markeredgecolor=INK, markersize=17, label=lowest)


def hatch_cells(axes: Axes, wanted: np.ndarray, label: str, style: dict[str, Any]) -> None:
    """Every wanted cell, neighbours in a row as one."""
    for y, row in enumerate(wanted):
        parts = [list(part) for is_in, part in groupby(range(len(row)), row.__getitem__) if is_in]
        if parts:
            bars = [(part[0] - 0.5, len(part)) for part in parts]
            axes.broken_barh(bars, (y - 0.5, 1), label=label, zorder=2, **style)
            label = "_"  # the legend names it once


def label_values(axes: Axes, trials: Trials, long: list[str]) -> None:
    """The values below their columns and beside their rows, of many some."""
    for name, axis in zip(long, (axes.xaxis, axes.yaxis), strict=False):
        values = np.sort(trials.axes[name])
        places = evenly(len(values), MOST_TICKS)
        axis.set_ticks(places, [rounded(float(values[place])) for place in places])
        axis.set_label_text(spoken(name))


def show_scale(axes: Axes, mesh: QuadMesh, loss: str) -> None:
    """The colours' meaning, in a bar beside the map."""
    left, bottom, width, height = BOX
    axes.set_position((left, bottom, width - 0.14, height))
    figure = axes.get_figure()
    assert figure is not None
    place = figure.add_axes((left + width - 0.115, bottom, 0.022, height))
    place.grid(visible=False)
    bar = figure.colorbar(mesh, cax=place, extend="max")
    bar.set_label(f"{loss} in the last step")
