"""Figures for people: rounded numbers that still add up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from whygrad.language.expressions import Entry, Expression, Negative, Number
from whygrad.language.messages import WhygradError
from whygrad.training.data import shown

DIGITS = 5  # significant ones, unless a person asks for others
MOST_DIGITS = 15  # more than that no double can promise
WRITTEN_OUT = range(-4, 9)  # powers of ten of numbers that are written without an exponent
EXACT = Context(prec=400)


def check_digits(digits: object) -> int:
    if isinstance(digits, bool) or not isinstance(digits, int) or not 1 <= digits <= MOST_DIGITS:
        raise WhygradError(
            f"digits: expected a whole number from 1 to {MOST_DIGITS}, not {shown(digits)}."
        )
    return digits


def leading(value: float) -> int:
    """The power of ten of the first digit; 0 for 0."""
    return Decimal(value).adjusted() if value else 0


def decimals_for(value: float, digits: int) -> int:
    """How many places behind the point give so many significant digits."""
    return digits - 1 - leading(value)


def rounded(value: float, decimals: int) -> Decimal:
    return Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN, EXACT)


def figure(value: float, digits: int = DIGITS) -> str:
    """A number with so many significant digits; whole parts are written out in full.

    Zeros at the end stay, unless the number is exact: 42 is 42, 0.30001 is 0.3000 with four.
    """
    if not math.isfinite(value):
        return {True: "nan", False: "inf" if value > 0 else "-inf"}[math.isnan(value)]
    if leading(value) not in WRITTEN_OUT:
        return scientific(value, digits)
    return written(rounded(value, max(0, decimals_for(value, digits))), Decimal(repr(float(value))))


def told_apart(one: float, other: float, digits: int) -> tuple[str, str]:
    """Two numbers with as many digits as it takes to see that they differ, if they do."""
    for more in (*range(digits, MOST_DIGITS + 1), digits):
        found = figure(one, more), figure(other, more)
        if found[0] != found[1]:
            break
    return found


def scientific(value: float, digits: int) -> str:
    """1.2346e-7."""
    found = rounded(value, decimals_for(value, digits))
    power = found.adjusted()
    exact = Decimal(repr(float(value)))
    return f"{written(found.scaleb(-power, EXACT), exact.scaleb(-power, EXACT))}e{power}"


def written(found: Decimal, exact: Decimal) -> str:
    text = f"{found:f}"
    if "." in text and found == exact:
        text = text.rstrip("0").removesuffix(".")
    return "0" if not exact else text


@dataclass(frozen=True, slots=True)
class Column:
    """How numbers that are added up are written: to one place, with one power of ten."""

    decimals: int
    power: int = 0

    def rounded(self, value: float) -> Decimal:
        return rounded(value, self.decimals)

    def write(self, found: Decimal) -> str:
        mantissa = found.quantize(Decimal(1).scaleb(-self.decimals), context=EXACT)
        text = f"{abs(mantissa) if not mantissa else mantissa.scaleb(-self.power, EXACT):f}"
        return f"{text}e{self.power}" if self.power else text


def column_for(total: float, values: Sequence[float], digits: int) -> Column:
    """One column for a total, with so many significant digits, and for what it is made of.

    Where large values cancel it has fewer: as many as doubles of their size can promise.
    """
    largest = max(map(abs, values), default=0.0) or abs(total)
    decimals = decimals_for(total or largest, digits)
    decimals = min(decimals, decimals_for(largest, MOST_DIGITS))
    power = max(leading(largest), leading(total))
    if power not in WRITTEN_OUT:
        return Column(max(decimals, -power), power)
    shown = [Decimal(repr(float(value))) for value in (total, *values)]
    exact = max(0, *(-int(value.normalize(EXACT).as_tuple().exponent) for value in shown))
    return Column(max(0, min(decimals, exact)))


def as_number(text: str) -> Expression:
    """A figure as it stands in an expression; NaN and infinity stand as names."""
    if text.lstrip("-") in ("nan", "inf"):
        named = Entry(text.lstrip("-"))
        return Negative(named) if text.startswith("-") else named
    return Number(Fraction(text), text)


def unit(text: str) -> Fraction:
    """One unit in the last place of a figure."""
    mantissa, _, power = text.partition("e")
    behind = len(mantissa.partition(".")[2])
    return Fraction(10) ** (int(power or 0) - behind)


def percent(part: float) -> str:
    return f"{100 * part + 0.0:z.1f}%"
