"""What a script computes in a few training steps: operations on arrays, each with its place.

A trace is a graph of nodes. A node is one operation with its inputs and its value; a binding
says which name of the script held which node after which line. All comparisons, repairs and
formulas read the trace, and nothing of the script is needed to compute it again with other
values: `replayed` replaces some nodes and computes what depends on them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from whygrad.checking.operations import OPERATIONS


@dataclass(frozen=True, slots=True)
class Site:
    """Where in the script: the expression or statement, and the calls that led to it."""

    syntax: ast.expr | ast.stmt
    line: int
    calls: tuple[int, ...] = ()  # the lines of the calls, outermost first


@dataclass(frozen=True, slots=True, eq=False)
class Loop:
    """One execution of a loop that was read as an index: all its passes at once.

    name   its variable as the script spells it: `i`, `x, y`
    depth  how many such loops were around it
    """

    syntax: ast.AST
    name: str
    line: int
    length: int
    depth: int


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One operation. Its first axes are those of the loops that were read as one operation.

    loops   the loops whose passes are the first axes of the value, one axis each, outermost
            first; the other axes are the array's own
    serial  its place in the order in which the script computes; inputs have smaller ones
    """

    operation: str  # a row of OPERATIONS, or "leaf"
    inputs: tuple[Node, ...]
    options: Mapping[str, Any]
    value: np.ndarray
    site: Site
    loops: tuple[Loop, ...] = ()
    leaf: str = ""  # of a leaf: "stated", "random", "start" (of a step) or "unknown"
    serial: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Binding:
    """A name of the script that took a value.

    name    as the script spells it: `grad_weight`, `params['W1']`, `self.weights`, `deltas[0]`
    kind    "assign", "augment" (`+=` and its like), "item" (a part of an array was written),
            "append" (to a list), "return", or "argument" (of a call)
    before  what the name held before, where the script changed it in place
    moment  what `reading` needs to evaluate other expressions as things stood there
    part    of a tuple or dict that a function gives back: `[0]`, `['w']`
    """

    name: str
    node: Node
    site: Site
    kind: str
    before: Node | None = None
    moment: Any = None
    part: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Carried:
    """A value that one training step leaves to the next: a parameter, a velocity, a sum.

    start and end are its nodes at the begin and at the end of the step; `same_array_as` names
    others that are the very same array in memory.
    """

    name: str
    start: Node
    end: Node
    same_array_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Pass:
    """One pass of the training loop: what it bound, in order, and what it carried on."""

    bindings: tuple[Binding, ...]
    carried: tuple[Carried, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Unread:
    """A line that could not be read, and why; nothing that depends on it is known."""

    line: int
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """What the script did: before training, then in its first few training steps.

    A branch that only reports (`if epoch % 100 == 0: loss = ...; print(loss)`) is read in every
    step, whatever its test says, since it may hold the only loss that the script computes.
    """

    before: tuple[Binding, ...]
    passes: tuple[Pass, ...]
    unread: tuple[Unread, ...] = ()
    loop: int | None = None  # the line of the training loop; None where there is none
    printed: tuple[tuple[Node, str], ...] = ()  # what `print` shows, with the text beside it
    others: Mapping[str, Any] = field(default_factory=dict)
    after: tuple[Binding, ...] = ()  # what was bound when training was over


def ordered(ends: Iterable[Node], since: int = -1) -> list[Node]:
    """All nodes that lead to `ends`, inputs before what reads them; from the serial `since` on."""
    waiting = [node for node in ends if node.serial >= since]
    found = set(waiting)
    while waiting:
        for entry in waiting.pop().inputs:
            if entry.serial >= since and entry not in found:
                found.add(entry)
                waiting.append(entry)
    return sorted(found, key=lambda node: node.serial)


def replayed(ends: Iterable[Node], replaced: Mapping[Node, np.ndarray]) -> dict[Node, np.ndarray]:
    """The values of `ends` and of all that leads to them, had some nodes had other values.

    Complex values pass through, so that a complex step can be taken.
    """
    nodes = ordered(ends)
    return {node: node.value for node in nodes} | changed(nodes, replaced)


def replayed_end(end: Node, replaced: Mapping[Node, np.ndarray]) -> np.ndarray:
    """The value of one node, had some nodes had other values; what comes before them is left."""
    since = min((node.serial for node in replaced), default=end.serial + 1)
    return changed(ordered([end], since), replaced).get(end, end.value)


def changed(nodes: list[Node], replaced: Mapping[Node, np.ndarray]) -> dict[Node, np.ndarray]:
    """The values of those nodes, in order, that others' new values change."""
    values: dict[Node, np.ndarray] = dict(replaced)
    with np.errstate(all="ignore"):  # what overflows at our point is no one's mistake
        for node in nodes:
            if node not in values and any(entry in values for entry in node.inputs):
                inputs = [values.get(entry, entry.value) for entry in node.inputs]
                values[node] = OPERATIONS[node.operation].compute(*inputs, **node.options)
    return values


def pulled_back(loss: Node, replaced: Mapping[Node, np.ndarray] | None = None) -> dict[Node, Any]:
    """The gradient of a scalar node by every node that leads to it: reverse mode, op by op.

    What is replaced counts as given: nothing is pulled back through it.
    """
    replaced = replaced or {}
    values = replayed([loss], replaced)
    gradients: dict[Node, np.ndarray] = {loss: np.ones_like(values[loss])}
    for node in reversed(ordered([loss])):
        if node not in gradients or not node.inputs or node in replaced:
            continue
        row = OPERATIONS[node.operation]
        inputs = [values[entry] for entry in node.inputs]
        shares = row.pull_back(gradients[node], values[node], *inputs, **node.options)
        for entry, share in zip(node.inputs, shares, strict=True):
            if share is not None:
                gradients[entry] = gradients[entry] + share if entry in gradients else share
    return gradients
