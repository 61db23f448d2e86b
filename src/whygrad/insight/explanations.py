"""Why a number is what it is, as data: a tree of formulas with their figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from whygrad.insight.entries import Place, place_text
from whygrad.insight.rounding import as_number
from whygrad.insight.terms import Formula
from whygrad.language.equations import Equation
from whygrad.language.expressions import Entry, Number


@dataclass(frozen=True, repr=False)
class Explanation:
    """Why one entry has its value in a step.

    `value` is exact, `figure` what is shown. `equation` is the one of the text (or the derived
    one), `formula` its right side at this entry with the figures in place; data, parameters,
    settings and draws have neither. `notes` are sentences: the rule that the equation came
    from, what the number means, what went wrong. `children` explain what the formula reads.
    """

    name: str
    place: Place
    step: int
    kind: str
    value: float
    figure: str
    equation: Equation | None = None
    formula: Formula | None = None
    notes: tuple[str, ...] = ()
    children: tuple[Explanation, ...] = ()
    loss: str = "loss"

    @property
    def entry(self) -> str:
        """As a person names it: `weights1[0, 0]`."""
        return place_text(self.name, self.place)

    @property
    def target(self) -> Entry:
        return Entry(self.name, tuple(map(str, self.place)))

    @property
    def lines(self) -> list[Equation]:
        """The equation, the same at this entry, the same with its figures, and the value."""
        if self.equation is None or self.formula is None:
            return []
        found = [replace(self.equation, origin=())]
        if self.formula.what != self.equation.expression:
            found.append(Equation(self.target, self.formula.what))
        if not isinstance(self.formula.figures, Number):
            found.append(Equation(self.target, self.formula.figures))
        return [*found, Equation(self.target, as_number(self.figure))]

    def __iter__(self) -> Iterator[Explanation]:
        """This one and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child

    def __repr__(self) -> str:
        return f"<Explanation: {self.entry} = {self.figure} in step {self.step}>"

    def __str__(self) -> str:
        from whygrad.insight.explanation_text import write_text

        return write_text(self)

    def latex(self) -> str:
        """LaTeX, for a document that uses `amsmath`."""
        from whygrad.insight.explanation_formats import write_latex

        return write_latex(self)

    def html(self) -> str:
        """HTML that folds and unfolds, with its mathematics as MathML."""
        from whygrad.insight.explanation_formats import write_html

        return write_html(self)

    def data(self) -> dict[str, object]:
        """Plain lists, texts and numbers, for JSON."""
        from whygrad.insight.explanation_formats import as_data

        return as_data(self)

    def _repr_html_(self) -> str:
        return self.html()
