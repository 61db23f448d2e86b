"""What `whygrad train` is told of validation, checkpoints and a run that goes on."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from whygrad.language.equations import Step
from whygrad.language.messages import WhygradError
from whygrad.model import Model
from whygrad.run import Run
from whygrad.training.arguments import DTYPES, check_count
from whygrad.training.checkpoints import Checkpoint
from whygrad.training.optimizers import composed, title
from whygrad.training.parquet import ParquetFile
from whygrad.training.tables import TableData, read_table, take
from whygrad.training.tables.rows import PARQUET
from whygrad.training.tables.selection import check_columns

TableLike = TableData | ParquetFile


def data_of(
    path: str, step: Step, columns: Mapping[str, Sequence[str]], dtype: str | None
) -> TableLike:
    """The data in a CSV file, or in a Parquet file, which stay in files."""
    if Path(path).suffix == PARQUET:
        check_columns(step, columns)
        return ParquetFile(path, columns, dtype or DTYPES[0])
    return TableData(*take(read_table(path), step, columns))


def validation_of(
    given: str | None, step: Step, data: TableLike, dtype: str | None
) -> float | TableLike | None:
    """A share of the samples, or those of another table with the same columns."""
    if given is None:
        return None
    try:
        return float(given)
    except ValueError:
        pass
    if isinstance(data, ParquetFile):
        return ParquetFile(given, data.given, dtype or DTYPES[0])
    return TableData(*take(read_table(given), step, known=data.table_columns))


def checkpoint_of(arguments: argparse.Namespace, out: Path) -> Checkpoint | None:
    """The model file itself, which may be replaced: it was looked at before."""
    every = arguments.checkpoint_every
    if every is not None:
        check_count("--checkpoint-every", every)
    return Checkpoint(out, every) if arguments.checkpoint or every is not None else None


def is_same_file(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def check_equations(path: str, begun: Run, model: Model) -> None:
    """The run was trained with these equations. Raises `WhygradError`."""
    own, given = begun.record.step, model.step
    declared = own.declarations[: len(given.declarations)]  # then come the optimiser's
    if own.forward != given.forward or declared != given.declarations:
        raise WhygradError(
            f"--resume {path}: it was trained with other equations.\n"
            "Name those that it began with, or train anew."
        )


def check_options(path: str, begun: Run, given: Mapping[str, Any]) -> None:
    """Whatever is said of the run again is as it was. Raises `WhygradError`."""
    held = begun.validation
    of_validation = {"validation": held and held.share, "best": held and held.best}
    for name, value in given.items():
        known = of_validation[name] if name in of_validation else getattr(begun.record, name)
        if known != value and (name, value) != ("engine", "auto"):
            raise other(path, f"--{name.replace('_', '-')} {known}", value)


def check_rule(path: str, begun: Run, rule: Mapping[str, Any]) -> None:
    """Optimiser, schedule and clipping; of a rule of several parts the record has the text."""
    own = begun.record
    given = composed(**{"optimizer": "gradient_descent", **rule}, steps=own.goal)
    if rule and given != own.optimizer:
        raise other(path, f"--optimizer {title(own.optimizer)}", title(given))


def check_settings(path: str, begun: Run, given: Mapping[str, float]) -> None:
    known = begun.record.settings
    for name, value in given.items():
        if known.get(name) != value:
            raise other(path, f"--set {name}={known.get(name)}", value)


def other(path: str, was: str, now: Any) -> WhygradError:
    return WhygradError(
        f"--resume {path}: it was trained with {was}, not {now}.\n"
        "Leave the option out, or train anew."
    )
