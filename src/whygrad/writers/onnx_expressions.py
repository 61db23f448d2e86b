"""Index expressions as operators of ONNX."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from functools import reduce

from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Negative,
    Number,
    Reduction,
    Size,
)
from whygrad.language.functions import FUNCTIONS
from whygrad.writers.numpy_sums import carries, grows, parts_of, short_names, without
from whygrad.writers.onnx_graph import Axes, Graph, Tensor
from whygrad.writers.reductions import flatten

OPERATORS = {"+": "Add", "-": "Sub", "*": "Mul", "/": "Div", "**": "Pow"}
REDUCTIONS = {"sum": "ReduceSum", "max": "ReduceMax", "logsumexp": "ReduceLogSumExp"}


def lower(expression: Expression, graph: Graph) -> Tensor:
    """The tensor of an expression, which gets its nodes; its axes come in any order."""
    match expression:
        case Number(value):
            return Tensor(graph.number(float(value)))
        case Entry(name, indexes):
            return Tensor(name, indexes)
        case Size(index):
            return graph.size(index)
        case Negative(operand):
            return graph.joined("Neg", [lower(operand, graph)])
        case Binary("**", base, Number(value)) if value == 2:
            return graph.joined("Mul", [lower(base, graph)] * 2)
        case Binary(operator, left, right):
            return graph.joined(OPERATORS[operator], [lower(left, graph), lower(right, graph)])
        case Call(function, arguments):
            return call(function, [lower(argument, graph) for argument in arguments], graph)
        case Reduction():
            return lower_reduction(expression, graph)


def call(function: str, arguments: Sequence[Tensor], graph: Graph) -> Tensor:
    """A function of the table, by the operators that spell it there."""
    row = FUNCTIONS[function]
    text = (graph.dtype == "float64" and row.onnx_double) or row.onnx
    given = dict(zip(row.arguments, arguments, strict=True))
    return spelled(ast.parse(text, mode="eval").body, given, graph)


def spelled(node: ast.expr, given: Mapping[str, Tensor], graph: Graph) -> Tensor:
    match node:
        case ast.Name(name):
            return given[name]
        case ast.Constant(float() | int() as value):
            return Tensor(graph.number(float(value)))
        case ast.Call(ast.Name(name), arguments):
            tensors = [spelled(argument, given, graph) for argument in arguments]
            return call(name, tensors, graph) if name in FUNCTIONS else graph.joined(name, tensors)
    raise TypeError(ast.dump(node))


def lower_reduction(reduction: Reduction, graph: Graph) -> Tensor:
    flat = flatten(reduction)
    if not flat.bound:
        tensor = lower(flat.body, graph)
    elif flat.kind == "sum":
        tensor = total(flat.body, flat.bound, graph)
    else:
        tensor = graph.reduced(REDUCTIONS[flat.kind], lower(flat.body, graph), flat.bound)
    times = [graph.size(size.index) for size in flat.times]
    if times and flat.kind == "logsumexp":
        tensor = graph.joined("Add", [tensor, graph.joined("Log", [product(times, graph)])])
    elif times and flat.kind == "sum":
        tensor = product([tensor, *times], graph)
    if flat.over:
        over = [graph.size(size.index) for size in flat.over]
        tensor = graph.joined("Div", [tensor, product(over, graph)])
    return tensor


def product(tensors: Sequence[Tensor], graph: Graph) -> Tensor:
    return reduce(lambda left, right: graph.joined("Mul", [left, right]), tensors)


def total(body: Expression, bound: Axes, graph: Graph) -> Tensor:
    """The sum of the body over indexes that it carries: of a product, what `Einsum` makes."""
    if isinstance(body, Negative):
        return graph.joined("Neg", [total(body.operand, bound, graph)])
    if isinstance(body, Binary) and body.operator in "+-" and grows(body):
        sides = [Reduction("sum", bound, side) for side in (body.left, body.right)]
        sums = [lower_reduction(side, graph) for side in sides]
        return graph.joined(OPERATORS[body.operator], sums)
    parts = parts_of(body)
    inside = [part for part in parts if carries(part, bound)]
    if len(inside) < 2 or any(operator == "/" for operator, _ in inside):
        return graph.reduced("ReduceSum", lower(body, graph), bound)
    tensor = einsum([part for _, part in inside], bound, graph)
    for operator, part in without(parts, inside):
        tensor = graph.joined(OPERATORS[operator], [tensor, lower(part, graph)])
    return tensor


def einsum(factors: Sequence[Expression], bound: Axes, graph: Graph) -> Tensor:
    """The sum of a product over indexes that each factor carries in part."""
    tensors = [lower(factor, graph) for factor in factors]
    axes = tuple(dict.fromkeys(axis for tensor in tensors for axis in tensor.axes))
    kept = tuple(axis for axis in axes if axis not in bound)
    letters = short_names(axes)
    inputs = ",".join("".join(letters[axis] for axis in tensor.axes) for tensor in tensors)
    signature = f"{inputs}->{''.join(letters[axis] for axis in kept)}"
    names = [tensor.name for tensor in tensors]
    return Tensor(graph.operate("Einsum", names, equation=signature), kept)
