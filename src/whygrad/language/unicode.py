"""The forms of mathematics in one line of Unicode, for terminals and plain documents."""

from __future__ import annotations

from collections.abc import Sequence

from whygrad.language.forms import GREEK, Binding, Edge, Forms, Line, Part, greek
from whygrad.language.functions import Function

SUBSCRIPTS = dict(zip("0123456789aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
SUPERSCRIPTS = str.maketrans("−0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def subscripts(indexes: Sequence[str]) -> str:
    """Small signs where each index is one sign that has one, or a lone number; else brackets."""
    if not indexes:
        return ""
    lone_number = len(indexes) == 1 and indexes[0].isdigit()
    signs = tuple(indexes[0]) if lone_number else indexes
    if all(sign in SUBSCRIPTS for sign in signs):
        return "".join(SUBSCRIPTS[sign] for sign in signs)
    return f"[{', '.join(indexes)}]"


def write_name(name: str) -> str:
    letter, digits = greek(name)
    if not letter:
        return name
    return GREEK[letter] + subscripts([digits] if digits else [])


def add_subscript(written: str, indexes: tuple[str, ...]) -> str:
    small = subscripts(indexes)
    if small and written[-1] in SUBSCRIPTS.values():  # behind the digit of a Greek letter
        small = f"[{', '.join(indexes)}]"
    return written + small


def raise_to(base: Part, exponent: Part) -> Part:
    if exponent.text.lstrip("−").isdigit():
        small = exponent.text.translate(SUPERSCRIPTS)
        return Part(base.text + small, Binding.POWER, base.first, base.last)
    simple = exponent.binding == Binding.ATOM and exponent.first != Edge.MINUS
    high = exponent.text if simple else f"({exponent.text})"
    return Part(f"{base.text}^{high}", Binding.POWER, base.first, Edge.TIGHT)


def average(sizes: Sequence[str]) -> str:
    product = " ".join(sizes)
    return f"1/({product}) " if len(sizes) > 1 else f"1/{product} "


def call(row: Function, arguments: Sequence[str]) -> Part:
    return Part(f"{row.symbol or row.name}({', '.join(arguments)})")


def align(lines: Sequence[Line]) -> str:
    width = max((len(line.target) for line in lines), default=0)
    rows = [(f"{x.target:{width}} {x.sign} {x.expression}", x.caption) for x in lines]
    longest = max((len(row) for row, caption in rows if caption), default=0)
    return "\n".join(f"{r:{longest}}  # {caption}" if caption else r for r, caption in rows)


UNICODE = Forms(
    stacked=False,
    plus="%s + %s",
    minus="%s − %s",
    negative="−%s",
    gap="%s %s",
    dot="%s · %s",
    brackets="(%s)",
    fraction="%s / %s",
    scientific="%s × %s",
    gradient="∂%s/∂%s",
    operator="∂/∂%s ",
    equation="%s %s %s",
    assign="←",
    number=str,
    name=write_name,
    subscript=add_subscript,
    total=lambda indexes: f"Σ{subscripts(indexes)} ",
    average=average,
    over=lambda operator, indexes, body: f"{operator}{subscripts(indexes)}({body})",
    power=raise_to,
    call=call,
    whole=str,
    lines=align,
)
