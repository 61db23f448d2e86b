"""What the commands share: the argument parser, options that several of them take, JSON."""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from typing import Any, NoReturn

import numpy as np

from whygrad.language.messages import WhygradError, nearest


class Parser(argparse.ArgumentParser):
    """argparse with one clear message, and `Did you mean ...?` for commands and choices."""

    def __init__(self, **options: Any):
        super().__init__(
            formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False, **options
        )

    def error(self, message: str) -> NoReturn:
        choice = re.match(r"argument (.*?): invalid choice: '(.*?)' \(choose from (.*)\)", message)
        if choice:
            what, given, choices = choice.groups()
            known = re.findall(r"[\w.-]+", choices)
            advice = nearest(given, known) or f"Expected one of {', '.join(known)}."
            message = f"{what}: there is no `{given}`. {advice}"
        unknown = re.match(r"unrecognized arguments: (\S+)", message)
        if unknown:
            options = [o for action in self._actions for o in action.option_strings]
            message = f"there is no option {unknown[1]}. {nearest(unknown[1], options)}".rstrip()
        print(f"{self.prog}: {message}\nSee `{self.prog} --help`.", file=sys.stderr)
        sys.exit(2)


def add_example(parser: argparse.ArgumentParser, *lines: str) -> None:
    parser.epilog = "\n".join(
        [f"example{'s' if len(lines) > 1 else ''}:", *(f"  {li}" for li in lines)]
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def add_columns(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--columns",
        action="append",
        default=[],
        metavar="NAME=A,B,C",
        help="the columns of a quantity (default: the one of its name)",
    )


def columns_of(given: list[str]) -> dict[str, list[str]]:
    """`["inputs=a,b"]` as {"inputs": ["a", "b"]}."""
    found: dict[str, list[str]] = {}
    for text in given:
        name, mark, columns = text.partition("=")
        if not mark or not name or not all(columns.split(",")):
            raise WhygradError(f"--columns {text}: expected NAME=A,B,C, as in `inputs=a,b,c`.")
        if name in found:
            raise WhygradError(f"--columns {text}: `{name}` is given twice.")
        found[name] = columns.split(",")
    return found


def settings_of(given: list[str]) -> dict[str, float]:
    """`["decay=0.1"]` as {"decay": 0.1}."""
    found: dict[str, float] = {}
    for text in given:
        name, mark, value = text.partition("=")
        if not mark or not name:
            raise WhygradError(f"--set {text}: expected NAME=VALUE, as in `decay=0.1`.")
        try:
            found[name] = float(value)
        except ValueError:
            raise WhygradError(f"--set {text}: `{value}` is not a number.") from None
    return found


def print_json(value: Any) -> None:
    """One JSON object; numbers that are not finite become null."""
    print(json.dumps(plain(value), indent=2, allow_nan=False))


def plain(value: Any) -> Any:
    """Arrays as lists, scalars as numbers."""
    if isinstance(value, dict):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, np.ndarray | np.generic):
        return plain(value.tolist())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
