"""What `whygrad train` prints of a network for a table: its figures on the rows held out."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from whygrad.cli.tables import Source
from whygrad.language.messages import counted, short
from whygrad.run import Run
from whygrad.training.measurements import Measurement

MOST_SHOWN = 12  # classes of a confusion table that are printed
WIDEST = 12  # letters of a class in it


def print_result(found: Run, source: Source, measured: Measurement, out: Path) -> None:
    for line in source.lines:
        print(line)
    loss = found.record.step.loss
    first, last = found.losses[0], found.losses[-1]
    print(
        f"{counted(found.steps, 'step')}, {loss} {first:.4g} in the first, {last:.4g} in the last"
    )
    print()
    for line in measurement_lines(measured):
        print(line)
    print(f"\nwrote {out}\nnext: {shlex.join(['whygrad', 'predict', str(out), source.table])}")


def measurement_lines(found: Measurement) -> Iterator[str]:
    """The figures, and the confusion table where there are not too many classes."""
    where = "held out" if found.is_held_out else "of the training"
    yield f"on {counted(found.samples, 'row')} {where}"
    width = max(len(score.name) for score in found.scores)
    for score in found.scores:
        yield f"  {score.name:{width}}  {score.after:.4g}  ({score.what})"
    if found.confusion is not None and len(found.classes) <= MOST_SHOWN:
        yield "  rows: the actual class; columns: the predicted one"
        yield from (f"  {line}" for line in grid(found.classes, found.confusion))


def grid(classes: Sequence[str], counts: Sequence[Sequence[int]]) -> Iterator[str]:
    names = [short(name, WIDEST) for name in classes]
    first = max(map(len, names))
    widths = [max(len(name), len(str(max(map(max, counts))))) for name in names]
    for label, cells in [("", names), *zip(names, counts, strict=True)]:
        row = "  ".join(f"{cell!s:>{width}}" for cell, width in zip(cells, widths, strict=True))
        yield f"{label:{first}}  {row}"


def measurement_data(found: Measurement) -> dict[str, Any]:
    return {
        "rows": found.samples,
        "held_out": found.is_held_out,
        "scores": {score.name: score.after for score in found.scores},
        "classes": found.classes,
        "confusion": found.confusion,
    }
