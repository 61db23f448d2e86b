"""Scripts are read as Python would run them, and nothing of them is run."""

import ast
from pathlib import Path

import numpy as np
import pytest

from twins import differences
from whygrad.checking.reading import evaluated, read_script, rerun, statement_of, trace_script
from whygrad.checking.traces import Binding, Node, Trace, pulled_back, replayed
from whygrad.language.messages import WhygradError

HERE = Path(__file__).parent
OWN = sorted((HERE / "reading").glob("*.py"))
RIGHT = sorted((HERE / "mistaken" / "right").glob("*.py"))


@pytest.mark.parametrize("file", [*OWN, *RIGHT], ids=lambda file: file.stem)
def test_a_script_is_read_as_python_runs_it(file: Path) -> None:
    assert differences(file.read_text(encoding="utf-8")) == []


def traced(text: str, **how: object) -> Trace:
    return trace_script(read_script(text), **how)  # type: ignore[arg-type]


def bound(trace: Trace, name: str, place: int = -1) -> Binding:
    everywhere = [*trace.before, *(b for p in trace.passes for b in p.bindings)]
    return [b for b in everywhere if b.name == name][place]


NEURON = """\
import random
celsius = [float(c) for c in range(-3, 4)]
fahrenheit = [c * 1.8 + 32 for c in celsius]
weight = random.random()
bias = 0.0
for step in range(1000):
    grad_weight = 0
    grad_bias = 0
    loss = 0
    for i in range(len(celsius)):
        output = celsius[i] * weight + bias
        error = output - fahrenheit[i]
        loss += error ** 2 / len(celsius)
        grad_weight += 2 * error * celsius[i] / len(celsius)
        grad_bias += 2 * error / len(celsius)
    weight = weight - 0.01 * grad_weight
    bias -= 0.01 * grad_bias
    print("loss", loss)
"""


def test_a_loop_over_samples_is_an_index() -> None:
    trace = traced(NEURON)
    output = bound(trace, "output").node
    assert [loop.name for loop in output.loops] == ["i"]
    assert output.value.shape == (7,)
    gradient = bound(trace, "grad_weight").node
    assert gradient.loops == ()
    assert gradient.value.shape == ()


def test_the_training_loop_is_read_for_three_passes() -> None:
    trace = traced(NEURON)
    assert trace.loop == 6
    assert len(trace.passes) == 3
    assert [entry.name for entry in trace.passes[0].carried] == ["weight", "bias"]
    assert [text for _, text in trace.printed] == ["loss"] * 3


def test_start_values_are_put_in_at_the_begin_of_training() -> None:
    trace = traced(NEURON, entry={"weight": np.array(0.5), "bias": np.array(-2.0)})
    starts = {entry.name: entry.start for entry in trace.passes[0].carried}
    assert {name: (node.leaf, float(node.value)) for name, node in starts.items()} == {
        "weight": ("start", 0.5),
        "bias": ("start", -2.0),
    }


def test_a_trace_has_the_gradients_of_its_loss() -> None:
    trace = traced(NEURON, entry={"weight": np.array(0.5), "bias": np.array(-2.0)})
    first = trace.passes[0]
    loss = [b.node for b in first.bindings if b.name == "loss"][-1]
    found = pulled_back(loss)
    for entry in first.carried:
        claimed = [b.node for b in first.bindings if b.name == f"grad_{entry.name}"][-1]
        assert found[entry.start] == pytest.approx(claimed.value, rel=1e-12)
        step = replayed([loss], {entry.start: entry.start.value + 1e-30j})[loss]
        assert step.imag / 1e-30 == pytest.approx(claimed.value, rel=1e-12)


def test_a_branch_that_only_reports_is_read_in_every_pass() -> None:
    text = NEURON.replace("print(", "if step % 100 == 99:\n        print(")
    trace = traced(text)
    assert [text for _, text in trace.printed] == ["loss"] * 3
    trace = traced(text.replace("print(", "weight *= 0.5; print("))  # it does more than report
    assert trace.printed == ()


def test_parts_of_one_array_are_parameters_of_their_own() -> None:
    trace = traced(
        "import numpy as np\n"
        "u, v = np.random.randn(2, 3)\n"
        "for step in range(9):\n"
        "    u, v = u - 0.1 * u * v, v - 0.1 * v * u\n",
        entry={"u": np.ones(3), "v": np.full(3, 2.0)},
    )
    starts = {entry.name: entry.start.value.tolist() for entry in trace.passes[0].carried}
    assert starts == {"u": [1.0, 1.0, 1.0], "v": [2.0, 2.0, 2.0]}


def test_layers_are_no_training_steps() -> None:
    trace = traced(
        "import numpy as np\n"
        "x = np.random.randn(5, 3)\n"
        "layers = [np.random.randn(3, 3) for _ in range(5)]\n"
        "for step in range(9):\n"
        "    h = x\n"
        "    for w in layers:\n"
        "        h = h + np.tanh(h @ w)\n"
        "    for k in range(5):\n"
        "        layers[k] = layers[k] - 0.1 * h.sum() * layers[k]\n"
    )
    assert len([b for b in trace.passes[0].bindings if b.name == "h"]) == 6


def test_a_number_that_guards_a_logarithm_is_left_out() -> None:
    trace = traced(
        "import numpy as np\np = np.array([0.2, 0.7])\na = np.log(p + 1e-9)\nb = p + 1e-9\n"
    )
    assert np.array_equal(bound(trace, "a").node.value, np.log([0.2, 0.7]))
    assert np.array_equal(bound(trace, "b").node.value, np.array([0.2, 0.7]) + 1e-9)


def test_a_new_expression_is_evaluated_as_things_stood() -> None:
    trace = traced(NEURON)
    binding = bound(trace, "grad_weight", 1)
    error = bound(trace, "error", 0).node
    assert np.array_equal(evaluated("error * 2", binding).value, 2 * error.value)
    before = evaluated("weight", binding)
    assert before is bound(trace, "weight", 0).node or before.leaf == "random"
    assert np.array_equal(evaluated("weight", binding).value, before.value)


def test_a_statement_is_run_anew() -> None:
    trace = traced(NEURON)
    binding = bound(trace, "grad_weight", 1)
    assert ast.unparse(statement_of(binding)).startswith("grad_weight += 2")
    again = rerun("grad_weight += 2 * error * celsius[i] / len(celsius)", binding)
    halved = rerun("grad_weight += error * celsius[i] / len(celsius)", binding)
    assert isinstance(again, Node)
    assert isinstance(halved, Node)
    assert again.value == pytest.approx(binding.node.value, rel=1e-14)
    assert halved.value == pytest.approx(binding.node.value / 2, rel=1e-14)


def test_what_cannot_be_evaluated_is_said() -> None:
    binding = bound(traced(NEURON), "grad_weight", 1)
    with pytest.raises(WhygradError, match="the name `nothing` has no value here"):
        evaluated("nothing + 1", binding)


def test_arrays_that_are_one_in_memory_are_named() -> None:
    trace = traced(
        "import numpy as np\n"
        "w = np.ones(3)\n"
        "old = w\n"
        "x = np.arange(3.0)\n"
        "for step in range(10):\n"
        "    g = (w @ x - 1) * x\n"
        "    w -= 0.1 * g\n"
    )
    (entry,) = trace.passes[0].carried
    assert (entry.name, entry.same_array_as) == ("w", ("old",))


STEP = """\
import numpy as np
def step(X, y, W, b, lr=0.1):
    error = X @ W + b - y
    loss = np.mean(error ** 2)
    d = 2 * error / error.size
    return loss, W - lr * X.T @ d, b - lr * d.sum(axis=0)
"""


def test_a_function_that_is_never_called_gets_arguments_that_fit() -> None:
    trace = traced(STEP)
    assert trace.loop is None
    assert trace.unread == ()
    assert trace.others == {
        "uncalled": {"step": {"X": (5, 3), "y": (5, 2), "W": (3, 2), "b": (2,)}}
    }
    assert [b.name for b in trace.passes[0].bindings if b.kind == "assign"] == [
        "error",
        "loss",
        "d",
    ]


def test_a_step_without_a_loop_takes_start_values() -> None:
    text = "w = 0.0\nx = 2.0\nerror = w * x - 1.0\nw = w - 0.1 * error * x\n"
    (only,) = traced(text, entry={"w": np.array(0.25)}).passes
    assert [float(b.node.value) for b in only.bindings if b.name == "error"] == [-0.5]
    (entry,) = only.carried
    assert (entry.name, float(entry.end.value)) == ("w", 0.25 - 0.1 * -0.5 * 2)


def test_a_mini_batch_is_a_pass() -> None:
    trace = traced(
        "import numpy as np\n"
        "x = np.random.randn(20, 3)\n"
        "y = np.random.randn(20)\n"
        "w = np.zeros(3)\n"
        "for epoch in range(5):\n"
        "    order = np.random.permutation(20)\n"
        "    for k in range(0, 20, 10):\n"
        "        part = order[k:k + 10]\n"
        "        error = x[part] @ w - y[part]\n"
        "        w -= 0.1 * x[part].T @ error / 10\n"
    )
    assert (trace.loop, len(trace.passes)) == (7, 3)
    assert bound(trace, "error").node.value.shape == (10,)


def test_what_a_branch_of_some_passes_leaves_is_where() -> None:
    trace = traced(
        "z = [-1.0, 2.0, 0.5]\n"
        "out = []\n"
        "for v in z:\n"
        "    if v > 0:\n"
        "        a = v\n"
        "    else:\n"
        "        a = 0.1 * v\n"
        "    out.append(a)\n"
    )
    node = bound(trace, "out").node
    assert node.operation == "where"
    assert node.value == pytest.approx([-0.1, 2.0, 0.5])


# What is not read --------------------------------------------------------------------------------


def test_what_cannot_be_read_is_named_and_the_rest_is_read() -> None:
    trace = traced(
        "import numpy as np\n"
        "x = np.loadtxt('numbers.csv')\n"
        "y = x * 2\n"
        "z = np.arange(3) + 1\n"
        "u = strange(z)\n"
    )
    assert [(u.line, u.why) for u in trace.unread] == [
        (2, "`np.loadtxt` reads from outside the script"),
        (5, "the name `strange` has no value here"),
    ]
    assert bound(trace, "z").node.value.tolist() == [1, 2, 3]


def test_nothing_of_a_script_is_run(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    trace = traced(
        f"open({str(mark)!r}, 'w').write('run')\n"
        f"exec(\"open('{mark}', 'w')\")\n"
        "import os\n"
        f"os.system('touch {mark}')\n"
        f"__import__('os').system('touch {mark}')\n"
        "(lambda: 0).__globals__\n"
    )
    assert not mark.exists()
    assert [u.line for u in trace.unread] == [2, 5, 6]


def test_work_is_limited() -> None:
    trace = traced("x = 0.5\nwhile True:\n    y = x * 2\n")
    assert [u.why for u in trace.unread] == [
        "the script computes too much to be read to its end; it was read up to here"
    ]


def test_calls_without_end_are_limited() -> None:
    trace = traced("def f(n):\n    return f(n + 1)\nx = f(0)\ny = 2.0\n")
    assert "calls nested more than 60 deep are not read" in [u.why for u in trace.unread]
    assert bound(trace, "y").node.value == 2.0


@pytest.mark.parametrize(
    "text",
    [
        "np.zeros((100000, 100000))", "np.arange(10**10)", "np.eye(10**6)",
        "np.linspace(0, 1, 10**9)",
        "np.tile(np.ones(10), 10**9)", "np.repeat(np.ones(10), 10**9)",
        "np.full((10**5, 10**5), 1.0)",
        "np.outer(np.ones(10**5), np.ones(10**5))", "[0] * 10**10",
        "'a' * 10**10", "10 ** 10 ** 10",
        "np.ones((10**5, 1)) * np.ones((1, 10**5))", "[i for i in range(10**10)]",
        "sum(range(10**9))", "list(range(10**9))", "list(zip(range(10**9), range(10**9)))",
        "np.random.permutation(10**10)", "np.random.choice(10**10)",
        "np.random.poisson(1.0, 10**10)", "np.tri(10**6)", "np.logspace(0, 1, 10**9)",
        "np.bincount([10**12])", "np.vander(np.ones(10**5))", "np.cov(np.ones((10**5, 2)))",
        "np.pad(np.ones(3), 10**9)", "np.resize(np.ones(3), 10**10)", "np.mgrid[0:10**10]",
        "np.hanning(10**9)", "np.histogram(np.ones(3), 10**9)", "np.fromfunction(abs, (10**9,))",
        "np.linalg.svd(np.ones((10**4, 10**3)))", "list(np.ndindex(10**5, 10**5))",
        "np.geomspace(1, 2, 10**9)", "random.choices([1], k=10**10)",
    ],
)  # fmt: skip
def test_nothing_large_is_made(text: str) -> None:
    trace = traced(f"import random\nimport numpy as np\nx = {text}\ny = 1.0\n")
    assert len(trace.unread) == 1


def test_memory_is_limited() -> None:
    trace = traced("import numpy as np\nx = np.random.randn(100000, 100000)\n")
    assert [u.why for u in trace.unread] == [
        "random numbers of shape (100000, 100000) are too many to read"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "x = 1\ny = (2 +\n",
            "s.py, line 2, column 5: this is not Python: '(' was never closed\n"
            "    y = (2 +\n        ^",
        ),
        ("x" * 10_000_001, "s.py is too long: 10,000,001 characters, at most 10,000,000 are read."),
        (b"x = '\xff'\n", "s.py is not UTF-8 text (byte 6). Save it as UTF-8."),
        ("x = 1\0", "s.py is not text: it holds a null character."),
        (
            "x = 1\ny = " + "-" * 500 + "1\n",
            "s.py, line 2: nested too deeply (at most 120 levels are read).",
        ),
        (
            "x = " + "(" * 5000 + ")" * 5000,
            "s.py, line 1, column 205: this is not Python: too many nested parentheses",
        ),
    ],
    ids=["syntax", "long", "bytes", "null", "deep", "parentheses"],
)
def test_a_text_that_cannot_be_parsed_is_refused(text: str | bytes, message: str) -> None:
    with pytest.raises(WhygradError) as refusal:
        read_script(text, "s.py")
    assert str(refusal.value).startswith(message)
