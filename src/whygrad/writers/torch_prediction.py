"""A trained prediction as a PyTorch module: its code, and its parameters as safetensors."""

from __future__ import annotations

from typing import Any

import numpy as np

from whygrad.writers.assembly import Context, found, function
from whygrad.writers.layout import assign, docstring, sequence
from whygrad.writers.numpy_prediction import answer_text
from whygrad.writers.outline import Function
from whygrad.writers.prediction import Trained
from whygrad.writers.raw_rows import NAMES, row_blocks
from whygrad.writers.torch import TorchStyle
from whygrad.writers.torch_arrays import TorchArrays
from whygrad.writers.wrapping import TAB

TITLE = """A trained neural network in PyTorch, written by whygrad from its equations.

load() gives the module with what it has learned, which it reads from the file
{file} beside this one."""
IMPORTS = """import pathlib

import safetensors.torch
import torch"""
ENCODED = """
Of rows of a table, as csv.DictReader gives them: load()(*encoded(rows))."""
PROGRAM = {"Network", "load", "network", "path", "pathlib", "safetensors", "self"} | NAMES
LOAD = '''\
def load():
    """The network with what it has learned."""
    network = Network()
    path = pathlib.Path(__file__).with_suffix(".safetensors")
    network.load_state_dict(safetensors.torch.load_file(path))
    return network.eval()
'''
ATTRIBUTES = """
    T_destination add_module apply bfloat16 buffers call_super_init children compile cpu cuda
    double dump_patches eval extra_repr float forward get_buffer get_extra_state get_parameter
    get_submodule half ipu load_state_dict modules mtia named_buffers named_children named_modules
    named_parameters parameters register_backward_hook register_buffer register_forward_hook
    register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook
    register_load_state_dict_post_hook register_load_state_dict_pre_hook register_module
    register_parameter register_state_dict_post_hook register_state_dict_pre_hook requires_grad_
    set_extra_state set_submodule share_memory state_dict to to_empty train training type xpu
    zero_grad
    """
"""What every module of PyTorch has already."""


class ModuleArrays(TorchArrays):
    """PyTorch where the default type is not ours to set: numbers say which type they have."""

    def __init__(self, dtype: str):
        self.number = f"torch.tensor(float({{}}), dtype=torch.{dtype})"


class ModuleStyle(TorchStyle):
    """The style of a module, whose attributes are quantities."""

    reserved = TorchStyle.reserved | frozenset(ATTRIBUTES.split()) | PROGRAM

    def __init__(self, dtype: str):
        self.arrays = ModuleArrays(dtype)


def write(trained: Trained, file: str) -> str:
    """The code of the module; `file` is the name of the one with the parameters."""
    step, style = trained.step, ModuleStyle(trained.dtype)
    context = style.context(step)
    lines = style.lines(context, step.forward, "above")
    predict = function(context, "predict", lines, (trained.quantity,))
    text = "\n".join(predict.lines) + "\n"
    data = [name for name in predict.arguments if name not in trained.values]
    rows = row_blocks(trained, data, f"torch.tensor({{}}, dtype=torch.{trained.dtype})")
    blocks = [*style.helpers(text), text, module_text(trained, context, predict), LOAD, *rows]
    uses = "import math\n" if found("math.", text) else ""
    title = TITLE.format(file=file) + (ENCODED if rows else "")
    head = [*docstring(title), "", f"{uses}{IMPORTS}"]
    return "\n".join(head) + "\n\n\n" + "\n\n".join(blocks)


def state_dict(trained: Trained) -> dict[str, np.ndarray]:
    """The parameters and states as the module names them."""
    names = ModuleStyle(trained.dtype).context(trained.step).names
    learned = trained.step.declared("parameter", "state")
    return {names[d.name]: np.asarray(trained.values[d.name], order="C") for d in learned}


def module_text(trained: Trained, context: Context, predict: Function) -> str:
    """The class: its parameters, empty yet, and the call of the function."""
    names, values = context.names, trained.values
    given = [names[name] for name in predict.arguments if name not in values]
    arguments = [f"self.{names[n]}" if n in values else names[n] for n in predict.arguments]
    lines = ["class Network(torch.nn.Module):", *docstring(answer_text(trained, predict), TAB)]
    lines += ["", f"{TAB}def __init__(self):", f"{TAB * 2}super().__init__()"]
    for line in trained.step.declared("parameter", "state", "setting"):
        lines += attribute_lines(names[line.name], line.kind, values[line.name], trained.dtype)
    lines += ["", *sequence(f"{TAB}def forward(", ["self", *given], "):", TAB)]
    lines += sequence(f"{TAB * 2}return predict(", arguments, ")", TAB * 2)
    return "\n".join(lines) + "\n"


def attribute_lines(name: str, kind: str, value: Any, dtype: str) -> list[str]:
    """A parameter, a state as a buffer, or a setting as a number."""
    if kind == "setting":
        return [f"{TAB * 2}self.{name} = {float(value)!r}"]
    shape = ", ".join(map(str, np.shape(value))) or "()"
    empty = f"torch.empty({shape}, dtype=torch.{dtype})"
    if kind == "state":
        return [f'{TAB * 2}self.register_buffer("{name}", {empty})']
    return assign([f"self.{name}"], f"torch.nn.Parameter({empty})", TAB * 2)
