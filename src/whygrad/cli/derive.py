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
    parser.add_argument(
        "--steps", action="store_true", help="show how each gradient comes about, line by line"
    )
    parser.add_argument("--of", metavar="NAME", help="with --steps: of this quantity only")
    parser.add_argument(
        "--same",
        metavar="FORMULA",
        help="compare a gradient or an update from elsewhere with the derived one",
    )
    add_json(parser)
    add_example(
        parser,
        "whygrad derive neuron.eq",
        "whygrad derive neuron.eq --format latex",
        "whygrad derive neuron.eq --expand i=2",
        "whygrad derive neuron.eq --steps --of weight",
        "whygrad derive neuron.eq --same 'grad_bias = mean[i](grad_output[i])'",
    )


def run(arguments: argparse.Namespace) -> int:
    check_together(arguments)
    step = with_update(derive(read_model(arguments.model)))
    if arguments.steps:
        return show_steps(step, arguments)
    if arguments.same is not None:
        return show_same(step, arguments)
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


def check_together(arguments: argparse.Namespace) -> None:
    """Options that do not go together are an error, not a choice of one of them."""
    if arguments.of and not arguments.steps:
        raise WhygradError(f"--of {arguments.of}: it goes with --steps, which is missing.")
    given = [f"--{name}" for name in ("expand", "steps", "same") if getattr(arguments, name)]
    if len(given) > 1:
        raise WhygradError(f"{' and '.join(given)} do not go together: take one of them.")


def show_steps(step: Step, arguments: argparse.Namespace) -> int:
    from whygrad.workings import derivation  # on use, so that a plain derive is quick

    found = derivation(step, arguments.of)
    if arguments.json:
        print_json(found.as_data())
    else:
        print(found.written(arguments.format))
    return 0


def show_same(step: Step, arguments: argparse.Namespace) -> int:
    """1 where the formula differs."""
    from whygrad.calculus.sameness import compare

    found = compare(step, arguments.same)
    if arguments.json:
        print_json(found.as_data())
    else:
        print(found)
    return 0 if found else 1


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
