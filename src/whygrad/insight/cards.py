"""A model card in Markdown: what a trained model is for, what it was made of, and its limits.

Every figure is read from the run or computed from it; what is not known is not said.
"""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from whygrad.calculus.dependence import find_prediction
from whygrad.insight.comparison import Comparison, compare
from whygrad.insight.rounding import figure
from whygrad.insight.scores import scores
from whygrad.language.equations import Declaration
from whygrad.language.messages import WhygradError, counted
from whygrad.language.notation import entry_text
from whygrad.training import files
from whygrad.training.data import data_hash, form
from whygrad.training.files.records import own_text
from whygrad.training.history import History
from whygrad.training.prediction import needed_data
from whygrad.training.replay import classes
from whygrad.version import __version__

ENDINGS = {
    "finished": "all steps were made",
    "interrupted": "a person stopped it",
    "patience": "stopped early: the validation loss had found no new best value",
    "callback": "the training program stopped it",
}
UNSEEN = (
    "Every figure above was measured on samples that the training itself used. How the model"
    " does on others was not measured."
)
Row = tuple[str, ...]


def card(history: History, file: str | Path | None = None) -> str:
    """The card; `file` is the model file that holds the run, if the card is to describe it."""
    found, reason = comparison_of(history)
    sections = {
        "Task": task_lines(history, found),
        "Data": data_lines(history, found),
        "Equations": fenced(own_text(history.step)),
        "Parameters": parameter_lines(history),
        "Training": training_lines(history),
        "Figures": figure_lines(history, found, reason),
        "Limits": limit_lines(history),
        "Origin": origin_lines(history, file),
    }
    title = f"Model card: {code(Path(file).name)}" if file else "Model card"
    parts = [f"# {title}"]
    parts += [f"## {name}\n\n" + "\n".join(lines) for name, lines in sections.items()]
    return "\n\n".join(parts) + "\n"


def comparison_of(history: History) -> tuple[Comparison | None, str]:
    """Predictions beside what they should be, or why there is nothing to compare."""
    try:
        return compare(history), ""
    except WhygradError as error:
        return None, str(error).splitlines()[0]


def task_lines(history: History, found: Comparison | None) -> list[str]:
    step = history.step
    name = find_prediction(step)
    if name is None:
        return ["The equations do not say what to predict."]
    axes = step.indexes_of()
    given = ", ".join(code(entry_text(n, axes[n])) for n in needed_data(step, name))
    text = f"Predicts {code(entry_text(name, axes[name]))} from {given or 'no data'}"
    if found is not None:
        text += f", trained against {code(entry_text(found.target, axes[found.target]))}"
    lines = [f"{text}."]
    if told := classes(history, name):
        lines.append(f"It tells classes apart: {', '.join(map(code, told))}.")
    return lines


def data_lines(history: History, found: Comparison | None) -> list[str]:
    rows = [data_row(history, line, found) for line in history.step.data]
    lines = table(("quantity", "shape", "columns", "values"), rows) if rows else ["No data."]
    digest = history.data_hash or (data_hash(history.data) if history.data else "")
    return [*lines, "", f"SHA-256 of the data as they were used: {code(digest)}."]


def data_row(history: History, line: Declaration, found: Comparison | None) -> Row:
    columns = history.columns.get(line.name, ())
    named = ", ".join(code(column.name) for column in columns)
    if history.data is None:
        return code(form(line)), "", named, "the model does not hold them"
    values = np.asarray(history.data[line.name])
    span = f"{figure(float(values.min()))} to {figure(float(values.max()))}"
    return code(form(line)), shape_text(values), named, span


def shape_text(values: Any) -> str:
    return " x ".join(map(str, np.shape(values))) or "scalar"


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
        ("optimizer", code(history.optimizer)),
        ("learning rate", f"{history.learning_rate:g}"),
        ("steps", f"{history.steps:,}"),
        ("samples of a step", "all" if history.batch is None else f"{history.batch:,}"),
        ("seed", str(history.seed)),
        ("type of numbers", history.dtype),
        ("engine", f"{history.engine} ({plain(history.engine_reason)})"),
        ("end", plain(ENDINGS.get(history.ending, history.ending))),
    ]
    rows += [(f"setting {code(name)}", f"{value:g}") for name, value in history.settings.items()]
    return table(("", "value"), rows)


def figure_lines(history: History, found: Comparison | None, reason: str) -> list[str]:
    scalars = [
        (code(name), figure(float(values[0])), figure(float(values[-1])))
        for name, values in history.scalars.items()
        if len(values)
    ]
    lines = table(("in the training", "first step", "last step"), scalars)
    if history.validation is not None:
        looks = [
            (code(name), figure(float(values[0])), figure(float(values[-1])))
            for name, values in history.validation.scalars.items()
            if len(values)
        ]
        lines += ["", *table(("on samples held out", "first look", "last look"), looks)]
    if found is None:
        return [*lines, "", f"Predictions were not measured: {plain(reason)}"]
    measured = scores(found, classes(history, found.prediction))
    rows = [(f"{s.name} ({s.what})", figure(s.before), figure(s.after)) for s in measured]
    head = (f"predictions for {counted(found.samples, 'sample')}", "before", "after training")
    return [*lines, "", *table(head, rows)]


def limit_lines(history: History) -> list[str]:
    lines = [] if history.validation is not None else [UNSEEN]
    lines.append("Inputs outside the ranges under Data were not seen in the training.")
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


def table(head: Row, rows: Iterable[Row]) -> list[str]:
    """A table of Markdown, its columns aligned in the text as well."""
    every = [head, *rows]
    widths = [max(len(row[k]) for row in every) for k in range(len(head))]

    def line(row: Row) -> str:
        cells = (f"{cell:{width}}" for cell, width in zip(row, widths, strict=True))
        return f"| {' | '.join(cells)} |"

    return [
        line(head),
        f"|{'|'.join('-' * (width + 2) for width in widths)}|",
        *map(line, every[1:]),
    ]


def code(text: str) -> str:
    """Text as code within a line; whatever stands in it stays text."""
    one = " ".join(text.split()) or " "
    marks = "`" * (longest_run(one) + 1)
    gap = " " if "`" in (one[0], one[-1]) else ""
    return f"{marks}{gap}{one}{gap}{marks}".replace("|", "\\|")


def plain(text: str) -> str:
    """Text in a line of Markdown, in which nothing is a mark of it but `code`."""
    one = " ".join(text.split())
    return re.sub(r"([\\|<>*_\[\]#])", r"\\\1", one)


def fenced(text: str) -> list[str]:
    fence = "`" * max(3, longest_run(text) + 1)
    return [fence + "text", *text.strip("\n").splitlines(), fence]


def longest_run(text: str) -> int:
    """How many backticks stand in a row at most."""
    return max(map(len, re.findall("`+", text)), default=0)
