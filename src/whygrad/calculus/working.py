"""The working of a gradient: the lines of its derivation, as a textbook writes them.

They are read off the walk that derives the gradient: its chains of rules, the gradients that
it hands down, its simplification. The last line is the derived equation itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import reduce

from whygrad.calculus.derivation import Derivation
from whygrad.calculus.places import Place, place_marks, unmarked
from whygrad.calculus.rules import plus
from whygrad.calculus.stages import stages, why_moved
from whygrad.language.equations import Equation, Step
from whygrad.language.expressions import Entry, Expression
from whygrad.language.notation import text
from whygrad.language.partials import partial

NUMBERS_ONLY = "only numbers and sizes, no line of its own"


@dataclass(frozen=True)
class Working:
    """The lines from the equations that read a quantity to its derived gradient.

    The target of a line may be a `Partial`; its caption names the rule. The last line is the
    equation of the list, where the gradient has a line there.
    """

    quantity: Entry
    lines: tuple[Equation, ...]

    @property
    def result(self) -> Equation:
        return self.lines[-1]


def workings(step: Step) -> Iterator[Working]:
    """The working of every gradient, in the order in which they are derived.

    A gradient of only numbers and sizes has a working too, though no line in the list.
    """
    derivation = Derivation(step)
    listed = {equation.name for equation in derivation.equations()}
    for name, line in derivation.lines.items():
        quantity = Entry(name, line.target.indexes)
        writer = Writer(derivation, quantity)
        result = line if line.name in listed else replace(line, target=writer.whole)
        yield Working(quantity, tuple(without_repeats(writer.lines(result))))


class Writer:
    """Writes the lines of one gradient."""

    def __init__(self, derivation: Derivation, quantity: Entry):
        step, shares = derivation.step, derivation.shares.get(quantity.name, [])
        marks = place_marks(shares, step.loss)
        self.quantity, self.forward = quantity, step.forward
        self.whole = partial(Entry(step.loss), quantity)
        self.places = [Place(s, quantity, marks, step.loss, derivation.namer) for s in shares]
        self.direct = len(shares) == 1 and self.places[0].from_loss

    def lines(self, result: Equation) -> Iterator[Equation]:
        yield from self.readers()
        if not self.direct:
            yield self.chain_rule()
            yield from self.known_gradients()
        derivatives = [self.local_derivative(place) for place in self.places]
        for lines in derivatives:
            yield from lines
        factors = [unmarked(lines[-1].expression) for lines in derivatives]
        yield from self.simplification(factors, result)

    def readers(self) -> Iterator[Equation]:
        """The equations that read the quantity."""
        for equation in self.forward:
            places = [p for p in self.places if p.equation.name == equation.name]
            if places:
                expression = places[0].shown(equation)
                yield replace(equation, expression=expression, caption=self.reads(places))

    def reads(self, places: list[Place]) -> str:
        name = self.quantity.name
        marks = [place.by.name for place in places]
        if marks == [name]:
            return f"reads {name}"
        if len(marks) == 1:
            return f"reads {name}, called {marks[0]} here"
        named = f"{', '.join(marks[:-1])} and {marks[-1]}"
        return f"reads {name} at {len(marks)} places, called {named}"

    def chain_rule(self) -> Equation:
        terms = [place.chain_term() for place in self.places]
        each = ", a term for each place" if len(terms) > 1 else ""
        return Equation(self.whole, reduce(plus, terms), f"chain rule{each}")

    def known_gradients(self) -> Iterator[Equation]:
        """The gradients that are handed down."""
        known = {place.equation.name: place for place in reversed(self.places)}
        for place in reversed(known.values()):
            only = "" if isinstance(place.handed, Entry) else f"; {NUMBERS_ONLY}"
            if not place.from_loss:
                yield Equation(place.incoming, place.handed, f"derived above{only}")

    def local_derivative(self, place: Place) -> list[Equation]:
        forms = place.derivatives
        if not self.direct:
            forms = [*forms, *stages(forms[-1][0])]
        return [Equation(place.local, form, why) for form, why in forms]

    def simplification(self, factors: list[Expression], result: Equation) -> Iterator[Equation]:
        """From the products of gradients and local derivatives to the derived equation."""
        both = zip(self.places, factors, strict=True)
        product = reduce(plus, (place.product(factor) for place, factor in both))
        forms = [] if self.direct else [(product, "put in")]
        forms += stages(product)
        if not forms:
            forms = [(product, "the gradient")]
        if text(forms[-1][0]) != text(result.expression):
            forms.append((result.expression, why_moved(forms[-1][0], result.expression)))
        *between, (_, why) = forms
        yield from (Equation(self.whole, form, reason) for form, reason in between)
        yield replace(result, caption=why)


def without_repeats(lines: Iterable[Equation]) -> Iterator[Equation]:
    """A line that says again what the one above says is left out."""
    above = None
    for line in lines:
        if line != (above and replace(above, caption=line.caption)):
            yield line
        above = line
