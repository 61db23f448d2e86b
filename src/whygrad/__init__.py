"""Neural networks as equations that you can read, run, question and check."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from whygrad.version import __version__

if TYPE_CHECKING:
    from whygrad.checking.checks import check
    from whygrad.checking.functions import check_gradient
    from whygrad.estimators import NetworkClassifier as NetworkClassifier
    from whygrad.estimators import NetworkRegressor as NetworkRegressor
    from whygrad.language.messages import WhygradError
    from whygrad.model import Model, network
    from whygrad.run import Run, load
    from whygrad.training.parquet import ParquetFile

# The estimators are left out, so that `from whygrad import *` does without scikit-learn.
__all__ = [
    "Model",
    "ParquetFile",
    "Run",
    "WhygradError",
    "__version__",
    "check",
    "check_gradient",
    "load",
    "network",
]

# where each public name lives; it is imported on first use, so that `import whygrad` is quick
HOMES = {
    "Model": "whygrad.model",
    "NetworkClassifier": "whygrad.estimators",
    "NetworkRegressor": "whygrad.estimators",
    "ParquetFile": "whygrad.training.parquet",
    "Run": "whygrad.run",
    "WhygradError": "whygrad.language.messages",
    "check": "whygrad.checking.checks",
    "check_gradient": "whygrad.checking.functions",
    "load": "whygrad.run",
    "network": "whygrad.model",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module 'whygrad' has no attribute '{name}'")
    value = globals()[name] = getattr(import_module(HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted([*HOMES, "__version__"])
