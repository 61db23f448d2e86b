"""Arithmetic, comparison and products of values."""

from __future__ import annotations

import ast
import math
import operator
import string
from collections.abc import Callable
from typing import Any

import numpy as np

from whygrad.checking.operations import LARGE as FAST
from whygrad.checking.reading import lists
from whygrad.checking.reading.interpreter import Interpreter, known
from whygrad.checking.reading.numbers import (
    COMPARISON,
    is_array,
    is_number,
    node_of,
    plain_of,
    whole_of,
)
from whygrad.checking.reading.signals import Dependent, Unreadable
from whygrad.checking.reading.values import (
    Array,
    Distinct,
    Instance,
    Listing,
    Mapping,
    Part,
    Quiet,
    own_axes,
    own_shape,
)
from whygrad.checking.traces import Node

ARITHMETIC: dict[type, str] = {
    ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply", ast.Div: "divide",
    ast.Pow: "power", ast.FloorDiv: "floor_divide", ast.Mod: "remainder",
    ast.BitAnd: "logical_and", ast.BitOr: "logical_or", ast.BitXor: "logical_xor",
}  # fmt: skip
METHODS: dict[type, str] = {
    ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "truediv", ast.Pow: "pow",
    ast.FloorDiv: "floordiv", ast.Mod: "mod", ast.MatMult: "matmul", ast.RShift: "rshift",
    ast.BitOr: "or", ast.BitAnd: "and", ast.Lt: "lt", ast.Gt: "gt", ast.LtE: "le",
    ast.GtE: "ge", ast.Eq: "eq", ast.NotEq: "ne",
}  # fmt: skip
PLAIN: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
    ast.Div: operator.truediv, ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod,
    ast.BitAnd: operator.and_, ast.BitOr: operator.or_, ast.BitXor: operator.xor,
    ast.LShift: operator.lshift, ast.RShift: operator.rshift,
}  # fmt: skip
COMPARISONS: dict[type, str] = {
    ast.Gt: "greater", ast.GtE: "greater_equal", ast.Lt: "less", ast.LtE: "less_equal",
    ast.Eq: "equal", ast.NotEq: "not_equal",
}  # fmt: skip
PLAIN_COMPARISONS: dict[type, Callable[[Any, Any], bool]] = {
    ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Lt: operator.lt, ast.LtE: operator.le,
    ast.Eq: operator.eq, ast.NotEq: operator.ne,
}  # fmt: skip
UNARY: dict[type, str] = {
    ast.USub: "__neg__", ast.UAdd: "__pos__", ast.Invert: "__invert__",
}  # fmt: skip
GUARD = 1e-5  # the largest number that counts as a guard
FAR = 100  # times its guard a value has to be
BITS = 10_000  # of a whole number


def binary(m: Interpreter, kind: type, left: Any, right: Any) -> Any:
    """`left op right`."""
    known(left)
    known(right)
    if isinstance(left, Quiet) or isinstance(right, Quiet):
        return left if isinstance(left, Quiet) else right
    if isinstance(left, Instance) or isinstance(right, Instance):
        found = of_objects(m, kind, left, right)
        if found is not NotImplemented:
            return found
    if isinstance(left, bool | int) and isinstance(right, bool | int):
        return of_whole(m, kind, left, right)
    if isinstance(left, Listing | Part | tuple | str) or isinstance(right, Listing | Part | str):
        found = of_sequences(m, kind, left, right)
        if found is not None:
            return found
    if isinstance(left, Distinct | Mapping):
        return of_sets(m, kind, left, right)
    if kind is ast.MatMult:
        return m.wrapped(product(m, node_of(m, left), node_of(m, right), "matmul"))
    if kind not in ARITHMETIC:
        raise Unreadable("this operator is not read")
    return m.wrapped(arithmetic(m, ARITHMETIC[kind], node_of(m, left), node_of(m, right)))


def of_objects(m: Interpreter, kind: type, left: Any, right: Any) -> Any:
    """By the methods of a class: `__add__` of the left one, `__radd__` of the right one."""
    from whygrad.checking.reading.calls import enter

    name = METHODS.get(kind)
    for owner, other, method in ((left, right, f"__{name}__"), (right, left, f"__r{name}__")):
        found = owner.kind.found(method) if isinstance(owner, Instance) else None
        if found is not None:
            return enter(m, found[1], (owner, other), {})
    return NotImplemented


def arithmetic(m: Interpreter, operation: str, left: Node, right: Node) -> Node:
    """An elementwise operation; truth values of single numbers count as 0 and 1."""
    if operation in ("add", "subtract", "multiply", "power", "divide"):
        left, right = counting(m, left), counting(m, right)
    if operation == "divide":
        right = unguarded(m, right)
    return m.elementwise(operation, left, right)


def unguarded(m: Interpreter, node: Node) -> Node:
    """A value without the tiny number that people add against log(0) and division by 0.

    No one derives it, and where the value is far from 0 there is nothing to guard against. Beside
    a root, as in Adam, it is more: without it a first step is the sign of the gradient alone.
    """
    if m.exact or node.operation not in ("add", "subtract"):
        return node
    if any(entry.operation == "sqrt" for entry in node.inputs):
        return node
    for guard, other in (node.inputs[::-1], node.inputs):
        if is_guard(guard) and other.value.shape == node.value.shape and (
            np.min(np.abs(other.value), initial=np.inf) > FAR * abs(guard.value.item())
        ):  # fmt: skip
            return other
    return node


def is_guard(node: Node) -> bool:
    return node.leaf == "stated" and node.value.size == 1 and 0 < abs(node.value.item()) <= GUARD


def counting(m: Interpreter, node: Node) -> Node:
    if node.value.dtype == bool and own_axes(node) == 0:
        return m.node("cast", [node], {"kind": "int64"}, node.loops)
    return node


def of_whole(m: Interpreter, kind: type, left: int, right: int) -> Any:
    """Whole numbers, as Python has them."""
    if bits_of(kind, left, right) > BITS:
        raise Unreadable(f"a whole number of more than {BITS:,} bits is too large to read")
    value = left**right if kind is ast.Pow else PLAIN[kind](left, right)
    return m.leaf(value) if isinstance(value, float) else value


def bits_of(kind: type, left: int, right: int) -> int:
    """How long the result may be."""
    one, two = left.bit_length(), right.bit_length()
    if kind is ast.Pow:
        return one * right if abs(left) > 1 else 1
    if kind is ast.LShift:
        return one + right if left else 0
    return one + two


def of_sequences(m: Interpreter, kind: type, left: Any, right: Any) -> Any:
    """Lists, tuples and text: joined, repeated, formatted; None where they are numbers."""
    if isinstance(left, str):
        if kind is ast.Mod:
            from whygrad.checking.reading.texts import percent

            return percent(m, left, right)
        if kind is ast.Add and isinstance(right, str):
            return joined(m, left, right)
    if kind is ast.Mult:
        times, value = (left, right) if is_number(left) else (right, left)
        if isinstance(value, str | tuple | Listing | Part) and is_number(times):
            return repeated(m, value, whole_of(m, times))
    if kind is ast.Add and isinstance(left, tuple) and isinstance(right, tuple):
        return joined(m, left, right)
    if kind is ast.Add and isinstance(left, Listing | Part) and isinstance(right, Listing | Part):
        return lists.of_content(m, joined(m, lists.items_of(m, left), lists.items_of(m, right)))
    if isinstance(left, str) or isinstance(right, str):
        raise Unreadable("text stands where a number belongs")
    arrays = isinstance(left, Array) or isinstance(right, Array)
    if not arrays and not (m.numpy and isinstance(left, Node) | isinstance(right, Node)):
        raise TypeError("a list is no number; it takes an array to compute with all entries")
    return None


def joined(m: Interpreter, left: Any, right: Any) -> Any:
    """Two texts or tuples as one."""
    length = len(left) + len(right)
    lists.within(length)
    m.spend(length / 50)
    return left + right


def repeated(m: Interpreter, value: Any, times: int) -> Any:
    if isinstance(value, Listing | Part):
        content = lists.items_of(m, value)
        lists.within(len(content) * times)
        return lists.of_content(m, content * times)
    lists.within(len(value) * times)
    return value * times


def of_sets(m: Interpreter, kind: type, left: Any, right: Any) -> Any:
    if isinstance(left, Mapping) and kind is ast.BitOr and isinstance(right, Mapping):
        result = Mapping(m.loops)
        result.slots["content"] = {**m.slot(left, "content"), **m.slot(right, "content")}
        return result
    if not isinstance(left, Distinct) or not isinstance(right, Distinct):
        raise Unreadable("this operator is not read")
    m.spend((len(left.content) + len(right.content)) / 100)
    return Distinct(tuple(PLAIN[kind](set(left.content), set(right.content))))


def unary(m: Interpreter, kind: type, value: Any) -> Any:
    """`-value`, `+value`, `not value`, `~value`."""
    known(value)
    if kind is ast.Not:
        from whygrad.checking.reading.numbers import truth_of

        truth = truth_of(m, value)
        return m.elementwise("logical_not", truth) if isinstance(truth, Node) else not truth
    if isinstance(value, bool | int):
        return -value if kind is ast.USub else +value if kind is ast.UAdd else ~value
    if isinstance(value, Instance) and (method := value.kind.found(UNARY[kind])) is not None:
        from whygrad.checking.reading.calls import enter

        return enter(m, method[1], (value,), {})
    node = node_of(m, value)
    if kind is ast.UAdd:
        return value
    if kind is ast.USub:
        node = counting(m, node)
        if node.operation == "leaf" and node.leaf == "stated" and not node.loops and (
            node.value.ndim == 0
        ):  # fmt: skip
            return m.leaf(-node.value)
        return m.wrapped(m.node("negative", [node], {}, node.loops))
    return m.wrapped(m.elementwise("logical_not", node))


# Comparison -------------------------------------------------------------------------------------


def compared(m: Interpreter, kind: type, left: Any, right: Any) -> Any:
    """`left < right` and its like; a node where numbers are compared."""
    known(left)
    known(right)
    if kind in (ast.Is, ast.IsNot):
        return is_same(left, right) is (kind is ast.Is)
    if isinstance(left, Instance) and kind in METHODS:
        found = of_objects(m, kind, left, right)
        if found is not NotImplemented:
            return found
    if isinstance(left, Quiet) or isinstance(right, Quiet):
        return Quiet(COMPARISON)
    if kind in (ast.In, ast.NotIn):
        return contains(m, right, left) is (kind is ast.In)
    if isinstance(left, Array | Node) or isinstance(right, Array | Node):
        left, right = (m.leaf(np.asarray(v)) if isinstance(v, str) else v for v in (left, right))
        if holds_numbers(left) and holds_numbers(right):
            one, two = node_of(m, left), node_of(m, right)
            return m.wrapped(m.elementwise(COMPARISONS[kind], one, two))
        return kind is ast.NotEq
    if isinstance(left, Listing) and isinstance(right, Listing):
        left, right = plain_list(m, left), plain_list(m, right)
    if isinstance(left, Distinct) and isinstance(right, Distinct):
        left, right = set(left.content), set(right.content)
    return bool(PLAIN_COMPARISONS[kind](plain_of(m, left), plain_of(m, right)))


def holds_numbers(value: Any) -> bool:
    return is_array(value) or is_number(value) or isinstance(value, Listing | tuple | Part)


def is_same(left: Any, right: Any) -> bool:
    if isinstance(left, Array) and isinstance(right, Array):
        return left.cell is right.cell and left.views == right.views
    return left is right


def plain_list(m: Interpreter, value: Any) -> Any:
    """A list as Python's own."""
    m.spend(0.01)
    if isinstance(value, Listing):
        return [plain_list(m, entry) for entry in lists.items_of(m, value)]
    return plain_of(m, value)


def contains(m: Interpreter, whole: Any, part: Any) -> bool:
    known(whole)
    if isinstance(whole, Mapping):
        m.note(whole, (), "r")
        return plain_of(m, part) in m.slot(whole, "content")
    if isinstance(whole, str):
        return plain_of(m, part) in whole
    if isinstance(whole, Distinct):
        return plain_of(m, part) in whole.content
    wanted = plain_list(m, part)
    m.spend(lists.length_of(m, whole) / 20)
    return any(np.all(plain_list(m, entry) == wanted) for entry in lists.items_of(m, whole))


# Products ---------------------------------------------------------------------------------------


def product(m: Interpreter, left: Node, right: Node, kind: str) -> Node:
    """`left @ right` ("matmul") or `np.dot` ("dot"), for all passes at once."""
    one, two = own_axes(left), own_axes(right)
    if not one or not two:
        return arithmetic(m, "multiply", left, right)
    letters = iter(string.ascii_lowercase)
    joint = next(letters)
    if kind == "matmul" and max(one, two) > 2:
        outer = [next(letters) for _ in range(max(one, two) - 2)]
        first = [*outer[len(outer) - max(one - 2, 0) :], next(letters), joint][-one:]
        second = [*outer[len(outer) - max(two - 2, 0) :], joint, next(letters)]
        second = second[-two:] if two > 1 else [joint]
        result = [*outer, *(c for c in (*first, *second) if c not in outer and c != joint)]
        return contraction(m, [left, right], ["".join(first), "".join(second)], "".join(result))
    first = [*(next(letters) for _ in range(one - 1)), joint]
    second = [next(letters) for _ in range(two)]
    second[max(two - 2, 0)] = joint
    rest = [c for c in (*first, *second) if c != joint]
    return contraction(m, [left, right], ["".join(first), "".join(second)], "".join(rest))


def contraction(m: Interpreter, nodes: list[Node], terms: list[str], result: str) -> Node:
    """A sum of products by `einsum`'s letters, which stand for the own axes."""
    loops = m.united(nodes)
    used = set("".join(terms))
    free = [c for c in string.ascii_uppercase + string.ascii_lowercase if c not in used]
    if len(loops) > len(free):
        raise Dependent(loops[-1])
    letter = dict(zip(loops, free, strict=False))
    spelled = ["".join(letter[loop] for loop in node.loops) + term
               for node, term in zip(nodes, terms, strict=True)]  # fmt: skip
    whole = "".join(letter[loop] for loop in loops) + result
    lengths = check(nodes, terms)
    m.check_size([*(loop.length for loop in loops), *(lengths[c] for c in result)])
    products = math.prod([*(loop.length for loop in loops), *lengths.values()])
    m.spend(products / (250_000 if is_fast(nodes, spelled, whole) else 50_000))
    return m.node("einsum", nodes, {"subscripts": ",".join(spelled) + "->" + whole}, loops)


def is_fast(nodes: list[Node], terms: list[str], result: str) -> bool:
    """Whether NumPy takes it for one product of two matrices."""
    large = sum(node.value.size for node in nodes) > FAST
    return large and len(terms) == 2 and set(terms[0]).isdisjoint(set(terms[1]) & set(result))


def check(nodes: list[Node], terms: list[str]) -> dict[str, int]:
    """The lengths of the letters. Raises what NumPy would where they differ."""
    lengths: dict[str, int] = {}
    for node, term in zip(nodes, terms, strict=True):
        if len(own_shape(node)) != len(term):
            raise Unreadable(f"einsum: an array of {own_axes(node)} axes for `{term}`")
        for letter, length in zip(term, own_shape(node), strict=True):
            if lengths.setdefault(letter, length) != length:
                shapes = " and ".join(str(own_shape(entry)) for entry in nodes)
                raise Unreadable(f"shapes {shapes} do not fit together in a product")
    return lengths
