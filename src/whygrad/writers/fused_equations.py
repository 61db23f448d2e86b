"""The equations that a compiled program computes: nothing in them is computed twice.

A reduction that does not vary with every loop around it stands above them, as a quantity of
its own. (A compiler that finds a long one inside takes time that doubles with every entry.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from whygrad.language.equations import Equation, Step
from whygrad.language.sizes import index_classes
from whygrad.writers.exponentials import Exponentials
from whygrad.writers.names import unused
from whygrad.writers.outline import outline_training
from whygrad.writers.reductions import Axes, Lifting


def equations_to_compute(
    step: Step, is_sample: Callable[[str], bool]
) -> tuple[list[Equation], list[Equation]]:
    """The equations of both passes, and the updates, each after all that it reads."""
    taken = {*step.indexes_of(), *index_classes(step)}
    outline = outline_training(step)
    passes = lifted([*outline.forward, *outline.backward], taken)
    updates = lifted(step.update, taken)
    return Exponentials(is_sample, taken).take_apart(passes), updates


def lifted(equations: Iterable[Equation], taken: set[str]) -> list[Equation]:
    """The equations, each after the reductions taken out of it."""

    def lift(equation: Equation) -> list[Equation]:
        named = Lifting(apart, lambda word: unused(f"{equation.name}_{word}", taken))
        return named.lift(equation)

    return [part for equation in equations for part in lift(equation)]


def apart(free: Axes, around: Axes) -> bool:
    """Whether a reduction is the same for some of the indexes around it."""
    return set(free) < set(around)
