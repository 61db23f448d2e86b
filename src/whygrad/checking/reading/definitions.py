"""Definitions of functions and classes, and declarations of names."""

from __future__ import annotations

import ast
from typing import Any

from whygrad.checking.reading import calls, targets
from whygrad.checking.reading.expressions import evaluate
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.values import Builtin, Class, Function


def define(m: Interpreter, statement: ast.FunctionDef) -> None:
    value: Any = Function(statement, m.scope, calls.defaults_of(m, statement.args))
    for syntax in reversed(statement.decorator_list):
        value = decorated(m, value, evaluate(m, syntax))
    m.write(targets.holder_of(m, statement.name), statement.name, value)


def decorated(m: Interpreter, function: Any, decorator: Any) -> Any:
    """A function as its decorator leaves it; one that is not known leaves it as it is."""
    if isinstance(decorator, Function | Builtin | Class):
        found = calls.apply(m, decorator, (function,), {})
        return function if found is None else found
    return function


def define_class(m: Interpreter, statement: ast.ClassDef) -> None:
    from whygrad.checking.reading.statements import run

    bases = tuple(evaluate(m, base) for base in statement.bases)
    kind = Class(statement.name, bases)
    outer = m.scope
    m.scope = type(outer)(outer, m.loops)
    for entry in statement.body:
        if isinstance(entry, ast.FunctionDef):
            how = decoration(entry)
            function = Function(entry, outer, calls.defaults_of(m, entry.args), kind, how)
            m.write(m.scope, f"{entry.name}.setter" if how == "setter" else entry.name, function)
        else:
            run(m, entry)
    kind.slots.update(m.scope.slots)
    give_fields(kind, statement)
    m.scope = outer
    found: Any = kind
    for syntax in reversed(statement.decorator_list):
        found = decorated(m, found, evaluate(m, syntax))
    m.write(targets.holder_of(m, statement.name), statement.name, found)


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
