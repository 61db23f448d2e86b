"""`whygrad card`: a model card in Markdown."""

from __future__ import annotations

import argparse
from pathlib import Path

from whygrad.cli.arguments import add_example
from whygrad.cli.loading import add_data, load_with
from whygrad.training import files


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", metavar="MODEL.wg", help="a trained model")
    parser.add_argument("--out", metavar="CARD.md", help="write it there (default: print it)")
    add_data(parser)
    parser.add_argument("--force", action="store_true", help="replace an existing file")
    add_example(parser, "whygrad card neuron.wg", "whygrad card neuron.wg --out CARD.md")


def run(arguments: argparse.Namespace) -> int:
    text = load_with(arguments.model, arguments.data, arguments.columns).card(arguments.model)
    if arguments.out is None:
        print(text, end="")
        return 0
    target = Path(arguments.out)
    files.check_target(target, force=arguments.force)
    files.write(target, text.encode(), force=arguments.force)
    print(f"wrote {target}")
    return 0
