"""Calls: of the script's functions, classes and methods, and of what the interpreter knows."""

from __future__ import annotations

import ast
from typing import Any

from whygrad.checking.reading import lists, surroundings, targets
from whygrad.checking.reading.interpreter import DEEPEST, Interpreter, known
from whygrad.checking.reading.journal import MISSING
from whygrad.checking.reading.numbers import described
from whygrad.checking.reading.signals import Dependent, Enough, Flow, Unreadable
from whygrad.checking.reading.syntax import yields
from whygrad.checking.reading.values import (
    Bound,
    Builtin,
    Class,
    Default,
    Function,
    Instance,
    Mapping,
    Module,
    Quiet,
    Scope,
)

MOST_YIELDED = 12  # values of a generator that goes on for ever


def called(m: Interpreter, syntax: ast.Call) -> Any:
    """The value of a call."""
    from whygrad.checking.reading.expressions import elements, evaluate
    from whygrad.checking.reading.texts import printing

    function = known(evaluate(m, syntax.func))
    if isinstance(function, Builtin) and function.name == "print":
        return printing(m, syntax)
    arguments = elements(m, syntax.args)
    keywords: dict[str, Any] = {}
    for keyword in syntax.keywords:
        value = evaluate(m, keyword.value)
        if keyword.arg is None:
            keywords.update(m.slot(known(value), "content"))
        else:
            keywords[keyword.arg] = value
    if isinstance(function, Builtin) and function.name == "super":
        return super_of(m)
    return apply(m, function, arguments, keywords)


def apply(
    m: Interpreter, function: Any, arguments: tuple[Any, ...], keywords: dict[str, Any]
) -> Any:
    """Calls a value."""
    known(function)
    if isinstance(function, Function):
        return enter(m, function, arguments, keywords)
    if isinstance(function, Bound):
        return enter(m, function.function, (function.owner, *arguments), keywords)
    if isinstance(function, Builtin):
        return function.call(m, *arguments, **keywords)
    if isinstance(function, Class):
        return construct(m, function, arguments, keywords)
    if isinstance(function, Instance):
        method = function.kind.found("__call__")
        if method is not None:
            return enter(m, method[1], (function, *arguments), keywords)
    if isinstance(function, Quiet):
        return surroundings.quietly(m, function, arguments)
    if isinstance(function, Module):
        raise Unreadable(f"`{function.name}` is not known here")
    raise Unreadable(f"{described(function)} is called")


def construct(
    m: Interpreter, kind: Class, arguments: tuple[Any, ...], keywords: dict[str, Any]
) -> Any:
    instance = Instance(kind, m.loops)
    maker = kind.found("__init__")
    if maker is not None:
        apply(m, Bound(maker[1], instance), arguments, keywords)
    elif kind.fields:
        fill(m, kind, instance, arguments, keywords)
    elif arguments or keywords:
        raise Unreadable(f"`{kind.name}` is called with values and has no __init__")
    return instance


def fill(
    m: Interpreter, kind: Class, instance: Instance, arguments: Any, keywords: dict[str, Any]
) -> None:
    """The fields of a dataclass or a named tuple, in order."""
    given = {**dict(zip(kind.fields, arguments, strict=False)), **keywords}
    for name in kind.fields:
        held = kind.found(name)
        if name in given:
            value = given[name]
        elif held is None:
            raise Unreadable(f"the field `{name}` has no value")
        else:
            value = held[1]
            value = apply(m, value.factory, (), {}) if isinstance(value, Default) else value
        instance.slots[name] = value
        targets.recorded(m, f"{kind.name}.{name}", value, "assign")
    after = kind.found("__post_init__")
    if after is not None:
        apply(m, Bound(after[1], instance), (), {})


def super_of(m: Interpreter) -> Any:
    """`super()`: the object, seen as one of the class above the method's own."""
    owner = m.scope.slots.get("__class__")
    first = m.scope.slots.get("__self__")
    if not isinstance(owner, Class) or not isinstance(first, Instance):
        raise Unreadable("`super()` outside a method")
    return (SUPER, owner, first)


SUPER = object()


def enter(
    m: Interpreter, function: Function, arguments: tuple[Any, ...], keywords: dict[str, Any]
) -> Any:
    """Runs the body of a function of the script in a scope of its own."""
    from whygrad.checking.reading.statements import returned, run_block

    if len(m.calls) >= DEEPEST:
        raise Unreadable(f"calls nested more than {DEEPEST} deep are not read")
    m.spend(0.5)
    line = getattr(m.here, "lineno", 1)
    caller = (m.scope, m.calls, m.here, m.statement, m.moment)
    m.called.add(function.syntax)
    scope = Scope(function.scope, m.loops)
    bind(m, function, scope, arguments, keywords)
    m.scope, m.calls = scope, (*m.calls, line)
    try:
        m.here = function.syntax
        record_arguments(m, function.syntax, scope)
        if isinstance(function.syntax, ast.Lambda):
            return returned(m, function.syntax.body)
        if yields(function.syntax):
            return generated(m, function, scope)
        flow: Flow = run_block(m, function.syntax.body)
        return flow.value if flow.kind == "return" else None
    finally:
        m.scope, m.calls, m.here, m.statement, m.moment = caller


def generated(m: Interpreter, function: Function, scope: Scope) -> Any:
    """A generator is read to its end: the list of what it yields; an endless one for a while."""
    from whygrad.checking.reading.statements import run_block

    result = lists.listing(m)
    scope.slots["__yielded__"] = result
    assert isinstance(function.syntax, ast.FunctionDef)
    state = (m.loops, [*m.accesses], m.masks, [*m.carrying.running])
    try:
        run_block(m, function.syntax.body)
    except Enough as end:
        if end.scope is not scope:
            raise
        m.loops, m.accesses, m.masks, m.carrying.running = state
    return result


def record_arguments(m: Interpreter, syntax: ast.FunctionDef | ast.Lambda, scope: Scope) -> None:
    for name in names_of(syntax.args):
        if name != "self":
            targets.recorded(m, name, scope.slots.get(name), "argument")


def names_of(arguments: ast.arguments) -> list[str]:
    return [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]


def defaults_of(m: Interpreter, arguments: ast.arguments) -> dict[str, Any]:
    """The values of the default arguments, when the function is defined."""
    from whygrad.checking.reading.expressions import evaluate

    names = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
    found = {}
    count = len(arguments.defaults)
    for name, syntax in zip(names[len(names) - count :], arguments.defaults, strict=True):
        found[name] = evaluate(m, syntax)
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if default is not None:
            found[argument.arg] = evaluate(m, default)
    return found


def bind(
    m: Interpreter, function: Function, scope: Scope, values: tuple[Any, ...],
    keywords: dict[str, Any],
) -> None:  # fmt: skip
    """Arguments to their names."""
    arguments = function.syntax.args
    names = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
    bound = {**function.defaults, **dict(zip(names, values, strict=False))}
    rest = values[len(names) :]
    if rest and arguments.vararg is None:
        raise Unreadable(f"{len(values)} values for {len(names)} arguments")
    if arguments.vararg is not None:
        bound[arguments.vararg.arg] = tuple(rest)
    extra = {key: value for key, value in keywords.items() if key not in names_of(arguments)}
    bound.update({key: value for key, value in keywords.items() if key not in extra})
    if arguments.kwarg is not None:
        mapping = Mapping(m.loops)
        mapping.slots["content"] = extra
        bound[arguments.kwarg.arg] = mapping
    elif extra:
        raise Unreadable(f"there is no argument `{next(iter(extra))}`")
    for name in names_of(arguments):
        if name not in bound:
            raise Unreadable(f"the argument `{name}` has no value")
    scope.slots.update(bound)
    if function.owner is not None and names and function.kind != "static":
        scope.slots["__class__"] = function.owner
        scope.slots["__self__"] = bound[names[0]]


def yielded(m: Interpreter, value: Any) -> None:
    target = m.scope.slots.get("__yielded__", MISSING)
    if target is MISSING:
        raise Unreadable("`yield` outside a function")
    lists.append(m, target, value)
    if m.endless and not m.loops and len(lists.items_of(m, target)) >= MOST_YIELDED:
        raise Enough(m.scope)


def is_dependent(error: Exception) -> bool:
    return isinstance(error, Dependent)
