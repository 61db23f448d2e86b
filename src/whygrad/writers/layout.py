"""Lines of Python no wider than 88, broken where `ruff format` would break them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from itertools import pairwise

WIDTH = 88
TAB = " " * 4
OPERATORS = (("==", ">"), ("+", "-"), ("*", "/", "@"))


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


def assign(targets: Sequence[str], code: str, indent: str = "", caption: str = "") -> list[str]:
    """`a, b = code`, the caption behind it or, where that is too wide, above it."""
    behind = f"  # {caption}" if caption else ""
    left = ", ".join(targets)
    line = f"{indent}{left} = {code}"
    if len(line) + len(behind) <= WIDTH and "\n" not in behind:
        return [line + behind]
    lines = comment(caption, indent)
    if len(f"{indent}{left} = (") > WIDTH:
        wide = sequence("(", targets, ") = (", indent, True)
        return [*lines, *wide[:-1], *statement(f"{indent}) = ", code, indent)]
    return lines + statement(f"{indent}{left} = ", code, indent)


def give(values: Sequence[str], indent: str = "") -> list[str]:
    """`return a, b`"""
    line = f"{indent}return {', '.join(values)}"
    if len(line) <= WIDTH:
        return [line]
    return sequence(f"{indent}return (", values, ")", indent, True)


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
    return [head, *each_apart(items, indent + TAB), indent + tail]


def each_apart(items: Iterable[str], indent: str) -> list[str]:
    lines = []
    for item in items:
        broken = statement(indent, item, indent) if len(indent + item) >= WIDTH else [indent + item]
        lines += [*broken[:-1], broken[-1] + ","]
    return lines


def statement(head: str, code: str, indent: str) -> list[str]:
    """`head` and an expression, which is broken where it is too wide."""
    if len(head + code) <= WIDTH:
        return [head + code]
    terms = split_operators(code)
    if len(terms) == 1:
        return break_call(head, code, indent)
    if len(terms) == 2 and ends_in_arguments(code):
        broken = break_call(head, code, indent)
        if len(broken[0]) <= WIDTH:
            return broken
    return [f"{head}(", *break_terms(terms, indent + TAB), f"{indent})"]


def break_terms(terms: list[str], indent: str) -> list[str]:
    """A line for each operand, its operator in front; wide ones are broken further."""
    lines = []
    for term in terms:
        sign = re.match(r"([-+*/@>]|==) ", term)
        head, code = (sign[0], term[sign.end() :]) if sign else ("", term)
        inner = split_operators(code)
        if len(indent + term) <= WIDTH:
            lines.append(indent + term)
        elif len(inner) > 1:
            first, *rest = inner
            lines += break_terms([head + first, *rest], indent)
        else:
            lines += break_call(indent + head, code, indent)
    return lines


def break_call(head: str, code: str, indent: str) -> list[str]:
    """Break inside the last bracket that has something in it."""
    start, end = last_bracket(code)
    if start is None:
        return [head + code]
    inside = code[start + 1 : end]
    items = split_commas(inside)
    before, after = head + code[: start + 1], code[end:]
    if len(items) > 1:
        return sequence(before, items, after, indent)
    return [before, *break_terms(split_operators(inside), indent + TAB), indent + after]


def ends_in_arguments(code: str) -> bool:
    start, end = last_bracket(code)
    return start is not None and end == len(code) - 1 and len(code) - start > 2


def depths(code: str) -> list[int]:
    """For each character, how many brackets are open before it; within strings -1."""
    depth, quoted, found = 0, False, []
    for letter in code:
        depth -= letter in ")]}" and not quoted
        found.append(-1 if quoted else depth)
        quoted ^= letter == '"'
        depth += letter in "([{" and not quoted
    return found


def last_bracket(code: str) -> tuple[int | None, int]:
    depth = depths(code)
    ends = [k for k, letter in enumerate(code) if letter in ")]}" and depth[k] == 0]
    for end in reversed(ends):
        start = max(k for k in range(end) if depth[k] == 0 and code[k] in "([{")
        if end - start > 1:
            return start, end
    return None, 0


def split_operators(code: str) -> list[str]:
    """The operands at the loosest operator outside all brackets, each with its operator."""
    depth = depths(code)
    for operators in OPERATORS:
        places = [
            k
            for operator in operators
            for k in range(len(code))
            if code.startswith(f" {operator} ", k) and depth[k] == 0
        ]
        if places:
            edges = [-1, *sorted(places), len(code)]
            return [code[a + 1 : b] for a, b in pairwise(edges)]
    return [code]


def split_commas(code: str) -> list[str]:
    depth = depths(code)
    edges = [-1, *(k for k, letter in enumerate(code) if letter == "," and depth[k] == 0)]
    pieces = zip(edges, [*edges[1:], len(code)], strict=True)
    return [code[a + 1 : b].strip() for a, b in pieces if code[a + 1 : b].strip()]
