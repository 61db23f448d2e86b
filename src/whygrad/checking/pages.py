"""The catalogue as pages: each is the docstring of its class."""

from __future__ import annotations

import inspect

from whygrad.checking.mistakes import BY_ID, CATALOGUE, Mistake
from whygrad.language.messages import WhygradError, nearest

INTRODUCTION = """\
# The catalogue of mistakes

Each finding of [`whygrad check`](check.md) names its kind. These are all of them. The page of one
on the terminal: `whygrad check --explain wrong-operand`. In the [gallery](gallery.md) each of them
is made, trained and found. This page is written by `whygrad check --explain all`.
"""


def page(identity: str) -> str:
    """One kind of mistake as text, or with `all` the whole catalogue as Markdown."""
    if identity == "all":
        return "\n".join([INTRODUCTION, *(section(mistake) for mistake in ordered())])
    if identity not in BY_ID:
        advice = nearest(identity, BY_ID) or f"There are {', '.join(sorted(BY_ID))}."
        raise WhygradError(f"--explain {identity}: there is no such mistake. {advice}")
    return section(BY_ID[identity])


def ordered() -> list[Mistake]:
    return sorted(CATALOGUE, key=lambda mistake: mistake.id)


def section(mistake: Mistake) -> str:
    text = inspect.getdoc(type(mistake)) or ""
    return f"## {mistake.id}\n\n{text.strip()}\n"
