"""`whygrad export`: a trained prediction as a file for ONNX, PyTorch, C or NumPy."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from whygrad.cli.arguments import add_example, add_json, print_json
from whygrad.cli.loading import add_data, load_with
from whygrad.exports import FORMATS, SUFFIXES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("model", metavar="MODEL.wg", help="a trained model")
    add("--to", choices=FORMATS, required=True, help="what the file is for")
    help_ = "FILE.onnx, FILE.c, or FILE.py for the others; by default beside the model"
    add("--out", metavar="FILE", help=help_)
    add("--quantity", metavar="NAME", help="another quantity than the prediction")
    add_data(parser)
    add("--force", action="store_true", help="replace an existing file")
    add_json(parser)
    add_example(
        parser,
        "whygrad export neuron.wg --to onnx --out neuron.onnx",
        "whygrad export neuron.wg --to c --out neuron.c",
    )


def run(arguments: argparse.Namespace) -> int:
    trained = load_with(arguments.model, arguments.data, arguments.columns)
    out = arguments.out or Path(arguments.model).with_suffix(SUFFIXES[arguments.to])
    found = trained.export(arguments.to, out, quantity=arguments.quantity, force=arguments.force)
    if arguments.json:
        print_json({**asdict(found), "files": [str(file) for file in found.files]})
    else:
        print(found)
    return 0
