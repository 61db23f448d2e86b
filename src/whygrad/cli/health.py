"""`whygrad health`: what may go wrong in a training, measured."""

from __future__ import annotations

import argparse

from whygrad.cli.arguments import add_example, add_json, print_json
from whygrad.cli.loading import add_data, check_trained, load_with


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", metavar="MODEL.wg", help="a trained model")
    add_data(parser)
    parser.add_argument(
        "--step",
        type=int,
        metavar="N",
        help="before the update of step N (default: after the last)",
    )
    add_json(parser)
    add_example(
        parser, "whygrad health neuron.wg", "whygrad health two_layers.wg --step 100 --json"
    )


def run(arguments: argparse.Namespace) -> int:
    """0 where nothing was found, 1 where something was."""
    check_trained(arguments.model, "health is that of a training")
    found = load_with(arguments.model, arguments.data, arguments.columns).health(arguments.step)
    if arguments.json:
        print_json(found.data())
    else:
        print(found)
    return 0 if found else 1
