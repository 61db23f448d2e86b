"""What comparing a formula with the derived one has found, and how it is told."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from whygrad.calculus.rules import is_minus
from whygrad.language.equations import GRADIENT, Equation
from whygrad.language.expressions import Expression
from whygrad.language.notation import equation_text, text


@dataclass(frozen=True)
class Difference:
    """The first entry that differs, with both values, at a random point."""

    entry: str
    yours: float
    derived: float


@dataclass(frozen=True)
class Sameness:
    """What a formula is to the derived one; true where it is the same or a multiple of it.

    kind        `same` line, `equal` in value, `scaled` by a constant factor, or `different`
    formula     the line that was given
    derived     the equation that it was compared with
    factor      yours is so many times the derived one
    difference  where the two differ
    hint        what would make them equal, in words
    reads_rate  whether the formula has a learning rate; else its step is one with rate 1
    """

    kind: str
    formula: Equation
    derived: Equation
    factor: Expression | None = None
    difference: Difference | None = None
    hint: str = ""
    reads_rate: bool = False

    def __bool__(self) -> bool:
        return self.kind != "different"

    @property
    def updates(self) -> bool:
        """Whether the formula is an update of a parameter, not a gradient."""
        return not self.formula.name.startswith(GRADIENT)

    @property
    def goes_up(self) -> bool:
        return self.factor is not None and is_minus(self.factor)

    def __str__(self) -> str:
        lines = ["yours:   " + equation_text(self.formula)]
        lines += ["derived: " + equation_text(self.derived)]
        return "\n".join([*lines, *verdict(self)])

    def as_data(self) -> dict[str, object]:
        """For programs."""
        return {
            "verdict": self.kind,
            "yours": equation_text(self.formula),
            "derived": equation_text(self.derived),
            "factor": None if self.factor is None else text(self.factor),
            "difference": None if self.difference is None else asdict(self.difference),
            "hint": self.hint,
        }


def verdict(found: Sameness) -> list[str]:
    """What was found, and what follows from it: one or two sentences."""
    if found.kind == "different":
        return different(found)
    if found.kind == "scaled" and found.factor is not None:
        return scaled(found, text(found.factor))
    what = "The same line" if found.kind == "same" else "Equal in value, written in another form"
    rate = "" if found.reads_rate else ", with learning rate 1"
    return [f"{what}: the same step{rate}." if found.updates else f"{what}."]


def scaled(found: Sameness, factor: str) -> list[str]:
    if found.updates and not found.goes_up and not found.reads_rate:
        return [f"The same step, with learning rate {factor}."]
    what = "step" if found.updates else "gradient"
    first = f"Equal up to a constant factor: yours is {factor} times the derived {what}."
    if not found.goes_up:
        return [first, "It has the same direction; another learning rate makes up for the factor."]
    if found.updates:
        return [first, "Its sign is turned: the step goes up the loss, not down."]
    return [first, "Its sign is turned: it goes down the loss only where an update adds it."]


def different(found: Sameness) -> list[str]:
    lines = ["Different."]
    if found.difference is not None:
        at = found.difference
        what = f"the change of {at.entry}" if found.updates else at.entry
        lines = [
            f"Different: at a random point {what} is {at.yours:.6g}, derived {at.derived:.6g}."
        ]
    if found.hint:
        lines.append(f"They are equal but for this: {found.hint}.")
    return lines
