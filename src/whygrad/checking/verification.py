"""Whether a changed script is better: it is read and inspected anew."""

from __future__ import annotations

import numpy as np

from whygrad.checking.court import Fault
from whygrad.checking.inspection import Inspection, inspect
from whygrad.checking.patches import Change, patched
from whygrad.checking.reading import read_script
from whygrad.checking.reading.tracing import expect_training
from whygrad.language.messages import WhygradError

MORE = 4  # times the work of the first reading: a change that needs more has broken the script
FAILURES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)


def inspected(
    inspection: Inspection, changes: list[Change], blaming: bool = True
) -> Inspection | None:
    script = inspection.script
    try:
        changed = read_script(patched(script.text, changes), script.source)
        changed.found["lines"] = MORE * len(inspection.trace.passes[0].bindings)
        changed.found["budget"] = MORE * script.found.get("spent", np.inf)
        expect_training(changed, script)
        again = inspect(changed, entry=inspection.entry, blaming=blaming)
    except (WhygradError, *FAILURES):  # a repair that cannot be computed is none
        return None
    lost = {each.name for each in inspection.parameters} - {each.name for each in again.parameters}
    return None if again.judgement is None or lost else again


def count(inspection: Inspection) -> int:
    return len(inspection.faults) + len(inspection.lapses)


def better(inspection: Inspection, changes: list[Change]) -> Inspection | None:
    """The changed script, if it has fewer wrong lines."""
    again = inspected(inspection, changes)
    return again if again is not None and count(again) < count(inspection) else None


def is_better(inspection: Inspection, changes: list[Change]) -> bool:
    return better(inspection, changes) is not None


def scale_with(inspection: Inspection, changes: list[Change]) -> float | None:
    """The factor that all gradients have once changes are made; None if something is wrong."""
    again = inspected(inspection, changes, blaming=False)
    if again is None or again.judgement is None or count(again):
        return None
    return again.judgement.scale


def is_verified(inspection: Inspection, fault: Fault, changes: list[Change]) -> bool:
    """Whether the changed script no longer has this fault, and no other in its place."""
    again = inspected(inspection, changes)
    if again is None:
        return False
    left = count(inspection) - len(changes)
    line = fault.binding.site.line
    return count(again) <= left and all(one.binding.site.line != line for one in again.faults)
