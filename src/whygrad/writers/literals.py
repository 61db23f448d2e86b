"""Arrays of numbers as they stand in a script."""

from __future__ import annotations

import math
import textwrap
from typing import Any

import numpy as np

from whygrad.writers.arrays import NUMPY, Arrays
from whygrad.writers.wrapping import TAB, WIDTH

FEW = 6  # so many evenly spaced numbers are written out


def literal_lines(name: str, value: Any, indent: str = TAB, *, arrays: Arrays = NUMPY) -> list[str]:
    """The lines that set `name` to an array, or to a number."""
    array = np.asarray(value, float)
    short = [even_text(array, arrays), array_text(array, arrays)]
    for text in filter(None, short):
        if len(f"{indent}{name} = {text}") <= WIDTH:
            return [f"{indent}{name} = {text}"]
    if array.ndim > 1 and array.shape[1:] != (1,):
        rows = row_lines(array, indent + TAB, arrays)
        if all(len(row) <= WIDTH for row in rows):
            return [f"{indent}{name} = {arrays.maker}(", *rows, f"{indent})"]
    return filled_lines(name, array, indent, arrays)


def row_lines(array: Any, indent: str, arrays: Arrays = NUMPY) -> list[str]:
    """A line for each row."""
    if array.ndim == 1:
        return [indent + nested_text(array, arrays)]
    inside = []
    for part in array:
        lines = row_lines(part, indent + TAB, arrays)
        inside += [*lines[:-1], lines[-1] + ","]
    return [f"{indent}[", *inside, f"{indent}]"]


def filled_lines(name: str, array: Any, indent: str, arrays: Arrays) -> list[str]:
    """As many numbers in each line as it holds, which formatters must be told to keep."""
    numbers = ", ".join(number_text(value, arrays.module) for value in array.ravel()) + ","
    inside = textwrap.wrap(
        numbers, WIDTH, initial_indent=indent + TAB, subsequent_indent=indent + TAB
    )
    shape = f".reshape{array.shape}" if array.ndim > 1 else ""
    opening = f"{indent}{name} = {arrays.maker}(["
    return [f"{indent}# fmt: off", opening, *inside, f"{indent}]){shape}", f"{indent}# fmt: on"]


def array_text(array: Any, arrays: Arrays) -> str:
    """`np.array([[0.5, 1.0]])`, or a lone number."""
    if not array.ndim:
        return arrays.scalar.format(nested_text(array, arrays))
    if not array.size:
        return f"{arrays.module}.zeros({array.shape})"
    return f"{arrays.maker}({nested_text(array, arrays)})"


def nested_text(array: Any, arrays: Arrays) -> str:
    """`[[0.5, 1.0]]`"""
    if not array.ndim:
        return number_text(array.item(), arrays.module)
    return f"[{', '.join(nested_text(each, arrays) for each in array)}]"


def even_text(array: Any, arrays: Arrays) -> str:
    """The numbers by rule, where they are exactly `np.arange` or `np.linspace`."""
    flat = array.ravel()
    if len(flat) < FEW or len(flat) not in array.shape or not np.isfinite(flat).all():
        return ""
    low, high, count = number_text(flat[0]), number_text(flat[-1]), len(flat)
    shape = f".reshape{array.shape}" if array.ndim > 1 else ""
    if np.array_equal(flat, np.arange(flat[0], flat[0] + count)):
        rule = f"arange({low}, {number_text(flat[0] + count)})"
        if float(low).is_integer():
            return f"{arrays.module}.{rule}{shape}"
    elif np.array_equal(flat, np.linspace(flat[0], flat[-1], count)) and flat[0] != flat[-1]:
        rule = f"linspace({low}, {high}, {count})"
    else:
        return ""
    return f"np.{rule}{shape}" if arrays is NUMPY else f"{arrays.maker}(np.{rule}){shape}"


def number_text(value: float, module: str = "np") -> str:
    """A number such that Python reads the very same."""
    value = float(value)
    if math.isfinite(value):
        return repr(value)
    return f"{module}.nan" if math.isnan(value) else f"{'-' * (value < 0)}{module}.inf"
