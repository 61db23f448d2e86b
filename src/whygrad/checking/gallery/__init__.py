"""Each mistake of the catalogue made in a right script, trained, and found."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from whygrad.checking.checks import check_script
from whygrad.checking.findings import Finding, Report
from whygrad.checking.gallery.rows import PICTURES, Picture
from whygrad.checking.mistakes import BY_ID
from whygrad.checking.report import figures_text
from whygrad.checking.running import Trial, run_script
from whygrad.checking.trials import Trials

__all__ = ["PICTURES", "Exhibit", "exhibit", "exhibits", "gallery_text"]

HEADER = ("mistake", "script", "line", "loss of the right one", "loss with it", "of the way")
TRAINS = 0.9  # of the right loss reduction: then the loss curve shows no one that it is wrong
INTRODUCTION = """\
# The gallery

Each mistake of [the catalogue](mistakes.md) is made in a right script by changing a few words. Both
are trained, and the mistaken one is checked. Of {count} mistaken scripts {trained} still reach 90%
of the right loss reduction: the loss does not tell. `whygrad check --gallery` writes this page.
"""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One mistake: how it was made, what training made of it, what the check says of it."""

    picture: Picture
    report: Report
    yours: Trial
    right: Trial

    @property
    def finding(self) -> Finding:
        return self.report.findings[0]

    @property
    def reduction(self) -> float:
        """The share of the right loss reduction that training with the mistake reaches.

        With `wrong-loss` training is as it was; only the printed loss is another one.
        """
        if self.picture.mistake == "wrong-loss":
            return 1.0
        return Trials(self.yours, self.right).reduction or 0.0

    @property
    def cells(self) -> tuple[str, ...]:
        losses = [
            f"{run.last:.3g}" if run.last is not None else "" for run in (self.right, self.yours)
        ]
        if self.yours.message:
            losses[1] = "stops"
        share = f"{self.reduction:.0%}" if self.reduction > 0 else "none"
        return self.picture.mistake, self.picture.script, str(self.finding.line), *losses, share

    def as_data(self) -> dict[str, Any]:
        return {
            "mistake": self.picture.mistake,
            "script": self.picture.script,
            "edits": [list(edit) for edit in self.picture.edits],
            "right_loss": self.right.last,
            "loss": self.yours.last,
            "reduction": self.reduction,
            "report": self.report.as_data(),
        }


def exhibits() -> list[Exhibit]:
    """All of them, in the order of their names; each right script is run once."""
    runs: dict[str, Trial] = {}
    found = []
    for mistake in sorted(PICTURES):
        picture = PICTURES[mistake]
        if picture.script not in runs:
            right = check_script(picture.right, picture.script)
            runs[picture.script] = run_script(picture.right, right.instruments)
        found.append(exhibit(picture, runs[picture.script]))
    return found


def exhibit(picture: Picture, right: Trial) -> Exhibit:
    report = check_script(picture.wrong, picture.script)
    return Exhibit(picture, report, run_script(picture.wrong, report.instruments), right)


def gallery_text(found: Sequence[Exhibit]) -> str:
    """The page in Markdown, which reads well on a terminal too."""
    trained = sum(each.reduction >= TRAINS for each in found)
    parts = [INTRODUCTION.format(count=len(found), trained=trained), table(found)]
    parts += ["\n".join(lines(each)) + "\n" for each in found]
    return "\n".join(parts)


def table(found: Sequence[Exhibit]) -> str:
    rows = [HEADER, *(each.cells for each in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    rules = ["-" * width for width in widths[:2]] + [
        "-" * (width - 1) + ":" for width in widths[2:]
    ]
    rows.insert(1, tuple(rules))
    shown = []
    for row in rows:
        cells = [
            f"{text:<{width}}" if column < 2 else f"{text:>{width}}"
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        shown.append(f"| {' | '.join(cells)} |\n")
    return "".join(shown)


def lines(found: Exhibit) -> Iterator[str]:
    """The heading, what was changed, what it is, and the finding."""
    finding, mistake = found.finding, BY_ID[found.picture.mistake]
    page = (type(mistake).__doc__ or "").splitlines()[0]
    yield f"## {found.picture.mistake}\n"
    yield f"{page}\n"
    yield from textwrap.wrap(f"{trained(found)}", 100)
    yield ""
    yield f"- line {finding.line}: `{finding.source}`"
    yield f"- yours: `{finding.yours}`"
    yield f"- derived: `{finding.derived}`"
    if figures := figures_text(finding):
        yield f"- figures: {figures}"
    for step in finding.steps:
        place, _, line = step.partition(": ")
        yield f"- fix, {place}: `{line}`"
    if finding.also:
        yield f"- the figures fit as well: {', '.join(finding.also)}"


def trained(found: Exhibit) -> str:
    """Whether it still trains, in one sentence."""
    right, yours = found.right.last, found.yours.last
    if yours is None or right is None:
        return "No loss was noted."
    if found.picture.mistake == "wrong-loss":
        return f"It trains as before; the loss it prints is {yours:.3g} where it is {right:.3g}."
    word = "It still trains" if found.reduction >= TRAINS else "It trains worse"
    word = word if found.reduction > 0 else "It does not train"
    return f"{word}: the loss ends at {yours:.3g}, without the mistake at {right:.3g}."
