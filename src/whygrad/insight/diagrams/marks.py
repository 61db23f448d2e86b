"""Marks of SVG that the parts of a diagram share: words, and frames of boxes."""

from __future__ import annotations

from xml.sax.saxutils import escape

from whygrad.insight.diagrams.layout import Box

LETTER, SMALL_LETTER, TITLE_LETTER = 7.9, 7.3, 10.4  # widths in the widest usual fixed fonts
MARGIN = 20.0
ROUND = ("gradient", "answer")


def words(text: str, x: float, y: float, kind: str = "", anchor: str = "") -> str:
    look = f' class="{kind}"' if kind else ""
    middle = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text{look} x="{x:.1f}" y="{y:.1f}"{middle}>{escape(text)}</text>'


def frame(kind: str, place: Box) -> str:
    x, y, width, height = place
    corner = height / 2 if kind in ROUND else 3
    return (
        f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}"'
        f' height="{height:.1f}" rx="{corner:.1f}"/>'
    )
