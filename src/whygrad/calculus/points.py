"""Generic points: random values at which two formulas that differ do differ.

No value is 0, all widths differ, the number of samples is odd and at least 3. A check at such
a point misses none of the common mistakes that one with equal widths or zeros lets pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

import numpy as np

from whygrad.calculus.evaluation import evaluate
from whygrad.language.equations import ITERATION, LEARNING_RATE, Equation, Step
from whygrad.language.expressions import Binary, all_indexes, names_read, walk
from whygrad.language.sizes import declared_lengths, index_classes

SAMPLES = (3, 5, 7)
LONGEST = 8  # of an index whose length the text gives; another is taken for a longer one

Arrays = dict[str, np.ndarray]


@dataclass(frozen=True)
class Point:
    """Values of everything that the step names, and the length of every index."""

    values: Arrays
    lengths: dict[str, int]


def generic_point(step: Step, samples: int, seed: int, *, positive: bool = False) -> Point:
    """One point; the same one for the same arguments.

    `step` may hold further equations among its updates; they count for the lengths only.
    `positive` takes values between 0 and 1, where logarithms and roots have values.
    """
    lengths = generic_lengths(step, samples, shortest=2 + SAMPLES.index(samples))
    values = generic_values(step, lengths, np.random.default_rng([samples, seed]), positive)
    return Point(evaluate([*step.forward, *step.backward], values, lengths), lengths)


def generic_lengths(step: Step, samples: int, shortest: int) -> dict[str, int]:
    """All lengths different, as far as the text leaves them open."""
    classes = index_classes(step)
    for equation in step:
        for index in all_indexes(equation.expression):
            classes.setdefault(index, index)
    said = declared_lengths(step)
    found = {classes[one.index]: one.length for one in said if one.length <= LONGEST}
    if step.sample_index is not None:
        found.setdefault(classes[step.sample_index], samples)
    for group in dict.fromkeys(classes.values()):
        if group not in found:
            taken = (*found.values(), samples)
            found[group] = next(n for n in count(shortest) if n not in taken)
    return {index: found[group] for index, group in classes.items()}


def generic_values(
    step: Step, lengths: dict[str, int], random: np.random.Generator, positive: bool
) -> Arrays:
    found = {}
    for declared in step.declared("data", "parameter", "state", "draw"):
        shape = [lengths[index] for index in declared.indexes]
        if positive:
            found[declared.name] = random.uniform(0.1, 0.9, shape)
        else:
            size = random.uniform(0.2, 1.4, shape)
            found[declared.name] = np.asarray(size * random.choice([-1, 1], shape))
    fixed = in_exponents(step)
    for setting in step.settings:
        value = float(setting.value.value) if setting.value else 0.0
        varied = value if setting.name in fixed else value * random.uniform(0.8, 1.0)
        found[setting.name] = np.array(varied)
    found.setdefault(LEARNING_RATE, np.array(random.uniform(0.1, 0.9)))
    return {**found, ITERATION: np.array(float(random.integers(10, 30)))}


def in_exponents(equations: Step | list[Equation]) -> set[str]:
    """Settings that stand in an exponent: there another number may have no value."""
    powers = [
        node.right
        for equation in equations
        for node in walk(equation.expression)
        if isinstance(node, Binary) and node.operator == "**"
    ]
    return {name for power in powers for name in names_read(power)}
