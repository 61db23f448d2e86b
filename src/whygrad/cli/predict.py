"""`whygrad predict`: predictions of a trained model, as CSV."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

from whygrad.cli.arguments import add_columns, add_example, add_json, columns_of, print_json
from whygrad.language.messages import WhygradError
from whygrad.run import Run, load
from whygrad.training.tables import parse_assignments, read_table, take


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", metavar="MODEL.wg", help="a trained model")
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="NEW.csv | NAME=VALUE",
        help="a table with the input columns, or one sample: celsius=42 inputs=1,0,0, or by the"
        " columns of the table: size=3 kind=a",
    )
    parser.add_argument("--quantity", metavar="NAME", help="another quantity than the prediction")
    add_columns(parser)
    parser.add_argument("--step", type=int, metavar="N", help="as before step N; 0: untrained")
    add_json(parser)
    add_example(
        parser,
        "whygrad predict neuron.wg celsius=42",
        "whygrad predict classifier.wg inputs=1,0,0",
        "whygrad predict iris.wg new.csv",
    )


def run(arguments: argparse.Namespace) -> int:
    found = load(arguments.model)
    quantity = arguments.quantity or found.prediction
    data = data_of(found, arguments.inputs, quantity, columns_of(arguments.columns))
    values = found.predict(data, quantity=quantity, step=arguments.step)
    rows = list(table(found, quantity, values))
    if arguments.json:
        header, *body = rows
        print_json([dict(zip(header, row, strict=True)) for row in body])
    else:
        csv.writer(sys.stdout, lineterminator="\n").writerows(rows)
    return 0


def data_of(
    found: Run, inputs: list[str], quantity: str, columns: dict[str, list[str]]
) -> dict[str, Any]:
    """The data that the quantity needs, from a file or from `name=value` arguments."""
    step, known = found.record.step, found.record.columns
    needed = found.needed_data(quantity)
    optional = tuple(d.name for d in step.data if d.name not in needed)
    if all("=" in text for text in inputs):
        if columns:
            raise WhygradError("--columns goes with a table, whose columns it names.")
        return parse_assignments(inputs, step, known, optional)
    if len(inputs) > 1:
        raise WhygradError(
            f"Expected one CSV file, or values such as `{needed[0] if needed else 'x'}=1`,"
            f" not {' '.join(inputs)}."
        )
    data, _ = take(read_table(inputs[0]), step, columns, known, optional)
    return data


def table(found: Run, quantity: str, values: np.ndarray) -> Iterator[list[Any]]:
    """A header and one row a sample; the class stands last where outputs are classes."""
    flat = np.atleast_1d(values)
    flat = flat.reshape(len(flat), -1)
    labels = found.classes(quantity)
    names = [quantity] if flat.shape[1] == 1 else [f"{quantity}[{k}]" for k in range(flat.shape[1])]
    if labels and flat.shape[1] == len(labels):
        names = [f"{quantity}[{label}]" for label in labels]
    yield [*names, "class"] if labels else names
    for row in flat.tolist():
        chosen = int(np.argmax(row)) if len(row) > 1 else int(row[0] > 0.5)
        yield [*row, labels[chosen]] if labels else row
