"""Data of one sample, as a command line gives it: `celsius=42`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from whygrad.language.equations import Declaration, Step
from whygrad.language.messages import WhygradError, counted, nearest
from whygrad.training.data import form, shortened
from whygrad.training.history import Arrays, Column
from whygrad.training.tables.cells import number, short, wrong_number
from whygrad.training.tables.encoding import unseen_category

Known = Mapping[str, tuple[Column, ...]]


def parse_assignments(
    assignments: Iterable[str],
    step: Step,
    known: Known | None = None,
    optional: Collection[str] = (),
) -> Arrays:
    """One sample: `["celsius=42", "inputs=1,0,0"]`.

    A quantity with the sample index gets length 1 on it. Where `known` (from a trained model)
    has categories for a column, the category's name stands in its place. Raises `WhygradError`.
    """
    declared = {d.name: d for d in step.data}
    data: Arrays = {}
    for name, texts in split_all(assignments, tuple(declared)).items():
        columns = (known or {}).get(name, ())
        data[name] = one_sample(declared[name], texts, columns, step.sample_index)
    missing = [d for d in step.data if d.name not in data and d.name not in optional]
    if missing:
        values = "1,0,0" if len(missing[0].indexes) > 1 else "1"
        raise WhygradError(
            f"`{form(missing[0])}` has no value.\nGive one, as in `{missing[0].name}={values}`."
        )
    return data


def split_all(assignments: Iterable[str], names: Sequence[str]) -> dict[str, list[str]]:
    """Each name with what is given for it, between the commas."""
    found: dict[str, list[str]] = {}
    for assignment in assignments:
        name, equals, right = assignment.partition("=")
        name = name.strip()
        if not equals or not name:
            raise WhygradError(
                f"`{short(assignment)}` gives nothing to a name.\n"
                f"Expected something like `{names[0] if names else 'name'}=1`."
            )
        if name not in names:
            advice = nearest(name, names) or f"Declared are {shortened(names)}."
            raise WhygradError(f"The equations declare no data called `{short(name)}`.\n{advice}")
        if name in found:
            raise WhygradError(f"`{name}` is given twice.\nGive it once: `{name}={right}`.")
        found[name] = [part.strip() for part in right.split(",")]
    return found


def one_sample(
    declared: Declaration, texts: list[str], columns: tuple[Column, ...], sample: str | None
) -> np.ndarray:
    """The values with as many axes as the quantity has indexes."""
    own = declared.indexes[1:] if declared.indexes[:1] == (sample,) else declared.indexes
    if len(own) > 1:
        raise WhygradError(
            f"`{form(declared)}` cannot be given here: it has {len(own)} indexes besides the"
            " sample's.\nPass it as an array, in Python."
        )
    check_count(declared, texts, columns, several=bool(own))
    numbers: list[float] = []
    for place, text in enumerate(texts):
        column = columns[place] if columns else Column(declared.name)
        numbers += numbers_of(declared, text, column)
    shape = tuple(1 if index == sample else -1 for index in declared.indexes)
    return np.array(numbers).reshape(shape)


def check_count(
    declared: Declaration, texts: list[str], columns: tuple[Column, ...], *, several: bool
) -> None:
    if not several and len(texts) != 1:
        raise WhygradError(
            f"`{form(declared)}` takes one value here; given are {len(texts)}.\n"
            f"A number has a decimal point, as in `{declared.name}=1.5`."
        )
    if columns and len(texts) != len(columns):
        raise WhygradError(
            f"`{form(declared)}` takes {counted(len(columns), 'value')}:"
            f" {shortened(c.name for c in columns)}; given are {len(texts)}."
        )


def numbers_of(declared: Declaration, text: str, column: Column) -> list[float]:
    """The number, or a 0 or 1 for each category."""
    if column.categories:
        if text not in column.categories:
            where = f"`{declared.name}`, column `{column.name}`"
            raise WhygradError(f"{where}: {unseen_category(text, column.categories)}")
        return [float(text == category) for category in column.categories]
    try:
        value = number(text)
    except ValueError:
        what, expected = wrong_number(text)
        what = "a value is missing" if not text else what
        expected = expected if text else f"Expected a number, as in `{declared.name}=1.5`."
        raise WhygradError(f"`{declared.name}`: {what}.\n{expected}") from None
    if not np.isfinite(value):
        raise WhygradError(f"`{declared.name}`: {text} is no finite number.")
    return [value]
