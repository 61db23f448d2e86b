"""A list of equations as a plain NumPy program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from whygrad.language.equations import ITERATION, LEARNING_RATE, Equation, Step
from whygrad.language.expressions import names_read
from whygrad.language.functions import FUNCTIONS
from whygrad.writers.code import NUMBER, Code, names_loaded
from whygrad.writers.layout import assign, comment, docstring, give, sequence
from whygrad.writers.lengths import Lengths, lengths_of
from whygrad.writers.names import PROGRAM, PYTHON, spell_names
from whygrad.writers.numpy_draws import UNIFORMS, draw_lines
from whygrad.writers.numpy_expressions import Scope, lower_target
from whygrad.writers.numpy_main import DEFAULT_STEPS, Columns, Run, main_blocks
from whygrad.writers.outline import (
    FIRST,
    HISTORY,
    OF_THE_RUN,
    STEPS,
    Function,
    Outline,
    Program,
    in_turn,
    needs_iteration,
    outline_everything,
    outline_prediction,
    outline_training,
    reads,
)
from whygrad.writers.wrapping import TAB, WIDTH

RESERVED = PYTHON | PROGRAM | {"columns", "csv", "np", "random", "read_data", "sys", "table"}
DRAWING = {"u", "uniforms", "v"}
TITLE = "A neural network in NumPy, written by whygrad from its equations."
USAGE = "Usage: python SCRIPT DATA.csv, where the file has the columns named below."
LOGSUMEXP = """\
def logsumexp(z, axis=None):
    top = z.max(axis=axis, keepdims=True)
    top = np.where(np.isfinite(top), top, 0)
    return np.log(np.exp(z - top).sum(axis=axis)) + top.squeeze(axis)
"""


@dataclass
class Context:
    """A step on its way to a program."""

    step: Step
    names: Mapping[str, str]
    lengths: Lengths
    numbers: set[str] = field(default_factory=lambda: {ITERATION})

    @property
    def axes(self) -> Mapping[str, tuple[str, ...]]:
        return self.lengths.axes


def context_of(step: Step) -> Context:
    """The step with the spelling of its names."""
    quantities = [*lengths_of(step).axes, LEARNING_RATE, ITERATION]
    reserved = (RESERVED | (DRAWING if step.declared("draw") else set())) - {ITERATION}
    return Context(step, {**spell_names(quantities, reserved), **OF_THE_RUN}, lengths_of(step))


def write(
    step: Step,
    data: Mapping[str, Any] | None = None,
    starts: Mapping[str, Any] | None = None,
    *,
    settings: Mapping[str, float] | None = None,
    steps: int | None = None,
    learning_rate: float | None = None,
    seed: int = 1,
    columns: Columns | None = None,
) -> str:
    """The whole script: the functions of a step, its data and starting values, and a run.

    Small data and starting values stand in the script. Without data, or with more, it
    reads a CSV file; `columns` says which columns a quantity has there, or, as a pair of a
    column and its categories, which column becomes one of zeros and ones for each category.
    """
    program = write_program(step)
    context = context_of(step)
    steps = DEFAULT_STEPS if steps is None else steps
    run = Run(data or {}, starts or {}, settings or {}, steps, learning_rate, seed, columns or {})
    texts = ["\n".join(each.lines) + "\n" for each in program.functions.values()]
    train = program.functions["train"]
    top, main = main_blocks(step, run, train, partial(scope_for, context, far=()))
    title = f"{TITLE}\n\n{USAGE}" if top else TITLE
    return join_blocks(title, [*top, *helpers(texts), *texts, main])


def write_program(step: Step, *, everything: bool = False) -> Program:
    """The functions of a training step.

    With `everything`, `forward` and `backward` return all that they compute and there is
    no training loop; their lines are the same.
    """
    context = context_of(step)
    outline = outline_everything(step) if everything else outline_training(step)
    functions = step_functions(context, outline)
    if not everything:
        functions.append(train_function(context, outline, functions))
    return assemble(context, functions)


def write_prediction(step: Step, quantity: str) -> Program:
    """A function `predict` for one quantity, each draw being its mean."""
    context = context_of(step)
    outline = outline_prediction(step, quantity)
    equations = equation_lines(context, outline.forward, "above")
    return assemble(context, [function(context, "predict", equations, (quantity,))])


def step_functions(context: Context, outline: Outline) -> list[Function]:
    """The functions that one step calls, in turn; none that would return nothing."""
    parts = (
        ("forward", outline.forward, outline.forward_returns, "above"),
        ("backward", outline.backward, outline.backward_returns, "behind"),
        ("update_parameters", outline.update, outline.update_returns, "behind"),
    )
    functions = []
    read = reads([*outline.forward, *outline.backward, *outline.update])
    draws = context.step.declared("draw")
    if drawn := tuple(line.name for line in draws if line.name in read):
        lines = draw_lines(draws, read, scope_for(context, ()), array_in(context, ()))
        functions.append(function(context, "draw", lines, drawn))
    for name, equations, returns, caption in parts:
        if returns:
            lines = equation_lines(context, equations, caption)
            functions.append(function(context, name, lines, returns))
    return functions


Line = tuple[str, str, list[str]]  # target, code, and the lines of text that set it


def equation_lines(context: Context, equations: tuple[Equation, ...], caption: str) -> list[Line]:
    """Each equation as code, its caption above it or behind it."""
    made = {equation.name for equation in equations}
    seen = [name for equation in equations for name in names_read(equation.expression)]
    near = [name for name in dict.fromkeys(seen) if name not in made]
    lines: list[Line] = []
    done: list[str] = []
    scope, array = scope_for(context, near, done), array_in(context, near)
    everywhere = reads(context.step)
    for equation in equations:
        scope.known.clear()
        scope.counting = not equation.target.indexes and equation.name not in everywhere
        code = lower_target(equation.expression, equation.target.indexes, scope, array)
        if code.kind == NUMBER and not code.axes:
            context.numbers.add(equation.name)
        target = context.names[equation.name]
        text = comment(equation.caption, TAB) if caption == "above" else []
        behind = equation.caption if caption == "behind" else ""
        text += assign([target], code.text, TAB, behind)
        lines.append((target, code.text, text))
        done.append(equation.name)
    return lines


def scope_for(
    context: Context,
    near: Iterable[str],
    done: Iterable[str] = (),
    far: Iterable[str] | None = None,
) -> Scope:
    """Where code may look for lengths: what the function reads, then what it has computed,
    then any data or parameter."""
    if far is None:
        far = declared_arrays(context.step)

    def size(index: str) -> Code:
        known = context.lengths.known(index)
        if known is not None:
            return Code(str(known), kind=NUMBER)
        order = {name: place for place, name in enumerate(context.names)}
        found = context.lengths.carrier(index, sorted(near, key=order.__getitem__), done, far)
        if found is None:
            raise LookupError(f"nothing at hand has an axis as long as {index}")
        name, axis = context.names[found[0]], found[1]
        return Code(f"{name}.shape[{axis}]" if axis else f"len({name})", kind=NUMBER)

    return Scope(context.names, size, context.numbers)


def declared_arrays(step: Step) -> list[str]:
    return [line.name for line in step.declared("data", "parameter", "state")]


def array_in(context: Context, near: Iterable[str]) -> str:
    """The precision of a run, read from an array at hand."""
    far = declared_arrays(context.step)
    names = [name for name in (*near, *far) if name in context.axes]
    for name in sorted(names, key=lambda name: not context.axes[name]):
        spelled = context.names[name]
        return f"{spelled}.dtype" if context.axes[name] else f"np.result_type({spelled})"
    return ""


def function(context: Context, name: str, lines: list[Line], returns: tuple[str, ...]) -> Function:
    """A function that takes what its lines read and have not set before."""
    loaded: set[str] = set()
    bound: set[str] = set()
    for targets, code, _ in lines:
        loaded |= names_loaded(code) - bound
        bound.update(targets.split(", "))
    ours = {context.names[name]: name for name in context.names}
    loaded |= {context.names[name] for name in returns} - bound
    arguments = in_turn(context.step, {ours[word] for word in loaded if word in ours})
    spelled = [context.names[argument] for argument in arguments]
    text = sequence(f"def {name}(", spelled, "):", "")
    for *_, broken in lines:
        text += broken
    text += give([context.names[name] for name in returns], TAB)
    return Function(name, arguments, returns, tuple(text))


def train_function(context: Context, outline: Outline, called: list[Function]) -> Function:
    """The training loop, which keeps every scalar of the forward pass."""
    iterates = needs_iteration(context.step)
    scalars = context.step.scalars()
    if not outline.update:
        called = [each for each in called if each.name in ("draw", "forward")]
    inside = {name for each in called for name in (*each.arguments, ITERATION)}
    made = {name for each in called for name in each.returns} - set(outline.update_returns)
    tail = {STEPS, FIRST} if iterates else {STEPS}
    arguments = in_turn(context.step, (inside - made - {ITERATION}) | tail)
    spelled = [context.names[name] for name in arguments]
    if iterates:
        spelled[-1] += "=0"
    text = sequence("def train(", spelled, "):", "")
    entries = [f'"{name}": np.empty(steps)' for name in scalars]
    text += keep_history(entries)
    counter = "iteration in range(first, first + steps)" if iterates else "step in range(steps)"
    text.append(f"{TAB}for {counter}:")
    for each in called:
        text += call(context, each)
    place = "iteration - first" if iterates else "step"
    for name in scalars:
        text.append(f'{TAB * 2}history["{name}"][{place}] = {context.names[name]}')
    returns = (*outline.update_returns, HISTORY)
    text += give([context.names[name] for name in returns], TAB)
    return Function("train", arguments, returns, tuple(text))


def keep_history(entries: list[str]) -> list[str]:
    line = f"{TAB}history = {{{', '.join(entries)}}}"
    if len(line) <= WIDTH:
        return [line]
    return sequence(f"{TAB}history = {{", entries, "}", TAB, True)


def call(context: Context, function: Function) -> list[str]:
    """The line of the training loop that calls a function."""
    arguments = ", ".join(context.names[name] for name in function.arguments)
    targets = [context.names[name] for name in function.returns]
    return assign(targets, f"{function.name}({arguments})", TAB * 2)


def assemble(context: Context, functions: list[Function]) -> Program:
    """The program of these functions and what they need."""
    texts = ["\n".join(each.lines) + "\n" for each in functions]
    source = join_blocks(TITLE, [*helpers(texts), *texts])
    return Program(source, context.names, {each.name: each for each in functions})


def join_blocks(title: str, blocks: list[str]) -> str:
    """The whole text: docstring, imports, and the blocks two lines apart."""
    body = "\n\n".join(blocks)
    gap = "\n\n" if body.startswith("def ") else "\n"  # constants stand closer
    head = ["\n".join(docstring(title)), *([imports(body)] if imports(body) else [])]
    return "\n\n".join(head) + "\n" + gap + body


def imports(body: str) -> str:
    """The modules that the text uses."""
    plain = [f"import {name}" for name in ("csv", "math", "sys") if f"{name}." in body]
    numpy = ["import numpy as np"] if "np." in body else []
    return "\n\n".join("\n".join(modules) for modules in (plain, numpy) if modules)


def helpers(texts: Iterable[str]) -> list[str]:
    """The definitions of the functions that the texts call and NumPy lacks."""
    body = "\n".join(texts)
    known = {row.name: row.numpy_helper for row in FUNCTIONS.values() if row.numpy_helper}
    known |= {"logsumexp": LOGSUMEXP, "uniforms": UNIFORMS}
    used = {name for name in known if re.search(rf"(?<![\w.]){name}\(", body)}
    used |= {need for name in used & set(FUNCTIONS) for need in FUNCTIONS[name].numpy_needs}
    return [text for name, text in known.items() if name in used]
