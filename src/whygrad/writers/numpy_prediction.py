"""A trained prediction as a NumPy file: the parameters, and a function that reads them."""

from __future__ import annotations

from typing import Any

import numpy as np

from whygrad.language.notation import entry_text
from whygrad.writers.arrays import NUMPY, Arrays
from whygrad.writers.assembly import Context, Line, function, join_blocks
from whygrad.writers.layout import comment, docstring, give, sequence
from whygrad.writers.literals import literal_lines
from whygrad.writers.numpy import NumpyStyle
from whygrad.writers.outline import Function
from whygrad.writers.prediction import Trained
from whygrad.writers.raw_rows import NAMES, row_blocks
from whygrad.writers.wrapping import TAB

TITLE = """A trained neural network in NumPy, written by whygrad from its equations.

{call} gives {quantity}."""
ENCODED = """
Of rows of a table, as csv.DictReader gives them: predict(*encoded(rows))."""


class Float32(Arrays):
    """NumPy, whose arrays are made in single precision."""

    maker = "np.float32"
    scalar = "np.float32({})"


class PredictionStyle(NumpyStyle):
    """The style of a file whose constants are quantities."""

    reserved = NumpyStyle.reserved | NAMES


STYLE = PredictionStyle()
ARRAYS = {"float32": Float32(), "float64": NUMPY}


def write(trained: Trained) -> str:
    """A file with a function `predict`, which takes the data and knows all else."""
    step, quantity = trained.step, trained.quantity
    context = STYLE.context(step)
    lines = STYLE.lines(context, step.forward, "above")
    predict = function(context, "predict", lines, (quantity,))
    blocks = [*known_block(trained, context, predict), *STYLE.helpers("\n".join(predict.lines))]
    given = given_names(trained, context, predict)
    call = f"predict({', '.join(given)})"
    title = TITLE.format(call=call, quantity=context.names[quantity])
    data = [name for name in predict.arguments if name not in trained.values]
    rows = row_blocks(trained, data, f"np.array({{}}, np.{trained.dtype})")
    title += ENCODED if rows else ""
    return join_blocks(title, [*blocks, predict_text(trained, context, predict, lines), *rows])


def given_names(trained: Trained, context: Context, predict: Function) -> list[str]:
    """How the data that the function takes are spelled."""
    return [context.names[name] for name in predict.arguments if name not in trained.values]


def known_block(trained: Trained, context: Context, predict: Function) -> list[str]:
    """The parameters, states and settings, as constants of the file, captions above."""
    lines: list[str] = []
    for line in trained.step.declared("parameter", "state", "setting"):
        if line.name in predict.arguments:
            value, name = trained.values[line.name], context.names[line.name]
            lines += comment(line.caption)
            if line.kind == "setting":
                lines.append(f"{name} = {value!r}")
            else:
                lines += literal_lines(name, shortest(value), "", arrays=ARRAYS[trained.dtype])
    return ["\n".join(lines) + "\n"] if lines else []


def shortest(value: Any) -> np.ndarray:
    """The same numbers with few digits, where single precision needs no more."""
    array = np.asarray(value)
    if array.dtype == np.float64:
        return array
    short = np.array([float(str(number)) for number in array.ravel()]).reshape(array.shape)
    return np.where(short.astype(array.dtype) == array, short, array)


def predict_text(trained: Trained, context: Context, predict: Function, lines: list[Line]) -> str:
    """The function: data in the file's own precision, then the writer's lines."""
    given = given_names(trained, context, predict)
    text = sequence("def predict(", given, "):", "")
    text += docstring(answer_text(trained, predict), TAB)
    text += [f"{TAB}{name} = np.asarray({name}, np.{trained.dtype})" for name in given]
    text += [line for each in lines for line in each.text]
    text += give([context.names[trained.quantity]], TAB)
    return "\n".join(text) + "\n"


def answer_text(trained: Trained, predict: Function) -> str:
    """What is predicted from what, as the equations write it."""
    axes = trained.step.indexes_of()
    names = [name for name in predict.arguments if name not in trained.values]
    given = ", ".join(entry_text(name, axes[name]) for name in names)
    answer = entry_text(trained.quantity, axes[trained.quantity])
    return f"{answer} of {given}." if given else f"{answer}."
