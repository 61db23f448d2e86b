"""A list of equations as a plain JAX program, compiled as a whole."""

from __future__ import annotations

from dataclasses import replace

from whygrad.language.equations import GRADIENT, ITERATION, Step
from whygrad.language.messages import WhygradError
from whygrad.writers.array_program import ArrayStyle
from whygrad.writers.assembly import Context, Loop, called_in_turn, train_function
from whygrad.writers.autograd import AutogradStyle, script_writer
from whygrad.writers.jax_arrays import JAX
from whygrad.writers.layout import assign, returned, sequence
from whygrad.writers.numpy_main import array_dialect
from whygrad.writers.outline import (
    FIRST,
    HISTORY,
    Function,
    Outline,
    Program,
    in_turn,
    reads,
)
from whygrad.writers.wrapping import TAB, WIDTH

COMPILED = '@functools.partial(jax.jit, static_argnames="steps")'
SCAN = Loop("", "")  # its body records nothing by itself


class JaxStyle(ArrayStyle):
    """Gradients by the derived equations."""

    arrays = JAX
    title = "A neural network in JAX, written by whygrad from its equations."
    reserved = frozenset(
        {"carry", "functools", "gradient", "jax", "jnp", "loss_of", "pcg3d", "scalars"}
        | {"train_step"}
    )
    dialect = array_dialect(JAX)
    loop = Loop("[]", 'history["{name}"].append(float({value}))')

    def numbers(self, step: Step) -> set[str]:
        return set()

    def with_training(
        self, context: Context, outline: Outline, functions: list[Function], batch: bool
    ) -> list[Function]:
        """A compiled loop; with batches, whose last may be short, a loop of compiled functions."""
        if not batch:
            return [*functions, scan_function(context, outline, functions, self.loop)]
        functions = [replace(each, lines=("@jax.jit", *each.lines)) for each in functions]
        called, loop = [self.taking(context, functions), *functions], self.loop
        if ITERATION in reads(context.step):  # compiled code knows no 3**-2 of whole numbers
            loop = replace(loop, number=f"float({ITERATION})")
        return [*called, train_function(context, outline, called, loop)]


def scan_function(
    context: Context, outline: Outline, called: list[Function], loop: Loop
) -> Function:
    """The training loop as `jax.lax.scan`, which keeps every scalar of the forward pass."""
    train = train_function(context, outline, called, loop)
    if not outline.update:
        called = [each for each in called if each.name in ("draw", "forward")]
    kept = {name for name in train.returns if name != HISTORY}
    arguments = in_turn(context.step, kept.union(train.arguments))  # a scan starts with all kept
    spelled = [context.names[name] for name in arguments]
    if FIRST in train.arguments:
        spelled[-1] += "=0"
    learned = [context.names[name] for name in train.returns if name != HISTORY]
    carry = learned[0] if len(learned) == 1 else "carry"
    counted = any(ITERATION in each.arguments for each in called)
    counter = context.names[ITERATION] if counted else "_"
    text = [COMPILED, *sequence("def train(", spelled, "):", "")]
    text.append(f"{TAB}def train_step({carry}, {counter}):")
    if len(learned) > 1:
        text += assign(learned, carry, TAB * 2)
    text += [*called_in_turn(context, called, SCAN, ""), *step_results(context, learned, carry), ""]
    over = "length=steps"
    if counted:
        whole = ", dtype=float" if ITERATION in reads(context.step) else ""
        over = f"first + jnp.arange(steps{whole})"
    text += scan_lines(learned, carry, over)
    return Function("train", arguments, train.returns, tuple(text))


def step_results(context: Context, learned: list[str], carry: str) -> list[str]:
    """The end of a step: what the next one starts from, and what is recorded."""
    scalars = [f'"{name}": {context.names[name]}' for name in context.step.scalars()]
    kept = f"({', '.join(learned)})" if len(learned) > 1 else carry
    line = f"{TAB * 2}return {kept}, {{{', '.join(scalars)}}}"
    if len(line) <= WIDTH:
        return [line]
    lines = tuple_lines(carry, learned, TAB * 2) if len(learned) > 1 else []
    lines += sequence(f"{TAB * 2}scalars = {{", scalars, "}", TAB * 2, apart=True)
    return [*lines, f"{TAB * 2}return {carry}, scalars"]


def scan_lines(learned: list[str], carry: str, over: str) -> list[str]:
    """The loop, and what it returns."""
    lines = []
    start = f"({', '.join(learned)})" if len(learned) > 1 else "".join(learned) or "None"
    result = carry if learned else "_"
    line = f"{TAB}{result}, history = jax.lax.scan(train_step, {start}, {over})"
    if len(line) > WIDTH:
        lines += tuple_lines(carry, learned, TAB)
        items = ["train_step", carry, over]
        lines += sequence(f"{TAB}{result}, history = jax.lax.scan(", items, ")", TAB)
    else:
        lines.append(line)
    given = {0: "history", 1: f"{carry}, history"}.get(len(learned), "*carry, history")
    return [*lines, f"{TAB}return {given}"]


def tuple_lines(target: str, items: list[str], indent: str) -> list[str]:
    line = f"{indent}{target} = ({', '.join(items)})"
    if len(line) <= WIDTH:
        return [line]
    return sequence(f"{indent}{target} = (", items, ")", indent, apart=True)


class JaxAutograd(AutogradStyle, JaxStyle):
    """Gradients by `jax.grad`."""

    framework = "JAX"

    def gradients(
        self, context: Context, forward: Function, quantities: tuple[str, ...]
    ) -> tuple[set[str], list[str]]:
        parameters = {line.name for line in context.step.parameters}
        if others := [name for name in quantities if name not in parameters]:
            raise WhygradError(
                f"autograd: jax.grad gives gradients of parameters; the update reads"
                f" `{GRADIENT}{others[0]}`. Write the script without autograd."
            )
        names = context.names
        spelled = [names[name] for name in quantities]
        loss = names[context.step.loss]
        code = f"forward({', '.join(names[name] for name in forward.arguments)})"
        text = sequence(f"{TAB}def loss_of(", spelled, "):", TAB)
        if len(forward.returns) > 1:
            text += [*assign(["*_", loss], code, TAB * 2), f"{TAB * 2}return {loss}", ""]
        else:
            text += [returned(code, TAB * 2), ""]
        which = f", argnums={tuple(range(len(spelled)))}" if len(spelled) > 1 else ""
        text += assign(["gradient"], f"jax.grad(loss_of{which})", TAB)
        text += sequence(f"{TAB}return gradient(", spelled, ")", TAB)
        return {*forward.arguments, *quantities}, text


OWN, AUTOGRAD = JaxStyle(), JaxAutograd()

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
    With `autograd`, `backward` returns the gradients that JAX finds.
    """
    style = AUTOGRAD if autograd else OWN
    return style.program(step, everything=everything, batch=batch, shuffle=shuffle)
