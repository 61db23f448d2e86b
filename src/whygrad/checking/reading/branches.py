"""Conditions that differ from pass to pass: both branches are read, their results chosen from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from whygrad.checking.reading import lists
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.journal import MISSING
from whygrad.checking.reading.numbers import is_array, is_number, node_of
from whygrad.checking.reading.signals import Dependent, Flow, Unreadable
from whygrad.checking.reading.values import (
    SERIALS,
    Array,
    Container,
    Listing,
    Mapping,
    Pack,
    Part,
    Scope,
    Stale,
    Unknown,
)
from whygrad.checking.traces import Loop, Node


def both(
    m: Interpreter, condition: Node, yes: Callable[[], Any], no: Callable[[], Any]
) -> tuple[Any, Any]:
    """Reads both branches from the same state, and leaves what either wrote where it holds."""
    opposite = m.elementwise("logical_not", condition)
    start = [accesses.copy() for accesses in m.accesses]
    first, then = branch(m, condition, yes)
    after_yes = m.accesses
    m.accesses = start
    second, otherwise = branch(m, opposite, no)
    for here, there in zip(m.accesses, after_yes, strict=True):
        here.meet(there)
    for place in then.keys() | otherwise.keys():
        container, key, _ = then.get(place) or otherwise[place]
        merge_slot(m, condition, container, key, then.get(place), otherwise.get(place))
    return first, second


def branch(m: Interpreter, condition: Node, body: Callable[[], Any]) -> tuple[Any, Any]:
    position, made = m.journal.cursor, next(SERIALS)
    masks = m.masks
    m.masks = (*masks, condition)
    try:
        result = body()
    finally:
        m.masks = masks
    return result, m.journal.taken_back(position, made)


def merge_slot(
    m: Interpreter, condition: Node, container: Container, key: Any, yes: Any, no: Any
) -> None:
    """Writes one slot that the branches left different."""
    current = m.slot(container, key)
    if (yes is None or no is None) and isinstance(key, Loop):
        raise Dependent(key)  # some passes append to a list, others do not
    if yes is None or no is None:
        if isinstance(container, Scope) and left_by_others(m, container, key):
            value, holds = (yes[2], condition) if no is None else (
                no[2], m.elementwise("logical_not", condition)
            )  # fmt: skip
            m.write(container, key, stale(m, holds, value, current))
            return
        note(m, container, key, "r")
    one = current if yes is None else yes[2]
    two = current if no is None else no[2]
    note(m, container, key, "w")
    m.write(container, key, chosen(m, condition, one, two))


def left_by_others(m: Interpreter, scope: Scope, name: str) -> bool:
    """The name holds what an earlier pass of a loop left, or what was there before the loop."""
    return isinstance(scope.slots.get(name), Stale) or any(
        accesses.loop not in scope.born and not accesses.private(scope, (name,))
        for accesses in m.accesses
    )


def stale(m: Interpreter, condition: Node, value: Any, current: Any) -> Any:
    if current is MISSING:
        return value
    if isinstance(current, Stale):
        value = chosen(m, condition, value, current.new)
        condition = m.elementwise("logical_or", condition, current.condition)
        current = current.old
    return Stale(condition, value, current)


def note(m: Interpreter, container: Container, key: Any, kind: str) -> None:
    if isinstance(container, Scope):
        m.note(container, (key,), kind)
    elif not isinstance(key, Loop):
        m.note(container, (), kind)


def chosen(m: Interpreter, condition: Node, one: Any, two: Any) -> Any:
    """`one` where the condition holds, else `two`; Dependent where they differ in kind."""
    if one is two or two is MISSING:
        return one
    if one is MISSING:
        return two
    if isinstance(one, Unknown) or isinstance(two, Unknown):
        return one if isinstance(one, Unknown) else two
    if (is_number(one) or is_array(one)) and (is_number(two) or is_array(two)):
        node = m.elementwise("where", condition, node_of(m, one), node_of(m, two))
        return m.wrapped(node)
    if isinstance(one, Pack) or isinstance(two, Pack):
        return chosen_pack(m, condition, one, two)
    if isinstance(one, tuple) and isinstance(two, tuple) and len(one) == len(two):
        return tuple(chosen(m, condition, a, b) for a, b in zip(one, two, strict=True))
    if isinstance(one, dict) and isinstance(two, dict) and list(one) == list(two):
        return {key: chosen(m, condition, one[key], two[key]) for key in one}
    if isinstance(one, Listing | Part) and isinstance(two, Listing | Part):
        pack = chosen_pack(m, condition, lists.packed(m, one), lists.packed(m, two))
        return lists.of_content(m, pack)
    if not isinstance(one, Container | Array) and one == two:
        return one
    if isinstance(one, Mapping) and isinstance(two, Mapping):
        raise Dependent(condition.loops[-1])
    raise Dependent(condition.loops[-1])


def chosen_pack(m: Interpreter, condition: Node, one: Any, two: Any) -> Pack:
    try:
        first = one if isinstance(one, Pack) else lists.stacked(m, one, None)
        second = two if isinstance(two, Pack) else lists.stacked(m, two, None)
    except (Unreadable, TypeError):
        raise Dependent(condition.loops[-1]) from None
    if first.depth != second.depth:
        raise Dependent(condition.loops[-1])
    node = m.elementwise("where", condition, first.node, second.node)
    return Pack(node, first.depth)


def merged_flow(m: Interpreter, condition: Node, one: Flow, two: Flow) -> Flow:
    """How both branches together end."""
    if one.kind == two.kind == "return":
        return Flow("return", chosen(m, condition, one.value, two.value))
    if {one.kind, two.kind} <= {"", "continue"}:
        return one if one.kind == two.kind else Flow("")
    if one.kind == "raise":
        return two
    if two.kind == "raise":
        return one
    raise Dependent(condition.loops[-1])
