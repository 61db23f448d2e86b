"""Lines of C: comments, statements that are broken where they are too wide, arrays."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from whygrad.writers.wrapping import TAB, WIDTH

MATHEMATICS = "cos erf exp expm1 fabs log log1p pow sin sqrt tanh"
CALLS = re.compile(rf"\b({'|'.join(MATHEMATICS.split())})\(")
REALS = re.compile(r"(?<![\w.])(\d+\.\d*(e[+-]?\d+)?|\d+e[+-]?\d+)(?![\w.])")
ASSIGNED = re.compile(r"(?<=[=+/]=|.=) ")
OPERATOR = re.compile(r" (?=[-+*/?:] )|(?<=,) ")


def single(code: str) -> str:
    """The same code in single precision: `exp` becomes `expf`, 0.5 becomes 0.5f."""
    return REALS.sub(r"\1f", CALLS.sub(r"\1f(", code))


def single_lines(text: str) -> str:
    """The same for a text with comments, which stay as they are."""
    lines = text.split("\n")
    return "\n".join(line if line.lstrip().startswith("//") else single(line) for line in lines)


def comment(text: str, indent: str = "") -> list[str]:
    """Text as comment lines; none for an empty one."""
    return [
        f"{indent}// {harmless(line)}"
        for paragraph in text.splitlines()
        for line in textwrap.wrap(paragraph, WIDTH - len(indent) - 5, break_on_hyphens=False)
    ]


def harmless(text: str) -> str:
    """Text that cannot reach beyond its comment line: a backslash at the end would."""
    text = "".join(
        "?" if unicodedata.category(letter) in ("Cc", "Cf") else letter for letter in text
    )
    text = text.rstrip()
    return f"{text}." if text.endswith(("\\", "??/")) else text


def quoted(text: str) -> str:
    """A string of C; what is not plain ASCII as its bytes, and no question marks in a row."""
    plain = (
        chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\?' else f"\\{byte:03o}"
        for byte in text.encode()
    )
    return f'"{"".join(plain)}"'


def statement(code: str, indent: str, behind: str = "") -> list[str]:
    """A statement, its caption behind it or, where that is too wide, above it."""
    tail = f"  // {harmless(behind)}" if behind else ""
    if len(indent + code + tail) <= WIDTH and "\n" not in behind:
        return [indent + code + tail]
    return comment(behind, indent) + wrapped(code, indent)


def wrapped(code: str, indent: str) -> list[str]:
    """Code broken within as few brackets as possible, each line as full as it can be."""
    depth = depths(code)
    lines, start, lead = [], 0, indent
    while len(lead) + len(code) - start > WIDTH:
        place = break_place(code, depth, start, start + WIDTH - len(lead))
        if place is None:
            break
        lines.append(lead + code[start:place])
        start, lead = place + 1, indent + TAB
    return [*lines, lead + code[start:]]


def break_place(code: str, depth: Sequence[int], start: int, end: int) -> int | None:
    """The best space at which to break what stands between two places."""
    for spaces in (OPERATOR, ASSIGNED):
        found = [match.start() for match in spaces.finditer(code, start, end + 3)]
        found = [k for k in found if start < k <= end and depth[k] >= 0]
        if found:
            return min(found, key=lambda k: (depth[k], -k))
    return None


def depths(code: str) -> list[int]:
    """For each character, how many brackets are open around it; -1 within strings."""
    depth, inside, found = 0, False, []
    for letter in code:
        depth -= letter in ")]}" and not inside
        found.append(-1 if inside else depth)
        inside ^= letter == '"'
        depth += letter in "([{" and not inside
    return found


def number_text(value: Any) -> str:
    """A number such that C reads the very same; a `np.float32` in single precision."""
    if not np.isfinite(value):
        return "NAN" if np.isnan(value) else "INFINITY" if value > 0 else "-INFINITY"
    if isinstance(value, np.float32):
        return single(str(value))
    return repr(float(value))


def definition(head: str, array: Any) -> list[str]:
    """`head = {1.0, 2.0};`, over as many lines as it takes."""
    if not array.ndim:
        return [f"{head} = {number_text(array[()])};"]
    line = f"{head} = {nested(array)};"
    if len(line) <= WIDTH:
        return [line]
    return [f"{head} = {{", *rows(array, TAB), "};"]


def nested(array: Any) -> str:
    if not array.ndim:
        return number_text(array[()])
    return f"{{{', '.join(nested(part) for part in array)}}}"


def rows(array: Any, indent: str) -> list[str]:
    """What stands between the braces; a part that is too wide has lines of its own."""
    if all(len(f"{indent}{nested(part)},") <= WIDTH for part in array):
        return filled([nested(part) for part in array], indent)
    return [
        line
        for part in array
        for line in (f"{indent}{{", *rows(part, indent + TAB), f"{indent}}},")
    ]


def filled(items: Iterable[str], indent: str) -> list[str]:
    """The items with commas, as many in a line as it holds."""
    lines: list[str] = []
    for item in items:
        if lines and len(f"{lines[-1]} {item},") <= WIDTH:
            lines[-1] += f" {item},"
        else:
            lines.append(f"{indent}{item},")
    return lines
