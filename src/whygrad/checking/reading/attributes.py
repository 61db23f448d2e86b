"""Attributes: of objects, modules, arrays, lists, dicts and text."""

from __future__ import annotations

from functools import partial
from typing import Any

from whygrad.checking.reading import arrays, lists, subscripts
from whygrad.checking.reading.interpreter import Interpreter, known
from whygrad.checking.reading.journal import MISSING
from whygrad.checking.reading.numbers import described, node_of
from whygrad.checking.reading.signals import Unreadable
from whygrad.checking.reading.values import (
    Array,
    Bound,
    Builtin,
    Class,
    Function,
    Generator,
    Instance,
    Listing,
    Mapping,
    Module,
    Part,
    Quiet,
    own_axes,
    own_shape,
)
from whygrad.checking.traces import Node


def mangled(m: Interpreter, name: str) -> str:
    """A private name as Python spells it inside a class."""
    if not name.startswith("__") or name.endswith("__"):
        return name
    scope: Any = m.scope
    while scope is not None:
        owner = scope.slots.get("__class__")
        if isinstance(owner, Class):
            return f"_{owner.name.lstrip('_')}{name}"
        scope = scope.above
    return name


def attribute(m: Interpreter, value: Any, name: str) -> Any:
    """`value.name`."""
    known(value)
    if isinstance(value, Instance):
        return of_instance(m, value, mangled(m, name))
    if isinstance(value, Class):
        return of_class(m, value, mangled(m, name))
    if isinstance(value, Module):
        from whygrad.checking.reading.imports import member

        return member(m, value, name)
    if isinstance(value, Quiet):
        return Quiet(f"{value.name}.{name}")
    if isinstance(value, Array):
        return of_array(m, value, name)
    if isinstance(value, tuple) and len(value) == 3 and is_super(value):
        return of_super(m, value, mangled(m, name))
    if isinstance(value, Node):
        return of_number(m, value, name)
    from whygrad.checking.reading.methods import method_of

    return method_of(m, value, name)


def is_super(value: tuple[Any, ...]) -> bool:
    from whygrad.checking.reading.calls import SUPER

    return value[0] is SUPER


def of_instance(m: Interpreter, value: Instance, name: str) -> Any:
    held = value.slots.get(name, MISSING)
    if held is not MISSING:
        m.note(value, (name,), "r")
        return m.slot(value, name)
    found = value.kind.found(name) or private(value.kind, name)
    if name == "__dict__":
        mapping = Mapping(m.loops)
        mapping.slots["content"] = dict(value.slots)
        return mapping
    if name == "__class__":
        return value.kind
    if found is None and value.kind.grouped and name in ("_replace", "_asdict", "_fields"):
        return of_group(m, value, name)
    if found is None and (method := value.kind.found("__getattr__")) is not None:
        from whygrad.checking.reading.calls import enter

        return enter(m, method[1], (value, name), {})
    if found is None:
        raise Unreadable(f"`{value.kind.name}` has no attribute `{name}`")
    return bound(m, found[1], value, value.kind)


def of_group(m: Interpreter, value: Instance, name: str) -> Any:
    """What a named tuple has of itself."""
    from whygrad.checking.reading.small import TUPLES

    if name == "_fields":
        return value.kind.fields
    return Builtin(name, with_owner(TUPLES[name], value))


def private(kind: Class, name: str) -> tuple[Class, Any] | None:
    """A private method: in the class under its short name."""
    if not name.startswith("_") or "__" not in name[1:]:
        return None
    owner, _, short = name[1:].partition("__")
    found = kind.found("__" + short)
    return found if found is not None and found[0].name.lstrip("_") == owner else None


def bound(m: Interpreter, found: Any, owner: Any, kind: Class) -> Any:
    if not isinstance(found, Function) or found.kind == "static":
        return found
    if found.kind == "property":
        from whygrad.checking.reading.calls import enter

        return enter(m, found, (owner,), {})
    return Bound(found, kind if found.kind == "class" else owner)


def of_class(m: Interpreter, value: Class, name: str) -> Any:
    if name == "__name__":
        return value.name
    found = value.found(name) or private(value, name)
    if found is None:
        raise Unreadable(f"`{value.name}` has no attribute `{name}`")
    holder, held = found
    if isinstance(held, Function):
        return Bound(held, value) if held.kind == "class" else held
    m.note(holder, (name,), "r")
    return m.slot(holder, name)


def of_super(m: Interpreter, value: tuple[Any, ...], name: str) -> Any:
    _, owner, instance = value
    for base in owner.bases:
        found = base.found(name) if isinstance(base, Class) else None
        if found is not None:
            return bound(m, found[1], instance, instance.kind)
    if name == "__init__":
        return Builtin("object.__init__", lambda m, *a, **k: None)
    raise Unreadable(f"no class above `{owner.name}` has `{name}`")


def set_attribute(m: Interpreter, owner: Instance | Class, name: str, value: Any) -> None:
    m.note(owner, (name,), "w")
    m.write(owner, name, value)


def of_number(m: Interpreter, value: Node, name: str) -> Any:
    if name == "T":
        return value
    if name == "shape":
        return ()
    if name in ("ndim", "size"):
        return int(name == "size")
    if name in ("real",):
        return value
    return array_method(m, value, name)


def of_array(m: Interpreter, value: Array, name: str) -> Any:
    shape = own_shape(arrays.seen(m, m.slot(value.cell, "node"), value.views))
    if name == "shape":
        return shape
    if name == "ndim":
        return len(shape)
    if name == "size":
        size = 1
        for length in shape:
            size *= length
        return size
    if name == "T":
        return subscripts.transposed(value, tuple(reversed(range(len(shape)))))
    if name == "mT":
        order = [*range(len(shape))]
        order[-2:] = order[:-3:-1]
        return subscripts.transposed(value, tuple(order))
    if name == "real":
        return value
    if name == "flat":
        return subscripts.reshaped(value, (node_of(m, value).value.size,))
    if name == "dtype":
        return str(node_of(m, value).value.dtype)
    return array_method(m, value, name)


def array_method(m: Interpreter, value: Any, name: str) -> Builtin:
    from whygrad.checking.reading.array_methods import METHODS

    if name not in METHODS:
        raise Unreadable(f"the array method `{name}` is not read")
    return Builtin(name, with_owner(METHODS[name], value))


def with_owner(method: Any, value: Any) -> Any:
    def call(m: Interpreter, *arguments: Any, **keywords: Any) -> Any:
        return method(m, value, *arguments, **keywords)

    return call


__all__ = ["Generator", "Listing", "Part", "attribute", "described", "lists", "own_axes", "partial"]
