"""One form for expressions that differ only in the order of their factors and terms."""

from __future__ import annotations

from functools import reduce

from whygrad.calculus.rules import minus, plus
from whygrad.calculus.simplification import multiply, simplify
from whygrad.language.expressions import Binary, Expression, Reduction, rebuild
from whygrad.language.notation import text


def normal_form(expression: Expression) -> Expression:
    """Simplified, with factors, terms and bound indexes in the order of the alphabet."""
    return ordered(simplify(expression))


def ordered(expression: Expression) -> Expression:
    match expression:
        case Binary("*"):
            return multiply(sorted(map(ordered, chain(expression, "*")), key=text))
        case Binary("+" | "-"):
            return reduce(plus, sorted(map(ordered, summands(expression)), key=text))
        case Reduction(kind, indexes, body):
            return Reduction(kind, tuple(sorted(indexes)), ordered(body))
    return rebuild(expression, ordered)


def chain(expression: Expression, operator: str) -> list[Expression]:
    """What a chain of one operator joins, from left to right."""
    found = []
    while isinstance(expression, Binary) and expression.operator == operator:
        found.append(expression.right)
        expression = expression.left
    return [expression, *reversed(found)]


def summands(expression: Expression) -> list[Expression]:
    found = []
    while isinstance(expression, Binary) and expression.operator in "+-":
        term = expression.right
        found.append(minus(term) if expression.operator == "-" else term)
        expression = expression.left
    return [expression, *reversed(found)]
