"""The forms of MathML (Core), which browsers show without help."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from whygrad.language.forms import (
    EULER,
    GREEK,
    PRIME,
    Binding,
    Forms,
    Line,
    Part,
    greek,
    single_letters,
    unplaced,
)
from whygrad.language.functions import Function

APPLY, TIMES = "\u2061", "\u2062"  # invisible signs: function application, multiplication
BAR = "<mo>|</mo>"
# functions with a shape of their own, by their LaTeX
SHAPES = {
    r"e^{{z}}": Part("<msup><mi>e</mi><mrow>%s</mrow></msup>", Binding.POWER),
    r"\sqrt{{z}}": Part("<msqrt>%s</msqrt>"),
    r"\left|{z}\right|": Part(f"<mrow>{BAR}%s{BAR}</mrow>"),
}
CELL = '<mtd style="text-align: %s">%s</mtd>'


def write_name(name: str) -> str:
    stem, place = unplaced(name)
    if place:
        return f"<msup>{write_name(stem)}<mo>{place.replace(PRIME, '′')}</mo></msup>"
    letter, digits = greek(name)
    if letter:
        sign = f"<mi>{GREEK[letter]}</mi>"
        return f"<msub>{sign}<mn>{digits}</mn></msub>" if digits else sign
    upright = ' mathvariant="normal"' if name == EULER else ""
    return f"<mi{upright}>{escape(name)}</mi>"


def list_indexes(indexes: Sequence[str], separator: str = "") -> str:
    written = [f"<mn>{i}</mn>" if i.isdigit() else write_name(i) for i in indexes]
    between = separator if single_letters(indexes) else "<mo>,</mo>"
    return f"<mrow>{between.join(written)}</mrow>"


def add_subscript(written: str, indexes: tuple[str, ...]) -> str:
    return f"<msub>{written}{list_indexes(indexes)}</msub>" if indexes else written


def under(sign: str, indexes: tuple[str, ...]) -> str:
    return f"<munder>{sign}{list_indexes(indexes, '<mo>,</mo>')}</munder>"


def raise_to(base: Part, exponent: Part) -> Part:
    text = f"<msup><mrow>{base.text}</mrow><mrow>{exponent.text}</mrow></msup>"
    return Part(text, Binding.POWER, base.first, base.last)


def in_brackets(text: str) -> str:
    return f"<mrow><mo>(</mo>{text}<mo>)</mo></mrow>"


def call(row: Function, arguments: Sequence[str]) -> Part:
    shape = SHAPES.get(row.latex)
    clear = not any(BAR in argument for argument in arguments)
    if shape and (clear or BAR not in shape.text):
        return Part(shape.text % tuple(arguments), shape.binding)
    inside = "<mo>,</mo>".join(arguments)
    name = f"<mi>{escape(row.symbol or row.name)}</mi>"
    return Part(f"{name}<mo>{APPLY}</mo>{in_brackets(inside)}")


def table_row(line: Line) -> str:
    side = f'<mo form="infix">{line.sign}</mo>{line.expression}'
    cells = [CELL % ("right", line.target), CELL % ("left", side)]
    if line.caption:
        cells.append(CELL % ("left", f"<mtext>{escape(line.caption)}</mtext>"))
    return f"<mtr>{''.join(cells)}</mtr>"


def align(lines: Sequence[Line]) -> str:
    rows = "\n".join(map(table_row, lines))
    return f'<math display="block"><mtable displaystyle="true">\n{rows}\n</mtable></math>'


MATHML = Forms(
    stacked=True,
    plus="%s<mo>+</mo>%s",
    minus="%s<mo>−</mo>%s",
    negative='<mo form="prefix">−</mo>%s',
    gap=f'%s<mo rspace="0.17em">{TIMES}</mo>%s',
    dot="%s<mo>⋅</mo>%s",
    brackets=in_brackets("%s"),
    fraction="<mfrac><mrow>%s</mrow><mrow>%s</mrow></mfrac>",
    scientific="%s<mo>×</mo>%s",
    gradient="<mfrac><mrow><mi>∂</mi>%s</mrow><mrow><mi>∂</mi>%s</mrow></mfrac>",
    operator="<mfrac><mi>∂</mi><mrow><mi>∂</mi>%s</mrow></mfrac>",
    equation="%s<mo>%s</mo>%s",
    assign="←",
    number=lambda text: f"<mn>{text}</mn>",
    name=write_name,
    subscript=add_subscript,
    total=lambda indexes: under("<mo>∑</mo>", indexes),
    average=lambda sizes: f"<mfrac><mn>1</mn><mrow>{''.join(sizes)}</mrow></mfrac>",
    over=lambda name, indexes, body: under(f"<mo>{name}</mo>", indexes) + in_brackets(body),
    power=raise_to,
    call=call,
    whole=lambda text: f'<math displaystyle="true">{text}</math>',
    lines=align,
)
