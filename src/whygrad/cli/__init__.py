"""The command `whygrad`: results on standard output, messages on standard error.

Exit status: 0; 1 a finding (a diverged training); 2 input that cannot be used.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from whygrad.cli.arguments import Parser
from whygrad.language.messages import WhygradError
from whygrad.version import __version__

COMMANDS = {
    "examples": "list the shipped models, or write one to a folder",
    "demo": "train the three tutorial networks and draw them",
    "derive": "print the backward pass that the chain rule gives",
    "train": "train a model on a CSV file",
    "predict": "predict with a trained model",
    "script": "print the training as a plain program",
}
GUIDE = """\
whygrad: neural networks as equations that you can read, run, question and check

  whygrad demo                                  train the tutorial networks, draw them
  whygrad examples                              list the shipped models
  whygrad examples neuron --out .               write neuron.eq and neuron.csv
  whygrad derive neuron.eq                      print its backward pass
  whygrad train neuron.eq neuron.csv --steps 10000 --learning-rate 1e-4 --out neuron.wg
  whygrad predict neuron.wg celsius=42          predict with it
  whygrad script neuron.eq                      print it as a plain program

Every command has --help with an example."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        return dispatch(given)
    except WhygradError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader went away, as in `whygrad derive model.eq | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def dispatch(given: list[str]) -> int:
    if not given:
        print(GUIDE)
        return 0
    parser = Parser(prog="whygrad", description=GUIDE, add_help=True)
    parser.add_argument("--version", action="version", version=f"whygrad {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, summary in COMMANDS.items():
        own = commands.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}."
        )
        if given[0] == name:  # only the command at hand is imported
            import_module(f"whygrad.cli.{name}").add_arguments(own)
    chosen: argparse.Namespace = parser.parse_args(given)
    run = import_module(f"whygrad.cli.{chosen.command}").run
    status: int = run(chosen)
    return status
