"""The columns of a table as the values of a quantity: numbers, or 0 and 1 for each category."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from whygrad.language.equations import Declaration
from whygrad.language.messages import WhygradError, nearest, short
from whygrad.training.data import form, shortened
from whygrad.training.history import Column
from whygrad.training.tables.cells import (
    MOST_CATEGORIES,
    Cells,
    is_missing,
    is_number,
    is_text,
    wrong_number,
)
from whygrad.training.tables.rows import Table
from whygrad.writers.columns import TOLD

MOST_ENTRIES = 250_000_000  # of one quantity, so 2 GB
ONLY_WITH_SECOND_INDEX = (
    "Only for a quantity with a second index, as in `label[i, c]`, does a column of text become"
    " columns of 0 and 1, one for each category."
)


def with_categories(table: Table, declared: Declaration, column: Column) -> Column:
    """The column with its categories, where it is one of text and the quantity takes them."""
    cells = table.columns[column.name]
    if len(declared.indexes) != 2 or not cells.holds_text:
        return column
    check_texts(table, column, cells)
    found = {text.strip() for text in cells.texts if not is_missing(text)}
    return replace(column, categories=tuple(sorted(found)))


def check_texts(table: Table, column: Column, cells: Cells) -> None:
    """Every cell is text: none is missing, none a number, and there are not too many kinds."""
    name, first = short(column.name), short(cells.fault[1] if cells.fault else "")
    if cells.codes is None:
        raise WhygradError(
            f"{table.source}: column `{name}` holds more than {MOST_CATEGORIES:,} different"
            f" texts, the first '{first}'.\n"
            "Expected numbers, or a few categories that come again."
        )
    texts = [text for text in cells.texts if not (column.gaps and is_missing(text))]
    odd = [t for t in texts if is_missing(t) or not (is_text(t) or is_number(t))]
    if odd:
        position, text = cells.first(odd)
        what, expected = wrong_number(text)
        raise WhygradError(f"{table.place(position, name)}: {what}.\n{expected}")
    numbers = [text for text in texts if is_number(text)]
    if numbers:
        position, text = cells.first(numbers)
        raise WhygradError(
            f"{table.place(position, name)}: '{short(text)}' is a number, but the column begins"
            f" with the text '{first}'.\n"
            "Expected only numbers or only text in one column."
        )


def values(table: Table, declared: Declaration, wanted: tuple[Column, ...]) -> np.ndarray:
    """The quantity's values, with as many axes as it has indexes."""
    if len(declared.indexes) < 2:
        numbers = numeric(table, declared, wanted[0])
        return numbers if declared.indexes else only_value(table, declared, numbers, wanted[0].name)
    width = sum(column.width for column in wanted)
    if width * len(table) > MOST_ENTRIES:
        raise WhygradError(
            f"{table.source}: `{form(declared)}` would have {len(table):,} x {width:,} numbers;"
            f" at most {MOST_ENTRIES:,} are taken.\nTake fewer columns, categories or rows."
        )
    result = np.empty((len(table), width))
    first = 0
    for column in wanted:
        result[:, first : first + column.width] = block(table, declared, column)
        first += column.width
    return result


def block(table: Table, declared: Declaration, column: Column) -> np.ndarray:
    """The one numeric column, one of 0 and 1 for each category, or where they are missing."""
    if column.categories:
        found = indicators(table, column)
        gaps = ~found.any(axis=1, keepdims=True)
    else:
        found = numeric(table, declared, column)[:, np.newaxis]
        gaps = np.isnan(found)
    if column.gaps == TOLD:
        return np.broadcast_to(gaps, found.shape)
    return np.where(gaps, 0.0, found)


def numeric(table: Table, declared: Declaration, column: Column) -> np.ndarray:
    """The numbers of a column; NaN where one is missing, unless that is refused."""
    cells, name = table.columns[column.name], column.name
    fault = first_fault(cells, column)
    if fault is not None:
        position, text = fault
        what, expected = wrong_number(text)
        if is_text(text) and len(declared.indexes) < 2:
            expected = ONLY_WITH_SECOND_INDEX
        raise WhygradError(
            f"{table.place(position, name)}: {what}, but `{form(declared)}` needs numbers.\n"
            f"{expected}"
        )
    numbers = np.array(cells.numbers)
    infinite = np.isinf(numbers)
    if infinite.any():
        position = int(np.argmax(infinite))
        raise WhygradError(
            f"{table.place(position, name)}: {numbers[position]} is no finite number, which"
            f" `{form(declared)}` needs.\nFill the cell in, or leave the row out."
        )
    return numbers


def first_fault(cells: Cells, column: Column) -> tuple[int, str] | None:
    """Position and text of the first cell that is no number; a missing value has no text."""
    found = [] if cells.fault is None else [cells.fault]
    if not column.gaps and cells.gap is not None:
        found.append((cells.gap, ""))
    return min(found, default=None)


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
    """One column of 0 and 1 for each category, all 0 where it is missing.

    Raises for one that is not known.
    """
    cells = table.columns[column.name]
    if cells.codes is None:
        raise WhygradError(
            f"{table.source}: column `{short(column.name)}` holds more than {MOST_CATEGORIES:,}"
            f" different values; the model knows {shortened(column.categories)}."
        )
    positions = {category: place for place, category in enumerate(column.categories)}
    if column.gaps:
        positions |= {text.strip(): -1 for text in cells.texts if is_missing(text)}
    unseen = [text for text in cells.texts if text.strip() not in positions]
    if unseen:
        position, text = cells.first(unseen)
        raise WhygradError(
            f"{table.place(position, column.name)}: {unseen_category(text, column.categories)}"
        )
    places = np.array([positions[text.strip()] for text in cells.texts])
    rows = np.vstack([np.eye(len(column.categories)), np.zeros(len(column.categories))])
    chosen: np.ndarray = rows[places[np.asarray(cells.codes)]]
    return chosen


def unseen_category(text: str, categories: tuple[str, ...]) -> str:
    """What is wrong with a category that the training did not have."""
    if is_missing(text):
        what = "the value is missing"
    else:
        what = f"the category '{short(text.strip())}' did not occur in training"
    advice = nearest(text.strip(), categories)
    return f"{what}.\n{advice + ' ' if advice else ''}Known are {shortened(categories)}."
