"""What a model consists of: every quantity with its shape, and the number of parameters."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from whygrad.calculus.dependence import without_gradient
from whygrad.language.equations import GRADIENT, Step
from whygrad.language.messages import counted
from whygrad.language.notation import entry_text
from whygrad.language.sizes import index_lengths


@dataclass(frozen=True)
class Line:
    """One quantity. A length that nothing gives yet is the name of its index."""

    quantity: str
    kind: str
    shape: tuple[int | str, ...]
    gradient: str  # the gradient's name, or why there is none


@dataclass(frozen=True)
class Summary:
    """`lines` as data, `parameters` their number (None until data give all lengths)."""

    lines: tuple[Line, ...]
    parameters: int | None

    def __str__(self) -> str:
        rows = [("quantity", "kind", "shape", "gradient")]
        rows += [(li.quantity, li.kind, shape_text(li.shape), li.gradient) for li in self.lines]
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        padded = ("  ".join(f"{c:{w}}" for c, w in zip(r, widths, strict=True)) for r in rows)
        return "\n".join([*(line.rstrip() for line in padded), "", self.count_text()])

    def count_text(self) -> str:
        if self.parameters is None:
            return "The number of parameters is known once data give all lengths."
        return counted(self.parameters, "parameter")

    def _repr_html_(self) -> str:
        from html import escape

        return f"<pre>{escape(str(self))}</pre>"


def shape_text(shape: tuple[int | str, ...]) -> str:
    return " x ".join(map(str, shape)) if shape else "scalar"


def summarise(step: Step, shapes: Mapping[str, tuple[int, ...]]) -> Summary:
    """`shapes` holds those of the data, as far as there are data."""
    lengths = index_lengths(step, shapes)
    derived = {equation.name for equation in step.backward}
    reasons = without_gradient(step)
    lines = []
    count: int | None = 0
    for name, kind, indexes in quantities(step):
        shape = tuple(lengths.get(index, index) for index in indexes)
        gradient = GRADIENT + name if GRADIENT + name in derived else ""
        if kind in ("parameter", "equation"):
            gradient = gradient or reasons.get(name, "goes into its readers")
        if name == step.loss:
            gradient = "1"
        lines.append(Line(entry_text(name, indexes), kind, shape, gradient))
        if kind == "parameter" and count is not None:
            known = [n for n in shape if isinstance(n, int)]
            count = count + math.prod(known) if len(known) == len(shape) else None
    return Summary(tuple(lines), count)


def quantities(step: Step) -> list[tuple[str, str, tuple[str, ...]]]:
    """Name, kind and indexes of every declared quantity and every forward equation."""
    declared = [(d.name, d.kind, d.indexes) for d in step.declarations]
    shown = [row for row in declared if row[1] in ("data", "parameter", "state", "draw")]
    return shown + [(e.name, "equation", e.target.indexes) for e in step.forward]
