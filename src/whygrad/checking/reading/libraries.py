"""The members of the modules that scripts import."""

from __future__ import annotations

import ast
import math
from typing import Any

from whygrad.checking.reading import (
    builtins,
    datasets,
    elementwise,
    makers,
    operators,
    products,
    randoms,
    reductions,
    selections,
    shapes,
)
from whygrad.checking.reading.copying import copied, deeply_copied
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.iterating import ITERTOOLS
from whygrad.checking.reading.numbers import node_of
from whygrad.checking.reading.values import (
    Builtin,
    Class,
    Default,
    Instance,
    Mapping,
    Module,
    own_axes,
    own_shape,
    table_of,
)

CONSTANTS: dict[str, Any] = {
    "pi": math.pi, "e": math.e, "inf": math.inf, "nan": math.nan, "euler_gamma": 0.5772156649015329,
}  # fmt: skip
KINDS = {
    name: Builtin(name, builtins.to_float)
    for name in ("float64", "float32", "float16", "double", "single", "longdouble", "float_")
} | {
    name: Builtin(name, builtins.to_whole)
    for name in ("int64", "int32", "int16", "int8", "uint8", "intp", "int_", "uint32", "uint64")
} | {
    name: Builtin(name, builtins.nothing)
    for name in ("ndarray", "bool_", "floating", "integer", "generic", "number")
}  # fmt: skip


def vectorized(m: Interpreter, function: Any, *values: Any, **how: Any) -> Builtin:
    """`np.vectorize`: a function of one number, of all entries of an array."""

    def call(m: Interpreter, value: Any) -> Any:
        node = node_of(m, value)
        if not own_axes(node):
            return _apply(m, function, (value,), {})
        flat = shapes.flatten(m, value)
        found = makers.array(m, builtins.mapped(m, function, flat))
        return shapes.reshape(m, found, own_shape(node))

    return Builtin("vectorize", call)


def close(m: Interpreter, one: Any, two: Any, **how: Any) -> Any:
    return elementwise.close(m, one, two)


def plain(function: Any) -> Any:
    """A function of whole numbers."""

    def call(m: Interpreter, *values: Any) -> Any:
        from whygrad.checking.reading.numbers import plain_of

        return function(*(plain_of(m, value) for value in values))

    return call


def floor(operation: str) -> Any:
    def call(m: Interpreter, value: Any) -> Any:
        return builtins.to_whole(m, m.elementwise(operation, node_of(m, value)))

    return call


def exact_sum(m: Interpreter, values: Any) -> Any:
    return builtins.total(m, values)


def log(m: Interpreter, value: Any, base: Any = None) -> Any:
    result = elementwise.one(m, "log", value)
    return result if base is None else elementwise.two(
        m, "divide", result, elementwise.one(m, "log", base)
    )  # fmt: skip


MATH: dict[str, Any] = {
    **CONSTANTS, "tau": math.tau,
    **{name: Builtin(name, elementwise.of_number(row)) for name, row in elementwise.ONE.items()},
    **table_of({
        "pow": elementwise.universal("power", 2), "fmod": elementwise.universal("remainder", 2),
        "log": log, "floor": floor("floor"), "ceil": floor("ceil"), "trunc": floor("trunc"),
        "isclose": close, "fsum": exact_sum, "prod": reductions.TABLE["prod"].call,
        "factorial": plain(math.factorial), "gcd": plain(math.gcd), "comb": plain(math.comb),
        "hypot": lambda m, *v: reductions.norm(m, tuple(v)),
        "dist": lambda m, a, b: reductions.norm(
            m, m.wrapped(m.elementwise("subtract", node_of(m, a), node_of(m, b)))),
        "sumprod": products.dot,
    }),
}  # fmt: skip
NUMPY: dict[str, Any] = {
    **CONSTANTS, "PI": math.pi, "Inf": math.inf, "NaN": math.nan, "newaxis": None,
    **KINDS, **elementwise.TABLE, **reductions.TABLE, **shapes.TABLE, **makers.TABLE,
    **products.TABLE, **selections.TABLE,
    "vectorize": Builtin("vectorize", vectorized), "random": Module("numpy.random"),
    "linalg": Module("numpy.linalg"),
    "float": Builtin("float", builtins.to_float), "int": Builtin("int", builtins.to_whole),
    "bool": Builtin("bool", builtins.to_truth), "testing": Module("numpy.testing"),
    "s_": Builtin("s_", lambda m, index: index), "finfo": Builtin("finfo", lambda m, *k:
                                                                 Module("numpy.finfo")),
}  # fmt: skip
SCIPY = {
    "expit": elementwise.TABLE["expit"], "erf": elementwise.TABLE["erf"],
    "softmax": Builtin("softmax", elementwise.softmax),
    "logsumexp": Builtin("logsumexp", reductions.log_sum),
}  # fmt: skip


def field(m: Interpreter, *values: Any, **how: Any) -> Any:
    return Default(how["default_factory"]) if "default_factory" in how else how.get("default")


def namespace(m: Interpreter, *values: Any, **how: Any) -> Instance:
    instance = Instance(Class("SimpleNamespace", ()), m.loops)
    instance.slots.update(how)
    return instance


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


TABLES: dict[str, dict[str, Any]] = {
    "numpy": NUMPY,
    "numpy.random": {**randoms.NUMPY},
    "numpy.linalg": {**products.LINEAR},
    "numpy.finfo": {"eps": 2.220446049250313e-16, "max": 1.7976931348623157e308, "tiny": 2.3e-308},
    "numpy.testing": {name: Builtin(name, builtins.nothing) for name in (
        "assert_allclose", "assert_array_equal", "assert_almost_equal")},
    "math": MATH,
    "random": randoms.PLAIN,
    "copy": {"copy": Builtin("copy", copied), "deepcopy": Builtin("deepcopy", deeply_copied)},
    "functools": {"reduce": Builtin("reduce", builtins.folded),
                  "partial": Builtin("partial", lambda m, f, *v, **h: Builtin(
                      "partial", lambda m2, *w, **k: _apply(m2, f, (*v, *w), {**h, **k})))},
    "itertools": ITERTOOLS,
    "dataclasses": {"field": Builtin("field", field),
                    "dataclass": Builtin("dataclass", lambda m, kind=None, **how: kind)},
    "types": {"SimpleNamespace": Builtin("SimpleNamespace", namespace)},
    "collections": {"namedtuple": Builtin("namedtuple", named_tuple),
                    "defaultdict": Builtin("defaultdict", default_mapping),
                    "OrderedDict": Builtin("dict", builtins.to_mapping),
                    "deque": Builtin("deque", lambda m, v=(), maxlen=None: builtins.to_list(m, v))},
    "operator": {name: Builtin(name, lambda m, a, b, kind=kind: operators.binary(m, kind, a, b))
                 for name, kind in (("add", ast.Add), ("mul", ast.Mult),
                                    ("sub", ast.Sub), ("matmul", ast.MatMult),
                                    ("truediv", ast.Div))},
    "sklearn.datasets": datasets.DATASETS,
    "sklearn.model_selection": datasets.SPLITTING,
    "sklearn.utils": datasets.SHUFFLING,
    "scipy": {"special": Module("scipy.special")},
    "scipy.special": SCIPY,
}  # fmt: skip


def _apply(m: Interpreter, function: Any, values: Any, keywords: Any) -> Any:
    from whygrad.checking.reading.calls import apply

    return apply(m, function, values, keywords)
