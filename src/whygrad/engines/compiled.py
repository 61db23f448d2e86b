"""The engine that compiles what the fused writer wrote, with Numba."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from whygrad.engines.programs import load
from whygrad.language.equations import LEARNING_RATE, Step
from whygrad.language.messages import WhygradError
from whygrad.writers.fused import FusedProgram, write_fused

Values = Mapping[str, Any]
FAST = {"reassoc", "contract", "arcp", "nsz"}  # never nnan or ninf: NaN and infinity stay visible
INSTALL = 'engine: "compiled" needs Numba and SciPy: pip install "whygrad[fast]".'


class CompiledEngine:
    """Trains with one compiled function, written for the lengths and the type at hand."""

    def __init__(self, step: Step, lengths: Mapping[str, int], dtype: str = "float64") -> None:
        self.step, self.dtype = step, dtype
        self.program: FusedProgram = write_fused(step, lengths, dtype)

    @property
    def source(self) -> str:
        """The very source that was compiled."""
        return self.program.source

    def train(
        self,
        data: Values,
        parameters: Values,
        states: Values | None = None,
        settings: Values | None = None,
        *,
        steps: int,
        learning_rate: float | None = None,
        seed: int = 1,
        first: int = 0,
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, np.ndarray]]:
        """The parameters and the states after some steps, and every scalar in each of them."""
        program = self.program
        start = {**parameters, **(states or {})}
        learned = {name: np.array(start[name], self.dtype, ndmin=1) for name in program.learned}
        scalars = {name: np.empty(steps, self.dtype) for name in program.scalars}
        numbers = {**(settings or {}), LEARNING_RATE: learning_rate}
        real = np.dtype(self.dtype).type
        compiled(program.source)(
            *(np.array(data[name], self.dtype, ndmin=1) for name in program.data),
            *learned.values(),
            *(real(numbers[name]) for name in program.settings),
            seed,
            first,
            steps,
            *scalars.values(),
        )
        changed = {n: value.reshape(np.shape(start[n]))[()] for n, value in learned.items()}
        return (
            {line.name: changed[line.name] for line in self.step.parameters},
            {line.name: changed[line.name] for line in self.step.declared("state")},
            scalars,
        )


FUNCTIONS: dict[str, Callable[..., None]] = {}


def compiled(source: str) -> Callable[..., None]:
    """The `train` of a source, compiled once."""
    if source not in FUNCTIONS:
        FUNCTIONS[source] = compile_source(source)
    return FUNCTIONS[source]


def compile_source(source: str) -> Callable[..., None]:
    try:
        import numba
        import scipy.linalg  # noqa: F401
    except ImportError:
        raise WhygradError(INSTALL) from None
    module = load(source)
    options = {"fastmath": FAST, "error_model": "numpy"}
    for name, value in vars(module).items():
        if callable(value) and getattr(value, "__module__", "") == module.__name__:
            setattr(module, name, numba.njit(**options)(value))
    function: Callable[..., None] = module.train
    return function
