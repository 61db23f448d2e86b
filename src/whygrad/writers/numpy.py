"""A list of equations as a plain NumPy program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from whygrad.language.equations import Equation, Step
from whygrad.language.expressions import names_read
from whygrad.language.functions import FUNCTIONS
from whygrad.writers import batches
from whygrad.writers.assembly import (
    Context,
    Line,
    Loop,
    assemble,
    called_helpers,
    context_of,
    declared_arrays,
    function,
    join_blocks,
    size_finder,
    step_functions,
    texts_of,
    train_function,
)
from whygrad.writers.batches import batch_function, check_batch
from whygrad.writers.code import NUMBER, names_loaded
from whygrad.writers.layout import assign, comment
from whygrad.writers.mains import DEFAULT_STEPS, Columns, Run, main_blocks
from whygrad.writers.names import PROGRAM, PYTHON
from whygrad.writers.numpy_draws import PCG3D, SHUFFLED, UNIFORMS, draw_lines
from whygrad.writers.numpy_expressions import Scope, lower_target
from whygrad.writers.numpy_main import DIALECT
from whygrad.writers.outline import (
    Program,
    outline_everything,
    outline_prediction,
    outline_training,
    reads,
)
from whygrad.writers.wrapping import TAB

RESERVED = PYTHON | PROGRAM | {"columns", "csv", "np", "random", "read_data", "sys", "table"}
DRAWING = {"u", "uniforms", "v"}
TITLE = "A neural network in NumPy, written by whygrad from its equations."
USAGE = "Usage: python SCRIPT DATA.csv, where the file has the columns named below."
LOOP = Loop("np.empty(steps)", 'history["{name}"][{place}] = {value}')
LOGSUMEXP = """\
def logsumexp(z, axis=None):
    top = z.max(axis=axis, keepdims=True)
    top = np.where(np.isfinite(top), top, 0)
    return np.log(np.exp(z - top).sum(axis=axis)) + top.squeeze(axis)
"""


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
    batch: int | None = None,
) -> str:
    """The whole script: the functions of a step, its data and starting values, and a run.

    Small data and starting values stand in the script. Without data, or with more, it
    reads a CSV file; `columns` says which columns a quantity has there, or, as a pair of a
    column and its categories, which column becomes one of zeros and ones for each category.
    With `batch` a step takes so many samples; raises `WhygradError` where that makes no sense.
    """
    program = write_program(step, batch=batch is not None)
    context = numpy_context(step, batch is not None)
    steps = DEFAULT_STEPS if steps is None else steps
    run = Run(
        data or {}, starts or {}, settings or {}, steps, learning_rate, seed, columns or {}, batch
    )
    texts = texts_of(program.functions.values())
    train = program.functions["train"]
    top, main = main_blocks(step, run, train, partial(scope_for, context, far=()), DIALECT)
    title = f"{TITLE}\n\n{USAGE}" if top else TITLE
    return join_blocks(title, [*top, *helpers("\n".join(texts)), *texts, main])


def write_program(step: Step, *, everything: bool = False, batch: bool = False) -> Program:
    """The functions of a training step.

    With `everything`, `forward` and `backward` return all that they compute and there is
    no training loop; their lines are the same. With `batch`, a step takes some of the samples.
    """
    context = numpy_context(step, batch)
    outline = outline_everything(step) if everything else outline_training(step)
    functions = step_functions(context, outline, lines_of_draws, equation_lines)
    if batch:
        check_batch(step)
        functions.insert(0, batch_function(step, context.names, functions, "{name}[rows]"))
    if not everything:
        functions.append(train_function(context, outline, functions, LOOP))
    return assemble(context, TITLE, functions, helpers)


def write_prediction(step: Step, quantity: str) -> Program:
    """A function `predict` for one quantity, each draw being its mean."""
    context = numpy_context(step)
    outline = outline_prediction(step, quantity)
    equations = equation_lines(context, outline.forward, "above")
    predict = function(context, "predict", equations, (quantity,))
    return assemble(context, TITLE, [predict], helpers)


def numpy_context(step: Step, batch: bool = False) -> Context:
    drawing = DRAWING if step.declared("draw") else set()
    return context_of(step, RESERVED | drawing | (batches.RESERVED if batch else set()))


def lines_of_draws(context: Context, read: set[str]) -> list[Line]:
    draws = context.step.declared("draw")
    return draw_lines(draws, read, scope_for(context, ()), array_in(context, ()))


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
        lines.append(Line((target,), names_loaded(code.text), text))
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
    far = declared_arrays(context.step) if far is None else far
    return Scope(context.names, size_finder(context, near, done, far, axis_length), context.numbers)


def axis_length(name: str, axis: int) -> str:
    return f"{name}.shape[{axis}]" if axis else f"len({name})"


def array_in(context: Context, near: Iterable[str]) -> str:
    """The precision of a run, read from an array at hand."""
    far = declared_arrays(context.step)
    names = [name for name in (*near, *far) if name in context.axes]
    for name in sorted(names, key=lambda name: not context.axes[name]):
        spelled = context.names[name]
        return f"{spelled}.dtype" if context.axes[name] else f"np.result_type({spelled})"
    return ""


def helpers(body: str) -> list[str]:
    """The definitions of the functions that the text calls and NumPy lacks."""
    rows = FUNCTIONS.values()
    known = {row.name: row.numpy_helper for row in rows if row.numpy_helper}
    known |= {"logsumexp": LOGSUMEXP, "shuffled": SHUFFLED, "uniforms": UNIFORMS, "pcg3d": PCG3D}
    needs = {row.name: row.numpy_needs for row in rows}
    return called_helpers(body, known, needs | dict.fromkeys(("shuffled", "uniforms"), ("pcg3d",)))
