"""One picture: its style, its title, its axes, and saving it whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from whygrad.language.messages import WhygradError
from whygrad.training.files import check_target, write

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SUFFIXES = (".png", ".svg")
INK, PALE = "#222222", "#555555"
STYLE = {
    "axes.edgecolor": PALE,
    "axes.grid": True,
    "axes.labelcolor": INK,
    "axes.labelsize": 12,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "figure.facecolor": "white",  # never transparent: dark pages would swallow the letters
    "font.size": 12,
    "grid.color": "#dddddd",
    "legend.fontsize": 12,
    "lines.linewidth": 2,
    "svg.hashsalt": "whygrad",  # the same picture has the same bytes
    "xtick.color": INK,
    "ytick.color": INK,
}
BOX = (0.128, 0.14, 0.842, 0.63)  # of the axes in the picture: left, bottom, width, height
LEGEND_WIDTH, SIGN_WIDTH = 80, 8  # letters that fit above the axes, and that a sign takes


@contextmanager
def picture(path: Path, title: str, note: str) -> Iterator[Axes]:
    """Axes to draw on; the picture is saved when the block ends well.

    The user's own Matplotlib settings neither change the picture nor are changed by it.
    Raises `WhygradError` for a suffix or a place that cannot be used.
    """
    check_suffix(path)
    check_target(path, force=True)
    from matplotlib import style
    from matplotlib.figure import Figure

    # the ticks of an axis may lie beyond the largest number
    with style.context(["default", STYLE]), np.errstate(over="ignore"):
        figure = Figure(figsize=(8, 5), dpi=100)
        axes = figure.add_axes(BOX)
        axes.set_axisbelow(True)
        figure.text(0.022, 0.947, title, fontsize=15, weight="bold", color=INK, va="center")
        figure.text(0.022, 0.888, note, fontsize=11, color=PALE, va="center")
        yield axes
        if axes.get_legend() is None:
            left, bottom, width, height = axes.get_position().bounds
            axes.set_position((left, bottom, width, height + 0.06))
        write(path, rendered(figure, title, path.suffix.lower()[1:]), force=True)


def check_suffix(path: Path) -> None:
    if path.suffix.lower() not in SUFFIXES:
        raise WhygradError(f"{path}: a picture ends in .png or .svg.")


def rendered(figure: Figure, title: str, form: str) -> bytes:
    """The file's bytes, with the title for those who cannot see it and without a date."""
    metadata = {"Title": title, **({"Date": None} if form == "svg" else {})}
    buffer = io.BytesIO()
    figure.savefig(buffer, format=form, metadata=metadata)
    return buffer.getvalue()


def thinned(values: np.ndarray, most: int = 4000) -> tuple[np.ndarray, np.ndarray]:
    """Positions and values for a line: of many the least and the greatest of each stretch."""
    count = len(values)
    if count <= most:
        return np.arange(count), values
    starts = np.linspace(0, count, most // 2 + 1).astype(int)
    chosen = {0, count - 1}
    for first, last in pairwise(starts):
        stretch = values[first:last]
        chosen |= {first + int(np.argmin(stretch)), first + int(np.argmax(stretch))}
    positions = np.array(sorted(chosen))
    return positions, values[positions]


def evenly(count: int, most: int) -> np.ndarray:
    """The positions of at most so many of `count` things, each as far from the next."""
    return np.arange(0, count, max(1, -(-count // most)))


def use_log_scale(axes: Axes, values: np.ndarray) -> None:
    """A logarithmic y axis with numbers as people write them."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    low, high = np.log10(values.min()), np.log10(values.max())
    margin = 0.05 * (high - low) or 0.5
    axes.set_ylim(10.0 ** max(low - margin, -307), 10.0 ** min(high + margin, 308))
    axes.set_yscale("log")
    plain = FuncFormatter(lambda value, _: f"{value:,.15g}" if value >= 1e-4 else f"{value:g}")
    axes.yaxis.set_major_formatter(plain)
    axes.yaxis.set_minor_formatter(NullFormatter())
    if values.max() < 1000 * values.min():  # too few powers of ten to read by
        axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))


def use_whole_numbers(axes: Axes) -> None:
    """Whole numbers along x, with separated thousands."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(8, integer=True, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))


def show_legend(axes: Axes) -> None:
    """In a row above the axes, where it hides no point; of many series inside."""
    series, labels = axes.get_legend_handles_labels()
    above = sum(len(label) + SIGN_WIDTH for label in labels) <= LEGEND_WIDTH
    places = {"loc": "lower left", "bbox_to_anchor": (-0.014, 1.0), "ncols": len(series)}
    axes.legend(frameon=not above, **(places if above else {"loc": "best"}))
