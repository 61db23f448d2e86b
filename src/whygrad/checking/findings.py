"""What a check found, as data: a verdict, findings, and a word on every gradient."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from whygrad.checking.causes import Diagnosis
from whygrad.checking.court import Fault
from whygrad.checking.fixes import Fix, fix_of
from whygrad.checking.formulas import Formulas
from whygrad.checking.inspection import Inspection
from whygrad.checking.traces import Binding
from whygrad.checking.truths import arrangements

NO_CAUSE = (
    "This line is wrong, from right values of all that it reads; no known mistake explains it."
)
INNER = ("source", "corrected", "instruments")  # of a report: not part of its JSON


@dataclass(frozen=True, slots=True)
class Finding:
    """A line whose own value is wrong.

    line           of the script, from 1
    of             the name that the line gives a value
    mistake        the id of its kind in the catalogue, None where no kind explains it
    yours          what the line computes: an equation, or the line itself
    derived        what it should compute
    message        a sentence for a pupil
    fix            the text that puts it right, verified on the whole script; "" if there is none
    entry          the indexes of the first entry that differs
    your_value, derived_value   both values of that entry, from true values of all else
    also           other kinds that explain the figures as well
    source         the line as it stands in the script
    steps          the fix in words: what becomes of which line
    """

    line: int
    of: str
    mistake: str | None
    yours: str
    derived: str
    message: str
    fix: str
    entry: tuple[int, ...]
    your_value: float | None
    derived_value: float | None
    also: tuple[str, ...] = ()
    source: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gradient:
    """A gradient of the script: the line that computes it, the parameter, and what holds of it."""

    name: str
    of: str
    line: int
    verdict: str


@dataclass(frozen=True, slots=True)
class Unchecked:
    """What nothing is known of, and why; line 0 is that of the whole script."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """The whole answer. `verdict` is "right", "scaled", "wrong" or "unknown".

    scale        the factor of all gradients, None where they have none in common
    covered      the parameters compared, the point, and the error of the second opinion
    remarks      (line, sentence): why a line that looks suspicious is right
    corrected    the whole script with every fix made; None where a finding has none
    instruments  where a run of the script reads its loss
    """

    source: str
    verdict: str
    loss: dict[str, Any]
    findings: tuple[Finding, ...] = ()
    gradients: tuple[Gradient, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    scale: float | None = None
    covered: dict[str, Any] = field(default_factory=dict)
    remarks: tuple[tuple[int, str], ...] = ()
    corrected: str | None = None
    instruments: Mapping[str, Any] | None = None

    def __bool__(self) -> bool:
        """Whether the backward pass is right, up to one factor."""
        return self.verdict in ("right", "scaled")

    def as_data(self) -> dict[str, Any]:
        """The report for programs: verdict, loss, findings, gradients, unchecked, and more."""
        data = asdict(self)
        return {"script": self.source} | {k: v for k, v in data.items() if k not in INNER}

    def __str__(self) -> str:
        from whygrad.checking.report import report_text

        return report_text(self)

    def _repr_html_(self) -> str:
        from html import escape

        return f"<pre>{escape(str(self))}</pre>"


def findings_of(inspection: Inspection, diagnoses: list[Diagnosis]) -> list[Finding]:
    """One finding a line, in the order of the script."""
    formulas = Formulas(inspection)
    found: dict[int, Finding] = {}
    for diagnosis in diagnoses:  # a line in a loop over layers is wrong once
        line = diagnosis.binding.site.line
        if line not in found:
            found[line] = finding_of(inspection, diagnosis, formulas)
    return [found[line] for line in sorted(found)]


def finding_of(inspection: Inspection, diagnosis: Diagnosis, formulas: Formulas) -> Finding:
    """A wrong line in words and figures."""
    fault, mistake = diagnosis.fault, diagnosis.mistake
    entry, your_value, derived_value = first_difference(fault) if fault else ((), None, None)
    text, line = inspection.script.text, diagnosis.binding.site.line
    fix = fix_of(text, diagnosis.changes) if diagnosis.changes else Fix("", ())
    yours, derived = formulas.both(diagnosis, fix.text)
    return Finding(
        line=line,
        of=name_of(inspection, diagnosis.binding),
        mistake=mistake.id if mistake else None,
        yours=yours,
        derived=derived,
        message=mistake.sentence.format(what=diagnosis.what) if mistake else NO_CAUSE,
        fix=fix.text,
        entry=entry,
        your_value=your_value,
        derived_value=derived_value,
        source=text.splitlines()[line - 1].strip(),
        steps=fix.steps,
        also=diagnosis.also,
    )


def name_of(inspection: Inspection, binding: Binding) -> str:
    """The name that a line gives a value; of a returned one, that of the function."""
    if binding.kind != "return":
        return binding.name
    line = binding.site.line
    around = [
        node
        for node in ast.walk(inspection.script.tree)
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    return f"{max(around, key=lambda node: node.lineno).name}()" if around else binding.name


def first_difference(fault: Fault) -> tuple[tuple[int, ...], float | None, float | None]:
    """The first entry of the true gradient that the line's own value does not have."""
    shown = arrangements(fault.value, fault.truth.shape)
    if not shown:
        return (), None, None
    value, truth = shown[0], fault.truth
    near = np.abs(value - truth) <= 1e-9 * np.abs(truth).max(initial=1e-300)
    places = np.argwhere(~near)  # a NaN is near nothing
    if not len(places):
        return (), None, None
    entry = tuple(int(place) for place in places[0])
    return entry, float(np.real(value[entry])), float(np.real(truth[entry]))
