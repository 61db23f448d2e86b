"""`wg.check_gradient`: numerical derivatives against hand-written ones."""

import sys
from typing import Any

import numpy as np
import pytest

import whygrad as wg
from whygrad.checking.derivatives import derivative, ridders

RANDOM = np.random.RandomState(1)
X = RANDOM.normal(size=(5, 3))
W, B = RANDOM.normal(size=(3, 3)), RANDOM.normal(size=3)


def loss(weights: np.ndarray, biases: np.ndarray) -> Any:
    return np.mean(np.tanh(X @ weights + biases) ** 2)


def delta(weights: np.ndarray, biases: np.ndarray) -> np.ndarray:
    hidden = np.tanh(X @ weights + biases)
    return 2 * hidden * (1 - hidden**2) / hidden.size


def right(weights: np.ndarray, biases: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    found = delta(weights, biases)
    return X.T @ found, found.sum(axis=0)


def test_a_right_gradient() -> None:
    report = wg.check_gradient(loss, right, at=(W, B))
    assert report
    assert report.verdict == "right"
    assert [each.method for each in report.arguments] == ["complex step"] * 2
    assert str(report).splitlines()[0] == "gradient: right"


@pytest.mark.parametrize(
    ("change", "mistake", "cause"),
    [
        (lambda g: -g, "wrong-sign", "its sign is turned"),
        (lambda g: 2 * g, "extra-factor", "it is 2 times the right one"),
        (lambda g: g / 5, "missing-factor", "it is 1/5 times the right one"),
        (lambda g: -3 * g, "wrong-sign", "its sign is turned, and it is 3 times the right one"),
        (lambda g: g.T, "transposed", "it is transposed"),
        (lambda g: g.T * 2, "transposed", "it is transposed, and 2 times the right one"),
        (lambda g: g * 0 + g.sum(), "summed-over-all", "each entry is the sum of all entries"),
        (lambda g: g * 0 + g.mean(), "averaged", "each entry is the mean of all entries"),
        (
            lambda g: g * 0 + g.sum(axis=0),
            "summed-over-all",
            "it is summed over axis 0 as well",
        ),
        (lambda g: g * 0 + g.mean(axis=0), "averaged", "it is the mean over axis 0"),
        (lambda g: g * np.nan, None, "9 of its entries are not finite"),
        (lambda g: g + 0.1 * np.eye(3), None, ""),
    ],
)
def test_what_a_wrong_gradient_is(change: Any, mistake: str | None, cause: str) -> None:
    def wrong(weights: np.ndarray, biases: np.ndarray) -> Any:
        return change(right(weights, biases)[0]), right(weights, biases)[1]

    report = wg.check_gradient(loss, wrong, at={"weights": W, "biases": B})
    first, second = report.arguments
    assert (report.verdict, first.verdict, second.verdict) == ("wrong", "wrong", "right")
    assert (first.name, first.mistake, first.cause) == ("weights", mistake, cause)
    assert not report


def test_the_first_entry_that_differs() -> None:
    def wrong(weights: np.ndarray, biases: np.ndarray) -> Any:
        found = right(weights, biases)
        found[0][1, 2] += 1
        return found

    (first, _) = wg.check_gradient(loss, wrong, at=(W, B)).arguments
    assert (first.entry, first.wrong, first.size) == ((1, 2), 1, 9)
    assert first.your_value == pytest.approx(first.derived_value + 1)


def test_a_sum_that_is_left_out() -> None:
    report = wg.check_gradient(loss, lambda w, b: (right(w, b)[0], delta(w, b)), at=(W, B))
    assert report.arguments[1].mistake == "missing-sum"
    assert report.arguments[1].cause == (
        "the sum over its axis 0 is left out; its shape is (5, 3), that of the argument (3,)"
    )


def test_one_part_in_a_million_is_seen() -> None:
    report = wg.check_gradient(
        loss, lambda w, b: (right(w, b)[0] * (1 + 1e-6), right(w, b)[1]), at=(W, B)
    )
    assert report.verdict == "wrong"


def test_a_function_that_takes_no_complex_numbers() -> None:
    report = wg.check_gradient(lambda x: np.abs(x).sum(), np.sign, at=np.array([1.0, -2.0, 3.0]))
    assert (report.verdict, report.arguments[0].method) == ("right", "differences")
    report = wg.check_gradient(
        lambda x: float(np.hypot(x[0], x[1])), lambda x: x / np.hypot(*x), at=np.array([3.0, 4.0])
    )
    assert report.verdict == "right"
    assert report.arguments[0].error < 1e-8


def test_a_kink_is_unknown_and_never_right() -> None:
    report = wg.check_gradient(lambda x: np.abs(x).sum(), np.sign, at=np.array([1.0, 0.0]))
    assert report.verdict == "unknown"
    assert "no derivative here" in report.arguments[0].cause


def test_nan_beside_the_point_is_unknown() -> None:
    report = wg.check_gradient(
        lambda x: np.sum(np.sqrt(x.real)), lambda x: 0.5 / np.sqrt(x), at=np.array([1e-9])
    )
    assert report.verdict == "unknown"


def test_an_array_is_weighted_by_an_upstream_one() -> None:
    report = wg.check_gradient(np.sin, lambda up, x: up * np.cos(x), at=np.array([1.0, 0.3, 3]))
    assert report.verdict == "right"
    report = wg.check_gradient(np.sin, lambda up, x: np.cos(x), at=np.array([1.0, 0.3, 3]))
    assert report.verdict == "wrong"


@pytest.mark.parametrize(
    ("function", "gradient", "at", "message"),
    [
        (loss, lambda w, b: (w,), (W, B), "The gradient gives 1 array for 2 arguments;"),
        (loss, right, (W, np.array([np.nan] * 3)), "at: argument 1 is empty or not finite;"),
        (loss, right, "point", "at: expected arrays of numbers: an array, or several."),
        (lambda x: np.nan, np.sign, np.ones(2), "The function gives no finite number"),
        (np.sum, lambda x: "x", np.ones(2), "The gradient gives no arrays of real numbers."),
    ],
)
def test_what_cannot_be_used(function: Any, gradient: Any, at: Any, message: str) -> None:
    with pytest.raises(wg.WhygradError) as caught:
        wg.check_gradient(function, gradient, at=at)
    assert str(caught.value).startswith(message)


def test_without_a_gradient_pytorch_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(wg.WhygradError) as caught:
        wg.check_gradient(loss, at=(W, B))
    assert str(caught.value) == (
        "No gradient is given; only a function of PyTorch tensors has one of its own, and PyTorch"
        " is not installed.\nGive it: wg.check_gradient(function, gradient, at=...)."
    )


def test_the_derivatives_are_exact() -> None:
    found = derivative(lambda x: np.sum(np.exp(x) * np.sin(x)), [np.array([0.3, -1.2])], 0)
    x = np.array([0.3, -1.2])
    assert np.abs(found.value - np.exp(x) * (np.sin(x) + np.cos(x))).max() < 1e-15
    slope, error = ridders(lambda t: float(np.exp(0.7 + t)))
    assert abs(slope - np.exp(0.7)) <= 10 * error < 1e-8


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((3, right), "wg.check_gradient takes functions of arrays, not int."),
        ((loss, 3), "wg.check_gradient takes functions of arrays, not int."),
        ((loss, lambda w, b: (w, None)), "The gradient gives no arrays of real numbers."),
    ],
)
def test_what_is_no_function_and_no_gradient(given: Any, message: str) -> None:
    with pytest.raises(wg.WhygradError) as caught:
        wg.check_gradient(*given, at=(W, B))
    assert str(caught.value) == message
