"""`whygrad train`: from equations and a CSV file, or from that file alone, to a model file."""

from __future__ import annotations

import argparse
import sys
import warnings
from pathlib import Path
from typing import Any

from whygrad.cli import measurements, results, tables
from whygrad.cli.arguments import (
    add_columns,
    add_example,
    add_json,
    columns_of,
    print_json,
    settings_of,
)
from whygrad.cli.loading import TRAINED, is_trained
from whygrad.cli.tables import Source
from whygrad.cli.watching import (
    check_equations,
    check_options,
    check_rule,
    check_settings,
    checkpoint_of,
    data_of,
    is_same_file,
    validation_of,
)
from whygrad.engines.selection import ENGINES
from whygrad.insight.measurement import measure
from whygrad.language.messages import WhygradError, counted
from whygrad.model import Model
from whygrad.run import Run, load
from whygrad.training.arguments import DTYPES
from whygrad.training.checkpoints import Checkpoint
from whygrad.training.files import check_target
from whygrad.training.fitting import DivergenceWarning, InterruptionWarning
from whygrad.training.optimizers import CLIPPING, NAMES, SCHEDULES

OF_A_RUN = ("learning_rate", "seed", "batch", "shuffle", "engine", "dtype")
OF_THE_RULE = ("optimizer", "schedule", "clip")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("model", metavar="MODEL.eq", help="a file of equations; without one the table: DATA.csv")
    add(
        "data",
        nargs="?",
        metavar="DATA.csv",
        help="a table whose first row names the columns; or a Parquet file",
    )
    add("--steps", type=int, metavar="N", help="how many updates; on a table alone: 100 epochs")
    add(
        "--learning-rate",
        type=float,
        metavar="R",
        help="default: the text's `learning_rate: setting = ...`",
    )
    add("--out", metavar="MODEL.wg", help="the model file to write")
    add("--force", action="store_true", help="replace an existing model file")
    add("--batch", type=int, metavar="N", help="samples of a step; default: all of them")
    add(
        "--shuffle",
        action=argparse.BooleanOptionalAction,
        help="whether batches take the rows in an order of their own; default: they do",
    )
    add("--seed", type=int, metavar="N", help="of starting values; default: 1")
    add("--dtype", choices=DTYPES, help="default: float64")
    add(
        "--optimizer",
        metavar="NAME",
        help=f"{', '.join(NAMES)}, or a rule as text; default: gradient_descent",
    )
    add(
        "--schedule",
        action="append",
        choices=SCHEDULES,
        help="of the learning rate; several are multiplied",
    )
    add("--clip", choices=CLIPPING, help="the gradients, each by its value or all by their norm")
    add("--engine", choices=ENGINES, help="what runs the program; default: auto")
    add(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="change a setting of the text or the optimiser",
    )
    tables.add_arguments(parser)
    add_columns(parser)
    add("--validation", metavar="SHARE", help="hold out a share, such as 0.2; or a table: HELD.csv")
    add("--every", type=int, metavar="N", help="steps from one look at it to the next")
    add("--patience", type=int, metavar="N", help="looks without a better one before it stops")
    add("--best", metavar="WHAT", help='which look is the best: "highest accuracy"; default: loss')
    add("--checkpoint", action="store_true", help="write the model file during training too")
    add("--checkpoint-every", type=int, metavar="N", help="steps; default: about half a minute")
    add("--resume", metavar="RUN.wg", help="go on with a run that the same command began")
    add("--verbose", action="store_true", help="print every hundredth step")
    add_json(parser)
    add_example(
        parser,
        "whygrad train neuron.eq neuron.csv --steps 10000 --learning-rate 1e-4 --out neuron.wg",
        "whygrad train classifier.eq classifier.csv --columns inputs=first,second,third \\",
        "    --steps 1000 --learning-rate 1 --out classifier.wg",
        "whygrad train neuron.eq neuron.csv --steps 1000 --learning-rate 1 --optimizer adam \\",
        "    --schedule cosine --set beta1=0.8 --out neuron.wg",
        "whygrad train neuron.eq neuron.csv --steps 10000 --learning-rate 1e-4 --out neuron.wg \\",
        "    --validation 0.2 --patience 20 --checkpoint",
        "whygrad train iris.csv --target species --hidden 16,8 --out iris.wg",
    )


def run(arguments: argparse.Namespace) -> int:
    check_given(arguments)
    out, resumed = Path(arguments.out), arguments.resume
    force = arguments.force or (resumed is not None and is_same_file(out, Path(resumed)))
    check_target(out, force=force)
    is_table = tables.is_table(arguments.model)
    source = tables.source_of(arguments) if is_table else source_of(arguments)
    checkpoint = checkpoint_of(arguments, out)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DivergenceWarning)  # both are printed below
        warnings.simplefilter("ignore", InterruptionWarning)
        found = trained(arguments, source, checkpoint)
    is_kept = found.ending != "diverged" and found.steps > 0
    measured = measure(found.record) if is_table and is_kept else None
    found.record.measured = measured
    if is_kept and (checkpoint is None or measured is not None):
        found.save(out, force=force or checkpoint is not None)
    if arguments.json:
        more = {} if measured is None else {"measured": measurements.measurement_data(measured)}
        print_json({**results.as_data(found, out if is_kept or checkpoint else None), **more})
    elif measured is not None:
        measurements.print_result(found, source, measured, out)
    elif is_kept:
        results.print_result(found, out, arguments.data)
    return status(found, is_kept or checkpoint is not None)


def check_given(arguments: argparse.Namespace) -> None:
    """Equations need a table and a number of steps, which a table alone does not.

    The other commands tell a model file by its suffix.
    """
    tables.check_table(arguments)
    needed = {"DATA.csv": arguments.data, "--steps": arguments.steps}
    needed = {} if tables.is_table(arguments.model) else needed
    lacking = [name for name, value in {**needed, "--out": arguments.out}.items() if value is None]
    if lacking:
        raise WhygradError(
            f"whygrad train: missing: {', '.join(lacking)}.\nSee `whygrad train --help`."
        )
    if not is_trained(arguments.out) and not Path(arguments.out).is_dir():
        raise WhygradError(
            f"--out {arguments.out}: expected the name of a model file, which ends in `{TRAINED}`."
        )


def source_of(arguments: argparse.Namespace) -> Source:
    """The equations and their data. Raises `WhygradError`."""
    tables.check_unused(arguments)
    model = Model.read(arguments.model)
    data = data_of(arguments.data, model.step, columns_of(arguments.columns), arguments.dtype)
    return Source(model, data, arguments.data, {})


def trained(arguments: argparse.Namespace, source: Source, checkpoint: Checkpoint | None) -> Run:
    """The run that the arguments ask for: a new one, or one that goes on."""
    model, data = source.model, source.data
    given, rule = given_of(arguments, OF_A_RUN), given_of(arguments, OF_THE_RULE)
    settings = {**source.settings, **settings_of(arguments.set)}
    validation = validation_of(arguments.validation, model.step, data, arguments.dtype)
    watching = {
        "steps": arguments.steps,
        "patience": arguments.patience,
        "every": arguments.every,
        "checkpoint": checkpoint,
        "verbose": arguments.verbose and not arguments.json,
    }
    if arguments.resume is None:
        more = {"initial": source.initial, "best": arguments.best}
        options = {**given, **rule, **watching, **more}
        return model.fit(data, settings=settings, validation=validation, **options)
    path, is_share = arguments.resume, isinstance(validation, float)
    check_equations(path, load(path), model)  # first: others may not take these data at all
    begun = load(path, data, validation=None if is_share else validation)
    held = {"validation": validation} if is_share else {}
    best = {} if arguments.best is None else {"best": arguments.best}
    check_options(path, begun, {**given, **held, **best})
    check_rule(path, begun, rule)
    check_settings(path, begun, settings)
    return begun.resume(**watching)


def given_of(arguments: argparse.Namespace, names: tuple[str, ...]) -> dict[str, Any]:
    """Those of the options that the command line has."""
    found = {name: getattr(arguments, name) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def status(found: Run, is_kept: bool) -> int:
    """The exit status, with a message where training ended before its last step."""
    if found.stopped is not None:
        written = "The steps before it are in the file." if is_kept else "No file was written."
        print(f"{found.stopped}\n{written}", file=sys.stderr)
        return 1
    if found.ending == "interrupted":
        written = "They are in the file." if is_kept else "No file was written."
        print(f"Interrupted after {counted(found.steps, 'step')}. {written}", file=sys.stderr)
        return 130
    return 0
