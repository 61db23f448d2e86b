"""The one statement with whose change a whole training step is right.

Most wrong scripts have one mistake. So, where the lines judged one by one leave something
unexplained, every statement of the backward pass is changed in the ways that undo a mistake, and
the step is computed with each; the first change that makes every update right is the answer.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from contextlib import suppress

import numpy as np

from whygrad.checking.court import (
    Court,
    Fault,
    backward,
    known_factor,
    meanings,
    owner_of,
    same,
    update_fault,
)
from whygrad.checking.effects import Effect, effect_of, wanted_factors, wrong_parameters
from whygrad.checking.flows import origins
from whygrad.checking.patches import right_side
from whygrad.checking.reading import evaluated, statement_of
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Binding, Node
from whygrad.checking.truths import arrangements, factor
from whygrad.language.messages import WhygradError

MOST_STATEMENTS = 30  # of a backward pass that are changed
Place = tuple[int, int]


def hypotheses(court: Court, blamed: Sequence[Fault]) -> Iterator[tuple[Fault, Effect | None]]:
    """For each statement that may be the only wrong one, what it should give, the likeliest first.

    Those blamed already come first, then those that some true gradient in their place would mend,
    then all others that every wrong update comes from; of these nothing is known, and their value
    stands for their truth. A line that only gives a value on has no effect of its own.
    """
    lines, sole = decisive(court), sole_faults(court)
    passing = list(aliases(court))
    blind = [unknown(binding) for binding in lines]
    seen: set[tuple[Place, str]] = set()
    callers = [unknown(binding) for binding in calling(court, lines)]
    for fault in (*blamed, *sole, *blind, *callers, *passing):
        statement = statement_of(fault.binding)
        place = (statement.lineno, statement.col_offset), fault.binding.part
        if place in seen or len(seen) == MOST_STATEMENTS:
            continue
        seen.add(place)
        if any(is_at(each, statement) for each in passing):
            yield unknown(fault.binding), None
        elif effect := effect_of(court, fault.binding):
            part = fault.binding.part
            better = [each for each in sole if is_at(each, statement) and each.binding.part == part]
            yield (better or [fault])[0], effect


def decisive(court: Court) -> list[Binding]:
    """The lines that every wrong update comes from."""
    wrong = wrong_parameters(court)
    reached = set.intersection(*(origins([each.end]) for each in wrong)) if wrong else set()
    return [binding for binding in backward(court) if binding.node in reached]


def sole_faults(court: Court) -> list[Fault]:
    """The lines that may be the only wrong one, those first that are no true gradient now."""
    wrong = wrong_parameters(court)
    found = [fault for binding in decisive(court) for fault in mending(court, binding)]
    found.sort(key=lambda fault: known_factor(court, fault.value) is not None)
    if len(wrong) == 1 and wrong[0].end.value.shape == wrong[0].start.value.shape:
        found.append(update_of(court, wrong[0]))
    return found


def calling(court: Court, lines: list[Binding]) -> Iterator[Binding]:
    """The lines that take over what a function of the script returns."""
    returned = {binding.node for binding in lines if binding.kind == "return"}
    for binding in court.step.bindings:
        if binding.kind != "argument" and binding.node in returned and not passes_on(binding):
            yield binding


def aliases(court: Court) -> Iterator[Fault]:
    """The lines that only give a value on, under another name, and may have to change it."""
    lines = {binding.node: binding for binding in backward(court)}
    for binding in court.step.bindings:
        owner = lines.get(binding.node)
        if owner is None or owner is binding or binding.kind == "argument":
            continue
        if passes_on(binding):
            yield unknown(binding)


def passes_on(binding: Binding) -> bool:
    """Whether a line only gives another value on, and no dict or tuple that has it."""
    given = right_side(statement_of(binding))
    if isinstance(given, ast.ListComp) and isinstance(given.elt, ast.Name):
        return True
    if not isinstance(given, ast.Name | ast.Attribute | ast.Subscript):
        return False
    with suppress(WhygradError):
        return evaluated(given, binding) is binding.node
    return False


def is_at(fault: Fault, statement: ast.stmt) -> bool:
    own = statement_of(fault.binding)
    return (own.lineno, own.col_offset) == (statement.lineno, statement.col_offset)


def unknown(binding: Binding) -> Fault:
    """A line of which nothing is known but that another value might be right."""
    return Fault(binding, None, None, binding.node.value, binding.node.value, None, {})


def mending(court: Court, binding: Binding) -> Iterator[Fault]:
    """The line with the values that would make every update right."""
    node = binding.node
    owner = owner_of(binding, court)
    first, factors = wrong_parameters(court)[0], wanted_factors(court)
    tried = set[float]()
    for of, truth in possible(court, binding):
        if node.value.size == 1 and tried:  # updates are linear in it: one value tells all
            return
        number = court.factor_of(first, {node: truth})
        tried |= {number} if number else set()
        for wanted in factors if number else ():
            meant = truth * (wanted / (number or 1))
            if all(is_right(court, each, {node: meant}, wanted) for each in court.parameters):
                off = factor(node.value, meant)
                if off is None or not same(off, 1):
                    yield Fault(binding, of, owner, node.value, meant, off, {})


def possible(court: Court, binding: Binding) -> Iterator[tuple[Node, np.ndarray]]:
    """What a line may be meant to compute, in its own shape where that is known."""
    owner = owner_of(binding, court)
    if owner is not None:
        yield owner.start, court.truth_of(owner)
        return
    for of, truth, _ in meanings(court, binding.node.value.size):
        for shown in arrangements(truth, binding.node.value.shape)[:1]:
            yield of, shown


def is_right(
    court: Court, parameter: Parameter, healed: dict[Node, np.ndarray], wanted: float
) -> bool:
    number = court.factor_of(parameter, healed)
    return number is not None and same(number, wanted)


def update_of(court: Court, parameter: Parameter) -> Fault:
    """The line of an update itself, with what it should subtract."""
    value = parameter.start.value - parameter.end.value
    truth = wanted_factors(court)[0] * court.truth_of(parameter) * court.rates[parameter.name]
    return update_fault(court, parameter, value, truth)
