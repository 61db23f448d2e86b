"""Exports of every model of the zoo, run as what they are, against the reference interpreter."""

import errno
import inspect
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest

import whygrad as wg
from agreement import difference
from c_programs import SANITIZED, STRICT, compiler, run
from whygrad.calculus.dependence import find_prediction
from whygrad.calculus.evaluation import evaluate
from whygrad.engines.programs import load
from whygrad.examples import EXAMPLES
from whygrad.language.functions import FUNCTIONS
from whygrad.language.messages import WhygradError
from whygrad.writers import c_prediction, numpy_prediction, torch_prediction
from whygrad.writers import onnx as onnx_writer
from whygrad.writers.outline import outline_prediction
from whygrad.writers.prediction import Trained, trained_prediction
from zoo import AT_ITERATION, ZOO, Model

FACTORS = {"float64": 1e-12, "float32": 2e-5}
MODELS = pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
DTYPES = pytest.mark.parametrize("dtype", FACTORS)
NEURON = EXAMPLES["neuron"].files[0].read_text()
CELSIUS = np.linspace(-2, 2, 5)
DEGREES = {"celsius": CELSIUS, "fahrenheit": CELSIUS * 1.8 + 32}


def quantity_of(model: Model) -> str:
    return find_prediction(model.step) or model.step.loss


def trained(model: Model, dtype: str, *, with_shapes: bool = True) -> Trained:
    """The model's prediction at the zoo's point; draws are means."""
    learned = {**model.parameters, **model.named("state")}
    values = {name: np.asarray(value, dtype) for name, value in learned.items()}
    settings = {name: float(value) for name, value in model.named("setting").items()}
    return trained_prediction(
        model.step,
        quantity_of(model),
        {**values, **settings},
        iteration=int(AT_ITERATION),
        shapes={name: value.shape for name, value in model.data.items()} if with_shapes else {},
        dtype=dtype,
    )


def reference(model: Model, data: dict[str, Any], lengths: dict[str, int]) -> np.ndarray:
    """What the reference interpreter predicts."""
    name = quantity_of(model)
    forward = outline_prediction(model.step, name).forward
    return evaluate(forward, {**model.values, **data}, lengths)[name]


def first_samples(model: Model, count: int) -> tuple[dict[str, Any], dict[str, int]]:
    """Data with fewer samples, and the lengths that go with them."""
    step = model.step
    lengths = {i: count if is_sample(model, i) else n for i, n in model.lengths.items()}
    data = {}
    for line in step.data:
        cut = tuple(slice(count if is_sample(model, i) else None) for i in line.indexes)
        data[line.name] = model.data[line.name][cut]
    return data, lengths


def is_sample(model: Model, index: str) -> bool:
    from whygrad.language.sizes import index_classes

    classes = index_classes(model.step)
    return classes[index] == classes.get(model.step.sample_index or "")


def check(
    model: Model, got: Any, data: dict[str, Any], lengths: dict[str, int], dtype: str
) -> None:
    """The answer is what the reference interpreter says, as large as its largest entry."""
    want = reference(model, data, lengths)
    size = np.full(want.shape, max(1.0, np.abs(want).max(initial=0)))
    assert np.asarray(got).dtype == dtype
    assert not difference(np.asarray(got, float), want, size, factor=FACTORS[dtype])


# NumPy


@DTYPES
@MODELS
def test_numpy(model: Model, dtype: str) -> None:
    exported = trained(model, dtype)
    predict = load(numpy_prediction.write(exported)).predict
    for count in (1, 3):
        data, lengths = first_samples(model, count)
        names = [name.rstrip("_") for name in inspect.signature(predict).parameters]
        given = [data[name].tolist() for name in names]
        check(model, predict(*given), data, lengths, dtype)


NEURON_IN_NUMPY = '''\
"""A trained neural network in NumPy, written by whygrad from its equations.

predict(celsius) gives output.
"""

import numpy as np

weight = {weight}
bias = {bias}


def predict(celsius):
    """output[i] of celsius[i]."""
    celsius = np.asarray(celsius, np.float64)
    # the neuron
    output = celsius * weight + bias
    return output
'''


def test_a_numpy_file_reads_like_a_tutorial(tmp_path: Path) -> None:
    found = wg.Model(NEURON).fit(DEGREES, steps=3, learning_rate=0.01)
    found.export("numpy", tmp_path / "neuron.py")
    weight, bias = (float(found.parameters[name]) for name in ("weight", "bias"))
    text = (tmp_path / "neuron.py").read_text()
    assert text == NEURON_IN_NUMPY.format(weight=weight, bias=bias)
    code = "import neuron; print(repr(neuron.predict([42]).tolist()))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert eval(done.stdout) == found.predict({"celsius": [42]}).tolist()


def test_python_files_are_formatted_and_lint_free(tmp_path: Path) -> None:
    for name, model in ZOO.items():
        for dtype in FACTORS:
            exported = trained(model, dtype)
            (tmp_path / f"{name}_{dtype}_numpy.py").write_text(numpy_prediction.write(exported))
            text = torch_prediction.write(exported, f"{name}.safetensors")
            (tmp_path / f"{name}_{dtype}_torch.py").write_text(text)
    ruff = Path(sys.executable).with_name("ruff")
    options = ["--isolated", "--no-cache", str(tmp_path)]
    lint = [ruff, "check", "--line-length", "88", "--extend-select", "B,E,F,I,W", *options]
    formatter = [ruff, "format", "--line-length", "88", "--diff", *options]
    for command in (lint, formatter):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[:3000] + done.stderr[:1000]


# ONNX


def answer(content: bytes, data: dict[str, Any]) -> np.ndarray:
    """What ONNX Runtime predicts."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(content, options, ["CPUExecutionProvider"])
    types = {"tensor(double)": np.float64, "tensor(float)": np.float32}
    given = {
        each.name: np.asarray(data[each.name], types[each.type]) for each in session.get_inputs()
    }
    (found,) = session.run(None, given)
    return np.asarray(found)


@DTYPES
@MODELS
def test_onnx(model: Model, dtype: str) -> None:
    """For any number of samples; also where nothing tells the lengths of the data."""
    content = onnx_writer.write(trained(model, dtype))
    for count in (1, 3):
        data, lengths = first_samples(model, count)
        check(model, answer(content, data), data, lengths, dtype)
    content = onnx_writer.write(trained(model, dtype, with_shapes=False))
    check(model, answer(content, model.data), model.data, model.lengths, dtype)


@MODELS
def test_an_onnx_file_holds_all_and_keeps_the_names(model: Model) -> None:
    exported = trained(model, "float32")
    graph = onnx.load_from_string(onnx_writer.write(exported)).graph
    assert [each.name for each in graph.output] == [exported.quantity]
    made = {name for node in graph.node for name in node.output}
    assert {equation.name for equation in exported.step.forward} <= made
    assert {each.name for each in graph.input} <= {line.name for line in exported.step.data}
    assert all(each.data_location == onnx.TensorProto.DEFAULT for each in graph.initializer)
    held = {each.name: onnx.numpy_helper.to_array(each) for each in graph.initializer}
    for line in exported.step.parameters:
        np.testing.assert_array_equal(held[line.name], exported.values[line.name])


def test_the_shapes_of_an_onnx_file() -> None:
    graph = onnx.load_from_string(onnx_writer.write(trained(ZOO["two_layers"], "float64"))).graph

    def shape(each: Any) -> list[Any]:
        return [dim.dim_param or dim.dim_value for dim in each.type.tensor_type.shape.dim]

    assert [(each.name, shape(each)) for each in graph.input] == [("celsius", ["i", 4])]
    assert [(each.name, shape(each)) for each in graph.output] == [("output2", ["i", 3])]
    assert [node.op_type for node in graph.node] == ["Einsum", "Add", "Einsum", "Add"]
    assert graph.doc_string.startswith("output1[i, j] = sum[k](celsius[i, k] * weights1[k, j])")


POINTS = np.array([-8.0, -4.1, -1.3, -0.4, -0.0, 0.2, 0.5, 1.7, 4.1, 8.0])


@DTYPES
@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_in_onnx(name: str, dtype: str) -> None:
    """At kinks and far from 0, and what is no number stays none."""
    row = FUNCTIONS[name]
    call = f"{name}({', '.join(['x[i]', 'x2[i]'][: len(row.arguments)])})"
    model = wg.Model(
        f"x[i]: data\nx2[i]: data\nw: parameter = 1\ny[i] = w * {call}\nloss = sum[i](y[i])"
    )
    points = np.abs(POINTS) + 0.1 if name in ("log", "sqrt") else POINTS
    data = {"x": np.append(points, np.nan).astype(dtype), "x2": np.roll(points, 3).astype(dtype)}
    data["x2"] = np.append(data["x2"], data["x"][:1])
    data["x2"][0] = data["x"][0]
    exported = trained_prediction(
        model.step, "y", {"w": np.ones((), dtype)}, iteration=0, shapes={}, dtype=dtype
    )
    got = answer(onnx_writer.write(exported), data)
    with np.errstate(all="ignore"):
        scalars = zip(
            *(data[n].astype(float) for n in ("x", "x2")[: len(row.arguments)]), strict=True
        )
        want = np.array([row.value(*map(np.float64, point)) for point in scalars])
    rtol, atol = (1e-5, 1e-6) if dtype == "float32" else (1e-13, 1e-15)
    np.testing.assert_allclose(got, want, rtol=rtol, atol=atol)


# C

SINGLE = list(ZOO)[::6]  # of the same code in single precision, some are enough
IN_C = [(name, "float64") for name in ZOO] + [(name, "float32") for name in SINGLE]


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """For each precision one executable with the programs of all models; one is sanitised."""
    found = {}
    for dtype in FACTORS:
        folder = tmp_path_factory.mktemp(dtype)
        parts, calls = [], []
        for name in [name for name, its in IN_C if its == dtype]:
            source = c_prediction.write(trained(ZOO[name], dtype), f"{name}.c")
            (folder / f"{name}.c").write_text(source)
            if "#ifdef MAIN" in source:
                head = f"#define predict predict_{name}\n#define main main_{name}\n#define MAIN\n"
                (folder / f"part_{name}.c").write_text(f'{head}#include "{name}.c"\n')
                parts.append(f"part_{name}.c")
                calls.append(f'    if (!strcmp(arguments[1], "{name}")) return main_{name}();')
        heads = [f"int main_{part[5:-2]}(void);" for part in parts]
        lines = ["#include <string.h>", *heads, "int main(int count, char **arguments)", "{"]
        lines += ["    (void)count;", *calls, "    return 2;", "}\n"]
        (folder / "driver.c").write_text("\n".join(lines))
        sanitized = SANITIZED if dtype == "float64" else ()
        words = [compiler(), *STRICT, *sanitized, "-O0", "driver.c", *parts]
        run([*words, "-o", "programs", "-lm"], folder)
        found[dtype] = folder / "programs"
    return found


@pytest.mark.parametrize(("name", "dtype"), IN_C)
def test_c(name: str, dtype: str, programs: dict[str, Path]) -> None:
    """The program reads rows as text, each a sample for itself."""
    model = ZOO[name]
    exported = trained(model, dtype)
    plan = c_prediction.plan_of(exported)
    assert plan.prediction is not None
    if not plan.prediction.data:
        assert "MAIN" not in c_prediction.write(exported, "x.c")
        return
    samples = model.lengths.get(model.step.sample_index or "", 1)
    rows, want = [], []
    for number in range(samples):
        one, lengths = one_sample(model, number)
        values = [np.ravel(one[line.name]) for line in plan.prediction.data]
        rows.append(", ".join(repr(float(x)) for part in values for x in part))
        want.append(np.ravel(reference(model, one, lengths)))
    command = [str(programs[dtype]), model.name]
    done = subprocess.run(
        command, input="\n".join(rows), capture_output=True, text=True, check=True
    )
    got = np.array([[float(x) for x in line.split(",")] for line in done.stdout.splitlines()])
    assert done.stderr == ""
    size = np.full(got.shape, max(1.0, np.abs(want).max()))
    assert not difference(got, np.array(want), size, factor=FACTORS[dtype])


def one_sample(model: Model, number: int) -> tuple[dict[str, Any], dict[str, int]]:
    _, lengths = first_samples(model, 1)
    data = {}
    for line in model.step.data:
        value = model.data[line.name]
        taken = bool(line.indexes) and is_sample(model, line.indexes[0])
        data[line.name] = value[number : number + 1] if taken else value
    return data, lengths


def test_c_files_compile_on_their_own_without_a_warning(tmp_path: Path) -> None:
    """As a part of another program: nothing in them allocates, reads or prints."""
    for name, model in ZOO.items():
        source = c_prediction.write(trained(model, "float64"), f"{name}.c")
        (tmp_path / f"{name}.c").write_text(source)
        alone = source.partition("#ifdef MAIN")[0]
        assert not re.search(r"alloc|printf|scanf|stdio|stdlib", re.sub("//.*", "", alone))
    run([compiler(), *STRICT, "-fsyntax-only", *(f"{name}.c" for name in ZOO)], tmp_path)


NEURON_IN_C = """\
// A trained neural network in C, written by whygrad from its equations. It allocates
// nothing.
// double predict(double celsius);
// With -DMAIN it is a program, which predicts for each row of one number on standard
// input:
// cc -std=c99 -O2 -DMAIN neuron.c -o network -lm && ./network < ROWS.csv

typedef double real;

static const real weight = {weight};
static const real bias = {bias};

// output for one sample
real predict(real celsius)
{{
    // the neuron
    return celsius * weight + bias;
}}
"""


def test_a_c_file_reads_like_a_tutorial(tmp_path: Path) -> None:
    found = wg.Model(NEURON).fit(DEGREES, steps=3, learning_rate=0.01)
    found.export("c", tmp_path / "neuron.c")
    weight, bias = (float(found.parameters[name]) for name in ("weight", "bias"))
    text = (tmp_path / "neuron.c").read_text()
    assert text.partition("\n#ifdef")[0] == NEURON_IN_C.format(weight=weight, bias=bias)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_another_program_declares_the_function_as_the_file_says(dtype: str, tmp_path: Path) -> None:
    """Here the file itself is that program, so that the compiler compares the two."""
    for name, model in ZOO.items():
        source = c_prediction.write(trained(model, dtype), f"{name}.c")
        (head,) = re.findall(r"// ((?:void|double|float) predict\((?:.*\n//)*.*\);)", source)
        declared = head.replace("\n//", "")
        (tmp_path / f"{name}.c").write_text(f"{declared}\n{source}")
    run([compiler(), *STRICT, "-fsyntax-only", *(f"{name}.c" for name in ZOO)], tmp_path)


def test_rows_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "m.c").write_text(c_prediction.write(trained(ZOO["two_layers"], "float64"), "m.c"))
    run([compiler(), *STRICT, *SANITIZED, "-DMAIN", "m.c", "-o", "m", "-lm"], tmp_path)
    for rows, expected in (
        ("1,x,3,4", "line 1: number 2 cannot be read"),
        ("\n1 2 3 4\na", "line 3: number 1 cannot be read"),
        ("1,,2,3,4", "line 1: number 2 cannot be read"),
        ("inf,1,2,3", "line 1: number 1 cannot be read"),
        ("1,2,3,4\n1,2,3\n4,5,6,7", "line 2: expected 4 numbers"),
        ("1,2,3,4,5", "line 1: expected 4 numbers"),
        ("1,2,3,4,\n", "line 1: expected 4 numbers"),
    ):
        done = subprocess.run(
            [tmp_path / "m"], input=rows, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (1, f"{expected}\n")


def test_what_c_cannot_predict() -> None:
    model = wg.Model(
        "x[i]: data\nw[i]: parameter = zeros()\ny[i] = w[i] * x[i]\nloss = sum[i](y[i])"
    )
    exported = trained_prediction(
        model.step, "y", {"w": np.zeros(3)}, iteration=0, shapes={}, dtype="float64"
    )
    with pytest.raises(WhygradError) as caught:
        c_prediction.write(exported, "m.c")
    assert str(caught.value) == (
        "C predicts for one sample, which is not enough for `y`: it is computed from all samples"
        " together.\nExport to onnx, torch or numpy."
    )


# run.export


@pytest.fixture
def neuron(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> wg.Run:
    monkeypatch.chdir(tmp_path)
    return wg.Model(NEURON).fit(DEGREES, steps=3, learning_rate=0.01)


def test_an_export_tells_how_near_it_comes(neuron: wg.Run) -> None:
    found = neuron.export("onnx", "neuron.onnx")
    assert found.files == (Path("neuron.onnx"),)
    assert (found.quantity, found.inputs, found.samples) == ("output", ("celsius",), 5)
    assert found.difference is not None
    assert found.difference < 1e-14
    assert str(found) == (
        "wrote neuron.onnx\n"
        "It predicts `output` from `celsius`.\n"
        f"Compared with ONNX Runtime {onnxruntime.__version__} on 5 samples: greatest difference"
        f" {found.difference:.2g}, largest value {found.largest:.4g}."
    )


@pytest.mark.parametrize(
    ("to", "path", "reason"),
    [("c", "m.c", "a C file is not compiled here"), ("torch", "m.py", "PyTorch is not installed")],
)
def test_what_is_not_compared_is_told(
    to: str, path: str, reason: str, neuron: wg.Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    assert str(neuron.export(to, path)).splitlines()[-1] == f"Not compared: {reason}."


def test_another_quantity(neuron: wg.Run) -> None:
    neuron.export("numpy", "loss.py", quantity="loss")
    predict = load(Path("loss.py").read_text()).predict
    want = neuron.predict(DEGREES, quantity="loss")
    assert predict(DEGREES["celsius"], DEGREES["fahrenheit"]) == want


def test_a_torch_export_is_two_files_without_pickle(neuron: wg.Run) -> None:
    from safetensors.numpy import load_file

    found = neuron.export("torch", "neuron.py")
    assert found.files == (Path("neuron.safetensors"), Path("neuron.py"))
    held = load_file("neuron.safetensors")
    assert {name: value[()] for name, value in held.items()} == neuron.parameters


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("links", [False, True])
def test_a_torch_export_is_both_files_or_none(
    neuron: wg.Run, monkeypatch: pytest.MonkeyPatch, force: bool, links: bool
) -> None:
    before = {}
    if force:
        neuron.export("torch", "neuron.py")
        before = {name: Path(name).read_bytes() for name in os.listdir()}
        assert len(before) == 2
    neuron.record.parameters["weight"] += 1
    move = os.replace

    def fail(source: Path, target: Path) -> None:
        if target.name == "neuron.py":
            raise OSError(errno.ENOSPC, "full")
        move(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", fail)
        if not links:
            patched.setattr(os, "link", fail_to_link)
        with pytest.raises(WhygradError) as caught:
            neuron.export("torch", "neuron.py", force=force)
    assert str(caught.value) == (
        "`neuron.py` was not written: the disk is full.\nFree some space, or save elsewhere."
    )
    assert {name: Path(name).read_bytes() for name in os.listdir()} == before
    neuron.export("torch", "neuron.py", force=force)
    assert sorted(os.listdir()) == ["neuron.py", "neuron.safetensors"]
    assert {name: Path(name).read_bytes() for name in os.listdir()} != before


def fail_to_link(*_: object) -> None:
    raise OSError(errno.EPERM, "no links here")


def test_attributes_of_modules_get_underscores() -> None:
    text = "x[i]: data\ntrain: parameter = 1\nhalf: parameter = 1\ntype: setting = 2\n"
    model = wg.Model(f"{text}y[i] = train * x[i] + half * type\nloss = sum[i](y[i]**2)")
    values = {"train": np.float64(1), "half": np.float64(2), "type": 2.0}
    exported = trained_prediction(model.step, "y", values, iteration=0, shapes={}, dtype="float64")
    assert sorted(torch_prediction.state_dict(exported)) == ["half_", "train_"]
    assert "self.type_ = 2.0" in torch_prediction.write(exported, "m.safetensors")


MESSAGES = [
    ("jax", "m.py", {}, "to: there is no `jax`.\nExpected `onnx`, `torch`, `c` or `numpy`."),
    ("onnx", "m.py", {}, "`m.py`: an export to onnx is a file whose name ends in `.onnx`."),
    ("c", "m", {}, "`m`: an export to c is a file whose name ends in `.c`."),
    (
        "c",
        "there.c",
        {},
        "`there.c` exists.\nTake another name, or replace it: `force=True`, `--force`.",
    ),
    (
        "numpy",
        "m.py",
        {"quantity": "outptu"},
        "There is no forward quantity `outptu`.\nDid you mean `output`?",
    ),
]


@pytest.mark.parametrize(("to", "path", "options", "message"), MESSAGES)
def test_exports_that_cannot_be(
    to: str, path: str, options: Any, message: str, neuron: wg.Run
) -> None:
    Path("there.c").write_text("mine")
    with pytest.raises(WhygradError) as caught:
        neuron.export(to, path, **options)
    assert str(caught.value) == message
    assert [each.name for each in Path().iterdir()] == ["there.c"]
    assert Path("there.c").read_text() == "mine"


def test_without_the_packages(neuron: wg.Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert str(neuron.export("onnx", "m.onnx")).endswith(
        "Not compared: onnxruntime is not installed."
    )
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(WhygradError) as caught:
        neuron.export("onnx", "n.onnx")
    assert str(caught.value) == (
        'An export to ONNX needs the package onnx: pip install "whygrad[export]"'
    )


def test_a_model_without_its_data(neuron: wg.Run) -> None:
    neuron.record.data = None
    found = neuron.export("onnx", "m.onnx")
    assert (found.samples, found.difference) == (0, None)
    assert str(found).endswith("Not compared: the model was loaded without its data.")


def test_the_same_run_gives_the_same_files(neuron: wg.Run) -> None:
    """A loaded run too, whatever the order in which its file was read."""
    neuron.save("m.wg")
    for to, suffix in (("onnx", "onnx"), ("numpy", "py"), ("c", "c")):
        contents = set()
        for run_again in (neuron, wg.load("m.wg"), wg.load("m.wg"), wg.load("m.wg")):
            run_again.export(to, f"m.{suffix}", force=True)
            contents.add(Path(f"m.{suffix}").read_bytes())
        assert len(contents) == 1
