"""Changes of a script's text, in place: everything else stays as its author wrote it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

PART = re.compile(r"\[([^\]]*)\]")  # of `[0]['w']`
Statement = ast.stmt | ast.Module  # a module is several, one below the other


@dataclass(frozen=True, slots=True)
class Change:
    """Text in the place of what stands between two positions: lines from 1, columns in bytes."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


def change_of(old: ast.expr | ast.stmt, text: str) -> Change:
    """A piece of syntax exchanged for a text."""
    end = (old.end_lineno or old.lineno, old.end_col_offset or old.col_offset)
    return Change((old.lineno, old.col_offset), end, text)


def patched(text: str, changes: list[Change]) -> str:
    """The text with all changes made, the same one once; they must not overlap."""
    lines = text.encode().splitlines(keepends=True)
    for change in sorted(dict.fromkeys(changes), key=lambda change: change.start, reverse=True):
        (first, left), (last, right) = change.start, change.end
        head, tail = lines[first - 1][:left], lines[last - 1][right:]
        lines[first - 1 : last] = [head + change.text.encode() + tail]
    return b"".join(lines).decode()


def given_by(statement: ast.AST, part: str) -> ast.expr | None:
    """The right side of a statement, or that entry of a tuple or a dict which a part names."""
    whole = right_side(statement)
    for key in PART.findall(part):
        match whole:
            case ast.Tuple(elts=entries) if key.isdigit() and int(key) < len(entries):
                whole = entries[int(key)]
            case ast.Dict(keys=keys, values=values):
                named = {
                    ast.unparse(one): value for one, value in zip(keys, values, strict=True) if one
                }
                whole = named.get(key, whole)
    return whole


def right_side(statement: ast.AST) -> ast.expr | None:
    """The expression whose value a statement stores, returns or appends."""
    if isinstance(statement, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Return):
        return statement.value
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        return statement.value.args[-1] if statement.value.args else None
    if isinstance(statement, ast.expr):
        return statement
    return None
