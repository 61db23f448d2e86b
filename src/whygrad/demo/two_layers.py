"""The demo's second network, and what its learning rate does to it."""

from __future__ import annotations

from functools import partial

import numpy as np

from whygrad.demo.album import Album
from whygrad.demo.showing import (
    show_degrees,
    show_equations,
    show_first_step,
    show_shapes,
    show_training,
    train,
)
from whygrad.demo.wording import heading, say, table
from whygrad.insight.pictures import draw_before_after, draw_losses, plain_number
from whygrad.run import Run
from whygrad.training.history import Arrays

NAME = "two_layers"
TUTORIAL_RATE = 1e-4  # the learning rate of the tutorial
MOMENTS = (0, 1, 10, 100, 300, 1000)
SAME = 1e-6  # ends that differ by less, as a part of the loss, tell the same


def show_two_layers(album: Album) -> None:
    heading("2. Two layers, 1-2-1, for the same task", "-")
    run = train(NAME)
    show_equations(NAME)
    say("""
        The gradient of the last layer's output comes first. Each layer's output gradient
        serves twice: for the layer's own parameters, and for the layer before.
        """)
    show_shapes(NAME)
    show_first_step(NAME, run)
    show_training(run)
    show_degrees(NAME, run)
    album.add(
        "Actual and predicted, drawn:",
        "two_layers-before-after.png",
        partial(draw_before_after, run.record),
    )
    show_edge(album, run)


def show_edge(album: Album, calm: Run) -> None:
    """The tutorial's learning rate, where the end depends on rounding."""
    start = nudged(calm.initial)
    wild = train(NAME, TUTORIAL_RATE)
    calm_again, wild_again = train(NAME, initial=start), train(NAME, TUTORIAL_RATE, start)
    low, high = (plain_number(run.learning_rate) for run in (calm, wild))
    before, after = (float(values["weights1"][0, 0]) for values in (calm.initial, start))
    say(f"""
        The tutorial trains this network with learning rate {high}: at the edge of what is
        stable. Change the last bit of one starting weight, weights1[0, 0], from {before!r}
        to {after!r}, and train again:
        """)
    runs = (calm, calm_again, wild, wild_again)
    rows = [(f"{at:,}", *(loss_at(run, at) for run in runs)) for at in (*MOMENTS, calm.steps - 1)]
    heads = ("step", f"loss at {low}", "last bit changed", f"loss at {high}", "last bit changed")
    say(table(heads, rows, (">", *[",.9f"] * 4)))
    say(verdict(runs))
    labels = (f"learning rate {low}", high, f"{high}, last bit changed")
    drawn = (calm.record, wild.record, wild_again.record)
    records = dict(zip(labels, drawn, strict=True))
    album.add("The three losses, drawn:", "two_layers-losses.png", partial(draw_losses, records))


def verdict(runs: tuple[Run, Run, Run, Run]) -> str:
    """How far the change moved the ends, at either learning rate."""
    calm, calm_again, wild, wild_again = runs
    small, large = apart(calm, calm_again), apart(wild, wild_again)
    low, high = (plain_number(run.learning_rate) for run in (calm, wild))
    text = f"""
        At {low} the change moves the last loss by {small:.1g} of its size, at {high} by
        {large:.1g}."""
    if small < SAME < large:
        text += f""" There the loss jumps up to {wild.losses.max():,.0f} on the way, and its end
        says more about rounding than about the network."""
    return text


def nudged(initial: Arrays) -> Arrays:
    """The starting values, the first weight larger by one bit."""
    values = {name: array.copy() for name, array in initial.items()}
    values["weights1"][0, 0] = np.nextafter(values["weights1"][0, 0], np.inf)
    return values


def loss_at(run: Run, step: int) -> float | str:
    return float(run.losses[step]) if step < len(run.losses) else "diverged"


def apart(first: Run, second: Run) -> float:
    """How far the last losses are apart, as a part of the larger one."""
    ends = [float(run.losses[-1]) for run in (first, second)]
    return abs(ends[0] - ends[1]) / max(ends)
