"""What a lapse makes of a value: the same line in the script and in the mended one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from whygrad.checking.court import Fault
from whygrad.checking.inspection import Inspection
from whygrad.checking.roles import Parameter
from whygrad.checking.state import Lapse
from whygrad.checking.traces import Binding
from whygrad.checking.truths import arrangements, factor


def lapse_fault(inspection: Inspection, mended: Inspection | None, lapse: Lapse) -> Fault | None:
    """A lapse as a wrong value: in the first step in which the mended script has another one.

    None where no step has: the line of a parameter's start, or of a loss that is only printed.
    """
    if lapse.mistake == "aliased" and lapse.parameter is not None:
        return alias_fault(lapse.binding, lapse.parameter)
    pairs = list(counterparts(inspection, mended, lapse.binding)) if mended else []
    owners = [each for each in inspection.parameters if is_of(each, lapse.binding)]
    for one, other in pairs:
        value, truth = one.node.value, other.node.value
        if differs(value, truth):
            number = factor(value, truth)
            return Fault(one, None, owners[0] if owners else None, value, truth, number, {})
    return None


def alias_fault(alias: Binding, parameter: Parameter) -> Fault:
    """What another name of a parameter holds after the update, and what it was to keep."""
    value, truth = parameter.end.value, parameter.start.value
    return Fault(alias, None, None, value, truth, factor(value, truth), {})


def is_of(parameter: Parameter, binding: Binding) -> bool:
    return parameter.gradient is not None and parameter.gradient.name == binding.name


def differs(value: np.ndarray, truth: np.ndarray) -> bool:
    shown = arrangements(value, truth.shape)
    return not shown or not np.allclose(shown[0], truth, rtol=1e-9, atol=0)


def counterparts(
    inspection: Inspection, mended: Inspection, binding: Binding
) -> Iterator[tuple[Binding, Binding]]:
    """A line's binding in each step, with that of the mended script.

    Counted from the end of the step: what mends a script may set the name once more above.
    """
    steps = inspection.trace.passes
    own = next((step for step in steps if any(one is binding for one in step.bindings)), None)
    if own is None:
        return
    place = next(at for at, one in enumerate(named(own.bindings, binding)) if one is binding)
    place -= len(named(own.bindings, binding))
    for step, other in zip(steps, mended.trace.passes, strict=False):
        rows = named(step.bindings, binding), named(other.bindings, binding)
        if all(len(row) >= -place for row in rows):
            yield rows[0][place], rows[1][place]


def named(bindings: tuple[Binding, ...], binding: Binding) -> list[Binding]:
    return [one for one in bindings if one.name == binding.name and one.kind != "argument"]
