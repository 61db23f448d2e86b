"""The text of a script: limits, then its syntax tree."""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass, field
from typing import Any

from whygrad.language.equations import Place
from whygrad.language.messages import TextError, WhygradError

LARGEST = 10_000_000  # characters
DEEPEST = 120  # levels of nesting in the syntax tree


@dataclass(frozen=True, slots=True)
class Script:
    """A script that can be parsed: its text, its name in messages, its syntax tree."""

    text: str
    source: str
    tree: ast.Module
    found: dict[str, Any] = field(default_factory=dict, compare=False)  # the training loop


def read_script(text: str | bytes, source: str = "the script") -> Script:
    """The parsed script; nothing of it is run.

    Raises WhygradError for a text that is too long, not UTF-8, not Python, or nested too deeply.
    """
    if len(text) > LARGEST:
        raise WhygradError(
            f"{source} is too long: {len(text):,} characters, at most {LARGEST:,} are read."
        )
    text = decoded(text, source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except SyntaxError as error:
        raise syntax_error(error, text, source) from None
    except (RecursionError, MemoryError):
        raise too_deep(source, 1) from None
    except ValueError as error:
        raise WhygradError(f"{source} is not Python: {error}.") from None
    check_depth(tree, source)
    return Script(text, source, tree)


def decoded(text: str | bytes, source: str) -> str:
    try:
        text = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
        text.encode("utf-8")
    except UnicodeError as error:
        raise WhygradError(
            f"{source} is not UTF-8 text (byte {error.start + 1}). Save it as UTF-8."
            if isinstance(error, UnicodeDecodeError)
            else f"{source} is not UTF-8 text. Save it as UTF-8."
        ) from None
    if "\0" in text:
        raise WhygradError(f"{source} is not text: it holds a null character.")
    return text


def syntax_error(error: SyntaxError, text: str, source: str) -> WhygradError:
    lines = text.splitlines() or [""]
    number = min(max(error.lineno or 1, 1), len(lines))
    line = lines[number - 1]
    column = min(max(error.offset or 1, 1), len(line) + 1)
    end = error.end_offset if error.end_lineno == error.lineno else None
    place = Place(number, column, max(end or column + 1, column + 1))
    return TextError(f"this is not Python: {error.msg}", place, line, source=source)


def check_depth(tree: ast.Module, source: str) -> None:
    """A tree that is nested so deeply that walking it could fail is refused."""
    waiting: list[tuple[ast.AST, int, int]] = [(tree, 0, 1)]
    while waiting:
        node, depth, line = waiting.pop()
        line = getattr(node, "lineno", line)
        if depth > DEEPEST:
            raise too_deep(source, line)
        waiting.extend((child, depth + 1, line) for child in ast.iter_child_nodes(node))


def too_deep(source: str, line: int) -> WhygradError:
    return WhygradError(
        f"{source}, line {line}: nested too deeply (at most {DEEPEST} levels are read)."
    )
