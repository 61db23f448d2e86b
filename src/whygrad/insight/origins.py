"""Where a value came from that no equation of the step sets: data, a start, a draw, a setting."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from whygrad.insight.entries import Place
from whygrad.insight.scenes import Scene
from whygrad.language.equations import ITERATION, LEARNING_RATE, Declaration
from whygrad.language.notation import start_text
from whygrad.training.initializers import starting_values
from whygrad.training.optimizers import LBFGS

FIXED = ("constant", "ones", "zeros")  # starts that no seed changes
CONSTANTS = {LEARNING_RATE: "The learning rate of the run.", ITERATION: "The number of the step."}


class Origins:
    """Sentences on what is declared, for one scene."""

    def __init__(self, scene: Scene):
        self.scene = scene

    def of(self, declared: Declaration, place: Place) -> str:
        """Where a value came from that no equation sets."""
        history, number = self.scene.history, self.scene.number
        match declared.kind:
            case "data":
                return "Given." if self.scene.given else f"Data{self.cell(declared, place)}."
            case "draw":
                drawn = start_text(declared.start) if declared.start else "given"
                if self.scene.given:
                    return f"The mean of {drawn}: nothing is drawn for data of your own."
                return f"Drawn in step {number} from {drawn}, seed {history.seed}."
            case "setting":
                return "A setting of the run."
        if number == 0:
            return f"Before training: {self.start_of(declared)}."
        if history.optimizer == LBFGS:
            return f"After {number} of {history.steps} iterations of L-BFGS, which is SciPy's."
        if all(line.name != declared.name for line in self.scene.step.update):
            return f"No update changes it: {self.start_of(declared)}."
        return f"After {number} of {history.steps} updates."

    def start_of(self, declared: Declaration) -> str:
        """How a starting value came about: as the text says, unless a person gave another."""
        history, start = self.scene.history, declared.start
        began = {**history.initial, **history.initial_states}[declared.name]
        if start is None or not np.array_equal(self.drawn[declared.name], began):
            return "given"
        seed = "" if start.name in FIXED else f", seed {history.seed}"
        return f"{start_text(start, declared.indexes)}{seed}"

    @cached_property
    def drawn(self) -> dict[str, np.ndarray]:
        """All starting values as the text says them."""
        history = self.scene.history
        parameters, states = starting_values(
            self.scene.step,
            self.scene.lengths,
            seed=history.seed,
            settings=history.settings,
            initial=None,
            dtype=history.dtype,
        )
        return {**parameters, **states}

    def cell(self, declared: Declaration, place: Place) -> str:
        """The row and the column of the person's table."""
        rest, found = place, ""
        if place and declared.indexes[0] == self.scene.sample:
            row = place[0] if self.scene.rows is None else int(self.scene.rows[place[0]])
            found, rest = f", row {row}", place[1:]
            found += "" if self.scene.rows is None else f" (sample {place[0]} of the batch)"
        columns = [
            f"{c.name} = {category}" if category else c.name
            for c in self.scene.history.columns.get(declared.name, ())
            for category in (c.categories or ("",))
        ]
        column = rest[0] if len(rest) == 1 else 0 if not rest else None
        if column is not None and column < len(columns):
            found += f", column {columns[column]}"
        return found
