"""Sentences for the screen, filled to a width."""

from __future__ import annotations

import re
from textwrap import fill

WIDTH = 88
TIED = re.compile(r"`[^`]{,40}`|\S+(?: [*=] \S+)+")  # names and formulas
TIE = "\N{NO-BREAK SPACE}"


def filled(sentence: str, first: str, others: str | None = None) -> str:
    """Lines that begin with `first`, then with `others`; a name or short formula is not broken."""
    tied = TIED.sub(lambda found: found[0].replace(" ", TIE), sentence)
    lines = fill(
        tied,
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if others is None else others,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return lines.replace(TIE, " ")
