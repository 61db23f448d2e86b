"""Python's own functions."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from whygrad.checking.reading import lists, operators, surroundings
from whygrad.checking.reading.interpreter import Interpreter, known
from whygrad.checking.reading.numbers import (
    is_array,
    is_number,
    node_of,
    plain_of,
    truth_of,
    whole_of,
)
from whygrad.checking.reading.reductions import reduce
from whygrad.checking.reading.signals import Dependent, Raised, Unreadable
from whygrad.checking.reading.texts import spelling
from whygrad.checking.reading.values import (
    Array,
    Builtin,
    Class,
    Counting,
    Distinct,
    Function,
    Instance,
    Listing,
    Mapping,
    Pack,
    Part,
    own_axes,
    table_of,
)
from whygrad.checking.traces import Node

# Going through ----------------------------------------------------------------------------------


def numbers(m: Interpreter, *bounds: Any) -> Counting:
    """`range`."""
    span = range(*(whole_of(m, bound) for bound in bounds))

    def element(place: Any) -> Any:
        if not isinstance(place, Node):
            return span[place]
        if span.start == 0 and span.step == 1:
            return place
        steps = place if span.step == 1 else m.elementwise("multiply", place, m.leaf(span.step))
        return m.elementwise("add", steps, m.leaf(span.start))

    if max(abs(span.start), abs(span.stop)) > sys.maxsize:
        raise Unreadable("a range of such large numbers is not read")
    return Counting(len(span), element, True)


def zipped(m: Interpreter, *values: Any, **how: Any) -> Counting:
    parts = [lists.counted(m, value) for value in values]
    length = min((part.length for part in parts), default=0)
    few = any(part.few for part in parts)
    return Counting(length, lambda k: tuple(part.element(k) for part in parts), few=few)


def enumerated(m: Interpreter, value: Any, start: Any = 0) -> Counting:
    part = lists.counted(m, value)
    first = whole_of(m, start)

    def element(place: Any) -> Any:
        number = place if not first else operators.binary(m, ast.Add, place, first)
        return number, part.element(place)

    return Counting(part.length, element, few=part.few)


def backwards(m: Interpreter, value: Any) -> Counting:
    """`reversed`."""
    part = lists.counted(m, value)

    def element(place: Any) -> Any:
        if isinstance(place, Node):
            return part.element(m.elementwise("subtract", m.leaf(part.length - 1), place))
        return part.element(part.length - 1 - place)

    return Counting(part.length, element)


def mapped(m: Interpreter, function: Any, *values: Any) -> Any:
    """`map`: read as a comprehension."""
    from whygrad.checking.reading import calls, loops
    from whygrad.checking.reading.signals import THROUGH, Flow

    result = lists.listing(m)

    def body(element: Any) -> Flow:
        entries = element if len(values) > 1 else (element,)
        lists.append(m, result, calls.apply(m, function, entries, {}))
        return THROUGH

    counting = zipped(m, *values) if len(values) > 1 else lists.counted(m, values[0])
    loops.run(m, m.here, "map", counting, body)
    return result


def filtered(m: Interpreter, function: Any, value: Any) -> Any:
    from whygrad.checking.reading import calls

    kept = []
    for entry in lists.items_of(m, value):
        found = entry if function is None else calls.apply(m, function, (entry,), {})
        truth = truth_of(m, found)
        if isinstance(truth, Node):
            raise Dependent(truth.loops[-1])
        if truth:
            kept.append(entry)
    return lists.listing(m, kept)


def folded(m: Interpreter, function: Any, value: Any, *start: Any) -> Any:
    """`functools.reduce`."""
    from whygrad.checking.reading import calls

    items = [*start, *lists.items_of(m, value)]
    result = items[0]
    for entry in items[1:]:
        result = calls.apply(m, function, (result, entry), {})
    return result


NONE = object()


def following(m: Interpreter, value: Any, default: Any = NONE) -> Any:
    """`next` of what `iter` or a generator gave: it is read already, its first element goes."""
    items = lists.items_of(m, value)
    if isinstance(value, Listing) and items:
        m.note(value, (), "r")
        m.note(value, (), "w")
        m.write(value, "content", items[1:])
    if not items and default is NONE and m.guarded:
        raise Raised("StopIteration")
    if not items and default is NONE:
        raise Unreadable("`next` of what has no more elements")
    return m.settled(items[0]) if items else default


# Sums and extremes ------------------------------------------------------------------------------


def total(m: Interpreter, value: Any, start: Any = 0) -> Any:
    """`sum`."""
    known(value)
    if isinstance(value, Listing) and not isinstance(m.slot(value, "content"), Pack):
        items = lists.items_of(m, value)
        if items and any(not is_number(known(entry)) for entry in items):
            return one_by_one(m, items, start)
    if not is_number(start) and not isinstance(start, Array):
        return one_by_one(m, lists.items_of(m, value), start)
    if lists.length_of(m, value) == 0:
        return start
    if isinstance(value, Counting):
        value = lists.listing(m, lists.items_of(m, value))
    node = node_of(m, value)
    if node.operation == "leaf" and node.leaf == "stated" and node.value.dtype.kind == "i" and (
        node.value.ndim == 1 and not node.loops and isinstance(start, int)
    ):  # fmt: skip
        return int(node.value.sum()) + start
    if node.value.dtype == bool:
        node = m.node("cast", [node], {"kind": "int64"}, node.loops)
    axis = len(node.loops)
    summed = m.node("sum", [node], {"axis": (axis,), "keepdims": False}, node.loops)
    if isinstance(start, int) and start == 0:
        return m.wrapped(summed)
    return operators.binary(m, ast.Add, m.wrapped(summed), start)


def one_by_one(m: Interpreter, items: Any, start: Any) -> Any:
    result = start
    for entry in items:
        result = operators.binary(m, ast.Add, result, entry)
    return result


def extreme(operation: str) -> Callable[..., Any]:
    """`max` and `min`."""
    row = "maximum" if operation == "max" else "minimum"
    plain = max if operation == "max" else min

    def call(m: Interpreter, *values: Any, key: Any = None, default: Any = None) -> Any:
        if len(values) == 1 and isinstance(values[0], Mapping):
            values = (tuple(m.slot(values[0], "content")),)  # its keys
        if len(values) == 1:
            known(values[0])
            if lists.length_of(m, values[0]) == 0:
                return default
            if key is None and (is_array(values[0]) or is_numeric(m, values[0])):
                node = node_of(m, values[0])
                if not isinstance(m.settled(node), Node) or own_axes(node) != 1:
                    raise Unreadable(f"`{operation}` of rows is not defined")
                return plain_or_node(m, reduce(m, operation, node, None, False))
            values = lists.items_of(m, values[0])
        if key is not None:
            return by_key(m, values, key, plain)
        if all(isinstance(value, int) for value in values):
            return plain(values)
        result = node_of(m, values[0])
        for value in values[1:]:
            result = m.elementwise(row, result, node_of(m, value))
        return m.wrapped(result)

    return call


def plain_or_node(m: Interpreter, node: Node) -> Any:
    """A whole number that the script states stays one."""
    source = node.inputs[0]
    stated = source.operation == "leaf" and source.leaf == "stated" and not source.loops
    return int(node.value) if stated and node.value.dtype.kind == "i" else node


def is_numeric(m: Interpreter, value: Any) -> bool:
    if isinstance(value, Part):
        return True
    if isinstance(value, Listing) and isinstance(m.slot(value, "content"), Pack):
        return True
    return all(is_number(entry) for entry in lists.items_of(m, value))


def by_key(m: Interpreter, values: tuple[Any, ...], key: Any, plain: Any) -> Any:
    from whygrad.checking.reading import calls

    keys = [plain_of(m, calls.apply(m, key, (value,), {})) for value in values]
    return values[keys.index(plain(keys))]


def in_order(m: Interpreter, value: Any, key: Any = None, reverse: Any = False) -> Listing:
    from whygrad.checking.reading import calls

    items = list(lists.items_of(m, value))
    keys = [plain_of(m, calls.apply(m, key, (e,), {}) if key is not None else e) for e in items]
    order = sorted(range(len(items)), key=lambda k: keys[k], reverse=bool(reverse))
    return lists.listing(m, [items[k] for k in order])


def every(operation: str) -> Callable[..., Any]:
    """`all` and `any`."""

    def call(m: Interpreter, value: Any) -> Any:
        if is_array(value) or is_numeric(m, value):
            node = node_of(m, value)
            if not node.value.size:
                return operation == "all"
            return reduce(m, operation, node, None, False)
        truths = [truth_of(m, entry) for entry in lists.items_of(m, value)]
        return (all if operation == "all" else any)(truths)

    return call


# Numbers ----------------------------------------------------------------------------------------


def absolute(m: Interpreter, value: Any) -> Any:
    if isinstance(known(value), int):
        return abs(value)
    return m.wrapped(m.elementwise("absolute", node_of(m, value)))


def to_float(m: Interpreter, value: Any = 0.0) -> Any:
    if isinstance(known(value), str):
        return m.leaf(float(value))
    node = node_of(m, value)
    if own_axes(node):
        shape = node.value.shape[: len(node.loops)]
        node = m.node("reshape", [node], {"shape": shape}, node.loops)
    if node.value.dtype.kind == "f":
        return node
    return m.node("cast", [node], {"kind": "float64"}, node.loops)


def to_whole(m: Interpreter, value: Any = 0, *base: Any) -> Any:
    if isinstance(known(value), str):
        return int(value, *base)
    if isinstance(value, int):
        return int(value)
    node = node_of(m, value)
    stated = node.operation == "leaf" and node.leaf == "stated"
    if not node.loops and node.value.size == 1 and (stated or node.value.dtype.kind == "i"):
        return int(node.value.reshape(()))
    return m.elementwise("cast", m.elementwise("trunc", node), kind="int64")


def to_truth(m: Interpreter, value: Any = False) -> Any:
    return truth_of(m, value)


def rounded(m: Interpreter, value: Any, digits: Any = None) -> Any:
    if isinstance(known(value), int):
        return value
    node = m.elementwise("round", node_of(m, value), decimals=whole_of(m, digits or 0))
    return to_whole(m, node) if digits is None else m.wrapped(node)


def raised(m: Interpreter, value: Any, exponent: Any, modulus: Any = None) -> Any:
    if modulus is not None:
        return pow(whole_of(m, value), whole_of(m, exponent), whole_of(m, modulus))
    return operators.binary(m, ast.Pow, value, exponent)


def divided(m: Interpreter, value: Any, by: Any) -> tuple[Any, Any]:
    parts = (ast.FloorDiv, ast.Mod)
    return tuple(operators.binary(m, part, value, by) for part in parts)


# Containers -------------------------------------------------------------------------------------


def to_list(m: Interpreter, value: Any = ()) -> Any:
    from whygrad.checking.reading.methods import copied

    known(value)
    if isinstance(value, Listing | Part):
        return copied(m, value)
    if isinstance(value, Array):
        node = node_of(m, value)
        if own_axes(node) == 1:
            return lists.of_content(m, Pack(node, 1))
    return lists.listing(m, lists.items_of(m, value))


def to_tuple(m: Interpreter, value: Any = ()) -> tuple[Any, ...]:
    return lists.items_of(m, value)


def to_mapping(m: Interpreter, value: Any = None, **more: Any) -> Mapping:
    from whygrad.checking.reading.methods import update

    result = Mapping(m.loops)
    result.slots["content"] = {}
    if isinstance(value, Counting):
        value = lists.listing(m, lists.items_of(m, value))
    update(m, result, value, **more)
    return result


def to_set(m: Interpreter, value: Any = ()) -> Distinct:
    entries = (plain_of(m, entry) for entry in lists.items_of(m, value))
    return Distinct(tuple(dict.fromkeys(entries)))


def in_format(m: Interpreter, value: Any, how: str = "") -> str:
    """`format(k, "03b")`: a number that a loop counts with is another text in each pass."""
    node = value if isinstance(value, Node) else None
    if node is not None and node.loops:
        raise Dependent(node.loops[-1])
    try:
        return spelling(plain_of(m, value), how)
    except Unreadable:
        return ""


def to_text(m: Interpreter, value: Any = "") -> str:
    try:
        return str(plain_of(m, value))
    except Unreadable:
        return ""


def is_instance(m: Interpreter, value: Any, kind: Any) -> bool:
    kinds = kind if isinstance(kind, tuple) else (kind,)
    return any(is_a(m, value, entry) for entry in kinds)


def is_a(m: Interpreter, value: Any, kind: Any) -> bool:
    if isinstance(kind, Class):
        return isinstance(value, Instance) and has_base(value.kind, kind)
    name = getattr(kind, "name", "")
    node = value if isinstance(value, Node) else None
    real = node is not None and node.value.dtype.kind == "f"
    return {
        "list": isinstance(value, Listing | Part),
        "tuple": isinstance(value, tuple),
        "dict": isinstance(value, Mapping),
        "str": isinstance(value, str),
        "set": isinstance(value, Distinct),
        "int": isinstance(value, int) or (node is not None and node.value.dtype.kind == "i"),
        "float": real or isinstance(value, float),
        "bool": isinstance(value, bool) or (node is not None and node.value.dtype.kind == "b"),
        "ndarray": isinstance(value, Array),
        "floating": real,
        "integer": node is not None and node.value.dtype.kind == "i",
    }.get(name, False)


def has_base(kind: Class, wanted: Class) -> bool:
    return wanted in kind.lineage()


def attribute(m: Interpreter, value: Any, name: Any, *default: Any) -> Any:
    from whygrad.checking.reading.attributes import attribute as found

    if default and not has_attribute(m, value, name):
        return default[0]
    return found(m, value, plain_of(m, name))


def set_attribute(m: Interpreter, value: Any, name: Any, new: Any) -> None:
    from whygrad.checking.reading import attributes, targets

    key = plain_of(m, name)
    attributes.set_attribute(m, value, key, new)
    syntax = m.here.args[0] if isinstance(m.here, ast.Call) and m.here.args else None
    owner = "object" if syntax is None else targets.spelled(m, syntax)
    targets.recorded(m, f"{owner}.{key}", new, "assign")


def has_attribute(m: Interpreter, value: Any, name: Any) -> bool:
    from whygrad.checking.reading.attributes import attribute as found

    try:
        found(m, value, plain_of(m, name))
    except Unreadable:
        return False
    return True


def variables(m: Interpreter, value: Any = None) -> Mapping:
    """`vars`, `globals`: the names and what they hold, as they are now."""
    holder = m.scope.module if value is None else known(value)
    result = Mapping(m.loops)
    result.slots["content"] = {
        key: m.settled(entry) for key, entry in holder.slots.items() if isinstance(key, str)
    }
    return result


def marked(kind: str) -> Callable[..., Any]:
    """`staticmethod(f)` and its like, called instead of written above a function."""

    def call(m: Interpreter, function: Any, *more: Any, **how: Any) -> Any:
        if not isinstance(known(function), Function):
            return function
        return replace(function, kind=kind)

    return call


def kind_of(m: Interpreter, value: Any) -> Any:
    return value.kind if isinstance(value, Instance) else Builtin(type(value).__name__, nothing)


def nothing(m: Interpreter, *values: Any, **how: Any) -> None:
    return None


def callable_(m: Interpreter, value: Any) -> bool:
    return isinstance(value, Function | Builtin | Class)


def unreadable(name: str) -> Callable[..., Any]:
    def call(m: Interpreter, *values: Any, **how: Any) -> Any:
        raise Unreadable(f"`{name}` reads from outside the script")

    return call


BUILTINS: dict[str, Any] = {
    **table_of({
            "range": numbers, "zip": zipped, "enumerate": enumerated, "reversed": backwards,
            "map": mapped, "filter": filtered, "next": following, "iter": to_list, "sum": total,
            "max": extreme("max"), "min": extreme("min"), "sorted": in_order, "all": every("all"),
            "any": every("any"), "abs": absolute, "float": to_float, "int": to_whole,
            "bool": to_truth, "round": rounded, "pow": raised, "divmod": divided,
            "len": lists.length_of, "list": to_list, "tuple": to_tuple, "dict": to_mapping,
            "set": to_set, "frozenset": to_set, "str": to_text, "repr": to_text,
            "format": in_format, "isinstance": is_instance,
            "getattr": attribute, "setattr": set_attribute, "hasattr": has_attribute,
            "type": kind_of, "print": nothing, "super": nothing, "callable": callable_,
            "id": lambda m, v: id(v), "object": nothing, "property": marked("property"),
            "staticmethod": marked("static"),
            "classmethod": marked("class"),
            "vars": variables, "globals": variables, "locals": variables,
            "chr": lambda m, v: chr(whole_of(m, v)), "ord": lambda m, v: ord(plain_of(m, v)),
            "hash": lambda m, v: 0, "slice": lambda m, *v: slice(*v), "exit": nothing,
            "quit": nothing, "issubclass": lambda m, a, b: has_base(a, b), "dir": nothing,
            "open": surroundings.opened, "input": unreadable("input"),
            "exec": unreadable("exec"), "eval": unreadable("eval"),
    }),
    "__name__": "__main__", "__file__": "script.py", "Ellipsis": Ellipsis,
    "NotImplemented": None,
    **{name: Builtin(name, nothing) for name in (
        "Exception", "ValueError", "TypeError", "RuntimeError", "KeyError", "IndexError",
        "NotImplementedError", "AssertionError", "StopIteration", "ZeroDivisionError",
        "OverflowError", "FileNotFoundError", "OSError", "IOError", "ImportError", "EOFError",
        "ModuleNotFoundError", "KeyboardInterrupt", "SystemExit", "AttributeError",
        "ArithmeticError", "FloatingPointError", "LookupError", "UserWarning", "Warning",
        "BaseException")},
}  # fmt: skip
