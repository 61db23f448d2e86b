"""The PyTorch and JAX writers, without PyTorch and JAX: `make peers` runs what they write."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import whygrad as wg
from whygrad.calculus.derivation import derive
from whygrad.examples import EXAMPLES
from whygrad.language.messages import WhygradError
from whygrad.language.notation import step_text
from whygrad.language.parsing import parse, parse_step
from whygrad.training.optimizers import OPTIMIZERS, with_update
from whygrad.writers import jax, numpy, torch
from whygrad.writers.literals import literal_lines
from whygrad.writers.torch_arrays import TORCH
from zoo import ZOO

STYLES = pytest.mark.parametrize("style", [torch, jax], ids=["torch", "jax"])
GRADIENTS = pytest.mark.parametrize("autograd", [False, True], ids=["own", "autograd"])
NEURON = with_update(ZOO["neuron"].step)


@STYLES
@GRADIENTS
def test_generated_programs_are_formatted_and_lint_free(
    autograd: bool, style: Any, tmp_path: Path
) -> None:
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent)) or shutil.which("ruff")
    assert ruff is not None, "ruff is missing: make setup installs it"
    for name, model in ZOO.items():
        step, sources = with_update(model.step), {}
        if all(len(line.indexes) < 3 for line in step.data):
            sources["table"] = style.write(step, autograd=autograd)
        starts = {**model.parameters, **model.named("state")}
        sources["data"] = style.write(step, model.data, starts, autograd=autograd)
        if model.data and name != "scalars_only":
            sources["batch"] = style.write(step, model.data, batch=3, autograd=autograd)
        sources["all"] = style.write_program(step, everything=True).source
        for kind, source in sources.items():
            (tmp_path / f"{name}_{kind}.py").write_text(source)
    for name in OPTIMIZERS:
        step = with_update(derive(parse(ZOO["deep"].text)), name)
        source = style.write_program(step, autograd=autograd).source
        (tmp_path / f"{name}.py").write_text(source)
    options = ["--isolated", "--no-cache", str(tmp_path)]
    lint = [ruff, "check", "--line-length", "88", "--extend-select", "B,E,F,I,W", *options]
    formatter = [ruff, "format", "--line-length", "88", "--diff", *options]
    for command in (lint, formatter):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


NEURON_IN_TORCH = '''\
"""A neural network in PyTorch, written by whygrad from its equations."""

import torch

torch.set_default_dtype(torch.float64)


def forward(celsius, fahrenheit, weight, bias):
    # the neuron
    output = celsius * weight + bias
    # mean squared error
    loss = ((output - fahrenheit) ** 2).sum() / len(celsius)
    return loss


def backward(weight, bias, loss):
    # PyTorch finds the gradients by itself. They agree with those of the equations, up
    # to rounding:
    #    grad_output[i] = 2 * (output[i] - fahrenheit[i]) / size[i]
    #    grad_weight = sum[i](grad_output[i] * celsius[i])
    #    grad_bias = sum[i](grad_output[i])
    return torch.autograd.grad(loss, (weight, bias))


@torch.no_grad()
def update_parameters(weight, bias, grad_weight, grad_bias, learning_rate):
    weight = weight - learning_rate * grad_weight  # gradient descent
    bias = bias - learning_rate * grad_bias
    return weight, bias


def train(celsius, fahrenheit, weight, bias, learning_rate, steps):
    history = {"loss": []}
    for _ in range(steps):
        for parameter in (weight, bias):
            parameter.requires_grad_()
        loss = forward(celsius, fahrenheit, weight, bias)
        grad_weight, grad_bias = backward(weight, bias, loss)
        weight, bias = update_parameters(
            weight, bias, grad_weight, grad_bias, learning_rate
        )
        history["loss"].append(loss.item())
    return weight, bias, history
'''
NEURON_IN_JAX = '''\
"""A neural network in JAX, written by whygrad from its equations."""

import functools

import jax

jax.config.update("jax_enable_x64", True)  # else it computes in float32


def forward(celsius, fahrenheit, weight, bias):
    # the neuron
    output = celsius * weight + bias
    # mean squared error
    loss = ((output - fahrenheit) ** 2).sum() / len(celsius)
    return output, loss


def backward(celsius, fahrenheit, output):
    grad_output = 2 * (output - fahrenheit) / len(celsius)  # from loss
    grad_weight = grad_output @ celsius  # from output
    grad_bias = grad_output.sum()  # from output
    return grad_weight, grad_bias


def update_parameters(weight, bias, grad_weight, grad_bias, learning_rate):
    weight = weight - learning_rate * grad_weight  # gradient descent
    bias = bias - learning_rate * grad_bias
    return weight, bias


@functools.partial(jax.jit, static_argnames="steps")
def train(celsius, fahrenheit, weight, bias, learning_rate, steps):
    def train_step(carry, _):
        weight, bias = carry
        output, loss = forward(celsius, fahrenheit, weight, bias)
        grad_weight, grad_bias = backward(celsius, fahrenheit, output)
        weight, bias = update_parameters(
            weight, bias, grad_weight, grad_bias, learning_rate
        )
        return (weight, bias), {"loss": loss}

    carry, history = jax.lax.scan(train_step, (weight, bias), length=steps)
    return *carry, history
'''


def test_the_neuron_reads_like_a_tutorial() -> None:
    assert torch.write_program(NEURON, autograd=True).source == NEURON_IN_TORCH
    assert jax.write_program(NEURON).source == NEURON_IN_JAX


AGREEMENT = """
    # {0} finds the gradients by itself. They agree with those of the equations, up
    # to rounding:
    #    grad_output[i] = 2 * (output[i] - fahrenheit[i]) / size[i]
    #    grad_weight = sum[i](grad_output[i] * celsius[i])
    #    grad_bias = sum[i](grad_output[i])
"""


@pytest.mark.parametrize(("style", "framework"), [("torch", "PyTorch"), ("jax", "JAX")])
def test_autograd_is_asked_for_and_says_with_what_it_agrees(style: str, framework: str) -> None:
    model, data = wg.Model.read(EXAMPLES["neuron"].files[0]), {"celsius": [1], "fahrenheit": [3]}
    trained = model.fit(data, steps=2, learning_rate=0.1)
    note = re.sub(r"\s+#*\s*", " ", AGREEMENT.format(framework))
    for source in (model, trained):
        assert note in re.sub(r"\s+#*\s*", " ", source.script(style, autograd=True))
        assert "grad_weight = grad_output @ celsius  # from output" in source.script(style)


@pytest.mark.parametrize("style", ["loops", "comprehensions", "numpy", "c"])
def test_other_styles_have_no_autograd(style: str) -> None:
    model = wg.Model(step_text(parse(ZOO["neuron"].text)))
    trained = model.fit(ZOO["neuron"].data, steps=1, learning_rate=0.1)
    for source in (model, trained):
        with pytest.raises(WhygradError) as caught:
            source.script(style, autograd=True)
        assert str(caught.value) == (
            f"autograd: a script in the style `{style}` has no framework that finds gradients.\n"
            "Take the style `torch` or `jax`, or leave autograd out."
        )


GRADIENT_IN_JAX = """
    def loss_of(weight, bias):
        return forward(celsius, fahrenheit, weight, bias)

    gradient = jax.grad(loss_of, argnums=(0, 1))
    return gradient(weight, bias)
"""


def test_jax_takes_the_gradient_of_a_function() -> None:
    assert GRADIENT_IN_JAX in jax.write_program(NEURON, autograd=True).source


RESERVED = """
{0}[{1}]: data
{2}[{1}]: data
{3}: parameter = 1
{4} = mean[{1}](({0}[{1}] * {3} - {2}[{1}])**2)
"""


@pytest.mark.parametrize(
    ("style", "names"),
    [
        (torch, ["torch", "np", "learned", "heaviside", "history"]),
        (jax, ["jnp", "jax", "carry", "train_step", "loss_of"]),
        (jax, ["scalars", "functools", "gradient", "pcg3d", "np"]),
    ],
)
def test_names_that_a_program_uses_get_underscores(style: Any, names: list[str]) -> None:
    step = with_update(derive(parse(RESERVED.format(*names))))
    for autograd in (False, True):
        spelled = style.write_program(step, autograd=autograd).names
        assert [spelled[name] for name in names if name != names[1]] == [
            f"{name}_" for name in names if name != names[1]
        ]


def test_an_update_that_reads_another_gradient_has_no_autograd_in_jax() -> None:
    update = "weight = weight - learning_rate * sum[i](grad_output[i])"
    step = parse_step(f"{step_text(ZOO['neuron'].step)}\n{update}")
    with pytest.raises(WhygradError, match="the update reads `grad_output`"):
        jax.write_program(step, autograd=True)
    assert "torch.autograd.grad(loss, output)[0]" in torch.write_program(step, autograd=True).source


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        (np.arange(-50.0, 50.0), "torch.arange(-50.0, 50.0)"),
        (np.arange(0.1, 7.1), "torch.tensor(np.arange(0.1, 7.1))"),
        (
            np.linspace(-50, 50, 100)[:, None],
            "torch.tensor(np.linspace(-50.0, 50.0, 100)).reshape(100, 1)",
        ),
        (np.array([0.5, np.nan, -np.inf]), "torch.tensor([0.5, torch.nan, -torch.inf])"),
        (np.float64(-2.5), "torch.tensor(-2.5)"),
        (np.zeros((0,)), "torch.zeros((0,))"),
    ],
)
def test_numbers_as_pytorch_reads_them(numbers: Any, code: str) -> None:
    assert literal_lines("x", numbers, "", arrays=TORCH) == [f"x = {code}"]


def test_words_in_captions_and_columns_import_nothing() -> None:
    text = "x[i]: data\nw: parameter = 1\n\nloss = mean[i]((w * x[i])**2)  # not torch.exp, jnp.exp"
    source = numpy.write(with_update(derive(parse(text))), columns={"x": ["jax.x"]})
    assert "import jax" not in source
    assert "import torch" not in source
    assert "torch.set" not in source
