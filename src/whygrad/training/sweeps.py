"""Sweeps: one model trained with every combination of some settings, on all cores."""

from __future__ import annotations

import math
import os
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Set
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from whygrad.engines.selection import ENGINES, Engine, choose_engine
from whygrad.language.equations import LEARNING_RATE, Step
from whygrad.language.expressions import names_read
from whygrad.language.messages import WhygradError
from whygrad.language.sizes import index_lengths
from whygrad.training.data import bind, shown
from whygrad.training.fitting import (
    DTYPES,
    FIRST_SLICE,
    SLICE_SECONDS,
    InterruptionWarning,
    Moment,
    Trainer,
    check_batch_size,
    check_choice,
    check_count,
    check_lengths,
    finite,
    rate_of,
    settings_of,
)
from whygrad.training.history import Arrays, frozen
from whygrad.training.initializers import (
    LARGEST_ARRAY,
    check_mapping,
    check_seed,
    starting_values,
)
from whygrad.training.progress import Progress
from whygrad.writers.batches import check_batch

SEED = "seed"
MOST_RUNS = 10_000_000
COLUMNS = ("run", SEED, "first_loss", "final_loss", "state", "diverged_at")  # of the table
STARTS_KEPT = 256  # runs with the same start follow each other, so that few are needed at once
GLANCE = 0.1  # seconds between two looks at what the threads have done
NEVER = -1  # instead of a step, where a run did not diverge


@dataclass(kw_only=True)
class Trials:
    """All runs of a sweep as data.

    axes          the values of everything that was swept, by name, in the order of the grid
    arguments     what `fit` took for all runs alike
    losses        the loss in the last step; inf where the run diverged, NaN where it was not run
    first_losses  the loss before training; NaN where it was not run
    diverged_at   the step in which the run left the finite numbers; -1 where it did not
    parameters    after training, by name; of a run that diverged, the last finite ones

    Every array has the grid's shape in front: one axis for each name in `axes`.
    """

    step: Step
    data: Arrays
    axes: Arrays
    arguments: dict[str, Any]
    losses: np.ndarray
    first_losses: np.ndarray
    diverged_at: np.ndarray
    parameters: Arrays
    engine: str
    engine_reason: str
    source: str

    def __post_init__(self) -> None:
        for array in (self.losses, self.first_losses, self.diverged_at):
            array.setflags(write=False)
        self.axes, self.parameters = frozen(self.axes), frozen(self.parameters)

    @property
    def shape(self) -> tuple[int, ...]:
        """The grid's shape: how many values each swept name has."""
        return self.losses.shape

    @property
    def diverged(self) -> np.ndarray:
        return np.asarray(self.diverged_at != NEVER)

    @property
    def done(self) -> np.ndarray:
        """Whether the run was made: it ended, or it diverged."""
        return np.asarray(~np.isnan(self.losses))

    @property
    def best(self) -> tuple[int, ...] | None:
        """Where the grid has the lowest finite final loss, the first of several."""
        if not np.isfinite(self.losses).any():
            return None
        place = np.argmin(np.where(np.isfinite(self.losses), self.losses, np.inf))
        return tuple(int(p) for p in np.unravel_index(place, self.shape))

    def choice(self, place: tuple[int, ...]) -> dict[str, Any]:
        """The swept values of one run, by name."""
        values = (axis[p].item() for axis, p in zip(self.axes.values(), place, strict=True))
        return dict(zip(self.axes, values, strict=True))


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
            data=self.data,
            settings=values,
            learning_rate=rate,
            seed=seed,
            moment=Moment(0, parameters, states),
            batch=self.batch,
            scalars={},
        )


@dataclass
class Results:
    """What the runs end with, by the number of the run."""

    losses: np.ndarray
    first_losses: np.ndarray
    diverged_at: np.ndarray
    parameters: Arrays
    done: int = 0

    def put(self, number: int, trial: Trial) -> None:
        """The final loss comes last: a run without one counts as not made."""
        moment = trial.trainer.moment
        for name, value in moment.parameters.items():
            self.parameters[name][number] = value
        self.first_losses[number] = trial.first_loss
        self.diverged_at[number] = moment.step if trial.has_diverged else NEVER
        self.losses[number] = np.inf if trial.has_diverged else trial.loss
        self.done += 1


@dataclass
class Trial:
    """One run on its way; it keeps no history."""

    trainer: Trainer
    first_loss: float = math.nan
    loss: float = math.nan
    has_diverged: bool = False

    def advance(self, steps: int) -> None:
        """Run a slice; where it leaves the finite numbers, only the steps before that."""
        moment, scalars = self.trainer.run(steps)
        losses = scalars[self.trainer.step.loss]
        if self.trainer.moment.step == 0:
            self.first_loss = losses[0]
        if np.isfinite(losses).all() and moment.is_finite():
            self.trainer.moment, self.loss = moment, losses[-1]
            return
        self.has_diverged = True
        faults = np.flatnonzero(~np.isfinite(losses))
        self.settle(int(faults[0]) if len(faults) else steps - 1)

    def settle(self, most: int) -> None:
        """Go to the last finite moment, at most so many steps ahead.

        As a rule it is there, or one step before; else it is searched by halves, for what has
        become no finite number stays none.
        """
        start, least, attempts = self.trainer.moment, 0, 0
        found = start
        while least < most:
            tried = most if attempts < 2 else (least + most + 1) // 2
            self.trainer.moment = start
            moment, scalars = self.trainer.run(tried)
            if np.isfinite(scalars[self.trainer.step.loss]).all() and moment.is_finite():
                least, found = tried, moment
            else:
                most = tried - 1
            attempts += 1
        self.trainer.moment = found


def sweep(
    step: Step,
    data: Any,
    *,
    steps: int,
    learning_rate: Any = None,
    seed: Any = 1,
    initial: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
    batch: int | None = None,
    optimizer: str = "gradient_descent",
    engine: str = "auto",
    dtype: str = "float64",
) -> Trials:
    """Train a whole step with every combination of the values in lists."""
    check_count("steps", steps)
    check_choice("engine", engine, ENGINES)
    check_choice("dtype", dtype, DTYPES)
    given = given_values(step, learning_rate, seed, settings)
    plan = plan_of(step, data, given, steps, initial, batch, engine, dtype)
    results = empty_results(plan)
    workers = 1 if plan.engine_name == "numpy" else min(cores(), plan.runs)
    run_all(plan, results, workers)
    arguments = {"steps": steps, "initial": initial, "batch": batch, "optimizer": optimizer}
    arguments |= {"engine": plan.engine_name, "dtype": dtype}
    fixed = {name: value for name, value in given.items() if name not in plan.axes}
    return trials_of(plan, results, {**arguments, **fixed_arguments(fixed)}, way_of(workers))


def plan_of(
    step: Step,
    data: Any,
    given: Mapping[str, Any],
    steps: int,
    initial: Mapping[str, Any] | None,
    batch: int | None,
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
    runner, name, reason = choose_engine(engine, step, lengths, dtype, steps * runs, batch)
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
        dtype=dtype,
        steps=steps,
        engine=runner,
        engine_name=name,
        engine_reason=reason,
    )


def trials_of(plan: Plan, results: Results, arguments: dict[str, Any], way: str) -> Trials:
    """The results in the shape of the grid."""
    shape = plan.shape
    return Trials(
        step=plan.step,
        data=plan.data,
        axes=plan.axes,
        arguments=arguments,
        losses=results.losses.reshape(shape),
        first_losses=results.first_losses.reshape(shape),
        diverged_at=results.diverged_at.reshape(shape),
        parameters={
            name: values.reshape(*shape, *values.shape[1:])
            for name, values in results.parameters.items()
        },
        engine=plan.engine_name,
        engine_reason=f"{plan.engine_reason}; {way}",
        source=plan.engine.source,
    )


def way_of(workers: int) -> str:
    """How the runs were spread."""
    return f"runs on {workers} cores at once" if workers > 1 else "one run after another"


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# ---- what is swept


def given_values(
    step: Step, learning_rate: Any, seed: Any, settings: Mapping[str, Any] | None
) -> dict[str, Any]:
    """All that was given by name, lists and single values, in the order of the grid."""
    settings = {} if settings is None else settings
    check_mapping("settings", settings, '{"decay": [0.01, 0.1]}')
    if LEARNING_RATE in settings and learning_rate is not None:
        raise WhygradError(
            "learning_rate: given twice, as an argument and in `settings`.\nGive it once."
        )
    for name in settings:
        if name in COLUMNS:
            raise WhygradError(
                f"settings: a sweep uses the name `{name}` itself.\nGive that setting another name."
            )
    first = settings
    if LEARNING_RATE not in settings or is_declared(step, LEARNING_RATE):
        first = {n: value for n, value in settings.items() if n != LEARNING_RATE}
        learning_rate = settings.get(LEARNING_RATE, learning_rate)
    settings_of(step, dict.fromkeys(first, 0.0))  # unknown names
    rate = {} if learning_rate is None else {LEARNING_RATE: learning_rate}
    return {**rate, SEED: seed, **first}


def is_declared(step: Step, name: str) -> bool:
    return any(setting.name == name for setting in step.settings)


def axes_of(given: Mapping[str, Any], dtype: str) -> Arrays:
    """The values of whatever was given as a list."""
    lists = {name: values for name, values in given.items() if is_list(values)}
    if not lists:
        raise WhygradError(
            "There is nothing to sweep: every value is a single one.\n"
            "Give a list, as in `learning_rate=[0.001, 0.01, 0.1]`."
        )
    for name, values in lists.items():
        if not len(values):
            raise WhygradError(f"{argument(name)}: the list is empty.\nGive at least one value.")
    check_runs([len(values) for values in lists.values()])
    return {name: axis(name, list(values), dtype) for name, values in lists.items()}


def is_list(value: Any) -> bool:
    """Whether it has values in an order: a list, a tuple, a range, an array, a column."""
    if isinstance(value, str | bytes | Mapping | Set):
        return False
    if isinstance(value, np.ndarray | np.generic):
        return value.ndim > 0
    return hasattr(value, "__len__") and hasattr(value, "__iter__")


def argument(name: str) -> str:
    """How a message calls what was given."""
    return name if name in (LEARNING_RATE, SEED) else f"settings: {name}"


def check_runs(lengths: list[int]) -> None:
    runs = math.prod(lengths)
    if runs > MOST_RUNS:
        factors = " x ".join(f"{length:,}" for length in lengths)
        product = f"{factors} = {runs:,}" if len(lengths) > 1 else factors
        raise WhygradError(
            f"{product} runs are too many; a sweep takes at most {MOST_RUNS:,}.\n"
            "Take shorter lists."
        )


def axis(name: str, values: list[Any], dtype: str) -> np.ndarray:
    """The values of one list, checked one by one."""
    checked: dict[float, None] = {}
    for position, value in enumerate(values):
        place = f"{argument(name)}[{position}]"
        number = checked_seed(place, value) if name == SEED else finite(place, value, dtype)
        if name == LEARNING_RATE and number <= 0:
            raise WhygradError(f"{place}: expected a number above 0, not {number:g}.")
        if number in checked:
            raise WhygradError(f"{place}: {shown(value)} is in the list already.\nGive it once.")
        checked[number] = None
    return np.array(list(checked), np.int64 if name == SEED else np.float64)


def checked_seed(place: str, value: Any) -> int:
    try:
        check_seed(value)
    except WhygradError as error:
        raise WhygradError(str(error).replace(SEED, place, 1)) from None
    return int(value)


def fixed_arguments(fixed: Mapping[str, Any]) -> dict[str, Any]:
    """Values by name as arguments of `fit`."""
    own = {name: fixed[name] for name in (LEARNING_RATE, SEED) if name in fixed}
    return {**own, "settings": {name: v for name, v in fixed.items() if name not in own}}


# ---- the runs


def empty_results(plan: Plan) -> Results:
    """Room for what every run ends with."""
    shapes = {
        d.name: tuple(plan.lengths[index] for index in d.indexes) for d in plan.step.parameters
    }
    count = sum(math.prod(shape) for shape in shapes.values())
    if plan.runs * count > LARGEST_ARRAY:
        raise WhygradError(
            f"{plan.runs:,} runs that train {count:,} numbers each are too many; a sweep keeps"
            f" at most {LARGEST_ARRAY:,} numbers.\nTake shorter lists."
        )
    try:
        return Results(
            np.full(plan.runs, np.nan, plan.dtype),
            np.full(plan.runs, np.nan, plan.dtype),
            np.full(plan.runs, NEVER),
            {n: np.full((plan.runs, *shape), np.nan, plan.dtype) for n, shape in shapes.items()},
        )
    except MemoryError:
        raise WhygradError(f"{plan.runs:,} runs are too many for the memory.") from None


def run_all(plan: Plan, results: Results, workers: int) -> None:
    """Make every run; Ctrl-C ends it early, with a warning."""
    crew = Crew(plan, results)
    try:
        with Progress(plan.runs, "run") as progress:
            if workers == 1:
                crew.work(lambda: progress.show(results.done))
            else:
                crew.work_in_threads(workers, lambda: progress.show(results.done))
    except KeyboardInterrupt:
        done = np.count_nonzero(~np.isnan(results.losses))
        message = f"Interrupted after {done:,} of {plan.runs:,} runs."
        warnings.warn(message, InterruptionWarning, stacklevel=4)


class Crew:
    """Workers that take one run after another from the same list."""

    def __init__(self, plan: Plan, results: Results):
        self.plan, self.results = plan, results
        self.numbers: Iterator[int] = iter(plan.order())
        self.lock = threading.Lock()
        self.halt = threading.Event()

    def next_run(self) -> int | None:
        """The number of a run that nobody has taken yet."""
        with self.lock:
            return None if self.halt.is_set() else next(self.numbers, None)

    def work(self, show: Callable[[], None] = lambda: None) -> None:
        """Make runs until there are none left."""
        pace = Pace()
        while (number := self.next_run()) is not None:
            trial = Trial(self.plan.trainer(number))
            if not self.finish(trial, pace):
                return
            with self.lock:
                self.results.put(number, trial)
            show()

    def finish(self, trial: Trial, pace: Pace) -> bool:
        """All steps of one run, in slices; False where it was cut short."""
        left = self.plan.steps
        while left and not trial.has_diverged:
            if self.halt.is_set():
                return False
            pace.advance(trial, min(left, pace.count))
            left = self.plan.steps - trial.trainer.moment.step
        return True

    def work_in_threads(self, workers: int, show: Callable[[], None]) -> None:
        """Let several work at once: compiled code does not hold the interpreter's lock."""
        self.plan.trainer(0).run(1)  # compiles, once for all
        with ThreadPoolExecutor(workers) as pool:
            try:
                waiting = {pool.submit(self.work) for _ in range(workers)}
                while waiting:
                    done, waiting = wait(waiting, GLANCE, FIRST_EXCEPTION)
                    for future in done:
                        future.result()
                    show()
            finally:
                self.halt.set()  # after an error or Ctrl-C the others stop too


@dataclass
class Pace:
    """How many steps a slice has, so that each takes about the same time."""

    count: int = FIRST_SLICE

    def advance(self, trial: Trial, steps: int) -> None:
        started = time.perf_counter()
        trial.advance(steps)
        spent = max(time.perf_counter() - started, 1e-9)
        self.count = max(1, min(4 * self.count, round(steps * SLICE_SECONDS / spent)))
