"""Diagrams: what they show of a model and of a run, their formats, and what goes wrong."""

from __future__ import annotations

import os
import re
import shlex
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

import whygrad as wg
from whygrad.cli import main
from whygrad.examples import EXAMPLES, example_data, read_example
from whygrad.insight.diagrams.connections import Wiring
from whygrad.insight.diagrams.dependencies import MOST_ENTRIES, dependency_graph
from whygrad.insight.diagrams.diagram import Diagram
from whygrad.insight.diagrams.graph import NEGATIVE, POSITIVE, READ, Edge, Graph, Node
from whygrad.insight.diagrams.marks import ROUND
from whygrad.insight.diagrams.moments import Moment
from whygrad.insight.diagrams.network import network_graph
from whygrad.insight.diagrams.palette import COLOURS, INK, LINES, MARKS, PAGE, SIGNS
from whygrad.insight.drawings import KINDS
from whygrad.language.messages import WhygradError
from whygrad.language.notation import text
from whygrad.training.fitting import DivergenceWarning
from zoo import ZOO

ROOT = Path(__file__).parents[1]
SVG = "{http://www.w3.org/2000/svg}"


def fit(name: str, steps: int = 30, learning_rate: float | None = None) -> wg.Run:
    rate = learning_rate or EXAMPLES[name].learning_rate
    return wg.Model(read_example(name)).fit(example_data(name), steps=steps, learning_rate=rate)


RUNS = {name: fit(name) for name in EXAMPLES}
TWO = RUNS["two_layers"]


def edges_of(graph: Graph) -> dict[tuple[str, str], Edge]:
    return {(edge.source, edge.target): edge for edge in graph.edges}


def nodes_of(graph: Graph) -> dict[str, Node]:
    return {node.name: node for node in graph.nodes}


def message(call: object) -> str:
    with pytest.raises(WhygradError) as caught:
        call()  # type: ignore[operator]
    return str(caught.value)


# networks


def test_the_network_of_two_layers() -> None:
    graph = TWO.draw("network", step=3, sample=7).graph
    found, at = nodes_of(graph), TWO.at(3)
    assert list(found) == ["celsius[i, 0]", "output1[i, 0]", "output1[i, 1]", "output2[i, 0]"]
    assert [node.column for node in graph.nodes] == [0, 1, 1, 2]
    value, bias = at["output1"][7, 1], at["biases1"][1]
    assert found["output1[i, 1]"].lines == (
        "output1[i, 1]",
        f"{value:.4g}",
        f"biases1[1] {bias:.4g}",
    )
    weights = {ends: float(edge.label) for ends, edge in edges_of(graph).items()}
    assert weights == {
        ("celsius[i, 0]", "output1[i, 0]"): pytest.approx(at["weights1"][0, 0], rel=1e-3),
        ("celsius[i, 0]", "output1[i, 1]"): pytest.approx(at["weights1"][0, 1], rel=1e-3),
        ("output1[i, 0]", "output2[i, 0]"): pytest.approx(at["weights2"][0, 0], rel=1e-3),
        ("output1[i, 1]", "output2[i, 0]"): pytest.approx(at["weights2"][1, 0], rel=1e-3),
    }


def test_width_and_kind_of_a_line_tell_its_weight() -> None:
    graph = TWO.draw("network").graph
    values = {edge.label: edge for edge in graph.edges}
    largest = max(abs(float(label)) for label in values)
    for label, edge in values.items():
        assert edge.kind == (NEGATIVE if float(label) < 0 else POSITIVE)
        assert edge.size == pytest.approx(abs(float(label)) / largest, rel=1e-3)
    assert {edge.kind for edge in graph.edges} == {NEGATIVE, POSITIVE}
    svg = TWO.draw("network").svg
    assert ".whygrad .negative{stroke-dasharray:7 5}" in svg
    assert "negative weight" in svg


def test_wide_layers_are_folded() -> None:
    model = ZOO["wide"]
    names = [node.lines[0] for node in network_graph(model.step, model.lengths).nodes]
    assert names == [
        *("x[i, 0]", "x[i, 1]", "x[i, 2]", "x[i, 3]", "...", "x[i, 12]"),
        *("h[i, 0]", "h[i, 1]", "h[i, 2]", "h[i, 3]", "...", "h[i, 10]"),
        "output[i]",
    ]


def test_unknown_widths_are_folded() -> None:
    names = [node.lines[0] for node in network_graph(ZOO["wide"].step).nodes]
    assert names[:3] == ["x[i, 0]", "x[i, 1]", "..."]


def test_a_network_in_one_equation() -> None:
    """A weighted formula that has connections of its own is a hidden quantity."""
    wiring = Wiring(ZOO["everything_in_one"].step)
    found = {
        (text(c.source), text(c.target), tuple(map(text, c.weights))) for c in wiring.connections
    }
    assert found == {
        ("x[i, k]", "hidden1[i, j]", ("a[k, j]",)),
        ("hidden1[i, j]", "loss", ("c[j]",)),
        ("y[i]", "loss", ()),
    }
    assert {text(b.parameter) for b in wiring.biases} >= {"b[j]"}


def test_signs_are_those_of_the_equation() -> None:
    model = wg.Model("""
        x[i]: data
        y[i]: data
        v: parameter = 2
        w: parameter = 3
        b: parameter = 4
        output[i] = v * x[i] - (w * y[i] - b)
        loss = mean[i](output[i]**2)
    """)
    run = model.fit({"x": [1.0, 2], "y": [1.0, 2]}, steps=1, learning_rate=0.001)
    graph = run.draw("network", step=0).graph
    found = edges_of(graph)
    assert found["x[i]", "output[i]"].label == "2"
    assert found["y[i]", "output[i]"].label == "-3"
    assert found["y[i]", "output[i]"].kind == NEGATIVE
    assert nodes_of(graph)["output[i]"].lines == ("output[i]", "3", "b 4")


def test_only_the_sample_at_hand_is_connected() -> None:
    """score[i, j] reads b[j, k]: of the other samples of b nothing is drawn."""
    model = ZOO["contrastive"]
    graph = network_graph(model.step, model.lengths, Moment(model.expected, 0, 2))
    into = {target for source, target in edges_of(graph) if source.startswith("b[")}
    assert into == {"score[i, 2]", "loss"}


def test_several_weights_on_one_line() -> None:
    model = ZOO["gating"]
    graph = network_graph(model.step, model.lengths, Moment(model.expected, 0))
    edge = edges_of(graph)["x[i, 0]", "gated[i, 1]"]
    wa, wb = (f"{name}[0, 1] {model.values[name][0, 1]:.4g}" for name in ("wa", "wb"))
    assert (edge.kind, edge.label, edge.told) == (READ, "", f"{wa}, {wb}")


def test_connections_agree_with_slopes() -> None:
    """In a linear layer a line's weight is the slope of one unit by the other."""
    model, nudge = ZOO["two_layers"], 1e-6
    graph = network_graph(model.step, model.lengths, Moment(model.expected, 0, 1))
    from whygrad.calculus.evaluation import evaluate

    for edge in graph.edges:
        name, *place = re.findall(r"\w+", edge.source)
        if name != "celsius":
            continue
        moved = {k: np.array(v) for k, v in model.values.items()}
        moved[name][1, int(place[1])] += nudge
        after = evaluate(model.step.forward, moved, model.lengths)
        target, _, unit = re.findall(r"\w+", edge.target)
        change = after[target][1, int(unit)] - model.expected[target][1, int(unit)]
        assert float(edge.told.split()[-1]) == pytest.approx(change / nudge, rel=1e-3)


def test_a_model_without_connections_says_so() -> None:
    model = wg.Model("a: parameter = 1\nloss = (a - 2)**2")
    assert message(model.draw) == (
        "There is no network to draw: no equation reads data, or a quantity made of them.\n"
        'Draw what depends on what instead: `draw("dependencies")`, `--what dependencies`.'
    )
    assert len(model.draw("dependencies").graph.nodes) == 3


# dependencies


def ancestors(graph: Graph, name: str) -> set[str]:
    above = defaultdict(list)
    for edge in graph.edges:
        above[edge.target].append(edge.source)
    found, waiting = set(), [name]
    while waiting:
        for source in above[waiting.pop()]:
            if source not in found:
                found.add(source)
                waiting.append(source)
    return found


def test_the_seven_gradients() -> None:
    graph = TWO.draw("dependencies").graph
    kinds = defaultdict(set)
    for node in graph.nodes:
        kinds[node.kind].add(node.name)
    parameters = {
        *("weights1[0, 0]", "weights1[0, 1]", "biases1[0]", "biases1[1]"),
        *("weights2[0, 0]", "weights2[1, 0]", "biases2[0]"),
    }
    assert kinds["parameter"] == parameters
    assert kinds["answer"] == {f"grad_{name}" for name in parameters}
    assert kinds["gradient"] == {"grad_output1[i, 0]", "grad_output1[i, 1]", "grad_output2[i, 0]"}
    assert kinds["loss"] == {"loss"}
    assert kinds["data"] == {"celsius[i, 0]", "fahrenheit[i, 0]"}
    # grad_weights2 does not read grad_output1; grad_weights1 depends on weights2 in two ways
    assert "grad_output1[i, 0]" not in ancestors(graph, "grad_weights2[0, 0]")
    assert "weights2[0, 0]" in ancestors(graph, "grad_weights1[0, 0]")
    readers = {target for source, target in edges_of(graph) if source == "weights2[0, 0]"}
    assert readers == {"output2[i, 0]", "grad_output1[i, 0]"}
    assert readers < ancestors(graph, "grad_weights1[0, 0]")


@pytest.mark.parametrize("name", ["neuron", "two_layers", "recurrent", "no_data", "states"])
def test_an_arrow_is_a_dependence(name: str) -> None:
    """A quantity that no arrow leads to from another does not change with it."""
    from whygrad.calculus.evaluation import evaluate

    model = ZOO[name]
    graph = dependency_graph(model.step)
    label = {re.split(r"\[", node.name)[0]: node.name for node in graph.nodes}
    lines = [*model.step.forward, *model.step.backward]
    for source in (d.name for d in model.step.declared("data", "parameter", "state")):
        if source not in label:
            continue
        moved = dict(model.values)
        moved[source] = moved[source] * 1.25
        after = evaluate(lines, moved, model.lengths)
        for line in lines:
            changed = not np.array_equal(after[line.name], model.expected[line.name])
            assert changed == (label[source] in ancestors(graph, label[line.name])), line.name


def test_many_entries_are_drawn_by_quantity() -> None:
    model = ZOO["deep"]
    graph = dependency_graph(model.step, model.lengths)
    assert graph.title == "What depends on what, quantity by quantity"
    assert "w1[k, a]" in nodes_of(graph)
    small = dependency_graph(ZOO["neuron"].step, ZOO["neuron"].lengths)
    assert small.title == "What depends on what, entry by entry"
    assert len(small.nodes) <= MOST_ENTRIES


def test_another_name_of_the_samples_is_the_same_box() -> None:
    """score[i, j] reads b[j, k], where j counts samples too."""
    graph = dependency_graph(ZOO["contrastive"].step, ZOO["contrastive"].lengths)
    names = {node.name for node in graph.nodes if node.kind == "data"}
    assert names == {f"{name}[i, {k}]" for name in "ab" for k in range(3)}


def test_values_are_those_of_the_run() -> None:
    found, at = nodes_of(TWO.draw("dependencies", step=5, sample=9).graph), TWO.at(5)
    assert found["grad_weights1[0, 1]"].lines[1] == f"{at['grad_weights1'][0, 1]:.4g}"
    assert found["output1[i, 1]"].lines[1] == f"{at['output1'][9, 1]:.4g}"
    assert found["loss"].lines[1] == f"{at['loss']:.4g}"


def test_a_batch_names_its_row() -> None:
    run = wg.Model(read_example("neuron")).fit(
        example_data("neuron"), steps=3, learning_rate=1e-4, batch=8
    )
    row = run.at(2)["rows"][5]
    note = run.draw("dependencies", step=2, sample=5).graph.note
    assert note.endswith(f"Values: step 2, i = 5 of the batch, row {row} of the data.")


# paths of a gradient


def products(graph: Graph, start: str, end: str) -> float:
    """The sum over all labelled ways of the product of their labels."""
    if start == end:
        return 1.0
    ways = [edge for edge in graph.edges if edge.source == start and edge.label]
    return sum(float(edge.label) * products(graph, edge.target, end) for edge in ways)


@pytest.mark.parametrize(
    ("name", "entry", "place"),
    [
        ("neuron", "weight", ()),
        ("two_layers", "weights1[0, 1]", (0, 1)),
        ("two_layers", "biases2[0]", (0,)),
        ("classifier", "weights[2]", (2,)),
        ("iris", "weights[3, 1]", (3, 1)),
    ],
)
def test_the_numbers_on_the_arrows_make_the_gradient(
    name: str, entry: str, place: tuple[int, ...]
) -> None:
    """Over all samples: the gradient of the backward pass, and a difference quotient."""
    run, parameter = RUNS[name], entry.partition("[")[0]
    samples = len(run.record.data[run.record.step.data[0].name])  # type: ignore[index]
    graphs = [
        run.draw("dependencies", step=0, sample=sample, highlight=f"grad_{entry}").graph
        for sample in range(0, samples, max(1, samples // 7))
    ]
    loss = run.record.step.loss
    model = wg.Model(read_example(name))
    for sample, graph in zip(range(0, samples, max(1, samples // 7)), graphs, strict=True):
        one = {key: values[[sample]] for key, values in example_data(name).items()}
        slopes = []
        for sign in (1, -1):
            moved = {key: np.array(value, float) for key, value in run.initial.items()}
            moved[parameter][place] += sign * 1e-5
            slopes.append(model.evaluate(one, moved)[loss])
        alone = (slopes[0] - slopes[1]) / 2e-5
        mean = 1 if name == "classifier" else samples  # its loss is a sum, the others' a mean
        found = products(graph, entry, loss)
        assert found == pytest.approx(alone / mean, rel=5e-3, abs=1e-6)
    answer = float(np.asarray(run.at(0)[f"grad_{parameter}"])[place])
    assert graphs[0].note.endswith(f"grad_{entry} = {answer:.4g}.")


def test_a_highlight_leaves_the_rest_faint() -> None:
    diagram = TWO.draw("dependencies", step=0, highlight="grad_weights1[0, 0]")
    graph = diagram.graph
    assert graph.highlighted == {
        *("weights1[0, 0]", "output1[i, 0]", "output2[i, 0]", "loss", "grad_weights1[0, 0]")
    }
    assert sum(not edge.faint for edge in graph.edges) == 3
    assert diagram.svg.count('class="box"') == 5
    assert diagram.dot.count("style=dotted") == sum(edge.faint for edge in graph.edges)


def test_a_highlight_needs_finite_numbers() -> None:
    with pytest.warns(DivergenceWarning):
        run = fit("two_layers", learning_rate=1.0)
    assert message(lambda: run.draw("dependencies", highlight="grad_biases2[0]")) == (
        "highlight: in step 4 `loss` is no finite number, so the paths of `grad_biases2[0]`"
        " have none either.\nTake an earlier step."
    )
    run.draw("network")  # which shows that they are none


def test_of_many_entries_only_the_paths_are_drawn() -> None:
    graph = RUNS["iris"].draw("dependencies", highlight="grad_weights[3, 1]").graph
    names = set(nodes_of(graph))
    assert names == {"weights[3, 1]", "logits[i, 1]", "lse[i]", "own_logit[i]", "loss"}
    assert all(edge.label for edge in graph.edges)


# formats

AWKWARD = Graph(
    'a "title" with <marks> & [brackets]',
    "note",
    (
        Node(
            "a", "data", ('x "quoted" #1', "<b>&amp;</b>"), 'told: 100% "safe" \\ {braces} */ <&>'
        ),
        Node("b", "answer", ("grad_x[0, 1]",)),
    ),
    (Edge("a", "b", NEGATIVE, label='-1 | "x"', told="<&>"),),
)


def test_svg_escapes() -> None:
    root = ElementTree.fromstring(Diagram(AWKWARD).svg)
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert {AWKWARD.title, 'x "quoted" #1', "<b>&amp;</b>", '-1 | "x"'} <= set(texts)
    told = [element.text for element in root.iter(f"{SVG}title")]
    assert told == ["<&>", 'told: 100% "safe" \\ {braces} */ <&>']
    assert root.get("aria-label") == AWKWARD.title


def test_mermaid_escapes() -> None:
    assert Diagram(AWKWARD).mermaid == (
        "---\n"
        'title: "a \\"title\\" with <marks> & [brackets]"\n'
        "---\n"
        "flowchart TD\n"
        '  n0["x #34;quoted#34; #35;1<br>#60;b#62;#38;amp#59;#60;#47;b#62;"]:::data\n'
        '  n1(["grad_x#91;0, 1#93;"]):::answer\n'
        '  n0 -.->|"-1 #124; #34;x#34;"| n1\n'
        "  classDef data stroke-dasharray:2 3\n"
        "  classDef answer stroke-width:3.5\n"
    )


def test_dot_escapes() -> None:
    assert Diagram(AWKWARD).dot == (
        "digraph whygrad {\n"
        "  rankdir=TB\n"
        '  label="a \\"title\\" with <marks> & [brackets]"\n'
        '  node [shape=box, fontname="monospace"]\n'
        '  n0 [label="x \\"quoted\\" #1\\n<b>&amp;</b>", style="dotted",'
        ' tooltip="told: 100% \\"safe\\" \\\\ {braces} */ <&>"]\n'
        '  n1 [label="grad_x[0, 1]", style="rounded,bold"]\n'
        '  n0 -> n1 [style=dashed, label="-1 | \\"x\\""]\n'
        "}\n"
    )


@pytest.mark.parametrize("name", ZOO)
def test_formats_hold_the_whole_graph(name: str) -> None:
    diagram = Diagram(dependency_graph(ZOO[name].step, ZOO[name].lengths))
    boxes, arrows = len(diagram.graph.nodes), len(diagram.graph.edges)
    assert len(re.findall(r"^  n\d+ -", diagram.mermaid, re.M)) == arrows
    assert len(re.findall(r"^  n\d+ ->", diagram.dot, re.M)) == arrows
    assert len(re.findall(r"^  n\d+[\[(]", diagram.mermaid, re.M)) == boxes
    assert len(re.findall(r"^  n\d+ \[", diagram.dot, re.M)) == boxes
    root = ElementTree.fromstring(diagram.svg)
    told = {element.text for element in root.iter(f"{SVG}title")}
    captions = {e.caption for e in ZOO[name].step.forward if e.caption}
    assert all(any(one in (words or "") for words in told) for one in captions)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [0, 1])
def test_contrast(dark: int) -> None:
    """Text by the 4.5 of WCAG 2.1, lines and frames by its 3."""
    for fill, edge in (colours[2 * dark : 2 * dark + 2] for colours in COLOURS.values()):
        assert contrast(INK[dark], PAGE[dark] if fill == "none" else fill) >= 4.5
        assert edge == "none" or contrast(edge, PAGE[dark]) >= 3
    for colours in [*SIGNS.values(), LINES]:
        assert contrast(colours[dark], PAGE[dark]) >= 3


def test_kinds_differ_without_colour() -> None:
    forms = {kind: (MARKS.get(kind, ""), kind in ROUND) for kind in COLOURS if kind != "dots"}
    for one, other in combinations(forms, 2):
        assert forms[one] != forms[other], (one, other)


def test_styles_stay_inside_the_picture() -> None:
    """A page that holds the SVG keeps its own look, and dark is asked of the reader's system."""
    style = re.findall("<style>(.*?)</style>", TWO.draw("network").svg)[0]
    light, dark = style.split("@media(prefers-color-scheme:dark){")
    rules = re.findall(r"([^{}]+)\{[^{}]*\}", light + dark[:-1])
    assert len(rules) > 10
    assert all(rule.startswith(".whygrad ") for rule in rules)


def test_the_same_diagram_has_the_same_bytes() -> None:
    assert TWO.draw("dependencies").svg == fit("two_layers").draw("dependencies").svg


# the interface


def test_a_diagram_is_shown_and_saved(tmp_path: Path) -> None:
    path = tmp_path / "network.svg"
    diagram = TWO.draw("network", path)
    assert path.read_text(encoding="utf-8") == diagram.svg == diagram._repr_svg_()
    assert diagram.save(tmp_path / "network.MMD").read_text() == diagram.mermaid
    assert diagram.save(str(tmp_path / "network.dot")).read_text() == diagram.dot
    assert repr(diagram) == "<Diagram: The network from celsius to output2>"
    assert sorted(os.listdir(tmp_path)) == ["network.MMD", "network.dot", "network.svg"]


def test_a_model_tells_widths_from_data() -> None:
    model = wg.Model(read_example("iris"))
    assert len(model.draw("network").graph.nodes) < len(
        model.draw("network", data=example_data("iris")).graph.nodes
    )


def test_writing_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.svg"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    assert message(lambda: TWO.draw("network", path)) == (
        f"`{path}` was not written: the disk is full.\nFree some space, or save elsewhere."
    )
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["old.svg"]


def test_messages(tmp_path: Path) -> None:
    model = wg.Model(read_example("two_layers"))
    assert message(lambda: TWO.draw("netwrk")) == (
        "what: there is no `netwrk`.\nDid you mean `network`?"
    )
    assert message(lambda: model.draw("xyz")) == (
        "what: there is no `xyz`.\nExpected `network`, `dependencies`, `loss`, `parameters`,"
        " `gradients`, `surface` or `film`."
    )
    assert message(lambda: model.draw("film")) == (
        "what: `film` shows a training, so it needs a trained model.\n"
        'Draw it of a run: `run.draw("film")`, `whygrad draw MODEL.wg --what film`.'
    )
    assert message(lambda: TWO.draw("network", "network.pdf")) == (
        "network.pdf: a diagram ends in .svg, .mmd or .dot."
    )
    gone = tmp_path / "gone"
    assert message(lambda: TWO.draw("network", gone / "network.svg")) == (
        f"There is no folder `{gone}`, so `{gone / 'network.svg'}` cannot be written.\n"
        "Make the folder first."
    )
    assert message(lambda: TWO.draw("network", sample=100)) == (
        "sample: this step has samples 0 to 99, not 100."
    )
    assert message(lambda: TWO.draw("network", sample=-1)) == (
        "sample: this step has samples 0 to 99, not -1."
    )
    assert message(lambda: TWO.draw("network", sample="first")) == (  # type: ignore[arg-type]
        "sample: expected a whole number, not 'first'."
    )
    assert message(lambda: TWO.draw("network", step=31)) == (
        "step: this run has steps 0 to 30, not 31 (30 is after the last update)."
    )
    assert message(lambda: TWO.draw("network", highlight="grad_biases2[0]")) == (
        "highlight: goes with `dependencies`; `network` does not take it."
    )
    assert message(lambda: TWO.draw("loss", step=3)) == (
        "step: goes with `network` or `dependencies`; `loss` does not take it."
    )
    assert message(lambda: TWO.draw("dependencies", highlight="grad_weights1")) == (
        "highlight: `grad_weights1` has several entries.\n"
        "Name one of them with its numbers, as in `grad_weights1[0, 0]`."
    )
    assert message(lambda: TWO.draw("dependencies", highlight="grad_weights1[0, 2]")) == (
        "`grad_weights1[0, 2]`: index `j` runs from 0 to 1, not 2."
    )
    assert message(lambda: TWO.draw("dependencies", highlight="grad_output1[0, 0]")) == (
        "highlight: `grad_output1` is no gradient of a parameter.\n"
        "The parameters are `weights1`, `biases1`, `weights2` and `biases2`."
    )


def test_a_model_without_samples() -> None:
    run = wg.Model("a: parameter = 1\nloss = (a - 2)**2").fit({}, steps=1, learning_rate=0.1)
    assert run.draw("dependencies", step=0).graph.note.endswith("Values: step 0.")
    assert message(lambda: run.draw("dependencies", sample=0)) == (
        "sample: this model has no samples; draw it without one."
    )


def test_the_pictures_of_the_page_are_those_of_its_commands() -> None:
    page = (ROOT / "docs" / "diagrams.md").read_text(encoding="utf-8")
    commands = re.findall(r"^\$ whygrad draw (two_layers\.wg (?:.*\\\n)*.*)$", page, re.M)
    run, found = fit("two_layers", 2000), set()
    for command in commands:
        _, *words = shlex.split(command.replace("\\\n", ""))
        given = dict(zip(words[::2], words[1::2], strict=True))
        name, what = given.pop("--out", ""), given.pop("--what", "network")
        if name and name in page.replace(f"--out {name}", "").replace(f"wrote {name}", ""):
            options = {key[2:]: value for key, value in given.items()}
            numbers = {k: int(v) for k, v in options.items() if v.isdecimal()}
            svg = run.draw(what, **{**options, **numbers}).svg  # type: ignore[arg-type]
            assert (ROOT / "docs" / "images" / name).read_text(encoding="utf-8") == svg
            found.add(name)
    assert found == set(re.findall(r"\(images/(.*?)\)", page))


# the command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    main(["examples", "two_layers", "--out", "."])
    TWO.save("two_layers.wg")
    return tmp_path


def run_command(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main(["draw", *words])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_the_command_writes_each_format(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    diagram = TWO.draw("network")
    for suffix, content in (
        (".svg", diagram.svg),
        (".mmd", diagram.mermaid),
        (".dot", diagram.dot),
    ):
        answer = run_command(capsys, "two_layers.wg", "--out", f"network{suffix}")
        assert answer == (0, f"wrote network{suffix}\n", "")
        assert (folder / f"network{suffix}").read_text() == content
    assert run_command(capsys, "two_layers.wg") == (0, diagram.svg, "")


def test_the_command_takes_equations(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = wg.Model(read_example("two_layers"))
    status, out, _ = run_command(capsys, "two_layers.eq", "--what", "dependencies")
    assert (status, out) == (0, model.draw("dependencies").svg)
    words = ["two_layers.eq", "--what", "dependencies", "--data", "two_layers.csv"]
    status, out, _ = run_command(capsys, *words)
    assert (status, out) == (0, model.draw("dependencies", data=example_data("two_layers")).svg)


def test_the_command_passes_options_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--what", "dependencies", "--step", "2", "--sample", "3", "--highlight",
             "grad_weights1[0, 0]"]  # fmt: skip
    expected = TWO.draw("dependencies", step=2, sample=3, highlight="grad_weights1[0, 0]")
    assert run_command(capsys, "two_layers.wg", *words) == (0, expected.svg, "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ["two_layers.eq", "--step", "2"],
            "--step goes with a trained model; two_layers.eq holds equations only.\n"
            "Train it first: `whygrad train` writes a MODEL.wg.\n",
        ),
        (
            ["two_layers.wg", "--columns", "celsius=a"],
            "--columns goes with --data DATA.csv, whose columns it names.\n",
        ),
        (
            ["two_layers.wg", "--what", "film"],
            "--out: `film` is written to a file; name it, as in `--out film.gif`.\n",
        ),
        (
            ["two_layers.wg", "--what", "loss"],
            "--out: `loss` is written to a file; name it, as in `--out loss.png`.\n",
        ),
        (
            ["two_layers.wg", "--what", "depend"],
            "whygrad draw: --what: there is no `depend`. Did you mean `dependencies`?\n"
            "See `whygrad draw --help`.\n",
        ),
        (
            ["two_layers.wg", "--out", "x.txt"],
            "x.txt: a diagram ends in .svg, .mmd or .dot.\n",
        ),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_the_command_explains(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], expected: str
) -> None:
    assert run_command(capsys, *words) == (2, "", expected)


def test_every_kind_is_offered(capsys: pytest.CaptureFixture[str]) -> None:
    main(["draw", "--help"])
    printed = capsys.readouterr().out
    assert all(kind in printed for kind in KINDS)
