"""The methods of lists, dicts, sets, text, generators of random numbers, and NumPy's functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from whygrad.checking.reading import distributions, lists, operators, subscripts
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.numbers import described, plain_of, whole_of
from whygrad.checking.reading.signals import Dependent, Unreadable
from whygrad.checking.reading.texts import SPEC, WIDE
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
        table = distributions.NUMPY if value.kind == "numpy" else distributions.PLAIN
        if name not in table:
            raise Unreadable(f"the generator's `{name}` is not read")
        return table[name]
    if isinstance(value, Builtin):
        return of_builtin(m, value, name)
    if isinstance(value, Listing) and name == "maxlen":
        return value.slots.get("maxlen")
    if isinstance(value, int | float) and name == "is_integer":
        return Builtin(name, lambda m: float(value).is_integer())
    if isinstance(value, Function) and name == "__name__":
        return getattr(value.syntax, "name", "<lambda>")
    if isinstance(value, Function) and name in value.held.slots:
        return m.slot(value.held, name)
    for kind, table in KINDS.items():
        if isinstance(value, kind) and name in table:
            return owned(name, table[name], value)
    raise Unreadable(f"{described(value)} has no `{name}` that is read")


def owned(name: str, method: Method, value: Any) -> Builtin:
    return Builtin(name, lambda m, *values, **how: method(m, value, *values, **how))


def of_builtin(m: Interpreter, value: Builtin, name: str) -> Any:
    from whygrad.checking.reading.reductions import TABLE
    from whygrad.checking.reading.selections import at_places

    if name == "at" and value.name in ("add", "subtract"):
        return Builtin("at", at_places(value.name))
    if name == "reduce" and value.name in ("add", "multiply", "maximum", "minimum"):
        row = {"add": "sum", "multiply": "prod", "maximum": "max", "minimum": "min"}[value.name]
        return Builtin("reduce", lambda m, a, axis=0, **how: TABLE[row].call(m, a, axis, **how))
    if name == "accumulate" and value.name in ("add", "multiply"):
        row = {"add": "cumsum", "multiply": "cumprod"}[value.name]
        return Builtin("accumulate", lambda m, a, axis=0: TABLE[row].call(m, a, axis))
    if name == "outer" and value.name in operators.ARITHMETIC.values():
        return Builtin("outer", outer_of(value.name))
    if name == "__name__":
        return value.name
    if value.name == "chain" and name == "from_iterable":
        return Builtin(name, lambda m, v: value.call(m, *lists.items_of(m, v)))
    if name in ("cache_clear", "cache_info"):
        return Builtin(name, lambda m: None)
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
    held: dict[Any, Any] = m.slot(value, "content")
    return held


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


def pop_key(m: Interpreter, value: Mapping, key: Any, *default: Any) -> Any:
    rest = dict(content(m, value))
    found = rest.pop(plain_of(m, key), *default)
    m.note(value, (), "w")
    m.write(value, "content", rest)
    return m.settled(found)


def pop_item(m: Interpreter, value: Mapping, *more: Any) -> Any:
    key = next(reversed(content(m, value)))
    return key, pop_key(m, value, key)


def most_common(m: Interpreter, value: Mapping, count: Any = None) -> Any:
    """Of a `Counter`: the most frequent first."""
    order = sorted(content(m, value).items(), key=lambda pair: -plain_of(m, pair[1]))
    return lists.listing(m, order if count is None else order[: whole_of(m, count)])


def from_keys(m: Interpreter, keys: Any, value: Any = None) -> Mapping:
    result = Mapping(m.loops)
    result.slots["content"] = {plain_of(m, key): value for key in lists.items_of(m, keys)}
    return result


# Text -------------------------------------------------------------------------------------------


def of_text(name: str) -> Method:
    def call(m: Interpreter, value: str, *values: Any, **how: Any) -> Any:
        plain = [operators.plain_list(m, entry) for entry in values]
        lists.within(longest(name, value, plain))
        m.spend(len(value) / 1000)
        result = getattr(value, name)(*plain, **{k: plain_of(m, v) for k, v in how.items()})
        return lists.listing(m, result) if isinstance(result, list) else result

    return call


def longest(name: str, value: str, given: list[Any]) -> int:
    """How long the text may be that a method of a text makes."""
    if name == "join":
        parts = [str(part) for part in given[0]] if given else []
        return sum(map(len, parts)) + len(value) * len(parts)
    if name == "replace":
        return len(value) * max([1, *(len(part) for part in given if isinstance(part, str))])
    if name == "format" and any(WIDE.search(spec) for spec in SPEC.findall(value)):
        return lists.LONGEST + 1
    if name == "format":
        widest = max((len(part) for part in given if isinstance(part, str)), default=0)
        return len(value) + value.count("{") * widest
    return max([len(value), *(entry for entry in given if isinstance(entry, int))])


def add(m: Interpreter, value: Distinct, *items: Any) -> None:
    if m.loops:
        raise Dependent(m.loops[-1])
    new = (plain_of(m, item) for item in items)
    m.spend(len(value.content) / 100)
    m.write(value, "content", tuple(dict.fromkeys((*value.content, *new))))


def discard(m: Interpreter, value: Distinct, item: Any) -> None:
    if m.loops:
        raise Dependent(m.loops[-1])
    m.write(value, "content", tuple(e for e in value.content if e != plain_of(m, item)))


def combined(name: str) -> Method:
    def call(m: Interpreter, value: Distinct, *others: Any) -> Distinct:
        sets = [set(lists.items_of(m, other)) for other in others]
        m.spend(len(value.content) / 100)
        return Distinct(tuple(getattr(set(value.content), name)(*sets)), m.loops)

    return call


TEXT = (
    "format", "join", "split", "strip", "lstrip", "rstrip", "lower", "upper", "title", "replace",
    "startswith", "endswith", "ljust", "rjust", "center", "zfill", "find", "count", "isdigit",
    "capitalize", "splitlines", "index", "isalpha", "islower", "isupper", "isspace", "isalnum",
    "partition", "rpartition", "rsplit", "removeprefix", "removesuffix", "swapcase", "casefold",
)  # fmt: skip
LISTS: dict[str, Method] = {
    "append": append, "extend": extend, "insert": insert, "pop": pop, "reverse": reverse,
    "clear": clear, "copy": copied, "sort": sort, "index": place_of, "count": count,
    "remove": remove, "appendleft": lambda m, v, item: insert(m, v, 0, item),
    "popleft": lambda m, v: pop(m, v, 0), "__len__": lists.length_of,
}  # fmt: skip
KINDS: dict[type, dict[str, Method]] = {
    Listing: LISTS,
    Part: {"copy": copied, "index": place_of, "count": count},
    Mapping: {
        "items": pairs, "values": entries, "get": get, "update": update, "copy": copied,
        "clear": lambda m, value: m.write(value, "content", {}),
        "__len__": lists.length_of, "popitem": pop_item, "move_to_end": lambda m, v, *k: None,
        "most_common": most_common, "keys": lambda m, value: tuple(content(m, value)),
        "setdefault": set_default,
        "pop": pop_key,
    },
    str: {name: of_text(name) for name in TEXT},
    tuple: {"index": place_of, "count": count},
    Counting: {"index": place_of},
    Distinct: {
        "add": add, "update": lambda m, s, v: add(m, s, *lists.items_of(m, v)),
        "discard": discard, "remove": discard,
        **{name: combined(name) for name in ("union", "intersection", "difference")},
    },
}  # fmt: skip
