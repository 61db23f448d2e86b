"""Distributions of random numbers, drawn with the parameters that the script states.

Which numbers come does not matter, their kind and shape do: whole numbers, positive ones, shares
of one. Where a parameter is not known to one number, a usual one stands for it. Numbers of
distributions with heavy tails are kept near 0, so that none drowns all others.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from whygrad.checking.reading import operators, randoms
from whygrad.checking.reading.interpreter import Interpreter, known
from whygrad.checking.reading.numbers import node_of, shape_of
from whygrad.checking.reading.randoms import drawn
from whygrad.checking.reading.values import Builtin, own_shape, table_of

FARTHEST = 8.0  # from 0, that a draw with heavy tails may lie


@dataclass(frozen=True, slots=True)
class Distribution:
    """A distribution by the name that NumPy's generator gives it.

    parameters  their names in order, each with the number that stands where none is given
    vectors     how many axes one draw has: 1 for those that draw several numbers at once
    heavy       whether its tails are
    """

    name: str
    parameters: dict[str, float]
    vectors: bool = False
    heavy: bool = False


ROWS = (
    Distribution("beta", {"a": 2.0, "b": 2.0}),
    Distribution("chisquare", {"df": 3.0}),
    Distribution("exponential", {"scale": 1.0}),
    Distribution("f", {"dfnum": 5.0, "dfden": 5.0}, heavy=True),
    Distribution("gamma", {"shape": 2.0, "scale": 1.0}),
    Distribution("geometric", {"p": 0.5}),
    Distribution("gumbel", {"loc": 0.0, "scale": 1.0}),
    Distribution("hypergeometric", {"ngood": 5, "nbad": 5, "nsample": 4}),
    Distribution("laplace", {"loc": 0.0, "scale": 1.0}),
    Distribution("logistic", {"loc": 0.0, "scale": 1.0}),
    Distribution("lognormal", {"mean": 0.0, "sigma": 1.0}),
    Distribution("logseries", {"p": 0.5}),
    Distribution("negative_binomial", {"n": 3, "p": 0.5}),
    Distribution("noncentral_chisquare", {"df": 3.0, "nonc": 1.0}),
    Distribution("noncentral_f", {"dfnum": 5.0, "dfden": 5.0, "nonc": 1.0}, heavy=True),
    Distribution("pareto", {"a": 3.0}, heavy=True),
    Distribution("poisson", {"lam": 1.0}),
    Distribution("power", {"a": 2.0}),
    Distribution("rayleigh", {"scale": 1.0}),
    Distribution("standard_cauchy", {}, heavy=True),
    Distribution("standard_exponential", {}),
    Distribution("standard_gamma", {"shape": 2.0}),
    Distribution("standard_t", {"df": 5.0}, heavy=True),
    Distribution("triangular", {"left": 0.0, "mode": 0.4, "right": 1.0}),
    Distribution("vonmises", {"mu": 0.0, "kappa": 1.0}),
    Distribution("wald", {"mean": 1.0, "scale": 1.0}),
    Distribution("weibull", {"a": 2.0}),
    Distribution("zipf", {"a": 3.0}, heavy=True),
    Distribution("multinomial", {"n": 5, "pvals": 0.5}, vectors=True),
    Distribution("dirichlet", {"alpha": 1.0}, vectors=True),
    Distribution("multivariate_normal", {"mean": 0.0, "cov": 1.0}, vectors=True),
    Distribution("multivariate_hypergeometric", {"colors": 5, "nsample": 3}, vectors=True),
)


def draw(row: Distribution) -> Callable[..., Any]:
    """The function of the generator: its parameters, then the size."""

    def call(m: Interpreter, *values: Any, size: Any = None, **how: Any) -> Any:
        names = [*row.parameters]
        if len(values) > len(names):
            size = values[len(names)]
        given = dict(zip(names, values, strict=False)) | {k: how[k] for k in names if k in how}
        parameters = [parameter(m, given.get(name), row.parameters[name]) for name in names]
        own = () if row.vectors or not parameters else np.broadcast_shapes(
            *(entry.shape for entry in parameters)
        )  # fmt: skip
        shape = own if known(size) is None else shape_of(m, size)
        if row.vectors:
            m.check_size([*shape, max(max(entry.shape, default=1) for entry in parameters)])
            m.spend(max(entry.size for entry in parameters) ** 1.5 / 5_000)
        return m.wrapped(drawn(m, shape, lambda r, s: numbers(row, r, parameters, s)))

    return call


def parameter(m: Interpreter, value: Any, usual: float) -> np.ndarray:
    """A parameter's numbers; the usual one where the passes of a loop differ."""
    if value is None:
        return np.asarray(usual)
    node = node_of(m, value)
    return np.full(own_shape(node), usual) if node.loops else np.asarray(node.value)


def numbers(
    row: Distribution, random: np.random.Generator, parameters: list[np.ndarray], size: Any
) -> np.ndarray:
    found = np.asarray(getattr(random, row.name)(*parameters, size=size))
    return np.clip(found, -FARTHEST, FARTHEST).astype(found.dtype) if row.heavy else found


BY_NAME = {row.name: row for row in ROWS}


def exponential(m: Interpreter, lambd: Any = 1.0) -> Any:
    """`random.expovariate`: by its rate."""
    return NUMPY["exponential"].call(m, operators.binary(m, ast.Div, 1, lambd))


def weibull(m: Interpreter, alpha: Any, beta: Any) -> Any:
    """`random.weibullvariate`: the scale first."""
    return operators.binary(m, ast.Mult, alpha, NUMPY["weibull"].call(m, beta))


NUMPY: dict[str, Any] = {
    **randoms.NUMPY,
    **{row.name: Builtin(row.name, draw(row)) for row in ROWS},
}
PLAIN: dict[str, Any] = {
    **randoms.PLAIN,
    **table_of({
            "betavariate": lambda m, alpha, beta: NUMPY["beta"].call(m, alpha, beta),
            "gammavariate": lambda m, alpha, beta: NUMPY["gamma"].call(m, alpha, beta),
            "lognormvariate": lambda m, mu=0.0, sigma=1.0: NUMPY["lognormal"].call(m, mu, sigma),
            "vonmisesvariate": lambda m, mu, kappa: NUMPY["vonmises"].call(m, mu, kappa),
            "paretovariate": lambda m, alpha: NUMPY["pareto"].call(m, alpha),
            "expovariate": exponential, "weibullvariate": weibull,
    }),
}  # fmt: skip
