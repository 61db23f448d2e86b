"""Where the update of a parameter belongs that no step changes: beside that of its sibling."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from whygrad.checking.reading import Script, statement_of
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Binding, Node
from whygrad.checking.truths import factor

WORD = re.compile(r"\w+")


def sibling_of(
    node: Node, parameters: Sequence[Parameter], truths: Mapping[Node, np.ndarray]
) -> Parameter | None:
    """The parameter that the forward pass reads beside one: of a bias, its layer's weights."""
    own = readings(node, truths)
    near: dict[Parameter, int] = {}
    for each in parameters:
        places = readings(each.start, truths) + readings(each.end, truths)
        if places and own:
            near[each] = min(abs(one - other) for one in places for other in own)
    return min(near, key=lambda each: near[each], default=None)


def readings(node: Node, truths: Mapping[Node, np.ndarray]) -> list[int]:
    """When the forward pass of the loss computes with a node."""
    return [one.serial for one in truths if node in one.inputs]


def place_of_update(
    script: Script,
    bindings: Sequence[Binding],
    parameters: Sequence[Parameter],
    sibling: Parameter,
    truths: Mapping[Node, np.ndarray],
    has_gradient: bool = False,
) -> Binding:
    """The line that the missing one belongs below, or the list that is one entry short.

    That is the sibling's update; where one line updates all that a dict has, the first line that
    has the sibling's gradient, unless there is one of the missing parameter as well.

    bindings  of the training step
    """
    statement = statement_of(sibling.update)
    if (loop := loop_over(script, statement, sibling)) is not None:
        return replace(sibling.update, site=replace(sibling.update.site, line=loop.lineno))
    several = sum(statement_of(each.update) is statement for each in parameters) > 1
    target = ast.unparse(statement).split("=")[0]
    named = [word for word in WORD.findall(sibling.name) if not word.isdigit()][-1:]
    if several and not has_gradient and words(target).isdisjoint(named):
        truth = truths.get(sibling.start)
        lines = (one for one in bindings if one.kind != "argument")
        return next((one for one in lines if is_gradient(one, truth)), sibling.update)
    return sibling.update


def is_gradient(binding: Binding, truth: np.ndarray | None) -> bool:
    """Whether a line has the true gradient, up to a factor."""
    value = binding.node.value
    alike = truth is not None and value.shape == truth.shape
    return alike and truth is not None and factor(value, truth) is not None


def loop_over(script: Script, statement: ast.stmt, sibling: Parameter) -> ast.For | None:
    """The `for key in ["W1", "b1"]` around an update, with the sibling among its entries."""
    line = statement.lineno
    for node in ast.walk(script.tree):
        around = isinstance(node, ast.For) and node.lineno < line <= (node.end_lineno or line)
        if isinstance(node, ast.For) and around and any(entries_of(node.iter, sibling)):
            return node
    return None


def entries_of(syntax: ast.expr, sibling: Parameter) -> Iterator[tuple[ast.expr, ast.expr]]:
    """The entry that stands for the sibling, with the list or tuple that is written out."""
    for node in ast.walk(syntax):
        for entry in node.elts if isinstance(node, ast.List | ast.Tuple) else ():
            if isinstance(entry, ast.Constant) and isinstance(entry.value, int):
                continue  # the number of a layer, which has the sibling and the other one
            last = WORD.findall(ast.unparse(entry))[-1:]
            if isinstance(node, ast.expr) and not words(sibling.name).isdisjoint(last):
                yield entry, node


def words(name: str) -> set[str]:
    """The parts of a name: `params`, `W1` of `params['W1']`."""
    return set(WORD.findall(name))
