"""An explanation as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whygrad.insight.explanations import Explanation
from whygrad.insight.paragraphs import WIDTH, filled
from whygrad.insight.terms import Sum, Term
from whygrad.language.expressions import Number
from whygrad.language.notation import lines_text, text

MARGIN = "  "
GAP = "  "
SIGN = re.compile(r" [-+*/] ")
LEAF = "\0"  # marks what no equation sets, while the parts are put together


def write_text(explanation: Explanation) -> str:
    """The explanation and all below it; what no equation sets stands on one line each."""
    parts: list[str] = []
    for one in explanation:
        if one.formula is None and parts and parts[-1].startswith(LEAF):
            parts[-1] += f"\n{LEAF}{leaf_line(one)}"
        elif one.formula is None:
            parts.append(f"{LEAF}{leaf_line(one)}")
        else:
            parts.append("\n".join(block(one)))
    return "\n\n".join(parts).replace(LEAF, "")


def leaf_line(one: Explanation) -> str:
    first, *others = one.notes or (f"{one.kind[:1].upper()}{one.kind[1:]}.",)
    line = f"{one.entry} = {one.figure} in step {one.step}  # {first[:1].lower()}{first[1:-1]}"
    return "\n".join([line, *(["", *(filled(note, MARGIN) for note in others)] if others else [])])


def block(one: Explanation) -> Iterator[str]:
    yield f"{one.entry} = {one.figure} in step {one.step}"
    yield ""
    for line in lines_text(one.lines).splitlines():
        yield from folded(MARGIN + line, line.find("= ") + 2)
    for part in one.formula.sums if one.formula else ():
        yield ""
        yield from sum_lines(part, MARGIN)
    if one.notes:
        yield ""
        yield from (filled(note, MARGIN) for note in one.notes)


def sum_lines(part: Sum, margin: str = "") -> Iterator[str]:
    """The terms of a long sum with their shares, what is left, and the total."""
    yield from folded(f"{margin}{heading(part)}:", len(margin))
    rows = [(worked(term), "=", term.figure, term.share) for term in part.terms]
    rows += [([name], " ", shown, share) for name, shown, share in closing_rows(part)]
    nested = [*(term.sums for term in part.terms), *((),) * len(rows)]
    for line, inner in zip(aligned(rows, margin + MARGIN), nested, strict=False):
        yield line
        for below in inner:
            yield from sum_lines(below, margin + 2 * MARGIN)


def aligned(rows: Sequence[tuple[list[str], str, str, str]], margin: str) -> Iterator[str]:
    """Rows of a table; where one is too wide, each term has its figures on a line below it."""
    value, share = (max(len(row[place]) for row in rows) for place in (2, 3))
    ends = [f" {sign} {v:>{value}}{GAP}{part:>{share}}" for _, sign, v, part in rows]
    room = WIDTH - len(margin) - len(ends[0])
    stacked = any(len(" = ".join(parts)) > room for parts, *_ in rows)
    between = f"\n{margin}{MARGIN}= " if stacked else " = "
    whats = [margin + between.join(parts) for parts, *_ in rows]
    width = max(len(what.rpartition("\n")[2]) for what in whats)
    for what, end in zip(whats, ends, strict=True):
        above, broken, last = what.rpartition("\n")
        yield f"{above}{broken}{last:{width}}{end}".rstrip()


def closing_rows(part: Sum) -> list[tuple[str, str, str]]:
    """What stands below the terms: the rest, and the sum."""
    rows = [(rest_name(part), part.rest, part.rest_share)] if part.rest else []
    return rows if part.what.kind == "max" else [*rows, ("sum", part.figure, "")]


def worked(term: Term) -> list[str]:
    """The term, and the same with its figures in place unless it is a single figure."""
    what = text(term.what)
    return [what] if isinstance(term.figures, Number) else [what, text(term.figures)]


def folded(line: str, hang: int) -> Iterator[str]:
    """A formula that is too wide, broken before signs that stand in few brackets."""
    while len(line) > WIDTH and (place := break_of(line, hang)):
        yield line[:place]
        line = f"{MARGIN}{' ' * hang}{line[place:].lstrip()}"
    yield line


def break_of(line: str, least: int) -> int:
    """Where to break a line; 0 where it cannot be done."""
    formula, mark, _ = line.partition("  # ")
    if mark and least < len(formula) <= WIDTH:
        return len(formula)
    found, depth = [], 0
    for place, sign in enumerate(formula[: WIDTH + 1]):
        depth += (sign in "([") - (sign in ")]")
        if place > least + len(MARGIN) and SIGN.match(formula, place):
            found.append((depth, formula[place + 1] in "*/", -place))
    return -min(found)[2] if found else 0


def heading(part: Sum) -> str:
    what, shown = text(part.what), len(part.terms)
    if shown == part.count:
        return f"The {part.count} terms of {what}"
    return f"{shown} of the {part.count:,} terms of {what}, by size"


def rest_name(part: Sum) -> str:
    others = part.count - len(part.terms)
    if not others:
        return "rounding"
    return "1 other" if others == 1 else f"{others:,} others"
