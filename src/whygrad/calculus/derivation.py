"""The chain rule: from the forward equations to the gradients, as more equations.

The list is walked from the loss upwards. Each equation hands its gradient down its right
side (`descend`) to every entry that it reads; what arrives at a quantity is its gradient's
equation. During the walk every index of an equation has a name of its own (`k'3`), so that no
reduction can capture another's index; `named` gives the names of the text back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from whygrad.calculus.dependence import learning, reaching
from whygrad.calculus.simplification import simplify
from whygrad.language.equations import GRADIENT, Contribution, Declaration, Equation, Step
from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Negative,
    Number,
    Reduction,
    Size,
    free_indexes,
    names_read,
    number,
    rebuild,
    rename_free,
    replace_entries,
    walk,
)
from whygrad.language.functions import FUNCTIONS
from whygrad.language.messages import WhygradError
from whygrad.language.parsing import parse_formula
from whygrad.language.sizes import index_classes

ONE = number(1)
MARK = "'"  # stands in the private name of an index, never in a name of the text


@dataclass(frozen=True)
class Arrival:
    """The gradient that arrives at one entry that an equation reads.

    `scope` has the indexes of the equation's target and of the reductions around the entry.
    """

    entry: Entry
    gradient: Expression
    scope: tuple[str, ...]
    rules: tuple[str, ...]


def derive(step: Step) -> Step:
    """The step with its backward pass. Takes forward equations; the last one is the loss."""
    try:
        return replace(step, backward=tuple(Derivation(step).equations()))
    except RecursionError:
        raise WhygradError(
            "The gradients are too deep to derive.\n"
            "Split long expressions over several equations; sum many like terms over an index."
        ) from None


@dataclass
class Derivation:
    """One walk from the loss upwards; `arrived` collects what each quantity is handed."""

    step: Step
    arrived: dict[str, list[Contribution]] = field(default_factory=dict)
    known: dict[str, Expression] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.targets = reaching(self.step) & learning(self.step)
        self.namer = Namer(self.step)

    def equations(self) -> Iterator[Equation]:
        waiting = [p for p in self.step.parameters if p.name in self.targets]
        readers = {p.name: self.readers(p) for p in waiting}
        for equation in reversed(self.step.forward):
            if equation.name not in self.targets:
                continue
            yield from self.gradient_line(equation)
            self.hand_down(equation)
            for parameter in waiting:
                readers[parameter.name].discard(equation.name)
            ready = [p for p in waiting if not readers[p.name]]
            waiting = [p for p in waiting if readers[p.name]]
            yield from map(self.parameter_line, ready)

    def readers(self, parameter: Declaration) -> set[str]:
        return {
            e.name
            for e in self.step.forward
            if e.name in self.targets and parameter.name in names_read(e.expression)
        }

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
        origin = tuple(self.arrived.get(target.name, ()))
        total: Expression = number(0)
        for contribution in origin:
            total = Binary("+", total, contribution.expression)
        in_use = target.indexes
        gradient = simplify(self.namer.named(simplify(total), in_use))
        named = tuple(replace(c, expression=self.namer.named(c.expression, in_use)) for c in origin)
        sources = dict.fromkeys(c.source for c in origin)
        caption = f"from {', '.join(sources)}"
        return Equation(Entry(GRADIENT + target.name, in_use), gradient, caption, named)

    def hand_down(self, equation: Equation) -> None:
        """Each entry that the equation reads gets its share of the equation's gradient."""
        private = self.namer.private(equation)
        own = dict(zip(equation.target.indexes, private.target.indexes, strict=True))
        gradient = rename_free(self.known[equation.name], own)
        found: dict[str, list[Contribution]] = {}
        scope = private.target.indexes
        for arrival in descend(private.expression, gradient, private, scope, ()):
            if arrival.entry.name in self.targets:
                share = Contribution(equation.name, arrival.rules, self.collected(arrival))
                found.setdefault(arrival.entry.name, []).append(share)
        for name, shares in found.items():
            self.arrived[name] = shares + self.arrived.get(name, [])

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


class Namer:
    """Private names for the indexes of an equation, and the way back to names of the text."""

    def __init__(self, step: Step):
        self.carried = step.indexes_of()
        self.classes = index_classes(step)
        self.taken = set(self.carried) | set(self.classes)
        self.count = 0

    def fresh(self, index: str) -> str:
        self.count += 1
        return f"{index.split(MARK)[0]}{MARK}{self.count}"

    def private(self, equation: Equation) -> Equation:
        """The equation with every index, bound or not, under a name of its own."""
        own = {index: self.fresh(index) for index in equation.target.indexes}
        target = replace(equation.target, indexes=tuple(own.values()))
        return replace(equation, target=target, expression=self.refresh(equation.expression, own))

    def refresh(self, expression: Expression, own: Mapping[str, str]) -> Expression:
        match expression:
            case Entry(name, indexes):
                return Entry(name, tuple(own.get(index, index) for index in indexes))
            case Reduction(kind, bound, body):
                inner = {**own, **{index: self.fresh(index) for index in bound}}
                return Reduction(
                    kind, tuple(inner[index] for index in bound), self.refresh(body, inner)
                )
        return rebuild(expression, lambda child: self.refresh(child, own))

    def named(self, expression: Expression, in_use: tuple[str, ...]) -> Expression:
        """Bound indexes under names of the text, none of them in use around the reduction."""
        match expression:
            case Size(index):
                return Size(index.split(MARK)[0])
            case Reduction(kind, bound, body):
                chosen: dict[str, str] = {}
                for index in bound:
                    chosen[index] = self.choose(index, (*in_use, *chosen.values()))
                inner = self.named(rename_free(body, chosen), (*in_use, *chosen.values()))
                return Reduction(kind, tuple(chosen.values()), inner)
        return rebuild(expression, lambda child: self.named(child, in_use))

    def choose(self, index: str, in_use: tuple[str, ...]) -> str:
        """The index's own name, else another of the same length, else its name with a number."""
        own = index.split(MARK)[0]
        group = self.classes[own]
        candidates = [own, *(name for name, other in self.classes.items() if other == group)]
        free = next((name for name in candidates if name not in in_use), None)
        if free is not None:
            return free
        count = 2
        while f"{own}{count}" in self.taken or f"{own}{count}" in in_use:
            count += 1
        return f"{own}{count}"


def descend(
    expression: Expression,
    gradient: Expression,
    equation: Equation,
    scope: tuple[str, ...],
    rules: tuple[str, ...],
) -> Iterator[Arrival]:
    """Hand the gradient of an expression to what it is made of, down to the entries.

    `scope` has the indexes in use around the expression. `equation` is the one whose right
    side this is: where the whole right side is a function, its result is the equation's
    target, as in sigmoid' = output * (1 - output).
    """
    whole = equation.target if expression == equation.expression else expression
    match expression:
        case Entry():
            yield Arrival(expression, gradient, scope, rules)
        case Negative(operand):
            yield from descend(operand, Negative(gradient), equation, scope, (*rules, "negative"))
        case Binary():
            for part, share, rule in binary_shares(expression, gradient):
                yield from descend(part, share, equation, scope, (*rules, rule))
        case Call(name, arguments):
            for argument, slope in zip(arguments, slopes(name, arguments, whole), strict=True):
                share = Binary("*", gradient, slope)
                yield from descend(argument, share, equation, scope, (*rules, name))
        case Reduction(kind, indexes, body):
            share = reduction_share(kind, indexes, body, gradient, whole)
            yield from descend(body, share, equation, (*scope, *indexes), (*rules, kind))


def binary_shares(
    expression: Binary, gradient: Expression
) -> Iterator[tuple[Expression, Expression, str]]:
    """Each operand with its gradient and the name of the rule."""
    left, right = expression.left, expression.right
    match expression.operator:
        case "+":
            yield left, gradient, "sum"
            yield right, gradient, "sum"
        case "-":
            yield left, gradient, "difference"
            yield right, Negative(gradient), "difference"
        case "*":
            yield left, Binary("*", gradient, right), "product"
            yield right, Binary("*", gradient, left), "product"
        case "/":
            yield left, Binary("/", gradient, right), "quotient"
            share = Binary("/", Binary("*", gradient, left), Binary("**", right, number(2)))
            yield right, Negative(share), "quotient"
        case "**":
            slope = Binary("*", right, Binary("**", left, Binary("-", right, ONE)))
            yield left, Binary("*", gradient, slope), "power"


def slopes(
    name: str, arguments: tuple[Expression, ...], result: Expression
) -> Iterator[Expression]:
    """The local derivatives of an elementary function, read from its row."""
    row = FUNCTIONS[name]
    values = {**dict(zip(row.arguments, arguments, strict=True)), "y": result}
    return (replace_entries(formula, values) for formula in derivatives(name))


@cache
def derivatives(name: str) -> tuple[Expression, ...]:
    row = FUNCTIONS[name]
    return tuple(parse_formula(text, (*row.arguments, "y")) for text in row.derivatives)


def reduction_share(
    kind: str,
    indexes: tuple[str, ...],
    body: Expression,
    gradient: Expression,
    result: Expression,
) -> Expression:
    """What a reduction hands to each entry of its body."""
    match kind:
        case "mean":
            for index in indexes:
                gradient = Binary("/", gradient, Size(index))
            return gradient
        case "logsumexp":  # softmax
            return Binary("*", gradient, Call("exp", (Binary("-", body, result),)))
        case "max":  # entries that tie share equally
            other = rename_free(body, {index: index + MARK for index in indexes})
            again = tuple(index + MARK for index in indexes)
            ties = Reduction("sum", again, Call("equal", (other, result)))
            return Binary("/", Binary("*", gradient, Call("equal", (body, result))), ties)
    return gradient
