"""What `whygrad train` prints of a run: where it began and ended, and how to go on from it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import numpy as np

from whygrad.language.messages import WhygradError, counted
from whygrad.run import Run
from whygrad.training.arguments import reads_rate
from whygrad.training.history import Validation
from whygrad.training.optimizers import LBFGS, title
from whygrad.training.replay import held_by
from whygrad.training.validation import PREFIX

FEW = 20  # parameters that are printed one by one


def print_result(found: Run, out: Path, table: str) -> None:
    loss, scalars = found.record.step.loss, found.record.scalars
    optimizer = found.record.optimizer
    name = "L-BFGS" if optimizer == LBFGS else title(optimizer)
    has_rate = reads_rate(found.record.step)
    rate = f"at learning rate {found.learning_rate:g}" if has_rate else f"of {name}"
    print(f"{counted(found.steps, 'step')} {rate}")
    for name in (*(name for name in scalars if name != loss), loss):
        first, last = scalars[name][0], scalars[name][-1]
        print(f"{name}: {first:.6g} in the first step, {last:.6g} in the last")
    if found.validation is not None:
        print_validation(found, found.validation)
    count = sum(np.size(value) for value in found.parameters.values())
    if count <= FEW:
        width = max(map(len, found.parameters), default=0)
        for name, value in found.parameters.items():
            head = f"{name:{width}} = "
            print(head + number_text(value).replace("\n", "\n" + " " * len(head)))
    else:
        print(f"{count} parameters")
    print(f"\nwrote {out}\nnext: {shlex.join(['whygrad', *next_command(found, out, table)])}")


def print_validation(found: Run, validation: Validation) -> None:
    """Each scalar on the data held out; and where the loss was lowest, if that ended the run."""
    looks = validation.steps
    for name, values in validation.scalars.items():
        ends = f"{values[0]:.6g} after {looks[0]} steps, {values[-1]:.6g} after {looks[-1]}"
        print(f"{PREFIX}{name}: {ends}")
    if validation.patience is not None:
        way, _, name = (validation.best or f"lowest {found.record.step.loss}").partition(" ")
        print(f"{PREFIX}{name} was {way} after {counted(found.steps, 'step')}")


def number_text(value: Any) -> str:
    return np.array2string(np.asarray(value), precision=8, separator=", ")


def next_command(found: Run, out: Path, table: str) -> list[str]:
    """A command that predicts the first row of the data."""
    try:
        needed = found.needed_data()
    except WhygradError:  # the text does not say what to predict
        return ["script", str(out)]
    cells = {name: first_cells(found, name) for name in needed}
    if any("," in cell for row in cells.values() for cell in row):
        return ["predict", str(out), table]
    return ["predict", str(out), *(f"{name}={','.join(row)}" for name, row in cells.items())]


def first_cells(found: Run, name: str) -> list[str]:
    """What stands in the first row of the table for a quantity."""
    values = np.ravel(np.atleast_1d(held_by(found.record)[name])[0]).tolist()
    cells = []
    for column in found.record.columns[name]:
        width = len(column.categories) or 1
        block, values = values[:width], values[width:]
        cells.append(column.categories[block.index(1)] if column.categories else f"{block[0]:g}")
    return cells


def as_data(found: Run, out: Path | None) -> dict[str, Any]:
    stopped, scalars = found.stopped, found.record.scalars
    return {
        "steps": found.steps,
        "learning_rate": found.learning_rate,
        "engine": found.engine,
        "first": {name: values[0] for name, values in scalars.items() if len(values)},
        "last": {name: values[-1] for name, values in scalars.items() if len(values)},
        "parameters": found.parameters,
        "file": None if out is None else str(out),
        "ending": found.ending,
        "validation": None if found.validation is None else looks_as_data(found.validation),
        "stopped": {"step": stopped.step, "quantity": stopped.quantity} if stopped else None,
    }


def looks_as_data(validation: Validation) -> dict[str, Any]:
    """The steps that were done at each look, and each scalar there."""
    return {"steps": validation.steps, **validation.scalars}
