"""`whygrad train`: from equations and a CSV file to a model file."""

from __future__ import annotations

import argparse
import shlex
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from whygrad.cli.arguments import (
    add_columns,
    add_example,
    add_json,
    columns_of,
    print_json,
    settings_of,
)
from whygrad.engines.selection import ENGINES
from whygrad.language.messages import WhygradError, counted
from whygrad.model import Model
from whygrad.run import Run
from whygrad.training.files import check_target
from whygrad.training.fitting import DTYPES, DivergenceWarning, InterruptionWarning
from whygrad.training.optimizers import OPTIMIZERS
from whygrad.training.tables import read_table, take

FEW = 20  # parameters that are printed one by one


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("model", metavar="MODEL.eq", help="a file of equations")
    add("data", metavar="DATA.csv", help="a table whose first row names the columns")
    add("--steps", type=int, required=True, metavar="N", help="how many updates")
    add(
        "--learning-rate",
        type=float,
        metavar="R",
        help="default: the text's `learning_rate: setting = ...`",
    )
    add("--out", required=True, metavar="MODEL.wg", help="the model file to write")
    add("--force", action="store_true", help="replace an existing model file")
    add("--batch", type=int, metavar="N", help="samples of a step; default: all of them")
    add("--seed", type=int, default=1, metavar="N", help="of starting values; default: 1")
    add("--dtype", choices=DTYPES, default="float64", help="default: float64")
    add("--optimizer", choices=OPTIMIZERS, default="gradient_descent", help="the update rule")
    add("--engine", choices=ENGINES, default="auto", help="what runs the program; default: auto")
    add("--set", action="append", default=[], metavar="NAME=VALUE", help="change a setting")
    add_columns(parser)
    add("--verbose", action="store_true", help="print every hundredth step")
    add_json(parser)
    add_example(
        parser,
        "whygrad train neuron.eq neuron.csv --steps 10000 --learning-rate 1e-4 --out neuron.wg",
        "whygrad train classifier.eq classifier.csv --columns inputs=first,second,third \\",
        "    --steps 1000 --learning-rate 1 --out classifier.wg",
    )


def run(arguments: argparse.Namespace) -> int:
    out = Path(arguments.out)
    check_target(out, force=arguments.force)
    model = Model.read(arguments.model)
    data, columns = take(read_table(arguments.data), model.step, columns_of(arguments.columns))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DivergenceWarning)  # both are printed below
        warnings.simplefilter("ignore", InterruptionWarning)
        found = model.fit(
            data,
            steps=arguments.steps,
            learning_rate=arguments.learning_rate,
            seed=arguments.seed,
            settings=settings_of(arguments.set),
            batch=arguments.batch,
            optimizer=arguments.optimizer,
            engine=arguments.engine,
            dtype=arguments.dtype,
            verbose=arguments.verbose and not arguments.json,
        )
    found.record.columns = columns
    if found.stopped is None and found.steps:
        found.save(out, force=arguments.force)
    if arguments.json:
        print_json(as_data(found, out))
    elif found.stopped is None and found.steps:
        print_result(found, out, arguments.data)
    return status(found, arguments.steps)


def status(found: Run, steps: int) -> int:
    """The exit status, with a message where training ended before its last step."""
    if found.stopped is not None:
        print(f"{found.stopped}\nNo file was written.", file=sys.stderr)
        return 1
    if found.steps < steps:
        written = "They are in the file." if found.steps else "No file was written."
        print(f"Interrupted after {counted(found.steps, 'step')}. {written}", file=sys.stderr)
        return 130
    return 0


def print_result(found: Run, out: Path, table: str) -> None:
    loss = found.record.step.loss
    print(f"{counted(found.steps, 'step')} at learning rate {found.learning_rate:g}")
    for name, values in found.history.items():
        if name != loss:
            print(f"{name}: {values[0]:.6g} in the first step, {values[-1]:.6g} in the last")
    print(f"{loss}: {found.losses[0]:.6g} in the first step, {found.losses[-1]:.6g} in the last")
    count = sum(np.size(value) for value in found.parameters.values())
    if count <= FEW:
        width = max(map(len, found.parameters), default=0)
        for name, value in found.parameters.items():
            head = f"{name:{width}} = "
            print(head + number_text(value).replace("\n", "\n" + " " * len(head)))
    else:
        print(f"{count} parameters")
    print(f"\nwrote {out}\nnext: {shlex.join(['whygrad', *next_command(found, out, table)])}")


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
    values = np.ravel(np.atleast_1d((found.record.data or {})[name])[0]).tolist()
    cells = []
    for column in found.record.columns[name]:
        width = len(column.categories) or 1
        block, values = values[:width], values[width:]
        cells.append(column.categories[block.index(1)] if column.categories else f"{block[0]:g}")
    return cells


def as_data(found: Run, out: Path) -> dict[str, Any]:
    stopped = found.stopped
    return {
        "steps": found.steps,
        "learning_rate": found.learning_rate,
        "engine": found.engine,
        "first": {name: values[0] for name, values in found.history.items() if len(values)},
        "last": {name: values[-1] for name, values in found.history.items() if len(values)},
        "parameters": found.parameters,
        "file": None if stopped or not found.steps else str(out),
        "stopped": {"step": stopped.step, "quantity": stopped.quantity} if stopped else None,
    }
