"""One fit: the estimator's parameters and data become a model and a run of it."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from numbers import Integral
from typing import Any

import numpy as np
from sklearn.model_selection import train_test_split
from sklearn.utils import check_random_state

from whygrad.estimators.epochs import LARGEST_BATCH, Epoch, Patience
from whygrad.estimators.equations import INPUTS, TARGET, WEIGHTS, Output, equations_of, model_of
from whygrad.estimators.parameters import LBFGS, unit_counts
from whygrad.estimators.progress import Progress
from whygrad.estimators.rules import rule_of
from whygrad.language.expressions import names_read
from whygrad.language.messages import WhygradError, counted, nearest
from whygrad.model import Model
from whygrad.run import Run
from whygrad.training.data import shown
from whygrad.training.fitting import DivergenceWarning
from whygrad.training.initializers import LARGEST_SEED
from whygrad.training.tables.selection import Columns, TableData

Arrays = dict[str, np.ndarray]


@dataclass(frozen=True)
class Task:
    """What is to be trained on what.

    parameters  the estimator's
    data        by their names in the equations
    output      what the network is to give
    strata      [sample], what a validation part has in equal shares; None: anything
    initial     parameters, and states where a training goes on; what is not there is drawn
    columns     the names of features and classes, by the names of their data
    goes_on     whether it is one epoch more of a training
    """

    parameters: Mapping[str, Any]
    data: Arrays
    output: Output
    strata: np.ndarray | None
    initial: Arrays
    columns: Columns
    goes_on: bool = False

    @property
    def epochs(self) -> int:
        return 1 if self.goes_on else int(self.parameters["max_iter"])

    @property
    def is_lbfgs(self) -> bool:
        return bool(self.parameters["solver"] == LBFGS)


@dataclass(frozen=True)
class Outcome:
    """What came of it.

    `losses` has the loss of each epoch, `scores` the score on the validation part, if there is
    one; `is_settled` says that no more was to be gained.
    """

    model: Model
    run: Run
    epoch: Epoch
    losses: list[float]
    scores: list[float]
    is_settled: bool


def train(task: Task) -> Outcome:
    """Raises `WhygradError` where a parameter cannot be used."""
    seed = seed_of(task.parameters["random_state"])
    data, held = parts(task, seed)
    epoch = epoch_of(task, len(data[INPUTS]))
    model = model_for(task, data, epoch)
    optimizer, settings = rule_of(task.parameters, epoch, goes_on=task.goes_on)
    score = None if held is None else task.output.score_name
    progress = Progress(epoch, patience_of(task), bool(task.parameters["verbose"]), score)
    watched: dict[str, Any] = {} if task.is_lbfgs else {"callback": progress, "every": epoch.steps}
    if held is not None:  # the end is the callback's affair, the best epoch the run's
        watched |= {"validation": held, "patience": task.epochs, "best": f"highest {score}"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DivergenceWarning)  # the estimator raises it
        run = model.fit(
            TableData(data, task.columns),
            steps=task.epochs * epoch.steps,
            learning_rate=None if task.is_lbfgs else float(task.parameters["learning_rate_init"]),
            seed=seed,
            initial=task.initial,
            settings=settings,
            batch=None if epoch.is_whole else epoch.batch,
            shuffle=bool(task.parameters["shuffle"]),
            optimizer=optimizer,
            engine=task.parameters["engine"],
            dtype=data[INPUTS].dtype.name,
            **watched,
        )
    if held is None:  # interrupted, perhaps, after epochs without a call
        progress.take(run.losses)
    losses = iteration_losses(run) if task.is_lbfgs else progress.losses
    is_settled = run.ending == "converged" if task.is_lbfgs else len(losses) < task.epochs
    return Outcome(model, run, epoch, losses, progress.scores, is_settled)


def iteration_losses(run: Run) -> list[float]:
    """The loss after each iteration."""
    last = run.at(run.steps)[run.record.step.loss]
    return [*run.losses.tolist()[1:], float(last)][: run.steps]


def seed_of(random_state: Any) -> int:
    """A whole number is the seed itself; a `RandomState`, or none, draws one."""
    try:
        random = check_random_state(random_state)
    except ValueError:
        raise WhygradError(
            f"random_state: expected a whole number from 0 to {LARGEST_SEED}, a RandomState or"
            f" None, not {shown(random_state)}."
        ) from None
    if isinstance(random_state, Integral):
        return int(random_state)
    return int(random.randint(LARGEST_SEED, dtype=np.uint32))


def parts(task: Task, seed: int) -> tuple[Arrays, Arrays | None]:
    """The data to train on, and those to validate on where `early_stopping` asks for them."""
    if task.is_lbfgs or not task.parameters["early_stopping"]:
        return task.data, None
    share, samples = task.parameters["validation_fraction"], len(task.data[INPUTS])
    is_rare = task.strata is not None and np.unique(task.strata, return_counts=True)[1].min() < 2
    if is_rare:
        raise WhygradError(
            "early_stopping: a class with one sample cannot be in both parts.\n"
            "Take two samples of each class at least, or leave early_stopping out."
        )
    try:
        split = train_test_split(
            *task.data.values(), random_state=seed, test_size=share, stratify=task.strata
        )
        held = dict(zip(task.data, split[1::2], strict=True))
    except ValueError:
        held = {INPUTS: np.empty(0)}
    if len(held[INPUTS]) < 2:
        raise WhygradError(
            f"validation_fraction: {share:g} of {counted(samples, 'sample')} are too few to"
            " validate on.\nTake a larger share, or more samples."
        )
    return dict(zip(task.data, split[::2], strict=True)), held


def epoch_of(task: Task, samples: int) -> Epoch:
    """So many samples a step, as `batch_size` says; L-BFGS takes all."""
    asked = task.parameters["batch_size"]
    if task.is_lbfgs:
        return Epoch(samples, samples)
    if asked != "auto" and asked > samples:
        warnings.warn(
            f"batch_size={asked} is more than the {samples} samples: all are taken.", stacklevel=5
        )
    return Epoch(samples, min(LARGEST_BATCH if asked == "auto" else int(asked), samples))


def model_for(task: Task, data: Arrays, epoch: Epoch) -> Model:
    """The model for the widths of the data."""
    weights = data.get(WEIGHTS)
    mean = 1.0 if weights is None else float(weights.mean())
    inputs, outputs = data[INPUTS].shape[1], data[TARGET].shape[1]
    units = [inputs, *unit_counts(task.parameters["hidden_layer_sizes"]), outputs]
    check_start(task.initial, units)
    text = equations_of(
        task.parameters,
        units,
        task.output,
        penalty=float(task.parameters["alpha"]) / (2 * epoch.batch * mean),
        is_weighted=weights is not None,
    )
    model = model_of(text)
    check_settings(task.parameters["settings"], model)
    return model


def check_start(initial: Arrays, units: list[int]) -> None:
    """A fit that goes on has the layers that it had."""
    shapes = [value.shape for name, value in initial.items() if name.startswith("weights")]
    if shapes and shapes != list(pairwise(units)):
        before = [shapes[0][0], *(outer for _, outer in shapes)]
        raise WhygradError(
            f"hidden_layer_sizes: the fit goes on from layers of {before} units, not {units}.\n"
            "Keep their sizes, or begin anew: a fit with warm_start=False."
        )


def check_settings(settings: Mapping[str, float] | None, model: Model) -> None:
    """Each is read by an equation."""
    read = {name for e in model.forward for name in names_read(e.expression)}
    known = [setting.name for setting in model.step.settings if setting.name in read]
    for name in settings or {}:
        if name not in known:
            advice = nearest(name, known) or "Leave it out, or write a formula that does."
            raise WhygradError(f"settings: nothing reads `{name}`.\n{advice}")


def patience_of(task: Task) -> Patience | None:
    """When the loss of training ends a fit, or the score of validation."""
    parameters = task.parameters
    if task.is_lbfgs or task.goes_on:
        return None
    adapts = parameters["solver"] == "sgd" and parameters["learning_rate"] == "adaptive"
    adapts = adapts and not parameters["early_stopping"]
    rate = float(parameters["learning_rate_init"]) if adapts else None
    return Patience(parameters["tol"], parameters["n_iter_no_change"], rate)
