"""What a C program needs to know of a step before a line is written: which data it has, how
long each index is, and how each quantity is stored."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from whygrad.language.equations import ITERATION, LEARNING_RATE, Declaration, Equation, Step
from whygrad.language.expressions import Entry, names_read
from whygrad.language.messages import WhygradError
from whygrad.language.sizes import index_lengths
from whygrad.writers.c_names import spell
from whygrad.writers.c_predict import Prediction, one_sample_prediction
from whygrad.writers.c_statements import Look
from whygrad.writers.lengths import Lengths, lengths_of
from whygrad.writers.mains import SMALL, Run
from whygrad.writers.outline import Outline, outline_training, reads

ALL = "all "  # before the name of data from which each step takes a batch
NEXT = "next "  # before the name of what an update sets while it reads the old values
SAMPLES, BATCH = "samples", "batch"


@dataclass(frozen=True)
class Job(Run):
    """What a C program is to do, and the type of its numbers."""

    dtype: str = "float64"


@dataclass
class Plan:
    """A step on its way to a C program."""

    step: Step
    job: Job

    @cached_property
    def outline(self) -> Outline:
        return outline_training(self.step)

    @property
    def leaves_out(self) -> bool:
        """Whether rows of a table were held out."""
        return self.job.held_out is not None and bool(self.from_file)

    @cached_property
    def prediction(self) -> Prediction | None:
        return one_sample_prediction(self.step, self.is_sample)

    @cached_property
    def lengths(self) -> Lengths:
        return lengths_of(self.step)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """How quantities and indexes are spelled."""
        return {**self.spelled[0], ITERATION: ITERATION}

    @cached_property
    def spelled(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """How quantities and indexes are spelled, and the lengths of indexes."""
        names = [*self.lengths.axes, LEARNING_RATE]
        names += [ALL + line.name for line in self.step.data]
        names += [NEXT + line.name for line in self.step.declared("parameter", "state")]
        return spell([*names, *self.lengths.leader], self.lengths.leader.values())

    @cached_property
    def needed(self) -> tuple[Equation, ...]:
        """Every equation of the program."""
        outline, prediction = self.outline, self.prediction
        found = (*outline.forward, *outline.backward, *outline.update)
        return (*found, *prediction.equations) if prediction else found

    @cached_property
    def draws(self) -> tuple[Declaration, ...]:
        read = reads((*self.outline.forward, *self.outline.backward, *self.outline.update))
        return tuple(line for line in self.step.declared("draw") if line.name in read)

    @property
    def iterates(self) -> bool:
        """Whether anything reads the number of the step."""
        return bool(self.draws) or ITERATION in self.read

    @cached_property
    def read(self) -> set[str]:
        """The names that the program reads."""
        given = [line.start.arguments for line in self.draws if line.start]
        arguments = [name for each in given for part in each for name in names_read(part)]
        return {*reads(self.needed), *arguments}

    @cached_property
    def data(self) -> tuple[Declaration, ...]:
        """The data that the program reads; or, if it counts the samples, those that tell."""
        lines = tuple(line for line in self.step.data if line.name in self.read)
        if any(self.by_sample(line) for line in lines) or self.step.sample_index is None:
            return lines
        return lines + tuple(line for line in self.step.data if self.by_sample(line))[:1]

    @cached_property
    def learned(self) -> tuple[Declaration, ...]:
        """Parameters and states that the program has."""
        names = self.read | {equation.name for equation in self.needed}
        lines = self.step.declared("parameter", "state")
        return tuple(line for line in lines if line.name in names)

    # data

    @cached_property
    def inline(self) -> Mapping[str, Any]:
        """The data that stand in the program: all, if they are few, else what no table holds."""
        lines = [line for line in self.data if line.name in self.job.data]
        given = {line.name: np.asarray(self.job.data[line.name], float) for line in lines}
        if sum(array.size for array in given.values()) > SMALL:
            given = {line.name: given[line.name] for line in lines if not self.by_sample(line)}
        return given

    @cached_property
    def from_file(self) -> tuple[Declaration, ...]:
        return tuple(line for line in self.data if line.name not in self.inline)

    def chosen(self, line: Declaration) -> list[tuple[str, str | None]]:
        """The columns of a quantity; a category makes one of zeros and ones."""
        chosen = self.job.columns.get(line.name)
        if isinstance(chosen, tuple) and len(chosen) == 2 and not isinstance(chosen[1], str):
            return [(str(chosen[0]), str(category)) for category in chosen[1]]
        if chosen is not None:
            return [(str(name), None) for name in chosen]
        width = math.prod(self.known.get(self.lengths.leader[i], 1) for i in self.across(line))
        names = [line.name] if width == 1 else [f"{line.name}_{k}" for k in range(1, width + 1)]
        return [(name, None) for name in names]

    def across(self, line: Declaration) -> tuple[str, ...]:
        """The indexes that run over the columns of a table; a row is a sample, or an entry."""
        return line.indexes[1:]

    # lengths

    @property
    def sample(self) -> str | None:
        """The index that stands for all that are as long as the sample index."""
        index = self.step.sample_index
        return None if index is None else self.lengths.leader[index]

    def is_sample(self, index: str) -> bool:
        return self.lengths.leader.get(index, index) == self.sample

    def by_sample(self, line: Declaration) -> bool:
        return bool(line.indexes) and self.is_sample(line.indexes[0])

    @cached_property
    def known(self) -> Mapping[str, int]:
        """The lengths that are known while writing, by leader."""
        shapes = {
            d.name: np.shape(self.job.data[d.name])
            for d in self.step.data
            if d.name in self.job.data
        }
        found = {
            self.lengths.leader.get(i, i): n for i, n in index_lengths(self.step, shapes).items()
        }
        for line in self.step.data:
            if line.name not in self.job.data:
                self.count_columns(line, found)
        if any(self.by_sample(line) for line in self.data if line.name not in self.inline):
            found = {i: n for i, n in found.items() if i != self.sample or i in self.lengths.fixed}
        return found

    def count_columns(self, line: Declaration, found: dict[str, int]) -> None:
        """The length that the number of columns tells, if all others are known."""
        across = [self.lengths.leader[index] for index in self.across(line)]
        unknown = [index for index in across if index not in found]
        chosen = self.job.columns.get(line.name)
        if isinstance(chosen, tuple) and len(chosen) == 2 and not isinstance(chosen[1], str):
            chosen = chosen[1]
        rest = math.prod(found[index] for index in across if index in found)
        count = len(chosen) if chosen is not None else rest
        if len(unknown) > 1 or count % rest or (not unknown and count != rest):
            raise WhygradError(columns_wrong(line, count))
        if unknown:
            found[unknown[0]] = count // rest

    @property
    def samples_known(self) -> bool:
        """Whether the number of samples is known while writing."""
        return self.sample in self.known

    @property
    def sample_size(self) -> str:
        """The code for the number of samples in a step; empty where there are none."""
        return "" if self.sample is None else self.size(self.sample)

    def length(self, index: str) -> int | None:
        """The length, if it is known while writing."""
        return self.known.get(self.lengths.leader[index])

    def size(self, index: str) -> str:
        """The code for the length of an index."""
        return self.spelled[1][self.lengths.leader[index]]

    def extent(self, index: str) -> str:
        """The length of an axis of an array, as code; empty where only the run knows it."""
        if self.is_sample(index) and self.job.batch:
            return BATCH
        return self.size(index) if self.length(index) is not None else ""

    # storage

    def entry(self, entry: Entry) -> str:
        """The code for an entry."""
        return subscripted(self.names[entry.name], entry.indexes, self)

    def look(self, taken: Iterable[str] = ()) -> Look:
        """What the code of a function sees."""
        names = {*self.names.values(), *taken}
        return Look(self.entry, self.size, self.names.__getitem__, names, self.single)

    @property
    def single(self) -> bool:
        return self.job.dtype == "float32"

    @property
    def number_format(self) -> str:
        """As many digits as read well and are right."""
        return "%.8g" if self.single else "%.12g"

    def is_flat(self, indexes: Sequence[str]) -> bool:
        """Whether an array is stored without rows, as only the run knows how long they are."""
        return any(not self.extent(index) for index in indexes[1:])


def subscripted(name: str, indexes: Sequence[str], plan: Plan) -> str:
    words = [plan.names[index] for index in indexes]
    if not plan.is_flat(indexes):
        return name + "".join(f"[{word}]" for word in words)
    place = f"(size_t){words[0]}"
    for count, (index, word) in enumerate(zip(indexes[1:], words[1:], strict=True)):
        place = f"{f'({place})' if count else place} * {plan.size(index)} + {word}"
    return f"{name}[{place}]"


def declared(plan: Plan, name: str, indexes: Sequence[str], first: str | None = None) -> str:
    """The declaration of a quantity, without a semicolon; `first` is the extent of its rows."""
    extents = [plan.extent(index) for index in indexes]
    if first is not None:
        extents[0] = first
    if all(extents):
        return f"real {name}{''.join(f'[{extent}]' for extent in extents)}"
    if plan.is_flat(indexes) or len(extents) == 1:
        return f"real *{name}"
    return f"real (*{name}){''.join(f'[{extent}]' for extent in extents[1:])}"


def allocation(plan: Plan, name: str, indexes: Sequence[str], rows: str = "") -> str:
    """The statement that gets the memory of an array; empty where none is needed."""
    rows = rows or plan.size(indexes[0])
    if not plan.is_flat(indexes):
        return f"{name} = allocate({rows}, sizeof *{name});"
    count = " * ".join([f"(size_t){rows}", *(plan.size(index) for index in indexes[1:])])
    return f"{name} = allocate({count}, sizeof *{name});"


def columns_wrong(line: Declaration, count: int) -> str:
    entry = f"`{line.name}[{', '.join(line.indexes)}]`"
    return (
        f"A table with {count} columns for {entry} does not tell its lengths.\n"
        f"Give the data, or declare the lengths, as in `{line.indexes[-1]}: index(3)`."
    )
