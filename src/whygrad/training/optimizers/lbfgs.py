"""L-BFGS: SciPy's minimiser over our gradients, beside the list of equations.

Source: Liu and Nocedal, On the limited memory BFGS method, Math. Programming 45, 1989. One
iteration is one step of the run, however often its line search asks for the loss.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from whygrad.engines.numpy import NumpyEngine, Values
from whygrad.engines.selection import estimated_seconds
from whygrad.engines.threads import threads_for
from whygrad.language.equations import GRADIENT, ITERATION, Step
from whygrad.language.expressions import names_read
from whygrad.language.messages import WhygradError
from whygrad.language.sizes import index_lengths
from whygrad.training.optimizers.table import LBFGS_LIMITS

ENGINE = "numpy"
REASON = "L-BFGS is SciPy's, over the gradients of the NumPy program"
MEMORY = 10  # pairs of steps and changes of the gradient


def check_lbfgs(
    step: Step,
    rate: float | None,
    batch: int | None,
    engine: str,
    settings: Mapping[str, float],
) -> None:
    """Raises `WhygradError` on what L-BFGS does not take."""
    low = next((name for name in LBFGS_LIMITS if settings.get(name, 1) < (name == "maxfun")), "")
    if rate is not None:
        fault = "learning_rate: L-BFGS finds the length of its steps itself.\nLeave it out."
    elif batch is not None:
        fault = "batch: L-BFGS takes all samples in each step.\nLeave it out."
    elif engine not in ("auto", ENGINE):
        fault = "engine: L-BFGS runs on `numpy`.\nLeave the engine out."
    elif not step.backward:
        fault = "optimizer: no parameter leads to the loss, so L-BFGS has nothing to change."
    elif step.declared("draw"):
        name = step.declared("draw")[0].name
        fault = changing(f"draws `{name}` anew in each step")
    elif any(ITERATION in names_read(equation.expression) for equation in step.forward):
        fault = changing(f"reads `{ITERATION}`")
    elif low:
        least = "a number of 1 or more" if low == "maxfun" else "a number of 0 or more"
        fault = f"settings: {low}: expected {least}, not {settings[low]:g}."
    else:
        return
    raise WhygradError(fault)


def changing(reason: str) -> str:
    return (
        f"optimizer: L-BFGS needs a loss that stays the same; this one {reason}.\n"
        "Take another optimiser, such as `adam`."
    )


class Lbfgs(NumpyEngine):
    """Minimises the loss. Its memory reaches back to the first step, at `start`."""

    def __init__(self, step: Step, start: Values) -> None:
        super().__init__(step)
        self.start = start
        self.is_interrupted = False
        self.is_converged = False

    @property
    def source(self) -> str:
        """The forward pass and the gradients, which SciPy calls."""
        return self.whole.source

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
        room: Any = None,
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, np.ndarray]]:
        """As an engine's, but of as many steps as were needed, `steps` at most.

        From a later step than the first it goes on as the run from `start` did.
        """
        known = {**(settings or {}), **(states or {})}  # states that nothing updates
        path = Path(self, data, self.start if first else parameters, known)
        try:
            path.follow(first + steps)
        except KeyboardInterrupt:  # what was reached is kept
            self.is_interrupted = True
        self.is_converged = path.is_converged
        rows = path.rows[first : max(len(path.rows) - 1, 1)]
        scalars = {name: np.array([row[name] for row in rows]) for name in self.step.scalars()}
        return path.parameters(path.point), dict(states or {}), scalars


class Path:
    """The way of one minimisation: the scalars at its start and after each iteration."""

    def __init__(self, engine: NumpyEngine, data: Values, start: Values, known: Mapping[str, Any]):
        self.engine, self.data, self.start, self.known = engine, data, start, known
        gradients = {equation.name for equation in engine.step.backward}
        own = [parameter.name for parameter in engine.step.parameters]  # in the text's order
        self.names = [name for name in own if GRADIENT + name in gradients]
        parts = [np.ravel(start[name]).astype(np.float64) for name in self.names]
        self.point = np.concatenate([*parts, np.zeros(0)])
        self.is_converged = False
        self.last: tuple[np.ndarray, dict[str, Any]] | None = None
        self.rows = [self.scalars(self.point)]

    def follow(self, steps: int) -> None:
        try:
            from scipy.optimize import minimize
        except ImportError:
            raise WhygradError(
                'optimizer: L-BFGS is SciPy\'s: pip install "whygrad[fast]"'
            ) from None
        limits = {name: float(self.known.get(name, text)) for name, text in LBFGS_LIMITS.items()}
        shapes = {name: np.shape(value) for name, value in {**self.data, **self.start}.items()}
        seconds = estimated_seconds(self.engine.step, index_lengths(self.engine.step, shapes))
        with np.errstate(all="ignore"), threads_for(seconds):
            found = minimize(
                self.slope,
                self.point,
                jac=True,
                method="L-BFGS-B",
                callback=self.arrive,
                options={**limits, "maxiter": steps, "maxcor": MEMORY},
            )
        self.is_converged = bool(found.success)

    def arrive(self, point: np.ndarray) -> None:
        """One iteration more; where the loss is no finite number the way ends before it."""
        found = self.scalars(point)
        if not np.isfinite(found[self.engine.step.loss]):
            raise StopIteration
        self.point = point.copy()
        self.rows.append(found)

    def slope(self, point: np.ndarray) -> tuple[float, np.ndarray]:
        """The loss and its gradient, in a row."""
        found = self.quantities(point)
        parts = [np.ravel(found[GRADIENT + name]) for name in self.names]
        return float(found[self.engine.step.loss]), np.concatenate(parts).astype(np.float64)

    def scalars(self, point: np.ndarray) -> dict[str, Any]:
        found = self.quantities(point)
        return {name: found[name] for name in self.engine.step.scalars()}

    def quantities(self, point: np.ndarray) -> dict[str, Any]:
        """All that a step computes; where an iteration arrives, SciPy has just asked for it."""
        if self.last is None or not np.array_equal(self.last[0], point):
            found = self.engine.evaluate(self.data, self.parameters(point), {}, self.known)
            self.last = point.copy(), found
        return self.last[1]

    def parameters(self, point: np.ndarray) -> dict[str, Any]:
        """All parameters by name, in their shapes and their type."""
        found, used = dict(self.start), 0
        for name in self.names:
            before = np.asarray(self.start[name])
            values = point[used : used + before.size].reshape(before.shape).astype(before.dtype)
            found[name], used = values[()], used + before.size
        return found
