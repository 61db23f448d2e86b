"""The engine that runs what the NumPy writer wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from whygrad.engines.programs import load
from whygrad.language.equations import ITERATION, LEARNING_RATE, Step
from whygrad.writers.numpy import write_prediction, write_program
from whygrad.writers.outline import BATCH, FIRST, HISTORY, SEED, STEPS, Program

Values = Mapping[str, Any]
NO_QUANTITY = (ITERATION, SEED)


@lru_cache(maxsize=64)
def training_program(step: Step, is_batched: bool, shuffle: bool) -> Program:
    """Written once for equal steps, as the fits of a cross-validation have them."""
    return write_program(step, batch=is_batched, shuffle=shuffle, in_place=True)


class NumpyEngine:
    """Runs the NumPy program of one step.

    Every value goes in and comes out under the name that it has in the equations. The
    precision is that of the arrays given: float32 if all are, else float64.
    """

    def __init__(self, step: Step, batch: int | None = None, shuffle: bool = True) -> None:
        self.step, self.batch, self.shuffle = step, batch, shuffle
        self.predictions: dict[str, Program] = {}

    @cached_property
    def program(self) -> Program:
        """The training program."""
        return training_program(self.step, self.batch is not None, self.shuffle)

    @cached_property
    def whole(self) -> Program:
        """The same lines, with functions that return all that they compute."""
        return write_program(self.step, everything=True)

    @property
    def source(self) -> str:
        """The very source that `train` runs."""
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
        room: Values | None = None,
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, np.ndarray]]:
        """The parameters and the states after some steps, and every scalar in each of them.

        `first` is the number of the first step, so that a run can be done in slices. The program
        makes its own arrays for the scalars, whatever `room` there is.
        """
        tables = {} if self.batch is None else {n: v for n, v in data.items() if is_table(v)}
        others = {name: value for name, value in data.items() if name not in tables}
        values = self.bind(others, parameters, states, settings, learning_rate=learning_rate)
        dtype = dtype_of({**values, **tables})
        values |= {name: Rows(value, dtype) for name, value in tables.items()}
        learned = [line.name for line in self.step.declared("parameter", "state")]
        values |= {name: values[name].copy() for name in learned}  # the program changes them
        values |= {STEPS: steps, SEED: seed, FIRST: first, BATCH: self.batch}
        result = self.call(self.program, "train", values)
        history = result.pop(HISTORY)
        changed = {**values, **result}
        return (
            {line.name: changed[line.name] for line in self.step.parameters},
            {line.name: changed[line.name] for line in self.step.declared("state")},
            history,
        )

    def evaluate(
        self,
        data: Values,
        parameters: Values,
        states: Values | None = None,
        settings: Values | None = None,
        *,
        seed: int | None = 1,
        iteration: int = 0,
    ) -> dict[str, Any]:
        """Every draw, every quantity of the forward pass and every gradient of one step.

        Without a seed each draw is its mean. The values of draws may also be given.
        """
        known = self.bind(data, parameters, states, settings)
        known |= {SEED: seed, ITERATION: iteration}
        draws = [line.name for line in self.step.declared("draw") if line.name not in known]
        if seed is None:
            known |= {name: self.predict(name, known) for name in draws}
        found = {name: known[name] for name in draws if name in known}
        for function in self.whole.functions.values():
            if not known.keys() >= set(function.returns):
                found |= self.call(self.whole, function.name, {**known, **found})
        dtype = dtype_of(known)
        return {name: exact(value, dtype) for name, value in found.items()}

    def prediction(self, quantity: str) -> Program:
        """The program that computes one quantity; it is written once."""
        if quantity not in self.predictions:
            self.predictions[quantity] = write_prediction(self.step, quantity)
        return self.predictions[quantity]

    def predict(self, quantity: str, values: Values, *, iteration: int = 0) -> Any:
        """One quantity, each draw being its mean; only what it depends on need be given."""
        known = {ITERATION: iteration, **self.bind(values)}
        return self.predictor(quantity, known, dtype_of(known))({})

    def predictor(
        self, quantity: str, known: Values, dtype: np.dtype[Any]
    ) -> Callable[[Values], Any]:
        """What computes one quantity, given what is known and, in each call, the data."""
        program = self.prediction(quantity)
        callee: Callable[..., Any] = load(program.source).predict
        names = program.functions["predict"].arguments
        fixed = {n: exact(known[n], dtype) for n in names if n in known and n != ITERATION}
        fixed |= {ITERATION: known[ITERATION]}

        def compute(data: Values) -> Any:
            arguments = [exact(data[n], dtype) if n in data else fixed[n] for n in names]
            with np.errstate(all="ignore"):
                result = callee(*arguments)
            return exact(result, dtype)

        return compute

    def bind(self, *given: Values | None, learning_rate: float | None = None) -> dict[str, Any]:
        """All values in one precision, and what the text declares for settings not given."""
        values = {line.name: float(line.value.value) for line in self.step.settings if line.value}
        for some in given:
            values |= some or {}
        if learning_rate is not None:
            values[LEARNING_RATE] = learning_rate
        dtype = dtype_of(values)
        quantities = {name: value for name, value in values.items() if name not in NO_QUANTITY}
        return {**values, **{name: exact(value, dtype) for name, value in quantities.items()}}

    def call(self, program: Program, name: str, values: Values) -> dict[str, Any]:
        """Call a function with the values that it takes; its results by name."""
        function = program.functions[name]
        callee: Callable[..., Any] = getattr(load(program.source), name)
        arguments = [values[argument] for argument in function.arguments]
        with np.errstate(all="ignore"):
            results = callee(*arguments)
        if len(function.returns) == 1:
            results = (results,)
        return dict(zip(function.returns, results, strict=True))


@dataclass(frozen=True)
class Rows:
    """Data [sample, ...] of which a step takes some samples, in the type of the run."""

    table: np.ndarray
    dtype: np.dtype[Any]

    def __len__(self) -> int:
        return len(self.table)

    def __getitem__(self, rows: Any) -> np.ndarray:
        taken = np.asarray(self.table[rows])
        return taken.astype(self.dtype, "C", copy=False)


def is_table(value: Any) -> bool:
    """Whether data would have to be copied to be in the type of the run and in order."""
    return isinstance(value, np.ndarray) and (
        value.dtype == np.uint8 or not value.flags.c_contiguous
    )


def dtype_of(values: Values) -> np.dtype[Any]:
    """The precision of the arrays among the values; float64 unless all are float32."""
    found = {value.dtype for value in values.values() if isinstance(value, np.ndarray | np.generic)}
    real = [dtype for dtype in found if dtype.kind == "f"]
    return np.result_type(*real) if real else np.dtype(np.float64)


def exact(value: Any, dtype: np.dtype[Any]) -> Any:
    """A value in this precision: an array, or a scalar of NumPy's."""
    array = np.asarray(value, dtype, order="C")
    return array if array.ndim else array[()]
