"""The methods of lists, dicts, sets, text, generators of random numbers, and NumPy's functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from whygrad.checking.reading import lists, operators, randoms, subscripts
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.numbers import described, plain_of, whole_of
from whygrad.checking.reading.signals import Dependent, Unreadable
from whygrad.checking.reading.values import (
    Builtin,
    Counting,
    Distinct,
    Function,
    Generator,
    Listing,
    Mapping,
    Pack,
    Part,
)

Method = Callable[..., Any]


def method_of(m: Interpreter, value: Any, name: str) -> Any:
    """A method that belongs to a value."""
    if isinstance(value, Generator):
        table = randoms.NUMPY if value.kind == "numpy" else randoms.PLAIN
        if name not in table:
            raise Unreadable(f"the generator's `{name}` is not read")
        return table[name]
    if isinstance(value, Builtin):
        return of_builtin(m, value, name)
    if isinstance(value, int | float) and name == "is_integer":
        return Builtin(name, lambda m: float(value).is_integer())
    if isinstance(value, Function) and name == "__name__":
        return getattr(value.syntax, "name", "<lambda>")
    for kind, table in KINDS.items():
        if isinstance(value, kind) and name in table:
            return owned(name, table[name], value)
    raise Unreadable(f"{described(value)} has no `{name}` that is read")


def owned(name: str, method: Method, value: Any) -> Builtin:
    return Builtin(name, lambda m, *values, **how: method(m, value, *values, **how))


def of_builtin(m: Interpreter, value: Builtin, name: str) -> Any:
    from whygrad.checking.reading.reductions import TABLE, running
    from whygrad.checking.reading.selections import at_places

    if name == "at" and value.name in ("add", "subtract"):
        return Builtin("at", at_places(value.name))
    if name == "reduce" and value.name in ("add", "multiply", "maximum", "minimum"):
        row = {"add": "sum", "multiply": "prod", "maximum": "max", "minimum": "min"}[value.name]
        return Builtin("reduce", lambda m, a, axis=0, **how: TABLE[row].call(m, a, axis, **how))
    if name == "accumulate" and value.name == "add":
        return Builtin("accumulate", lambda m, a, axis=0: running(m, a, axis))
    if name == "outer" and value.name in operators.ARITHMETIC.values():
        return Builtin("outer", outer_of(value.name))
    if name == "__name__":
        return value.name
    if value.name == "dict" and name == "fromkeys":
        return Builtin("fromkeys", from_keys)
    raise Unreadable(f"`{value.name}.{name}` is not read")


def outer_of(operation: str) -> Method:
    def call(m: Interpreter, one: Any, two: Any) -> Any:
        from whygrad.checking.reading.numbers import node_of
        from whygrad.checking.reading.shapes import with_shape

        left = node_of(m, one)
        left = with_shape(m, left, (*left.value.shape[len(left.loops) :], 1))
        return m.wrapped(m.elementwise(operation, left, node_of(m, two)))

    return call


# Lists ------------------------------------------------------------------------------------------


def append(m: Interpreter, value: Listing, item: Any) -> None:
    from whygrad.checking.reading import targets

    lists.append(m, value, item)
    syntax = m.here.func.value if hasattr(m.here, "func") else None
    name = targets.spelled(m, syntax) if syntax is not None else "list"
    targets.recorded(m, name, item, "append")


def changed(m: Interpreter, value: Listing, items: tuple[Any, ...]) -> None:
    m.note(value, (), "r")
    m.note(value, (), "w")
    m.write(value, "content", items)


def extend(m: Interpreter, value: Listing, more: Any) -> None:
    for entry in lists.items_of(m, more):
        lists.append(m, value, entry)


def insert(m: Interpreter, value: Listing, place: Any, item: Any) -> None:
    from whygrad.checking.reading import targets

    items = list(lists.items_of(m, value))
    items.insert(whole_of(m, place), item)
    changed(m, value, tuple(items))
    if hasattr(m.here, "func"):
        targets.recorded(m, targets.spelled(m, m.here.func.value), item, "append")


def pop(m: Interpreter, value: Listing, place: Any = -1) -> Any:
    items = list(lists.items_of(m, value))
    item = items.pop(whole_of(m, place))
    changed(m, value, tuple(items))
    return m.settled(item)


def reverse(m: Interpreter, value: Listing) -> None:
    changed(m, value, tuple(reversed(lists.items_of(m, value))))


def clear(m: Interpreter, value: Listing) -> None:
    m.note(value, (), "w")
    m.write(value, "content", ())


def copied(m: Interpreter, value: Any) -> Any:
    if isinstance(value, Mapping):
        m.note(value, (), "r")
        result = Mapping(m.loops)
        result.slots["content"] = dict(m.slot(value, "content"))
        return result
    if isinstance(value, Part):
        return lists.of_content(m, lists.packed(m, value))
    content = lists.content_of(m, value)
    if isinstance(content, Pack) and content.node.value.ndim - len(content.node.loops) > 1:
        content = lists.unpacked(m, value)
    return lists.of_content(m, content)


def sort(m: Interpreter, value: Listing, **how: Any) -> None:
    from whygrad.checking.reading.builtins import in_order

    changed(m, value, lists.items_of(m, in_order(m, value, **how)))


def place_of(m: Interpreter, value: Any, item: Any) -> int:
    wanted = operators.plain_list(m, item)
    found = [operators.plain_list(m, entry) for entry in lists.items_of(m, value)]
    return found.index(wanted)


def count(m: Interpreter, value: Any, item: Any) -> int:
    wanted = operators.plain_list(m, item)
    return [operators.plain_list(m, entry) for entry in lists.items_of(m, value)].count(wanted)


def remove(m: Interpreter, value: Listing, item: Any) -> None:
    items = list(lists.items_of(m, value))
    del items[place_of(m, value, item)]
    changed(m, value, tuple(items))


# Dicts ------------------------------------------------------------------------------------------


def content(m: Interpreter, value: Mapping) -> dict[Any, Any]:
    m.note(value, (), "r")
    return m.slot(value, "content")  # type: ignore[no-any-return]


def pairs(m: Interpreter, value: Mapping) -> Any:
    return tuple((key, m.settled(entry)) for key, entry in content(m, value).items())


def entries(m: Interpreter, value: Mapping) -> Any:
    return tuple(m.settled(entry) for entry in content(m, value).values())


def get(m: Interpreter, value: Mapping, key: Any, default: Any = None) -> Any:
    key = plain_of(m, key)
    m.note(value, (key,), "r")
    return m.settled(m.slot(value, "content").get(key, default))


def update(m: Interpreter, value: Mapping, other: Any = None, **more: Any) -> None:
    new = dict(m.slot(other, "content")) if isinstance(other, Mapping) else {}
    if isinstance(other, Listing | tuple):
        new = {
            plain_of(m, k): v for k, v in (lists.items_of(m, e) for e in lists.items_of(m, other))
        }
    for key, entry in {**new, **more}.items():
        subscripts.set_mapping(m, value, key, entry)


def set_default(m: Interpreter, value: Mapping, key: Any, default: Any = None) -> Any:
    key = plain_of(m, key)
    if key not in m.slot(value, "content"):
        subscripts.set_mapping(m, value, key, default)
    return m.slot(value, "content")[key]


def pop_key(m: Interpreter, value: Mapping, key: Any, default: Any = None) -> Any:
    rest = dict(content(m, value))
    found = rest.pop(plain_of(m, key), default)
    m.note(value, (), "w")
    m.write(value, "content", rest)
    return m.settled(found)


def from_keys(m: Interpreter, keys: Any, value: Any = None) -> Mapping:
    result = Mapping(m.loops)
    result.slots["content"] = {plain_of(m, key): value for key in lists.items_of(m, keys)}
    return result


# Text -------------------------------------------------------------------------------------------


def of_text(name: str) -> Method:
    def call(m: Interpreter, value: str, *values: Any, **how: Any) -> Any:
        plain = [operators.plain_list(m, entry) for entry in values]
        result = getattr(value, name)(*plain, **{k: plain_of(m, v) for k, v in how.items()})
        return lists.listing(m, result) if isinstance(result, list) else result

    return call


def add(m: Interpreter, value: Distinct, item: Any) -> None:
    raise Dependent(m.loops[-1]) if m.loops else Unreadable("a set is changed")


TEXT = (
    "format", "join", "split", "strip", "lstrip", "rstrip", "lower", "upper", "title", "replace",
    "startswith", "endswith", "ljust", "rjust", "center", "zfill", "find", "count", "isdigit",
    "capitalize", "splitlines", "index",
)  # fmt: skip
LISTS: dict[str, Method] = {
    "append": append, "extend": extend, "insert": insert, "pop": pop, "reverse": reverse,
    "clear": clear, "copy": copied, "sort": sort, "index": place_of, "count": count,
    "remove": remove, "__len__": lists.length_of,
}  # fmt: skip
KINDS: dict[type, dict[str, Method]] = {
    Listing: LISTS,
    Part: {"copy": copied, "index": place_of, "count": count},
    Mapping: {
        "items": pairs, "values": entries, "get": get, "update": update, "copy": copied,
        "keys": lambda m, value: tuple(content(m, value)), "setdefault": set_default,
        "pop": pop_key,
    },
    str: {name: of_text(name) for name in TEXT},
    tuple: {"index": place_of, "count": count},
    Counting: {"index": place_of},
    Distinct: {"add": add},
}  # fmt: skip
