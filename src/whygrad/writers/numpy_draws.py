"""The random numbers of a step, as lines that draw whole arrays."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from whygrad.language.equations import Declaration, Start
from whygrad.language.expressions import Entry
from whygrad.writers.assembly import Line
from whygrad.writers.code import PRODUCT, Code, names_loaded
from whygrad.writers.distributions import distributed
from whygrad.writers.layout import assign, comment
from whygrad.writers.numpy_expressions import Scope, lower
from whygrad.writers.wrapping import TAB

U, V = Entry("@u"), Entry("@v")  # the two numbers of an entry
BELL = "np.sqrt(-2 * np.log(1 - u)) * np.cos(2 * np.pi * v)"


def draw_lines(
    draws: Sequence[Declaration], read: Collection[str], scope: Scope, precision: str
) -> list[Line]:
    """The lines that set the draws that are read; each entry has a position of its own."""
    scope.made.update({U: Code("u"), V: Code("v")})
    lines: list[Line] = []
    before: list[str] = []
    for draw in draws:
        if draw.name in read:
            lines += one_draw(draw, " + ".join(before) or "0", scope, precision)
        before.append(count_text(draw, draw.name in read, scope))
    return lines


def one_draw(draw: Declaration, start: str, scope: Scope, precision: str) -> list[Line]:
    """The numbers hashed for a draw, and the draw made of them."""
    assert draw.start is not None
    pair = ("u", "v") if draw.start.name == "normal" else ("u", "_")
    sizes = [scope.size(axis).text for axis in draw.indexes]
    shape = f"({', '.join(sizes)}{',' if len(sizes) == 1 else ''})"
    hashed = f"uniforms(seed, iteration, {start}, {shape}, {precision})"
    value = drawn(draw.start, scope)
    name = scope.names[draw.name]
    return [
        Line(pair, names_loaded(hashed), comment(draw.caption, TAB) + assign(pair, hashed, TAB)),
        Line((name,), names_loaded(value), assign([name], value, TAB)),
    ]


def drawn(start: Start, scope: Scope) -> str:
    """The code that makes a draw of uniform numbers `u` and `v`."""
    if start.name == "bernoulli":
        truth = f"(u < {lower(start.arguments[0], (), scope).text})"
        return scope.arrays.cast(truth, "u.dtype")
    if start.name == "uniform":
        return lower(distributed(start, U), (), scope).text
    bell = scope.make(Code(scope.arrays.renamed(BELL), level=PRODUCT))
    return lower(distributed(start, bell), (), scope).text


def count_text(draw: Declaration, is_read: bool, scope: Scope) -> str:
    """How many entries a draw has."""
    if is_read:
        return scope.arrays.count.format(scope.names[draw.name])
    return " * ".join(scope.size(axis).text for axis in draw.indexes) or "1"
