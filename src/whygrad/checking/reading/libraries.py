"""The members of the modules that scripts import."""

from __future__ import annotations

import ast
import math
from typing import Any

from whygrad.checking.reading import (
    applying,
    builtins,
    computed,
    datasets,
    distributions,
    elementwise,
    makers,
    moving,
    operators,
    products,
    reductions,
    selections,
    shapes,
    small,
    surroundings,
    walking,
)
from whygrad.checking.reading.copying import copied, deeply_copied
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.iterating import ITERTOOLS
from whygrad.checking.reading.numbers import node_of
from whygrad.checking.reading.signals import Unreadable
from whygrad.checking.reading.values import (
    Builtin,
    Module,
    table_of,
)

CONSTANTS: dict[str, Any] = {
    "pi": math.pi, "e": math.e, "inf": math.inf, "nan": math.nan, "euler_gamma": 0.5772156649015329,
}  # fmt: skip
GROWING = (math.factorial, math.comb, math.perm)
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


def close(m: Interpreter, one: Any, two: Any, **how: Any) -> Any:
    return elementwise.close(m, one, two)


def plain(function: Any) -> Any:
    """A function of whole numbers."""

    def call(m: Interpreter, *values: Any) -> Any:
        from whygrad.checking.reading.numbers import plain_of

        given = [plain_of(m, value) for value in values]
        if function in GROWING and growth(*given) > operators.BITS:
            raise Unreadable(f"`math.{function.__name__}` of so large a number is not read")
        return function(*given)

    return call


def growth(number: int, *chosen: Any) -> int:
    """How many bits a factorial, or a number of choices, may have."""
    factors = min(number, *(entry for entry in chosen if entry is not None), number)
    return int(number).bit_length() * int(factors)


def real(function: Any) -> Any:
    """A function of a real number that does not depend on a parameter."""

    def call(m: Interpreter, value: Any) -> Any:
        node = node_of(m, value)
        if computed.is_learned(node) or node.loops:
            raise Unreadable(f"the slope of `math.{function.__name__}` is not known here")
        return m.leaf(function(float(node.value)))

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
        "lcm": plain(math.lcm), "isqrt": plain(math.isqrt), "perm": plain(math.perm),
        "atan2": elementwise.universal("arctan2", 2), "copysign": elementwise.with_sign,
        "degrees": elementwise.times(180 / math.pi), "radians": elementwise.times(math.pi / 180),
        "gamma": real(math.gamma), "lgamma": real(math.lgamma),
        "erfc": lambda m, value: operators.binary(
            m, ast.Sub, 1, elementwise.one(m, "erf", value)),
        "hypot": lambda m, *v: reductions.norm(m, tuple(v)),
        "dist": lambda m, a, b: reductions.norm(
            m, m.wrapped(m.elementwise("subtract", node_of(m, a), node_of(m, b)))),
        "sumprod": products.dot,
    }),
}  # fmt: skip
NUMPY: dict[str, Any] = {
    **computed.TABLE, **surroundings.NUMPY, **CONSTANTS, "PI": math.pi, "Inf": math.inf,
    "NaN": math.nan, "newaxis": None, **KINDS, **elementwise.TABLE, **reductions.TABLE,
    **shapes.TABLE, **makers.TABLE, **products.TABLE, **selections.TABLE, **moving.TABLE,
    **applying.TABLE, **walking.TABLE, "random": Module("numpy.random"),
    "linalg": Module("numpy.linalg"), "lib": Module("numpy.lib"),
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


TABLES: dict[str, dict[str, Any]] = {
    **surroundings.TABLES,
    "numpy": NUMPY,
    "numpy.random": distributions.NUMPY,
    "numpy.linalg": {**computed.LINEAR, **products.LINEAR},
    "numpy.lib": {"stride_tricks": Module("numpy.lib.stride_tricks")},
    "numpy.lib.stride_tricks": moving.STRIDES,
    "numpy.finfo": {"eps": 2.220446049250313e-16, "max": 1.7976931348623157e308, "tiny": 2.3e-308},
    "numpy.testing": {name: Builtin(name, builtins.nothing) for name in (
        "assert_allclose", "assert_array_equal", "assert_almost_equal")},
    "math": MATH,
    "random": distributions.PLAIN,
    "copy": {"copy": Builtin("copy", copied), "deepcopy": Builtin("deepcopy", deeply_copied)},
    "functools": small.FUNCTOOLS, "numba": small.NUMBA, "operator": small.OPERATOR,
    "statistics": small.STATISTICS, "collections": small.COLLECTIONS,
    "itertools": ITERTOOLS,
    "dataclasses": small.DATACLASSES,
    "types": {"SimpleNamespace": Builtin("SimpleNamespace", small.namespace)},
    "sklearn.datasets": datasets.DATASETS,
    "sklearn.model_selection": datasets.SPLITTING,
    "sklearn.utils": datasets.SHUFFLING, "sklearn.preprocessing": datasets.PREPARATION,
    **{f"{name}.datasets": datasets.PICTURES for name in ("keras", "tensorflow.keras")},
    **{f"keras.datasets.{name}": datasets.LOADING for name in datasets.PICTURES},
    "scipy": {"special": Module("scipy.special")},
    "scipy.special": SCIPY,
}  # fmt: skip
