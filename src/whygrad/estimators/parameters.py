"""The parameters of an estimator, checked: one clear message for each that cannot be used."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

import numpy as np

from whygrad.engines.selection import ENGINES
from whygrad.language.messages import WhygradError, listing, nearest
from whygrad.training.arguments import check_choice
from whygrad.training.data import shown
from whygrad.training.networks.options import is_formula

LBFGS = "lbfgs"
SOLVERS = ("adam", "sgd", LBFGS)
LEARNING_RATES = ("constant", "invscaling", "adaptive")
MOST_EVALUATIONS = 15_000  # scikit-learn's default for L-BFGS


@dataclass(frozen=True)
class Kind:
    """What a parameter may be, and how a message says so."""

    holds: Callable[[Any], bool]
    expected: str


def real(
    low: float, high: float = math.inf, *, open_low: bool = False, closed: bool = False
) -> Kind:
    """A number from `low` to `high`; the ends belong to it as said."""

    def holds(value: Any) -> bool:
        if isinstance(value, bool) or not isinstance(value, Real):
            return False
        number = float(value)
        above = low < number if open_low else low <= number
        return above and (number <= high if closed else number < high)

    if high == math.inf:
        return Kind(holds, f"a number {f'above {low:g}' if open_low else f'of {low:g} or more'}")
    return Kind(holds, f"a number from {low:g} to {'' if closed else 'below '}{high:g}")


def whole(value: Any) -> bool:
    return not isinstance(value, bool) and isinstance(value, Integral) and int(value) >= 1


def flag(value: Any) -> bool:
    return isinstance(value, bool | np.bool_)


def sizes(value: Any) -> bool:
    return whole(value) or (
        isinstance(value, Iterable) and not isinstance(value, str) and all(map(whole, value))
    )


COUNT = Kind(whole, "a whole number of 1 or more")
FLAG = Kind(flag, "True or False")
KINDS: Mapping[str, Kind] = {
    "hidden_layer_sizes": Kind(sizes, "the units of each hidden layer, as in (100,)"),
    "alpha": real(0),
    "batch_size": Kind(lambda v: whole(v) or v == "auto", 'a whole number of 1 or more, or "auto"'),
    "learning_rate_init": real(0, open_low=True),
    "power_t": real(0),
    "max_iter": COUNT,
    "shuffle": FLAG,
    "tol": real(0),
    "verbose": Kind(lambda v: flag(v) or isinstance(v, Integral), "True or False"),
    "warm_start": FLAG,
    "momentum": real(0, 1, closed=True),
    "nesterovs_momentum": FLAG,
    "early_stopping": FLAG,
    "validation_fraction": real(0, 1),
    "beta_1": real(0, 1),
    "beta_2": real(0, 1),
    "epsilon": real(0, open_low=True),
    "n_iter_no_change": Kind(lambda v: whole(v) or v == math.inf, f"{COUNT.expected}, or infinity"),
    "max_fun": COUNT,
}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "solver": SOLVERS,
    "learning_rate": LEARNING_RATES,
    "engine": ENGINES,
}


def check_parameters(parameters: Mapping[str, Any]) -> None:
    """Raises `WhygradError` on the first that cannot be used.

    What the network is made of (activation, loss, dropout) its builder checks.
    """
    for name, kind in KINDS.items():
        if not kind.holds(parameters[name]):
            expected = f"expected {kind.expected}, not {shown(parameters[name])}"
            raise WhygradError(f"{name}: {expected}.")
    for name, choices in CHOICES.items():
        check_choice(name, parameters[name], choices)


def check_class_weight(weights: Any, classes: Sequence[Any]) -> None:
    """None, `balanced`, or some of the classes with weights of 0 or more; several labels may
    have a list of such."""
    if isinstance(weights, list):
        for one in weights:
            check_class_weight(one, [0, 1])
        return
    if weights is None or (isinstance(weights, str) and weights == "balanced"):
        return
    if not isinstance(weights, Mapping):
        expected = 'classes with their weights, as in {0: 1, 1: 2.5}, or "balanced"'
        advice = nearest(str(weights), ["balanced"])
        fault = f"class_weight: expected {expected}, not {shown(weights)}."
        raise WhygradError(f"{fault}\n{advice}" if advice else fault)
    for name, weight in weights.items():
        if name not in classes:
            known = [str(each) for each in classes]
            advice = nearest(str(name), known) or f"Classes are {listing(known)}."
            raise WhygradError(f"class_weight: there is no class {shown(name)}.\n{advice}")
        if not real(0).holds(weight):
            expected = f"expected {real(0).expected}, not {shown(weight)}"
            raise WhygradError(f"class_weight[{shown(name)}]: {expected}.")


def unit_counts(hidden_layer_sizes: Any) -> list[int]:
    """The units of each hidden layer; a single number is one layer."""
    many = isinstance(hidden_layer_sizes, Iterable)
    return [int(size) for size in hidden_layer_sizes] if many else [int(hidden_layer_sizes)]


def loss_of(loss: Any, names: Mapping[str, str]) -> str:
    """What the builder calls a loss; a formula is what it is."""
    if not is_formula(loss):
        check_choice("loss", loss, tuple(names))
    return names.get(loss, loss)
