"""Errors that a person can act on: what, where, what was expected, the way out."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from whygrad.language.equations import Place

WIDEST = 100  # characters of a line that a message shows


class WhygradError(ValueError):
    """Input that cannot be used. Its text is a whole message for a person."""


class TextError(WhygradError):
    """A fault in a text of equations, shown with its line and a caret.

    Carries `line` and `column`, both from 1, for programs.
    """

    def __init__(self, what: str, place: Place, line: str, *, advice: str = "", source: str = ""):
        self.line, self.column = place.line, place.column
        where = f"{source}, " if source else ""
        parts = [f"{where}line {place.line}, column {place.column}: {what}", *marked(line, place)]
        super().__init__("\n".join([*parts, advice] if advice else parts))


def marked(line: str, place: Place) -> list[str]:
    """The line with carets below the place; of a long line the part around it."""
    line = "".join(c if c.isprintable() else " " for c in line).rstrip()
    first = place.column - 1
    width = max(1, min(place.end_column - place.column, len(line) - first))
    start = max(0, min(first - WIDEST // 2, len(line) - WIDEST))
    shown = line[start : start + WIDEST]
    shown = "..." + shown[3:] if start else shown
    shown = shown[:-3] + "..." if start + WIDEST < len(line) else shown
    return [
        f"    {shown}",
        "    " + " " * (first - start) + "^" * min(width, WIDEST - first + start),
    ]


def nearest(name: str, candidates: Iterable[str]) -> str:
    """`Did you mean ...?`, or nothing where no candidate is near."""
    found = get_close_matches(name, list(candidates), n=1, cutoff=0.6)
    return f"Did you mean `{short(found[0], 100)}`?" if found else ""


def short(text: str, most: int = 40) -> str:
    """A text as a message shows it: one line, not too long."""
    line = text.encode("unicode_escape").decode() if not text.isprintable() else text
    return line if len(line) <= most else f"{line[: most - 3]}..."


def listing(names: Iterable[str], joint: str = "and") -> str:
    """`a`, `b` and `c`."""
    quoted = [f"`{name}`" for name in names]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {joint} {quoted[-1]}"


def counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
