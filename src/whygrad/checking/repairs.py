"""All that the kinds of mistakes propose for a line, and which of it fits the figures."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import islice

from whygrad.checking.court import Fault, same
from whygrad.checking.effects import Effect
from whygrad.checking.inspection import Inspection
from whygrad.checking.mistakes import CATALOGUE, Mistake, Repair
from whygrad.checking.patches import Change, Statement, change_of, given_by
from whygrad.checking.reading import statement_of
from whygrad.checking.scene import Scene

MOST_REPAIRS = 300  # of a blamed line that are computed
MOST_TRIED = 200  # of any other line, of one kind
Proposal = tuple[Mistake, Repair, Statement]


def scene_of(inspection: Inspection, fault: Fault) -> Scene | None:
    expression = given_by(statement_of(fault.binding), fault.binding.part)
    if expression is None or inspection.judgement is None:
        return None
    loss = inspection.judgement.loss.node
    return Scene(inspection.script, fault, expression, list(inspection.parameters), loss)


def all_repairs(scene: Scene, most: int | None = None) -> Iterator[Proposal]:
    """What the kinds of mistakes propose for a line, each text once, the likeliest first.

    most  of one kind, where not all are to be tried
    """
    tried: set[str] = set()
    stages = [(each, each.early_repairs) for each in CATALOGUE]
    stages += [(each, each.repairs) for each in CATALOGUE]
    stages += [(each, each.late_repairs) for each in CATALOGUE]
    for mistake, repairs in stages:
        for repair in islice(repairs(scene), most):
            text = ast.unparse(repair.statement or repair.expression)
            if text not in tried:
                tried.add(text)
                yield mistake, repair, statement_with(scene, repair)


def repairs_of(mistake: Mistake, scene: Scene) -> Iterator[Proposal]:
    for repair in mistake.repairs(scene):
        yield mistake, repair, statement_with(scene, repair)


def fitting_repairs(scene: Scene) -> Iterator[tuple[Mistake, Repair]]:
    """The repairs of all kinds that give the line its true value; then those up to a factor."""
    scaled, anew = [], []
    for mistake, repair, statement in islice(all_repairs(scene), MOST_REPAIRS):
        number = scene.outcome(statement)
        if number is not None and same(number, 1):
            yield mistake, repair
        elif repair.anew:
            anew.append((mistake, repair))
        elif number is not None and number > 0 and scene.fault.truth.size > 1:
            scaled.append((mistake, repair))
    yield from anew
    yield from scaled


def mending_repairs(scene: Scene, effect: Effect) -> Iterator[Proposal]:
    for mistake, repair, statement in all_repairs(scene, MOST_TRIED):
        if effect.is_spent:
            return
        if repair.anew or effect.mends(statement):
            yield mistake, repair, statement


def statement_with(scene: Scene, repair: Repair) -> Statement:
    return repair.statement or scene.with_right_side(repair.expression)


def change_for(scene: Scene, repair: Repair) -> Change:
    if repair.statement is not None:
        lines = ast.unparse(repair.statement).splitlines()
        return change_of(scene.statement, f"\n{' ' * scene.statement.col_offset}".join(lines))
    return change_of(scene.expression, ast.unparse(repair.expression))
