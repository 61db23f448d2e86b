"""The two equations of a finding side by side: what the line computes, and what it should."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from whygrad.checking.causes import Diagnosis
from whygrad.checking.counterparts import counterparts
from whygrad.checking.court import Fault
from whygrad.checking.inspection import Inspection
from whygrad.checking.lifting import Forward, Lines, NotLifted, lifted_forward
from whygrad.checking.reading import statement_of
from whygrad.checking.roles import Parameter, find_parameters
from whygrad.checking.traces import Binding, Node, Pass
from whygrad.checking.truths import factor
from whygrad.language.equations import GRADIENT
from whygrad.language.notation import equation_text

# A formula explains a finding that stands without it, so that no failure of it may hide one.
FAILURES: tuple[type[Exception], ...] = (
    NotLifted,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)

LACKING = {
    "shape-grows": "equal shapes from the start",
    "accumulated": "a sum that starts from zero in each step",
    "aliased": "a copy",
    "missing-gradient": "its gradient, and an update",
}
LONGEST = 300  # characters of a gradient that is shown


class Formulas:
    """The lines of a script as equations in the project's language, as far as they have a form."""

    def __init__(self, inspection: Inspection):
        self.inspection = inspection
        self.steps: dict[int, Lines] = {}

    def both(self, diagnosis: Diagnosis, fix: str) -> tuple[str, str]:
        """Yours and derived: as equations, else the line and its fix."""
        source = self.source(diagnosis.binding)
        fault = diagnosis.fault
        if diagnosis.mended is not None and (found := self.beside(diagnosis, diagnosis.mended)):
            return found
        if diagnosis.start is not None:
            return source, self.missing(diagnosis.start) or fix or LACKING["missing-gradient"]
        if fault is None or fault.binding is not diagnosis.binding or is_returned(fault.binding):
            return source, self.lacking(diagnosis, source) or fix or "another line"
        try:
            lines = self.lines(fault.binding)
            derived = self.derived(lines, fault)
            if derived is None:
                raise NotLifted("no gradient has this value")
        except FAILURES:
            return source, fix or meaning_of(fault)
        derived += reading_of(diagnosis)
        try:
            yours = lines.own(fault.binding)
        except FAILURES:
            return source, derived
        return (source, fix or derived) if yours == derived else (yours, derived)

    def beside(self, diagnosis: Diagnosis, mended: Inspection) -> tuple[str, str] | None:
        """The line in the script and in the mended one, in the first step where they differ."""
        for pair in counterparts(self.inspection, mended, diagnosis.binding):
            try:
                one, other = map(own, (self.inspection, mended), pair)
            except FAILURES:
                return None
            if one != other:
                return one, other
        return None

    def lacking(self, diagnosis: Diagnosis, source: str) -> str:
        """What should stand in the place of a line that is no wrong value; "" if it is the fix."""
        kind = diagnosis.mistake.id if diagnosis.mistake else ""
        if kind == "updated-too-early":
            return source + reading_of(diagnosis)
        if diagnosis.changes:
            return ""
        try:
            if kind == "wrong-loss":
                return self.meant_loss()
            owners = [p for p in self.inspection.parameters if p.gradient is diagnosis.binding]
            if owners:
                return self.lines(diagnosis.binding).derived(diagnosis.binding, owners[0].start)
        except FAILURES:
            pass
        return LACKING.get(kind, "")

    def missing(self, binding: Binding) -> str:
        """The gradient of a parameter that no step changes; "" where it has no short form."""
        try:
            text = self.gradient_by(binding)
        except FAILURES:
            return ""
        return text if len(text) <= LONGEST else ""

    def gradient_by(self, binding: Binding) -> str:
        """The equation of the gradient by what a line gives its value."""
        forgotten = Parameter(binding.name, binding.node, binding.node, binding, None, None)
        parameters = [*self.inspection.parameters, forgotten]
        forward = self.forward(parameters, [binding.node])
        target = GRADIENT + forward.names[binding.node]
        return equation_text(next(one for one in forward.step.backward if one.name == target))

    def meant_loss(self) -> str:
        """The loss that the gradients belong to."""
        forward = self.forward(self.inspection.parameters)
        return equation_text(forward.step.forward[-1])

    def forward(self, parameters: Sequence[Parameter], wanted: Sequence[Node] = ()) -> Forward:
        trace, judgement = self.inspection.trace, self.inspection.judgement
        if judgement is None:
            raise NotLifted("no loss was found")
        return lifted_forward(trace, trace.passes[0], parameters, judgement.loss, wanted)

    def source(self, binding: Binding) -> str:
        """The whole statement, on one line."""
        statement = statement_of(binding)
        text = self.inspection.script.text.splitlines()
        rows = text[statement.lineno - 1 : statement.end_lineno]
        return " ".join(row.strip() for row in rows)

    def lines(self, binding: Binding) -> Lines:
        step = self.step(binding)
        judgement = self.inspection.judgement
        if judgement is None:
            raise NotLifted("no loss was found")
        if id(step) not in self.steps:
            trace, parameters = self.inspection.trace, self.inspection.parameters
            self.steps[id(step)] = Lines(trace, step, parameters, judgement.loss)
        return self.steps[id(step)]

    def step(self, binding: Binding) -> Pass:
        """The training step that a line was looked at in."""
        for step in self.inspection.trace.passes:
            if any(each is binding for each in step.bindings):
                return step
        raise NotLifted("the line is in no training step")

    def derived(self, lines: Lines, fault: Fault) -> str | None:
        of = fault.parameter.start if fault.parameter else fault.of or meant(lines, fault)
        if of is None:
            return None
        return lines.derived(fault.binding, of, truth=fault.truth, healed=healed(fault))


def own(inspection: Inspection, binding: Binding) -> str:
    """A line of any step as an equation."""
    steps, judgement = inspection.trace.passes, inspection.judgement
    if judgement is None:
        raise NotLifted("no loss was found")
    step = next(one for one in steps if any(each is binding for each in one.bindings))
    return Lines(inspection.trace, step, find_parameters(step), judgement.loss).own(binding)


def reading_of(diagnosis: Diagnosis) -> str:
    """What no equation shows: which value of a parameter is read."""
    if diagnosis.mistake is None or diagnosis.mistake.id != "updated-too-early":
        return ""
    name = diagnosis.what.partition("`")[2].partition("`")[0]
    return f"  # the old {name}"


def is_returned(binding: Binding) -> bool:
    """Whether a line has no name for its value."""
    return binding.kind in ("return", "argument")


def meant(lines: Lines, fault: Fault) -> Node | None:
    """The forward node whose gradient a line's true value is."""
    return next(
        (
            node
            for node, truth in lines.truths.items()
            if node in lines.moving and factor(fault.truth, np.asarray(truth)) is not None
        ),
        None,
    )


def healed(fault: Fault) -> Mapping[Node, np.ndarray]:
    return {node: value for node, value in fault.healed.items() if node is not fault.binding.node}


def meaning_of(fault: Fault) -> str:
    if fault.parameter is not None:
        return f"the gradient of the loss by {fault.parameter.name}"
    return "the gradient that the lines below need"
