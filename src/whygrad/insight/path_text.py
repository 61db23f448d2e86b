"""Paths as plain text, and as data for JSON."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from whygrad.insight.paths import Paths
from whygrad.insight.rounding import figure
from whygrad.insight.walks import Arrow, Path
from whygrad.language.expressions import Number
from whygrad.language.messages import counted
from whygrad.language.notation import text
from whygrad.language.partials import partial

MARGIN = "  "
SAME = 1e-6  # of the sum of the sizes, also in float32


def write_paths(paths: Paths) -> str:
    return "\n".join(lines(paths))


def lines(paths: Paths) -> Iterator[str]:
    entry, loss = text(paths.entry), paths.loss
    count = counted(len(paths.paths), "path")
    each = f" for each of the {paths.samples:,} samples" if paths.sample is not None else ""
    yield f"{count} from {entry} to {loss}{each}, in step {paths.step}"
    if paths.sample is not None:
        yield f"{MARGIN}of sample {paths.sample}:"
    for place, path in enumerate(paths.paths, 1):
        yield ""
        yield f"{MARGIN}{place}. {' -> '.join(path.nodes)}"
        yield from (MARGIN * 2 + line for line in arrow_lines(path))
    yield ""
    yield from (MARGIN + line for line in sum_lines(paths))
    yield f"{MARGIN}{comparison(paths)}"


def arrow_lines(path: Path) -> Iterator[str]:
    rows = [(text(partial(a.target, a.source)), worked(a)) for a in path.arrows]
    width = max(len(head) for head, _ in rows)
    yield from (f"{head:{width}} = {rest}" for head, rest in rows)
    parts = dict.fromkeys([" * ".join(path.factors), path.figure])
    yield f"{'product':{width}} = {' = '.join(parts)}"


def worked(arrow: Arrow) -> str:
    parts = [text(arrow.derivative)]
    if not isinstance(arrow.figures, Number):
        parts.append(text(arrow.figures))
    parts.append(arrow.figure)
    return " = ".join(dict.fromkeys(parts))


def sum_lines(paths: Paths) -> Iterator[str]:
    """The products, all other samples, and their sum."""
    rows = [(f"path {place}", shown) for place, shown in enumerate(paths.products, 1)]
    rows += paths.rows
    name, value = (max(len(row[place]) for row in rows) for place in (0, 1))
    yield from (f"{what:{name}}  {shown:>{value}}" for what, shown in rows)


def comparison(paths: Paths) -> str:
    """Whether the paths give the gradient of the backward pass, up to rounding."""
    if paths.gradient is None:
        return "In the backward pass it has no line: it stands in its readers."
    size = sum(abs(path.total) for path in paths.paths)
    if abs(paths.total - paths.gradient) <= SAME * max(size, abs(paths.gradient)):
        return f"The backward pass gives the same: grad_{text(paths.entry)}."
    if not np.isfinite(paths.gradient - paths.total):
        return f"The backward pass gives {figure(paths.gradient)}: ask `why` where it began."
    return f"The backward pass gives {figure(paths.gradient)}: other samples add the difference."


def as_data(paths: Paths) -> dict[str, object]:
    return {
        "entry": text(paths.entry),
        "loss": paths.loss,
        "step": paths.step,
        "sample": paths.sample,
        "samples": paths.samples,
        "paths": [path_data(path) for path in paths.paths],
        "sum": paths.total,
        "gradient": paths.gradient,
    }


def path_data(path: Path) -> dict[str, object]:
    return {
        "nodes": list(path.nodes),
        "arrows": [
            {
                "from": text(arrow.source),
                "to": text(arrow.target),
                "derivative": text(arrow.derivative),
                "value": arrow.value,
            }
            for arrow in path.arrows
        ],
        "product": path.product,
    }
