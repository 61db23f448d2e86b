"""The source of a function, and of what it reads from its notebook or module. Nothing is run."""

from __future__ import annotations

import ast
import inspect
import math
import textwrap
from collections.abc import Callable, Iterator
from types import FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np

from whygrad.language.messages import WhygradError

LARGEST = 2_000  # entries of an array that is written out
LONGEST = 200  # of what a function reads


def name_of(function: Callable[..., Any]) -> str:
    return str(getattr(function, "__name__", type(function).__name__))


def source_of(function: Callable[..., Any]) -> str:
    """The text of a function, its lines as they are, and below it what it reads from outside.

    These are the modules, numbers, small arrays and functions that its names stand for. Decorators
    are left out: the function itself is looked at.
    Raises WhygradError for what has no source, or is none that can be read by itself.
    """
    refuse(function)
    plain = inspect.unwrap(function)
    texts, waiting = [undecorated(text_of(plain))], [plain]
    read: dict[str, None] = {name_of(plain): None}
    while waiting and len(read) < LONGEST:
        for name, value in outside(waiting.pop()):
            if name not in read and (text := written(name, value)):
                read[name] = None
                texts.append(text)
                if isinstance(value, FunctionType):
                    waiting.append(value)
    return "\n".join(text.rstrip("\n") for text in texts) + "\n"


def refuse(function: Callable[..., Any]) -> None:
    """Raises for a class, a method, a lambda, and what only calls a function."""
    name = name_of(function)
    if inspect.isclass(function):
        raise unusable(f"`{name}` is a class", f"Write it and its use to {FILE}")
    if isinstance(function, MethodType) and not inspect.isclass(function.__self__):
        raise unusable(f"`{name}` is a method", f"Write its class and its use to {FILE}")
    if name == "<lambda>":
        raise unusable("this is a lambda", "Write it as a function with a name, and check that")
    inner = getattr(function, "func", None)
    if callable(inner) and not isinstance(function, FunctionType):
        raise unusable(
            f"this is a {name} of one", f"Check the function: wg.check({name_of(inner)})"
        )


FILE = "a file, and check that: wg.check('script.py')."


def unusable(what: str, way_out: str) -> WhygradError:
    return WhygradError(
        f"wg.check takes the path of a script or a function; {what}.\n{way_out.rstrip('.')}."
    )


def text_of(function: Callable[..., Any]) -> str:
    try:
        return textwrap.dedent(inspect.getsource(function))
    except (OSError, TypeError):
        raise WhygradError(
            f"There is no source of `{name_of(function)}`; expected a function that is written in"
            f" a file or in a notebook's cell.\nWrite it to {FILE}"
        ) from None


def undecorated(text: str) -> str:
    """The text with empty lines in place of decorators."""
    try:
        found = ast.parse(text).body[0]
    except SyntaxError:
        return text
    lines = text.splitlines()
    for entry in getattr(found, "decorator_list", ()):
        last = entry.end_lineno or entry.lineno
        lines[entry.lineno - 1 : last] = [""] * (last - entry.lineno + 1)
    return "\n".join(lines)


def outside(function: Callable[..., Any]) -> Iterator[tuple[str, Any]]:
    """The names that a function reads and does not set, with what they stand for."""
    try:
        found = inspect.getclosurevars(function)
    except (TypeError, ValueError):
        return
    yield from {**found.globals, **found.nonlocals}.items()


def written(name: str, value: Any) -> str:
    """A statement that gives a name its value; "" for a value that is not written out."""
    if isinstance(value, ModuleType):
        return f"import {value.__name__} as {name}"
    if isinstance(value, FunctionType):
        return function_text(name, value)
    if isinstance(value, bool | str | None) or is_finite(value):
        return f"{name} = {value!r}"
    return array_text(name, value)


def array_text(name: str, value: Any) -> str:
    if not isinstance(value, np.generic | np.ndarray) or value.size > LARGEST:
        return ""
    if value.dtype.kind not in "fiub" or not np.isfinite(value).all():
        return ""
    return f"import numpy\n{name} = numpy.array({value.tolist()!r})"


def is_finite(value: Any) -> bool:
    return isinstance(value, int) or (isinstance(value, float) and math.isfinite(value))


def function_text(name: str, value: FunctionType) -> str:
    """The function, or an import of it where it is one of a package."""
    try:
        text = undecorated(textwrap.dedent(inspect.getsource(inspect.unwrap(value))))
    except (OSError, TypeError):
        return ""
    package = str(value.__module__).partition(".")[0]
    if package in ("numpy", "scipy", "math", "random"):
        return f"from {value.__module__} import {value.__name__} as {name}"
    return text if f"def {name}(" in text else ""
