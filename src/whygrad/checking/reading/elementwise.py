"""NumPy's and math's functions that work entry by entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from whygrad.checking.reading import arrays, operators
from whygrad.checking.reading.interpreter import Interpreter, known
from whygrad.checking.reading.numbers import is_number, node_of
from whygrad.checking.reading.signals import Unreadable
from whygrad.checking.reading.values import Array, Builtin, table_of

ONE = {
    "negative": "negative", "absolute": "absolute", "abs": "absolute", "fabs": "absolute",
    "square": "square", "sqrt": "sqrt", "cbrt": "cbrt", "reciprocal": "reciprocal", "exp": "exp",
    "exp2": "exp2", "expm1": "expm1", "log": "log", "log1p": "log1p", "log2": "log2",
    "log10": "log10", "sin": "sin", "cos": "cos", "tan": "tan", "arcsin": "arcsin",
    "arccos": "arccos", "arctan": "arctan", "sinh": "sinh", "cosh": "cosh", "tanh": "tanh",
    "arcsinh": "arcsinh", "arccosh": "arccosh", "arctanh": "arctanh", "asinh": "arcsinh",
    "acosh": "arccosh", "atanh": "arctanh", "sign": "sign", "floor": "floor", "ceil": "ceil",
    "trunc": "trunc", "fix": "trunc", "rint": "round", "isnan": "isnan", "isfinite": "isfinite",
    "isinf": "isinf", "logical_not": "logical_not", "positive": "identity", "invert": "logical_not",
    "bitwise_not": "logical_not", "bitwise_invert": "logical_not", "conj": "identity",
    "conjugate": "identity", "real": "identity", "real_if_close": "identity",
    "asin": "arcsin", "acos": "arccos", "atan": "arctan", "erf": "erf", "expit": "sigmoid",
}  # fmt: skip
TWO = {
    "add": "add", "subtract": "subtract", "multiply": "multiply", "divide": "divide",
    "true_divide": "divide", "power": "power", "float_power": "power", "pow": "power",
    "floor_divide": "floor_divide", "mod": "remainder", "remainder": "remainder",
    "fmod": "remainder", "maximum": "maximum", "minimum": "minimum", "fmax": "maximum",
    "fmin": "minimum", "logaddexp": "logaddexp", "heaviside": "heaviside", "greater": "greater",
    "greater_equal": "greater_equal", "less": "less", "less_equal": "less_equal",
    "equal": "equal", "not_equal": "not_equal", "logical_and": "logical_and",
    "logical_or": "logical_or", "logical_xor": "logical_xor", "bitwise_and": "logical_and",
    "bitwise_or": "logical_or", "bitwise_xor": "logical_xor", "arctan2": "arctan2",
    "atan2": "arctan2",
}  # fmt: skip
ARITHMETIC = frozenset(operators.ARITHMETIC.values())


def one(m: Interpreter, operation: str, value: Any) -> Any:
    node = node_of(m, value)
    if operation == "identity":
        return m.wrapped(node)
    if operation == "negative":
        node = operators.counting(m, node)
    if operation in ("log", "log2", "log10"):
        node = operators.unguarded(m, node)
    return m.wrapped(m.elementwise(operation, node))


def two(m: Interpreter, operation: str, left: Any, right: Any) -> Any:
    one, other = node_of(m, left), node_of(m, right)
    if operation in ARITHMETIC:
        return m.wrapped(operators.arithmetic(m, operation, one, other))
    return m.wrapped(m.elementwise(operation, one, other))


def universal(operation: str, count: int) -> Callable[..., Any]:
    """A NumPy function of one or two arguments, with `out` and `where`."""

    def call(m: Interpreter, *values: Any, out: Any = None, where: Any = True, **how: Any) -> Any:
        if len(values) == count + 1:
            values, out = values[:-1], values[-1]
        if len(values) != count:
            raise Unreadable(f"{len(values)} values for a function of {count}")
        known(out)
        result = one(m, operation, *values) if count == 1 else two(m, operation, *values)
        if where is not True:
            base = out if out is not None else m.leaf(0.0)
            nodes = [node_of(m, part) for part in (where, result, base)]
            result = m.wrapped(m.elementwise("where", *nodes))
        return into(m, out, result)

    return call


def into(m: Interpreter, out: Any, result: Any) -> Any:
    """A result, written into the array given as `out`."""
    if isinstance(out, tuple):
        out = out[0]
    if not isinstance(out, Array):
        return result
    arrays.store(m, out, None, node_of(m, result))
    return out


def clip(
    m: Interpreter, value: Any, low: Any = None, high: Any = None, out: Any = None, **how: Any
) -> Any:
    """Bounded by minimum and maximum: between the bounds its slope is 1."""
    low = next((b for b in (low, how.get("min"), how.get("a_min")) if b is not None), None)
    high = next((b for b in (high, how.get("max"), how.get("a_max")) if b is not None), None)
    node = node_of(m, value)
    if low is not None:
        node = m.elementwise("maximum", node, node_of(m, low))
    if high is not None:
        node = m.elementwise("minimum", node, node_of(m, high))
    return into(m, out, m.wrapped(node))


def where(m: Interpreter, condition: Any, yes: Any = None, no: Any = None) -> Any:
    if yes is None:
        from whygrad.checking.reading.selections import nonzero

        return nonzero(m, condition)
    nodes = [node_of(m, value) for value in (condition, yes, no)]
    return m.wrapped(m.elementwise("where", *nodes))


def select(m: Interpreter, conditions: Any, choices: Any, default: Any = 0) -> Any:
    from whygrad.checking.reading import lists

    result = node_of(m, default)
    pairs = zip(lists.items_of(m, conditions), lists.items_of(m, choices), strict=True)
    for condition, choice in reversed(list(pairs)):
        result = m.elementwise("where", node_of(m, condition), node_of(m, choice), result)
    return m.wrapped(result)


def rounded(m: Interpreter, value: Any, decimals: Any = 0, **how: Any) -> Any:
    from whygrad.checking.reading.numbers import whole_of

    places = whole_of(m, decimals or 0)
    return m.wrapped(m.elementwise("round", node_of(m, value), decimals=places))


def close(m: Interpreter, one: Any, two: Any, **how: Any) -> Any:
    return m.wrapped(m.elementwise("isclose", node_of(m, one), node_of(m, two)))


def clean(m: Interpreter, value: Any, **how: Any) -> Any:
    """`nan_to_num`: 0 where an entry is no number."""
    node = node_of(m, value)
    return m.wrapped(m.elementwise("where", m.elementwise("isnan", node), m.leaf(0.0), node))


def sinc(m: Interpreter, value: Any) -> Any:
    """`sin(pi x) / (pi x)`; NumPy puts a tiny number in place of 0."""
    node = m.elementwise("multiply", node_of(m, value), m.leaf(np.pi))
    zero = m.elementwise("equal", node, m.leaf(0.0))
    node = m.elementwise("where", zero, m.leaf(1e-20 * np.pi), node)
    return m.wrapped(m.elementwise("divide", m.elementwise("sin", node), node))


def hypot(m: Interpreter, one: Any, two: Any) -> Any:
    squares = [m.elementwise("square", node_of(m, value)) for value in (one, two)]
    return m.wrapped(m.elementwise("sqrt", m.elementwise("add", *squares)))


def times(factor: float) -> Callable[..., Any]:
    def call(m: Interpreter, value: Any) -> Any:
        return m.wrapped(m.elementwise("multiply", node_of(m, value), m.leaf(factor)))

    return call


def log_sum_of_two(m: Interpreter, one: Any, two: Any) -> Any:
    """`logaddexp2`."""
    parts = [m.elementwise("multiply", node_of(m, v), m.leaf(np.log(2))) for v in (one, two)]
    return m.wrapped(m.elementwise("divide", m.elementwise("logaddexp", *parts),
                                   m.leaf(np.log(2))))  # fmt: skip


def with_sign(m: Interpreter, value: Any, sign: Any) -> Any:
    """`copysign`."""
    size = m.elementwise("absolute", node_of(m, value))
    below = m.elementwise("less", node_of(m, sign), m.leaf(0.0))
    return m.wrapped(m.elementwise("where", below, m.elementwise("negative", size), size))


def parts(m: Interpreter, value: Any, by: Any) -> tuple[Any, Any]:
    """`divmod`."""
    one, two = node_of(m, value), node_of(m, by)
    names = ("floor_divide", "remainder")
    return tuple(m.wrapped(operators.arithmetic(m, name, one, two)) for name in names)


def softmax(m: Interpreter, value: Any, axis: Any = None) -> Any:
    from whygrad.checking.reading.reductions import reduced

    node = node_of(m, value)
    raised = m.elementwise("exp", m.elementwise(
        "subtract", node, node_of(m, reduced(m, "max", value, axis, True))))  # fmt: skip
    total = node_of(m, reduced(m, "sum", m.wrapped(raised), axis, True))
    return m.wrapped(m.elementwise("divide", raised, total))


def of_number(operation: str) -> Callable[..., Any]:
    """A function of `math`: of one number."""

    def call(m: Interpreter, value: Any) -> Any:
        if not is_number(known(value)):
            raise Unreadable("a function of `math` takes one number")
        return one(m, operation, value)

    return call


TABLE: dict[str, Any] = {
    **{name: Builtin(name, universal(row, 1)) for name, row in ONE.items()},
    **{name: Builtin(name, universal(row, 2)) for name, row in TWO.items()},
    **table_of({
            "clip": clip, "where": where, "select": select, "round": rounded, "around": rounded,
            "isclose": close, "nan_to_num": clean, "sinc": sinc, "hypot": hypot,
            "logaddexp2": log_sum_of_two, "copysign": with_sign, "divmod": parts,
            "deg2rad": times(np.pi / 180), "radians": times(np.pi / 180),
            "rad2deg": times(180 / np.pi), "degrees": times(180 / np.pi),
    }),
}  # fmt: skip
