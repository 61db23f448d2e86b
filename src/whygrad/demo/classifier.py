"""The demo's third network: a sigmoid classifier."""

from __future__ import annotations

from functools import partial

import numpy as np

from whygrad.demo.album import Album
from whygrad.demo.showing import (
    data_of,
    show_equations,
    show_first_step,
    show_shapes,
    train,
    training_text,
)
from whygrad.demo.wording import heading, say, table
from whygrad.examples import EXAMPLES
from whygrad.insight.pictures import draw_before_after, draw_scalar
from whygrad.run import Run

NAME = "classifier"
MOMENTS = (0, 1, 2, 3, 4, 10, 100)
LAST_DRAWN = 19  # the step up to which the accuracy is drawn: it changes early
NEW_ROW = (1.0, 0.0, 0.0)


def show_classifier(album: Album) -> None:
    heading("3. A sigmoid classifier for a truth table", "-")
    run = train(NAME)
    show_equations(NAME)
    say("""
        output * (1 - output) is the slope of the sigmoid. Without the half in the loss each
        gradient would be twice as large; half the learning rate would make up for it.
        """)
    show_shapes(NAME)
    show_first_step(NAME, run)
    show_outputs(run)
    album.add(
        "Actual and predicted, drawn:",
        "classifier-before-after.png",
        partial(draw_before_after, run.record),
    )
    album.add(
        "The accuracy, drawn:",
        "classifier-accuracy.png",
        partial(draw_scalar, run.record, "accuracy", until=LAST_DRAWN),
    )
    show_weights(run)


def show_outputs(run: Run) -> None:
    """Loss, accuracy and outputs as they change."""
    data = data_of(NAME)
    inputs = [" ".join(f"{value:g}" for value in row) for row in data["inputs"]]
    rows = [("target", "", "", *(f"{value:g}" for value in data["target"]))]
    for at in (*MOMENTS, run.steps - 1):
        found = run.at(at)
        rows.append((f"{at:,}", found["loss"], found["accuracy"], *found["output"]))
    say(f"{training_text(run)} The outputs for the four rows of the table:")
    forms = (">", ".6f", ".2f", *[".8f"] * len(inputs))
    say(table(("step", "loss", "accuracy", *inputs), rows, forms))
    right = np.flatnonzero(run.history["accuracy"] == 1)
    if right.size:
        say(f"The first step with accuracy 1, so with all four right, is step {right[0]}.")


def show_weights(run: Run) -> None:
    """The weights before and after, and a row that is not in the table."""
    (_, columns), *_ = EXAMPLES[NAME].places
    before, after = run.initial["weights"], run.parameters["weights"]
    say("The weights, one for each input:")
    rows = [("before training", *before), ("after training", *after)]
    say(table(("", *columns), rows, ("<", *[".8f"] * len(columns))))
    output = float(run.predict({"inputs": np.array([NEW_ROW])})[0])
    largest = columns[int(np.argmax(np.abs(after)))]
    row = " ".join(f"{value:g}" for value in NEW_ROW)
    side, kind = ("over", 1) if output > 0.5 else ("not over", 0)
    say(f"""
        The {largest} weight is by far the largest: the target is the first input. A new row,
        {row}, gives the output {output:.8f}. That is {side} 0.5: class {kind}.
        """)
