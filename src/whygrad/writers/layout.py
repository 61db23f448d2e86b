"""Lines of Python no wider than 88, broken where `ruff format` would break them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from whygrad.writers.wrapping import TAB, WIDTH, apart_lines, broken


def comment(text: str, indent: str = "") -> list[str]:
    """A caption as comment lines; none for an empty one."""
    return [
        f"{indent}# {line}"
        for paragraph in text.splitlines()
        for line in textwrap.wrap(paragraph, WIDTH - len(indent) - 2, break_on_hyphens=False)
    ]


def docstring(text: str, indent: str = "") -> list[str]:
    """A docstring of one line or of several."""
    one = f'{indent}"""{text}"""'
    if len(one) <= WIDTH and "\n" not in text:
        return [one]
    first, *rest = text.split("\n")
    return [f'{indent}"""{first}', *((indent + line).rstrip() for line in rest), f'{indent}"""']


def assign(
    targets: Sequence[str], code: str, indent: str = "", caption: str = "", sign: str = "="
) -> list[str]:
    """`a, b = code`, the caption behind it or, where that is too wide, above it."""
    behind = f"  # {caption}" if caption else ""
    left = ", ".join(targets)
    line = f"{indent}{left} {sign} {code}"
    if len(line) + len(behind) <= WIDTH and "\n" not in behind:
        return [line + behind]
    lines = comment(caption, indent)
    if len(f"{indent}{left} = (") > WIDTH:
        wide = sequence(f"{indent}(", targets, ") = (", indent, True)
        return [*lines, *wide[:-1], *statement(f"{indent}) = ", code, indent)]
    return lines + statement(f"{indent}{left} {sign} ", code, indent)


def give(values: Sequence[str], indent: str = "", word: str = "return") -> list[str]:
    """`return a, b`, or another word for `return`."""
    line = f"{indent}{word} {', '.join(values)}"
    if len(line) <= WIDTH:
        return [line]
    return sequence(f"{indent}{word} (", values, ")", indent, True)


def sequence(
    head: str, items: Sequence[str], tail: str, indent: str, apart: bool = False
) -> list[str]:
    """`head`, the items, `tail`: on one line, on a line of their own, or a line for each."""
    line = f"{head}{', '.join(items)}{tail}"
    if len(line) <= WIDTH and not apart:
        return [line]
    inner = f"{indent}{TAB}{', '.join(items)}"
    if len(inner) <= WIDTH and not apart:
        return [head, inner, indent + tail]
    return [head, *apart_lines(items, indent + TAB), indent + tail]


def statement(head: str, code: str, indent: str) -> list[str]:
    """`head` and an expression, which is broken where it is too wide."""
    return [head + code] if len(head + code) <= WIDTH else broken(head, code, indent)


def returned(code: str, indent: str) -> str:
    """The text that returns one expression."""
    return "\n".join(statement(f"{indent}return ", code, indent))
