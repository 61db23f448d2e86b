"""Other kinds of mistakes that explain a wrong line as well as the one that is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, islice

from whygrad.checking.blame import compare
from whygrad.checking.causes import Diagnosis
from whygrad.checking.court import same
from whygrad.checking.inspection import Inspection
from whygrad.checking.losses import assumed_losses
from whygrad.checking.mistakes import BY_ID, Mistake
from whygrad.checking.repairs import scene_of, statement_with
from whygrad.checking.scene import Scene

MOST = 60  # repairs of one kind that are computed
# Kinds that differ in what a person had in mind. Of others whose repairs give the same value one
# is a case of the other, as of a wrong layer and a wrong operand, and says nothing new.
RIVALS = {
    "wrong-operand": ("missing-derivative", "missing-mask"),  # the error sent back, not the delta
    "missing-derivative": ("wrong-operand", "wrong-derivative"),
    "wrong-derivative": ("missing-derivative",),  # a slope that is always 1
    "overwritten": ("missing-term",),
    "missing-term": ("overwritten", "missing-factor"),
    "missing-factor": ("missing-term",),  # half of a penalty's gradient
}
LOSS = "wrong-loss"
PARTS = ("missing-term", "missing-factor")  # of a loss that has one term more than another


def with_rivals(inspection: Inspection, found: Sequence[Diagnosis]) -> list[Diagnosis]:
    """The diagnoses, each with the other kinds that have a repair of its line with the same value.

    A single one may also be no mistake of its line: where all gradients are those of another
    usual loss, as `output - target` of the cross-entropy, it may be the loss that is wrong.
    """
    other = (LOSS,) if len(found) == 1 and is_of_another_loss(inspection, found[0]) else ()
    return [replace(each, also=(*rivals(inspection, each), *other)) for each in found]


def rivals(inspection: Inspection, diagnosis: Diagnosis) -> list[str]:
    named, fault = diagnosis.mistake, diagnosis.fault
    if named is None or fault is None or fault.factor == 1 or len(diagnosis.changes) != 1:
        return []
    names = RIVALS.get(named.id, ())
    scene = scene_of(inspection, fault) if names else None
    return [name for name in names if scene is not None and mends(BY_ID[name], scene)]


def is_of_another_loss(inspection: Inspection, diagnosis: Diagnosis) -> bool:
    """Whether all gradients of a script, as they are, belong to a loss that it does not compute."""
    judgement = inspection.judgement
    court = judgement.court if judgement else None
    if court is None or court.loss.kind or not (diagnosis.mistake and court.steady):
        return False
    if diagnosis.mistake.id in PARTS:
        return False
    losses = assumed_losses(court.step, court.parameters)
    scales = (compare(court.step, court.parameters, one, court.rates).scale for one in losses)
    return any(scale is not None and scale > 0 for scale in scales)


def mends(mistake: Mistake, scene: Scene) -> bool:
    """Whether undoing this kind of mistake gives the line its true value."""
    tries = islice(chain(mistake.early_repairs(scene), mistake.repairs(scene)), MOST)
    numbers = (scene.outcome(statement_with(scene, one)) for one in tries)
    return any(number is not None and same(number, 1) for number in numbers)
