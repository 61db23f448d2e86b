"""What a script's values are for: its parameters, and what it subtracts from each.

A parameter is what a training step changes and what its outputs are computed from. Names play
no part, so that `theta`, `self.W[0]` and `params['b2']` are found alike.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

import numpy as np

from whygrad.checking.flows import (
    coefficient,
    is_memory,
    is_mixed,
    is_number,
    only_added,
    origins,
)
from whygrad.checking.patches import given_by
from whygrad.checking.reading import statement_of
from whygrad.checking.traces import Binding, Carried, Node, Pass, ordered, replayed_end
from whygrad.checking.truths import recomputed

CLIPS = (
    "clip",
    "maximum",
    "minimum",
    "mean",
)  # of a parameter that is held within bounds, or made one again
NUMBER = re.compile(r"\d+")
PASSING = ("argument", "return")  # kinds of bindings that give a value on
PRIME = 2**61 - 1  # paths are counted modulo this


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """A parameter with its update.

    gradient  the binding that the script takes for its gradient; None where the update has it
              within its own line
    update    the binding that changed it
    rate      what the gradient is multiplied with before it is subtracted; None where that is
              no single number, as in Adam
    """

    name: str
    start: Node
    end: Node
    update: Binding
    gradient: Binding | None
    rate: float | None

    @property
    def step(self) -> np.ndarray:
        """What the script subtracts from it."""
        return np.asarray(self.start.value - self.end.value)


def find_parameters(step: Pass) -> list[Parameter]:
    """The parameters among what a training step carries on, in the order of their updates."""
    chosen = learned(step.carried)
    memory = {one.start for one in step.carried if not is_sum(one)}
    memory -= {one.start for one in chosen}
    found = [parameter_of(carried, step, memory) for carried in chosen]
    order = {id(binding): place for place, binding in enumerate(step.bindings)}
    return sorted(found, key=lambda parameter: order.get(id(parameter.update), 0))


def is_sum(one: Carried) -> bool:
    """Whether what it was is added to in full: a gradient that is never set back, no average."""
    number = coefficient(one.end, one.start)
    return number is not None and abs(number - 1) < 1e-9


def learned(carried: tuple[Carried, ...]) -> list[Carried]:
    """Those carried values that a step adds to, and that its outputs are computed from."""
    moved = [one for one in carried if is_float(one) and is_added(one)]
    arrays = [one for one in moved if not is_number(one.end) or one.start.leaf == "start"]
    moved = arrays or moved  # a script of numbers alone has no arrays to tell settings by
    mixed = [one for one in moved if is_mixed(one.start, one.end) or feeds_others(one, moved)]
    if mixed:
        kinds = {NUMBER.sub("#", one.name) for one in mixed}
        alike = (one for one in moved if NUMBER.sub("#", one.name) in kinds and follows(one))
        mixed = list(dict.fromkeys([*mixed, *alike]))
        return [one for one in mixed if not any(is_velocity(one, other) for other in mixed)]
    return [one for one in moved if follows(one) and has_data(one)]


def is_velocity(one: Carried, other: Carried) -> bool:
    """Whether one is what the other moves by: Nesterov's is read ahead, and so by the outputs."""
    if one is other or one.end.value.shape != other.end.value.shape:
        return False
    if one.end not in origins([other.end]) or is_mixed(one.end, other.end):
        return False
    kept = replayed_end(other.end, {one.end: one.end.value, other.start: other.start.value + 1})
    raised = {other.start: other.start.value, one.start: one.start.value + 1}
    decays = not np.allclose(replayed_end(one.end, raised) - one.end.value, 1)  # else it is a sum
    return decays and bool(np.allclose(kept - other.end.value, 1))


def is_added(one: Carried) -> bool:
    """Whether the end is the start, scaled maybe, plus something: a hidden state's is not."""
    added = {one.start}
    for node in ordered([one.end]):
        if any(entry in added and only_added(node, entry, CLIPS) for entry in node.inputs):
            added.add(node)
    return one.end in added


def is_float(one: Carried) -> bool:
    """Whether it is no counter; `w = 0` may become a float at the first step."""
    return one.start.leaf == "start" or any(
        node.value.dtype.kind in "fc" for node in (one.start, one.end)
    )


def feeds_others(one: Carried, carried: list[Carried]) -> bool:
    """Whether it goes into another value's step, and is no velocity or average of that step."""
    return (
        follows(one)
        and meets_itself(one)
        and any(other is not one and is_mixed(one.start, other.end) for other in carried)
        and not is_memory(one, carried)
    )


def meets_itself(one: Carried) -> bool:
    """Whether what is added to it depends on it, as a gradient does; a velocity's does not."""
    between = {one.start}
    for node in ordered([one.end]):
        reached = [entry for entry in set(node.inputs) if entry in between]
        if len(reached) > 1 and node.operation in ("add", "subtract"):
            return True
        if reached:
            between.add(node)
    return False


def follows(one: Carried) -> bool:
    """Whether the end is the start plus something."""
    number = coefficient(one.end, one.start)
    return number is None or 0 < number < 2


def has_data(one: Carried) -> bool:
    return any(not node.inputs and node is not one.start for node in origins([one.end]))


def parameter_of(carried: Carried, step: Pass, memory: set[Node]) -> Parameter:
    named = [each for each in step.bindings if carried.name.startswith(each.name)]
    made = [each for each in step.bindings if each.node is carried.end]
    gradient, rate = gradient_of(carried, step, memory)
    inner = [each for each in made if gradient is None or each.kind not in PASSING]
    own = [each for each in inner if is_worked_out(each)]
    made = own or [each for each in made if each.kind not in PASSING] or made
    line = [each for each in step.bindings if each.site.line == carried.end.site.line]
    parts = [each for each in step.bindings if each.name.startswith(f"{carried.name}[")]
    update = (made or parts or named or line or list(step.bindings))[-1]
    return Parameter(carried.name, carried.start, carried.end, update, gradient, rate)


def is_worked_out(binding: Binding) -> bool:
    """Whether a value is computed where it stands, not in a function that is called there."""
    statement = statement_of(binding)
    expression = given_by(statement, binding.part)
    return isinstance(statement, ast.AugAssign) or isinstance(expression, ast.BinOp)


def gradient_of(
    carried: Carried, step: Pass, memory: set[Node]
) -> tuple[Binding | None, float | None]:
    """The binding that a script takes for a parameter's gradient, and the rate.

    Zeros in which an optimizer begins to remember squares are no data that pass it by.
    """
    states = {one.start for one in step.carried}
    found = bottleneck(carried, step, memory, states)
    if found is None and takes_root(carried):
        found = bottleneck(carried, step, memory, states | zeros(carried.end))
    return found or (None, None)


def takes_root(carried: Carried) -> bool:
    """Whether an update divides by a root, as RMSprop and Adam do."""
    nodes = (one for one in origins([carried.end]) if one.operation == "sqrt")
    return any(one.inputs[0].serial > carried.start.serial for one in nodes)


def zeros(end: Node) -> set[Node]:
    leaves = (one for one in origins([end]) if not one.inputs and one.value.size > 1)
    return {one for one in leaves if not np.any(one.value)}


def bottleneck(
    carried: Carried, step: Pass, memory: set[Node], states: set[Node]
) -> tuple[Binding, float | None] | None:
    """The binding through which all of the update goes: the last of the parameter's size.

    It has no part of what earlier steps left in `memory`, such as a velocity. One of another size
    serves where it is only scaled and subtracted: a gradient of a wrong shape.
    """
    narrow = narrows(carried.end, states)
    lines = (each for each in step.bindings if not is_within(each.name, carried.name))
    through = [each for each in lines if each.node in narrow]
    own = [each for each in through if memory.isdisjoint(origins([each.node]))]
    size = carried.start.value.size
    others = [one.end for one in step.carried if one is not carried and one.start not in memory]
    shared = origins(others)
    sums = {one.start for one in step.carried if is_sum(one)}  # as Adagrad's, of squares
    remembers = not (memory | sums).isdisjoint(origins([carried.end]))
    plainly = not (remembers or takes_root(carried))
    for some in (own, through):
        fit = [each for each in some if each.node.value.size == size]
        plain = [each for each in fit if rate_by(each.node, carried.end) is not None]
        if fit and not plain and plainly:  # a plain update is linear in its own gradient
            fit = [each for each in fit if each.node not in shared]
        if fit:
            node = (plain or fit)[-1].node
            rate = rate_by(node, carried.end)
            binding = next(each for each in fit if each.node is node)
            return binding, None if rate is None else -rate
        if (found := of_another_size(carried, shared, some)) is not None:
            return found
    return None


def is_within(one: str, other: str) -> bool:
    """Whether one name is another's, or that of a part: `net` of `net[0]`."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer == shorter or longer.startswith((f"{shorter}[", f"{shorter}."))


def of_another_size(
    carried: Carried, others: set[Node], through: list[Binding]
) -> tuple[Binding, float | None] | None:
    """The binding of a gradient of a wrong shape, which broadcasting hides.

    others  what leads to the other parameters
    """
    plain = [each for each in through if not is_mixed(each.node, carried.end)]
    if not plain:
        return spread_out(carried, others, through)
    node = plain[-1].node
    names = [each for each in plain if each.node is node and each.kind not in PASSING]
    shared = node in others  # a delta that others read too, here under its second name
    if len(names) <= shared:
        return None
    moved = recomputed(carried.end, {node: node.value + 1}) - carried.end.value
    return names[shared], -float(np.mean(moved))


def spread_out(
    carried: Carried, others: set[Node], through: list[Binding]
) -> tuple[Binding, None] | None:
    """A gradient of fewer entries than its parameter, in an optimizer such as Adam."""
    shape = carried.start.value.shape
    for node in reversed([each.node for each in through if each.node not in others]):
        if broadcast_to(node.value.shape, shape):
            return next(each for each in through if each.node is node), None
    return None


def broadcast_to(shape: tuple[int, ...], other: tuple[int, ...]) -> bool:
    try:
        return np.broadcast_shapes(shape, other) == other
    except ValueError:
        return False


def rate_by(gradient: Node, end: Node) -> float | None:
    """The number that a gradient is multiplied with before it is added."""
    if end.value.size == 1 and is_mixed(gradient, end):  # of single numbers any slope is one
        return None
    return coefficient(end, gradient) or None  # 0 where a later line overwrites it


def narrows(end: Node, states: set[Node]) -> set[Node]:
    """The nodes through which all data go that reach `end`: without them, only states are left.

    They lie on all paths, so that the paths to and from them multiply to the number of all.
    """
    nodes = ordered([end])
    data = (data_of(end, nodes) | targets_of(nodes, states)) - states
    into = {node: pow(3, node.serial + 1, PRIME) if node in data else 0 for node in nodes}
    for node in nodes:
        if node.inputs and node not in states:
            into[node] = sum(into[entry] for entry in node.inputs) % PRIME
    out = dict.fromkeys(nodes, 0)
    out[end] = 1
    for node in reversed(nodes):
        for entry in () if node in states else node.inputs:
            out[entry] = (out[entry] + out[node]) % PRIME
    found = (node for node in nodes if node.inputs and node is not end and into[node])
    return {node for node in found if into[node] * out[node] % PRIME == into[end]}


def targets_of(nodes: list[Node], states: set[Node]) -> set[Node]:
    """The numbers of single samples that something computed is compared with."""
    computed, found = set(states), set[Node]()
    for node in nodes:
        if not computed.isdisjoint(node.inputs):
            computed.add(node)
            if node.operation == "subtract":
                found |= {one for one in node.inputs if "datum" in one.options}
    return found - computed


def data_of(end: Node, nodes: list[Node]) -> set[Node]:
    """The leaves that hold data: arrays; in a script of single numbers all but the rate's."""
    leaves = {node for node in nodes if not node.inputs and "variable" not in node.options}
    arrays = {node for node in leaves if node.value.size > 1}
    elsewhere = [node for node in nodes if node.site.line != end.site.line]
    return arrays or leaves & {entry for node in elsewhere for entry in node.inputs}
