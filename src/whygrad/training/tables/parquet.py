"""A Parquet file as a table of cells: what a network for a table takes its columns from."""

from __future__ import annotations

import os
from array import array
from typing import Any

from whygrad.language.messages import WhygradError
from whygrad.training.parquet import ROWS, ParquetFile, is_number, is_text
from whygrad.training.tables.cells import Cells
from whygrad.training.tables.rows import EXPECTED, Keep, Table


def read_parquet(path: str | os.PathLike[str], keep: Keep | None = None) -> Table:
    """Every column of numbers, of truths (as 1 and 0) or of text; rows count from 1.

    Rows that `keep` is given and does not want are skipped. Raises `WhygradError`.
    """
    file = ParquetFile(path)
    check_names(file)
    check_kinds(file)
    columns = {name: Cells() for name in file.schema if name}
    lines, first = array("q"), 1
    for batch in file.opened.iter_batches(batch_size=ROWS, columns=list(columns)):
        texts = [[text_of(value) for value in column.to_pylist()] for column in batch.columns]
        wanted = range(len(batch)) if keep is None else kept(texts, keep)
        for cells, each in zip(columns.values(), texts, strict=True):
            cells.extend(each if len(wanted) == len(each) else [each[row] for row in wanted])
        lines.extend(first + row for row in wanted)
        first += len(batch)
    if not lines:
        raise WhygradError(f"{path}: no row is left, of {first - 1}.\n{EXPECTED}")
    return Table(str(path), lines, columns, first - 1 - len(lines))


def kept(columns: list[list[str]], keep: Keep) -> list[int]:
    return [number for number, row in enumerate(zip(*columns, strict=True)) if keep(row)]


def text_of(value: Any) -> str:
    """A cell as a CSV file has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return value if isinstance(value, str) else repr(value)


def check_names(file: ParquetFile) -> None:
    names = file.opened.schema_arrow.names
    for name in names:
        if names.count(name) > 1:
            raise WhygradError(
                f"{file.path}: two columns are called `{name}`.\nGive each column its own name."
            )


def check_kinds(file: ParquetFile) -> None:
    for name, kind in file.schema.items():
        if not is_number(kind) and not is_text(kind):
            raise WhygradError(
                f"{file.path}: column `{name}` holds {kind}, which is no number.\n"
                "Expected numbers, or text that tells categories."
            )
