"""Updates that come too early: a step beside a pure one, in which all reads are of old values.

A parameter's chain is what an update makes of it: `w`, `w - rate * g`, its parts put back. What
lies beside the chain and reads it behind its start has a value that the step has changed already.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from whygrad.checking.blame import compare
from whygrad.checking.court import Judgement
from whygrad.checking.edits import operands
from whygrad.checking.flows import ADDITIVE, origins
from whygrad.checking.losses import Loss
from whygrad.checking.operations import OPERATIONS
from whygrad.checking.patches import right_side
from whygrad.checking.reading import statement_of
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Binding, Node, Pass, Trace, ordered

SUMS = {"add", "subtract"}
Chains = Mapping[Parameter, set[Node]]


@dataclass(frozen=True, eq=False)
class EarlyRead:
    """A line that reads a parameter's new value where it needs the old one.

    alias  where the name that it reads was made, if that was to be a copy
    """

    parameter: Parameter
    binding: Binding
    alias: Binding | None


def early_reads(
    trace: Trace,
    step: Pass,
    parameters: list[Parameter],
    loss: Loss,
    rates: Mapping[str, float],
) -> tuple[Judgement, list[EarlyRead]] | None:
    """The judgement of the pure step, if only early reads make the real one wrong."""
    chains = {each: chain_of(each) for each in parameters}
    ends = origins(each.end for each in parameters)
    readers = {each: readers_of(chains[each], each, ends) for each in parameters}
    if not any(readers.values()):
        return None
    pure = pure_nodes([loss.node, *(each.end for each in parameters)], chains)
    meant = [with_nodes(each, pure) for each in parameters]
    judgement = compare(step, meant, replace(loss, node=pure[loss.node]), rates)
    if judgement.scale is None or judgement.scale <= 0:
        return None
    found = []
    for parameter, nodes in readers.items():
        place = place_of(nodes[0], step, ends) if nodes else None
        if place is not None:
            found.append(EarlyRead(parameter, place, alias_of(place, parameter, trace, step)))
    return (judgement, found) if found else None


def chain_of(parameter: Parameter) -> set[Node]:
    """The nodes from a parameter's start to its end, through sums and parts alone."""
    nodes = ordered([parameter.end], parameter.start.serial)
    forward = {parameter.start}
    for node in nodes:
        if node.operation in ADDITIVE and not forward.isdisjoint(node.inputs):
            forward.add(node)
    chain = {parameter.end} & forward
    for node in reversed(nodes):
        if node in chain:
            chain.update(entry for entry in node.inputs if entry in forward)
    return chain


def readers_of(chain: set[Node], parameter: Parameter, ends: set[Node]) -> list[Node]:
    """What reads the chain behind its start, and has a part in an update."""
    late = {node for node in chain if not is_part(node, parameter.start)}
    found = [node for node in ends - chain if not late.isdisjoint(node.inputs)]
    return sorted(found, key=lambda node: node.serial)


def is_part(node: Node, start: Node) -> bool:
    """Whether a node only shows the start, or entries of it."""
    return not any(one.operation in SUMS for one in origins([node], without=[start]) - {start})


def pure_nodes(ends: Sequence[Node], chains: Chains) -> dict[Node, Node]:
    """Every node as it would be, did all but the chains read old values only."""
    on_chain = {node for chain in chains.values() for node in chain}
    made: dict[Node, Node] = {}
    old: dict[Node, Node] = {}
    for node in ordered(ends):
        if node not in on_chain:
            made[node] = with_inputs(node, [old.get(one, made[one]) for one in node.inputs])
            continue
        made[node] = with_inputs(node, [made[one] for one in node.inputs])
        before = [one for one in node.inputs if one in on_chain]
        if before and node.operation in SUMS:
            old[node] = old[before[0]]
        else:
            old[node] = with_inputs(node, [old.get(one, made[one]) for one in node.inputs])
    return made


def with_inputs(node: Node, inputs: Sequence[Node]) -> Node:
    """A node computed again from others."""
    if all(one is other for one, other in zip(node.inputs, inputs, strict=True)):
        return node
    values = (entry.value for entry in inputs)
    value = np.asarray(OPERATIONS[node.operation].compute(*values, **node.options))
    serial = max(node.serial, *(entry.serial + 1 for entry in inputs))
    return replace(node, inputs=tuple(inputs), value=value, serial=serial)


def with_nodes(parameter: Parameter, pure: Mapping[Node, Node]) -> Parameter:
    gradient = parameter.gradient
    if gradient is not None:
        gradient = replace(gradient, node=pure.get(gradient.node, gradient.node))
    return replace(parameter, end=pure[parameter.end], gradient=gradient)


def place_of(reader: Node, step: Pass, ends: set[Node]) -> Binding | None:
    """The line of a read; of a helper that is called from several places, its call."""
    lines = [each for each in step.bindings if each.kind != "argument" and each.node in ends]
    reading = [each for each in lines if reader in origins([each.node])]
    if not reading:
        return None
    first = min(reading, key=lambda each: each.node.serial)
    places = {each.site.calls for each in lines if each.site.line == first.site.line}
    if first.kind == "return" and len(places) > 1:
        calls = first.site.calls
        return next((each for each in reading if each.site.line in calls), first)
    return first


def alias_of(place: Binding, parameter: Parameter, trace: Trace, step: Pass) -> Binding | None:
    """Where another name of the parameter's array was made that a line reads."""
    statement = statement_of(place)
    names = {ast.unparse(node) for node in operands(right_side(statement) or statement)}
    if not names.isdisjoint([parameter.name, parameter.update.name]):
        return None
    for binding in (*trace.before, *step.bindings):
        made = isinstance(statement_of(binding), ast.Assign) and binding.kind == "assign"
        if made and binding.name in names and is_value(binding.node, parameter):
            return binding
    return None


def is_value(node: Node, parameter: Parameter) -> bool:
    start, end = parameter.start, parameter.end
    return node in (start, end) or np.array_equal(node.value, start.value)
