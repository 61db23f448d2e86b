"""Validation: samples that are held out, and what the scalar equations give on them.

A share is split off by the hash that also shuffles mini-batches (pcg3d, see `batches`), as the
samples that come first in the order of an epoch that no training reaches.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from numbers import Real
from typing import Any

import numpy as np

from whygrad.engines.numpy import NumpyEngine
from whygrad.language.equations import Step
from whygrad.language.messages import WhygradError, counted
from whygrad.language.sizes import index_classes, index_lengths
from whygrad.training.arguments import check_looks
from whygrad.training.batches import counted_data, order_of
from whygrad.training.binding import bind
from whygrad.training.data import data_hash, shown
from whygrad.training.held import Held
from whygrad.training.history import Arrays, History, Moment, Validation
from whygrad.training.mapping import gathered
from whygrad.writers.batches import check_batch
from whygrad.writers.outline import mean_of, with_means

PREFIX = "validation_"  # of a scalar's name in the history
SPLIT_EPOCH = 2**32 - 1  # no training has so many
EXPECTED = "expected a share of the samples, such as 0.2, or data"


@dataclass(frozen=True)
class HeldOut:
    """Data to validate on; `share` is that of the samples, None where the set was given."""

    data: Arrays
    share: float | None


def held_out(
    step: Step, data: Arrays, validation: Any, *, seed: int, dtype: str
) -> tuple[Arrays, HeldOut | None]:
    """The data to train on, and those held out: a share of them, or a set of its own."""
    if validation is None:
        return data, None
    check_names(step)
    is_share = isinstance(validation, Real | np.generic)
    if is_share or step.sample_index is not None:
        check_batch(step, "validation")
    if is_share:
        share = checked_share(validation)
        training, apart = split(step, data, share, seed)
        return training, HeldOut(dict(Held(apart, dtype)), share)
    return data, HeldOut(own_set(step, data, validation, dtype), None)


def own_set(step: Step, data: Arrays, given: Any, dtype: str) -> Arrays:
    """A set that was given. What has no entry for each sample may be left to the training."""
    if isinstance(given, str | bytes) or not (
        isinstance(given, Mapping) or hasattr(given, "columns")
    ):
        raise WhygradError(f"validation: {EXPECTED}, not {shown(given)}.")
    whole = {
        d.name: data[d.name]
        for d in step.data
        if step.sample_index not in d.indexes and d.name in data
    }
    try:
        found = bind(step, given, dtype=dtype, optional=tuple(whole))
    except WhygradError as error:
        raise WhygradError(f"validation: {error}") from None
    found = {**whole, **found}
    if data:
        check_widths(step, data, found)
    return found


def check_widths(step: Step, data: Arrays, held: Arrays) -> None:
    """Every index but the samples' is as long as in training."""
    trained, found = (
        index_lengths(step, {name: array.shape for name, array in arrays.items()})
        for arrays in (data, held)
    )
    leader = index_classes(step)
    for index, length in trained.items():
        if found[index] != length and leader[index] != leader[step.sample_index or index]:
            raise WhygradError(
                f"validation: index `{index}` has length {found[index]}, but {length} in the data"
                " to train on."
            )


def checked_share(value: Any) -> float:
    if isinstance(value, bool | np.bool_ | np.character) or not 0 < value < 1:
        raise WhygradError(f"validation: {EXPECTED}, not {shown(value)}.")
    return float(value)


def split(step: Step, data: Arrays, share: float, seed: int) -> tuple[Arrays, Arrays]:
    """The samples to train on and those held out, both in the order of the data."""
    samples = len(data[counted_data(step)])
    count = round(share * samples)
    if not 0 < count < samples:
        raise WhygradError(
            f"validation: a share of {share:g} of {counted(samples, 'sample')} leaves none to"
            f" {'validate on' if count == 0 else 'train on'}.\n"
            f"Hold a {'larger' if count == 0 else 'smaller'} share out, or none."
        )
    order = order_of(seed, SPLIT_EPOCH, samples)
    chosen = np.sort(order[:count]), np.sort(order[count:])
    carrying = {d.name for d in step.data if step.sample_index in d.indexes}
    apart, training = (
        {name: gathered(a, rows) if name in carrying else a for name, a in data.items()}
        for rows in chosen
    )
    return training, apart


def check_names(step: Step) -> None:
    """The history has room for the names of the validation's scalars."""
    for name in step.scalars():
        if PREFIX + name in step.indexes_of():
            raise WhygradError(
                f"validation: the history needs the name `{PREFIX}{name}`, which the equations"
                " use.\nGive that quantity another name."
            )


def validated(
    step: Step,
    held: HeldOut | None,
    every: int,
    steps: int,
    patience: int | None,
    best: str | None = None,
) -> Validation | None:
    """The record of a validation before the first look."""
    if held is None:
        return None
    check_looks(every, steps)
    scalars = {name: np.empty(0) for name in step.scalars()}
    return Validation(
        every=every,
        scalars=scalars,
        data=held.data,
        data_hash=data_hash(held.data),
        share=held.share,
        patience=patience,
        best=best,
    )


class Validator:
    """Computes every scalar equation on the data held out, with the NumPy program."""

    def __init__(self, history: History):
        self.engine = NumpyEngine(forward_only(history.step))
        self.settings, self.seed = history.settings, history.seed
        self.data = validation_data(history)

    def look(self, moment: Moment) -> dict[str, float]:
        """Each scalar with the parameters and the states of a moment."""
        _, _, scalars = self.engine.train(
            self.data,
            moment.parameters,
            moment.states,
            self.settings,
            steps=1,
            first=moment.step,
            seed=self.seed,
        )
        return {name: float(values[0]) for name, values in scalars.items()}


def forward_only(step: Step) -> Step:
    """The forward pass alone, each draw being its mean."""
    means = {line.name: mean_of(line) for line in step.declared("draw")}
    forward = tuple(
        replace(equation, expression=with_means(equation.expression, means))
        for equation in step.forward
    )
    declarations = tuple(line for line in step.declarations if line.kind != "draw")
    return Step(declarations, forward)


def validation_data(history: History) -> Arrays:
    """The data held out. Raises `WhygradError` where a file did not hold them."""
    validation = history.validation
    if validation is None or validation.data is None:
        raise WhygradError(
            "This run was loaded without the data that it is validated on.\n"
            'Pass them: `wg.load("run.wg", data=..., validation=...)`; where a share was split'
            " off, all of the data."
        )
    return validation.data
