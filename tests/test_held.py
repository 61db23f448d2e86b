"""The data that a run holds: not copied where they fit, in bytes, and told when they change."""

import pickle
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.datasets import load_iris

import whygrad as wg
from whygrad.engines.compiled import CompiledEngine
from whygrad.engines.numpy import NumpyEngine
from whygrad.training.held import Held
from whygrad.training.history import frozen
from whygrad.training.initializers import alike

pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
OPTIONS: dict[str, Any] = {"hidden_layer_sizes": (5,), "max_iter": 3, "random_state": 0}
CHANGED = (
    "The data of this run have been changed since the training, so no step of it can be computed"
    " again.\nPut the values back, or train on a copy: `X.copy()`."
)


def fitted(**options: Any) -> tuple[Any, np.ndarray]:
    x, y = load_iris(return_X_y=True)
    found = wg.NetworkClassifier(**OPTIONS | {"batch_size": 32, "engine": "numpy"} | options)
    return found.fit(x, y), x


def test_an_estimator_and_its_user_have_the_same_array() -> None:
    model, x = fitted()
    held = model.run_.record.data
    assert np.shares_memory(held["inputs"], x)
    assert not held["inputs"].flags.writeable
    assert x.flags.writeable


@pytest.mark.parametrize("other", [np.float32, np.int64, "F"])
def test_data_of_another_type_or_order_are_copied(other: Any) -> None:
    x, y = load_iris(return_X_y=True)
    given = np.asfortranarray(x) if other == "F" else x.astype(other)
    model = wg.NetworkClassifier(**OPTIONS).fit(given, y)
    shares = np.shares_memory(model.run_.record.data["inputs"], given)
    assert shares == (other == np.float32)


def test_a_step_is_not_computed_again_from_other_data() -> None:
    model, x = fitted()
    before, why = model.predict(x), str(model.run_.why("grad_biases2[0]", step=1))
    x[7, 2] += 1
    for ask in (lambda: model.run_.why("grad_biases2[0]", step=3), lambda: model.run_.at(2)):
        with pytest.raises(wg.WhygradError) as caught:
            ask()
        assert str(caught.value) == CHANGED
    with pytest.raises(wg.WhygradError, match="have been changed"):
        model.run_.resume(steps=20)
    with pytest.raises(wg.WhygradError, match="have been changed"):
        model.run_.script("numpy")
    x[7, 2] -= 1
    assert np.array_equal(model.predict(x), before)
    assert str(model.run_.why("grad_biases2[0]", step=1)) == why


def test_copies_and_files_leave_out_data_that_have_changed(tmp_path: Path) -> None:
    model, x = fitted()
    run = model.run_
    whole = pickle.loads(pickle.dumps(model)).run_
    first = x.copy()
    x[:] = x[::-1].copy()
    without = pickle.loads(pickle.dumps(model)).run_
    saved = wg.load(run.save(tmp_path / "run.wg"))
    assert whole.record.data is not None
    assert without.record.data is None
    assert saved.record.data is None
    given = {"inputs": first, "target": run.record.data["target"]}
    again = wg.load(tmp_path / "run.wg", data=given)
    assert str(again.at(3)) == str(whole.at(3))


def test_labels_are_bytes_until_a_step_takes_them() -> None:
    model, x = fitted()
    held, taken = model.run_.record.data, model.run_.at(2)
    assert held.arrays["target"].dtype == np.uint8
    assert held["target"].dtype == taken["target"].dtype == np.float64
    assert np.array_equal(taken["target"], held["target"][taken["rows"]])
    assert held.nbytes == (4 + 3) * len(x) * 8
    whole, _ = fitted(batch_size=len(x))
    assert whole.run_.record.data.arrays["target"].dtype == np.float64


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("sizes", [(2,), (40,)])
def test_both_engines_take_bytes_for_numbers(dtype: str, sizes: tuple[int, ...]) -> None:
    run = fitted(hidden_layer_sizes=sizes)[0].run_
    step, lengths = run.record.step, {"i": 150, "k": 4, "j": sizes[0], "c": 3}
    held = Held(run.record.data.arrays, dtype)
    numbers = {name: value.astype(dtype) for name, value in held.items()}
    some = {**numbers, "target": held.arrays["target"]}
    start = {name: value.astype(dtype) for name, value in run.initial.items()}
    options = {"steps": 9, "learning_rate": 0.1, "seed": 3}
    for engine in (NumpyEngine(step, 32), CompiledEngine(step, lengths, dtype, 32)):
        states = {name: np.zeros(np.shape(v), dtype) for name, v in run.record.states.items()}
        both = [
            engine.train(data, start, states, run.record.settings, **options)
            for data in (numbers, some)
        ]
        for name in start:
            assert both[0][0][name].tobytes() == both[1][0][name].tobytes()


def test_states_that_begin_alike_take_no_room() -> None:
    assert alike(np.zeros((30, 20))).strides == (0, 0)
    assert alike(np.eye(2)).strides == (16, 8)
    assert frozen({"n": alike(np.ones(()))})["n"] == 1


def test_a_fit_takes_less_than_a_copy_of_its_data() -> None:
    random = np.random.default_rng(0)
    x = random.normal(size=(4000, 100))
    y = random.integers(0, 9, 4000)
    for engine in ("numpy", "compiled"):
        model = wg.NetworkClassifier(**OPTIONS | {"engine": engine}).fit(x, y)
        tracemalloc.start()
        model.fit(x, y)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < x.nbytes / 2
