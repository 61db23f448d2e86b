"""Findings as data: what a check measured, and what it found."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property

from whygrad.insight.rounding import figure
from whygrad.language.messages import listing

DIGITS = 4  # significant ones of the figures in a sentence
MOST_LISTED = 6


@dataclass(frozen=True)
class Finding:
    """One thing that is not healthy.

    kind    a few words that are the same for all findings of the kind
    where   the quantity, entry or column that is meant
    figure  what was measured: the number by which the kind is told
    what    what was found, in a sentence
    advice  what to do
    """

    kind: str
    where: str
    figure: float
    what: str
    advice: str


@dataclass(frozen=True)
class Check:
    """What one check came to.

    `summary` says what was measured, or why nothing was where `measured` is false; `figures`
    are the numbers by name.
    """

    name: str
    summary: str
    findings: tuple[Finding, ...] = ()
    figures: tuple[tuple[str, float], ...] = ()
    measured: bool = True

    @property
    def state(self) -> str:
        if self.findings:
            return "found"
        return "ok" if self.measured else "not measured"


@dataclass(frozen=True)
class Health:
    """The checks of one run before the update of a step; true where nothing was found."""

    step: int
    steps: int
    checks: tuple[Check, ...]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for check in self.checks for finding in check.findings)

    @cached_property
    def figures(self) -> dict[str, float]:
        """Every number that was measured, by name: `health.figures["sharpness"]`."""
        return {name: value for check in self.checks for name, value in check.figures}

    def __bool__(self) -> bool:
        return not self.findings

    def __str__(self) -> str:
        from whygrad.insight.health.report import write_text

        return write_text(self)

    def _repr_html_(self) -> str:
        from whygrad.insight.health.report import write_html

        return write_html(self)

    def data(self) -> dict[str, object]:
        """Plain lists, texts and numbers, for JSON."""
        return {
            "step": self.step,
            "steps": self.steps,
            "healthy": bool(self),
            "findings": [asdict(finding) for finding in self.findings],
            "checks": [
                {"name": c.name, "state": c.state, "summary": c.summary} for c in self.checks
            ],
            "figures": self.figures,
        }


def shown(value: float) -> str:
    """A figure in a sentence."""
    return figure(float(value), DIGITS)


def some(names: list[str]) -> str:
    """The first of many names."""
    more = len(names) - MOST_LISTED
    if more <= 0:
        return listing(names)
    return f"{', '.join(f'`{name}`' for name in names[:MOST_LISTED])} and {more} more"


def about(count: float) -> str:
    """A large number in words that promise no more than two digits: 23,000."""
    if count >= 1e9:
        return "over a billion"
    if count >= 1e6:
        return f"{about(count / 1e6)} million"
    return f"{float(f'{count:.2g}'):,.0f}"
