"""An optimiser with schedules and clipping: one rule, as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from whygrad.language.equations import GRADIENT, LEARNING_RATE
from whygrad.language.messages import WhygradError, listing, nearest
from whygrad.training.optimizers.rules import NAME
from whygrad.training.optimizers.table import CLIPPING, SCHEDULES
from whygrad.training.optimizers.updates import LBFGS, text_of, title

RATE = "rate"
STEPS = "STEPS"  # in a schedule: the number of steps of the run


def composed(
    optimizer: str,
    schedule: str | Sequence[str] | None = None,
    clip: str | None = None,
    steps: int = 1000,
) -> str:
    """The optimiser alone, or its rule with the learning rate scheduled and gradients clipped.

    Several schedules are multiplied. Raises `WhygradError` on a name that does not exist.
    """
    given: Any = [] if schedule is None else schedule
    schedules = list(given) if isinstance(given, list | tuple) else [given]
    check_names("schedule", schedules, SCHEDULES)
    check_names("clip", [] if clip is None else [clip], CLIPPING)
    text = text_of(optimizer)
    if not schedules and clip is None:
        return optimizer
    if optimizer == LBFGS:
        what = "schedule" if schedules else "clip"
        raise WhygradError(f"{what}: L-BFGS finds the length of its steps itself.\nLeave it out.")
    if schedules and replaced(text, LEARNING_RATE, "") == text:
        raise WhygradError(
            f"schedule: the update rule does not read {LEARNING_RATE}.\nLeave it out."
        )
    parts = [text]
    if clip is not None:
        gradient, lines = CLIPPING[clip]
        parts = [lines, replaced(text, GRADIENT + NAME, gradient)]
    if schedules:
        parts = [
            *schedule_lines(schedules, steps),
            *(replaced(p, LEARNING_RATE, RATE) for p in parts),
        ]
    names = [title(optimizer), *schedules, *([] if clip is None else [f"clipped by {clip}"])]
    return "\n\n".join([f"# {', '.join(names)}", *(part.strip() for part in parts)]) + "\n"


def schedule_lines(schedules: Iterable[str], steps: int) -> list[str]:
    """The lines that set the rate of a step."""
    found = [SCHEDULES[name] for name in schedules]
    factors = "".join(f" * {factor}" for factor, _ in found)
    lines = [declared.replace(STEPS, str(steps)) for _, declared in found]
    rate = f"{RATE}: state = zeros()\n{RATE} = {LEARNING_RATE}{factors}   # of this step"
    return [*lines, rate]


def replaced(text: str, word: str, by: str) -> str:
    """The text with another expression for a word, comments as they were."""
    lines = (line.partition("#") for line in text.split("\n"))
    return "\n".join(re.sub(rf"\b{word}\b", by, code) + sign + note for code, sign, note in lines)


def check_names(argument: str, names: Sequence[Any], known: Mapping[str, Any]) -> None:
    for position, name in enumerate(names):
        if not isinstance(name, str) or name not in known:
            advice = nearest(str(name), known) or f"There are {listing(known)}."
            raise WhygradError(f"{argument}: there is no `{name}`.\n{advice}")
        if name in names[:position]:
            raise WhygradError(f"{argument}: `{name}` stands twice.\nGive it once.")
