"""A script held against the true gradients: which loss, which parameters, which lines are wrong."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

import numpy as np

from whygrad.checking.blame import Fault, Judgement, compare, judge
from whygrad.checking.edits import operands
from whygrad.checking.flows import is_mixed, origins
from whygrad.checking.losses import (
    Loss,
    assumed_losses,
    computed_losses,
    differences,
    errors,
    logarithms,
    sample_counts,
)
from whygrad.checking.reading import Script, evaluated, statement_of, trace_script
from whygrad.checking.roles import Parameter, find_parameters, rate_by
from whygrad.checking.state import Lapse, lapses, outer_difference
from whygrad.checking.traces import Binding, Node, Pass, Trace
from whygrad.checking.truths import factor, slope_error
from whygrad.language.messages import WhygradError

RATE = re.compile(
    r"(?<![a-z])(lr|eta|alpha|gamma|epsilon|mu|l?_?rate|learning_?rate|step_?size)\d*$",
    re.IGNORECASE,
)
LOSS = re.compile(r"loss|cost|error|mse|nll|objective|^j$|^l$|entropy", re.IGNORECASE)
SUMS = {"sum", "mean", "einsum", "transpose", "spread", "collect", "concatenate"}
TAYLOR = 1e-7  # how far the second opinion may be from the first, relative to its terms


@dataclass(frozen=True, slots=True, eq=False)
class Inspection:
    """All that was found out about a script, before it is put into words."""

    script: Script
    trace: Trace
    parameters: tuple[Parameter, ...]
    judgement: Judgement | None
    faults: tuple[Fault, ...]
    lapses: tuple[Lapse, ...] = ()
    doubts: tuple[str, ...] = ()  # parameters whose two true gradients disagree
    entry: Mapping[str, np.ndarray] = field(default_factory=dict)


def inspect(
    script: Script,
    wanted: str | None = None,
    pairs: Mapping[str, str] | None = None,
    entry: Mapping[str, np.ndarray] | None = None,
) -> Inspection:
    """Read a script, find its parameters and its loss, and compare every line of its gradients.

    With `entry`, the point of an earlier inspection, the second opinion is not asked again.
    `pairs` says which gradient, by name, belongs to which parameter, where that is not found.
    """
    known = entry is not None
    entry = generic_entry(script) if entry is None else entry
    trace = trace_script(script, entry=entry)
    if not trace.passes:
        return Inspection(script, trace, (), None, ())
    step, parameters, losses = chosen_step(trace, wanted)
    parameters = [paired(each, step, pairs or {}) for each in parameters]
    rates = {each.name: rate_of(each) for each in parameters}
    judgements = [compare(step, parameters, loss, rates) for loss in losses]
    if not parameters or not judgements:
        return Inspection(script, trace, tuple(parameters), None, ())
    others = {each for each in losses if not (each.kind or is_of_step(each, parameters))}
    likely = [judge(step, parameters, each, rates) for each in best(judgements, others)]
    judgement = min(likely, key=lambda each: len(each.faults))
    found = lapses(trace, parameters, judgement)
    faults = [fault for fault in judgement.faults if not is_explained(fault, found)]
    if (judged := wrong_loss(judgement, judgements, step)) is not None:
        judgement, lapse = judged
        found, faults = [*found, lapse], []
    doubtful = [] if known else [each for each in parameters if is_doubtful(each, judgement.loss)]
    return Inspection(
        script,
        trace,
        tuple(parameters),
        judgement,
        tuple(faults),
        tuple(found),
        tuple(each.name for each in doubtful),
        entry,
    )


def chosen_step(trace: Trace, wanted: str | None) -> tuple[Pass, list[Parameter], list[Loss]]:
    """The first step with its losses; the last one, where its loss follows when training is over.

    What is only printed counts as what is bound.
    """
    found = []
    bounds = [max((each.node.serial for each in one.bindings), default=0) for one in trace.passes]
    for step, after, since, until in (
        (trace.passes[0], (), -1, bounds[0]),
        (trace.passes[-1], trace.after, max(bounds[:-1], default=-1), np.inf),
    ):
        shown = [
            Binding(ast.unparse(node.site.syntax), node, node.site, "print")
            for node, _ in trace.printed
            if since < node.serial <= until
        ]
        parameters = find_parameters(step)
        losses = choose(step, parameters, wanted, (*shown, *after))
        found.append((step, parameters, losses))
        if any(not each.kind and not is_measure(each) for each in losses):
            return found[-1]
    first, last = found
    return last if len(last[2]) > len(first[2]) else first


def paired(parameter: Parameter, step: Pass, pairs: Mapping[str, str]) -> Parameter:
    """A parameter with the gradient that a person says is its own."""
    names = {name for name, of in pairs.items() if of == parameter.name}
    said = [binding for binding in step.bindings if binding.name in names]
    if not said:
        return parameter
    rate = rate_by(said[-1].node, parameter.end)
    return replace(parameter, gradient=said[-1], rate=None if rate is None else -rate)


def is_explained(fault: Fault, found: Sequence[Lapse]) -> bool:
    """Whether a fault is only what a parameter's growing shape makes of its gradient."""
    grown = [lapse.binding.name for lapse in found if lapse.mistake == "shape-grows"]
    return fault.parameter is not None and fault.parameter.name in grown


def wrong_loss(
    chosen: Judgement, judgements: Sequence[Judgement], step: Pass
) -> tuple[Judgement, Lapse] | None:
    """The loss that all gradients belong to, where the one that is computed is no such loss."""
    loss = chosen.loss
    if loss.kind or is_measure(loss):
        return None
    binding = next((each for each in (*step.bindings,) if each.node is loss.node), None)
    outer = outer_difference(loss.node)
    if outer is not None:
        return shape_lapse(chosen, judgements, step, outer, binding)
    if chosen.scale is not None and chosen.scale > 0:
        return None
    truths = loss.gradients
    for other in judgements:
        if not other.loss.kind or other.scale is None or other.scale <= 0:
            continue
        output = other.loss.output
        proper = [each.loss for each in judgements if each.loss.output is output]
        if output in truths and not any(
            factor(truths[output], each.gradients[output]) for each in proper
        ):
            what = f"they are those of {other.loss.kind}"
            return (other, Lapse("wrong-loss", binding, what)) if binding else None
    return None


def shape_lapse(
    chosen: Judgement,
    judgements: Sequence[Judgement],
    step: Pass,
    outer: Node,
    binding: Binding | None,
) -> tuple[Judgement, Lapse] | None:
    """A difference of (n, 1) and (n,): in the gradients too, or in the loss alone."""
    used = origins(one.end for one in step.carried)
    place = next((each for each in step.bindings if outer in origins([each.node])), binding)
    if place is None:
        return None
    one, other = (entry.value.shape for entry in outer.inputs)
    what = f"shapes {one} and {other} make {outer.value.shape}"
    if outer in used:
        return chosen, Lapse("shape-grows", place, what)
    fitting = [each for each in judgements if each.scale is not None and each.scale > 0]
    return (fitting or [chosen])[0], Lapse("wrong-loss", binding or place, what)


def generic_entry(script: Script) -> dict[str, np.ndarray]:
    """A generic point for the parameters, whatever they start from in the script."""
    survey = trace_script(script)
    random = np.random.RandomState(20)
    found = find_parameters(survey.passes[0]) if survey.passes else []
    return {each.name: generic(each.start.value.shape, random) for each in found}


def generic(shape: tuple[int, ...], random: np.random.RandomState) -> np.ndarray:
    """Values of both signs, none near zero, small enough to saturate nothing."""
    sizes = random.uniform(0.2, 0.9, shape) / np.sqrt(max(shape[:1] or (1,)))
    return np.asarray(sizes * np.sign(random.uniform(-1, 1, shape)))


def rate_of(parameter: Parameter) -> float:
    """The learning rate in an update: by its name, else what the gradient is multiplied by."""
    for syntax in operands(statement_of(parameter.update)):
        if RATE.search(ast.unparse(syntax).rstrip("]'\"")):
            with suppress(WhygradError):
                node = evaluated(syntax, parameter.update)
                if node.value.size == 1:
                    return abs(float(node.value.reshape(-1)[0])) or 1.0
    return abs(parameter.rate or 1.0)


def choose(
    step: Pass,
    parameters: list[Parameter],
    wanted: str | None,
    after: Sequence[Binding] = (),
) -> list[Loss]:
    """The losses to compare with: those computed, and what a bare error may mean."""
    losses = [*computed_losses(step, parameters, after), *assumed_losses(step, parameters)]
    if wanted is None:
        return losses
    return [loss for loss in losses if wanted in (loss.name, loss.kind)] or losses


def best(judgements: Sequence[Judgement], others: set[Loss]) -> list[Judgement]:
    """The loss that the script means; several where only the number of wrong lines can tell.

    One that it computes comes first, unless it is a mere measure (a mean absolute error is
    often printed beside gradients of the square) or is of `others`, of all samples where the
    step has a batch.
    """
    computed = [each for each in judgements if not each.loss.kind]
    fitting = [each for each in judgements if each.scale is not None and each.scale > 0]
    for each in computed:
        if each in fitting:
            return [each]
    real = [each for each in computed if not is_measure(each.loss) and each.loss not in others]
    if real:
        return [next((each for each in real if LOSS.search(each.loss.name)), real[0])]
    assumed = [each for each in judgements if each.loss.kind]
    if others:
        meant = has_logarithm(next(iter(others)))
        assumed = [each for each in assumed if ("entropy" in each.loss.kind) == meant] or assumed
        fitting = [each for each in fitting if each in assumed or not each.loss.kind]
    return fitting[:1] or assumed or list(judgements)


def has_logarithm(loss: Loss) -> bool:
    return any(node.operation == "log" for node in origins([loss.node], without=loss.at))


def is_of_step(loss: Loss, parameters: Sequence[Parameter]) -> bool:
    """Whether a loss that follows the step reads its own samples, and as many of them."""
    starts, ends = {each.start for each in parameters}, {each.end for each in parameters}
    if ends.isdisjoint(loss.at):
        return True
    if not samples([loss.node], starts | ends) <= samples(ends, starts):
        return False
    own = sample_counts([*differences([loss.node], starts | ends), *logarithms(loss.node, ends)])
    counts = sample_counts(errors(list(parameters)))
    return not own or not counts or min(own) <= max(counts)


def samples(ends: Iterable[Node], points: set[Node]) -> set[Node]:
    """The arrays that the script states or draws, from which, and from `points`, ends come."""
    nodes = origins(ends, without=points) - points
    leaves = (node for node in nodes if not node.inputs and node.leaf != "start")
    return {node for node in leaves if node.value.size > 1 and node.value.dtype.kind == "f"}


def is_measure(loss: Loss) -> bool:
    """Whether a loss that was computed is one that people print and do not train with."""
    if loss.kind:
        return False
    nodes = origins([loss.node])
    marks = {each for each in nodes if each.operation in ("absolute", "sqrt")}
    marks = {each for each in marks if each is loss.node or not is_mixed(each, loss.node, SUMS)}
    rest = origins([loss.node], without=marks) - marks
    return bool(marks) and all(node.value.size == 1 for node in rest if not node.inputs)


def is_doubtful(parameter: Parameter, loss: Loss) -> bool:
    """Whether the complex step contradicts reverse mode; then nothing is said of the parameter."""
    truths = loss.gradients
    node = parameter.end if parameter.end in truths else parameter.start
    if node not in truths:
        return False
    return slope_error(loss.node, node, truths[node], loss.at) > TAYLOR
