"""What a script names, as syntax: its functions, and what stands beside an entry of a list."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeGuard

from whygrad.checking.edits import parsed, replaced


def functions(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """The functions and lambdas of a script that have a name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            yield from ((one.id, node.value) for one in node.targets if isinstance(one, ast.Name))


def is_formula(syntax: ast.AST) -> bool:
    """Whether a function only computes: no loop, nothing stored outside it."""
    held = ast.For, ast.While, ast.Global, ast.Nonlocal, ast.AugAssign, ast.Yield, ast.With
    for node in ast.walk(syntax):
        if isinstance(node, held):
            return False
        if isinstance(node, ast.Assign) and not all(
            isinstance(target, ast.Name) for target in node.targets
        ):
            return False
    return True


def neighbours(node: ast.Subscript) -> Iterator[ast.expr]:
    """`h[t]`, `h[t + 1]` and `h[t - 1]` for one of them; `cache["A" + str(l)]` likewise.

    So is `cache["A", l]`, whose key has a text, but no entry of a matrix.
    """
    moved = [part for part in ast.walk(node.slice) if is_moved(part)]
    names = [part for part in ast.walk(node.slice) if isinstance(part, ast.Name)]
    places: list[ast.expr] = [*moved, *(name for name in names if name.id not in ("str", "len"))]
    if not places or isinstance(node.slice, ast.Slice):
        return
    if isinstance(node.slice, ast.Tuple) and not any(map(is_text, node.slice.elts)):
        return
    base = places[0].left if isinstance(places[0], ast.BinOp) else places[0]
    for text in ("{0}", "{0} + 1", "{0} - 1"):
        index = parsed(text.format(ast.unparse(base)))
        yield ast.Subscript(node.value, replaced(node.slice, places[0], index), ast.Load())


def is_moved(node: ast.AST) -> TypeGuard[ast.BinOp]:
    """Whether this is `t + 1` or `t - 1`."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Add | ast.Sub):
        return False
    return isinstance(node.left, ast.Name) and isinstance(node.right, ast.Constant)


def is_constant(index: ast.expr) -> bool:
    """Whether a subscript is a number or a text, and not a loop's variable."""
    return all(not isinstance(node, ast.Name) for node in ast.walk(index))


def is_name(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name)


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
