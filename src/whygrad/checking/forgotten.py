"""Parameters that no step changes: the loss depends on them, and nothing else explains them.

What the forward pass of a step reads from before the step is a parameter, data, or a setting.
Data have an axis of samples, or are read in some steps only; settings are single stated numbers.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from whygrad.checking.court import Judgement
from whygrad.checking.flows import ADDITIVE, CARRIERS, SCALING, origins
from whygrad.checking.growth import made_at
from whygrad.checking.losses import differences, logarithms
from whygrad.checking.reading import Script
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Binding, Node, Trace, ordered, replayed_end
from whygrad.checking.truths import factor

WORDS = r"(w|b|theta|weights?|bias(es)?|coef|intercept|kernel|beta)"
PARAMETER = re.compile(rf"(^|[^a-z]){WORDS}[^a-z]*$")
ARRAY = re.compile(rf"(^|[^a-z])({WORDS}|[wb][a-z]{{1,2}})([^a-z]|$)")  # `b_out`, `bh`, `Wxh`
Place = tuple[int, int]  # a line of outputs, and one of their axes
PASSED = {"argument", "return"}  # bindings that make nothing
OTHER_POINT = -0.9  # parameters times this: units that a slope of 0 keeps still there move here


@dataclass(eq=False)
class Forgotten:
    """The search for such parameters in one step.

    truths   the gradients of its loss
    """

    script: Script
    trace: Trace
    parameters: Sequence[Parameter]
    judgement: Judgement

    @property
    def truths(self) -> dict[Node, np.ndarray]:
        return self.judgement.loss.gradients

    @cached_property
    def first(self) -> int:
        """The serial with which the training loop begins."""
        carried = self.trace.passes[0].carried
        starts = [each.start.serial for each in carried if each.start.leaf == "start"]
        return min(starts or [each.start.serial for each in self.parameters])

    @cached_property
    def read(self) -> list[Node]:
        """What the forward pass reads from before the loop, and what the loss has a slope by."""
        entries = {
            entry for node in self.truths if node.serial >= self.first for entry in node.inputs
        }
        entries = {one for one in entries if one.serial < self.first and one in self.truths}
        found = [one for one in entries if np.any(self.truths[one])]
        return sorted(found, key=lambda node: node.serial)

    @cached_property
    def always(self) -> set[Node]:
        """What every step reads."""
        found, since = set(self.read), self.first
        for step in self.trace.passes:
            nodes = ordered((each.node for each in step.bindings), since)
            found &= {entry for node in nodes for entry in node.inputs}
            since = max((each.node.serial + 1 for each in step.bindings), default=since)
        return found

    @cached_property
    def kinds(self) -> set[str]:
        return {kind_of(each.name) for each in self.parameters}

    @cached_property
    def outputs(self) -> list[list[Node]]:
        """What the loss compares with targets, or takes the logarithm of, by line."""
        points = {point for each in self.parameters for point in (each.start, each.end)}
        loss = self.judgement.loss.node
        lines: dict[int, dict[Node, None]] = {}
        for output, _, site in (*differences([loss], points), *logarithms(loss, points)):
            lines.setdefault(site.line, {})[output] = None
        return [list(nodes) for nodes in lines.values()]

    def found(self) -> Iterator[tuple[Node, Binding, str]]:
        """Each with the place of its start and its name; those of one line with one name once."""
        nodes = [node for node in self.read if self.is_one(node, self.names(node))]
        seen = set[tuple[int, str]]()
        for node in nodes:
            names = self.names(node)
            place = made_at(self.as_made(node), self.trace, [self.as_made(one) for one in nodes])
            if (key := (place.site.line, names[-1] if names else "")) not in seen:
                seen.add(key)
                yield node, place, names[-1] if names else ""

    def names(self, node: Node) -> list[str]:
        return [each.name for each in self.trace.before if each.node is node]

    def as_made(self, node: Node) -> Node:
        """What an array was when it was made, before parts of it were written."""
        last = next((each for each in self.trace.before if each.node is node), None)
        if last is None or last.kind != "item":
            return node
        made = [one for one in self.trace.before if (one.name, one.kind) == (last.name, "assign")]
        return made[-1].node if made else node

    def is_one(self, node: Node, names: Sequence[str]) -> bool:
        """Whether it is a parameter: by its name, or by how it starts."""
        known = {each.name for each in self.trace.passes[0].carried} | self.changed
        if not known.isdisjoint(names) or node not in self.always or node.value.dtype.kind != "f":
            return False
        if node in self.titled:
            return not self.is_data(node)
        if node.value.ndim == 0 and not is_drawn(node):
            return False
        added = self.is_added(node)
        starts = is_drawn(node) and (added or self.has_samples)
        starts = starts or (added and not np.any(node.value))
        return starts and self.longest not in node.value.shape and not self.is_data(node)

    def has_gradient(self, node: Node) -> bool:
        """Whether a line of the step computes its very gradient, which no update reads."""
        truth = self.truths[node]
        used = origins(each.end for each in self.parameters)
        forward = origins([self.judgement.loss.node], without=self.judgement.loss.at)
        lines = (each.node for each in self.trace.passes[0].bindings)
        unused = {one for one in lines if one not in used and one not in forward and one.inputs}
        return any(
            one.value.shape == truth.shape and np.allclose(one.value, truth, rtol=1e-9, atol=0)
            for one in unused
        )

    def is_added(self, node: Node) -> bool:
        """Whether all that the loss has of it is added to something, as biases are, or looked up.

        A part of it counts for what becomes of the part.
        """
        readers = [one for one in self.truths if node in one.inputs]
        return bool(readers) and all(
            one.operation == "add"
            or is_looked_up(one)
            or (one.operation in CARRIERS and self.is_added(one))
            for one in readers
        )

    @cached_property
    def has_samples(self) -> bool:
        """Whether the data are found by their axis of samples; then all else is a parameter."""
        return any(self.is_data(node) for node in self.read)

    @cached_property
    def changed(self) -> set[str]:
        """The names that a statement within a loop changes, in a loop that was not read whole."""
        nodes = ast.walk(self.script.tree)
        loops = [node for node in nodes if isinstance(node, ast.For | ast.While)]
        around = [one for one in loops if any(is_at(at, self.trace.loop) for at in ast.walk(one))]
        found = [node for loop in around for node in ast.walk(loop)]
        return {ast.unparse(node.target) for node in found if isinstance(node, ast.AugAssign)}

    def is_named(self, name: str, node: Node) -> bool:
        """Whether it has the name of a parameter, but for the number, or a usual one."""
        usual = ARRAY if node.value.ndim or is_drawn(node) else PARAMETER
        return kind_of(name) in self.kinds or usual.search(name.lower()) is not None

    def is_beside(self, node: Node) -> bool:
        """Whether its line makes a parameter as well, in the same way."""
        known = {each.name for each in self.trace.passes[0].carried}
        made = [each for each in self.trace.before if each.kind not in PASSED]
        others = {each.site.line for each in made if each.name in known}
        mine = {each.site.line for each in made if each.node is node}
        if others.isdisjoint(mine):
            return False
        return node.value.ndim > 0 or is_drawn(node) or self.has_gradient(node)

    @cached_property
    def longest(self) -> int:
        """How many samples there are: the longest axis of the data that reach an update.

        What starts at zero and what has the name or the line of a parameter are no data.
        """
        reached = origins((each.end for each in self.parameters), without=self.titled)
        data = [one for one in reached - self.titled if not one.inputs and np.any(one.value)]
        sizes = (one.value.shape for one in data if one.leaf != "start" and one.value.ndim)
        return max((max(shape) for shape in sizes), default=0)

    @cached_property
    def titled(self) -> set[Node]:
        """What has the name of a parameter, or the line of one."""
        return {one for one in self.read if self.is_titled(one, self.names(one))}

    def is_titled(self, node: Node, names: Sequence[str]) -> bool:
        return any(self.is_named(name, node) for name in names) or self.is_beside(node)

    def is_data(self, node: Node) -> bool:
        """Whether each of its rows belongs to one sample, or it is a target: it moves no output."""
        if not self.outputs:
            return self.longest in node.value.shape
        reached = any(node in origins([output]) for line in self.outputs for output in line)
        return not reached or not self.samples.isdisjoint(self.moved_by(node))

    @cached_property
    def samples(self) -> set[Place]:
        """The axes of outputs that samples lie along: no parameter moves a single entry of one."""
        axes = {
            (line, axis)
            for line, nodes in enumerate(self.outputs)
            for axis in range(-1, nodes[0].value.ndim)
        }
        return axes.difference(*(self.moved_by(each.start) for each in self.parameters))

    def moved_by(self, node: Node) -> set[Place]:
        """The axes of the outputs along which one row of an array moves a single entry.

        Axis -1 counts the outputs of a line that a loop goes through pass by pass.
        """
        found = set[Place]()
        for line, nodes in enumerate(self.outputs):
            for row in rows(node.value):
                moved = [self.is_moved(output, node, row) for output in nodes]
                if len(nodes) > 1 and sum(bool(one.any()) for one in moved) == 1:
                    found.add((line, -1))
                shape = nodes[0].value.shape
                found |= {
                    (line, axis)
                    for axis in range(len(shape))
                    if shape[axis] > 1 and any(one_only(each, axis) for each in moved)
                }
        return found

    def is_moved(self, output: Node, node: Node, row: tuple[Any, ...]) -> np.ndarray:
        """Where an output changes when a row of an array does, at one of two points."""
        moved = np.zeros(output.value.shape, bool)
        for at in self.points:
            changed = np.array(at.get(node, node.value), float)
            changed[row] += 0.37
            moved |= replayed_end(output, {**at, node: changed}) != replayed_end(output, at)
        return moved

    @cached_property
    def points(self) -> list[dict[Node, np.ndarray]]:
        """Where the loss is looked at, and another point: at one alone a unit may be still."""
        at = dict(self.judgement.loss.at)
        starts = {each.start: at.get(each.start, each.start.value) for each in self.parameters}
        return [at, {node: OTHER_POINT * value for node, value in (starts | at).items()}]


def rows(value: np.ndarray) -> list[tuple[Any, ...]]:
    """The first and last row along each axis of an array; all of a single number."""
    return [(slice(None),) * axis + (k,) for axis in range(value.ndim) for k in (0, -1)] or [()]


def one_only(moved: np.ndarray, axis: int) -> bool:
    """Whether what moved lies at one index of an axis."""
    others = tuple(k for k in range(moved.ndim) if k != axis)
    return int(np.count_nonzero(moved.any(axis=others))) == 1


def is_at(node: ast.AST, line: int | None) -> bool:
    return isinstance(node, ast.For | ast.While) and node.lineno == line


def is_looked_up(node: Node) -> bool:
    """Whether it is the rows of a table at places that an array names."""
    return node.operation == "index" and len(node.inputs) > 1


def is_drawn(node: Node) -> bool:
    """Whether it is random numbers in some scale."""
    nodes = origins([node])
    leaves = [one for one in nodes if not one.inputs and (one.leaf == "random" or one.value.ndim)]
    plain = all(not one.inputs or one.operation in ADDITIVE | SCALING for one in nodes)
    return len(leaves) == 1 and leaves[0].leaf == "random" and plain


def kind_of(name: str) -> str:
    """A name without its numbers and without its owner: `params['b#']`, `b[#]` of `net.b[0]`."""
    return re.sub(r"\d+", "#", name.rpartition(".")[2])


def is_partly_forgotten(parameter: Parameter, truth: np.ndarray, trace: Trace) -> bool:
    """Whether whole rows or columns of a parameter stay as they are, and all else is right.

    They do so in all steps that were read: the share of one sample may be zero.
    """
    start, end = parameter.start.value, parameter.end.value
    if start.shape != end.shape or start.shape != truth.shape or start.ndim == 0:
        return False
    still = (start == end) & (truth != 0)
    for one in (one for step in trace.passes for one in step.carried):
        if one.name == parameter.name and one.start.value.shape == one.end.value.shape == end.shape:
            still &= one.start.value == one.end.value
    whole = start.ndim == 1 or any(
        np.array_equal(still.any(axis=axis), still.all(axis=axis)) for axis in range(start.ndim)
    )
    moved = np.where(still, 0, start - end)
    return bool(still.any() and whole and factor(moved, np.where(still, 0, truth)) is not None)
