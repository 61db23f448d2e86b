"""A model card in Markdown: what a trained model is for, what it was made of, and its limits.

Every figure is read from the run or computed from it; what is not known is not said.
"""

from __future__ import annotations

import hashlib
import platform
from pathlib import Path

import numpy as np

from whygrad.calculus.dependence import find_prediction
from whygrad.insight.card_data import MOST_SHOWN, data_lines, shape_text
from whygrad.insight.comparison import compare
from whygrad.insight.markdown import Row, code, fenced, plain, table
from whygrad.insight.measurement import measure
from whygrad.insight.rounding import figure
from whygrad.language.messages import WhygradError, counted
from whygrad.language.notation import entry_text
from whygrad.training import files
from whygrad.training.arguments import reads_rate
from whygrad.training.data import form
from whygrad.training.files.records import own_text
from whygrad.training.history import Arrays, History
from whygrad.training.measurements import Measurement
from whygrad.training.optimizers import title
from whygrad.training.prediction import needed_data
from whygrad.training.replay import classes
from whygrad.version import __version__

ENDINGS = {
    "finished": "all steps were made",
    "converged": "nothing was left to gain",
    "interrupted": "a person stopped it",
    "patience": "stopped early: the validation had found no new best value",
    "callback": "the training program stopped it",
}
UNSEEN = (
    "Every figure above was measured on samples that the training itself used. How the model"
    " does on others was not measured."
)
BEYOND = "Inputs outside the ranges under Data were not seen in the training."
UNKNOWN = "Which inputs the training saw is not known here: the model does not hold its data."
STOPPED_BY = (
    "The samples held out also said when to stop, so that figures on new ones may be less good."
)


def card(history: History, file: str | Path | None = None) -> str:
    """The card; `file` is the model file that holds the run, if the card is to describe it."""
    target = goal_of(history)
    sections = {
        "Task": task_lines(history, target),
        "Data": data_lines(history),
        "Equations": fenced(own_text(history.step)),
        "Parameters": parameter_lines(history),
        "Training": training_lines(history),
        "Figures": figure_lines(history),
        "Limits": limit_lines(history),
        "Origin": origin_lines(history, file),
    }
    title = f"Model card: {code(Path(file).name)}" if file else "Model card"
    parts = [f"# {title}"]
    parts += [f"## {name}\n\n" + "\n".join(lines) for name, lines in sections.items()]
    return "\n\n".join(parts) + "\n"


def goal_of(history: History) -> str | None:
    """The data that the predictions should be like, where they are there to tell."""
    try:
        return compare(history).target
    except WhygradError:
        return None


def task_lines(history: History, target: str | None) -> list[str]:
    step = history.step
    name = find_prediction(step)
    if name is None:
        return ["The equations do not say what to predict."]
    axes = step.indexes_of()
    given = ", ".join(code(entry_text(n, axes[n])) for n in needed_data(step, name))
    text = f"Predicts {code(entry_text(name, axes[name]))} from {given or 'no data'}"
    if target is not None:
        text += f", trained against {code(entry_text(target, axes[target]))}"
    lines = [f"{text}."]
    if told := classes(history, name):
        lines.append(f"It tells classes apart: {', '.join(map(code, told))}.")
    return lines


def parameter_lines(history: History) -> list[str]:
    rows = [
        (code(form(line)), shape_text(value), str(np.size(value)))
        for line in history.step.parameters
        for value in [history.parameters[line.name]]
    ]
    total = sum(int(np.size(value)) for value in history.parameters.values())
    return [*table(("parameter", "shape", "numbers"), rows), "", f"{counted(total, 'number')}."]


def training_lines(history: History) -> list[str]:
    rows = [
        ("optimizer", code(title(history.optimizer))),
        *([("learning rate", f"{history.learning_rate:g}")] if reads_rate(history.step) else []),
        ("steps", f"{history.steps:,}"),
        ("samples of a step", batch_text(history)),
        *held_rows(history),
        ("seed", str(history.seed)),
        ("type of numbers", history.dtype),
        ("engine", f"{history.engine} ({plain(history.engine_reason)})"),
        ("end", plain(ENDINGS.get(history.ending, history.ending))),
    ]
    rows += [(f"setting {code(name)}", f"{value:g}") for name, value in history.settings.items()]
    lines = table(("", "value"), rows)
    if "=" in history.optimizer:
        lines += ["", "The update of each parameter:", "", *fenced(history.optimizer)]
    return lines


def held_rows(history: History) -> list[Row]:
    """What the training was validated on, if on anything."""
    held = history.validation
    if held is None:
        return []
    share = "data of their own" if held.share is None else f"a share of {held.share:g}"
    return [("held out", share)]


def batch_text(history: History) -> str:
    if history.batch is None:
        return "all"
    order = "shuffled in each epoch" if history.shuffle else "in the order of the data"
    return f"{history.batch:,}, {order}"


def figure_lines(history: History) -> list[str]:
    lines = table(("in the training", "first step", "last step"), ends_of(history.scalars))
    if history.validation is not None:
        looks = ends_of(history.validation.scalars)
        lines += ["", *table(("on samples held out", "first look", "last look"), looks)]
    try:
        found = history.measured or measure(history)
    except WhygradError as error:
        reason = str(error).splitlines()[0]
        return [*lines, "", f"Predictions were not measured: {plain(reason)}"]
    return [*lines, "", *measurement_lines(found)]


def ends_of(scalars: Arrays) -> list[Row]:
    return [
        (code(name), figure(float(values[0])), figure(float(values[-1])))
        for name, values in scalars.items()
        if len(values)
    ]


def measurement_lines(found: Measurement) -> list[str]:
    """The figures, and the confusion table where there are not too many classes."""
    rows = [
        (f"{plain(s.name)} ({plain(s.what)})", *map(figure, (s.before, s.after)))
        for s in found.scores
    ]
    where = "held out" if found.is_held_out else "of the training"
    lines = table(
        (f"predictions for {counted(found.samples, 'sample')} {where}", "before", "after training"),
        rows,
    )
    if found.confusion is None or len(found.classes) > MOST_SHOWN:
        return lines
    names = [code(name) for name in found.classes]
    counts = [(name, *map(str, row)) for name, row in zip(names, found.confusion, strict=True)]
    return [*lines, "", *table(("actual class, predicted as", *names), counts)]


def limit_lines(history: History) -> list[str]:
    lines = [] if history.validation is not None else [UNSEEN]
    lines.append(UNKNOWN if history.data is None else BEYOND)
    if history.validation is not None and history.validation.patience is not None:
        lines.append(STOPPED_BY)
    if history.step.declared("draw"):
        lines.append("A prediction takes the mean of what the training drew at random.")
    if history.stopped is not None:
        lines.append(plain(str(history.stopped)))
    return [f"- {line}" for line in lines]


def origin_lines(history: History, file: str | Path | None) -> list[str]:
    versions = {
        "whygrad": __version__,
        "numpy": np.__version__,
        "python": platform.python_version(),
    }
    rows: list[Row] = []
    if file is not None:
        versions = files.describe(file)
        with Path(file).open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
            size = opened.tell()
        rows += [("model file", code(Path(file).name)), ("bytes", f"{size:,}")]
        rows += [("SHA-256", code(digest))]
        rows += [("format", plain(versions["format_version"]))]
    made = ((name, plain(versions[key])) for name, key in VERSIONS.items() if key in versions)
    return table(("", "value"), [*rows, *made])


VERSIONS = {"whygrad": "whygrad", "NumPy": "numpy", "Python": "python"}
