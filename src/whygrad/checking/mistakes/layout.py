"""Mistakes in how arrays lie: rows for columns."""

from __future__ import annotations

from collections.abc import Iterator

from whygrad.checking.edits import with_transposes
from whygrad.checking.mistakes.kinds import Mistake, Repair, shown
from whygrad.checking.scene import Scene


class Transposed(Mistake):
    """A transpose is missing or too many, and square shapes hide it.

    Example: `delta1 = (delta2 @ weights2) * slope`, where `weights2.T` belongs.

    Why it still trains: the last layer learns by its own, right gradient.

    How to see it: give all layers different widths; then the shapes do not fit.

    Right: dL/dH = delta2 @ weights2.T, since H goes in by H @ weights2.
    """

    id = "transposed"
    sentence = "An array is transposed where it should not be, or the other way round: {what}."

    def repairs(self, scene: Scene) -> Iterator[Repair]:
        for expression in with_transposes(scene.expression):
            yield Repair(expression, f"{shown(expression)} has rows and columns right")
