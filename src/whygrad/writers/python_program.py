"""What the two plain Python styles share: the functions of a program, and the whole script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from whygrad.language.equations import Equation, Step
from whygrad.language.expressions import Reduction, names_read, walk
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
    found,
    join_blocks,
    size_finder,
    step_functions,
    texts_of,
    train_function,
)
from whygrad.writers.batches import batch_function, check_batch
from whygrad.writers.code import Code
from whygrad.writers.layout import comment
from whygrad.writers.mains import DEFAULT_STEPS, TRAINING, Columns, Run, main_blocks
from whygrad.writers.names import PROGRAM, PYTHON
from whygrad.writers.outline import Function, Program, outline_everything, outline_training
from whygrad.writers.python_draws import DRAWING, DRAWING_NEEDS, draw_equations
from whygrad.writers.python_expressions import Axes, Scope, axis_length
from whygrad.writers.python_main import DIALECT
from whygrad.writers.reductions import Lifting
from whygrad.writers.wrapping import TAB, WIDTH

TITLE = "A neural network in plain Python, written by whygrad from its equations."
USAGE = "Usage: python SCRIPT DATA.csv, where the file has the columns named below."
RESERVED = PYTHON | PROGRAM | {"columns", "csv", "random", "read_data", "sys", "table"}
RESERVED |= {"generator", "maximum_of", "mixed", "nest", "normal_numbers", "normals", "pcg3d"}
RESERVED |= {"random_state"} | TRAINING
TAKEN = "[{name}[row] for row in rows]"
RAISING = ("math.cos(", "math.log(", "math.pow(", "math.sin(", "math.sqrt(")
LOGSUMEXP = """\
def logsumexp(values):
    values = list(values)
    top = max(values)
    if math.isinf(top):
        return top
    return top + math.log(sum(math.exp(value - top) for value in values))
"""
MAXIMUM_OF = """\
def maximum_of(values):
    values = list(values)
    return math.nan if any(map(math.isnan, values)) else max(values)
"""

Statements = list[list[str]]  # of each statement the lines


@dataclass(frozen=True)
class Style:
    """How equations are written: the statements that set one quantity."""

    statements: Callable[[Equation, Scope], Statements]


def script_writer(style: Style) -> Callable[..., str]:
    """The function that writes a whole script: the functions of a step, its data and starting
    values, and a run.

    Small data and starting values stand in the script. Without data, or with more, it
    reads a CSV file; `columns` says which columns a quantity has there, or, as a pair of a
    column and its categories, which column becomes one of zeros and ones for each category.
    With `batch` a step takes so many samples, in the order of the data unless they `shuffle`;
    raises `WhygradError` where that makes no sense. `held_out` is the share of a table's rows
    on which it does not train, the same as in a run.
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
        shuffle: bool = True,
        held_out: float | None = None,
    ) -> str:
        given = data or {}, starts or {}, settings or {}
        count = DEFAULT_STEPS if steps is None else steps
        run = Run(*given, count, learning_rate, seed, columns or {}, batch, shuffle, held_out)
        return write_script(step, style, run)

    return write


def write_script(step: Step, style: Style, run: Run) -> str:
    program = write_functions(step, style, batch=run.batch is not None, shuffle=run.shuffle)
    context = python_context(step, run.batch is not None)
    texts = texts_of(program.functions.values())
    look = partial(scope_for, context, far=())
    top, main = main_blocks(step, run, program.functions["train"], look, DIALECT)
    title = f"{TITLE}\n\n{USAGE}" if "read_data(" in main else TITLE
    return join_blocks(title, [*top, *helpers("\n".join(texts)), *texts, main])


def write_functions(
    step: Step,
    style: Style,
    *,
    everything: bool = False,
    batch: bool = False,
    shuffle: bool = True,
) -> Program:
    """The functions of a training step."""
    context = python_context(step, batch)
    outline = outline_everything(step) if everything else outline_training(step)
    functions = step_functions(
        context, outline, partial(draw_lines, style), partial(equation_lines, style)
    )
    if batch:
        check_batch(step)
        functions.insert(0, batch_function(step, context.names, functions, TAKEN, shuffle))
    if not everything:
        loop = Loop("[]", 'history["{name}"].append({value})', errors_of(step, functions))
        functions.append(train_function(context, outline, functions, loop))
    return assemble(context, TITLE, functions, helpers)


def errors_of(step: Step, functions: list[Function]) -> str:
    """What Python raises where IEEE arithmetic goes on with NaN or infinity."""
    if not step.update:
        return ""
    body = "\n".join(texts_of(functions))
    raising = any(found(call, body) for call in RAISING)
    return "(ArithmeticError, ValueError)" if raising else "ArithmeticError"


def python_context(step: Step, batch: bool = False) -> Context:
    """The step with the spelling of its names, those of its indexes included."""
    carried = [index for axes in step.indexes_of().values() for index in axes]
    bound = [index for equation in step for index in indexes_bound(equation)]
    return context_of(step, RESERVED | (batches.RESERVED if batch else set()), [*carried, *bound])


def indexes_bound(equation: Equation) -> list[str]:
    nodes = walk(equation.expression)
    return [index for node in nodes if isinstance(node, Reduction) for index in node.indexes]


def draw_lines(style: Style, context: Context, read: set[str]) -> list[Line]:
    scope = scope_for(context, ())
    equations = draw_equations(context.step.declared("draw"), read, scope)
    return [equation_line(style, equation, scope, "above") for equation in equations]


def equation_lines(
    style: Style, context: Context, equations: tuple[Equation, ...], caption: str
) -> list[Line]:
    """Each equation as code, its caption above it or behind it."""
    made = {equation.name for equation in equations} - set(declared_arrays(context.step))
    seen = [name for equation in equations for name in names_read(equation.expression)]
    near = [name for name in dict.fromkeys(seen) if name not in made]
    done: list[str] = []
    scope = scope_for(context, near, done)
    lines = []
    for equation in equations:
        lines.append(equation_line(style, equation, scope, caption))
        done.append(equation.name)
    return lines


def equation_line(style: Style, equation: Equation, scope: Scope, caption: str) -> Line:
    scope.used.clear()
    scope.loaded.clear()
    statements = style.statements(equation, scope)
    lines = [line for statement in statements for line in statement]
    if caption == "above":
        lines = comment(equation.caption, TAB) + lines
    elif equation.caption:
        lines = with_caption(equation.caption, statements[0], lines)
    return Line((scope.names[equation.name],), set(scope.loaded), lines)


def with_caption(caption: str, first: list[str], lines: list[str]) -> list[str]:
    """The caption behind the first statement or, where that is too wide, above it."""
    behind = f"{lines[0]}  # {caption}"
    if len(first) == 1 and len(behind) <= WIDTH and "\n" not in caption:
        return [behind, *lines[1:]]
    return comment(caption, TAB) + lines


def lifted_out(
    equation: Equation, scope: Scope, apart: Callable[[Axes, Axes], bool]
) -> list[Equation]:
    """The equation, after those that hold reductions which it would do again and again."""

    def name(word: str) -> str:
        spelled = scope.fresh(word)
        scope.names[f"@{spelled}"] = spelled
        return f"@{spelled}"

    return Lifting(apart, name).lift(equation)


def scope_for(
    context: Context,
    near: list[str] | tuple[str, ...],
    done: list[str] | tuple[str, ...] = (),
    far: list[str] | tuple[str, ...] | None = None,
) -> Scope:
    far = declared_arrays(context.step) if far is None else far
    size = size_finder(context, near, done, far, axis_length)
    return Scope(dict(context.names), size, no_reduction)


def no_reduction(reduction: Reduction) -> Code:
    raise AssertionError(f"no style to write {reduction!r}")


def helpers(body: str) -> list[str]:
    """The definitions of the functions that the text calls and Python lacks."""
    rows = FUNCTIONS.values()
    known = {row.name: row.python_helper for row in rows if row.python_helper}
    known |= {"logsumexp": LOGSUMEXP, "maximum_of": MAXIMUM_OF, **DRAWING}
    needs = {row.name: row.python_needs for row in rows} | DRAWING_NEEDS
    return called_helpers(body, known, needs)
