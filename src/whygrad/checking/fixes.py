"""A verified fix in words: what becomes of which line."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from whygrad.checking.patches import Change, patched


@dataclass(frozen=True, slots=True)
class Fix:
    """The new lines as one text, and each step: `line 31: dW = X.T @ d`."""

    text: str
    steps: tuple[str, ...]


def fix_of(text: str, changes: Sequence[Change]) -> Fix:
    """What changes of a text do to its lines; numbers are those before the change."""
    old, new = text.splitlines(), patched(text, list(changes)).splitlines()
    fresh: list[str] = []
    steps: list[str] = []
    moved = lines_that_move(old, new)
    for kind, first, last, start, end in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind == "equal":
            continue
        fresh += [line for line in new[start:end] if line.strip() != "pass"]
        steps += block_steps(old[first:last], new[start:end], first, moved)
    return Fix(textwrap.dedent("\n".join(fresh)).strip(), tuple(steps))


def lines_that_move(old: list[str], new: list[str]) -> dict[str, int]:
    """The number of each line that is taken out in one place and put in at another."""
    found = {}
    blocks = SequenceMatcher(None, old, new, False).get_opcodes()
    put = {line.strip() for kind, *_, b, c in blocks if kind != "equal" for line in new[b:c]}
    for kind, first, last, *_ in blocks:
        for at in range(first, last) if kind != "equal" else ():
            if old[at].strip() and old[at].strip() in put:
                found[old[at].strip()] = at + 1
    return found


def block_steps(old: list[str], new: list[str], first: int, moved: dict[str, int]) -> list[str]:
    """The steps of one place; a line that moves is named where it goes to."""
    gone = [(first + at + 1, line.strip()) for at, line in enumerate(old)]
    gone = [(number, line) for number, line in gone if line and line not in moved]
    steps = []
    for line in (line.strip() for line in new if line.strip() != "pass"):
        if line in moved:
            steps.append(f"move line {moved[line]} below line {first + len(old)}: {line}")
        elif gone:
            steps.append(f"line {gone.pop(0)[0]}: {line}")
        elif line:
            steps.append(f"new, below line {first + len(old)}: {line}")
    return steps + [f"take out line {number}: {line}" for number, line in gone]
