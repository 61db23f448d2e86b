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
from whygrad.demo.wording import heading, indented, say, table
from whygrad.insight.pictures import draw_before_after, draw_losses, plain_number
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
    weight, bias = (float(run.initial[name]) for name in ("weight", "bias"))
    actual = float(in_fahrenheit(np.array(DEGREES)))
    output = DEGREES * weight + bias
    say(f"""
        The start, drawn with seed {run.record.seed}: weight {weight:.6g}, bias {bias:.6g}. One
        sample: {DEGREES:g} degrees Celsius are {actual:g} degrees Fahrenheit. The untrained
        neuron says:
        """)
    loss = (output - actual) ** 2
    say(indented(
        f"output = {DEGREES:g} * {weight:.6g} + {bias:.6g} = {output:.6g}\n"
        f"loss   = ({output:.6g} - {actual:g})**2 = {loss:,.6g}  # of this sample alone"
    ))  # fmt: skip


def show_nudged_weight(run: Run) -> None:
    """What the sign of a gradient tells, tried out."""
    weight, slope = float(run.initial["weight"]), float(run.at(0)["grad_weight"])
    sign, way = ("negative", "up") if slope < 0 else ("positive", "down")
    say(f"""
        Should the weight go up or down? A positive gradient says that a larger weight makes
        the loss larger; a large one, that a small change matters much. Here grad_weight is
        {sign}, so the weight should go {way}. Tried out:
        """)
    rows = [(value, loss_with(run, value)) for value in (weight - 0.1, weight, weight + 0.1)]
    say(table(("weight", "loss"), rows, (".6f", ",.4f")))
    after = weight - run.learning_rate * slope
    say("The first update:")
    say(indented(
        "weight = weight - learning_rate * grad_weight\n"
        f"       = {weight:.6g} - {plain_number(run.learning_rate)} * ({slope:.6g})\n"
        f"       = {after:.6g}"
    ))  # fmt: skip


def loss_with(run: Run, weight: float) -> float:
    parameters = {**run.initial, "weight": np.array(weight)}
    return float(model_of(NAME).evaluate(data_of(NAME), parameters)["loss"])


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
