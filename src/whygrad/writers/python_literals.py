"""Numbers as they stand in a script of plain Python: lists within lists."""

from __future__ import annotations

import math
import textwrap
from typing import Any

import numpy as np

from whygrad.writers.literals import FEW, number_text, row_lines
from whygrad.writers.wrapping import TAB, WIDTH


def literal_lines(name: str, value: Any, indent: str = TAB) -> list[str]:
    """The lines that set `name` to lists of numbers, or to a number."""
    array = np.asarray(value, float)
    for text in (even_text(array), nested_text(array)):
        if text and len(f"{indent}{name} = {text}") <= WIDTH:
            return [f"{indent}{name} = {text}"]
    if array.ndim > 1 and array.shape[1:] != (1,):
        rows = [plain(row) for row in row_lines(array, indent)]
        if all(len(row) <= WIDTH for row in rows):
            return [f"{indent}{name} = [", *rows[1:]]
    return filled_lines(name, array, indent)


def filled_lines(name: str, array: Any, indent: str) -> list[str]:
    """As many numbers in each line as it holds, which formatters must be told to keep."""
    inner = indent + TAB
    column = array.ndim == 2 and array.shape[1] == 1
    numbers = nested_text(array.ravel() if column else array)[1:-1] + ","
    inside = textwrap.wrap(numbers, WIDTH, initial_indent=inner, subsequent_indent=inner)
    lines = [
        f"{indent}# fmt: off",
        f"{indent}{name} = [",
        *inside,
        f"{indent}]",
        f"{indent}# fmt: on",
    ]
    if column:
        lines.append(f"{indent}{name} = [[value] for value in {name}]")
    return lines


def nested_text(array: Any) -> str:
    """`[[0.5, 1.0]]`, or a lone number."""
    if not array.ndim:
        return plain(number_text(array.item()))
    return f"[{', '.join(nested_text(np.asarray(part)) for part in array)}]"


def plain(text: str) -> str:
    """What is not finite as the `math` module has it."""
    return text.replace("np.", "math.")


def even_text(array: Any) -> str:
    """Evenly spaced numbers by rule, where it gives exactly these."""
    flat = array.ravel()
    if len(flat) < FEW or len(flat) not in array.shape or not np.isfinite(flat).all():
        return ""
    if array.ndim > 2 or (array.ndim == 2 and array.shape[1] != 1):
        return ""
    low, high, last = float(flat[0]), float(flat[-1]), len(flat) - 1
    if array.ndim == 1 and low.is_integer() and np.array_equal(flat, low + np.arange(last + 1)):
        return f"list(range({int(low)}, {int(low) + last + 1}))"
    for code, numbers in rules(low, high, last):
        if numbers == flat.tolist() and low != high:
            item = code if array.ndim == 1 else f"[{code}]"
            return f"[{item} for i in range({last + 1})]"
    return ""


def rules(low: float, high: float, last: int) -> list[tuple[str, list[float]]]:
    """Ways of spacing numbers evenly, each as code and as the numbers it gives."""
    step, numbers = high - low, range(last + 1)
    if not math.isfinite(step):
        return []
    base = "" if low == 0 else f"{number_text(low)} + "
    found = [
        (f"{base}{number_text(step)} * i / {last}", [low + step * i / last for i in numbers]),
        (f"{base}i * {number_text(step / last)}", [low + i * (step / last) for i in numbers]),
    ]
    for power in (10, 100, 1000):
        first, size = round(low * power), round(step * power / last)
        code = f"({first} + {size} * i) / {power}"
        found.append((code, [(first + size * i) / power for i in numbers]))
    return found
