"""The engine that compiles what the fused writer wrote, with Numba."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import FunctionType
from typing import Any

import numpy as np

from whygrad.engines.cache import is_stored, keep_machine_code, stored_module
from whygrad.engines.programs import load
from whygrad.engines.selection import in_batch
from whygrad.language.equations import LEARNING_RATE, Step
from whygrad.language.messages import WhygradError
from whygrad.language.sizes import index_classes
from whygrad.writers.fused import FusedProgram, write_fused
from whygrad.writers.fused_helpers import HAVE_LOOPS

Values = Mapping[str, Any]
FAST = {"reassoc", "contract", "arcp", "nsz"}  # never nnan or ninf: NaN and infinity stay visible
INSTALL = 'engine: "compiled" needs Numba and SciPy: pip install "whygrad[fast]"'
MANY, SEED = 1024, 0  # samples that a prediction is written for; it draws nothing
COMPILED: dict[str, Callable[..., None]] = {}  # by source


@lru_cache(maxsize=64)
def training_program(
    step: Step, lengths: tuple[tuple[str, int], ...], dtype: str, batch: bool, shuffle: bool
) -> FusedProgram:
    """Written once for equal steps, as the fits of a cross-validation have them."""
    return write_fused(step, dict(lengths), dtype, batch, shuffle)


class CompiledEngine:
    """Trains with one compiled function, written for the lengths and the type at hand.

    Raises `WhygradError` where Numba or SciPy is missing.
    """

    def __init__(
        self,
        step: Step,
        lengths: Mapping[str, int],
        dtype: str = "float64",
        batch: int | None = None,
        shuffle: bool = True,
    ) -> None:
        if not is_installed():
            raise WhygradError(INSTALL)
        self.step, self.dtype, self.batch = step, dtype, batch
        self.real = np.dtype(dtype)
        known = tuple(in_batch(step, lengths, batch).items())
        self.program = training_program(step, known, dtype, batch is not None, shuffle)

    @property
    def source(self) -> str:
        """The very source that was compiled."""
        return self.program.source

    @property
    def has_arrays(self) -> bool:
        """Whether the network is too large for variables alone."""
        return not self.program.is_unrolled

    def is_at_hand(self) -> bool:
        """Whether the program was compiled before, in this process or on this machine."""
        return self.source in COMPILED or is_stored(self.source, options_text(self.program))

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
        room: Mapping[str, np.ndarray] | None = None,
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, np.ndarray]]:
        """The parameters and the states after some steps, and every scalar in each of them,
        in the arrays of `room` where these fit."""
        program = self.program
        start = {**parameters, **(states or {})}
        learned = {
            name: np.array(start[name], self.real, order="C", ndmin=1) for name in program.learned
        }
        scalars = {name: self.history(name, steps, room or {}) for name in program.scalars}
        numbers = {LEARNING_RATE: learning_rate, **(settings or {})}
        compiled(program)(
            *(self.readable(name, data[name]) for name in program.data),
            *learned.values(),
            *(self.real.type(numbers[name]) for name in program.settings),
            seed,
            first,
            steps,
            *([] if self.batch is None else [self.batch]),
            *scalars.values(),
        )
        changed = {n: value if np.ndim(start[n]) else value[0] for n, value in learned.items()}
        return (
            {line.name: changed[line.name] for line in self.step.parameters},
            {line.name: changed[line.name] for line in self.step.declared("state")},
            scalars,
        )

    def history(self, name: str, steps: int, room: Mapping[str, np.ndarray]) -> np.ndarray:
        """An array for a scalar of each step; the program writes to it without a look at its
        length."""
        found = room.get(name)
        if found is not None and found.shape == (steps,) and found.dtype == self.real:
            return found
        return np.empty(steps, self.real)

    def readable(self, name: str, array: Any) -> np.ndarray:
        """Data as the function takes them: always read-only, so that it is compiled once; of
        those that it gathers bytes stay bytes."""
        is_gathered = name in self.program.gathered and array.dtype == np.uint8
        if (
            isinstance(array, np.ndarray)
            and array.ndim
            and (array.dtype == self.real or is_gathered)
        ):
            flags = array.flags
            if flags.c_contiguous and not flags.writeable:  # as those of a run are
                return array
        view = np.atleast_1d(np.ascontiguousarray(array, self.dtype)).view()
        view.setflags(write=False)
        return view


class CompiledPredictor:
    """Computes one quantity from data: the compiled program of a step that only predicts.

    Such a step keeps the quantity as the state `prediction`. `lengths` has all indexes but
    the sample index, whose length each call has anew.
    """

    def __init__(
        self,
        step: Step,
        lengths: Mapping[str, int],
        dtype: str,
        values: Values,
        iteration: int,
    ) -> None:
        program = write_fused(step, {**dict.fromkeys(sample_indexes(step), MANY), **lengths}, dtype)
        real, learned = np.dtype(dtype), program.learned[:-1]
        self.function, self.data, self.dtype = compiled(program), program.data, real
        self.axes = step.update[0].target.indexes
        self.learned = [np.array(values[name], real, ndmin=1) for name in learned]
        self.rest = [
            *(real.type(values[name]) for name in program.settings),
            *(SEED, iteration, 1),
            *(np.empty(1, real) for _ in program.scalars),
        ]

    def __call__(self, data: Values, lengths: Mapping[str, int]) -> np.ndarray:
        arrays = [data[name] if data[name].ndim else data[name].reshape(1) for name in self.data]
        for array in arrays:
            array.setflags(write=False)  # as in training: data are always read-only
        result = np.empty([lengths[index] for index in self.axes] or 1, self.dtype)
        self.function(*arrays, *self.learned, result, *self.rest)
        return result if self.axes else result.reshape(())


def sample_indexes(step: Step) -> list[str]:
    """The indexes that have as many entries as there are samples."""
    classes, sample = index_classes(step), step.sample_index
    return [index for index in classes if sample and classes[index] == classes[sample]]


def is_installed() -> bool:
    """Whether Numba and SciPy, whose matrix product it takes, can be imported."""
    from importlib.util import find_spec

    return find_spec("numba") is not None and find_spec("scipy") is not None


def compiled(program: FusedProgram) -> Callable[..., None]:
    """The `train` of a program, compiled once a process, and kept on disk between processes."""
    if program.source not in COMPILED:
        COMPILED[program.source] = compile_program(program)
    return COMPILED[program.source]


def options_of(program: FusedProgram) -> dict[str, Any]:
    """What Numba is told about a program."""
    fast = False if program.is_exact else FAST
    return {"fastmath": fast, "error_model": "numpy", "nogil": True}


def options_text(program: FusedProgram) -> str:
    """The same as text, by which machine code made otherwise stands elsewhere."""
    options = {**options_of(program), "inlined": "all but loops"}
    return " ".join(f"{k}={sorted(v) if v == FAST else v}" for k, v in options.items())


def compile_program(program: FusedProgram) -> Callable[..., None]:
    import numba

    options = options_of(program)
    module = stored_module(program.source, options_text(program))
    stored = module is not None
    module = module or load(program.source)
    for name, value in list(vars(module).items()):
        if isinstance(value, FunctionType) and value.__module__ == module.__name__:
            function = numba.njit(**options, forceinline=name not in HAVE_LOOPS)(value)
            if stored and hasattr(function, "enable_caching"):  # not where Numba is switched off
                keep_machine_code(function)
            setattr(module, name, function)
    train: Callable[..., None] = module.train
    return train
