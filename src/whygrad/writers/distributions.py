"""Starting values and draws, made of uniform or normal numbers."""

from __future__ import annotations

from whygrad.language.equations import Start
from whygrad.language.expressions import Binary, Expression, Number, number


def distributed(start: Start, sample: Expression) -> Expression:
    """A number of `uniform(low, high)` or `normal(mean, deviation)`, given one in [0, 1) or a
    standard normal one."""
    first, second = start.arguments
    return stretched(
        first, difference(second, first) if start.name == "uniform" else second, sample
    )


def stretched(base: Expression, factor: Expression, value: Expression) -> Expression:
    """`base + factor * value`, without what changes nothing."""
    product = value if factor == number(1) else Binary("*", factor, value)
    return product if base == number(0) else Binary("+", base, product)


def difference(high: Expression, low: Expression) -> Expression:
    """`high - low`, worked out where floating point would give the very same."""
    if isinstance(high, Number) and isinstance(low, Number):
        exact = high.value - low.value
        if float(exact) == float(high.value) - float(low.value):
            return number(exact)
    return high if low == number(0) else Binary("-", high, low)
