"""Simplification in stages: the forms on the way, each with what was done to reach it.

Every form is what `simplify` makes of a part of the one before: products first, then sums over
an index, then the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeGuard

from whygrad.calculus.normal_form import summands
from whygrad.calculus.rules import ONE, minus, plus
from whygrad.calculus.simplification import (
    build,
    common_factors,
    simplify,
    terms_of,
)
from whygrad.calculus.terms import Term
from whygrad.language.expressions import (
    Binary,
    Entry,
    Expression,
    Negative,
    Number,
    Reduction,
    entries,
    number,
    rebuild,
    walk,
)
from whygrad.language.notation import text


def stages(expression: Expression) -> Iterator[tuple[Expression, str]]:
    """Each form that is written otherwise than the one before, with what was done to reach it.

    The last is the simplified expression; there is none where nothing is to be simplified.
    """
    form = expression
    for change, why in (
        (simplify_products, why_product),
        (simplify_sums, why_sum),
        (simplify, why_whole),
        (simplify, why_whole),  # what was taken out may leave like terms behind
    ):
        after = change(form)
        if text(after) != text(form):
            yield after, why(form, after)
        form = after


def simplify_products(expression: Expression) -> Expression:
    """Simplifies what sums, written with + or over an index, are made of."""
    match expression:
        case Binary("+" | "-" as sign, left, right):
            return signed(simplify_products(left), sign, simplify_products(right))
        case Reduction("sum"):
            return rebuild(expression, simplify_products)
    return simplify(expression)


def simplify_sums(expression: Expression) -> Expression:
    match expression:
        case Binary("+" | "-" as sign, left, right):
            return signed(simplify_sums(left), sign, simplify_sums(right))
    return simplify(expression)


def signed(total: Expression, sign: str, term: Expression) -> Expression:
    return plus(total, term if sign == "+" else minus(term))


def why_product(before: Expression, after: Expression) -> str:
    if len(list(entries(after))) < len(list(entries(before))):
        return "equal factors together"
    if numbers(after) != numbers(before):
        return "numbers multiplied"
    return why_moved(before, after)


def why_sum(before: Expression, after: Expression) -> str:
    return "what does not vary stands before the sum"


def why_whole(before: Expression, after: Expression) -> str:
    terms = terms_of(before)
    shared = common_factors(terms) if len(terms) > 1 else ()
    if shared:
        return f"common factor {text(build(Term(factors=shared)))}"
    if len(summands(after)) == 1 < len(terms):
        return "common factors taken out"
    if len(list(entries(after))) < len(list(entries(before))):
        return "like terms together"
    return why_moved(before, after)


def why_moved(before: Expression, after: Expression) -> str:
    """What was done where only the places of numbers, quantities and signs have changed."""
    for count, why in (
        (zeros, "0 left out"),
        (sums, "one sum over all indexes"),
        (reciprocals, "written as one fraction"),
        (powers, "common denominator"),
    ):
        if count(after) < count(before):
            return why
    if numbers(after) != numbers(before):
        return "numbers added"
    if differences(before) & {(right, left) for left, right in differences(after)}:
        return "a difference turned round, with its sign"
    if signs(after) != signs(before):
        return "minus sign taken out"
    same = sorted(map(text, leaves(after))) == sorted(map(text, leaves(before)))
    return "factors in order" if same else "indexes renamed"


def differences(expression: Expression) -> set[tuple[str, str]]:
    """The operands of each difference that stands in it, a sum of several among them."""
    return {
        (text(part.left), text(part.right))
        for part in walk(expression)
        if isinstance(part, Binary) and part.operator == "-"
    }


def zeros(expression: Expression) -> int:
    return sum(part == number(0) for part in walk(expression))


def sums(expression: Expression) -> int:
    return sum(isinstance(part, Reduction) for part in walk(expression))


def reciprocals(expression: Expression) -> int:
    """The fractions with 1 or -1 above the line, each within the one before counted too."""
    return sum(is_fraction(part) and is_one(part.left) for part in walk(expression))


def is_fraction(part: Expression) -> TypeGuard[Binary]:
    return isinstance(part, Binary) and part.operator == "/"


def is_one(part: Expression) -> bool:
    """1 or -1, or a fraction of it."""
    while is_fraction(part):
        part = part.left
    return part in (ONE, Negative(ONE)) or (isinstance(part, Number) and part.value == -1)


def powers(expression: Expression) -> int:
    return sum(isinstance(part, Binary) and part.operator == "**" for part in walk(expression))


def signs(expression: Expression) -> int:
    return sum(
        isinstance(part, Negative) or (isinstance(part, Number) and part.value < 0)
        for part in walk(expression)
    )


def leaves(expression: Expression) -> Iterator[Expression]:
    return (part for part in walk(expression) if isinstance(part, Number | Entry))


def numbers(expression: Expression) -> list[Fraction]:
    """The numbers that are written, but for factors 1."""
    found = [n.value for n in walk(expression) if isinstance(n, Number)]
    return sorted(value for value in found if value != 1)
