"""What can be asked of a run about its numbers; the last step that was asked for is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from whygrad.insight.entries import Asked, read_entry, read_name
from whygrad.insight.explainer import Explainer
from whygrad.insight.explanations import Explanation
from whygrad.insight.meaning import gradient_note, update_note
from whygrad.insight.paths import Paths, find_paths
from whygrad.insight.reach import Dependence, find_dependence
from whygrad.insight.rounding import DIGITS, check_digits
from whygrad.insight.scenes import Scene, scene_at, scene_of
from whygrad.language.equations import GRADIENT, LEARNING_RATE, Step
from whygrad.language.messages import WhygradError
from whygrad.language.sizes import index_lengths
from whygrad.training.data import shown
from whygrad.training.history import History
from whygrad.training.replay import check_step


class Questions:
    """Answers for one run. Nothing here changes it."""

    def __init__(self, history: History):
        self.history = history
        self.last: Scene | None = None

    def scene(self, step: Any) -> Scene:
        """A step of the run, computed once while the same step is asked for."""
        number = check_step(self.history, step)
        if self.last is None or self.last.number != number:
            self.last = None  # only one step at a time is in memory
            self.last = scene_at(self.history, number)
        return self.last

    def number(self, step: Any, name: str) -> int:
        """The step that is asked for; of what an update overflowed, also the one after it."""
        history, after = self.history, self.history.steps + 1
        stopped, learned = history.stopped, is_learned(history.step, name)
        if stopped and learned and is_learned(history.step, stopped.quantity) and step == after:
            return after
        return check_step(history, step)

    def why(
        self,
        quantity: str,
        step: Any = 0,
        sample: int | None = None,
        depth: int = 1,
        data: Any = None,
        digits: int = DIGITS,
    ) -> Explanation:
        """Why a quantity, or one entry of it, is what it is."""
        depth, digits = check_depth(depth), check_digits(digits)
        name, _ = read_name(quantity, self.history.step)
        number = self.number(step, name)
        updated = number > 0 and data is None and is_learned(self.history.step, name)
        if data is not None:
            scene = scene_of(self.history, number, data, name)
        else:
            scene = self.scene(number - 1 if updated else number)
        asked, notes = choose(read_entry(quantity, scene.step, scene.lengths), scene, sample)
        explainer = Explainer(scene, digits, sample)
        with np.errstate(all="ignore"):  # numbers that are not finite are explained
            found = explainer.explain(asked, depth, updated=updated)
            meaning = meaning_notes(explainer, found)
        own = (*notes, *found.notes) if found.formula else (*found.notes, *notes)
        return replace(found, notes=(*own, *explainer.limits(), *meaning))

    def depends(self, quantity: str, source: str) -> Dependence:
        """Whether one quantity, or one entry, is computed from another within a step."""
        history = self.history
        given = history.data if history.data is not None else {}
        shapes = {name: np.shape(value) for name, value in {**given, **history.initial}.items()}
        return find_dependence(history.step, index_lengths(history.step, shapes), quantity, source)

    def paths(
        self, quantity: str, step: Any = 0, sample: int | None = None, digits: int = DIGITS
    ) -> Paths:
        """Every path by which an entry acts on the loss, with the derivative on each arrow."""
        digits, number = check_digits(digits), check_step(self.history, step)
        read_name(quantity, self.history.step)
        scene = self.scene(number)
        asked = read_entry(quantity, scene.step, scene.lengths)
        line = GRADIENT + asked.name.removeprefix(GRADIENT)
        if asked.place is None and line in scene.values:  # the entry of the largest gradient
            asked = Asked(line)
        asked, _ = choose(asked, scene, sample)
        return find_paths(scene, asked, sample, digits)


def meaning_notes(explainer: Explainer, found: Explanation) -> tuple[str, ...]:
    """What the number means, tried out; nothing where it is no finite number."""
    scene, digits = explainer.scene, explainer.digits
    if not np.isfinite(found.value):
        return ()
    if found.kind == "gradient" and np.isfinite(scene.values[scene.step.loss]):
        return (gradient_note(scene, found.name, found.place, digits),)
    is_update = found.kind == "update" or found.name in (scene.step.loss, LEARNING_RATE)
    if is_update and not scene.given and scene.number < scene.history.steps:
        return (update_note(scene, digits),)
    return ()


def is_learned(step: Step, name: str) -> bool:
    return any(equation.name == name for equation in step.update)


def check_depth(depth: object) -> int:
    if isinstance(depth, bool) or not isinstance(depth, int | np.integer) or depth < 1:
        raise WhygradError(f"depth: expected a whole number from 1 upwards, not {shown(depth)}.")
    return int(depth)


def choose(asked: Asked, scene: Scene, sample: int | None) -> tuple[Asked, tuple[str, ...]]:
    """The entry to explain, and how it was chosen where the person named none."""
    indexes = scene.step.indexes_of().get(asked.name, ())
    check_sample(asked, indexes, scene, sample)
    if asked.place is not None:
        return asked, ()
    values = np.asarray(scene.values[asked.name])
    carries = bool(indexes) and indexes[0] == scene.sample and sample is not None
    part = values[sample] if carries else values
    largest = int(np.argmax(np.nan_to_num(np.abs(part), nan=np.inf)))
    place = tuple(int(p) for p in np.unravel_index(largest, np.shape(part)))
    if carries and sample is not None:
        place = (sample, *place)
    chosen = Asked(asked.name, place)
    if np.size(part) == 1:
        return chosen, ()
    of = f" of sample {sample}" if carries else ""
    note = f"`{asked.name}` has {np.size(part):,} entries{of}; `{chosen}` is the largest in size."
    return chosen, (note,)


def check_sample(asked: Asked, indexes: tuple[str, ...], scene: Scene, sample: object) -> None:
    if sample is None:
        return
    if isinstance(sample, bool) or not isinstance(sample, int | np.integer):
        raise WhygradError(f"sample: expected a whole number, not {shown(sample)}.")
    if scene.sample is None:
        raise WhygradError("sample: this model has no samples; ask without it.")
    count = scene.lengths[scene.sample]
    if not 0 <= sample < count:
        what = "these data have" if scene.given else "this step has"
        raise WhygradError(f"sample: {what} samples 0 to {count - 1}, not {sample}.")
    if asked.place and indexes[0] == scene.sample and asked.place[0] != sample:
        raise WhygradError(
            f"sample: `{asked}` is of sample {asked.place[0]}, not of {sample}.\n"
            "Give one of the two."
        )
