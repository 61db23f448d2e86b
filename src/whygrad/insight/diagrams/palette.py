"""The look of a diagram in light and in dark, as CSS inside the SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whygrad.insight.diagrams.graph import NEGATIVE, POSITIVE

# fill, edge, in light and in dark
COLOURS = {
    "data": ("#eef1f5", "#5b6b7f", "#242a33", "#93a4ba"),
    "parameter": ("#dfeafb", "#1f5fb4", "#14294a", "#7db0f5"),
    "state": ("#eef1f5", "#1f5fb4", "#242a33", "#7db0f5"),
    "draw": ("#fdf3dc", "#8a5a00", "#3a2c0c", "#e0b25c"),
    "setting": ("none", "#6a6a6a", "none", "#a0a0a0"),
    "quantity": ("#ffffff", "#444444", "#1b1b1b", "#c8c8c8"),
    "loss": ("#ffffff", "#111111", "#1b1b1b", "#ffffff"),
    "gradient": ("#fdeeee", "#c62828", "#3a1a1a", "#f08a8a"),
    "answer": ("#f9cfcf", "#c62828", "#5c1f1f", "#ff9d9d"),
    "dots": ("none", "none", "none", "none"),
}
# what tells the kinds apart without colour
MARKS = {
    "data": "stroke-dasharray:2 3",
    "parameter": "stroke-width:2.5",
    "state": "stroke-width:2.5;stroke-dasharray:8 3",
    "draw": "stroke-dasharray:8 3 2 3",
    "setting": "stroke-dasharray:1 2",
    "loss": "stroke-width:4",
    "answer": "stroke-width:3.5",
}
INK, PAGE = ("#222222", "#e6e6e6"), ("#ffffff", "#111418")
SIGNS = {POSITIVE: ("#1f5fb4", "#7db0f5"), NEGATIVE: ("#c62828", "#f08a8a")}
LINES, FAINT = ("#555555", "#a8a8a8"), ("#d4d4d4", "#3c4148")


def style(kinds: Sequence[str], edges: Sequence[str]) -> str:
    """The rules for these kinds, those of a dark page behind the others."""
    fixed = [
        "text{font-family:ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;font-size:13px}",
        ".title{font-size:17px;font-weight:bold}.small{font-size:12px}",
        ".line{fill:none;stroke-linecap:round}.negative{stroke-dasharray:7 5}",
        ".box.faint{opacity:.45}",
        *(f".{kind}{{{MARKS[kind]}}}" for kind in kinds if kind in MARKS),
    ]
    light, dark = ("".join(scoped(rule) for rule in colours(kinds, edges, n)) for n in (0, 1))
    plain = "".join(map(scoped, fixed))
    return f"{plain}{light}@media(prefers-color-scheme:dark){{{dark}}}"


def scoped(rules: str) -> str:
    """The rules for this picture only, which may stand in a page with other ones."""
    return "".join(f".whygrad {rule}}}" for rule in rules.split("}") if rule)


def colours(kinds: Sequence[str], edges: Sequence[str], dark: int) -> Iterator[str]:
    yield f"text{{fill:{INK[dark]}}}.page{{fill:{PAGE[dark]}}}.label{{fill:{PAGE[dark]}}}"
    yield f".line{{stroke:{LINES[dark]}}}.tip{{fill:{LINES[dark]};stroke:none}}"
    yield f".faint .line{{stroke:{FAINT[dark]}}}.faint .tip{{fill:{FAINT[dark]}}}"
    for kind in kinds:
        fill, edge = COLOURS[kind][2 * dark : 2 * dark + 2]
        yield f".{kind}{{fill:{fill};stroke:{edge}}}"
    for kind in edges:
        if kind in SIGNS:
            yield f".{kind}{{stroke:{SIGNS[kind][dark]}}}"
