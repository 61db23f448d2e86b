"""The two equations of a finding side by side: what the line computes, and what it should."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from whygrad.checking.causes import Diagnosis
from whygrad.checking.court import Fault
from whygrad.checking.inspection import Inspection
from whygrad.checking.lifting import Lines, NotLifted, lifted_forward
from whygrad.checking.reading import statement_of
from whygrad.checking.roles import Parameter
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
    "wrong-loss": "one term a sample",
    "accumulated": "a sum that starts from zero in each step",
    "aliased": "a copy",
}


class Formulas:
    """The lines of a script as equations in the project's language, as far as they have a form."""

    def __init__(self, inspection: Inspection):
        self.inspection = inspection
        self.steps: dict[int, Lines] = {}

    def both(self, diagnosis: Diagnosis, fix: str) -> tuple[str, str]:
        """Yours and derived: as equations, else the line and its fix."""
        source = self.source(diagnosis.binding)
        fault = diagnosis.fault
        if fault is None or fault.binding is not diagnosis.binding or is_returned(fault.binding):
            return source, fix or self.missing(diagnosis)
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

    def missing(self, diagnosis: Diagnosis) -> str:
        """What the script lacks altogether: the gradient of a parameter that no step changes."""
        binding, judgement = diagnosis.binding, self.inspection.judgement
        if diagnosis.mistake is None or diagnosis.mistake.id != "missing-gradient":
            return LACKING.get(diagnosis.mistake.id if diagnosis.mistake else "", "another line")
        step, trace = self.inspection.trace.passes[0], self.inspection.trace
        forgotten = Parameter(binding.name, binding.node, binding.node, binding, None, None)
        parameters = [*self.inspection.parameters, forgotten]
        lacking = f"a gradient and an update of {binding.name}"
        try:
            if judgement is None:
                raise NotLifted("no loss was found")
            forward = lifted_forward(trace, step, parameters, judgement.loss, [binding.node])
            target = GRADIENT + forward.names[binding.node]
            found = next((one for one in forward.step.backward if one.name == target), None)
        except FAILURES:
            return lacking
        return lacking if found is None else equation_text(found)

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
