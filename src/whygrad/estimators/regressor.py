"""The regressor: a network that gives numbers."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from sklearn.base import RegressorMixin
from sklearn.utils.metaestimators import available_if

from whygrad.estimators.base import Network, is_stochastic
from whygrad.estimators.equations import Output
from whygrad.estimators.parameters import MOST_EVALUATIONS, loss_of
from whygrad.language.messages import WhygradError
from whygrad.training.data import shown

LOSSES = {
    "squared_error": "half_squared",
    "absolute_error": "absolute",
    "huber": "huber",
    "quantile": "quantile",
    "poisson": "poisson",
}


class NetworkRegressor(RegressorMixin, Network):  # type: ignore[misc]
    """A network for numbers, with scikit-learn's `MLPRegressor`'s parameters and more.

    loss        `squared_error`, `absolute_error`, `huber`, `quantile`, `poisson`, or a formula
                of `output[i, m]` and `target[i, m]`
    activation  of the hidden layers: `identity`, `logistic`, `tanh`, `relu`, another function
                of the language, or a formula of `z`
    dropout     the share of hidden units that a step leaves out; one, or one for each layer
    settings    values for settings of the loss, {"delta": 2}, or of formulas of one's own
    engine      `auto`, `numpy` or `compiled`

    After `fit`, `model_` is the model and `run_` the run, which can be asked why.
    """

    def __init__(
        self,
        loss: str = "squared_error",
        hidden_layer_sizes: Any = (100,),
        activation: Any = "relu",
        *,
        solver: str = "adam",
        alpha: float = 0.0001,
        batch_size: int | str = "auto",
        learning_rate: str = "constant",
        learning_rate_init: float = 0.001,
        power_t: float = 0.5,
        max_iter: int = 200,
        shuffle: bool = True,
        random_state: Any = None,
        tol: float = 1e-4,
        verbose: bool = False,
        warm_start: bool = False,
        momentum: float = 0.9,
        nesterovs_momentum: bool = True,
        early_stopping: bool = False,
        validation_fraction: float = 0.1,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-8,
        n_iter_no_change: int = 10,
        max_fun: int = MOST_EVALUATIONS,
        dropout: Any = 0.0,
        settings: Any = None,
        engine: str = "auto",
    ):
        self._take(locals())

    def predict(self, X: Any) -> np.ndarray:
        """The numbers for X [sample, feature]: [sample], or [sample, output]."""
        found = self._predicted(X)
        return found[:, 0] if found.shape[1] == 1 else found

    @available_if(is_stochastic)  # type: ignore[untyped-decorator]
    def partial_fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Train one epoch on these data, from where the last training ended."""
        return self._go_on(X, y, sample_weight)

    def _target(self, y: np.ndarray) -> np.ndarray:
        if self.loss == "poisson" and (y < 0).any():
            row = int(np.argwhere(y < 0)[0][0])
            raise WhygradError(
                f"y: the Poisson loss is for numbers of 0 or more; row {row}, counted from 0, has"
                f" {shown(np.ravel(y[row]).min())}."
            )
        return y.reshape(len(y), -1)

    def _output(self) -> Output:
        loss = loss_of(self.loss, LOSSES)
        return Output(loss, "exp" if loss == "poisson" else "identity")
