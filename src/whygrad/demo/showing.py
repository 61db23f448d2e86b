"""What the demo shows of every network: equations, shapes, gradients, the loss as it falls."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from functools import cache

import numpy as np

from whygrad.demo.wording import entries, indented, say, table
from whygrad.examples import EXAMPLES, example_data, read_example
from whygrad.insight.pictures import plain_number
from whygrad.language.notation import equations_text
from whygrad.model import Model
from whygrad.run import Run
from whygrad.training.fitting import DivergenceWarning
from whygrad.training.history import Arrays

MOMENTS = (0, 1, 10, 100, 1000)  # steps that a table shows, with the last one
DEGREES = 42.0  # the sample that the tutorials look at


@cache
def model_of(name: str) -> Model:
    return Model(read_example(name))


@cache
def data_of(name: str) -> Arrays:
    return example_data(name)


def train(name: str, rate: float | None = None, initial: Mapping[str, np.ndarray] | None = None,
          ) -> Run:  # fmt: skip
    """An example's network, with its own learning rate and start or others; it may diverge."""
    example = EXAMPLES[name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DivergenceWarning)
        return model_of(name).fit(
            data_of(name),
            steps=example.steps,
            learning_rate=rate or example.learning_rate,
            initial=initial,
        )


def show_equations(name: str) -> None:
    say(f"The forward pass, as it is written in {name}.eq:")
    say(indented(read_example(name).strip()))
    say("The backward pass, as the chain rule gives it, from the loss back:")
    say(indented(equations_text(model_of(name).backward)))


def show_shapes(name: str) -> None:
    say("The shapes; a gradient has the shape of its quantity:")
    say(indented(str(model_of(name).summary(data_of(name)))))


def show_first_step(name: str, run: Run) -> None:
    """The gradients of step 0; of long ones the first three entries."""
    found = run.at(0)
    names = [equation.name for equation in model_of(name).backward]
    width = max(map(len, names))
    say("The gradients of the first step:")
    say(indented("\n".join(f"{one:{width}}  {entries(found[one])}" for one in names)))


def training_text(run: Run) -> str:
    rate = plain_number(run.learning_rate)
    return f"Training: {run.steps:,} steps, learning rate {rate}."


def show_training(run: Run, names: tuple[str, ...] = ()) -> None:
    """The loss as it falls, with these scalar parameters, before the update of each step."""
    rows = []
    for at in (*(moment for moment in MOMENTS if moment < run.steps), run.steps):
        found = run.at(at)
        rows.append((f"{at:,}", *(float(found[name]) for name in (run.record.step.loss, *names))))
    say(f"{training_text(run)} The loss falls:")
    say(table(("step", "loss", *names), rows, (">", ",.6f", *[".6f"] * len(names))))


def show_degrees(name: str, run: Run) -> None:
    """A few temperatures, before and after training."""
    celsius = data_of(name)["celsius"]
    chosen = np.sort([celsius.min(), 0, DEGREES, celsius.max()])
    before, after = (run.predict({"celsius": chosen}, step=at).ravel() for at in (0, None))
    say("Actual values, and the predicted ones before and after training:")
    heads = ("celsius", "fahrenheit", "before", "after")
    rows = list(zip(chosen, in_fahrenheit(chosen), before, after, strict=True))
    say(table(heads, rows, (".0f", ".2f", ".2f", ".2f")))


def in_fahrenheit(celsius: np.ndarray) -> np.ndarray:
    return celsius * 9 / 5 + 32
