"""A backward pass that the framework finds by itself, in the place of the derived one."""

from __future__ import annotations

import textwrap
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from whygrad.language.equations import GRADIENT, Step
from whygrad.language.expressions import Call, Expression, Reduction, walk
from whygrad.language.functions import FUNCTIONS
from whygrad.language.notation import equation_text
from whygrad.writers.array_program import ArrayStyle
from whygrad.writers.assembly import Context
from whygrad.writers.layout import comment, sequence
from whygrad.writers.mains import DEFAULT_STEPS, Columns, Run
from whygrad.writers.outline import Function, Outline, in_turn, leading_to, names, reads
from whygrad.writers.wrapping import TAB, WIDTH


class AutogradStyle(ArrayStyle, ABC):
    """A style whose gradients are the framework's.

    framework  its name
    """

    framework: str

    @abstractmethod
    def gradients(
        self, context: Context, forward: Function, quantities: tuple[str, ...]
    ) -> tuple[set[str], list[str]]:
        """What `backward` reads, and the lines that return the gradients of these quantities."""

    def functions(self, context: Context, outline: Outline) -> list[Function]:
        wanted = outline.backward_returns
        if not wanted:
            return super().functions(context, outline)
        quantities = tuple(name.removeprefix(GRADIENT) for name in wanted)
        functions = super().functions(context, without_backward(context.step, outline, quantities))
        place = next(place for place, each in enumerate(functions) if each.name == "forward")
        read, lines = self.gradients(context, functions[place], quantities)
        arguments = in_turn(context.step, read)
        text = sequence("def backward(", [context.names[name] for name in arguments], "):", "")
        text += agreement_note(context.step, self.framework) + lines
        backward = Function("backward", arguments, wanted, tuple(text))
        return [*functions[: place + 1], backward, *functions[place + 1 :]]


def without_backward(step: Step, outline: Outline, quantities: tuple[str, ...]) -> Outline:
    """The outline of a step that derives nothing: `forward` keeps less."""
    later = reads(step.update) | set(step.scalars()) | set(quantities)
    forward = leading_to(step.forward, later)
    returns = tuple(name for name in names(forward) if name in later)
    return replace(
        outline, forward=forward, forward_returns=returns, backward=(), backward_returns=()
    )


def agreement_note(step: Step, framework: str) -> list[str]:
    """The derived equations as a comment: what the framework's gradients agree with."""
    opening = f"{framework} finds the gradients by itself. They agree with those of the equations"
    opening += ", up to rounding:"
    if has_kinks(step):
        opening = opening.removesuffix(":") + " and away from kinks:"
    lines = comment(opening, TAB)
    for equation in step.backward:
        lines += textwrap.wrap(
            equation_text(equation),
            WIDTH,
            initial_indent=f"{TAB}#{TAB}",
            subsequent_indent=f"{TAB}#{TAB * 2}",
            break_long_words=False,
        )
    return lines


def has_kinks(step: Step) -> bool:
    return any(kinked(part) for equation in step.forward for part in walk(equation.expression))


def kinked(part: Expression) -> bool:
    if isinstance(part, Call):
        return bool(FUNCTIONS[part.function].kinks)
    return isinstance(part, Reduction) and part.kind == "max"


def script_writer(own: ArrayStyle, found: AutogradStyle) -> Callable[..., str]:
    """The function that writes whole scripts, with own gradients or with the framework's."""

    def write(
        step: Step,
        data: Mapping[str, Any] | None = None,
        starts: Mapping[str, Any] | None = None,
        *,
        settings: Mapping[str, float] | None = None,
        steps: int | None = None,
        learning_rate: float | None = None,
        seed: int = 1,
        columns: Columns | None = None,
        batch: int | None = None,
        shuffle: bool = True,
        held_out: float | None = None,
        autograd: bool = False,
    ) -> str:
        """The whole script: the functions of a step, its data and starting values, and a run.

        Data, starting values, `batch`, `shuffle` and `held_out` as in the NumPy style. With
        `autograd`, `backward` asks the framework for the gradients, and shows the equations
        with which these agree.
        """
        steps = DEFAULT_STEPS if steps is None else steps
        given = data or {}, starts or {}, settings or {}
        run = Run(*given, steps, learning_rate, seed, columns or {}, batch, shuffle, held_out)
        return (found if autograd else own).script(step, run)

    return write
