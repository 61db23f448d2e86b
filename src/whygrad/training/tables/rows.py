"""Reading a CSV file: rows in blocks, into columns; each fault with its file and row."""

from __future__ import annotations

import csv
import io
import os
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from whygrad.language.messages import WhygradError, counted, short
from whygrad.training.opening import open_file
from whygrad.training.tables.cells import Cells, is_number

LARGEST_TABLE = 2 * 10**9  # bytes of the file
BLOCK = 8192  # rows
PARQUET = ".parquet"  # how the name of such a file ends
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
EXPECTED = "Expected a row of column names, then one row for each sample."
Keep = Callable[[Sequence[str]], Callable[[Sequence[str]], bool]]
"""By the names of the columns: whether a row is taken, by its fields."""


@dataclass(frozen=True)
class Table:
    """Columns by name, each with its cells, and the line of the file for each row.

    left_out  how many rows were not kept
    unusable  what is wrong with columns whose cells are no single values, as Parquet has them
    """

    source: str
    lines: array[int]
    columns: Mapping[str, Cells]
    left_out: int = 0
    unusable: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Of all columns."""
        return (*self.columns, *self.unusable)

    def __len__(self) -> int:
        return len(self.lines)

    def place(self, position: int, name: str) -> str:
        """Where a cell stands, for messages; the header is in row 1 of the file."""
        return f"{self.source}, row {self.lines[position]}, column `{short(name)}`"


def read_table(path: str | os.PathLike[str], keep: Keep | None = None) -> Table:
    """A CSV file: a header, then rows of as many fields, separated by commas, in UTF-8.

    Blank lines are skipped, and rows that `keep` is given and does not want.
    A Parquet file (`.parquet`) is a table too. Raises `WhygradError` with file and row.
    """
    if Path(path).suffix.lower() == PARQUET:
        from whygrad.training.tables.parquet import read_parquet  # reads into the same cells

        return read_parquet(path, keep)
    with open_file(path, "a CSV file", LARGEST_TABLE) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        try:
            return read_rows(Rows(text, str(path), keep))
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
    if rows.left_out and not lines:
        raise WhygradError(none_left(rows.source, rows.left_out))
    if not lines:
        raise WhygradError(f"{rows.source} has a header, but no rows.\n{EXPECTED}")
    named = {name: cells for name, cells in zip(rows.names, columns, strict=True) if name}
    return Table(rows.source, lines, named, rows.left_out)


def none_left(source: str, count: int) -> str:
    return (
        f"{source}: a value is missing in each of {counted(count, 'row')}.\n"
        "Expected rows that are whole in the columns that are used; `--without COLUMN` leaves"
        " one out."
    )


class Rows:
    """The header, then the rows of an open CSV file.

    `source` is the file's name for messages. Raises `WhygradError` with file and row.
    """

    def __init__(self, file: IO[str], source: str, keep: Keep | None = None):
        self.source, self.left_out = source, 0
        self.line = 0  # the line at which the row before this one ended
        self.reader = csv.reader(checked_lines(file, source), strict=True)
        first = next(self.numbered(), (1, []))
        if not first[1]:
            raise WhygradError(f"{source} is empty.\n{EXPECTED}")
        check_separator(source, *first)
        self.names = tuple(name.strip() for name in first[1])
        check_header(source, first[0], self.names)
        self.keep = None if keep is None else keep(self.names)

    def numbered(self) -> Iterator[tuple[int, list[str]]]:
        """Each row that is not blank, with the line at which it begins."""
        while True:
            try:
                row = next(self.reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise self.fault(*broken(str(error))) from None
            begins, self.line = self.line + 1, self.reader.line_num
            if len(row) > 1 or (row and not row[0].isspace()):
                yield begins, row

    def blocks(self) -> Iterator[tuple[list[int], list[list[str]]]]:
        """Line numbers and rows, each row as wide as the header."""
        lines: list[int] = []
        rows: list[list[str]] = []
        width = len(self.names)
        for line, row in self.numbered():
            if len(row) != width:
                raise self.ragged(line, row)
            if self.keep is not None and not self.keep(row):
                self.left_out += 1
                continue
            lines.append(line)
            rows.append(row)
            if len(rows) == BLOCK:
                yield lines, rows
                lines, rows = [], []
        if rows:
            yield lines, rows

    def fault(self, what: str, advice: str) -> WhygradError:
        return WhygradError(f"{self.source}, row {self.line + 1}: {what}.\n{advice}")

    def ragged(self, line: int, row: list[str]) -> WhygradError:
        return WhygradError(
            f"{self.source}, row {line}: {counted(len(row), 'field')}; expected"
            f" {len(self.names)}, as in the header.\n"
            "A field that holds a comma stands in double quotes."
        )


def broken(error: str) -> tuple[str, str]:
    """What the csv module says, in our words."""
    if "field limit" in error:
        return (
            f"a field has more than {csv.field_size_limit():,} characters",
            "Is a double quote never closed?",
        )
    if "end of data" in error:
        return "a double quote is never closed", "A double quote inside a quoted field is doubled."
    if "expected after" in error:
        return (
            "a quoted field goes on after its closing quote",
            "A double quote inside a quoted field is doubled.",
        )
    return f"this is no row of a CSV file ({error})", EXPECTED


def checked_lines(file: IO[str], source: str) -> Iterator[str]:
    for number, line in enumerate(file, 1):
        if "\0" in line:
            raise WhygradError(
                f"{source}, row {number}: there is a zero byte, so this is no UTF-8 text.\n"
                f"{SAVE_AS}"
            )
        yield line


SAVE_AS = "Save the table as UTF-8; spreadsheets call it `CSV UTF-8`."


def not_utf8(file: IO[bytes], source: str) -> WhygradError:
    """Where the text stops being UTF-8."""
    file.seek(0)
    for row, line in enumerate(file, 1):
        try:
            line.decode()
        except UnicodeDecodeError as error:
            byte = line[error.start]
            return WhygradError(
                f"{source}, row {row}, byte {error.start + 1}: 0x{byte:02x} is not UTF-8 text.\n"
                f"{SAVE_AS}"
            )
    return WhygradError(f"{source} is not UTF-8 text.\n{SAVE_AS}")


def check_separator(source: str, line: int, row: list[str]) -> None:
    for character, word in SEPARATORS.items():
        if len(row) == 1 and character in row[0]:
            raise WhygradError(
                f"{source}, row {line}: the fields seem to be separated by {word}.\n"
                "Expected commas: save the table as CSV with commas and decimal points."
            )


def check_header(source: str, line: int, names: tuple[str, ...]) -> None:
    if all(is_number(name) for name in names):
        raise WhygradError(f"{source}, row {line}: there is no header, but numbers.\n{EXPECTED}")
    first: dict[str, int] = {}
    for position, name in enumerate(names, 1):
        if name and first.setdefault(name, position) != position:
            raise WhygradError(
                f"{source}, row {line}: columns {first[name]} and {position} are both called"
                f" `{short(name)}`.\nGive each column its own name."
            )
