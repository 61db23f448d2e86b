"""Formulas that a person sets beside a step: lines that may read all of its quantities."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import replace

from whygrad.language.equations import Equation, Step
from whygrad.language.expressions import Entry
from whygrad.language.messages import WhygradError, listing, nearest
from whygrad.language.parsing import Parser
from whygrad.language.scanning import place_of, scan
from whygrad.language.scope import Meaning, carried
from whygrad.language.sizes import check_known

SOURCE = "the formula"


def parse_formulas(text: str, step: Step, gradients: Iterable[Equation]) -> list[Equation]:
    """Equations on lines or between `;`: the last sets one of the `gradients` or a parameter.

    Those above it define helpers: new names, or gradients in the person's own version. All
    may read what the step names, and `learning_rate`. Raises `TextError` with line and column.
    """
    return Formulas(text, step, list(gradients)).equations()


class Formulas(Parser):
    """Reads equations under a step that is known already."""

    def __init__(self, text: str, step: Step, gradients: list[Equation]):
        super().__init__(scan(one_a_line(text), SOURCE, whole=True), whole=True)
        self.settable = {e.name: e.target.indexes for e in gradients}
        self.settable.update((p.name, p.indexes) for p in step.parameters)
        self.known = replace(step, backward=tuple(gradients))
        self.scope.updating = True
        known = [(d.kind, d.name, d.indexes) for d in step.declarations if d.kind != "prediction"]
        known += [("equation", e.name, e.target.indexes) for e in (*step.forward, *gradients)]
        self.scope.meanings = {name: Meaning(kind, own, 0) for kind, name, own in known}

    def equations(self) -> list[Equation]:
        for statement in self.found.tree.body:
            self.statement(statement)
        if not self.update:
            raise WhygradError(f"There is no formula. Expected `{self.example()} = ...`.")
        self.check_last()
        check_known(replace(self.known, update=tuple(self.update)), self.scope.indexes, self.found)
        return self.update

    def statement(self, node: ast.stmt) -> None:
        if isinstance(node, ast.AnnAssign):
            self.found.fail(
                "a declaration has no place in a formula.",
                place_of(node),
                "Write `name[i] = expression`.",
            )
        super().statement(node)

    def equation(self, node: ast.Assign, target: ast.expr) -> None:
        name, indexes = self.target(target)
        place = place_of(target)
        expression = self.reader.read(node.value, indexes)
        self.scope.check_targets(indexes, place)
        if name in self.scope.meanings and name not in self.settable:
            self.found.fail(
                f"`{name}` stands already, in the model or above.",
                place,
                "A helper needs a name of its own.",
            )
        if name not in self.settable:
            self.scope.define(name, "equation", indexes, place)
        elif len(indexes) != len(self.settable[name]):
            known = carried(self.settable[name])
            self.found.fail(
                f"`{name}` carries {known}.", place, f"Expected `{self.example(name)}`."
            )
        self.update.append(Equation(Entry(name, indexes), expression, place=place))

    def check_last(self) -> None:
        last = self.update[-1]
        if last.name in self.settable or last.place is None:
            return
        self.found.fail(
            f"the last line sets `{last.name}`, neither a gradient nor a parameter.",
            last.place,
            nearest(last.name, self.settable) or f"Expected one of {listing(self.settable)}.",
        )

    def example(self, name: str = "") -> str:
        name = name or next(iter(self.settable), "grad_weight")
        indexes = self.settable.get(name, ())
        return name + (carried(indexes) if indexes else "")


def one_a_line(text: str) -> str:
    """The text with a line for each equation; comments are left as they are."""
    lines = []
    for line in text.splitlines():
        code, sign, comment = line.partition("#")
        lines += [part.strip() for part in (code.replace(";", "\n") + sign + comment).split("\n")]
    return "\n".join(lines)
