"""An explanation as LaTeX, as HTML that folds, and as data for JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from whygrad.insight.explanation_text import closing_rows, heading
from whygrad.insight.explanations import Explanation
from whygrad.insight.terms import Sum, Term
from whygrad.language.equations import Equation
from whygrad.language.expressions import Number
from whygrad.language.notation import text
from whygrad.language.typesetting import typeset, typeset_lines

CODE = re.compile(r"`([^`]*)`")
SPECIAL = re.compile(r"[\\{}$&#^_%~]")
MARKS = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
# The page's own colours, so that it reads on a dark page too.
DETAILS = '<details{open} style="margin: 0.3em 0 0.3em 1em">'
CELL = '<td style="text-align: {side}; padding: 0 0.6em; white-space: nowrap">{inside}</td>'


def write_latex(explanation: Explanation) -> str:
    """Paragraphs and aligned equations, for a document that uses `amsmath`."""
    return "\n\n".join(latex_block(one) for one in explanation) + "\n"


def latex_block(one: Explanation) -> str:
    title = f"\\paragraph{{{as_code(f'{one.entry} = {one.figure}')} in step {one.step}.}}"
    parts = [title]
    if one.lines:
        parts.append(f"\\[{typeset_lines(one.lines, 'latex', loss=one.loss)}\\]")
    for part in one.formula.sums if one.formula else ():
        parts += latex_sums(part, one.loss)
    parts += map(latex_text, one.notes)
    return "\n".join(parts)


def latex_sums(part: Sum, loss: str) -> Iterator[str]:
    """A table of the terms, and below it those of long sums within a term."""
    yield latex_text(f"{heading(part)}:")
    yield latex_sum(part, loss)
    for inner in (inner for term in part.terms for inner in term.sums):
        yield from latex_sums(inner, loss)


def latex_sum(part: Sum, loss: str) -> str:
    rows = [latex_term(term, loss) for term in part.terms]
    rows += [
        f"\\text{{{name}}} &&&\\phantom{{={{}}}} {shown} && {share}".replace("%", r"\%")
        for name, shown, share in closing_rows(part)
    ]
    return "\\begin{align*}\n" + " \\\\\n".join(rows) + "\n\\end{align*}"


def latex_term(term: Term, loss: str) -> str:
    """The term, its figures in place, its value and its share, in four aligned columns."""
    what, figures = term_parts(term, "latex", loss)
    shown = f"= {figures}" if figures else ""
    return f"{what} &{shown} &&= {term.figure} && {term.share}".replace("%", r"\%")


def term_parts(term: Term, format: str, loss: str) -> tuple[str, str]:
    """The term, and its figures in place unless they are its value alone."""
    what = typeset(term.what, format, loss=loss)
    return what, "" if isinstance(term.figures, Number) else typeset(term.figures, format)


def latex_text(sentence: str) -> str:
    pieces = CODE.split(sentence)
    return "".join(as_code(p) if place % 2 else plain_latex(p) for place, p in enumerate(pieces))


def as_code(piece: str) -> str:
    return f"\\texttt{{{plain_latex(piece)}}}"


def plain_latex(piece: str) -> str:
    return SPECIAL.sub(lambda found: MARKS.get(found[0], f"\\{found[0]}"), piece)


def write_html(explanation: Explanation, *, is_open: bool = True) -> str:
    """Nested `details`: the first one open, what it reads folded below it."""
    one = explanation
    details = DETAILS.format(open=" open" if is_open else "")
    value = Equation(one.target, one.lines[-1].expression) if one.lines else None
    shown = typeset(value, "mathml", loss=one.loss) if value else leaf_math(one)
    summary = f"<summary>{shown} in step {one.step}</summary>"
    inside = "\n".join([*html_body(one), *(write_html(c, is_open=False) for c in one.children)])
    return f"{details}{summary}\n{inside}\n</details>"


def leaf_math(one: Explanation) -> str:
    return f"{typeset(one.target, 'mathml', loss=one.loss)} = {one.figure}"


def html_body(one: Explanation) -> Iterator[str]:
    if one.lines:
        yield typeset_lines(one.lines, "mathml", loss=one.loss)
    for part in one.formula.sums if one.formula else ():
        yield html_sum(part, one.loss)
    for note in one.notes:
        marked = CODE.sub(r"<code>\1</code>", escape(note))
        yield f"<p>{marked}</p>"


def html_sum(part: Sum, loss: str) -> str:
    """A table of the terms, with their shares."""
    parts = [" = ".join(filter(None, term_parts(t, "mathml", loss))) for t in part.terms]
    rows = [(what, t.figure, t.share) for what, t in zip(parts, part.terms, strict=True)]
    rows += closing_rows(part)
    written = "\n".join(
        f"<tr>{''.join(map(cell, row, ('left', 'right', 'right')))}</tr>" for row in rows
    )
    nested = "".join(html_sum(inner, loss) for term in part.terms for inner in term.sums)
    return f"<p>{escape(heading(part))}:</p>\n<table>\n{written}\n</table>{nested}"


def cell(inside: str, side: str) -> str:
    return CELL.format(side=side, inside=inside)


def as_data(one: Explanation) -> dict[str, object]:
    """The whole tree in plain lists, texts and numbers."""
    formula, equation = one.formula, one.equation
    found: dict[str, object] = {
        "quantity": one.name,
        "entry": one.entry,
        "step": one.step,
        "kind": one.kind,
        "value": one.value,
        "figure": one.figure,
    }
    if formula is not None and equation is not None:
        found["equation"] = f"{text(equation.target)} = {text(equation.expression)}"
        found["caption"] = equation.caption
        found["from"] = [{"equation": c.source, "rules": list(c.rules)} for c in equation.origin]
        found["formula"] = text(formula.what)
        found["figures"] = text(formula.figures)
        found["sums"] = [sum_data(part) for part in formula.sums]
    found["notes"] = list(one.notes)
    found["children"] = [as_data(child) for child in one.children]
    return found


def sum_data(part: Sum) -> dict[str, object]:
    return {
        "sum": text(part.what),
        "count": part.count,
        "total": part.total,
        "figure": part.figure,
        "terms": [term_data(term) for term in part.terms],
        "rest": part.rest,
        "rest_share": part.rest_share,
    }


def term_data(term: Term) -> dict[str, object]:
    return {
        "term": text(term.what),
        "figures": text(term.figures),
        "value": term.value,
        "figure": term.figure,
        "share": term.share,
        "sums": [sum_data(part) for part in term.sums],
    }
