"""A model: the equations of a network, with everything that can be done with them."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import escape
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from whygrad.calculus.dependence import without_gradient
from whygrad.calculus.derivation import derive
from whygrad.engines.numpy import NumpyEngine
from whygrad.language.equations import GRADIENT, Equation, Step
from whygrad.language.messages import WhygradError, listing, nearest
from whygrad.language.notation import step_text
from whygrad.language.parsing import parse
from whygrad.language.sizes import index_lengths
from whygrad.run import Run, with_run
from whygrad.scripts import model_script
from whygrad.summary import Summary, summarise
from whygrad.texts import read_text
from whygrad.training.arguments import check_count, check_lengths, settings_of
from whygrad.training.binding import bind
from whygrad.training.fitting import fit
from whygrad.training.initializers import given_values
from whygrad.training.networks import SOURCE, network_text
from whygrad.training.optimizers import LBFGS, composed, with_update

if TYPE_CHECKING:
    from whygrad.calculus.verdicts import Sameness
    from whygrad.insight.diagrams.diagram import Diagram
    from whygrad.sweep import Sweep
    from whygrad.workings import Derivation

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
        self._last: tuple[str, Step] | None = None
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
        from whygrad.language.typesetting import typeset_list

        return f"$${typeset_list(self.step, 'latex')}$$"

    def derivation(self, of: str | None = None) -> Derivation:
        """How each gradient comes about, line by line, or that of one quantity alone.

        >>> model = Model("w: parameter = 1\\nloss = w**2")
        >>> print(model.derivation("w"))
        loss       = w**2   # reads w
        d loss/d w = 2 * w  # power rule, exponent 2
        grad_w     = 2 * w  # the gradient

        Raises `WhygradError` where there is no gradient of that name.
        """
        from whygrad.workings import derivation

        return derivation(self.step, of)

    def same(self, formula: str) -> Sameness:
        """Whether a formula from elsewhere is the derived one, up to a factor, or different.

        >>> model = Model("w: parameter = 1\\nloss = w**2")
        >>> print(model.same("grad_w = w"))
        yours:   grad_w = w
        derived: grad_w = 2 * w
        Equal up to a constant factor: yours is 1 / 2 times the derived gradient.
        It has the same direction; another learning rate makes up for the factor.

        A formula for a gradient or an update of a parameter; lines above it may define
        helpers. Raises `WhygradError` on one that cannot be read.
        """
        from whygrad.calculus.sameness import compare

        return compare(self.step, formula)

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
        shuffle: bool = True,
        optimizer: str = "gradient_descent",
        schedule: str | Sequence[str] | None = None,
        clip: str | None = None,
        engine: str = "auto",
        dtype: str = "float64",
        validation: Any = None,
        every: int | None = None,
        patience: int | None = None,
        best: str | None = None,
        callback: Callable[[Run], Any] | None = None,
        checkpoint: str | Path | None = None,
        checkpoint_every: int | None = None,
        verbose: bool = False,
    ) -> Run:
        """Train, and return the run.

        data           names to arrays; a DataFrame's columns serve too. Arrays in files (NumPy's
                       `memmap`, a `wg.ParquetFile`) are not read into memory
        steps          the number of updates
        learning_rate  above 0; without one, the text's `learning_rate: setting = ...`
        seed           of the starting values and of the draws
        initial        starting values by name; the others are drawn as if none were given
        settings       other values for settings of the text and of the optimiser
        batch          samples of a step; None: all of them
        shuffle        whether each epoch takes the samples in an order of its own, which the seed
                       gives; else in that of the data
        optimizer      `gradient_descent`, `momentum`, `nesterov`, `rmsprop`, `adam`, `adamw`, a
                       rule as text, or `lbfgs`, which is SciPy's and no list of equations
        schedule       of the learning rate: `warmup`, `cosine`, `step`, `plateau`, or several
        clip           the gradients, each by its `value` or all by their `norm`
        engine         `auto`, `numpy` or `compiled`
        dtype          `float64` or `float32`, whatever the type of the data
        validation     a share of the samples that is held out, or data of its own; the history
                       gets each scalar on them, as `validation_loss`
        every          steps from one look to the next: validation, then callback; without it
                       an epoch, or a hundredth of the steps where there are no batches
        patience       looks without a better one, after which training stops; the run is then
                       the one up to the step where the validation was best
        best           which look that is: the one with the `highest accuracy` or the `lowest
                       error`, say, of the scalar equations; None: with the lowest loss
        callback       called at each look with the run so far; training stops if it returns
                       something true. What it raises is passed on. With an attribute `spare`,
                       a whole number, it is not called at so many of the next looks
        checkpoint     a model file that is written during training, whole each time;
                       `wg.load(...).resume()` goes on from it
        checkpoint_every   steps between two writings; without it about half a minute
        verbose        print every hundredth step

        A training that diverges warns, stops, and returns the run so far (`run.stopped`).
        `run.ending` says why a run has ended.
        Raises `WhygradError` on anything that cannot be used.
        """
        check_count("steps", steps)
        optimizer = composed(optimizer, schedule, clip, steps)
        step = self._updated(optimizer)
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
                shuffle=shuffle,
                optimizer=optimizer,
                engine=engine,
                dtype=dtype,
                validation=validation,
                every=every,
                patience=patience,
                best=best,
                callback=with_run(callback),
                checkpoint=checkpoint,
                checkpoint_every=checkpoint_every,
                verbose=verbose,
            )
        )

    def _updated(self, optimizer: str) -> Step:
        """The step with the updates of an optimiser; that of the last one is known already."""
        if self._last is None or self._last[0] != repr(optimizer):
            step = with_update(replace(self.step, update=()), optimizer)
            self._last = repr(optimizer), step
        return self._last[1]

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
        shuffle: bool = True,
        optimizer: str = "gradient_descent",
        schedule: str | Sequence[str] | None = None,
        clip: str | None = None,
        engine: str = "auto",
        dtype: str = "float64",
    ) -> Sweep:
        """Train with every combination of the values in lists, on all cores.

        Arguments are those of `fit`; `learning_rate`, `seed` and each of the `settings` may
        be a list. A run that diverges is marked, and ends with an infinite loss.
        Raises `WhygradError` on anything that cannot be used.
        """
        from whygrad.sweep import Sweep
        from whygrad.training.sweeps import sweep

        if optimizer == LBFGS:
            raise WhygradError(
                "optimizer: a sweep trains by update equations; L-BFGS has none.\n"
                "Take another optimiser, or call `fit` for each."
            )
        check_count("steps", steps)
        optimizer = composed(optimizer, schedule, clip, steps)
        step = self._updated(optimizer)
        trials = sweep(
            step,
            data,
            steps=steps,
            learning_rate=learning_rate,
            seed=seed,
            initial=initial,
            settings=settings,
            batch=batch,
            shuffle=shuffle,
            optimizer=optimizer,
            engine=engine,
            dtype=dtype,
        )
        return Sweep(trials, self.fit)

    def draw(
        self, what: str = "network", path: str | Path | None = None, *, data: Any = None
    ) -> Diagram:
        """A diagram, which a notebook shows and `save(path)` writes; with `path` it is written.

        `what` is `network` or `dependencies`, the suffix of the path .svg, .mmd or .dot.
        `data` tell the lengths of indexes; without them the first units stand for all.
        """
        from whygrad.insight.drawings import draw_model

        bound = bind(self.step, data) if data is not None else {}
        shapes = {name: array.shape for name, array in bound.items()}
        found = draw_model(self.step, what, shapes)
        if path is not None:
            found.save(path)
        return found

    def script(
        self,
        style: str = "numpy",
        data: Any = None,
        steps: int | None = None,
        learning_rate: float | None = None,
        *,
        batch: int | None = None,
        shuffle: bool = True,
        autograd: bool = False,
    ) -> str:
        """The whole training as a plain program; without data it reads a CSV file.

        `style` is one of `loops`, `comprehensions`, `numpy`, `torch`, `jax`, `c`. With
        `batch` a step takes so many samples, the same ones as in `fit`, in the order of the
        data without `shuffle`. With `autograd` a
        script in `torch` or `jax` asks the framework for the gradients, and a comment shows
        the equations with which these agree.
        """
        bound = bind(self.step, data) if data is not None else None
        return model_script(
            self.step,
            style,
            bound,
            steps,
            learning_rate,
            batch=batch,
            shuffle=shuffle,
            autograd=autograd,
        )


def network(sizes: Sequence[int], **options: Any) -> Model:
    """A fully connected network as a model; its text is written from the sizes and options.

    >>> print(network([1, 2, 1]).forward[0].name)
    hidden1

    sizes    inputs, units of each hidden layer, outputs: [64, 32, 10]
    options  those of `whygrad.training.networks.network_text`: activation, loss, dropout,
             penalty, initializer, normalize, skip, label_smoothing and more

    Raises `WhygradError` on anything that cannot be used.
    """
    known = [name for name in signature(network_text).parameters if name != "sizes"]
    for name in options:
        if name not in known:
            advice = nearest(name, known) or f"Options are {listing(known)}."
            raise WhygradError(f"network: there is no option `{name}`.\n{advice}")
    return Model(network_text(sizes, **options), source=SOURCE)
