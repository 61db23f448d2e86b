"""Values as nodes and as Python's own numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from whygrad.checking.reading.interpreter import Interpreter, known
from whygrad.checking.reading.journal import MISSING
from whygrad.checking.reading.signals import Dependent, Tainted, Unreadable
from whygrad.checking.reading.values import (
    Array,
    Builtin,
    Counting,
    Distinct,
    Instance,
    Listing,
    Mapping,
    Module,
    Pack,
    Part,
    Quiet,
    own_axes,
    own_shape,
)
from whygrad.checking.traces import Node

COMPARISON = "comparison"  # of clocks, dates, frames: what comes out is taken for false
LONGEST = 1_000  # bits of a whole number that becomes a real one
SHOWN = 40  # characters of a text in a message
Plain = bool | int | float


def node_of(m: Interpreter, value: Any) -> Node:
    """The node of a number, an array, or a list (of lists) of numbers.

    Raises Unreadable for what is no number, Tainted for what is unknown.
    """
    if isinstance(value, Node):
        return value
    known(value)
    if isinstance(value, int) and value.bit_length() > LONGEST:
        raise Unreadable(f"a whole number of more than {LONGEST:,} bits stands among real ones")
    if isinstance(value, bool | int | float):
        return m.leaf(value if abs(value) < 2**62 else float(value))
    from whygrad.checking.reading import arrays, lists

    if isinstance(value, Array):
        return arrays.node_of_array(m, value)
    if isinstance(value, Listing | Part | tuple | Counting):
        return lists.packed(m, value).node
    raise Unreadable(f"{described(value)} stands where a number belongs")


def described(value: Any) -> str:
    """What a value is, in words."""
    if value is None:
        return "None"
    if isinstance(value, str):
        return f"the text {value[:SHOWN] + '...' * (len(value) > SHOWN)!r}"
    if isinstance(value, Mapping):
        return "a dict"
    if isinstance(value, Distinct):
        return "a set"
    if isinstance(value, Quiet | Module | Builtin):
        return f"`{value.name}`"
    if isinstance(value, Instance):
        return f"an object of `{value.kind.name}`"
    return f"a {type(value).__name__.lower()}"


def is_number(value: Any) -> bool:
    return isinstance(value, bool | int | float) or (
        isinstance(value, Node) and own_axes(value) == 0
    )


def is_array(value: Any) -> bool:
    return isinstance(value, Array) or (isinstance(value, Node) and own_axes(value) > 0)


def whole_of(m: Interpreter, value: Any) -> int:
    """A whole number that is the same in all passes: a length, an axis, a place.

    Raises Dependent where it differs from pass to pass.
    """
    known(value)
    if isinstance(value, bool | int):
        return int(value)
    if isinstance(value, Array):
        value = node_of(m, value)
    if isinstance(value, Node):
        if value.loops:
            raise Dependent(value.loops[-1])
        if value.value.size == 1 and np.issubdtype(value.value.dtype, np.integer):
            return int(value.value.reshape(()))
        if value.value.size == 1 and value.value.dtype == bool:
            return int(value.value.reshape(()))
    raise Unreadable(f"{described(value)} stands where a whole number belongs")


def plain_of(m: Interpreter, value: Any) -> Any:
    """A value as Python's own, for names, formats and keys; Dependent where passes differ."""
    known(value)
    if isinstance(value, Array):
        value = node_of(m, value)
    if isinstance(value, Node):
        if value.loops:
            raise Dependent(value.loops[-1])
        return value.value.item() if value.value.ndim == 0 else value.value
    if isinstance(value, tuple):
        m.spend(0.02 + len(value) / 500)
        return tuple(plain_of(m, entry) for entry in value)
    return value


def shape_of(m: Interpreter, value: Any) -> tuple[int, ...]:
    """A shape, of a number or of several."""
    known(value)
    if isinstance(value, tuple):
        return tuple(whole_of(m, entry) for entry in value)
    if isinstance(value, Listing):
        from whygrad.checking.reading import lists

        return tuple(whole_of(m, entry) for entry in lists.items_of(m, value))
    if isinstance(value, Array):
        return tuple(int(entry) for entry in node_of(m, value).value)
    return (whole_of(m, value),)


def truth_of(m: Interpreter, value: Any) -> bool | Node:
    """Whether a value counts as true: a node where that differs from pass to pass."""
    known(value)
    if isinstance(value, Array | Node):
        node = node_of(m, value)
        if own_axes(node) and np.prod(own_shape(node)) != 1:
            raise Unreadable("the truth of an array of several entries is not defined")
        if own_axes(node):
            node = m.node("reshape", [node], {"shape": node.value.shape[: len(node.loops)]},
                          node.loops)  # fmt: skip
        return node if node.loops else bool(node.value)
    if isinstance(value, Listing | Part | Counting):
        from whygrad.checking.reading import lists

        return lists.length_of(m, value) > 0
    if isinstance(value, Quiet):
        return value.name != COMPARISON
    if isinstance(value, Mapping):
        return bool(value.slots["content"])
    if isinstance(value, Distinct):
        return bool(value.content)
    if isinstance(value, bool | int | float | str | tuple | type(None)):
        return bool(value)
    return True


def is_missing(value: Any) -> bool:
    return value is MISSING


__all__ = ["Pack", "Plain", "Tainted", "described", "is_array", "is_number", "node_of", "plain_of"]
