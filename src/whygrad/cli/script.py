"""`whygrad script`: the training as a plain program."""

from __future__ import annotations

import argparse

from whygrad.cli.arguments import add_example, columns_of
from whygrad.cli.loading import add_data, is_trained, load_with
from whygrad.language.messages import WhygradError
from whygrad.model import Model
from whygrad.scripts import model_script
from whygrad.training.history import Column
from whygrad.training.tables import read_table, take
from whygrad.training.tables.selection import check_columns
from whygrad.writers.styles import STYLES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("model", metavar="MODEL.eq|MODEL.wg", help="equations, or a trained model")
    add("--style", choices=STYLES, default="numpy", help="default: numpy")
    add_data(parser, "put these data into the program")
    add("--steps", type=int, metavar="N", help="how many updates")
    add("--learning-rate", type=float, metavar="R", help="the learning rate")
    add("--batch", type=int, metavar="N", help="samples of a step; default: all of them")
    add(
        "--shuffle",
        action=argparse.BooleanOptionalAction,
        help="whether batches take the rows in an order of their own; default: they do",
    )
    add("--autograd", action="store_true", help="in torch and jax: the framework's own gradients")
    add_example(
        parser,
        "whygrad script neuron.eq --data neuron.csv --steps 10000 --learning-rate 1e-4",
        "whygrad script neuron.wg",
    )


def run(arguments: argparse.Namespace) -> int:
    print(script(arguments).rstrip())
    return 0


def script(arguments: argparse.Namespace) -> str:
    if is_trained(arguments.model):
        check_alone(arguments)
        found = load_with(arguments.model, arguments.data, arguments.columns)
        return found.script(arguments.style, autograd=arguments.autograd)
    model = Model.read(arguments.model)
    named = columns_of(arguments.columns)
    check_columns(model.step, named)
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
        shuffle=arguments.shuffle is not False,
        autograd=arguments.autograd,
    )


def check_alone(arguments: argparse.Namespace) -> None:
    """A trained model has its own steps and learning rate."""
    for option in ("steps", "learning_rate", "batch", "shuffle"):
        if getattr(arguments, option) is not None:
            raise WhygradError(
                f"--{option.replace('_', '-')} goes with equations; {arguments.model} is a trained"
                " model, which has its own."
            )
