"""Reading a text, and printing a list that reads in again as the same list."""

from fractions import Fraction

import pytest

from whygrad.calculus.derivation import derive
from whygrad.language.equations import Declaration, Equation, Place, Start, Step
from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Negative,
    Number,
    Reduction,
    Size,
    all_indexes,
    children,
    free_indexes,
    names_read,
    number,
    rebuild,
    rename_free,
    replace_entries,
    walk,
)
from whygrad.language.functions import FUNCTIONS
from whygrad.language.messages import WhygradError
from whygrad.language.notation import (
    declarations_text,
    equation_text,
    equations_text,
    number_text,
    step_text,
    text,
)
from whygrad.language.parsing import parse, parse_formula, parse_step
from whygrad.language.sizes import index_classes, index_lengths
from whygrad.language.vocabulary import RESERVED, why_refused
from zoo import LONG, ZOO, Model

HEAD = """\
x[i, k]: data
y[i]: data
a: data
s: setting = 3
w[k]: parameter = ones()
v: parameter = 1
"""


def read(right: str, target: str = "q[i]") -> Expression:
    """The expression on the right side of an equation below `HEAD`."""
    return parse(f"{HEAD}{target} = {right}\nloss = v").forward[0].expression


def two(written: str) -> Number:
    return Number(Fraction(written), written)


A, Y, V = Entry("a"), Entry("y", ("i",)), Entry("v")


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        ("2", two("2")),
        ("0.50", two("0.5")),
        (".5", two("0.5")),
        ("3.", two("3")),
        ("1e-3", two("0.001")),
        ("1E3", two("1000")),
        ("0.1", Number(Fraction(1, 10))),
        ("a", A),
        ("y[i]", Y),
        ("x[i, k]", None),
        ("-a", Negative(A)),
        ("--a", Negative(Negative(A))),
        ("-2", Negative(two("2"))),
        ("a + v", Binary("+", A, V)),
        ("a - v", Binary("-", A, V)),
        ("a * v", Binary("*", A, V)),
        ("a / v", Binary("/", A, V)),
        ("a**2", Binary("**", A, two("2"))),
        ("a**-2", Binary("**", A, Negative(two("2")))),
        ("-a**2", Negative(Binary("**", A, two("2")))),
        ("a**2**3", Binary("**", A, Binary("**", two("2"), two("3")))),
        ("a**s", Binary("**", A, Entry("s"))),
        ("a**(s - 1)", Binary("**", A, Binary("-", Entry("s"), two("1")))),
        ("a**iteration", Binary("**", A, Entry("iteration"))),
        ("a - v - 2", Binary("-", Binary("-", A, V), two("2"))),
        ("a - (v - 2)", Binary("-", A, Binary("-", V, two("2")))),
        ("a + v * 2", Binary("+", A, Binary("*", V, two("2")))),
        ("(a + v) * 2", Binary("*", Binary("+", A, V), two("2"))),
        ("-a * v", Binary("*", Negative(A), V)),
        ("exp(a)", Call("exp", (A,))),
        ("maximum(a, v)", Call("maximum", (A, V))),
        ("size[k]", Size("k")),
        ("size[i]", Size("i")),
        ("sum[k](w[k])", Reduction("sum", ("k",), Entry("w", ("k",)))),
        ("sum[k, j](x[j, k])", Reduction("sum", ("k", "j"), Entry("x", ("j", "k")))),
        ("mean[j](y[j])", Reduction("mean", ("j",), Entry("y", ("j",)))),
        ("max[k](x[i, k])", Reduction("max", ("k",), Entry("x", ("i", "k")))),
        ("logsumexp[k](w[k])", Reduction("logsumexp", ("k",), Entry("w", ("k",)))),
        ("sum[k](2)", Reduction("sum", ("k",), two("2"))),
        ("(  a  )", A),
        ("(\n  a\n  + v  # half\n)", Binary("+", A, V)),
        ("iteration", Entry("iteration")),
    ],
)
def test_each_construct(right: str, expected: Expression | None) -> None:
    if expected is None:
        assert read(right, "q[i, k]") == Entry("x", ("i", "k"))
    else:
        assert read(right) == expected


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_read(name: str) -> None:
    arguments = tuple(Entry(one) for one in ("a", "v")[: len(FUNCTIONS[name].arguments)])
    right = f"{name}({', '.join(text(one) for one in arguments)})"
    assert read(right) == Call(name, arguments)
    assert text(read(right)) == right


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("z[i, k]: data", Declaration("data", "z", ("i", "k"))),
        ("z: data", Declaration("data", "z")),
        ("z: parameter = 0.5", Declaration("parameter", "z", (), Start("constant", (two("0.5"),)))),
        ("z: parameter = -2", Declaration("parameter", "z", (), Start("constant", (number(-2),)))),
        (
            "z[k]: parameter = 0",
            Declaration("parameter", "z", ("k",), Start("constant", (number(0),))),
        ),
        ("z[k]: parameter = zeros()", Declaration("parameter", "z", ("k",), Start("zeros"))),
        ("z[k]: parameter = ones()", Declaration("parameter", "z", ("k",), Start("ones"))),
        ("z[k]: parameter = glorot()", Declaration("parameter", "z", ("k",), Start("glorot"))),
        ("z[k]: parameter = he()", Declaration("parameter", "z", ("k",), Start("he"))),
        (
            "z[k]: parameter = uniform(-1, 1)",
            Declaration("parameter", "z", ("k",), Start("uniform", (number(-1), number(1)))),
        ),
        (
            "z[k]: parameter = normal(0, s)",
            Declaration("parameter", "z", ("k",), Start("normal", (number(0), Entry("s")))),
        ),
        ("z[k]: state = zeros()", Declaration("state", "z", ("k",), Start("zeros"))),
        ("z: state = 1", Declaration("state", "z", (), Start("constant", (number(1),)))),
        (
            "z[i, k]: draw = bernoulli(0.8)",
            Declaration("draw", "z", ("i", "k"), Start("bernoulli", (two("0.8"),))),
        ),
        (
            "z[i]: draw = normal(0, s)",
            Declaration("draw", "z", ("i",), Start("normal", (number(0), Entry("s")))),
        ),
        ("z: setting = 0.9", Declaration("setting", "z", value=two("0.9"))),
        ("z: setting = -1e-3", Declaration("setting", "z", value=Number(Fraction(-1, 1000)))),
        ("z: index(2)", Declaration("index", "z", length=2)),
    ],
)
def test_each_declaration(line: str, expected: Declaration) -> None:
    step = parse(f"{HEAD}{line}\nloss = v")
    assert step.declarations[-1] == expected
    assert parse(f"{HEAD}{declarations_text([expected])}\nloss = v") == step


def test_the_prediction_line() -> None:
    step = ZOO["prediction"].step
    assert step.prediction == "probability"
    assert "prediction:   probability" in step_text(step)
    assert ZOO["neuron"].step.prediction is None


def test_names_that_only_look_reserved() -> None:
    step = parse("i: data\nint: parameter = 1\nexp_: parameter = 2\nloss = i * int * exp_")
    assert names_read(step.forward[0].expression) == ["i", "int", "exp_"]


@pytest.mark.parametrize("name", [*RESERVED, "lambda", "if", "None", "grad_w"])
def test_reserved_names(name: str) -> None:
    assert why_refused(name)
    with pytest.raises(WhygradError):
        parse(f"{name}: parameter = 1\nloss = 1")
    with pytest.raises(WhygradError):
        parse(f"{HEAD}{name} = v\nloss = v")
    with pytest.raises(WhygradError):
        parse(f"z[{name}]: data\n{HEAD}loss = v")


def test_what_a_step_tells_of_itself() -> None:
    step = ZOO["accuracy"].step
    assert step.loss == "loss"
    assert step.sample_index == "i"
    assert step.scalars() == ("accuracy", "largest", "loss")
    assert [d.name for d in step.data] == ["inputs", "target"]
    assert step.indexes_of()["grad_output"] == ("i",)
    assert ZOO["scalars_only"].step.sample_index is None


def test_an_index_may_be_declared_where_data_have_it() -> None:
    step = parse("x[i]: data\ni: index(3)\nloss = mean[i](x[i])")
    assert index_lengths(step, {"x": (3,)}) == {"i": 3}
    assert index_lengths(step, {}) == {"i": 3}


# captions and places


def test_captions_at_the_end_and_above() -> None:
    step = ZOO["captions"].step
    assert [d.caption for d in step.declarations] == ["in metres", "", "steepness"]
    output, loss = step.forward
    assert output.caption == "a line through the origin"
    assert loss.caption.startswith("squared and averaged: 100%")


@pytest.mark.parametrize(
    ("source", "caption"),
    [
        ("loss = v", ""),
        ("loss = v#tight", "tight"),
        ("loss = v  #   many   blanks  ", "many blanks"),
        ("# above\nloss = v", "above"),
        ("# two\n# lines\nloss = v", "two lines"),
        ("# above\nloss = v  # behind", "behind"),
        ("# far\n\nloss = v", ""),
        ("#\nloss = v", ""),
        ("loss = v # a # b", "a # b"),
        ("loss = v # 'quotes', \"more\"; ^ @ ! λ", "'quotes', \"more\"; ^ @ ! λ"),
        ("loss = (v  # one\n  + a)  # two", "one two"),
    ],
)
def test_a_caption(source: str, caption: str) -> None:
    assert parse(HEAD + source).forward[-1].caption == caption


def test_a_caption_is_printed_and_read_again() -> None:
    step = parse(HEAD + "loss = v # 'quotes' \\ # {braces} ü")
    assert parse(step_text(step)) == step


def test_places() -> None:
    step = parse("x[i]: data\n\nlong_name = mean[i](x[i])\n   \nloss = long_name")
    assert step.declarations[0].place == Place(1, 1, 5)
    assert step.forward[0].place == Place(3, 1, 10)


def test_a_text_may_be_indented_as_a_whole() -> None:
    plain = parse("x[i]: data\nloss = mean[i](x[i])  # c")
    assert parse("    x[i]: data\n    loss = mean[i](x[i])  # c\n") == plain
    assert parse("\tx[i]: data\n\tloss = mean[i](x[i])  # c\n") == plain


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_end_of_line(end: str) -> None:
    plain = parse("x[i]: data\nloss = mean[i](x[i])  # c")
    assert parse(f"x[i]: data{end}loss = mean[i](x[i])  # c{end}") == plain


# printing


@pytest.mark.parametrize("model", [*ZOO.values(), LONG], ids=[*ZOO, "long"])
def test_a_printed_step_reads_in_again(model: Model) -> None:
    printed = step_text(model.step)
    again = parse_step(printed)
    assert again == model.step
    assert step_text(again) == printed
    for old, new in zip(model.step, again, strict=True):
        assert (old.name, old.caption) == (new.name, new.caption)


@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
def test_the_forward_list_alone_reads_in_again(model: Model) -> None:
    step = parse(model.text)
    assert parse(step_text(step)) == step
    assert derive(parse(step_text(step))) == model.step


def test_a_whole_step_with_updates_reads_in_again() -> None:
    updates = """
        speed[k]: state = zeros()
        weights[k]: parameter = ones()
        rate: setting = 0.1
        x[i, k]: data
        loss = mean[i](sum[k](x[i, k] * weights[k])**2)
        grad_weights[k] = 2 * sum[i](x[i, k] * sum[l](x[i, l] * weights[l])) / size[i]
        bias_correction = 1 - rate**(iteration + 1)
        speed[k] = rate * speed[k] + grad_weights[k]
        weights[k] = weights[k] - learning_rate * speed[k] / bias_correction
    """
    step = parse_step(updates)
    assert [e.name for e in step.forward] == ["loss"]
    assert [e.name for e in step.backward] == ["grad_weights"]
    assert [e.name for e in step.update] == ["bias_correction", "speed", "weights"]
    assert parse_step(step_text(step)) == step


@pytest.mark.parametrize(
    "right",
    [
        "a + v",
        "a - (v + 2)",
        "a - v + 2",
        "(a + v) * 2",
        "a * (v * 2)",
        "a / (v / 2)",
        "a / v / 2",
        "a * v / 2",
        "a * (v / 2)",
        "-(a + v)",
        "-a * v",
        "-(a * v)",
        "a * -v",
        "a - -v",
        "--a",
        "(-a)**2",
        "-a**2",
        "a**-2",
        "a**(2 / 3)",
        "(a**2)**3",
        "a**2**3",
        "(a + v)**2",
        "exp(-a)**2",
        "sum[k](w[k])**2",
        "sum[k, j](x[j, k] * y[j]) + mean[j](y[j]**2)",
        "maximum(a + v, -a) / size[i]**0.5",
        "0.50 * a + 1e-3 - 1E5 * .5 + 3. + 007.5",
    ],
)
def test_an_expression_is_printed_as_written(right: str) -> None:
    assert text(read(right)) == right


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(2), "2"),
        (Fraction(0), "0"),
        (Fraction(-3), "-3"),
        (Fraction(1, 2), "0.5"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 10_000), "0.0001"),
        (Fraction(1, 100_000), "1e-5"),
        (Fraction(-123, 10**9), "-1.23e-7"),
        (Fraction(10**16), "1e16"),
        (Fraction(10**15), "1000000000000000"),
        (Fraction(-123 * 10**30), "-1.23e32"),
        (Fraction(3141592653589793, 10**15), "3.141592653589793"),
        (Fraction(12345678901234567890), "1.234567890123456789e19"),
        (Fraction(1, 3), "1 / 3"),
        (Fraction(-2, 3), "-2 / 3"),
    ],
)
def test_a_computed_number(value: Fraction, written: str) -> None:
    assert number_text(value) == written
    if value > 0 and "/" not in written:
        assert read(written) == Number(value)


@pytest.mark.parametrize("written", ["2", "0.50", ".5", "3.", "1e-3", "1E+3", "1e-300", "0.0"])
def test_numbers_are_exact_and_kept_as_written(written: str) -> None:
    found = read(written)
    assert found == Number(Fraction(written))
    assert text(found) == written


def test_captions_stand_in_one_column_unless_a_line_is_long() -> None:
    long = Equation(Entry("b"), Call("exp", (Entry("a" * 120),)), "long")
    short = [Equation(Entry("a"), V, "one"), Equation(Entry("abc"), Binary("+", V, V), "two")]
    lines = equations_text([*short, long]).split("\n")
    assert lines[0] == "a   = v      # one"
    assert lines[1] == "abc = v + v  # two"
    assert lines[2] == f"b   = exp({'a' * 120})  # long"


def test_one_equation() -> None:
    assert equation_text(parse(HEAD + "loss  =  v+a").forward[0]) == "loss = v + a"


def test_a_printed_neuron() -> None:
    assert step_text(parse(ZOO["neuron"].text)) == (
        "celsius[i]:    data\n"
        "fahrenheit[i]: data\n"
        "weight:        parameter = uniform(0, 1)\n"
        "bias:          parameter = uniform(0, 1)\n"
        "\n"
        "output[i] = celsius[i] * weight + bias               # the neuron\n"
        "loss      = mean[i]((output[i] - fahrenheit[i])**2)  # mean squared error\n"
    )


# walks


def test_walks_over_every_kind_of_node() -> None:
    tree = read("-sum[k](exp(x[i, k]) * w[k] / size[k]) + y[i]")
    kinds = {type(node) for node in walk(tree)}
    assert kinds == {Negative, Reduction, Call, Entry, Binary, Size}
    assert names_read(tree) == ["x", "w", "y"]
    assert free_indexes(tree) == ("i",)
    assert all_indexes(tree) == {"i", "k"}
    assert rebuild(tree, lambda child: child) == tree
    assert [type(child) for child in children(tree)] == [Negative, Entry]


def test_renaming_leaves_bound_indexes_alone() -> None:
    tree = read("sum[k](x[i, k]) + y[i]")
    assert text(rename_free(tree, {"i": "j", "k": "l"})) == "sum[k](x[j, k]) + y[j]"


def test_scalar_entries_are_replaced() -> None:
    tree = read("a * v + y[i]")
    assert text(replace_entries(tree, {"a": Binary("+", V, V), "y": V})) == "(v + v) * v + y[i]"


def test_a_formula_reads_the_names_it_is_given() -> None:
    assert parse_formula("y * (1 - y)", ("z", "y")) == Binary(
        "*", Entry("y"), Binary("-", number(1), Entry("y"))
    )
    with pytest.raises(WhygradError):
        parse_formula("y * q", ("z", "y"))


# sizes


def test_a_renamed_reading_gives_one_length() -> None:
    step = parse("x[i]: data\nq[i, j] = x[i] * x[j]\nloss = mean[i, j](q[i, j])")
    classes = index_classes(step)
    assert classes["i"] == classes["j"]
    assert index_lengths(step, {"x": (5,)}) == {"i": 5, "j": 5}


def test_lengths_that_nothing_gives_yet_are_left_out() -> None:
    assert index_lengths(ZOO["two_layers"].step, {}) == {"j": 2}


def test_the_length_of_an_index_only_gradients_bind() -> None:
    model = ZOO["max_of_one"]
    assert model.lengths == {"i": 5, "k": 3, "j": 4, "j2": 4}


def test_steps_compare_by_what_they_say() -> None:
    one = parse("w: parameter = 1.0\nloss = 2 * w")
    assert one == parse("w:   parameter = 1\n\nloss   = 2.0 * w")
    assert one != parse("w: parameter = 1\nloss = 3 * w")
    assert isinstance(one, Step)
