"""`copy.copy` and `copy.deepcopy`."""

from __future__ import annotations

from typing import Any

from whygrad.checking.reading import lists
from whygrad.checking.reading.interpreter import Interpreter, known
from whygrad.checking.reading.numbers import node_of
from whygrad.checking.reading.values import Array, Instance, Listing, Mapping, Part


def copied(m: Interpreter, value: Any) -> Any:
    """A shallow copy."""
    from whygrad.checking.reading import methods

    known(value)
    if isinstance(value, Array):
        return m.array(node_of(m, value))
    if isinstance(value, Listing | Part | Mapping):
        return methods.copied(m, value)
    if isinstance(value, Instance):
        result = Instance(value.kind, m.loops)
        result.slots.update(value.slots)
        return result
    return value


def deeply_copied(m: Interpreter, value: Any, *memo: Any) -> Any:
    return deep(m, known(value), {})


def deep(m: Interpreter, value: Any, done: dict[int, Any]) -> Any:
    if id(value) in done:
        return done[id(value)]
    result: Any
    m.spend(0.02)
    if isinstance(value, Array):
        result = m.array(node_of(m, value))
    elif isinstance(value, Part):
        result = lists.of_content(m, lists.packed(m, value))
    elif isinstance(value, tuple):
        return tuple(deep(m, entry, done) for entry in value)
    elif isinstance(value, Listing):
        content = lists.content_of(m, value)
        result = lists.of_content(m, ())
        if isinstance(content, tuple):
            content = tuple(deep(m, entry, done) for entry in content)
        result.slots["content"] = content
    elif isinstance(value, Mapping):
        m.note(value, (), "r")
        result = Mapping(m.loops)
        result.slots["content"] = {
            key: deep(m, m.settled(entry), done) for key, entry in m.slot(value, "content").items()
        }
    elif isinstance(value, Instance):
        result = Instance(value.kind, m.loops)
        done[id(value)] = result
        for key, entry in value.slots.items():
            result.slots[key] = deep(m, m.settled(entry), done)
    else:
        return value
    done[id(value)] = result
    return result
