"""Whether a mistaken script trains all the same: its loss beside that of the corrected one."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from whygrad.checking.checks import check_script
from whygrad.checking.findings import Report
from whygrad.checking.report import WIDTH
from whygrad.checking.running import SECONDS, Trial, run_script

ROWS = (0, 1, 10, 100, 1_000, 10_000, 100_000)  # the passes that are shown, and the last


@dataclass(frozen=True, slots=True)
class Trials:
    """The runs of a script and of its corrected version.

    right  None where the script is right, or cannot be corrected
    """

    yours: Trial
    right: Trial | None = None
    assumed: bool = False

    @property
    def reduction(self) -> float | None:
        """The share of the right loss reduction that is reached; None where that has no sense."""
        best = fall(self.right)
        if self.right is None or best is None or not best > 0 or self.yours.last is None:
            return None
        share = (self.right.losses[0][1] - self.yours.last) / best
        return share if math.isfinite(share) else None

    def as_data(self) -> dict[str, Any]:
        runs = {"yours": self.yours, "corrected": self.right}
        found = {
            name: {"losses": [list(row) for row in run.losses], "message": run.message}
            for name, run in runs.items()
            if run is not None
        }
        return {**found, "reduction": self.reduction}

    def __str__(self) -> str:
        return "\n".join(lines(self))


def try_script(text: str, report: Report, *, seconds: float = SECONDS) -> Trials:
    """Run a script, and its corrected version where it has one."""
    yours = run_script(text, report.instruments, seconds=seconds)
    assumed = bool(report.loss.get("assumed"))
    if report.corrected is None:
        return Trials(yours, None, assumed)
    better = check_script(report.corrected, report.source)
    right = run_script(report.corrected, better.instruments, seconds=seconds)
    return Trials(yours, right, assumed)


def fall(trial: Trial | None) -> float | None:
    """By how much the loss fell."""
    if trial is None or len(trial.losses) < 2:
        return None
    number = trial.losses[0][1] - trial.losses[-1][1]
    return number if math.isfinite(number) else None


def lines(trials: Trials) -> Iterator[str]:
    runs = [("Your script", trials.yours), ("The corrected script", trials.right)]
    yield "Run in a process of its own:" if trials.right is None else "Both were run:"
    for name, run in runs:
        if run is not None and run.message:
            yield f"  {name}: {run.message}"
    yield from table(trials)
    yield from wrap(verdict(trials), WIDTH, initial_indent="  ", subsequent_indent="  ")
    if trials.assumed:
        yield "  The script computes no loss; shown is half the squared error."


def table(trials: Trials) -> Iterator[str]:
    yours = dict(trials.yours.losses)
    right = dict(trials.right.losses) if trials.right else {}
    passes = [number for number in ROWS if number in yours or number in right]
    ends = [max(found) for found in (yours, right) if found]
    rows = [["pass", "loss", "corrected"]]
    for number in sorted({*passes, *ends}):
        rows.append([f"{number:,}", shown(yours.get(number)), shown(right.get(number))])
    rows = rows if right else [row[:2] for row in rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows if len(rows) > 1 else ():
        yield "    " + "  ".join(f"{text:>{w}}" for text, w in zip(row, widths, strict=True))


def shown(loss: float | None) -> str:
    return "" if loss is None else f"{loss:.6g}"


def verdict(trials: Trials) -> str:
    """`It trains, but ...`, in one sentence."""
    mine = trials.yours
    if mine.last is None:
        return "No loss was noted, so that nothing can be compared."
    if not math.isfinite(mine.last):
        return "It does not train: its loss is no longer a finite number."
    if trials.right is None or trials.right.last is None:
        return own_verdict(mine)
    best, reached = trials.right.last, trials.reduction
    if reached is None:
        return f"The loss ends at {mine.last:.6g}; that of the corrected script at {best:.6g}."
    if reached <= 0:
        return (
            f"It does not train: its loss does not fall, that of the corrected one to {best:.6g}."
        )
    but = f"It trains, but its loss falls to {mine.last:.6g} where the corrected one reaches"
    return f"{but} {best:.6g}: {reached:.1%} of the way."


def own_verdict(mine: Trial) -> str:
    number = fall(mine)
    if number is None:
        return f"Its loss ends at {mine.last:.6g}."
    word = "It trains: its loss falls" if number > 0 else "It does not train: its loss goes"
    return f"{word} from {mine.losses[0][1]:.6g} to {mine.last:.6g}."
