"""The chain rule as paths: from an entry to the loss, a local derivative on each arrow.

The derivative of the loss is the sum over all paths of the product of their arrows. Samples
that have nothing to do with each other have the same paths: these are listed for one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import numpy as np

from whygrad.calculus.dependence import learning, reaching
from whygrad.insight.entries import Asked
from whygrad.insight.rounding import column_for, figure
from whygrad.insight.scenes import Scene
from whygrad.insight.walks import Path, Walk
from whygrad.language.equations import GRADIENT
from whygrad.language.expressions import Entry
from whygrad.language.messages import WhygradError, counted
from whygrad.language.notation import text


@dataclass(frozen=True, repr=False)
class Paths:
    """Every path from `entry` to the loss in a step; those of one sample stand for all.

    rows      what adds up to the gradient: a name, a figure; the last one is the gradient's
    total     the sum over all paths and samples, from the local derivatives alone
    gradient  the gradient of the backward pass, to compare; None where it has no line there
    """

    entry: Entry
    loss: str
    step: int
    sample: int | None
    samples: int
    paths: tuple[Path, ...]
    products: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    total: float
    gradient: float | None

    def __repr__(self) -> str:
        count = counted(len(self.paths), "path")
        return f"<Paths: {count} from {text(self.entry)} to {self.loss}>"

    def __str__(self) -> str:
        from whygrad.insight.path_text import write_paths

        return write_paths(self)

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"

    def data(self) -> dict[str, object]:
        """Plain lists, texts and numbers, for JSON."""
        from whygrad.insight.path_text import as_data

        return as_data(self)


def find_paths(scene: Scene, asked: Asked, sample: int | None, digits: int) -> Paths:
    """The paths that make the gradient of an entry. Raises `WhygradError` for too many."""
    entry = Entry(asked.name.removeprefix(GRADIENT), tuple(map(str, asked.place or ())))
    check_differentiable(scene, entry)
    walk = Walk(scene, entry)
    chains = list(walk.chains())
    parts = [walk.products(chain) for chain in chains]
    chosen = choose_sample(parts, sample)
    paths = tuple(
        walk.path(chain, part, chosen, digits) for chain, part in zip(chains, parts, strict=True)
    )
    total = sum(path.total for path in paths)
    line = GRADIENT + entry.name  # a gradient of numbers alone has none
    gradient = scene.value(line, asked.place or ()) if line in scene.values else None
    count = scene.lengths.get(scene.sample or "", 0)
    sampled = any(path.sampled for path in paths)
    products, rows = add_up(paths, total, chosen if sampled else None, count, digits)
    return Paths(
        entry, scene.step.loss, scene.number, chosen if sampled else None, count, paths,
        products, rows, total, gradient,
    )  # fmt: skip


def check_differentiable(scene: Scene, entry: Entry) -> None:
    if entry.name not in reaching(scene.step) & learning(scene.step):
        raise WhygradError(
            f"`{text(entry)}` has no gradient, so there are no paths to tell it.\n"
            "Ask for a parameter, or for what depends on one and leads to the loss."
        )


def choose_sample(parts: list[np.ndarray], sample: int | None) -> int:
    """The sample that is asked for, else the one that adds most to the gradient."""
    if sample is not None:
        return sample
    sizes = [part for part in parts if part.ndim]
    return int(np.argmax(np.abs(sum(sizes)))) if sizes else 0


def add_up(
    paths: tuple[Path, ...], total: float, sample: int | None, samples: int, digits: int
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The products as they are added up, and the rows below them; a rest takes up rounding."""
    values = [path.product for path in paths]
    if not np.isfinite([total, *values]).all():
        return tuple(figure(value, digits) for value in values), (("sum", figure(total, digits)),)
    column = column_for(total, values, digits)
    products = tuple(column.write(column.rounded(value)) for value in values)
    shown = [column.rounded(value) for value in values]
    missing = column.rounded(total) - sum(shown, column.rounded(0.0))
    rows = []
    if sample is not None and samples > 1:
        rows.append((f"the other {samples - 1:,} samples", column.write(missing)))
    elif missing:
        rows.append(("rounding", column.write(missing)))
    return products, (*rows, ("sum", column.write(column.rounded(total))))
