"""The places at which equations read a quantity, each with its local derivative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import zip_longest

from whygrad.calculus.derivation import Share
from whygrad.calculus.naming import Namer
from whygrad.calculus.reasons import reason
from whygrad.calculus.rules import ONE, Link, times
from whygrad.calculus.simplification import simplify
from whygrad.language.equations import Equation
from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Number,
    Reduction,
    entries,
    rebuild,
    rename_free,
)
from whygrad.language.forms import place_name, unplaced
from whygrad.language.partials import partial

Marks = Mapping[int, str]  # of an entry, by its identity: the name that it is shown under


def place_marks(shares: Sequence[Share], loss: str) -> dict[int, str]:
    """A name with primes for each place that the chain rule must tell from others.

    That is where one equation reads the quantity more than once, or the loss reads it itself
    beside others: there the derivative along one place is not that along the quantity.
    """
    times_read = Counter(share.equation.name for share in shares)
    marks: dict[int, str] = {}
    for share in shares:
        name = share.equation.name
        if times_read[name] > 1 or (name == loss and len(shares) > 1):
            entry = share.arrival.entry
            marks[id(entry)] = place_name(entry.name, len(marks) + 1)
    return marks


def marked(expression: Expression, marks: Marks) -> Expression:
    """The expression with each place under its own name."""
    if isinstance(expression, Entry):
        return Entry(marks.get(id(expression), expression.name), expression.indexes)
    return rebuild(expression, lambda child: marked(child, marks))


def unmarked(expression: Expression) -> Expression:
    if isinstance(expression, Entry):
        return Entry(unplaced(expression.name)[0], expression.indexes)
    return rebuild(expression, unmarked)


def total(indexes: tuple[str, ...], terms: Expression) -> Expression:
    return Reduction("sum", indexes, terms) if indexes else terms


class Place:
    """One place at which an equation reads a quantity, all in names of the text.

    by        the quantity, under the name that it has at this place
    local     the derivative of the equation's target by it, as a `Partial`
    handed    the gradient of the equation's target, which is handed down
    incoming  what that gradient is: the loss by the target, as a `Partial`
    """

    def __init__(self, share: Share, quantity: Entry, marks: Marks, loss: str, namer: Namer):
        self.share, self.quantity, self.marks, self.namer = share, quantity, marks, namer
        self.equation = share.equation
        self.from_loss = self.equation.name == loss
        entry = share.arrival.entry
        self.by = Entry(marks.get(id(entry), quantity.name), quantity.indexes)
        self.outer, _, (target, self.handed) = self.named((), self.equation.target, share.gradient)
        assert isinstance(target, Entry)
        self.local = partial(target, self.by)
        self.incoming = partial(Entry(loss), target)

    def named(
        self, inner: tuple[str, ...], *parts: Expression
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Expression, ...]]:
        """Parts with names of the text, and what to sum them over: outer indexes and inner ones.

        The outer are the target's that the quantity does not carry. All are named as one
        expression, so that an index has the same name in each part.
        """
        entry = self.share.arrival.entry
        outer = tuple(i for i in self.equation.target.indexes if i not in entry.indexes)
        packed = Reduction("sum", outer, Reduction("sum", inner, Call("", parts)))
        carried = dict(zip(entry.indexes, self.quantity.indexes, strict=True))
        found = self.namer.named(rename_free(packed, carried), self.quantity.indexes)
        match found:
            case Reduction(_, outer, Reduction(_, inner, Call(_, parts))):
                return outer, inner, parts
        raise AssertionError(found)

    def shown(self, equation: Equation) -> Expression:
        """The equation's right side as the person wrote it, the places under their names."""
        private = entries(self.equation.expression)
        both = zip(entries(equation.expression), private, strict=True)
        marks = {id(own): self.marks[id(p)] for own, p in both if id(p) in self.marks}
        return marked(equation.expression, marks)

    def chain_term(self) -> Expression:
        """This place's term in the chain rule."""
        if self.from_loss:
            return self.local
        return total(self.outer, times(self.incoming, self.local))

    def product(self, derivative: Expression) -> Expression:
        """The same term with the gradient and the local derivative put in."""
        return total(self.outer, times(self.handed, derivative))

    @cached_property
    def derivatives(self) -> list[tuple[Expression, str]]:
        """The local derivative, one rule after the other, each form with its reason.

        A summand of a long sum is reached in one line.
        """
        found: list[tuple[Expression, str]] = []
        prefix: Expression = ONE
        inner: tuple[str, ...] = ()
        carried = self.share.arrival.entry.indexes
        chain = self.share.arrival.chain
        for link, following in zip_longest(chain, chain[1:]):
            prefix = times(prefix, simplify(marked(link.slope, self.marks)))
            inner += tuple(index for index in link.bound if index not in carried)
            if following and is_summand(link) and is_summand(following):
                continue
            _, sums, (slopes, part) = self.named(inner, prefix, marked(link.part, self.marks))
            rest = ONE if part == self.by else partial(part, self.by)
            why = reason(link, self.by, alone=any(index in carried for index in link.bound))
            if slopes == Number(Fraction(0)):
                return [*found, (slopes, why)]
            found.append((total(sums, times(slopes, rest)), why))
        return found or [(ONE, "the same quantity")]


def is_summand(link: Link) -> bool:
    return isinstance(link.whole, Binary) and link.whole.operator in "+-"
