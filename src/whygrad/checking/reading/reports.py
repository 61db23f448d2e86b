"""Branches that only report: `if epoch % 100 == 0: loss = ...; print(loss)`.

They may hold the only loss that a script computes, and they change nothing that training reads; so
they are read in every pass, whatever their test says.
"""

from __future__ import annotations

import ast
from functools import lru_cache

from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.journal import MISSING
from whygrad.checking.reading.syntax import KEPT, holds

SAYING = frozenset({"print", "info", "debug", "warning", "write", "set_description", "set_postfix"})
KEEPING = frozenset({"append", "flush"})


@lru_cache(maxsize=KEPT)
def reported(statement: ast.If) -> frozenset[str] | None:
    """The names that a branch assigns to say them; None where it does more than that."""
    if statement.orelse:
        return None
    names: set[str] = set()
    says = False
    for entry in statement.body:
        if isinstance(entry, ast.Expr) and isinstance(entry.value, ast.Call):
            name = called(entry.value)
            says = says or name in SAYING
            if name not in SAYING | KEEPING:
                return None
        elif isinstance(entry, ast.Assign) and isinstance(entry.targets[0], ast.Name):
            name = entry.targets[0].id
            if len(entry.targets) > 1 or holds(entry.value, name):
                return None
            names.add(name)
        else:
            return None
    return frozenset(names) if says else None


def called(call: ast.Call) -> str:
    """The last name of what is called."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else (
        function.id if isinstance(function, ast.Name) else ""
    )  # fmt: skip


def is_read_anyway(m: Interpreter, statement: ast.If) -> bool:
    """In a pass of a loop, a branch that only reports and sets no name that was there before."""
    if m.exact or m.loops or not m.carrying.running:
        return False
    names = reported(statement)
    if names is None:
        return False
    new = {name for name in names if m.scope.slots.get(name, MISSING) is MISSING}
    m.reports |= new
    return names <= m.reports
