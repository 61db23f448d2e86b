"""The data that go in: columns that are not scaled, constant, or made of other columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from whygrad.insight.health.findings import Check, Finding, shown, some
from whygrad.insight.health.subject import Subject
from whygrad.language.equations import Declaration
from whygrad.language.expressions import entries, names_read
from whygrad.language.messages import counted, listing

NAME = "data"
LARGE = 10.0  # a root mean square above it makes the loss steep along the column's weight
UNLIKE = 100.0  # times between the spreads of two columns
OFF_CENTRE = 10.0  # times that a mean is as large as the spread
DEPENDENT = 1e-10  # a singular value that is a smaller part of the largest is 0


@dataclass(frozen=True)
class Table:
    """One quantity of the data as samples x columns, with the columns' names.

    `has_bias` says that an equation adds a parameter to what it weighs of them, so that a
    constant column is one too many.
    """

    name: str
    values: np.ndarray
    columns: list[str]
    categories: tuple[range, ...]
    has_bias: bool

    @property
    def means(self) -> np.ndarray:
        return np.asarray(self.values.mean(axis=0))

    @property
    def spreads(self) -> np.ndarray:
        """Standard deviations; 0 for a column of one value only."""
        varies = (self.values != self.values[:1]).any(axis=0)
        return np.array(np.where(varies, self.values.std(axis=0), 0.0))

    def named(self, which: np.ndarray) -> str:
        return some([self.columns[k] for k in which])


def check_data(subject: Subject) -> Check:
    tables = list(inputs(subject))
    findings = tuple(
        finding
        for table in tables
        for judge in (large, off_centre, unlike, constant, dependent)
        for finding in judge(table)
    )
    names = listing([table.name for table in tables])
    if not tables:
        return Check(NAME, "No data go in.")
    count = counted(sum(len(table.columns) for table in tables), "column")
    return Check(NAME, f"{count} of {names}: scaled, none constant, none made of others.", findings)


def inputs(subject: Subject) -> Iterator[Table]:
    """The data that the prediction is computed from, one row a sample."""
    step = subject.step
    for line in step.data:
        if line.name not in subject.answering or step.sample_index not in line.indexes[:1]:
            continue
        name = weighed(subject, line)
        values = subject.data[name] if name == line.name else subject.quantities[name]
        shape = values.shape[1:]
        yield Table(
            line.name,
            values.reshape(len(values), -1),
            [subject.column(line.name, place) for place in np.ndindex(shape)],
            tuple(categories(subject, line.name)),
            has_bias(subject, name, line.indexes[1:]),
        )


def weighed(subject: Subject, line: Declaration) -> str:
    """What the parameters weigh: the data, or what an equation without any makes of each entry."""
    readers = [
        equation
        for equation in subject.step.forward
        if line.name in names_read(equation.expression) and equation.name in subject.answering
    ]
    parameters = {parameter.name for parameter in subject.step.parameters}
    if len(readers) != 1 or readers[0].target.indexes != line.indexes:
        return line.name
    has_parameters = parameters & set(names_read(readers[0].expression))
    return line.name if has_parameters else readers[0].name


def categories(subject: Subject, name: str) -> Iterator[range]:
    """For each column of categories the places of its 0 and 1, which are scaled by nature."""
    at = 0
    for column in subject.history.columns.get(name, ()):
        width = len(column.categories)
        if width:
            yield range(at, at + width)
        at += width or 1


def has_bias(subject: Subject, name: str, indexes: tuple[str, ...]) -> bool:
    """Whether an equation weighs the data and adds a parameter that is the same for all columns."""
    parameters = {parameter.name for parameter in subject.learning}
    for equation in subject.step.forward:
        if name in names_read(equation.expression):
            own = {e for e in entries(equation.expression) if e.name in parameters}
            if len(own) > 1 and any(not set(e.indexes) & set(indexes) for e in own):
                return True
    return False


def numeric(table: Table) -> np.ndarray:
    """The places of the columns that vary and stand for no category."""
    category = {k for places in table.categories for k in places}
    return np.array([k for k in np.flatnonzero(table.spreads > 0) if k not in category], int)


def large(table: Table) -> Iterator[Finding]:
    sizes = np.sqrt(np.mean(table.values**2, axis=0))
    which = np.array([k for k in numeric(table) if sizes[k] > LARGE], int)
    if which.size:
        worst = int(which[np.argmax(sizes[which])])
        size = float(sizes[worst])
        whose = "its values" if which.size == 1 else f"the values of `{table.columns[worst]}`"
        what = (
            f"{table.named(which)} {has(which, 'is', 'are')} not scaled: {whose} have the size"
            f" {shown(size)} (root mean square). The loss bends {shown(size**2)} times as much"
            " along such a weight as it would for values of size 1, so the learning rate must be"
            " small, and all else learns slowly."
        )
        most = float(np.abs(table.values[:, worst]).max())
        advice = f"Scale to about -1 to 1: divide `{table.columns[worst]}` by {shown(most)}, say."
        yield Finding("not scaled", table.columns[worst], size, what, advice)


def off_centre(table: Table) -> Iterator[Finding]:
    places = numeric(table)
    if not places.size:
        return
    times = np.abs(table.means[places]) / table.spreads[places]
    which = places[times > OFF_CENTRE]
    if which.size:
        worst = int(places[np.argmax(times)])
        what = (
            f"{table.named(which)} {has(which, 'varies', 'vary')} little around a large mean:"
            f" {'it' if which.size == 1 else f'`{table.columns[worst]}`'} has the mean"
            f" {shown(table.means[worst])} and the spread {shown(table.spreads[worst])}, so its"
            " weight and the bias pull at the same thing."
        )
        advice = f"Subtract the mean from {has(which, 'it', 'each of them')}."
        yield Finding("large mean", table.columns[worst], float(times.max()), what, advice)


def unlike(table: Table) -> Iterator[Finding]:
    places = numeric(table)
    if len(places) < 2:
        return
    spreads = table.spreads[places]
    low, high = int(places[np.argmin(spreads)]), int(places[np.argmax(spreads)])
    times = float(spreads.max() / spreads.min())
    if times > UNLIKE:
        what = (
            f"The columns have very different ranges: the spread of `{table.columns[high]}` is"
            f" {shown(table.spreads[high])}, that of `{table.columns[low]}`"
            f" {shown(table.spreads[low])}. One learning rate cannot suit both."
        )
        advice = "Divide each column by its spread (its standard deviation)."
        yield Finding("different ranges", table.columns[high], times, what, advice)


def constant(table: Table) -> Iterator[Finding]:
    """A column of one value; where there is no bias, one that is not 0 serves as such."""
    still = table.spreads == 0
    useless = still & ((table.values[0] == 0) | table.has_bias)
    which = np.flatnonzero(useless)
    if which.size:
        what = (
            f"{table.named(which)} {has(which, 'is', 'are')} constant: the same value in every"
            " sample tells nothing."
        )
        advice = f"Leave {'it' if which.size == 1 else 'them'} out."
        yield Finding("constant column", table.columns[which[0]], float(which.size), what, advice)


def dependent(table: Table) -> Iterator[Finding]:
    """Columns that a sum of multiples of others, and of a constant, gives without a rest."""
    first = {places.start for places in table.categories}  # it follows from the others
    places = np.array([k for k in np.flatnonzero(table.spreads > 0) if k not in first], int)
    if len(places) < 2 or len(table.values) <= len(places):
        return
    centred = (table.values[:, places] - table.means[places]) / table.spreads[places]
    _, sizes, rows = np.linalg.svd(np.linalg.qr(centred, mode="r"))
    missing = int(np.sum(sizes < DEPENDENT * sizes[0]))
    if missing:
        involved = np.abs(rows[-missing:]).max(axis=0) > 1e-6
        which = places[involved]
        count = "one" if missing == 1 else str(missing)
        what = (
            f"{table.named(which)} depend on each other: {count} of them can be computed from the"
            " others, so many different weights give the same prediction."
        )
        advice = f"Leave {count} of them out."
        yield Finding("dependent columns", table.columns[which[0]], float(missing), what, advice)


def has(which: np.ndarray, one: str, several: str) -> str:
    return one if which.size == 1 else several
