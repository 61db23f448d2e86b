"""Check a script: read it, compare it, name the causes, report."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from whygrad.checking.causes import Diagnosis, corrected
from whygrad.checking.court import Judgement, same
from whygrad.checking.diagnosis import diagnose
from whygrad.checking.findings import Finding, Gradient, Report, Unchecked, findings_of
from whygrad.checking.inspection import Inspection, chosen_step, inspect
from whygrad.checking.instruments import instruments
from whygrad.checking.reading import read_script
from whygrad.checking.remarks import remarks
from whygrad.checking.rivals import with_rivals
from whygrad.checking.roles import Parameter
from whygrad.checking.truths import slope_error
from whygrad.checking.verification import FAILURES
from whygrad.language.messages import WhygradError, listing, nearest

LARGEST = 500_000  # bytes: a script; more takes gigabytes to parse
LOSSES = {
    "squared-error": "half the squared error, summed",
    "binary-cross-entropy": "binary cross-entropy, summed",
    "cross-entropy": "softmax cross-entropy",
}
# What a fault of the checker itself may raise: it costs the verdict, never a wrong one.


def check(
    path_or_function: str | os.PathLike[str] | Callable[..., Any],
    *,
    loss: str | None = None,
    pairs: Mapping[str, str] | None = None,
) -> Report:
    """The report on the backward pass of a script, or of a function in a notebook.

    loss   the name of the loss in the script, or one of LOSSES for a script that computes none
    pairs  which gradient belongs to which parameter, where that is not found: {"dW": "W"}
    Nothing of it is run. Raises `WhygradError` for what cannot be read.
    """
    if isinstance(path_or_function, str) and "\n" in path_or_function:
        raise WhygradError(
            "wg.check takes the path of a script or a function, not a script's text.\n"
            "Write it to a file, and check that: wg.check('script.py')."
        )
    if isinstance(path_or_function, str | os.PathLike):
        return check_file(path_or_function, loss, pairs)
    if not callable(path_or_function):
        kind = type(path_or_function).__name__
        raise WhygradError(f"wg.check takes the path of a script or a function, not {kind}.")
    from whygrad.checking.sources import name_of, source_of

    text = source_of(path_or_function)
    return check_script(text, name_of(path_or_function), loss, pairs)


def check_file(
    path: str | os.PathLike[str], loss: str | None = None, pairs: Mapping[str, str] | None = None
) -> Report:
    from whygrad.training.opening import open_file

    with open_file(path, "a Python script", LARGEST) as file:
        return check_script(file.read(), str(path), loss, pairs)


def check_script(
    text: str | bytes,
    source: str = "the script",
    loss: str | None = None,
    pairs: Mapping[str, str] | None = None,
) -> Report:
    """The report on a script's own backward pass. Nothing of the script is run."""
    if len(text) > LARGEST:
        raise WhygradError(f"{source} has {len(text):,} characters; at most {LARGEST:,} are read.")
    script = read_script(text, source)
    if not script.tree.body:
        raise WhygradError(f"{source} is empty; expected a Python script.")
    try:
        with np.errstate(all="ignore"):  # what overflows at our point is no one's mistake
            inspection = inspect(script, LOSSES.get(loss or "", loss), pairs)
            check_names(inspection, loss, pairs or {})
            return report_on(inspection)
    except WhygradError:
        raise
    except FAILURES as error:
        why = f"the checker itself failed here ({type(error).__name__}: {error})"
        return Report(source, "unknown", {}, unchecked=(Unchecked(0, why),))


def check_names(inspection: Inspection, loss: str | None, pairs: Mapping[str, str]) -> None:
    """Raises for names that the script does not have."""
    if loss is not None and inspection.trace.passes:
        known = {name for name in losses_of(inspection) if name}
        if loss not in known and LOSSES.get(loss, loss) not in known:
            offered = sorted(known - set(LOSSES.values()))
            offered += [name for name, kind in LOSSES.items() if kind in known]
            advice = nearest(loss, offered) or f"There is {listing(offered) or 'none'}."
            raise WhygradError(f"--loss {loss}: there is no such loss. {advice}")
    names = names_of(inspection) if pairs else set()
    for gradient, parameter in pairs.items():
        for name in (gradient, parameter):
            if name not in names:
                asked = f"--pair {gradient}={parameter}"
                advice = nearest(name, sorted(names))
                message = f"{asked}: the training step has no `{name}`. {advice}"
                raise WhygradError(message.rstrip())


def losses_of(inspection: Inspection) -> set[str]:
    _, _, found = chosen_step(inspection.trace, None)
    return {name for each in found for name in (each.name, each.kind)}


def names_of(inspection: Inspection) -> set[str]:
    bound = {each.name for step in inspection.trace.passes for each in step.bindings}
    return bound | {each.name for each in inspection.parameters}


def report_on(inspection: Inspection) -> Report:
    source = inspection.script.source
    if inspection.judgement is None:
        return Report(source, "unknown", {}, unchecked=tuple(unchecked(inspection)))
    diagnoses = diagnose(inspection)
    whole = verified(inspection, corrected(inspection.script, diagnoses)) if diagnoses else None
    if whole is None and len(diagnoses) == 1:  # then its fix does not hold
        diagnoses = [replace(diagnoses[0], changes=())]
    findings = findings_of(inspection, with_rivals(inspection, diagnoses))
    verdict = verdict_of(inspection, findings)
    return Report(
        source=source,
        verdict=verdict,
        loss=loss_data(inspection.judgement),
        findings=tuple(findings),
        gradients=tuple(gradient_rows(inspection, diagnoses)),
        unchecked=tuple(unchecked(inspection, findings)),
        scale=inspection.judgement.scale,
        covered=covered(inspection),
        remarks=tuple(remarks(inspection, {each.line for each in findings})),
        corrected=whole,
        instruments=instruments(inspection),
    )


def verified(inspection: Inspection, text: str | None) -> str | None:
    """The corrected text, if it is right when it is read anew, and nothing in it is unread."""
    if text is None:
        return None
    again = inspect(read_script(text, inspection.script.source))
    clean = again.judgement is not None and (again.judgement.scale or 0) > 0
    unread = len(again.trace.unread) > len(inspection.trace.unread)
    fewer = len(again.parameters) < len(inspection.parameters)
    return None if not clean or again.faults or again.lapses or unread or fewer else text


def verdict_of(inspection: Inspection, findings: list[Finding]) -> str:
    judgement = inspection.judgement
    if judgement is None or inspection.doubts:
        return "unknown"
    if findings:
        return "wrong"
    if judgement.scale is None:
        return "unknown"
    return "right" if judgement.loss.kind or same(judgement.scale, 1) else "scaled"


def loss_data(judgement: Judgement) -> dict[str, object]:
    loss = judgement.loss
    return {
        "name": loss.name,
        "line": loss.line,
        "kind": loss.kind,
        "assumed": bool(loss.kind),
    }


def gradient_rows(inspection: Inspection, diagnoses: list[Diagnosis]) -> list[Gradient]:
    judgement = inspection.judgement
    wrong = {diagnosis.binding.site.line for diagnosis in diagnoses}
    rows = []
    for each in inspection.parameters:
        binding = each.gradient or each.update
        number = judgement.factors[each.name] if judgement else None
        line = binding.site.line
        name = each.name if binding.kind == "return" else binding.name
        rows.append(Gradient(name, each.name, line, word(number, line in wrong, judgement)))
    return rows


def word(number: float | None, blamed: bool, judgement: Judgement | None) -> str:
    """right, wrong, or inherits: wrong only because of what it reads."""
    if blamed:
        return "wrong"
    scale = judgement.scale if judgement else None
    if number is not None and same(number, scale if scale is not None else 1):
        return "right"
    return "inherits"


def unchecked(inspection: Inspection, findings: list[Finding] | None = None) -> list[Unchecked]:
    """What could not be read, found or believed; never empty where nothing is known."""
    rows = [Unchecked(each.line, each.why) for each in inspection.trace.unread]
    rows += [
        Unchecked(0, f"{name}: two ways to its true gradient disagree at this point")
        for name in inspection.doubts
    ]
    judgement = inspection.judgement
    if judgement is None:
        return rows or [Unchecked(0, nothing_found(inspection))]
    if judgement.scale is None and not findings and not inspection.doubts:
        why = "the updates are not the gradients of this loss, and no single line explains it"
        rows.append(Unchecked(0, why))
    return rows


def nothing_found(inspection: Inspection) -> str:
    if inspection.parameters:
        return "no loss was found, computed or implied by an error `output - target`"
    return "no parameters were found: nothing is updated from step to step"


def covered(inspection: Inspection) -> dict[str, object]:
    judgement = inspection.judgement
    if judgement is None:
        return {}
    errors = [taylor(each, judgement) for each in inspection.parameters]
    return {
        "parameters": [each.name for each in inspection.parameters],
        "point": "random values of both signs, none near zero",
        "slope": max((each for each in errors if math.isfinite(each)), default=0.0),
    }


def taylor(parameter: Parameter, judgement: Judgement) -> float:
    loss = judgement.loss
    truths = loss.gradients
    node = parameter.end if parameter.end in truths else parameter.start
    return slope_error(loss.node, node, truths[node], loss.at) if node in truths else math.inf
