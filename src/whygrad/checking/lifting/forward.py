"""The forward pass of a script as equations, from its parameters and data to its loss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from whygrad.calculus.derivation import derive
from whygrad.checking.lifting.axes import Axes
from whygrad.checking.lifting.comparison import ROUNDING, Forward, check, shown
from whygrad.checking.lifting.counts import exact
from whygrad.checking.lifting.naming import (
    fitting,
    forward_name,
    names_of,
    parts_of,
    renamed,
)
from whygrad.checking.lifting.signals import NotLifted
from whygrad.checking.lifting.values import Lifting, dependent
from whygrad.checking.losses import Loss
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Binding, Node, Pass, Trace, ordered, pulled_back, replayed
from whygrad.language.equations import Declaration, Equation, Start, Step
from whygrad.language.expressions import Entry, all_indexes
from whygrad.language.messages import WhygradError
from whygrad.language.notation import step_text
from whygrad.language.parsing import parse


def lifted_forward(
    trace: Trace,
    step: Pass,
    parameters: Sequence[Parameter],
    loss: Loss,
    wanted: Iterable[Node] = (),
    axes: Axes | None = None,
) -> Forward:
    """The forward pass that leads to a loss as a list of equations, with its derived gradients.

    wanted  nodes that get an equation of their own, though the script has no name for them
    axes    the indexes, where they are known already (`axes_of`)

    Its values and gradients are compared with those of the trace. Raises NotLifted where a part
    of it has no form in the language, or where they differ.
    """
    forward = Work(trace, step, parameters, loss, wanted, axes).forward()
    check(forward, parameters, loss)
    return forward


class Work:
    """The making of one list of equations."""

    def __init__(
        self,
        trace: Trace,
        step: Pass,
        parameters: Sequence[Parameter],
        loss: Loss,
        wanted: Iterable[Node],
        axes: Axes | None = None,
    ):
        self.parameters, self.loss = parameters, loss
        self.values_here = replayed([loss.node], loss.at)
        self.points = {each.end: each for each in parameters if each.end in loss.at}
        self.points |= {each.start: each for each in parameters}
        self.spelled = names_of(all_bindings(trace))
        self.inner = set(wanted) - set(self.spelled)
        self.spelled |= dict.fromkeys(self.inner, "z")
        self.spelled |= {node: each.name for node, each in self.points.items()}
        self.spelled[loss.node] = self.spelled.get(loss.node, "loss")
        steady = steady_maxima(loss)
        self.spelled |= dict.fromkeys(steady, "top")
        moving = dependent([loss.node], self.points, without=steady)
        passed = names_of(step.bindings, ("argument",))
        self.spelled = {n: name for n, name in passed.items() if n not in moving} | self.spelled
        self.keys = {node: f"'{count}" for count, node in enumerate(self.spelled)}
        self.keys |= {node: f"'{each.name}" for node, each in self.points.items()}
        axes = axes or axes_of(trace, step, parameters, loss)
        self.lifting = Lifting(axes, self.keys, moving, complete=True)

    def forward(self) -> Forward:
        equations = self.equations()
        names = self.final_names()
        written = [
            Equation(Entry(names[one.name], one.target.indexes), renamed(one.expression, names))
            for one in equations
        ]
        values = self.values(names)
        declarations = [*self.declarations(names, values), *self.index_lines(written, names)]
        step = parsed(Step(tuple(in_order(declarations)), tuple(written)))
        owners = {node: names[key] for key, node in self.lifting.read.items()}
        owners[self.loss.node] = names[self.keys[self.loss.node]]
        for node, each in self.points.items():
            if f"'{each.name}" in self.lifting.read:
                owners[node] = names[f"'{each.name}"]
        spelled = {name: self.spelled.get(node, name) for node, name in owners.items()}
        inner = {owners[node] for node in self.inner - set(self.points) if node in owners}
        own = {
            *(names[each.name] for each in self.lifting.choices.values() if each.is_own),
            *self.lifting.unnamed.values(),
            *(owners[node] for node in steady_maxima(self.loss) if node in owners),
        }
        return Forward(step, owners, values, self.lifting.axes, spelled, inner, own)

    def equations(self) -> list[Equation]:
        """One for each named node on the way, in the order of the script."""
        found: dict[Node, Equation] = {}
        waiting = [self.loss.node]
        while waiting:
            node = waiting.pop()
            if node in found or node in self.points or node not in self.lifting.moving:
                continue
            found[node] = self.equation(node)
            waiting += self.lifting.read.values()
        return [found[node] for node in ordered([self.loss.node]) if node in found]

    def equation(self, node: Node) -> Equation:
        indexes = self.lifting.axes.indexes(node)
        carried = tuple(index for index in indexes if index is not None)
        expression = self.lifting.defined(node, indexes)
        return Equation(Entry(self.keys[node], carried), expression)

    def final_names(self) -> dict[str, str]:
        """The language's name for each key that was used."""
        lifting = self.lifting
        used = dict.fromkeys([*lifting.read, self.keys[self.loss.node]])
        spelled: dict[str, str] = {}
        for node, key in sorted(self.keys.items(), key=lambda item: item[0].serial):
            if key in used:
                spelled.setdefault(key, forward_name(self.spelled[node]))
        indexes = lifting.axes.lengths
        own = {each.name: each.name for each in lifting.choices.values()}
        own |= {name: name for name in lifting.unnamed.values()}
        names = fitting(spelled, {*indexes, *own})
        return own | {key: forward_name(name) for key, name in names.items()}

    def values(self, names: Mapping[str, str]) -> dict[str, np.ndarray]:
        """What the equations are given: data, settings and parameters at the trace's point."""
        lifting, found = self.lifting, dict[str, np.ndarray]()
        for key, node in lifting.read.items():
            if node in self.points:
                found[names[key]] = self.carried(node, self.loss.at.get(node, node.value))
            elif node not in lifting.moving:
                found[names[key]] = self.carried(node, self.values_here.get(node, node.value))
        return found | {names[each.name]: each.value for each in lifting.choices.values()}

    def carried(self, node: Node, value: np.ndarray) -> np.ndarray:
        return shown(self.lifting.axes, node, value)

    def declarations(
        self, names: Mapping[str, str], values: Mapping[str, np.ndarray]
    ) -> Iterable[Declaration]:
        axes = self.lifting.axes
        for each in self.lifting.choices.values():
            yield Declaration("data", names[each.name], each.indexes)
        for key, node in self.lifting.read.items():
            name = names[key]
            indexes = tuple(index for index in axes.indexes(node) if index is not None)
            if node in self.points:
                yield Declaration("parameter", name, indexes, start=Start("zeros"))
            elif node not in self.lifting.moving:
                if node.leaf == "stated" and node.value.size == 1:
                    yield Declaration("setting", name, value=exact(float(values[name])))
                else:
                    yield Declaration("data", name, indexes)

    def index_lines(
        self, equations: list[Equation], names: Mapping[str, str]
    ) -> Iterable[Declaration]:
        axes = self.lifting.axes
        used = set().union(*(all_indexes(e.expression) for e in equations))
        for name in sorted(used, key=list(axes.lengths).index):
            yield Declaration("index", name, length=axes.lengths[name])


def all_bindings(trace: Trace) -> list[Binding]:
    """Before training, in every step that was read, and after it."""
    steps = [binding for one in trace.passes for binding in one.bindings]
    return [*trace.before, *steps, *trace.after]


def axes_of(trace: Trace, step: Pass, parameters: Sequence[Parameter], loss: Loss) -> Axes:
    """The indexes of a training step, those of the forward pass first."""
    points = {node: None for each in parameters for node in (each.start, each.end)}
    readers: dict[Node, int] = {}
    for node in sorted(ordered([loss.node]), key=lambda node: -node.serial):
        readers |= dict.fromkeys((entry for entry in node.inputs if entry in points), node.serial)
    read = sorted(readers, key=lambda node: readers[node])
    taken = {parts_of(name)[-1] for name in names_of(all_bindings(trace)).values()}
    return Axes([loss.node], read, taken, [binding.node for binding in step.bindings])


def steady_maxima(loss: Loss) -> set[Node]:
    """Maxima that the loss does not change with: those that only keep a softmax from overflow."""
    truths = pulled_back(loss.node, loss.at)
    scale = max((float(np.abs(truth).max(initial=0)) for truth in truths.values()), default=0)
    return {
        node
        for node, truth in truths.items()
        if node.operation == "max" and np.abs(truth).max(initial=0) <= ROUNDING * scale
    }


def in_order(declarations: list[Declaration]) -> list[Declaration]:
    """Declarations by kind; the data so that the first one's first index is first in all."""
    kinds = ("data", "index", "setting", "parameter")
    data = [each for each in declarations if each.kind == "data"]
    lead = next(
        (
            one
            for one in data
            if one.indexes and all(one.indexes[0] not in other.indexes[1:] for other in data)
        ),
        None,
    )
    return sorted(declarations, key=lambda each: (kinds.index(each.kind), each is not lead))


def parsed(step: Step) -> Step:
    """The step as its own text reads in again, with its gradients."""
    try:
        return derive(parse(step_text(step)))
    except WhygradError as error:
        raise NotLifted(str(error)) from None
