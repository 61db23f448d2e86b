"""Training: a written program run in slices, so that progress, Ctrl-C and divergence are seen."""

from __future__ import annotations

import time
import warnings
from dataclasses import replace
from typing import Any

from whygrad.engines.selection import Engine
from whygrad.language.equations import Step
from whygrad.language.messages import WhygradError, counted
from whygrad.training.arguments import check_count, check_looks, check_patience, every_of
from whygrad.training.beginning import begin
from whygrad.training.checkpoints import Checkpoint, checkpoint_of
from whygrad.training.history import History
from whygrad.training.optimizers.lbfgs import Lbfgs
from whygrad.training.optimizers.updates import LBFGS
from whygrad.training.progress import Progress
from whygrad.training.replay import data_of, runner_of, samples_of, threads_of
from whygrad.training.trainer import trainer_of
from whygrad.training.watching import Callback, Watch

FIRST_SLICE = 16  # steps
SLICE_SECONDS = 0.05
SAMPLE_SECONDS = 1e-6  # of a slice with batches: some times what it takes to shuffle a sample
LONGEST_SLICE = 2**16  # steps; a slice has a history of its own, which must stay small
EVERY = 100  # steps between two printed lines


class DivergenceWarning(UserWarning):
    """A training ran into numbers that are not finite; the run so far was returned."""


class InterruptionWarning(UserWarning):
    """A training was interrupted from the keyboard; the run so far was returned."""


def fit(
    step: Step,
    data: Any,
    *,
    steps: int,
    every: int | None = None,
    callback: Callback | None = None,
    checkpoint: Any = None,
    checkpoint_every: int | None = None,
    verbose: bool = False,
    **options: Any,
) -> History:
    """Train a whole step (forward, backward, update), on all samples or on a batch a step.

    `options` are those of `begin`. `callback` gets the run so far.
    """
    file = checkpoint_of(checkpoint, checkpoint_every)
    validation = options.get("validation")
    check_watching(every, callback, validation)
    if options.get("optimizer") == LBFGS:
        check_in_one_piece(validation=validation, callback=callback, checkpoint=file)
    history, engine = begin(step, data, steps=steps, every=every, **options)
    return proceed(history, engine, steps, every, callback, file, verbose)


def resume(
    history: History,
    *,
    steps: int | None = None,
    patience: int | None = None,
    every: int | None = None,
    callback: Callback | None = None,
    checkpoint: Any = None,
    checkpoint_every: int | None = None,
    verbose: bool = False,
) -> History:
    """Go on with a run, up to `steps` steps in all: the same bits as without a pause.

    A run that has all its steps comes back as it is. Raises `WhygradError`.
    """
    goal = history.goal if steps is None else steps
    check_count("steps", goal)
    if goal < history.steps:
        raise WhygradError(
            f"steps: the run has {counted(history.steps, 'step')} already, more than {goal}."
        )
    file = checkpoint_of(checkpoint, checkpoint_every, is_resumed=True)
    validation = history.validation
    check_patience(patience, validation)
    if validation is not None:
        if every not in (None, validation.every):
            raise WhygradError(f"every: the run is validated every {validation.every} steps.")
        every = validation.every
        validation = replace(validation, patience=patience or validation.patience)
    check_watching(every, callback, validation)
    if history.optimizer == LBFGS:
        check_in_one_piece(callback=callback, checkpoint=file)
    history = replace(history, validation=validation, stopped=None, measured=None)
    data_of(history)
    return proceed(history, runner_of(history), goal, every, callback, file, verbose)


def check_watching(every: Any, callback: Any, validation: Any) -> None:
    if callback is not None and not callable(callback):
        raise WhygradError("callback: expected a function that takes the run so far.")
    if every is not None and callback is None and validation is None:
        raise WhygradError(
            "every: it says when to validate and when to call.\n"
            "Pass `validation=0.2` (`--validation 0.2`), or a `callback`."
        )


def check_in_one_piece(**given: Any) -> None:
    """L-BFGS is SciPy's, which does not pause."""
    for name, value in given.items():
        if value is not None:
            raise WhygradError(
                f"{name}: L-BFGS runs in one piece, with nothing between its steps.\n"
                "Leave it out, or take another optimiser, such as `adam`."
            )


def proceed(
    history: History,
    engine: Engine,
    steps: int,
    every: int | None,
    callback: Callback | None,
    checkpoint: Checkpoint | None,
    verbose: bool,
) -> History:
    """The run with more steps, up to `steps` in all."""
    if history.validation is not None:
        every = history.validation.every
    pause = every_of(every, steps, samples_of(history), history.batch)
    if callback is not None:
        check_looks(pause, steps)
    trainer = trainer_of(history, engine, steps)
    watch = Watch(history, trainer, steps, pause, callback, checkpoint)
    if isinstance(engine, Lbfgs):
        minimise(watch, engine, verbose=verbose)
    else:
        with threads_of(history):
            train(watch, verbose=verbose)
    result = watch.result()
    if checkpoint is not None:
        checkpoint.write(result)
    warn_of(result, trainer.moment.step)
    return result


def train(watch: Watch, *, verbose: bool) -> None:
    """Run all steps, in slices of about the same time, with a look where one is due."""
    trainer = watch.trainer
    count, seconds = first_slice(watch.began)
    try:
        with Progress(watch.goal) as progress:
            while trainer.moment.step < watch.goal and watch.ending is None:
                first, started = trainer.moment.step, time.perf_counter()
                stop = watch.next_stop(first)
                trainer.advance(min(count, stop - first))
                spent = time.perf_counter() - started
                fitting = round((trainer.moment.step - first) * seconds / max(spent, 1e-9))
                count = max(1, min(4 * count, fitting, LONGEST_SLICE))
                watch.look()
                if verbose:
                    print_progress(watch, first)
                progress.show(trainer.moment.step, watch.note)
            watch.ending = watch.ending or "finished"
    except KeyboardInterrupt:
        watch.ending = "interrupted"


def first_slice(history: History) -> tuple[int, float]:
    """The steps of the first slice, and how long each should take.

    With batches a slice may begin by shuffling all samples, which it should be worth.
    """
    shuffled = 0 if history.batch is None else samples_of(history)
    return max(FIRST_SLICE, shuffled // 512), max(SLICE_SECONDS, SAMPLE_SECONDS * shuffled)


def minimise(watch: Watch, engine: Lbfgs, *, verbose: bool) -> None:
    """Run L-BFGS in one piece; it ends earlier where nothing is left to gain."""
    trainer = watch.trainer
    first = trainer.moment.step
    moment, scalars = trainer.run(watch.goal - first)
    moment.step = first + len(scalars[trainer.step.loss])
    ended = "converged" if engine.is_converged else "finished"
    watch.ending = "interrupted" if engine.is_interrupted else ended
    if not trainer.keep(moment, scalars):
        trainer.stopped, watch.ending = trainer.first_fault(), "diverged"
    if verbose:
        print_progress(watch, first)


def warn_of(history: History, done: int) -> None:
    """Tell why a training ended before its last step, if it was neither asked for nor wanted."""
    if history.ending == "interrupted":
        message = f"Interrupted after {counted(done, 'step')}."
        warnings.warn(message, InterruptionWarning, stacklevel=5)
    if history.stopped is not None:
        warnings.warn(str(history.stopped), DivergenceWarning, stacklevel=5)


def print_progress(watch: Watch, first: int) -> None:
    """Print every hundredth of the steps from `first` to where the training stands."""
    trainer = watch.trainer
    for step in range(first + -first % EVERY, trainer.moment.step, EVERY):
        values = {name: array[step] for name, array in trainer.scalars.items()}
        values |= watch.values_at(step)
        numbers = (f"{name} {value:<12.6g}" for name, value in values.items())
        print(f"step {step:>6}  {' '.join(numbers)}".rstrip())
