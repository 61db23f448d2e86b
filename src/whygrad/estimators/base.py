"""What both estimators have in common: a fit is a training of the equations of a network."""

from __future__ import annotations

import warnings
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils.validation import check_is_fitted

from whygrad.estimators.data import bound, inputs_and_targets, inputs_of, weights_of
from whygrad.estimators.equations import INPUTS, LOGISTIC, SIGMOID, Output
from whygrad.estimators.parameters import LBFGS, check_parameters
from whygrad.estimators.training import Arrays, Outcome, Task, train
from whygrad.language.messages import WhygradError
from whygrad.model import Model
from whygrad.run import Run
from whygrad.training.files.records import MOST_EMBEDDED
from whygrad.training.history import Column
from whygrad.training.tables.selection import Columns


def is_stochastic(estimator: Network) -> bool:
    """Whether it learns from some data at a time; else there is no partial_fit."""
    if estimator.solver == LBFGS:
        raise AttributeError("partial_fit: L-BFGS takes all data at once. Take `adam` or `sgd`.")
    return True


def light(run: Run) -> Run:
    """The run without data of more than a megabyte."""
    data = run.record.data
    if data is None or data.nbytes <= MOST_EMBEDDED:
        return run
    validation = run.record.validation
    held = None if validation is None else replace(validation, data=None)
    return Run(replace(run.record, data=None, validation=held))


class Network(BaseEstimator, ABC):  # type: ignore[misc]
    """A network whose `fit` makes a model, `model_`, and trains it, `run_`."""

    model_: Model
    run_: Run
    loss_curve_: list[float]

    def _take(self, given: Mapping[str, Any]) -> None:
        """Keep the arguments of `__init__` as they are; `fit` is what checks them."""
        self.__dict__.update({name: value for name, value in given.items() if name != "self"})

    @abstractmethod
    def _target(self, y: np.ndarray) -> np.ndarray:
        """The columns [sample, output] that the outputs are to have."""

    @abstractmethod
    def _output(self) -> Output:
        """What the network is to give, once the data are known."""

    def _know(self, y: np.ndarray) -> None:
        """Learn from y what holds for all later data: the classes."""

    def _weights(self, X: np.ndarray, y: np.ndarray, sample_weight: Any) -> np.ndarray | None:
        return weights_of(sample_weight, X)

    def _strata(self, data: Arrays) -> np.ndarray | None:
        """What a validation part has in equal shares."""
        return None

    def _columns(self) -> Columns:
        """The names of the features, where there are any, so that explanations give them."""
        names = getattr(self, "feature_names_in_", ())
        return {INPUTS: tuple(map(Column, names))} if len(names) else {}

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Train on X [sample, feature] and y [sample] or [sample, output].

        sample_weight  [sample]: how much each has to say; all the same if None

        It computes in the type of X: float32 in float32, all else in float64.
        Raises `WhygradError` (a ValueError) on what cannot be used, and where the training
        leaves the finite numbers; `run_` is then the run up to there.
        """
        check_parameters(self.get_params(deep=False))
        goes_on = self.warm_start and hasattr(self, "run_")
        X, y = inputs_and_targets(self, X, y, reset=not goes_on)
        if not goes_on:
            self._know(y)
        data = bound(X, self._target(y), self._weights(X, y, sample_weight))
        initial = dict(self.run_.parameters) if goes_on else {}
        outcome = self._train(data, initial, is_new=not goes_on)
        if not outcome.is_settled:
            warnings.warn(self._unsettled(), ConvergenceWarning, stacklevel=2)
        return self

    def _unsettled(self) -> str:
        """What ended a fit that had more to gain."""
        limit, what = "max_iter", "iterations" if self.solver == LBFGS else "epochs"
        if self.solver == LBFGS and self.n_iter_ < self.max_iter:
            limit, what = "max_fun", "evaluations of the loss"
        return (
            f"The fit ended after {limit}={getattr(self, limit)} {what}, before its loss had"
            f" settled (tol={self.tol:g}).\nRaise {limit}, or scale the data."
        )

    def _go_on(self, X: Any, y: Any, sample_weight: Any) -> Self:
        """One epoch on these data, from where the last training ended, its states too."""
        check_parameters(self.get_params(deep=False))
        if self.early_stopping:
            raise WhygradError("early_stopping: partial_fit trains one epoch. Leave it out.")
        goes_on = hasattr(self, "run_")
        X, y = inputs_and_targets(self, X, y, reset=not goes_on)
        data = bound(X, self._target(y), self._weights(X, y, sample_weight))
        initial = {**self.run_.parameters, **self.run_.record.states} if goes_on else {}
        self._train(data, initial, is_new=not goes_on, is_partial=True)
        return self

    def _train(
        self, data: Arrays, initial: Arrays, *, is_new: bool, is_partial: bool = False
    ) -> Outcome:
        parameters = self.get_params(deep=False)
        task = Task(
            parameters,
            data,
            self._output(),
            self._strata(data) if self.early_stopping else None,
            initial,
            self._columns(),
            is_partial,
        )
        outcome = train(task)
        self.model_, self.run_ = outcome.model, outcome.run
        if outcome.run.stopped is not None:
            raise WhygradError(str(outcome.run.stopped))
        if is_new:
            self.t_, self.loss_curve_ = 0, []
        self._keep(outcome)
        return outcome

    def _keep(self, outcome: Outcome) -> None:
        """What scikit-learn's network has, too."""
        self.n_iter_ = len(outcome.losses)
        self.t_ += self.n_iter_ * outcome.epoch.samples
        self.loss_curve_ = [*self.loss_curve_, *outcome.losses]
        self.loss_ = next(reversed(self.loss_curve_), None)  # none where Ctrl-C came first
        is_validated = outcome.run.validation is not None
        self.best_loss_ = None if is_validated else min(self.loss_curve_, default=None)
        self.validation_scores_ = outcome.scores if is_validated else None
        self.best_validation_score_ = max(outcome.scores, default=None)
        self.n_layers_ = len(self.coefs_) + 1
        self.n_outputs_ = self.coefs_[-1].shape[1]
        activation = self._output().activation
        self.out_activation_ = LOGISTIC if activation == SIGMOID else activation

    @property
    def coefs_(self) -> list[np.ndarray]:
        """The weights of each layer: [unit before, unit]. They cannot be changed."""
        return self._layers("weights")

    @property
    def intercepts_(self) -> list[np.ndarray]:
        """The biases of each layer: [unit]. They cannot be changed."""
        return self._layers("biases")

    def _layers(self, kind: str) -> list[np.ndarray]:
        return [value for name, value in self.run_.parameters.items() if name.startswith(kind)]

    def _predicted(self, X: Any) -> np.ndarray:
        """What the network gives: [sample, output]."""
        check_is_fitted(self, "run_")
        return self.run_.predict({INPUTS: inputs_of(self, X, reset=False)})

    def __getstate__(self) -> dict[str, Any]:
        """For a copy in a file: without the data of the run where they are large, as in a
        model file."""
        state = dict(super().__getstate__())
        if "run_" in state:
            state["run_"] = light(state["run_"])
        return state

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags
