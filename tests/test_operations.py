"""Every operation of a trace: its chain rule against complex steps and differences."""

import math
from typing import Any

import numpy as np
import pytest

from whygrad.checking.operations import OPERATIONS, Slot, value_of
from whygrad.checking.pure import Input

STEP = 1e-30
FLAT = {
    "greater", "greater_equal", "less", "less_equal", "equal", "not_equal", "logical_and",
    "logical_or", "logical_xor", "logical_not", "isnan", "isfinite", "isinf", "isclose", "sign",
    "heaviside", "floor", "ceil", "trunc", "round", "floor_divide", "any", "all", "argmax",
    "argmin", "argsort", "computed",
}  # fmt: skip
ONE = {
    "negative", "absolute", "square", "cbrt", "reciprocal", "exp", "exp2", "expm1", "sin", "cos",
    "tan", "arctan", "sinh", "cosh", "tanh", "arcsinh", "sigmoid", "erf", "identity",
}  # fmt: skip
POSITIVE = {"sqrt", "log", "log1p", "log2", "log10"}
RUNNING = ("cumsum", "cumprod", "sort")
SMALL = {"arcsin", "arccos", "arctanh"}
TWO = {"add", "subtract", "multiply", "divide", "maximum", "minimum", "logaddexp", "remainder",
       "arctan2"}  # fmt: skip


def numbers(*shape: int, low: float = -2.0, high: float = 2.0) -> np.ndarray:
    """Numbers that differ from each other, from 0 and from whole ones."""
    count = math.prod(shape)
    places = (np.arange(count) * 0.618033988749895 + 0.137) % 1.0
    return (low + (high - low) * places).reshape(shape)


Case = tuple[str, tuple[np.ndarray, ...], dict[str, Any]]
A = numbers(3, 4)
PLACES = np.array([2, 0, 2])


def cases() -> list[Case]:
    found: list[Case] = [(name, (A,), {}) for name in sorted(ONE)]
    found += [(name, (numbers(3, 4, low=0.2),), {}) for name in sorted(POSITIVE)]
    found += [(name, (numbers(3, 4, low=-0.9, high=0.9),), {}) for name in sorted(SMALL)]
    for name in sorted(TWO):
        found += [
            (name, (A, numbers(3, 4, low=0.3, high=1.7)), {}),
            (name, (A, numbers(4, low=0.3, high=1.7)), {}),
            (name, (numbers(3, 1), numbers(1, 4, low=0.3, high=1.7)), {}),
            (name, (numbers() + 0.3, A + 6), {}),
        ]
    found += [("power", (numbers(3, 4, low=0.3), np.array(float(b))), {}) for b in (2, 3, -1, 0.5)]
    found += [("power", (numbers(3, 1, low=0.3), numbers(4)), {}), ("power", (A, np.array(2)), {})]
    found += [("where", (A > 0, A, numbers(4)), {}), ("where", (A > 0, numbers(), A), {})]
    for name in ("sum", "mean", "prod", "max", "min"):
        for axis in (0, 1, (0, 1), None):
            found += [(name, (A,), {"axis": axis, "keepdims": keep}) for keep in (False, True)]
    found += [(name, (A,), {"axis": axis}) for name in RUNNING for axis in (0, 1)]
    found += [("arccosh", (numbers(3, 4, low=1.2),), {})]
    found += [
        ("einsum", (A, numbers(4, 2)), {"subscripts": "ij,jk->ik"}),
        ("einsum", (A, numbers(3, 4)), {"subscripts": "ij,ij->"}),
        ("einsum", (numbers(3), numbers(2)), {"subscripts": "i,j->ij"}),
        ("einsum", (numbers(5, 3), numbers(3, 4)), {"subscripts": "nj,jk->"}),
        ("einsum", (A, numbers(4, 3), numbers(3)), {"subscripts": "ij,jk,k->ki"}),
        ("einsum", (numbers(3, 3),), {"subscripts": "ii->i"}),
        ("einsum", (numbers(3, 3),), {"subscripts": "ii->"}),
        ("einsum", (A,), {"subscripts": "ij->j"}),
        ("inverse", (numbers(3, 3) + 3 * np.eye(3),), {}),
        ("reshape", (A,), {"shape": (2, 6)}),
        ("broadcast", (numbers(3, 1),), {"shape": (2, 3, 4)}),
        *((name, (numbers(2, 3, 4),), {"axes": (2, 0, 1)})
          for name in ("transpose", "spread", "collect")),
        ("index", (A,), {"index": (1, slice(None, None, -1))}),
        ("index", (A, PLACES), {"index": (Slot(0),)}),
        ("index", (A, PLACES), {"index": (slice(None), Slot(0))}),
        ("index", (A, PLACES), {"index": (Slot(0, (3, 1)), np.arange(4).reshape(1, 4))}),
        ("put", (A, numbers(4)), {"index": (1,)}),
        ("put", (A, numbers()), {"index": (slice(1, None), 2)}),
        ("put", (A, numbers(3, 4) + 1, PLACES), {"index": (Slot(0),)}),
        ("add_at", (A, numbers(3, 4) + 1, PLACES), {"index": (Slot(0),)}),
        ("concatenate", (A, numbers(2, 4)), {"axis": 0}),
        ("concatenate", (A, numbers(3, 1)), {"axis": 1}),
        ("stack", (A, A + 1), {"axis": 1}),
        ("repeat", (A,), {"repeats": 2, "axis": 0}),
        ("repeat", (A,), {"repeats": [1, 0, 2, 3], "axis": 1}),
        ("cast", (A,), {"kind": "float64"}),
    ]  # fmt: skip
    return found


def slope_along(case: Case, place: int, direction: np.ndarray, weights: np.ndarray) -> float:
    """The change of the weighted value along a direction of one input, by a complex step."""
    name, inputs, options = case
    moved = [np.asarray(entry) for entry in inputs]
    moved[place] = moved[place] + 1j * STEP * direction
    return float(np.sum(weights * value_of(name, moved, options)).imag / STEP)


def difference_along(case: Case, place: int, direction: np.ndarray, weights: np.ndarray) -> float:
    """The same by central differences of fourth order."""
    name, inputs, options = case

    def at(step: float) -> float:
        moved = [np.asarray(entry) for entry in inputs]
        moved[place] = moved[place] + step * direction
        return float(np.sum(weights * value_of(name, moved, options)))

    h = 1e-3
    return (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case[0]}-{len(case[1])}")
def test_the_shares_are_the_slopes(case: Case) -> None:
    name, inputs, options = case
    value = value_of(name, inputs, options)
    weights = numbers(*value.shape, low=0.5, high=1.5)
    shares = OPERATIONS[name].pull_back(weights, value, *inputs, **options)
    assert len(shares) == len(inputs)
    for place, (entry, share) in enumerate(zip(inputs, shares, strict=True)):
        if share is None:
            assert entry.dtype.kind in "bi"
            continue
        assert np.shape(share) == entry.shape
        if entry.dtype.kind != "f":
            continue
        for direction in (np.ones(entry.shape), numbers(*entry.shape, low=-1.0, high=1.0)):
            found = float(np.sum(share * direction))
            assert found == pytest.approx(slope_along(case, place, direction, weights), rel=1e-10)
            assert found == pytest.approx(
                difference_along(case, place, direction, weights), rel=1e-6, abs=1e-8
            )


def test_every_operation_is_tested() -> None:
    assert {case[0] for case in cases()} | FLAT == set(OPERATIONS)


@pytest.mark.parametrize("name", sorted(FLAT))
def test_flat_operations_have_no_slope_and_heed_real_parts(name: str) -> None:
    count = 1 if name in {
        "logical_not", "isnan", "isfinite", "isinf", "sign", "floor", "ceil", "trunc", "round",
        "any", "all", "argmax", "argmin", "argsort",
    } else 2  # fmt: skip
    options: dict[str, Any] = {"axis": 1} if name in ("argmax", "argmin", "argsort") else {}
    if name == "computed":
        options = {"function": "histogram", "arguments": (Input(0), 3, (-2.0, 2.0), None, Input(1)),
                   "keywords": (), "output": 0}  # fmt: skip
    inputs = [A, numbers(3, 4, low=0.3)][:count]
    value = value_of(name, inputs, options)
    assert np.array_equal(value, value_of(name, [entry + 1e-30j for entry in inputs], options))
    shares = OPERATIONS[name].pull_back(np.ones(value.shape), value, *inputs, **options)
    assert list(shares) == [None] * count


@pytest.mark.parametrize(
    ("name", "inputs", "shares"),
    [
        ("maximum", (0.7, 0.7), (1.0, 0.0)),
        ("minimum", (0.7, 0.7), (1.0, 0.0)),
        ("maximum", (0.0, 0.0), (1.0, 0.0)),
        ("absolute", (0.0,), (0.0,)),
    ],
)
def test_slopes_at_kinks_follow_the_convention(
    name: str, inputs: tuple[float, ...], shares: tuple[float, ...]
) -> None:
    arrays = [np.array(entry) for entry in inputs]
    value = value_of(name, arrays, {})
    found = OPERATIONS[name].pull_back(np.array(1.0), value, *arrays)
    assert [float(share) for share in found if share is not None] == list(shares)


def test_a_tie_of_the_largest_is_shared() -> None:
    row = np.array([2.0, 1.0, 2.0])
    (share,) = OPERATIONS["max"].pull_back(
        np.array(1.0), np.array(2.0), row, axis=None, keepdims=False
    )
    assert share is not None
    assert share.tolist() == [0.5, 0.0, 0.5]


def test_what_nothing_reads_may_be_infinite() -> None:
    entries = np.array([1.0, 0.0])
    for name in ("log", "sqrt", "reciprocal"):
        with np.errstate(all="ignore"):
            value = value_of(name, [entries], {})
            (share,) = OPERATIONS[name].pull_back(np.array([1.0, 0.0]), value, entries)
        assert share is not None
        assert share[1] == 0
