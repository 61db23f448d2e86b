"""Training: a written program run in slices, so that progress, Ctrl-C and divergence are seen."""

from __future__ import annotations

import math
import numbers
import time
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from whygrad.engines.numpy import NumpyEngine
from whygrad.engines.selection import ENGINES, Engine, choose_engine
from whygrad.language.equations import LEARNING_RATE, Step
from whygrad.language.messages import WhygradError, counted, listing, nearest
from whygrad.language.sizes import index_lengths
from whygrad.training.batches import batch_of
from whygrad.training.data import bind, data_hash, shown
from whygrad.training.history import Arrays, History, Stopped
from whygrad.training.initializers import LARGEST_ARRAY, check_mapping, starting_values
from whygrad.training.progress import Progress
from whygrad.writers.batches import check_batch

DTYPES = ("float64", "float32")
FIRST_SLICE = 16  # steps
SLICE_SECONDS = 0.05
EVERY = 100  # steps between two printed lines


class DivergenceWarning(UserWarning):
    """A training ran into numbers that are not finite; the run so far was returned."""


class InterruptionWarning(UserWarning):
    """A training was interrupted from the keyboard; the run so far was returned."""


@dataclass
class Moment:
    """Where a training stands: before step `step`."""

    step: int
    parameters: Arrays
    states: Arrays

    def is_finite(self) -> bool:
        values = (*self.parameters.values(), *self.states.values())
        return all(np.isfinite(value).all() for value in values)


@dataclass
class Trainer:
    """One training; `advance` runs some steps, `scalars` holds what was recorded so far."""

    step: Step
    engine: Engine
    data: Arrays
    settings: dict[str, float]
    learning_rate: float
    seed: int
    moment: Moment
    batch: int | None
    scalars: Arrays  # one entry a step, filled as the steps are done
    stopped: Stopped | None = None

    def run(self, steps: int) -> tuple[Moment, Arrays]:
        """The moment after some more steps, and the scalars of each of them."""
        now = self.moment
        parameters, states, scalars = self.engine.train(
            self.data,
            now.parameters,
            now.states,
            self.settings,
            learning_rate=self.learning_rate,
            seed=self.seed,
            first=now.step,
            steps=steps,
        )
        return Moment(now.step + steps, parameters, states), scalars

    def advance(self, steps: int) -> None:
        """Run a slice; where it leaves the finite numbers, only the steps before that."""
        if self.keep(*self.run(steps)):
            return
        if not all(self.keep(*self.run(1)) for _ in range(steps)):
            self.stopped = self.first_fault()

    def keep(self, moment: Moment, scalars: Arrays) -> bool:
        """Go on to a moment if all that led to it is finite."""
        if not (np.isfinite(scalars[self.step.loss]).all() and moment.is_finite()):
            return False
        for name, values in scalars.items():
            self.scalars[name][self.moment.step : moment.step] = values
        self.moment = moment
        return True

    def note(self) -> str:
        """The loss of the last step, for the progress bar."""
        done = self.moment.step
        return f"{self.step.loss} {self.scalars[self.step.loss][done - 1]:.6g}" if done else ""

    def first_fault(self) -> Stopped:
        """The first quantity of the next step that is not finite, in the order of the list."""
        now = self.moment
        found = NumpyEngine(self.step).evaluate(
            batch_of(self.step, self.data, self.seed, now.step, self.batch),
            now.parameters,
            now.states,
            self.settings,
            seed=self.seed,
            iteration=now.step,
        )
        names = [e.name for e in (*self.step.forward, *self.step.backward)]
        first = next((name for name in names if not np.isfinite(found[name]).all()), None)
        rate = self.learning_rate
        return Stopped(now.step, first or self.first_update(), rate, advice_for(now.step, rate))

    def first_update(self) -> str:
        after, _ = self.run(1)
        values = {**after.states, **after.parameters}
        changed = (e.name for e in self.step.update if e.name in values)
        return next(
            (name for name in changed if not np.isfinite(values[name]).all()), self.step.loss
        )


def advice_for(step: int, rate: float) -> str:
    if step == 0:
        return "The first step already overflows: look at the data and the starting values."
    return f"Try a smaller learning rate, {rate / 10:g} say, or data scaled to about -1 to 1."


def fit(
    step: Step,
    data: Any,
    *,
    steps: int,
    learning_rate: float | None = None,
    seed: int = 1,
    initial: Mapping[str, Any] | None = None,
    settings: Mapping[str, float] | None = None,
    batch: int | None = None,
    optimizer: str = "gradient_descent",
    engine: str = "auto",
    dtype: str = "float64",
    verbose: bool = False,
) -> History:
    """Train a whole step (forward, backward, update), on all samples or on a batch a step."""
    check_count("steps", steps)
    check_choice("engine", engine, ENGINES)
    check_choice("dtype", dtype, DTYPES)
    bound = bind(step, data, dtype=dtype)
    lengths = index_lengths(step, {name: array.shape for name, array in bound.items()})
    check_lengths(step, lengths)
    if batch is not None:
        check_batch(step)
        check_batch_size(batch, lengths[step.sample_index or ""])
    values = settings_of(step, settings, dtype)
    rate = rate_of(step, learning_rate, values, dtype)
    if LEARNING_RATE in values:  # equations that read it read the one that the run has
        values[LEARNING_RATE] = rate
    parameters, states = starting_values(
        step, lengths, seed=seed, settings=values, initial=initial, dtype=dtype
    )
    runner, name, reason = choose_engine(engine, step, lengths, dtype, steps, batch)
    scalars = empty_scalars(step, steps, dtype)
    start = Moment(0, parameters, states)
    trainer = Trainer(step, runner, bound, values, rate, seed, start, batch, scalars)
    train(trainer, steps, verbose=verbose)
    return History(
        step=step,
        data=bound,
        initial=parameters,
        parameters=trainer.moment.parameters,
        initial_states=states,
        states=trainer.moment.states,
        scalars={name: array[: trainer.moment.step] for name, array in scalars.items()},
        settings=values,
        learning_rate=rate,
        steps=trainer.moment.step,
        seed=seed,
        batch=batch,
        optimizer=optimizer,
        dtype=dtype,
        engine=name,
        engine_reason=reason,
        source=runner.source,
        data_hash=data_hash(bound),
        stopped=trainer.stopped,
    )


def train(trainer: Trainer, steps: int, *, verbose: bool) -> None:
    """Run all steps, in slices of about the same time."""
    count = FIRST_SLICE
    try:
        with Progress(steps) as progress:
            while trainer.moment.step < steps and trainer.stopped is None:
                first, started = trainer.moment.step, time.perf_counter()
                trainer.advance(min(count, steps - first))
                spent = time.perf_counter() - started
                count = max(1, min(4 * count, round(count * SLICE_SECONDS / max(spent, 1e-9))))
                if verbose:
                    print_progress(trainer, first)
                progress.show(trainer.moment.step, trainer.note())
    except KeyboardInterrupt:
        done = counted(trainer.moment.step, "step")
        warnings.warn(f"Interrupted after {done}.", InterruptionWarning, stacklevel=4)
    if trainer.stopped is not None:
        warnings.warn(str(trainer.stopped), DivergenceWarning, stacklevel=4)


def print_progress(trainer: Trainer, first: int) -> None:
    """Print every hundredth of the steps from `first` to where the training stands."""
    for step in range(first + -first % EVERY, trainer.moment.step, EVERY):
        numbers = (f"{name} {values[step]:<12.6g}" for name, values in trainer.scalars.items())
        print(f"step {step:>6}  {' '.join(numbers)}".rstrip())


def empty_scalars(step: Step, steps: int, dtype: str) -> Arrays:
    try:
        return {name: np.empty(steps, dtype) for name in step.scalars()}
    except (MemoryError, OverflowError, ValueError):
        raise WhygradError(f"steps: {shown(steps)} are too many for the memory.") from None


def check_lengths(step: Step, lengths: Mapping[str, int]) -> None:
    """No quantity has more entries than an array can be expected to hold."""
    for name, indexes in step.indexes_of().items():
        if math.prod(lengths[index] for index in indexes) > LARGEST_ARRAY:
            sizes = " x ".join(f"{lengths[index]:,}" for index in indexes)
            raise WhygradError(
                f"{name}: {sizes} entries are too many; at most {LARGEST_ARRAY:,} are taken.\n"
                "Take shorter indexes or fewer samples."
            )


def check_count(name: str, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, numbers.Integral) or value < 1:
        raise WhygradError(f"{name}: expected a whole number of 1 or more, not {shown(value)}.")


def check_batch_size(batch: Any, samples: int) -> None:
    check_count("batch", batch)
    if batch > samples:
        raise WhygradError(f"batch: the data have {samples} samples; expected 1 to {samples}.")


def check_choice(name: str, value: Any, choices: tuple[str, ...]) -> None:
    if not isinstance(value, str) or value not in choices:
        advice = nearest(str(value), choices) or f"Expected {listing(choices, 'or')}."
        raise WhygradError(f"{name}: there is no `{value}`.\n{advice}")


def settings_of(
    step: Step, given: Mapping[str, float] | None, dtype: str = "float64"
) -> dict[str, float]:
    """The value of every setting of the text, those given taking the place of its own."""
    given = {} if given is None else given
    check_mapping("settings", given, '{"decay": 0.1}')
    values = {s.name: float(s.value.value) for s in step.settings if s.value is not None}
    for name in given:
        if name not in values:
            raise WhygradError(f"settings: there is no `{name}`.\n{advice_on(name, values)}")
    for name, value in {**values, **given}.items():
        values[name] = finite(f"settings: {name}", value, dtype)
    return values


def advice_on(name: Any, settings: Mapping[str, float]) -> str:
    """What to do about a setting that there is not."""
    if name == LEARNING_RATE:
        return "It is an argument: `fit(learning_rate=0.01)`, `--learning-rate 0.01`."
    known = f"Settings are {listing(settings)}." if settings else "The text has no setting."
    return nearest(str(name), settings) or known


def finite(name: str, value: Any, dtype: str = "float64") -> float:
    """A number that the type can hold."""
    try:
        if isinstance(value, bool | np.bool_ | str | bytes) or np.ndim(value):
            raise TypeError
        result = float(value)
    except (TypeError, ValueError):
        raise WhygradError(f"{name}: expected a number, not {shown(value)}.") from None
    except OverflowError:
        result = math.inf
    if not math.isfinite(result):
        raise WhygradError(f"{name}: expected a finite number, not {shown(value)}.")
    if abs(result) > float(np.finfo(dtype).max):
        raise WhygradError(f"{name}: {result:g} is too large for {dtype}.")
    return result


def rate_of(
    step: Step, given: float | None, settings: Mapping[str, float], dtype: str = "float64"
) -> float:
    """The learning rate: the one given, else the text's setting."""
    value = settings.get(LEARNING_RATE) if given is None else finite("learning_rate", given, dtype)
    if value is None:
        if not step.update:
            return 0.0
        raise WhygradError(
            "learning_rate: none is given.\n"
            "Pass one (`fit(learning_rate=0.01)`, `--learning-rate 0.01`), or write"
            " `learning_rate: setting = 0.01` into the text."
        )
    if value <= 0:
        raise WhygradError(f"learning_rate: expected a number above 0, not {value:g}.")
    return value
