"""The geometry of diagrams: read from the SVG, measured with a font, for every model of the zoo."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, pairwise, permutations

import numpy as np
import pytest
from matplotlib.font_manager import findfont, get_font

from whygrad.calculus.derivation import derive
from whygrad.insight.diagrams.columns import meets
from whygrad.insight.diagrams.dependencies import dependency_graph
from whygrad.insight.diagrams.graph import KINDS, Edge, Graph, Node
from whygrad.insight.diagrams.layout import (
    chain,
    first_order,
    floors_of,
    nearest_places,
    place,
)
from whygrad.insight.diagrams.moments import Moment
from whygrad.insight.diagrams.network import network_graph
from whygrad.insight.diagrams.ordering import Sides, arranged, crossings
from whygrad.insight.diagrams.svg import svg_text
from whygrad.language.messages import WhygradError
from whygrad.language.parsing import parse
from zoo import LONG, ZOO, Model

SVG = "{http://www.w3.org/2000/svg}"
SIZES = {"title": 17, "small": 12, None: 13}
TOUCH = 0.11  # rounding of the coordinates
FONT = get_font(findfont("DejaVu Sans Mono"))  # as wide as usual fixed fonts become
NO_NETWORK = {"no_data"}


@dataclass(frozen=True)
class Rect:
    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Rect) -> bool:
        return (
            self.x + TOUCH < other.x + other.width
            and other.x + TOUCH < self.x + self.width
            and self.y + TOUCH < other.y + other.height
            and other.y + TOUCH < self.y + self.height
        )

    def holds(self, other: Rect) -> bool:
        return (
            self.x <= other.x + TOUCH
            and self.y <= other.y + TOUCH
            and other.x + other.width <= self.x + self.width + TOUCH
            and other.y + other.height <= self.y + self.height + TOUCH
        )


@dataclass(frozen=True)
class Picture:
    """What an SVG shows, in the coordinates of its viewBox."""

    page: Rect
    boxes: tuple[tuple[Rect, tuple[Rect, ...]], ...]  # each with its texts
    labels: tuple[tuple[Rect, Rect], ...]
    heading: tuple[Rect, ...]  # texts and swatches
    curves: tuple[np.ndarray, ...]  # points along each line


@cache
def advance(letter: str) -> float:
    FONT.set_size(100, 72)
    return float(FONT.load_char(ord(letter)).linearHoriAdvance / 65536 / 100)


def text_rect(element: ElementTree.Element, dx: float, dy: float) -> Rect:
    size = SIZES[element.get("class")]
    width = sum(advance(letter) for letter in element.text or "") * size
    x, y = float(element.get("x", 0)) + dx, float(element.get("y", 0)) + dy
    if element.get("text-anchor") == "middle":
        x -= width / 2
    return Rect(x, y - 0.76 * size, width, 1.0 * size)


def rect_of(element: ElementTree.Element, dx: float, dy: float) -> Rect:
    x, y, width, height = (float(element.get(k, 0)) for k in ("x", "y", "width", "height"))
    return Rect(x + dx, y + dy, width, height)


def points_of(shape: str, dx: float, dy: float) -> list[np.ndarray]:
    """Points along a path of M, L and C, one array for each piece."""
    pieces: list[list[np.ndarray]] = []
    part = np.linspace(0, 1, 21)[:, None]
    for command, inside in re.findall(r"([MLC])([^MLC]*)", shape):
        numbers = np.array(inside.split(), float).reshape(-1, 2) + np.array([dx, dy])
        if command == "M":
            pieces.append([numbers])
            continue
        start = pieces[-1][-1][-1]
        if command == "L":
            pieces[-1].append(start + part * (numbers[0] - start))
        else:
            a, b, c = numbers
            rest = 1 - part
            curve = rest**3 * start + 3 * rest**2 * part * a + 3 * rest * part**2 * b + part**3 * c
            pieces[-1].append(curve)
    return [np.concatenate(piece) for piece in pieces]


def read(svg: str) -> Picture:
    root = ElementTree.fromstring(svg)
    width, height = map(float, root.get("viewBox", "").split()[2:])
    (body,) = root.findall(f"{SVG}g")
    dx, dy = map(float, re.findall(r"[\d.]+", body.get("transform", "")))
    boxes, curves = [], []
    for group in body.findall(f"{SVG}g"):
        if (group.get("class") or "").startswith("box"):
            (frame,) = group.findall(f"{SVG}rect")
            texts = tuple(text_rect(one, dx, dy) for one in group.findall(f"{SVG}text"))
            boxes.append((rect_of(frame, dx, dy), texts))
        else:
            line = group.findall(f"{SVG}path")[0]
            curves += points_of(line.get("d", ""), dx, dy)
    labels = zip(body.findall(f"{SVG}rect"), body.findall(f"{SVG}text"), strict=True)
    heading = [text_rect(one, 0, 0) for one in root.findall(f"{SVG}text")]
    heading += [rect_of(one, 0, 0) for one in root.findall(f"{SVG}rect")[1:]]
    return Picture(
        Rect(0, 0, width, height),
        tuple(boxes),
        tuple((rect_of(a, dx, dy), text_rect(b, dx, dy)) for a, b in labels),
        tuple(heading),
        tuple(curves),
    )


def faults(picture: Picture) -> list[str]:
    """Everything that lies over another thing, or outside of what it belongs to."""
    found = []
    frames = [box for box, _ in picture.boxes] + [label for label, _ in picture.labels]
    for one, other in combinations([*frames, *picture.heading], 2):
        if one.overlaps(other):
            found.append(f"{one} overlaps {other}")
    for box, texts in [*picture.boxes, *((label, (text,)) for label, text in picture.labels)]:
        found += [f"{text} leaves {box}" for text in texts if not box.holds(text)]
        found += [f"{a} overlaps {b}" for a, b in combinations(texts, 2) if a.overlaps(b)]
    for rect in [*frames, *picture.heading]:
        if not picture.page.holds(rect):
            found.append(f"{rect} leaves the page")
    corners = np.array([(b.x, b.y, b.x + b.width, b.y + b.height) for b, _ in picture.boxes])
    for curve in picture.curves:
        if curve.min() < 0 or (curve.max(axis=0) > (picture.page.width, picture.page.height)).any():
            found.append("a line leaves the page")
        points = curve[:, None]
        inside = (points > corners[:, :2] + 1).all(axis=2) & (points < corners[:, 2:] - 1).all(
            axis=2
        )
        found += [f"a line goes through {picture.boxes[n]}" for n in np.nonzero(inside)[1]]
    return found


def moment(model: Model) -> Moment:
    return Moment(model.expected, 0, 1 if model.step.sample_index else 0)


@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
def test_nothing_overlaps_in_dependencies(model: Model) -> None:
    for graph in (
        dependency_graph(model.step, model.lengths, moment(model)),
        dependency_graph(model.step),
    ):
        picture = read(svg_text(graph))
        assert len(picture.boxes) == len(graph.nodes)
        assert faults(picture) == []


@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
def test_nothing_overlaps_in_networks(model: Model) -> None:
    if model.name in NO_NETWORK:
        with pytest.raises(WhygradError, match="There is no network to draw"):
            network_graph(model.step)
        return
    for graph in (
        network_graph(model.step, model.lengths, moment(model)),
        network_graph(model.step),
    ):
        picture = read(svg_text(graph))
        assert len(picture.boxes) == len(graph.nodes)
        assert faults(picture) == []


def layered(widths: list[int]) -> str:
    """A network of these widths, as text."""
    lines = ["x[i, k0]: data", "t[i]: data"]
    lines += [f"k{n}: index({width})" for n, width in enumerate(widths)]
    last = len(widths) - 1
    for n in range(1, len(widths)):
        old, new, before = f"k{n - 1}", f"k{n}", f"h{n - 1}" if n > 1 else "x"
        lines.append(f"w{n}[{old}, {new}]: parameter = glorot()")
        lines.append(f"h{n}[i, {new}] = tanh(sum[{old}]({before}[i, {old}] * w{n}[{old}, {new}]))")
    lines.append(f"out[k{last}]: parameter = glorot()")
    lines.append(f"output[i] = sum[k{last}](h{last}[i, k{last}] * out[k{last}])")
    return "\n".join([*lines, "loss = mean[i]((output[i] - t[i])**2)"])


@pytest.mark.parametrize("widths", [[1000, 1000], [3] * 12, [784, 2, 300, 9, 8]], ids=str)
def test_wide_and_deep_networks(widths: list[int]) -> None:
    step = derive(parse(layered(widths)))
    lengths = {f"k{n}": width for n, width in enumerate(widths)} | {"i": 2}
    for graph in (network_graph(step, lengths), dependency_graph(step, lengths)):
        assert faults(read(svg_text(graph))) == []


@pytest.mark.parametrize("make", [network_graph, dependency_graph])
def test_too_long_a_list_is_refused(make: object) -> None:
    with pytest.raises(WhygradError) as caught:
        make(LONG.step)  # type: ignore[operator]
    count = {network_graph: "2,000", dependency_graph: "4,003"}[make]  # type: ignore[index]
    assert str(caught.value) == (
        f"The diagram would have {count} boxes; at most 400 are drawn.\n"
        "Draw a model of fewer equations."
    )


def test_labels_on_arrows_have_their_place() -> None:
    graph = dependency_graph(ZOO["neuron"].step, ZOO["neuron"].lengths)
    edges = tuple(replace(e, label=f"{n}.25") for n, e in enumerate(graph.edges))
    picture = read(svg_text(replace(graph, edges=edges)))
    assert len(picture.labels) == len(edges)
    assert faults(picture) == []


def test_faults_are_seen() -> None:
    """The measuring itself: each kind of fault, made on purpose."""
    svg = svg_text(dependency_graph(ZOO["neuron"].step, ZOO["neuron"].lengths))
    assert faults(read(svg)) == []
    second = re.findall(r'<rect class="data" x="[\d.]+" y="[\d.]+" ', svg)[-1]
    first = re.findall(r'<rect class="parameter" x="[\d.]+" y="[\d.]+" ', svg)[-1]
    over = svg.replace(second, first.replace("parameter", "data"))
    assert any("overlaps" in fault for fault in faults(read(over)))
    long = svg.replace(">bias<", ">bias of the neuron<")
    assert any("leaves Rect" in fault for fault in faults(read(long)))
    narrow = re.sub(r'viewBox="0 0 \d+', 'viewBox="0 0 300', svg)
    assert any("leaves the page" in fault for fault in faults(read(narrow)))
    line = re.findall(r' d="M[^"]*C[^"]*"', svg)[0]
    through = svg.replace(line, ' d="M0.0 14.0L400.0 14.0"')
    assert any("goes through" in fault for fault in faults(read(through)))


def arrows(random_one: random.Random, boxes: int) -> list[tuple[int, int]]:
    pairs = list(combinations(range(boxes), 2))
    return random_one.sample(pairs, min(len(pairs), random_one.randint(boxes, 3 * boxes)))


@pytest.mark.parametrize("seed", range(20))
def test_random_graphs(seed: int) -> None:
    """Every arrow leads down, and the boxes keep their gaps."""
    chance = random.Random(seed)
    names = list(range(chance.randint(2, 25)))
    given = arrows(chance, len(names))
    sizes = {name: (chance.uniform(10, 200), chance.uniform(10, 50)) for name in names}
    placement = place(sizes, given)
    for source, target in given:
        points = placement.routes[source, target]
        heights = [y for _, y in points]
        assert heights == sorted(heights)
        assert len(points) % 2 == 0
        x, y, width, height = placement.boxes[source]
        assert points[0] == pytest.approx((x + width / 2, y + height))
    for one, other in combinations(placement.boxes.values(), 2):
        assert not Rect(*one).overlaps(Rect(*other))
    assert placement.width >= max(x + w for x, _, w, _ in placement.boxes.values()) - 1e-9


@pytest.mark.parametrize("seed", range(10))
def test_few_arrows_cross(seed: int) -> None:
    """On small graphs of two floors, as few as in the best of all orders."""
    chance = random.Random(seed)
    upper, lower = list("abcde"), list("vwxyz")
    links = [(a, b) for a in upper for b in lower if chance.random() < 0.35]
    sides = Sides(links)
    best = min(
        crossings([list(one), list(other)], sides)
        for one in permutations(upper)
        for other in permutations(lower)
    )
    assert crossings(arranged([upper, lower], links), sides) <= best + 1


MOST_CROSSINGS = {"deep": 60, "recurrent": 13, "smooth_functions": 0, "used_three_times": 10,
                  "reserved_elsewhere": 5, "attention": 8, "two_layers": 4}  # fmt: skip


@pytest.mark.parametrize("name", MOST_CROSSINGS)
def test_few_arrows_cross_in_dependencies(name: str) -> None:
    """The quality of the search, a little above what it reaches now."""
    graph = dependency_graph(ZOO[name].step)
    arrows = [(edge.source, edge.target) for edge in graph.edges]
    floor_of = floors_of([node.name for node in graph.nodes], arrows)
    chains = [chain(*arrow, floor_of) for arrow in arrows]
    links = list(dict.fromkeys(link for passed in chains for link in pairwise(passed)))
    floors = first_order([node.name for node in graph.nodes], chains, floor_of)
    assert crossings(arranged(floors, links), Sides(links)) <= MOST_CROSSINGS[name]


def test_crossings_are_counted() -> None:
    """Against a count over all pairs of arrows."""
    chance = random.Random(3)
    upper, lower = list(range(9)), list(range(100, 109))
    links = [(a, b) for a in upper for b in lower if chance.random() < 0.4]
    pairs = sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(links, 2))
    assert crossings([upper, lower], Sides(links)) == pairs > 0


def test_floors_are_longest_paths() -> None:
    found = floors_of(list("abcdx"), [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("x", "d")])
    assert found == {"a": 0, "b": 1, "c": 2, "d": 3, "x": 2}  # x stands right above d


@pytest.mark.parametrize("seed", range(5))
def test_places_are_the_nearest_ones(seed: int) -> None:
    """No move of one box, or of several together, is nearer to the wishes."""
    chance = np.random.default_rng(seed)
    count = 6
    widths = dict(enumerate(chance.uniform(10, 30, count)))
    wishes = list(zip(chance.uniform(0, 100, count), chance.uniform(0.5, 3, count), strict=True))
    floor = list(range(count))
    found = nearest_places(floor, wishes, widths)
    at = np.array([found[name] for name in floor])
    gaps = np.array([(widths[n] + widths[n + 1]) / 2 + 22 for n in range(count - 1)])
    assert (np.diff(at) >= gaps - 1e-9).all()

    def cost(places: np.ndarray) -> float:
        return float(sum(w * (p - wish) ** 2 for p, (wish, w) in zip(places, wishes, strict=True)))

    for _ in range(300):
        other = at + chance.normal(0, 3, count)
        for n in range(1, count):
            other[n] = max(other[n], other[n - 1] + gaps[n - 1])
        assert cost(other) >= cost(at) - 1e-9


def test_a_line_meets_a_box() -> None:
    box = (10.0, 10.0, 10.0, 10.0)
    assert meets(box, (0.0, 15.0), (30.0, 15.0))
    assert meets(box, (0.0, 0.0), (30.0, 30.0))
    assert not meets(box, (0.0, 25.0), (30.0, 25.0))
    assert not meets(box, (0.0, 15.0), (9.0, 15.0))


def test_names_of_any_length_fit() -> None:
    """A box is as wide as its longest line; a kind has a frame of its own."""
    nodes = tuple(
        Node(f"n{n}", kind, ("w" * (3 * n + 1), "-1.234e-05")) for n, kind in enumerate(KINDS)
    )
    edges = tuple(Edge(a.name, b.name) for a, b in pairwise(nodes))
    assert faults(read(svg_text(Graph("t" * 80, "n" * 90, nodes, edges)))) == []
