"""Typeset equations: literal lines, and a search for two expressions that look alike."""

import itertools
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from xml.etree import ElementTree

import numpy as np
import pytest

from whygrad.language.equations import Equation, Step
from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Negative,
    Number,
    Reduction,
    Size,
    number,
)
from whygrad.language.forms import GREEK, Edge, Part
from whygrad.language.functions import FUNCTIONS
from whygrad.language.messages import WhygradError
from whygrad.language.parsing import parse, parse_step
from whygrad.language.typesetting import FORMATS, typeset, typeset_list

NEURON = """
celsius[i]:    data
fahrenheit[i]: data
weight: parameter = uniform(0, 1)
bias:   parameter = uniform(0, 1)

output[i] = celsius[i] * weight + bias                # the neuron
loss      = mean[i]((output[i] - fahrenheit[i])**2)   # mean squared error

grad_output[i] = 2 * (output[i] - fahrenheit[i]) / size[i]   # from loss
grad_weight    = sum[i](grad_output[i] * celsius[i])
grad_bias      = sum[i](grad_output[i])

weight = weight - learning_rate * grad_weight
bias   = bias - learning_rate * grad_bias
"""
NEURON_UNICODE = """\
outputᵢ        = celsiusᵢ weight + bias            # the neuron
loss           = 1/nᵢ Σᵢ (outputᵢ − fahrenheitᵢ)²  # mean squared error
∂loss/∂outputᵢ = 2 (outputᵢ − fahrenheitᵢ) / nᵢ    # from loss
∂loss/∂weight  = Σᵢ ∂loss/∂outputᵢ · celsiusᵢ
∂loss/∂bias    = Σᵢ ∂loss/∂outputᵢ
weight         ← weight − learning_rate ∂loss/∂weight
bias           ← bias − learning_rate ∂loss/∂bias"""
NEURON_LATEX = r"""
\begin{aligned}
\mathrm{output}_{i} &= \mathrm{celsius}_{i} \, \mathrm{weight} + \mathrm{bias}
 && \text{the neuron} \\
\mathrm{loss} &= \frac{1}{n_{i}} \sum_{i} \left(\mathrm{output}_{i}
 - \mathrm{fahrenheit}_{i}\right)^{2}
 && \text{mean squared error} \\
\frac{\partial\,\mathrm{loss}}{\partial\,\mathrm{output}_{i}}
 &= \frac{2 \, \left(\mathrm{output}_{i} - \mathrm{fahrenheit}_{i}\right)}{n_{i}}
 && \text{from loss} \\
\frac{\partial\,\mathrm{loss}}{\partial\,\mathrm{weight}}
 &= \sum_{i} \frac{\partial\,\mathrm{loss}}{\partial\,\mathrm{output}_{i}}
 \, \mathrm{celsius}_{i} \\
\frac{\partial\,\mathrm{loss}}{\partial\,\mathrm{bias}}
 &= \sum_{i} \frac{\partial\,\mathrm{loss}}{\partial\,\mathrm{output}_{i}} \\
\mathrm{weight} &\leftarrow \mathrm{weight}
 - \mathrm{learning\_rate} \, \frac{\partial\,\mathrm{loss}}{\partial\,\mathrm{weight}} \\
\mathrm{bias} &\leftarrow \mathrm{bias}
 - \mathrm{learning\_rate} \, \frac{\partial\,\mathrm{loss}}{\partial\,\mathrm{bias}}
\end{aligned}""".replace("\n ", " ").strip()

TWO_LAYERS = """
celsius[i, k]:    data
fahrenheit[i, m]: data
j: index(2)
weights1[k, j]: parameter = normal(0, 1)
biases1[j]:     parameter = normal(0, 1)
weights2[j, m]: parameter = normal(0, 1)
biases2[m]:     parameter = normal(0, 1)

output1[i, j] = sum[k](celsius[i, k] * weights1[k, j]) + biases1[j]
output2[i, m] = sum[j](output1[i, j] * weights2[j, m]) + biases2[m]
loss = mean[i](sum[m]((output2[i, m] - fahrenheit[i, m])**2))
"""
SOFTMAX = """
logits[i, c]: data
label[i, c]:  data
x: parameter = 1

lse[i] = logsumexp[c](logits[i, c] * x)
loss   = mean[i](lse[i] - sum[c](label[i, c] * logits[i, c]))

grad_logits[i, c] = (exp(logits[i, c] - lse[i]) - label[i, c]) / size[i]
"""


def expression_of(text: str) -> Expression:
    names = ["a", "b", "x", "y", "e", "n", "sigma", "beta1", "lambda_"]
    names += ["learning_rate", "velocity_x"]
    lines = [f"{name}: setting = 2" for name in names]
    lines += ["p[i]: data", "q[i, k]: data", "beta[k]: parameter = zeros()", "cell[row]: data"]
    return parse("\n".join([*lines, f"result = {text}"])).forward[-1].expression


def unicode(text: str) -> str:
    return typeset(expression_of(text), "unicode")


def latex(text: str) -> str:
    return typeset(expression_of(text), "latex")


def mathml(text: str) -> str:
    written = typeset(expression_of(text), "mathml")
    return written.removeprefix('<math displaystyle="true">').removesuffix("</math>")


def test_the_neuron_in_unicode() -> None:
    assert typeset_list(parse_step(NEURON), "unicode") == NEURON_UNICODE


def test_the_neuron_in_latex() -> None:
    assert typeset_list(parse_step(NEURON), "latex") == NEURON_LATEX


def test_the_neuron_in_mathml() -> None:
    root = ElementTree.fromstring(typeset_list(parse_step(NEURON), "mathml"))
    rows = root.findall("mtable/mtr")
    assert (root.tag, root.get("display"), len(rows)) == ("math", "block", 7)
    assert [row[2][0].text for row in rows if len(row) == 3] == [
        "the neuron",
        "mean squared error",
        "from loss",
    ]
    assert [row[1][0].text for row in rows] == ["="] * 5 + ["←"] * 2
    assert "".join(rows[0].itertext()) == "outputi=celsiusi\u2062weight+biasthe neuron"


def test_two_layers() -> None:
    assert typeset_list(parse(TWO_LAYERS), "unicode").splitlines() == [
        "output1ᵢⱼ = Σₖ celsiusᵢₖ weights1ₖⱼ + biases1ⱼ",
        "output2ᵢₘ = Σⱼ output1ᵢⱼ weights2ⱼₘ + biases2ₘ",
        "loss      = 1/nᵢ Σᵢ Σₘ (output2ᵢₘ − fahrenheitᵢₘ)²",
    ]


def test_softmax() -> None:
    step = parse_step(SOFTMAX)
    assert typeset_list(step, "unicode").splitlines() == [
        "lseᵢ                = logsumexp[c](logits[i, c] x)",
        "loss                = 1/nᵢ Σᵢ (lseᵢ − Σ[c] label[i, c] logits[i, c])",
        "∂loss/∂logits[i, c] = (exp(logits[i, c] − lseᵢ) − label[i, c]) / nᵢ",
    ]
    first, _, last = step
    assert typeset(first, "latex") == (
        r"\mathrm{lse}_{i} = \operatorname*{logsumexp}_{c}\left(\mathrm{logits}_{i c} \, x\right)"
    )
    assert typeset(last, "latex", loss="cost") == (
        r"\frac{\partial\,\mathrm{cost}}{\partial\,\mathrm{logits}_{i c}} = "
        r"\frac{e^{\mathrm{logits}_{i c} - \mathrm{lse}_{i}} - \mathrm{label}_{i c}}{n_{i}}"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 * x", "2 x"),
        ("2 * 3 * x * 4", "2 · 3 x · 4"),
        ("x * (1 - y)", "x · (1 − y)"),
        ("2 * (1 - y)", "2 (1 − y)"),
        ("x * y / 2", "x y / 2"),
        ("x / (y * 2)", "x / (y · 2)"),
        ("x / y * 2", "(x / y) · 2"),
        ("-x * y", "−x y"),
        ("x * -y", "x · (−y)"),
        ("x - (y - 1)", "x − (y − 1)"),
        ("x**2", "x²"),
        ("x**-1", "x⁻¹"),
        ("x**0.5", "x^0.5"),
        ("x**a * y", "x^a · y"),
        ("x**(a + 1)", "x^(a + 1)"),
        ("(-x)**2", "(−x)²"),
        ("-x**2", "−x²"),
        ("(x**2)**3", "(x²)³"),
        ("1e-4 * x", "10⁻⁴ x"),
        ("2.5e-3 * x", "2.5 × 10⁻³ x"),
        ("sqrt(x) * log(y)", "√(x) ln(y)"),
        ("sigmoid(x) * sigma * (1 - x)", "σ(x) σ · (1 − x)"),
        ("sum[i](p[i]) * x", "(Σᵢ pᵢ) x"),
        ("x * sum[i](p[i])", "x Σᵢ pᵢ"),
        ("sum[i](p[i]) / size[i]", "(Σᵢ pᵢ) / nᵢ"),
        ("sum[i](p[i] / size[i])", "Σᵢ (pᵢ / nᵢ)"),
        ("sum[i, k](q[i, k] - x)", "Σᵢₖ (qᵢₖ − x)"),
        ("mean[i, k](q[i, k])", "1/(nᵢ nₖ) Σᵢₖ qᵢₖ"),
        ("x * mean[i](p[i])", "x · (1/nᵢ Σᵢ pᵢ)"),
        ("sum[row](cell[row]) / size[row]", "(Σ[row] cell[row]) / n[row]"),
        ("max[i](p[i] + 1)", "maxᵢ(pᵢ + 1)"),
        ("beta1 * sum[k](beta[k])", "β₁ Σₖ βₖ"),
        ("lambda_ * learning_rate", "λ learning_rate"),
        ("n * sum[i](p[i]) / size[i]", "(n Σᵢ pᵢ) / Nᵢ"),
    ],
)
def test_unicode(text: str, expected: str) -> None:
    assert unicode(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x * y / 2", r"\frac{x \, y}{2}"),
        ("2 * (x / y)", r"2 \, \frac{x}{y}"),
        ("2 * (1 / y)", r"2 \cdot \frac{1}{y}"),
        ("(x / y)**2", r"\left(\frac{x}{y}\right)^{2}"),
        ("exp(x)**2", r"\left(e^{x}\right)^{2}"),
        ("e**x", r"\mathrm{e}^{x}"),
        ("abs(x - abs(y))", r"\operatorname{abs}\left(x - \left|y\right|\right)"),
        ("leaky_relu(velocity_x)", r"\operatorname{leaky\_relu}\left(\mathrm{velocity\_x}\right)"),
        ("maximum(b, a)", r"\max\left(b, a\right)"),
        ("max[i](p[i])", r"\max_{i}\left(p_{i}\right)"),
        ("sum[i, k](q[i, k])", r"\sum_{i, k} q_{i k}"),
        ("mean[i, k](q[i, k])", r"\frac{1}{n_{i} \, n_{k}} \sum_{i, k} q_{i k}"),
        ("sum[row](cell[row])", r"\sum_{\mathrm{row}} \mathrm{cell}_{\mathrm{row}}"),
        ("beta1**2 + lambda_", r"\beta_{1}^{2} + \lambda"),
        ("2.5e-3 * x", r"2.5 \times 10^{-3} \, x"),
    ],
)
def test_latex(text: str, expected: str) -> None:
    assert latex(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("exp(x)", "<msup><mi>e</mi><mrow><mi>x</mi></mrow></msup>"),
        ("sqrt(x)", "<msqrt><mi>x</mi></msqrt>"),
        ("sigmoid(x)", "<mi>σ</mi><mo>\u2061</mo><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow>"),
        ("x / 2", "<mfrac><mrow><mi>x</mi></mrow><mrow><mn>2</mn></mrow></mfrac>"),
        ("-e", '<mo form="prefix">−</mo><mi mathvariant="normal">e</mi>'),
        ("beta1", "<msub><mi>β</mi><mn>1</mn></msub>"),
        (
            "sum[i](p[i])",
            "<munder><mo>∑</mo><mrow><mi>i</mi></mrow></munder>" + "<msub><mi>p</mi>"
            "<mrow><mi>i</mi></mrow></msub>",
        ),
    ],
)
def test_mathml(text: str, expected: str) -> None:
    assert mathml(text) == expected


def test_entries_written_out() -> None:
    entry = Entry("weights", ("0", "1"))
    assert typeset(entry, "unicode") == "weights₀₁"
    assert typeset(entry, "latex") == r"\mathrm{weights}_{0, 1}"
    assert typeset(Entry("weights", ("1", "12")), "unicode") == "weights[1, 12]"
    assert typeset(Entry("weights", ("12",)), "unicode") == "weights₁₂"
    assert typeset(Entry("beta1", ("2",)), "unicode") == "β₁[2]"
    assert typeset(Entry("beta1", ("2",)), "latex") == r"{\beta_{1}}_{2}"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(1, 3), "x · (1 / 3)"),
        (Fraction(-1, 3), "x · (−1 / 3)"),
        (Fraction(1, 4), "x · 0.25"),
        (Fraction(-2), "x · (−2)"),
    ],
)
def test_computed_numbers(value: Fraction, expected: str) -> None:
    assert typeset(Binary("*", Entry("x"), number(value)), "unicode") == expected


def test_gradients_are_told_from_divisions() -> None:
    gradient, x = Entry("grad_a"), Entry("x")
    assert typeset(Binary("/", x, gradient), "unicode") == "x / (∂loss/∂a)"
    assert typeset(Binary("/", gradient, x), "unicode") == "∂loss/∂a / x"
    assert typeset(Binary("*", gradient, x), "unicode") == "∂loss/∂a · x"
    assert typeset(Binary("**", gradient, number(2)), "unicode") == "(∂loss/∂a)²"
    assert typeset(Binary("*", gradient, x), "latex") == (
        r"\frac{\partial\,\mathrm{loss}}{\partial\,a} \, x"
    )


def test_an_update_shows_an_arrow_alone_and_in_a_list() -> None:
    update = parse_step(NEURON).update[0]
    assert typeset(update, "unicode") == "weight ← weight − learning_rate ∂loss/∂weight"
    assert "<mo>←</mo>" in typeset(update, "mathml")
    reset = Equation(Entry("weight"), number(0))
    assert typeset(reset, "unicode") == "weight = 0"
    assert typeset_list([update, reset], "unicode").endswith("\nweight ← 0")
    step = Step(
        parse(NEURON.split("grad")[0]).declarations, (Equation(Entry("x"), reset.target), reset)
    )
    assert typeset_list(step, "unicode") == "x      = weight\nweight ← 0"


def test_captions_are_escaped() -> None:
    equation = Equation(Entry("x"), number(1), caption=r"a_b & <c> 5% \d {e}")
    assert typeset_list([equation], "unicode") == r"x = 1  # a_b & <c> 5% \d {e}"
    assert r"&& \text{a}\_\text{b }\&\text{ <c> 5}\%\text{ }\backslash\text{d }\{\text{e}\}" in (
        typeset_list([equation], "latex")
    )
    assert "<mtext>a_b &amp; &lt;c&gt; 5% \\d {e}</mtext>" in typeset_list([equation], "mathml")


def test_an_empty_list() -> None:
    assert typeset_list([], "unicode") == ""
    ElementTree.fromstring(typeset_list([], "mathml"))


def test_values_stand_in_the_place_of_names() -> None:
    values = {Entry("x"): number(-2), Entry("y"): Part("<b>", first=Edge.DIGIT)}
    product = expression_of("x * y - 3 * x + a")
    written = typeset(product, "unicode", substitute=values.get)
    assert written == "−2 · <b> − 3 (−2) + a"


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(WhygradError) as caught:
        typeset(number(1), "latx")
    assert str(caught.value) == (
        "The format is `unicode`, `latex` or `mathml`, not `latx`. Did you mean `latex`?"
    )


def test_a_long_sum_needs_no_deep_stack() -> None:
    total: Expression = Entry("a")
    for _ in range(5000):
        total = Binary("+", total, Entry("b"))
    for format in FORMATS:
        assert typeset(total, format).count("+") == 5000


def test_every_greek_letter_and_function_is_readable() -> None:
    parts: list[Expression] = [Entry(name) for name in GREEK]
    parts += [
        Call(name, tuple(map(Entry, ("x", "y")[: len(row.arguments)])))
        for name, row in FUNCTIONS.items()
    ]
    for part in parts:
        raised = Binary("**", part, number(2))
        ElementTree.fromstring(typeset(raised, "mathml"))
        read_latex(typeset(raised, "latex"))


@pytest.mark.parametrize("text", [NEURON, TWO_LAYERS, SOFTMAX])
def test_matplotlib_reads_the_latex(text: str) -> None:
    for equation in parse_step(text):
        read_latex(typeset(equation, "latex"))


def read_latex(text: str) -> None:
    """Matplotlib reads the same subset of LaTeX, less the star that sets an index below."""
    from matplotlib.mathtext import MathTextParser

    assert MathTextParser("path").parse(f"${text.replace('operatorname*', 'operatorname')}$")


# Two expressions of different value never look alike, whatever the spaces: all trees of up to
# three operations over the same leaves in the same order are typeset and evaluated.

Build = Callable[..., Expression]
BINARY: list[Build] = [
    lambda a, b, operator=operator: Binary(operator, a, b)
    for operator in ("+", "-", "*", "/", "**")
]
UNARY: list[Build] = [
    Negative,
    lambda a: Call("sigmoid", (a,)),
    lambda a: Call("exp", (a,)),
    lambda a: Call("abs", (a,)),
    lambda a: Reduction("sum", ("i",), a),
    lambda a: Reduction("mean", ("i",), a),
    lambda a: Reduction("max", ("i",), a),
]
# complex, off the axes: every power and every sign then shows
VALUES = np.array(
    [[0.7 + 0.1j, 1.1 - 0.2j], [1.3 + 0.4j, 0.6], [0.9 - 0.3j, 1.7 + 0.2j], [1.9, 0.4 + 0.1j]]
)
LEAVES: dict[str, list[Expression]] = {
    "entries": [Entry(name, ("i",)) for name in "abcd"],
    "numbers": [number(value) for value in (2, 3, 5, 7)],
    "decimals": [
        Number(Fraction("2.5e-3"), "2.5e-3"),
        number(-2),
        Number(Fraction(1, 3)),
        number(3),
    ],
    "gradients": [Entry(f"grad_{name}", ("i",)) for name in "abcd"],
    "scalars": [Entry("sigma"), Entry("e"), Entry("n"), Size("i")],
}
SPACES = re.compile(r" form=\"prefix\"|<mo rspace[^/]*/mo>|<mo>\u2061</mo>|\\,|\s")
SCALARS = {Entry("sigma"): 0.7, Entry("e"): 1.3, Entry("n"): 1.7}


def trees(leaves: tuple[Expression, ...], operations: int) -> Iterator[Expression]:
    """Every expression of these leaves, in this order, with so many operations."""
    if operations == 0:
        yield from leaves if len(leaves) == 1 else ()
        return
    for build, inner in itertools.product(UNARY, trees(leaves, operations - 1)):
        yield build(inner)
    for cut, left in itertools.product(range(1, len(leaves)), range(operations)):
        sides = itertools.product(
            trees(leaves[:cut], left), trees(leaves[cut:], operations - 1 - left)
        )
        for build, (a, b) in itertools.product(BINARY, sides):
            yield build(a, b)


@cache
def value_of(expression: Expression) -> np.ndarray:
    match expression:
        case Number(value):
            return np.full(2, float(value) + 0j)
        case Size():
            return np.full(2, 2 + 0j)
        case Entry(name):
            return SCALARS.get(
                expression, VALUES["abcd".index(name[-1])] if name[-1] in "abcd" else 0
            )
        case Negative(operand):
            return -value_of(operand)
        case Binary(operator, left, right):
            return OPERATIONS[operator](value_of(left), value_of(right))
        case Call(function, (argument,)):
            return FUNCTION_VALUES[function](value_of(argument))
        case Reduction(kind, _, body):
            return REDUCTION_VALUES[kind](value_of(body) + np.zeros(2))
    raise AssertionError(expression)


OPERATIONS = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "**": np.power,
}
FUNCTION_VALUES = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "exp": np.exp, "abs": np.abs}
REDUCTION_VALUES = {
    "sum": lambda z: np.full(2, np.sum(z)),
    "mean": lambda z: np.full(2, np.mean(z)),
    "max": lambda z: np.full(2, np.max(z)),
}


@pytest.mark.parametrize("leaves", LEAVES)
@pytest.mark.parametrize("format", FORMATS)
@np.errstate(all="ignore")
def test_different_values_never_look_alike(format: str, leaves: str) -> None:
    seen: dict[str, Expression] = {}
    for count, operations in itertools.product((1, 2, 3, 4), (1, 2, 3)):
        for tree in trees(tuple(LEAVES[leaves][:count]), operations):
            text = SPACES.sub("", typeset(tree, format))
            first = seen.setdefault(text, tree)
            if first is not tree:
                one, other = value_of(first), value_of(tree)
                assert np.allclose(one, other, equal_nan=True), (text, first, tree)
    assert len(seen) > 1000
