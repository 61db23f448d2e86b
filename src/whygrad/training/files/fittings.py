"""What a model file says of a training on its way: why it ended, its validation, its best step.

A run that has all its steps and no validation has nothing of this in its file.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from whygrad.language.messages import WhygradError
from whygrad.language.sizes import index_lengths
from whygrad.training.arguments import check_best
from whygrad.training.data import data_hash
from whygrad.training.files.metadata import (
    Damaged,
    Reader,
    fields,
    number,
    or_none,
    text,
    truth,
    whole,
)
from whygrad.training.files.soundness import check_arrays, check_names, shapes
from whygrad.training.history import ENDINGS, Arrays, History, Moment, Validation

FITTING = "fitting"  # the key in the metadata
CURVE, HELD_OUT = "validation", "validation_data"  # the first parts of tensors' names
BEST, BEST_STATE = "best", "best_state"
GROUPS = (CURVE, HELD_OUT, BEST, BEST_STATE)


def fitting_of(history: History, most: int) -> tuple[dict[str, Arrays], dict[str, Any] | None]:
    """Tensors by group, and plain values; `most` bytes of data held out are taken."""
    validation, best = history.validation, history.best
    plain = history.ending == "finished" and history.goal == history.steps
    if plain and validation is None and best is None:
        return {}, None
    groups: dict[str, Arrays] = {}
    if best is not None:
        groups |= {BEST: best.parameters, BEST_STATE: best.states}
    about: dict[str, Any] | None = None
    if validation is not None:
        data = validation.data or {}
        embedded = 0 < sum(array.nbytes for array in data.values()) <= most
        groups |= {CURVE: validation.scalars, HELD_OUT: data if embedded else {}}
        about = {
            "every": int(validation.every),
            "patience": None if validation.patience is None else int(validation.patience),
            **({} if validation.best is None else {"best": validation.best}),
            "share": validation.share,
            "data_hash": validation.data_hash,
            "data_embedded": embedded,
        }
    return groups, {
        "goal": int(history.goal),
        "ending": history.ending,
        "validation": about,
        "best": None if best is None else int(best.step),
    }


def with_fitting(history: History, groups: dict[str, Arrays], value: Any) -> History:
    """The run with what its file says here. Raises `Damaged`."""
    found = fields(FITTING, value, READERS)
    about, step = found["validation"], found["best"]
    if found["goal"] < history.steps:
        raise Damaged("it has more steps than were asked for")
    best = None if step is None else Moment(step, groups[BEST], groups[BEST_STATE])
    validation = None
    if about is not None:
        embedded = about.pop("data_embedded")
        held = groups[HELD_OUT] if embedded else None
        validation = Validation(scalars=groups[CURVE], data=held, **about)
    used = {
        BEST: best is not None,
        BEST_STATE: best is not None,
        CURVE: validation is not None,
        HELD_OUT: validation is not None and validation.data is not None,
    }
    for group, is_used in used.items():
        if groups[group] and not is_used:
            raise Damaged(f"it holds tensors `{group}` that its metadata do not mention")
    return replace(
        history, goal=found["goal"], ending=found["ending"], validation=validation, best=best
    )


def check_fitting(history: History) -> None:
    """Whether all of it fits the run. Raises `Damaged`."""
    if history.validation is not None:
        check_validation(history, history.validation)
    if history.best is not None:
        check_moment(history, history.best)


def check_validation(history: History, validation: Validation) -> None:
    names = history.step.scalars()
    check_names(CURVE, validation.scalars, names)
    try:
        check_best(history.step, validation.best, validation.patience)
    except WhygradError as error:
        raise Damaged(f"its validation does not fit it. {error}".rstrip(".")) from None
    looks = len(validation.steps)
    for name, values in validation.scalars.items():
        if values.dtype.name != history.dtype or values.shape != (looks,):
            raise Damaged(f"the tensor `{CURVE}.{name}` has not one entry a look")
    if validation.data is not None:
        check_arrays(HELD_OUT, validation.data, history.step.data, history.dtype)
        check_lengths(history, validation.data)
        if data_hash(validation.data) != validation.data_hash:
            raise Damaged("its validation data are not those that it was validated on")


def check_lengths(history: History, held: Arrays) -> None:
    learned = shapes({**history.parameters, **history.states})
    try:
        index_lengths(history.step, {**shapes(held), **learned})
    except WhygradError as error:
        raise Damaged(f"its validation data do not fit it. {error}".rstrip(".")) from None


def check_moment(history: History, best: Moment) -> None:
    step = history.step
    check_arrays(BEST, best.parameters, step.parameters, history.dtype)
    check_arrays(BEST_STATE, best.states, step.declared("state"), history.dtype)
    kept = shapes({**best.parameters, **best.states})
    if kept != shapes({**history.parameters, **history.states}):
        raise Damaged("the tensors of its best step differ in shape from those of its last")
    if best.step > history.steps:
        raise Damaged("its best step comes after its last")


def read_ending(value: Any) -> str:
    if value not in ENDINGS:
        raise ValueError
    return str(value)


def read_share(value: Any) -> float:
    share = number(value)
    if not 0 < share < 1:
        raise ValueError
    return share


def read_validation(value: Any) -> dict[str, Any]:
    with_best = {"best": None, **value} if isinstance(value, dict) else value
    return fields("validation", with_best, VALIDATION)


VALIDATION: dict[str, Reader] = {
    "every": whole(1),
    "patience": or_none(whole(1)),
    "best": or_none(text),
    "share": or_none(read_share),
    "data_hash": text,
    "data_embedded": truth,
}
READERS: dict[str, Reader] = {
    "goal": whole(0),
    "ending": read_ending,
    "validation": or_none(read_validation),
    "best": or_none(whole(1)),
}
