"""Mistakes of omission: a term, a mask."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from whygrad.checking.edits import divided, operands, parsed, plus, replaced, times
from whygrad.checking.flows import is_number
from whygrad.checking.mistakes.kinds import Mistake, Repair, shown
from whygrad.checking.scene import Scene
from whygrad.checking.truths import factor


class MissingMask(Mistake):
    """Dropout's mask, or its 1/keep, is not in the backward pass.

    Example: `delta1 = (delta2 @ weights2.T) * slope`, where the hidden layer was multiplied by
    a mask.

    Why it still trains: on the average the mask is one number, and that is only a factor.

    How to see it: a unit that was dropped had no part in the loss; its gradient must be zero.

    Right: `... * mask / keep`, the same mask as in the forward pass.
    """

    id = "missing-mask"
    sentence = "The mask of the dropout is left out: {what}."

    def repairs(self, scene: Scene) -> Iterator[Repair]:
        masks = [syntax for syntax, node in scene.values if is_mask(node.value)]
        yield from self.of_keep(scene, {ast.unparse(mask) for mask in masks})
        masks = [each for each in masks if self.could_lack(scene, each)]
        for mask in masks:
            yield Repair(times(scene.expression, mask), f"multiply by {shown(mask)}")
        for mask in masks:
            for syntax, node in scene.values:
                if is_number(node) and node.value.dtype.kind == "f":
                    quotient = ast.BinOp(mask, ast.Div(), syntax)
                    yield Repair(
                        times(scene.expression, quotient), f"multiply by {shown(quotient)}"
                    )

    def could_lack(self, scene: Scene, mask: ast.expr) -> bool:
        value = scene.healed_value(times(scene.expression, mask))
        return value is None or scene.could_be(value)

    def of_keep(self, scene: Scene, masks: set[str]) -> Iterator[Repair]:
        """The mask is there, its 1/keep is not."""
        whole = scene.expression
        if masks.isdisjoint(ast.unparse(node) for node in operands(scene.statement)):
            return
        for part in ast.walk(whole):
            if isinstance(part, ast.Compare) and ast.unparse(part.left) in masks:
                changed = replaced(whole, part, part.left)
                yield Repair(changed, f"{shown(part.left)} has the 1/keep too")
        for syntax, node in scene.values:
            if is_number(node) and 0 < float(node.value.reshape(-1)[0]) < 1:
                yield Repair(divided(whole, syntax), f"divide by {shown(syntax)}")
                yield Repair(divided(whole, minus_one(syntax)), f"divide by 1 - {shown(syntax)}")


def minus_one(syntax: ast.expr) -> ast.expr:
    return ast.BinOp(ast.Constant(1), ast.Sub(), syntax)


def is_mask(value: np.ndarray) -> bool:
    """Whether an array is zero here and one other number there."""
    numbers = np.unique(value)
    return value.size > 1 and len(numbers) == 2 and numbers[0] == 0


class MissingTerm(Mistake):
    """A term of the loss has no part in the gradient.

    Example: a penalty on the weights in the loss only.

    Why it still trains: the other term's gradient is right; the weights are just not held back.

    How to see it: raise the penalty's factor: the training must change, and does not.

    Right: `+ 2 * decay * weights` beside the other term's gradient.
    """

    id = "missing-term"
    sentence = "A term of the loss has no part here: {what}."

    def repairs(self, scene: Scene) -> Iterator[Repair]:
        rest = scene.fault.truth - scene.fault.value if same_shape(scene) else None
        if rest is None:
            return
        for syntax, node in scene.values:
            if is_number(node) or node.value.shape != rest.shape or node.value.dtype.kind != "f":
                continue
            signs = parsed(f"np.sign({ast.unparse(syntax)})")
            for part, value in ((syntax, node.value), (signs, np.sign(node.value))):
                number = factor(rest, np.asarray(value))
                for scale in () if number is None else scales(scene, number):
                    term = ast.BinOp(scale, ast.Mult(), part)
                    yield Repair(plus(scene.expression, term), f"{shown(term)} is missing")


def same_shape(scene: Scene) -> bool:
    return scene.fault.truth.shape == scene.fault.value.shape


def scales(scene: Scene, number: float) -> Iterator[ast.expr]:
    """Ways to write a number with the script's own settings: `2 * decay`."""
    for syntax, node in scene.values:
        if is_number(node) and node.value.reshape(-1)[0]:
            ratio = number / float(node.value.reshape(-1)[0])
            for text, value in (("", 1.0), ("2 * ", 2.0), ("0.5 * ", 0.5)):
                if abs(ratio - value) < 1e-6:
                    yield parsed(text + ast.unparse(syntax))
    if scene.fault.truth.size > 1:  # to a single number any other one is proportional
        yield parsed(f"{number:.6g}")
