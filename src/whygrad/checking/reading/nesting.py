"""Loops within one training step: what one adds up, the loop around it subtracts."""

from __future__ import annotations

import ast
from typing import Any

UPDATES = (ast.Add, ast.Sub)


def is_part_of_step(inner: Any, outer: Any) -> bool:
    """Whether the outer loop updates what the inner one reads from what the inner one adds up.

    Then one pass of the outer is a training step, even where a line of the inner one updates a
    parameter already.
    """
    within = set(ast.walk(inner))
    added = {root(node.target) for node in within if isinstance(node, ast.AugAssign)}
    read = {node.id for node in within if isinstance(node, ast.Name)}
    for node in ast.walk(outer):
        updated = updated_by(node) if node not in within else None
        if updated is not None and updated[0] in read and not added.isdisjoint(updated[1]):
            return True
    return False


def updated_by(node: ast.AST) -> tuple[str, set[str]] | None:
    """The name that a statement adds to or subtracts from, and the names of what it adds."""
    target: ast.expr
    if isinstance(node, ast.AugAssign) and isinstance(node.op, UPDATES):
        target, share = node.target, node.value
    elif isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp):
        target, share = node.targets[0], node.value.right
        if ast.unparse(target) != ast.unparse(node.value.left):
            return None
        if not isinstance(node.value.op, UPDATES):
            return None
    else:
        return None
    names = {one.id for one in ast.walk(share) if isinstance(one, ast.Name)}
    return root(target), names - {root(target)}


def root(target: ast.expr) -> str:
    """The name that a chain of items and attributes starts at."""
    while isinstance(target, ast.Subscript | ast.Attribute):
        target = target.value
    return target.id if isinstance(target, ast.Name) else ""
