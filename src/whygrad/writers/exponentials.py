"""Log-sum-exps taken apart, so that each exponential is computed once in a step.

`lse[i] = logsumexp[c](z[i, c])` becomes

    lse_top[i]        = finite_part(max[c](z[i, c]))
    lse_shifted[i, c] = z[i, c] - lse_top[i]
    lse_power[i, c]   = exp(lse_shifted[i, c])
    lse_total[i]      = sum[c](lse_power[i, c])
    lse[i]            = lse_top[i] + log(lse_total[i])

and the softmax `exp(z[i, c] - lse[i])`, which the chain rule makes of it,
`lse_power[i, c] / lse_total[i]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import permutations
from typing import TypeGuard

from whygrad.language.equations import Equation
from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Reduction,
    free_indexes,
    rebuild,
    rename_free,
)
from whygrad.writers.names import unused

FINITE_PART = "finite_part"  # the number itself, 0 for an infinite one; NaN stays


@dataclass(frozen=True)
class Parts:
    """The quantities that a log-sum-exp is made of."""

    top: Entry
    power: Entry
    total: Entry


@dataclass
class Exponentials:
    """Takes the log-sum-exps of some equations apart.

    is_sample  whether an index counts the samples: it comes first in the new quantities
    taken      names in use, to which those of the new quantities are added
    named      the log-sum-exps that are quantities by themselves
    known      the parts of each, whatever its bound indexes are called
    """

    is_sample: Callable[[str], bool]
    taken: set[str]
    equations: list[Equation] = field(default_factory=list)
    named: dict[Expression, Expression] = field(default_factory=dict)
    known: dict[Reduction, Parts] = field(default_factory=dict)

    def take_apart(self, equations: Iterable[Equation]) -> list[Equation]:
        """The same equations without `logsumexp`, each after those that it now reads."""
        for equation in equations:
            expression = self.without(equation.expression, equation.name)
            self.equations.append(replace(equation, expression=expression))
            if is_logsumexp(equation.expression):
                self.named[equation.target] = equation.expression
        return self.equations

    def without(self, expression: Expression, name: str) -> Expression:
        """An expression of the quantity of that name, rewritten."""
        match expression:
            case Reduction("logsumexp"):
                parts, _ = self.parts(expression, name)
                return Binary("+", parts.top, Call("log", (parts.total,)))
            case Call("exp", (Binary("-", body, lse),)):
                share = self.softmax(body, self.named.get(lse, lse), name)
                if share is not None:
                    return share
        return rebuild(expression, lambda child: self.without(child, name))

    def softmax(self, body: Expression, lse: Expression, name: str) -> Expression | None:
        """`exp(body - lse)` out of the parts of the log-sum-exp, if it is that of the body."""
        if not is_logsumexp(lse) or renaming(lse, body) is None:
            return None
        parts, known = self.parts(lse, name)
        return rename_free(Binary("/", parts.power, parts.total), renaming(known, body) or {})

    def parts(self, reduction: Reduction, name: str) -> tuple[Parts, Reduction]:
        """The parts of a log-sum-exp, and the one like it that they were made for."""
        for known, parts in self.known.items():
            names = renaming(known, reduction.body)
            if names is not None and set(names.values()) == set(reduction.indexes):
                return parts, known
        self.known[reduction] = self.added(reduction, name)
        return self.known[reduction], reduction

    def added(self, reduction: Reduction, name: str) -> Parts:
        """Adds the equations for a log-sum-exp."""
        body, bound = self.without(reduction.body, name), reduction.indexes
        free = free_indexes(reduction)
        every = tuple(sorted((*free, *bound), key=lambda index: not self.is_sample(index)))
        top = self.add(f"{name}_top", free, Call(FINITE_PART, (Reduction("max", bound, body),)))
        shifted = self.add(f"{name}_shifted", every, Binary("-", body, top))
        power = self.add(f"{name}_power", every, Call("exp", (shifted,)))
        total = self.add(f"{name}_total", free, Reduction("sum", bound, power))
        return Parts(top, power, total)

    def add(self, name: str, indexes: tuple[str, ...], expression: Expression) -> Entry:
        """A new quantity, under this name or one like it."""
        target = Entry(unused(name, self.taken), indexes)
        self.equations.append(Equation(target, expression))
        return self.equations[-1].target


def is_logsumexp(expression: Expression) -> TypeGuard[Reduction]:
    return isinstance(expression, Reduction) and expression.kind == "logsumexp"


def renaming(reduction: Reduction, body: Expression) -> dict[str, str] | None:
    """What the bound indexes of a reduction are called in a body that is its own otherwise."""
    free = free_indexes(reduction)
    others = [index for index in free_indexes(body) if index not in free]
    for names in permutations(others, len(reduction.indexes)):
        renamed = dict(zip(reduction.indexes, names, strict=True))
        if rename_free(reduction.body, renamed) == body:
            return renamed
    return None
