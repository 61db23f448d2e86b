"""Divisions and powers that Python refuses where arrays give infinity or NaN.

As long as both are plain numbers, `1 / iteration` is an error in step 0, and `2**iteration` one
as soon as no float is as large; `(-2) ** 0.5` is a complex number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whygrad.language.equations import ITERATION, LEARNING_RATE, Step
from whygrad.language.expressions import (
    Binary,
    Entry,
    Expression,
    Number,
    Reduction,
    Size,
    children,
    names_read,
    walk,
)


@dataclass(frozen=True)
class Signs:
    """What is known of plain numbers before they are there: settings keep their sign.

    positive  names of numbers above 0
    counted   names of those that are 0 or above
    """

    positive: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset({ITERATION})

    def allow(self, operation: Binary) -> bool:
        """Whether Python gives a real number: not by 0, no root of a negative number."""
        left, right = operation.left, operation.right
        if operation.operator == "/":
            return self.is_positive(right)
        if operation.operator != "**":
            return True
        if ITERATION in names_read(right) and not never_grows(left):
            return False
        return self.is_positive(left) or (is_whole(right) and self.is_counted(right))

    def is_positive(self, expression: Expression) -> bool:
        match expression:
            case Number(value):
                return value > 0
            case Entry(name):
                return name in self.positive
            case Size():
                return True
            case Binary("+", left, right):
                some = self.is_positive(left) or self.is_positive(right)
                return some and self.is_counted(left) and self.is_counted(right)
            case Binary("*" | "/", left, right):
                return self.is_positive(left) and self.is_positive(right)
            case Binary("**", base):
                return self.is_positive(base)
        return False

    def is_counted(self, expression: Expression) -> bool:
        """Whether it is 0 or above."""
        match expression:
            case Number(value):
                return value >= 0
            case Entry(name):
                return name in self.counted or name in self.positive
            case Binary("+" | "*", left, right):
                return self.is_counted(left) and self.is_counted(right)
        return self.is_positive(expression)


UNKNOWN = Signs()


def signs_of(step: Step) -> Signs:
    values = {d.name: d.value.value for d in step.settings if d.value}
    positive = {name for name, value in values.items() if value > 0} | {LEARNING_RATE}
    counted = {name for name, value in values.items() if value == 0} | {ITERATION}
    return Signs(frozenset(positive), frozenset(counted))


def never_grows(base: Expression) -> bool:
    """Whether no power is above 1: so are factors that a person sets."""
    return isinstance(base, Entry) or (isinstance(base, Number) and abs(base.value) <= 1)


def is_whole(expression: Expression) -> bool:
    match expression:
        case Number(value):
            return value.denominator == 1
        case Entry(name):
            return name == ITERATION
        case Binary("+" | "-" | "*", left, right):
            return is_whole(left) and is_whole(right)
    return isinstance(expression, Size)


def refused(step: Step) -> set[str]:
    """The scalars that are given, and read in an operation that Python may refuse."""
    signs = signs_of(step)
    settings = {d.name for d in step.settings} | {LEARNING_RATE, ITERATION}
    found = {n for e in (*step.forward, *step.backward) for n in doubtful(e.expression, signs)}
    for update in step.update:  # what it reads besides settings comes from arrays
        names = set(doubtful(update.expression, signs))
        found |= names if names <= settings else set()
    made = {e.name: e.expression for e in step.forward if is_plain(e.expression)}
    waiting = list(found)
    for name in waiting:
        waiting += [n for n in names_read(made[name]) if n not in waiting] if name in made else []
    return {d.name for d in step.declarations if d.name in waiting and not d.indexes}


def doubtful(expression: Expression, signs: Signs) -> Iterator[str]:
    """What is read in operations of plain numbers that may be refused."""
    for node in walk(expression):
        if isinstance(node, Binary) and is_plain(node) and not signs.allow(node):
            yield from names_read(node)


def is_plain(expression: Expression) -> bool:
    """Whether no array goes into it."""
    match expression:
        case Entry(_, indexes):
            return not indexes
        case Reduction():
            return False
    return all(map(is_plain, children(expression)))
