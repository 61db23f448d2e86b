"""Sums and other reductions: matrix products where they are such, else `.sum(axis=0)`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from string import ascii_lowercase

from whygrad.language.expressions import (
    Binary,
    Expression,
    Negative,
    Reduction,
    free_indexes,
    number,
)
from whygrad.writers.code import NUMBER, Code, negate, operate
from whygrad.writers.numpy_expressions import (
    Axes,
    Scope,
    arrange,
    in_order,
    lower,
    lower_best,
    natural_orders,
    operands,
    orders,
    plainest,
    spread,
)
from whygrad.writers.reductions import flatten

Part = tuple[str, Expression]  # `*` or `/`, and what is multiplied or divided by


def lower_reduction(reduction: Reduction, order: Axes, scope: Scope) -> Code:
    """Code for a reduction, its axes in this order."""
    if reduction.kind in ("sum", "mean"):
        return lower_sum(reduction, order, scope)
    flat = flatten(reduction)
    code = reduce_axes(flat.kind, flat.body, flat.bound, order, scope)
    if flat.kind == "max" or not flat.times:
        return code
    size = lower(product(flat.times), (), scope)
    extra = Code(f"math.log({size.text})", kind=NUMBER)
    return operate("+", code, extra, code.axes)


def reduce_axes(kind: str, body: Expression, bound: Axes, order: Axes, scope: Scope) -> Code:
    """`body.sum(axis=0)` and its like, with the body's axes in the plainest order."""
    kept = in_order(set(free_indexes(body)) - set(bound), order)
    if not bound:
        return lower(body, order, scope)
    axes = kept + bound
    truth = kind == "sum" and scope.counting and not kept
    codes = [
        reduced(kind, lower(body, tried, scope, truth), bound, scope)
        for tried in orders(axes, natural_orders(body, axes))
    ]
    return plainest([arrange(code, order, scope) for code in codes])


def reduced(kind: str, code: Code, bound: Axes, scope: Scope) -> Code:
    kept = tuple(axis for axis in code.axes if axis not in bound)
    places = [place for place, axis in enumerate(code.axes) if axis in bound]
    return Code(scope.arrays.reduced(kind, code, places), kept)


def lower_sum(reduction: Reduction, order: Axes, scope: Scope) -> Code:
    """A sum or a mean; sums right inside one another are one sum over all their indexes."""
    flat = flatten(reduction)
    code = total(flat.body, flat.bound, order, scope)
    for operator, sizes in (("*", flat.times), ("/", flat.over)):
        if sizes:
            size = lower(product(sizes), (), scope)
            code = operate(operator, code, size, code.axes)
    return code


def product(factors: Sequence[Expression]) -> Expression:
    return reduce(lambda left, right: Binary("*", left, right), factors)


def total(body: Expression, bound: Axes, order: Axes, scope: Scope) -> Code:
    """The sum of the body over indexes that it carries."""
    if not bound:
        return lower(body, order, scope)
    if isinstance(body, Negative):
        return negate(total(body.operand, bound, order, scope))
    if isinstance(body, Binary) and body.operator in "+-" and grows(body):
        return total_of_terms(body, bound, order, scope)
    parts = parts_of(body)
    inside = [part for part in parts if carries(part, bound)]
    first = parts.index(inside[0])
    before, after = parts[:first], without(parts[first:], inside)
    if inside[0][0] == "/":
        inside[0] = ("*", join([before.pop(), inside[0]]))
    core = scope.make(contract(inside, bound, order, scope))
    return lower(join([*before, ("*", core), *after]), order, scope)


def total_of_terms(body: Binary, bound: Axes, order: Axes, scope: Scope) -> Code:
    """The sum of `a + b`, term by term, where their sum would be larger than either."""
    codes = [
        lower_sum(Reduction("sum", bound, side), order, scope) for side in (body.left, body.right)
    ]
    axes = in_order({axis for code in codes for axis in code.axes}, order)
    left, right = (spread(code, axes) for code in codes)
    return operate(body.operator, left, right, axes)


def parts_of(expression: Expression) -> list[Part]:
    match expression:
        case Binary("*", left, right):
            return parts_of(left) + parts_of(right)
        case Binary("/", left, right):
            return [*parts_of(left), ("/", right)]
    return [("*", expression)]


def join(parts: list[Part]) -> Expression:
    """The product of the parts; those multiplied by go first if none else would."""
    if parts[0][0] == "/":
        parts = sorted(parts, key=lambda part: part[0] == "/")
    if parts[0][0] == "/":
        parts = [("*", number(1)), *parts]
    whole = parts[0][1]
    for operator, part in parts[1:]:
        whole = Binary(operator, whole, part)
    return whole


def axes_of(parts: list[Part]) -> Axes:
    found = (index for _, part in parts for index in free_indexes(part))
    return tuple(dict.fromkeys(found))


def carries(part: Part, indexes: Axes) -> bool:
    return not set(indexes).isdisjoint(free_indexes(part[1]))


def grows(expression: Expression) -> bool:
    """Whether the array of an expression is larger than each array that goes into it."""
    axes = set(free_indexes(expression))
    return not any(axes <= set(array.indexes) for array in operands(expression))


def contract(parts: list[Part], bound: Axes, order: Axes, scope: Scope) -> Code:
    """The sum of a product all of whose parts carry a bound index."""
    sides = split(parts, bound)
    if sides:
        return multiply(*sides, bound, order, scope)
    smaller = [(index, [part for part in parts if carries(part, (index,))]) for index in bound]
    smaller = [(index, inner) for index, inner in smaller if len(inner) < len(parts)]
    for index, inner in smaller:
        if split(inner, (index,)):
            return contract_first(index, inner, parts, bound, order, scope)
    if not grows_of(parts):
        return reduce_axes("sum", join(parts), bound, order, scope)
    for index, inner in smaller:
        if not grows_of(inner):
            return contract_first(index, inner, parts, bound, order, scope)
    return einsum(parts, bound, order, scope)


def grows_of(parts: list[Part]) -> bool:
    """Whether the product of the parts is larger than each of them."""
    axes = set(axes_of(parts))
    return not any(axes <= set(free_indexes(part)) for _, part in parts)


def contract_first(
    index: str, inner: list[Part], parts: list[Part], bound: Axes, order: Axes, scope: Scope
) -> Code:
    """Sum over one index, which only some parts carry, then over the others."""
    rest = without(parts, inner)
    kept = tuple(i for i in axes_of(inner) if i != index)
    done = scope.make(contract(inner, (index,), kept, scope))
    others = tuple(i for i in bound if i != index)
    return total(join([*rest, ("*", done)]), others, order, scope)


def split(parts: list[Part], bound: Axes) -> tuple[list[Part], list[Part]] | None:
    """The two sides of a matrix product: they share the summed indexes and no others,
    save indexes that every part carries (a product for each of these)."""
    shared = set.intersection(*(set(free_indexes(part)) for _, part in parts)) - set(bound)
    groups, plain = connected(parts, shared | set(bound))
    if not groups and not shared:
        groups, plain = plain_sides(plain)
    elif len(groups) == 1 and plain and not shared:
        groups, plain = [plain, groups[0]], []
    if len(groups) != 2:
        return None
    groups[0] = without(parts, groups[1])
    return (groups[0], groups[1]) if fit(groups, shared, bound) else None


def without(parts: list[Part], taken: list[Part]) -> list[Part]:
    """The parts but for those taken; equal ones are told apart."""
    return [part for part in parts if not any(part is other for other in taken)]


def connected(parts: list[Part], ignored: set[str]) -> tuple[list[list[Part]], list[Part]]:
    """Parts in groups that share an index, and those with no index but the ignored."""
    groups: list[list[Part]] = []
    plain = []
    for part in parts:
        own = set(free_indexes(part[1])) - ignored
        if not own:
            plain.append(part)
            continue
        near = [group for group in groups if own & set(axes_of(group))]
        groups = [group for group in groups if group not in near]
        groups.append([*(other for group in near for other in group), part])
    return groups, plain


def plain_sides(parts: list[Part]) -> tuple[list[list[Part]], list[Part]]:
    factors = [part for part in parts if part[0] == "*"]
    if len(factors) < 2:
        return [], parts
    return [without(parts, factors[-1:]), factors[-1:]], []


def fit(groups: list[list[Part]], shared: set[str], bound: Axes) -> bool:
    """Whether NumPy has a product for these sides."""
    for group in groups:
        axes = set(axes_of(group))
        if not axes >= set(bound) or grows_of(group) or all(part[0] == "/" for part in group):
            return False
        if shared and (len(bound) > 1 or len(axes - shared) != 2):
            return False
    return len(bound) == 1 or set(axes_of(groups[0])) != set(axes_of(groups[1]))


def multiply(left: list[Part], right: list[Part], bound: Axes, order: Axes, scope: Scope) -> Code:
    """`left @ right` or `right @ left`, whichever is plainer."""
    shared = (set(axes_of(left)) & set(axes_of(right))) - set(bound)
    codes = []
    for one, other in ((left, right), (right, left)):
        rows = in_order(set(axes_of(one)) - set(bound) - shared, order)
        columns = in_order(set(axes_of(other)) - set(bound) - shared, order)
        batch = in_order(shared, order)
        if len(bound) > 1 or len(columns) > 1:
            codes.append(tensordot(one, other, bound, rows, columns, scope))
        else:
            first = lower_best(join(one), (*batch, *rows, *bound), scope)
            second = lower_best(join(other), (*batch, *bound, *columns), scope)
            codes.append(operate("@", first, second, (*batch, *rows, *columns)))
    return plainest([arrange(code, order, scope) for code in codes])


def tensordot(
    left: list[Part], right: list[Part], bound: Axes, rows: Axes, columns: Axes, scope: Scope
) -> Code:
    first = lower_best(join(left), in_natural(left), scope)
    second = lower_best(join(right), in_natural(right), scope)
    rows = tuple(axis for axis in first.axes if axis in rows)
    columns = tuple(axis for axis in second.axes if axis in columns)
    places = [[code.axes.index(index) for index in bound] for code in (first, second)]
    return Code(scope.arrays.tensordot(first, second, places), (*rows, *columns))


def in_natural(parts: list[Part]) -> Axes:
    """The order of the largest array among the parts, if it carries all their indexes."""
    arrays = [entry.indexes for _, part in parts for entry in operands(part)]
    largest, axes = max(arrays, key=len), axes_of(parts)
    return largest if set(largest) == set(axes) else axes


def einsum(parts: list[Part], bound: Axes, order: Axes, scope: Scope) -> Code:
    """A sum that no plainer call says without an array larger than its operands."""
    wholes = [part if operator == "*" else join([(operator, part)]) for operator, part in parts]
    codes = [lower_best(whole, free_indexes(whole), scope) for whole in wholes]
    kept = in_order(set(axes_of(parts)) - set(bound), order)
    letters = short_names((*kept, *bound))
    inputs = ",".join("".join(letters[axis] for axis in code.axes) for code in codes)
    output = "".join(letters[axis] for axis in kept)
    return Code(scope.arrays.einsum(f"{inputs}->{output}", codes), kept)


def short_names(indexes: Axes) -> dict[str, str]:
    """One letter for each index: its own where it has but one."""
    letters = {index: index for index in indexes if len(index) == 1 and index.isascii()}
    free = (letter for letter in ascii_lowercase if letter not in letters)
    return {index: letters.get(index) or next(free) for index in indexes}
