"""A list of equations: declarations, then forward pass, backward pass and updates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from whygrad.language.expressions import Entry, Expression, Number

Fact = TypeVar("Fact")


def once(function: Callable[[Step], Fact]) -> Callable[[Step], Fact]:
    """What depends on a list alone: found at the first call, then kept with the list.

    All callers share what it returns, so none may change it.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def kept(step: Step) -> Fact:
        if name not in step.facts:
            step.facts[name] = function(step)
        found: Fact = step.facts[name]
        return found

    return kept


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a text; both count from 1."""

    line: int
    column: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Start:
    """How starting values, or a draw, come about: `uniform(0, 1)`, `constant(0.5)`."""

    name: str
    arguments: tuple[Expression, ...] = ()  # numbers and settings


@dataclass(frozen=True, slots=True)
class Declaration:
    """A name that no equation defines.

    kind        carries
    data        indexes
    parameter   indexes, start
    state       indexes, start
    draw        indexes, start (the distribution)
    setting     value
    index       length
    prediction  name: the quantity that `predict` answers with
    """

    kind: str
    name: str
    indexes: tuple[str, ...] = ()
    start: Start | None = None
    value: Number | None = None
    length: int | None = None
    caption: str = ""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Contribution:
    """One way in which a gradient comes about, before simplification.

    `source` names the equation that it was derived from, `rules` the rules used on the way
    down from that equation's right side to the entry, outermost first.
    """

    source: str
    rules: tuple[str, ...]
    expression: Expression


@dataclass(frozen=True, slots=True)
class Equation:
    """`target = expression`, with the caption that is carried everywhere.

    A derived equation knows where it came from: `origin` has one contribution for each
    time that the quantity is read on the way to the loss.
    """

    target: Entry
    expression: Expression
    caption: str = ""
    origin: tuple[Contribution, ...] = field(default=(), compare=False)
    place: Place | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        return self.target.name


@dataclass(frozen=True, slots=True)
class Step:
    """A training step: the one list that everything reads.

    `backward` and `update` are empty until they are derived. `loss` is the name of the last
    forward equation that the person wrote.
    """

    declarations: tuple[Declaration, ...]
    forward: tuple[Equation, ...]
    backward: tuple[Equation, ...] = ()
    update: tuple[Equation, ...] = ()
    text: str = field(default="", compare=False)
    source: str = field(default="", compare=False)  # file name, for messages
    facts: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def loss(self) -> str:
        return self.forward[-1].name

    def __iter__(self) -> Iterator[Equation]:
        yield from self.forward
        yield from self.backward
        yield from self.update

    def declared(self, *kinds: str) -> tuple[Declaration, ...]:
        """The declarations of these kinds, in the order of the text."""
        return tuple(d for d in self.declarations if d.kind in kinds)

    @property
    def data(self) -> tuple[Declaration, ...]:
        return self.declared("data")

    @property
    def parameters(self) -> tuple[Declaration, ...]:
        return self.declared("parameter")

    @property
    def settings(self) -> tuple[Declaration, ...]:
        return self.declared("setting")

    @property
    def sample_index(self) -> str | None:
        """The first index of the first indexed data line."""
        return next((d.indexes[0] for d in self.data if d.indexes), None)

    @property
    def prediction(self) -> str | None:
        """The quantity that the text names with `prediction: name`, if it does."""
        return next((d.name for d in self.declared("prediction")), None)

    @once
    def indexes_of(self) -> dict[str, tuple[str, ...]]:
        """The indexes that each quantity carries; a setting carries none."""
        found = {d.name: d.indexes for d in self.declarations if d.kind not in NOT_QUANTITIES}
        found.update((e.name, e.target.indexes) for e in self if e.name not in found)
        return found

    def scalars(self) -> tuple[str, ...]:
        """The scalar equations of the forward pass, which each step records."""
        return tuple(e.name for e in self.forward if not e.target.indexes)


NOT_QUANTITIES = ("index", "prediction")
GRADIENT = "grad_"
ITERATION = "iteration"
LEARNING_RATE = "learning_rate"
