"""Hand-written training scripts, right and wrong, against which a checker is held.

The right scripts stand in `right/` as files that run by themselves. A case is one of them, or one
of them with a few lines changed:

    Case(id, twin, edits, verdict, findings, factor)

    twin      the script in `right/` that it is made from
    edits     (old, new): a piece of the twin's text that occurs once, and what stands in its place
    verdict   right, wrong, or scaled (one factor on all gradients, for which the rate makes up)
    findings  (mistake, line): the kind of mistake, and the text of the line to be blamed for it
    factor    of a scaled case: the script's gradient divided by the derivative of its loss

The blamed line is the one where a value first goes wrong; lines that inherit the error are clean.
What is not there has a line too:

    missing-gradient      the update that it belongs below: that of the layer's other parameter;
                          the list of names, or of gradients, that is one short
    missing-term, -mask   the line of the gradient that lacks it, the first quantity that is wrong
    updated-too-early     the line that reads the new value
    accumulated           the line that adds to the sum
    aliased               the line that was meant to copy
    wrong-derivative      the line of the slope, in its helper function where there is one
    derivative-at-...     the line that calls the slope with the wrong argument
    shape-grows           the line of the start, or of the difference, that has the wrong shape
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

RIGHT_FOLDER = Path(__file__).with_name("right")
UNREADABLE_FOLDER = Path(__file__).with_name("unreadable")

MISTAKES = (
    "wrong-operand",
    "summed-over-all",
    "missing-sum",
    "averaged",
    "missing-factor",
    "extra-factor",
    "wrong-sign",
    "missing-derivative",
    "repeated-derivative",
    "derivative-at-wrong-place",
    "wrong-derivative",
    "wrong-layer",
    "transposed",
    "updated-too-early",
    "aliased",
    "accumulated",
    "overwritten",
    "shape-grows",
    "missing-term",
    "missing-mask",
    "missing-gradient",
    "wrong-loss",
)


@dataclass(frozen=True)
class Twin:
    """A right script, and where its step, its parameters and its loss are found.

    loop        the line of the loop whose body is one step
    parameters  expressions, as the body of that loop may assign them
    loss        an expression, of use at the end of the body
    rate        the learning rate, an expression: a step is -rate times the gradient
    gradients   for other optimizers: expressions of the gradients, one for each of `parameters`
    before      whether `loss` is read before the step, because it reads the parameters
    """

    name: str
    loop: str
    parameters: tuple[str, ...]
    loss: str = "loss"
    rate: str = "1"
    gradients: tuple[str, ...] = ()
    before: bool = False

    @property
    def path(self) -> Path:
        return RIGHT_FOLDER / f"{self.name}.py"

    @property
    def style(self) -> str:
        """loops, functions, class, dict, inlined or comprehensions."""
        return self.name.split("_")[0]

    @property
    def source(self) -> str:
        return self.path.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Case:
    """A script and what is to be said about it; see the top of this file."""

    id: str
    twin: Twin
    edits: tuple[tuple[str, str], ...] = ()
    verdict: str = "right"
    findings: tuple[tuple[str, str], ...] = ()
    factor: float | None = None

    @property
    def source(self) -> str:
        """The text of the script."""
        text = self.twin.source
        for old, new in self.edits:
            if text.count(old) != 1:
                raise ValueError(f"{self.id}: {text.count(old)} times in the text: {old!r}")
            text = text.replace(old, new)
        return text

    @property
    def blamed(self) -> list[tuple[str, int]]:
        """The findings as (mistake, number of the line)."""
        return [(mistake, line_number(self.source, line)) for mistake, line in self.findings]


def line_number(text: str, line: str) -> int:
    """The number, from 1, of the only line that reads so, but for its indentation."""
    found = [at for at, one in enumerate(text.splitlines(), 1) if one.strip() == line]
    if len(found) != 1:
        raise ValueError(f"{len(found)} lines read {line!r}")
    return found[0]


@dataclass(frozen=True)
class Row:
    """A case that does not know its twin yet."""

    name: str
    edits: tuple[tuple[str, str], ...]
    verdict: str
    findings: tuple[tuple[str, str], ...] = ()
    factor: float | None = None


def right(name: str, *edits: tuple[str, str]) -> Row:
    """A right script, though it may look wrong."""
    return Row(name, edits, "right")


def scaled(name: str, factor: float, *edits: tuple[str, str]) -> Row:
    """All gradients are `factor` times the derivatives."""
    return Row(name, edits, "scaled", factor=factor)


def wrong(mistake: str, old: str, new: str, *edits: tuple[str, str], line: str = "") -> Row:
    """One mistake; the blamed line is `new` unless told, and `edits` are needed besides."""
    finding = (mistake, line or new.strip())
    return Row(mistake, ((old, new), *edits), "wrong", (finding,))


def several(
    name: str, edits: Iterable[tuple[str, str]], findings: Iterable[tuple[str, str]]
) -> Row:
    """Mistakes in more than one line."""
    return Row(name, tuple(edits), "wrong", tuple(findings))


def cases(twin: Twin, *table: Row) -> list[Case]:
    """The twin itself and its versions; a name that comes again gets a number."""
    found, seen = [Case(twin.name, twin)], Counter[str]()
    for row in table:
        seen[row.name] += 1
        number = f"-{seen[row.name]}" if seen[row.name] > 1 else ""
        name = f"{twin.name}-{row.name}{number}"
        found.append(Case(name, twin, row.edits, row.verdict, row.findings, row.factor))
    return found
