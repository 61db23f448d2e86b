"""Figures for people: significant digits, columns that add up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whygrad.insight.rounding import check_digits, column_for, figure
from whygrad.language.messages import WhygradError


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (42.0, 5, "42"),
        (0.41702200470257400, 5, "0.41702"),
        (0.3000012, 5, "0.30000"),
        (0.3, 5, "0.3"),
        (-2274.144642654251, 5, "-2274.1"),
        (252933.4, 5, "252933"),
        (123456789.0, 3, "123456789"),
        (9.99996, 5, "10.0000"),
        (1e9, 5, "1e9"),
        (1.23456e-7, 5, "1.2346e-7"),
        (-2.5e155, 5, "-2.5e155"),
        (0.0001, 5, "0.0001"),
        (0.00001, 5, "1e-5"),
        (5e-324, 3, "4.94e-324"),
        (0.0, 5, "0"),
        (-0.0, 5, "0"),
        (float("inf"), 5, "inf"),
        (float("-inf"), 5, "-inf"),
        (float("nan"), 5, "nan"),
    ],
)
def test_figures(value: float, digits: int, expected: str) -> None:
    assert figure(value, digits) == expected


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(1, 15))
def test_a_figure_is_near_its_number(value: float, digits: int) -> None:
    shown = Decimal(figure(value, digits))
    assert abs(shown - Decimal(value)) <= abs(Decimal(value)) * Decimal(10) ** (1 - digits) / 2


@given(
    st.lists(st.floats(-1e6, 1e6).filter(lambda v: abs(v) > 1e-6), min_size=1, max_size=8),
    st.integers(1, 9),
)
def test_a_column_has_the_digits_of_its_total(values: list[float], digits: int) -> None:
    total = sum(values)
    column = column_for(total, values, digits)
    shown = Decimal(column.write(column.rounded(total)))
    if abs(total) > 1e-5 * max(map(abs, values)):
        error = abs(shown - Decimal(total))
        assert error <= abs(Decimal(total)) * Decimal(10) ** (1 - digits) / 2
    for value in values:
        assert (
            abs(Decimal(column.write(column.rounded(value))) - Decimal(value))
            <= Decimal(10) ** (-column.decimals) / 2
        )


@pytest.mark.parametrize("digits", [0, 16, 2.0, True, "5", None])
def test_digits_that_cannot_be(digits: object) -> None:
    with pytest.raises(WhygradError) as caught:
        check_digits(digits)
    assert str(caught.value) == f"digits: expected a whole number from 1 to 15, not {digits!r}."
