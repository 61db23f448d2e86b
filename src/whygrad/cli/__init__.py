"""The command `whygrad`: results on standard output, messages on standard error.

Exit status: 0; 1 a finding (a diverged training); 2 input that cannot be used; 130 Ctrl-C.
"""

from __future__ import annotations

import os
import re
import sys
import warnings
from importlib import import_module
from typing import Any

from whygrad.cli.arguments import Parser, tell
from whygrad.language.messages import WhygradError
from whygrad.version import __version__

COMMANDS = {
    "examples": "list the shipped models, or write one to a folder",
    "demo": "train the three tutorial networks and draw them",
    "derive": "print the backward pass that the chain rule gives",
    "check": "find the wrong line in a hand-written backward pass",
    "train": "train a model on a CSV file",
    "predict": "predict with a trained model",
    "why": "explain why a number of a training is what it is",
    "health": "measure what may go wrong in a training",
    "draw": "draw a model: its network, what depends on what, its training",
    "script": "print the training as a plain program",
    "card": "write a model card: task, data, equations, figures, limits",
    "export": "write the trained prediction for ONNX, PyTorch, C or NumPy",
}
GUIDE = """\
whygrad: neural networks as equations that you can read, run, question and check

  whygrad demo                                  train the tutorial networks, draw them
  whygrad examples                              list the shipped models
  whygrad examples neuron --out .               write neuron.eq and neuron.csv
  whygrad derive neuron.eq                      print its backward pass
  whygrad check network.py                      is a hand-written backward pass right?
  whygrad train neuron.eq neuron.csv --steps 10000 --learning-rate 1e-4 --out neuron.wg
  whygrad train iris.csv --target species --out iris.wg        a network for a table
  whygrad predict neuron.wg celsius=42          predict with it
  whygrad why neuron.wg grad_weight             why this number is what it is
  whygrad health neuron.wg                      is this training sound?
  whygrad draw neuron.wg --out neuron.svg       draw its network
  whygrad script neuron.wg                      print it as a plain program
  whygrad card neuron.wg                        print a model card
  whygrad export neuron.wg --to onnx --out neuron.onnx

Every command has --help with an example."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        status = attempt(given)
        if sys.stdout is not None:
            sys.stdout.flush()  # here, where a reader that went away can be told
        return status
    except WhygradError as error:
        return failed(error)
    except MemoryError:
        return failed("There is not enough memory for this: take fewer samples or shorter indexes.")
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader went away, as in `whygrad derive model.eq | head`
        drop_output()
        return 0
    except UnicodeEncodeError as error:
        return failed(
            f"Standard output takes {error.encoding} only, which lacks"
            f" {error.object[error.start]!a}.\nSet PYTHONIOENCODING=utf-8, and run this again."
        )
    except OSError as error:  # of standard output; others have become a `WhygradError`
        drop_output()
        return failed(f"Standard output cannot be written ({error.strerror}).")


def attempt(given: list[str]) -> int:
    """The exit status of the command, with warnings shown as plain messages."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", UserWarning)
        warnings.showwarning = show_warning  # type: ignore[assignment]
        try:
            return dispatch(given)
        except SystemExit as end:  # from argparse, after a message or the help
            return end.code if isinstance(end.code, int) else 0


def joined_numbers(given: list[str]) -> list[str]:
    """`--option -1e-4` as `--option=-1e-4`, which argparse would take for another option."""
    found: list[str] = []
    for text in given:
        if found and found[-1].startswith("--") and "=" not in found[-1] and is_negative(text):
            found[-1] += f"={text}"
        else:
            found.append(text)
    return found


def is_negative(text: str) -> bool:
    """Whether it begins as a negative number, which no option does."""
    return re.match(r"-(\.?\d|inf|nan)", text) is not None


def show_warning(message: Warning | str, *_: Any) -> None:
    tell(message)


def failed(message: object) -> int:
    tell(message)
    return 2


def drop_output() -> None:
    """What is still to be written goes nowhere, so that Python ends in silence."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def dispatch(given: list[str]) -> int:
    if not given:
        print(GUIDE)
        return 0
    named = next((text for text in given if not text.startswith("-")), None)
    parser = Parser(prog="whygrad", description=GUIDE, add_help=True)
    parser.add_argument("--version", action="version", version=f"whygrad {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    parsers = {
        name: commands.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}."
        )
        for name, summary in COMMANDS.items()
    }
    if named in parsers:  # only the command at hand is imported
        import_module(f"whygrad.cli.{named}").add_arguments(parsers[named])
    chosen, others = parser.parse_known_args(joined_numbers(given))
    if others:
        parsers.get(chosen.command, parser).error(f"unrecognized arguments: {others[0]}")
    if chosen.command is None:
        parser.error("no command is given")
    run = import_module(f"whygrad.cli.{chosen.command}").run
    status: int = run(chosen)
    return status
