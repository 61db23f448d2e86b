"""Exported PyTorch modules, against the reference interpreter over the zoo."""

import csv
import importlib.util
import inspect
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
import torch
from safetensors.numpy import save_file
from sklearn import datasets

import c_programs
import whygrad as wg
from agreement import difference
from whygrad.calculus.dependence import find_prediction
from whygrad.calculus.evaluation import evaluate
from whygrad.cli import main
from whygrad.writers import torch_prediction
from whygrad.writers.outline import outline_prediction
from whygrad.writers.prediction import trained_prediction
from zoo import AT_ITERATION, ZOO, Model


def module_of(path: Path) -> Any:
    """A file, imported as a person imports it."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def imported(path: Path) -> torch.nn.Module:
    """The network of a file."""
    network: torch.nn.Module = module_of(path).load()
    return network


@pytest.mark.parametrize("default", ["float64", "float32"])
@pytest.mark.parametrize(("dtype", "factor"), [("float64", 1e-12), ("float32", 2e-5)])
@pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
def test_a_module_predicts(
    model: Model, dtype: str, factor: float, default: str, tmp_path: Path
) -> None:
    """Whatever type PyTorch computes with by default."""
    name = find_prediction(model.step) or model.step.loss
    learned = {**model.parameters, **model.named("state")}
    values = {key: np.asarray(value, dtype) for key, value in learned.items()}
    values |= {key: float(value) for key, value in model.named("setting").items()}
    shapes = {key: value.shape for key, value in model.data.items()}
    exported = trained_prediction(
        model.step, name, values, iteration=int(AT_ITERATION), shapes=shapes, dtype=dtype
    )
    (tmp_path / "m.py").write_text(torch_prediction.write(exported, "m.safetensors"))
    save_file(torch_prediction.state_dict(exported), tmp_path / "m.safetensors")
    before = torch.get_default_dtype()
    torch.set_default_dtype(getattr(torch, default))
    try:
        network = imported(tmp_path / "m.py")
        names = [each.rstrip("_") for each in inspect.signature(network.forward).parameters]
        given = [torch.tensor(np.asarray(model.data[each], dtype)) for each in names]
        got = network(*given).detach().numpy()
    finally:
        torch.set_default_dtype(before)
    want = evaluate(outline_prediction(model.step, name).forward, model.values, model.lengths)[name]
    size = np.full(want.shape, max(1.0, np.abs(want).max(initial=0)))
    assert got.dtype == dtype
    assert not difference(got.astype(float), want, size, factor=factor)


def test_the_names_that_modules_have_are_reserved() -> None:
    public = {name for name in dir(torch.nn.Module()) if not name.startswith("_")}
    assert public <= set(torch_prediction.ATTRIBUTES.split())


def test_an_exported_module_is_compared_and_learns_on(tmp_path: Path) -> None:
    text = "x[i]: data\ny[i]: data\nw: parameter = 1\n"
    text += "o[i] = w * x[i]\nloss = mean[i]((o[i] - y[i])**2)"
    data = {"x": np.array([1.0, 2, 3]), "y": np.array([2.0, 4, 6])}
    run = wg.Model(text).fit(data, steps=3, learning_rate=0.01)
    found = run.export("torch", tmp_path / "m.py")
    assert found.by.startswith("PyTorch ")
    assert found.difference == 0
    network = imported(tmp_path / "m.py")
    loss = ((network(torch.tensor(data["x"])) - torch.tensor(data["y"])) ** 2).mean()
    loss.backward()
    want = wg.Model(text).gradients(data, run.parameters)["w"]
    assert network.w.grad.item() == pytest.approx(want, rel=1e-12)


def test_digits_are_told_alike_in_pytorch_onnx_runtime_and_c(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A network for a table, trained, exported and run everywhere on the same raw rows."""
    monkeypatch.chdir(tmp_path)
    found = datasets.load_digits()
    with Path("digits.csv").open("w", newline="") as file:
        lines = csv.writer(file)
        lines.writerow([*found.feature_names, "digit"])
        lines.writerows([*row, goal] for row, goal in zip(found.data, found.target, strict=True))
    words = ["train", "digits.csv", "--target", "digit", "--hidden", "16,8", "--steps", "2000"]
    assert main([*words, "--out", "digits.wg"]) == 0
    for to, name in (("torch", "digits.py"), ("onnx", "digits.onnx"), ("c", "digits.c")):
        assert main(["export", "digits.wg", "--to", to, "--out", name]) == 0
    run = wg.load("digits.wg")
    names = [column.name for column in run.record.columns["inputs"]]
    with Path("digits.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    inputs = np.array([[float(row[name]) for name in names] for row in rows])
    ours = run.predict({"inputs": inputs})

    module = module_of(Path("digits.py"))
    in_torch = module.load()(*module.encoded(rows)).detach().numpy()
    session = onnxruntime.InferenceSession("digits.onnx", providers=["CPUExecutionProvider"])
    (in_onnx,) = session.run(None, {"inputs": inputs})
    c_programs.run(
        [c_programs.compiler(), "-std=c99", "-DMAIN", "digits.c", "-o", "it", "-lm"], tmp_path
    )
    text = "\n".join(",".join(map(repr, row)) for row in inputs.tolist())
    done = subprocess.run("./it", input=text, capture_output=True, text=True, check=True)
    in_c = np.array([[float(x) for x in line.split(",")] for line in done.stdout.splitlines()])
    for answer in (in_torch, in_onnx, in_c):
        np.testing.assert_allclose(answer, ours, atol=1e-12)
    assert np.mean(ours.argmax(axis=1) == found.target) > 0.95
