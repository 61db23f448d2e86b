"""What all runs of a sweep share, checked as `fit` checks it, and how each run starts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from whygrad.engines.selection import Engine, choose_engine
from whygrad.language.equations import LEARNING_RATE, Step
from whygrad.language.expressions import names_read
from whygrad.language.sizes import index_lengths
from whygrad.training.arguments import (
    check_batch_size,
    check_lengths,
    rate_of,
    settings_of,
)
from whygrad.training.binding import bind
from whygrad.training.held import Held
from whygrad.training.history import Arrays, Moment
from whygrad.training.initializers import check_seed, starting_values
from whygrad.training.sweeps.grid import SEED, axes_of, fixed_arguments
from whygrad.training.trainer import Trainer
from whygrad.writers.batches import check_batch

STARTS_KEPT = 256  # runs with the same start follow each other, so that few are needed at once


@dataclass
class Plan:
    """What all runs of a sweep share, and how each of them starts."""

    step: Step
    lengths: Mapping[str, int]
    data: Arrays
    axes: Arrays
    settings: dict[str, float]
    rate: float
    seed: int
    initial: Mapping[str, Any] | None
    batch: int | None
    shuffle: bool
    dtype: str
    steps: int
    engine: Engine
    engine_name: str
    engine_reason: str
    start: Callable[..., tuple[Arrays, Arrays]] = field(init=False)

    def __post_init__(self) -> None:
        self.start = lru_cache(STARTS_KEPT)(self.draw)

    @cached_property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(values) for values in self.axes.values())

    @property
    def runs(self) -> int:
        return math.prod(self.shape)

    @cached_property
    def start_settings(self) -> list[str]:
        """The settings that the starting values depend on."""
        starts = [d.start for d in self.step.declared("parameter", "state") if d.start]
        found = {n for start in starts for a in start.arguments for n in names_read(a)}
        return [name for name in self.settings if name in found]

    def draw(self, seed: int, *numbers: float) -> tuple[Arrays, Arrays]:
        """Parameters and states for a seed and the values of `start_settings`."""
        settings = dict(zip(self.start_settings, numbers, strict=True))
        return starting_values(
            self.step,
            self.lengths,
            seed=seed,
            settings=settings,
            initial=self.initial,
            dtype=self.dtype,
        )

    def order(self) -> np.ndarray:
        """The numbers of all runs, those with the same start one after another."""
        together = {SEED, *self.start_settings}
        axes = sorted(range(len(self.axes)), key=lambda a: [*self.axes][a] not in together)
        return np.arange(self.runs).reshape(self.shape).transpose(axes).ravel()

    def combination(self, number: int) -> Iterator[Any]:
        """The swept values of one run."""
        place = np.unravel_index(number, self.shape)
        return (values[p].item() for values, p in zip(self.axes.values(), place, strict=True))

    def trainer(self, number: int) -> Trainer:
        """One run before its first step."""
        chosen = dict(zip(self.axes, self.combination(number), strict=True))
        rate, seed = chosen.get(LEARNING_RATE, self.rate), chosen.get(SEED, self.seed)
        values = {name: chosen.get(name, value) for name, value in self.settings.items()}
        if LEARNING_RATE in values:
            values[LEARNING_RATE] = rate
        parameters, states = self.start(seed, *(values[name] for name in self.start_settings))
        return Trainer(
            step=self.step,
            engine=self.engine,
            data=Held(self.data, self.dtype),
            settings=values,
            learning_rate=rate,
            seed=seed,
            moment=Moment(0, parameters, states),
            batch=self.batch,
            shuffle=self.shuffle,
            scalars={},
        )


def plan_of(
    step: Step,
    data: Any,
    given: Mapping[str, Any],
    steps: int,
    initial: Mapping[str, Any] | None,
    batch: int | None,
    shuffle: bool,
    engine: str,
    dtype: str,
) -> Plan:
    """What was asked for, checked as `fit` checks it."""
    axes = axes_of(given, dtype)
    bound = bind(step, data, dtype=dtype)
    lengths = index_lengths(step, {name: array.shape for name, array in bound.items()})
    check_lengths(step, lengths)
    if batch is not None:
        check_batch(step)
        check_batch_size(batch, lengths[step.sample_index or ""])
    first = {**given, **{name: values[0].item() for name, values in axes.items()}}
    check_seed(first[SEED])
    settings = settings_of(step, fixed_arguments(first)["settings"], dtype)
    rate = rate_of(step, first.get(LEARNING_RATE), settings, dtype)
    runs = math.prod(len(values) for values in axes.values())
    runner, name, reason = choose_engine(engine, step, lengths, dtype, steps * runs, batch, shuffle)
    return Plan(
        step=step,
        lengths=lengths,
        data=bound,
        axes=axes,
        settings=settings,
        rate=rate,
        seed=first[SEED],
        initial=initial,
        batch=batch,
        shuffle=shuffle,
        dtype=dtype,
        steps=steps,
        engine=runner,
        engine_name=name,
        engine_reason=reason,
    )
