"""Which columns of a table go in, which one is the target, and what each of them holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from whygrad.language.equations import Declaration
from whygrad.language.messages import WhygradError, counted, nearest, short
from whygrad.training.data import shortened
from whygrad.training.history import Column
from whygrad.training.tables.cells import MOST_CATEGORIES, Cells, is_missing, number
from whygrad.training.tables.encoding import numeric, with_categories
from whygrad.training.tables.rows import Keep, Table
from whygrad.writers.columns import FILLED, TOLD

INPUTS, TARGET, MISSING = "inputs", "target", "missing"  # names of the data in the equations
KINDS = ("classes", "number")  # what a target may be
MOST_CLASSES = 20  # different whole numbers of a target that are taken for classes ...
LEAST_ROWS = 5  # ... with so many rows of each, on the average
FILL_IN = (
    "Fill it in, leave such rows out (`--missing drop`), or have it filled in (`--missing mean`)."
)


@dataclass(frozen=True)
class Roles:
    """What the columns of a table are for.

    inputs    the columns that go in, with the categories of those that hold text
    target    the column to predict; its categories are the classes, none where it is a number
    constant  columns without two different values, which tell nothing: they are left out
    unlike    columns of text that hardly comes again, such as names: they are left out too
    fill      what stands for a missing input, one of `FILLS`; None where none may be missing
    """

    inputs: tuple[Column, ...]
    target: Column
    constant: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    fill: str | None = None

    @property
    def classes(self) -> tuple[str, ...]:
        return self.target.categories

    @property
    def width(self) -> int:
        """How many numbers go in."""
        return sum(column.width for column in self.inputs)

    @property
    def columns(self) -> dict[str, tuple[Column, ...]]:
        """The columns of each quantity in the equations."""
        found = {INPUTS: self.inputs, TARGET: (self.target,)}
        if self.fill is not None:
            found[MISSING] = tuple(replace(column, gaps=TOLD) for column in self.inputs)
        return found


def complete(wanted: Collection[str] | None, without: Collection[str] = ()) -> Keep:
    """Keeps the rows in which none of some columns is missing: of all but a few, if None."""

    def keep(names: Sequence[str]) -> Callable[[Sequence[str]], bool]:
        used = [name for name in names if name] if wanted is None else wanted
        places = [k for k, name in enumerate(names) if name in used and name not in without]
        return lambda row: not any(is_missing(row[place]) for place in places)

    return keep


def roles_of(
    table: Table,
    target: str,
    inputs: Sequence[str] | None = None,
    *,
    without: Collection[str] = (),
    kind: str | None = None,
    fill: str | None = None,
) -> Roles:
    """The roles of a table's columns.

    inputs   the columns that go in; without them all but the target
    without  columns that are left out of these
    kind     `classes` or `number`: what the target is, where its numbers could be either
    fill     inputs may be missing: what stands in their place, one of `FILLS`

    Text is categories, numbers are numbers. A target of text is classes; so is one of whole
    numbers, where there are at most 20 different ones, with 5 rows each on the average.
    Raises `WhygradError` with row and column.
    """
    check_named(table, (target, *(inputs or ()), *without), target)
    left, empty = columns_left(table, target, inputs, without)
    for name in (target, *(left if fill is None else ())):
        check_present(table, name)
    goal = target_of(table, target, kind)
    known = [input_of(table, Column(name, gaps="" if fill is None else FILLED)) for name in left]
    constant = (*empty, *(c.name for c in known if is_constant(table.columns[c.name], c)))
    unlike = tuple(c.name for c in known if c.name not in constant and is_unlike(table, c))
    found = tuple(c for c in known if c.name not in (*constant, *unlike))
    if not found:
        held = f" but {shortened((*constant, *unlike))}" if constant or unlike else ""
        raise WhygradError(
            f"{table.source}: there is nothing to predict `{short(target)}` from{held}.\n"
            "Expected a column of numbers that differ, or of text that comes again."
        )
    return Roles(found, goal, constant, unlike, fill)


def columns_left(
    table: Table, target: str, inputs: Sequence[str] | None, without: Collection[str]
) -> tuple[list[str], list[str]]:
    """The columns that may go in, and those without any value."""
    given = table.names if inputs is None else inputs
    wanted = [name for name in given if name != target and name not in without]
    for name in (target, *wanted):
        check_usable(table, name)
    empty = [name for name in wanted if table.columns[name].is_empty]
    return [name for name in wanted if name not in empty], empty


def check_named(table: Table, names: Sequence[str], target: str) -> None:
    for name in names:
        if name not in table.names:
            advice = nearest(name, table.names) or f"There are {shortened(table.names)}."
            raise WhygradError(f"{table.source}: there is no column `{short(name)}`.\n{advice}")
    if target in names[1:]:
        raise WhygradError(
            f"{table.source}: `{short(target)}` is the target; it cannot be an input or left out."
        )
    for name in names:
        if names.count(name) > 1:
            raise WhygradError(f"{table.source}: the column `{short(name)}` is named twice.")


def check_usable(table: Table, name: str) -> None:
    if name in table.unusable:
        raise WhygradError(f"{table.unusable[name]}\nLeave it out: `--without {name}`.")


def check_present(table: Table, name: str) -> None:
    """No value is missing. Raises `WhygradError` with the first row where one is."""
    position = table.columns[name].gap
    if position is not None:
        raise WhygradError(f"{table.place(position, name)}: the value is missing.\n{FILL_IN}")


def input_of(table: Table, column: Column) -> Column:
    """The column, with its categories if it holds text. Raises for cells that are no numbers."""
    declared = Declaration("data", INPUTS, ("i", "k"))
    cells = table.columns[column.name]
    if cells.holds_text and cells.codes is None:
        raise WhygradError(
            f"{table.source}: column `{short(column.name)}` holds more than"
            f" {MOST_CATEGORIES:,} different texts.\nLeave it out: `--without {column.name}`."
        )
    column = with_categories(table, declared, column)
    if not column.categories:
        numeric(table, declared, column)
    return column


def is_constant(cells: Cells, column: Column) -> bool:
    """Whether it has not two different values."""
    if column.categories:
        return len(column.categories) == 1
    numbers = np.array(cells.numbers)
    return bool(np.ptp(numbers[~np.isnan(numbers)]) == 0)


def is_unlike(table: Table, column: Column) -> bool:
    """Whether a column's texts occur in fewer than two rows each, on the average."""
    return 2 * len(column.categories) > len(table)


def target_of(table: Table, name: str, kind: str | None) -> Column:
    """The target, with its classes if it tells some. Raises where all rows have the same."""
    declared = Declaration("data", TARGET, ("i", "m"))
    column, cells = with_categories(table, declared, Column(name)), table.columns[name]
    if column.categories and kind == "number":
        numeric(table, declared, Column(name))  # raises at the first text
    if not column.categories:
        numbers = numeric(table, declared, column)
        if np.ptp(numbers) == 0:
            raise same_everywhere(table, name, f"{numbers[0]:g}")
        if kind == "classes" or (kind is None and tells_classes(numbers)):
            return Column(name, numbered(table, name, cells))
    elif len(column.categories) == 1:
        raise same_everywhere(table, name, f"'{short(column.categories[0])}'")
    return column


def same_everywhere(table: Table, name: str, value: str) -> WhygradError:
    return WhygradError(
        f"{table.source}: the target `{short(name)}` is {value} in each of"
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
