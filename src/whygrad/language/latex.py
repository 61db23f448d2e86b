"""The forms of LaTeX mathematics, as LaTeX, MathJax and KaTeX all read it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whygrad.language.forms import (
    EULER,
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

# in mathematics, where all three readers know them
SPECIAL = {
    "\\": r"\backslash",
    "^": r"{}^{\wedge}",
    "~": r"\sim",
    **{sign: f"\\{sign}" for sign in "_%#&${}"},
}
PLACEHOLDER = re.compile(r"\{(z|a|b)\}")
BAR = r"\left|"


def escape(name: str) -> str:
    return name.replace("_", r"\_")


def write_name(name: str) -> str:
    stem, place = unplaced(name)
    if place:
        return write_name(stem) + (place if place.startswith(PRIME) else f"^{{{place}}}")
    letter, digits = greek(name)
    if letter:
        return rf"\{letter}_{{{digits}}}" if digits else rf"\{letter}"
    if name.isdigit() or (len(name) == 1 and name != EULER):
        return escape(name)
    return rf"\mathrm{{{escape(name)}}}"


def list_indexes(indexes: Sequence[str], separator: str = " ") -> str:
    return (separator if single_letters(indexes) else ", ").join(map(write_name, indexes))


def add_subscript(written: str, indexes: tuple[str, ...]) -> str:
    if not indexes:
        return written
    base = f"{{{written}}}" if "_{" in written else written
    return f"{base}_{{{list_indexes(indexes)}}}"


def raise_to(base: Part, exponent: Part) -> Part:
    return Part(f"{base.text}^{{{exponent.text}}}", Binding.POWER, base.first, base.last)


def average(sizes: Sequence[str]) -> str:
    product = r" \, ".join(sizes)
    return rf"\frac{{1}}{{{product}}} "


def over(operator: str, indexes: tuple[str, ...], body: str) -> str:
    sign = rf"\{operator}" if operator == "max" else rf"\operatorname*{{{operator}}}"
    return rf"{sign}_{{{list_indexes(indexes, ', ')}}}\left({body}\right)"


def call(row: Function, arguments: Sequence[str]) -> Part:
    clear = BAR not in row.latex or not any(BAR in argument for argument in arguments)
    if not row.latex or not clear:  # bars in bars do not tell which of them belong together
        return Part(rf"\operatorname{{{escape(row.name)}}}\left({', '.join(arguments)}\right)")
    values = dict(zip(row.arguments, arguments, strict=True))
    text = PLACEHOLDER.sub(lambda found: values[found[1]], row.latex)
    return Part(text, Binding.POWER if "^" in row.latex else Binding.ATOM)


def text_of(caption: str) -> str:
    r"""A caption as `\text`; its special signs stand in mathematics between the pieces."""
    pieces = re.split(r"([\\^~_%#&${}])", caption)
    return "".join(SPECIAL.get(piece) or rf"\text{{{piece}}}" for piece in pieces if piece)


def align(lines: Sequence[Line]) -> str:
    rows = [f"{line.target} &{line.sign} {line.expression}" for line in lines]
    captions = [f" && {text_of(line.caption)}" if line.caption else "" for line in lines]
    body = " \\\\\n".join(row + caption for row, caption in zip(rows, captions, strict=True))
    return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"


LATEX = Forms(
    stacked=True,
    plus="%s + %s",
    minus="%s - %s",
    negative="-%s",
    gap=r"%s \, %s",
    dot=r"%s \cdot %s",
    brackets=r"\left(%s\right)",
    fraction=r"\frac{%s}{%s}",
    scientific=r"%s \times %s",
    gradient=r"\frac{\partial\,%s}{\partial\,%s}",
    operator=r"\frac{\partial}{\partial\,%s} ",
    equation="%s %s %s",
    assign=r"\leftarrow",
    number=str,
    name=write_name,
    subscript=add_subscript,
    total=lambda indexes: rf"\sum_{{{list_indexes(indexes, ', ')}}} ",
    average=average,
    over=over,
    power=raise_to,
    call=call,
    whole=str,
    lines=align,
)
