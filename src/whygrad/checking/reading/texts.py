"""Text: what f-strings and formats make of numbers, and what `print` shows."""

from __future__ import annotations

import ast
import re
from typing import Any

from whygrad.checking.reading import lists
from whygrad.checking.reading.interpreter import Interpreter, known
from whygrad.checking.reading.numbers import is_array, is_number, node_of, plain_of
from whygrad.checking.reading.signals import Dependent, Tainted, Unreadable
from whygrad.checking.reading.syntax import source
from whygrad.checking.reading.values import Array, Listing, Part, Unknown
from whygrad.checking.traces import Node

WIDE = re.compile(r"\d{6}|\*")  # of a format: a width that no one prints, or one that is computed
SPEC = re.compile(r"%[^%a-zA-Z]*|\{[^{}]*")


def formatted(m: Interpreter, part: ast.expr) -> str:
    """One part of an f-string."""
    from whygrad.checking.reading.expressions import evaluate

    if isinstance(part, ast.Constant):
        return str(part.value)
    assert isinstance(part, ast.FormattedValue)
    value = plain_of(m, evaluate(m, part.value))
    how = part.format_spec
    spelled = "".join(formatted(m, p) for p in how.values) if isinstance(how, ast.JoinedStr) else ""
    if part.conversion == ord("r"):
        value = repr(value)
    return spelling(value, spelled)


def spelling(value: Any, how: str) -> str:
    if WIDE.search(how):
        raise Unreadable("a text of this width is too long to read")
    try:
        return format(value, how)
    except (TypeError, ValueError):
        return str(value)


def percent(m: Interpreter, text: str, value: Any) -> str:
    """`"..." % value`."""
    values = value if isinstance(value, tuple) else (value,)
    if any(WIDE.search(spec) for spec in SPEC.findall(text)):
        raise Unreadable("a text of this width is too long to read")
    plain = tuple(plain_of(m, entry) for entry in values)
    longest = max((len(entry) for entry in plain if isinstance(entry, str)), default=0)
    lists.within(len(text) + text.count("%") * longest)
    try:
        return text % plain
    except (TypeError, ValueError):
        return text


def printing(m: Interpreter, syntax: ast.Call) -> None:
    """`print(...)`: each number that it shows, with the text beside it."""
    beside = ""
    for argument in syntax.args:
        beside = show(m, argument, beside)


def show(m: Interpreter, syntax: ast.expr, beside: str) -> str:
    """Notes what one argument shows; the text that stands before the next."""
    from whygrad.checking.reading.expressions import evaluate

    if isinstance(syntax, ast.Starred):
        return show(m, syntax.value, beside)
    if isinstance(syntax, ast.JoinedStr):
        for part in syntax.values:
            if isinstance(part, ast.FormattedValue):
                shown(m, evaluate(m, part.value), beside)
            else:
                beside = text_of(part)
        return beside
    if isinstance(syntax, ast.BinOp) and isinstance(syntax.op, ast.Mod):
        values = syntax.right.elts if isinstance(syntax.right, ast.Tuple) else [syntax.right]
        return show_all(m, values, text_of(syntax.left))
    if isinstance(syntax, ast.BinOp) and isinstance(syntax.op, ast.Add) and joins(syntax):
        return show(m, syntax.right, show(m, syntax.left, beside))
    if is_format(syntax):
        assert isinstance(syntax, ast.Call)
        assert isinstance(syntax.func, ast.Attribute)
        return show_all(m, syntax.args, text_of(syntax.func.value))
    if isinstance(syntax, ast.Call) and source(syntax.func) in ("str", "round", "float"):
        return show(m, syntax.args[0], beside) if syntax.args else beside
    if isinstance(syntax, ast.Constant):
        return text_of(syntax)
    shown(m, evaluate(m, syntax), beside)
    return beside


def joins(syntax: ast.BinOp) -> bool:
    """Whether `+` puts texts together, and adds no numbers."""
    texts = (node for node in ast.walk(syntax) if isinstance(node, ast.Constant))
    return any(isinstance(node.value, str) for node in texts) or "str(" in source(syntax)


def is_format(syntax: ast.expr) -> bool:
    return (
        isinstance(syntax, ast.Call)
        and isinstance(syntax.func, ast.Attribute)
        and syntax.func.attr == "format"
    )


def show_all(m: Interpreter, values: list[ast.expr], beside: str) -> str:
    for value in values:
        show(m, value, beside)
    return beside


def text_of(syntax: ast.expr) -> str:
    return str(syntax.value) if isinstance(syntax, ast.Constant) else ""


def shown(m: Interpreter, value: Any, beside: str) -> None:
    if isinstance(value, Unknown | str | bool | None):
        return
    if isinstance(value, Node | Array | int) or is_number(value) or is_array(value):
        m.printed.append((node_of(m, known(value)), beside))
    elif isinstance(value, Listing | Part):
        try:
            m.printed.append((lists.packed(m, value).node, beside))
        except (Tainted, Dependent):
            raise
        except Exception:  # a list of other things has no number to show
            return
