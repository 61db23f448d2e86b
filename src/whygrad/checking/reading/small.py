"""Small modules of Python's library: `operator`, `statistics`, `collections`, `functools`."""

from __future__ import annotations

import ast
from collections import Counter
from typing import Any

from whygrad.checking.reading import builtins, lists, operators, reductions
from whygrad.checking.reading.calls import apply
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.numbers import node_of, plain_of, whole_of
from whygrad.checking.reading.subscripts import item, mapping_item
from whygrad.checking.reading.values import Builtin, Class, Default, Instance, Mapping, table_of

BINARY = {
    "add": ast.Add, "sub": ast.Sub, "mul": ast.Mult, "truediv": ast.Div, "pow": ast.Pow,
    "mod": ast.Mod, "floordiv": ast.FloorDiv, "matmul": ast.MatMult, "and_": ast.BitAnd,
    "or_": ast.BitOr, "xor": ast.BitXor,
}  # fmt: skip
COMPARING = {
    "gt": ast.Gt, "ge": ast.GtE, "lt": ast.Lt, "le": ast.LtE, "eq": ast.Eq, "ne": ast.NotEq,
    "is_": ast.Is, "is_not": ast.IsNot,
}  # fmt: skip


def binary(kind: type) -> Any:
    return lambda m, one, two: operators.binary(m, kind, one, two)


def comparing(kind: type) -> Any:
    return lambda m, one, two: operators.compared(m, kind, one, two)


def entry_of(m: Interpreter, value: Any, key: Any) -> Any:
    if isinstance(value, Mapping):
        return mapping_item(m, value, plain_of(m, key))
    from whygrad.checking.reading.subscripts import index_of

    return item(m, value, index_of(m, key))


def getter(one: Any) -> Any:
    """`itemgetter` and `attrgetter`: of several keys a tuple."""

    def make(m: Interpreter, *keys: Any) -> Builtin:
        def call(m: Interpreter, value: Any) -> Any:
            found = tuple(one(m, value, key) for key in keys)
            return found[0] if len(found) == 1 else found

        return Builtin("getter", call)

    return make


def attribute_of(m: Interpreter, value: Any, path: Any) -> Any:
    from whygrad.checking.reading.attributes import attribute

    for name in path.split("."):
        value = attribute(m, value, name)
    return value


def method_caller(m: Interpreter, name: Any, *values: Any, **how: Any) -> Builtin:
    return Builtin("methodcaller", lambda m, owner: apply(
        m, attribute_of(m, owner, name), values, how))  # fmt: skip


OPERATOR: dict[str, Any] = table_of({
    **{name: binary(kind) for name, kind in BINARY.items()},
    **{f"i{name.rstrip('_')}": binary(kind) for name, kind in BINARY.items()},
    **{name: comparing(kind) for name, kind in COMPARING.items()},
    "neg": lambda m, a: operators.unary(m, ast.USub, a), "pos": lambda m, a: a,
    "not_": lambda m, a: operators.unary(m, ast.Not, a), "abs": builtins.absolute,
    "getitem": entry_of, "itemgetter": getter(entry_of), "attrgetter": getter(attribute_of),
    "methodcaller": method_caller, "contains": operators.contains,
})  # fmt: skip


# Statistics -------------------------------------------------------------------------------------


def mean(m: Interpreter, values: Any, **how: Any) -> Any:
    return reductions.reduced(m, "mean", items(m, values), None, False)


def items(m: Interpreter, values: Any) -> Any:
    return lists.listing(m, lists.items_of(m, values))


def spread(root: bool, lost: int) -> Any:
    def call(m: Interpreter, values: Any, *more: Any) -> Any:
        found = reductions.variance(m, items(m, values), ddof=lost)
        return m.wrapped(m.elementwise("sqrt", node_of(m, found))) if root else found

    return call


def middle(m: Interpreter, values: Any) -> Any:
    ordered = [plain_of(m, entry) for entry in lists.items_of(m, builtins.in_order(m, values))]
    half = len(ordered) // 2
    return m.leaf((ordered[half] + ordered[-half - 1]) / 2)


STATISTICS: dict[str, Any] = table_of({
    "mean": mean, "fmean": mean, "median": middle, "pstdev": spread(True, 0),
    "stdev": spread(True, 1), "pvariance": spread(False, 0), "variance": spread(False, 1),
})  # fmt: skip


# Containers -------------------------------------------------------------------------------------


def counter(m: Interpreter, values: Any = ()) -> Mapping:
    """`Counter`: how often each is there."""
    result = Mapping(m.loops, Builtin("int", lambda m: 0))
    counts = Counter(plain_of(m, entry) for entry in lists.items_of(m, values))
    result.slots["content"] = dict(counts)
    return result


def named_tuple(m: Interpreter, name: Any, fields: Any, **how: Any) -> Class:
    kind = Class(name, ())
    names = fields.replace(",", " ").split() if isinstance(fields, str) else (
        operators.plain_list(m, fields)
    )  # fmt: skip
    kind.fields, kind.grouped = tuple(names), True
    return kind


def default_mapping(m: Interpreter, factory: Any = None, *values: Any) -> Mapping:
    result = Mapping(m.loops, factory)
    result.slots["content"] = {}
    return result


def queue(m: Interpreter, values: Any = (), maxlen: Any = None) -> Any:
    """`deque`; one of a largest length forgets its oldest elements."""
    result = builtins.to_list(m, values)
    if maxlen is not None:
        length = whole_of(m, maxlen)
        result.slots["maxlen"] = length
        result.slots["content"] = lists.items_of(m, result)[-length:]
    return result


COLLECTIONS: dict[str, Any] = table_of({
    "namedtuple": named_tuple, "defaultdict": default_mapping, "deque": queue,
    "OrderedDict": builtins.to_mapping, "Counter": counter, "ChainMap": builtins.to_mapping,
})  # fmt: skip


# Objects with fields ----------------------------------------------------------------------------


def replaced(m: Interpreter, value: Instance, **new: Any) -> Instance:
    """`dataclasses.replace` and a named tuple's `_replace`."""
    result = Instance(value.kind, m.loops)
    result.slots.update({name: m.slot(value, name) for name in value.kind.fields} | new)
    return result


def as_mapping(m: Interpreter, value: Instance) -> Mapping:
    result = Mapping(m.loops)
    result.slots["content"] = {name: m.slot(value, name) for name in value.kind.fields}
    return result


def field(m: Interpreter, *values: Any, **how: Any) -> Any:
    return Default(how["default_factory"]) if "default_factory" in how else how.get("default")


def fields_of(m: Interpreter, value: Any) -> Any:
    kind = value.kind if isinstance(value, Instance) else value
    return tuple(namespace(m, name=name) for name in kind.fields)


def namespace(m: Interpreter, *values: Any, **how: Any) -> Instance:
    instance = Instance(Class("SimpleNamespace", ()), m.loops)
    instance.slots.update(how)
    return instance


DATACLASSES: dict[str, Any] = table_of({
    "field": field, "dataclass": lambda m, kind=None, **how: kind, "replace": replaced,
    "asdict": as_mapping, "fields": fields_of,
    "astuple": lambda m, value: tuple(m.slot(value, name) for name in value.kind.fields),
})  # fmt: skip
TUPLES: dict[str, Any] = {"_replace": replaced, "_asdict": as_mapping}


# Functions --------------------------------------------------------------------------------------


def partial(m: Interpreter, function: Any, *values: Any, **how: Any) -> Builtin:
    return Builtin("partial", lambda m, *more, **others: apply(
        m, function, (*values, *more), {**how, **others}))  # fmt: skip


def same(m: Interpreter, function: Any = None, *values: Any, **how: Any) -> Any:
    """A decorator that changes nothing, with arguments or without."""
    from whygrad.checking.reading.values import Function

    if isinstance(function, Function | Builtin | Class) and not values and not how:
        return function
    return Builtin("same", lambda m, found: found)


def wrapping(m: Interpreter, *values: Any, **how: Any) -> Builtin:
    """`wraps(f)`: the function that it stands on stays as it is."""
    return Builtin("wraps", lambda m, found: found)


FUNCTOOLS: dict[str, Any] = table_of({
    "reduce": builtins.folded, "partial": partial, "lru_cache": same, "cache": same,
    "wraps": wrapping, "cached_property": same, "total_ordering": same, "singledispatch": same,
})  # fmt: skip
NUMBA: dict[str, Any] = table_of({
    "jit": same, "njit": same, "vectorize": same, "prange": builtins.numbers,
})  # fmt: skip
