"""Lines that are right but for the moment: they read what an update has changed already."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from whygrad.checking.causes import Diagnosis
from whygrad.checking.court import Fault
from whygrad.checking.edits import operands
from whygrad.checking.inspection import Inspection
from whygrad.checking.mistakes import BY_ID
from whygrad.checking.orders import copied, moved_below
from whygrad.checking.patches import Change
from whygrad.checking.reading import statement_of
from whygrad.checking.roles import Parameter
from whygrad.checking.state import early_update
from whygrad.checking.traces import Binding
from whygrad.checking.verification import is_better


def early_cause(inspection: Inspection, fault: Fault, made: Sequence[Change]) -> Diagnosis | None:
    """The update that came too early for a line, or the copy that was none."""
    parameter = early_update(fault, inspection.parameters, dict(fault.healed))
    if parameter is None:
        return None
    alias = alias_of(inspection, fault, parameter)
    if alias is not None:
        tries, mistake = copied(inspection.script, alias), "aliased"
        what = f"`{alias.name}` is the very array that the update changes"
    else:
        tries, mistake = (
            moved_below(inspection.script, parameter.update, fault.binding),
            "updated-too-early",
        )
        what = f"`{parameter.name}` has its new value here already"
    changes = next((each for each in tries if is_better(inspection, [*made, *each])), ())
    return Diagnosis(alias or fault.binding, fault, BY_ID[mistake], what, changes)


def alias_of(inspection: Inspection, fault: Fault, parameter: Parameter) -> Binding | None:
    """Where another name of a parameter's array was made that the faulty line reads."""
    names = {ast.unparse(node) for node in operands(statement_of(fault.binding))}
    step = inspection.trace.passes[0]
    held = [one.name for one in step.carried if one.end is parameter.end]
    if not names.isdisjoint([parameter.name, *held]):
        return None
    for binding in (*inspection.trace.before, *step.bindings):
        is_copy = isinstance(statement_of(binding), ast.Assign)
        if is_copy and binding.name in names and binding.node in (parameter.start, parameter.end):
            return binding
    return None
