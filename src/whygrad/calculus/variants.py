"""What a formula would be without a usual mistake: each variant with what it would mean.

A formula that differs from the derived one is compared in these variants; where one is equal,
it says what is wrong and where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import prod

from whygrad.calculus.rules import minus, plus, times
from whygrad.language.equations import Equation
from whygrad.language.expressions import (
    Binary,
    Entry,
    Expression,
    Negative,
    Number,
    Reduction,
    Size,
    children,
    free_indexes,
    names_read,
    number,
    rebuild,
    rename_free,
)
from whygrad.language.notation import text

Variant = tuple[str, Expression]
Put = Callable[[Expression], Expression]  # the whole formula with another part in one spot
MOST_FACTORS = 3  # that are taken together as one
MOST_CANDIDATES = 60


def variants(
    formula: Expression,
    indexes: tuple[str, ...],
    terms: Sequence[Expression],
    lines: Iterable[Equation],
    carried: Mapping[str, tuple[str, ...]],
    classes: Mapping[str, str],
) -> Iterator[Variant]:
    """Variants of a formula whose target carries these indexes, likely mistakes first.

    `terms` are those of the derived one, `lines` the equations whose factors may be missing,
    `carried` the indexes of all quantities that may stand in the place of another, `classes`
    the index that stands for all of the same length.
    """
    spots = list(find_spots(formula, indexes))
    missing = list(candidates([*terms, *(line.expression for line in lines)]))
    for part, scope, put in spots:
        yield from with_factor(part, scope, put, missing, formula)
    for part, _, put in spots:
        yield from without_factor(part, put)
    for part, scope, put in spots:
        yield from without_sum(part, scope, put, classes)
    for part, scope, put in spots:
        yield from with_another(part, scope, put, carried)
    yield from with_another_throughout(formula, carried)
    for part, _, put in spots:
        yield from with_other_sign(part, put)
        yield from with_other_number(part, put)
    yield from with_term(formula, terms)


def find_spots(
    expression: Expression, scope: tuple[str, ...], put: Put = lambda part: part
) -> Iterator[tuple[Expression, tuple[str, ...], Put]]:
    """Every part of an expression, the indexes at hand there, and how to put another there."""
    yield expression, scope, put
    inner = (*scope, *expression.indexes) if isinstance(expression, Reduction) else scope
    for position, child in enumerate(children(expression)):
        yield from find_spots(child, inner, inserter(expression, position, put))


def inserter(expression: Expression, position: int, put: Put) -> Put:
    def put_child(part: Expression) -> Expression:
        places = iter(range(len(children(expression))))
        return put(rebuild(expression, lambda c: part if next(places) == position else c))

    return put_child


def candidates(expressions: Iterable[Expression]) -> Iterator[Expression]:
    """Factors that the derived lines have, alone and a few together, each once."""
    seen: dict[str, Expression] = {}
    for expression in expressions:
        found = [f for f in factors(expression) if not isinstance(f, Number | Size)]
        for count in range(1, MOST_FACTORS + 1):
            for chosen in combinations(found, count):
                product: Expression = number(1)
                for factor in chosen:
                    product = times(product, factor)
                seen.setdefault(text(product), product)
    yield from list(seen.values())[:MOST_CANDIDATES]


def factors(expression: Expression) -> list[Expression]:
    """What a product multiplies, sums over an index looked into."""
    match expression:
        case Binary("*", left, right):
            return factors(left) + factors(right)
        case Binary("/", left, _):
            return factors(left)
        case Reduction("sum" | "mean", _, body):
            return factors(body)
        case Negative(operand):
            return factors(operand)
        case Binary("+" | "-", left, right) if has_sum(left) or has_sum(right):
            return factors(left) + factors(right)
    return [expression]


def has_sum(expression: Expression) -> bool:
    return any(isinstance(part, Reduction) for part in (expression, *children(expression)))


def with_factor(
    part: Expression,
    scope: tuple[str, ...],
    put: Put,
    missing: Iterable[Expression],
    whole: Expression,
) -> Iterator[Variant]:
    """A factor more, at the top or right inside a sum."""
    top = part is whole
    if not top and not isinstance(part, Reduction):
        return
    body, inner = (part, scope)
    place = put
    if isinstance(part, Reduction):
        body, inner = part.body, (*scope, *part.indexes)
        place = inserter(part, 0, put)
    for factor in missing:
        if set(free_indexes(factor)) <= set(inner):
            yield f"the factor `{text(factor)}` is missing", place(times(body, factor))


def without_factor(part: Expression, put: Put) -> Iterator[Variant]:
    """A factor less; two that stand together count as one."""
    if not isinstance(part, Binary) or part.operator not in "*/":
        return
    if part.operator == "*":
        yield f"the factor `{text(part.right)}` is too much", put(part.left)
        yield f"the factor `{text(part.left)}` is too much", put(part.right)
        left = part.left
        if isinstance(left, Binary) and left.operator == "*":
            both = times(left.right, part.right)
            yield f"the factor `{text(both)}` is too much", put(left.left)
    else:
        yield f"the division by `{text(part.right)}` is too much", put(part.left)


def without_sum(
    part: Expression, scope: tuple[str, ...], put: Put, classes: Mapping[str, str]
) -> Iterator[Variant]:
    """One entry of a sum in the place of all of them."""
    if not isinstance(part, Reduction):
        return
    for index in part.indexes:
        rest = tuple(other for other in part.indexes if other != index)
        for own in scope:
            if classes.get(own) == classes.get(index):
                body = rename_free(part.body, {index: own})
                one = Reduction(part.kind, rest, body) if rest else body
                yield f"the {part.kind} over `{index}` is too much", put(one)


def with_another(
    part: Expression, scope: tuple[str, ...], put: Put, carried: Mapping[str, tuple[str, ...]]
) -> Iterator[Variant]:
    """Another quantity in the place of one."""
    if not isinstance(part, Entry):
        return
    for name, indexes in carried.items():
        other = Entry(name, indexes)
        if other != part and set(indexes) <= set(scope):
            yield f"`{text(part)}` stands where `{text(other)}` belongs", put(other)


def with_another_throughout(
    formula: Expression, carried: Mapping[str, tuple[str, ...]]
) -> Iterator[Variant]:
    """Another quantity wherever one stands that carries the same indexes."""
    for name in names_read(formula):
        for other, indexes in carried.items():
            if other != name and indexes == carried.get(name, ()):
                what = f"`{name}` stands where `{other}` belongs, throughout"
                yield what, renamed(formula, name, other)


def renamed(expression: Expression, name: str, other: str) -> Expression:
    if isinstance(expression, Entry):
        return Entry(other, expression.indexes) if expression.name == name else expression
    return rebuild(expression, lambda child: renamed(child, name, other))


def with_other_number(part: Expression, put: Put) -> Iterator[Variant]:
    """A power of a derivative forgotten: a square, or the 2 that it leaves."""
    if isinstance(part, Entry):
        yield f"the square of `{text(part)}` is missing", put(Binary("**", part, number(2)))
    if isinstance(part, Binary) and part.operator in "+-":
        doubled = times(number(2), part.right)
        what = f"the factor 2 of the term `{text(part.right)}`"
        yield f"{what} is missing", put(Binary(part.operator, part.left, doubled))
        halved = Binary("/", part.right, number(2))
        yield f"{what} is too much", put(Binary(part.operator, part.left, halved))


def with_other_sign(part: Expression, put: Put) -> Iterator[Variant]:
    if isinstance(part, Binary) and part.operator in "+-":
        turned = plus(part.left, part.right if part.operator == "-" else minus(part.right))
        yield f"the sign before `{text(part.right)}` is turned", put(turned)
        yield f"the term `{text(part.right)}` is too much", put(part.left)


def with_term(formula: Expression, terms: Sequence[Expression]) -> Iterator[Variant]:
    """A term more, where the derived one has several."""
    for term in terms if len(terms) > 1 else ():
        yield f"the term `{text(term)}` is missing", plus(formula, term)


def work(expression: Expression, lengths: Mapping[str, int]) -> int:
    """How many operations one entry of an expression takes."""
    inner = 1 + sum(work(child, lengths) for child in children(expression))
    if isinstance(expression, Reduction):
        return inner * prod(lengths[index] for index in expression.indexes)
    return inner
