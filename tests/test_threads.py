"""The threads of products of matrices: one for small ones, and afterwards as many as before."""

from typing import Any

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

import whygrad as wg
from test_optimizers import DATA, LINE
from whygrad.engines.numpy import NumpyEngine
from whygrad.engines.threads import WORTH_THREADS, threads_for


def counts() -> set[int]:
    return {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"}


@pytest.fixture(autouse=True)
def two() -> Any:
    with threadpool_limits(2, user_api="blas"):
        yield


def test_small_products_have_one_thread() -> None:
    with threads_for(WORTH_THREADS / 2):
        assert counts() == {1}
    assert counts() == {2}
    with threads_for(2 * WORTH_THREADS):
        assert counts() == {2}


def test_lbfgs_and_health_take_one_for_a_small_network(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[int]] = []
    real = NumpyEngine.evaluate

    def evaluate(*arguments: Any, **options: Any) -> Any:
        seen.append(counts())
        return real(*arguments, **options)

    run = wg.Model(LINE).fit(DATA, steps=5, learning_rate=0.01)
    monkeypatch.setattr(NumpyEngine, "evaluate", evaluate)
    wg.Model(LINE).fit(DATA, steps=5, optimizer="lbfgs")
    assert {1} in seen
    assert counts() == {2}
    seen.clear()
    run.health()
    assert {1} in seen
    assert counts() == {2}


def test_a_fit_and_its_steps_computed_again_take_one(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[int]] = []
    real = NumpyEngine.train

    def train(*arguments: Any, **options: Any) -> Any:
        seen.append(counts())
        return real(*arguments, **options)

    monkeypatch.setattr(NumpyEngine, "train", train)
    random = np.random.default_rng(0)
    data = {"inputs": random.normal(size=(300, 20)), "target": random.normal(size=(300, 2))}
    run = wg.network([20, 64, 2]).fit(data, steps=5, learning_rate=0.01, engine="numpy")
    run.at(3)
    assert seen
    assert all(each == {1} for each in seen)
    assert counts() == {2}
