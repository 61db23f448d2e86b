"""Neural networks as equations that you can read, run, question and check."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from whygrad.version import __version__

if TYPE_CHECKING:
    from whygrad.language.messages import WhygradError
    from whygrad.model import Model
    from whygrad.run import Run, load

__all__ = ["Model", "Run", "WhygradError", "__version__", "load"]

# where each public name lives; it is imported on first use, so that `import whygrad` is quick
HOMES = {
    "Model": "whygrad.model",
    "Run": "whygrad.run",
    "WhygradError": "whygrad.language.messages",
    "load": "whygrad.run",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module 'whygrad' has no attribute '{name}'")
    value = globals()[name] = getattr(import_module(HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
