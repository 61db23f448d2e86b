"""An explanation as HTML, LaTeX and data: well-formed, complete, with all figures."""

import json
import re
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest

from explained import digits, trained
from whygrad.insight.explanations import Explanation

ASKED = {
    "gradient": lambda: trained("neuron").why("grad_weight", depth=3),
    "update": lambda: trained("two_layers").why("weights1[0, 1]", step=2, depth=2),
    "nested": lambda: digits().why("loss", depth=2),
    "data": lambda: trained("iris").why("measures[3, 2]"),
    "softmax": lambda: trained("iris").why("probability[5, 1]", depth=4),
}
EACH = pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
VOID = ("br", "hr", "img")


class Tags(HTMLParser):
    """Notes the tags that are open, and the text; a wrong end tag fails."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.count: dict[str, int] = {}
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag not in VOID
        self.open.append(tag)
        self.count[tag] = self.count.get(tag, 0) + 1
        self.attributes += attributes

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(html: str) -> Tags:
    found = Tags()
    found.feed(html)
    found.close()
    assert found.open == []
    return found


@EACH
def test_html_folds(asked: Any) -> None:
    explanation: Explanation = asked()
    found = read(explanation.html())
    assert found.count["details"] == found.count["summary"] == len(list(explanation))
    assert [value for name, value in found.attributes if name == "open"] == [None]
    assert explanation._repr_html_() == explanation.html()


@EACH
def test_html_has_every_figure(asked: Any) -> None:
    explanation: Explanation = asked()
    shown = "".join(read(explanation.html()).text).replace("−", "-")
    for one in explanation:
        assert one.figure.split("e")[0] in shown
        for part in one.formula.sums if one.formula else ():
            assert all(term.figure in shown for term in part.terms)
            assert part.rest in shown


@EACH
def test_mathematics_is_wellformed(asked: Any) -> None:
    html = asked().html()
    parts = re.findall(r"<math.*?</math>", html, re.DOTALL)
    assert parts
    for part in parts:
        ElementTree.fromstring(part)


@EACH
def test_html_takes_the_colours_of_the_page(asked: Any) -> None:
    html = asked().html()
    assert "color" not in html
    assert "background" not in html
    assert "<script" not in html


def test_html_of_a_caption_is_escaped() -> None:
    import whygrad as wg

    run = wg.Model("w: parameter = 2\nloss = w**2   # <script>alert(1)</script> & more").fit(
        {}, steps=1, learning_rate=0.1
    )
    html = run.why("loss").html()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@EACH
def test_latex_is_balanced(asked: Any) -> None:
    explanation: Explanation = asked()
    latex = explanation.latex()
    bare = re.sub(r"\\[{}]", "", latex)
    depth = 0
    for sign in bare:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    begun = re.findall(r"\\begin\{(\w+\*?)\}", latex)
    assert sorted(begun) == sorted(re.findall(r"\\end\{(\w+\*?)\}", latex))
    assert latex.count(r"\[") - latex.count(r"\\[") == latex.count(r"\]")
    assert latex.count("\\paragraph") == len(list(explanation))
    assert re.search(r"(?<!\\)[%#$~]", latex) is None


def test_latex_of_an_update() -> None:
    assert (
        trained("neuron")
        .why("bias", step=1)
        .latex()
        .startswith(
            "\\paragraph{\\texttt{bias = 0.72644} in step 1.}\n\\[\\begin{aligned}\n"
            "\\mathrm{bias} &= \\mathrm{bias} - \\mathrm{learning\\_rate} \\,"
            " \\frac{\\partial\\,\\mathrm{loss}}{\\partial\\,\\mathrm{bias}} \\\\\n"
            " &= 0.72032 - 0.0001 \\, \\left(-61.176\\right) \\\\\n"
            " &= 0.72644\n\\end{aligned}\\]\n"
        )
    )


@EACH
def test_data_are_the_whole_tree(asked: Any) -> None:
    explanation: Explanation = asked()
    found = json.loads(json.dumps(explanation.data()))
    flat = list(flattened(found))
    assert [one["entry"] for one in flat] == [one.entry for one in explanation]
    assert [one["value"] for one in flat] == [one.value for one in explanation]
    for data, one in zip(flat, explanation, strict=True):
        assert ("formula" in data) == (one.formula is not None)


def flattened(data: dict[str, Any]) -> Any:
    yield data
    for child in data["children"]:
        yield from flattened(child)


def test_data_of_a_gradient() -> None:
    found = trained("neuron").why("grad_weight").data()
    (only,) = found.pop("sums")
    assert found == {
        "quantity": "grad_weight",
        "entry": "grad_weight",
        "step": 0,
        "kind": "gradient",
        "value": -2274.144642654251,
        "figure": "-2274.1",
        "equation": "grad_weight = sum[i](grad_output[i] * celsius[i])",
        "caption": "from output",
        "from": [{"equation": "output", "rules": ["sum", "product"]}],
        "formula": "sum[i](grad_output[i] * celsius[i])",
        "figures": "-2274.1",
        "notes": [
            "By the chain rule from `output` (sum, product).",
            "Raise `weight` by 0.001 and `loss` falls by 2.2733 (predicted: 0.001 * -2274.1 ="
            " -2.2741).",
        ],
        "children": [],
    }
    assert only["terms"][0]["term"] == "grad_output[99] * celsius[99]"
    assert (only["count"], only["rest"], only["figure"]) == (100, "-1821.2", "-2274.1")
