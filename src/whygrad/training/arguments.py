"""The arguments of a training, checked: one clear message for each that cannot be used."""

from __future__ import annotations

import math
import numbers
from collections.abc import Mapping
from typing import Any

import numpy as np

from whygrad.language.equations import LEARNING_RATE, Step
from whygrad.language.expressions import names_read
from whygrad.language.messages import WhygradError, counted, listing, nearest
from whygrad.training.data import shown
from whygrad.training.history import WAYS
from whygrad.training.initializers import LARGEST_ARRAY, check_mapping

DTYPES = ("float64", "float32")


def check_lengths(step: Step, lengths: Mapping[str, int]) -> None:
    """No quantity has more entries than an array can be expected to hold."""
    for name, indexes in step.indexes_of().items():
        if math.prod(lengths[index] for index in indexes) > LARGEST_ARRAY:
            sizes = " x ".join(f"{lengths[index]:,}" for index in indexes)
            raise WhygradError(
                f"{name}: {sizes} entries are too many; at most {LARGEST_ARRAY:,} are taken.\n"
                "Take shorter indexes or fewer samples."
            )


def check_count(name: str, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, numbers.Integral) or value < 1:
        raise WhygradError(f"{name}: expected a whole number of 1 or more, not {shown(value)}.")


def check_flag(name: str, value: Any) -> None:
    if not isinstance(value, bool | np.bool_):
        raise WhygradError(f"{name}: expected True or False, not {shown(value)}.")


def check_patience(patience: Any, validation: Any) -> None:
    if patience is None:
        return
    check_count("patience", patience)
    if validation is None:
        raise WhygradError(
            "patience: there is no validation to wait for.\n"
            "Pass `validation=0.2` (`--validation 0.2`), or data of its own."
        )


def check_best(step: Step, best: Any, patience: Any) -> None:
    """`lowest NAME` or `highest NAME` of a scalar equation, where there is patience."""
    if best is None:
        return
    way, _, name = best.partition(" ") if isinstance(best, str) else ("", "", "")
    if way not in WAYS or not name.isidentifier():
        raise WhygradError(
            "best: expected `lowest` or `highest` and the name of a scalar equation, as in"
            f' "highest accuracy", not {shown(best)}.'
        )
    known = step.scalars()
    if name not in known:
        advice = nearest(name, known) or f"Scalar equations are {listing(known)}."
        raise WhygradError(f"best: there is no scalar equation `{name}`.\n{advice}")
    if patience is None:
        raise WhygradError(
            "best: it says which parameters a training with patience keeps.\n"
            "Pass `patience=10` (`--patience 10`) too."
        )


def every_of(every: Any, steps: int, samples: int, batch: int | None) -> int:
    """The steps between two looks: as given, else an epoch; without batches a hundredth."""
    if every is not None:
        check_count("every", every)
        return int(every)
    return max(1, steps // 100) if batch is None else math.ceil(samples / batch)


def check_looks(every: int, steps: int) -> None:
    if every > steps:
        raise WhygradError(
            f"every: the run has {counted(steps, 'step')}, so there would be no look after"
            f" {every}.\nTake a smaller number, or more steps."
        )


def check_batch_size(batch: Any, samples: int) -> None:
    check_count("batch", batch)
    if batch > samples:
        raise WhygradError(f"batch: the data have {samples} samples; expected 1 to {samples}.")


def check_choice(name: str, value: Any, choices: tuple[str, ...]) -> None:
    if not isinstance(value, str) or value not in choices:
        advice = nearest(str(value), choices) or f"Expected {listing(choices, 'or')}."
        raise WhygradError(f"{name}: there is no `{value}`.\n{advice}")


def settings_of(
    step: Step, given: Mapping[str, float] | None, dtype: str = "float64"
) -> dict[str, float]:
    """The value of every setting of the text, those given taking the place of its own."""
    given = {} if given is None else given
    check_mapping("settings", given, '{"decay": 0.1}')
    values = {s.name: float(s.value.value) for s in step.settings if s.value is not None}
    for name in given:
        if name not in values:
            raise WhygradError(f"settings: there is no `{name}`.\n{advice_on(name, values)}")
    for name, value in {**values, **given}.items():
        values[name] = finite(f"settings: {name}", value, dtype)
    return values


def advice_on(name: Any, settings: Mapping[str, float]) -> str:
    """What to do about a setting that there is not."""
    if name == LEARNING_RATE:
        return "It is an argument: `fit(learning_rate=0.01)`, `--learning-rate 0.01`."
    known = f"Settings are {listing(settings)}." if settings else "The text has no setting."
    return nearest(str(name), settings) or known


def finite(name: str, value: Any, dtype: str = "float64") -> float:
    """A number that the type can hold."""
    try:
        if isinstance(value, bool | np.bool_ | str | bytes) or np.ndim(value):
            raise TypeError
        result = float(value)
    except (TypeError, ValueError):
        raise WhygradError(f"{name}: expected a number, not {shown(value)}.") from None
    except OverflowError:
        result = math.inf
    if not math.isfinite(result):
        raise WhygradError(f"{name}: expected a finite number, not {shown(value)}.")
    if abs(result) > float(np.finfo(dtype).max):
        raise WhygradError(f"{name}: {result:g} is too large for {dtype}.")
    return result


def reads_rate(step: Step) -> bool:
    """Whether an equation of the step reads the learning rate."""
    return any(LEARNING_RATE in names_read(equation.expression) for equation in step)


def rate_of(
    step: Step, given: float | None, settings: Mapping[str, float], dtype: str = "float64"
) -> float:
    """The learning rate: the one given, else the text's setting; 0 where nothing reads one."""
    value = settings.get(LEARNING_RATE) if given is None else finite("learning_rate", given, dtype)
    is_read = reads_rate(step)
    if given is not None and step.update and not is_read:
        raise WhygradError("learning_rate: the update rule does not read it.\nLeave it out.")
    if value is None:
        if not is_read:
            return 0.0
        raise WhygradError(
            "learning_rate: none is given.\n"
            "Pass one (`fit(learning_rate=0.01)`, `--learning-rate 0.01`), or write"
            " `learning_rate: setting = 0.01` into the text."
        )
    if value <= 0:
        raise WhygradError(f"learning_rate: expected a number above 0, not {value:g}.")
    return value
