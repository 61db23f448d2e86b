"""The figures of a run that a model file holds, as JSON, and back; every value is checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from math import isfinite, nan
from typing import Any

from whygrad.training.files.metadata import (
    Damaged,
    Reader,
    fields,
    number,
    or_none,
    text,
    texts,
    truth,
    whole,
)
from whygrad.training.measurements import Measurement, Score

MEASURED = "measured"  # the key in the metadata


def measurement_text(found: Measurement) -> dict[str, Any]:
    """As JSON has it: what is no finite number is null."""
    plain = asdict(found)
    for score in plain["scores"]:
        score.update({k: score[k] if isfinite(score[k]) else None for k in ("before", "after")})
    return plain


def measurement_of(value: Any) -> Measurement:
    """Raises `Damaged`."""
    found = Measurement(**fields(MEASURED, value, MEASUREMENT))
    size = len(found.classes)
    rows = found.confusion
    if rows is not None and [len(row) for row in rows] != [size] * size:
        raise Damaged("its confusion table has not a row and a column for each class")
    return found


def each(read: Reader) -> Callable[[Any], tuple[Any, ...]]:
    """A list whose entries are read by one reader."""

    def read_list(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise TypeError
        return tuple(map(read, value))

    return read_list


def figure(value: Any) -> float:
    return nan if value is None else number(value)


def score_of(value: Any) -> Score:
    return Score(**fields(MEASURED, value, SCORE))


SCORE: dict[str, Reader] = {"name": text, "what": text, "before": figure, "after": figure}
MEASUREMENT: dict[str, Reader] = {
    "samples": whole(1),
    "is_held_out": truth,
    "scores": each(score_of),
    "classes": texts,
    "confusion": or_none(each(each(whole(0)))),
}
