"""Which columns of a table go in, which one is the target, and what each of them holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from whygrad.language.equations import Declaration
from whygrad.language.messages import WhygradError, counted, nearest
from whygrad.training.data import shortened
from whygrad.training.history import Column
from whygrad.training.tables.cells import Cells, number, short
from whygrad.training.tables.encoding import numeric, with_categories
from whygrad.training.tables.rows import Table

INPUTS, TARGET = "inputs", "target"  # names of the data in the equations
KINDS = ("classes", "number")  # what a target may be
MOST_CLASSES = 20  # different whole numbers of a target that are taken for classes ...
LEAST_ROWS = 5  # ... with so many rows of each, on the average
MISSING = ("", "na", "n/a", "nan", "null", "?")  # in small letters


@dataclass(frozen=True)
class Roles:
    """What the columns of a table are for.

    inputs    the columns that go in, with the categories of those that hold text
    target    the column to predict; its categories are the classes, none where it is a number
    constant  columns that hold one value only, which tells nothing: they are left out
    """

    inputs: tuple[Column, ...]
    target: Column
    constant: tuple[str, ...] = ()

    @property
    def classes(self) -> tuple[str, ...]:
        return self.target.categories

    @property
    def width(self) -> int:
        """How many numbers go in."""
        return sum(len(column.categories) or 1 for column in self.inputs)

    @property
    def columns(self) -> dict[str, tuple[Column, ...]]:
        """The columns of each quantity in the equations."""
        return {INPUTS: self.inputs, TARGET: (self.target,)}


def is_missing(cell: str) -> bool:
    """Whether a cell says that its value is missing."""
    return cell.strip().lower() in MISSING


def complete(row: Sequence[str]) -> bool:
    """Whether no value is missing."""
    return not any(map(is_missing, row))


def roles_of(
    table: Table,
    target: str,
    inputs: Sequence[str] | None = None,
    *,
    without: Collection[str] = (),
    kind: str | None = None,
) -> Roles:
    """The roles of a table's columns.

    inputs   the columns that go in; without them all but the target
    without  columns that are left out of these
    kind     `classes` or `number`: what the target is, where its numbers could be either

    Text is categories, numbers are numbers. A target of text is classes; so is one of whole
    numbers, where there are at most 20 different ones, with 5 rows each on the average.
    Raises `WhygradError` with row and column.
    """
    check_named(table, (target, *(inputs or ()), *without), target)
    left = [name for name in inputs or table.columns if name not in without]
    if inputs is None:
        left = [name for name in left if name != target]
    for name in (target, *left):
        check_present(table, name)
    goal = target_of(table, target, kind)
    known = [input_of(table, name) for name in left]
    constant = {column.name for column in known if is_constant(table.columns[column.name], column)}
    found = tuple(column for column in known if column.name not in constant)
    if not found:
        held = f" but columns of one value, {shortened(sorted(constant))}" if constant else ""
        raise WhygradError(
            f"{table.source}: there is nothing to predict `{short(target)}` from{held}.\n"
            "Expected another column, with values that differ."
        )
    return Roles(found, goal, tuple(name for name in left if name in constant))


def check_named(table: Table, names: Sequence[str], target: str) -> None:
    for name in names:
        if name not in table.columns:
            advice = nearest(name, table.columns) or f"There are {shortened(table.columns)}."
            raise WhygradError(f"{table.source}: there is no column `{short(name)}`.\n{advice}")
    if target in names[1:]:
        raise WhygradError(
            f"{table.source}: `{short(target)}` is the target; it cannot be an input or left out."
        )
    for name in names:
        if names.count(name) > 1:
            raise WhygradError(f"{table.source}: the column `{short(name)}` is named twice.")


def check_present(table: Table, name: str) -> None:
    """No value is missing. Raises `WhygradError` with the first row where one is."""
    cells, position = table.columns[name], None
    if lacking := [text for text in cells.texts if is_missing(text)]:
        position, _ = cells.first(lacking)
    elif cells.fault is not None and is_missing(cells.fault[1]):
        position, _ = cells.fault
    elif cells.fault is None and np.isnan(cells.numbers).any():
        position = int(np.argmax(np.isnan(cells.numbers)))
    if position is not None:
        raise WhygradError(
            f"{table.place(position, name)}: the value is missing.\n"
            "Fill it in, or leave such rows out: `--missing drop`."
        )


def input_of(table: Table, name: str) -> Column:
    """The column, with its categories if it holds text. Raises for cells that are no numbers."""
    declared = Declaration("data", INPUTS, ("i", "k"))
    column = with_categories(table, declared, Column(name))
    if not column.categories:
        numeric(table, declared, name)
    return column


def is_constant(cells: Cells, column: Column) -> bool:
    if column.categories:
        return len(column.categories) == 1
    return bool(np.ptp(cells.numbers) == 0)


def target_of(table: Table, name: str, kind: str | None) -> Column:
    """The target, with its classes if it tells some. Raises where all rows have the same."""
    declared = Declaration("data", TARGET, ("i", "m"))
    column, cells = with_categories(table, declared, Column(name)), table.columns[name]
    if column.categories and kind == "number":
        numeric(table, declared, name)  # raises at the first text
    if not column.categories:
        numbers = numeric(table, declared, name)
        if np.ptp(numbers) == 0:
            raise same_everywhere(table, name, f"{numbers[0]:g}")
        if kind == "classes" or (kind is None and tells_classes(numbers)):
            return Column(name, numbered(table, name, cells))
    elif len(column.categories) == 1:
        raise same_everywhere(table, name, column.categories[0])
    return column


def same_everywhere(table: Table, name: str, value: str) -> WhygradError:
    return WhygradError(
        f"{table.source}: the target `{short(name)}` is {short(value)} in each of"
        f" {counted(len(table), 'row')}.\nExpected at least two different values."
    )


def tells_classes(numbers: np.ndarray) -> bool:
    """Few different whole numbers."""
    different = len(np.unique(numbers))
    few = different <= MOST_CLASSES and different * LEAST_ROWS <= len(numbers)
    return bool(few and (numbers == np.round(numbers)).all())


def numbered(table: Table, name: str, cells: Cells) -> tuple[str, ...]:
    """The classes of a column of numbers, as they are written, in the order of their values."""
    if cells.codes is None:
        raise WhygradError(
            f"{table.source}: the target `{short(name)}` has too many different numbers for"
            " classes.\nExpected `--task number`."
        )
    found: dict[float, str] = {}
    for text in sorted({text.strip() for text in cells.texts}):
        other = found.setdefault(number(text), text)
        if other != text:
            raise WhygradError(
                f"{table.source}: the class {other} of `{short(name)}` is also written"
                f" {short(text)}.\nExpected one way to write it."
            )
    return tuple(found[value] for value in sorted(found))
