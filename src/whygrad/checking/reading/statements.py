"""Statements, one after the other."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from whygrad.checking.reading import branches, calls, imports, lists, loops, naming, targets
from whygrad.checking.reading.expressions import FAILURES, evaluate, said, shown
from whygrad.checking.reading.interpreter import Interpreter, Moment, known
from whygrad.checking.reading.journal import MISSING
from whygrad.checking.reading.numbers import is_array, is_number, truth_of
from whygrad.checking.reading.signals import THROUGH, Dependent, Flow, Tainted, Unreadable
from whygrad.checking.reading.values import Class, Function, Listing, Mapping, Unknown
from whygrad.checking.traces import Node

LEAVING = ast.Return | ast.Continue | ast.Break | ast.Raise


def run_block(m: Interpreter, block: Sequence[ast.stmt]) -> Flow:
    """Runs statements until one leaves the block."""
    for place, statement in enumerate(block):
        if isinstance(statement, ast.If):
            flow = conditional(m, statement, block[place + 1 :])
            if flow is not None:
                return flow
            continue
        flow = run(m, statement)
        if flow.kind:
            return flow
    return THROUGH


def run(m: Interpreter, statement: ast.stmt) -> Flow:
    """One statement; what cannot be read is noted, and what it assigns is unknown."""
    begin(m, statement)
    handler = HANDLERS.get(type(statement))
    try:
        if handler is None:
            raise Unreadable(f"`{first_line(statement)}` is not read")
        return handler(m, statement) or THROUGH
    except Tainted as taint:
        spoil(m, statement, taint.unknown)
    except Unreadable as error:
        spoil(m, statement, m.refuse(statement, str(error)))
    except FAILURES as error:
        text = f"`{first_line(statement)}` would fail: {said(error)}"
        spoil(m, statement, m.refuse(statement, text))
    return THROUGH


def begin(m: Interpreter, statement: ast.stmt) -> None:
    m.spend(1)
    m.here = m.statement = statement
    accesses = tuple(entry.copy() for entry in m.accesses)
    m.moment = Moment(
        m,
        m.journal.cursor,
        m.scope,
        m.loops,
        m.masks,
        m.calls,
        statement,
        accesses,
        m.random.bit_generator.state,
    )


def first_line(statement: ast.stmt) -> str:
    return shown(statement).split(":")[0] if hasattr(statement, "body") else shown(statement)


def spoil(m: Interpreter, statement: ast.stmt, unknown: Unknown) -> None:
    """What a statement that could not be read may have changed is unknown."""
    for name in assigned(statement):
        scope = targets.holder_of(m, name)
        m.note(scope, (name,), "w")
        m.write(scope, name, unknown)
    for node in ast.walk(statement):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            try:
                targets.set_attribute(m, node, unknown)
            except (Tainted, Unreadable):
                continue


def assigned(statement: ast.AST) -> list[str]:
    """The names that a statement assigns."""
    found = [
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.AugAssign | ast.Assign):
        places = [statement.target] if isinstance(statement, ast.AugAssign) else statement.targets
        for place in places:
            while isinstance(place, ast.Subscript):
                place = place.value
            if isinstance(place, ast.Name):
                found.append(place.id)
    return list(dict.fromkeys(found))


# Assignment -------------------------------------------------------------------------------------


def assign(m: Interpreter, statement: ast.Assign) -> None:
    if m.loops and len(statement.targets) == 1:
        term = own_sum(statement.targets[0], statement.value)
        if term is not None and is_sum_of_numbers(m, statement.targets[0]):
            add(m, statement, *term)
            return
    value = evaluate(m, statement.value)
    first = len(m.bindings)
    for target in statement.targets:
        m.here = statement
        targets.assign(m, target, value)
    if m.pending:
        start(m, first)


def start(m: Interpreter, first: int) -> None:
    """Without a training loop, start values are put in place where a name is first assigned."""
    for binding in m.bindings[first:]:
        value = m.pending.pop(binding.name, None)
        if value is not None and naming.set_place(m, binding.name, value):
            m.record(binding.name, m.created[-1], "assign")


def is_sum_of_numbers(m: Interpreter, target: ast.expr) -> bool:
    """The target holds a number (an array would be a new one)."""
    try:
        return is_number(targets.current(m, target))
    except (Tainted, Unreadable):
        return False


def own_sum(target: ast.expr, value: ast.expr) -> tuple[type, ast.expr] | None:
    """Of `s = s + e`, `s = e + s`, `s = s - e`: the operator and `e`."""
    if not isinstance(target, ast.Name | ast.Attribute) or not isinstance(value, ast.BinOp):
        return None
    name = ast.unparse(target)
    if isinstance(value.op, ast.Add | ast.Sub) and ast.unparse(value.left) == name:
        other, kind = value.right, type(value.op)
    elif isinstance(value.op, ast.Add) and ast.unparse(value.right) == name:
        other, kind = value.left, ast.Add
    else:
        return None
    if any(ast.unparse(e) == name for e in ast.walk(other) if isinstance(e, ast.expr)):
        return None
    return kind, other


def add(m: Interpreter, statement: ast.stmt, kind: type, syntax: ast.expr) -> None:
    target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target  # type: ignore[attr-defined]
    value = evaluate(m, syntax)
    m.here = statement
    targets.augment(m, target, kind, value)


def annotate(m: Interpreter, statement: ast.AnnAssign) -> None:
    if statement.value is not None:
        value = evaluate(m, statement.value)
        m.here = statement
        targets.assign(m, statement.target, value)


def augment(m: Interpreter, statement: ast.AugAssign) -> None:
    value = evaluate(m, statement.value)
    m.here = statement
    targets.augment(m, statement.target, type(statement.op), value)


def delete(m: Interpreter, statement: ast.Delete) -> None:
    for target in statement.targets:
        if isinstance(target, ast.Name):
            m.write(targets.holder_of(m, target.id), target.id, MISSING)
        elif isinstance(target, ast.Subscript):
            remove_entry(m, target)


def remove_entry(m: Interpreter, target: ast.Subscript) -> None:
    owner, key = known(evaluate(m, target.value)), known(evaluate(m, target.slice))
    if isinstance(owner, Mapping):
        content = dict(m.slot(owner, "content"))
        content.pop(key, None)
        m.note(owner, (), "w")
        m.write(owner, "content", content)
    elif isinstance(owner, Listing):
        items = list(lists.items_of(m, owner))
        del items[key]
        m.note(owner, (), "w")
        m.write(owner, "content", tuple(items))
    else:
        raise Unreadable("an entry is deleted")


# Control ----------------------------------------------------------------------------------------


def conditional(m: Interpreter, statement: ast.If, rest: Sequence[ast.stmt]) -> Flow | None:
    """An `if`; None where the statements after it remain to be run."""
    begin(m, statement)
    if is_main(statement.test):
        flow = run_block(m, statement.body)
        return flow if flow.kind else None
    try:
        truth = truth_of(m, evaluate(m, statement.test))
    except Tainted as taint:
        spoil(m, statement, taint.unknown)
        return None
    except Unreadable as error:
        spoil(m, statement, m.refuse(statement, str(error)))
        return None
    if not isinstance(truth, Node):
        flow = run_block(m, statement.body if truth else statement.orelse)
        return flow if flow.kind else None
    if not leaves(statement):
        branches.both(
            m, truth,
            lambda: run_block(m, statement.body), lambda: run_block(m, statement.orelse),
        )  # fmt: skip
        return None
    one, two = branches.both(
        m, truth,
        lambda: run_block(m, [*statement.body, *rest]),
        lambda: run_block(m, [*statement.orelse, *rest]),
    )  # fmt: skip
    return branches.merged_flow(m, truth, valued(one, two), valued(two, one))


def valued(flow: Flow, other: Flow) -> Flow:
    """A function that runs to its end beside one that returns returns None."""
    return Flow("return") if flow.kind == "" and other.kind == "return" else flow


def is_main(test: ast.expr) -> bool:
    return ast.unparse(test).replace('"', "'") in (
        "__name__ == '__main__'", "'__main__' == __name__",
    )  # fmt: skip


def leaves(statement: ast.If) -> bool:
    """A branch may leave the block: by return, continue, break or raise."""
    waiting: list[ast.AST] = [*statement.body, *statement.orelse]
    while waiting:
        node = waiting.pop()
        if isinstance(node, LEAVING):
            return True
        if not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            waiting.extend(c for c in ast.iter_child_nodes(node) if isinstance(c, ast.stmt))
    return False


def go_through(m: Interpreter, statement: ast.For) -> Flow:
    counting = lists.counted(m, evaluate(m, statement.iter))
    moment = m.moment

    def body(element: Any) -> Flow:
        m.here = m.statement = statement
        m.moment = moment
        targets.assign(m, statement.target, element, silent=not holds_numbers(element))
        return run_block(m, statement.body)

    flow = loops.run(m, statement, ast.unparse(statement.target), counting, body)
    return run_block(m, statement.orelse) if statement.orelse and not flow.kind else flow


def holds_numbers(element: Any) -> bool:
    """The element is worth a record: data, not a counter."""
    if isinstance(element, tuple):
        return any(holds_numbers(entry) for entry in element)
    if isinstance(element, Node):
        return "variable" not in element.options
    return is_array(element)


def repeat(m: Interpreter, statement: ast.While) -> Flow:
    def test() -> bool:
        m.here = m.statement = statement
        truth = truth_of(m, evaluate(m, statement.test))
        if isinstance(truth, Node):
            raise Dependent(truth.loops[-1])
        return truth

    return loops.while_true(m, statement, test, lambda: run_block(m, statement.body))


def give_back(m: Interpreter, statement: ast.Return) -> Flow:
    if statement.value is None:
        return Flow("return")
    value = evaluate(m, statement.value)
    m.here = statement
    record_return(m, statement.value, value)
    return Flow("return", value)


def record_return(m: Interpreter, syntax: ast.expr, value: Any) -> None:
    if isinstance(syntax, ast.Tuple) and isinstance(value, tuple):
        for entry, part in zip(syntax.elts, value, strict=False):
            targets.recorded(m, shown(entry), part, "return")
    else:
        targets.recorded(m, shown(syntax), value, "return")


def attempt(m: Interpreter, statement: ast.Try) -> Flow:
    flow = run_block(m, [*statement.body, *statement.orelse])
    if flow.kind == "raise" and statement.handlers:
        flow = run_block(m, statement.handlers[0].body)
    final = run_block(m, statement.finalbody)
    return final if final.kind else flow


def within(m: Interpreter, statement: ast.With) -> Flow:
    for entry in statement.items:
        value = evaluate(m, entry.context_expr)
        if entry.optional_vars is not None:
            targets.assign(m, entry.optional_vars, value, silent=True)
    return run_block(m, statement.body)


def match(m: Interpreter, statement: ast.stmt) -> Flow:
    raise Unreadable("`match` is not read")


# Definitions ------------------------------------------------------------------------------------


def define(m: Interpreter, statement: ast.FunctionDef) -> None:
    function = Function(statement, m.scope, calls.defaults_of(m, statement.args))
    m.write(targets.holder_of(m, statement.name), statement.name, function)


def define_class(m: Interpreter, statement: ast.ClassDef) -> None:
    bases = tuple(evaluate(m, base) for base in statement.bases)
    kind = Class(statement.name, bases)
    outer = m.scope
    m.scope = type(outer)(outer, m.loops)
    for entry in statement.body:
        if isinstance(entry, ast.FunctionDef):
            function = Function(
                entry, outer, calls.defaults_of(m, entry.args), kind, decoration(entry)
            )
            m.write(m.scope, entry.name, function)
        else:
            run(m, entry)
    kind.slots.update(m.scope.slots)
    give_fields(kind, statement)
    m.scope = outer
    m.write(targets.holder_of(m, statement.name), statement.name, kind)


def give_fields(kind: Class, statement: ast.ClassDef) -> None:
    """The fields of a dataclass or a named tuple."""
    marks = [ast.unparse(entry) for entry in (*statement.decorator_list, *statement.bases)]
    kind.grouped = any("NamedTuple" in mark for mark in marks)
    above = [name for base in kind.bases if isinstance(base, Class) for name in base.fields]
    if above or kind.grouped or any("dataclass" in mark for mark in marks):
        own = [
            entry.target.id
            for entry in statement.body
            if isinstance(entry, ast.AnnAssign) and isinstance(entry.target, ast.Name)
        ]
        kind.fields = tuple(dict.fromkeys([*above, *own]))


def decoration(function: ast.FunctionDef) -> str:
    names = {ast.unparse(entry).split(".")[-1] for entry in function.decorator_list}
    for name, kind in (("staticmethod", "static"), ("classmethod", "class"), ("setter", "setter")):
        if name in names:
            return kind
    return "property" if names & {"property", "cached_property"} else ""


def declare(m: Interpreter, statement: ast.Global | ast.Nonlocal) -> None:
    for name in statement.names:
        if isinstance(statement, ast.Global):
            m.scope.foreign[name] = m.scope.module
            continue
        scope = m.scope.above
        while scope is not None and name not in scope.slots:
            scope = scope.above
        m.scope.foreign[name] = scope or m.scope.module


def say(m: Interpreter, statement: ast.Expr) -> None:
    if not isinstance(statement.value, ast.Constant):
        evaluate(m, statement.value)


def check(m: Interpreter, statement: ast.Assert) -> None:
    return None


def is_listing(value: Any) -> bool:
    return isinstance(value, Listing)


HANDLERS: dict[type, Callable[[Interpreter, Any], Flow | None]] = {
    ast.Assign: assign,
    ast.AnnAssign: annotate,
    ast.AugAssign: augment,
    ast.Delete: delete,
    ast.For: go_through,
    ast.While: repeat,
    ast.Return: give_back,
    ast.Try: attempt,
    ast.With: within,
    ast.FunctionDef: define,
    ast.ClassDef: define_class,
    ast.Global: declare,
    ast.Nonlocal: declare,
    ast.Expr: say,
    ast.Assert: check,
    ast.Import: imports.module,
    ast.ImportFrom: imports.names,
    ast.Pass: lambda m, s: None,
    ast.Break: lambda m, s: Flow("break"),
    ast.Continue: lambda m, s: Flow("continue"),
    ast.Raise: lambda m, s: Flow("raise"),
}
