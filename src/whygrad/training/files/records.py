"""A training run as tensors and metadata, and back; all that is read is checked."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from whygrad.language.equations import Step
from whygrad.language.messages import WhygradError
from whygrad.language.notation import step_text
from whygrad.language.parsing import parse
from whygrad.training.data import data_hash
from whygrad.training.files.fittings import FITTING, check_fitting, fitting_of, with_fitting
from whygrad.training.files.fittings import GROUPS as FITTING_GROUPS
from whygrad.training.files.measured import MEASURED, measurement_of, measurement_text
from whygrad.training.files.metadata import (
    Damaged,
    Unreadable,
    column_text,
    columns_of,
    json_text,
    read_json,
    read_run,
    run_of,
)
from whygrad.training.files.soundness import check, check_columns
from whygrad.training.history import Arrays, History
from whygrad.version import __version__

FORMAT = "whygrad"
FORMAT_VERSION = 1
MOST_EMBEDDED = 1_000_000  # bytes of data that the file carries itself
CHECKSUM = "checksum"

# the first part of a tensor's name, and where the History has it
GROUPS = {
    "initial": "initial",
    "final": "parameters",
    "initial_state": "initial_states",
    "state": "states",
    "history": "scalars",
    "data": "data",
}

Rebuild = Callable[[Step, str], Step]


def encode(history: History) -> tuple[Arrays, dict[str, str]]:
    """Tensors and metadata. Raises `Damaged` where the parts do not fit together."""
    held = history.data
    embedded = held is not None and held.nbytes <= MOST_EMBEDDED and not history.is_changed
    if not embedded:  # data that stay outside are not looked through for each checkpoint
        history = replace(history, data_hash=hash_of(history), data=None)
    check(history)
    check_fitting(history)
    kept = {group: getattr(history, attribute) or {} for group, attribute in GROUPS.items()}
    more, fitting = fitting_of(history, MOST_EMBEDDED)
    tensors: Arrays = {}
    for group, arrays in {**kept, **more}.items():
        for name, array in arrays.items():
            tensors[f"{group}.{name}"] = np.asarray(array, order="C")
    metadata = {
        "format": FORMAT,
        "format_version": str(FORMAT_VERSION),
        "whygrad": __version__,
        "numpy": np.__version__,
        "python": platform.python_version(),
        "equations": own_text(history.step),
        "source": history.source,
        "run": json_text(run_of(history, embedded=embedded)),
        "columns": json_text(
            {n: [column_text(c) for c in cs] for n, cs in history.columns.items()}
        ),
    }
    if fitting is not None:
        metadata[FITTING] = json_text(fitting)
    if history.measured is not None:
        metadata[MEASURED] = json_text(measurement_text(history.measured))
    try:
        "".join(metadata.values()).encode()
    except UnicodeEncodeError:
        raise Damaged("one of its texts holds half a character") from None
    return tensors, {**metadata, CHECKSUM: checksum(tensors, metadata)}


def decode(tensors: Arrays, metadata: Mapping[str, str], rebuild: Rebuild) -> History:
    """The run. `rebuild` makes the whole step of the forward step and the optimiser's name.

    Raises `Damaged`.
    """
    missing = [key for key in ("equations", "source", "run", "columns") if key not in metadata]
    if missing:
        raise Damaged(f"its metadata lack `{missing[0]}`")
    rest = {key: value for key, value in metadata.items() if key != CHECKSUM}
    if metadata.get(CHECKSUM) != checksum(tensors, rest):
        raise Damaged("its content has changed since it was written")
    run = read_run(read_json("run", metadata["run"]))
    try:
        step = rebuild(parse(metadata["equations"]), run["optimizer"])
    except WhygradError as error:
        raise Unreadable(error) from None
    arrays: dict[str, Any] = {group: ordered(step, a) for group, a in groups(tensors).items()}
    more = {group: arrays.pop(group) for group in FITTING_GROUPS}
    if not run.pop("data_embedded"):
        if arrays["data"]:
            raise Damaged("it holds data that its metadata do not mention")
        arrays["data"] = None
    history = History(
        step=step,
        source=metadata["source"],
        columns=columns_of(read_json("columns", metadata["columns"]), step),
        **arrays,
        **run,
    )
    check(history)
    check_columns(history)
    if FITTING in metadata or any(more.values()):
        history = with_fitting(history, more, read_json(FITTING, metadata.get(FITTING, "")))
        check_fitting(history)
    if MEASURED in metadata:
        history.measured = measurement_of(read_json(MEASURED, metadata[MEASURED]))
    return history


def ordered(step: Step, arrays: Arrays) -> Arrays:
    """Arrays in the order of the list; a file gives them back in none."""
    names = [line.name for line in step.declarations] + [line.name for line in step.forward]
    places = {name: place for place, name in enumerate(names)}
    return {name: arrays[name] for name in sorted(arrays, key=lambda n: places.get(n, len(names)))}


def hash_of(history: History) -> str:
    return history.data_hash or ("" if history.data is None else data_hash(history.data))


def size(arrays: Iterable[np.ndarray]) -> int:
    return sum(array.nbytes for array in arrays)


def checksum(tensors: Arrays, metadata: Mapping[str, str]) -> str:
    text = json_text(dict(sorted(metadata.items())))
    return hashlib.sha256(f"{data_hash(tensors)}\n{text}".encode()).hexdigest()


def own_text(step: Step) -> str:
    """The declarations and forward equations without what derivation and optimiser added.

    The person's own text, if it is the list that was run, else the list written anew.
    """
    for text in (step.text, step_text(without_additions(step))):
        try:
            read = parse(text)
        except WhygradError:
            continue
        same = read.declarations == step.declarations[: len(read.declarations)]
        if same and read.forward == step.forward:
            return text
    raise Damaged("its equations cannot be written so that they read in again")


def without_additions(step: Step) -> Step:
    """An optimiser appends settings and states that no line of a text declares."""
    declarations = list(step.declarations)
    while declarations and declarations[-1].kind in ("setting", "state"):
        if declarations[-1].place is not None:
            break
        declarations.pop()
    return replace(step, declarations=tuple(declarations), backward=(), update=())


def groups(tensors: Arrays) -> dict[str, Arrays]:
    """The tensors under the names that a History has for them."""
    places = {**GROUPS, **dict(zip(FITTING_GROUPS, FITTING_GROUPS, strict=True))}
    found: dict[str, Arrays] = {attribute: {} for attribute in places.values()}
    for full, array in tensors.items():
        group, _, name = full.partition(".")
        if group not in places:
            raise Damaged(f"the tensor `{full}` belongs to nothing")
        found[places[group]][name] = array
    return found
