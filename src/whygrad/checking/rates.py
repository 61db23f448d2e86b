"""The learning rate in an update, as a script names or writes it."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TypeGuard

from whygrad.checking.edits import operands
from whygrad.checking.flows import coefficient, is_number
from whygrad.checking.patches import given_by
from whygrad.checking.reading import evaluated, statement_of
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Binding, Node, Pass
from whygrad.language.messages import WhygradError

RATE = re.compile(
    r"(?<![a-z])(lr|eta|alpha|gamma|epsilon|mu|l?_?rate|learning_?rate|step_?size)\d*$",
    re.IGNORECASE,
)


def rate_of(parameter: Parameter, step: Pass) -> float:
    """The learning rate in an update: by its name, else what the gradient is multiplied by."""
    named = named_rate(updating(parameter), parameter.update)
    if named or parameter.rate is None or parameter.gradient is None:
        return named or abs(parameter.rate or step_factor(parameter, step))
    return abs(parameter.rate) * velocity_rate(parameter.gradient.node, step)


def updating(parameter: Parameter) -> ast.AST:
    """What is written for the new value, alone where a function gives back several."""
    statement, part = statement_of(parameter.update), parameter.update.part
    return (given_by(statement, part) if part else None) or statement


def named_rate(syntax: ast.AST, binding: Binding) -> float | None:
    """The number that has a rate's name in a piece of syntax."""
    for operand in operands(syntax):
        if RATE.search(ast.unparse(operand).rstrip("]'\"")):
            with suppress(WhygradError):
                node = evaluated(operand, binding)
                if node.value.size == 1:
                    return abs(float(node.value.reshape(-1)[0])) or 1.0
    return None


def step_factor(parameter: Parameter, step: Pass) -> float:
    """What an update multiplies a velocity by, else the number in it that may be a rate."""
    statement = statement_of(parameter.update)
    expression = given_by(statement, parameter.update.part) or ast.Constant(1)
    for syntax in operands(expression):
        with suppress(WhygradError):
            node = evaluated(syntax, parameter.update)
            fits = node is not parameter.start and node.value.size == parameter.end.value.size
            if fits and not is_number(node) and (number := coefficient(parameter.end, node)):
                return abs(number) * velocity_rate(node, step)
    while isinstance(expression, ast.ListComp):
        expression = expression.elt
    if isinstance(statement, ast.Assign | ast.Return) and is_sum(expression):
        expression = expression.right  # of `w - 0.1 * g`
    return written_rate(expression, parameter.update) or 1.0


def velocity_rate(velocity: Node, step: Pass) -> float:
    """The rate within a velocity's own line, as in `v = 0.9 * v - rate * g`; else 1."""
    for binding in step.bindings:
        statement = statement_of(binding) if binding.node is velocity else None
        if not isinstance(statement, ast.Assign) or not is_sum(statement.value):
            continue
        name, total = ast.unparse(statement.targets[0]), statement.value
        for side, other in ((total.right, total.left), (total.left, total.right)):
            own = {ast.unparse(node) for node in operands(side)}
            kept = name in {ast.unparse(node) for node in operands(other)}
            if own and kept and name not in own:
                return named_rate(side, binding) or min(written_rate(side, binding), 1.0)
    return 1.0


def written_rate(expression: ast.expr, binding: Binding) -> float:
    """The number below 1 that a product has, by whatever name, else all its numbers together.

    Of `0.1 * 2 * g` the 2 is the gradient's.
    """
    written = [abs(number_of(one, binding)) for one in factors(expression)]
    small = [number for number in written if 0 < number < 1]
    return min(small, default=math.prod(written)) or 1.0


def is_sum(expression: ast.expr) -> TypeGuard[ast.BinOp]:
    return isinstance(expression, ast.BinOp) and isinstance(expression.op, ast.Add | ast.Sub)


def factors(expression: ast.expr) -> Iterator[ast.expr]:
    """What a product multiplies, of matrices too, whatever it is divided by."""
    if isinstance(expression, ast.BinOp) and isinstance(expression.op, ast.Div):
        yield from factors(expression.left)
    elif isinstance(expression, ast.BinOp) and isinstance(expression.op, ast.Mult | ast.MatMult):
        yield from factors(expression.left)
        yield from factors(expression.right)
    else:
        yield expression


def number_of(node: ast.expr, binding: Binding) -> float:
    """A number that is written down, or has a name; 1 for all else."""
    if isinstance(node, ast.Constant):
        return float(node.value) if isinstance(node.value, int | float) else 1.0
    if isinstance(node, ast.Name | ast.Attribute | ast.Subscript):
        with suppress(WhygradError):
            value = evaluated(node, binding)
            if is_number(value) and value.value.dtype.kind == "f":
                return float(value.value.reshape(-1)[0])
    return 1.0
