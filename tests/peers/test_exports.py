"""Exported PyTorch modules, against the reference interpreter over the zoo."""

import importlib.util
import inspect
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import save_file

import whygrad as wg
from agreement import difference
from whygrad.calculus.dependence import find_prediction
from whygrad.calculus.evaluation import evaluate
from whygrad.writers import torch_prediction
from whygrad.writers.outline import outline_prediction
from whygrad.writers.prediction import trained_prediction
from zoo import AT_ITERATION, ZOO, Model


def imported(path: Path) -> torch.nn.Module:
    """The network of a file, loaded as a person loads it."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    network: torch.nn.Module = module.load()
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
