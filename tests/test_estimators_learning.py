"""How the estimators learn, compared with scikit-learn's own networks and with NumPy."""

import warnings
from typing import Any

import numpy as np
import pytest
from benchmarks import accuracy
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris
from sklearn.metrics import accuracy_score, r2_score
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.preprocessing import scale

import whygrad as wg
from documents import ROOT

pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
X, Y = load_iris(return_X_y=True)
X = scale(X)
CANCER = load_breast_cancer(return_X_y=True)
CANCER = scale(CANCER[0])[:120], CANCER[1][:120]
DIABETES = load_diabetes(return_X_y=True)
DIABETES = scale(DIABETES[0])[:150], scale(DIABETES[1])[:150]
WHOLE = {"hidden_layer_sizes": (6, 4), "max_iter": 25, "random_state": 3, "batch_size": 150}
SGD = {"solver": "sgd", "learning_rate_init": 0.1}


def pair(ours, theirs, data, weights=None, **options):
    """Both fitted, with the same options."""
    options = WHOLE | {"batch_size": len(data[0])} | options
    return (
        ours(engine="numpy", **options).fit(*data, sample_weight=weights),
        theirs(**options).fit(*data, sample_weight=weights),
    )


def assert_same(ours, theirs, rtol: float) -> None:
    """The same losses in each epoch, the same weights at the end."""
    np.testing.assert_allclose(ours.loss_curve_, theirs.loss_curve_, rtol=rtol)
    for mine, his in zip(
        [*ours.coefs_, *ours.intercepts_], [*theirs.coefs_, *theirs.intercepts_], strict=True
    ):
        np.testing.assert_allclose(mine, his, rtol=100 * rtol, atol=rtol)


@pytest.mark.parametrize("activation", ["identity", "logistic", "tanh", "relu"])
@pytest.mark.parametrize("data", [(X, Y), CANCER], ids=["three classes", "two"])
def test_a_classifier_learns_as_scikit_learns_does(activation, data) -> None:
    """Where all samples are in each step, both take the same steps from the same start."""
    both = pair(wg.NetworkClassifier, MLPClassifier, data, activation=activation, alpha=0.3, **SGD)
    assert_same(*both, rtol=1e-9)
    np.testing.assert_allclose(
        both[0].predict_proba(data[0]), both[1].predict_proba(data[0]), rtol=1e-7
    )


@pytest.mark.parametrize("nesterov", [True, False])
@pytest.mark.parametrize("loss", ["squared_error", "poisson"])
def test_a_regressor_learns_as_scikit_learns_does(nesterov, loss) -> None:
    x, y = DIABETES
    y = np.round(np.exp(y)) if loss == "poisson" else y
    options = SGD | {"learning_rate_init": 0.01, "nesterovs_momentum": nesterov, "loss": loss}
    ours, theirs = pair(wg.NetworkRegressor, MLPRegressor, (x, y), momentum=0.8, **options)
    np.testing.assert_allclose(ours.predict(x), theirs.predict(x), rtol=1e-8, atol=1e-9)
    if loss == "squared_error":  # scikit-learn's Poisson loss has a constant more
        assert_same(ours, theirs, rtol=1e-9)


def test_adam_is_scikit_learns_but_for_its_tiny_number() -> None:
    """Which stands beside the corrected root here, as in the paper."""
    assert_same(*pair(wg.NetworkClassifier, MLPClassifier, (X, Y), epsilon=1e-14), rtol=1e-6)


def test_weights_of_samples_are_those_of_scikit_learn() -> None:
    weights = np.random.default_rng(0).uniform(0.1, 3, len(Y))
    weights[:5] = 0
    options = SGD | {"batch_size": "auto", "alpha": 0.5}
    both = pair(wg.NetworkClassifier, MLPClassifier, (X, Y), weights, **options)
    np.testing.assert_allclose(both[0].predict_proba(X), both[1].predict_proba(X), rtol=1e-7)


def test_weights_of_classes_are_weights_of_their_samples() -> None:
    weights = {0: 3.0, 1: 0.5, 2: 1.0}
    options = WHOLE | SGD | {"engine": "numpy", "batch_size": "auto"}
    ours = wg.NetworkClassifier(class_weight=weights, **options).fit(X, Y)
    samples = wg.NetworkClassifier(**options).fit(X, Y, sample_weight=[weights[c] for c in Y])
    assert ours.loss_curve_ == samples.loss_curve_
    few = np.r_[0:50, 50:55]
    plain, balanced = (
        wg.NetworkClassifier(class_weight=given, **options).fit(X[few], Y[few])
        for given in (None, "balanced")
    )
    chance = [model.predict_proba(X[50:100])[:, 1].mean() for model in (plain, balanced)]
    assert chance[1] > chance[0]


def test_a_sample_of_weight_zero_is_as_if_it_were_not_there() -> None:
    weights = np.where(np.arange(len(Y)) % 3 == 0, 0.0, 1.0)
    options = WHOLE | {"batch_size": 20, "engine": "numpy"}
    ours = wg.NetworkClassifier(**options).fit(X, Y, sample_weight=weights)
    without = wg.NetworkClassifier(**options).fit(X[weights > 0], Y[weights > 0])
    np.testing.assert_allclose(ours.loss_curve_, without.loss_curve_, rtol=1e-12)


@pytest.mark.parametrize("solver", ["adam", "sgd"])
def test_partial_fits_are_the_epochs_of_a_fit(solver) -> None:
    options = WHOLE | {"solver": solver, "engine": "numpy"}
    fitted = wg.NetworkClassifier(**options).fit(X, Y)
    model = wg.NetworkClassifier(**options)
    for _ in range(25):
        model.partial_fit(X, Y, classes=[0, 1, 2])
    np.testing.assert_allclose(model.loss_curve_, fitted.loss_curve_, rtol=1e-9)
    assert (model.n_iter_, model.t_) == (1, 25 * 150)
    fitted.partial_fit(X, Y)
    assert fitted.loss_curve_[-1] < fitted.loss_curve_[-2]


def test_a_partial_fit_knows_classes_that_come_later() -> None:
    model = wg.NetworkClassifier((5,), random_state=0, engine="numpy", learning_rate_init=0.01)
    model.partial_fit(X[Y < 2], Y[Y < 2], classes=[0, 1, 2])
    assert model.predict_proba(X).shape == (150, 3)
    for _ in range(80):
        model.partial_fit(X, Y)
    assert model.score(X, Y) > 0.9


def test_a_warm_start_goes_on_from_the_weights() -> None:
    model = wg.NetworkRegressor(
        hidden_layer_sizes=(5,), warm_start=True, max_iter=10, random_state=0, engine="numpy"
    )
    model.fit(*DIABETES)
    first = model.loss_curve_
    model.fit(*DIABETES)
    assert model.loss_curve_[:10] == first
    assert model.loss_curve_[10] < first[9]
    cold = wg.NetworkRegressor(
        hidden_layer_sizes=(5,), max_iter=10, random_state=0, engine="numpy"
    ).fit(*DIABETES)
    assert cold.fit(*DIABETES).loss_curve_ == first


@pytest.mark.parametrize("batch", [150, 40])
def test_a_learning_rate_that_falls_with_the_samples(batch) -> None:
    options = SGD | {"learning_rate": "invscaling", "power_t": 0.3}
    ours, theirs = pair(wg.NetworkClassifier, MLPClassifier, (X, Y), **options)
    assert_same(ours, theirs, rtol=1e-9)
    model = wg.NetworkClassifier(**WHOLE | options | {"batch_size": batch, "engine": "numpy"}).fit(
        X, Y
    )
    assert model.run_.record.states["rate"] == pytest.approx(0.1 / (1 + 24 * 150) ** 0.3)


def test_a_learning_rate_that_adapts_itself() -> None:
    options = SGD | {"learning_rate": "adaptive", "tol": 0.01, "n_iter_no_change": 2}
    ours, theirs = pair(wg.NetworkClassifier, MLPClassifier, (X, Y), max_iter=200, **options)
    assert_same(ours, theirs, rtol=1e-8)
    assert ours.n_iter_ == theirs.n_iter_ < 200
    assert ours.run_.record.states["rate"] == pytest.approx(
        theirs._optimizer.learning_rate * 5
    ) or (ours.run_.record.states["rate"] == pytest.approx(theirs._optimizer.learning_rate))


def test_a_short_last_step_counts_for_what_it_is() -> None:
    """150 samples in steps of 40: the loss of an epoch is the mean over its samples."""
    model = wg.NetworkClassifier(**WHOLE | {"batch_size": 40, "max_iter": 3}, engine="numpy")
    model.fit(X, Y)
    steps = model.run_.losses.reshape(3, 4)
    np.testing.assert_allclose(model.loss_curve_, steps @ [40, 40, 40, 30] / 150)


def test_training_ends_as_scikit_learns_does() -> None:
    options = {"tol": 1e-2, "n_iter_no_change": 4, "max_iter": 300, "learning_rate_init": 0.05}
    ours, theirs = pair(wg.NetworkRegressor, MLPRegressor, DIABETES, **options)
    assert ours.n_iter_ == theirs.n_iter_ < 300


def score_of(model: Any) -> float:
    """scikit-learn's score of a fitted network on the part that it was validated on."""
    held = model.run_.validation.data
    weights, found = held.get("sample_weights"), model.predict(held["inputs"])
    if not hasattr(model, "classes_"):
        return r2_score(held["target"], found, sample_weight=weights)
    return accuracy_score(model._labels.labels(held["target"]), found, sample_weight=weights)


WEIGHTS = np.random.default_rng(0).uniform(0.1, 2, 150)
SQUARES = "mean[i](sum[m]((output[i, m] - target[i, m])**2))"
MANY = np.column_stack([Y == 0, Y > 0, X[:, 0] > 6]).astype(int)
TWO = np.column_stack([DIABETES[1], DIABETES[1] ** 2 / 10]) / 100
SCORED = {
    "two classes": (wg.NetworkClassifier(), CANCER, None),
    "three classes": (wg.NetworkClassifier(), (X, Y), None),
    "weighted": (wg.NetworkClassifier(), (X, Y), WEIGHTS),
    "several labels": (wg.NetworkClassifier(), (X, MANY), None),
    "own loss": (wg.NetworkClassifier(loss=SQUARES), (X, Y), None),
    "other loss": (wg.NetworkClassifier(loss="huber"), CANCER, None),
    "numbers": (wg.NetworkRegressor(), (DIABETES[0], DIABETES[1] / 100), None),
    "quantiles": (wg.NetworkRegressor("quantile"), (DIABETES[0], DIABETES[1] / 100), None),
    "two numbers, weighted": (wg.NetworkRegressor(), (DIABETES[0], TWO), WEIGHTS),
}


@pytest.mark.parametrize("case", SCORED)
def test_early_stopping_keeps_the_best_score(case: str) -> None:
    model, data, weights = SCORED[case]
    model.set_params(
        hidden_layer_sizes=(8,), early_stopping=True, validation_fraction=0.3, random_state=0,
        max_iter=400, learning_rate_init=0.03, n_iter_no_change=5, tol=0.01, engine="numpy",
    )  # fmt: skip
    model.fit(*data, sample_weight=weights)
    scores = model.validation_scores_
    best = int(np.argmax(scores))
    assert model.n_iter_ == len(scores) == len(model.loss_curve_)
    assert model.run_.steps == (best + 1) * -(-(len(data[0]) - 0.3 * len(data[0])) // 200)
    assert model.best_validation_score_ == scores[best] == pytest.approx(score_of(model))
    assert model.best_loss_ is None
    waited, end, before = 0, 1, scores[0]  # as scikit-learn counts
    while waited <= 5:
        waited = waited + 1 if scores[end] < before + 0.01 else 0
        before = max(before, scores[end])
        end += 1
    assert end == model.n_iter_ < 400


def test_the_validation_part_has_equal_shares_of_the_classes() -> None:
    model = wg.NetworkClassifier(
        early_stopping=True, validation_fraction=0.3, max_iter=1, random_state=0
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it ends at once
        held = model.fit(*CANCER).run_.validation.data
    assert len(held["inputs"]) == 36
    assert held["target"].mean() == pytest.approx(CANCER[1].mean(), abs=0.02)


def test_dropout_is_in_the_equations_and_not_in_a_prediction() -> None:
    model = wg.NetworkClassifier(**WHOLE | {"dropout": [0.5, 0.0]}, engine="numpy").fit(X, Y)
    assert "mask1[i, j1]:" in str(model.model_).replace("    ", "")
    assert np.array_equal(model.predict_proba(X), model.predict_proba(X))


def test_an_own_activation_and_an_own_loss() -> None:
    """A formula that says what a name says gives the same fit."""
    options = WHOLE | {"engine": "numpy"}
    named = wg.NetworkRegressor("squared_error", activation="silu", **options).fit(*DIABETES)
    own = wg.NetworkRegressor(
        "mean[i](sum[m]((output[i, m] - target[i, m])**2) / 2)",
        activation="z * sigmoid(z)",
        **options,
    ).fit(*DIABETES)
    np.testing.assert_allclose(own.predict(DIABETES[0]), named.predict(DIABETES[0]), rtol=1e-9)


def test_a_quantile_is_exceeded_as_often_as_it_says() -> None:
    x, y = DIABETES
    shares = []
    for quantile in (0.1, 0.9):
        model = wg.NetworkRegressor(
            "quantile", (), settings={"quantile": quantile}, max_iter=400,
            learning_rate_init=0.05, random_state=0, engine="numpy",
        )  # fmt: skip
        shares.append((y <= model.fit(x, y).predict(x)).mean())
    assert shares == pytest.approx([0.1, 0.9], abs=0.05)


def test_lbfgs_reaches_scikit_learns_minimum() -> None:
    options = {"solver": "lbfgs", "max_iter": 400, "activation": "tanh", "alpha": 20.0}
    x, y = DIABETES
    options |= {"hidden_layer_sizes": (2,), "random_state": 0}
    ours = wg.NetworkRegressor(**options).fit(x, y)
    theirs = MLPRegressor(tol=1e-8, **options).fit(x, y)
    assert ours.loss_ == pytest.approx(theirs.loss_, rel=1e-4)
    assert r2_score(theirs.predict(x), ours.predict(x)) > 0.999
    assert not hasattr(ours, "partial_fit")


@pytest.mark.parametrize(
    ("limits", "ends"),
    [({}, None), ({"tol": 0.01}, None), ({"max_fun": 20}, "max_fun=20 evaluations of the loss"),
     ({"max_iter": 7}, "max_iter=7 iterations")],
)  # fmt: skip
def test_lbfgs_ends_where_scikit_learns_does(limits: dict, ends: str | None) -> None:
    x, y = load_iris(return_X_y=True)
    x = scale(x)
    options = {"solver": "lbfgs", "activation": "tanh", "random_state": 3, **limits}
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        ours = wg.NetworkClassifier((5,), **options).fit(x, y)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = MLPClassifier((5,), **options).fit(x, y)
    assert ours.n_iter_ == theirs.n_iter_
    assert ours.loss_ == pytest.approx(theirs.loss_, rel=1e-3)
    np.testing.assert_allclose(ours.coefs_[0], theirs.coefs_[0], atol=1e-3)
    assert [str(each.message) for each in told] == (
        [] if ends is None else
        [f"The fit ended after {ends}, before its loss had settled (tol=0.0001).\n"
         f"Raise {ends.split('=')[0]}, or scale the data."]
    )  # fmt: skip


def test_a_network_without_hidden_layers_and_one_for_two_outputs() -> None:
    x, y = DIABETES
    both = np.stack([y, 2 * y], axis=1)
    model = wg.NetworkRegressor(hidden_layer_sizes=(), solver="lbfgs", alpha=0, tol=1e-8).fit(
        x, both
    )
    wanted = np.linalg.lstsq(np.c_[x, np.ones(len(x))], both)[0]
    np.testing.assert_allclose(model.coefs_[0], wanted[:-1], rtol=1e-3, atol=1e-3)
    assert model.predict(x).shape == (150, 2)


@pytest.mark.parametrize(
    ("differences", "level"), [([0.01, -0.01, 0], True), ([-0.03, -0.02, -0.025], False)]
)
def test_the_accuracy_command_tells_who_is_below(differences, level, monkeypatch) -> None:
    pairs = iter([(0.9 + difference, 0.9) for difference in differences])
    contest = accuracy.Contest("iris", "Classifier", {"max_iter": 5})
    monkeypatch.setattr(accuracy, "SEEDS", 3)
    monkeypatch.setattr(accuracy.Contest, "scores", lambda self, seed: next(pairs))
    line, found = accuracy.row(contest)
    mean, error = np.mean(differences), np.std(differences, ddof=1) / np.sqrt(3)
    assert found is level
    assert line == (
        f"| iris | `max_iter=5` | {0.9 + mean:.4f} | 0.9000 | {mean:+.4f} | {error:.4f} |\n"
    )


def test_the_page_has_a_row_for_each_data_set() -> None:
    page = (ROOT / "docs" / "estimators.md").read_text(encoding="utf-8")
    rows = accuracy.TABLE.search(page)[0].splitlines()[2:]
    assert [row.split(" | ")[:2] for row in rows] == [
        [f"| {contest.name.replace('_', ' ')}", contest.network] for contest in accuracy.CONTESTS
    ]
    means, errors = ([float(row.split("|")[n]) for row in rows] for n in (5, 6))
    assert all(m >= -min(3 * e, 0.02) for m, e in zip(means, errors, strict=True))


def test_both_networks_of_the_accuracy_command_are_trained() -> None:
    settings = {"hidden_layer_sizes": (4,), "max_iter": 60, "learning_rate_init": 0.02}
    ours, theirs = accuracy.Contest("iris", "Classifier", settings).scores(0)
    assert ours == pytest.approx(theirs, abs=0.03)


@pytest.mark.parametrize("patience", [1, 4, 10])
@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_looks_that_are_spared_change_nothing(engine: str, patience: int, capsys) -> None:
    """With `verbose` a fit looks at each epoch, else only where it may end."""
    options = WHOLE | {"batch_size": 40, "max_iter": 200, "n_iter_no_change": patience, "tol": 2e-3}
    seldom, always = (
        wg.NetworkClassifier(engine=engine, verbose=verbose, **options).fit(X, Y)
        for verbose in (False, True)
    )
    assert len(capsys.readouterr().out.splitlines()) == always.n_iter_
    assert 2 < seldom.n_iter_ == always.n_iter_ < 200
    assert seldom.loss_curve_ == always.loss_curve_
    for one, other in zip(seldom.coefs_, always.coefs_, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("batch", [20, 200])
@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_some_columns_of_a_table_are_not_copied(engine: str, batch: int) -> None:
    """Where each step takes rows; with all samples in a step it has them in order."""
    table = np.column_stack([X, Y])
    options = WHOLE | {"batch_size": batch, "max_iter": 3, "engine": engine}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a batch that is all samples
        lies = wg.NetworkClassifier(**options).fit(table[:, :4], Y)
        copied = wg.NetworkClassifier(**options).fit(X.copy(), Y)
    held = lies.run_.record.data.arrays["inputs"]
    assert np.shares_memory(held, table) == (batch == 20)
    assert lies.run_.record.data_hash == copied.run_.record.data_hash
    for one, other in zip(lies.coefs_, copied.coefs_, strict=True):
        np.testing.assert_array_equal(one, other)
