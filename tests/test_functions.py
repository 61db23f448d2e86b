"""Every row of the table of functions against slopes that no chain rule gave."""

from dataclasses import replace

import numpy as np
import pytest

from slopes import complex_step
from whygrad.calculus import rules
from whygrad.calculus.derivation import derive
from whygrad.calculus.evaluation import evaluate
from whygrad.language.functions import FUNCTIONS, Function
from whygrad.language.parsing import parse

STENCIL = ((1, 3 / 4), (2, -3 / 20), (3, 1 / 60))  # central differences of order 6
WIDTH = 1e-3
CLOSE = 1e-10


def loss_of(name: str) -> str:
    """A model whose loss is the function of parameters, one for each argument."""
    arguments = FUNCTIONS[name].arguments
    lines = [f"{argument}: parameter = 1" for argument in arguments]
    return "\n".join([*lines, f"loss = {name}({', '.join(arguments)})"])


def derived_slopes(name: str, point: tuple[float, ...]) -> list[float]:
    step = derive(parse(loss_of(name)))
    values = dict(zip(FUNCTIONS[name].arguments, point, strict=True))
    known = evaluate(step, values, {})
    return [float(known[f"grad_{argument}"]) for argument in values]


def complex_slopes(name: str, point: tuple[float, ...]) -> list[float]:
    step = parse(loss_of(name))
    values = dict(zip(FUNCTIONS[name].arguments, point, strict=True))
    return [float(complex_step(step, values, {}, argument)) for argument in values]


def difference_slopes(name: str, point: tuple[float, ...]) -> list[float]:
    """Central differences in extended precision: nothing of the complex step is in them."""
    found = []
    for position in range(len(point)):
        total = np.longdouble(0)
        for times, weight in STENCIL:
            for sign in (1, -1):
                moved = [np.longdouble(one) for one in point]
                moved[position] += np.longdouble(sign * times * WIDTH)
                total += sign * weight * FUNCTIONS[name].value(*moved)
        found.append(float(total / WIDTH))
    return found


def wrong_slopes(name: str) -> list[tuple[float, ...]]:
    """The test points at which the derived slopes are not those of the function."""
    return [
        point
        for point in FUNCTIONS[name].points
        if derived_slopes(name, point) != pytest.approx(complex_slopes(name, point), CLOSE, CLOSE)
        or derived_slopes(name, point)
        != pytest.approx(difference_slopes(name, point), CLOSE, CLOSE)
    ]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_derivatives_are_the_slopes_at_every_test_point(name: str) -> None:
    assert wrong_slopes(name) == []


@pytest.mark.parametrize(
    ("name", "point", "slopes"),
    [(row.name, *kink) for row in FUNCTIONS.values() for kink in row.kinks],
)
def test_slopes_at_a_kink_follow_the_convention(
    name: str, point: tuple[float, ...], slopes: tuple[float, ...]
) -> None:
    assert derived_slopes(name, point) == list(slopes)


def test_conventions_at_kinks_are_those_of_the_design() -> None:
    found = {name: row.kinks for name, row in FUNCTIONS.items() if row.kinks}
    none, left = (((0.0,), (0.0,)),), (((0.0,), (0.01,)),)
    first, neither = (((0.7, 0.7), (1.0, 0.0)),), (((0.7, 0.7), (0.0, 0.0)),)
    assert found == {
        "relu": none,
        "leaky_relu": left,
        "elu": (((0.0,), (1.0,)),),
        "abs": none,
        "sign": none,
        "step": none,
        "maximum": first,
        "minimum": first,
        "equal": neither,
    }


@pytest.mark.parametrize(
    ("name", "position"),
    [(row.name, position) for row in FUNCTIONS.values() for position in range(len(row.arguments))],
)
@pytest.mark.parametrize("wrong", ["-({})", "1.001 * ({})", "({}) + 0.001", "0"])
def test_a_wrong_derivative_is_found(
    monkeypatch: pytest.MonkeyPatch, name: str, position: int, wrong: str
) -> None:
    row = FUNCTIONS[name]
    texts = list(row.derivatives)
    if texts[position] == "0" and wrong != "({}) + 0.001":
        wrong = "1"  # no factor changes a slope of 0
    texts[position] = wrong.format(texts[position])
    monkeypatch.setitem(FUNCTIONS, name, replace(row, derivatives=tuple(texts)))
    rules.derivatives.cache_clear()
    try:
        assert wrong_slopes(name) != []
    finally:
        rules.derivatives.cache_clear()


@pytest.mark.parametrize("row", FUNCTIONS.values(), ids=FUNCTIONS)
def test_a_row_is_complete(row: Function) -> None:
    assert len(row.derivatives) == len(row.arguments)
    assert len(row.points) >= 4
    assert {len(point) for point in row.points} == {len(row.arguments)}
    assert row.numpy
    steep = [point for point in row.points if any(complex_slopes(row.name, point))]
    assert len(steep) >= 2 or row.name in {"sign", "step", "equal"}  # a slope of 0 proves little


@pytest.mark.parametrize("row", FUNCTIONS.values(), ids=FUNCTIONS)
@pytest.mark.parametrize("scalar", [np.float32, np.float64, np.longdouble, np.complex128])
def test_values_keep_their_type(row: Function, scalar: type) -> None:
    result = row.value(*map(scalar, row.points[0]))
    assert np.isfinite(result)
    assert np.result_type(result).itemsize <= np.dtype(scalar).itemsize


@pytest.mark.parametrize("row", FUNCTIONS.values(), ids=FUNCTIONS)
def test_nan_stays(row: Function) -> None:
    with np.errstate(all="ignore"):
        for position in range(len(row.arguments)):
            point = [np.float64(0.5)] * len(row.arguments)
            point[position] = np.float64(np.nan)
            assert np.isnan(row.value(*point))


@pytest.mark.parametrize(
    ("name", "point", "value"),
    [
        ("sigmoid", 1000, 1),
        ("sigmoid", -1000, 0),
        ("softplus", 1000, 1000),
        ("softplus", -1000, 0),
        ("softplus", np.inf, np.inf),
        ("tanh", -1000, -1),
        ("silu", 1000, 1000),
        ("silu", -1000, 0),
        ("gelu", 100, 100),
        ("gelu", -100, 0),
        ("elu", 1000, 1000),
        ("elu", -1000, -1),
        ("relu", np.inf, np.inf),
        ("step", np.inf, 1),
        ("step", 0, 0),
        ("step", -0.0, 0),
        ("sign", 0, 0),
        ("abs", -np.inf, np.inf),
        ("leaky_relu", -100, -1),
    ],
)
def test_values_far_out(name: str, point: float, value: float) -> None:
    with np.errstate(all="ignore"):
        assert FUNCTIONS[name].value(np.float64(point)) == value


def test_the_first_of_equals() -> None:
    assert FUNCTIONS["maximum"].value(np.float64(2), np.float64(2)) == 2
    assert FUNCTIONS["minimum"].value(np.float64(-1), np.float64(3)) == -1
    assert FUNCTIONS["equal"].value(np.float64(2), np.float64(2)) == 1
    assert FUNCTIONS["equal"].value(np.float64(2), np.float64(3)) == 0
