"""Mistakes that no right side shows: order, memory, shapes, what is missing altogether."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from whygrad.checking.blame import Fault, Judgement
from whygrad.checking.flows import ADDITIVE, coefficient, leads, origins
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Binding, Carried, Node, Pass, Trace

PARAMETER = re.compile(
    r"(^|[^a-z])(w|b|theta|weights?|bias(es)?|coef|intercept|kernel|beta)[^a-z]*$"
)


@dataclass(frozen=True, slots=True, eq=False)
class Lapse:
    """A line that is at fault for what it does to memory, shapes or order.

    mistake  the id of its kind
    binding  where: the line that the finding names
    what     in words, for the kind's sentence
    """

    mistake: str
    binding: Binding
    what: str


def lapses(trace: Trace, parameters: Sequence[Parameter], judgement: Judgement) -> list[Lapse]:
    """All that is wrong beside the values of single lines, in the order of the script."""
    step = trace.passes[0]
    found = [
        *running_sums(step, parameters),
        *forgotten(trace, step, parameters, judgement),
        *grown(trace, parameters),
    ]
    return sorted(found, key=lambda lapse: lapse.binding.site.line)


def running_sums(step: Pass, parameters: Sequence[Parameter]) -> Iterator[Lapse]:
    """Gradients that go on from where the last step left them."""
    starts = {each.start for each in parameters}
    for one in step.carried:
        if one.start in starts:
            continue
        if any(is_running_sum(one, parameter) for parameter in parameters):
            binding = next((each for each in step.bindings if leads(one.start, each.node)), None)
            if binding is not None:
                yield Lapse("accumulated", binding, f"`{one.name}` is never set back to zero")


def is_running_sum(one: Carried, parameter: Parameter) -> bool:
    gradient = parameter.gradient
    if gradient is None:
        return False
    if not (leads(one.start, gradient.node) and leads(one.start, one.end)):
        return False
    number = coefficient(one.end, one.start)
    return number is not None and abs(number - 1) < 1e-9


def forgotten(
    trace: Trace, step: Pass, parameters: Sequence[Parameter], judgement: Judgement
) -> Iterator[Lapse]:
    """Values that the loss depends on, that look like parameters, and that no step changes."""
    truths = judgement.loss.gradients
    known = {each.name for each in step.carried}
    kinds = {kind_of(each.name) for each in parameters}
    places = Counter((each.name, each.site.line, each.site.calls) for each in trace.before)
    lines = {each.site.line for each in trace.before if each.name in known}
    longest = max((samples(each) for each in parameters), default=0)
    found = set[Node]()
    for binding in trace.before:
        node, name = binding.node, binding.name
        if node not in truths or name in known or node in found or not np.any(truths[node]):
            continue
        if binding.kind != "assign" or node.value.dtype.kind != "f":
            continue
        count = places[name, binding.site.line, binding.site.calls]
        if count > (len(parameters) if binding.site.calls else 1):  # a sample, one a pass
            continue
        alike = kind_of(name) in kinds or PARAMETER.search(name.lower().rstrip("]'\""))
        drawn = longest not in node.value.shape and is_drawn(node)
        single = kind_of(name) in kinds or not re.search(r"\[\d", name)  # no entry of data
        zeros = single and is_zero_start(node, truths, longest)
        if (alike and drawn) or binding.site.line in lines or zeros:
            found.add(node)
            place = called_from(binding, trace)
            yield Lapse("missing-gradient", place, f"`{name}` is never updated")
    rest = [node for node in truths if node not in found]
    yield from unnamed(trace, parameters, rest, longest)


def unnamed(
    trace: Trace, parameters: Sequence[Parameter], truths: Collection[Node], longest: int
) -> Iterator[Lapse]:
    """Such values that have no name of their own, as an entry of a list that is appended."""
    known = {each.start for each in parameters}
    first = min(each.start.serial for each in parameters)
    beside = {
        each.node.site.line
        for each in trace.before
        if each.node.inputs or each.node.leaf == "random"
    }
    lines = set[int]()
    for node in truths:
        line = node.site.line
        if (
            node.inputs
            or node in known
            or node.serial >= first
            or line in lines
            or line not in beside
        ):
            continue
        if trace.before and node.leaf != "start" and is_zero_start(node, truths, longest):
            lines.add(line)
            place = replace(trace.before[-1], node=node, site=node.site)
            what = f"the array of shape {node.value.shape} is never updated"
            yield Lapse("missing-gradient", place, what)


def is_drawn(node: Node) -> bool:
    """Whether a value is stated, or random numbers in some scale."""
    leaves = [entry for entry in origins([node]) if not entry.inputs and entry.value.size > 1]
    return not node.inputs or (bool(leaves) and all(entry.leaf == "random" for entry in leaves))


def is_zero_start(node: Node, truths: Collection[Node], longest: int) -> bool:
    """Whether an array may be where biases start: zeros that are added, with no axis of samples."""
    if node.value.ndim == 0 or node.loops or longest in node.value.shape or np.any(node.value):
        return False
    return all(each.operation in ADDITIVE for each in truths if node in each.inputs)


def called_from(binding: Binding, trace: Trace) -> Binding:
    """The binding, or where it was called from if another call of that line made another one."""
    line, end = binding.site.line, getattr(binding.site.syntax, "end_lineno", 0)
    if line < binding.node.site.line <= end:  # an entry of a dict that is written in lines
        return replace(binding, site=binding.node.site)
    same_line = {each.site.calls for each in trace.before if each.site.line == line}
    if len(same_line) < 2 or len({calls[-1:] for calls in same_line}) < 2:
        return binding
    *calls, last = binding.site.calls
    return replace(binding, site=replace(binding.site, line=last, calls=tuple(calls)))


def kind_of(name: str) -> str:
    """A name without its numbers: `params['b#']`."""
    return re.sub(r"\d+", "#", name)


def grown(trace: Trace, parameters: Sequence[Parameter]) -> Iterator[Lapse]:
    """Parameters whose shape the first update changes, though it is no matter of the samples."""
    for parameter in parameters:
        before, after = parameter.start.value.shape, parameter.end.value.shape
        if before == after or len(before) != len(after):
            continue
        longer = [b for a, b in zip(before, after, strict=True) if a != b]
        start = next((each for each in trace.before if each.name == parameter.name), None)
        if start is not None and samples(parameter) not in longer:
            what = f"`{parameter.name}` starts with shape {before} and grows to {after}"
            yield Lapse("shape-grows", start, what)


def samples(parameter: Parameter) -> int:
    """How many samples there are: the longest axis of the data that reach an update."""
    data = [node for node in origins([parameter.end]) if not node.inputs and node.value.ndim]
    return max((max(node.value.shape) for node in data if node.leaf != "start"), default=0)


def outer_difference(loss: Node) -> Node | None:
    """`(n, 1) - (n,)`, which is (n, n), somewhere in the forward pass."""
    for node in origins([loss]):
        if node.operation in ("subtract", "add", "multiply") and len(node.inputs) == 2:
            one, other = (entry.value.shape for entry in node.inputs)
            if len(one) > len(other):
                one, other = other, one
            if len(one) == 1 and other == (one[0], 1) and one[0] > 1:
                return node
    return None


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
