"""Equations as loops of C.

A reduction becomes a variable and a loop that adds to it. Both stand in the outermost loop in
which all that the reduction reads is known, so that nothing is computed twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from whygrad.language.equations import ITERATION, Equation
from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Negative,
    Number,
    Reduction,
    Size,
    entries,
    free_indexes,
)
from whygrad.language.functions import FUNCTIONS
from whygrad.writers.c_layout import comment, single, statement
from whygrad.writers.code import NUMBER, PRODUCT, REAL, UNARY, Code, negate, number_code, operate
from whygrad.writers.wrapping import TAB

GLOBAL, LOCAL, RESULT = "global", "local", "result"
NO_OVERFLOW = "taken off, so that no exp overflows"
MOST_DIGITS = 9  # of a whole number that is an int everywhere


@dataclass
class Look:
    """What the code of one function knows of its surroundings.

    entry   the code for an entry of a quantity
    size    the code for the length of an index
    index   how an index is spelled
    taken   names that no local variable may have
    single  whether numbers have single precision
    """

    entry: Callable[[Entry], str]
    size: Callable[[str], str]
    index: Callable[[str], str]
    taken: set[str]
    single: bool = False


@dataclass
class Block:
    """The body of a loop over an index, or of a function."""

    look: Look
    index: str = ""
    parent: Block | None = None
    inside: set[str] = field(default_factory=set)  # names of variables of one equation
    items: list[Block | tuple[str, str]] = field(default_factory=list)

    def add(self, code: str, behind: str = "") -> None:
        self.items.append((single(code) if self.look.single else code, behind))

    def loops(self, indexes: Iterable[str]) -> list[Block]:
        """This block and within it a loop over each of the indexes."""
        found = [self]
        for index in indexes:
            found.append(Block(self.look, index, found[-1], self.inside))
        return found

    def home(self, indexes: Iterable[str]) -> Block:
        """The outermost block around this one that knows all of the indexes."""
        here = self
        while here.parent is not None and here.index not in indexes:
            here = here.parent
        return here

    def variable(self, name: str, value: str) -> str:
        """A new variable of this block."""
        taken, word, count = self.look.taken | self.inside, name, 1
        while word in taken:
            count += 1
            word = f"{name}{count}"
        self.inside.add(word)
        if self.parent is None:  # it lives as long as the function
            self.look.taken.add(word)
        self.add(f"real {word} = {value};")
        return word

    def lines(self, indent: str = TAB) -> list[str]:
        found = []
        for item in self.items:
            if isinstance(item, Block):
                word = self.look.index(item.index)
                size = self.look.size(item.index)
                found.append(f"{indent}for (int {word} = 0; {word} < {size}; {word}++) {{")
                found += [*item.lines(indent + TAB), f"{indent}}}"]
            else:
                found += statement(item[0], indent, item[1])
        return found


def close(blocks: list[Block]) -> None:
    """Put each block into the one around it."""
    for outer, inner in reversed(list(pairwise(blocks))):
        outer.items.append(inner)


def equation_lines(
    equation: Equation, look: Look, caption: str = "above", role: str = GLOBAL
) -> list[str]:
    """The lines that set a quantity, its caption above or behind them.

    The quantity exists already, or is a variable of the function, or its result.
    """
    root = Block(look)
    behind = equation.caption if caption == "behind" else ""
    if accumulates(equation):
        accumulate_target(equation, root, behind, role)
    else:
        set_target(equation, root, behind, role)
    return (comment(equation.caption, TAB) if caption == "above" else []) + root.lines()


def accumulates(equation: Equation) -> bool:
    """Whether the target can hold the sum while it grows."""
    match equation.expression:
        case Reduction("sum" | "mean", _, body):
            read = {entry.name for entry in entries(body)}
            return not equation.target.indexes and equation.name not in read
    return False


def accumulate_target(equation: Equation, root: Block, behind: str, role: str) -> None:
    """`loss = 0;`, and a loop that adds to it."""
    reduction = equation.expression
    assert isinstance(reduction, Reduction)
    target = root.look.entry(equation.target)
    root.add(f"{'real ' if role != GLOBAL else ''}{target} = 0;")
    each_term(reduction, root, lambda value: f"{target} += {value};", behind)
    if reduction.kind == "mean":
        sizes = " * ".join(map(root.look.size, reduction.indexes))
        root.add(f"{target} /= {'(real)' if len(reduction.indexes) > 1 else ''}{sizes};")
    if role == RESULT:
        root.add(f"return {target};")


def set_target(equation: Equation, root: Block, behind: str, role: str) -> None:
    """`target = value;` within a loop over each of its indexes."""
    look = root.look
    target, indexes = look.entry(equation.target), equation.target.indexes
    if role == LOCAL and indexes:
        sizes = "".join(f"[{look.size(index)}]" for index in indexes)
        root.add(f"real {look.entry(Entry(equation.name))}{sizes};")
    blocks = root.loops(indexes)
    code = lower(equation.expression, blocks[-1]).text
    if role == RESULT and not indexes:
        root.add(f"return {code};")
    else:
        head = "const real " if role == LOCAL and not indexes else ""
        blocks[-1].add(f"{head}{target} = {code};", behind)
    close(blocks)


def lower(expression: Expression, block: Block) -> Code:
    """Code for an expression; its reductions are put into the block and those around it."""
    match expression:
        case Number():
            return whole_or_real(number_code(expression))
        case Entry(name) if name.startswith("@"):
            return Code(name[1:])
        case Entry(name):
            kind = NUMBER if name == ITERATION else REAL
            return Code(block.look.entry(expression), kind=kind)
        case Size(index):
            return Code(block.look.size(index), kind=NUMBER)
        case Negative(operand):
            return negate(lower(operand, block))
        case Binary("**", base, exponent):
            return power(lower(base, block), exponent, block)
        case Binary(operator, left, right):
            return combine(operator, lower(left, block), lower(right, block))
        case Call(function, arguments):
            texts = [lower(argument, block).text for argument in arguments]
            row = FUNCTIONS[function]
            return Code(row.c.format(**dict(zip(row.arguments, texts, strict=True))))
        case Reduction():
            return lower_reduction(expression, block)


def whole_or_real(code: Code) -> Code:
    """A number of Python as one of C, where whole numbers divide in a way of their own."""
    text = code.text.replace("_", "")
    if text.lstrip("-").isdigit() and len(text) <= MOST_DIGITS:
        return replace(code, text=text)
    return replace(code, text=re.sub(r"^(-?\d+)(?= /|$)", r"\1.0", text), kind=REAL)


def as_real(code: Code) -> Code:
    """The same number, but no longer whole."""
    if re.fullmatch(r"-?\d+", code.text):
        return replace(code, text=f"{code.text}.0", kind=REAL)
    return Code(f"(real){code.at_least(UNARY)}", level=UNARY)


def combine(operator: str, left: Code, right: Code) -> Code:
    if left.kind == right.kind == NUMBER:
        left = as_real(left)
    return replace(operate(operator, left, right, ()), kind=REAL)


def power(base: Code, exponent: Expression, block: Block) -> Code:
    if isinstance(exponent, Number) and exponent.value == 2:
        return Code(f"square({base.text})")
    return Code(f"pow({base.text}, {lower(exponent, block).text})")


def lower_reduction(reduction: Reduction, block: Block) -> Code:
    """The variable that holds the result, or what is made of it."""
    home = block.home(free_indexes(reduction))
    if reduction.kind in ("max", "logsumexp"):
        name = home.variable("largest", "-INFINITY")
        each_term(reduction, home, lambda value: f"{name} = maximum({name}, {value});")
        return Code(name) if reduction.kind == "max" else log_of_sum(reduction, name, home)
    name = home.variable("sum", "0")
    each_term(reduction, home, lambda value: f"{name} += {value};")
    if reduction.kind == "mean":
        return Code(f"{name} / {divisor(reduction, home.look)}", level=PRODUCT)
    return Code(name)


def log_of_sum(reduction: Reduction, largest: str, home: Block) -> Code:
    """The rest of logsumexp: with the largest taken off, no exponential overflows."""
    home.add(f"{largest} = isfinite({largest}) ? {largest} : 0;", NO_OVERFLOW)
    name = home.variable("sum", "0")
    body = Call("exp", (Binary("-", reduction.body, Entry(f"@{largest}")),))
    each_term(replace(reduction, body=body), home, lambda value: f"{name} += {value};")
    return combine("+", Code(largest), Code(f"log({name})"))


def divisor(reduction: Reduction, look: Look) -> str:
    """How many terms a mean has, as it stands behind `/`."""
    sizes = [look.size(index) for index in reduction.indexes]
    return sizes[0] if len(sizes) == 1 else f"((real){' * '.join(sizes)})"


def each_term(
    reduction: Reduction, home: Block, use: Callable[[str], str], behind: str = ""
) -> None:
    """Loops over the bound indexes, which do something with each value of the body."""
    blocks = home.loops(reduction.indexes)
    blocks[-1].add(use(lower(reduction.body, blocks[-1]).text), behind)
    close(blocks)
