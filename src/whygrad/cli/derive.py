"""`whygrad derive`: the backward pass of a model, as text, Unicode, LaTeX or MathML."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from whygrad.calculus.dependence import without_gradient
from whygrad.calculus.derivation import derive
from whygrad.cli.arguments import add_example, add_json, print_json
from whygrad.language.equations import Equation, Step
from whygrad.language.messages import WhygradError
from whygrad.language.notation import equations_text, text
from whygrad.language.parsing import parse
from whygrad.texts import decoded, read_text
from whygrad.training.optimizers import with_update

FORMATS = ("text", "unicode", "latex", "mathml")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "model", metavar="MODEL.eq", help="a file of equations, or - for standard input"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument(
        "--expand",
        metavar="INDEX=N",
        help="write the sums over an index out, for so few entries: i=2",
    )
    add_json(parser)
    add_example(
        parser,
        "whygrad derive neuron.eq",
        "whygrad derive neuron.eq --format latex",
        "whygrad derive neuron.eq --expand i=2",
    )


def run(arguments: argparse.Namespace) -> int:
    step = with_update(derive(read_model(arguments.model)))
    equations = [*step.backward, *step.update]
    notes = without_gradient(step)
    if arguments.expand:
        from whygrad.calculus.expansion import expand  # on use, so that a plain derive is quick

        equations = list(expand(step, lengths_of(arguments.expand)))
    if arguments.json:
        print_json(as_data(equations, notes))
        return 0
    if arguments.format == "text":
        print(equations_text(equations))
        for name, reason in notes.items():
            print(f"# {name} has no gradient: {reason}")
    else:
        from whygrad.language.typesetting import typeset_list

        print(typeset_list(equations, arguments.format, loss=step.loss))
    return 0


def read_model(path: str) -> Step:
    if path == "-":
        return parse(read_input(), "standard input")
    return parse(read_text(Path(path)), path)


def read_input() -> str:
    if sys.stdin is None:
        raise WhygradError("Standard input is closed; expected equations.")
    return decoded(sys.stdin.buffer.read(), "standard input")


def lengths_of(given: str) -> dict[str, int]:
    """`i=2` or `i=2,k=3`."""
    found = {}
    for part in given.split(","):
        index, _, length = part.partition("=")
        if not index.strip() or not length.strip().isdecimal():
            raise WhygradError(f"--expand {given}: expected INDEX=N, as in `i=2`.")
        found[index.strip()] = int(length)
    return found


def as_data(equations: list[Equation], notes: dict[str, str]) -> dict[str, object]:
    return {
        "equations": [
            {
                "target": text(equation.target),
                "expression": text(equation.expression),
                "caption": equation.caption,
                "from": [{"equation": c.source, "rules": c.rules} for c in equation.origin],
            }
            for equation in equations
        ],
        "without_gradient": notes,
    }
