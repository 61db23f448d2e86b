"""A model: the equations of a network, with everything that can be done with them."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from whygrad.calculus.dependence import without_gradient
from whygrad.calculus.derivation import derive
from whygrad.engines.numpy import NumpyEngine
from whygrad.language.equations import GRADIENT, Equation
from whygrad.language.messages import WhygradError, listing
from whygrad.language.notation import step_text
from whygrad.language.parsing import parse
from whygrad.language.sizes import index_lengths
from whygrad.language.typesetting import typeset_list
from whygrad.run import Run
from whygrad.scripts import model_script
from whygrad.summary import Summary, summarise
from whygrad.sweep import Sweep
from whygrad.texts import read_text
from whygrad.training.data import bind
from whygrad.training.fitting import check_lengths, fit, settings_of
from whygrad.training.initializers import given_values
from whygrad.training.optimizers import with_update
from whygrad.training.sweeps import sweep

Values = float | Sequence[float] | np.ndarray  # one, or several for a sweep


class UnreachedWarning(UserWarning):
    """A parameter does not lead to the loss: it has no gradient and stays as it starts."""


class Model:
    """A network as text: declarations and forward equations, the last one the loss.

    >>> model = Model('''
    ... x[i]: data
    ... w: parameter = 0.5
    ... loss = mean[i]((w * x[i])**2)
    ... ''')
    >>> print(model.backward[0].target.name)
    grad_w
    """

    def __init__(self, text: str, *, source: str = ""):
        """Raises `WhygradError` (a ValueError) with line, column and advice."""
        self.step = with_update(derive(parse(text, source)))
        self.text = text
        for name, reason in without_gradient(self.step).items():
            if name in {parameter.name for parameter in self.step.parameters}:
                message = f"Parameter `{name}` has no gradient: {reason}. It stays as it starts."
                warnings.warn(message, UnreachedWarning, stacklevel=2)

    @classmethod
    def read(cls, path: str | Path) -> Model:
        """The model in a text file (`.eq`)."""
        return cls(read_text(Path(path)), source=str(path))

    @property
    def forward(self) -> list[Equation]:
        """The forward equations, from data to loss."""
        return list(self.step.forward)

    @property
    def backward(self) -> list[Equation]:
        """The derived gradients; each knows its source equations and rules (`origin`)."""
        return list(self.step.backward)

    @property
    def update(self) -> list[Equation]:
        """The update equations of gradient descent."""
        return list(self.step.update)

    def __str__(self) -> str:
        return step_text(self.step).rstrip()

    def __repr__(self) -> str:
        names = ", ".join(parameter.name for parameter in self.step.parameters)
        return f"<Model: {self.step.loss} of {names or 'no parameters'}>"

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"

    def _repr_latex_(self) -> str:
        return f"$${typeset_list(self.step, 'latex')}$$"

    def summary(self, data: Any = None) -> Summary:
        """Every quantity with its shape, and the number of parameters.

        Without `data`, lengths that only data give stand as the names of their indexes.
        """
        bound = bind(self.step, data) if data is not None else {}
        return summarise(self.step, {name: array.shape for name, array in bound.items()})

    def evaluate(
        self,
        data: Any,
        parameters: Mapping[str, Any],
        settings: Mapping[str, float] | None = None,
    ) -> dict[str, np.ndarray]:
        """Every forward quantity by name, at chosen parameters. A draw is its mean here."""
        found = self._quantities(data, parameters, settings)
        return {equation.name: found[equation.name] for equation in self.step.forward}

    def gradients(
        self,
        data: Any,
        parameters: Mapping[str, Any],
        settings: Mapping[str, float] | None = None,
    ) -> dict[str, np.ndarray]:
        """The gradient of the loss for each parameter, by the parameter's name.

        Each has its parameter's shape. A draw is its mean here; a parameter that does not
        lead to the loss is left out.
        """
        found = self._quantities(data, parameters, settings)
        names = [parameter.name for parameter in self.step.parameters]
        return {name: found[GRADIENT + name] for name in names if GRADIENT + name in found}

    def _quantities(
        self, data: Any, parameters: Mapping[str, Any], settings: Mapping[str, float] | None
    ) -> dict[str, np.ndarray]:
        bound = bind(self.step, data)
        lengths = index_lengths(self.step, {name: array.shape for name, array in bound.items()})
        check_lengths(self.step, lengths)
        given = given_values(self.step, lengths, parameters, "float64", "parameters")
        missing = [d.name for d in self.step.declared("parameter", "state") if d.name not in given]
        if missing:
            raise WhygradError(f"parameters: no value is given for {listing(missing)}.")
        values = settings_of(self.step, settings)
        return NumpyEngine(self.step).evaluate(bound, given, {}, values, seed=None)

    def fit(
        self,
        data: Any,
        *,
        steps: int,
        learning_rate: float | None = None,
        seed: int = 1,
        initial: Mapping[str, Any] | None = None,
        settings: Mapping[str, float] | None = None,
        batch: int | None = None,
        optimizer: str = "gradient_descent",
        engine: str = "auto",
        dtype: str = "float64",
        verbose: bool = False,
    ) -> Run:
        """Train, and return the run.

        data           names to arrays; a DataFrame's columns serve too
        steps          the number of updates
        learning_rate  above 0; without one, the text's `learning_rate: setting = ...`
        seed           of the starting values and of the draws
        initial        starting values by name; the others are drawn as if none were given
        settings       other values for settings of the text
        batch          samples of a step, in an order that the seed shuffles; None: all of them
        optimizer      `gradient_descent` or `momentum`
        engine         `auto`, `numpy` or `compiled`
        dtype          `float64` or `float32`
        verbose        print every hundredth step

        A training that diverges warns, stops, and returns the run so far (`run.stopped`).
        Raises `WhygradError` on anything that cannot be used.
        """
        step = with_update(replace(self.step, update=()), optimizer)
        return Run(
            fit(
                step,
                data,
                steps=steps,
                learning_rate=learning_rate,
                seed=seed,
                initial=initial,
                settings=settings,
                batch=batch,
                optimizer=optimizer,
                engine=engine,
                dtype=dtype,
                verbose=verbose,
            )
        )

    def sweep(
        self,
        data: Any,
        *,
        steps: int,
        learning_rate: Values | None = None,
        seed: Values = 1,
        initial: Mapping[str, Any] | None = None,
        settings: Mapping[str, Values] | None = None,
        batch: int | None = None,
        optimizer: str = "gradient_descent",
        engine: str = "auto",
        dtype: str = "float64",
    ) -> Sweep:
        """Train with every combination of the values in lists, on all cores.

        Arguments are those of `fit`; `learning_rate`, `seed` and each of the `settings` may
        be a list. A run that diverges is marked, and ends with an infinite loss.
        Raises `WhygradError` on anything that cannot be used.
        """
        step = with_update(replace(self.step, update=()), optimizer)
        trials = sweep(
            step,
            data,
            steps=steps,
            learning_rate=learning_rate,
            seed=seed,
            initial=initial,
            settings=settings,
            batch=batch,
            optimizer=optimizer,
            engine=engine,
            dtype=dtype,
        )
        return Sweep(trials, self.fit)

    def script(
        self,
        style: str = "numpy",
        data: Any = None,
        steps: int | None = None,
        learning_rate: float | None = None,
        *,
        batch: int | None = None,
    ) -> str:
        """The whole training as a plain program; without data it reads a CSV file.

        `style` is one of `loops`, `comprehensions`, `numpy`, `torch`, `jax`, `c`. With
        `batch` a step takes so many samples, the same ones as in `fit`.
        """
        bound = bind(self.step, data) if data is not None else None
        return model_script(self.step, style, bound, steps, learning_rate, batch=batch)
