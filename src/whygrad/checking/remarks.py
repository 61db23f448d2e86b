"""Why a line that looks suspicious is right."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from whygrad.checking.flows import origins
from whygrad.checking.inspection import Inspection
from whygrad.checking.reading import evaluated, statement_of
from whygrad.checking.traces import Binding, Node, Pass
from whygrad.checking.truths import factor, true_gradients
from whygrad.language.messages import WhygradError

Remark = tuple[int, str]


def remarks(inspection: Inspection, wrong: set[int]) -> list[Remark]:
    """One remark a line at most, of lines that no finding blames."""
    judgement = inspection.judgement
    if judgement is None or not inspection.trace.passes:
        return []
    found: dict[int, str] = {}
    step = step_of(inspection)
    forward = forward_of(inspection)
    for binding in step.bindings:
        line = binding.site.line
        if line in wrong or line in found or binding.node in forward:
            continue
        for sentence in (*slopes(inspection, binding), *whole_delta(inspection, binding)):
            found.setdefault(line, sentence)
    if judgement.scale is not None:
        for line, sentence in turned(inspection, step):
            found.setdefault(line, sentence)
    return sorted(found.items())


def step_of(inspection: Inspection) -> Pass:
    """The step that the parameters were found in."""
    starts = {each.start for each in inspection.parameters}
    steps = inspection.trace.passes
    return next((one for one in steps if starts & {each.start for each in one.carried}), steps[0])


def forward_of(inspection: Inspection) -> set[Node]:
    """All that leads to the loss, but not through an update, as it does where training is over."""
    judgement = inspection.judgement
    ends = {each.end for each in inspection.parameters}
    return origins([judgement.loss.node], without=ends) if judgement else set()


def slopes(inspection: Inspection, binding: Binding) -> Iterator[str]:
    """Slopes that are written with the function's value and not with its argument."""
    learned = {point for each in inspection.parameters for point in (each.start, each.end)}
    for syntax in ast.walk(statement_of(binding)):
        for operand, function in written_by_output(syntax):
            node = None if isinstance(operand, ast.Call) else value_of(operand, binding)
            if node is not None and learned & origins([node]) and is_output(node, function):
                text, name = ast.unparse(syntax), ast.unparse(operand)
                yield f"`{text}` is {function}' of the output `{name}`; that is right here."


def written_by_output(syntax: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """(operand, function) of `o * (1 - o)`, `1 - h**2` and `h > 0`."""
    match syntax:
        case ast.BinOp(left, ast.Mult(), ast.BinOp(ast.Constant(1 | 1.0), ast.Sub(), right)):
            for operand in (left, *last_factor(left)):
                if ast.dump(operand) == ast.dump(right):
                    yield operand, "sigmoid"
        case ast.BinOp(ast.Constant(1 | 1.0), ast.Sub(), ast.BinOp(base, ast.Pow(), power)):
            if isinstance(power, ast.Constant) and power.value == 2:
                yield base, "tanh"
        case ast.BinOp(ast.Constant(1 | 1.0), ast.Sub(), ast.BinOp(left, ast.Mult(), right)):
            if ast.dump(left) == ast.dump(right):
                yield left, "tanh"
        case ast.Compare(left, [ast.Gt()], [ast.Constant(0 | 0.0)]):
            yield left, "relu"


def last_factor(product: ast.expr) -> tuple[ast.expr, ...]:
    """The `o` of `d * o`, so that `d * o * (1 - o)` is seen."""
    if isinstance(product, ast.BinOp) and isinstance(product.op, ast.Mult):
        return (product.right,)
    return ()


def value_of(expression: ast.expr, binding: Binding) -> Node | None:
    try:
        return evaluated(expression, binding)
    except (WhygradError, SyntaxError):
        return None


def is_output(node: Node, function: str) -> bool:
    """Whether a value lies where a function's values lie, and is computed as such are."""
    if node.value.dtype.kind != "f":
        return False
    low, high = node.value.min(initial=np.inf), node.value.max(initial=-np.inf)
    if function == "sigmoid":
        return bool(low > 0 and high < 1)
    if function == "tanh":
        return bool(low > -1 and high < 1) and node.operation == "tanh"
    return node.operation in ("maximum", "where") or (low >= 0 and node.operation == "multiply")


def whole_delta(inspection: Inspection, binding: Binding) -> Iterator[str]:
    """`o - y`, which is the gradient of what goes into a sigmoid or a softmax."""
    judgement = inspection.judgement
    if judgement is None:
        return
    syntax, nodes = difference(binding)
    truths = true_gradients(judgement.loss.node, judgement.loss.at)
    output = next((node for node in nodes if node in truths), None)
    value = binding.node.value
    if syntax is None or output is None or value.size != output.value.size:
        return
    error = value_of(syntax, binding)
    if error is None or error.value.size != value.size or factor(value, error.value) is None:
        return  # more than the error is in this line
    if factor(value, truths[output]) is not None:
        return
    before = [node for node in origins([output]) - {output} if node in truths]
    if not any(
        node.value.size == value.size and factor(value, truths[node]) is not None for node in before
    ):
        return
    sums = [output.value.sum(axis=axis) for axis in range(output.value.ndim)]
    softmax = any(total.size < output.value.size and np.allclose(total, 1) for total in sums)
    name = "softmax" if softmax else "sigmoid"
    yield f"`{ast.unparse(syntax)}` is the whole delta for {name} with cross-entropy."


def difference(binding: Binding) -> tuple[ast.BinOp | None, tuple[Node, ...]]:
    """The subtraction that a line starts from, and its two values."""
    for syntax in ast.walk(statement_of(binding)):
        if isinstance(syntax, ast.BinOp) and isinstance(syntax.op, ast.Sub):
            both = value_of(syntax.left, binding), value_of(syntax.right, binding)
            found = tuple(node for node in both if node is not None)
            if len(found) == 2:
                return syntax, found
    return None, ()


def turned(inspection: Inspection, step: Pass) -> Iterator[Remark]:
    """`y - o` where the update adds."""
    judgement = inspection.judgement
    if judgement is None or not all(each.rate and each.rate < 0 for each in inspection.parameters):
        return
    learned = {point for each in inspection.parameters for point in (each.start, each.end)}
    forward = forward_of(inspection)
    for binding in step.bindings:
        syntax, nodes = difference(binding)
        if syntax is None or binding.kind == "argument" or binding.node in forward:
            continue
        target, output = nodes
        if learned & origins([output]) and not learned & origins([target]):
            text = ast.unparse(syntax)
            yield binding.site.line, f"`{text}` is right with this sign: the update adds."
            return
