"""How the commands open a trained model: with the data of its training, where they are needed."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from whygrad.cli.arguments import add_columns, columns_of
from whygrad.language.messages import WhygradError
from whygrad.run import Run, load
from whygrad.training.history import History
from whygrad.training.preparation import complete
from whygrad.training.tables import Table, read_table, take
from whygrad.training.tables.selection import renamed

EQUATIONS, TRAINED = ".eq", ".wg"


def add_data(
    parser: argparse.ArgumentParser,
    help: str = "the data of the training, where the model lacks them",
) -> None:
    """`--data`, and `--columns` for a table whose columns have other names."""
    parser.add_argument("--data", metavar="DATA.csv", help=help)
    add_columns(parser)


def is_trained(path: str) -> bool:
    return Path(path).suffix == TRAINED


def check_trained(path: str, what: str) -> None:
    """That a file is no text of equations; `what` says what these are not enough for."""
    if Path(path).suffix == EQUATIONS:
        raise WhygradError(
            f"`{path}` holds equations without figures; {what}.\n"
            f"Train the model first: `whygrad train {path} DATA.csv --steps N --out MODEL.wg`."
        )


def table_of(path: str, record: History, named: Mapping[str, Sequence[str]]) -> Table:
    """The table of a training; where it left rows with missing values out, without these.

    That they are the same is told by the hash of the data.
    """
    if record.measured is None:
        return read_table(path)
    others = renamed(named, record.columns)
    whole = [c.name for columns in record.columns.values() for c in columns if not c.gaps]
    return read_table(path, keep=complete([others.get(name, name) for name in whole]))


def load_with(path: str, table: str | None, columns: Sequence[str] = ()) -> Run:
    """The run, with the data of its training from a table where they are given.

    `columns` are those of `--columns`, for a table with other names than at the training.
    Raises `WhygradError`.
    """
    check_trained(path, "a trained model is needed")
    named = columns_of(list(columns))
    if named and table is None:
        raise WhygradError("--columns goes with --data DATA.csv, whose columns it names.")
    found = load(path)
    if table is None:
        return found
    record = found.record
    data, places = take(table_of(table, record, named), record.step, named, record.columns)
    found = load(path, data)
    found.record.columns = places
    return found
