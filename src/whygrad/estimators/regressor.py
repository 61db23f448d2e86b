"""The regressor: a network that gives numbers."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from sklearn.base import RegressorMixin
from sklearn.utils.metaestimators import available_if

from whygrad.estimators.base import Network, is_stochastic
from whygrad.estimators.equations import Output
from whygrad.estimators.parameters import MOST_EVALUATIONS, loss_of

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
        self.loss = loss
        self.hidden_layer_sizes = hidden_layer_sizes
        self.activation = activation
        self.solver = solver
        self.alpha = alpha
        self.batch_size = batch_size
        self.learning_rate = learning_rate
        self.learning_rate_init = learning_rate_init
        self.power_t = power_t
        self.max_iter = max_iter
        self.shuffle = shuffle
        self.random_state = random_state
        self.tol = tol
        self.verbose = verbose
        self.warm_start = warm_start
        self.momentum = momentum
        self.nesterovs_momentum = nesterovs_momentum
        self.early_stopping = early_stopping
        self.validation_fraction = validation_fraction
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon
        self.n_iter_no_change = n_iter_no_change
        self.max_fun = max_fun
        self.dropout = dropout
        self.settings = settings
        self.engine = engine

    def predict(self, X: Any) -> np.ndarray:
        """The numbers for X [sample, feature]: [sample], or [sample, output]."""
        found = self._predicted(X)
        return found[:, 0] if found.shape[1] == 1 else found

    @available_if(is_stochastic)  # type: ignore[untyped-decorator]
    def partial_fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Train one epoch on these data, from where the last training ended."""
        return self._go_on(X, y, sample_weight)

    def _target(self, y: np.ndarray) -> np.ndarray:
        return y.reshape(len(y), -1)

    def _output(self) -> Output:
        loss = loss_of(self.loss, LOSSES)
        return Output(loss, "exp" if loss == "poisson" else "identity")
