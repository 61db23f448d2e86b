"""The two styles that need a framework, with what turns arrays into the framework's and back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import torch

from whygrad.engines.programs import load
from whygrad.language.equations import ITERATION, LEARNING_RATE
from whygrad.writers import jax as jax_writer
from whygrad.writers import torch as torch_writer
from whygrad.writers.outline import Program
from zoo import Model

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
jax.config.update("jax_enable_x64", True)


@dataclass(frozen=True)
class Framework:
    """One of the two.

    writer  its module in `whygrad.writers`
    array   an array of NumPy's as its own
    """

    name: str
    writer: Any
    array: Callable[[Any], Any]

    def call(self, program: Program, name: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """A function of a program, called with the values that it takes; its results by name."""
        function = program.functions[name]
        arguments = [self.given(values[argument]) for argument in function.arguments]
        results = getattr(load(program.source), name)(*arguments)
        if len(function.returns) == 1:
            results = (results,)
        return dict(zip(function.returns, results, strict=True))

    def given(self, value: Any) -> Any:
        return self.array(value) if isinstance(value, np.ndarray | np.generic) else value


FRAMEWORKS = (
    Framework("torch", torch_writer, lambda value: torch.tensor(np.asarray(value))),
    Framework("jax", jax_writer, jnp.asarray),
)


def plain(value: Any) -> np.ndarray:
    """What a framework gives, as an array of NumPy's in float64."""
    if isinstance(value, torch.Tensor):
        value = value.detach().numpy()
    return np.asarray(value, float)


def at(model: Model) -> dict[str, Any]:
    """The values of a model, as scripts have them: settings are numbers."""
    settings = {name: float(value) for name, value in model.named("setting").items()}
    step = {ITERATION: int(model.values[ITERATION]), LEARNING_RATE: 1e-3}
    return {**model.values, **settings, **step}
