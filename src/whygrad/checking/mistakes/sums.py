"""Mistakes in what is summed over."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from whygrad.checking.edits import (
    parsed,
    reduced,
    replaced,
    replaced_everywhere,
    with_other_sums,
)
from whygrad.checking.mistakes.kinds import Mistake, Repair, shown
from whygrad.checking.scene import Scene
from whygrad.checking.spellings import is_constant


class SummedOverAll(Mistake):
    """A vector of biases gets one number: the sum runs over its units too.

    Example: `grad_biases1 = np.sum(delta1)`, one number for all hidden units.

    Why it still trains: each bias gets its own gradient and those of its neighbours; on the
    average the direction is not bad, and the weights make up for it.

    How to see it: the shape. A gradient has the shape of its parameter.

    Right: one sum for each unit, over the samples only: `delta1.sum(axis=0)`.
    """

    id = "summed-over-all"
    sentence = "The sum runs over too much, so that all entries get one number: {what}."

    def repairs(self, scene: Scene) -> Iterator[Repair]:
        if scene.fault.truth.size == 1 and not scene.fault.binding.node.loops:
            return
        one_number = scene.fault.value.size == 1 < scene.fault.truth.size
        for expression, _, over_all in with_other_sums(scene.expression):
            if over_all or one_number:
                yield Repair(expression, f"{shown(expression)} has one sum for each")


class MissingSum(Mistake):
    """The sum over the samples, or over another index, is left out.

    Example: `grad_biases = delta`, of shape (samples, units), subtracted from the biases.

    Why it still trains: broadcasting hides it; the biases grow to one row for each sample.

    How to see it: the shape. A gradient has the shape of its parameter.

    Right: `delta.sum(axis=0)`.
    """

    id = "missing-sum"
    sentence = "A sum is left out: {what}."

    def repairs(self, scene: Scene) -> Iterator[Repair]:
        for axis in (0, 1, None):
            for keep in (False, True) if axis is not None else (False,):
                expression = reduced(scene.expression, "sum", axis, keep)
                yield Repair(expression, f"{shown(expression)} adds the samples up")
        for node in ast.walk(scene.expression):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
                yield from self.of_all_outputs(scene, node)
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
                for term in (node.right, node.left):
                    for axis in (0, 1):
                        whole = reduced(term, "sum", axis, False)
                        expression = replaced(scene.expression, term, whole)
                        yield Repair(expression, f"{shown(whole)} adds the samples up")
            if isinstance(node, ast.Subscript) and is_constant(node.slice):
                whole = reduced(node.value, "sum", 0, False)
                what = f"{shown(node)} is one sample's, and {shown(whole)} that of all"
                yield Repair(replaced(scene.expression, node, whole), what)
                yield from self.of_all_rows(scene, node)
        for expression, change, _ in with_other_sums(scene.expression):
            if change != "sum to mean":
                yield Repair(expression, f"{shown(expression)} adds the samples up")

    def of_all_outputs(self, scene: Scene, product: ast.BinOp) -> Iterator[Repair]:
        """`delta[0] * w[j][0]`, the share of one output: that of all is a sum over them."""
        parts = [node for node in ast.walk(product) if isinstance(node, ast.Subscript)]
        places = {ast.unparse(node.slice) for node in parts if is_fixed(scene, node.slice)}
        for place in places if len(parts) > 1 else ():
            same = [node for node in parts if ast.unparse(node.slice) == place]
            whole: ast.expr = product
            for node in same:
                index = ast.Subscript(node.value, ast.Name("out", ast.Load()), ast.Load())
                whole = replaced_everywhere(whole, ast.unparse(node), index)
            text = f"sum({ast.unparse(whole)} for out in range(len({ast.unparse(same[0].value)})))"
            what = f"{shown(product)} is the share of one output, and `{text}` that of all"
            yield Repair(replaced(scene.expression, product, parsed(text)), what)

    def of_all_rows(self, scene: Scene, row: ast.Subscript) -> Iterator[Repair]:
        """`delta[-1][m]` of a list of rows: that of all is `sum(row[m] for row in delta)`."""
        for node in ast.walk(scene.expression):
            if isinstance(node, ast.Subscript) and node.value is row:
                text = f"sum(row[{ast.unparse(node.slice)}] for row in {ast.unparse(row.value)})"
                what = f"{shown(node)} is one sample's, and `{text}` that of all"
                yield Repair(replaced(scene.expression, node, parsed(text)), what)


def is_fixed(scene: Scene, index: ast.expr) -> bool:
    """Whether a subscript is the same in all passes of the loops around: a number, a label."""
    named = isinstance(index, ast.Name) and index.id not in scene.counters
    return named or is_constant(index)
