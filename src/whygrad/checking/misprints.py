"""A loss that is shown and not trained with: the gradients are those of another one.

People use few losses: the squared error and the cross-entropies. Where all gradients belong to
one of them, and what the script computes is none, the loss is what is wrong, not the gradients.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from whygrad.checking.blame import compare
from whygrad.checking.court import Judgement
from whygrad.checking.flows import origins
from whygrad.checking.losses import Loss, applied, differences, number
from whygrad.checking.operations import OPERATIONS
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Binding, Node, Pass, ordered, replayed
from whygrad.checking.truths import factor

MOST_TERMS = 8  # of a sum that are looked at one by one
NEAR = 1e-5  # how far a loss may be from a usual one: `log(p + 1e-8)` is none of its own


@dataclass(frozen=True, eq=False)
class Misprint:
    """The judgement with the loss that is meant, and the line where the shown one departs."""

    judgement: Judgement
    binding: Binding
    what: str


def misprint(
    shown: Judgement,
    judgements: Sequence[Judgement],
    step: Pass,
    after: Sequence[Binding],
    parameters: list[Parameter],
    rates: Mapping[str, float],
) -> Misprint | None:
    """The usual loss that all gradients belong to, where the one that is computed is none."""
    usual = [each for each in judgements if each.loss.kind]
    points = {point for each in parameters for point in (each.start, each.end)}
    if any(is_multiple(shown.loss, each.loss, points) for each in usual):
        return None
    if is_squared_error(shown.loss, points):
        return None
    lines = [*step.bindings, *after]
    for meant in usual:
        place = departure(shown.loss, meant.loss, lines, parameters)
        if place is None:
            continue
        what = f"they are those of {meant.loss.kind}"
        if meant.scale is not None and meant.scale > 0:
            return Misprint(meant, place, what)
        for mended in mended_losses(shown.loss, meant.loss, terms(place.node)):
            judgement = compare(step, parameters, mended, rates)
            if judgement.scale is not None and judgement.scale > 0:
                return Misprint(judgement, place, what)
    return None


def is_squared_error(loss: Loss, points: set[Node]) -> bool:
    """Whether a loss is one of outputs of its own, as where it is shown once training is over."""
    values = replayed([loss.node], loss.at)
    for output, target, _ in differences([loss.node], points):
        if output in loss.gradients and output.value.shape == target.value.shape:
            number = factor(loss.gradients[output], values[output] - values[target])
            if number is not None and number > 0:
                return True
    return False


def is_multiple(loss: Loss, usual: Loss, points: set[Node]) -> bool:
    """Whether a loss is a usual one, times a positive number, but for a penalty."""
    common = meeting(usual, loss, points)
    slopes = [(loss.gradients[one], usual.gradients[one]) for one in common]
    if points.issuperset(common):  # a penalty has slopes by some of the parameters
        slopes = [pair for pair in slopes if pair[0].size > 1] + list(same_outputs(loss, usual))
        return any(is_proportional([pair]) for pair in slopes)
    return is_proportional(slopes)


def same_outputs(loss: Loss, usual: Loss) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The slopes by an output of the usual loss, and by the same one computed once more."""
    nodes = [node for node in loss.gradients if node.inputs and node.value.size > 1]
    values = replayed(nodes, loss.at)
    for output, _ in usual.pairs:
        for node in nodes:
            if node.value.shape == output.value.shape and np.allclose(values[node], output.value):
                yield loss.gradients[node], usual.gradients[output]


def is_proportional(pairs: Iterable[tuple[np.ndarray, np.ndarray]]) -> bool:
    rows = [(one.reshape(-1), other.reshape(-1)) for one, other in pairs]
    if not rows:
        return False
    value, truth = (np.concatenate(row) for row in zip(*rows, strict=True))
    norm = float(np.vdot(truth, truth).real)
    share = float(np.vdot(truth, value).real) / norm if norm else 0.0
    return share > 0 and np.abs(value - share * truth).max() <= NEAR * share * np.abs(truth).max()


def meeting(usual: Loss, loss: Loss, points: set[Node]) -> list[Node]:
    """The last quantities that both are computed from: outputs, or what outputs are made of.

    Parameters are among them only where the two share nothing else.
    """
    both = {one for one in usual.gradients if one in loss.gradients and one.inputs}
    both = {one for one in both if not points.isdisjoint(origins([one]))} - points
    read = {entry for node in both for entry in node.inputs}
    last = [node for node in both - read if np.any(usual.gradients[node])]
    shared = [point for point in points if point in usual.gradients and point in loss.gradients]
    return sorted(last or shared, key=lambda node: node.serial)


def departure(
    loss: Loss, usual: Loss, lines: Sequence[Binding], parameters: Sequence[Parameter]
) -> Binding | None:
    """The first line of a loss that is no stage of the usual one on the way from the outputs."""
    points = {point for each in parameters for point in (each.start, each.end)}
    common = set(meeting(usual, loss, points))
    forward = origins([usual.node])
    used = origins(each.end for each in parameters) | forward
    known = [*stages(usual), *(node.value for node in forward if node.value.size > 1)]
    place = None
    for binding in lines:
        node = binding.node
        if binding.kind == "argument" or node not in loss.gradients or node in used:
            continue
        if common.isdisjoint(origins([node])):
            continue
        place = binding
        if not is_stage(node, known, usual, common):
            return binding
    return place or shown_by(loss, lines)


def shown_by(loss: Loss, lines: Sequence[Binding]) -> Binding | None:
    """The place of a loss that is only printed."""
    return replace(lines[-1], name=loss.name, node=loss.node, site=loss.node.site)


def is_stage(node: Node, known: list[np.ndarray], usual: Loss, common: set[Node]) -> bool:
    """Whether a value of a loss's computation is one that the usual loss has as well.

    A single number is, if its slopes are; its sign may turn later.
    """
    if node.value.size > 1:
        return any(factor(node.value, value) is not None for value in known)
    slopes = Loss("", total(node), 0, at=usual.at).gradients
    pairs = [(slopes[one], usual.gradients[one]) for one in common if one in slopes]
    return is_proportional(pairs) or is_proportional([(-one, other) for one, other in pairs])


def total(node: Node) -> Node:
    return applied("sum", node, axis=None, keepdims=False)


def stages(usual: Loss) -> Iterator[np.ndarray]:
    """The arrays on the way from outputs to a usual loss, in the forms that people write."""
    for output, target in usual.pairs:
        p, t = output.value, target.value
        with np.errstate(all="ignore"):
            if "squared" in usual.kind:
                rows = [p - t, np.abs(p - t), (p - t) ** 2]
            elif "binary" in usual.kind:
                yes, no = t * np.log(p), (1 - t) * np.log(1 - p)
                rows = [p, 1 - p, np.log(p), np.log(1 - p), yes, no, yes + no]
            else:
                rows = [p, np.log(p), t * p, t * np.log(p)]
                for axis in range(p.ndim):
                    picked = (t * p).sum(axis=axis)
                    yield from (picked, np.log(np.where(picked > 0, picked, 1)))
        yield from rows
        for axis in range(p.ndim):
            yield from (row.sum(axis=axis) for row in rows[2:])


def terms(node: Node) -> list[Node]:
    """A value and what it is the sum of."""
    found: list[Node] = []
    waiting = [node]
    while waiting and len(found) < MOST_TERMS:
        found.append(waiting.pop(0))
        if found[-1].operation in ("add", "subtract", "identity", "cast"):
            waiting.extend(found[-1].inputs)
    return found


def mended_losses(loss: Loss, usual: Loss, wrong: Sequence[Node]) -> Iterator[Loss]:
    """The loss with a usual one in the place of a wrong part, so that its penalty stays."""
    sizes = {output.value.size for output, _ in usual.pairs}
    sizes |= {max(output.value.shape, default=1) for output, _ in usual.pairs}
    for share in sorted({2.0, 1.0, 0.5} | {c / size for size in sizes for c in (2, 1, 0.5)}):
        part = applied("multiply", usual.node, number(share, usual.node))
        for one in wrong:
            node = rebuilt(loss.node, {one: part})
            if node is not None and node.value.size == 1:
                yield Loss(loss.name, node, loss.line, at={**usual.at, **loss.at})


def rebuilt(end: Node, exchanged: Mapping[Node, Node]) -> Node | None:
    """A node computed again with others in the place of some; None where the shapes do not fit."""
    made = dict(exchanged)
    for node in ordered([end]):
        if node not in made and any(entry in made for entry in node.inputs):
            inputs = tuple(made.get(entry, entry) for entry in node.inputs)
            try:
                values = (entry.value for entry in inputs)
                value = OPERATIONS[node.operation].compute(*values, **node.options)
            except (ValueError, IndexError, TypeError):
                return None
            serial = max(node.serial, *(entry.serial + 1 for entry in inputs))
            made[node] = replace(node, inputs=inputs, value=np.asarray(value), serial=serial)
    return made.get(end)
