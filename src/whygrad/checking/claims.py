"""Which lines are wrong by more than a factor, each judged by itself.

Every line is computed again from the true values of what it reads. A line that is then right
stays clean, however wrong its value was in the script; a line that is still wrong is a fault.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from itertools import chain

import numpy as np

from whygrad.checking.court import (
    Court,
    Fault,
    add_fault,
    backward,
    fitting,
    known_factor,
    meanings,
    own_factor,
    reads,
    reference,
    same,
    update_fault,
)
from whygrad.checking.flows import origins
from whygrad.checking.patches import right_side
from whygrad.checking.reading import statement_of
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Binding, Node, Pass
from whygrad.checking.truths import arrangements, factor, recomputed


def find_faults(court: Court) -> None:
    """The lines that are wrong by more than a factor; their true values go into `court.healed`."""
    lines = backward(court)
    owners = {id(each.gradient): each for each in court.parameters if each.gradient}
    for binding in lines:
        value = recomputed(binding.node, court.healed)
        owner = owners.get(id(binding))
        if owner is not None:
            truth = convention(court, owner) * court.truth_of(owner)
            if factor(value, truth) is None:
                add_fault(court, binding, owner.start, owner, value, truth)
        elif not is_optimizer(court, binding):
            suspect(court, binding, value, lines, owners)
    for parameter in court.parameters:
        if parameter.gradient and parameter.gradient not in lines:
            judge_alias(court, parameter, parameter.gradient)
        if parameter.rate is None and parameter.gradient:
            continue
        if court.factor_of(parameter, court.healed) is None and not is_blamed(court, parameter):
            end = recomputed(parameter.end, court.healed)
            value = parameter.start.value - end
            truth = court.truth_of(parameter) * court.rates[parameter.name]
            court.faults.append(update_fault(court, parameter, value, truth))


def is_optimizer(court: Court, binding: Binding) -> bool:
    """Whether a line only makes a step of a gradient, as the averages of Adam do."""
    reached = origins([binding.node])
    return any(
        each.gradient is not None and each.rate is None and each.gradient.node in reached
        for each in court.parameters
    )


def judge_alias(court: Court, parameter: Parameter, binding: Binding) -> None:
    """Whether a gradient is right that is another name for what other lines read as well."""
    value = recomputed(binding.node, court.healed)
    truth = convention(court, parameter) * court.truth_of(parameter)
    if factor(value, truth) is None:
        healed = dict(court.healed)
        fault = Fault(binding, parameter.start, parameter, value, truth, None, healed)
        court.faults.append(fault)


def is_blamed(court: Court, parameter: Parameter) -> bool:
    """Whether the gradient of a parameter is wrong by its own line already."""
    lines = {id(fault.binding) for fault in court.faults}
    return parameter.gradient is not None and id(parameter.gradient) in lines


def convention(court: Court, parameter: Parameter) -> float:
    """The factor and the sign that a script's own convention gives a gradient: -1 where it adds."""
    factors = {each.name: court.factor_of(each, court.healed) for each in court.parameters}
    others = {name: one for name, one in factors.items() if name != parameter.name}
    wanted = reference(others)
    if sum(one is not None for one in others.values()) == 1 and reads_exact(court, parameter):
        wanted = 1.0
    return wanted * court.rates[parameter.name] / (parameter.rate or court.rates[parameter.name])


def reads_exact(court: Court, parameter: Parameter) -> bool:
    """Whether a gradient is computed from true gradients that have no factor at all."""
    if parameter.gradient is None:
        return False
    lines = backward(court)
    read = [one for one in lines if reads(parameter.gradient, one, lines)]
    numbers = [known_factor(court, recomputed(one.node, court.healed)) for one in read]
    return any(number is not None and same(number, 1) for number in numbers)


def is_slope(court: Court, value: np.ndarray) -> bool:
    """Whether a value is the true slope of one quantity of the forward pass by another."""
    if value.size < 2:
        return False
    slopes = (truth for _, truth, yes in meanings(court, value.size) if yes)
    return any((one := factor(value, truth)) is not None and same(abs(one), 1) for truth in slopes)


def is_forward(court: Court, value: np.ndarray) -> bool:
    """Whether a value is one of the forward pass computed again, as by s = sigmoid(z)."""
    if value.size < 2:
        return False
    alike = (node.value for node in court.truths if node.value.shape == value.shape)
    return any(np.allclose(value, one, rtol=1e-9, atol=0) for one in alike)


def suspect(
    court: Court,
    binding: Binding,
    value: np.ndarray,
    lines: list[Binding],
    owners: Mapping[int, Parameter],
) -> None:
    """Whether a value that is no gradient should be one: would the lines that read it be right?"""
    later = lines[lines.index(binding) + 1 :]
    readers = [each for each in later if reads(each, binding, later)]
    ends = [each for each in court.parameters if reads(each.update, binding, later)]
    best, chosen = judged(court, court.healed, readers, ends, owners), None
    number = known_factor(court, value)
    known = number is not None
    if best == len(readers) + len(ends) or (not known and is_slope(court, value)):
        return
    if not known and not ends and is_forward(court, value):
        return
    if number is not None and not same(own_factor(court, binding, value, lines), 1):
        # A reader that adds a penalty tells factors apart.
        meant = value / number
        healed = {**court.healed, binding.node: meant}
        if judged(court, healed, readers, ends, owners) == len(readers) + len(ends):
            add_fault(court, binding, None, None, value, meant)
            return
    error = binding.node in court.truths  # a quantity of the forward pass as well
    alone = len(readers) == 1 and id(readers[0]) not in owners and not is_shared(readers[0], lines)
    if known and not error and not ends and alone:  # then its one reader is wrong
        return
    idle = is_idle(court, binding, value, lines)
    whole = known and not court.is_share(value)
    if whole and not idle:  # then only what puts all its readers right counts
        best = max(best, len(readers) + len(ends) - 1)
    fits = fitting(court, court.healed)
    most = (best, fits)
    for node, truth, sloped in meanings(court, binding.node.value.size):
        for shown in arrangements(truth, binding.node.value.shape)[:1]:
            healed = {**court.healed, binding.node: shown}
            right = judged(court, healed, readers, ends, owners, best)
            if right <= best:
                continue
            found = (right, fitting(court, healed))
            if found > most and (found[1] > fits or not sloped):
                most, chosen = found, (node, shown)
    if chosen is not None:
        scale = scale_of(court, binding, value, chosen[1])
        if whole and readers and not idle:  # right under its first name, wrong under its last
            binding = last_name(court.step, binding)
        add_fault(court, binding, chosen[0], None, value, scale * chosen[1])


def is_shared(binding: Binding, lines: list[Binding]) -> bool:
    """Whether a function's line runs for several layers, and so has to be right for all."""
    place = binding.site.line
    return bool(binding.site.calls) and sum(each.site.line == place for each in lines) > 1


def is_idle(court: Court, binding: Binding, value: np.ndarray, lines: list[Binding]) -> bool:
    """Whether a line gives what it reads, unchanged, as it does with a slope that is always 1."""
    if binding.node.operation == "multiply" and any(map(is_ones, binding.node.inputs)):
        return True
    alike = (each for each in lines if each.node.value.shape == value.shape)
    return any(
        np.array_equal(recomputed(each.node, court.healed), value) and reads(binding, each, lines)
        for each in alike
        if each.node is not binding.node
    )


def is_ones(node: Node) -> bool:
    """Whether a value is 1 throughout, as the slope `relu(z) >= 0` is."""
    return node.value.size > 1 and bool(node.inputs) and bool(np.all(node.value == 1))


def last_name(step: Pass, binding: Binding) -> Binding:
    """The last plain name of the very same value; the return of what only gives it on."""
    same_value = [each for each in reversed(step.bindings) if each.node is binding.node]
    given = {each.site.calls for each in same_value if each.kind == "argument"}
    passed = (one for one in same_value if one.kind == "return" and one.site.calls in given)
    named = (one for one in same_value if one.kind == "assign" and one.name.isidentifier())
    plain = (one for one in named if binding.kind != "return" or not is_called(one))
    return next(passed, next(plain, binding))


def is_called(binding: Binding) -> bool:
    """Whether a name is given to what a function gives back, there and then."""
    return isinstance(right_side(statement_of(binding)), ast.Call)


def scale_of(court: Court, binding: Binding, value: np.ndarray, truth: np.ndarray) -> float:
    """The factor that the script's own convention asks of a healed value.

    A script may carry the gradient with the other sign, or without the 1/n, and undo it in its
    updates; so the updates of what depends on the value tell, else the value's own direction.
    """
    healed = {**court.healed, binding.node: truth}
    before = {each.name: court.factor_of(each, court.healed) for each in court.parameters}
    after = {each.name: court.factor_of(each, healed) for each in court.parameters}
    ended = [
        number
        for each in court.parameters
        if (number := after[each.name]) is not None and binding.node in origins([each.end])
    ]
    others = {name: number for name, number in before.items() if number is not None}
    wanted = reference(others)
    if ended:
        return wanted / ended[0]
    shown = arrangements(value, truth.shape)
    return -1.0 if shown and float(np.vdot(shown[0], truth).real) < 0 else 1.0


def judged(
    court: Court,
    healed: Mapping[Node, np.ndarray],
    readers: list[Binding],
    ends: list[Parameter],
    owners: Mapping[int, Parameter],
    best: int = -1,
) -> int:
    """How many of the lines that read a value are right, had it this one.

    Once they cannot be more than `best` it no longer matters how many.
    """
    left = len(readers) + len(ends) - best
    tests = chain(
        (is_right(court, reader, healed, owners) for reader in readers),
        (court.factor_of(each, healed) is not None for each in ends),
    )
    count = 0
    for yes in tests:
        count += yes
        left -= not yes
        if left <= 0:
            break
    return count


def is_right(
    court: Court,
    reader: Binding,
    healed: Mapping[Node, np.ndarray],
    owners: Mapping[int, Parameter],
) -> bool:
    """Whether a line gives a true gradient, of its own parameter if it is that of one."""
    value, owner = recomputed(reader.node, healed), owners.get(id(reader))
    if owner is not None:
        return factor(value, court.truth_of(owner)) is not None
    return known_factor(court, value) is not None
