"""From a faulty line to its cause: the kind of mistake whose undoing makes everything right."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from whygrad.checking.blame import Fault, same
from whygrad.checking.inspection import Inspection, inspect
from whygrad.checking.mistakes import BY_ID, CATALOGUE
from whygrad.checking.mistakes.kinds import Mistake, Repair
from whygrad.checking.orders import conditions, copied, moved_below, reset, reshaped
from whygrad.checking.patches import Change, change_of, patched, right_side
from whygrad.checking.reading import Script, read_script, statement_of
from whygrad.checking.scene import Scene
from whygrad.checking.state import Lapse, early_update
from whygrad.checking.traces import Binding
from whygrad.language.messages import WhygradError

MOST_REPAIRS = 500  # of one line that are computed
TRIALS = 6  # repairs of one line that are verified by reading the whole script again


@dataclass(frozen=True, slots=True, eq=False)
class Diagnosis:
    """A wrong line with its cause.

    mistake  None where no kind explains it
    what     the difference in words
    changes  of the text, verified to put this line right; empty where none was found
    """

    binding: Binding
    fault: Fault | None
    mistake: Mistake | None = None
    what: str = ""
    changes: tuple[Change, ...] = ()


def diagnose(inspection: Inspection) -> list[Diagnosis]:
    """Every wrong line of a script with its cause; repairs are verified one upon the other."""
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
    tries: Iterator[tuple[Change, ...]] = iter(())
    if lapse.mistake == "accumulated":
        tries = reset(inspection.script, lapse.binding)
    elif lapse.mistake in ("shape-grows", "wrong-loss"):
        tries = reshaped(inspection.script, lapse.binding)
    changes = next((each for each in tries if is_better(inspection, [*made, *each])), ())
    return Diagnosis(lapse.binding, None, mistake, lapse.what, changes)


def explain(inspection: Inspection, fault: Fault, made: Sequence[Change]) -> Diagnosis:
    """The first repair of a line that puts it right, with those of other lines made before."""
    parameter = early_update(fault, inspection.parameters, dict(fault.healed))
    if parameter is not None:
        alias = alias_of(inspection, fault, parameter.name, parameter)
        if alias is not None:
            binding, text = alias
            what = f"`{text}` is the very array that the update changes"
            tries = copied(inspection.script, binding)
            changes = next((each for each in tries if is_better(inspection, [*made, *each])), ())
            return Diagnosis(binding, fault, BY_ID["aliased"], what, changes)
        what = f"`{parameter.name}` has its new value here already"
        tries = moved_below(inspection.script, parameter.update, fault.binding)
        changes = next((each for each in tries if is_better(inspection, [*made, *each])), ())
        return Diagnosis(fault.binding, fault, BY_ID["updated-too-early"], what, changes)
    statement = statement_of(fault.binding)
    expression = right_side(statement)
    if expression is None or inspection.judgement is None:
        return Diagnosis(fault.binding, fault)
    loss = inspection.judgement.loss.node
    scene = Scene(inspection.script, fault, expression, list(inspection.parameters), loss)
    for mistake, repair in islice(fitting_repairs(scene), TRIALS):
        change = change_for(scene, repair)
        if is_verified(inspection, fault, [*made, change]):
            return Diagnosis(fault.binding, fault, mistake, repair.what, (change,))
    for place, changes in conditions(inspection.script, fault.binding):
        if is_better(inspection, [*made, *changes]):
            site = replace(fault.binding.site, syntax=place, line=place.lineno)
            what = f"`{ast.unparse(place.test)}` should be `{changes[0].text}`"
            binding = replace(fault.binding, site=site)
            return Diagnosis(binding, fault, BY_ID["wrong-derivative"], what, changes)
    return Diagnosis(fault.binding, fault)


def change_for(scene: Scene, repair: Repair) -> Change:
    if repair.statement is not None:
        return change_of(scene.statement, ast.unparse(repair.statement))
    return change_of(scene.expression, ast.unparse(repair.expression))


def alias_of(
    inspection: Inspection, fault: Fault, name: str, parameter: object
) -> tuple[Binding, str] | None:
    """Where another name of a parameter's array was made that the faulty line reads."""
    from whygrad.checking.edits import operands

    statement = statement_of(fault.binding)
    names = {ast.unparse(node) for node in operands(statement)}
    step = inspection.trace.passes[0]
    end = getattr(parameter, "end", None)
    start = getattr(parameter, "start", None)
    if name in names or any(one.end is end and one.name in names for one in step.carried):
        return None
    for binding in (*inspection.trace.before, *step.bindings):
        copies = isinstance(statement_of(binding), ast.Assign)
        if (
            copies
            and binding.name in names
            and binding.name != name
            and binding.node in (start, end)
        ):
            return binding, binding.name
    return None


def fitting_repairs(scene: Scene) -> Iterator[tuple[Mistake, Repair]]:
    """The repairs of all kinds that give the line its true value; then those up to a factor."""
    tried: set[str] = set()
    scaled, anew = [], []
    stages = [(each, each.early_repairs) for each in CATALOGUE]
    stages += [(each, each.repairs) for each in CATALOGUE]
    stages += [(each, each.late_repairs) for each in CATALOGUE]
    for mistake, repairs in stages:
        for repair in repairs(scene):
            statement = repair.statement or scene.with_right_side(repair.expression)
            text = ast.unparse(statement)
            if text in tried:
                continue
            if len(tried) == MOST_REPAIRS:
                break
            tried.add(text)
            number = scene.outcome(statement)
            if number is not None and same(number, 1):
                yield mistake, repair
            elif repair.anew:
                anew.append((mistake, repair))
            elif number is not None and number > 0 and scene.fault.truth.size > 1:
                scaled.append((mistake, repair))
    yield from anew
    yield from scaled


def is_verified(inspection: Inspection, fault: Fault, changes: list[Change]) -> bool:
    """Whether the changed script no longer has this fault, and no other in its place."""
    again = inspected(inspection, changes)
    if again is None:
        return False
    left = count(inspection) - len(changes)
    line = fault.binding.site.line
    return count(again) <= left and all(one.binding.site.line != line for one in again.faults)


def is_better(inspection: Inspection, changes: list[Change]) -> bool:
    """Whether the changed script has fewer wrong lines."""
    again = inspected(inspection, changes)
    return again is not None and count(again) < count(inspection)


def count(inspection: Inspection) -> int:
    return len(inspection.faults) + len(inspection.lapses)


def inspected(inspection: Inspection, changes: list[Change]) -> Inspection | None:
    script = inspection.script
    try:
        changed = read_script(patched(script.text, changes), script.source)
        again = inspect(changed, entry=inspection.entry)
    except WhygradError:
        return None
    return None if again.judgement is None else again


def corrected(script: Script, diagnoses: Sequence[Diagnosis]) -> str | None:
    """The script with every repair made; None where a wrong line has none."""
    if not all(diagnosis.changes for diagnosis in diagnoses):
        return None
    return patched(script.text, [change for each in diagnoses for change in each.changes])
