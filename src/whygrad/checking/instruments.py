"""Where a run of a script reads its loss: positions in its text, found by the check."""

from __future__ import annotations

import ast
from typing import Any

from whygrad.checking.inspection import Inspection
from whygrad.checking.reading import statement_of
from whygrad.checking.traces import Binding, Node

FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
Place = tuple[int, int, int, int]  # first line and column, last line and column, of a syntax


def instruments(inspection: Inspection) -> dict[str, Any] | None:
    """What the run is to note: the statement of the loss, its value, or the error it is made of.

    loop  the line of the loop whose passes are counted: the outermost around the training loop,
          so that a pass over all samples is one; None where there is none
    sum   whether the loss is a running sum: then the last one of a pass counts, else their mean
    """
    judgement, trace = inspection.judgement, inspection.trace
    if judgement is None:
        return None
    loss = judgement.loss
    loop = outermost(inspection.script.tree, trace.loop)
    if loss.kind:
        syntax = error_syntax(inspection)
        return None if syntax is None else {"error": place_of(syntax), "loop": loop, "sum": False}
    bound = (*trace.after, *(each for step in trace.passes for each in step.bindings))
    binding = next((each for each in bound if each.node is loss.node), None)
    if binding is None:  # it is only printed
        return {"value": place_of(loss.node.site.syntax), "loop": loop, "sum": False}
    statement = statement_of(binding)
    return {
        "loss": place_of(statement),
        "name": named(binding),
        "loop": loop,
        "sum": is_running_sum(statement, binding.name),
    }


def outermost(tree: ast.Module, line: int | None) -> int | None:
    """The line of the outermost loop around a loop, within the same function."""
    found = line
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.While | FUNCTIONS) and found is not None:
            if not node.lineno <= (line or 0) <= (node.end_lineno or 0):
                continue
            found = line if isinstance(node, FUNCTIONS) else min(found, node.lineno)
    return found


def is_running_sum(statement: ast.AST, name: str) -> bool:
    if isinstance(statement, ast.AugAssign):
        return True
    value = getattr(statement, "value", None)
    names = [ast.unparse(node) for node in ast.walk(value)] if value else []
    return isinstance(statement, ast.Assign) and name in names


def named(binding: Binding) -> str | None:
    """The name of the loss where it can be read right after its statement."""
    return binding.name if binding.kind in ("assign", "augment", "item") else None


def error_syntax(inspection: Inspection) -> ast.AST | None:
    """The difference of output and target that an assumed loss was read from."""
    judgement = inspection.judgement
    if judgement is None or judgement.loss.output is None:
        return None
    output, line = judgement.loss.output, judgement.loss.line
    for step in inspection.trace.passes:
        for binding in step.bindings:
            for node in readers(binding.node, output):
                if node.site.line == line and isinstance(node.site.syntax, ast.BinOp):
                    return node.site.syntax
    return None


def readers(node: Node, output: Node) -> list[Node]:
    """A node and its inputs, those that subtract something from the output or the reverse."""
    near = (node, *node.inputs, *(entry for one in node.inputs for entry in one.inputs))
    return [one for one in near if one.operation == "subtract" and output in one.inputs]


def place_of(syntax: ast.AST) -> Place:
    return tuple(
        getattr(syntax, name) for name in ("lineno", "col_offset", "end_lineno", "end_col_offset")
    )
