"""The classifier: a network that gives the probability of each class."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from sklearn.base import ClassifierMixin
from sklearn.utils.class_weight import compute_sample_weight
from sklearn.utils.metaestimators import available_if

from whygrad.estimators.base import Network, is_stochastic
from whygrad.estimators.equations import OF_CLASSES, OF_LABELS, TARGET, Output
from whygrad.estimators.parameters import MOST_EVALUATIONS, check_class_weight, loss_of
from whygrad.estimators.targets import Labels, is_multilabel
from whygrad.estimators.training import Arrays
from whygrad.language.messages import WhygradError
from whygrad.training.history import Column
from whygrad.training.tables.selection import Columns

LOG_LOSS = "log_loss"
LOSSES = {
    LOG_LOSS: LOG_LOSS,  # that of two classes or that of more
    "squared_error": "squared",
    "absolute_error": "absolute",
    "huber": "huber",
}


class NetworkClassifier(ClassifierMixin, Network):  # type: ignore[misc]
    """A network for classes, with scikit-learn's `MLPClassifier`'s parameters and more.

    loss          `log_loss`, which is the cross-entropy; `squared_error`, `absolute_error` or
                  `huber`, of the probabilities; or a formula of `output[i, m]`, which is one,
                  and `target[i, m]`, 0 or 1
    activation    of the hidden layers: `identity`, `logistic`, `tanh`, `relu`, another function
                  of the language, or a formula of `z`
    class_weight  classes with their weights, or `balanced`: the rarer, the more
    dropout       the share of hidden units that a step leaves out; one, or one for each layer
    settings      values for settings of the loss, {"delta": 2}, or of formulas of one's own
    engine        `auto`, `numpy` or `compiled`

    After `fit`, `model_` is the model and `run_` the run, which can be asked why.
    """

    def __init__(
        self,
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
        loss: str = LOG_LOSS,
        class_weight: Any = None,
        dropout: Any = 0.0,
        settings: Any = None,
        engine: str = "auto",
    ):
        self._take(locals())

    def predict(self, X: Any) -> np.ndarray:
        """The likeliest class of each sample; with several labels, [sample, label] of 0 and 1."""
        found = self._predicted(X)
        return self._labels.labels(found)

    def predict_proba(self, X: Any) -> np.ndarray:
        """Probabilities [sample, class], in the order of `classes_`."""
        found = self._predicted(X)
        if self._labels.is_multilabel or found.shape[1] > 1:
            return found
        return np.hstack([1 - found, found])

    def predict_log_proba(self, X: Any) -> np.ndarray:
        """The logarithms of the probabilities; of a probability of 0 minus infinity."""
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(self.predict_proba(X)))

    @available_if(is_stochastic)  # type: ignore[untyped-decorator]
    def partial_fit(self, X: Any, y: Any, sample_weight: Any = None, classes: Any = None) -> Self:
        """Train one epoch on these data, from where the last training ended.

        classes  all that there are; the first call needs them, for later calls they stay
        """
        if isinstance(self.class_weight, str) and self.class_weight == "balanced":
            raise WhygradError(
                "class_weight: `balanced` needs to see all data.\n"
                "For partial_fit give the weights themselves: class_weight={0: 1.0, 1: 2.5}, say."
            )
        if not hasattr(self, "run_"):
            self._know(y if is_multilabel(y) else classes)
        return self._go_on(X, y, sample_weight)

    def _know(self, y: Any) -> None:
        if y is None:
            raise WhygradError(
                "classes: the first partial_fit needs to know them.\n"
                "Pass all that there are: partial_fit(X, y, classes=[...])."
            )
        self._labels = Labels(y)
        self.classes_ = self._labels.classes

    def _target(self, y: np.ndarray) -> np.ndarray:
        return self._labels.columns(y)

    def _weights(self, X: np.ndarray, y: np.ndarray, sample_weight: Any) -> np.ndarray | None:
        """Those of the samples, times those of their classes."""
        weights = super()._weights(X, y, sample_weight)
        check_class_weight(self.class_weight, self.classes_.tolist())
        if self.class_weight is None:
            return weights
        of_class = compute_sample_weight(self.class_weight, y).astype(X.dtype)
        return np.asarray(of_class if weights is None else weights * of_class)

    def _strata(self, data: Arrays) -> np.ndarray | None:
        target = data[TARGET]
        return None if self._labels.is_multilabel else target.argmax(axis=1) + target[:, 0]

    def _columns(self) -> Columns:
        if not self._labels.is_exclusive:
            return super()._columns()
        names = tuple(map(str, self.classes_))
        return {**super()._columns(), TARGET: (Column("class", names),)}

    def _output(self) -> Output:
        exclusive = self._labels.is_exclusive
        name = loss_of(self.loss, LOSSES)
        if name == LOG_LOSS:
            name = "cross_entropy" if exclusive else "binary_cross_entropy"
        if exclusive:
            return Output(name, "softmax", OF_CLASSES)
        return Output(name, "sigmoid", OF_LABELS)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_label = True
        return tags
