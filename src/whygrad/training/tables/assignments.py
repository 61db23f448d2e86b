"""Data of one sample, as a command line gives it: `celsius=42`."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from whygrad.language.equations import Declaration, Step
from whygrad.language.messages import WhygradError, counted, nearest, short
from whygrad.training.data import form, shortened
from whygrad.training.history import Arrays, Column
from whygrad.training.tables.cells import is_missing, number, wrong_number
from whygrad.training.tables.encoding import unseen_category
from whygrad.writers.columns import TOLD

Known = Mapping[str, tuple[Column, ...]]


def parse_assignments(
    assignments: Iterable[str],
    step: Step,
    known: Known | None = None,
    optional: Collection[str] = (),
) -> Arrays:
    """One sample: `["celsius=42", "inputs=1,0,0"]`, or by the columns of a table: `["size=3"]`.

    A quantity with the sample index gets length 1 on it. Where `known` (from a trained model)
    has categories for a column, the category's name stands in its place; where it has them
    filled in, a value may be missing: `inputs=1,,0`. Raises `WhygradError`.
    """
    declared = {d.name: d for d in step.data}
    data: Arrays = {}
    known = known or {}
    names = [column.name for columns in known.values() for column in columns]
    given = split_all(assignments, tuple(declared), names)
    given = by_quantity(given, declared, known)
    for name, texts in (given | told(given, known)).items():
        columns = known.get(name, ())
        data[name] = one_sample(declared[name], texts, columns, step.sample_index)
    missing = [d for d in step.data if d.name not in data and d.name not in optional]
    if missing:
        values = "1,0,0" if len(missing[0].indexes) > 1 else "1"
        raise WhygradError(
            f"`{form(missing[0])}` has no value.\nGive one, as in `{missing[0].name}={values}`."
        )
    return data


def split_all(
    assignments: Iterable[str], names: Sequence[str], columns: Collection[str] = ()
) -> dict[str, list[str]]:
    """Each name with what is given for it, between the commas; `columns` are names too."""
    found: dict[str, list[str]] = {}
    for assignment in assignments:
        name, equals, right = assignment.partition("=")
        name = name.strip()
        if not equals or not name:
            raise WhygradError(
                f"`{short(assignment)}` gives nothing to a name.\n"
                f"Expected something like `{names[0] if names else 'name'}=1`."
            )
        if name not in names and name not in columns:
            advice = nearest(name, (*names, *columns)) or f"Declared are {shortened(names)}."
            raise WhygradError(f"The equations declare no data called `{short(name)}`.\n{advice}")
        if name in found:
            raise WhygradError(f"`{name}` is given twice.\nGive it once: `{name}={right}`.")
        found[name] = cells_of(name, right)
    return found


def cells_of(name: str, text: str) -> list[str]:
    """The cells of a row, as a CSV file has them."""
    try:
        cells = next(csv.reader([text], skipinitialspace=True, strict=True), [])
    except csv.Error:
        raise WhygradError(
            f"`{name}`: the double quotes in {short(text)} do not match.\n"
            "A value that holds a comma stands in them."
        ) from None
    return [cell.strip() for cell in cells] or [""]


def by_quantity(
    given: Mapping[str, list[str]],
    declared: Mapping[str, Declaration],
    known: Known,
) -> dict[str, list[str]]:
    """What is given for single columns, put together for the quantity that takes them.

    Those that are not given count as missing.
    """
    found = {name: texts for name, texts in given.items() if name in declared}
    for column, texts in given.items():
        if column in declared:
            continue
        name = quantity_of(column, known)
        if name in given:
            raise WhygradError(
                f"`{short(column)}` is a column of `{name}`, which is given too.\nGive one of them."
            )
        if len(texts) != 1:
            raise WhygradError(
                f"`{short(column)}` takes one value; given are {len(texts)}.\n"
                "A value that holds a comma stands in double quotes."
            )
        found[name] = [given.get(each.name, [""])[0] for each in known[name]]
    return found


def quantity_of(column: str, known: Known) -> str:
    """The quantity that a column tells the values of."""
    return next(
        name
        for name, columns in known.items()
        if any(each.name == column and each.gaps != TOLD for each in columns)
    )


def told(given: Mapping[str, list[str]], known: Known) -> dict[str, list[str]]:
    """The cells of quantities that tell which values of others are missing, from these."""
    cells = {
        column.name: text
        for name, texts in given.items()
        for column, text in zip(known.get(name, ()), texts, strict=False)
    }
    return {
        name: [cells[column.name] for column in columns]
        for name, columns in known.items()
        if name not in given
        and all(column.gaps == TOLD and column.name in cells for column in columns)
    }


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
    if column.gaps == TOLD:
        return [float(is_missing(text))] * column.width
    if column.gaps and is_missing(text):
        return [0.0] * column.width
    where = f"`{declared.name}`"
    if column.name != declared.name:
        where += f", column `{short(column.name)}`"
    if column.categories:
        if text not in column.categories:
            raise WhygradError(f"{where}: {unseen_category(text, column.categories)}")
        return [float(text == category) for category in column.categories]
    try:
        value = number(text)
    except ValueError:
        what, expected = wrong_number(text)
        if is_missing(text):
            expected = "Expected a number, as in `1.5`."
        raise WhygradError(f"{where}: {what}.\n{expected}") from None
    if not np.isfinite(value):
        raise WhygradError(f"{where}: {text} is no finite number.")
    return [value]
