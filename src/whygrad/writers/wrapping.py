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
OPERATORS = (("==", ">", "<"), ("+", "-"), ("*", "/", "@"), ("**",))  # the loosest first


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
    if len(terms) == 1:
        return len(chain(code)) == 1
    return code.startswith("(") or (code.endswith(")") and not code.endswith("()"))


def flowing(head: str, code: str, indent: str, tail: str = "") -> list[str]:
    """Brackets are broken from left to right, each only if what comes up to the next one
    would not fit."""
    lines, line, place = [], head, 0
    found = brackets(code)
    openings = [start for start, _ in found[1:]]
    for start, end in found:
        after = next((opening for opening in openings if opening > end), None)
        following = code[end:] + tail if after is None else code[end : after + 1]
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
    clauses = split_clauses(code)
    if len(clauses) > 1:
        return [line for clause in clauses for line in inside(clause, indent)]
    terms = split_operators(code)
    if len(terms) == 1:
        return chained(indent, code, indent, tail)
    return terms_lines(terms, indent, tail)


def terms_lines(terms: Sequence[str], indent: str, tail: str) -> list[str]:
    """A line or more for each operand; behind the last one comes the tail."""
    tails = [*([""] * (len(terms) - 1)), tail]
    parts = (term_lines(term, indent, its) for term, its in zip(terms, tails, strict=True))
    return [line for part in parts for line in part]


def term_lines(term: str, indent: str, tail: str = "") -> list[str]:
    """One operand, its operator in front."""
    if len(indent + term + tail) <= WIDTH:
        return [indent + term]
    sign, space, code = term.partition(" ")
    if sign not in {operator for level in OPERATORS for operator in level}:
        sign, space, code = "", "", term
    first, *rest = split_operators(code)
    if not rest:
        return chained(indent + sign + space, code, indent, tail)
    return terms_lines([sign + space + first, *rest], indent, tail)


def chained(head: str, code: str, indent: str, tail: str) -> list[str]:
    """An operand within brackets; a chain of methods has a line for each."""
    first, *rest = chain(code)
    lines = flowing(head, first, indent, "" if rest else tail)
    return [*lines, *(line for link in rest for line in flowing(indent, link, indent, tail))]


def chain(code: str) -> list[str]:
    """The links of a chain such as `f(x).sum(axis=0).T`; a lone link is no chain."""
    depth = depths(code)
    dots = [k for k in range(1, len(code)) if code[k] == "." and depth[k] == 0]
    links = [k for k in dots if code[k - 1] in ")]"]
    if len(links) < 2:
        return [code]
    return [code[a:b] for a, b in pairwise([0, *links, len(code)])]


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


def split_clauses(code: str) -> list[str]:
    """What a comprehension lists, and each `for ... in ...`."""
    depth = depths(code)
    places = [k for k in range(len(code)) if code.startswith(" for ", k) and depth[k] == 0]
    return [code[a + 1 : b] for a, b in pairwise([-1, *places, len(code)])]


def split_commas(code: str) -> list[str]:
    depth = depths(code)
    commas = [k for k, letter in enumerate(code) if letter == "," and depth[k] == 0]
    pieces = [code[a + 1 : b].strip() for a, b in pairwise([-1, *commas, len(code)])]
    return [piece for piece in pieces if piece]
