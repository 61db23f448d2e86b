"""The random numbers of a step, as lines of NumPy."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from whygrad.language.equations import Declaration, Start
from whygrad.language.expressions import Binary, Entry, Expression, Number, number
from whygrad.writers.code import PRODUCT, Code
from whygrad.writers.layout import assign, comment
from whygrad.writers.numpy_expressions import Scope, lower
from whygrad.writers.wrapping import TAB

UNIFORMS = '''\
def uniforms(seed, step, start, shape, dtype):
    """Two numbers in [0, 1) for each entry, hashed from seed, step and position.

    The hash is pcg3d: Jarzynski and Olano, Hash Functions for GPU Rendering, 2020.
    """
    x, y = np.array([[seed % 2**32], [step]], np.uint32)
    z = np.arange(start, start + math.prod(shape), dtype=np.uint32)
    x, y, z = (word * np.uint32(1664525) + np.uint32(1013904223) for word in (x, y, z))
    x = x + y * z
    y = y + z * x
    z = z + x * y
    x, y, z = (word ^ word >> 16 for word in (x, y, z))
    x = x + y * z
    y = y + z * x
    return [((word >> 8).astype(dtype) * 2.0**-24).reshape(shape) for word in (x, y)]
'''
U, V = Entry("@u"), Entry("@v")  # the two numbers of an entry
LINE = tuple[str, str, list[str]]


def draw_lines(
    draws: Sequence[Declaration], read: Collection[str], scope: Scope, precision: str
) -> list[LINE]:
    """The lines that set the draws that are read; each entry has a position of its own."""
    scope.made.update({U: Code("u"), V: Code("v")})
    lines: list[LINE] = []
    before: list[str] = []
    for draw in draws:
        if draw.name in read:
            lines += one_draw(draw, " + ".join(before) or "0", scope, precision)
        before.append(count_text(draw, draw.name in read, scope))
    return lines


def one_draw(draw: Declaration, start: str, scope: Scope, precision: str) -> list[LINE]:
    """The numbers hashed for a draw, and the draw made of them."""
    assert draw.start is not None
    pair = "u, v" if draw.start.name == "normal" else "u, _"
    sizes = [scope.size(axis).text for axis in draw.indexes]
    shape = f"({', '.join(sizes)}{',' if len(sizes) == 1 else ''})"
    hashed = f"uniforms(seed, iteration, {start}, {shape}, {precision})"
    value = drawn(draw.start, scope)
    name = scope.names[draw.name]
    return [
        (pair, hashed, comment(draw.caption, TAB) + assign([pair], hashed, TAB)),
        (name, value, assign([name], value, TAB)),
    ]


def drawn(start: Start, scope: Scope) -> str:
    """The code that makes a draw of uniform numbers `u` and `v`."""
    first, *rest = start.arguments
    if start.name == "bernoulli":
        return f"(u < {lower(first, (), scope).text}).astype(u.dtype)"
    if start.name == "uniform":
        return lower(stretched(first, difference(rest[0], first), U), (), scope).text
    bell = scope.make(Code("np.sqrt(-2 * np.log(1 - u)) * np.cos(2 * np.pi * v)", level=PRODUCT))
    return lower(stretched(first, rest[0], bell), (), scope).text


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


def count_text(draw: Declaration, is_read: bool, scope: Scope) -> str:
    """How many entries a draw has."""
    if is_read:
        return f"{scope.names[draw.name]}.size"
    return " * ".join(scope.size(axis).text for axis in draw.indexes) or "1"
