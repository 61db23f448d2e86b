"""Shapes that grow by broadcasting: of a parameter at its first update, of a difference."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from whygrad.checking.flows import origins
from whygrad.checking.losses import differences
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Binding, Node, Pass, Site, Trace

PICKED = ("index",)


def grown(trace: Trace, parameters: Sequence[Parameter]) -> Iterator[tuple[Parameter, Binding]]:
    """Parameters whose shape the first update changes, though it is no matter of the samples.

    With each the line at fault: where it starts, or where a gradient of its size has another shape.
    """
    found = [each for each in parameters if is_grown(each)]
    starts = {each: start_of(each, trace) for each in found}
    made = [start.node for start in starts.values() if start]
    for parameter in found:
        gradient, start = parameter.gradient, starts[parameter]
        if gradient is not None and has_own_size(gradient, parameter.start.value):
            yield parameter, gradient
        else:
            yield parameter, made_at(start.node, trace, made) if start else parameter.update


def is_grown(parameter: Parameter) -> bool:
    before, after = parameter.start.value, parameter.end.value
    if after.size == before.size or before.ndim not in (0, after.ndim):
        return False
    short = (1,) * (after.ndim - before.ndim) + before.shape
    longer = [b for a, b in zip(short, after.shape, strict=True) if a != b]
    if has_own_size(parameter.gradient, before):
        return True
    return samples(parameter).isdisjoint(longer)


def has_own_size(gradient: Binding | None, start: np.ndarray) -> bool:
    """Whether a gradient has as many entries as its parameter: then only its shape is another."""
    return gradient is not None and gradient.node.value.size == start.size > 1


def made_at(node: Node, trace: Trace, among: Collection[Node]) -> Binding:
    """Where a start value was made; where its line makes others too than those `among`, its call.

    A constructor makes the values of all layers in one line.
    """
    named = [each for each in trace.before if each.node is node]
    other = (*trace.before, *trace.passes[0].bindings)[-1]
    binding = named[0] if named else replace(other, node=node)
    site = node.site
    there = {each.node for each in trace.before if each.node.site.line == site.line}
    if site.calls and any(one.site.calls != site.calls for one in there.difference(among)):
        *calls, line = site.calls
        site = Site(site.syntax, line, tuple(calls))
    return replace(binding, site=site)


def start_of(parameter: Parameter, trace: Trace) -> Binding | None:
    """Where a parameter took its first value: under its own name, or one that ends alike."""
    shape = parameter.start.value.shape
    named = [each for each in trace.before if each.name == parameter.name]
    tail = parameter.name.rpartition(".")[1:]
    alike = [each for each in trace.before if tail[0] and each.name.endswith("".join(tail))]
    fit = [each for each in (*alike, *named) if each.node.value.shape == shape]
    return fit[-1] if fit else None


def samples(parameter: Parameter) -> set[int]:
    """How many samples there are: the longest axis of the data that reach an update, and of what
    is picked from them, a batch."""
    nodes = origins([parameter.end])
    data = {node for node in nodes if not node.inputs and node.leaf != "start" and node.value.ndim}
    longest = max((max(node.value.shape) for node in data), default=0)
    picked = (node for node in nodes if node.operation in PICKED and node.inputs[0] in data)
    return {longest, *(max(node.value.shape, default=0) for node in picked)}


def squared_differences(
    ends: Iterable[Node], points: set[Node], step: Pass
) -> Iterator[tuple[Node, Binding]]:
    """Every `(n, 1) - (n,)`, which is (n, n), on the way to `ends`, and where it stands."""
    nodes = origins(ends, without=points)
    found = {(output, target) for output, target, _ in differences(ends, points)}
    for node in sorted(nodes, key=lambda node: node.serial):
        if node.operation == "subtract" and is_squared(node) and (
            node.inputs in found or node.inputs[::-1] in found
        ):  # fmt: skip
            place = next((each for each in step.bindings if node in origins([each.node])), None)
            if place is not None:
                yield node, place


def is_squared(node: Node) -> bool:
    """Whether an operation on two arrays of one size makes a larger one."""
    one, other = (entry.value for entry in node.inputs)
    return one.size == other.size > 1 and node.value.size > one.size
