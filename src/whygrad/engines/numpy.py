"""The engine that runs what the NumPy writer wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import numpy as np

from whygrad.engines.programs import load
from whygrad.language.equations import ITERATION, LEARNING_RATE, Step
from whygrad.writers.numpy import write_prediction, write_program
from whygrad.writers.outline import FIRST, HISTORY, SEED, STEPS, Program

Values = Mapping[str, Any]


class NumpyEngine:
    """Runs the NumPy program of one step, in one precision.

    Every value goes in and comes out under the name that it has in the equations.
    """

    def __init__(self, step: Step, dtype: Any = np.float64) -> None:
        self.step = step
        self.dtype = np.dtype(dtype)
        self.predictions: dict[str, Program] = {}

    @cached_property
    def program(self) -> Program:
        """The training program."""
        return write_program(self.step)

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
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, np.ndarray]]:
        """The parameters and the states after some steps, and every scalar in each of them.

        `first` is the number of the first step, so that a run can be done in slices.
        """
        values = self.bind({**data, **parameters, **(states or {})}, settings, learning_rate)
        values |= {STEPS: steps, SEED: seed, FIRST: first}
        result = self.call(self.program, "train", values)
        history = result.pop(HISTORY)
        changed = {**values, **result}
        return (
            {line.name: changed[line.name] for line in self.step.parameters},
            {line.name: changed[line.name] for line in self.step.declared("state")},
            history,
        )

    def forward(
        self,
        values: Values,
        settings: Values | None = None,
        *,
        seed: int = 1,
        iteration: int = 0,
    ) -> dict[str, Any]:
        """Every quantity of the forward pass, and the draws where `values` has none."""
        bound = self.bind(values, settings) | {SEED: seed, ITERATION: iteration}
        return self.evaluated(bound, ("draw", "forward"))

    def backward(
        self,
        values: Values,
        settings: Values | None = None,
        *,
        seed: int = 1,
        iteration: int = 0,
    ) -> dict[str, Any]:
        """Every quantity of the forward and of the backward pass, the draws included."""
        bound = self.bind(values, settings) | {SEED: seed, ITERATION: iteration}
        return self.evaluated(bound, ("draw", "forward", "backward"))

    def evaluated(self, bound: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in names:
            function = self.whole.functions.get(name)
            if function and not bound.keys() >= set(function.returns):
                result = self.call(self.whole, name, {**bound, **found})
                found |= {key: self.exact(value) for key, value in result.items()}
                found |= {key: bound[key] for key in found.keys() & bound.keys()}
        return found

    def predict(self, quantity: str, values: Values, settings: Values | None = None) -> Any:
        """One quantity, each draw being its mean; only what it depends on need be given."""
        if quantity not in self.predictions:
            self.predictions[quantity] = write_prediction(self.step, quantity)
        program = self.predictions[quantity]
        result = self.call(program, "predict", self.bind(values, settings) | {ITERATION: 0})
        return self.exact(result[quantity])

    def bind(
        self, values: Values, settings: Values | None, learning_rate: float | None = None
    ) -> dict[str, Any]:
        """The values in the run's precision, settings with what the text declares for them."""
        declared = {d.name: float(d.value.value) for d in self.step.settings if d.value}
        rate = {} if learning_rate is None else {LEARNING_RATE: learning_rate}
        given = {**declared, **values, **(settings or {}), **rate}
        return {name: self.exact(value) for name, value in given.items()}

    def exact(self, value: Any) -> Any:
        """A value in the run's precision: an array, or a scalar of NumPy's."""
        array = np.asarray(value, self.dtype, order="C")
        return array if array.ndim else array[()]

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
