"""Statements, one after the other."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from whygrad.checking.reading import (
    branches,
    definitions,
    guards,
    imports,
    lists,
    loops,
    naming,
    reports,
    targets,
)
from whygrad.checking.reading.expressions import FAILURES, evaluate, said, shown
from whygrad.checking.reading.interpreter import Interpreter, Moment, known
from whygrad.checking.reading.journal import MISSING
from whygrad.checking.reading.numbers import is_array, is_number, truth_of
from whygrad.checking.reading.signals import THROUGH, Dependent, Flow, Raised, Tainted, Unreadable
from whygrad.checking.reading.syntax import holds, source
from whygrad.checking.reading.values import (
    Listing,
    Mapping,
    Unknown,
)
from whygrad.checking.traces import Node

GROWING = frozenset({"append", "extend", "insert", "update", "add", "appendleft", "setdefault"})
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
        if m.guarded:
            raise Raised(type(error).__name__) from None
        text = f"`{first_line(statement)}` would fail: {said(error)}"
        spoil(m, statement, m.refuse(statement, text))
    return THROUGH


def begin(m: Interpreter, statement: ast.stmt) -> None:
    m.spend(1 + sum(len(entry.found) for entry in m.accesses) / 100)
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
    found += [
        node.func.value.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        and node.func.attr in GROWING and isinstance(node.func.value, ast.Name)
    ]  # fmt: skip
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
    name = source(target)
    if isinstance(value.op, ast.Add | ast.Sub) and source(value.left) == name:
        other, kind = value.right, type(value.op)
    elif isinstance(value.op, ast.Add) and source(value.right) == name:
        other, kind = value.left, ast.Add
    else:
        return None
    if holds(other, name):
        return None
    return kind, other


def add(
    m: Interpreter, statement: ast.Assign | ast.AugAssign, kind: type, syntax: ast.expr
) -> None:
    target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
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
        if not truth and reports.is_read_anyway(m, statement):
            look_at(m, statement)
            return None
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


def look_at(m: Interpreter, statement: ast.If) -> None:
    """Reads a branch that is not taken; all of it is forgotten where a line cannot be read."""
    state, unread, unreadable = m.state(), dict(m.unread), set(m.unreadable)
    run_block(m, statement.body)
    if len(m.unread) > len(unread):
        m.restore(state)
        m.unread, m.unreadable = unread, unreadable


def valued(flow: Flow, other: Flow) -> Flow:
    """A function that runs to its end beside one that returns returns None."""
    return Flow("return") if flow.kind == "" and other.kind == "return" else flow


def is_main(test: ast.expr) -> bool:
    return source(test).replace('"', "'") in (
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
        element = lists.as_data(m, element)
        targets.assign(m, statement.target, element, silent=not holds_numbers(element))
        return run_block(m, statement.body)

    flow = loops.run(m, statement, source(statement.target), counting, body)
    return after_loop(m, statement, flow)


def after_loop(m: Interpreter, statement: ast.For | ast.While, flow: Flow) -> Flow:
    """How a loop ends: its `else` runs unless a `break` ended it."""
    if flow.kind == "break":
        return THROUGH
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
        ended.append(not truth)
        return truth

    ended: list[bool] = []
    endless = isinstance(statement.test, ast.Constant)
    m.endless += endless
    try:
        flow = loops.while_true(m, statement, test, lambda: run_block(m, statement.body))
    finally:
        m.endless -= endless
    return after_loop(m, statement, flow if flow.kind or ended[-1] else Flow("break"))


def give_back(m: Interpreter, statement: ast.Return) -> Flow:
    if statement.value is None:
        return Flow("return")
    value = evaluate(m, statement.value)
    m.here = statement
    record_return(m, statement.value, value)
    return Flow("return", value)


def returned(m: Interpreter, body: ast.expr) -> Any:
    """What a lambda gives back, as if by a `return` of its own."""
    begin(m, ast.copy_location(ast.Return(body), body))
    return give_back(m, m.statement).value


def record_return(m: Interpreter, syntax: ast.expr, value: Any) -> None:
    """What a function gives back; of a tuple or a dict each entry, at the line where it stands."""
    statement, whole = m.here, m.part
    for key, entry, part in entries_of(m, syntax, value):
        m.here, m.part = entry, f"{whole}[{key}]"
        record_return(m, entry, part)
        m.here, m.part = statement, whole
    if not isinstance(syntax, ast.Tuple | ast.Dict):
        targets.recorded(m, shown(syntax), value, "return")


def entries_of(
    m: Interpreter, syntax: ast.expr, value: Any
) -> Iterator[tuple[object, ast.expr, Any]]:
    """The entries of a tuple or a dict that is written out, with what they hold."""
    if isinstance(syntax, ast.Tuple) and isinstance(value, tuple):
        yield from zip(range(len(value)), syntax.elts, value, strict=False)
    elif isinstance(syntax, ast.Dict) and isinstance(value, Mapping):
        content = value.slots["content"].items()
        if len(content) == len(syntax.values):
            for (key, part), entry in zip(content, syntax.values, strict=True):
                yield repr(key), entry, part


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
    ast.Match: guards.match,
    ast.Try: guards.attempt,
    ast.With: guards.within,
    ast.FunctionDef: definitions.define,
    ast.ClassDef: definitions.define_class,
    ast.Global: definitions.declare,
    ast.Nonlocal: definitions.declare,
    ast.Expr: say,
    ast.Assert: check,
    ast.Import: imports.module,
    ast.ImportFrom: imports.names,
    ast.Pass: lambda m, s: None,
    ast.Break: lambda m, s: Flow("break"),
    ast.Continue: lambda m, s: Flow("continue"),
    ast.Raise: guards.fail,
}
