"""A script held against the true gradients: which loss, which parameters, which lines are wrong."""

from __future__ import annotations

import ast
import gc
import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from whygrad.checking.blame import compare, judge
from whygrad.checking.court import Fault, Judgement
from whygrad.checking.flows import is_mixed, origins
from whygrad.checking.helpers import without_helpers
from whygrad.checking.lone import judged_twice
from whygrad.checking.losses import (
    Loss,
    assumed_losses,
    computed_losses,
    differences,
    errors,
    logarithms,
    sample_counts,
)
from whygrad.checking.misprints import misprint
from whygrad.checking.pure_step import EarlyRead, early_reads
from whygrad.checking.rates import rate_of
from whygrad.checking.reading import Script, trace_script
from whygrad.checking.roles import Parameter, find_parameters, rate_by
from whygrad.checking.state import Lapse, lapses, read_early
from whygrad.checking.traces import Binding, Node, Pass, Trace, Unread
from whygrad.checking.truths import slope_error

LOSS = re.compile(r"loss|cost|error|mse|nll|objective|^j$|^l$|entropy", re.IGNORECASE)
SUMS = {"sum", "mean", "einsum", "transpose", "spread", "collect", "concatenate"}
GROWN = "shape-grows"
NOTHING = 1e-12  # of the largest gradient: one that rounding alone may leave
LINES = 5_000  # of a training step that are compared
PAIRS = 400_000  # of those lines and what the step changes
LARGE = 5_000_000  # numbers in memory
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
    blaming: bool = True,
) -> Inspection:
    """Read a script, find its parameters and its loss, and compare every line of its gradients.

    With `entry`, the point of an earlier inspection, the second opinion is not asked again.
    `pairs` says which gradient, by name, belongs to which parameter, where that is not found.
    Without `blaming` only whether all is right is asked, and not which lines are wrong.
    """
    known = entry is not None
    if entry is None:
        trace, entry = read_generically(script)
    else:
        trace = trace_script(script, entry=entry)
    if not trace.passes:
        return Inspection(script, trace, (), None, ())
    step, parameters, losses = chosen_step(trace, wanted)
    if len(step.bindings) > script.found.get("lines", math.inf):
        return Inspection(script, trace, (), None, ())
    parameters = [paired(each, step, pairs or {}) for each in parameters]
    rates = {each.name: rate_of(each, step) for each in parameters}
    if not parameters or not losses:
        return Inspection(script, trace, tuple(parameters), None, ())
    compared = (compare(step, parameters, loss, rates) for loss in losses)
    judgements = [judged_twice(each, step, parameters, rates) for each in compared]
    others = {each for each in losses if not (each.kind or is_of_step(each, parameters))}
    likely = best(judgements, others)
    early = early_judgement(trace, step, parameters, likely, rates)
    if not blaming and not any(each.scale is not None and each.scale > 0 for each in likely):
        return Inspection(script, trace, tuple(parameters), None, ())
    reads: list[EarlyRead] = []
    if early is None:
        judged = [each if each.faults else judge(step, parameters, each, rates) for each in likely]
        judgement = min(judged, key=lambda each: len(each.faults))
    else:
        judgement, reads = early
    found = [*lapses(script, trace, parameters, judgement), *read_early(reads)]
    faults = [each for each in judgement.faults if not any(one.explains(each) for one in found)]
    if faults and not (judgement.loss.kind or is_measure(judgement.loss)):
        meant = misprint(judgement, judgements, step, trace.after, parameters, rates)
        if meant is not None:
            judgement, faults = meant.judgement, []
            found = [*found, Lapse("wrong-loss", meant.binding, meant.what)]
    doubtful = [] if known else [each for each in parameters if is_doubtful(each, judgement.loss)]
    grown = {one.parameter.name for one in found if one.parameter and one.mistake == GROWN}
    entry = {name: value for name, value in entry.items() if name not in grown}
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


def measured(trace: Trace) -> Trace:
    """The trace, without its training steps where they are too long to compare line by line."""
    lines = max((len(step.bindings) for step in trace.passes), default=0)
    values = max((len(step.carried) for step in trace.passes), default=0)
    if not values or (lines <= LINES and lines * values <= PAIRS):
        return trace
    why = f"a training step of {lines:,} lines that changes {values:,} values is not compared"
    return replace(trace, passes=(), unread=(*trace.unread, Unread(trace.loop or 1, why)))


def early_judgement(
    trace: Trace,
    step: Pass,
    parameters: list[Parameter],
    likely: Sequence[Judgement],
    rates: Mapping[str, float],
) -> tuple[Judgement, list[EarlyRead]] | None:
    """The judgement of a step that is right but for new values in the place of old ones."""
    if any(each.scale is not None and each.scale > 0 for each in likely):
        return None
    found = (early_reads(trace, step, parameters, each.loss, rates) for each in likely)
    return next((one for one in found if one), None)


def chosen_step(trace: Trace, wanted: str | None) -> tuple[Pass, list[Parameter], list[Loss]]:
    """The first step with its losses; the last one, where its loss follows when training is over.

    A step whose sample has no part in some gradient, as inputs of 0, says nothing of that
    parameter; then a later one is looked at. What is only printed counts as what is bound.
    """
    found = []
    since = -1
    named = {each.node: each for step in trace.passes for each in step.bindings}
    for step in trace.passes:
        last = step is trace.passes[-1]
        until = max((each.node.serial for each in step.bindings), default=0)
        shown = [
            named.get(node) or Binding(ast.unparse(node.site.syntax), node, node.site, "print")
            for node, _ in trace.printed
            if since < node.serial and (last or node.serial <= until)
        ]
        parameters = find_parameters(step)
        losses = choose(step, parameters, wanted, (*shown, *(trace.after if last else ())))
        own = without_helpers(step, losses)
        found.append((own, find_parameters(own) if own is not step else parameters, losses))
        if has_computed(losses) and not is_blind(parameters, losses):
            return found[-1]
        since = until
    seeing = [one for one in found if not is_blind(*one[1:])] or found
    computed = [one for one in seeing if has_computed(one[2])]
    return (computed or [max(seeing, key=lambda one: len(one[2]))])[0]


def has_computed(losses: Sequence[Loss]) -> bool:
    return any(not each.kind and not is_measure(each) for each in losses)


def is_blind(parameters: Sequence[Parameter], losses: Sequence[Loss]) -> bool:
    """Whether some parameter has no slope in any of the losses."""
    points = [(each.start, each.end) for each in parameters]
    slopes = [one.gradients for one in losses]
    return any(
        not any(np.any(one[point]) for one in slopes for point in pair if point in one)
        for pair in points
    )


def paired(parameter: Parameter, step: Pass, pairs: Mapping[str, str]) -> Parameter:
    """A parameter with the gradient that a person says is its own."""
    names = {name for name, of in pairs.items() if of == parameter.name}
    said = [binding for binding in step.bindings if binding.name in names]
    if not said:
        return parameter
    rate = rate_by(said[-1].node, parameter.end)
    return replace(parameter, gradient=said[-1], rate=None if rate is None else -rate)


def read_generically(script: Script) -> tuple[Trace, dict[str, np.ndarray]]:
    """The trace at a generic point for the parameters, wherever the script starts; the point."""
    survey = measured(trace_script(script))
    random = np.random.RandomState(20)
    found = find_parameters(survey.passes[0]) if survey.passes else []
    found += listed_numbers(survey, {each.name for each in found})
    entry = {each.name: generic(each.start.value.shape, random) for each in found}
    if not entry:
        return survey, entry
    del survey, found
    if script.found["held"] > LARGE:
        gc.collect()  # before as much is made again
    return trace_script(script, entry=entry), entry


def listed_numbers(survey: Trace, known: Collection[str]) -> list[Parameter]:
    """Parameters in a list of plain numbers, `b[0]`, which only a second pass reads as such."""
    later = find_parameters(survey.passes[1]) if len(survey.passes) > 1 and known else []
    numbers = (one for one in later if one.start.operation == "stack" and one.name not in known)
    return [one for one in numbers if one.start.value.shape == one.end.value.shape]


def generic(shape: tuple[int, ...], random: np.random.RandomState) -> np.ndarray:
    """Values of both signs, none near zero, small enough to saturate nothing."""
    sizes = random.uniform(0.2, 0.9, shape) / np.sqrt(max(shape[:1] or (1,)))
    return np.asarray(sizes * np.sign(random.uniform(-1, 1, shape)))


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
    most = max((fitted(each) for each in judgements if each.loss.kind), default=0)
    real = [each for each in computed if not is_measure(each.loss) or fitted(each) > most]
    real = sorted((each for each in real if each.loss not in others), key=is_late)
    if real:
        return [next((each for each in real if LOSS.search(each.loss.name)), real[0])]
    assumed = [each for each in judgements if each.loss.kind]
    if others:
        meant = has_logarithm(next(iter(others)))
        assumed = [each for each in assumed if ("entropy" in each.loss.kind) == meant] or assumed
        fitting = [each for each in fitting if each in assumed or not each.loss.kind]
    return fitting[:1] or assumed or list(judgements)


def is_late(judgement: Judgement) -> bool:
    """Whether a loss is computed after the update, as on other data or without dropout."""
    return any(not node.leaf for node in judgement.loss.at)


def fitted(judgement: Judgement) -> int:
    """How many gradients are the true ones of a loss, each up to a factor."""
    return sum(number is not None for number in judgement.factors.values())


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
    marks = {each for each in nodes if each.operation in ("absolute", "sqrt") and is_learned(each)}
    marks = {each for each in marks if each is loss.node or not is_mixed(each, loss.node, SUMS)}
    rest = origins([loss.node], without=marks) - marks
    return bool(marks) and not any(is_learned(node) for node in rest if not node.inputs)


def is_learned(node: Node) -> bool:
    """Whether it comes from what a step starts with."""
    return any(entry.leaf == "start" for entry in origins([node]))


def is_doubtful(parameter: Parameter, loss: Loss) -> bool:
    """Whether the complex step contradicts reverse mode; then nothing is said of the parameter."""
    truths = loss.gradients
    node = parameter.end if parameter.end in truths else parameter.start
    largest = max((np.abs(one).max(initial=0) for one in truths.values()), default=0)
    if node not in truths or np.abs(truths[node]).max(initial=0) <= NOTHING * largest:
        return False
    return slope_error(loss.node, node, truths[node], loss.at) > TAYLOR
