"""Simplify a derived expression to what a careful textbook prints.

An expression becomes a sum of terms, a term a number times powers of factors. Sums as factors
are not multiplied out; common factors are taken out, sums lose what does not vary inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce

from whygrad.calculus.terms import (
    ONE,
    Factors,
    Term,
    is_short,
    negated,
    number_term,
    power,
    product,
)
from whygrad.language.equations import GRADIENT
from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Negative,
    Number,
    Reduction,
    Size,
    free_indexes,
    number,
    rebuild,
)

Others = frozenset[tuple[Expression, Fraction]]
Likeness = tuple[tuple[str, ...], Fraction, Others, Expression, bool]


# A nested part is asked for again at each level around it. (A dict and no `lru_cache`, which
# would take another frame of the stack at each level.)
REMEMBERED: dict[Expression, tuple[Term, ...]] = {}
MOST_REMEMBERED = 10_000


def simplify(expression: Expression) -> Expression:
    """The same value, written as a textbook would."""
    return build_sum(terms_of(expression))


def terms_of(expression: Expression) -> tuple[Term, ...]:
    """The terms whose sum the expression is, zero terms left out, like terms put together."""
    found = REMEMBERED.get(expression)
    if found is None:
        terms = raw_terms(expression)
        found = tuple(collect([term for term in terms if not term.is_zero]))
        if len(REMEMBERED) >= MOST_REMEMBERED:
            REMEMBERED.clear()
        REMEMBERED[expression] = found
    return found


def raw_terms(expression: Expression) -> Sequence[Term]:
    match expression:
        case Number(value):
            return [number_term(value)]
        case Negative(operand):
            return [negated(term) for term in terms_of(operand)]
        case Binary("+" | "-"):
            return summands(expression)
        case Binary("*", left, right):
            return [product(one_term(left), one_term(right))]
        case Binary("/", left, right):
            return [product(one_term(left), power(one_term(right), Fraction(-1)))]
        case Binary("**", base, exponent):
            return [power_term(base, simplify(exponent))]
        case Reduction("sum", indexes, body):
            return [summed(indexes, one_term(body))]
        case Call("equal"):  # as it stands: rounded otherwise, nothing would equal its maximum
            return [Term(factors=((expression, ONE),))]
        case Reduction(kind, indexes, body):
            return reduced(kind, indexes, simplify(body))
    return [Term(factors=((rebuild(expression, simplify), ONE),))]


def summands(expression: Expression) -> list[Term]:
    """The terms of a sum or a difference; a loop, because a sum may be long."""
    parts: list[Sequence[Term]] = []
    while isinstance(expression, Binary) and expression.operator in "+-":
        terms = terms_of(expression.right)
        parts.append([negated(t) for t in terms] if expression.operator == "-" else terms)
        expression = expression.left
    return [*terms_of(expression), *(term for part in reversed(parts) for term in part)]


def one_term(expression: Expression) -> Term:
    """The expression as a single term, a sum standing as one factor of it."""
    return as_factor(terms_of(expression))


def power_term(base: Expression, exponent: Expression) -> Term:
    number_part = one_term(exponent)
    if number_part.factors:
        return Term(factors=((Binary("**", simplify(base), exponent), ONE),))
    term = one_term(base)
    value = number_part.coefficient
    if value == 0:
        return Term()
    whole = value.denominator == 1 and all(e.denominator == 1 for _, e in term.factors)
    if value == 1 or (whole and abs(value) <= 64):
        return power(term, value)
    return Term(factors=((build(term), value),))


def summed(indexes: tuple[str, ...], body: Term) -> Term:
    """A sum over indexes: what does not vary is taken out, an unused index counts."""
    inside = tuple(f for f in body.factors if varies(f[0], indexes))
    outside = replace(body, factors=tuple(f for f in body.factors if f not in inside))
    used = {index for base, _ in inside for index in free_indexes(base)}
    for index in indexes:
        if index not in used:
            outside = product(outside, Term(factors=((Size(index), ONE),)))
    bound = tuple(index for index in indexes if index in used)
    if not bound:
        return outside
    return product(outside, Term(factors=((nested_sum(bound, build(Term(factors=inside))), ONE),)))


def reduced(kind: str, indexes: tuple[str, ...], body: Expression) -> Sequence[Term]:
    """A mean, max or logsumexp without the indexes that its body does not vary with."""
    used = tuple(index for index in indexes if varies(body, (index,)))
    inner = Reduction(kind, used, body) if used else body
    if used == indexes:
        return [Term(factors=((inner, ONE),))]
    if kind != "logsumexp":
        return terms_of(inner)
    count = multiply([Size(index) for index in indexes if index not in used])
    return [*terms_of(inner), Term(factors=((Call("log", (count,)), ONE),))]


def varies(expression: Expression, indexes: tuple[str, ...]) -> bool:
    return any(index in indexes for index in free_indexes(expression))


def nested_sum(indexes: tuple[str, ...], body: Expression) -> Expression:
    """`sum[i](sum[k](x))` is `sum[i, k](x)`."""
    match body:
        case Reduction("sum", inner, deeper) if not set(inner) & set(indexes):
            return Reduction("sum", indexes + inner, deeper)
    return Reduction("sum", indexes, body)


def collect(terms: list[Term]) -> list[Term]:
    """Like terms put together: `2 * x + x` is `3 * x`, `x - x` is nothing."""
    if len(terms) < 2:
        return terms
    groups: dict[Others, list[Term]] = {}
    for term in merge_sums(terms):
        groups.setdefault(frozenset(term.factors), []).append(term)
    found = [term for like in groups.values() for term in added(like)]
    return [term for term in found if not term.is_zero]


def added(like: list[Term]) -> list[Term]:
    total = sum((term.coefficient for term in like), Fraction(0))
    factors = like[0].factors
    if len(like) == 1 or not is_short(total):
        return like
    if all(term.decimal == ONE for term in like):  # quotients stay quotients
        return [Term(total < 0, ONE, abs(total.numerator), total.denominator, factors)]
    return [replace(number_term(total), factors=factors)]


def merge_sums(terms: list[Term]) -> list[Term]:
    """`sum[i](a * x) - sum[i](b * x)` is `sum[i]((a - b) * x)`: only with a factor in common."""
    found: list[Term] = []
    seen: dict[Likeness, int] = {}
    for term in terms:
        likes = tuple(likenesses(term))
        position = min((seen[key] for key in likes if key in seen), default=None)
        merged = None if position is None else merge_pair(found[position], term)
        if position is None or merged is None:
            position = len(found)
            found.append(term)
        else:
            found[position] = merged
            likes = tuple(likenesses(merged))
        for key in likes:
            seen.setdefault(key, position)
    return found


def likenesses(term: Term) -> Iterator[Likeness]:
    """What another term must have, one of them at least, for the two to be merged."""
    reduction, others = only_sum(term)
    if reduction is not None:
        size = abs(term.coefficient)
        for base, exponent in one_term(reduction.body).factors:
            if varies(base, reduction.indexes):
                yield reduction.indexes, size, others, base, exponent > 0


def merge_pair(first: Term, second: Term) -> Term | None:
    """Two terms that differ in sign and in what one sum over the same indexes adds up."""
    one, rest = only_sum(first)
    other, same = only_sum(second)
    if one is None or other is None or one.indexes != other.indexes or one == other:
        return None
    if rest != same or abs(first.coefficient) != abs(second.coefficient):
        return None
    bodies = [one_term(one.body), one_term(other.body)]
    shared = common_factors(bodies)
    if not any(varies(base, one.indexes) for base, _ in shared):
        return None
    flipped = first.negative != second.negative
    body = as_factor([bodies[0], negated(bodies[1]) if flipped else bodies[1]])
    outside = replace(first, factors=tuple(f for f in first.factors if f[0] != one))
    return product(outside, summed(one.indexes, body))


def only_sum(term: Term) -> tuple[Reduction | None, Others]:
    """The term's one sum, and its other factors."""
    sums = [b for b, e in term.factors if isinstance(b, Reduction) and b.kind == "sum" and e == 1]
    if len(sums) != 1:
        return None, frozenset()
    return sums[0], frozenset(f for f in term.factors if f[0] != sums[0])


def common_factors(terms: Sequence[Term]) -> Factors:
    """The factors of every term, each with the exponent nearest to 0."""
    shared = []
    for base, _ in terms[0].factors:
        exponents = [dict(term.factors).get(base, Fraction(0)) for term in terms]
        if all(e > 0 for e in exponents) or all(e < 0 for e in exponents):
            shared.append((base, min(exponents, key=abs)))
    return tuple(shared)


def as_factor(terms: Sequence[Term]) -> Term:
    """A sum of terms as one term: common factors, times what is left as a sum."""
    if not terms:
        return Term(whole=0)
    if len(terms) == 1:
        return terms[0]
    shared = common_factors(terms)
    number_part = common_number(terms)
    outside = replace(number_part, factors=shared)
    inverse = power(outside, Fraction(-1))
    inside = collect([product(term, inverse) for term in terms])
    if len(inside) < 2:
        return product(outside, inside[0]) if inside else Term(whole=0)
    if all(term.negative for term in inside):
        inside, outside = [negated(term) for term in inside], negated(outside)
    return product(outside, Term(factors=((plain_sum(inside), ONE),)))


def common_number(terms: Sequence[Term]) -> Term:
    """The number of every term, where it is the same up to its sign."""
    first = terms[0]
    numbers = {(term.decimal, term.whole, term.divisor) for term in terms}
    if len(numbers) == 1 and first.decimal == ONE:
        return Term(whole=first.whole, divisor=first.divisor)
    return Term()


def build_sum(terms: Sequence[Term]) -> Expression:
    return build(as_factor(terms))


def plain_sum(terms: list[Term]) -> Expression:
    """Terms one after the other, a positive one first."""
    first = next((term for term in terms if not term.negative), terms[0])
    ordered = [first, *(term for term in terms if term is not first)]
    return reduce(add, ordered[1:], build(first))


def add(total: Expression, term: Term) -> Expression:
    return Binary("-" if term.negative else "+", total, build(replace(term, negative=False)))


def build(term: Term) -> Expression:
    """The term as an expression: gradient, number, other factors; sizes divide last."""
    term = turned(term)
    below = [(base, -e) for base, e in term.factors if e < 0]
    result = multiply(numerator(term))
    divisors: list[Expression] = [number(term.divisor)] if term.divisor != 1 else []
    divisors += [raised(b, e) for b, e in below if not isinstance(b, Size)]
    sizes = [raised(b, e) for b, e in below if isinstance(b, Size)]
    for group in (divisors, sizes):
        result = Binary("/", result, multiply(group)) if group else result
    return result


def numerator(term: Term) -> list[Expression]:
    """The factors above the line; a sign belongs to the first of them, as in `-a * b`."""
    above = [(base, e) for base, e in term.factors if e > 0]
    gradients = [raised(b, e) for b, e in above if is_gradient(b)]
    others = [raised(b, e) for b, e in above if not is_gradient(b)]
    value = term.decimal * term.whole
    numbers: list[Expression] = [number(value)] if value != 1 or not above else []
    factors = [*gradients, *numbers, *others]
    return [Negative(factors[0]), *factors[1:]] if term.negative else factors


def turned(term: Term) -> Term:
    """A negative term with a difference in it: `-(a - b)` is `b - a`."""
    if not term.negative:
        return term
    for position, (base, exponent) in enumerate(term.factors):
        if exponent.denominator == 1 and exponent % 2 == 1 and isinstance(base, Binary):
            inside = terms_of(base) if base.operator in "+-" else ()
            if any(part.negative for part in inside):
                flipped = plain_sum([negated(part) for part in inside])
                factors = list(term.factors)
                factors[position] = (flipped, exponent)
                return replace(term, negative=False, factors=tuple(factors))
    return term


def is_gradient(expression: Expression) -> bool:
    return isinstance(expression, Entry) and expression.name.startswith(GRADIENT)


def raised(base: Expression, exponent: Fraction) -> Expression:
    return base if exponent == 1 else Binary("**", base, build(number_term(exponent)))


def multiply(factors: list[Expression]) -> Expression:
    return reduce(lambda left, right: Binary("*", left, right), factors)
