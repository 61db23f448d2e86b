"""Tables, code and text in Markdown, where whatever stands in a text stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable

Row = tuple[str, ...]


def table(head: Row, rows: Iterable[Row]) -> list[str]:
    """A table of Markdown, its columns aligned in the text as well."""
    every = [head, *rows]
    widths = [max(len(row[k]) for row in every) for k in range(len(head))]

    def line(row: Row) -> str:
        cells = (f"{cell:{width}}" for cell, width in zip(row, widths, strict=True))
        return f"| {' | '.join(cells)} |"

    return [
        line(head),
        f"|{'|'.join('-' * (width + 2) for width in widths)}|",
        *map(line, every[1:]),
    ]


def code(text: str) -> str:
    """Text as code within a line; whatever stands in it stays text."""
    one = " ".join(text.split()) or " "
    marks = "`" * (longest_run(one) + 1)
    gap = " " if "`" in (one[0], one[-1]) else ""
    return f"{marks}{gap}{one}{gap}{marks}".replace("|", "\\|")


def plain(text: str) -> str:
    """Text in a line of Markdown, in which nothing is a mark of it but `code`."""
    one = " ".join(text.split())
    return re.sub(r"([\\|<>*_\[\]#])", r"\\\1", one)


def fenced(text: str) -> list[str]:
    fence = "`" * max(3, longest_run(text) + 1)
    return [fence + "text", *text.strip("\n").splitlines(), fence]


def longest_run(text: str) -> int:
    """How many backticks stand in a row at most."""
    return max(map(len, re.findall("`+", text)), default=0)
