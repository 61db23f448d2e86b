"""A line of a script as an equation, and the equation that the chain rule derives for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from whygrad.checking.lifting.axes import Axes
from whygrad.checking.lifting.claims import CLAIM, Claim, claim, proportion
from whygrad.checking.lifting.comparison import Forward, shown
from whygrad.checking.lifting.counts import exact, factor_expression
from whygrad.checking.lifting.elementary import minus, times
from whygrad.checking.lifting.evaluation import verify
from whygrad.checking.lifting.forward import Work, all_bindings, axes_of
from whygrad.checking.lifting.gradients import Gradients
from whygrad.checking.lifting.naming import (
    NAMING,
    fitting,
    is_counter,
    names_of,
    read_names,
    renamed,
)
from whygrad.checking.lifting.signals import NotLifted
from whygrad.checking.lifting.values import Lifting, dependent
from whygrad.checking.losses import Loss
from whygrad.checking.reading import evaluated, statement_of
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Binding, Node, Pass, Trace, ordered, pulled_back, replayed
from whygrad.language.equations import Equation
from whygrad.language.expressions import Entry, names_read
from whygrad.language.messages import WhygradError
from whygrad.language.notation import equation_text

SHOWN = ("einsum", "add", "subtract", "sum")
RESULT = "'result"  # the key of the name that a line gives a value
Values = Mapping[Node, np.ndarray]


class Lines:
    """The lines of one training step as equations in the script's own names.

    Lift as many lines as needed from one of these: the indexes are found once.
    """

    def __init__(
        self, trace: Trace, step: Pass, parameters: Sequence[Parameter], loss: Loss
    ) -> None:
        self.trace, self.step, self.parameters, self.loss = trace, step, parameters, loss

    @cached_property
    def axes(self) -> Axes:
        return axes_of(self.trace, self.step, self.parameters, self.loss)

    @cached_property
    def truths(self) -> dict[Node, np.ndarray]:
        return pulled_back(self.loss.node, self.loss.at)

    @cached_property
    def moving(self) -> set[Node]:
        starts = {node for each in self.parameters for node in (each.start, each.end)}
        return dependent([self.loss.node], starts)

    @cached_property
    def named(self) -> dict[Node, str]:
        return names_of(all_bindings(self.trace))

    def own(self, binding: Binding) -> str:
        """The line as the script has it: `dW1[k, j] = sum[i](d1[i, j] * X[i, k])`.

        Raises NotLifted where it has no form in the language.
        """
        names = self.names_at(binding)
        keys = {node: f"'{count}" for count, node in enumerate(names)}
        starts = {node for each in self.parameters for node in (each.start, each.end)}
        moving = dependent([binding.node], starts)
        lifting = Lifting(self.axes, keys, moving)
        indexes = self.axes.indexes(binding.node)
        carried = tuple(index for index in indexes if index is not None)
        expression = lifting.defined(binding.node, indexes)
        equation = Equation(Entry(RESULT, carried), expression)
        values = {key: shown(self.axes, node, node.value) for key, node in lifting.read.items()}
        values |= {each.name: each.value for each in lifting.choices.values()}
        verify(equation, shown(self.axes, binding.node, binding.node.value), self.axes, values)
        spelled = {keys[node]: name for node, name in names.items()}
        return self.written(equation, binding, spelled)

    def derived(
        self,
        binding: Binding,
        of: Node,
        truth: np.ndarray | None = None,
        healed: Values | None = None,
        gradients: Mapping[Node, Binding] | None = None,
    ) -> str:
        """The derived equation of the gradient of a forward node, as that line should have it.

        truth      the value that the line should have, where that is not the gradient itself
        healed     values that take the place of wrong ones above the line
        gradients  what the script has names for: the binding of the gradient of a forward node;
                   those that are one by their values, if nothing is given

        The gradients that the equation reads, and its result, carry the script's own factors.
        Raises NotLifted where there is no such equation or its value is not the true one.
        """
        of = self.preferred(self.parameter_nodes.get(of, of))
        above = self.chosen(self.claimed(healed or {}) if gradients is None else gradients, binding)
        forward = Work(
            self.trace, self.step, self.parameters, self.loss, [of, *above], self.axes
        ).forward()
        truths = self.shown_truths(forward)
        if of not in truths:
            raise NotLifted("the gradient is of nothing in the forward pass")
        claims = self.claims(above, truths, healed or {})
        found = Gradients(forward, claims, truths).equation(of)
        values = self.values(forward, claims)
        verify(found, truths[of], self.axes, values)
        return self.written(*self.scaled(found, binding, truths[of], truth, forward))

    def claimed(self, healed: Values) -> dict[Node, Binding]:
        """Which lines are the gradient of which forward node, up to a factor, by their values."""
        forward = set(ordered([self.loss.node]))
        lines = {
            one.node: one
            for one in reversed(self.step.bindings)
            if one.kind in NAMING and one.node.value.size > 1 and one.node not in forward
        }
        values = replayed(lines, healed)
        marks = {node: mark(values[node]) for node in lines}
        found: dict[Node, Binding] = {}
        for node, truth in self.truths.items():
            own = mark(truth) if node in self.moving and truth.size > 1 else None
            for line in reversed(lines) if own else ():
                if alike(own, marks[line]) and claim("", values[line], np.squeeze(truth)):
                    found[node] = lines[line]
                    break
        own_lines = {
            self.parameter_nodes[one.start]: one.gradient for one in self.parameters if one.gradient
        }
        return found | {node: line for node, line in own_lines.items() if node in self.truths}

    # The parts of a derived line ------------------------------------------------------------------

    @cached_property
    def parameter_nodes(self) -> dict[Node, Node]:
        """A parameter's node in the forward pass: its start, or its end where that is read."""
        forward = set(ordered([self.loss.node]))
        return {
            each.start: each.end if each.start not in forward else each.start
            for each in self.parameters
        }

    def preferred(self, of: Node) -> Node:
        """Of all nodes with the gradient of one, up to a factor, that which is best shown."""
        if of in self.parameter_nodes.values() or of not in self.truths:
            return of
        truth = self.truths[of]
        alike = [
            node
            for node, other in self.truths.items()
            if node in self.moving and other.shape == truth.shape and truth.size > 1
            and proportion(other, truth) is not None
        ]  # fmt: skip
        return min([of, *alike], key=self.rank)

    def rank(self, node: Node) -> int:
        """How well a forward node is shown: those that the script names, then sums."""
        if node in self.named:
            return 0
        return 1 if node.operation in SHOWN else 2

    def chosen(self, gradients: Mapping[Node, Binding], line: Binding) -> dict[Node, Binding]:
        """The claims that a line may read, each of the one node that is best shown."""
        best: dict[Node, int] = {}
        for node, one in gradients.items():
            best[one.node] = min(best.get(one.node, 3), self.rank(node))
        return {
            node: one
            for node, one in gradients.items()
            if one.node not in (line.node, line.before) and self.rank(node) == best[one.node] < 2
        }

    def shown_truths(self, forward: Forward) -> dict[Node, np.ndarray]:
        both = {each.start: each.end for each in self.parameters}
        found = {}
        for node in forward.names:
            if node in self.truths:
                truth = self.truths[node]
                if both.get(node) in forward.names:
                    truth = truth + self.truths[both[node]]
                found[node] = shown(forward.axes, node, truth)
        return found

    def claims(
        self, gradients: Mapping[Node, Binding], truths: Values, healed: Values
    ) -> dict[Node, Claim]:
        values = replayed([one.node for one in gradients.values()], healed)
        found = {}
        for node, binding in gradients.items():
            if node in truths:
                key = f"{CLAIM}{binding.node.serial} {binding.name}"
                one = claim(key, np.real(values[binding.node]), truths[node])
                if one is not None:
                    found[node] = one
        return found

    def values(self, forward: Forward, claims: Mapping[Node, Claim]) -> dict[str, np.ndarray]:
        here = replayed([self.loss.node], self.loss.at)
        found = {
            name: shown(forward.axes, node, here[node])
            for node, name in forward.names.items()
            if node in here
        }
        found |= forward.values
        for one in claims.values():
            found[one.key] = one.value.T if one.turned else one.value
        return found

    def scaled(
        self,
        equation: Equation,
        binding: Binding,
        gradient: np.ndarray,
        truth: np.ndarray | None,
        forward: Forward,
    ) -> tuple[Equation, Binding, dict[str, str]]:
        """The equation with the line's own factor; of an update, the update."""
        from whygrad.calculus.simplification import simplify

        names = self.names_at(binding)
        spelled = dict(forward.spelled)
        spelled |= {name: names[node] for node, name in forward.names.items() if node in names}
        wanted = None if truth is None else claim("", np.asarray(truth), gradient)
        if truth is not None and wanted is None:
            raise NotLifted("the line is no gradient")
        factor = wanted.factor if wanted else 1.0
        expression, indexes = equation.expression, equation.target.indexes
        parameter = next((p for p in self.parameters if p.end is binding.node), None)
        if parameter is not None and binding is not parameter.gradient:
            rate = self.rate(binding, factor)
            number = exact(float(f"{factor:.9g}")) if rate is None else Entry(f"{CLAIM}0 {rate}")
            step = times(number, expression)
            before = Entry(forward.names[self.parameter_nodes[parameter.start]], indexes)
            expression = minus(before, step)
        elif own := factor_expression(factor, self.axes):
            expression = simplify(times(expression, own))
        if wanted is not None and wanted.turned:
            indexes = indexes[::-1]
        return Equation(Entry(RESULT, indexes), expression), binding, spelled

    def rate(self, binding: Binding, factor: float) -> str | None:
        """The name of the learning rate in a line of an update."""
        for node, name in self.names_at(binding).items():
            is_scalar = node.value.size == 1 and node.value.dtype.kind == "f"
            if is_scalar and abs(float(node.value.reshape(())) - factor) <= 1e-9 * abs(factor):
                return name
        return None

    # Names ----------------------------------------------------------------------------------------

    def names_at(self, binding: Binding) -> dict[Node, str]:
        """What has a name where a line stands: the names in the line itself come first."""
        names = {
            node: name
            for node, name in self.named.items()
            if node is not binding.node and not (node is binding.before and name == binding.name)
        }
        names = {node: name for node, name in names.items() if node not in self.inside(binding)}
        names |= {each.start: each.name for each in self.parameters}
        for name, node in self.names_in(binding):
            if node is not binding.node and not is_counter(node):
                names[node] = name
        return names

    def inside(self, binding: Binding) -> set[Node]:
        """What functions that the line calls have bound for themselves."""
        calls, statement = binding.site.calls, statement_of(binding)
        last = statement.end_lineno or statement.lineno
        return {
            each.node
            for each in self.step.bindings
            if each.site.calls[: len(calls)] == calls
            and len(each.site.calls) > len(calls)
            and statement.lineno <= each.site.calls[len(calls)] <= last
        }

    def names_in(self, binding: Binding) -> Iterator[tuple[str, Node]]:
        """The names that the line's right side reads, with what they held."""
        statement = statement_of(binding)
        source = getattr(statement, "value", None)
        for name in dict.fromkeys(read_names(source) if source is not None else ()):
            try:
                yield name, evaluated(name, binding)
            except WhygradError:
                continue

    def written(self, equation: Equation, binding: Binding, spelled: Mapping[str, str]) -> str:
        """The equation as text, its names fit for the language."""
        used = names_read(equation.expression)
        own = {key: spelled.get(key, key.split(" ", 2)[-1]) for key in used}
        same = next((key for key, name in own.items() if name == binding.name), RESULT)
        parameters = {f"'parameter {each.name}": each.name for each in self.parameters}
        known = {*own.values(), binding.name}
        others = {key: name for key, name in parameters.items() if name not in known}
        names = fitting({**own, same: binding.name, **others}, self.axes.lengths)
        names[RESULT] = names[same]
        expression = renamed(equation.expression, names)
        target = Entry(names[RESULT], equation.target.indexes)
        return equation_text(Equation(target, expression))


def mark(value: np.ndarray) -> tuple[float, ...] | None:
    """Figures of an array that no factor and no order of its axes changes; None of zeros."""
    size = np.abs(value)
    norm = float(size.max(initial=0))
    if not norm or not np.isfinite(norm):
        return None
    return float(size.size), float(size.sum()) / norm, abs(float(np.real(value.sum()))) / norm


def alike(one: tuple[float, ...] | None, other: tuple[float, ...] | None) -> bool:
    if one is None or other is None:
        return False
    return all(abs(a - b) <= 1e-6 * abs(a) + 1e-6 for a, b in zip(one, other, strict=True))
