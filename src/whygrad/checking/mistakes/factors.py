"""Mistakes in a constant factor or in the sign."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from whygrad.checking.edits import (
    divided,
    is_call,
    multiple,
    operands,
    parsed,
    replaced,
    times,
    with_other_numbers,
    with_other_sums,
    with_turned_sign,
    without_factors,
)
from whygrad.checking.flows import is_number
from whygrad.checking.mistakes.kinds import Mistake, Repair, shown
from whygrad.checking.scene import Scene
from whygrad.checking.truths import factor


class WrongSign(Mistake):
    """The sign is turned, and no later line turns it back.

    Example: `error = target - output` in an update that subtracts. The other order, or an
    update that adds, would be right.

    Why it still trains: where only one of several gradients is turned, the others learn enough
    to hide it. Where all are turned the loss rises, and one sees it.

    How to see it: a finite change. Raise the parameter a little; the loss must move as its
    gradient says.

    Right: dL/do of (o - y)**2 / 2 is o - y.
    """

    id = "wrong-sign"
    sentence = "The sign is turned here, and no later line turns it back: {what}."

    def repairs(self, scene: Scene) -> Iterator[Repair]:
        if isinstance(scene.statement, ast.AugAssign) and scene.fault.start is not None:
            yield from self.turned_update(scene, scene.statement)
        for expression in with_turned_sign(scene.expression):
            yield Repair(expression, f"{shown(expression)} is the right way round")

    def turned_update(self, scene: Scene, statement: ast.AugAssign) -> Iterator[Repair]:
        turned = {ast.Sub: ast.Add(), ast.Add: ast.Sub()}.get(type(statement.op))
        if turned is not None:
            changed = ast.AugAssign(statement.target, turned, statement.value)
            yield Repair(scene.expression, f"{shown(changed)} goes downhill", changed)


class Averaged(Mistake):
    """A mean where a sum belongs: the division by the number of samples happens twice.

    Example: `grad_bias = delta.mean(axis=0)`, where delta has the loss's 1/n in it already.

    Why it still trains: the direction is right, the step is n times too short.

    How to see it: compare the lengths of all gradients with finite differences; this one is off
    by the number of samples, and the others are not.

    Right: the sum over the samples; the mean of the loss gives its 1/n once, in the first line
    of the backward pass.
    """

    id = "averaged"
    sentence = "The samples are averaged once too often: {what}."

    def repairs(self, scene: Scene) -> Iterator[Repair]:
        for expression, change, _ in with_other_sums(scene.expression):
            if change in ("mean to sum", "average to sum"):
                yield Repair(
                    expression, f"{shown(expression)} is the sum, whose 1/n is there already"
                )
        if is_division(scene.statement) and is_count(scene, scene.expression):
            yield Repair(parsed("1"), f"the division by {shown(scene.expression)} is in it already")
        for expression, dropped in without_factors(scene.expression):
            if is_count(scene, dropped):
                yield Repair(expression, f"the division by {shown(dropped)} is in it already")


def is_division(statement: ast.AST) -> bool:
    """Whether this is `gradient /= n`."""
    return isinstance(statement, ast.AugAssign) and isinstance(statement.op, ast.Div)


def is_count(scene: Scene, syntax: ast.expr) -> bool:
    """Whether an expression is a number that the script computes, as the number of samples."""
    node = scene.evaluated(syntax)
    if isinstance(syntax, ast.Constant) or node is None or not is_number(node):
        return False
    return float(node.value.reshape(-1)[0]) >= 2


class ExtraFactor(Mistake):
    """A stray constant factor.

    Example: `grad_weights2 = 2 * hidden.T @ delta`, where the square's 2 is in delta already.

    Why it still trains: the direction is right; this parameter has a learning rate of its own.

    How to see it: divide the gradient by a finite difference, entry by entry: all are 2.

    Right: no factor.
    """

    id = "extra-factor"
    sentence = "There is a constant factor too much: {what}."

    def repairs(self, scene: Scene) -> Iterator[Repair]:
        for expression, dropped in without_factors(scene.expression):
            node = scene.evaluated(dropped)
            if node is not None and is_number(node):
                yield Repair(expression, f"without {shown(dropped)} it is right")
        for number, expression in with_other_numbers(scene.expression, (0.5, 0.25)):
            yield Repair(expression, f"{number} is too much")


class MissingFactor(Mistake):
    """A constant factor is left out: a 2, the 1/n of a mean, a penalty's 2.

    Example: the penalty `decay * (w**2).sum()` with the gradient `decay * w`.

    Why it still trains: the direction is right, or nearly so; only the balance is off.

    How to see it: divide the finite difference by the gradient, entry by entry: all are 2.

    Right: 2 * decay * w. A factor left out of all gradients alike is no mistake: the learning
    rate takes it up.
    """

    id = "missing-factor"
    sentence = "A constant factor is left out: {what}."

    def repairs(self, scene: Scene) -> Iterator[Repair]:
        yield from self.of_the_whole(scene)
        for expression, change, _ in with_other_sums(scene.expression):
            if change == "sum to mean":
                yield Repair(expression, f"{shown(expression)} has the 1/n")
        if (array := array_in_part(scene)) is not None:
            yield from self.of_the_array(scene, array)
        unknown = scene.fault.truth is scene.fault.value  # what the line should give
        if unknown or isinstance(scene.statement, ast.AugAssign):
            for text in ("2", "0.5"):
                doubled = multiple(parsed(text), scene.expression)
                yield Repair(doubled, f"the factor {text}")
        for number, expression in with_other_numbers(scene.expression, (2, 4)):
            yield Repair(expression, f"{number} is too little")
        for node in ast.walk(scene.expression):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
                yield from self.of_a_term(scene, node)

    def of_the_whole(self, scene: Scene) -> Iterator[Repair]:
        number = scene.fault.factor or factor_in_part(scene.fault.value, scene.fault.truth)
        if number is None or number <= 0:
            return
        for syntax, is_divisor in own_numbers(scene, 1 / number):
            if is_divisor:
                yield Repair(divided(scene.expression, syntax), f"divide by {shown(syntax)}")
            else:
                yield Repair(times(scene.expression, syntax), f"multiply by {shown(syntax)}")
        for text, value in (("2", 2.0), ("0.5", 0.5), ("4", 4.0), ("3", 3.0), ("0.25", 0.25)):
            if abs(number * value - 1) < 1e-6:
                doubled = multiple(parsed(text), scene.expression)
                yield Repair(doubled, f"the factor {text}")

    def of_the_array(self, scene: Scene, array: str) -> Iterator[Repair]:
        """A line below one that writes to a part of an array: `dscores /= N`."""
        for syntax, node in scene.values:
            if is_number(node) and float(node.value.reshape(-1)[0]) > 1:
                below = ast.parse(f"{array} /= {ast.unparse(syntax)}").body
                both = ast.Module([scene.statement, *below], [])
                yield Repair(scene.expression, f"divide `{array}` by {shown(syntax)}", both)

    def of_a_branch(self, scene: Scene) -> Iterator[Repair]:
        """Of `np.where(small, e, np.sign(e))`: one case lacks a number of the script."""
        for node in ast.walk(scene.expression):
            if not (is_call(node, {"where"}) and isinstance(node, ast.Call)):
                continue
            for branch in node.args[1:]:
                for syntax, value in scene.values:
                    if is_number(value):
                        changed = replaced(scene.expression, branch, times(branch, syntax))
                        yield Repair(changed, f"the factor {shown(syntax)} of {shown(branch)}")

    def late_repairs(self, scene: Scene) -> Iterator[Repair]:
        yield from self.of_a_branch(scene)
        for node in operands(scene.expression):
            value = scene.evaluated(node)
            for text in ("2", "0.5") if value is not None and is_number(value) else ():
                doubled = multiple(parsed(text), node)
                changed = replaced(scene.expression, node, doubled)
                yield Repair(changed, f"the factor {text} of {shown(node)}")
        number = scene.fault.factor
        if number is not None and number > 0 and scene.fault.truth.size > 1:
            best = f"{1 / number:.6g}"
            yield Repair(times(scene.expression, parsed(best)), f"the factor {best}")

    def of_a_term(self, scene: Scene, node: ast.BinOp) -> Iterator[Repair]:
        for term in (node.right, node.left):
            yield from self.by_a_number(scene, term)
            for text in ("2", "0.5"):
                doubled = ast.BinOp(parsed(text), ast.Mult(), term)
                expression = replaced(scene.expression, term, doubled)
                yield Repair(expression, f"the factor {text} of {shown(term)}")

    def by_a_number(self, scene: Scene, term: ast.expr) -> Iterator[Repair]:
        """A term that lacks a number of the script: `decay * w` where `decay * w / n` belongs."""
        own, truth = scene.healed_value(term), scene.fault.truth
        if own is None or own.shape != truth.shape or truth.shape != scene.fault.value.shape:
            return
        if scene.fault.start is not None:  # of an update it is the gradient's own line
            return
        more = factor(truth - scene.fault.value, own)
        if more is None or own.size < 2:
            return
        for number in (1 + more, 1 - more):  # what is subtracted lacks it with the other sign
            for syntax, is_divisor in own_numbers(scene, number):
                changed = divided(term, syntax) if is_divisor else times(term, syntax)
                verb = "divide" if is_divisor else "multiply"
                what = f"{verb} {shown(term)} by {shown(syntax)}"
                yield Repair(replaced(scene.expression, term, changed), what)


def own_numbers(scene: Scene, wanted: float) -> Iterator[tuple[ast.expr, bool]]:
    """The script's numbers that are a factor, or (True) that a division by them gives."""
    for syntax, node in (*scene.values, *scene.counts):
        value = float(node.value.reshape(-1)[0]) if is_number(node) else 0.0
        if value > 1 and abs(wanted * value - 1) < 1e-6:
            yield syntax, True
        if value > 0 and abs(wanted / value - 1) < 1e-6:
            yield syntax, False


def factor_in_part(value: np.ndarray, truth: np.ndarray) -> float | None:
    """The factor of those entries that are not right, as where one line has one column."""
    if value.shape != truth.shape:
        return None
    wrong = ~np.isclose(value, truth, rtol=1e-9, atol=0)
    return factor(value[wrong], truth[wrong]) if wrong.any() else None


def array_in_part(scene: Scene) -> str | None:
    """The array of which the line writes only some entries: `p` of `p[range(n), y] -= 1`."""
    statement = scene.statement
    targets: list[ast.expr] = getattr(statement, "targets", [getattr(statement, "target", None)])
    target = targets[0]
    if not isinstance(target, ast.Subscript):
        return None
    node = scene.evaluated(target.value)
    return ast.unparse(target.value) if node is not None and node.value.ndim else None
