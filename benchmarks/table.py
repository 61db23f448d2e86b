"""The table: what was measured, what it is held against, and whether the target is met."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

HEAD = f"{'job':34} {'ours':>9}  {'against':24} {'theirs':>9} {'figure':>8}  target"


@dataclass(frozen=True)
class Target:
    """What a figure may be `at most`, or has to be `at least`; no bound: for information."""

    sense: str = ""
    bound: float = 0.0
    unit: str = "times"

    def is_met_by(self, figure: float) -> bool:
        return figure <= self.bound if self.sense == "at most" else figure >= self.bound

    def __str__(self) -> str:
        return f"{self.sense} {self.bound:g} {self.unit}" if self.sense else self.unit


INFORMATION = Target()


@dataclass(frozen=True)
class Row:
    """One line of the table; without a figure, `note` says why."""

    job: str
    figure: float | None
    target: Target
    ours: str = ""
    against: str = ""
    theirs: str = ""
    note: str = ""
    wrong: bool = False  # contenders do not reach the same numbers

    @property
    def verdict(self) -> str:
        if self.wrong:
            return "WRONG"
        if self.figure is None:
            return "NOT MEASURED"
        if not self.target.sense:
            return ""
        return "met" if self.target.is_met_by(self.figure) else "MISSED"

    def __str__(self) -> str:
        figure = "" if self.figure is None else short(self.figure)
        parts = f"{self.job:34} {self.ours:>9}  {self.against:24} {self.theirs:>9} {figure:>8}"
        return f"{parts}  {self.target!s:20} {self.verdict:6}  {self.note}".rstrip()

    def record(self) -> dict[str, Any]:
        """The row for JSON."""
        return {**asdict(self), "verdict": self.verdict}


def short(number: float) -> str:
    """Three digits or so."""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


def time_text(seconds: float) -> str:
    """A time in the unit that suits it."""
    for scale, unit in ((1, "s"), (1e-3, "ms"), (1e-6, "us")):
        if seconds >= scale:
            return f"{short(seconds / scale)} {unit}"
    return f"{seconds * 1e9:.1f} ns"
