"""A list of equations written out entry by entry, for a few samples: what `sum[i]` means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from itertools import product
from math import prod

from whygrad.language.equations import Equation, Step
from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Reduction,
    Size,
    all_indexes,
    children,
    number,
    rebuild,
)
from whygrad.language.messages import WhygradError, listing, nearest
from whygrad.language.notation import text
from whygrad.language.sizes import Said, check_agreement, declared_lengths, index_classes

MOST_NODES = 10_000  # of one equation, all its entries together

Places = Mapping[str, str]  # of an index: the place that it stands for, as digits


def expand(step: Step, lengths: Mapping[str, int]) -> Step:
    """The step with these indexes written out: `output[0] = ...`, `output[1] = ...`.

    An equation that carries such an index stands once for each entry, a reduction over it as
    a chain of its terms, `size[i]` as the number. Indexes that the equations make equally
    long are written out together. The declarations stay as they are, so that the result is
    to be read by people: its subscripts are numbers, which the language does not have.

    Raises `WhygradError` for an unknown index, a length below 1, lengths that clash with each
    other or with a declared one, and an equation that would grow beyond 10,000 nodes.
    """
    expansion = Expansion(full_lengths(step, lengths))
    passes = [tuple(expansion.equations(p)) for p in (step.forward, step.backward, step.update)]
    forward, backward, update = passes
    return replace(step, forward=forward, backward=backward, update=update, text="")


def full_lengths(step: Step, asked: Mapping[str, int]) -> dict[str, int]:
    """The length of every index that is to be written out, those of the same length included."""
    classes = dict(index_classes(step))
    for equation in step:
        for index in all_indexes(equation.expression):
            classes.setdefault(index, index)
    for index, length in asked.items():
        check_asked(index, length, classes)
    said = [Said(index, length, "what was asked for") for index, length in asked.items()]
    check_agreement(classes, [*declared_lengths(step), *said])
    found = {classes[index]: length for index, length in asked.items()}
    return {index: found[group] for index, group in classes.items() if group in found}


def check_asked(index: str, length: int, known: Iterable[str]) -> None:
    if index not in known:
        names = listing(sorted(known)) or "none"
        advice = nearest(index, known)
        raise WhygradError(
            f"There is no index `{index}`; the indexes are {names}. {advice}".strip()
        )
    if length < 1:
        raise WhygradError(
            f"Index `{index}` cannot be written out with length {length}: expected 1 or more."
        )


@dataclass(frozen=True, slots=True)
class Expansion:
    """Writes out equations over the indexes that have a length here."""

    lengths: Mapping[str, int]

    def equations(self, equations: Iterable[Equation]) -> Iterator[Equation]:
        for equation in equations:
            self.check_growth(equation)
            for places in self.places(equation.target.indexes):
                expression = self.write(equation.expression, places)
                yield replace(equation, target=at(equation.target, places), expression=expression)

    def places(self, indexes: Iterable[str]) -> Iterator[dict[str, str]]:
        """Every combination of places of those of the indexes that are written out."""
        names = [index for index in indexes if index in self.lengths]
        for combination in product(*(range(self.lengths[name]) for name in names)):
            yield dict(zip(names, map(str, combination), strict=True))

    def write(self, expression: Expression, places: Places) -> Expression:
        match expression:
            case Entry():
                return at(expression, places)
            case Size(index) if index in self.lengths:
                return number(self.lengths[index])
            case Reduction():
                return self.reduction(expression, places)
        return rebuild(expression, lambda child: self.write(child, places))

    def reduction(self, expression: Reduction, places: Places) -> Expression:
        kind, indexes, body = expression.kind, expression.indexes, expression.body
        inner = {index: place for index, place in places.items() if index not in indexes}
        kept = tuple(index for index in indexes if index not in self.lengths)
        terms = [self.write(body, inner | more) for more in self.places(indexes)]
        if kept != indexes:
            terms = [COMBINE[kind](terms)]
        return Reduction(kind, kept, terms[0]) if kept else terms[0]

    def check_growth(self, equation: Equation) -> None:
        count = self.times(equation.target.indexes) * self.nodes(equation.expression)
        if count > MOST_NODES:
            raise WhygradError(
                f"`{text(equation.target)}` would be {count:,} terms and signs when it is written"
                f" out; at most {MOST_NODES:,} are. Ask for shorter indexes."
            )

    def times(self, indexes: Iterable[str]) -> int:
        return prod(self.lengths.get(index, 1) for index in indexes)

    def nodes(self, expression: Expression) -> int:
        """About how many nodes it has when written out, found without writing it."""
        inside = sum(self.nodes(child) for child in children(expression))
        match expression:
            case Reduction("logsumexp", indexes, _):
                return 1 + self.times(indexes) * (inside + 2)
            case Reduction(_, indexes, _):
                return 1 + self.times(indexes) * (inside + 1)
        return 1 + inside


def at(entry: Entry, places: Places) -> Entry:
    return Entry(entry.name, tuple(places.get(index, index) for index in entry.indexes))


def add(terms: list[Expression]) -> Expression:
    return reduce(lambda left, right: Binary("+", left, right), terms)


def average(terms: list[Expression]) -> Expression:
    return Binary("/", add(terms), number(len(terms)))


def largest(terms: list[Expression]) -> Expression:
    """The terms in pairs, the pairs in pairs and so on, so that it nests as little as can be."""
    while len(terms) > 1:
        pairs = zip(terms[::2], terms[1::2], strict=False)
        odd = terms[len(terms) & ~1 :]
        terms = [*(Call("maximum", pair) for pair in pairs), *odd]
    return terms[0]


def log_of_sum(terms: list[Expression]) -> Expression:
    return Call("log", (add([Call("exp", (term,)) for term in terms]),))


COMBINE: dict[str, Callable[[list[Expression]], Expression]] = {
    "sum": add,
    "mean": average,
    "max": largest,
    "logsumexp": log_of_sum,
}
