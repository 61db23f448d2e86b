"""What an estimator says of input that it cannot use, word for word."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
import scipy.sparse
from sklearn.datasets import load_iris

import whygrad as wg

X, Y = load_iris(return_X_y=True)
OPTIONS = {"max_iter": 2, "engine": "numpy", "random_state": 0}
WHOLE = "expected a whole number of 1 or more, not"

PARAMETERS = [
    ({"hidden_layer_sizes": (5, 0)}, "hidden_layer_sizes: expected the units of each hidden layer,"
     " as in (100,), not (5, 0)."),
    ({"hidden_layer_sizes": "5"}, "hidden_layer_sizes: expected the units of each hidden layer,"
     " as in (100,), not '5'."),
    ({"activation": "rellu"}, "activation: there is no `rellu`.\nDid you mean `relu`?"),
    ({"solver": "adaam"}, "solver: there is no `adaam`.\nDid you mean `adam`?"),
    ({"solver": None}, "solver: there is no `None`.\nExpected `adam`, `sgd` or `lbfgs`."),
    ({"learning_rate": "constnat"}, "learning_rate: there is no `constnat`.\n"
     "Did you mean `constant`?"),
    ({"engine": "gpu"}, "engine: there is no `gpu`.\nExpected `auto`, `numpy` or `compiled`."),
    ({"alpha": -1}, "alpha: expected a number of 0 or more, not -1."),
    ({"alpha": float("nan")}, "alpha: expected a number of 0 or more, not nan."),
    ({"learning_rate_init": 0}, "learning_rate_init: expected a number above 0, not 0."),
    ({"batch_size": 0}, 'batch_size: expected a whole number of 1 or more, or "auto", not 0.'),
    ({"max_iter": 2.5}, f"max_iter: {WHOLE} 2.5."),
    ({"n_iter_no_change": 0}, f"n_iter_no_change: {WHOLE[:-5]}, or infinity, not 0."),
    ({"momentum": 2}, "momentum: expected a number from 0 to 1, not 2."),
    ({"beta_1": 1}, "beta_1: expected a number from 0 to below 1, not 1."),
    ({"shuffle": "no"}, "shuffle: expected True or False, not 'no'."),
    ({"dropout": 1}, "dropout: expected a number from 0 to below 1, not 1."),
    ({"dropout": [0.1, 0.2]}, "dropout: 2 values for 1 hidden layer.\n"
     "Give one for all, or a list of one for each hidden layer."),
    ({"settings": {"delat": 2}, "loss": "huber"}, "settings: nothing reads `delat`.\n"
     "Did you mean `delta`?"),
    ({"settings": {"quantile": 0.9}}, "settings: nothing reads `quantile`.\n"
     "Leave it out, or write a formula that does."),
    ({"loss": "hubber"}, "loss: there is no `hubber`.\nDid you mean `huber`?"),
    ({"max_fun": 0}, f"max_fun: {WHOLE} 0."),
    ({"random_state": -1}, "random_state: expected a whole number from 0 to 4294967295, a"
     " RandomState or None, not -1."),
]  # fmt: skip


def message_of(estimator, *data, method: str = "fit", **options) -> str:
    with pytest.raises(wg.WhygradError) as found:
        getattr(estimator, method)(*data, **options)
    return str(found.value)


@pytest.mark.parametrize(("given", "message"), PARAMETERS)
def test_a_parameter_that_cannot_be_used(given, message) -> None:
    for make in (wg.NetworkClassifier, wg.NetworkRegressor):
        assert message_of(make(**OPTIONS | given), X, Y) == message


def test_the_losses_that_there_are() -> None:
    assert message_of(wg.NetworkClassifier(loss="poisson"), X, Y) == (
        "loss: there is no `poisson`.\n"
        "Expected `log_loss`, `squared_error`, `absolute_error` or `huber`."
    )
    assert message_of(wg.NetworkRegressor(loss="mse"), X, Y) == (
        "loss: there is no `mse`.\n"
        "Expected `squared_error`, `absolute_error`, `huber`, `quantile` or `poisson`."
    )


def test_a_loss_of_ones_own_that_does_not_read_the_weights() -> None:
    loss = "mean[i](sum[m]((output[i, m] - target[i, m])**2))"
    weights = np.arange(1, 151)
    assert message_of(wg.NetworkRegressor(loss), X, Y, sample_weight=weights) == (
        f"sample_weight: the loss `{loss}` does not read it.\n"
        "Write `sample_weights[i]` into it:"
        " `sum[i](sample_weights[i] * (...)) / sum[i](sample_weights[i])`."
    )


def test_one_class_only() -> None:
    assert message_of(wg.NetworkClassifier(), X, np.repeat("a", 150)) == (
        "y: there is only one class, 'a'.\nA classifier needs samples of two classes or more."
    )


def test_a_class_that_a_partial_fit_does_not_know() -> None:
    model = wg.NetworkClassifier(**OPTIONS)
    assert message_of(model, X, Y, method="partial_fit") == (
        "classes: the first partial_fit needs to know them.\n"
        "Pass all that there are: partial_fit(X, y, classes=[...])."
    )
    assert message_of(model, X, Y, method="partial_fit", classes=[0, 1]) == (
        "y: 2 is none of the classes that are known: 0, 1.\n"
        "Name all classes in the first partial_fit(X, y, classes=...), or fit anew."
    )


def test_a_partial_fit_without_what_it_needs() -> None:
    model = wg.NetworkClassifier(class_weight="balanced")
    assert message_of(model, X, Y, method="partial_fit", classes=[0, 1, 2]) == (
        "class_weight: `balanced` needs to see all data.\n"
        "For partial_fit give the weights themselves: class_weight={0: 1.0, 1: 2.5}, say."
    )
    model = wg.NetworkClassifier(early_stopping=True)
    assert message_of(model, X, Y, method="partial_fit", classes=[0, 1, 2]) == (
        "early_stopping: partial_fit trains one epoch. Leave it out."
    )
    with pytest.raises(AttributeError, match="has no attribute 'partial_fit'"):
        wg.NetworkRegressor(solver="lbfgs").partial_fit(X, Y)


def test_weights_of_samples() -> None:
    model, weights = wg.NetworkRegressor(**OPTIONS), np.ones(150)
    assert message_of(model, X, Y, sample_weight=weights[1:]) == (
        "sample_weight: expected one number for each of the 150 samples, not (149,)."
    )
    weights[7] = -2
    assert message_of(model, X, Y, sample_weight=weights) == (
        "sample_weight[7]: expected 0 or more, not -2.0."
    )
    assert message_of(model, X, Y, sample_weight=np.zeros(150)) == (
        "sample_weight: all are zero, so no sample has a say."
    )


def test_weights_of_samples_that_are_no_numbers() -> None:
    assert message_of(wg.NetworkRegressor(**OPTIONS), X, Y, sample_weight=["a"] * 150) == (
        "sample_weight: expected a number for each sample, not 'a'."
    )


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        (
            "balance",
            "class_weight: expected classes with their weights, as in {0: 1, 1: 2.5}, or"
            " \"balanced\", not 'balance'.\nDid you mean `balanced`?",
        ),
        ({7: 1}, "class_weight: there is no class 7.\nClasses are `0`, `1` and `2`."),
        ({0: -1}, "class_weight[0]: expected a number of 0 or more, not -1."),
        ({0: "a"}, "class_weight[0]: expected a number of 0 or more, not 'a'."),
    ],
)
def test_weights_of_classes(weights: Any, message: str) -> None:
    assert message_of(wg.NetworkClassifier(class_weight=weights, **OPTIONS), X, Y) == message


def test_a_missing_value_is_named() -> None:
    frame = pd.DataFrame(X, columns=list("abcd"))
    frame.loc[7, "c"] = np.nan
    advice = "Fill them in first: make_pipeline(SimpleImputer(), ...), say."
    assert message_of(wg.NetworkClassifier(**OPTIONS), frame, Y) == (
        f"X: row 7 of column `c`, counted from 0, is NaN, a missing value.\n{advice}"
    )
    sparse = scipy.sparse.csr_array(frame.to_numpy())
    assert message_of(wg.NetworkClassifier(**OPTIONS), sparse, Y) == (
        f"X: row 7 of column 2, counted from 0, is NaN, a missing value.\n{advice}"
    )


def test_counts_for_the_poisson_loss() -> None:
    counts = np.ones(150)
    counts[3] = -2
    assert message_of(wg.NetworkRegressor("poisson", **OPTIONS), X, counts) == (
        "y: the Poisson loss is for numbers of 0 or more; row 3, counted from 0, has -2.0."
    )


def test_a_part_to_validate_on_that_cannot_be() -> None:
    model = wg.NetworkClassifier(**OPTIONS, early_stopping=True)
    assert message_of(model, X[:4], [0, 0, 0, 1]) == (
        "early_stopping: a class with one sample cannot be in both parts.\n"
        "Take two samples of each class at least, or leave early_stopping out."
    )
    few = "samples are too few to validate on.\nTake a larger share, or more samples."
    assert message_of(model, X[:4], [0, 0, 1, 1]) == f"validation_fraction: 0.1 of 4 {few}"
    model.set_params(validation_fraction=0)
    assert message_of(model, X, Y) == f"validation_fraction: 0 of 150 {few}"


def test_a_fit_that_goes_on_has_the_layers_that_it_had() -> None:
    model = wg.NetworkClassifier(**OPTIONS).partial_fit(X, Y, classes=[0, 1, 2])
    model.set_params(hidden_layer_sizes=(7, 2))
    assert message_of(model, X, Y, method="partial_fit") == (
        "hidden_layer_sizes: the fit goes on from layers of [4, 100, 3] units, not [4, 7, 2, 3].\n"
        "Keep their sizes, or begin anew: a fit with warm_start=False."
    )


def test_categories_among_the_numbers() -> None:
    rows = [[1, "red"], [2, "blue"]]
    assert message_of(wg.NetworkRegressor(), rows, [1, 2]) == (
        "X: 'red' is no number.\nEncode categories first: make_pipeline(OneHotEncoder(), ...), say."
    )


def test_sparse_data_that_are_too_large_to_be_made_dense() -> None:
    huge = scipy.sparse.csr_array((2, 10**9))
    assert message_of(wg.NetworkRegressor(), huge, [1, 2]) == (
        "X: sparse data of shape (2, 1000000000) are too large to be made dense:"
        " at most 134,217,728 entries are.\n"
        "Take fewer features first: make_pipeline(TruncatedSVD(100), ...), say."
    )


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (np.where(X > 7, np.inf, X), Y, "Input X contains infinity"),
        (X[:0], Y[:0], "Found array with 0 sample"),
        (X, Y[:9], r"inconsistent numbers of samples: \[150, 9\]"),
        (X[:, 0], Y, "Expected 2D array, got 1D array instead"),
        (X, np.where(Y == 1, np.nan, Y), "Input y contains NaN"),
    ],
)
def test_what_scikit_learn_says_itself(x, y, words) -> None:
    for model in (wg.NetworkClassifier(), wg.NetworkRegressor()):
        with pytest.raises(ValueError, match=words):
            model.fit(x, y)


def test_a_training_that_diverges() -> None:
    model = wg.NetworkRegressor(**OPTIONS | {"max_iter": 50}, solver="sgd", learning_rate_init=1e6)
    assert message_of(model, X, Y) == (
        f"{model.run_.stopped}"
    )  # fmt: skip
    assert str(model.run_.stopped).startswith("Training diverged in step ")
    assert model.run_.steps == model.run_.stopped.step
