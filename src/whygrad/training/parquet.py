"""A Parquet file as data: its columns, turned once into arrays in files of their own.

A mini-batch takes rows from all over the data, and Parquet has no way to single rows: it is
compressed in groups of many. So each quantity is read in the order of the file, some thousand
rows at a time, and written as a memory-mapped array, from which any row can be had.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from whygrad.language.messages import WhygradError, nearest
from whygrad.training.data import check_dtype, shortened, shown
from whygrad.training.history import Column
from whygrad.training.initializers import check_mapping
from whygrad.training.mapping import spooled
from whygrad.training.opening import near_file
from whygrad.training.tables.cells import MOST_CATEGORIES

INSTALL = 'Parquet files are read by pyarrow: pip install "whygrad[parquet]"'
ROWS = 8192  # read at a time


class ParquetFile(Mapping[str, np.ndarray]):
    """The columns of a Parquet file by name, as arrays that are not in memory.

    path     the file
    columns  the columns of a quantity with several, as {"inputs": ["length", "width"]}; every
             column is there under its own name too
    dtype    `float64` or `float32`, the type in which the arrays are written: that of the run

    One column is an array (rows,), several are (rows, columns); a column of lists of equal
    length is (rows, length). A column of text becomes one 0/1 column for each category, in
    alphabetical order. The arrays lie in files of the temporary folder (`TMPDIR`), which have
    no names and go with them. Raises `WhygradError` on what cannot be numbers.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        columns: Mapping[str, Sequence[str]] | None = None,
        dtype: str = "float64",
    ):
        check_dtype(dtype)
        self.path, self.dtype = Path(path), np.dtype(dtype)
        self.schema = {field.name: field.type for field in self.opened.schema_arrow}
        self.wanted: dict[str, tuple[str, ...]] = {name: (name,) for name in self.schema}
        check_mapping("columns", columns or {}, '{"inputs": ["length", "width"]}')
        self.given = dict(columns or {})
        for name, given in self.given.items():
            self.wanted[name] = (given,) if isinstance(given, str) else tuple(given)
            for column in self.wanted[name]:
                self.check_column(name, column)
        self.arrays: dict[str, np.ndarray] = {}
        self.table_columns: dict[str, tuple[Column, ...]] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self.wanted)

    def __len__(self) -> int:
        return len(self.wanted)

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self.arrays:
            columns = tuple(self.with_categories(column) for column in self.wanted[name])
            self.arrays[name] = self.converted(columns)
            if not any(self.list_size(column) for column in columns):  # no table has such cells
                self.table_columns[name] = columns
        return self.arrays[name]

    def __repr__(self) -> str:
        return f"<ParquetFile: {self.path}, {self.opened.metadata.num_rows:,} rows>"

    @cached_property
    def opened(self) -> Any:
        """The file, its head read. Raises `WhygradError`."""
        try:
            from pyarrow import ArrowException, parquet
        except ImportError:
            raise WhygradError(INSTALL) from None
        try:
            return parquet.ParquetFile(self.path, page_checksum_verification=True)
        except FileNotFoundError:
            raise WhygradError(
                f"There is no file `{self.path}`.{near_file(str(self.path))}"
            ) from None
        except (ArrowException, OSError, ValueError):
            raise self.unreadable() from None

    def unreadable(self) -> WhygradError:
        if self.path.is_dir():
            return WhygradError(f"`{self.path}` is a folder; expected a Parquet file.")
        return WhygradError(
            f"`{self.path}` cannot be read as a Parquet file.\nExpected a file in that format."
        )

    def pieces(self, columns: Sequence[str]) -> Iterator[Any]:
        """Some columns, so many rows at a time. Raises `WhygradError` where they are damaged."""
        from pyarrow import ArrowException

        try:
            yield from self.opened.iter_batches(batch_size=ROWS, columns=list(columns))
        except (ArrowException, OSError):
            raise self.unreadable() from None

    def check_column(self, name: str, column: Any) -> None:
        if column not in self.schema:
            advice = nearest(str(column), self.schema)
            raise WhygradError(
                f"{self.path}: there is no column {shown(column)} for `{name}`."
                f"{' ' + advice if advice else ''}\nThe columns are {shortened(self.schema)}."
            )

    def batches(self, *columns: str) -> Iterator[tuple[int, list[Any]]]:
        """The columns piece by piece, each with the number of its first row."""
        first = 0
        for batch in self.pieces(columns):
            yield first, [batch.column(column) for column in columns]
            first += len(batch)

    def with_categories(self, name: str) -> Column:
        """The column, with the categories of one that holds text."""
        from pyarrow import types

        kind = self.schema[name]
        if not is_text(kind):
            listed = types.is_fixed_size_list(kind) and is_number(kind.value_type)
            if not listed and not is_number(kind):
                raise WhygradError(
                    f"{self.path}: column `{name}` holds {kind}, which is no number.\n"
                    "Expected numbers, text that tells categories, or lists of fixed length."
                )
            return Column(name)
        found: set[str] = set()
        for first, (values,) in self.batches(name):
            self.check_full(name, values, first)
            found.update(values.unique().to_pylist())
            if len(found) > MOST_CATEGORIES:
                raise WhygradError(
                    f"{self.path}: column `{name}` holds more than {MOST_CATEGORIES:,} different"
                    " texts.\nExpected numbers, or a few categories that come again."
                )
        return Column(name, tuple(sorted(found)))

    def check_full(self, name: str, values: Any, first: int) -> None:
        """No cell is empty."""
        if values.null_count:
            row = first + int(np.argmax(values.is_null().to_numpy(zero_copy_only=False)))
            raise WhygradError(
                f"{self.path}: column `{name}` is empty in row {row}, counted from 0.\n"
                "Fill it in, or leave the row out."
            )

    def converted(self, columns: tuple[Column, ...]) -> np.ndarray:
        """The values of some columns, written once."""
        names = [column.name for column in columns]
        widths = [self.width(column) for column in columns]
        rows = self.opened.metadata.num_rows
        if rows == 0:
            raise WhygradError(f"{self.path}: the file has no rows.\nExpected at least 1.")
        shape = (rows,) if widths == [0] else (rows, sum(max(width, 1) for width in widths))
        parts = (self.block(columns, pieces, first) for first, pieces in self.batches(*names))
        return spooled(shape, self.dtype, parts)

    def width(self, column: Column) -> int:
        """How many values a cell has; 0 for one number."""
        return len(column.categories) or self.list_size(column)

    def list_size(self, column: Column) -> int:
        return int(getattr(self.schema[column.name], "list_size", 0))

    def block(self, columns: tuple[Column, ...], pieces: list[Any], first: int) -> np.ndarray:
        parts = []
        for column, values in zip(columns, pieces, strict=True):
            self.check_full(column.name, values, first)
            parts.append(self.numbers(column, values))
        return np.concatenate(parts, axis=1)

    def numbers(self, column: Column, values: Any) -> np.ndarray:
        """One piece of a column as numbers [row, value]."""
        rows = len(values)
        if column.categories:
            texts = np.asarray(values.to_pylist())
            return np.asarray(texts[:, np.newaxis] == np.asarray(column.categories), self.dtype)
        plain = values.flatten() if self.width(column) else values
        with np.errstate(over="ignore"):  # reported by entry, when the data are bound
            array = plain.to_numpy(zero_copy_only=False).astype(self.dtype)
        return np.asarray(array.reshape(rows, -1))


def is_number(kind: Any) -> bool:
    from pyarrow import types

    tests = (types.is_integer, types.is_floating, types.is_boolean)
    return any(test(kind) for test in tests)


def is_text(kind: Any) -> bool:
    from pyarrow import types

    inner = kind.value_type if types.is_dictionary(kind) else kind
    return bool(types.is_string(inner) or types.is_large_string(inner))
