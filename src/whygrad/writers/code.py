"""Pieces of Python code that know how tightly they bind and which axes they carry."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from whygrad.language.expressions import Number

SUM, PRODUCT, UNARY, POWER, ATOM = 1, 2, 3, 4, 5
LEVELS = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "@": PRODUCT, "**": POWER}
REAL, NUMBER, TRUTH = "real", "number", "truth"
HUGGED = re.compile(r"-?([A-Za-z_]\w*(\.[A-Za-z_]\w*)*|\d[\w.]*)")


@dataclass(frozen=True, slots=True)
class Code:
    """Code for a value.

    axes   the index of each axis of the array, in order; empty for a scalar
    level  how tightly the outermost operator binds
    kind   REAL (of the run's precision), NUMBER (Python's own, which takes any precision
           on) or TRUTH (true and false in the place of 1 and 0)
    """

    text: str
    axes: tuple[str, ...] = ()
    level: int = ATOM
    kind: str = REAL

    def at_least(self, level: int) -> str:
        """The text, in parentheses where it binds more loosely than `level`."""
        return self.text if self.level >= level else f"({self.text})"


def number_code(number: Number) -> Code:
    """A number as the person wrote it, in the spelling of Python's formatters."""
    text = tidy_number(number.text) if number.text else exact_text(number.value)
    level = UNARY if text.startswith("-") else ATOM
    return Code(text, level=PRODUCT if "/" in text else level, kind=NUMBER)


def tidy_number(text: str) -> str:
    text = text.lower()
    text = re.sub(r"^\.", "0.", text)
    return re.sub(r"\.(?=e|$)", ".0", text)


def exact_text(value: Fraction) -> str:
    """An integer, a decimal that says exactly this, or a quotient."""
    if value.denominator == 1:
        return str(value.numerator)
    decimal = repr(float(value))
    return decimal if Fraction(decimal) == value else f"{value.numerator} / {value.denominator}"


def negate(operand: Code) -> Code:
    return replace(operand, text=f"-{operand.at_least(ATOM)}", level=UNARY)


def operate(operator: str, left: Code, right: Code, axes: tuple[str, ...]) -> Code:
    """`left operator right`, with the parentheses that keep the order of the operations."""
    level = LEVELS[operator]
    if operator == "**":
        texts = left.at_least(ATOM), right.at_least(UNARY)
    else:
        texts = left.at_least(level), right.at_least(level + 1)
    if level == PRODUCT:
        texts = mark_mixture(operator, left, texts[0]), texts[1]
    hugs = operator == "**" and all(HUGGED.fullmatch(text) for text in texts)
    text = operator.join(texts) if hugs else f"{texts[0]} {operator} {texts[1]}"
    kind = NUMBER if left.kind == right.kind == NUMBER else REAL
    return Code(text, axes, level, kind)


def mark_mixture(operator: str, left: Code, text: str) -> str:
    """Parentheses where `@` meets `*` or `/`: nobody remembers which goes first."""
    if left.level != PRODUCT:
        return text
    products = outermost_operators(left.text) & {"*", "/", "@"}
    return f"({text})" if ("@" in products) != (operator == "@") else text


def outermost_operators(text: str) -> set[str]:
    depth, found = 0, set()
    for word in re.findall(r"[()\[\]]|[^\s()\[\]]+", text):
        depth += (word in "([") - (word in ")]")
        if not depth:
            found.add(word)
    return found


@cache
def template_level(template: str) -> int:
    """How tightly a spelling from the function table binds."""
    body = ast.parse(re.sub(r"\{(\w+)\}", r"\1", template), mode="eval").body
    if template.startswith("("):
        return ATOM
    match body:
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            return SUM
        case ast.BinOp(op=ast.Pow()):
            return POWER
        case ast.BinOp():
            return PRODUCT
        case ast.UnaryOp():
            return UNARY
    return ATOM


def names_loaded(text: str) -> set[str]:
    """The names that a piece of code reads."""
    nodes = ast.walk(ast.parse(text.strip(), mode="eval"))
    return {node.id for node in nodes if isinstance(node, ast.Name)}
