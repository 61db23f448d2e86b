"""Arrays of numbers as they stand in a script."""

from __future__ import annotations

import math
import textwrap
from typing import Any

import numpy as np

from whygrad.writers.wrapping import TAB, WIDTH

FEW = 6  # so many evenly spaced numbers are written out


def literal_lines(name: str, value: Any, indent: str = TAB) -> list[str]:
    """The lines that set `name` to an array, or to a number."""
    array = np.asarray(value, float)
    short = [even_text(array), nested_text(array)]
    for text in filter(None, short):
        if len(f"{indent}{name} = {text}") <= WIDTH:
            return [f"{indent}{name} = {text}"]
    if array.ndim > 1 and array.shape[1:] != (1,):
        rows = row_lines(array, indent + TAB)
        if all(len(row) <= WIDTH for row in rows):
            return [f"{indent}{name} = np.array(", *rows, f"{indent})"]
    return filled_lines(name, array, indent)


def row_lines(array: Any, indent: str) -> list[str]:
    """A line for each row."""
    if array.ndim == 1:
        return [indent + nested_text(array, bare=True)]
    inside = []
    for part in array:
        lines = row_lines(part, indent + TAB)
        inside += [*lines[:-1], lines[-1] + ","]
    return [f"{indent}[", *inside, f"{indent}]"]


def filled_lines(name: str, array: Any, indent: str) -> list[str]:
    """As many numbers in each line as it holds, which formatters must be told to keep."""
    numbers = ", ".join(number_text(value) for value in array.ravel()) + ","
    inside = textwrap.wrap(
        numbers, WIDTH, initial_indent=indent + TAB, subsequent_indent=indent + TAB
    )
    shape = f".reshape{array.shape}" if array.ndim > 1 else ""
    opening = f"{indent}{name} = np.array(["
    return [f"{indent}# fmt: off", opening, *inside, f"{indent}]){shape}", f"{indent}# fmt: on"]


def nested_text(array: Any, bare: bool = False) -> str:
    """`np.array([[0.5, 1.0]])`, or a lone number."""
    if not array.ndim:
        return number_text(array.item())
    if not array.size:
        return f"np.zeros({array.shape})"

    def text(part: Any) -> str:
        if not part.ndim:
            return number_text(part.item())
        return f"[{', '.join(text(each) for each in part)}]"

    return text(array) if bare else f"np.array({text(array)})"


def even_text(array: Any) -> str:
    """The numbers by rule, where they are exactly `np.arange` or `np.linspace`."""
    flat = array.ravel()
    if len(flat) < FEW or len(flat) not in array.shape or not np.isfinite(flat).all():
        return ""
    low, high, count = number_text(flat[0]), number_text(flat[-1]), len(flat)
    shape = f".reshape{array.shape}" if array.ndim > 1 else ""
    if np.array_equal(flat, np.arange(flat[0], flat[0] + count)):
        return f"np.arange({low}, {number_text(flat[0] + count)}){shape}"
    if np.array_equal(flat, np.linspace(flat[0], flat[-1], count)) and flat[0] != flat[-1]:
        return f"np.linspace({low}, {high}, {count}){shape}"
    return ""


def number_text(value: float) -> str:
    """A number such that Python reads the very same."""
    value = float(value)
    if math.isfinite(value):
        return repr(value)
    return "np.nan" if math.isnan(value) else ("np.inf" if value > 0 else "-np.inf")
