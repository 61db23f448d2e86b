"""Several scripts at once: a table with a row for each, and the same as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whygrad.checking.checks import check_file
from whygrad.checking.findings import Report
from whygrad.language.messages import WhygradError, counted

HEADER = ("script", "verdict", "lines", "mistakes")
VERDICTS = ("right", "scaled", "wrong", "unknown", "unusable")


@dataclass(frozen=True, slots=True)
class Row:
    """One script: its report, or the message of why there is none."""

    script: str
    report: Report | None
    message: str = ""

    @property
    def verdict(self) -> str:
        return self.report.verdict if self.report is not None else "unusable"

    def as_data(self) -> dict[str, Any]:
        if self.report is not None:
            return self.report.as_data()
        return {"script": self.script, "verdict": self.verdict, "message": self.message}

    @property
    def cells(self) -> tuple[str, str, str, str]:
        found = self.report.findings if self.report is not None else ()
        lines = ", ".join(str(each.line) for each in found)
        kinds = ", ".join(each.mistake or "no known kind" for each in found)
        return self.script, self.verdict, lines, kinds


def check_all(paths: Iterable[str | Path], loss: str | None = None) -> list[Row]:
    """A row for each script; one that cannot be used does not end the others."""
    return [check_one(str(path), loss) for path in paths]


def check_one(path: str, loss: str | None) -> Row:
    try:
        return Row(path, check_file(path, loss))
    except WhygradError as error:
        return Row(path, None, str(error))


def scripts_in(folder: Path) -> list[Path]:
    """The Python scripts of a folder and of the folders in it, in the order of their names."""
    found = sorted(path for path in folder.rglob("*.py") if path.is_file())
    return [path for path in found if not any(part.startswith(".") for part in path.parts[1:])]


def table(rows: Sequence[Row]) -> str:
    """Aligned, with the counts of the verdicts below."""
    cells = [HEADER, *(row.cells for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEADER))]
    shown = ["  ".join(f"{c:<{w}}" for c, w in zip(row, widths, strict=True)) for row in cells]
    counts = [(verdict, sum(row.verdict == verdict for row in rows)) for verdict in VERDICTS]
    told = ", ".join(f"{count} {verdict}" for verdict, count in counts if count)
    return "\n".join([*(line.rstrip() for line in shown), "", counted(len(rows), "script"), told])


def csv_text(rows: Sequence[Row]) -> str:
    """One row a script: script, verdict, lines, mistakes, message."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*HEADER, "message"))
    for row in rows:
        writer.writerow((*map(harmless, row.cells), harmless(" ".join(row.message.split()))))
    return out.getvalue()


def harmless(cell: str) -> str:
    """A file name may begin as a formula does, which a spreadsheet would compute."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell
