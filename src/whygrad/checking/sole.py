"""One cause for all that is wrong: the change of one statement that cures the script."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from whygrad.checking.causes import Diagnosis
from whygrad.checking.claims import is_slope
from whygrad.checking.court import Court, Fault, backward, known_factor, reads, same
from whygrad.checking.edits import operands
from whygrad.checking.effects import Effect, effect_of
from whygrad.checking.flows import origins
from whygrad.checking.growth import squared_differences
from whygrad.checking.hypotheses import hypotheses, passes_on, unknown
from whygrad.checking.inspection import Inspection
from whygrad.checking.mistakes import BY_ID
from whygrad.checking.orders import reshaped
from whygrad.checking.reading import statement_of
from whygrad.checking.repairs import (
    Proposal,
    all_repairs,
    change_for,
    mending_repairs,
    repairs_of,
    scene_of,
)
from whygrad.checking.scene import Scene
from whygrad.checking.traces import Binding
from whygrad.checking.truths import factor
from whygrad.checking.verification import scale_with

WRONG_SLOPES = ("missing-derivative", "wrong-derivative")
MERE_FACTORS = ("missing-factor", "extra-factor", "averaged")
CURES = 3  # of one line, of which a partial one is passed over
TRIALS = 6  # repairs of one line that are verified by reading the whole script again


def single_cause(inspection: Inspection) -> list[Diagnosis]:
    """The first change of one statement with which nothing is wrong any more."""
    spare: list[Diagnosis] = []
    for diagnosis, scale in cures(inspection):
        if not is_partial(inspection, diagnosis, scale):
            return [diagnosis]
        spare = spare or [diagnosis]
    return spare


def mended_loss(inspection: Inspection) -> list[Diagnosis]:
    """A loss of all pairs, by `(n, 1) - (n,)`, where the gradients are those of one term each."""
    court = inspection.judgement.court if inspection.judgement else None
    if court is None:
        return []
    points = {point for each in court.parameters for point in (each.start, each.end)}
    learned_from = origins([each.end for each in court.parameters])
    for node, binding in squared_differences([court.loss.node], points, court.step):
        for changes in reshaped(inspection.script, binding):
            if scale_with(inspection, list(changes)) is not None:
                one, other = (entry.value.shape for entry in node.inputs)
                what = f"shapes {one} and {other} make {node.value.shape}"
                kind = "shape-grows" if node in learned_from else "wrong-loss"
                return [Diagnosis(binding, None, BY_ID[kind], what, changes)]
    return []


def cures(inspection: Inspection) -> Iterator[tuple[Diagnosis, float]]:
    court = inspection.judgement.court if inspection.judgement else None
    for fault, effect in hypotheses(court, inspection.faults) if court else ():
        if effect is not None and effect.is_spent:
            return
        if scene := scene_of(inspection, fault):
            proposals = all_repairs(scene) if effect is None else mending_repairs(scene, effect)
            yield from islice(reread(inspection, scene, proposals, effect), CURES)


def is_partial(inspection: Inspection, diagnosis: Diagnosis, scale: float) -> bool:
    """Whether a mere factor gives all gradients one that only some had, where one had none amiss.

    Then another line may have brought the factor in.
    """
    factors = inspection.judgement.factors.values() if inspection.judgement else ()
    mere = diagnosis.mistake is not None and diagnosis.mistake.id in MERE_FACTORS
    right = any(each is not None and same(each, 1) for each in factors)
    return mere and right and not same(scale, 1)


def reread(
    inspection: Inspection, scene: Scene, proposals: Iterator[Proposal], effect: Effect | None
) -> Iterator[tuple[Diagnosis, float]]:
    """The repairs with which nothing is wrong any more, read anew with each, and the scale left.

    A line that has no effect of its own gives a value on; a true gradient is what it should give.
    """
    court = inspection.judgement.court if inspection.judgement else None
    trials = TRIALS
    for mistake, repair, statement in proposals:
        value = scene.value_with(statement)
        if effect is None and not (court and is_gradient(court, value)):
            continue
        change = change_for(scene, repair)
        scale = scale_with(inspection, [change])
        if scale is not None:
            fault = effect.fault(statement) if effect else None
            fault = fault or replaced_by(scene.fault, value)
            yield Diagnosis(fault.binding, fault, mistake, repair.what, (change,)), scale
        if not (trials := trials - 1):
            break


def is_gradient(court: Court, value: np.ndarray | None) -> bool:
    return value is not None and known_factor(court, value) is not None


def replaced_by(fault: Fault, value: np.ndarray | None) -> Fault:
    truth = fault.truth if value is None else value
    return replace(fault, truth=truth, factor=factor(fault.value, truth))


def better_place(inspection: Inspection, diagnosis: Diagnosis) -> Diagnosis:
    """The same cause in a line before or behind, where people look for it."""
    court = inspection.judgement.court if inspection.judgement else None
    kind = diagnosis.mistake.id if diagnosis.mistake else None
    if court and kind in (*WRONG_SLOPES, *MERE_FACTORS):
        return next(slope_cures(inspection, court, diagnosis.binding, kind), diagnosis)
    lines: list[Binding] = []
    if court and kind == "missing-mask" and diagnosis.what.startswith("multiply"):
        lines = read_by(court, diagnosis.binding)[-1:]
    elif court and kind == "derivative-at-wrong-place":
        lines = callers_of(court, diagnosis.binding)[:1]
    elif court and kind == "wrong-sign":
        read = read_by(court, diagnosis.binding)
        lines = [each for each in read if is_turned(court, each) or passes_on(each)][:1]
    for binding in lines:
        scene = scene_of(inspection, unknown(binding))
        if scene and diagnosis.mistake:
            repairs = repairs_of(diagnosis.mistake, scene)
            return next((found for found, _ in reread(inspection, scene, repairs, None)), diagnosis)
    return diagnosis


def slope_cures(
    inspection: Inspection, court: Court, line: Binding, kind: str
) -> Iterator[Diagnosis]:
    """Of a line whose slope is always 1, another function's, or lacks a factor: the function that
    gives it."""
    statement, read = statement_of(line), origins([line.node])
    for each in court.step.bindings:
        called = each.kind == "return" and each.node in read and each.site.calls
        if not called or not statement.lineno <= called[-1] <= (statement.end_lineno or 0):
            continue
        is_other = kind != "missing-derivative" and is_of_own(inspection, each)
        if not (is_other or np.all(each.node.value == 1)):
            continue
        if kind in MERE_FACTORS and is_slope(court, each.node.value):
            continue
        scene, effect = scene_of(inspection, unknown(each)), effect_of(court, each)
        if scene and effect:
            for found, _ in reread(inspection, scene, mending_repairs(scene, effect), effect):
                kept = kind in MERE_FACTORS
                yield found if kept else replace(found, mistake=BY_ID["wrong-derivative"])


def is_of_own(inspection: Inspection, binding: Binding) -> bool:
    """Whether the function of a line is named for another one: `relu_slope`, where `relu` is."""
    functions = [
        one for one in ast.walk(inspection.script.tree) if isinstance(one, ast.FunctionDef)
    ]
    line = binding.site.line
    own = [one.name for one in functions if one.lineno <= line <= (one.end_lineno or line)]
    others = {plain(one.name) for one in functions} - {plain(name) for name in own}
    return any(len(one) > 2 and one in plain(own[-1]) for one in others) if own else False


def plain(name: str) -> str:
    return name.lower().replace("_", "")


def read_by(court: Court, binding: Binding) -> list[Binding]:
    """The lines of the backward pass whose values a line reads, by the names in it.

    A mask that is missing belongs to the line that comes through the dropped layer. What the
    next line reads is then the gradient of the layer before its mask, and is meant to be that
    of the layer behind it.
    """
    read = {ast.unparse(node) for node in operands(statement_of(binding))}
    nodes = {each.node for each in backward(court)}
    return [each for each in court.step.bindings if each.name in read and each.node in nodes]


def is_turned(court: Court, binding: Binding) -> bool:
    """Whether the sign is wrong before already, in a line that only this one reads."""
    number = known_factor(court, binding.node.value)
    lines = backward(court)
    readers = [each for each in lines if each is not binding and reads(each, binding, lines)]
    return number is not None and number < 0 and len(readers) == 1


def callers_of(court: Court, binding: Binding) -> list[Binding]:
    """The lines that read what a function gives back: they chose what it is asked for."""
    if binding.kind != "return" or not binding.site.calls:
        return []
    *around, line = binding.site.calls
    return [
        each
        for each in court.step.bindings
        if each.site.calls == tuple(around)
        and statement_of(each).lineno <= line <= (statement_of(each).end_lineno or line)
        and binding.node in origins([each.node])
    ]
