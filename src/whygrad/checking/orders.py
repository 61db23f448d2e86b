"""Changes of a script's text that move, copy or reset: what no single right side can mend."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from whygrad.checking.patches import Change, change_of, right_side
from whygrad.checking.reading import Script, statement_of
from whygrad.checking.traces import Binding

Changes = tuple[Change, ...]


def moved_below(script: Script, update: Binding, reader: Binding) -> Iterator[Changes]:
    """An update put below the lines that still need the old value."""
    moved = original(script, statement_of(update))
    block = block_of(script.tree, moved) if moved else None
    last = original(script, statement_of(reader))
    if moved is None or block is None or last is None:
        return
    below = [each for each in block if each.lineno >= last.lineno or contains(each, last)]
    for place in (*below, block[-1])[:4]:
        if place is not moved:
            text = ast.unparse(moved)
            after = change_after(script, place, text)
            yield change_of(moved, "pass"), after


def original(script: Script, statement: ast.stmt) -> ast.stmt | None:
    """The statement of the script's own tree that stands in the same place."""
    for node in ast.walk(script.tree):
        if isinstance(node, ast.stmt) and (node.lineno, node.col_offset) == (
            statement.lineno,
            statement.col_offset,
        ):
            return node
    return None


def contains(block: ast.stmt, statement: ast.stmt) -> bool:
    return any(node is statement for node in ast.walk(block))


def block_of(tree: ast.AST, statement: ast.stmt) -> list[ast.stmt] | None:
    """The list of statements that one stands in."""
    for node in ast.walk(tree):
        for name in ("body", "orelse"):
            block = getattr(node, name, None)
            if isinstance(block, list) and any(each is statement for each in block):
                return block
    return None


def change_after(script: Script, place: ast.stmt, text: str) -> Change:
    """A new line below a statement, indented as it is."""
    end = (place.end_lineno or place.lineno, place.end_col_offset or 0)
    return Change(end, end, f"\n{' ' * place.col_offset}{text}")


def change_before(place: ast.stmt, text: str) -> Change:
    start = (place.lineno, place.col_offset)
    return Change(start, start, f"{text}\n{' ' * place.col_offset}")


def conditions(script: Script, binding: Binding) -> Iterator[tuple[ast.If, Changes]]:
    """The condition that a statement stands under, with the other comparisons of its kind."""
    statement = original(script, statement_of(binding))
    around = [node for node in ast.walk(script.tree) if isinstance(node, ast.If)]
    if statement is None or not (around := [one for one in around if contains(one, statement)]):
        return
    place = max(around, key=lambda node: node.lineno)
    test = place.test
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        for operation in (ast.Gt, ast.Lt, ast.GtE, ast.LtE):
            if not isinstance(test.ops[0], operation):
                changed = ast.Compare(test.left, [operation()], test.comparators)
                yield place, (change_of(test, ast.unparse(changed)),)


def copied(script: Script, binding: Binding) -> Iterator[Changes]:
    """A real copy in the place of another name for the same array."""
    expression = right_side(statement_of(binding))
    if expression is None:
        return
    text = ast.unparse(bare(expression))
    for form in (
        "{0}.copy()",
        "[row[:] for row in {0}]",
        "[entry.copy() for entry in {0}]",
        "{{key: value.copy() for key, value in {0}.items()}}",
        "list({0})",
    ):
        yield (change_of(expression, form.format(text)),)


def bare(expression: ast.expr) -> ast.expr:
    """What a shallow copy is made of: `params` of `dict(params)` and `params.copy()`."""
    if isinstance(expression, ast.Call):
        if isinstance(expression.func, ast.Attribute) and expression.func.attr == "copy":
            return expression.args[0] if expression.args else expression.func.value
        if expression.args:
            return expression.args[0]
    if isinstance(expression, ast.Subscript) and isinstance(expression.slice, ast.Slice):
        return expression.value
    return expression


def reset(script: Script, binding: Binding) -> Iterator[Changes]:
    """A sum set to zero before the step adds to it, or no sum at all."""
    statement = original(script, statement_of(binding))
    if statement is None:
        return
    target = binding.name
    if isinstance(statement, ast.AugAssign):
        whole = f"{ast.unparse(statement.target)} = {ast.unparse(statement.value)}"
        yield (change_of(statement, whole),)
    outer = outermost(script.tree, statement)
    for zero in ("0.0", f"np.zeros_like({target})", f"[0.0] * len({target})"):
        yield (change_before(outer, f"{target} = {zero}"),)
    rows = f"[[0.0] * len(row) for row in {target}]"
    yield (change_before(outer, f"{target} = {rows}"),)


def outermost(tree: ast.AST, statement: ast.stmt) -> ast.stmt:
    """The loop over samples or units that a statement stands in, within the training loop."""
    found = statement
    for node in ast.walk(tree):
        if isinstance(node, ast.For) and node is not statement and contains(node, statement):
            inner = [each for each in node.body if contains(each, statement)]
            found = inner[0] if inner and isinstance(inner[0], ast.For) else found
    return found


def reshaped(script: Script, binding: Binding) -> Iterator[Changes]:
    """Operands of a difference in one shape."""
    expression = right_side(statement_of(binding))
    if expression is None:
        return
    for node in ast.walk(expression):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
            for side in (node.right, node.left):
                text = ast.unparse(side)
                yield (change_of(side, f"{text}.reshape(-1, 1)"),)
                yield (change_of(side, f"{text}.ravel()"),)
