"""A prediction as a list of equations of its own, which any writer of training steps can write."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from whygrad.language.equations import ITERATION, Declaration, Equation, Step
from whygrad.language.expressions import Entry, number, replace_entries
from whygrad.language.sizes import index_classes, index_lengths
from whygrad.writers.columns import Column
from whygrad.writers.outline import outline_prediction, reads

PREDICTION = "prediction"  # no quantity can have this name


def prediction_step(step: Step, quantity: str, data: Collection[str]) -> Step:
    """The equations that a quantity needs, and one update that keeps it as a state.

    Each draw is its mean; `data` names the data that are needed.
    """
    forward = outline_prediction(step, quantity).forward
    wanted = reads(forward) | set(data) | {d.name for d in step.declared("index", "setting")}
    axes = step.indexes_of()[quantity]
    result = Declaration("state", PREDICTION, axes)
    update = Equation(Entry(PREDICTION, axes), Entry(quantity, axes))
    kept = tuple(d for d in step.declarations if d.name in wanted and d.kind != "draw")
    return Step((*kept, result), forward, (), (update,))


@dataclass(frozen=True, slots=True)
class Trained:
    """A prediction with all that it is computed from, but for the data.

    step    its equations, the last of them the predicted quantity
    values  the parameters, states and settings that they read, by name
    dtype   the type of the parameters and of the answers
    columns of the data in a table, and the names of the classes, where they are known
    """

    step: Step
    values: Mapping[str, Any]
    dtype: str
    columns: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    classes: tuple[str, ...] = ()

    @property
    def quantity(self) -> str:
        return self.step.loss


def trained_prediction(
    step: Step,
    quantity: str,
    values: Mapping[str, Any],
    *,
    iteration: int,
    shapes: Mapping[str, tuple[int, ...]],
    dtype: str,
    columns: Mapping[str, tuple[Column, ...]] | None = None,
    classes: tuple[str, ...] = (),
) -> Trained:
    """What a file needs that predicts a quantity for any number of samples.

    Each draw is its mean, and `iteration` the number of the step. `values` are parameters,
    states and settings. Each length that these or the `shapes` of the data tell stands in the
    equations, the number of samples excepted.
    """
    forward = outline_prediction(step, quantity).forward
    steps = {ITERATION: number(iteration)}
    forward = tuple(replace(e, expression=replace_entries(e.expression, steps)) for e in forward)
    read = reads(forward)
    known = step.declared("parameter", "state", "setting")  # in the order of the text
    given = {d.name: values[d.name] for d in known if d.name in read}
    kept = [d for d in step.declarations if d.kind == "data" or d.name in given]
    lengths = [
        Declaration("index", index, length=length)
        for index, length in lengths_told(step, given, shapes).items()
    ]
    named = Declaration("prediction", quantity)
    alone = Step((*kept, *lengths, named), forward)
    return Trained(alone, given, dtype, columns or {}, classes)


def lengths_told(
    step: Step, values: Mapping[str, Any], shapes: Mapping[str, tuple[int, ...]]
) -> dict[str, int]:
    """The lengths that a prediction can rely on, whatever samples it is given."""
    learned = {
        d.name: values[d.name].shape
        for d in step.declared("parameter", "state")
        if d.name in values
    }
    fixed = index_lengths(step, learned)
    classes = index_classes(step)
    sample = classes.get(step.sample_index or "")
    told = index_lengths(step, {**shapes, **learned})
    return {i: n for i, n in told.items() if i in fixed or classes[i] != sample}
