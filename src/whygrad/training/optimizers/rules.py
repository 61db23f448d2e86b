"""Reading an update rule: a text that stands for the update of every parameter."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace

from whygrad.language.equations import GRADIENT, LEARNING_RATE, Declaration, Equation, Place, Step
from whygrad.language.expressions import (
    Binary,
    Entry,
    Expression,
    Reduction,
    Size,
    number,
    rebuild,
    walk,
)
from whygrad.language.messages import WhygradError
from whygrad.language.parsing import Parser
from whygrad.language.scanning import place_of, scan
from whygrad.language.scope import Meaning

NAME = "NAME"
LOSS = "LOSS"
ALL = "all"  # the index of `sum[all]`, over the entries of all parameters
FORM = f"Expected `{NAME} = ...`, or a state: `velocity_{NAME}: state = zeros()`."


@dataclass(frozen=True)
class Rule:
    """Declarations of settings and states, and equations, with `NAME` where a name belongs."""

    declarations: tuple[Declaration, ...]
    lines: tuple[Equation, ...]

    def extent(self, parameters: int) -> int:
        """The most nodes that it has once it is written for so many parameters."""
        nodes = sum(1 + sum(1 for _ in walk(line.expression)) for line in self.lines)
        return (len(self.declarations) + nodes) * parameters

    def declared_for(self, parameters: list[Declaration]) -> Iterator[Declaration]:
        """The declarations, a state with `NAME` for each parameter and with its indexes."""
        for one in self.declarations:
            if NAME not in one.name:
                yield replace(one, place=None)
        for parameter in parameters:
            for one in self.declarations:
                if NAME in one.name:
                    name = one.name.replace(NAME, parameter.name)
                    yield replace(one, name=name, indexes=parameter.indexes, place=None)

    def equations_for(self, parameters: list[Declaration], loss: str) -> Iterator[Equation]:
        """The update: lines with `NAME` that stand together, for one parameter after another."""
        for block in self.blocks():
            for parameter in parameters if NAME in block[0].name else parameters[:1]:
                for line in block:
                    caption = line.caption if parameter is parameters[0] else ""
                    yield Equation(
                        own_entry(line.target, parameter, loss),
                        self.expression(line.expression, parameter, parameters, loss),
                        caption,
                    )

    def blocks(self) -> Iterator[list[Equation]]:
        block: list[Equation] = []
        for line in self.lines:
            if block and (NAME in line.name) != (NAME in block[0].name):
                yield block
                block = []
            block.append(line)
        if block:
            yield block

    def expression(
        self, part: Expression, parameter: Declaration, parameters: list[Declaration], loss: str
    ) -> Expression:
        """The part with the names and indexes of one parameter, or of all under `sum[all]`."""
        match part:
            case Entry():
                return own_entry(part, parameter, loss)
            case Reduction(_, _, body):
                sums = [summed(self.expression(body, p, parameters, loss), p) for p in parameters]
                total = sums[0]
                for other in sums[1:]:
                    total = Binary("+", total, other)
                return total
        return rebuild(part, lambda child: self.expression(child, parameter, parameters, loss))


def own_entry(entry: Entry, parameter: Declaration, loss: str) -> Entry:
    if entry.name == LOSS:
        return Entry(loss)
    if NAME not in entry.name:
        return entry
    return Entry(entry.name.replace(NAME, parameter.name), parameter.indexes)


def summed(expression: Expression, parameter: Declaration) -> Expression:
    if not parameter.indexes:
        return expression
    return Reduction("sum", parameter.indexes, expression)


def read_rule(text: str, step: Step) -> Rule:
    """The rule in a text. It may read the step's settings and scalar equations.

    Raises `TextError` with line and column.
    """
    return RuleReader(text, step).rule()


class RuleReader(Parser):
    """Reads a rule as if `NAME` were a parameter, and a number."""

    def __init__(self, text: str, step: Step):
        super().__init__(scan(text, "optimizer"), whole=False)
        known = {NAME: "parameter", GRADIENT + NAME: "equation", LOSS: "equation"}
        known |= dict.fromkeys(step.scalars(), "equation")
        known |= {setting.name: "setting" for setting in step.settings}
        for statement in self.found.tree.body:  # what the rule declares is the rule's own here
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                known.pop(statement.target.id, None)
        self.scope.meanings = {name: Meaning(kind, (), 0) for name, kind in known.items()}
        self.scope.updating = True

    def rule(self) -> Rule:
        for statement in self.found.tree.body:
            self.statement(statement)
        if all(line.name != NAME for line in self.update):
            raise WhygradError(
                f"optimizer: no line sets `{NAME}`, which stands for each parameter.\n"
                f"Expected `{NAME} = {NAME} - {LEARNING_RATE} * {GRADIENT}{NAME}`, or so."
            )
        return Rule(tuple(self.declarations), tuple(self.update))

    def declaration(self, node: ast.AnnAssign) -> Declaration:
        found = super().declaration(node)
        if found.kind not in ("setting", "state"):
            what = "a rule declares settings and states only."
            self.found.fail(what, place_of(node), FORM)
        if found.indexes:
            what = f"a state of a rule carries no index; `{NAME}` gives it those of the parameter."
            self.found.fail(what, place_of(node.target), FORM)
        return found

    def equation(self, node: ast.Assign, target: ast.expr) -> None:
        name, place = self.target(target)[0], place_of(target)
        if self.scope.meanings.get(name, Meaning("", (), 0)).kind not in ("parameter", "state"):
            set_before = any(line.name == name for line in self.update)
            fault = "is set already." if set_before else f"is neither `{NAME}` nor a state."
            self.found.fail(f"`{name}` {fault}", place, "" if set_before else FORM)
        super().equation(node, target)
        self.check(self.update[-1], place)

    def check(self, line: Equation, place: Place) -> None:
        """No index but that of `sum[all]`, which a line for all parameters may have."""
        for part in walk(line.expression):
            if isinstance(part, Size) or (
                isinstance(part, Reduction) and (part.kind != "sum" or part.indexes != (ALL,))
            ):
                self.found.fail(
                    "a rule stands for parameters of every shape: it names no index.",
                    place,
                    f"`sum[{ALL}](...)` adds up the entries of all parameters.",
                )
            if isinstance(part, Reduction) and NAME in line.name:
                self.found.fail(
                    f"`sum[{ALL}]` stands in a line of its own, for all parameters at once.",
                    place,
                    f"Set a state without `{NAME}`, and read it here.",
                )
        if NAME not in line.name and any(NAME in e.name for e in outside_sums(line.expression)):
            self.found.fail(
                f"`{line.name}` is one number for all parameters; this differs between them.",
                place,
                f"Add up, `sum[{ALL}](...)`, or write `{line.name}_{NAME}`.",
            )


def outside_sums(expression: Expression) -> Iterator[Entry]:
    """The entries that no reduction reads."""
    zero = number(0)

    def without(part: Expression) -> Expression:
        return zero if isinstance(part, Reduction) else rebuild(part, without)

    return (part for part in walk(without(expression)) if isinstance(part, Entry))
