"""A CSV table, and the data that a list of equations takes from it."""

from __future__ import annotations

import io
import os
from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from whygrad.language.equations import Declaration, Step
from whygrad.language.messages import WhygradError, counted, listing, nearest
from whygrad.training.cells import MOST_CATEGORIES, Cells, is_number, short, wrong_number
from whygrad.training.data import form, shortened
from whygrad.training.history import Arrays, Column
from whygrad.training.opening import open_file
from whygrad.training.rows import EXPECTED, Rows, not_utf8

LARGEST_TABLE = 2 * 10**9  # bytes of the file
MOST_ENTRIES = 250_000_000  # of one quantity, so 2 GB

Columns = dict[str, tuple[Column, ...]]


@dataclass(frozen=True)
class Table:
    """Columns by name, each with its cells, and the line of the file for each row."""

    source: str
    lines: array[int]
    columns: Mapping[str, Cells]

    def __len__(self) -> int:
        return len(self.lines)

    def place(self, position: int, name: str) -> str:
        """Where a cell stands, for messages; the header is in row 1 of the file."""
        return f"{self.source}, row {self.lines[position]}, column `{name}`"


def read_table(path: str | os.PathLike[str]) -> Table:
    """A CSV file: a header, then rows of as many fields, separated by commas, in UTF-8.

    Blank lines are skipped. Raises `WhygradError` with file and row.
    """
    with open_file(path, "a CSV file", LARGEST_TABLE) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        try:
            return read_rows(Rows(text, str(path)))
        except UnicodeDecodeError:
            raise not_utf8(file, str(path)) from None
        finally:
            text.detach()


def read_rows(rows: Rows) -> Table:
    lines = array("q")
    columns = [Cells() for _ in rows.names]
    for numbers, block in rows.blocks():
        lines.extend(numbers)
        for cells, texts in zip(columns, zip(*block, strict=True), strict=True):
            cells.extend(texts)
    if not lines:
        raise WhygradError(f"{rows.source} has a header, but no rows.\n{EXPECTED}")
    named = {name: cells for name, cells in zip(rows.names, columns, strict=True) if name}
    return Table(rows.source, lines, named)


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
    `optional` may be missing, or their column empty. One-index data have shape (rows,),
    two-index data (rows, columns), scalars (). Raises `WhygradError` with row and column.
    """
    columns, known = columns or {}, known or {}
    check_names(step, columns)
    data: Arrays = {}
    found: Columns = {}
    for declared in step.data:
        wanted = wanted_columns(declared, columns, known)
        chosen = declared.name in columns
        if declared.name in optional and not chosen and not all_there(table, wanted):
            continue
        check_form(table, declared, step.sample_index, wanted)
        check_present(table, declared, wanted)
        if declared.name not in known:
            wanted = tuple(with_categories(table, declared, column) for column in wanted)
        data[declared.name] = values(table, declared, wanted)
        found[declared.name] = wanted
    return data, found


def check_names(step: Step, columns: Mapping[str, Sequence[str]]) -> None:
    declared = [d.name for d in step.data]
    for name in columns:
        if name not in declared:
            raise WhygradError(
                f"Columns are given for `{name}`, but the equations declare no such data.\n"
                + (nearest(name, declared) or f"Declared are {shortened(declared)}.")
            )


def wanted_columns(
    declared: Declaration,
    columns: Mapping[str, Sequence[str]],
    known: Mapping[str, tuple[Column, ...]],
) -> tuple[Column, ...]:
    """The columns of one quantity; those of a trained model under the names given anew."""
    before = known.get(declared.name, ())
    names = columns.get(declared.name) or [c.name for c in before] or [declared.name]
    if not before:
        return tuple(Column(name) for name in names)
    if len(names) != len(before):
        raise WhygradError(
            f"`{form(declared)}` was trained on {counted(len(before), 'column')},"
            f" {shortened(c.name for c in before)}; given are {len(names)}."
        )
    return tuple(Column(name, c.categories) for name, c in zip(names, before, strict=True))


def all_there(table: Table, wanted: tuple[Column, ...]) -> bool:
    return all(c.name in table.columns and not table.columns[c.name].empty for c in wanted)


def check_form(
    table: Table, declared: Declaration, sample: str | None, wanted: tuple[Column, ...]
) -> None:
    """A table gives scalars, and one or more values a sample."""
    count = len(declared.indexes)
    if count and (declared.indexes[0] != sample or count > 2):
        raise WhygradError(
            f"`{form(declared)}` cannot come from the table {table.source}: a row is one sample,"
            f" so a table gives `{declared.name}`, `{declared.name}[{sample}]` or"
            f" `{declared.name}[{sample}, k]`.\nPass it as an array, in Python."
        )
    if count < 2 and len(wanted) > 1:
        raise WhygradError(
            f"`{form(declared)}` takes one column, not {len(wanted)}"
            f" ({shortened(c.name for c in wanted)}).\n"
            f"With a second index it takes several: `{declared.name}[{sample}, k]: data`."
        )


def check_present(table: Table, declared: Declaration, wanted: tuple[Column, ...]) -> None:
    for column in wanted:
        if column.name not in table.columns:
            advice = nearest(column.name, table.columns)
            several = "a,b,c" if len(declared.indexes) == 2 else "a"
            raise WhygradError(
                f"{table.source}: there is no column `{short(column.name)}`, which"
                f" `{form(declared)}` takes.{' ' + advice if advice else ''}\n"
                f"The columns are {shortened(table.columns)}."
                f" To take other ones: `--columns {declared.name}={several}`."
            )


def with_categories(table: Table, declared: Declaration, column: Column) -> Column:
    """The column with its categories, where it is one of text and the quantity takes them."""
    cells = table.columns[column.name]
    if cells.fault is None or cells.fault[0] > 0 or cells.empty:
        return column  # numbers, or a fault among them
    if len(declared.indexes) != 2:
        if not cells.fault[1].strip() or wrong_number(cells.fault[1])[0].endswith("in it"):
            return column
        raise WhygradError(
            f"{table.place(0, column.name)}: '{short(cells.fault[1])}' is text, but"
            f" `{form(declared)}` needs numbers.\nOnly for a quantity with a second index does"
            " text become one column of 0 and 1 for each category."
        )
    check_texts(table, column.name, cells)
    return Column(column.name, tuple(sorted({text.strip() for text in cells.texts})))


def check_texts(table: Table, name: str, cells: Cells) -> None:
    """Every cell is text: none is empty, none a number, and there are not too many kinds."""
    if cells.codes is None:
        raise WhygradError(
            f"{table.source}: column `{name}` holds more than {MOST_CATEGORIES:,} different"
            f" texts, the first '{short(cells.fault[1] if cells.fault else '')}'.\n"
            "Expected numbers, or a few categories that come again."
        )
    blank = [text for text in cells.texts if not text.strip()]
    if blank:
        position, _ = cells.first(blank)
        raise WhygradError(
            f"{table.place(position, name)}: the cell is empty.\n"
            "Expected a category: fill it in, or leave the row out."
        )
    numbers = [text for text in cells.texts if is_number(text)]
    if numbers:
        position, text = cells.first(numbers)
        raise WhygradError(
            f"{table.place(position, name)}: '{short(text)}' is a number, but the column begins"
            f" with the text '{short(cells.fault[1] if cells.fault else '')}'.\n"
            "Expected only numbers or only text in one column."
        )


def values(table: Table, declared: Declaration, wanted: tuple[Column, ...]) -> np.ndarray:
    """The quantity's values, with as many axes as it has indexes."""
    if len(declared.indexes) < 2:
        numbers = numeric(table, declared, wanted[0].name)
        return numbers if declared.indexes else only_value(table, declared, numbers, wanted[0].name)
    width = sum(len(column.categories) or 1 for column in wanted)
    if width * len(table) > MOST_ENTRIES:
        raise WhygradError(
            f"{table.source}: `{form(declared)}` would have {len(table):,} x {width:,} numbers;"
            f" at most {MOST_ENTRIES:,} are taken.\nTake fewer columns, categories or rows."
        )
    result = np.empty((len(table), width))
    first = 0
    for column in wanted:
        last = first + (len(column.categories) or 1)
        result[:, first:last] = block(table, declared, column)
        first = last
    return result


def block(table: Table, declared: Declaration, column: Column) -> np.ndarray:
    """The one numeric column, or one of 0 and 1 for each category."""
    if column.categories:
        return indicators(table, column)
    return numeric(table, declared, column.name)[:, np.newaxis]


def numeric(table: Table, declared: Declaration, name: str) -> np.ndarray:
    cells = table.columns[name]
    if cells.fault:
        position, text = cells.fault
        what, expected = wrong_number(text)
        raise WhygradError(
            f"{table.place(position, name)}: {what}, but `{form(declared)}` needs numbers.\n"
            f"{expected}"
        )
    numbers = np.array(cells.numbers)
    finite = np.isfinite(numbers)
    if not finite.all():
        position = int(np.argmin(finite))
        raise WhygradError(
            f"{table.place(position, name)}: {numbers[position]} is no finite number, which"
            f" `{form(declared)}` needs.\nFill the cell in, or leave the row out."
        )
    return numbers


def only_value(table: Table, declared: Declaration, numbers: np.ndarray, name: str) -> np.ndarray:
    """The one value of a scalar, which stands in each row."""
    other = numbers != numbers[0]
    if other.any():
        position = int(np.argmax(other))
        raise WhygradError(
            f"{table.place(position, name)}: {numbers[position]} differs from {numbers[0]} in"
            f" row {table.lines[0]}, but `{declared.name}` has no index.\nExpected the same"
            f" number in each row; with one for each, declare `{declared.name}[i]: data`."
        )
    return np.array(numbers[0])


def indicators(table: Table, column: Column) -> np.ndarray:
    """One column of 0 and 1 for each category. Raises for one that is not known."""
    cells = table.columns[column.name]
    if cells.codes is None:
        raise WhygradError(
            f"{table.source}: column `{column.name}` holds more than {MOST_CATEGORIES:,} different"
            f" values; the model knows {counted(len(column.categories), 'category')}."
        )
    positions = {category: place for place, category in enumerate(column.categories)}
    unseen = [text for text in cells.texts if text.strip() not in positions]
    if unseen:
        position, text = cells.first(unseen)
        raise WhygradError(
            f"{table.place(position, column.name)}: {unseen_category(text, column.categories)}"
        )
    places = np.array([positions[text.strip()] for text in cells.texts])
    return np.eye(len(positions))[places[np.asarray(cells.codes)]]


def unseen_category(text: str, categories: tuple[str, ...]) -> str:
    """What is wrong with a category that the training did not have."""
    if not text.strip():
        what = "the cell is empty"
    else:
        what = f"the category '{short(text.strip())}' did not occur in training"
    advice = nearest(text.strip(), categories)
    return f"{what}.\n{advice + ' ' if advice else ''}Known are {shortened(categories)}."
