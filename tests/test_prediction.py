"""Predictions again and again: by the run's engine, with little work, refusing as at first."""

import copy
import math
import pickle
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import whygrad as wg
from agreement import disagreements
from whygrad.engines import compiled
from whygrad.engines.programs import load
from whygrad.language import sizes
from whygrad.language.messages import WhygradError
from whygrad.language.sizes import index_classes, index_lengths
from whygrad.training.binding import bind
from whygrad.training.prediction import KEPT, predict
from whygrad.writers import fused_layout
from zoo import ZOO, Model

FORMS = {"unrolled": (10**9, 10**9, 0), "products": (0, 2, 10**9), "own products": (0, 2, 0)}
LAYER = """
x[i, k]: data
y[i, c]: data
shift: data
w[k, c]: parameter = normal(0, 1)
same[i, k] = x[i, k]
output[i, c] = sum[k](x[i, k] * w[k, c]) + shift
loss = mean[i](sum[c]((output[i, c] - y[i, c])**2))
"""
RANDOM = np.random.default_rng(0)
DATA = {"x": RANDOM.normal(size=(6, 3)), "y": RANDOM.normal(size=(6, 2)), "shift": np.array(0.5)}


def trained(**options: Any) -> wg.Run:
    return wg.Model(LAYER).fit(DATA, **{"steps": 5, "learning_rate": 0.01, **options})


def by_compiler(run: wg.Run) -> wg.Run:
    """The same run, as if the compiled engine had made it."""
    return wg.Run(replace(run.record, engine="compiled"))


@pytest.fixture
def interpreted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The compiled program as plain Python: the same lines without the compiler."""
    monkeypatch.setattr(compiled, "compiled", lambda program: load(program.source).train)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("model", ZOO.values(), ids=repr)
@pytest.mark.filterwarnings("ignore::whygrad.model.UnreachedWarning")
@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # as NumPy says where infinity arises
@pytest.mark.usefixtures("interpreted")
def test_the_engines_predict_the_same(
    model: Model, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every quantity of every model, for all samples and for the first two."""
    most, least, shortest = FORMS[form]
    monkeypatch.setattr(fused_layout, "MOST_UNROLLED", most)
    monkeypatch.setattr(fused_layout, "LEAST_PRODUCT", least)
    monkeypatch.setattr(fused_layout, "SHORTEST_OWN_SUM", shortest)
    start = {**model.parameters, **model.named("state")}
    run = wg.Model(model.text).fit(model.data, steps=1, learning_rate=1e-3, initial=start)
    other, names = by_compiler(run), [equation.name for equation in model.step.forward]
    want = {name: run.predict(model.data, name, step=0) for name in names}
    got = {name: other.predict(model.data, name, step=0) for name in names}
    assert not disagreements(got, want, model.magnitudes, names, factor=1e-10, allow_nan=True)
    for name in names[-2:]:
        few = first_two(model)
        if few is not None:
            want, got = (each.predict(few, name, step=0) for each in (run, other))
            np.testing.assert_allclose(got, want, rtol=1e-8, atol=1e-12)


def first_two(model: Model) -> dict[str, Any] | None:
    """The data of two samples; None where something learned goes with the samples."""
    step, classes = model.step, index_classes(model.step)
    sample = classes.get(step.sample_index or "")
    for declared in step.declared("parameter", "state"):
        if any(classes[index] == sample for index in declared.indexes):
            return None
    if sample is None:
        return None
    found = dict(model.data)
    for declared in step.data:
        for axis, index in enumerate(declared.indexes):
            if classes[index] == sample:
                found[declared.name] = found[declared.name].take([0, 1], axis)
    return found


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_a_compiled_run_predicts_by_its_engine(dtype: str) -> None:
    run = trained(engine="compiled", dtype=dtype)
    for quantity in ("output", "same", "loss"):
        want = run.at(5)[quantity]
        got = run.predict(DATA, quantity)
        assert got.dtype == want.dtype == dtype
        assert got.shape == np.shape(want)
        np.testing.assert_allclose(got, want, rtol=1e-4 if dtype == "float32" else 1e-12)
        predictor = run.record.predictors[quantity, 5]
        assert isinstance(predictor.compute, compiled.CompiledPredictor)


def test_the_numpy_engine_gives_the_bits_of_its_program() -> None:
    run = trained(engine="numpy")
    for rows in (slice(None), slice(1), slice(1), slice(2, 5)):
        x = DATA["x"][rows]
        want = x @ run.parameters["w"] + np.float64(0.5)
        np.testing.assert_array_equal(run.predict({"x": x, "shift": 0.5}), want)


def test_a_length_that_only_data_tell_is_not_compiled() -> None:
    """Each new length would have to be compiled anew."""
    text = (
        "x[i, k]: data\nw: parameter = 2\nnorm[i] = w * sum[k](x[i, k]**2)\nloss=mean[i](norm[i])"
    )
    run = wg.Model(text).fit({"x": [[1.0, 2.0]]}, steps=1, learning_rate=0.1, engine="compiled")
    for x in ([[1.0, 2.0]], [[3.0, 4.0, 5.0]]):
        want = run.parameters["w"] * np.sum(np.square(x))
        np.testing.assert_allclose(run.predict({"x": x}, "norm"), [want], rtol=1e-12)
    predictor = run.record.predictors["norm", 1]
    assert not isinstance(predictor.compute, compiled.CompiledPredictor)


def test_a_compiled_run_predicts_without_a_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    want = trained().predict(DATA)
    monkeypatch.setattr(compiled, "is_installed", lambda: False)
    np.testing.assert_array_equal(by_compiler(trained()).predict(DATA), want)


# work


@contextmanager
def counted_calls() -> Iterator[Counter[str]]:
    """The Python functions that are called, with how often."""
    found: Counter[str] = Counter()

    def see(frame: Any, event: str, argument: Any) -> None:
        if event == "call" and "whygrad" in frame.f_code.co_filename:
            found[frame.f_code.co_name] += 1

    sys.setprofile(see)
    try:
        yield found
    finally:
        sys.setprofile(None)


def test_the_second_prediction_of_a_shape_does_nothing_but_predict() -> None:
    run, row = trained(engine="numpy"), {"x": DATA["x"][:1], "shift": DATA["shift"]}
    run.predict(row)
    with counted_calls() as found:
        run.predict(row)
    assert found.total() <= 20
    taken = {"take", "values", "sum_of_squares", "copied", "lengths", "compute", "exact"}
    asked = {"predict", "forward_quantity", "default_prediction", "kept", "__call__"}
    assert set(found) <= taken | asked | {"<lambda>", "<listcomp>"}


def test_the_lengths_of_a_list_are_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    walked: Counter[int] = Counter()
    whole = sizes.declared_lengths  # called once in a walk, and once for each set of shapes

    def see(step: Any) -> Any:
        walked[sys._getframe(1).f_code.co_name == "index_classes"] += 1
        return whole(step)

    step = trained().record.step
    step.facts.clear()
    monkeypatch.setattr(sizes, "declared_lengths", see)
    for count in (1, 2, 3):
        assert index_lengths(step, {"x": (count, 3)})["i"] == count
    assert index_classes(step) is index_classes(step)
    assert walked == {True: 1, False: 3}


def test_few_predictors_are_kept() -> None:
    run = trained(steps=10)
    for step in range(10):
        run.predict(DATA, step=step)
    assert list(run.record.predictors) == [("output", step) for step in range(10 - KEPT, 10)]


@pytest.mark.parametrize("again", [copy.deepcopy, lambda run: pickle.loads(pickle.dumps(run))])
def test_a_run_can_be_copied_after_a_prediction(again: Any) -> None:
    run = trained()
    want = run.predict(DATA)
    copied = again(run)
    assert copied.record.predictors == {}
    np.testing.assert_array_equal(copied.predict(DATA), want)


# what is refused, and what is not


GOOD = {"x": DATA["x"], "shift": 0.5}
BAD: dict[str, Any] = {
    "a name": {"xx": DATA["x"], "shift": 0.5},
    "nothing": {},
    "no mapping": 42,
    "no axis": {**GOOD, "x": np.ones(())},
    "three axes": {**GOOD, "x": np.ones((1, 3, 1))},
    "a width": {**GOOD, "x": np.ones((6, 4))},
    "no sample": {**GOOD, "x": np.ones((0, 3))},
    "nan": {**GOOD, "x": np.array([[1.0, math.nan, 2.0]])},
    "infinity": {**GOOD, "x": np.array([[1.0, 0.0, -math.inf]], "float32")},
    "infinity and its opposite": {**GOOD, "x": np.array([[math.inf, 0.0, -math.inf]])},
    "a scalar": {**GOOD, "shift": np.array(math.nan)},
    "complex": {**GOOD, "x": np.ones((1, 3), complex)},
    "text": {**GOOD, "x": np.array([["1", "two", "3"]])},
    "masked": {**GOOD, "x": np.ma.masked_equal(np.ones((1, 3)), 1)},
    "objects": {**GOOD, "x": np.array([[1, None, 2]], object)},
    "ragged": {**GOOD, "x": [[1, 2, 3], [1]]},
    "too large": {**GOOD, "x": np.full((1, 3), 1e39)},
}


def fault(call: Any, *arguments: Any, **options: Any) -> str:
    with pytest.raises(WhygradError) as caught:
        call(*arguments, **options)
    return str(caught.value)


@pytest.mark.parametrize("bad", BAD)
def test_what_is_refused_at_first_is_refused_later(bad: str) -> None:
    """In the words of `bind`, or those of a clash with the parameters."""
    run = trained(dtype="float32")
    first = fault(run.predict, BAD[bad])
    run.predict(GOOD)
    assert fault(run.predict, BAD[bad]) == first
    if bad == "a width":
        assert first == (
            "The sizes clash: index `k` has length 4 from `x` (axis 1), but 3 from `w` (axis 0)."
        )
    else:
        assert first == fault(bind, run.record.step, BAD[bad], dtype="float32", optional=("y",))
    np.testing.assert_array_equal(run.predict(GOOD), run.predict({**DATA}))


@pytest.mark.parametrize("step", [True, 5.0, "5", -1, 6])
def test_steps_that_there_are_not(step: Any) -> None:
    """A step that equals one at hand is none for that."""
    run = trained()
    for at in (0, 1, 5):
        run.predict(DATA, step=at)
    assert fault(run.predict, DATA, step=step).startswith("step: ")
    assert fault(run.predict, DATA, quantity=["output"]).startswith("There is no forward quantity")


@pytest.mark.filterwarnings("error")
def test_large_numbers_serve() -> None:
    """Their squares are too large, they are not."""
    run = trained()
    x = np.full((1, 3), 1e200)
    np.testing.assert_array_equal(run.predict({"x": x, "shift": 0.0}, "same"), x)


@pytest.mark.parametrize("compiler", [False, True])
@pytest.mark.usefixtures("interpreted")
def test_what_comes_out_is_not_what_went_in(compiler: bool) -> None:
    run = by_compiler(trained()) if compiler else trained()
    for x in (DATA["x"], DATA["x"].astype("float32"), np.asfortranarray(DATA["x"])):
        before = x.copy()
        first = predict(run.record, {"x": x, "shift": 0.0}, "same")
        second = predict(run.record, {"x": x, "shift": 0.0}, "same")
        assert not np.shares_memory(first, x)
        assert not np.shares_memory(first, second)
        assert x.flags.writeable
        np.testing.assert_array_equal(first, before)
        np.testing.assert_array_equal(x, before)
