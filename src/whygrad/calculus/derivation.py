"""The chain rule: from the forward equations to the gradients, as more equations.

The list is walked from the loss upwards. Each equation hands its gradient down its right
side (`descend`) to every entry that it reads; what arrives at a quantity is its gradient's
equation. During the walk every index of an equation has a name of its own (`k'3`), so that no
reduction can capture another's index; `named` gives the names of the text back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from whygrad.calculus.dependence import learning, reaching
from whygrad.calculus.extent import MOST, MOST_HANDED, SHARE, derived_extent
from whygrad.calculus.naming import Namer
from whygrad.calculus.rules import ONE, Link, links, times
from whygrad.calculus.simplification import simplify
from whygrad.language.equations import GRADIENT, Contribution, Declaration, Equation, Step
from whygrad.language.expressions import (
    Binary,
    Entry,
    Expression,
    Negative,
    Number,
    Reduction,
    Size,
    free_indexes,
    names_read,
    number,
    rename_free,
    walk,
)
from whygrad.language.messages import WhygradError


@dataclass(frozen=True)
class Arrival:
    """The gradient that arrives at one entry that an equation reads.

    `scope` has the indexes of the equation's target and of the reductions around the entry,
    `chain` the rules on the way down to it, outermost first.
    """

    entry: Entry
    gradient: Expression
    scope: tuple[str, ...]
    chain: tuple[Link, ...]


@dataclass(frozen=True)
class Share:
    """What one equation hands to a quantity at one place that it reads it.

    equation    with private indexes
    gradient    the equation's own, which is handed down
    arrival     what arrives at the place
    expression  that, summed over all indexes that the quantity does not carry
    """

    equation: Equation
    gradient: Expression
    arrival: Arrival
    expression: Expression

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(link.rule for link in self.arrival.chain)


SPLIT = "Split long expressions over several equations; sum many like terms over an index."
TOO_LARGE = f"The gradients are too large to derive.\n{SPLIT}"


def derive(step: Step) -> Step:
    """The step with its backward pass. Takes forward equations; the last one is the loss."""
    try:
        if derived_extent(step) > MOST:
            raise WhygradError(TOO_LARGE)
        return replace(step, backward=tuple(Derivation(step).equations()))
    except RecursionError:
        raise WhygradError(f"The gradients are too deep to derive.\n{SPLIT}") from None


@dataclass
class Derivation:
    """One walk from the loss upwards.

    `shares` collects what each quantity is handed, `known` the gradient of each equation as
    its readers write it, `lines` every gradient's equation, those without a line included.
    `handed` counts the nodes of all shares: a gradient of numbers alone has no line, so that it
    may grow from equation to equation.
    """

    step: Step
    shares: dict[str, list[Share]] = field(default_factory=dict)
    known: dict[str, Expression] = field(default_factory=dict)
    lines: dict[str, Equation] = field(default_factory=dict)
    handed: int = 0

    def __post_init__(self) -> None:
        self.targets = reaching(self.step) & learning(self.step)
        self.namer = Namer(self.step)

    def equations(self) -> Iterator[Equation]:
        complete = self.complete_after()
        for equation in reversed(self.step.forward):
            if equation.name not in self.targets:
                continue
            yield from self.gradient_line(equation)
            self.hand_down(equation)
            yield from map(self.parameter_line, complete.get(equation.name, ()))

    def complete_after(self) -> dict[str, list[Declaration]]:
        """The parameters by the first equation that reads them, which hands them the last share."""
        first: dict[str, str] = {}
        for equation in self.step.forward:
            if equation.name in self.targets:
                for name in names_read(equation.expression):
                    first.setdefault(name, equation.name)
        found: dict[str, list[Declaration]] = {}
        for parameter in self.step.parameters:
            if parameter.name in self.targets:
                found.setdefault(first[parameter.name], []).append(parameter)
        return found

    def gradient_line(self, equation: Equation) -> Iterator[Equation]:
        """The equation's own gradient; one of numbers and sizes goes into its readers."""
        if equation.name == self.step.loss:
            self.known[equation.name] = ONE
            return
        line = self.line(equation.target)
        if all(isinstance(n, Number | Size | Binary | Negative) for n in walk(line.expression)):
            self.known[equation.name] = line.expression
        else:
            self.known[equation.name] = line.target
            yield line

    def parameter_line(self, parameter: Declaration) -> Equation:
        return self.line(Entry(parameter.name, parameter.indexes))

    def line(self, target: Entry) -> Equation:
        shares = self.shares.get(target.name, [])
        total: Expression = number(0)
        for share in shares:
            total = Binary("+", total, share.expression)
        in_use = target.indexes
        gradient = simplify(self.namer.named(simplify(total), in_use))
        origin = tuple(self.contribution(share, in_use) for share in shares)
        sources = dict.fromkeys(c.source for c in origin)
        caption = f"from {', '.join(sources)}"
        line = Equation(Entry(GRADIENT + target.name, in_use), gradient, caption, origin)
        self.lines[target.name] = line
        return line

    def contribution(self, share: Share, in_use: tuple[str, ...]) -> Contribution:
        expression = self.namer.named(share.expression, in_use)
        return Contribution(share.equation.name, share.rules, expression)

    def hand_down(self, equation: Equation) -> None:
        """Each entry that the equation reads gets its share of the equation's gradient."""
        private = self.namer.private(equation)
        own = dict(zip(equation.target.indexes, private.target.indexes, strict=True))
        gradient = rename_free(self.known[equation.name], own)
        found: dict[str, list[Share]] = {}
        scope = private.target.indexes
        for arrival in descend(private.expression, gradient, private, scope, ()):
            if arrival.entry.name in self.targets:
                share = Share(private, gradient, arrival, self.collected(arrival))
                self.handed += SHARE + sum(1 for _ in walk(share.expression))
                if self.handed > MOST_HANDED:
                    raise WhygradError(TOO_LARGE)
                found.setdefault(arrival.entry.name, []).append(share)
        for name, shares in found.items():
            self.shares[name] = shares + self.shares.get(name, [])

    def collected(self, arrival: Arrival) -> Expression:
        """What arrives at `q[j, k]` as a gradient of `q[i, k]`: summed over all other indexes.

        An index that the gradient does not vary with counts too: `sum[k](w)` reads w size[k] times.
        """
        declared = self.namer.carried[arrival.entry.name]
        gradient = rename_free(
            arrival.gradient, dict(zip(arrival.entry.indexes, declared, strict=True))
        )
        around = dict.fromkeys((*free_indexes(arrival.gradient), *arrival.scope))
        others = tuple(index for index in around if index not in arrival.entry.indexes)
        return Reduction("sum", others, gradient) if others else gradient


def descend(
    expression: Expression,
    gradient: Expression,
    equation: Equation,
    scope: tuple[str, ...],
    chain: tuple[Link, ...],
) -> Iterator[Arrival]:
    """Hand the gradient of an expression to what it is made of, down to the entries.

    `scope` has the indexes in use around the expression, `chain` the links down to it.
    `equation` is the one whose right side this is: where the whole right side is a function,
    its result is the equation's target, as in sigmoid' = output * (1 - output).
    """
    if isinstance(expression, Entry):
        yield Arrival(expression, gradient, scope, chain)
        return
    result = equation.target if expression == equation.expression else expression
    for link in links(expression, result):
        inner, share = (*scope, *link.bound), times(gradient, link.slope)
        yield from descend(link.part, share, equation, inner, (*chain, link))
