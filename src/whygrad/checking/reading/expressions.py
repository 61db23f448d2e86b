"""The values of expressions."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from whygrad.checking.reading import attributes, calls, comprehensions, lists, operators
from whygrad.checking.reading.branches import both, chosen
from whygrad.checking.reading.interpreter import Interpreter, known
from whygrad.checking.reading.numbers import node_of, plain_of, truth_of
from whygrad.checking.reading.signals import Dependent, Raised, Tainted, Unreadable
from whygrad.checking.reading.subscripts import index_of, item, mapping_item
from whygrad.checking.reading.syntax import source
from whygrad.checking.reading.texts import formatted
from whygrad.checking.reading.values import (
    Builtin,
    Class,
    Distinct,
    Function,
    Mapping,
    Quiet,
    Scope,
    Stale,
    Unknown,
)
from whygrad.checking.traces import Node, Unread

KINDS = frozenset({"list", "tuple", "dict", "set", "frozenset", "type", "ndarray", "deque",
                   "defaultdict", "Callable", "OrderedDict"})  # fmt: skip
FAILURES = (
    TypeError, ValueError, IndexError, KeyError, AttributeError, ZeroDivisionError,
    OverflowError, ArithmeticError, MemoryError,
)  # fmt: skip


def evaluate(m: Interpreter, syntax: ast.expr) -> Any:
    """The value of an expression; Unknown where it cannot be read, and the line is noted."""
    handler = HANDLERS.get(type(syntax))
    before, m.here = m.here, syntax
    m.spend(0.05)
    try:
        if handler is None:
            raise Unreadable(f"`{shown(syntax)}` is not read")
        value = handler(m, syntax)
        if type(value) is str:
            lists.within(len(value))
            m.spend(len(value) / 2000)
        return value
    except Tainted as taint:
        return taint.unknown
    except Unreadable as error:
        return m.refuse(syntax, str(error))
    except FAILURES as error:
        if m.guarded:
            raise Raised(type(error).__name__) from None
        return m.refuse(syntax, f"`{shown(syntax)}` would fail: {said(error)}")
    finally:
        m.here = before


def shown(syntax: ast.AST) -> str:
    text = " ".join(source(syntax).split())
    return text if len(text) <= 60 else text[:57] + "..."


def said(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text or type(error).__name__


def constant(m: Interpreter, syntax: ast.Constant) -> Any:
    if isinstance(syntax.value, float):
        return m.leaf(syntax.value)
    if isinstance(syntax.value, bytes):
        raise Unreadable(f"`{shown(syntax)}` is not read")
    return syntax.value


def name(m: Interpreter, syntax: ast.Name) -> Any:
    scope = scope_of(m.scope, syntax.id)
    if scope is None:
        from whygrad.checking.reading.builtins import BUILTINS

        if syntax.id in BUILTINS:
            return BUILTINS[syntax.id]
        raise Unreadable(f"the name `{syntax.id}` has no value here")
    m.note(scope, (syntax.id,), "r")
    value = m.slot(scope, syntax.id)
    if isinstance(value, Stale):
        raise Dependent(value.condition.loops[-1])
    if isinstance(value, Unknown):  # of an import, which is named where it is used
        m.unread.setdefault((value.line, value.why), Unread(value.line, value.why))
    return value


def scope_of(scope: Scope | None, name: str) -> Scope | None:
    """The scope in which a name has its value."""
    while scope is not None:
        if name in scope.foreign:
            return scope.foreign[name]
        if name in scope.slots:
            return scope
        scope = scope.above
    return None


def binary(m: Interpreter, syntax: ast.BinOp) -> Any:
    left, right = evaluate(m, syntax.left), evaluate(m, syntax.right)
    if isinstance(syntax.op, ast.Sub) and (isinstance(left, Node) or isinstance(right, Node)):
        left, right = datum(m, syntax.left, left), datum(m, syntax.right, right)
    return operators.binary(m, type(syntax.op), left, right)


def datum(m: Interpreter, syntax: ast.expr, value: Any) -> Any:
    """A number that goes with the samples, as the target in `output - target`, told apart.

    One that is written there, or once for the whole script, is a setting.
    """
    if isinstance(syntax, ast.Name) and syntax.id in m.fresh and isinstance(value, Node):
        plain = value.leaf == "stated" and value.value.ndim == 0 and not value.options
        return m.marked(value.value) if plain and not value.loops else value
    named = isinstance(syntax, ast.Name | ast.Attribute | ast.Subscript)
    if not named or isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if isinstance(syntax, ast.Name) and syntax.id in m.settings:
        return value
    return m.marked(value)


def unary(m: Interpreter, syntax: ast.UnaryOp) -> Any:
    return operators.unary(m, type(syntax.op), evaluate(m, syntax.operand))


def boolean(m: Interpreter, syntax: ast.BoolOp) -> Any:
    conjunction = isinstance(syntax.op, ast.And)
    value: Any = None
    pending: Node | None = None
    for entry in syntax.values:
        value = evaluate(m, entry)
        truth = truth_of(m, value)
        if isinstance(truth, Node):
            pending = truth if pending is None else m.elementwise(
                "logical_and" if conjunction else "logical_or", pending, truth
            )  # fmt: skip
        elif truth is not conjunction:
            return value
    return value if pending is None else pending


def compare(m: Interpreter, syntax: ast.Compare) -> Any:
    left = evaluate(m, syntax.left)
    result: Any = True
    for operator, entry in zip(syntax.ops, syntax.comparators, strict=True):
        right = evaluate(m, entry)
        found = operators.compared(m, type(operator), left, right)
        if result is True:
            result = found
        else:
            result = m.wrapped(m.elementwise("logical_and", node_of(m, result), node_of(m, found)))
        left = right
        if result is False:
            return False
    return result


def conditional(m: Interpreter, syntax: ast.IfExp) -> Any:
    truth = truth_of(m, evaluate(m, syntax.test))
    if not isinstance(truth, Node):
        return evaluate(m, syntax.body if truth else syntax.orelse)
    one, two = both(m, truth, lambda: evaluate(m, syntax.body), lambda: evaluate(m, syntax.orelse))
    return chosen(m, truth, one, two)


def call(m: Interpreter, syntax: ast.Call) -> Any:
    return calls.called(m, syntax)


def attribute(m: Interpreter, syntax: ast.Attribute) -> Any:
    return attributes.attribute(m, evaluate(m, syntax.value), syntax.attr)


def subscript(m: Interpreter, syntax: ast.Subscript) -> Any:
    value = known(evaluate(m, syntax.value))
    if isinstance(value, Quiet) or is_kind(value):
        return value
    index = evaluate(m, syntax.slice)
    if isinstance(value, Mapping):
        return mapping_item(m, value, plain_of(m, known(index)))
    if isinstance(value, Builtin):  # np.c_[...] and its like
        return value.call(m, index)
    return item(m, value, index_of(m, index))


def is_kind(value: Any) -> bool:
    """`list[float]`, a generic class: what kind of value something is."""
    return isinstance(value, Class) or (isinstance(value, Builtin) and value.name in KINDS)


def slices(m: Interpreter, syntax: ast.Slice) -> slice:
    bounds = (syntax.lower, syntax.upper, syntax.step)
    return slice(*(None if b is None else known(evaluate(m, b)) for b in bounds))


def elements(m: Interpreter, entries: list[ast.expr]) -> tuple[Any, ...]:
    """The values of a display, starred ones laid out."""
    values: list[Any] = []
    for entry in entries:
        if isinstance(entry, ast.Starred):
            values.extend(lists.items_of(m, evaluate(m, entry.value)))
        else:
            values.append(evaluate(m, entry))
    return tuple(values)


def display(m: Interpreter, syntax: ast.List) -> Any:
    return lists.of_content(m, elements(m, syntax.elts))


def group(m: Interpreter, syntax: ast.Tuple) -> Any:
    return elements(m, syntax.elts)


def mapping(m: Interpreter, syntax: ast.Dict) -> Mapping:
    content: dict[Any, Any] = {}
    for key, value in zip(syntax.keys, syntax.values, strict=True):
        if key is None:
            other = known(evaluate(m, value))
            content.update(m.slot(other, "content"))
        else:
            content[plain_of(m, evaluate(m, key))] = evaluate(m, value)
    return mapping_of(m, content)


def mapping_of(m: Interpreter, content: dict[Any, Any]) -> Mapping:
    result = Mapping(m.loops)
    result.slots["content"] = content
    return result


def distinct(m: Interpreter, syntax: ast.Set) -> Distinct:
    return Distinct(tuple(dict.fromkeys(plain_of(m, e) for e in elements(m, syntax.elts))))


def function(m: Interpreter, syntax: ast.Lambda) -> Function:
    return Function(syntax, m.scope, calls.defaults_of(m, syntax.args))


def text(m: Interpreter, syntax: ast.JoinedStr) -> str:
    result = ""
    for part in syntax.values:
        result += formatted(m, part)
        lists.within(len(result))
    return result


def walrus(m: Interpreter, syntax: ast.NamedExpr) -> Any:
    from whygrad.checking.reading import targets

    value = evaluate(m, syntax.value)
    targets.assign(m, syntax.target, value)
    return value


def give(m: Interpreter, syntax: ast.Yield) -> None:
    calls.yielded(m, None if syntax.value is None else evaluate(m, syntax.value))


def give_all(m: Interpreter, syntax: ast.YieldFrom) -> None:
    for value in lists.items_of(m, evaluate(m, syntax.value)):
        calls.yielded(m, value)


HANDLERS: dict[type, Callable[[Interpreter, Any], Any]] = {
    ast.Constant: constant,
    ast.Name: name,
    ast.BinOp: binary,
    ast.UnaryOp: unary,
    ast.BoolOp: boolean,
    ast.Compare: compare,
    ast.IfExp: conditional,
    ast.Call: call,
    ast.Attribute: attribute,
    ast.Subscript: subscript,
    ast.Slice: slices,
    ast.List: display,
    ast.Tuple: group,
    ast.Dict: mapping,
    ast.Set: distinct,
    ast.Lambda: function,
    ast.JoinedStr: text,
    ast.NamedExpr: walrus,
    ast.Yield: give,
    ast.YieldFrom: give_all,
    ast.ListComp: comprehensions.listed,
    ast.GeneratorExp: comprehensions.listed,
    ast.SetComp: comprehensions.distinct,
    ast.DictComp: comprehensions.mapped,
}
