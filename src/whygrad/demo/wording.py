"""Plain text for a person: paragraphs, tables, a few entries of an array."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np

WIDTH = 88
MARGIN = "  "
MOST_ENTRIES = 12  # of an array that is shown whole


def heading(text: str, line: str) -> None:
    print(f"{text}\n{line * len(text)}\n")


def say(text: str) -> None:
    """A paragraph, filled again; what is indented or of one line is printed as it is."""
    if text.startswith("\n"):
        text = textwrap.fill(" ".join(text.split()), WIDTH, break_on_hyphens=False)
    print(f"{text}\n")


def indented(text: str) -> str:
    return textwrap.indent(text, MARGIN)


def table(heads: Sequence[str], rows: Sequence[Sequence[Any]], forms: Sequence[str]) -> str:
    """Rows below their heads. Numbers are written by their column's form; text stays."""
    written = [
        [cell if isinstance(cell, str) else format(float(cell), form)
         for cell, form in zip(row, forms, strict=True)]
        for row in rows
    ]  # fmt: skip
    widths = [max(map(len, column)) for column in zip(heads, *written, strict=True)]
    sides = [f"{'<' if form == '<' else '>'}{w}" for form, w in zip(forms, widths, strict=True)]
    lines = [
        "  ".join(f"{cell:{side}}" for cell, side in zip(row, sides, strict=True))
        for row in (list(heads), *written)
    ]
    return indented("\n".join(line.rstrip() for line in lines))


def entries(array: np.ndarray) -> str:
    """All entries of a small array; of a larger one the first three along its first axis."""
    array = np.asarray(array)
    if array.size <= MOST_ENTRIES:
        return nested(array)
    return f"[{', '.join(nested(part) for part in array[:3])}, ...]"


def nested(array: np.ndarray) -> str:
    if np.ndim(array) == 0:
        return f"{float(array):.6g}"
    return f"[{', '.join(nested(part) for part in array)}]"
