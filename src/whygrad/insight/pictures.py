"""Pictures of a training: actual against predicted, the loss, any other scalar."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from whygrad.insight.canvas import (
    BOX,
    PALE,
    evenly,
    picture,
    show_legend,
    thinned,
    use_log_scale,
    use_whole_numbers,
)
from whygrad.insight.comparison import Comparison, compare
from whygrad.language.messages import WhygradError, counted, listing, nearest
from whygrad.training.arguments import reads_rate
from whygrad.training.history import History
from whygrad.training.optimizers import title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BLUE, RED, GREEN = "#1f5fb4", "#c62828", "#1b7a34"
# each with its own form too, so that they are told apart without colour
ACTUAL: dict[str, Any] = {"color": BLUE, "label": "actual"}
BEFORE: dict[str, Any] = {"color": RED, "label": "predicted before training"}
AFTER: dict[str, Any] = {"color": GREEN, "label": "predicted after training"}
POINTS: dict[str, Any] = {"linestyle": "none", "markeredgewidth": 1.6}
HOLLOW: dict[str, Any] = {"marker": "o", "markerfacecolor": "none", **POINTS}
SQUARES: dict[str, Any] = {"marker": "s", "markerfacecolor": "none", **POINTS}
TRIANGLES: dict[str, Any] = {"marker": "^", **POINTS}
LINES = ((GREEN, "-"), (RED, "--"), (BLUE, ":"), ("#8a5a00", "-."), ("#6a3d9a", "-"))
FEW = 60  # points that are marked one by one
MOST, MOST_NAMES = 2000, 8  # samples that are drawn, classes that are named
UNITS = {"celsius": "°C", "fahrenheit": "°F", "kelvin": "K"}


def draw_before_after(history: History, path: str | Path) -> Path:
    """Actual values, and the predicted ones before and after training.

    They stand over the input where each sample has one number as input, else over the
    number of the sample. With a class for each sample, the probability of the right class is
    drawn; with several other outputs, predicted over actual.
    """
    path = Path(path)
    shown = compare(history)
    if shown.tells_classes:
        title, draw = "The true class, before and after training", draw_classes
    elif shown.actual.shape[1] > 1:
        title, draw = f"{shown.target}: predicted over actual", draw_outputs
    else:
        title = f"{shown.target}: actual and predicted"
        draw = draw_samples if shown.x is None else draw_curve
    with picture(path, title, settings_text(history)) as axes:
        draw(axes, shown)
    return path


def draw_losses(histories: History | Mapping[str, History], path: str | Path) -> Path:
    """The loss in each step; of several runs, each by its label."""
    path = Path(path)
    runs = {"": histories} if isinstance(histories, History) else dict(histories)
    if not runs:
        raise WhygradError("There is no run whose loss could be drawn.")
    losses = {label: run.scalars[run.step.loss] for label, run in runs.items()}
    if not all(map(len, losses.values())):
        raise WhygradError("There is no loss to draw: no step was done.")
    first = next(iter(runs.values()))
    note = settings_text(*runs.values()) + (change_text(losses[""]) if "" in losses else "")
    with picture(path, f"The {first.step.loss} in each step", note) as axes:
        draw_lines(axes, losses)
        axes.set_ylabel(first.step.loss)
        if min(values.min() for values in losses.values()) > 0:
            use_log_scale(axes, np.concatenate(list(losses.values())))
            axes.set_ylabel(f"{first.step.loss} (logarithmic scale)")
    return path


def draw_scalar(history: History, name: str, path: str | Path, *, until: int | None = None) -> Path:
    """A scalar equation in each step; with `until`, only in the steps up to that one."""
    path = Path(path)
    if name not in history.scalars:
        known = history.scalars
        advice = nearest(name, known) or f"Recorded in each step: {listing(known)}."
        raise WhygradError(f"There is no scalar `{name}`.\n{advice}")
    values = history.scalars[name][: None if until is None else until + 1]
    if not len(values):
        raise WhygradError(f"There is no `{name}` to draw: no step was done.")
    title = f"The {name} in each step"
    if len(values) < history.steps:
        title = f"The {name} in the first {len(values):,} of {counted_steps(history)}"
    with picture(path, title, settings_text(history)) as axes:
        draw_lines(axes, {"": values})
        axes.set_ylabel(name)
    return path


def settings_text(*runs: History) -> str:
    """How the runs were trained, in one line: what all of them share."""
    told = [settings_of(run) for run in runs]
    return ", ".join(part for part in told[0] if all(part in other for other in told))


def settings_of(run: History) -> list[str]:
    how = title(run.optimizer).replace("_", " ")
    has_rate = reads_rate(run.step)
    rate = [f"learning rate {plain_number(run.learning_rate)}"] if has_rate else []
    return [f"{counted_steps(run)} of {how}", *rate, f"seed {run.seed}"]


def change_text(values: np.ndarray) -> str:
    return f": from {values[0]:,.4g} to {values[-1]:,.4g}"


def plain_number(value: float) -> str:
    """Written out, where that is short: 0.00003, not 3e-05."""
    if value and not 1e-7 <= abs(value) < 1e7:
        return f"{value:g}"
    return str(np.format_float_positional(value, trim="-"))


def counted_steps(history: History) -> str:
    return counted(history.steps, "step").replace(str(history.steps), f"{history.steps:,}")


def with_unit(name: str) -> str:
    """A quantity's name, with its unit where the name tells one."""
    return f"{name} ({UNITS[name]})" if name in UNITS else name


def draw_curve(axes: Axes, shown: Comparison) -> None:
    """Over the one input: circles for what is, lines for what is predicted."""
    assert shown.x is not None
    order = np.argsort(shown.x, kind="stable")
    x = shown.x[order]
    few = order[evenly(len(order), MOST if len(set(x)) < len(x) else FEW)]
    size = 6 if len(few) <= FEW else 3
    axes.plot(shown.x[few], shown.actual[few, 0], markersize=size, **HOLLOW, **ACTUAL)
    axes.plot(x, shown.before[order, 0], linestyle="--", **BEFORE)
    axes.plot(x, shown.after[order, 0], **AFTER)
    axes.set_xlabel(with_unit(shown.input_name))
    axes.set_ylabel(with_unit(shown.target))
    show_legend(axes)


def draw_samples(axes: Axes, shown: Comparison) -> None:
    """Sample by sample, for one output; many samples in the order of their actual values."""
    many = shown.samples > FEW
    places = evenly(shown.samples, MOST)
    few = np.argsort(shown.actual[:, 0], kind="stable")[places] if many else places
    size, actual = (4, {"zorder": 3}) if many else (10, {"markersize": 13, **HOLLOW})
    axes.plot(places, shown.actual[few, 0], **actual, **ACTUAL)
    axes.plot(places, shown.before[few, 0], markersize=size, **SQUARES, **BEFORE)
    axes.plot(places, shown.after[few, 0], markersize=size, **TRIANGLES, **AFTER)
    use_whole_numbers(axes)
    axes.margins(x=0.1 if len(few) <= 10 else 0.03, y=0.08)
    label_samples(axes, shown, len(few))
    axes.set_ylabel(with_unit(shown.target))
    show_legend(axes)


def label_samples(axes: Axes, shown: Comparison, drawn: int) -> None:
    """What stands along x; of few samples with few inputs these too."""
    label = "number of the sample, from 0"
    if shown.samples > FEW:
        label = f"samples, in the order of their actual {shown.target}"
    if drawn < shown.samples:
        label += f" ({drawn:,} of {shown.samples:,} are drawn)"
    elif drawn <= 8 and shown.inputs is not None and shown.inputs.shape[1] <= 3:
        rows = [", ".join(f"{value:.3g}" for value in row) for row in shown.inputs]
        axes.set_xticks(range(drawn), [f"{i}\n({row})" for i, row in enumerate(rows)])
        label += f", and its {shown.input_name}"
        left, bottom, width, height = BOX
        axes.set_position((left, bottom + 0.04, width, height - 0.04))  # for the second line
    axes.set_xlabel(label)


def draw_outputs(axes: Axes, shown: Comparison) -> None:
    """Predicted over actual: what is right lies on the line."""
    actual = shown.actual.ravel()
    few = evenly(len(actual), MOST)
    ends = [actual.min(), actual.max()]
    axes.plot(ends, ends, **ACTUAL)
    axes.plot(actual[few], shown.before.ravel()[few], markersize=5, **SQUARES, **BEFORE)
    axes.plot(actual[few], shown.after.ravel()[few], markersize=5, **TRIANGLES, **AFTER)
    axes.set_xlabel(f"{with_unit(shown.target)}, actual")
    axes.set_ylabel(f"{shown.prediction}, predicted")
    show_legend(axes)


def draw_classes(axes: Axes, shown: Comparison) -> None:
    """What the network gives each sample's own class, the samples class by class."""
    own = shown.actual.argmax(axis=1)
    order = np.argsort(own, kind="stable")
    order = order[evenly(len(order), MOST)]
    before, after = (np.take_along_axis(p, own[:, None], 1)[order, 0] for p in
                     (shown.before, shown.after))  # fmt: skip
    size = 5 if len(order) <= 300 else 3
    places = np.arange(len(order))
    if shown.tells_probabilities:
        axes.axhline(1, label="actual", color=BLUE)
    axes.plot(places, before, markersize=size, **SQUARES, **BEFORE)
    axes.plot(places, after, markersize=size, **TRIANGLES, **AFTER)
    mark_classes(axes, own[order], shown)
    kind = "probability" if shown.tells_probabilities else shown.prediction
    axes.set_ylabel(f"{kind} of the true class")
    show_legend(axes)


def mark_classes(axes: Axes, own: np.ndarray, shown: Comparison) -> None:
    """The classes' names below their samples, and lines between them."""
    classes, first, counts = np.unique(own, return_index=True, return_counts=True)
    names = [shown.categories[c] if shown.categories else f"{shown.target} {c}" for c in classes]
    named = evenly(len(names), MOST_NAMES)
    axes.set_xticks((first + (counts - 1) / 2)[named], [names[place] for place in named])
    axes.tick_params(axis="x", length=0)
    axes.grid(visible=False, axis="x")
    for place in first[1:]:
        axes.axvline(place - 0.5, color=PALE, linewidth=1)
    axes.set_xlabel("samples, class by class")


def draw_lines(axes: Axes, series: Mapping[str, np.ndarray]) -> None:
    """Each series over the number of the step."""
    for position, (label, values) in enumerate(series.items()):
        steps, shown = thinned(values)
        color, dash = LINES[position % len(LINES)]
        mark = "o" if len(steps) <= FEW and len(series) == 1 else None
        axes.plot(steps, shown, color=color, linestyle=dash, marker=mark, label=label or None)
    use_whole_numbers(axes)
    axes.set_xlabel("number of the step, from 0")
    if any(series):
        show_legend(axes)
