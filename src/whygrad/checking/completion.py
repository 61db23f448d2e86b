"""The update that a parameter lacks, made from that of the parameter beside it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import suppress

import numpy as np

from whygrad.checking.edits import operands, replaced_everywhere
from whygrad.checking.orders import Changes, change_after, original
from whygrad.checking.patches import change_of
from whygrad.checking.reading import Script, evaluated, statement_of
from whygrad.checking.roles import Parameter
from whygrad.checking.siblings import WORD, entries_of, loop_over
from whygrad.checking.traces import Binding
from whygrad.language.messages import WhygradError

SUMS = (
    "{0}", "{0}.sum(axis=0)", "{0}.sum(axis=0, keepdims=True)", "{0}.sum(axis=1, keepdims=True)",
    "{0}.sum(axis=1)", "{0}.sum()", "sum({0})",
)  # fmt: skip


def completed(
    script: Script, name: str, truth: np.ndarray, sibling: Parameter
) -> Iterator[Changes]:
    """The name in the list that lacks it; or the sibling's update, with what is the gradient."""
    statement = original(script, statement_of(sibling.update))
    if statement is None:
        return
    if (loop := loop_over(script, statement, sibling)) is not None:
        for entry, whole in entries_of(loop.iter, sibling):
            if other := renamed(ast.unparse(entry), sibling.name, name):
                text = ast.unparse(whole)
                listed = f"{text[:-1].rstrip(',')}, {other}{text[-1]}"
                yield (change_of(whole, listed),)
        return
    for line in updates_like(statement, name, sibling):
        for gradient in gradients(sibling.update, truth):
            text = ast.unparse(replaced_everywhere(line, "gradient", gradient))
            yield (change_after(script, statement, text),)


def renamed(text: str, sibling: str, name: str) -> str | None:
    """The sibling's entry as that of the other name: `'b1'` for `'W1'`, `self.b` for `self.w`."""
    pairs = list(zip(WORD.findall(sibling), WORD.findall(name), strict=False))
    different = [(one, other) for one, other in pairs if one != other]
    if len(different) != 1:
        return None
    one, other = different[0]
    return re.sub(rf"\b{one}\b", other, text)


def updates_like(statement: ast.stmt, name: str, sibling: Parameter) -> Iterator[ast.stmt]:
    """The sibling's update with the other name, and `gradient` where its gradient stood."""
    own = {sibling.gradient.name} if sibling.gradient else set()
    target = ast.parse(name, mode="eval").body
    changed: ast.stmt = replaced_everywhere(statement, sibling.name, target)
    for syntax in operands(statement):
        if ast.unparse(syntax) in own:
            yield replaced_everywhere(changed, ast.unparse(syntax), ast.Name("gradient"))
            return


def gradients(binding: Binding, truth: np.ndarray) -> Iterator[ast.expr]:
    """What in reach is the true gradient, or the sum of its samples' shares."""
    for form in SUMS:
        for name in names_at(binding):
            syntax = ast.parse(form.format(name), mode="eval").body
            with suppress(WhygradError):
                value = evaluated(syntax, binding).value
                if value.shape == truth.shape and np.allclose(value, truth, rtol=1e-6, atol=0):
                    yield syntax


def names_at(binding: Binding) -> list[str]:
    """The names that hold numbers when a line runs."""
    scope = binding.moment.scope
    found: list[str] = []
    while scope is not None:
        found += [name for name in scope.slots if isinstance(name, str) and name.isidentifier()]
        scope = scope.above
    return list(dict.fromkeys(found))
