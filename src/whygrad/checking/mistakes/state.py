"""Mistakes of order, memory and shape: each line is right by itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from whygrad.checking.edits import operands, parsed, replaced
from whygrad.checking.mistakes.kinds import Mistake, Repair
from whygrad.checking.scene import Scene
from whygrad.checking.spellings import is_name


class UpdatedTooEarly(Mistake):
    """A parameter is updated and then used for an earlier layer's gradient.

    Example: `weights2 -= ...` stands above `delta1 = (delta2 @ weights2.T) * slope`.

    Why it still trains: one step moves the weights so little that the new ones serve as well.

    How to see it: take one step with a large learning rate and compare it with a pure one.

    Right: all gradients first, then all updates.
    """

    id = "updated-too-early"
    sentence = "A parameter is updated too early: {what}."


class Aliased(Mistake):
    """The "old" copy is the same array as the new one.

    Example: `old = weights2`, or a shallow copy of a list of arrays, before `weights2 -= ...`.

    Why it still trains: as with an update that comes too early.

    How to see it: `old is weights2` is true; or print `old` after the update.

    Right: `old = weights2.copy()`, for lists and dicts a copy of each array in them.
    """

    id = "aliased"
    sentence = "This is no copy: {what}."


class Accumulated(Mistake):
    """The gradients of the last step are still in the sum.

    Example: `grad_weight += ...` in a step that never sets grad_weight back to 0.

    Why it still trains: the sum of all past gradients is a momentum that never decays; with a
    small learning rate it swings and still falls.

    How to see it: print the gradient of the second step, then that of a fresh start from there.

    Right: set the sum to zero at the begin of each step.
    """

    id = "accumulated"
    sentence = "The last step's gradients are still in this sum: {what}."


class Overwritten(Mistake):
    """A quantity is used twice, and the second use overwrites the gradient of the first.

    Example: `grad = ...` for one use, and again `grad = ...` for the other; or `grad[i] += ...`
    with an array `i` that names a place twice: NumPy adds there only once.

    Why it still trains: one of the two shares is right.

    How to see it: leave one of the two uses out of the forward pass and compare.

    Right: `grad += ...` the second time, `np.add.at(grad, i, ...)`: the shares of all uses add up.
    """

    id = "overwritten"
    sentence = "The sum is overwritten where it should grow: {what}."

    def early_repairs(self, scene: Scene) -> Iterator[Repair]:
        statement = scene.statement
        if isinstance(statement, ast.AugAssign) and isinstance(statement.target, ast.Subscript):
            yield from self.at_all_places(scene, statement, statement.target)
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target = statement.targets[0]
            if not isinstance(target, ast.Name | ast.Attribute | ast.Subscript):
                return
            if any(ast.unparse(node) == ast.unparse(target) for node in operands(statement.value)):
                return
            grown = ast.AugAssign(target, ast.Add(), statement.value)
            text = f"{ast.unparse(target)} += ..."
            what = f"`{text}` adds to what is there"
            yield Repair(scene.expression, what, grown, anew=is_set_before(scene, target))

    def repairs(self, scene: Scene) -> Iterator[Repair]:
        """Of `[d * x for g, d in zip(grad, delta)]`: what it goes through and never adds."""
        for node in ast.walk(scene.expression):
            if not isinstance(node, ast.ListComp) or isinstance(node.elt, ast.ListComp):
                continue
            used = {ast.unparse(one) for one in operands(node.elt)}
            targets = [one.target for one in node.generators]
            names = [one.id for each in targets for one in ast.walk(each) if is_name(one)]
            for name in (one for one in names if one not in used):
                grown = ast.BinOp(parsed(name), ast.Add(), node.elt)
                changed = replaced(scene.expression, node.elt, grown)
                yield Repair(changed, f"`{name}` is what is there, and belongs to the sum")

    def at_all_places(
        self, scene: Scene, statement: ast.AugAssign, target: ast.Subscript
    ) -> Iterator[Repair]:
        """`np.add.at` where an array names a place more than once."""
        name = {ast.Add: "add", ast.Sub: "subtract"}.get(type(statement.op))
        places = scene.evaluated(target.slice)
        if name is None or places is None or not is_repeated(places.value):
            return
        given = ", ".join(map(ast.unparse, (target.value, target.slice, statement.value)))
        for module in module_names(scene.script.tree, "numpy"):
            call = f"{module}.{name}.at"
            what = f"`{call}` adds as often as a place is named"
            yield Repair(scene.expression, what, ast.Expr(parsed(f"{call}({given})")), anew=True)


def is_repeated(places: np.ndarray) -> bool:
    """Whether an index array names a place twice."""
    return places.ndim > 0 and places.dtype.kind in "iu" and np.unique(places).size < places.size


def module_names(tree: ast.AST, module: str) -> list[str]:
    """What a script calls a module that it imports."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    return [one.asname or one.name for node in imports for one in node.names if one.name == module]


def is_set_before(scene: Scene, target: ast.expr) -> bool:
    """Whether the script gives a name, or what it is an item of, a value above this line too."""
    while isinstance(target, ast.Subscript):
        target = target.value
    name, line = ast.unparse(target), scene.fault.binding.site.line
    assigned = [node for node in ast.walk(scene.script.tree) if isinstance(node, ast.Assign)]
    targets = [one for node in assigned if node.lineno < line for one in node.targets]
    return any(
        isinstance(one, ast.expr) and ast.unparse(one) == name
        for target in targets
        for one in ast.walk(target)
    )


class ShapeGrows(Mistake):
    """A parameter or a gradient changes its shape by broadcasting.

    Example: weights that start with shape (1, 1) and a gradient of shape (1, 2); or a
    difference of shapes (n, 1) and (n,), which is (n, n).

    Why it still trains: broadcasting makes all shapes fit, and the network has become another.

    How to see it: assert that each gradient has the shape of its parameter.

    Right: equal shapes from the start.
    """

    id = "shape-grows"
    sentence = "A shape grows by broadcasting: {what}."


class MissingGradient(Mistake):
    """A parameter is never updated, or its gradient is never computed.

    Example: no grad_biases1, so that the hidden biases keep their starting values.

    Why it still trains: the other parameters learn around it.

    How to see it: compare all parameters before and after training.

    Right: a gradient and an update for each parameter.
    """

    id = "missing-gradient"
    sentence = "The loss depends on a parameter that no step changes: {what}."


class WrongLoss(Mistake):
    """The loss code is not the loss that the gradient belongs to.

    Example: a difference of shapes (m, 1) and (m,) within the loss: it sums over all pairs.

    Why it still trains: the gradient is right; only the printed figure is not what it says.

    How to see it: compute the loss of two samples by hand.

    Right: one term a sample.
    """

    id = "wrong-loss"
    sentence = "The gradients are right, but they belong to another loss: {what}."
