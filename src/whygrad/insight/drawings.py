"""Everything that can be drawn of a model or of a run, by one name each."""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whygrad.insight.diagrams.dependencies import dependency_graph
from whygrad.insight.diagrams.diagram import Diagram
from whygrad.insight.diagrams.moments import Moment, moment_at
from whygrad.insight.diagrams.network import network_graph
from whygrad.language.equations import Step
from whygrad.language.messages import WhygradError, listing
from whygrad.language.sizes import index_lengths
from whygrad.training.arguments import check_choice
from whygrad.training.history import History

DIAGRAMS = ("network", "dependencies")
PICTURES = ("loss", "parameters", "gradients", "surface")
FILMS = ("film",)
KINDS = (*DIAGRAMS, *PICTURES, *FILMS)
# which option goes with what
TAKEN = {
    "step": DIAGRAMS,
    "sample": DIAGRAMS,
    "highlight": ("dependencies",),
    "of": ("surface",),
}


@dataclass(frozen=True)
class Picture:
    """A picture or a film of a run, made when it is shown or saved."""

    what: str
    draw: Callable[[Path], Path]

    def save(self, path: str | Path) -> Path:
        """Write the file, whole or not at all: .png or .svg; of a film .gif or .html."""
        return self.draw(Path(path))

    def content(self, suffix: str) -> bytes:
        """The bytes of the file with this suffix."""
        with tempfile.TemporaryDirectory() as folder:
            return self.draw(Path(folder) / f"picture{suffix}").read_bytes()

    def _repr_html_(self) -> str:
        suffix, kind = (".gif", "gif") if self.what in FILMS else (".png", "png")
        inside = base64.b64encode(self.content(suffix)).decode()
        return f'<img alt="{self.what}" src="data:image/{kind};base64,{inside}">'

    def __repr__(self) -> str:
        return f"<Picture: {self.what}>"


def draw_model(step: Step, what: str, shapes: Mapping[str, tuple[int, ...]]) -> Diagram:
    """A diagram of the equations alone; `shapes` holds those of the data, as far as known."""
    check_choice("what", what, KINDS)
    if what not in DIAGRAMS:
        raise WhygradError(
            f"what: `{what}` shows a training, so it needs a trained model.\n"
            f'Draw it of a run: `run.draw("{what}")`, `whygrad draw MODEL.wg --what {what}`.'
        )
    return diagram_of(step, what, index_lengths(step, shapes), None)


def diagram_of(step: Step, what: str, lengths: Mapping[str, int], moment: Moment | None) -> Diagram:
    make = network_graph if what == "network" else dependency_graph
    return Diagram(make(step, lengths, moment))


def draw_run(history: History, what: str, **options: Any) -> Diagram | Picture:
    """A diagram with values, a picture or a film of a run. Options that are None are not given."""
    check_choice("what", what, KINDS)
    given = {name: value for name, value in options.items() if value is not None}
    check_options(what, given)
    if what in DIAGRAMS:
        return draw_diagram(history, what, **given)
    return Picture(what, painter(history, what, **given))


def check_options(what: str, given: Mapping[str, Any]) -> None:
    for name in given:
        if what not in TAKEN[name]:
            raise WhygradError(
                f"{name}: goes with {listing(TAKEN[name], 'or')}; `{what}` does not take it."
            )


def draw_diagram(
    history: History,
    what: str,
    step: int | None = None,
    sample: int | None = None,
    highlight: str | None = None,
) -> Diagram:
    moment, lengths = moment_at(history, step, sample)
    if highlight is None:
        return diagram_of(history.step, what, lengths, moment)
    from whygrad.insight.diagrams.highlight import highlighted_graph
    from whygrad.insight.scenes import scene_at

    return Diagram(highlighted_graph(scene_at(history, moment.step), highlight, moment))


def painter(history: History, what: str, of: Any = None) -> Callable[[Path], Path]:
    """What writes the picture to a path."""
    if what == "loss":
        from whygrad.insight.pictures import draw_losses

        return lambda path: draw_losses(history, path)
    if what == "surface":
        from whygrad.insight.surfaces import chosen_entries, draw_surface

        chosen_entries(history, of or ())  # a mistake is told now, not when it is saved
        return lambda path: draw_surface(history, of or (), path)
    if what == "film":
        from whygrad.insight.films import draw_film

        return lambda path: draw_film(history, path)
    from whygrad.insight import curves

    draw = curves.draw_parameters if what == "parameters" else curves.draw_gradients
    return lambda path: draw(history, path)
