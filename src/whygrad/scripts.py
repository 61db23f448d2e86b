"""Plain programs from a model or from a run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from whygrad.language.equations import Step
from whygrad.language.messages import WhygradError, listing
from whygrad.training.arguments import check_choice, check_count, rate_of
from whygrad.training.history import Column, History
from whygrad.training.optimizers import LBFGS
from whygrad.training.replay import data_of
from whygrad.writers.mains import SMALL
from whygrad.writers.styles import FRAMEWORKS, STYLES, writer_of

Columns = list[str] | tuple[str, list[str]]
STEPS = 1000  # where a script is asked for without a number


def model_script(
    step: Step,
    style: str,
    data: Mapping[str, Any] | None = None,
    steps: int | None = None,
    learning_rate: float | None = None,
    columns: Mapping[str, tuple[Column, ...]] | None = None,
    batch: int | None = None,
    shuffle: bool = True,
    autograd: bool = False,
) -> str:
    """A program that trains the model; without data it reads a CSV file with these columns.

    With `autograd` its gradients are the framework's. Raises `WhygradError` on anything that
    cannot be used.
    """
    check_style(style, autograd)
    if steps is not None:
        check_count("steps", steps)
    rate = None if learning_rate is None else rate_of(step, learning_rate, {})
    if batch is not None:
        check_count("batch", batch)
    return writer_of(style)(
        step,
        data,
        steps=steps or STEPS,
        learning_rate=rate,
        columns=all_columns(columns or {}),
        batch=batch,
        shuffle=shuffle,
        **options_of(style, autograd=autograd),
    )


def run_script(history: History, style: str, autograd: bool = False) -> str:
    """A program that starts where the run started and ends where it ended.

    With `autograd` its gradients are the framework's. Raises `WhygradError` for a style that
    does not exist, or has no framework.
    """
    check_style(style, autograd)
    if history.optimizer == LBFGS:
        raise WhygradError(
            "script: L-BFGS is SciPy's and no list of equations, so that no script can hold it.\n"
            "A script of the model (`model.script()`) trains with update equations."
        )
    check_columns(history)
    return writer_of(style)(
        history.step,
        None if history.data is None else data_of(history),
        {**history.initial, **history.initial_states},
        settings=history.settings,
        steps=history.steps,
        learning_rate=history.learning_rate,
        seed=history.seed,
        columns=all_columns(history.columns),
        batch=history.batch,
        shuffle=history.shuffle,
        held_out=None if history.validation is None else history.validation.share,
        **options_of(style, autograd=autograd, dtype=history.dtype),
    )


def check_columns(history: History) -> None:
    """A script can read the table: numbers, or one column of text for a quantity."""
    data = history.data
    if data is not None and sum(np.size(value) for value in data.values()) <= SMALL:
        return  # they stand in the script
    for name, listed in history.columns.items():
        mixed = len(listed) > 1 and any(column.categories for column in listed)
        if mixed or any(column.gaps for column in listed):
            raise WhygradError(
                f"script: `{name}` comes from columns of text or with missing values, and the"
                " table is too large to stand in the script.\n"
                "`whygrad export` writes the prediction, which takes such rows."
            )


def check_style(style: str, autograd: bool) -> None:
    check_choice("style", style, STYLES)
    if autograd and style not in FRAMEWORKS:
        raise WhygradError(
            f"autograd: a script in the style `{style}` has no framework that finds gradients.\n"
            f"Take the style {listing(FRAMEWORKS, 'or')}, or leave autograd out."
        )


def options_of(style: str, **options: Any) -> dict[str, Any]:
    """Those that only some writers take."""
    taken = "dtype" if style == "c" else "autograd" if style in FRAMEWORKS else ""
    return {name: value for name, value in options.items() if name == taken}


def all_columns(columns: Mapping[str, tuple[Column, ...]]) -> dict[str, Columns]:
    return {name: columns_for(listed) for name, listed in columns.items()}


def columns_for(listed: tuple[Column, ...]) -> Columns:
    """A quantity's columns as a script names them: a list, or a column and its categories."""
    if len(listed) == 1 and listed[0].categories:
        return listed[0].name, list(listed[0].categories)
    return [column.name for column in listed]
