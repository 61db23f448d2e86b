"""A Parquet file as a table of cells: what a network for a table takes its columns from."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Sequence
from typing import Any

from whygrad.language.messages import WhygradError, short
from whygrad.training.parquet import ParquetFile, is_number, is_text
from whygrad.training.tables.cells import Cells
from whygrad.training.tables.rows import EXPECTED, Keep, Table, none_left


def read_parquet(path: str | os.PathLike[str], keep: Keep | None = None) -> Table:
    """Every column as a CSV file would have it, truths as 1 and 0; rows count from 1.

    Rows that `keep` is given and does not want are skipped. Raises `WhygradError`.
    """
    file = ParquetFile(path)
    check_names(file)
    unusable = unusable_columns(file)
    columns = {name: Cells() for name in file.schema if name and name not in unusable}
    lines, first = array("q"), 1
    for batch in file.pieces(tuple(columns)):
        try:
            texts = [[text_of(value) for value in column.to_pylist()] for column in batch.columns]
        except (ValueError, OverflowError):  # text that is not UTF-8, a date without a calendar
            raise file.unreadable() from None
        wanted = range(len(batch)) if keep is None else kept(texts, keep(tuple(columns)))
        for cells, each in zip(columns.values(), texts, strict=True):
            cells.extend(each if len(wanted) == len(each) else [each[row] for row in wanted])
        lines.extend(first + row for row in wanted)
        first += len(batch)
    if not lines:
        if first == 1:
            raise WhygradError(f"{path} has columns, but no rows.\n{EXPECTED}")
        raise WhygradError(none_left(str(path), first - 1))
    return Table(str(path), lines, columns, first - 1 - len(lines), unusable)


def kept(columns: list[list[str]], keep: Callable[[Sequence[str]], bool]) -> list[int]:
    return [number for number, row in enumerate(zip(*columns, strict=True)) if keep(row)]


def text_of(value: Any) -> str:
    """A cell as a CSV file has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return repr(value) if isinstance(value, int | float) else str(value)


def check_names(file: ParquetFile) -> None:
    names = file.opened.schema_arrow.names
    for name in names:
        if names.count(name) > 1:
            raise WhygradError(
                f"{file.path}: two columns are called `{short(name)}`.\n"
                "Give each column its own name."
            )


def unusable_columns(file: ParquetFile) -> dict[str, str]:
    """What is wrong with columns of lists, bytes and the like: a cell is one value."""
    from pyarrow import types

    plain = (is_number, is_text, types.is_decimal, types.is_temporal, types.is_null)
    return {
        name: f"{file.path}: column `{short(name)}` holds {kind}, which is no number.\n"
        "Expected numbers, or text that tells categories."
        for name, kind in file.schema.items()
        if not any(test(kind) for test in plain)
    }
