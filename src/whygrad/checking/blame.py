"""Which lines of a backward pass are wrong, each judged by itself.

Every line is computed again from the true values of what it reads. A line that is then right
stays clean, however wrong its value was in the script; a line that is still wrong is a fault.
What a line is meant to compute follows from the values: its own, where they are a true gradient
up to a factor, else those of the lines that read it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from whygrad.checking.flows import origins
from whygrad.checking.losses import Loss
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Binding, Node, Pass, ordered
from whygrad.checking.truths import arrangements, contributions, factor, recomputed

Values = dict[Node, np.ndarray]


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
    """

    loss: Loss
    scale: float | None
    factors: Mapping[str, float | None]
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class Court:
    """All that one comparison needs: a step, a loss, the true gradients."""

    step: Pass
    parameters: list[Parameter]
    loss: Loss
    rates: Mapping[str, float]
    truths: Values = field(default_factory=dict)
    healed: Values = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    meanings: dict[int, list[tuple[Node, np.ndarray, bool]]] = field(default_factory=dict)
    sized: dict[int, list[np.ndarray]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        truths = self.loss.gradients
        points = {point for each in self.parameters for point in (each.start, each.end)}
        learned = descendants(points, origins([self.loss.node]))
        self.truths = {node: truth for node, truth in truths.items() if node in learned}
        for point in points & set(truths):
            self.truths |= contributions(truths, self.loss.at, point)

    def of_size(self, size: int) -> list[np.ndarray]:
        """The true gradients of one size, each once."""
        if size not in self.sized:
            fit = [truth for truth in self.truths.values() if truth.size == size]
            self.sized[size] = list({(one.shape, one.tobytes()): one for one in fit}.values())
        return self.sized[size]

    def truth_of(self, parameter: Parameter) -> np.ndarray:
        found = [self.truths[one] for one in (parameter.start, parameter.end) if one in self.truths]
        return np.asarray(sum(found, np.zeros_like(parameter.start.value)))

    def factor_of(self, parameter: Parameter, healed: Mapping[Node, np.ndarray]) -> float | None:
        """The update over the true gradient and the learning rate."""
        truth = self.truth_of(parameter)
        if parameter.gradient and parameter.rate is None:
            node = parameter.gradient.node
            return factor(recomputed(node, healed), truth)
        end = recomputed(parameter.end, healed)
        if end.shape != parameter.start.value.shape:
            return None
        found = factor(parameter.start.value - end, truth)
        return None if found is None else found / self.rates[parameter.name]


def compare(
    step: Pass, parameters: list[Parameter], loss: Loss, rates: Mapping[str, float]
) -> Judgement:
    """Compare every update of a step with the true gradient of a loss; no line is judged yet."""
    court = Court(step, parameters, loss, rates)
    factors = {each.name: court.factor_of(each, {}) for each in parameters}
    return Judgement(loss, common(factors), factors)


def judge(
    step: Pass, parameters: list[Parameter], compared: Judgement, rates: Mapping[str, float]
) -> Judgement:
    """The comparison with the faulty lines, if there are any."""
    if compared.scale is not None and compared.scale > 0:
        return compared
    court = Court(step, parameters, compared.loss, rates)
    find_faults(court)
    find_factors(court)
    return Judgement(compared.loss, None, compared.factors, tuple(in_order(court)))


def common(factors: Mapping[str, float | None]) -> float | None:
    """The one factor of all parameters, None where they differ."""
    numbers = list(factors.values())
    first = numbers[0] if numbers else None
    if first is None or any(each is None or not same(each, first) for each in numbers):
        return None
    return first


def same(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b))


def in_order(court: Court) -> list[Fault]:
    places = {id(binding): place for place, binding in enumerate(court.step.bindings)}
    return sorted(court.faults, key=lambda fault: places.get(id(fault.binding), 0))


def backward(court: Court) -> list[Binding]:
    """The bindings between the loss and the updates, each node once, in order.

    An error, `output - target`, belongs to the loss and to the backward pass; it counts here.
    """
    forward = origins([court.loss.node])
    reached = origins(parameter.end for parameter in court.parameters)
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
    if node.value.size < 2 or node.operation not in ("subtract", "negative", "multiply", "divide"):
        return False
    return known_factor(court, node.value) is not None


def descendants(starts: set[Node], within: set[Node]) -> set[Node]:
    found = set(starts)
    for node in ordered(within):
        if not found.isdisjoint(node.inputs):
            found.add(node)
    return found


def find_faults(court: Court) -> None:
    """The lines that are wrong by more than a factor; their true values go into `court.healed`."""
    lines = backward(court)
    owners = {id(each.gradient): each for each in court.parameters if each.gradient}
    for place, binding in enumerate(lines):
        value = recomputed(binding.node, court.healed)
        owner = owners.get(id(binding))
        if owner is not None:
            truth = convention(court, owner) * court.truth_of(owner)
            if factor(value, truth) is None:
                add_fault(court, binding, owner.start, owner, value, truth)
        elif not is_optimizer(court, binding):
            suspect(court, binding, value, lines[place + 1 :], owners)
    for parameter in court.parameters:
        if parameter.gradient and parameter.gradient not in lines:
            judge_alias(court, parameter, parameter.gradient)
        if parameter.rate is None and parameter.gradient:
            continue
        if court.factor_of(parameter, court.healed) is None and not is_blamed(court, parameter):
            end = recomputed(parameter.end, court.healed)
            value = parameter.start.value - end
            truth = court.truth_of(parameter) * court.rates[parameter.name]
            court.faults.append(update_fault(court, parameter, value, truth))


def is_optimizer(court: Court, binding: Binding) -> bool:
    """Whether a line only makes a step of a gradient, as the averages of Adam do."""
    reached = origins([binding.node])
    return any(
        each.gradient is not None and each.rate is None and each.gradient.node in reached
        for each in court.parameters
    )


def judge_alias(court: Court, parameter: Parameter, binding: Binding) -> None:
    """Whether a gradient is right that is another name for what other lines read as well."""
    value = recomputed(binding.node, court.healed)
    truth = convention(court, parameter) * court.truth_of(parameter)
    if factor(value, truth) is None:
        healed = dict(court.healed)
        fault = Fault(binding, parameter.start, parameter, value, truth, None, healed)
        court.faults.append(fault)


def is_blamed(court: Court, parameter: Parameter) -> bool:
    """Whether the gradient of a parameter is wrong by its own line already."""
    lines = {id(fault.binding) for fault in court.faults}
    return parameter.gradient is not None and id(parameter.gradient) in lines


def convention(court: Court, parameter: Parameter) -> float:
    """The factor and the sign that a script's own convention gives a gradient: -1 where it adds."""
    factors = {each.name: court.factor_of(each, court.healed) for each in court.parameters}
    wanted = reference({name: one for name, one in factors.items() if name != parameter.name})
    return wanted * court.rates[parameter.name] / (parameter.rate or court.rates[parameter.name])


def update_fault(court: Court, parameter: Parameter, value: np.ndarray, truth: np.ndarray) -> Fault:
    number, start = factor(value, truth), parameter.start.value
    healed = dict(court.healed)
    return Fault(parameter.update, parameter.start, parameter, value, truth, number, healed, start)


def is_known(court: Court, binding: Binding, value: np.ndarray) -> bool:
    """Whether a value is a true gradient of something, up to a factor."""
    return known_factor(court, value) is not None


def is_slope(court: Court, value: np.ndarray) -> bool:
    """Whether a value is the true slope of one quantity of the forward pass by another."""
    if value.size < 2:
        return False
    slopes = (truth for _, truth, yes in meanings(court, value.size) if yes)
    return any((one := factor(value, truth)) is not None and same(abs(one), 1) for truth in slopes)


def is_forward(court: Court, value: np.ndarray) -> bool:
    """Whether a value is one of the forward pass computed again, as by s = sigmoid(z)."""
    if value.size < 2:
        return False
    alike = (node.value for node in court.truths if node.value.shape == value.shape)
    return any(np.allclose(value, one, rtol=1e-9, atol=0) for one in alike)


def is_sound(court: Court, binding: Binding) -> bool:
    """Whether a function would return a true slope, had it been called with another quantity."""
    node = binding.node
    fit = [one for one in court.truths if one.value.shape == node.value.shape]
    arguments = {
        each.node
        for each in court.step.bindings
        if each.kind == "argument" and each.site.calls == binding.site.calls
    }
    known = arguments | set(fit)
    given = [one for one in origins([node]) & known if one is not node]
    given = [one for one in given if one.value.shape == node.value.shape]
    return any(
        is_slope(court, recomputed(node, {one: other.value}))
        for one in given
        for other in fit
        if other is not one
    )


def suspect(
    court: Court,
    binding: Binding,
    value: np.ndarray,
    later: list[Binding],
    owners: Mapping[int, Parameter],
) -> None:
    """Whether a value that is no gradient should be one: would the lines that read it be right?"""
    readers = [each for each in later if reads(each, binding, later)]
    ends = [each for each in court.parameters if reads(each.update, binding, later)]
    best, chosen = judged(court, court.healed, readers, ends, owners), None
    if best == len(readers) + len(ends) or is_slope(court, value):
        return
    known = is_known(court, binding, value)
    if not known and not ends and is_forward(court, value):
        return
    error = binding.node in court.truths  # a quantity of the forward pass as well
    if known and not error and not ends and len(readers) == 1:  # then its one reader is wrong
        return
    if known:  # then only what puts all its readers right counts
        best = max(best, len(readers) + len(ends) - 1)
    fits = fitting(court, court.healed)
    most = (best, fits)
    for node, truth, sloped in meanings(court, binding.node.value.size):
        for shown in arrangements(truth, binding.node.value.shape)[:1]:
            healed = {**court.healed, binding.node: shown}
            right = judged(court, healed, readers, ends, owners)
            if right <= best:
                continue
            found = (right, fitting(court, healed))
            if found > most and (found[1] > fits or not sloped):
                most, chosen = found, (node, shown)
    if chosen is not None:
        scale = scale_of(court, binding, value, chosen[1])
        if known and readers:  # right under its first name, wrong under its last
            binding = last_name(court.step, binding)
        add_fault(court, binding, chosen[0], None, value, scale * chosen[1])


def last_name(step: Pass, binding: Binding) -> Binding:
    """The last plain name of the very same value; the return of what only gives it on."""
    same_value = [each for each in reversed(step.bindings) if each.node is binding.node]
    given = {each.site.calls for each in same_value if each.kind == "argument"}
    passed = (one for one in same_value if one.kind == "return" and one.site.calls in given)
    plain = (one for one in same_value if one.kind == "assign" and one.name.isidentifier())
    return next(passed, next(plain, binding))


def fitting(court: Court, healed: Mapping[Node, np.ndarray]) -> int:
    """How many parameters get their true gradient, up to a factor."""
    return sum(court.factor_of(each, healed) is not None for each in court.parameters)


def scale_of(court: Court, binding: Binding, value: np.ndarray, truth: np.ndarray) -> float:
    """The factor that the script's own convention asks of a healed value.

    A script may carry the gradient with the other sign, or without the 1/n, and undo it in its
    updates; so the updates of what depends on the value tell, else the value's own direction.
    """
    healed = {**court.healed, binding.node: truth}
    before = {each.name: court.factor_of(each, court.healed) for each in court.parameters}
    after = {each.name: court.factor_of(each, healed) for each in court.parameters}
    ended = [
        number
        for each in court.parameters
        if (number := after[each.name]) is not None and binding.node in origins([each.end])
    ]
    others = {name: number for name, number in before.items() if number is not None}
    wanted = reference(others)
    if ended:
        return wanted / ended[0]
    shown = arrangements(value, truth.shape)
    return -1.0 if shown and float(np.vdot(shown[0], truth).real) < 0 else 1.0


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


def judged(
    court: Court,
    healed: Mapping[Node, np.ndarray],
    readers: list[Binding],
    ends: list[Parameter],
    owners: Mapping[int, Parameter],
) -> int:
    """How many of the lines that read a value are right, had it this one."""
    count = 0
    for reader in readers:
        value = recomputed(reader.node, healed)
        owner = owners.get(id(reader))
        if owner is not None:
            count += factor(value, court.truth_of(owner)) is not None
        else:
            count += is_known(court, reader, value)
    return count + sum(court.factor_of(each, healed) is not None for each in ends)


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


def find_factors(court: Court) -> None:
    """The lines that bring in a factor which not all gradients have."""
    factors = {each.name: court.factor_of(each, court.healed) for each in court.parameters}
    wanted = reference(factors)
    wrong = [each for each in court.parameters if not fits(factors[each.name], wanted)]
    faulty = {fault.binding.node for fault in court.faults}
    lines = [each for each in backward(court) if each.node not in faulty]
    while wrong:
        chosen = best_line(court, lines, wrong, factors, wanted)
        if chosen is None:
            return
        binding, number, mended = chosen
        value = recomputed(binding.node, court.healed)
        owner = owner_of(binding, court)
        if owner is not None and binding is owner.update:
            step = owner.start.value - value
            court.faults.append(update_fault(court, owner, step, step * number))
        else:
            add_fault(court, binding, None, owner, value, value * number)
        if not mended:
            return
        wrong = [each for each in wrong if each not in mended]


def owner_of(binding: Binding, court: Court) -> Parameter | None:
    owned = [each for each in court.parameters if binding in (each.gradient, each.update)]
    return owned[0] if owned else None


def reference(factors: Mapping[str, float | None]) -> float:
    """The factor that most gradients have; 1 where as many have it as any other."""
    counts = Counter(round(each, 9) for each in factors.values() if each is not None and each > 0)
    most = max(counts.values(), default=0)
    return 1.0 if counts[1.0] == most else next(one for one in counts if counts[one] == most)


def fits(number: float | None, wanted: float) -> bool:
    return number is None or same(number, wanted)


def best_line(
    court: Court,
    lines: list[Binding],
    wrong: list[Parameter],
    factors: Mapping[str, float | None],
    wanted: float,
) -> tuple[Binding, float, list[Parameter]] | None:
    """The line whose correction by one factor mends most gradients and spoils none.

    Of several such lines it is the one that has the factor of itself, and not from what it reads.
    """
    found = []
    numbers = {wanted / number for each in wrong if (number := factors[each.name])}
    for binding in lines:
        value = recomputed(binding.node, court.healed)
        own = 2 if not same(own_factor(court, binding, value, lines), 1) else 0
        for number in numbers:
            mended = mended_by(court, {binding.node: value * number}, wrong, wanted)
            found.append((len(mended), own, binding, number, mended))
    for each in wrong:
        number = wanted / (factors[each.name] or 1)
        own = 3 if number < 0 and adds_alone(court, each) else 1
        found.append((1, own, each.update, number, [each]))
    best = max(found, key=lambda row: row[:2])
    return best[2:] if best[0] else None


def adds_alone(court: Court, parameter: Parameter) -> bool:
    """Whether an update adds where all others subtract, or the other way round."""
    rates = [each.rate for each in court.parameters if each.rate is not None]
    signs = [rate > 0 for rate in rates]
    own = parameter.rate is not None and parameter.rate > 0
    return parameter.rate is not None and len(signs) > 2 and signs.count(own) == 1


def mended_by(
    court: Court, change: Mapping[Node, np.ndarray], wrong: list[Parameter], wanted: float
) -> list[Parameter]:
    """The wrong parameters that a change puts right; none if it spoils a right one."""
    healed = {**court.healed, **change}
    before = {each: court.factor_of(each, court.healed) for each in court.parameters}
    after = {each: court.factor_of(each, healed) for each in court.parameters}
    fit = [
        each
        for each, number in after.items()
        if fits(number, wanted) and (number is not None or before[each] is None)
    ]
    if any(each not in wrong and each not in fit for each in court.parameters):
        return []
    return [each for each in wrong if each in fit]


def own_factor(court: Court, binding: Binding, value: np.ndarray, lines: list[Binding]) -> float:
    """The factor that a line brings in beside those of the gradients that it reads."""
    number = known_factor(court, value)
    before = [each for each in lines if each is not binding and reads(binding, each, lines)]
    inherited = [known_factor(court, recomputed(each.node, court.healed)) for each in before]
    return (number or 1) / next((each for each in inherited if each), 1)


def known_factor(court: Court, value: np.ndarray) -> float | None:
    """The factor between a value and the true gradient that it is."""
    found = (factor(value, truth) for truth in court.of_size(value.size))
    return next((each for each in found if each is not None), None)
