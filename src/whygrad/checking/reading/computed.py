"""NumPy's functions of data: computed by NumPy itself, each result one operation of the trace."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from whygrad.checking.pure import FLAT, FUNCTIONS, Input, outcome
from whygrad.checking.reading.interpreter import Interpreter, known
from whygrad.checking.reading.numbers import node_of
from whygrad.checking.reading.shapes import kind_of
from whygrad.checking.reading.signals import Dependent, Unreadable
from whygrad.checking.reading.values import (
    Array,
    Builtin,
    Counting,
    Function,
    Listing,
    Part,
    own_axes,
    table_of,
)
from whygrad.checking.traces import Node, ordered

MOST = 250_000  # entries of all arguments together
LARGEST = 4_000  # of a count that is given, and of an axis where every pair is looked at
PAIRS = frozenset({"bincount", "corrcoef", "cov", "poly", "roots", "vander"})


def computed(name: str) -> Callable[..., Any]:
    """A function of numbers that do not depend on a parameter, or are constant between jumps.

    Raises Unreadable where an argument moves with a parameter and the result has a slope.
    """

    def call(m: Interpreter, *values: Any, **how: Any) -> Any:
        inputs: list[Node] = []
        arguments = tuple(argument(m, value, inputs) for value in values)
        keywords = tuple((key, argument(m, value, inputs)) for key, value in how.items())
        check(m, name, inputs, (*arguments, *(value for _, value in keywords)))
        given: dict[str, Any] = {"function": name, "arguments": arguments, "keywords": keywords}
        found = FUNCTIONS[name](*filled(arguments, inputs), **dict(
            zip(how, filled(tuple(value for _, value in keywords), inputs), strict=True)
        ))  # fmt: skip
        if not isinstance(found, tuple | list):
            return result(m, inputs, {**given, "output": None}, found)
        return tuple(
            result(m, inputs, {**given, "output": k}, part) for k, part in enumerate(found)
        )

    return call


def argument(m: Interpreter, value: Any, inputs: list[Node]) -> Any:
    """A value as an argument of the function: arrays become inputs."""
    known(value)
    if isinstance(value, Array | Node | Listing | Part | Counting):
        node = node_of(m, value)
        if node.loops:
            raise Dependent(node.loops[-1])
        inputs.append(node)
        return Input(len(inputs) - 1)
    if isinstance(value, tuple):
        return tuple(argument(m, entry, inputs) for entry in value)
    if isinstance(value, Builtin):
        return kind_of(m, value)
    if isinstance(value, bool | int | float | str | type(None)):
        return value
    raise Unreadable("this argument is not read")


def filled(arguments: tuple[Any, ...], inputs: list[Node]) -> Any:
    def entry(value: Any) -> Any:
        if isinstance(value, Input):
            return inputs[value.place].value
        return tuple(map(entry, value)) if isinstance(value, tuple) else value

    return tuple(map(entry, arguments))


def result(m: Interpreter, inputs: list[Node], options: dict[str, Any], value: Any) -> Any:
    if np.iscomplexobj(value):
        raise Unreadable("complex numbers are not read")
    if np.asarray(value).dtype.kind not in "fiub":
        raise Unreadable(f"what `np.{options['function']}` gives is no number")
    if not inputs:
        return m.wrapped(m.leaf(outcome(**options)))
    return m.wrapped(m.node("computed", inputs, options, ()))


def check(m: Interpreter, name: str, inputs: list[Node], plain: tuple[Any, ...]) -> None:
    """Raises Unreadable for what is too large, or what moves with a parameter."""
    longest = max((max(node.value.shape, default=0) for node in inputs), default=0)
    counts = [abs(value) for value in plain if isinstance(value, int)]
    if name == "bincount":
        longest = int(max((node.value.max(initial=0) for node in inputs), default=0))
    if (
        sum(node.value.size for node in inputs) > MOST
        or (name in PAIRS and longest > LARGEST)
        or math.prod(max(count, 1) for count in counts) > LARGEST * LARGEST
        or max(counts, default=0) > LARGEST * (25 if own_rows(name) else 1)
    ):
        raise Unreadable(f"`np.{name}` of so much is not read")
    if name.startswith("linalg."):
        m.spend(sum(n.value.size * min(n.value.shape, default=1) for n in inputs) / 20_000)
    if name not in FLAT and any(is_learned(node) for node in inputs):
        raise Unreadable(f"the slope of `np.{name}` is not known here")


def own_rows(name: str) -> bool:
    """The function makes one row of as many numbers as are asked for."""
    return name in ("geomspace", "logspace", "bincount", "histogram", "hamming", "hanning")


def is_learned(node: Node) -> bool:
    return any(entry.leaf == "start" for entry in ordered([node]))


def printed(m: Interpreter, *values: Any, **how: Any) -> str:
    """`array2string` and its like: a text that nothing reads."""
    return ""


def is_kind(m: Interpreter, kind: Any, wanted: Any) -> bool:
    """`np.issubdtype`."""
    name = wanted.name if isinstance(wanted, Builtin) else str(wanted)
    kind = kind_of(m, kind) or ""
    families = {"floating": "float", "integer": "int", "number": "", "bool": "bool"}
    return str(kind).startswith(families.get(name, name.rstrip("0123456789_")))


def is_single(m: Interpreter, value: Any) -> bool:
    """`np.isscalar`."""
    return isinstance(value, bool | int | float | str) or (
        isinstance(value, Node) and not own_axes(value)
    )


def can_be_called(m: Interpreter, value: Any) -> bool:
    return isinstance(value, Function | Builtin)


TABLE: dict[str, Any] = {
    **{name: Builtin(name, computed(name)) for name in FUNCTIONS if "." not in name},
    **table_of({
            "array2string": printed, "array_str": printed, "array_repr": printed,
            "format_float_positional": printed, "format_float_scientific": printed,
            "issubdtype": is_kind, "isscalar": is_single,
            "iscomplexobj": lambda m, *v: False, "isrealobj": lambda m, *v: True,
    }),
}  # fmt: skip
LINEAR: dict[str, Any] = table_of(
    {name.partition(".")[2]: computed(name) for name in FUNCTIONS if "." in name}
)
