"""Expressions: from Python's syntax nodes to ours, checking names and indexes on the way."""

from __future__ import annotations

import ast
import re
import sys
from fractions import Fraction

from whygrad.language.equations import Place
from whygrad.language.expressions import (
    REDUCTIONS,
    Binary,
    Call,
    Entry,
    Expression,
    Negative,
    Number,
    Reduction,
    Size,
    walk,
)
from whygrad.language.functions import FUNCTIONS
from whygrad.language.messages import counted, listing, nearest
from whygrad.language.scanning import LONGEST_NUMBER, Scan, place_of
from whygrad.language.scope import TWICE, Scope
from whygrad.language.vocabulary import RESERVED, expected

DEEPEST_EXPRESSION = 80
MOST_INDEXES = 32  # as many axes as an array has everywhere
OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
}
UNNAMED = "arguments stand one after the other, without names."
FORM_OF_NAME = "Expected a name with index names, such as `output[i, j]`."
DECIMAL = re.compile(r"(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")
SMALLEST, LARGEST = Fraction(sys.float_info.min), Fraction(sys.float_info.max)


class Reader:
    """Reads expressions; `scope` knows the names above."""

    def __init__(self, found: Scan, scope: Scope):
        self.found = found
        self.scope = scope

    def read(self, node: ast.expr, target: tuple[str, ...]) -> Expression:
        """The right side of an equation whose target carries these indexes."""
        return self.expression(node, target, 1)

    def expression(self, node: ast.expr, bound: tuple[str, ...], depth: int) -> Expression:
        deepest = DEEPEST_EXPRESSION * (2 if self.scope.whole else 1)
        if depth > deepest:
            self.found.fail(
                f"this expression nests more than {deepest} operations deep.",
                place_of(node),
                "Split it over several equations.",
            )
        match node:
            case ast.Constant():
                return self.number(node)
            case ast.Name(id=name):
                self.scope.read(name, (), bound, place_of(node))
                return Entry(name)
            case ast.Subscript():
                return self.subscript(node, bound)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Negative(self.expression(operand, bound, depth + 1))
            case ast.BinOp(op=operator) if type(operator) in OPERATORS:
                return self.binary(node, bound, depth)
            case ast.Call():
                return self.call(node, bound, depth)
        self.found.fail(*self.not_in_grammar(node))

    def not_in_grammar(self, node: ast.expr) -> tuple[str, Place, str]:
        match node:
            case ast.Compare():
                advice = "Compare with `equal(a, b)` or `step(a - b)`."
            case ast.UnaryOp(op=ast.UAdd()):
                advice = "Leave the plus sign out."
            case ast.BinOp() | ast.UnaryOp():
                advice = "The operators are `+ - * / **`."
            case _:
                advice = "Expected numbers, names, `+ - * / **`, functions and reductions."
        return "this is not part of the language.", place_of(node), advice

    def number(self, node: ast.Constant) -> Number:
        value = read_number(node, self.found)
        if value is None:
            written = self.found.lines[node.lineno - 1][node.col_offset : node.end_col_offset]
            what = "this is not a decimal number."
            if DECIMAL.fullmatch(written):
                what = "this number is too large or too small for a computer."
            self.found.fail(what, place_of(node), "Expected 2, 0.5 or 1e-3.")
        return value

    def binary(self, node: ast.BinOp, bound: tuple[str, ...], depth: int) -> Expression:
        operator = OPERATORS[type(node.op)]
        left = self.expression(node.left, bound, depth + 1)
        right = self.expression(node.right, bound, depth + 1)
        if operator == "**":
            self.check_exponent(right, node.right)
        return Binary(operator, left, right)

    def check_exponent(self, exponent: Expression, node: ast.expr) -> None:
        """It may hold numbers, settings and `iteration`: nothing that has a gradient."""
        for part in walk(exponent):
            if isinstance(part, Entry):
                kind = self.scope.meaning(part.name, place_of(node)).kind
                if kind != "setting":
                    self.found.fail(
                        f"an exponent is a number or a setting; `{part.name}` is neither.",
                        place_of(node),
                        "A power with a varying exponent is `exp(b * log(a))`.",
                    )

    def subscript(self, node: ast.Subscript, bound: tuple[str, ...]) -> Expression:
        if not isinstance(node.value, ast.Name):
            self.found.fail("only a name has subscripts.", place_of(node), FORM_OF_NAME)
        name, indexes = node.value.id, self.subscripts(node)
        if name == "size":
            return self.size(node, indexes)
        if name in REDUCTIONS:
            self.found.fail(
                f"`{name}` lacks what it reduces.", place_of(node), f"Expected `{name}[i](...)`."
            )
        self.scope.read(name, indexes, bound, place_of(node))
        return Entry(name, indexes)

    def size(self, node: ast.Subscript, indexes: tuple[str, ...]) -> Size:
        if len(indexes) != 1:
            self.found.fail("`size` takes one index.", place_of(node), "Expected `size[i]`.")
        self.scope.use_index(indexes[0], place_of(node))
        return Size(indexes[0])

    def subscripts(self, node: ast.Subscript) -> tuple[str, ...]:
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        names = []
        for part in parts:
            if not isinstance(part, ast.Name):
                self.found.fail(
                    "a subscript is the name of an index.",
                    place_of(part),
                    "There is no indexing by values.",
                )
            names.append(part.id)
        if len(names) > MOST_INDEXES:
            what = f"there are {len(names):,} indexes; at most {MOST_INDEXES} are read."
            self.found.fail(what, place_of(node))
        if not names:
            self.found.fail("there is no index in the brackets.", place_of(node), FORM_OF_NAME)
        return tuple(names)

    def call(self, node: ast.Call, bound: tuple[str, ...], depth: int) -> Expression:
        if node.keywords or any(isinstance(part, ast.Starred) for part in node.args):
            self.found.fail(UNNAMED, place_of(node), "Expected arguments such as `f(a, b)`.")
        match node.func:
            case ast.Subscript(value=ast.Name(id=kind)):
                return self.reduction(node, kind, node.func, bound, depth)
            case ast.Name(id=name) if name in REDUCTIONS:
                self.found.fail(
                    f"`{name}` must say over which index.", place_of(node.func), expected(name)
                )
            case ast.Name(id=name):
                return self.function(node, name, bound, depth)
        self.found.fail(*self.not_in_grammar(node))

    def function(self, node: ast.Call, name: str, bound: tuple[str, ...], depth: int) -> Call:
        if name in RESERVED and name not in FUNCTIONS:
            what = f"`{name}` is {RESERVED[name]}, not a function."
            self.found.fail(what, place_of(node.func), expected(name))
        if name not in FUNCTIONS:
            known = [*FUNCTIONS, *REDUCTIONS]
            advice = nearest(name, known) or f"Functions are {listing(FUNCTIONS)}."
            self.found.fail(f"`{name}` is not a function.", place_of(node.func), advice)
        wanted = FUNCTIONS[name].arguments
        if len(node.args) != len(wanted):
            self.found.fail(
                f"`{name}` takes {counted(len(wanted), 'argument')}, not {len(node.args)}.",
                place_of(node),
                expected(name),
            )
        return Call(name, tuple(self.expression(part, bound, depth + 1) for part in node.args))

    def reduction(
        self, node: ast.Call, kind: str, head: ast.Subscript, bound: tuple[str, ...], depth: int
    ) -> Reduction:
        if kind not in REDUCTIONS:
            advice = nearest(kind, REDUCTIONS) or f"Reductions are {listing(REDUCTIONS)}."
            self.found.fail(f"`{kind}` is not a reduction.", place_of(head), advice)
        if len(node.args) != 1:
            self.found.fail(
                f"`{kind}` takes 1 argument, not {len(node.args)}.",
                place_of(node),
                f"Expected `{kind}[i](...)`.",
            )
        indexes = self.subscripts(head)
        for position, index in enumerate(indexes):
            if index in indexes[:position]:
                self.found.fail(f"index `{index}` stands twice.", place_of(head), TWICE)
            if index in bound:
                self.found.fail(
                    f"index `{index}` is in use here; it cannot be bound again.",
                    place_of(head),
                    "Read the quantity under another index name, which then has the same length.",
                )
            self.scope.use_index(index, place_of(head))
        return Reduction(
            kind, indexes, self.expression(node.args[0], (*bound, *indexes), depth + 1)
        )


def read_number(node: ast.expr | None, found: Scan, *, signed: bool = False) -> Number | None:
    """An exact number as written, with a minus sign where `signed`; None for anything else."""
    if signed and isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = read_number(node.operand, found)
        return Number(-inner.value, f"-{inner.text}") if inner else None
    if not isinstance(node, ast.Constant) or not isinstance(node.value, int | float):
        return None
    written = found.lines[node.lineno - 1][node.col_offset : node.end_col_offset]
    if len(written) > LONGEST_NUMBER or not DECIMAL.fullmatch(written):
        return None
    value = Fraction(written)
    return Number(value, written) if value == 0 or SMALLEST <= value <= LARGEST else None
