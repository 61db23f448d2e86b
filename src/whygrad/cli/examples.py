"""`whygrad examples`: the shipped models with their data."""

from __future__ import annotations

import argparse
from pathlib import Path

from whygrad.cli.arguments import add_example, add_json, print_json
from whygrad.examples import EXAMPLES, Example, copy_example
from whygrad.language.messages import WhygradError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="the model to write")
    parser.add_argument("--out", metavar="FOLDER", help="where to write NAME.eq and NAME.csv")
    parser.add_argument("--force", action="store_true", help="replace existing files")
    add_json(parser)
    add_example(parser, "whygrad examples", "whygrad examples neuron --out .")


def run(arguments: argparse.Namespace) -> int:
    if arguments.name is None:
        if arguments.out is not None:
            raise WhygradError(
                f"--out {arguments.out}: name the model, one of {', '.join(EXAMPLES)}."
            )
        list_all(arguments.json)
        return 0
    if arguments.out is None:
        raise WhygradError(f"--out is missing: whygrad examples {arguments.name} --out .")
    written = copy_example(arguments.name, Path(arguments.out), force=arguments.force)
    if arguments.json:
        print_json({"files": [str(path) for path in written]})
        return 0
    for path in written:
        print(f"wrote {path}")
    print(f"next: {train_command(EXAMPLES[arguments.name], Path(arguments.out))}")
    return 0


def list_all(as_json: bool) -> None:
    if as_json:
        print_json({name: example.description for name, example in EXAMPLES.items()})
        return
    width = max(map(len, EXAMPLES))
    for name, example in EXAMPLES.items():
        print(f"{name:{width}}  {example.description}")
    print("\nwhygrad examples NAME --out .  writes NAME.eq and NAME.csv")


def train_command(example: Example, folder: Path) -> str:
    """A command that trains the example as it was written to the folder."""
    place = folder / example.name
    options = f"--steps {example.steps} --learning-rate {example.learning_rate:g}"
    columns = f" {example.columns}" if example.columns else ""
    return f"whygrad train {place}.eq {place}.csv{columns} {options} --out {place}.wg"
