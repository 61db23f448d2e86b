"""`whygrad why`: why a number of a training is what it is."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from whygrad.calculus.derivation import derive
from whygrad.cli.arguments import add_example, print_json
from whygrad.cli.derive import read_model
from whygrad.cli.loading import EQUATIONS, add_data, check_trained, load_with
from whygrad.insight.reach import find_dependence
from whygrad.insight.rounding import DIGITS
from whygrad.language.equations import GRADIENT
from whygrad.language.messages import WhygradError
from whygrad.language.sizes import index_lengths
from whygrad.run import Run
from whygrad.training.optimizers import with_update
from whygrad.training.prediction import needed_data
from whygrad.training.tables import parse_assignments

FORMATS = ("text", "latex", "html", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "model", metavar="MODEL.wg", help="a trained model; with --depends a MODEL.eq will do"
    )
    parser.add_argument(
        "quantity", metavar="QUANTITY", help='a quantity or an entry of one: "weights1[0, 0]"'
    )
    parser.add_argument(
        "--step", type=int, metavar="N", help="as it is before the update of step N (default: 0)"
    )
    parser.add_argument("--sample", type=int, metavar="I", help="of this sample, counted from 0")
    parser.add_argument(
        "--depth", type=int, metavar="N", help="explain also what it is computed from (default: 1)"
    )
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument(
        "--depends", metavar="OTHER", help="whether it depends on another one, and by which ways"
    )
    asked.add_argument(
        "--paths", action="store_true", help="the chain rule: every path from it to the loss"
    )
    parser.add_argument(
        "--value",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="for a sample of your own: celsius=42 (may be repeated)",
    )
    add_data(parser)
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    shape.add_argument(
        "--json",
        dest="format",
        action="store_const",
        const="json",
        help="the same as --format json",
    )
    parser.add_argument(
        "--digits", type=int, metavar="N", help=f"significant digits (default: {DIGITS})"
    )
    add_example(
        parser,
        "whygrad why neuron.wg grad_weight",
        'whygrad why two_layers.wg "grad_weights1[0, 0]" --step 10 --depth 2',
        "whygrad why neuron.wg output --value celsius=42",
        'whygrad why two_layers.wg "weights1[0, 0]" --paths --sample 7',
        'whygrad why two_layers.eq "grad_weights1[0, 0]" --depends "weights2[0, 0]"',
    )


def run(arguments: argparse.Namespace) -> int:
    found = answer(arguments)
    if arguments.format == "json":
        print_json(found.data())
    elif arguments.format == "text":
        print(found)
    else:
        print(getattr(found, arguments.format)().rstrip())
    return 0


def answer(arguments: argparse.Namespace) -> Any:
    """The explanation, the dependence or the paths that are asked for."""
    special = arguments.depends is not None or arguments.paths
    if special and arguments.format in ("latex", "html"):
        raise WhygradError(
            f"--format {arguments.format}: dependences and paths are printed as `text` or `json`."
        )
    if arguments.depends is not None:
        check_no_options(arguments, "--depends", "step", "sample", "depth", "value", "digits")
        return dependence(arguments)
    check_trained(arguments.model, "only --depends can be told of them")
    found = load_with(arguments.model, arguments.data, arguments.columns)
    given = options(arguments, "step", "sample", "digits", "depth")
    if arguments.paths:
        check_no_options(arguments, "--paths", "depth", "value")
        return found.paths(arguments.quantity, **given)
    if arguments.value:
        given["data"] = own_sample(found, arguments.quantity, arguments.value)
    return found.why(arguments.quantity, **given)


def dependence(arguments: argparse.Namespace) -> Any:
    """Of a trained model, or of a text of equations: no figure is needed."""
    if Path(arguments.model).suffix == EQUATIONS:
        check_no_options(arguments, "a text of equations", "data", "columns")
        step = with_update(derive(read_model(arguments.model)))
        declared = index_lengths(step, {})
        return find_dependence(step, declared, arguments.quantity, arguments.depends)
    found = load_with(arguments.model, arguments.data, arguments.columns)
    return found.depends(arguments.quantity, arguments.depends)


def options(arguments: argparse.Namespace, *names: str) -> dict[str, Any]:
    """Those of the options that are given."""
    given = {name: getattr(arguments, name) for name in names}
    return {name: value for name, value in given.items() if value is not None}


def check_no_options(arguments: argparse.Namespace, asked: str, *names: str) -> None:
    for name in names:
        if getattr(arguments, name) not in (None, []):
            raise WhygradError(f"--{name} says nothing to {asked}; leave one of them out.")


def own_sample(found: Run, quantity: str, values: list[str]) -> dict[str, Any]:
    """One sample from `name=value` arguments; a forward quantity may need only some data."""
    step, name = found.record.step, quantity.partition("[")[0].strip()
    wanted: list[str] = []
    if name in (equation.name for equation in step.forward):
        wanted = needed_data(step, name)
    elif name.startswith(GRADIENT):
        wanted = [d.name for d in step.data]
    optional = tuple(d.name for d in step.data if d.name not in wanted)
    return parse_assignments(values, step, found.record.columns, optional)
