"""The steps of a derivation: every line is right, and the last one is the derived equation.

The printed steps of the shipped examples stand in `snapshots/steps.txt`. After a change on
purpose: `python tests/test_derivation_steps.py` writes them anew; read the diff.
"""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

import whygrad as wg
from slopes import TINY, complex_step
from whygrad.calculus.derivation import derive
from whygrad.calculus.evaluation import evaluate, positions, value_at
from whygrad.calculus.stages import why_moved
from whygrad.calculus.working import Working, workings
from whygrad.cli import main
from whygrad.examples import read_example
from whygrad.language.equations import GRADIENT, Equation
from whygrad.language.expressions import (
    Entry,
    Expression,
    Reduction,
    all_indexes,
    entries,
    free_indexes,
    rebuild,
    rename_free,
)
from whygrad.language.notation import equation_text
from whygrad.language.parsing import parse, parse_formula
from whygrad.language.partials import Partial
from whygrad.workings import derivation as derivation_of
from zoo import ZOO, Model

SNAPSHOT = Path(__file__).parent / "snapshots" / "steps.txt"
EXAMPLES = ("neuron", "two_layers", "classifier", "iris")
PRIME = "'"
SUFFIXES = "0123456789_"  # of an index that stands beside another of the same length
ACCURACY = 1e-10


class Checker:
    """Values of the lines of a model's workings, each partial derivative by the complex step."""

    def __init__(self, model: Model):
        self.model = model
        self.known = {name: np.asarray(value) for name, value in model.expected.items()}
        self.lengths = dict(model.lengths)

    def check(self, working: Working) -> None:
        readers = {e.name: e for e in working.lines if not isinstance(e.target, Partial)}
        for line in working.lines:
            for index in all_indexes(line.expression) | all_indexes(line.target):
                self.lengths.setdefault(index, self.length_beside(index))
            got = self.value(self.settled(line.expression, readers), free_indexes_of(line.target))
            want = self.value(self.settled(line.target, readers), free_indexes_of(line.target))
            scale = np.max(np.abs(want), initial=1e-3)
            assert np.all(np.abs(got - want) <= ACCURACY * scale), equation_text(line)

    def length_beside(self, index: str) -> int:
        """The length of an index with a number or an underscore more, as in `j12` beside `j1`."""
        while index not in self.lengths:
            assert index[-1] in SUFFIXES, index
            index = index[:-1]
        return self.lengths[index]

    def settled(self, expression: Expression, readers: dict[str, Equation]) -> Expression:
        """Partial derivatives and primed names as quantities whose values are known."""
        if isinstance(expression, Partial):
            name, indexes = expression.name, free_indexes_of(expression)
            self.known[name] = self.slope(expression, readers)
            return Entry(name, indexes)
        if isinstance(expression, Entry):
            self.prime(expression)
            return expression
        return rebuild(expression, lambda child: self.settled(child, readers))

    def prime(self, entry: Entry) -> None:
        self.known.setdefault(entry.name, self.known.get(entry.name.partition(PRIME)[0]))

    def slope(self, partial: Partial, readers: dict[str, Equation]) -> np.ndarray:
        for entry in [partial.by, *entries(partial.of)]:
            self.prime(entry)
        of = partial.of
        if isinstance(of, Entry):
            if of.name == self.model.step.loss and PRIME not in partial.by.name:
                return self.total(partial.by.name)
            reader = readers[of.name]
            for entry in entries(reader.expression):
                self.prime(entry)
            names = dict(zip(reader.target.indexes, of.indexes, strict=True))
            of = rename_free(apart(reader.expression), names)
        return self.local(of, partial.by, free_indexes_of(partial))

    def total(self, name: str) -> np.ndarray:
        """The gradient; those of the list are compared with slopes in `test_derivation.py`."""
        model, gradient = self.model, GRADIENT + name
        if gradient not in self.known:
            self.known[gradient] = complex_step(model.step, model.values, model.lengths, name)
        return self.known[gradient]

    def local(self, of: Expression, by: Entry, indexes: tuple[str, ...]) -> np.ndarray:
        for index in all_indexes(of):
            self.lengths.setdefault(index, self.length_beside(index))
        found = np.empty([self.lengths[index] for index in indexes])
        for at in positions(indexes, self.lengths):
            moved = np.array(self.known[by.name], complex)
            moved[tuple(at[i] for i in by.indexes)] += 1j * TINY
            known = {**self.known, by.name: moved}
            value = value_at(of, at, known, self.lengths, np.complex128)
            found[tuple(at.values())] = np.imag(value) / TINY
        return found

    def value(self, expression: Expression, indexes: tuple[str, ...]) -> np.ndarray:
        line = [Equation(Entry("value", indexes), expression)]
        return evaluate(line, self.known, self.lengths)["value"]


def free_indexes_of(entry: Expression) -> tuple[str, ...]:
    if isinstance(entry, Partial):
        return tuple(dict.fromkeys((*free_indexes(entry.of), *entry.by.indexes)))
    return free_indexes(entry)


def apart(expression: Expression) -> Expression:
    """With bound indexes that nobody else uses."""
    if isinstance(expression, Reduction):
        names = {index: f"{index}_" for index in expression.indexes}
        body = apart(rename_free(expression.body, names))
        return Reduction(expression.kind, tuple(names.values()), body)
    return rebuild(expression, apart)


@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
def test_every_line_has_the_value_of_its_left_side(model: Model) -> None:
    checker = Checker(model)
    for working in workings(model.step):
        checker.check(working)


@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
def test_the_last_line_is_the_line_of_the_list(model: Model) -> None:
    found = [w.result for w in workings(model.step) if not isinstance(w.result.target, Partial)]
    assert list(map(equation_text, found)) == list(map(equation_text, model.step.backward))


# the printed text


def printed() -> str:
    parts = [f"== {name}\n\n{wg.Model(read_example(name)).derivation()}\n" for name in EXAMPLES]
    return "\n".join(parts)


def test_the_steps_of_the_examples() -> None:
    assert printed() == SNAPSHOT.read_text(encoding="utf-8")


def steps(text: str, of: str) -> list[str]:
    return str(derivation_of(derive(parse(text)), of)).splitlines()


def captions(text: str, of: str) -> list[str]:
    (working,) = derivation_of(derive(parse(text)), of)
    return [line.caption for line in working.lines]


X = "x[i]: data\nw: parameter = 1\nv: parameter = 2\n"


@pytest.mark.parametrize(
    ("right", "rules"),
    [
        ("-w", ["minus sign"]),
        ("w", ["the same quantity"]),
        ("w + v", ["sum rule"]),
        ("w + v + 2 * v**2", ["sum rule"]),
        ("v - w", ["difference rule"]),
        ("v * w", ["constant factor"]),
        ("w / v", ["constant factor"]),
        ("v / w", ["quotient rule"]),
        ("w**3", ["power rule, exponent 3"]),
        ("(w + v)**3", ["power rule, exponent 3; chain rule", "sum rule"]),
        ("sigmoid(w)", ["sigmoid'(z) = y * (1 - y), y = sigmoid(z)"]),
        ("exp(v * w)", ["exp'(z) = y, y = exp(z); chain rule", "constant factor"]),
        ("relu(w)", ["relu'(z) = step(z), 0 at z = 0 by convention"]),
        ("step(w)", ["step'(z) = 0, 0 at z = 0 by convention"]),
        (
            "maximum(v, w)",
            ["d maximum(a, b)/d b = step(b - a), 0 at a = b by convention"],
        ),
        ("mean[i](w * x[i])", ["mean rule, 1 / size[i], term by term", "constant factor"]),
        ("sum[i](w * x[i])", ["sum rule, term by term", "constant factor"]),
        (
            "max[i](w * x[i])",
            ["max: 1 where largest, ties share it, term by term", "constant factor"],
        ),
        (
            "logsumexp[i](w * x[i])",
            ["logsumexp: exp of a term over the sum of all, term by term", "constant factor"],
        ),
    ],
)
def test_rules_by_name(right: str, rules: list[str]) -> None:
    found = captions(f"{X}loss = {right}", "w")
    assert found[0] == "reads w"
    assert found[1 : 1 + len(rules)] == rules


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("1 / a * b", "b / a", "written as one fraction"),
        ("-1 / a / c * b", "-b / a / c", "written as one fraction"),
        ("a * 2 * b", "2 * a * b", "factors in order"),
        ("a / b**2 + c / b", "(a / b + c) / b", "common denominator"),
        ("0 + a", "a", "0 left out"),
        ("1 + (1 - a)", "2 - a", "numbers added"),
        ("a * (b - c)", "-a * (c - b)", "a difference turned round, with its sign"),
        ("-a * (b - c)", "a * (0.5 * c - b)", "numbers added"),
        ("-a * -b", "a * b", "minus sign taken out"),
    ],
)
def test_what_was_moved(before: str, after: str, why: str) -> None:
    names = ("a", "b", "c")
    assert why_moved(parse_formula(before, names), parse_formula(after, names)) == why


def test_indexes_are_moved_too() -> None:
    inside = Reduction("sum", ("k",), Entry("w", ("j", "k")))
    nested, whole = Reduction("sum", ("j",), inside), Reduction("sum", ("j", "k"), inside.body)
    assert why_moved(nested, whole) == "one sum over all indexes"
    other = Reduction("sum", ("l",), Entry("w", ("j", "l")))
    assert why_moved(inside, other) == "indexes renamed"


def without_gaps(lines: list[str]) -> list[str]:
    return [re.sub(" +", " ", line) for line in lines]


def test_places_of_one_equation_are_told_apart() -> None:
    assert without_gaps(steps(X + "loss = w**2 * exp(w)", "w")) == [
        "loss = w'**2 * exp(w'') # reads w at 2 places, called w' and w''",
        "d loss/d w = d loss/d w' + d loss/d w'' # chain rule, a term for each place",
        "d loss/d w' = exp(w'') * d(w'**2)/d w' # product rule",
        " = exp(w'') * 2 * w' # power rule, exponent 2",
        " = 2 * exp(w'') * w' # factors in order",
        "d loss/d w'' = w'**2 * d(exp(w''))/d w'' # product rule",
        " = w'**2 * exp(w'') # exp'(z) = y, y = exp(z)",
        "d loss/d w = 2 * exp(w) * w + w**2 * exp(w) # put in",
        "grad_w = exp(w) * w * (2 + w) # common factor exp(w) * w",
    ]


def test_a_gradient_of_numbers_is_told_where_it_enters() -> None:
    lines = steps(X + "error[i] = (w - x[i])**2\nloss = mean[i](error[i])", "w")
    assert without_gaps(lines)[2] == (
        "d loss/d error[i] = 1 / size[i]"
        " # derived above; only numbers and sizes, no line of its own"
    )


@pytest.mark.parametrize(
    ("of", "message"),
    [
        ("wieght", "There is no quantity `wieght`. Did you mean `weight`?"),
        (
            "celsius",
            "`celsius` has no gradient: it is data; gradients are of parameters and what depends"
            " on them.\nThere is a gradient of `output`, `weight` and `bias`.",
        ),
        (
            "loss",
            "`loss` has no gradient: it is the loss itself, and every gradient is a derivative of"
            " it.\nThere is a gradient of `output`, `weight` and `bias`.",
        ),
    ],
)
def test_what_has_no_steps(of: str, message: str) -> None:
    with pytest.raises(wg.WhygradError) as raised:
        wg.Model(read_example("neuron")).derivation(of)
    assert str(raised.value) == message


def test_a_quantity_beside_the_way_to_the_loss() -> None:
    model = wg.Model(X + "aside = w * 2\nloss = w + v")
    with pytest.raises(wg.WhygradError, match="`aside` has no gradient: it does not lead to loss"):
        model.derivation("aside")


def test_a_model_without_gradients() -> None:
    derivation = derivation_of(derive(parse("x[i]: data\nloss = mean[i](x[i])")))
    assert str(derivation) == "# nothing is derived: no parameter leads to loss"
    assert len(derivation) == 0


def test_a_gradient_may_be_named_with_its_prefix() -> None:
    model = wg.Model(read_example("neuron"))
    assert str(model.derivation("grad_weight")) == str(model.derivation("weight"))


# other formats

NEURON_WEIGHT = r"""\begin{aligned}
\mathrm{output}_{i} &= \mathrm{celsius}_{i} \, \mathrm{weight} + \mathrm{bias}
 && \text{reads weight} \\
\frac{\partial\,\mathrm{loss}}{\partial\,\mathrm{weight}} &= \sum_{i}
 \frac{\partial\,\mathrm{loss}}{\partial\,\mathrm{output}_{i}} \,
 \frac{\partial\,\mathrm{output}_{i}}{\partial\,\mathrm{weight}} && \text{chain rule} \\
\frac{\partial\,\mathrm{output}_{i}}{\partial\,\mathrm{weight}} &=
 \frac{\partial}{\partial\,\mathrm{weight}}
 \left(\mathrm{celsius}_{i} \, \mathrm{weight}\right) && \text{sum rule} \\
 &= \mathrm{celsius}_{i} && \text{constant factor} \\
\frac{\partial\,\mathrm{loss}}{\partial\,\mathrm{weight}} &= \sum_{i}
 \frac{\partial\,\mathrm{loss}}{\partial\,\mathrm{output}_{i}} \, \mathrm{celsius}_{i}
 && \text{put in}
\end{aligned}"""


def test_latex() -> None:
    found = wg.Model(read_example("neuron")).derivation("weight").written("latex")
    assert re.sub(r"\s+", " ", found) == re.sub(r"\s+", " ", NEURON_WEIGHT)


@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
def test_every_format_is_well_formed(model: Model) -> None:
    derivation = derivation_of(model.step)
    for block in derivation.written("mathml").split("\n\n"):
        if block:
            ElementTree.fromstring(block)
    latex = derivation.written("latex")
    assert latex.count(r"\left(") == latex.count(r"\right)")
    assert latex.count("{") - latex.count(r"\{") == latex.count("}") - latex.count(r"\}")


def test_a_primed_name_in_each_format() -> None:
    derivation = derivation_of(derive(parse(X + "loss = w * w")), "w")
    assert "∂loss/∂w'" in derivation.written("unicode")
    assert r"\frac{\partial\,\mathrm{loss}}{\partial\,w''}" in derivation.written("latex")
    assert "<msup><mi>w</mi><mo>′′</mo></msup>" in derivation.written("mathml")


def test_the_fourth_place_has_a_number() -> None:
    derivation = derivation_of(derive(parse(X + "loss = w * w * w * w")), "w")
    assert str(derivation).split(" = ")[1].startswith("w' * w'' * w''' * w'4 ")
    assert r"w^{(4)}" in derivation.written("latex")
    assert "<msup><mi>w</mi><mo>(4)</mo></msup>" in derivation.written("mathml")


def test_a_notebook_unfolds_each_gradient() -> None:
    model = wg.Model(read_example("neuron"))
    page = model.derivation()._repr_html_()
    root = ElementTree.fromstring(f"<div>{page}</div>")
    assert [node.tag for node in root] == ["details"] * 3
    assert not re.search("color|background", page)  # readable on any ground
    assert "<details open>" in model.derivation("weight")._repr_html_()
    assert model.derivation("weight")._repr_latex_().startswith(r"$$\begin{aligned}")


def test_an_unknown_format() -> None:
    with pytest.raises(wg.WhygradError, match=r"not `latexx`\. Did you mean `latex`\?"):
        wg.Model(read_example("neuron")).derivation().written("latexx")


# the command


def run_derive(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["derive", *arguments])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


@pytest.fixture
def neuron(tmp_path: Path) -> str:
    (tmp_path / "neuron.eq").write_text(read_example("neuron"))
    return str(tmp_path / "neuron.eq")


def test_the_command(neuron: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, shown, messages = run_derive(neuron, "--steps", capsys=capsys)
    assert (status, messages) == (0, "")
    assert shown == f"{wg.Model(read_example('neuron')).derivation()}\n"


def test_the_steps_as_json(neuron: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, shown, _ = run_derive(neuron, "--steps", "--of", "bias", "--json", capsys=capsys)
    (working,) = json.loads(shown)
    assert (status, working["quantity"]) == (0, "bias")
    assert working["lines"][-1] == {
        "target": "grad_bias",
        "expression": "sum[i](grad_output[i])",
        "reason": "put in",
    }


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--of", "weight"], "--of weight: it goes with --steps, which is missing.\n"),
        (
            ["--steps", "--expand", "i=2"],
            "--expand and --steps do not go together: take one of them.\n",
        ),
    ],
)
def test_options_that_do_not_go_together(
    options: list[str], message: str, neuron: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_derive(neuron, *options, capsys=capsys) == (2, "", message)


if __name__ == "__main__":
    SNAPSHOT.write_text(printed(), encoding="utf-8")
