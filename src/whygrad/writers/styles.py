"""The styles in which a program can be written."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

STYLES = ("loops", "comprehensions", "numpy", "torch", "jax", "c")
FRAMEWORKS = ("torch", "jax")  # the styles of a library that finds gradients by itself


def writer_of(style: str) -> Callable[..., str]:
    """The function `write` of a style's module, which is imported on use."""
    write: Callable[..., str] = import_module(f"whygrad.writers.{style}").write
    return write
