"""What is swept: the values of every list, and all that was given by name."""

from __future__ import annotations

import math
from collections.abc import Mapping, Set
from typing import Any

import numpy as np

from whygrad.language.equations import LEARNING_RATE, Step
from whygrad.language.messages import WhygradError
from whygrad.training.arguments import finite, settings_of
from whygrad.training.data import shown
from whygrad.training.history import Arrays
from whygrad.training.initializers import check_mapping, check_seed

SEED = "seed"
MOST_RUNS = 10_000_000
COLUMNS = ("run", SEED, "first_loss", "final_loss", "state", "diverged_at")  # of the table


def given_values(
    step: Step, learning_rate: Any, seed: Any, settings: Mapping[str, Any] | None
) -> dict[str, Any]:
    """All that was given by name, lists and single values, in the order of the grid."""
    settings = {} if settings is None else settings
    check_mapping("settings", settings, '{"decay": [0.01, 0.1]}')
    if LEARNING_RATE in settings and learning_rate is not None:
        raise WhygradError(
            "learning_rate: given twice, as an argument and in `settings`.\nGive it once."
        )
    for name in settings:
        if name in COLUMNS:
            raise WhygradError(
                f"settings: a sweep uses the name `{name}` itself.\nGive that setting another name."
            )
    first = settings
    if LEARNING_RATE not in settings or is_declared(step, LEARNING_RATE):
        first = {n: value for n, value in settings.items() if n != LEARNING_RATE}
        learning_rate = settings.get(LEARNING_RATE, learning_rate)
    settings_of(step, dict.fromkeys(first, 0.0))  # unknown names
    rate = {} if learning_rate is None else {LEARNING_RATE: learning_rate}
    return {**rate, SEED: seed, **first}


def is_declared(step: Step, name: str) -> bool:
    return any(setting.name == name for setting in step.settings)


def axes_of(given: Mapping[str, Any], dtype: str) -> Arrays:
    """The values of whatever was given as a list."""
    lists = {name: values for name, values in given.items() if is_list(values)}
    if not lists:
        raise WhygradError(
            "There is nothing to sweep: every value is a single one.\n"
            "Give a list, as in `learning_rate=[0.001, 0.01, 0.1]`."
        )
    for name, values in lists.items():
        if not len(values):
            raise WhygradError(f"{argument(name)}: the list is empty.\nGive at least one value.")
    check_runs([len(values) for values in lists.values()])
    return {name: axis(name, list(values), dtype) for name, values in lists.items()}


def is_list(value: Any) -> bool:
    """Whether it has values in an order: a list, a tuple, a range, an array, a column."""
    if isinstance(value, str | bytes | Mapping | Set):
        return False
    if isinstance(value, np.ndarray | np.generic):
        return value.ndim > 0
    return hasattr(value, "__len__") and hasattr(value, "__iter__")


def argument(name: str) -> str:
    """How a message calls what was given."""
    return name if name in (LEARNING_RATE, SEED) else f"settings: {name}"


def check_runs(lengths: list[int]) -> None:
    runs = math.prod(lengths)
    if runs > MOST_RUNS:
        factors = " x ".join(f"{length:,}" for length in lengths)
        product = f"{factors} = {runs:,}" if len(lengths) > 1 else factors
        raise WhygradError(
            f"{product} runs are too many; a sweep takes at most {MOST_RUNS:,}.\n"
            "Take shorter lists."
        )


def axis(name: str, values: list[Any], dtype: str) -> np.ndarray:
    """The values of one list, checked one by one."""
    checked: dict[float, None] = {}
    for position, value in enumerate(values):
        place = f"{argument(name)}[{position}]"
        number = checked_seed(place, value) if name == SEED else finite(place, value, dtype)
        if name == LEARNING_RATE and number <= 0:
            raise WhygradError(f"{place}: expected a number above 0, not {number:g}.")
        if number in checked:
            raise WhygradError(f"{place}: {shown(value)} is in the list already.\nGive it once.")
        checked[number] = None
    return np.array(list(checked), np.int64 if name == SEED else np.float64)


def checked_seed(place: str, value: Any) -> int:
    try:
        check_seed(value)
    except WhygradError as error:
        raise WhygradError(str(error).replace(SEED, place, 1)) from None
    return int(value)


def fixed_arguments(fixed: Mapping[str, Any]) -> dict[str, Any]:
    """Values by name as arguments of `fit`."""
    own = {name: fixed[name] for name in (LEARNING_RATE, SEED) if name in fixed}
    return {**own, "settings": {name: v for name, v in fixed.items() if name not in own}}
