"""`whygrad demo`: the three tutorial networks, trained, shown and drawn."""

from __future__ import annotations

import argparse
from pathlib import Path

from whygrad.cli.arguments import add_example
from whygrad.demo import run_demo

FOLDER = "whygrad-demo"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = f"{parser.description} Pictures go to {FOLDER}/, replaced each time."
    add_example(parser, "whygrad demo")


def run(arguments: argparse.Namespace) -> int:
    return run_demo(Path(FOLDER))
