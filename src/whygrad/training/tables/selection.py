"""The data that a list of equations takes from a table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from whygrad.language.equations import Declaration, Step
from whygrad.language.messages import WhygradError, counted, nearest, short
from whygrad.training.data import form, shortened
from whygrad.training.history import Arrays, Column
from whygrad.training.tables.encoding import values, with_categories
from whygrad.training.tables.rows import Table
from whygrad.writers.columns import TOLD

Columns = dict[str, tuple[Column, ...]]


class TableData(dict[str, np.ndarray]):
    """Data that know where they stood in a table: `table_columns`."""

    def __init__(self, data: Arrays, columns: Columns):
        super().__init__(data)
        self.table_columns = columns


def take(
    table: Table,
    step: Step,
    columns: Mapping[str, Sequence[str]] | None = None,
    known: Mapping[str, tuple[Column, ...]] | None = None,
    optional: Collection[str] = (),
) -> tuple[Arrays, Columns]:
    """The data that the equations declare, and where each quantity's values stood.

    A quantity takes the column of its name, or those that `columns` names for it. For a
    quantity with a second index a column of text becomes one 0/1 column for each category, in
    alphabetical order. `known` (from a trained model) fixes columns and categories. Names in
    `optional` are taken where `columns` names them alone. One-index data have shape (rows,),
    two-index data (rows, columns), scalars (). Raises `WhygradError` with row and column.
    """
    columns, known = columns or {}, known or {}
    check_columns(step, columns)
    data: Arrays = {}
    found: Columns = {}
    for declared in step.data:
        if declared.name in optional and declared.name not in columns:
            continue
        wanted = wanted_columns(declared, columns, known)
        check_form(table, declared, step.sample_index)
        check_width(declared, step.sample_index, [column.name for column in wanted])
        check_present(table, declared, wanted)
        if declared.name not in known:
            wanted = tuple(with_categories(table, declared, column) for column in wanted)
        data[declared.name] = values(table, declared, wanted)
        found[declared.name] = wanted
    return data, found


def check_columns(step: Step, columns: Mapping[str, Sequence[str]]) -> None:
    """Columns are given for data of the equations; several, for data with a second index."""
    declared = {d.name: d for d in step.data}
    for name, given in columns.items():
        if name not in declared:
            raise WhygradError(
                f"Columns are given for `{name}`, but the equations declare no such data.\n"
                + (nearest(name, declared) or f"Declared are {shortened(declared)}.")
            )
        check_width(declared[name], step.sample_index, given)


def check_width(declared: Declaration, sample: str | None, columns: Sequence[str]) -> None:
    if len(declared.indexes) < 2 and len(columns) > 1:
        raise WhygradError(
            f"`{form(declared)}` takes one column, not {len(columns)} ({shortened(columns)}).\n"
            f"With a second index it takes several: `{declared.name}[{sample or 'i'}, k]: data`."
        )


def wanted_columns(
    declared: Declaration,
    columns: Mapping[str, Sequence[str]],
    known: Mapping[str, tuple[Column, ...]],
) -> tuple[Column, ...]:
    """The columns of one quantity; those of a trained model under the names given anew."""
    before = known.get(declared.name, ())
    others = renamed(columns, known) if any(c.gaps == TOLD for c in before) else {}
    names = columns.get(declared.name) or [others.get(c.name, c.name) for c in before]
    names = names or [declared.name]
    if not before:
        return tuple(Column(name) for name in names)
    if len(names) != len(before):
        raise WhygradError(
            f"`{form(declared)}` was trained on {counted(len(before), 'column')},"
            f" {shortened(c.name for c in before)}; given are {len(names)}."
        )
    return tuple(replace(c, name=name) for name, c in zip(names, before, strict=True))


def renamed(
    columns: Mapping[str, Sequence[str]], known: Mapping[str, tuple[Column, ...]]
) -> dict[str, str]:
    """The names given anew, by those of the training."""
    return {
        column.name: name
        for quantity, names in columns.items()
        for column, name in zip(known.get(quantity, ()), names, strict=False)
    }


def check_form(table: Table, declared: Declaration, sample: str | None) -> None:
    """A table gives scalars, and one or more values a sample."""
    count = len(declared.indexes)
    if count and (declared.indexes[0] != sample or count > 2):
        raise WhygradError(
            f"`{form(declared)}` cannot come from the table {table.source}: a row is one sample,"
            f" so a table gives `{declared.name}`, `{declared.name}[{sample}]` or"
            f" `{declared.name}[{sample}, k]`.\nPass it as an array, in Python."
        )


def check_present(table: Table, declared: Declaration, wanted: tuple[Column, ...]) -> None:
    for column in wanted:
        if column.name in table.unusable:
            raise WhygradError(table.unusable[column.name])
        if column.name not in table.columns:
            advice = nearest(column.name, table.columns)
            several = "a,b,c" if len(declared.indexes) == 2 else "a"
            raise WhygradError(
                f"{table.source}: there is no column `{short(column.name)}`, which"
                f" `{form(declared)}` takes.{' ' + advice if advice else ''}\n"
                f"The columns are {shortened(table.columns)}."
                f" To take other ones: `--columns {declared.name}={several}`."
            )
