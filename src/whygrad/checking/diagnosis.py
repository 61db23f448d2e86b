"""From the faulty lines to their causes: the kinds of mistakes whose undoing makes all right."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from whygrad.checking.causes import Diagnosis
from whygrad.checking.claims import is_ones
from whygrad.checking.counterparts import lapse_fault
from whygrad.checking.court import Fault
from whygrad.checking.inspection import Inspection
from whygrad.checking.likeness import likeness
from whygrad.checking.mistakes import BY_ID
from whygrad.checking.orders import conditions
from whygrad.checking.patches import Change
from whygrad.checking.remedies import lapse_repairs
from whygrad.checking.repairs import change_for, fitting_repairs, scene_of
from whygrad.checking.scene import Scene
from whygrad.checking.sole import TRIALS, better_place, is_partial, mended_loss, single_cause
from whygrad.checking.stale import early_cause
from whygrad.checking.state import Lapse
from whygrad.checking.verification import (
    better,
    inspected,
    is_better,
    is_verified,
    scale_with,
)


def diagnose(inspection: Inspection) -> list[Diagnosis]:
    """Every wrong line of a script with its cause.

    Where the lines judged one by one leave something unexplained, one line whose repair puts the
    whole script right is the better explanation.
    """
    court = inspection.judgement.court if inspection.judgement else None
    if court is not None and not court.steady and (found := single_cause(inspection)):
        return found
    if found := mended_loss(inspection):
        return found
    found = line_by_line(inspection)
    if inspection.lapses:
        return found
    if not is_settled(inspection, found):
        found = single_cause(inspection) or with_the_rest(inspection, found)
    if len(found) == 1:
        return [better_place(inspection, found[0])]
    return [well_placed(inspection, each, found) for each in found]


def well_placed(
    inspection: Inspection, diagnosis: Diagnosis, found: Sequence[Diagnosis]
) -> Diagnosis:
    """A line with a wrong slope, once the other lines are mended, in the function to blame."""
    changes = [change for each in found if each is not diagnosis for change in each.changes]
    if (
        not has_wrong_slope(diagnosis)
        or not changes
        or any("\n" in change.text for change in changes)
    ):
        return diagnosis
    again = inspected(inspection, changes)
    rest = line_by_line(again) if again and not again.lapses else []
    return better_place(again, rest[0]) if again and len(rest) == 1 else diagnosis


def has_wrong_slope(diagnosis: Diagnosis) -> bool:
    """Whether a slope is another function's, or always 1."""
    kind = diagnosis.mistake.id if diagnosis.mistake else None
    if kind == "wrong-derivative":
        return True
    return kind == "missing-derivative" and any(map(is_ones, diagnosis.binding.node.inputs))


def is_settled(inspection: Inspection, found: list[Diagnosis]) -> bool:
    """Whether one line is wrong, and its repair leaves no question."""
    if len(found) != 1 or not found[0].changes:
        return False
    scale = scale_with(inspection, list(found[0].changes))
    return scale is not None and not is_partial(inspection, found[0], scale)


def with_the_rest(inspection: Inspection, found: list[Diagnosis]) -> list[Diagnosis]:
    """One cause for all that is left unexplained once the explained lines are mended."""
    mended = [each for each in found if each.changes]
    if not 0 < len(mended) < len(found):
        return found
    again = inspected(inspection, [change for each in mended for change in each.changes])
    rest = single_cause(again) if again else []
    return [*mended, *rest] if rest else found


def line_by_line(inspection: Inspection) -> list[Diagnosis]:
    """Every wrong line with its cause; repairs are verified one upon the other."""
    found: list[Diagnosis] = []
    made: list[Change] = []
    for lapse in inspection.lapses:
        found.append(mended_lapse(inspection, lapse, made))
        made += found[-1].changes
    lines = set[int]()
    for fault in inspection.faults:
        if fault.binding.site.line in lines:  # the same line, in another pass of its loop
            continue
        lines.add(fault.binding.site.line)
        found.append(explain(inspection, fault, made))
        made += found[-1].changes
    return [each for each in found if each.mistake or not is_inherited(inspection, each, made)]


def is_inherited(inspection: Inspection, diagnosis: Diagnosis, made: list[Change]) -> bool:
    """Whether a line without a cause is wrong no more when the others are mended."""
    again = inspected(inspection, made) if made else None
    if again is None:
        return False
    return diagnosis.binding.site.line not in {each.binding.site.line for each in again.faults}


def mended_lapse(inspection: Inspection, lapse: Lapse, made: Sequence[Change]) -> Diagnosis:
    mistake = BY_ID[lapse.mistake]
    for changes in lapse_repairs(inspection.script, inspection.trace, lapse):
        if mended := better(inspection, [*made, *changes]):
            if lapse.start is not None:
                return without_update(lapse, changes)
            fault = lapse_fault(inspection, mended, lapse)
            return Diagnosis(lapse.binding, fault, mistake, lapse.what, changes, mended=mended)
    if lapse.start is not None:
        return without_update(lapse, ())
    return Diagnosis(lapse.binding, lapse_fault(inspection, None, lapse), mistake, lapse.what)


def without_update(lapse: Lapse, changes: tuple[Change, ...]) -> Diagnosis:
    mistake = BY_ID[lapse.mistake]
    return Diagnosis(lapse.binding, None, mistake, lapse.what, changes, start=lapse.start)


def explain(inspection: Inspection, fault: Fault, made: Sequence[Change]) -> Diagnosis:
    """The first repair of a line that puts it right, with those of other lines made before."""
    if early := early_cause(inspection, fault, made):
        return early
    scene = scene_of(inspection, fault)
    if scene is None:
        return Diagnosis(fault.binding, fault)
    for mistake, repair in islice(fitting_repairs(scene), TRIALS):
        change = change_for(scene, repair)
        if is_verified(inspection, fault, [*made, change]):
            return Diagnosis(fault.binding, fault, mistake, repair.what, (change,))
    for place, changes in conditions(inspection.script, fault.binding):
        if is_better(inspection, [*made, *changes]):
            site = replace(fault.binding.site, syntax=place, line=place.lineno)
            what = f"`{ast.unparse(place.test)}` should be `{changes[0].text}`"
            binding = replace(fault.binding, site=site)
            kind = "missing-term" if is_counted(scene, place.test) else "wrong-derivative"
            return Diagnosis(binding, fault, BY_ID[kind], what, changes)
    return unmended(inspection, fault)


def is_counted(scene: Scene, test: ast.expr) -> bool:
    """Whether a condition asks for a place, as `k > 0` does, and not for a value."""
    left = scene.evaluated(test.left) if isinstance(test, ast.Compare) else None
    return left is not None and left.value.dtype.kind in "iu"


def unmended(inspection: Inspection, fault: Fault) -> Diagnosis:
    """A wrong line for which no repair was found, with the cause that its figures tell."""
    court = inspection.judgement.court if inspection.judgement else None
    alike = likeness(court, fault) if court else None
    if alike is None:
        return Diagnosis(fault.binding, fault)
    return Diagnosis(fault.binding, fault, BY_ID[alike.mistake], alike.what)
