"""What a wrong line comes to: its cause, and the changes of the text that put it right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whygrad.checking.court import Fault
from whygrad.checking.inspection import Inspection
from whygrad.checking.mistakes import Mistake
from whygrad.checking.patches import Change, patched
from whygrad.checking.reading import Script
from whygrad.checking.traces import Binding


@dataclass(frozen=True, slots=True, eq=False)
class Diagnosis:
    """A wrong line with its cause.

    mistake  None where no kind explains it
    what     the difference in words
    also     other kinds whose repairs give the very same figures
    changes  of the text, verified to put this line right; empty where none was found
    mended   of what no right side shows: the script with these changes
    start    of a parameter that no step changes: where it gets its value
    """

    binding: Binding
    fault: Fault | None
    mistake: Mistake | None = None
    what: str = ""
    changes: tuple[Change, ...] = ()
    also: tuple[str, ...] = ()
    mended: Inspection | None = None
    start: Binding | None = None


def corrected(script: Script, diagnoses: Sequence[Diagnosis]) -> str | None:
    """The script with every repair made; None where a wrong line has none."""
    if not all(diagnosis.changes for diagnosis in diagnoses):
        return None
    return patched(script.text, [change for each in diagnoses for change in each.changes])
