"""Where a wide expression is broken: as `ruff format` does it.

Outside brackets a line can only be broken within a bracket. So a wide expression is put into
parentheses, unless a bracket of its own will do: then it has one operator at most, and starts
or ends with that bracket.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

WIDTH = 88
TAB = " " * 4
OPERATORS = (("==", ">"), ("+", "-"), ("*", "/", "@"), ("**",))  # the loosest first


def broken(head: str, code: str, indent: str) -> list[str]:
    """The lines of `head` and a wide expression."""
    if not brackets(code) and len(split_operators(code)) == 1:
        return [head + code]
    if has_bracket_to_break(code):
        lines = flowing(head, code, indent)
        if all(len(line) <= WIDTH for line in lines):
            return lines
    return [f"{head}(", *inside(code, indent + TAB), f"{indent})"]


def has_bracket_to_break(code: str) -> bool:
    found, terms = brackets(code), split_operators(code)
    if not found or len(terms) > 2:
        return False
    return (
        len(terms) == 1
        or code.startswith("(")
        or (code.endswith(")") and found[-1][1] == len(code) - 1)
    )


def flowing(head: str, code: str, indent: str) -> list[str]:
    """Brackets are broken from left to right, each only if what comes up to the next one
    would not fit."""
    lines, line, place = [], head, 0
    found = brackets(code)
    for (start, end), after in zip(found, [*found[1:], None], strict=True):
        following = code[end : after[0] + 1] if after else code[end:]
        if len(line + code[place:end] + following) <= WIDTH:
            line += code[place:end]
        else:
            lines += [line + code[place : start + 1]]
            lines += contents(code[start + 1 : end], indent + TAB)
            line = indent
        place = end
    return [*lines, line + code[place:]]


def contents(code: str, indent: str) -> list[str]:
    """What stands in a bracket that is broken."""
    items = split_commas(code)
    if len(items) == 1 or len(indent + code) <= WIDTH:
        return inside(code, indent)
    return apart_lines(items, indent)


def apart_lines(items: Sequence[str], indent: str) -> list[str]:
    """A line for each item, with a comma."""
    parts = [inside(item, indent, ",") for item in items]
    return [line for part in parts for line in (*part[:-1], part[-1] + ",")]


def inside(code: str, indent: str, tail: str = "") -> list[str]:
    """An expression within brackets: each operator at which it is broken starts a line."""
    if len(indent + code + tail) <= WIDTH:
        return [indent + code]
    terms = split_operators(code)
    if len(terms) == 1:
        return flowing(indent, code, indent)
    return [line for term in terms for line in term_lines(term, indent)]


def term_lines(term: str, indent: str) -> list[str]:
    """One operand, its operator in front."""
    if len(indent + term) <= WIDTH:
        return [indent + term]
    sign, space, code = term.partition(" ")
    if sign not in {operator for level in OPERATORS for operator in level}:
        sign, space, code = "", "", term
    first, *rest = split_operators(code)
    if not rest:
        return flowing(indent + sign + space, code, indent)
    return [line for part in (sign + space + first, *rest) for line in term_lines(part, indent)]


def depths(code: str) -> list[int]:
    """For each character, how many brackets are open around it; -1 within strings."""
    depth, quoted, found = 0, False, []
    for letter in code:
        depth -= letter in ")]}" and not quoted
        found.append(-1 if quoted else depth)
        quoted ^= letter == '"'
        depth += letter in "([{" and not quoted
    return found


def brackets(code: str) -> list[tuple[int, int]]:
    """Where the outermost brackets open and close, but for those with nothing in them."""
    outer = [k for k, depth in enumerate(depths(code)) if depth == 0 and code[k] in "()[]{}"]
    return [(a, b) for a, b in zip(outer[::2], outer[1::2], strict=True) if b - a > 1]


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
    commas = [k for k, letter in enumerate(code) if letter == "," and depth[k] == 0]
    pieces = [code[a + 1 : b].strip() for a, b in pairwise([-1, *commas, len(code)])]
    return [piece for piece in pieces if piece]
