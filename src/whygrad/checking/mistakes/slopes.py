"""Mistakes in the slope of an activation."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from whygrad.checking.edits import (
    MEASURES,
    is_call,
    operands,
    parsed,
    products,
    replaced,
    replaced_everywhere,
    swaps,
    times,
    without_factors,
)
from whygrad.checking.flows import is_number, origins
from whygrad.checking.mistakes.kinds import Mistake, Repair, shown
from whygrad.checking.scene import Listed, Scene
from whygrad.checking.traces import Node

LINEAR = {"dot", "matmul", "sum", "mean", "outer", "einsum", "transpose", "reshape", "append"}


class RepeatedDerivative(Mistake):
    """The activation's slope is there twice.

    Example: `(s - y) * s * (1 - s)` with the cross-entropy, whose gradient by s has divided
    the slope away.

    Why it still trains: the slope is positive, so that every sample pulls the right way, only
    more weakly where the output is sure of itself.

    How to see it: compare the first line of the backward pass with dL/dz, not with dL/ds.

    Right: s - y.
    """

    id = "repeated-derivative"
    sentence = "The slope of the activation is there twice: {what}."

    def early_repairs(self, scene: Scene) -> Iterator[Repair]:
        for node in ast.walk(scene.expression):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
                expression = replaced(scene.expression, node, node.left)
                yield Repair(expression, f"{shown(node)} should be {shown(node.left)}")
        once = [expression for expression, dropped in dropped_slopes(scene, scene.expression)]
        for expression in once:
            yield Repair(expression, f"{shown(expression)} has it once")
        for start in once:
            for expression, _ in dropped_slopes(scene, start):
                yield Repair(expression, f"{shown(expression)} has it once")


def dropped_slopes(scene: Scene, start: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    for expression, dropped in without_factors(start):
        node = scene.evaluated(dropped)  # None for what only a comprehension names
        if node is None or not is_number(node):
            yield expression, dropped


class MissingDerivative(Mistake):
    """The activation's slope is left out.

    Example: `delta2 = output - target` with the squared error and a sigmoid output.

    Why it still trains: the slope is positive, so that the sign of every share is right.

    How to see it: walk the chain backwards. Between dL/do and dL/dz stands do/dz, always.

    Right: `(output - target) * output * (1 - output)`.
    """

    id = "missing-derivative"
    sentence = "The slope of the activation is left out: {what}."

    def repairs(self, scene: Scene) -> Iterator[Repair]:
        whole = scene.healed_value(scene.expression)
        for slope in slopes(scene):
            if scene.could_be(product(whole, scene.healed_value(slope))):
                yield Repair(times(scene.expression, slope), f"multiply by {shown(slope)}")

    def late_repairs(self, scene: Scene) -> Iterator[Repair]:
        for element, name in elements(scene.expression):
            for form in ("{0} * (1 - {0})", "1 - {0} ** 2", "({0} > 0)"):
                slope = parsed(form.format(name))
                changed = replaced(scene.expression, element, times(element, slope))
                yield Repair(changed, f"multiply by {shown(slope)}")
        for place in products_within(scene.expression):
            value = scene.healed_value(place)
            for slope in slopes(scene, None if value is None else value.shape):
                changed = replaced(scene.expression, place, times(place, slope))
                yield Repair(changed, f"multiply by {shown(slope)}")


def elements(whole: ast.expr) -> Iterator[tuple[ast.expr, str]]:
    """What comprehensions compute, with each of the names that they go through with."""
    for node in ast.walk(whole):
        if isinstance(node, ast.ListComp) and not isinstance(node.elt, ast.ListComp):
            names = [one for part in ast.walk(whole) if isinstance(part, ast.comprehension)
                     for one in ast.walk(part.target)]  # fmt: skip
            yield from ((node.elt, one.id) for one in names if isinstance(one, ast.Name))


def products_within(whole: ast.expr) -> Iterator[ast.expr]:
    """The operands of the matrix products and sums within an expression."""
    for node in ast.walk(whole):
        if isinstance(node, ast.Call):
            yield from node.args
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            yield from (node.left, node.right)


def product(one: np.ndarray | None, other: np.ndarray | None) -> np.ndarray | None:
    """The product of two values, None where there is none."""
    try:
        return None if one is None or other is None else np.asarray(one * other)
    except ValueError:
        return None


def slopes(scene: Scene, shape: tuple[int, ...] | None = None) -> Listed[ast.expr]:
    """Slopes that a script may mean, of every value in scope: its own functions, then formulas.

    shape  what they are to be multiplied with; that of the line's own value, if it is not given
    """
    return scene.once(("slopes", shape), lambda: slopes_of(scene, shape))


def other_slopes(scene: Scene) -> Listed[tuple[ast.expr, ast.expr, ast.expr]]:
    """Each factor, a slope that fits in its place, and the right side with that."""
    return scene.once("other slopes", lambda: fitting_slopes(scene))


def fitting_slopes(scene: Scene) -> Iterator[tuple[ast.expr, ast.expr, ast.expr]]:
    for node, side in products(scene.expression):
        old = node.left if side == "left" else node.right
        rest = scene.healed_value(replaced(scene.expression, old, ast.Constant(1)))
        for slope in slopes(scene):
            if scene.could_be(product(rest, scene.healed_value(slope))):
                yield old, slope, replaced(scene.expression, old, slope)


def are_of_one_form(scene: Scene, one: ast.expr, other: ast.expr) -> bool:
    """Whether two slopes are the same function's, of other quantities."""
    nodes = scene.evaluated(one), scene.evaluated(other)
    if nodes[0] is None or nodes[1] is None:
        return False
    return signature(nodes[0]) == signature(nodes[1]) != "leaf"


def signature(node: Node, depth: int = 3) -> str:
    """How a value is computed, in its last few operations, and with which plain numbers."""
    if node.leaf == "stated" and node.value.size == 1:
        return f"{node.value.reshape(-1)[0]}"
    if not node.inputs or not depth:
        return node.operation
    return f"{node.operation}({','.join(signature(each, depth - 1) for each in node.inputs)})"


def slopes_of(scene: Scene, shape: tuple[int, ...] | None) -> Iterator[ast.expr]:
    seen = set()
    leaky = [f"np.where({{0}} > 0, 1.0, {number})" for number in scene.fractions]
    for syntax, node in scene.values:
        if node.value.dtype.kind != "f" or is_number(node) or not scene.is_near(node, shape):
            continue
        name = ast.unparse(syntax)
        forms = [*scene.calls, "{0} * (1 - {0})", "1 - {0} ** 2", "({0} > 0)", *leaky]
        for form in forms:
            slope = parsed(form.format(name))
            value = scene.healed_value(slope)
            key = (b"" if value is None else value.tobytes(), scene.moves(syntax))
            shaped = value is not None and (value.shape or not scene.fault.truth.shape)
            if shaped and key not in seen:
                seen.add(key)
                yield slope
    for call in scene.own_methods:
        if scene.evaluated(call) is not None:
            yield call


class DerivativeAtWrongPlace(Mistake):
    """The slope is taken at the activation's output where its input belongs, or the reverse.

    Example: `sigmoid_slope(output)` where sigmoid_slope computes f(z) * (1 - f(z)) by itself.

    Why it still trains: the wrong slope is positive and of the same order of size.

    How to see it: print both, f'(z) and f'(f(z)), for one value of z.

    Right: a slope written in terms of the output, o * (1 - o), takes the output; a slope that
    applies f by itself takes the input.
    """

    id = "derivative-at-wrong-place"
    sentence = "The slope is taken at the wrong place: {what}."

    def repairs(self, scene: Scene) -> Iterator[Repair]:
        for old in operands(scene.expression):
            node = scene.evaluated(old)
            if node is None or not is_within_slope(scene.expression, old):
                continue
            for new, other in scene.like(node):
                if scene.are_ends_of_activation(node, other):
                    for expression in swaps(scene.expression, old, new):
                        yield Repair(expression, f"at {shown(new)}, not at {shown(old)}")
        for old in computed_arguments(scene.expression):
            inner = [old.args[0]] if isinstance(old, ast.Call) and len(old.args) == 1 else []
            for new in (*inner, *self.ends(scene, old)):
                expression = replaced_everywhere(scene.expression, ast.unparse(old), new)
                yield Repair(expression, f"at {shown(new)}, not at {shown(old)}")

    def ends(self, scene: Scene, old: ast.expr) -> Iterator[ast.expr]:
        """The values in scope that are the activation's other end, where this is one."""
        node = scene.evaluated(old)
        if node is None:
            return
        for new, other in scene.like(node):
            if scene.are_ends_of_activation(node, other) or is_recomputed(node, other):
                yield new


def is_recomputed(node: Node, other: Node) -> bool:
    """Whether a value is computed again from what a quantity comes from, or is that."""
    same = (each for each in origins([other]) if each.value.shape == node.value.shape)
    return any(np.array_equal(each.value, node.value) for each in same)


def computed_arguments(whole: ast.expr) -> Iterator[ast.expr]:
    """What slopes are taken of, where that is no name: within calls, powers and differences."""
    for node in ast.walk(whole):
        if isinstance(node, ast.Call) and not is_call(node, LINEAR):
            yield from (one for one in node.args if isinstance(one, ast.Call | ast.BinOp))
            if len(node.args) == 1 and not is_call(node, MEASURES):
                yield node
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            yield from (one for one in [node.left] if isinstance(one, ast.Call | ast.BinOp))


def is_within_slope(whole: ast.expr, operand: ast.expr) -> bool:
    """Whether an operand stands where slopes are written: f(x), x > 0, 1 - x, x**2."""
    text = ast.unparse(operand)

    def holds(node: ast.expr) -> bool:
        parts = [one for one in ast.walk(node) if isinstance(one, ast.expr)]
        return any(ast.unparse(one) == text for one in parts)

    for node in ast.walk(whole):
        if isinstance(node, ast.Compare) and (holds(node.left) or holds(node.comparators[0])):
            return True
        given = node.args if isinstance(node, ast.Call) and not is_call(node, LINEAR) else []
        if any(ast.unparse(one) == text for one in given):
            return True
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.Pow):
            constant = isinstance(node.left, ast.Constant) or isinstance(node.right, ast.Constant)
            if constant and (holds(node.left) or holds(node.right)):
                return True
    return False


class WrongDerivative(Mistake):
    """Another function's slope, or a slope that is always 1.

    Example: the slope of relu as `relu(z) >= 0`, which holds everywhere.

    Why it still trains: a slope of the wrong function is mostly positive too.

    How to see it: draw the slope beside the difference quotient of the function.

    Right: relu' is 1 where z > 0, and 0 elsewhere.
    """

    id = "wrong-derivative"
    sentence = "This is the slope of another function: {what}."

    def early_repairs(self, scene: Scene) -> Iterator[Repair]:
        for node in ast.walk(scene.statement):
            if isinstance(node, ast.IfExp) and isinstance(node.orelse, ast.Constant):
                for text in scene.fractions:  # of `1 if z > 0 else 0`, of a leaky relu
                    whole = replaced(scene.statement, node.orelse, parsed(text))
                    what = f"{shown(node.orelse)} should be {shown(parsed(text))}"
                    yield Repair(scene.expression, what, whole)
            if is_call(node, {"where"}) and isinstance(node, ast.Call) and len(node.args) == 3:
                yield from self.other_branches(scene, node)
            if isinstance(node, ast.Compare) and len(node.ops) == 1:
                for operation in (ast.Gt(), ast.LtE(), ast.Lt(), ast.GtE()):
                    if type(operation) is not type(node.ops[0]):
                        other = ast.Compare(node.left, [operation], node.comparators)
                        what = f"{shown(node)} should be {shown(other)}"
                        whole = replaced(scene.statement, node, other)
                        yield Repair(scene.expression, what, whole)

    def other_branches(self, scene: Scene, node: ast.Call) -> Iterator[Repair]:
        """`np.where(z > 0, g, 0)` with a part of the slope where z is not positive."""
        condition, above, below = node.args
        for text in scene.fractions:
            for part in (parsed(text), times(above, parsed(text))):
                other = ast.Call(node.func, [condition, above, part], node.keywords)
                if ast.unparse(other) != ast.unparse(node):
                    expression = replaced(scene.expression, node, other)
                    yield Repair(expression, f"{shown(below)} should be {shown(part)}")

    def signed_branches(self, scene: Scene) -> Iterator[Repair]:
        """Of `np.where(abs(e) < d, e, d)`: beyond the bend the slope has the sign of `e`."""
        for node in ast.walk(scene.expression):
            if is_call(node, {"where"}) and isinstance(node, ast.Call) and len(node.args) == 3:
                for branch in node.args[1:]:
                    for name in {ast.unparse(one) for one in operands(node.args[0])}:
                        other = times(branch, parsed(f"np.sign({name})"))
                        expression = replaced(scene.expression, branch, other)
                        yield Repair(expression, f"{shown(branch)} should be {shown(other)}")

    def lacking_factors(self, scene: Scene) -> Iterator[Repair]:
        """Of `s + s * (1 - s)` in a slope's own function: one term lacks a quantity, `z`."""
        if scene.fault.binding.kind != "return":
            return
        arrays = [syntax for syntax, node in scene.values if not is_number(node)]
        names = [syntax for syntax in arrays if isinstance(syntax, ast.Name)]
        for node in ast.walk(scene.expression):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
                for name in names:
                    changed = times(node, name)
                    expression = replaced(scene.expression, node, changed)
                    yield Repair(expression, f"{shown(node)} should be {shown(changed)}")

    def repairs(self, scene: Scene) -> Iterator[Repair]:
        found = list(slopes(scene))
        for slope in found:
            if scene.could_be(scene.healed_value(slope)):
                yield Repair(slope, f"{shown(slope)} is the slope of this one")
        for old, slope, expression in other_slopes(scene):
            if not are_of_one_form(scene, old, slope):
                yield Repair(expression, f"{shown(old)} is not the slope of this one")
        for once, _ in dropped_slopes(scene, scene.expression):  # x * (1 - x) is two factors
            for start, _ in dropped_slopes(scene, once):
                rest = scene.healed_value(start)
                for slope in found:
                    if scene.could_be(product(rest, scene.healed_value(slope))):
                        what = f"{shown(slope)} is the slope of this one"
                        yield Repair(times(start, slope), what)

    def late_repairs(self, scene: Scene) -> Iterator[Repair]:
        for node in ast.walk(scene.expression):
            constant = isinstance(node, ast.BinOp) and isinstance(node.right, ast.Constant)
            if constant and isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
                expression = replaced(scene.expression, node, node.left)
                yield Repair(expression, f"{shown(node)} should be {shown(node.left)}")
        yield from self.signed_branches(scene)
        yield from self.lacking_factors(scene)
        for slope in usual_slopes(scene):
            yield Repair(slope, f"{shown(slope)} is the slope of this one")
        for element, name in elements(scene.expression):
            for node, side in products(element):
                old = node.left if side == "left" else node.right
                for form in ("{0} * (1 - {0})", "1 - {0} ** 2", "({0} > 0)"):
                    slope = parsed(form.format(name))
                    changed = replaced(scene.expression, old, slope)
                    yield Repair(changed, f"{shown(old)} should be {shown(slope)}")


USUAL = (  # the slopes of functions that people write, by what they take or give
    "{0} * (1 - {0})",
    "1 - {0} ** 2",
    "1 - {m}.tanh({0}) ** 2",
    "1 / (1 + {m}.exp(-{0}))",
    "{m}.exp({0})",
    "1 / {0}",
    "1 / (1 + {0} ** 2)",
)


def usual_slopes(scene: Scene) -> Iterator[ast.expr]:
    """Those slopes, of all that is called or read in the line."""
    library = "math" if scene.fault.value.ndim == len(scene.fault.binding.node.loops) else "np"
    calls = [one for one in ast.walk(scene.expression) if isinstance(one, ast.Call)]
    places = {ast.unparse(node) for node in (*operands(scene.expression), *calls)}
    for text in sorted(places):
        node = scene.evaluated(parsed(text))
        if node is not None and is_number(node):
            continue
        for form in USUAL:
            slope = parsed(form.format(text, m=library))
            if scene.could_be(scene.healed_value(slope)):
                yield slope
