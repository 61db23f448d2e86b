"""Units that are equal and can never differ: same parameters in, same out, same gradients."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from whygrad.insight.health.findings import Check, Finding, some
from whygrad.insight.health.subject import Subject
from whygrad.language.equations import GRADIENT
from whygrad.language.messages import listing
from whygrad.language.sizes import index_classes

NAME = "symmetry"
EQUAL = 1e-9  # of the largest parameter, or gradient


def check_symmetry(subject: Subject) -> Check:
    findings = tuple(
        finding for index in hidden_indexes(subject) for finding in equal_units(subject, index)
    )
    return Check(NAME, "No two units have the same parameters and gradients.", findings)


def hidden_indexes(subject: Subject) -> list[str]:
    """Indexes that number units: parameters carry them, and neither data nor draws do."""
    classes, step = index_classes(subject.step), subject.step
    told = {classes[i] for d in step.declared("data", "draw") for i in d.indexes}
    carried = (classes[i] for p in subject.learning for i in p.indexes)
    return [index for index in dict.fromkeys(carried) if index not in told]


def equal_units(subject: Subject, index: str) -> Iterator[Finding]:
    table = unit_table(subject, index)
    _, group, counts = np.unique(
        np.round(table / EQUAL), axis=0, return_inverse=True, return_counts=True
    )
    most = int(counts.max(initial=0))
    if most < 2:
        return
    units = [str(unit) for unit in np.flatnonzero(group.ravel() == np.argmax(counts))]
    names = [p.name for p in subject.learning if index in classes_of(subject, p.indexes)]
    what = (
        f"{most} of {len(table)} units along `{index}` are equal in {listing(names)} and in their"
        f" gradients: {some(units)}. They get equal updates"
        " in every step, so together they do the work of one."
    )
    advice = "Start from values that differ: normal(0, 1), uniform(-1, 1), glorot()."
    yield Finding("equal units", index, float(most), what, advice)


def unit_table(subject: Subject, index: str) -> np.ndarray:
    """A row for each unit: all entries of parameters and gradients that carry its number.

    Parameters and gradients are each divided by the largest of all.
    """
    names = [parameter.name for parameter in subject.learning]
    gradients = {name: subject.quantities[GRADIENT + name] for name in names}
    parts = []
    for arrays in ({name: subject.parameters[name] for name in names}, gradients):
        largest = max(float(np.abs(array).max(initial=0)) for array in arrays.values()) or 1.0
        for parameter in subject.learning:
            for axis, other in enumerate(classes_of(subject, parameter.indexes)):
                if other == index:
                    rows = np.moveaxis(arrays[parameter.name], axis, 0) / largest
                    parts.append(rows.reshape(len(rows), -1))
    return np.concatenate(parts, axis=1)


def classes_of(subject: Subject, indexes: tuple[str, ...]) -> list[str]:
    classes = index_classes(subject.step)
    return [classes[index] for index in indexes]
