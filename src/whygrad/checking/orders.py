"""Changes of a script's text that move, copy or reset: what no single right side can mend."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from whygrad.checking.patches import Change, change_of, right_side
from whygrad.checking.reading import Script, statement_of
from whygrad.checking.state import Lapse
from whygrad.checking.traces import Binding, Trace

Changes = tuple[Change, ...]
SHALLOW = {"copy", "view", "items"}
FLAT = {"flatten", "ravel", "squeeze"}


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


def copied(script: Script, binding: Binding, name: str = "") -> Iterator[Changes]:
    """A real copy in the place of another name for the same array, the parameter `name`."""
    expression = right_side(statement_of(binding))
    if expression is None:
        return
    text = ast.unparse(bare(expression))
    part = name.removeprefix(text)
    if part.startswith(("['", '["')):
        forms = ["{{key: value.copy() for key, value in {0}.items()}}", "copy.deepcopy({0})"]
    elif part.startswith("["):
        forms = ["[entry.copy() for entry in {0}]", "copy.deepcopy({0})"]
    else:
        forms = ["{0}.copy()", "[row[:] for row in {0}]", "list({0})", "copy.deepcopy({0})"]
    for form in forms:
        yield (change_of(expression, form.format(text)),)


def bare(expression: ast.expr) -> ast.expr:
    """What a shallow copy is made of: `params` of `dict(params)` and `params.copy()`."""
    if isinstance(expression, ast.Call):
        if isinstance(expression.func, ast.Attribute) and expression.func.attr in SHALLOW:
            return expression.args[0] if expression.args else expression.func.value
        if expression.args:
            return expression.args[0]
    if isinstance(expression, ast.Subscript) and isinstance(expression.slice, ast.Slice):
        return expression.value
    if isinstance(expression, ast.DictComp | ast.ListComp):
        return bare(expression.generators[0].iter)
    return expression


def reset(script: Script, trace: Trace, lapse: Lapse) -> Iterator[Changes]:
    """No sum at all, or one that is set to zero at the begin of each step."""
    statement = original(script, statement_of(lapse.binding))
    if isinstance(statement, ast.AugAssign):
        whole = f"{ast.unparse(statement.target)} = {ast.unparse(statement.value)}"
        yield (change_of(statement, whole),)
    places = []
    if (loop := loop_at(script, trace.loop)) is not None:
        for text in initial(script, trace, lapse.name, loop):
            yield (change_before(loop.body[0], text),)
        places.append((loop.body[0], lapse.name))
    if statement is not None and (function := function_of(script, statement)) is not None:
        places.append((function.body[0], lapse.binding.name))
    single = ["0.0"] if lapse.binding.node.value.ndim == 0 else []
    for place, name in places:
        for zero in (*single, "0 * {0}", "[0.0] * len({0})", "[[0.0] * len(row) for row in {0}]"):
            yield (change_before(place, f"{name} = {zero.format(name)}"),)


def loop_at(script: Script, line: int | None) -> ast.For | ast.While | None:
    loops = (node for node in ast.walk(script.tree) if isinstance(node, ast.For | ast.While))
    return next((loop for loop in loops if loop.lineno == line), None)


def function_of(script: Script, statement: ast.stmt) -> ast.FunctionDef | None:
    """The function that a statement stands in."""
    functions = [node for node in ast.walk(script.tree) if isinstance(node, ast.FunctionDef)]
    around = [each for each in functions if contains(each, statement)]
    return max(around, key=lambda node: node.lineno, default=None)


def initial(script: Script, trace: Trace, name: str, loop: ast.For | ast.While) -> Iterator[str]:
    """The statements, in the loop's own scope, that give a sum its first value."""
    for binding in reversed(trace.before):
        statement = original(script, statement_of(binding))
        if not isinstance(statement, ast.Assign) or contains(loop, statement):
            continue
        target = ast.unparse(statement.targets[0])
        same_scope = function_of(script, statement) is function_of(script, loop)
        if same_scope and (target == name or name.startswith((f"{target}[", f"{target}."))):
            yield ast.unparse(statement)


def resized(script: Script, lapse: Lapse) -> Iterator[Changes]:
    """A start in the shape that it grows to; a gradient in its parameter's shape."""
    parameter, binding = lapse.parameter, lapse.binding
    if parameter is None:
        return
    if binding is parameter.gradient:
        expression = right_side(statement_of(binding))
        if expression is not None:
            text = f"({ast.unparse(expression)}).reshape({parameter.name}.shape)"
            yield (change_of(expression, text),)
        return
    before, after = parameter.start.value.shape, parameter.end.value.shape
    pairs = zip(before, after, strict=len(before) == len(after))
    longer = {(old, new) for old, new in pairs if old != new}
    nodes = ast.walk(binding.node.site.syntax)
    numbers = [node for node in nodes if isinstance(node, ast.Constant)]
    for number in sorted(numbers, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        for old, new in longer:
            if number.value == old and isinstance(number.value, int):
                yield from (
                    (change_of(number, text),) for text in (*widths_at(script, number), str(new))
                )


def widths_at(script: Script, number: ast.expr) -> list[str]:
    """The arguments of the function that a number stands in: what a layer's widths are called."""
    functions = [node for node in ast.walk(script.tree) if isinstance(node, ast.FunctionDef)]
    around = [each for each in functions if any(node is number for node in ast.walk(each))]
    names = [argument.arg for each in around[-1:] for argument in each.args.args]
    return [name for name in names[::-1] if name != "self"][:4]


def reshaped(script: Script, binding: Binding) -> Iterator[Changes]:
    """Operands of a difference in one shape."""
    expression = right_side(statement_of(binding))
    if expression is None:
        return
    for node in ast.walk(expression):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
            for side in (node.right, node.left):
                text = ast.unparse(side)
                match side:
                    case ast.Call(ast.Attribute(whole, name)) if name in FLAT:
                        yield (change_of(side, ast.unparse(whole)),)
                yield (change_of(side, f"{text}.reshape(-1, 1)"),)
                yield (change_of(side, f"{text}.ravel()"),)
