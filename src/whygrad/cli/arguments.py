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


def tell(message: object) -> None:
    """Print a message on standard error; what that cannot take as escapes: a file's odd name."""
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    print(str(message).encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr)


class Parser(argparse.ArgumentParser):
    """argparse with one clear message, and `Did you mean ...?` for commands and options."""

    def __init__(self, **options: Any):
        super().__init__(
            formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False, **options
        )
        self.given: list[str] = []

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        self.given = list(args or ())
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        tell(f"{self.prog}: {self.clear(message)}\nSee `{self.prog} --help`.")
        sys.exit(2)

    def clear(self, message: str) -> str:
        """argparse's message in our words."""
        choice = re.match(r"argument (.*?): invalid choice: '(.*?)' \(choose from (.*)\)", message)
        if choice:
            what, given, choices = choice.groups()
            known = re.findall(r"[\w.-]+", choices)
            advice = nearest(given, known) or f"Expected one of {', '.join(known)}."
            what = "there is no command" if what == "COMMAND" else f"{what}: there is no"
            return f"{what} `{given}`. {advice}"
        typed = re.match(r"argument (.*?): invalid (int|float) value: (.*)", message, re.DOTALL)
        if typed:
            kind = {"int": "a whole number", "float": "a number"}[typed[2]]
            return f"{typed[1]}: expected {kind}, not {typed[3][:40]}."
        prefix, _, lacking = message.partition("required: ")
        if lacking and prefix.startswith("the following"):
            return self.unknown_option(self.given) or f"missing: {lacking}."
        unrecognized = message.removeprefix("unrecognized arguments: ")
        if unrecognized != message:
            return (
                self.unknown_option([unrecognized]) or f"`{unrecognized}` is one argument too many."
            )
        return f"{message.removeprefix('argument ')}."

    def unknown_option(self, given: list[str]) -> str:
        """The first of the arguments that is an option, but none of this command's."""
        options = [o for action in self._actions for o in action.option_strings]
        for text in given:
            name = text.partition("=")[0]
            if re.match("--?[a-z]", name) and name not in options:
                return f"there is no option {name}. {nearest(name, options)}".rstrip()
        return ""


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
        if name in found:
            raise WhygradError(f"--set {text}: `{name}` is given twice.")
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
