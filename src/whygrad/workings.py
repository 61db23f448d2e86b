"""The workings of a model's gradients, as text, LaTeX, MathML or in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whygrad.calculus.dependence import without_gradient
from whygrad.calculus.working import Working, workings
from whygrad.language.equations import GRADIENT, Equation, Step
from whygrad.language.messages import WhygradError, listing, nearest
from whygrad.language.notation import lines_text, text
from whygrad.language.typesetting import typeset, typeset_lines


@dataclass(frozen=True)
class Derivation:
    """How gradients come about, line by line. `print` shows it; a notebook sets it.

    Iterates over a `Working` for each gradient: `quantity`, `lines` and `result`.
    """

    loss: str
    workings: tuple[Working, ...]

    def __iter__(self) -> Iterator[Working]:
        return iter(self.workings)

    def __len__(self) -> int:
        return len(self.workings)

    def __str__(self) -> str:
        return self.written("text")

    def written(self, format: str) -> str:
        """All lines in "text", "unicode", "latex" or "mathml", a block for each gradient.

        Raises `WhygradError` for another format.
        """
        if format == "text" and not self.workings:
            return f"# nothing is derived: no parameter leads to {self.loss}"
        return "\n\n".join(self.block(working, format) for working in self)

    def block(self, working: Working, format: str) -> str:
        if format == "text":
            return lines_text(working.lines)
        return typeset_lines(working.lines, format, loss=self.loss)

    def as_data(self) -> list[dict[str, object]]:
        """For programs: for each gradient the quantity, and its lines in the text format."""
        return [
            {"quantity": text(working.quantity), "lines": [as_data(e) for e in working.lines]}
            for working in self
        ]

    def _repr_html_(self) -> str:
        """One block for each gradient, to be unfolded. It has no colours of its own."""
        return "\n".join(map(self.folded, self))

    def folded(self, working: Working) -> str:
        head = typeset(working.result, "mathml", loss=self.loss)
        block = self.block(working, "mathml")
        opened = " open" if len(self) == 1 else ""
        scrolled = f'<div style="overflow-x: auto">{block}</div>'
        return f"<details{opened}><summary>{head}</summary>{scrolled}</details>"

    def _repr_latex_(self) -> str:
        return "\n".join(f"$${self.block(working, 'latex')}$$" for working in self)


def as_data(line: Equation) -> dict[str, str]:
    return {
        "target": text(line.target),
        "expression": text(line.expression),
        "reason": line.caption,
    }


def derivation(step: Step, of: str | None = None) -> Derivation:
    """The working of every gradient of a step, or of one quantity: `weights`, `grad_weights`.

    Raises `WhygradError` where there is no such quantity, or where it has no gradient.
    """
    found = tuple(workings(step))
    if of is None:
        return Derivation(step.loss, found)
    name = of.removeprefix(GRADIENT)
    chosen = tuple(working for working in found if working.quantity.name == name)
    if not chosen:
        raise WhygradError(why_none(step, name, [w.quantity.name for w in found]))
    return Derivation(step.loss, chosen)


def why_none(step: Step, name: str, known: list[str]) -> str:
    """Why there is no gradient of that name, and which there are."""
    kinds = {d.name: d.kind for d in step.declarations}
    advice = f"There is a gradient of {listing(known)}." if known else "There is no gradient."
    reason = without_gradient(step).get(name)
    if name == step.loss:
        reason = "it is the loss itself, and every gradient is a derivative of it"
    elif reason is None and name in kinds:
        reason = (
            f"it is {article(kinds[name])}; gradients are of parameters and what depends on them"
        )
    if reason is None:
        return f"There is no quantity `{name}`. {nearest(name, known) or advice}"
    return f"`{name}` has no gradient: {reason}.\n{advice}"


def article(kind: str) -> str:
    return {"data": "data", "index": "an index"}.get(kind, f"a {kind}")
