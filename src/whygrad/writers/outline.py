"""The outline of every written program: which functions there are, what each one reads and
returns, and which equations it needs at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from whygrad.language.equations import (
    GRADIENT,
    ITERATION,
    LEARNING_RATE,
    Declaration,
    Equation,
    Step,
)
from whygrad.language.expressions import Binary, Entry, Expression, names_read, number, rebuild

SEED, STEPS, FIRST, HISTORY = "run.seed", "run.steps", "run.first", "run.history"
BATCH = "run.batch"
OF_THE_RUN = {name: name.removeprefix("run.") for name in (SEED, STEPS, BATCH, FIRST, HISTORY)}
"""What a run is told or tells besides quantities; no quantity can have such a name."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function of a program: its lines, and by the equations' names what goes in and out."""

    name: str
    arguments: tuple[str, ...]
    returns: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """A written program. `names` says how each quantity is spelled in it."""

    source: str
    names: Mapping[str, str]
    functions: Mapping[str, Function]


@dataclass(frozen=True, slots=True)
class Outline:
    """The equations of each function of a program, and what each returns."""

    forward: tuple[Equation, ...]
    backward: tuple[Equation, ...]
    update: tuple[Equation, ...]
    forward_returns: tuple[str, ...]
    backward_returns: tuple[str, ...]
    update_returns: tuple[str, ...]


def outline_training(step: Step) -> Outline:
    """What a training step needs: equations that lead to no update and no scalar are left out."""
    updated = names(step.update)
    gradients = {GRADIENT + parameter.name for parameter in step.parameters}
    wanted = reads(step.update) if step.update else gradients
    backward = leading_to(step.backward, wanted)
    later = wanted | reads(backward) | set(step.scalars())
    forward = leading_to(step.forward, later)
    return Outline(
        forward,
        backward,
        step.update,
        tuple(name for name in names(forward) if name in later),
        tuple(name for name in names(backward) if name in wanted),
        updated,
    )


def outline_everything(step: Step) -> Outline:
    """The same equations and all others, each function returning all that it computes."""
    forward, backward = names(step.forward), names(step.backward)
    return Outline(step.forward, step.backward, (), forward, backward, ())


def outline_prediction(step: Step, quantity: str) -> Outline:
    """What one quantity needs, each draw being its mean."""
    means = {line.name: mean_of(line) for line in step.declared("draw")}
    forward = tuple(
        replace(equation, expression=with_means(equation.expression, means))
        for equation in leading_to(step.forward, {quantity})
    )
    if quantity in means:
        axes = step.indexes_of()[quantity]
        forward = (Equation(Entry(quantity, axes), means[quantity]),)
    return Outline(forward, (), (), (quantity,), (), ())


def mean_of(draw: Declaration) -> Expression:
    """The mean of what a draw is drawn from."""
    assert draw.start is not None
    first, *rest = draw.start.arguments
    if draw.start.name == "uniform":
        return Binary("/", Binary("+", first, rest[0]), number(2))
    return first


def with_means(expression: Expression, means: Mapping[str, Expression]) -> Expression:
    if isinstance(expression, Entry):
        return means.get(expression.name, expression)
    return rebuild(expression, lambda child: with_means(child, means))


def names(equations: Iterable[Equation]) -> tuple[str, ...]:
    return tuple(equation.name for equation in equations)


def reads(equations: Iterable[Equation]) -> set[str]:
    return {name for equation in equations for name in names_read(equation.expression)}


def leading_to(equations: tuple[Equation, ...], wanted: Collection[str]) -> tuple[Equation, ...]:
    """The equations that these quantities depend on, themselves included."""
    needed, kept = set(wanted), []
    for equation in reversed(equations):
        if equation.name in needed:
            needed.update(names_read(equation.expression))
            kept.append(equation)
    return tuple(reversed(kept))


def canonical_order(step: Step) -> tuple[str, ...]:
    """The order in which functions take their arguments."""
    declared = [line.name for line in step.declared("data", "draw")]
    declared += [line.name for line in step.declared("parameter", "state")]
    computed = [*names(step.forward), *names(step.backward)]
    settings = [line.name for line in step.settings]
    last = [LEARNING_RATE, STEPS, BATCH, SEED, ITERATION, FIRST]
    return tuple(dict.fromkeys([*declared, *computed, *settings, *last]))


def in_turn(step: Step, found: Collection[str]) -> tuple[str, ...]:
    """These names in the canonical order."""
    return tuple(name for name in canonical_order(step) if name in found)


def needs_iteration(step: Step) -> bool:
    """Whether a run must know the number of its first step."""
    return bool(step.declared("draw")) or ITERATION in reads(step)
