"""What `whygrad train` does with a table and a target: from columns to a network and back."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from whygrad.cli.arguments import columns_of
from whygrad.cli.watching import TableLike
from whygrad.language.messages import WhygradError, counted, short
from whygrad.model import Model
from whygrad.training.arguments import check_batch_size
from whygrad.training.data import shortened
from whygrad.training.history import Arrays
from whygrad.training.initializers import check_seed
from whygrad.training.optimizers import LBFGS
from whygrad.training.preparation import (
    FILLS,
    KINDS,
    Roles,
    complete,
    network_of,
    roles_of,
    scales_of,
)
from whygrad.training.preparation.roles import INPUTS, MISSING
from whygrad.training.tables import Table, TableData, read_table, take
from whygrad.training.tables.rows import PARQUET
from whygrad.training.validation import checked_share, split

SUFFIXES = (".csv", PARQUET)
EPOCHS, LEAST_STEPS, MOST_STEPS = 100, 500, 20_000
BATCH = 32  # samples of a step, where there are so many
LOOKS = 20  # at the samples held out, at least
RULE: dict[str, Any] = {"learning_rate": 0.01, "optimizer": "adam", "schedule": ["cosine"]}
SPLIT: dict[str, Any] = {"validation": "0.2", "seed": 1}
IN_ONE_PIECE: dict[str, Any] = {"validation": "0"}  # of L-BFGS, which nothing can watch
ONLY_OF_TABLES = ("target", "hidden", "without", "task", "missing")
REFUSE, DROP = "refuse", "drop"


@dataclass(frozen=True)
class Source:
    """What a training begins with; `lines` say what was found in the table."""

    model: Model
    data: TableLike
    table: str
    initial: Arrays = field(default_factory=dict)
    settings: dict[str, float] = field(default_factory=dict)
    lines: tuple[str, ...] = ()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("without equations, on a table").add_argument
    add("--target", metavar="COLUMN", help="the column to predict; all others go in")
    add("--hidden", metavar="N,M", help="units of the hidden layers, or none; default: 16")
    add("--without", metavar="A,B", help="columns that do not go in")
    add("--task", choices=KINDS, help="what the target is, where its numbers could be either")
    add(
        "--missing",
        choices=(REFUSE, DROP, *FILLS),
        help="values: refuse them, the default; drop their rows; or fill them in, by an equation",
    )


def is_table(path: str) -> bool:
    return Path(path).suffix.lower() in SUFFIXES


def fill_in(arguments: argparse.Namespace) -> None:
    """The defaults of a training on a table; a rule of one's own has its own."""
    defaults = {**SPLIT, **(RULE if arguments.optimizer is None else {})}
    defaults |= IN_ONE_PIECE if arguments.optimizer == LBFGS else {}
    for name, value in defaults.items():
        if getattr(arguments, name) is None:
            setattr(arguments, name, value)


def source_of(arguments: argparse.Namespace) -> Source:
    """The network for a table, its data and scales. Raises `WhygradError`."""
    if arguments.target is None:
        raise WhygradError(
            f"`{arguments.model}` is a table, which needs a column to predict: --target COLUMN.\n"
            "To train equations of your own: `whygrad train MODEL.eq DATA.csv`."
        )
    if arguments.data is not None:
        raise WhygradError(
            f"`{arguments.data}` is one argument too many: with --target the table comes first."
        )
    fill_in(arguments)
    check_seed(arguments.seed)
    table = table_of(arguments)
    roles = roles_of(
        table,
        arguments.target,
        inputs_of(arguments.columns),
        without=names_of(arguments.without),
        kind=arguments.task,
        fill=arguments.missing if arguments.missing in FILLS else None,
    )
    model = Model(network_of(roles, hidden_of(arguments.hidden)), source="network")
    data = TableData(*take(table, model.step, known=roles.columns))
    if share_of(arguments) == 0:
        arguments.validation = None
    training = training_rows(arguments, model, data)
    set_effort(arguments, len(training[INPUTS]))
    scales = scales_of(roles, training)
    lines = tuple(told(roles, table, data))
    return Source(model, data, arguments.model, scales.states, scales.settings, lines)


def table_of(arguments: argparse.Namespace) -> Table:
    """The table without the rows that are left out."""
    if arguments.missing in (None, REFUSE):
        return read_table(arguments.model)
    target, inputs = arguments.target, inputs_of(arguments.columns)
    wanted = None if inputs is None else [*inputs, target]
    if arguments.missing != DROP:  # without a target there is nothing to learn from a row
        return read_table(arguments.model, keep=complete([target]))
    return read_table(arguments.model, keep=complete(wanted, names_of(arguments.without)))


def inputs_of(given: list[str]) -> list[str] | None:
    """The columns of `--columns inputs=a,b`."""
    columns = columns_of(given)
    for name in columns:
        if name != INPUTS:
            raise WhygradError(
                f"--columns {name}: a table's network has the data `{INPUTS}`.\n"
                "The column to predict is --target."
            )
    return columns.get(INPUTS)


def names_of(given: str | None) -> list[str]:
    return [] if given is None else given.split(",")


def hidden_of(given: str | None) -> list[int]:
    """`16,8` as [16, 8]; `none` as []."""
    if given is None:
        return [16]
    if given == "none":
        return []
    try:
        found = [int(part) for part in given.split(",")]
    except ValueError:
        found = [0]
    if min(found) < 1:
        raise WhygradError(
            f"--hidden {short(given)}: expected units of each hidden layer, as in `16,8`, or"
            " `none`."
        )
    return found


def share_of(arguments: argparse.Namespace) -> float | None:
    """The share that is held out; None where a table is, or nothing."""
    try:
        return float(arguments.validation)
    except (TypeError, ValueError):
        return None


def set_effort(arguments: argparse.Namespace, samples: int) -> None:
    """The samples of a step, about a hundred epochs of steps, and a look at least 20 times."""
    if arguments.batch is None and arguments.optimizer != LBFGS:
        arguments.batch = min(BATCH, samples)
    batch = arguments.batch or samples
    check_batch_size(batch, samples)
    fitting = EPOCHS * samples // batch
    if arguments.steps is None:
        arguments.steps = max(LEAST_STEPS, min(fitting, MOST_STEPS))
    if arguments.validation is not None and arguments.every is None:
        epoch = -(-samples // batch)
        arguments.every = max(1, min(epoch, arguments.steps // LOOKS))


def training_rows(arguments: argparse.Namespace, model: Model, data: TableData) -> dict[str, Any]:
    share = share_of(arguments)
    if share is None:
        return data
    return split(model.step, data, checked_share(share), arguments.seed)[0]


def told(roles: Roles, table: Table, data: TableData) -> Iterator[str]:
    """What was found in the table."""
    lacking = "missing values" if roles.fill is None else f"no `{short(roles.target.name)}`"
    left_out = f"; {table.left_out} with {lacking} left out" * bool(table.left_out)
    yield counted(len(table), "row") + left_out
    classes = roles.classes
    what = f"{len(classes)} classes, {shortened(classes)}" if classes else "a number"
    yield f"target `{short(roles.target.name)}`: {what}"
    text = [column.name for column in roles.inputs if column.categories]
    yield (
        f"inputs: {counted(len(roles.inputs), 'column')}, {counted(roles.width, 'number')}"
        + f"; of text {shortened(text)}" * bool(text)
    )
    if roles.constant:
        yield f"left out, as they have no two different values: {shortened(roles.constant)}"
    if roles.unlike:
        yield f"left out, as their texts hardly come again: {shortened(roles.unlike)}"
    if roles.fill is not None:
        yield f"missing values, filled in ({roles.fill}): {missing_text(roles, data[MISSING])}"


def missing_text(roles: Roles, missing: np.ndarray) -> str:
    """How many values are missing, by column."""
    places = np.cumsum([0, *(column.width for column in roles.inputs)])
    counts = missing.sum(axis=0)[places[:-1]].astype(int)
    found = [(c.name, n) for c, n in zip(roles.inputs, counts, strict=True) if n]
    return ", ".join(f"`{short(name)}` {count}" for name, count in found) or "none"


def check_table(arguments: argparse.Namespace) -> None:
    """A target is one of a table, which is told by its name. Raises `WhygradError`."""
    path = Path(arguments.model)
    if arguments.target is not None and not is_table(arguments.model) and path.suffix != ".eq":
        raise WhygradError(
            f"`{path}` is no table by its name.\n"
            "Expected a CSV file, `NAME.csv`, or a Parquet file, `NAME.parquet`."
        )


def check_unused(arguments: argparse.Namespace) -> None:
    """Equations say themselves what a table's network is asked for."""
    for name in ONLY_OF_TABLES:
        if getattr(arguments, name) is not None:
            raise WhygradError(
                f"--{name} goes with a table alone; `{arguments.model}` holds equations.\n"
                f"Leave it out, or train a network: `whygrad train {arguments.data or 'DATA.csv'}"
                " --target COLUMN --out MODEL.wg`."
            )
