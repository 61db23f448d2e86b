"""The loss of a script: what it computes, or what its bare error may mean.

A loss is a number that the step computes from its parameters and then reads no more: not for
the gradients, not for the updates. A script that has none, and starts from `output - target`,
is compared with the losses whose backward pass may start so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce

import numpy as np

from whygrad.checking.flows import coefficient, is_number, origins
from whygrad.checking.operations import OPERATIONS
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Binding, Carried, Node, Pass, Site
from whygrad.checking.truths import EXACT, true_gradients

LISTS = ("stack", "collect")  # operations that make a list of numbers


@dataclass(frozen=True, eq=False)
class Loss:
    """A loss that the gradients of a script may belong to.

    kind  what it is in words, for a loss that is assumed; empty for one that the script computes
    at    the parameters' values where it is to be looked at: a loss that is computed after the
          update is taken back to where the gradients were
    pairs  of a loss that is assumed: the outputs with the targets that it compares them with
    """

    name: str
    node: Node
    line: int
    kind: str = ""
    at: Mapping[Node, np.ndarray] = field(default_factory=dict)
    pairs: tuple[tuple[Node, Node], ...] = ()

    @property
    def output(self) -> Node | None:
        return self.pairs[0][0] if self.pairs else None

    @cached_property
    def gradients(self) -> dict[Node, np.ndarray]:
        """The true gradient by every node that leads to it."""
        return true_gradients(self.node, self.at)


def computed_losses(
    step: Pass, parameters: list[Parameter], after: Sequence[Binding] = ()
) -> list[Loss]:
    """The numbers that a step, or what follows it, computes and does not read again.

    The last comes first, those of the step before those that follow it.
    """
    ends = [parameter.end for parameter in parameters]
    used = origins(ends)
    gradients = {
        each.gradient.node
        for each in parameters
        if each.gradient and each.gradient.name != each.name  # no version of itself
        if each.rate is not None or not is_shared(each.gradient.node, each, parameters)
    }
    states = {one.start for one in step.carried}
    at = points(parameters)
    targets = targets_of(parameters)
    found: dict[Node, Loss] = {}
    passing = {place(each) for each in step.bindings if each.node in used}
    for binding in (*latest(after), *latest(step.bindings)):
        node = binding.node
        if not is_loss(binding) or node in found or node in used or place(binding) in passing:
            continue
        reached = origins([node], without=set(ends) | states)
        here = {end: value for end, value in at.items() if end in reached}
        loss = Loss(binding.name, node, binding.site.line, at=here)
        is_own = reached.isdisjoint(gradients) and depends(loss, parameters)
        if is_own and is_compared(loss, targets, parameters):
            found[node] = loss
    smooth = {one.end for one in step.carried if is_average(one)}
    if found.keys() - smooth:  # one that goes on from step to step is of no single step
        found = {node: loss for node, loss in found.items() if node not in smooth}
    read = set().union(*(origins([node]) - {node} for node in found)) if found else set()
    return [loss for node, loss in reversed(found.items()) if node not in read]


def is_shared(node: Node, owner: Parameter, parameters: Sequence[Parameter]) -> bool:
    """Whether the updates of other parameters read a value too, as they read what goes forward."""
    return any(node in origins([each.end]) for each in parameters if each is not owner)


def is_average(one: Carried) -> bool:
    """Whether a number keeps a part of what it was: a loss that is smoothed over the steps."""
    if one.end.value.size != 1:
        return False
    share = coefficient(one.end, one.start)
    return share is not None and 0 < abs(share) < 1 - EXACT


def points(parameters: list[Parameter]) -> dict[Node, np.ndarray]:
    """Where a loss is looked at: every parameter as it was at the begin of the step."""
    starts = {each.start: each.start.value for each in parameters}
    return starts | {each.end: each.start.value for each in parameters}


def latest(bindings: Sequence[Binding]) -> list[Binding]:
    """Of each line the last binding: a sum over passes is whole at its end.

    Of what two calls in one line give back, both: `print(loss(train), loss(test))`.
    """
    rows: dict[tuple[str, int, tuple[int, ...]], list[Binding]] = {}
    for each in bindings:
        rows.setdefault(place(each), []).append(each)
    both = (row if len(row) == 2 and row[0].kind == "return" else row[-1:] for row in rows.values())
    return [each for row in both for each in row]


def place(binding: Binding) -> tuple[str, int, tuple[int, ...]]:
    return binding.name, binding.site.line, binding.site.calls


def is_loss(binding: Binding) -> bool:
    node = binding.node
    number = node.value.size == 1 and node.value.dtype.kind == "f"
    return number and not node.loops and node.operation not in LISTS


def depends(loss: Loss, parameters: list[Parameter]) -> bool:
    """Whether a number has a slope by any of the parameters."""
    wanted = [point for each in parameters for point in (each.start, each.end)]
    return any(np.any(loss.gradients[point]) for point in wanted if point in loss.gradients)


def targets_of(parameters: list[Parameter]) -> set[Node]:
    """What the outputs of a step are compared with, and all that only leads there."""
    found, starts = errors(parameters), {each.start for each in parameters}
    targets = origins(target for _, target, _ in found)
    return targets - origins((output for output, _, _ in found), without=starts)


def is_compared(loss: Loss, targets: set[Node], parameters: list[Parameter]) -> bool:
    """Whether a number is no mere output, as is a prediction that is shown after training."""
    known = {point for each in parameters for point in (each.start, each.end)}
    if not targets or not targets.isdisjoint(origins([loss.node], without=known)):
        return True
    return bool(differences([loss.node], known) or logarithms(loss.node, known))


def assumed_losses(step: Pass, parameters: list[Parameter]) -> list[Loss]:
    """What a bare `output - target` may mean: the losses whose gradients start with it."""
    found = []
    rows = errors(parameters)
    rows += labelled(parameters, {output for output, _, _ in rows})
    for line, pairs in by_line(rows).items():
        output, target = pairs[0]
        kinds = {"half the squared error, summed": half_squared}
        low, high = output.value.min(), output.value.max()
        if sums_to_one(output) and sums_to_one(target):
            kinds["softmax cross-entropy"] = cross_entropy
        elif low > 0 and high < 1:
            kinds["binary cross-entropy, summed"] = binary_cross_entropy
        for kind, build in kinds.items():
            terms = [build(*pair) for pair in pairs]
            whole = reduce(lambda one, other: applied("add", one, other), terms)
            starts = {each.start: each.start.value for each in parameters}
            found.append(Loss("", whole, line[0], kind, starts, tuple(pairs)))
    return found


Errors = list[tuple[Node, Node, Site]]


def by_line(found: Errors) -> dict[tuple[int, tuple[int, ...]], list[tuple[Node, Node]]]:
    """The outputs and targets of each line: of all samples, or times, that it goes through."""
    lines: dict[tuple[int, tuple[int, ...]], list[tuple[Node, Node]]] = {}
    for output, target, site in found:
        lines.setdefault((site.line, output.value.shape), []).append((output, target))
    return lines


def errors(parameters: list[Parameter]) -> Errors:
    """Outputs with their targets and the place of the difference, the deepest first."""
    starts = {parameter.start for parameter in parameters}
    return differences([parameter.end for parameter in parameters], starts)


def differences(ends: Iterable[Node], points: set[Node]) -> Errors:
    """The differences between what is computed from `points` and what is not."""
    learned, found = set(points), Errors()
    for node in sorted(origins(ends, without=points) - points, key=lambda node: node.serial):
        if not learned.isdisjoint(node.inputs):
            learned.add(node)
        if node.operation != "subtract" or len(set(node.inputs) & learned) != 1:
            continue
        output, target = sorted(node.inputs, key=lambda entry: entry not in learned)
        if output not in points and is_target(target):
            found.append((output, target, node.site))
    return found


def is_target(node: Node) -> bool:
    """Whether it may be what a sample should give: no plain number, as the 1 of `1 - s`."""
    if "datum" in node.options or node.value.ndim > 0 or not is_number(node):
        return True
    return any(one.leaf == "random" for one in origins([node]))  # a sample that was drawn


def labelled(parameters: list[Parameter], known: set[Node]) -> Errors:
    """Probabilities of which 1 is taken away at each sample's label, as if from `p - one_hot`.

    known  the outputs whose targets are known already
    """
    starts = {parameter.start for parameter in parameters}
    nodes = origins([parameter.end for parameter in parameters], without=starts) - starts
    numbers = (node for node in nodes if node.value.dtype.kind == "f")
    order, learned = sorted(numbers, key=lambda node: node.serial), set(starts)
    for node in order:
        if not learned.isdisjoint(node.inputs):
            learned.add(node)
    shares = [one for one in order if one in learned - known and is_distribution(one)]
    found = Errors()
    for node in order:
        for output in shares:
            if node.value.shape != output.value.shape or node.serial <= output.serial:
                continue
            for target in (output.value - node.value, output.value + node.value):
                if is_one_hot(target, output.value) and output not in known:
                    known = known | {output}
                    found.append((output, number(np.round(target), node), node.site))
    return found


def is_one_hot(target: np.ndarray, output: np.ndarray) -> bool:
    """Whether it has a single 1 along an axis along which the output sums to 1."""
    whole = np.round(target)
    return bool(np.allclose(target, whole, rtol=0, atol=1e-9)) and any(
        np.all(whole.sum(axis=axis) == 1) and np.all((whole == 0) | (whole == 1))
        for axis in range(output.ndim)
        if output.shape[axis] > 1 and np.allclose(output.sum(axis=axis), 1)
    )


def logarithms(end: Node, points: set[Node]) -> Errors:
    """What a loss takes the logarithm of, in the form of differences."""
    nodes = [node for node in origins([end], without=points) if node.operation == "log"]
    shares = {node.inputs[0] for node in nodes}
    first = (node for node in nodes if not is_rest(node.inputs[0], shares))
    return [(node.inputs[0], node, node.site) for node in first]


def is_rest(node: Node, shares: Collection[Node]) -> bool:
    """Whether it is the other class's share, 1 - p."""
    return node.operation == "subtract" and node.inputs[1] in shares


def sample_counts(found: Errors) -> set[int]:
    """How many numbers the differences of each line have."""
    return {sum(output.value.size for output, _ in pairs) for pairs in by_line(found).values()}


def is_distribution(node: Node) -> bool:
    return bool(np.all((node.value > 0) & (node.value < 1))) and sums_to_one(node)


def sums_to_one(node: Node) -> bool:
    value = node.value
    return value.ndim > 0 and any(
        value.shape[axis] > 1 and np.allclose(value.sum(axis=axis), 1) for axis in range(value.ndim)
    )


def applied(operation: str, *inputs: Node, **options: object) -> Node:
    """A node of our own, beside those of the script."""
    with np.errstate(all="ignore"):  # a loss that does not fit the outputs is tried as well
        value = OPERATIONS[operation].compute(*(entry.value for entry in inputs), **options)
    serial = max(entry.serial for entry in inputs) + 1
    return Node(operation, inputs, options, np.asarray(value), inputs[0].site, serial=serial)


def number(value: float | np.ndarray, beside: Node) -> Node:
    return Node("leaf", (), {}, np.asarray(value), beside.site, leaf="stated")


def total(terms: Node) -> Node:
    return applied("sum", terms, axis=None, keepdims=False)


def half_squared(output: Node, target: Node) -> Node:
    error = applied("subtract", output, target)
    return applied("multiply", total(applied("multiply", error, error)), number(0.5, output))


def cross_entropy(output: Node, target: Node) -> Node:
    terms = applied("multiply", target, applied("log", output))
    return applied("negative", total(terms))


def binary_cross_entropy(output: Node, target: Node) -> Node:
    one = number(1.0, output)
    yes = applied("multiply", target, applied("log", output))
    no = applied("log", applied("subtract", one, output))
    no = applied("multiply", applied("subtract", one, target), no)
    return applied("negative", total(applied("add", yes, no)))
