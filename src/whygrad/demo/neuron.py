"""The demo's first network: one neuron."""

from __future__ import annotations

from functools import partial

import numpy as np

from whygrad.demo.album import Album
from whygrad.demo.showing import (
    DEGREES,
    data_of,
    in_fahrenheit,
    model_of,
    show_degrees,
    show_equations,
    show_first_step,
    show_shapes,
    show_training,
    train,
)
from whygrad.demo.wording import heading, indented, say
from whygrad.insight.pictures import draw_before_after, draw_losses
from whygrad.language.notation import equations_text
from whygrad.run import Run

NAME = "neuron"


def show_neuron(album: Album) -> None:
    heading("1. One neuron, from Celsius to Fahrenheit", "-")
    run = train(NAME)
    show_equations(NAME)
    say("""
        grad_output comes first: the gradients of weight and bias are built on it. Then the
        update moves each parameter a little against its gradient:
        """)
    say(indented(equations_text(model_of(NAME).update)))
    show_shapes(NAME)
    show_one_sample(run)
    show_first_step(NAME, run)
    show_nudged_weight(run)
    show_training(run, ("weight", "bias"))
    show_degrees(NAME, run)
    album.add(
        "Actual and predicted, drawn:",
        "neuron-before-after.png",
        partial(draw_before_after, run.record),
    )
    album.add("The loss, drawn:", "neuron-loss.png", partial(draw_losses, run.record))
    show_flat_direction(run)
    show_program(run)


def show_one_sample(run: Run) -> None:
    """One sample through the untrained neuron."""
    actual = float(in_fahrenheit(np.array(DEGREES)))
    say(f"""
        The start is drawn with seed {run.record.seed}. One sample: {DEGREES:g} degrees Celsius
        are {actual:g} degrees Fahrenheit. The loss of this sample alone, and what the untrained
        neuron says:
        """)
    sample = {"celsius": [DEGREES], "fahrenheit": [actual]}
    say(str(run.why("loss", data=sample, depth=2)))


def show_nudged_weight(run: Run) -> None:
    """What the sign of a gradient tells, tried out."""
    sign, way = ("negative", "up") if run.at(0)["grad_weight"] < 0 else ("positive", "down")
    say(f"""
        Should the weight go up or down? A positive gradient says that a larger weight makes
        the loss larger; a large one, that a small change matters much. Here grad_weight is
        {sign}, so the weight should go {way}:
        """)
    say(str(run.why("grad_weight")))
    say("The first update:")
    say(str(run.why("weight", step=1)))


def show_flat_direction(run: Run) -> None:
    """What the pictures do not show."""
    bend = 2 * float(np.mean(data_of(NAME)["celsius"] ** 2))
    weight, bias = (float(run.parameters[name]) for name in ("weight", "bias"))
    moved = -run.learning_rate * float(run.at(run.steps)["grad_bias"])
    right = float(in_fahrenheit(np.array(0.0)))
    say(f"""
        The pictures hardly show it: the weight is {weight:.6g} and the bias {bias:.6g}, where
        the formula has {9 / 5:g} and {right:g}. The loss is a long valley. Along the weight it
        bends with twice the mean of celsius**2, which is {bend:,.0f}; along the bias, with 2.
        The learning rate must suit the steep direction, so the steps along the flat one are
        small: one more would move the bias by {moved:.2g}.
        """)


def show_program(run: Run) -> None:
    """The backward pass of the program that ran."""
    lines = run.source.split("\n")
    first = next(place for place, line in enumerate(lines) if line.startswith("def backward"))
    count = lines[first:].index("")
    say("""
        The program that ran was written from these equations, and can be read. This is its
        backward pass; PyTorch and its like derive one too, but do not show it.
        """)
    say(indented("\n".join(lines[first : first + count])))
