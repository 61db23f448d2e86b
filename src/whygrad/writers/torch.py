"""A list of equations as a plain PyTorch program."""

from __future__ import annotations

from dataclasses import replace

from whygrad.language.equations import ITERATION, LEARNING_RATE, Step
from whygrad.writers.array_program import ArrayStyle
from whygrad.writers.assembly import Context, Loop
from whygrad.writers.autograd import AutogradStyle, script_writer
from whygrad.writers.layout import sequence
from whygrad.writers.numpy_main import array_dialect
from whygrad.writers.outline import Function, Outline, Program
from whygrad.writers.torch_arrays import TORCH
from whygrad.writers.wrapping import TAB, WIDTH


class TorchStyle(ArrayStyle):
    """Gradients by the derived equations."""

    arrays = TORCH
    title = "A neural network in PyTorch, written by whygrad from its equations."
    reserved = frozenset({"functools", "heaviside", "learned", "pcg3d", "torch"})
    dialect = array_dialect(TORCH, shown="{}.tolist()", rows="*{}.tolist()")
    loop = Loop("[]", 'history["{name}"].append({value}.item())')

    def numbers(self, step: Step) -> set[str]:
        return {ITERATION, LEARNING_RATE, *(line.name for line in step.settings)}


class TorchAutograd(AutogradStyle, TorchStyle):
    """Gradients by `torch.autograd.grad`."""

    framework = "PyTorch"

    def gradients(
        self, context: Context, forward: Function, quantities: tuple[str, ...]
    ) -> tuple[set[str], list[str]]:
        spelled = [context.names[name] for name in quantities]
        loss, lines = context.names[context.step.loss], []
        learned = f"({', '.join(spelled)})" if len(spelled) > 1 else spelled[0]
        code = f"{TAB}return torch.autograd.grad({loss}, {learned})"
        if len(code) > WIDTH:
            lines = sequence(f"{TAB}learned = (", spelled, ")", TAB, apart=True)
            code = f"{TAB}return torch.autograd.grad({loss}, learned)"
        lines.append(code if len(spelled) > 1 else f"{code}[0]")
        return {context.step.loss, *quantities}, lines

    def with_training(
        self, context: Context, outline: Outline, functions: list[Function], batch: bool
    ) -> list[Function]:
        found = {each.name: each for each in functions}
        if not {"backward", "update_parameters"} <= found.keys():
            return super().with_training(context, outline, functions, batch)
        update = found["update_parameters"]
        found["update_parameters"] = replace(update, lines=("@torch.no_grad()", *update.lines))
        *rest, train = super().with_training(context, outline, list(found.values()), batch)
        declared = {line.name for line in context.step.parameters}
        learned = [name for name in found["backward"].arguments if name in declared]
        return [*rest, followed(train, [context.names[name] for name in learned])]


def followed(train: Function, learned: list[str]) -> Function:
    """The training loop, in which PyTorch follows what is computed from the parameters."""
    start = next(n for n, line in enumerate(train.lines) if line.startswith(f"{TAB}for ")) + 1
    opening = [f"{TAB * 2}{name}.requires_grad_()" for name in learned]
    if len(learned) > 1:
        wide = len(f"{TAB * 2}for parameter in ({', '.join(learned)}):") > WIDTH
        opening = sequence(f"{TAB * 2}for parameter in (", learned, "):", TAB * 2, apart=wide)
        opening.append(f"{TAB * 3}parameter.requires_grad_()")
    return replace(train, lines=(*train.lines[:start], *opening, *train.lines[start:]))


OWN, AUTOGRAD = TorchStyle(), TorchAutograd()

write = script_writer(OWN, AUTOGRAD)


def write_program(
    step: Step,
    *,
    everything: bool = False,
    batch: bool = False,
    shuffle: bool = True,
    autograd: bool = False,
) -> Program:
    """The functions of a training step.

    With `everything`, `forward` and `backward` return all that they compute and there is
    no training loop; their lines are the same. With `batch`, a step takes some of the samples,
    with `shuffle` in an order of each epoch's own.
    With `autograd`, `backward` returns the gradients that PyTorch finds.
    """
    style = AUTOGRAD if autograd else OWN
    return style.program(step, everything=everything, batch=batch, shuffle=shuffle)
