"""Mistakes in what is read: another quantity, another layer."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from whygrad.checking.edits import operands, parsed, replaced, swaps
from whygrad.checking.flows import is_number
from whygrad.checking.mistakes.kinds import Mistake, Repair, shown
from whygrad.checking.scene import Scene
from whygrad.checking.traces import Node


def exchanged(scene: Scene) -> Iterator[tuple[ast.expr, ast.expr, ast.expr]]:
    """Every operand with another value, and the right side with that in its place."""
    for old in operands(scene.expression):
        node = scene.evaluated(old)
        if node is None or node.value.dtype.kind not in "fi" or is_number(node):
            continue
        counts = is_variable(node)
        for new, other in scene.values:
            if other is node or other.value.dtype.kind not in "fi" or is_number(other):
                continue
            if counts == is_variable(other):
                for expression in swaps(scene.expression, old, new):
                    yield old, new, expression


def is_variable(node: Node) -> bool:
    """Whether a value is what a loop counts with."""
    return "variable" in node.options and node.value.dtype.kind == "i"


def are_neighbours(scene: Scene, old: ast.expr, new: ast.expr) -> bool:
    """Whether two names mean the same of two layers: `z1` and `z2`, or computed alike."""
    first, second = ast.unparse(old), ast.unparse(new)
    plain = re.sub(r"-?\d+", "#", first)
    if first != second and plain == re.sub(r"-?\d+", "#", second) and "#" in plain:
        return True
    one, other = scene.evaluated(old), scene.evaluated(new)
    return one is not None and other is not None and signature(one) == signature(other) != "leaf"


def signature(node: Node, depth: int = 3) -> str:
    """How a value is computed, in its last few operations."""
    if not node.inputs or not depth:
        return node.operation
    return f"{node.operation}({','.join(signature(each, depth - 1) for each in node.inputs)})"


class WrongLayer(Mistake):
    """A quantity of a neighbouring layer.

    Example: `delta1 = (delta2 @ weights2.T) * slope(z2)`, where z1 belongs.

    Why it still trains: where the layers have the same width nothing complains, and the sign
    of the slope is the same.

    How to see it: give all layers different widths.

    Right: the slope of a layer is taken at that layer's own input.
    """

    id = "wrong-layer"
    sentence = "A quantity of another layer stands here: {what}."

    def repairs(self, scene: Scene) -> Iterator[Repair]:
        for old, new, expression in exchanged(scene):
            if are_neighbours(scene, old, new):
                yield Repair(expression, f"{shown(old)} where {shown(new)} belongs")


class WrongOperand(Mistake):
    """Another quantity stands where one belongs.

    Example: `grad_weight += output[i] * grad_output[i]`, where `celsius[i]` belongs; or the
    error sent back through the weights, where the delta belongs.

    Why it still trains: the two quantities go up and down together, so that the sign is mostly
    right.

    How to see it: the gradient of a weight is what comes in times the gradient of what goes out.

    Right: `grad_weight += celsius[i] * grad_output[i]`.
    """

    id = "wrong-operand"
    sentence = "Another quantity stands where one belongs: {what}."

    def early_repairs(self, scene: Scene) -> Iterator[Repair]:
        gradients = {ast.unparse(syntax) for syntax in scene.gradients}
        for old, new, expression in exchanged(scene):
            if ast.unparse(new) in gradients and not are_neighbours(scene, old, new):
                yield Repair(expression, f"{shown(old)} where {shown(new)} belongs")
        for node in ast.walk(scene.expression):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
                for new in scene.gradients:
                    expression = replaced(scene.expression, node, new)
                    yield Repair(expression, f"{shown(node)} where {shown(new)} belongs")

    def repairs(self, scene: Scene) -> Iterator[Repair]:
        for old, new, expression in exchanged(scene):
            yield Repair(expression, f"{shown(old)} where {shown(new)} belongs")

    def late_repairs(self, scene: Scene) -> Iterator[Repair]:
        for node in ast.walk(scene.expression):
            if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
                for text in ("1:", ":-1", "0:", "-1:", ":1"):
                    new = parsed(f"{ast.unparse(node.value)}[{text}]")
                    expression = replaced(scene.expression, node, new)
                    yield Repair(expression, f"{shown(node)} where {shown(new)} belongs")
