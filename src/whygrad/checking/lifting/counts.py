"""Numbers of a script as expressions: written ones, and those that count something.

The length of a loop or an array is a bare number in a trace. One that is not written in its
line, and equals the length of an index, is that length: `/ n` is `/ size[i]`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from whygrad.checking.lifting.axes import Axes
from whygrad.checking.lifting.elementary import ONE
from whygrad.checking.traces import Node
from whygrad.language.expressions import Binary, Expression, Number, Size, number

EXACT = 1e-12  # of numbers that the script states
NEAR = 3e-9  # of factors between arrays, which rounding and small safety terms blur
COMMON = (0.5, 1, 2)  # numbers that are taken for themselves, whatever has that length
PLAIN = 12  # numerator and denominator of a number that is taken for a written one


def exact(value: float) -> Number:
    """The number as Python writes it."""
    return Number(Fraction(repr(float(value))))


def written_number(node: Node, axes: Axes) -> Expression:
    """A single number of a script: as written, or by the lengths that it is made of."""
    value = float(node.value.reshape(()))
    if abs(value) in COMMON or is_written(node, value):
        return exact(value)
    return by_lengths(value, axes) or exact(value)


def is_written(node: Node, value: float) -> bool:
    """Whether the number, or nothing but numbers, stands in the line that it comes from."""
    parts = list(ast.walk(node.site.syntax))
    if not any(isinstance(part, ast.Name | ast.Attribute) for part in parts):
        return True
    return any(
        isinstance(part, ast.Constant) and isinstance(part.value, int | float)
        and abs(part.value) == abs(value)
        for part in parts
    )  # fmt: skip


def by_lengths(value: float, axes: Axes, near: float = EXACT) -> Expression | None:
    """A simple fraction times or divided by lengths of indexes, the samples' first."""
    for lengths in products(axes):
        size = 1
        for name in lengths:
            size *= axes.lengths[name]
        above, below = simple(value / size, near), simple(value * size, near)
        if above is not None:
            return of_sizes(above, lengths, "*")
        if below is not None:
            return of_sizes(below, lengths, "/")
    return None


def products(axes: Axes) -> Iterator[tuple[str, ...]]:
    """Indexes whose lengths may make a number: one, then two; the samples' first."""
    names = [names[0] for names in axes.names.values() if axes.lengths[names[0]] > 1]
    names.sort(key=lambda name: name != axes.sample)
    yield from combinations(names, 1)
    yield from (pair for pair in combinations(names, 2) if axes.sample in pair)


def simple(value: float, near: float) -> Fraction | None:
    """The value as a fraction of small numbers, if it is one."""
    found = Fraction(value).limit_denominator(4)
    if found == 0 or abs(found.numerator) > 4 or abs(value - found) > near * abs(value):
        return None
    return found


def of_sizes(value: Fraction, lengths: tuple[str, ...], operator: str) -> Expression:
    sizes: Expression = Size(lengths[0])
    for name in lengths[1:]:
        sizes = Binary("*", sizes, Size(name))
    if operator == "*":
        return sizes if value == 1 else Binary("*", number(value), sizes)
    return Binary("/", number(value) if value != 1 else ONE, sizes)


def factor_expression(value: float, axes: Axes) -> Expression | None:
    """A factor between two gradients: a small fraction or lengths; None if it is neither."""
    plain = Fraction(value).limit_denominator(PLAIN)
    if plain and abs(plain.numerator) <= PLAIN and abs(value - plain) <= NEAR * abs(value):
        sample = axes.lengths.get(axes.sample or "", 0)
        if sample not in (abs(plain.numerator), plain.denominator):
            return number(plain)
    return by_lengths(value, axes, NEAR)
