"""The columns of a table as the values of a quantity: numbers, or 0 and 1 for each category."""

from __future__ import annotations

import numpy as np

from whygrad.language.equations import Declaration
from whygrad.language.messages import WhygradError, nearest
from whygrad.training.data import form, shortened
from whygrad.training.history import Column
from whygrad.training.tables.cells import (
    MOST_CATEGORIES,
    Cells,
    is_number,
    is_text,
    short,
    wrong_number,
)
from whygrad.training.tables.rows import Table

MOST_ENTRIES = 250_000_000  # of one quantity, so 2 GB
ONLY_WITH_SECOND_INDEX = (
    "Only for a quantity with a second index, as in `label[i, c]`, does a column of text become"
    " columns of 0 and 1, one for each category."
)


def with_categories(table: Table, declared: Declaration, column: Column) -> Column:
    """The column with its categories, where it is one of text and the quantity takes them."""
    cells = table.columns[column.name]
    position, text = cells.fault or (1, "")
    if len(declared.indexes) != 2 or position > 0 or not is_text(text):
        return column
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
    odd = [text for text in cells.texts if not is_text(text) and not is_number(text)]
    if odd:
        position, text = cells.first(odd)
        what, expected = wrong_number(text)
        raise WhygradError(f"{table.place(position, name)}: {what}.\n{expected}")
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
        if is_text(text) and len(declared.indexes) < 2:
            expected = ONLY_WITH_SECOND_INDEX
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
            f" values;"
            f" the model knows {shortened(column.categories)}."
        )
    positions = {category: place for place, category in enumerate(column.categories)}
    unseen = [text for text in cells.texts if text.strip() not in positions]
    if unseen:
        position, text = cells.first(unseen)
        raise WhygradError(
            f"{table.place(position, column.name)}: {unseen_category(text, column.categories)}"
        )
    places = np.array([positions[text.strip()] for text in cells.texts])
    chosen: np.ndarray = np.eye(len(positions))[places[np.asarray(cells.codes)]]
    return chosen


def unseen_category(text: str, categories: tuple[str, ...]) -> str:
    """What is wrong with a category that the training did not have."""
    if not text.strip():
        what = "the cell is empty"
    else:
        what = f"the category '{short(text.strip())}' did not occur in training"
    advice = nearest(text.strip(), categories)
    return f"{what}.\n{advice + ' ' if advice else ''}Known are {shortened(categories)}."
