"""What a comparison of one step with one loss has at hand: its lines, its true gradients.

What a line is meant to compute follows from the values: its own, where they are a true gradient
up to a factor, else those of the lines that read it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from whygrad.checking.flows import CARRIERS, origins
from whygrad.checking.losses import Loss
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Binding, Node, Pass, ordered, replayed
from whygrad.checking.truths import arrangements, contributions, factor, recomputed

Values = dict[Node, np.ndarray]
LIKE = 1e-6  # how far entries may be apart that belong together; `factor` then looks closely
FEW = 4  # uses of a quantity whose shares a script may compute one by one


@dataclass(frozen=True, slots=True, eq=False)
class Fault:
    """A line whose own value is wrong.

    of      the node whose gradient (or slope) it should be, None where that is not known
    value   what it gives from the true values of what it reads
    truth   what it should give, in the same shape where the shapes agree
    factor  value = factor * truth, where it is only that
    healed  the true values of what it reads
    start   of an update: what the parameter was before; value and truth are what is subtracted
    """

    binding: Binding
    of: Node | None
    parameter: Parameter | None
    value: np.ndarray
    truth: np.ndarray
    factor: float | None
    healed: Mapping[Node, np.ndarray]
    start: np.ndarray | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """What the comparison with one loss says.

    scale    the factor that all gradients have in common, None where they have none
    factors  for each parameter its update over the true gradient and the rate, None where
             the two are not proportional
    court    where its lines were judged, if they were
    """

    loss: Loss
    scale: float | None
    factors: Mapping[str, float | None]
    faults: tuple[Fault, ...] = ()
    court: Court | None = None


class Truths:
    """The true gradients of one size, each once, and which of them a value may be."""

    def __init__(self, truths: Iterable[np.ndarray]) -> None:
        self.rows = list({(one.shape, one.tobytes()): one for one in truths}.values())
        self.outlines = np.array([outline(one) for one in self.rows])

    def like(self, value: np.ndarray) -> Iterator[np.ndarray]:
        """Those that have the entries of a value, in any order and up to a factor."""
        if self.rows:
            off = np.abs(self.outlines - outline(value)).max(axis=1)
            yield from (self.rows[place] for place in np.flatnonzero(off <= LIKE))


def outline(value: np.ndarray) -> np.ndarray:
    """The sizes of all entries over that of the largest, in order."""
    sizes = np.sort(np.abs(value), axis=None)
    return sizes / sizes[-1] if sizes[-1] else sizes


@dataclass
class Court:
    """All that one comparison needs: a step, a loss, the true gradients.

    steady  whether the factors of the gradients are constants, and so may be any
    spent   the operations that were computed again for statements in the place of others
    """

    step: Pass
    parameters: list[Parameter]
    loss: Loss
    rates: Mapping[str, float]
    steady: bool = True
    healed: Values = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    meanings: dict[int, list[tuple[Node, np.ndarray, bool]]] = field(default_factory=dict)
    sized: dict[int, Truths] = field(default_factory=dict)
    spent: int = 0

    @cached_property
    def truths(self) -> Values:
        """The true gradient by all that comes from the parameters, and the shares of some."""
        truths = self.loss.gradients
        points = {point for each in self.parameters for point in (each.start, each.end)}
        learned = descendants(points, origins([self.loss.node]))
        found = {node: truth for node, truth in truths.items() if node in learned}
        readers: dict[Node, list[Node]] = {}
        for node in found:
            for entry in set(node.inputs) & found.keys():
                readers.setdefault(entry, []).append(node)
        shared = {
            node: those
            for node, those in readers.items()
            if node in points or 1 < len(those) <= FEW
        }
        return found | contributions(truths, self.loss.at, shared)

    @cached_property
    def forward(self) -> set[Node]:
        """What the loss is computed from, up to where it is looked at."""
        return origins([self.loss.node], without=self.loss.at)

    @cached_property
    def outputs(self) -> set[bytes]:
        """Of a loss that is computed after the update: the values of its own forward pass."""
        values = replayed([self.loss.node], self.loss.at) if self.loss.at else {}
        return {values[node].tobytes() for node in self.forward if node in values}

    def of_size(self, size: int) -> Truths:
        """The truths that a line of this size may have; none by -z, which has the sign turned."""
        if size not in self.sized:
            meant = (one for node, one in self.truths.items() if node.operation != "negative")
            self.sized[size] = Truths(one for one in meant if one.size == size)
        return self.sized[size]

    def is_share(self, value: np.ndarray) -> bool:
        """Whether a value is no gradient, but the part of one that comes by a single use."""
        gradients = self.loss.gradients
        rows = (one for node, one in self.truths.items() if node in gradients)
        whole = Truths(one for one in rows if one.size == value.size)
        return all(factor(value, one) is None for one in whole.like(value))

    def truth_of(self, parameter: Parameter) -> np.ndarray:
        truths = self.loss.gradients
        found = [truths[one] for one in (parameter.start, parameter.end) if one in truths]
        return np.asarray(sum(found, np.zeros_like(parameter.start.value)))

    def factor_of(self, parameter: Parameter, healed: Mapping[Node, np.ndarray]) -> float | None:
        """The update over the true gradient and the learning rate."""
        truth = self.truth_of(parameter)
        if parameter.gradient and parameter.rate is None:
            number = factor(recomputed(parameter.gradient.node, healed), truth)
            return None if number is None else number * direction(parameter)
        end = recomputed(parameter.end, healed)
        if end.shape != parameter.start.value.shape:
            return None
        found = factor(parameter.start.value - end, truth)
        return None if found is None else found / self.rates[parameter.name]


def direction(parameter: Parameter) -> float:
    """1 where an optimizer's step goes against what it takes for the gradient, -1 where with it."""
    if parameter.gradient is None or parameter.end.value.shape != parameter.start.value.shape:
        return 1.0
    gradient = arrangements(parameter.gradient.node.value, parameter.start.value.shape)
    uphill = sum(float(np.vdot(one, parameter.step).real) < 0 for one in gradient[:1])
    return -1.0 if uphill else 1.0


def common(factors: Mapping[str, float | None]) -> float | None:
    """The one factor of all parameters, None where they differ."""
    numbers = list(factors.values())
    first = numbers[0] if numbers else None
    if first is None or any(each is None or not same(each, first) for each in numbers):
        return None
    return first


def same(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b))


def reference(factors: Mapping[str, float | None]) -> float:
    """The factor that most gradients have; 1 where as many have it as any other."""
    counts = Counter(round(each, 9) for each in factors.values() if each is not None and each > 0)
    most = max(counts.values(), default=0)
    return 1.0 if counts[1.0] == most else next(one for one in counts if counts[one] == most)


def fits(number: float | None, wanted: float) -> bool:
    return number is None or same(number, wanted)


def owner_of(binding: Binding, court: Court) -> Parameter | None:
    owned = [each for each in court.parameters if binding in (each.gradient, each.update)]
    return owned[0] if owned else None


def backward(court: Court) -> list[Binding]:
    """The bindings between the loss and the updates, each node once, in order.

    An error, `output - target`, belongs to the loss and to the backward pass; it counts here.
    """
    reached = origins(parameter.end for parameter in court.parameters)
    forward = court.forward | {one for one in reached if one.value.tobytes() in court.outputs}
    starts = {parameter.start for parameter in court.parameters}
    learned = descendants(starts | {one for one in forward if one.leaf}, reached)
    found: dict[Node, Binding] = {}
    updates = {parameter.end for parameter in court.parameters}
    for binding in court.step.bindings:
        node = binding.node
        if node not in reached or node not in learned or node in updates | starts:
            continue
        if binding.kind == "argument" or (node in forward and not is_error(court, node)):
            continue
        plain = binding.kind == "assign" and binding.name.isidentifier()
        if node not in found or (node in forward and plain):
            found[node] = binding  # of an error under two names, the second is the delta
    places = {id(binding): place for place, binding in enumerate(court.step.bindings)}
    return sorted(found.values(), key=lambda binding: places[id(binding)])


def is_error(court: Court, node: Node) -> bool:
    """Whether a quantity of the forward pass is a true gradient as well."""
    made = node
    while made.operation in CARRIERS and len(made.inputs) == 1:
        made = made.inputs[0]
    if made.operation not in ("subtract", "negative", "multiply", "divide"):
        return False
    number = known_factor(court, node.value)
    if node.value.size < 2:  # of single numbers any is a multiple of any other
        exact = number is not None and same(abs(number), 1)
        return exact and not court.steady and made.operation == "subtract"
    return number is not None


def descendants(starts: set[Node], within: set[Node]) -> set[Node]:
    found = set(starts)
    for node in ordered(within):
        if not found.isdisjoint(node.inputs):
            found.add(node)
    return found


def known_factor(court: Court, value: np.ndarray) -> float | None:
    """The factor between a value and the true gradient that it is: 1 where it may be that."""
    found = None
    for truth in court.of_size(value.size).like(value):
        number = factor(value, truth)
        if number is not None and same(number, 1):
            return number
        if number is not None and (found is None or found < 0 < number):
            found = number
    return found


def add_fault(
    court: Court,
    binding: Binding,
    of: Node | None,
    parameter: Parameter | None,
    value: np.ndarray,
    truth: np.ndarray,
) -> None:
    court.faults.append(
        Fault(binding, of, parameter, value, truth, factor(value, truth), dict(court.healed))
    )
    shown = arrangements(truth, binding.node.value.shape)
    if not shown and binding.node.loops and truth.size == 1:  # each pass overwrites the last
        shown = [np.full(binding.node.value.shape, truth.reshape(-1)[0])]
    court.healed[binding.node] = shown[0] if shown else truth


def update_fault(court: Court, parameter: Parameter, value: np.ndarray, truth: np.ndarray) -> Fault:
    number, start = factor(value, truth), parameter.start.value
    healed = dict(court.healed)
    return Fault(parameter.update, parameter.start, parameter, value, truth, number, healed, start)


def meanings(court: Court, size: int) -> list[tuple[Node, np.ndarray, bool]]:
    """What a line of a size may be meant to compute: a gradient, or (True) a slope."""
    if size not in court.meanings:
        fit = [(node, truth) for node, truth in court.truths.items() if truth.size == size]
        gradients = [(node, truth, False) for node, truth in fit]
        court.meanings[size] = distinct([*gradients, *slopes(fit)])
    return court.meanings[size]


def slopes(fit: list[tuple[Node, np.ndarray]]) -> Iterator[tuple[Node, np.ndarray, bool]]:
    """The slopes between quantities of one shape, of those that lead to each other elementwise."""
    truths = dict(fit)
    for node, truth in fit:
        entry: Node | None = node
        while entry is not None and np.all(truth):
            before = [one for one in entry.inputs if one in truths]
            entry = before[0] if before else None
            if entry is not None and truths[entry].shape == truth.shape:
                yield entry, truths[entry] / truth, True


def distinct(
    rows: list[tuple[Node, np.ndarray, bool]],
) -> list[tuple[Node, np.ndarray, bool]]:
    """Those rows whose arrays differ; two readings with the same numbers are one."""
    found: dict[tuple[bool, bytes], tuple[Node, np.ndarray, bool]] = {}
    for node, truth, sloped in rows:
        found.setdefault((sloped, np.round(truth, 12).tobytes()), (node, truth, sloped))
    return list(found.values())


def reads(reader: Binding, binding: Binding, lines: list[Binding]) -> bool:
    """Whether a line reads a value, not only by way of another line."""
    wanted, since = binding.node, binding.node.serial
    if reader.node.serial <= since:
        return False
    others = {each.node for each in lines}
    waiting, found = [reader.node], {reader.node}
    while waiting:
        for entry in waiting.pop().inputs:
            if entry is wanted:
                return True
            if entry.serial > since and entry not in found and entry not in others:
                found.add(entry)
                waiting.append(entry)
    return False


def fitting(court: Court, healed: Mapping[Node, np.ndarray]) -> int:
    """How many parameters get their true gradient, up to a factor."""
    return sum(court.factor_of(each, healed) is not None for each in court.parameters)


def own_factor(court: Court, binding: Binding, value: np.ndarray, lines: list[Binding]) -> float:
    """The factor that a line brings in beside those of the gradients that it reads."""
    number = known_factor(court, value)
    before = [each for each in lines if each is not binding and reads(binding, each, lines)]
    inherited = [known_factor(court, recomputed(each.node, court.healed)) for each in before]
    return (number or 1) / next((each for each in inherited if each), 1)
