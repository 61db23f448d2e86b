"""Every message about a text that cannot be used, word for word.

The messages stand in `snapshots/messages.txt`, so that a changed one is a readable diff. After a
change on purpose: `python tests/test_messages.py` writes them anew; read the diff.
"""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from whygrad.language.messages import TextError, WhygradError, counted, listing, nearest
from whygrad.language.parsing import parse, parse_step
from whygrad.language.sizes import index_lengths

SNAPSHOT = Path(__file__).parent / "snapshots" / "messages.txt"
HEAD = "x[i]: data\ny[i]: data\nw: parameter = 1\n"

TEXTS = {
    "empty": "",
    "only_comment": "# hi",
    "only_declarations": HEAD + "",
    "prose": "hello world",
    "twice": HEAD + "a = w\na = w\nloss = a",
    "twice_decl": HEAD + "w: parameter = 2\nloss=w",
    "assign_param": HEAD + "w = 2\nloss = w",
    "assign_data": HEAD + "x[i] = w\nloss=w",
    "before": HEAD + "a = b\nb = w\nloss = a",
    "self": HEAD + "a = a + 1\nloss = a",
    "undefined": HEAD + "loss = q",
    "typo": "weights: parameter = 1\nloss = weigths",
    "unbound": HEAD + "a[i] = x[j]\nloss = w",
    "unbound_loss": HEAD + "loss = x[i] * w",
    "bound_twice": HEAD + "loss = sum[i](sum[i](x[i]))",
    "bound_on_left": HEAD + "a[i] = sum[i](x[i])\nloss = w",
    "ii": HEAD + "loss = sum[i, i](x[i])",
    "clash": HEAD + "j: index(2)\nk: index(3)\na[j]: parameter = zeros()\nloss = sum[k](a[k])",
    "nosize": "a[j]: parameter = zeros()\nloss = sum[j](a[j])",
    "nosize2": HEAD + "a[i,j] = x[i]\nloss = mean[i,j](a[i,j])",
    "not_scalar": HEAD + "loss[i] = w * x[i]",
    "reserved_fn": HEAD + "exp = w\nloss=exp",
    "reserved": "data: parameter = 1\nloss = 1",
    "grad": HEAD + "grad_w = 2\nloss=w",
    "size": "size: data\nloss=1",
    "iteration": HEAD + "iteration = 2\nloss=w",
    "pred": "prediction = 2\nloss=1",
    "keyword": "lambda: setting = 0.5\nloss = 1",
    "True": HEAD + "loss = w * True",
    "underscore": "_a: data\nloss = _a",
    "string": HEAD + 'loss = "a"',
    "tuple": HEAD + "loss = (w, w)",
    "tuple_left": HEAD + "a, b = w\nloss=w",
    "compare": HEAD + "loss = w > 1",
    "compare2": HEAD + "loss = mean[i](x[i] == y[i])",
    "number_sub": HEAD + "loss = x[0]",
    "slice": HEAD + "loss = x[:]",
    "expr_sub": HEAD + "loss = x[i+1]",
    "kw_call": HEAD + "loss = exp(z=w)",
    "star": HEAD + "loss=exp(*w)",
    "attr": HEAD + "loss = np.exp(w)",
    "attr2": HEAD + "loss = w.sum()",
    "semicolon": HEAD + "loss = w; a = 2",
    "caret": HEAD + "loss = w^2",
    "at_sign": HEAD + "loss = w @ x",
    "in_place": HEAD + "loss += w",
    "floor_division": HEAD + "loss = w // 2",
    "remainder": HEAD + "loss = w % 2",
    "tilde": HEAD + "loss = ~w",
    "plus_sign": HEAD + "loss = +w",
    "exclamation": HEAD + "loss = w!",
    "not_equal": HEAD + "loss = w != 2",
    "chain": HEAD + "a = b = w\nloss=w",
    "walrus": HEAD + "loss = (a := w)",
    "unclosed": HEAD + "loss = mean[i]((x[i] - w)**2",
    "close": HEAD + "loss = w)",
    "mismatch": HEAD + "loss = mean[i)(x",
    "line_cont": HEAD + "loss = w + \\\n w",
    "missing_operand": HEAD + "loss = w *\n",
    "indent": HEAD + "  loss = w\n",
    "indent2": HEAD + "a = w\n    + w\nloss=a",
    "dict": HEAD + "loss = {w}",
    "list": HEAD + "loss = [w]",
    "listcomp": HEAD + "loss = sum[i]([x[i]])",
    "imag": HEAD + "loss = 2j",
    "hex": HEAD + "loss = 0x10",
    "under": HEAD + "loss = 1_000",
    "huge": HEAD + "loss = 1e999999999",
    "1e999": HEAD + "loss = 1e999",
    "tiny": HEAD + "loss = 1e-999",
    "octal": HEAD + "loss = 007",
    "nul": HEAD + "loss = w\x00",
    "nonascii": HEAD + "größe = w\nloss = w",
    "nonascii2": HEAD + "loss = w × 2",
    "minus": HEAD + "loss = w − 2",
    "nbsp": HEAD + "loss\xa0= w",
    "greek": HEAD + "λ: setting = 2",
    "emoji": HEAD + "loss = 😀",
    "fn_unknown": HEAD + "loss = rellu(w)",
    "fn_unknown2": HEAD + "loss = foo(w)",
    "args": HEAD + "loss = exp(w, w)",
    "args0": HEAD + "loss = exp()",
    "maxargs": HEAD + "loss = maximum(w)",
    "max": HEAD + "loss = max(w, 1)",
    "sum": HEAD + "loss = sum(x)",
    "red": HEAD + "loss = prod[i](x[i])",
    "red2": HEAD + "loss = men[i](x[i])",
    "red0": HEAD + "loss = sum[i]()",
    "red_arg2": HEAD + "loss = sum[i](x[i], 2)",
    "red_no_call": HEAD + "loss = sum[i]",
    "sum_bare": HEAD + "loss = sum",
    "exp_bare": HEAD + "loss=exp",
    "size_bare": HEAD + "loss = size",
    "size_call": HEAD + "loss = size(i)",
    "size2": HEAD + "loss = size[i,i]",
    "size_q": HEAD + "loss = size[x]",
    "sub_of_sub": HEAD + "loss = sum[i](x[i][i])",
    "call_sub": HEAD + "loss = (x+y)[i]",
    "empty_sub": HEAD + "loss = x[]",
    "empty_sub2": HEAD + "loss = x[()]",
    "indexcount": HEAD + "loss = mean[i](w[i])",
    "indexcount2": HEAD + "loss = mean[i](x)",
    "indexcount3": HEAD + "loss = mean[i](x[i,j])",
    "same_twice": "x[i,k]: data\nloss = sum[i](x[i,i])",
    "left_twice": HEAD + "a[i,i]=w\nloss=w",
    "index_as_q": HEAD + "loss = mean[i](i)",
    "q_as_index": HEAD + "loss = mean[w](x[w])",
    "param_name_index": HEAD + "i: parameter = 1\nloss=w",
    "index_named_later": HEAD + "i = w\nloss = w",
    "exponent": HEAD + "loss = mean[i](x[i]**y[i])",
    "kind": "x[i]: dta\nloss=1",
    "data_value": "x[i]: data = 2\nloss = 1",
    "param_none": "w: parameter\nloss = w",
    "param_bad": "w: parameter = 1 + 2\nloss=w",
    "param_fn": "w: parameter = normall(0,1)\nloss = w",
    "param_fn2": "w: parameter = xavier()\nloss = w",
    "param_args": "w: parameter = normal(0)\nloss = w",
    "param_args3": "w: parameter = zeros(3)\nloss=w",
    "param_arg_setting": "w: parameter = normal(0, sd)\nloss=w",
    "param_arg_data": HEAD + "v: parameter = normal(0, w)\nloss=w",
    "param_arg_expr": "v: parameter = normal(0, 1+1)\nloss=v",
    "param_kw": "v: parameter = normal(mean=0, deviation=1)\nloss=v",
    "draw": "v: draw = he()\nloss=v",
    "draw_num": "v: draw = 1\nloss=v",
    "draw_none": "v: draw\nloss=v",
    "setting_none": "v: setting\nloss = v",
    "setting_expr": "v: setting = 1/2\nloss=v",
    "setting_idx": "v[i]: setting = 2\nloss=v",
    "index": "j: index\nloss = 1",
    "index0": "j: index(0)\nloss=1",
    "index1.5": "j: index(1.5)\nloss=1",
    "index_big": "j: index(10000000000)\nloss=1",
    "index_idx": "j[i]: index(2)\nloss=1",
    "index_str": "j: index(n)\nloss = 1",
    "indextwice": "j: index(2)\nj: index(2)\nloss=1",
    "index_val": "j: index(2) = 3\nloss=1",
    "prediction_unknown": HEAD + "prediction: otput\noutput[i] = w*x[i]\nloss=w",
    "prediction_data": HEAD + "prediction: x\noutput[i] = w*x[i]\nloss=w",
    "prediction_twice": HEAD + "o=w\nprediction: o\nprediction: o\nloss=w",
    "prediction_bad": HEAD + "prediction: 2\nloss=w",
    "pred_idx": HEAD + "o[i]=x[i]\nprediction: o[i]\nloss=w",
    "sample_second": "x[i, k]: data\nt[k, i]: data\nloss = 1",
    "decl_sub": "x[0]: data\nloss=1",
    "left_call": HEAD + "exp(w) = 2\nloss=w",
    "left_number": HEAD + "2 = w\nloss=w",
    "pass": "pass",
    "import": "import os",
    "call": "exec(1)",
    "expr": HEAD + "w + 1\nloss = w",
    "bare_ann": "x[i]\nloss=1",
    "equalsign": HEAD + "loss == w",
    "hash": HEAD + "loss = # nothing",
    "colon": HEAD + "loss: w",
    "decl_param_weird": "w: parameter(2)\nloss=w",
    "print": HEAD + "loss = print(w)",
    "lambda": HEAD + "loss = lambda x: x",
    "not": HEAD + "loss = not w",
    "tab": HEAD + "loss =\tq",
    "tab2": HEAD + "\tloss = q",
    "ellipsis": HEAD + "loss = ...",
    "dots": HEAD + "loss = 1.2.3",
    "nospace": HEAD + "loss = 2w",
    "backtick": HEAD + "loss = `w`",
    "dollar": HEAD + "loss = $w",
    "question": HEAD + "loss = w ? 1 : 2",
    "clash_idx": "x[i]: data\ni: index(3)\ni: index(4)\nloss = mean[i](x[i])",
    "dup_sub_decl": "x[i,i]: data\nloss=1",
    "decl_index_self": "i[i]: data\nloss=1",
    "learning_rate_as_a_parameter": "learning_rate: parameter = 1\nloss = 1",
    "learning_rate_as_a_target": HEAD + "learning_rate = w\nloss = w",
    "an_index_in_hexadecimal": "j: index(0x2)\nloss = 1",
    "prediction_with_an_index": HEAD + "o[i] = x[i]\nprediction[i]: o\nloss = w",
    # limits
    "characters": "#" * 100_001,
    "brackets": HEAD + "loss = " + "(" * 51 + "w" + ")" * 51,
    "long_chain": HEAD + "loss = " + "+".join(["w"] * 100),
    "a_million_digits": HEAD + "loss = " + "1" * 90_000,
    "401_digits": HEAD + "loss = " + "1" * 401,
    "a_long_name": HEAD + "loss = " + "a" * 101,
    "many_indexes": HEAD + f"loss = sum[{', '.join(f'i{n}' for n in range(33))}](w)",
    "a_long_line": HEAD + f"loss = {' + '.join(['w * 2'] * 30)} + q + {' + '.join(['w'] * 20)}",
    "an_indented_text": "    x[i]: data\n    loss = mean[i](z[i])",
    "windows_lines": "x[i]: data\r\nloss = mean[i](z[i])\r\n",
}
STEP = "x: data\nw: parameter = 1\nm: state = 0\nloss = (w - x)**2\n"
STEPS = {
    "updated_twice": STEP + "grad_w = 2 * (w - x)\nw = w - grad_w\nw = w - 1",
    "updated_before_the_gradients": STEP + "w = w - 1",
    "update_of_data": STEP + "grad_w = 2 * (w - x)\nx = x - 1",
    "update_with_other_indexes": (
        "x[i, k]: data\nw[k]: parameter = ones()\nloss = mean[i](sum[k](x[i, k] * w[k]))\n"
        "grad_w[k] = sum[i](x[i, k]) / size[i]\nw[i] = 2"
    ),
    "learning_rate_in_the_forward_pass": STEP + "a = learning_rate\nlast = a",
    "learning_rate_in_the_gradients": STEP + "grad_w = learning_rate",
    "deep_brackets": STEP + "grad_w = " + "(" * 101 + "w" + ")" * 101,
    "deep_operations": STEP + "grad_w = " + "+".join(["w"] * 200),
    "a_million_characters": "#" * 1_000_001,
}
SHAPES = {
    "two_data": ("x[i]: data\ny[i]: data\nloss = mean[i](x[i] * y[i])", {"x": (5,), "y": (4,)}),
    "two_axes": (
        "x[i, k]: data\ny[i, k]: data\nloss = mean[i, k](x[i, k] * y[i, k])",
        {"x": (5, 3), "y": (5, 2)},
    ),
    "data_and_index": ("x[i]: data\ni: index(3)\nloss = mean[i](x[i])", {"x": (5,)}),
    "renamed_reading": (
        "x[i, k]: data\nq[i, j] = x[i, j]\nj: index(2)\nloss = mean[i, j](q[i, j])",
        {"x": (5, 3)},
    ),
    "renamed_between_data": (
        "x[i, k]: data\ny[m]: data\nq[m] = sum[i](x[i, m]) * y[m]\nloss = sum[m](q[m])",
        {"x": (5, 3), "y": (4,)},
    ),
}


def message_of(text: str, source: str = "", *, whole: bool = False) -> str:
    with pytest.raises(WhygradError) as caught:
        (parse_step if whole else parse)(text, source)
    return str(caught.value)


def message_of_shapes(text: str, shapes: dict[str, tuple[int, ...]]) -> str:
    with pytest.raises(WhygradError) as caught:
        index_lengths(parse(text), shapes)
    return str(caught.value)


def all_messages() -> dict[str, str]:
    return {
        **{name: message_of(text) for name, text in TEXTS.items()},
        **{f"step/{name}": message_of(text, whole=True) for name, text in STEPS.items()},
        **{f"shapes/{name}": message_of_shapes(*case) for name, case in SHAPES.items()},
    }


def stored_messages() -> dict[str, str]:
    blocks = SNAPSHOT.read_text(encoding="utf-8").removeprefix("=== ").split("\n\n=== ")
    return {name: rest for name, _, rest in (block.strip("\n").partition("\n") for block in blocks)}


def write_messages() -> None:
    blocks = [f"=== {name}\n{message}" for name, message in all_messages().items()]
    SNAPSHOT.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


STORED = stored_messages() if SNAPSHOT.exists() else {}


@pytest.mark.parametrize("name", TEXTS)
def test_a_message_word_for_word(name: str) -> None:
    assert message_of(TEXTS[name]) == STORED[name]


@pytest.mark.parametrize("name", STEPS)
def test_a_message_about_a_whole_step(name: str) -> None:
    assert message_of(STEPS[name], whole=True) == STORED[f"step/{name}"]


@pytest.mark.parametrize("name", SHAPES)
def test_a_message_about_sizes_names_both_sources(name: str) -> None:
    assert message_of_shapes(*SHAPES[name]) == STORED[f"shapes/{name}"]


def test_no_stored_message_is_left_over() -> None:
    known = {*TEXTS, *(f"step/{name}" for name in STEPS), *(f"shapes/{name}" for name in SHAPES)}
    assert known == set(STORED)


def test_a_message_in_full() -> None:
    source = (
        "x[i, k]: data\ngamma[k]: parameter = ones()\nloss = mean[i](sum[k](x[i, k] * gama[k]))"
    )
    assert message_of(source, "net.eq") == (
        "net.eq, line 3, column 32: `gama` is not defined.\n"
        "    loss = mean[i](sum[k](x[i, k] * gama[k]))\n"
        "                                    ^^^^^^^\n"
        "Did you mean `gamma`?"
    ).replace("column 32", "column 33")


def test_line_and_column_are_told_to_programs() -> None:
    with pytest.raises(TextError) as caught:
        parse(HEAD + "loss = w +  q")
    assert (caught.value.line, caught.value.column) == (4, 13)


@pytest.mark.parametrize("name", TEXTS)
def test_the_caret_stands_under_the_place(name: str) -> None:
    text = TEXTS[name].replace("\r\n", "\n")
    with pytest.raises(WhygradError) as caught:
        parse(text)
    error = caught.value
    if not isinstance(error, TextError):
        assert "line" not in str(error).split("\n")[0]  # the text as a whole is at fault
        return
    what, shown, carets, *advice = str(error).split("\n")
    assert what.startswith(f"line {error.line}, column {error.column}: ")
    assert set(carets.strip()) == {"^"}
    assert len(advice) <= 1
    line = text.split("\n")[error.line - 1].ljust(error.column)
    character, first = line[error.column - 1], len(carets) - len(carets.lstrip())
    if "..." not in shown and character.isprintable():
        assert shown.ljust(first + 1)[first] == character


def test_the_source_is_named() -> None:
    assert message_of(HEAD + "loss = q", "net.eq").startswith("net.eq, line 4, column 8: ")
    assert message_of("", "net.eq").startswith("net.eq: there is no equation.")
    assert message_of("#" * 100_001, "net.eq").startswith("net.eq: the text has 100,001 characters")


def test_only_text_is_read() -> None:
    for wrong in (None, b"loss = 1", 3, ["loss = 1"]):
        with pytest.raises(WhygradError, match="Equations are text; this is"):
            parse(wrong)  # type: ignore[arg-type]


def test_no_message_shows_internals() -> None:
    for message in STORED.values():
        for internal in ("ast.", "<", "Traceback", "object at", "NoneType", "BinOp"):
            assert internal not in message or internal == "<"
        assert len(max(message.split("\n"), key=len)) <= 300


def test_helpers_of_messages() -> None:
    assert listing([]) == ""
    assert listing(["a"]) == "`a`"
    assert listing(["a", "b"]) == "`a` and `b`"
    assert listing(["a", "b", "c"], "or") == "`a`, `b` or `c`"
    assert counted(1, "argument") == "1 argument"
    assert counted(0, "argument") == "0 arguments"
    assert nearest("weigths", ["weights", "bias"]) == "Did you mean `weights`?"
    assert nearest("q", ["weights", "bias"]) == ""


# hostile text

N = 60_000
HOSTILE = {
    "minus": "-" * N + "w",
    "tilde": "~" * N + "w",
    "sums": "w+" * (N // 2) + "w",
    "powers": "w" + "**w" * (N // 3),
    "signed_powers": "w" + "**-w" * (N // 4),
    "attributes": "w" + ".a" * (N // 2),
    "calls": "w" + "()" * (N // 2),
    "subscripts": "w" + "[i]" * (N // 3),
    "open": "(" * N,
    "open_brackets": "w[" * (N // 2),
    "open_braces": "{" * N,
    "commas": "w," * (N // 2),
    "comparisons": "w" + "<w" * (N // 2),
    "targets": "w" + "=w" * (N // 2),
    "lines": "\n" * N,
    "returns": "\r" * N,
    "tabs": "\t" * N,
    "blanks": " " * N,
    "numbers": "1 " * (N // 2),
    "digits": "9" * N,
    "zeros": "0" * N,
    "dots": "." * N,
    "exponents": "1e" * (N // 2),
    "an_exponent": "1e" + "9" * N,
    "underscores": "_" * N,
    "digits_and_underscores": "1" + "_1" * (N // 2),
    "a_name": "a" * N,
    "hashes": "#" * N,
    "colons": ":" * N,
    "stars": "*" * N,
    "indexes": "sum[" + ",".join(f"i{n}" for n in range(9_000)) + "](w)",
    "deep_signs": "exp(" * 40 + "-" * 3_000 + "w" + ")" * 40,
    "nested_signs": "(" * 49 + "-" * 200 + "w" + ")" * 49,
    "equations": "w\n" + "\n".join(f"a{n} = w" for n in range(5_000)) + "\n(",
    "nul": "w\0" * 1_000,
    "form_feeds": "\f" * 10,
    "walruses": "(w:=" * 40,
    "lambda": "lambda: " * 1_000,
    "surrogate": "\ud800",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("whole", [False, True])
def test_hostile_text_ends_in_a_message(name: str, whole: bool) -> None:
    message = message_of(HEAD + "loss = " + HOSTILE[name], whole=whole)
    assert len(message) < 2_000


PIECES = [
    *"abcxywijk0123456789 ()[]{}+-*/.,:=#_\n\t'\"\\^@!%~<>&|;",
    *["x[i]", "w", "w[k]", "loss", "loss = ", "sum[i](", "mean[i, k](", "max[k](", "size[i]"],
    *["exp(", "maximum(", ": data\n", ": parameter = 1\n", ": setting = ", ": index(2)\n"],
    *["x[i]: data\n", "w: parameter = 1\n", "normal(0, 1)", "bernoulli(", ": draw = ", ": state"],
    *["prediction: ", "grad_", "grad_w = ", "iteration", "**", "1e", "0x", "1_0", "lambda", "if "],
    *["ü", "λ", "\0", "\u2028", "\ufeff", "\U0001f600", "\r", "\f", "   ", "# caption\n"],
]


def outcome(text: str, *, whole: bool = False) -> str:
    """The text of the step, or of the message that it ends in."""
    try:
        return (parse_step if whole else parse)(text).text
    except WhygradError as error:
        return str(error)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@example("")
@example("x[i]: data\nloss = mean[i](x[i])")
def test_random_text_raises_nothing_else(text: str) -> None:
    assert outcome(text)
    assert outcome(HEAD + text, whole=True)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_raises_nothing_else(text: str) -> None:
    for start in ("", HEAD, HEAD + "loss = "):
        assert outcome(start + text)


if __name__ == "__main__":
    write_messages()
