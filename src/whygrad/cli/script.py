"""`whygrad script`: the training as a plain program."""

from __future__ import annotations

import argparse
from pathlib import Path

from whygrad.cli.arguments import add_columns, add_example, columns_of
from whygrad.language.messages import WhygradError
from whygrad.model import Model
from whygrad.run import load
from whygrad.scripts import model_script
from whygrad.training.history import Column
from whygrad.training.tables import read_table, take
from whygrad.training.tables.selection import check_names
from whygrad.writers.styles import STYLES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("model", metavar="MODEL.eq|MODEL.wg", help="equations, or a trained model")
    add("--style", choices=STYLES, default="numpy", help="default: numpy")
    add("--data", metavar="DATA.csv", help="put these data into the program")
    add_columns(parser)
    add("--steps", type=int, metavar="N", help="how many updates")
    add("--learning-rate", type=float, metavar="R", help="the learning rate")
    add("--batch", type=int, metavar="N", help="samples of a step; default: all of them")
    add_example(
        parser,
        "whygrad script neuron.eq --data neuron.csv --steps 10000 --learning-rate 1e-4",
        "whygrad script neuron.wg",
    )


def run(arguments: argparse.Namespace) -> int:
    print(script(arguments).rstrip())
    return 0


def script(arguments: argparse.Namespace) -> str:
    if Path(arguments.model).suffix == ".wg":
        check_alone(arguments)
        return load(arguments.model).script(arguments.style)
    model = Model.read(arguments.model)
    named = columns_of(arguments.columns)
    check_names(model.step, named)
    columns = {name: tuple(map(Column, listed)) for name, listed in named.items()}
    data = None
    if arguments.data:
        data, columns = take(read_table(arguments.data), model.step, named)
    return model_script(
        model.step,
        arguments.style,
        data,
        steps=arguments.steps,
        learning_rate=arguments.learning_rate,
        columns=columns,
        batch=arguments.batch,
    )


def check_alone(arguments: argparse.Namespace) -> None:
    """A trained model has its own data, steps and learning rate."""
    for option in ("data", "columns", "steps", "learning_rate", "batch"):
        if getattr(arguments, option) not in (None, []):
            raise WhygradError(
                f"--{option.replace('_', '-')} goes with equations; {arguments.model} is a trained"
                " model, which has its own."
            )
