"""scikit-learn's contract: all its checks, and what people do with an estimator."""

import copy
import pickle
import subprocess
import sys
import warnings
from unittest import SkipTest

import numpy as np
import pandas as pd
import pytest
import scipy.sparse
import sklearn
from sklearn.base import clone
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_iris, load_wine, make_multilabel_classification
from sklearn.exceptions import ConvergenceWarning, NotFittedError
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler, label_binarize, scale
from sklearn.utils import estimator_html_repr
from sklearn.utils.estimator_checks import estimator_checks_generator

import whygrad as wg
from whygrad.estimators.targets import Labels

pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
ESTIMATORS = (
    wg.NetworkClassifier(max_iter=30),
    wg.NetworkRegressor(max_iter=30),
)
NOT_ASKED = {  # and why scikit-learn itself leaves them out
    "check_array_api_input": "SCIPY_ARRAY_API is not set",
    "check_classifiers_multilabel_output_format_decision_function": "does not have",
}
X, Y = load_iris(return_X_y=True)
SMALL = {"hidden_layer_sizes": (5,), "max_iter": 20, "random_state": 0, "engine": "numpy"}


def name_of(check) -> str:
    return getattr(check, "func", check).__name__


CHECKS = [
    pytest.param(estimator, check, id=f"{estimator!r}-{name_of(check)}")
    for one in ESTIMATORS
    for estimator, check in estimator_checks_generator(one)
]


@pytest.mark.parametrize(("estimator", "check"), CHECKS)
def test_scikit_learn_checks(estimator, check) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as scikit-learn runs them
        if name_of(check) not in NOT_ASKED:
            check(estimator)
            return
        with pytest.raises(SkipTest, match=NOT_ASKED[name_of(check)]):
            check(estimator)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(wg.NetworkClassifier(), MLPClassifier()), (wg.NetworkRegressor(), MLPRegressor())],
)
def test_the_parameters_are_those_of_scikit_learns_networks(ours, theirs) -> None:
    wanted, found = theirs.get_params(), ours.get_params()
    assert {name: found[name] for name in wanted} == wanted
    assert set(found) - set(wanted) <= {"loss", "class_weight", "dropout", "settings", "engine"}


def test_what_scikit_learns_network_has_after_a_fit_is_there() -> None:
    for ours, theirs in (
        (wg.NetworkClassifier(**SMALL), MLPClassifier((5,), max_iter=20, random_state=0)),
        (wg.NetworkRegressor(**SMALL), MLPRegressor("squared_error", (5,), max_iter=20)),
    ):
        ours.fit(X, Y), theirs.fit(X, Y)
        public = [name for name in vars(theirs) if name.endswith("_") and name[0] != "_"]
        assert len(public) > 10
        for name in public:
            mine, his = getattr(ours, name), getattr(theirs, name)
            assert type(mine) is type(his) or np.ndim(mine) == np.ndim(his), name
        assert [c.shape for c in ours.coefs_] == [c.shape for c in theirs.coefs_]
        assert [c.shape for c in ours.intercepts_] == [c.shape for c in theirs.intercepts_]


def test_a_pipeline_a_grid_search_and_a_cross_validation() -> None:
    pipeline = make_pipeline(StandardScaler(), wg.NetworkClassifier(**SMALL | {"max_iter": 60}))
    grid = {
        "networkclassifier__alpha": [1e-4, 1e-1],
        "networkclassifier__learning_rate_init": [0.1, 1e-5],
    }
    search = GridSearchCV(pipeline, grid, cv=3).fit(X, Y)
    assert search.best_params_["networkclassifier__learning_rate_init"] == 0.1
    assert search.best_score_ > 0.9
    assert cross_val_score(search.best_estimator_, X, Y, cv=3).min() > 0.9


def test_names_of_columns_are_known_and_compared() -> None:
    table = pd.DataFrame(X, columns=["a", "b", "c", "d"])
    model = wg.NetworkClassifier(**SMALL).fit(table, Y)
    assert model.feature_names_in_.tolist() == ["a", "b", "c", "d"]
    assert model.n_features_in_ == 4
    with pytest.raises(ValueError, match="feature names should match"):
        model.predict(table.rename(columns={"a": "z"}))
    with pytest.raises(ValueError, match=r"X has 3 features.* expecting 4 features"):
        wg.NetworkClassifier(**SMALL).fit(X, Y).predict(X[:, :3])
    with pytest.raises(ValueError, match=r"Feature names must be in the same order|should match"):
        model.predict(table[["a", "b", "c"]])


def test_pandas_in_and_out_of_a_pipeline() -> None:
    table = pd.DataFrame({"size": [1.0, 2.0, 3.0, 4.0] * 5, "color": ["red", "blue"] * 10})
    y = pd.Series(["yes", "no"] * 10)
    prepared = make_column_transformer(
        (OneHotEncoder(sparse_output=False), ["color"]), remainder=StandardScaler()
    ).set_output(transform="pandas")
    model = make_pipeline(prepared, wg.NetworkClassifier(**SMALL, learning_rate_init=0.1))
    model.fit(table, y)
    assert model[-1].feature_names_in_.tolist()[0] == "onehotencoder__color_blue"
    assert model.score(table, y) == 1
    with pytest.raises(ValueError, match=r"unknown categories \['green'\]"):
        model.predict(table.assign(color="green"))


def test_sparse_data_are_made_dense() -> None:
    sparse = scipy.sparse.csr_array(X)
    model = wg.NetworkClassifier(**SMALL).fit(sparse, Y)
    same = wg.NetworkClassifier(**SMALL).fit(X, Y)
    assert np.array_equal(model.predict_proba(sparse), same.predict_proba(X))


def test_a_clone_is_not_fitted_and_fits_alike() -> None:
    model = wg.NetworkRegressor(**SMALL).fit(X, Y)
    again = clone(model)
    with pytest.raises(NotFittedError):
        again.predict(X)
    assert np.array_equal(again.fit(X, Y).predict(X), model.predict(X))


def test_a_pickle_predicts_and_explains() -> None:
    model = wg.NetworkClassifier(**SMALL).fit(X, Y)
    for other in (pickle.loads(pickle.dumps(model)), copy.deepcopy(model)):
        assert np.array_equal(other.predict_proba(X), model.predict_proba(X))
        assert str(other.run_.why("grad_biases2[0]")) == str(model.run_.why("grad_biases2[0]"))


def test_a_pickle_leaves_large_data_out() -> None:
    data = np.random.default_rng(0).normal(size=(20_000, 8))
    model = wg.NetworkRegressor(**SMALL | {"max_iter": 1}).fit(data, data[:, 0])
    kept = pickle.dumps(model)
    assert len(kept) < data.nbytes / 10
    other = pickle.loads(kept)
    assert np.array_equal(other.predict(data[:9]), model.predict(data[:9]))
    with pytest.raises(wg.WhygradError, match="loaded without its data"):
        other.run_.why("grad_biases1[0]")


def test_the_html_view_shows_the_parameters() -> None:
    model = make_pipeline(StandardScaler(), wg.NetworkClassifier((7, 3)))
    assert "NetworkClassifier" in estimator_html_repr(model)
    assert "(7, 3)" in wg.NetworkClassifier((7, 3))._repr_html_()
    assert repr(wg.NetworkClassifier((7, 3))) == "NetworkClassifier(hidden_layer_sizes=(7, 3))"


@pytest.mark.parametrize(
    "y", [[3, 1, 2, 1], [True, False, True], [1.0, 0.0, 1.0], ["b", "a", "c"], [-1, 5, 5]]
)
def test_labels_become_scikit_learns_columns(y: list) -> None:
    labels = Labels(np.array(y))
    np.testing.assert_array_equal(
        labels.columns(np.array(y)), label_binarize(y, classes=np.unique(y))
    )
    np.testing.assert_array_equal(labels.columns(np.array(y[:1])), labels.columns(np.array(y))[:1])


def test_several_labels_a_sample() -> None:
    x, labels = make_multilabel_classification(60, 6, n_classes=3, random_state=0)
    x = scale(x)
    model = wg.NetworkClassifier(**SMALL | {"max_iter": 300}, learning_rate_init=0.05).fit(
        x, labels
    )
    assert model.out_activation_ == "logistic"
    assert model.predict(x).shape == labels.shape
    assert (model.predict(x) == labels).mean() > 0.85
    assert model.predict_proba(x).shape == labels.shape


def test_probabilities_of_two_classes_and_their_logarithms() -> None:
    names = np.array(["no", "yes"])[(Y > 0).astype(int)]
    model = wg.NetworkClassifier(**SMALL).fit(X, names)
    found = model.predict_proba(X)
    assert found.shape == (150, 2)
    np.testing.assert_allclose(found.sum(axis=1), 1)
    np.testing.assert_allclose(np.exp(model.predict_log_proba(X)), found)
    assert model.predict(X).tolist() == model.classes_[found.argmax(axis=1)].tolist()


def test_float32_data_are_trained_in_float32() -> None:
    x = X.astype(np.float32)
    for model in (wg.NetworkClassifier(**SMALL), wg.NetworkRegressor(**SMALL)):
        model.fit(x, Y)
        assert {value.dtype for value in model.coefs_} == {np.dtype(np.float32)}
        assert model.fit(X, Y).coefs_[0].dtype == np.float64
        assert model.fit(X.astype(int), Y).coefs_[0].dtype == np.float64
    assert wg.NetworkRegressor(**SMALL).fit(x, Y).predict(x).dtype == np.float32


def test_the_compiled_engine_fits_the_same() -> None:
    options = SMALL | {"batch_size": 40}
    numpy = wg.NetworkClassifier(**options).fit(X, Y)
    compiled = wg.NetworkClassifier(**options | {"engine": "compiled"}).fit(X, Y)
    assert compiled.run_.engine == "compiled"
    for one, other in zip(numpy.coefs_, compiled.coefs_, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-12)


def test_the_model_and_the_run_answer() -> None:
    x, y = load_wine(return_X_y=True)
    model = wg.NetworkClassifier(**SMALL).fit(x[:, :3], y)
    assert "logits[i, c] = sum[j](hidden1[i, j] * weights2[j, c]) + biases2[c]" in " ".join(
        str(model.model_).split()
    )
    assert "grad_weights2 = hidden1.T @ grad_logits" in model.run_.script("numpy")
    assert "grad_weights2" in str(model.run_.why("grad_weights2[0, 0]"))
    assert model.run_.draw("network").svg.startswith("<svg")


def test_the_run_knows_the_names_of_features_and_classes() -> None:
    table = pd.DataFrame(X, columns=["a", "b", "c", "d"])
    names = np.array(["setosa", "versicolor", "virginica"])
    run = wg.NetworkClassifier(**SMALL).fit(table, names[Y]).run_
    assert run.classes() == tuple(names)
    assert [column.name for column in run.record.columns["inputs"]] == ["a", "b", "c", "d"]


def test_a_saved_run_is_loaded_again(tmp_path) -> None:
    table = pd.DataFrame(X, columns=list("abcd"))
    model = wg.NetworkClassifier(**SMALL).fit(table, Y)
    model.run_.save(tmp_path / "iris.wg")
    other = wg.load(tmp_path / "iris.wg")
    assert np.array_equal(other.predict({"inputs": X}), model.predict_proba(table))


def test_without_scikit_learn_there_is_a_message() -> None:
    code = (
        "import sys; sys.modules['sklearn'] = None\n"
        "import whygrad as wg\n"
        "try:\n    wg.NetworkClassifier\n"
        "except wg.WhygradError as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == (
        "wg.NetworkClassifier and wg.NetworkRegressor need scikit-learn:"
        ' pip install "whygrad[estimators]"\n'
    )


def test_a_fit_that_has_not_settled_warns() -> None:
    with pytest.warns(ConvergenceWarning, match=r"^The fit ended after max_iter=20 epochs, before"):
        wg.NetworkClassifier(**SMALL).fit(X, Y)


def test_the_metadata_of_weights_can_be_routed() -> None:
    with sklearn.config_context(enable_metadata_routing=True):
        model = wg.NetworkClassifier(**SMALL).set_fit_request(sample_weight=True)
        model.set_score_request(sample_weight=False)
        search = GridSearchCV(model, {"alpha": [1e-4]}, cv=2)
        search.fit(X, Y, sample_weight=np.where(Y == 0, 1.0, 2.0))
    assert search.best_estimator_.run_.record.data.keys() == {
        "inputs",
        "target",
        "sample_weights",
    }
