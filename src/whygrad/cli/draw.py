"""`whygrad draw`: diagrams, pictures and films of a model."""

from __future__ import annotations

import argparse
import re
from typing import Any

from whygrad.cli.arguments import add_example, columns_of
from whygrad.cli.loading import add_data, is_trained, load_with
from whygrad.insight.drawings import DIAGRAMS, KINDS, PICTURES
from whygrad.language.messages import WhygradError
from whygrad.model import Model
from whygrad.training.tables import read_table, take

OUTSIDE = re.compile(r",(?![^\[]*\])")  # a comma that separates no indexes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("model", metavar="MODEL.eq|MODEL.wg", help="equations, or a trained model")
    add("--what", choices=KINDS, default="network", help="default: network")
    add(
        "--out",
        metavar="FILE",
        help="the suffix chooses the format: diagrams .svg, .mmd (Mermaid) or .dot,"
        " pictures .png or .svg, the film .gif or .html; default: a diagram is printed as SVG",
    )
    add_data(parser, "the data: of equations they tell the widths of layers")
    add("--step", type=int, metavar="N", help="values before step N; default: after training")
    add("--sample", type=int, metavar="I", help="values of this sample; default: 0")
    add("--highlight", metavar="GRADIENT", help='the paths of a gradient: "grad_weights1[0, 0]"')
    add("--of", metavar="A,B", help="two entries of parameters that a surface is drawn over")
    add_example(
        parser,
        "whygrad draw two_layers.eq --data two_layers.csv --out network.svg",
        'whygrad draw two_layers.wg --what dependencies --highlight "grad_weights1[0, 0]"'
        " --out paths.svg",
        "whygrad draw neuron.wg --what surface --of weight,bias --out surface.png",
        "whygrad draw neuron.wg --what film --out film.gif",
    )


def run(arguments: argparse.Namespace) -> int:
    drawn = of_run(arguments) if is_trained(arguments.model) else of_model(arguments)
    if arguments.out:
        print(f"wrote {drawn.save(arguments.out)}")
    elif arguments.what in DIAGRAMS:
        print(drawn.svg, end="")
    else:
        form = f"{arguments.what}{'.png' if arguments.what in PICTURES else '.gif'}"
        raise WhygradError(
            f"--out: `{arguments.what}` is written to a file; name it, as in `--out {form}`."
        )
    return 0


def of_run(arguments: argparse.Namespace) -> Any:
    of = None if arguments.of is None else [part.strip() for part in OUTSIDE.split(arguments.of)]
    return load_with(arguments.model, arguments.data, arguments.columns).draw(
        arguments.what,
        step=arguments.step,
        sample=arguments.sample,
        highlight=arguments.highlight,
        of=of,
    )


def of_model(arguments: argparse.Namespace) -> Any:
    for option in ("step", "sample", "highlight", "of"):
        if getattr(arguments, option) is not None:
            raise WhygradError(
                f"--{option} goes with a trained model; {arguments.model} holds equations only.\n"
                "Train it first: `whygrad train` writes a MODEL.wg."
            )
    model = Model.read(arguments.model)
    data = None
    if arguments.data:
        data, _ = take(read_table(arguments.data), model.step, columns_of(arguments.columns))
    return model.draw(arguments.what, data=data)
