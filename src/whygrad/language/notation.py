"""A list of equations as text that reads in again as the same list."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from whygrad.language.equations import Declaration, Equation, Start, Step
from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Negative,
    Number,
    Reduction,
    Size,
    is_decimal,
)

# how tightly each binds, as in Python
SUM, PRODUCT, SIGN, POWER, ATOM = 1, 2, 3, 4, 5
BINDING = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "**": POWER}
COMMENT_GAP = "  # "
WIDEST_ALIGNED = 100
LONGEST_PLAIN = 16  # a whole number of more digits is written with an exponent
SMALLEST_PLAIN = Fraction(1, 10_000)  # below it a number is written with an exponent


def number_text(value: Fraction, text: str = "") -> str:
    """As written; a computed number as a whole or decimal number, else as a quotient."""
    if text:
        return text
    if value.denominator == 1:
        return whole_text(value.numerator)
    if is_decimal(value):
        return decimal_text(value)
    return f"{value.numerator} / {value.denominator}"


def whole_text(value: int) -> str:
    digits = str(abs(value))
    if len(digits) <= LONGEST_PLAIN:
        return str(value)
    first, rest = digits[0], digits[1:].rstrip("0")
    return f"{'-' if value < 0 else ''}{first}{'.' if rest else ''}{rest}e{len(digits) - 1}"


def decimal_text(value: Fraction) -> str:
    """0.0001, but 1e-5."""
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    whole = abs(int(value * 10**digits))
    sign = "-" if value < 0 else ""
    if abs(value) < SMALLEST_PLAIN:
        first, rest = str(whole)[0], str(whole)[1:]
        return f"{sign}{first}{'.' if rest else ''}{rest}e-{digits - len(rest)}"
    padded = str(whole).rjust(digits + 1, "0")
    return f"{sign}{padded[:-digits]}.{padded[-digits:]}"


def entry_text(name: str, indexes: Iterable[str]) -> str:
    inside = ", ".join(indexes)
    return f"{name}[{inside}]" if inside else name


def text(expression: Expression, binding: int = 0) -> str:
    """An expression, in brackets where it binds less tightly than `binding`."""
    written, own = written_form(expression)
    return f"({written})" if own < binding else written


def written_form(expression: Expression) -> tuple[str, int]:
    match expression:
        case Number(value, written):
            result = number_text(value, written)
            return result, PRODUCT if "/" in result else SIGN if value < 0 else ATOM
        case Entry(name, indexes):
            return entry_text(name, indexes), ATOM
        case Size(index):
            return f"size[{index}]", ATOM
        case Negative(operand):
            return f"-{text(operand, SIGN)}", SIGN
        case Binary(operator, left, right):
            return binary_text(operator, left, right), BINDING[operator]
        case Call(function, arguments):
            return f"{function}({', '.join(map(text, arguments))})", ATOM
        case Reduction(kind, indexes, body):
            return f"{kind}[{', '.join(indexes)}]({text(body)})", ATOM


def binary_text(operator: str, left: Expression, right: Expression) -> str:
    own = BINDING[operator]
    if operator == "**":  # binds to the right; its exponent may carry a sign
        return f"{text(left, ATOM)}**{text(right, SIGN)}"
    parts = [f" {operator} {text(right, own + 1)}"]
    while isinstance(left, Binary) and BINDING[left.operator] == own:  # a long sum is deep
        parts.append(f" {left.operator} {text(left.right, own + 1)}")
        left = left.left
    return text(left, own) + "".join(reversed(parts))


def equation_text(equation: Equation) -> str:
    """One equation on one line, without its caption."""
    return f"{text(equation.target)} = {text(equation.expression)}"


def start_text(start: Start, indexes: tuple[str, ...] = ()) -> str:
    if start.name == "constant" and not indexes:
        return text(start.arguments[0])
    return f"{start.name}({', '.join(map(text, start.arguments))})"


def declaration_parts(declaration: Declaration) -> tuple[str, str]:
    """What stands before and after the colon."""
    d = declaration
    if d.kind == "prediction":
        return "prediction:", d.name
    head = f"{entry_text(d.name, d.indexes)}:"
    if d.kind == "index":
        return head, f"index({d.length})"
    if d.value is not None:
        return head, f"setting = {text(d.value)}"
    return head, f"{d.kind} = {start_text(d.start, d.indexes)}" if d.start else d.kind


def with_captions(lines: list[tuple[str, str]]) -> list[str]:
    """Lines with their captions behind them, in one column; a long line pushes its own only."""
    ends = [len(line) for line, caption in lines if caption]
    width = max((end for end in ends if end <= WIDEST_ALIGNED), default=0)
    return [f"{line:{width}}{COMMENT_GAP}{caption}" if caption else line for line, caption in lines]


def declarations_text(declarations: Iterable[Declaration]) -> str:
    parts = [(*declaration_parts(d), d.caption) for d in declarations]
    width = max((len(head) for head, _, _ in parts), default=0)
    return "\n".join(with_captions([(f"{h:{width}} {rest}", c) for h, rest, c in parts]))


def equations_text(equations: Iterable[Equation]) -> str:
    """Aligned equations, one a line, with their captions."""
    return aligned([(text(e.target), text(e.expression), e.caption) for e in equations])


def aligned(parts: list[tuple[str, str, str]]) -> str:
    """Target, expression and caption of each line, one below the other."""
    width = max((len(target) for target, _, _ in parts), default=0)
    return "\n".join(with_captions([(f"{t:{width}} = {e}", c) for t, e, c in parts]))


def lines_text(equations: Iterable[Equation]) -> str:
    """Lines of a calculation: a target that stands right above is not written again."""
    parts: list[tuple[str, str, str]] = []
    above = ""
    for equation in equations:
        target = text(equation.target)
        shown = "" if target == above else target
        parts.append((shown, text(equation.expression), equation.caption))
        above = target
    return aligned(parts)


def step_text(step: Step) -> str:
    """The whole list; `parse_step` reads it in again as the same list."""
    blocks = [declarations_text(step.declarations), equations_text(step.forward)]
    blocks += [equations_text(step.backward), equations_text(step.update)]
    return "\n\n".join(block for block in blocks if block) + "\n"
