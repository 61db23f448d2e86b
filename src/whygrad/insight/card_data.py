"""The data of a training in its model card: shapes, ranges, what each column of a table held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from whygrad.insight.markdown import Row, code, table
from whygrad.insight.rounding import figure
from whygrad.language.equations import Declaration
from whygrad.training.data import data_hash, form
from whygrad.training.history import Column, History
from whygrad.writers.columns import TOLD

MOST_SHOWN = 12  # categories of a column, and classes of a confusion table
NOT_HELD = "the model does not hold them"


def data_lines(history: History) -> list[str]:
    rows = [data_row(history, line) for line in history.step.data]
    lines = table(("quantity", "shape", "values"), rows) if rows else ["No data."]
    if columns := [row for line in history.step.data for row in column_rows(history, line)]:
        lines += ["", *table(("column", "of", "values"), columns)]
    digest = history.data_hash or (data_hash(history.data) if history.data else "")
    return [*lines, "", f"SHA-256 of the data as they were used: {code(digest)}."]


def data_row(history: History, line: Declaration) -> Row:
    if history.data is None:
        return code(form(line)), "", NOT_HELD
    values = np.asarray(history.data[line.name])
    return code(form(line)), shape_text(values), span_text(values)


def column_rows(history: History, line: Declaration) -> Iterator[Row]:
    """A row for each column, where the quantity's own name does not tell all."""
    columns = [c for c in history.columns.get(line.name, ()) if c.gaps != TOLD]
    if [column.name for column in columns] == [line.name] and not columns[0].categories:
        return
    blocks = blocks_of(history, line, columns)
    for column, block in zip(columns, blocks, strict=True):
        yield code(column.name), code(form(line)), column_text(column, block)


def blocks_of(
    history: History, line: Declaration, columns: list[Column]
) -> list[np.ndarray | None]:
    """The numbers of each column [sample, number] without missing ones, where they are there."""
    width = sum(column.width for column in columns)
    values = None if history.data is None else np.asarray(history.data[line.name])
    if values is None or values.ndim == 0 or values.reshape(len(values), -1).shape[1] != width:
        return [None] * len(columns)
    ends = np.cumsum([column.width for column in columns])[:-1]
    blocks = np.split(values.reshape(len(values), -1), ends, axis=1)
    gaps = gaps_of(history, history.data or {})
    return [
        block[gaps[column.name] == 0] if column.gaps and column.name in gaps else block
        for column, block in zip(columns, blocks, strict=True)
    ]


def gaps_of(history: History, data: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """For each column that may have gaps, 1 for each sample where its value is missing."""
    found: dict[str, np.ndarray] = {}
    for name, columns in history.columns.items():
        place = 0
        for column in columns:
            if column.gaps == TOLD and place < np.shape(data[name])[1]:
                found[column.name] = np.asarray(data[name])[:, place]
            place += column.width
    return found


def column_text(column: Column, block: np.ndarray | None) -> str:
    """The range of a column, or how often it has each category, the first dozen of many."""
    if block is None and not column.categories:
        return NOT_HELD
    if block is not None and not column.categories:
        return span_text(block)
    counts = [""] * len(column.categories)
    if block is not None:
        counts = [f" {count:,}" for count in block.sum(axis=0).astype(int)]
    every = [code(name) + count for name, count in zip(column.categories, counts, strict=True)]
    more = len(every) - MOST_SHOWN
    return ", ".join([*every[:MOST_SHOWN], *([f"{more} more"] if more > 0 else [])])


def span_text(values: np.ndarray) -> str:
    return f"{figure(float(values.min()))} to {figure(float(values.max()))}" if values.size else ""


def shape_text(values: Any) -> str:
    return " x ".join(map(str, np.shape(values))) or "scalar"
