"""Mistakes in what is read: another quantity, another layer."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import chain
from typing import TypeGuard

import numpy as np

from whygrad.checking.edits import MEASURES, is_call, operands, parsed, replaced, swaps
from whygrad.checking.flows import is_number, origins
from whygrad.checking.mistakes.kinds import Mistake, Repair, shown
from whygrad.checking.mistakes.slopes import are_of_one_form, other_slopes, signature
from whygrad.checking.scene import Listed, Scene
from whygrad.checking.traces import Node
from whygrad.checking.truths import factor

BESIDE = re.compile(r" [+-] 1\b")  # of `acts[l + 1]`, in a loop over layers
Exchange = tuple[ast.expr, ast.expr, ast.expr]


def exchanged(scene: Scene) -> Listed[Exchange]:
    """Every operand with another value, and the right side with that in its place."""
    return scene.once("exchanged", lambda: exchanges(scene))


def exchanges(scene: Scene) -> Iterator[Exchange]:
    """Those of the same lengths first, whichever operand it is."""
    pairs: list[tuple[bool, ast.expr, ast.expr]] = []
    for old in operands(scene.expression):
        node = scene.evaluated(old)
        if node is None or node.value.dtype.kind not in "fi" or is_number(node):
            continue
        others = [each for each in scene.values if is_exchangeable(node, each[1])]
        pairs += [(lengths(each) != lengths(node), old, new) for new, each in others]
    for _, old, new in sorted(pairs, key=lambda pair: pair[0]):
        for expression in swaps(scene.expression, old, new):
            yield old, new, expression


def with_other_masks(scene: Scene) -> Iterator[tuple[ast.expr, ast.expr, ast.stmt]]:
    """`delta[z2 <= 0] = 0` with another quantity in the brackets."""
    targets = scene.statement.targets if isinstance(scene.statement, ast.Assign) else []
    places = [one.slice for one in targets if isinstance(one, ast.Subscript)]
    masks = [node for place in places for node in ast.walk(place)]
    for old in (node.left for node in masks if isinstance(node, ast.Compare)):
        node = scene.evaluated(old)
        for new, other in scene.values if node is not None else ():
            if node and is_exchangeable(node, other) and own_shape(node) == own_shape(other):
                yield old, new, replaced(scene.statement, old, new)


def is_exchangeable(node: Node, other: Node) -> bool:
    if other is node or other.value.dtype.kind not in "fi" or is_number(other):
        return False
    return is_variable(node) == is_variable(other) and are_alike(node, other)


def are_alike(node: Node, other: Node) -> bool:
    """Whether one value could stand where the other does, as far as shapes tell."""
    shapes = own_shape(node), own_shape(other)
    if lengths(node) == lengths(other):
        return True
    try:
        return np.broadcast_shapes(*shapes) in shapes
    except ValueError:
        return False


def own_shape(node: Node) -> tuple[int, ...]:
    """The shape of the array itself, without the axes of the loops around it."""
    return node.value.shape[len(node.loops) :]


def lengths(node: Node) -> list[int]:
    """The axes of an array in any order: what a product takes in another's place."""
    return sorted(length for length in own_shape(node) if length != 1)


def is_variable(node: Node) -> bool:
    """Whether a value is what a loop counts with."""
    return "variable" in node.options and node.value.dtype.kind == "i"


def is_error(node: ast.AST) -> TypeGuard[ast.expr]:
    """A difference, maybe with a factor: `output - target`, `(output - target) / n`."""
    part = node
    while isinstance(part, ast.BinOp) and isinstance(part.op, ast.Mult | ast.Div):
        part = part.right if isinstance(part.left, ast.Constant) else part.left
    return isinstance(part, ast.BinOp) and isinstance(part.op, ast.Sub)


def is_multiple(scene: Scene, old: ast.expr, new: ast.expr) -> bool:
    """Whether one value is the other times a number, so that only a factor is amiss."""
    one, other = scene.healed_value(old), scene.healed_value(new)
    if one is None or other is None:
        return False
    number = factor(one, other)
    if number is None or one.size > 1:
        return number is not None
    plain = (abs(number), 1 / abs(number))  # of single numbers each is a multiple of any other
    return any(abs(each - round(each)) < 1e-9 for each in plain)


def are_neighbours(scene: Scene, old: ast.expr, new: ast.expr) -> bool:
    """Whether two names mean the same of two layers: `z1` and `z2`, or computed alike."""
    first, second = ast.unparse(old), ast.unparse(new)
    one, other = scene.evaluated(old), scene.evaluated(new)
    if one is None or other is None:
        return False
    theirs = parameters_of(scene, one), parameters_of(scene, other)
    plain = re.sub(r"-?\d+", "#", first)
    if first != second and plain == re.sub(r"-?\d+", "#", second) and "#" in plain:
        apart = not (theirs[0] <= theirs[1] or theirs[1] <= theirs[0])
        return all(theirs) and (not apart or all(len(each) == 1 for each in theirs))
    if theirs[0] == theirs[1] or not all(theirs):  # the first state in time has none
        return False
    if first != second and BESIDE.sub("", first) == BESIDE.sub("", second):
        return True
    return signature(one) == signature(other) != "leaf"


def parameters_of(scene: Scene, node: Node) -> set[object]:
    """What a value is computed with: a deeper layer has more parameters, a time step has not.

    Of a list of all layers' weights the entries count, by their values.
    """
    starts = {each.start for each in scene.parameters}
    nodes = origins([node], without=starts)
    own: set[object] = {one for one in nodes if one in starts or one.leaf == "start"}
    entries = (one for one in nodes if one.operation == "index" and one.inputs[0] in own)
    return own | {one.value.tobytes() for one in entries}


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
        for old, new, expression in chain(exchanged(scene), other_slopes(scene)):
            if are_neighbours(scene, old, new):
                yield Repair(expression, f"{shown(old)} where {shown(new)} belongs")
        for old, new, statement in with_other_masks(scene):
            if are_neighbours(scene, old, new):
                what = f"{shown(old)} where {shown(new)} belongs"
                yield Repair(scene.expression, what, statement)


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
            if ast.unparse(new) not in gradients or are_neighbours(scene, old, new):
                continue
            if not is_multiple(scene, old, new):
                yield Repair(expression, f"{shown(old)} where {shown(new)} belongs")
        for node in ast.walk(scene.expression):
            if is_error(node):
                for new in scene.gradients:
                    if is_multiple(scene, node, new):
                        continue
                    expression = replaced(scene.expression, node, new)
                    yield Repair(expression, f"{shown(node)} where {shown(new)} belongs")

    def repairs(self, scene: Scene) -> Iterator[Repair]:
        for old, new, expression in exchanged(scene):
            yield Repair(expression, f"{shown(old)} where {shown(new)} belongs")
        for old, new, statement in with_other_masks(scene):
            yield Repair(scene.expression, f"{shown(old)} where {shown(new)} belongs", statement)
        for old, new, expression in other_slopes(scene):
            if are_of_one_form(scene, old, new):
                yield Repair(expression, f"{shown(old)} where {shown(new)} belongs")

    def late_repairs(self, scene: Scene) -> Iterator[Repair]:
        for node in ast.walk(scene.expression):
            if is_call(node, MEASURES) and isinstance(node, ast.Call) and len(node.args) == 1:
                expression = replaced(scene.expression, node, node.args[0])
                yield Repair(expression, f"{shown(node)} where {shown(node.args[0])} belongs")
            if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
                for text in ("1:", ":-1", "0:", "-1:", ":1"):
                    new = parsed(f"{ast.unparse(node.value)}[{text}]")
                    expression = replaced(scene.expression, node, new)
                    yield Repair(expression, f"{shown(node)} where {shown(new)} belongs")
