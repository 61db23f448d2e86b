"""A diagram that can be shown, read as text in several formats, and saved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from whygrad.insight.diagrams.dot import dot_text
from whygrad.insight.diagrams.graph import Graph
from whygrad.insight.diagrams.mermaid import mermaid_text
from whygrad.insight.diagrams.svg import svg_text
from whygrad.language.messages import WhygradError
from whygrad.training.files import check_target, write

FORMATS = {".svg": svg_text, ".mmd": mermaid_text, ".dot": dot_text}


@dataclass(frozen=True)
class Diagram:
    """`graph` holds it as data; a notebook shows it as SVG."""

    graph: Graph

    @cached_property
    def svg(self) -> str:
        """SVG 1.1 in one piece, readable in light and in dark."""
        return svg_text(self.graph)

    @property
    def mermaid(self) -> str:
        """A Mermaid flowchart."""
        return mermaid_text(self.graph)

    @property
    def dot(self) -> str:
        """A graph in Graphviz's language."""
        return dot_text(self.graph)

    def save(self, path: str | Path) -> Path:
        """Write the file, whole or not at all; the suffix chooses .svg, .mmd or .dot."""
        path = Path(path)
        suffix = path.suffix.lower()
        if suffix not in FORMATS:
            raise WhygradError(f"{path}: a diagram ends in .svg, .mmd or .dot.")
        check_target(path, force=True)
        write(path, FORMATS[suffix](self.graph).encode(), force=True)
        return path

    def _repr_svg_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return f"<Diagram: {self.graph.title}>"
