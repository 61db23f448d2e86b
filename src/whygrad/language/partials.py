"""Partial derivatives, as they stand in the lines of a working."""

from __future__ import annotations

from dataclasses import dataclass

from whygrad.language.expressions import Entry, Expression
from whygrad.language.notation import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial(Entry):
    """How the expression `of` changes with the entry `by`; in an expression it is one entry.

    Its name is how plain text writes it: `d loss/d output[i]`, `d(weight * x[i])/d weight`.
    """

    of: Expression
    by: Entry


def partial(of: Expression, by: Entry) -> Partial:
    above = f" {text(of)}" if isinstance(of, Entry) else f"({text(of)})"
    return Partial(f"d{above}/d {text(by)}", of=of, by=by)
