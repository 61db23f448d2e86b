"""The rules of differentiation: how an expression changes with each of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from whygrad.language.expressions import (
    Binary,
    Call,
    Expression,
    Negative,
    Number,
    Reduction,
    Size,
    number,
    rename_free,
    replace_entries,
)
from whygrad.language.functions import FUNCTIONS
from whygrad.language.parsing import parse_formula

ONE = number(1)
MARK = "'"  # stands in the private name of an index, never in a name of the text


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain: how `whole` changes with `part`, one of its operands.

    `slope` is that derivative and `rule` the name of the rule. A reduction binds the indexes
    `bound`; the slope is that of one term of it, and may read them.
    """

    rule: str
    whole: Expression
    part: Expression
    slope: Expression
    bound: tuple[str, ...] = ()


def links(expression: Expression, result: Expression) -> Iterator[Link]:
    """A link for each part that an expression changes with.

    `result` is what the expression's value is called, as in sigmoid' = output * (1 - output).
    """
    match expression:
        case Negative(operand):
            yield Link("negative", expression, operand, Negative(ONE))
        case Binary():
            for rule, part, slope in operands(expression):
                yield Link(rule, expression, part, slope)
        case Call(name, arguments):
            for argument, slope in zip(arguments, slopes(name, arguments, result), strict=True):
                yield Link(name, expression, argument, slope)
        case Reduction(kind, indexes, body):
            slope = slope_of_term(expression, result)
            yield Link(kind, expression, body, slope, indexes)


def operands(expression: Binary) -> Iterator[tuple[str, Expression, Expression]]:
    """The name of the rule, an operand, and the slope along it."""
    left, right = expression.left, expression.right
    match expression.operator:
        case "+":
            yield "sum", left, ONE
            yield "sum", right, ONE
        case "-":
            yield "difference", left, ONE
            yield "difference", right, Negative(ONE)
        case "*":
            yield "product", left, right
            yield "product", right, left
        case "/":
            yield "quotient", left, Binary("/", ONE, right)
            slope = Binary("/", left, Binary("**", right, number(2)))
            yield "quotient", right, Negative(slope)
        case "**":
            lowered = Binary("**", left, Binary("-", right, ONE))
            yield "power", left, Binary("*", right, lowered)


def slopes(
    name: str, arguments: tuple[Expression, ...], result: Expression
) -> Iterator[Expression]:
    """The local derivatives of an elementary function, read from its row."""
    row = FUNCTIONS[name]
    values = {**dict(zip(row.arguments, arguments, strict=True)), "y": result}
    return (replace_entries(formula, values) for formula in derivatives(name))


@cache
def derivatives(name: str) -> tuple[Expression, ...]:
    row = FUNCTIONS[name]
    return tuple(parse_formula(text, (*row.arguments, "y")) for text in row.derivatives)


def slope_of_term(reduction: Reduction, result: Expression) -> Expression:
    """How a reduction changes with one of its terms."""
    indexes, body = reduction.indexes, reduction.body
    match reduction.kind:
        case "mean":
            slope: Expression = ONE
            for index in indexes:
                slope = Binary("/", slope, Size(index))
            return slope
        case "logsumexp":  # softmax
            return Call("exp", (Binary("-", body, result),))
        case "max":  # entries that tie share equally
            other = rename_free(body, {index: index + MARK for index in indexes})
            again = tuple(index + MARK for index in indexes)
            ties = Reduction("sum", again, Call("equal", (other, result)))
            return Binary("/", Call("equal", (body, result)), ties)
    return ONE


def times(left: Expression, right: Expression) -> Expression:
    """The product, from left to right without brackets, a sign at its first factor; no factor 1."""
    match left, right:
        case _, Number(1):
            return left
        case _, Binary("*" | "/" as operator, first, second):
            return Binary(operator, times(left, first), second)
        case _, Negative(operand):
            return minus(times(left, operand))
        case Number(1), _:
            return right
        case Negative(Number(1)), _:
            return minus(right)
    return Binary("*", left, right)


def minus(expression: Expression) -> Expression:
    """The negative, its sign at the first factor."""
    match expression:
        case Negative(operand):
            return operand
        case Binary("*" | "/" as operator, left, right):
            return Binary(operator, minus(left), right)
    return Negative(expression)


def is_minus(expression: Expression) -> bool:
    """Whether a sign stands at the first factor."""
    while isinstance(expression, Binary) and expression.operator in "*/":
        expression = expression.left
    return isinstance(expression, Negative)


def plus(total: Expression, term: Expression) -> Expression:
    """The sum, written as a difference where a sign stands at the term's first factor."""
    return Binary("-", total, minus(term)) if is_minus(term) else Binary("+", total, term)
