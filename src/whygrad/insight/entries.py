"""Entries as a person names them: `weights1[0, 0]`, read and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from whygrad.calculus.dependence import without_gradient
from whygrad.language.equations import GRADIENT, ITERATION, LEARNING_RATE, Step
from whygrad.language.messages import WhygradError, nearest
from whygrad.language.notation import entry_text
from whygrad.language.sizes import index_classes
from whygrad.training.data import shortened, shown

Place = tuple[int, ...]

FORM = re.compile(r"\s*([A-Za-z_]\w*)\s*(?:\[([^\[\]]*)\])?\s*", re.ASCII)
NUMBER = re.compile(r"\s*-?[0-9]{1,18}\s*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A quantity, and one entry of it where a place is given."""

    name: str
    place: Place | None = None

    def __str__(self) -> str:
        return place_text(self.name, self.place or ())


def place_text(name: str, place: Iterable[int]) -> str:
    return entry_text(name, map(str, place))


def known_indexes(step: Step) -> dict[str, tuple[str, ...]]:
    """The indexes of everything that can be asked for."""
    return {LEARNING_RATE: (), ITERATION: (), **step.indexes_of()}


def read_name(text: str, step: Step) -> tuple[str, str | None]:
    """The quantity that a text names, and what stands in its brackets. Raises `WhygradError`."""
    found = FORM.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise malformed(text)
    name, inside = found.groups()
    check_name(name, step)
    return name, inside


def read_entry(text: str, step: Step, lengths: Mapping[str, int]) -> Asked:
    """The quantity or the entry that a text names.

    An index whose length is not in `lengths` is taken as long enough. A scalar is its own
    entry. Raises `WhygradError`.
    """
    name, inside = read_name(text, step)
    indexes = known_indexes(step)[name]
    if inside is None:
        return Asked(name, None if indexes else ())
    parts = inside.split(",")
    if not all(NUMBER.fullmatch(part) for part in parts):
        raise malformed(text)
    return Asked(name, check_place(name, tuple(map(int, parts)), indexes, lengths))


def malformed(text: object) -> WhygradError:
    return WhygradError(
        f"{shown(text)} names no quantity and no entry of one.\n"
        "Expected a name, with whole numbers from 0 for its indexes, as in `weights1[0, 0]`."
    )


def check_name(name: str, step: Step) -> None:
    known = known_indexes(step)
    if name in known:
        return
    if name in index_classes(step):
        raise WhygradError(
            f"`{name}` is an index, no quantity.\nAsk for a quantity that carries it."
        )
    raise unknown(name, step, list(known))


def unknown(name: str, step: Step, known: list[str]) -> WhygradError:
    quantity = name.removeprefix(GRADIENT)
    if quantity != name and quantity in known:
        return WhygradError(
            f"`{quantity}` has no gradient of its own: {no_gradient(quantity, step)}."
        )
    advice = nearest(name, known) or f"There are {shortened(step.indexes_of())}."
    return WhygradError(f"There is no quantity `{name}`.\n{advice}")


def no_gradient(quantity: str, step: Step) -> str:
    """Why a quantity that there is has no line for its gradient."""
    if quantity == step.loss:
        return "it is the loss, whose gradient is 1"
    if quantity in (e.name for e in step.forward):
        # one of numbers alone goes into its readers
        return without_gradient(step).get(
            quantity, "made of numbers alone, it stands in its readers"
        )
    return without_gradient(step).get(quantity, "only parameters and what depends on them have one")


def check_place(
    name: str, place: Place, indexes: tuple[str, ...], lengths: Mapping[str, int]
) -> Place:
    if not indexes:
        raise WhygradError(f"`{name}` is a single number.\nAsk for it without an index: `{name}`.")
    if len(place) != len(indexes):
        takes = f"`{entry_text(name, indexes)}` takes {len(indexes)}"
        given = "1 index" if len(place) == 1 else f"{len(place)} indexes"
        raise WhygradError(
            f"`{place_text(name, place)}` has {given}; {takes}.\n"
            f"Expected something like `{place_text(name, [0] * len(indexes))}`."
        )
    for index, number in zip(indexes, place, strict=True):
        length = lengths.get(index)
        if number < 0 or (length is not None and number >= length):
            end = f"from 0 to {length - 1}" if length is not None else "from 0 upwards"
            raise WhygradError(
                f"`{place_text(name, place)}`: index `{index}` runs {end}, not {number}."
            )
    return place
