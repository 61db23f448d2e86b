"""What a model file says beside its tensors, as JSON, and back; every value is checked."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from whygrad.language.equations import Step
from whygrad.training.data import FLOATS, data_hash
from whygrad.training.history import Column, History, Stopped
from whygrad.writers.columns import GAPS

Reader = Callable[[Any], Any]  # raises TypeError or ValueError


class Damaged(Exception):
    """What does not hold in a record; whoever knows the file makes a message of it."""


class Unreadable(Damaged):
    """Equations that cannot be used, with the message that says why."""


def run_of(history: History, *, embedded: bool) -> dict[str, Any]:
    """The plain values, as JSON has them."""
    data = history.data
    return {
        "optimizer": history.optimizer,
        "settings": {name: float(value) for name, value in history.settings.items()},
        "learning_rate": float(history.learning_rate),
        "steps": int(history.steps),
        "seed": int(history.seed),
        "batch": None if history.batch is None else int(history.batch),
        "dtype": history.dtype,
        "engine": history.engine,
        "engine_reason": history.engine_reason,
        "data_hash": history.data_hash or (data_hash(data) if data is not None else ""),
        "data_embedded": embedded,
        **({} if history.shuffle else {"shuffle": False}),
        "stopped": None if history.stopped is None else asdict(history.stopped),
    }


def json_text(value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except ValueError:
        raise Damaged("one of its numbers is not finite") from None


def read_json(what: str, text: str) -> Any:
    """JSON without doubled keys, NaN and infinity. Raises `Damaged`."""
    try:
        return json.loads(text, object_pairs_hook=unique, parse_constant=refuse)
    except (ValueError, RecursionError):
        raise Damaged(f"`{what}` in its metadata cannot be read") from None


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def refuse(_: str) -> None:
    raise ValueError


def fields(what: str, value: Any, readers: Mapping[str, Reader]) -> dict[str, Any]:
    """An object with exactly these keys, each value read by its reader."""
    if not isinstance(value, dict) or value.keys() != readers.keys():
        raise Damaged(f"`{what}` in its metadata has not the fields that it should have")
    found = {}
    for key, read in readers.items():
        try:
            found[key] = read(value[key])
        except (TypeError, ValueError, OverflowError):
            raise Damaged(f"`{key}` in its metadata cannot be what it says") from None
    return found


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # raises for halves of characters, which nothing could print
    return value


def texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(map(text, value))


def number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    if not np.isfinite(float(value)):
        raise ValueError
    return float(value)


def whole(least: int, most: int = 2**63 - 1) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError
        return value

    return read


def float_name(value: Any) -> str:
    if value not in FLOATS:
        raise ValueError
    return str(value)


def or_none(reader: Reader) -> Reader:
    return lambda value: None if value is None else reader(value)


def numbers(value: Any) -> dict[str, float]:
    if not isinstance(value, dict):
        raise TypeError
    return {key: number(each) for key, each in value.items()}


def truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def read_stopped(value: Any) -> Stopped:
    readers = {"step": whole(0), "quantity": text, "learning_rate": number, "advice": text}
    return Stopped(**fields("stopped", value, readers))


RUN: dict[str, Reader] = {
    "optimizer": text,
    "settings": numbers,
    "learning_rate": number,
    "steps": whole(0),
    "seed": whole(0, 2**32 - 1),
    "batch": or_none(whole(1)),
    "shuffle": truth,
    "dtype": float_name,
    "engine": text,
    "engine_reason": text,
    "data_hash": text,
    "data_embedded": truth,
    "stopped": or_none(read_stopped),
}


def read_run(value: Any) -> dict[str, Any]:
    """The plain values; samples are shuffled unless the file says that they are not."""
    return fields("run", {"shuffle": True, **value} if isinstance(value, dict) else value, RUN)


def columns_of(value: Any, step: Step) -> dict[str, tuple[Column, ...]]:
    """Where the data stood in a table, by name."""
    names = [d.name for d in step.data]
    if not isinstance(value, dict) or not all(isinstance(each, list) for each in value.values()):
        raise Damaged("`columns` in its metadata cannot be read")
    if any(name not in names or not columns for name, columns in value.items()):
        raise Damaged("its columns belong to no data of its equations")
    return {name: tuple(map(column_of, columns)) for name, columns in value.items()}


def column_text(column: Column) -> dict[str, Any]:
    """A column as JSON has it; only one that may have gaps says so."""
    found = asdict(column)
    return found if column.gaps else {k: value for k, value in found.items() if k != "gaps"}


def column_of(value: Any) -> Column:
    given = {"gaps": "", **value} if isinstance(value, dict) else value
    return Column(**fields("columns", given, COLUMN))


def read_gaps(value: Any) -> str:
    if value not in GAPS:
        raise ValueError
    return str(value)


COLUMN: dict[str, Reader] = {"name": text, "categories": texts, "gaps": read_gaps}
