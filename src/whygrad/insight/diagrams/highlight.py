"""The paths of one gradient in a diagram of dependencies, a local derivative on each arrow."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from whygrad.insight.diagrams.dependencies import Boxes, dependency_graph
from whygrad.insight.diagrams.graph import Edge, Graph
from whygrad.insight.diagrams.moments import Moment, number_text
from whygrad.insight.entries import Asked, read_entry
from whygrad.insight.paths import Paths, find_paths
from whygrad.insight.scenes import Scene
from whygrad.language.equations import GRADIENT, Step
from whygrad.language.expressions import Entry
from whygrad.language.messages import WhygradError
from whygrad.language.notation import text
from whygrad.training.data import shortened

DIGITS = 4


def highlighted_graph(scene: Scene, gradient: str, moment: Moment) -> Graph:
    """The diagram entry by entry, all but the paths faint; of many entries only the paths.

    `gradient` names an entry, as in `grad_weights1[0, 0]`. Raises `WhygradError`.
    """
    step, lengths = scene.step, scene.lengths
    asked = check_entry(read_entry(gradient, step, lengths), step)
    check_finite(asked, scene, moment)
    paths = find_paths(scene, asked, moment.sample, DIGITS)
    labels = labels_of(step, paths)
    whole = dependency_graph(step, lengths, moment)
    answer = GRADIENT + text(paths.entry)
    if any(edge not in {(e.source, e.target) for e in whole.edges} for edge in labels):
        return replace(path_graph(step, paths, labels, moment), note=note_of(paths, answer, moment))
    edges = tuple(
        replace(e, label=labels[e.source, e.target]) if (e.source, e.target) in labels
        else replace(e, faint=True) for e in whole.edges
    )  # fmt: skip
    names = frozenset(name for pair in labels for name in pair) | {answer}
    return replace(whole, edges=edges, highlighted=names, note=note_of(paths, answer, moment),
                   title=f"The paths of {answer}")  # fmt: skip


def check_entry(asked: Asked, step: Step) -> Asked:
    names = [parameter.name for parameter in step.parameters]
    if asked.name.removeprefix(GRADIENT) not in names:
        raise WhygradError(
            f"highlight: `{asked.name}` is no gradient of a parameter.\n"
            f"The parameters are {shortened(names)}."
        )
    if asked.place is None:
        raise WhygradError(
            f"highlight: `{asked.name}` has several entries.\n"
            f"Name one of them with its numbers, as in `{GRADIENT}weights1[0, 0]`."
        )
    return asked


def check_finite(asked: Asked, scene: Scene, moment: Moment) -> None:
    for name in (equation.name for equation in scene.step.forward):
        if not np.isfinite(scene.values[name]).all():
            raise WhygradError(
                f"highlight: in step {moment.step:,} `{name}` is no finite number, so the paths of"
                f" `{asked}` have none either.\nTake an earlier step."
            )


def labels_of(step: Step, paths: Paths) -> dict[tuple[str, str], str]:
    """The figure of each arrow, by the names of the boxes at its ends."""
    return {
        (text(folded(step, arrow.source)), text(folded(step, arrow.target))): arrow.figure
        for path in paths.paths
        for arrow in path.arrows
    }


def folded(step: Step, entry: Entry) -> Entry:
    """The entry with the sample's index in the place of the sample's number."""
    own = step.indexes_of()[entry.name]
    pairs = zip(entry.indexes, own, strict=True)
    return Entry(entry.name, tuple(o if o == step.sample_index else i for i, o in pairs))


def path_graph(
    step: Step, paths: Paths, labels: dict[tuple[str, str], str], moment: Moment
) -> Graph:
    """What stands on the paths, and nothing else."""
    boxes = Boxes(step, True, moment)
    for path in paths.paths:
        for arrow in path.arrows:
            boxes.box(folded(step, arrow.source))
            boxes.box(folded(step, arrow.target))
    edges = tuple(Edge(*ends, label=label) for ends, label in labels.items())
    title = f"The paths of {GRADIENT}{text(paths.entry)}"
    return Graph(title, "", tuple(boxes.nodes.values()), edges)


def note_of(paths: Paths, answer: str, moment: Moment) -> str:
    over, where = "over the paths", moment.text(None)
    if paths.sample is not None:
        over, where = f"{over} and the samples", f"{where}, sample {moment.sample}"
    total = number_text(paths.total)
    return (
        f"From {text(paths.entry)} to {paths.loss}; on each arrow its local derivative ({where}).\n"
        f"The product of a path's derivatives, added up {over}: {answer} = {total}."
    )
