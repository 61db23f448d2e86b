"""Mistakes that no right side shows: order, memory, shapes, what is missing altogether."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from whygrad.checking.court import Fault, Judgement
from whygrad.checking.flows import coefficient, leads, origins
from whygrad.checking.forgotten import Forgotten, is_partly_forgotten
from whygrad.checking.growth import grown, made_at, squared_differences, start_of
from whygrad.checking.pure_step import EarlyRead
from whygrad.checking.reading import Script
from whygrad.checking.roles import Parameter, rate_by
from whygrad.checking.siblings import place_of_update, sibling_of
from whygrad.checking.traces import Binding, Carried, Node, Pass, Trace, replayed_end
from whygrad.checking.truths import factor


@dataclass(frozen=True, slots=True, eq=False)
class Lapse:
    """A line that is at fault for what it does to memory, shapes or order.

    mistake    the id of its kind
    binding    where: the line that the finding names
    what       in words, for the kind's sentence
    root       the value that is wrong; all that reads it only inherits
    parameter  the parameter whose faults it explains, or whose new value is read
    name       of a running sum: as the training loop spells it; of a parameter never updated
    start      of a parameter never updated: where it gets its value
    sibling    the parameter beside it
    truth      the gradient that it lacks, in the script's own convention
    """

    mistake: str
    binding: Binding
    what: str
    root: Node | None = None
    parameter: Parameter | None = None
    name: str = ""
    start: Binding | None = None
    sibling: Parameter | None = None
    truth: np.ndarray | None = None

    def explains(self, fault: Fault) -> bool:
        """Whether a fault is only what this lapse makes of its line."""
        if self.root is not None and self.root in origins([fault.binding.node]):
            return True
        return self.parameter is not None and fault.parameter is self.parameter


def lapses(
    script: Script, trace: Trace, parameters: Sequence[Parameter], judgement: Judgement
) -> list[Lapse]:
    """All that is wrong beside the values of single lines, in the order of the script."""
    step = trace.passes[0]
    running = list(running_sums(step, parameters))
    found = [
        *running,
        *hidden_sums(trace, parameters, {each.name for each in running}),
        *forgotten(Forgotten(script, trace, parameters, judgement)),
        *growing(trace, step, parameters),
    ]
    return sorted(found, key=lambda lapse: lapse.binding.site.line)


def running_sums(step: Pass, parameters: Sequence[Parameter]) -> Iterator[Lapse]:
    """Gradients that go on from where the last step left them."""
    starts = {each.start for each in parameters}
    names = {each.name for each in parameters}  # whose starts may be those of another pass
    for one in step.carried:
        if one.start in starts or one.name in names:
            continue
        if any(is_running_sum(one, parameter) for parameter in parameters):
            changed = (each for each in step.bindings if each.node is not one.start)
            binding = next((each for each in changed if leads(one.start, each.node)), None)
            if binding is not None:
                yield accumulated(one, binding)


def accumulated(one: Carried, binding: Binding) -> Lapse:
    return Lapse("accumulated", binding, f"`{one.name}` is never set back to zero", name=one.name)


def hidden_sums(trace: Trace, parameters: Sequence[Parameter], found: set[str]) -> Iterator[Lapse]:
    """Those that start at 0, beside those found: only the second step shows them."""
    first, *later = trace.passes
    known = {name for one in first.carried for name in (one.name, *one.same_array_as)}
    empty = {one.name for one in first.carried if not np.any(one.start.value)}
    learned = {each.name for each in parameters}
    gradients = origins(each.gradient.node for each in parameters if each.gradient)
    for one in later[0].carried if later else ():
        is_new = known.isdisjoint([one.name, *one.same_array_as]) or one.name in empty
        if not is_new or one.name in found | learned:
            continue
        lines = (each for each in first.bindings if each.kind != "argument")
        made = (each for each in lines if each.name == one.name)
        fit = (b for b in made if b.node in gradients or is_subtracted(b.node, parameters))
        binding = next(fit, None)
        if binding is not None and goes_on(one, later[0]):
            yield accumulated(one, binding)


def is_subtracted(node: Node, parameters: Sequence[Parameter]) -> bool:
    """Whether an update goes by a value in proportion."""
    ends = (each.end for each in parameters if node in origins([each.end]))
    return any(rate_by(node, end) is not None for end in ends)


def goes_on(one: Carried, step: Pass) -> bool:
    """Whether the end is the start plus something, all else that the step began with held."""
    held = {each.start: each.start.value for each in step.carried}
    raised = held | {one.start: one.start.value + 1}
    moved = replayed_end(one.end, raised) - replayed_end(one.end, held)
    return bool(np.allclose(moved, 1))


def is_running_sum(one: Carried, parameter: Parameter) -> bool:
    gradient = parameter.gradient
    if gradient is None:
        return False
    if not (leads(one.start, gradient.node) and leads(one.start, one.end)):
        return False
    if np.array_equal(one.start.value, one.end.value):  # it stays what it is
        return False
    number = coefficient(one.end, one.start)
    return number is not None and abs(number - 1) < 1e-9


def forgotten(search: Forgotten) -> Iterator[Lapse]:
    """Parameters that no step changes, or not in all their rows."""
    for node, made, name in search.found():
        what = f"`{name}`" if name else f"the array of shape {node.value.shape}"
        what = f"{what} of line {made.site.line} is never updated"
        sibling = sibling_of(node, search.parameters, search.truths)
        place = made
        if sibling is not None:
            lines = search.trace.passes[0].bindings
            known, computed = search.parameters, search.has_gradient(node)
            place = place_of_update(search.script, lines, known, sibling, search.truths, computed)
        what += "; its update belongs here" if sibling else ""
        lacks = search.truths[node] * (convention(search, sibling) if sibling else 1)
        yield Lapse("missing-gradient", place, what, None, None, name, made, sibling, lacks)
    for parameter in search.parameters:
        truth = search.truths.get(parameter.start)
        if truth is not None and is_partly_forgotten(parameter, truth, search.trace):
            start = start_of(parameter, search.trace)
            place = made_at(start.node, search.trace, [start.node]) if start else parameter.update
            what = f"a part of `{parameter.name}` is never updated"
            yield Lapse("missing-gradient", place, what, parameter=parameter)


def convention(search: Forgotten, parameter: Parameter) -> float:
    """What the script's own gradient of a parameter is times the true one."""
    gradient, truth = parameter.gradient, search.truths.get(parameter.start)
    number = factor(gradient.node.value, truth) if gradient and truth is not None else None
    return number or 1.0


def growing(trace: Trace, step: Pass, parameters: Sequence[Parameter]) -> Iterator[Lapse]:
    """Parameters and differences that broadcasting gives another shape."""
    starts, ends = {each.start for each in parameters}, [each.end for each in parameters]
    squared = list(squared_differences(ends, starts, step))
    for node, place in squared:
        one, other = (entry.value.shape for entry in node.inputs)
        what = f"shapes {one} and {other} make {node.value.shape}"
        yield Lapse("shape-grows", place, what, root=node)
    roots = {node for node, _ in squared}
    for parameter, place in grown(trace, parameters):
        if roots.isdisjoint(origins([parameter.end])):
            before, after = parameter.start.value.shape, parameter.end.value.shape
            what = f"`{parameter.name}` starts with shape {before} and grows to {after}"
            yield Lapse("shape-grows", place, what, parameter=parameter)


def read_early(reads: Sequence[EarlyRead]) -> Iterator[Lapse]:
    """New values in the place of old ones: under the parameter's own name, or one for a copy."""
    for each in reads:
        if each.alias is not None:
            what = f"`{each.alias.name}` is the very array that the update changes"
            yield Lapse("aliased", each.alias, what, parameter=each.parameter)
        else:
            what = f"`{each.parameter.name}` has its new value here already"
            yield Lapse("updated-too-early", each.binding, what, parameter=each.parameter)


def early_update(
    fault: Fault, parameters: Sequence[Parameter], healed: dict[Node, np.ndarray]
) -> Parameter | None:
    """The parameter whose old value would have made a line right."""
    from whygrad.checking.truths import factor, recomputed

    node = fault.binding.node
    reached = origins([node])
    for parameter in parameters:
        if parameter.end not in reached or parameter.end is node:
            continue
        back = {**healed, parameter.end: parameter.start.value}
        value = recomputed(node, back)
        if fault.start is not None:
            value = fault.start - value
        if factor(value, fault.truth) is not None:
            return parameter
    return None
