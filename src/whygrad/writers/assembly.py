"""What the Python writers share: functions put together from lines, and a program from these."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from whygrad.language.equations import ITERATION, LEARNING_RATE, Equation, Step
from whygrad.writers.batches import TAKE_BATCH, batch_names
from whygrad.writers.code import NUMBER, Code
from whygrad.writers.layout import assign, docstring, give, sequence
from whygrad.writers.lengths import Lengths, lengths_of
from whygrad.writers.names import spell_names
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
    reads,
)
from whygrad.writers.wrapping import TAB, WIDTH

MODULES = {"csv": "csv.", "functools": "functools.", "math": "math.", "random": "random.Random("}
MODULES |= {"sys": "sys."}
LIBRARIES = {"jax.": "import jax", "jnp.": "import jax.numpy as jnp", "np.": "import numpy as np"}
LIBRARIES |= {"torch.": "import torch"}
PRESETS = {
    ("torch.",): "torch.set_default_dtype(torch.float64)",
    ("jax.", "jnp."): 'jax.config.update("jax_enable_x64", True)  # else it computes in float32',
}
"""What a library is told before anything else."""
SAID = re.compile(r'"(?:\\.|[^"\\\n])*"|#.*')  # what stands in quotes or comments


@dataclass
class Context:
    """A step on its way to a program.

    in_place  the quantities whose arrays it changes
    shuffle   whether mini-batches take the samples in an order of their own
    """

    step: Step
    names: Mapping[str, str]
    lengths: Lengths
    numbers: set[str] = field(default_factory=lambda: {ITERATION})
    in_place: Collection[str] = ()
    shuffle: bool = True

    @property
    def axes(self) -> Mapping[str, tuple[str, ...]]:
        return self.lengths.axes


@dataclass(frozen=True, slots=True)
class Line:
    """The text that sets some names, and the names that it reads."""

    targets: tuple[str, ...]
    loaded: Collection[str]
    text: list[str]


@dataclass(frozen=True, slots=True)
class Loop:
    """How a style writes its training loop.

    empty   a history of no steps
    record  the line that keeps a scalar, made of its name, the place and its spelling
    errors  what Python raises where a step leaves the finite numbers; a style that names it
            ends the training there with a message
    number  the number of the step, as the functions of the step take it
    """

    empty: str
    record: str
    errors: str = ""
    number: str = ITERATION


def context_of(step: Step, reserved: Collection[str], more: Iterable[str] = ()) -> Context:
    """The step with the spelling of its names, and of `more` that stand in a program."""
    lengths = lengths_of(step)
    names = spell_names(
        [*lengths.axes, LEARNING_RATE, ITERATION, *more], set(reserved) - {ITERATION}
    )
    return Context(step, {**names, **OF_THE_RUN}, lengths)


def size_finder(
    context: Context,
    near: Iterable[str],
    done: Iterable[str],
    far: Iterable[str],
    axis_length: Callable[[str, int], str],
) -> Callable[[str], Code]:
    """The code for the length of an index: a number where the text gives it, else the length
    of an array at hand, sought in what a function reads, in what it has computed, and beyond."""
    order = {name: place for place, name in enumerate(context.names)}

    def size(index: str) -> Code:
        known = context.lengths.known(index)
        if known is not None:
            return Code(str(known), kind=NUMBER)
        found = context.lengths.carrier(index, sorted(near, key=order.__getitem__), done, far)
        if found is None:
            raise LookupError(f"nothing at hand has an axis as long as {index}")
        name, axis = found
        return Code(axis_length(context.names[name], axis), kind=NUMBER)

    return size


def declared_arrays(step: Step) -> list[str]:
    return [line.name for line in step.declared("data", "parameter", "state")]


Drawing = Callable[[Context, set[str]], list[Line]]
Equating = Callable[[Context, tuple[Equation, ...], str], list[Line]]


def step_functions(
    context: Context, outline: Outline, draw: Drawing, equate: Equating
) -> list[Function]:
    """The functions that one step calls, in turn; none that would return nothing.

    draw    the lines that set the draws among the names given
    equate  the lines of some equations, their captions `above` or `behind`
    """
    parts = (
        ("forward", outline.forward, outline.forward_returns, "above"),
        ("backward", outline.backward, outline.backward_returns, "behind"),
        ("update_parameters", outline.update, outline.update_returns, "behind"),
    )
    functions = []
    read = reads([*outline.forward, *outline.backward, *outline.update])
    if drawn := tuple(line.name for line in context.step.declared("draw") if line.name in read):
        functions.append(function(context, "draw", draw(context, read), drawn))
    for name, equations, returns, caption in parts:
        if returns:
            functions.append(function(context, name, equate(context, equations, caption), returns))
    return functions


def function(
    context: Context, name: str, lines: Iterable[Line], returns: tuple[str, ...]
) -> Function:
    """A function that takes what its lines read and have not set before."""
    lines = list(lines)
    loaded: set[str] = set()
    bound: set[str] = set()
    for line in lines:
        loaded |= set(line.loaded) - bound
        bound.update(line.targets)
    ours = {context.names[name]: name for name in context.names}
    loaded |= {context.names[name] for name in returns} - bound
    arguments = in_turn(context.step, {ours[word] for word in loaded if word in ours})
    spelled = [context.names[argument] for argument in arguments]
    text = sequence(f"def {name}(", spelled, "):", "")
    for line in lines:
        text += line.text
    text += give([context.names[name] for name in returns], TAB)
    return Function(name, arguments, returns, tuple(text))


def train_function(
    context: Context, outline: Outline, called: list[Function], loop: Loop
) -> Function:
    """The training loop, which keeps every scalar of the forward pass."""
    batches = [each for each in called if each.name == TAKE_BATCH]
    iterates = bool(batches) or needs_iteration(context.step)
    scalars = context.step.scalars()
    if not outline.update:
        called = [each for each in called if each.name in (TAKE_BATCH, "draw", "forward")]
    inside = {name for each in called for name in (*each.arguments, ITERATION)}
    made = {name for each in called if each not in batches for name in each.returns}
    made -= set(outline.update_returns)
    tail = {STEPS, FIRST} if iterates else {STEPS}
    arguments = in_turn(context.step, (inside - made - {ITERATION}) | tail)
    spelled = [context.names[name] for name in arguments]
    if iterates:
        spelled[-1] += "=0"
    text = sequence("def train(", spelled, "):", "")
    text += keep_history([f'"{name}": {loop.empty}' for name in scalars])
    counter, place = ("iteration", "iteration - first") if iterates else ("step", "step")
    inner = called_in_turn(context, called, loop, counter)
    for name in scalars:
        spelling = {"name": name, "place": place, "value": context.names[name]}
        inner.append(TAB * 2 + loop.record.format(**spelling))
    if context.in_place:
        spent = [context.names[name] for name in in_turn(context.step, made) if context.axes[name]]
        inner += give(spent, TAB * 2, "del") if spent else []  # their memory serves the next step
    rounds = "range(first, first + steps)" if iterates else "range(steps)"
    used = any(found(counter, line) for line in inner)
    text += [f"{TAB}for {counter if used else '_'} in {rounds}:", *inner]
    returns = (*outline.update_returns, HISTORY)
    text += give([context.names[name] for name in returns], TAB)
    return Function("train", arguments, returns, tuple(text))


def keep_history(entries: list[str]) -> list[str]:
    line = f"{TAB}history = {{{', '.join(entries)}}}"
    if len(line) <= WIDTH:
        return [line]
    return sequence(f"{TAB}history = {{", entries, "}", TAB, True)


def called_in_turn(context: Context, called: list[Function], loop: Loop, counter: str) -> list[str]:
    """The body of the training loop, up to its records."""
    indent = TAB * 3 if loop.errors else TAB * 2
    whole = [name for each in called if each.name == TAKE_BATCH for name in each.returns]
    part = {**context.names, ITERATION: loop.number, **batch_names(context.names, whole)}
    calls = [line for each in called for line in call(context.names, part, each, indent)]
    if not loop.errors:
        return calls
    loss = context.names[context.step.loss]
    message = f"Diverged in step {{{counter}}}: try a smaller learning rate."
    return [
        f"{TAB * 2}try:",
        *calls,
        f"{TAB * 2}except {loop.errors}:",
        f"{TAB * 3}{loss} = math.nan",
        f"{TAB * 2}if not math.isfinite({loss}):",
        f'{TAB * 3}sys.exit(f"{message}")',
    ]


def call(
    names: Mapping[str, str], part: Mapping[str, str], function: Function, indent: str
) -> list[str]:
    """The line of the training loop that calls a function; `part` spells the names of a batch."""
    given = names if function.name == TAKE_BATCH else part
    arguments = ", ".join(given[name] for name in function.arguments)
    return assign(
        [part[name] for name in function.returns], f"{function.name}({arguments})", indent
    )


def assemble(
    context: Context, title: str, functions: list[Function], helpers: Callable[[str], list[str]]
) -> Program:
    """The program of these functions and what they need."""
    texts = texts_of(functions)
    source = join_blocks(title, [*helpers("\n".join(texts)), *texts])
    return Program(source, context.names, {each.name: each for each in functions})


def texts_of(functions: Iterable[Function]) -> list[str]:
    return ["\n".join(each.lines) + "\n" for each in functions]


def join_blocks(title: str, blocks: list[str]) -> str:
    """The whole text: docstring, imports, and the blocks two lines apart."""
    body = "\n\n".join(blocks)
    gap = "\n\n" if body.startswith(("def ", "@", "if ")) else "\n"  # constants stand closer
    code = SAID.sub("", body)
    presets = [text for uses, text in PRESETS.items() if any(found(use, code) for use in uses)]
    head = ["\n".join(docstring(title)), imports("\n".join([*presets, body])), *presets]
    head = [text for text in head if text]
    return "\n\n".join(head) + "\n" + gap + body


def imports(body: str) -> str:
    """The modules that the text uses."""
    code = re.sub("#.*", "", body)
    plain = [f"import {name}" for name, use in MODULES.items() if found(use, code)]
    bare = SAID.sub("", body)
    libraries = [text for use, text in LIBRARIES.items() if found(use, bare)]
    return "\n\n".join("\n".join(modules) for modules in (plain, libraries) if modules)


def found(word: str, code: str) -> bool:
    """Whether a word stands in the code: a name, or a name and what follows it."""
    end = r"\b" if word[-1].isalnum() else ""
    return re.search(rf"(?<![\w.]){re.escape(word)}{end}", code) is not None


def called_helpers(
    body: str, known: Mapping[str, str], needs: Mapping[str, tuple[str, ...]]
) -> list[str]:
    """The definitions of the functions that a text calls, those that they need included."""
    used = {name for name in known if found(f"{name}(", body)}
    while more := {need for name in used for need in needs.get(name, ())} - used:
        used |= more
    return [text for name, text in known.items() if name in used]
