"""One term of a sum: a number times powers of factors, and how terms are multiplied."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd

from whygrad.language.expressions import Expression, Number, is_decimal, number

Factors = tuple[tuple[Expression, Fraction], ...]
ONE = Fraction(1)
LONGEST = 10**300


@dataclass(frozen=True)
class Term:
    """`sign * decimal * whole / divisor * product of base ** exponent`.

    Whole numbers cancel (`2 * x / 2` is x); a decimal keeps apart, so that `/ 2` stays `/ 2`.
    """

    negative: bool = False
    decimal: Fraction = ONE
    whole: int = 1
    divisor: int = 1
    factors: Factors = ()

    @property
    def coefficient(self) -> Fraction:
        value = Fraction(self.whole, self.divisor)
        if self.decimal is not ONE:
            value *= self.decimal
        return -value if self.negative else value

    @property
    def is_zero(self) -> bool:
        return self.whole == 0


def number_term(value: Fraction) -> Term:
    """A decimal number keeps its point; a third can only be a quotient."""
    size = abs(value)
    if value.denominator != 1 and is_decimal(value):
        return Term(value < 0, decimal=size)
    return Term(value < 0, whole=size.numerator, divisor=size.denominator)


def negated(term: Term) -> Term:
    return replace(term, negative=not term.negative)


def product(left: Term, right: Term) -> Term:
    factors = dict(left.factors)
    for base, exponent in right.factors:
        factors[base] = factors.get(base, Fraction(0)) + exponent
    whole, divisor = left.whole * right.whole, left.divisor * right.divisor
    decimal = left.decimal * right.decimal
    if not is_short(decimal * whole) or not is_short(Fraction(divisor)):
        return product(left, number_apart(right))
    if decimal != ONE and factors.get(Number(decimal), 0) < 0:  # 0.3 * a / 0.3 is a
        factors[Number(decimal)] += 1
        decimal = ONE
    shared = gcd(whole, divisor)
    if decimal.denominator == 1:  # 0.5 * 2 is 1
        whole, decimal = whole * decimal.numerator, ONE
    elif (decimal * (whole // shared)).denominator == 1:
        whole, decimal = int(decimal * (whole // shared)) * shared, ONE
    shared = gcd(whole, divisor)
    kept = tuple((base, exponent) for base, exponent in factors.items() if exponent)
    return Term(left.negative != right.negative, decimal, whole // shared, divisor // shared, kept)


def is_short(value: Fraction) -> bool:
    """Whether the number can be computed with and printed: 1e300 * 1e300 is left standing."""
    return abs(value.numerator) < LONGEST and value.denominator < LONGEST


def number_apart(term: Term) -> Term:
    """The same term, its number standing as factors."""
    above, below = term.decimal * term.whole, Fraction(term.divisor)
    result = Term(term.negative, factors=((Number(above), ONE),) if above != 1 else ())
    if below != 1:
        result = product(result, Term(factors=((Number(below), -ONE),)))
    return product(result, Term(factors=term.factors))


def power(term: Term, exponent: Fraction) -> Term:
    """The term to a whole power; a decimal number below a line stays there as a factor."""
    times = abs(int(exponent))
    if not all(is_short(part**times) for part in (term.decimal, Fraction(term.whole))):
        term = number_apart(term)
    negative = term.negative and times % 2 == 1
    factors = tuple((base, own * exponent) for base, own in term.factors)
    decimal, whole, divisor = term.decimal**times, term.whole**times, term.divisor**times
    if exponent > 0:
        return Term(negative, decimal, whole, divisor, factors)
    result = Term(negative, whole=divisor, divisor=whole or 1, factors=factors)
    if decimal != ONE:
        result = product(Term(factors=((Number(decimal), -ONE),)), result)
    if whole == 0:  # a division by zero is left standing
        result = product(Term(factors=((number(0), -ONE),)), result)
    return result
