"""How explanations are made: from an entry down to what it is computed from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from whygrad.insight.entries import Asked, Place, place_text
from whygrad.insight.explanations import Explanation
from whygrad.insight.faults import fault_notes
from whygrad.insight.figures import Figures, computed, is_near
from whygrad.insight.origins import CONSTANTS, Origins
from whygrad.insight.rounding import figure, told_apart
from whygrad.insight.scenes import Scene, scene_of_update
from whygrad.insight.terms import Formula
from whygrad.language.equations import Equation
from whygrad.language.expressions import rename_free

MOST_EXPLAINED = 200  # entries of one answer


@dataclass
class Explainer:
    """Explains entries of one scene, each entry once."""

    scene: Scene
    digits: int
    sample: int | None = None
    is_cut: bool = False
    done: set[tuple[str, Place, bool]] = field(default_factory=set)

    @cached_property
    def origins(self) -> Origins:
        return Origins(self.scene)

    def explain(self, asked: Asked, depth: int, *, updated: bool = False) -> Explanation:
        """An entry, with `depth - 1` levels below it.

        With `updated` a parameter or a state after the step's update, which is explained by
        the update.
        """
        name, place = asked.name, asked.place or ()
        self.done.add((name, place, updated))
        if updated:
            return self.update(name, place, depth)
        equation = self.scene.equation(name)
        if equation is None:
            return self.leaf(name, place)
        return self.line(equation, place, self.scene, depth, self.scene.number)

    def update(self, name: str, place: Place, depth: int) -> Explanation:
        equation = next(e for e in self.scene.step.update if e.name == name)
        scene = scene_of_update(self.scene, name)
        return self.line(equation, place, scene, depth, self.scene.number + 1)

    def line(
        self, equation: Equation, place: Place, scene: Scene, depth: int, number: int
    ) -> Explanation:
        values = self.scene.after if number > self.scene.number else scene.values
        value = float(np.asarray(values[equation.name])[place])
        shown = figure(value, self.digits)
        at = dict(zip(equation.target.indexes, map(str, place), strict=True))
        what = rename_free(equation.expression, at)
        formula = Figures(scene, self.digits, self.sample).formula(what, shown)
        kind = "update" if number > self.scene.number else self.kind_of(equation)
        notes = (*rule_notes(equation), *fault_notes(scene, equation, place, value))
        notes += rounding_notes(scene.history.dtype, formula, shown, self.digits)
        if kind == "update":
            notes += self.moved(equation.name, place, value)
        children = self.children(formula, scene, depth - 1)
        loss = self.scene.step.loss
        return Explanation(
            equation.name, place, number, kind, value, shown, equation, formula, notes,
            children, loss,
        )  # fmt: skip

    def kind_of(self, equation: Equation) -> str:
        return "gradient" if equation in self.scene.step.backward else "forward"

    def children(self, formula: Formula, scene: Scene, depth: int) -> tuple[Explanation, ...]:
        """An explanation of each entry that the formula reads, where there was none yet."""
        if depth < 1:
            return ()
        new = []
        for entry in formula.reads:
            name, place = entry.name, tuple(map(int, entry.indexes))
            updated = scene.values[name] is not self.scene.values[name]
            if (name, place, updated) in self.done:
                continue
            if len(self.done) >= MOST_EXPLAINED:
                self.is_cut = True
                break
            self.done.add((name, place, updated))
            new.append((Asked(name, place), updated))
        return tuple(self.explain(asked, depth, updated=updated) for asked, updated in new)

    def leaf(self, name: str, place: Place) -> Explanation:
        """What no equation of the step sets."""
        declared = next((d for d in self.scene.step.declarations if d.name == name), None)
        kind = declared.kind if declared else name.replace("_", " ")
        value = self.scene.value(name, place)
        notes = (self.origins.of(declared, place) if declared else CONSTANTS[name],)
        return Explanation(
            name, place, self.scene.number, kind, value, figure(value, self.digits), notes=notes
        )

    def limits(self) -> tuple[str, ...]:
        """What is left out of the answer."""
        if not self.is_cut:
            return ()
        return (
            f"Only {MOST_EXPLAINED} entries are explained here; ask for others by their names.",
        )

    def moved(self, name: str, place: Place, value: float) -> tuple[str, ...]:
        """By how much an update moved an entry."""
        before = self.scene.value(name, place)
        number, entry = self.scene.number, place_text(name, place)
        if not np.isfinite(value - before):
            return ()
        by = figure(value - before, self.digits)
        was, now = told_apart(before, value, self.digits)
        return (f"The update of step {number} moved `{entry}` by {by}, from {was} to {now}.",)


def rounding_notes(dtype: str, formula: Formula, shown: str, digits: int) -> tuple[str, ...]:
    """That rounding within the run made a value other than its formula says."""
    found = computed(formula.figures)
    if is_near(found, shown):
        return ()
    return (f"Computed in {dtype}, which rounds: unrounded it would be {figure(found, digits)}.",)


def rule_notes(equation: Equation) -> tuple[str, ...]:
    """The rules of calculus by which a gradient came from the equations that read its quantity."""
    if not equation.origin:
        return ()
    ways = [
        f"`{c.source}`" + (f" ({', '.join(dict.fromkeys(c.rules))})" if c.rules else "")
        for c in equation.origin
    ]
    return (f"By the chain rule from {' and '.join(ways)}.",)
