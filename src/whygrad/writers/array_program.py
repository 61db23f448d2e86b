"""What the styles share that compute with whole arrays: a program's functions, and a script."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from whygrad.language.equations import ITERATION, Equation, Step
from whygrad.language.expressions import names_read
from whygrad.writers import batches
from whygrad.writers.arrays import Arrays
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
from whygrad.writers.changes import change_of, changed_in_place
from whygrad.writers.code import NUMBER, Code, names_loaded
from whygrad.writers.layout import assign, comment
from whygrad.writers.mains import TRAINING, Dialect, Run, main_blocks
from whygrad.writers.names import PROGRAM, PYTHON
from whygrad.writers.numpy_draws import draw_lines
from whygrad.writers.numpy_expressions import Scope, lower_target
from whygrad.writers.outline import (
    Function,
    Outline,
    Program,
    outline_everything,
    outline_prediction,
    outline_training,
    reads,
)
from whygrad.writers.plain_numbers import signs_of
from whygrad.writers.wrapping import TAB

MAIN = {"columns", "csv", "np", "random", "read_data", "sys", "table"}
RESERVED = PYTHON | PROGRAM | MAIN | TRAINING
DRAWING = {"u", "uniforms", "v"}
USAGE = "Usage: python SCRIPT DATA.csv, where the file has the columns named below."


class ArrayStyle:
    """One of the styles.

    arrays    how the library spells what is done with arrays
    title     what a program says of itself
    reserved  names that its programs use besides those of every program
    dialect   how it spells the main part
    loop      how it keeps the history
    """

    arrays: Arrays
    title: str
    reserved: frozenset[str] = frozenset()
    dialect: Dialect
    loop: Loop

    def numbers(self, step: Step) -> set[str]:
        """The scalars that are numbers of Python's own, whatever they are computed with."""
        return {ITERATION}

    def script(self, step: Step, run: Run) -> str:
        """The whole script: the functions of a step, its data and starting values, and a run."""
        program = self.program(step, batch=run.batch is not None, shuffle=run.shuffle)
        context = self.context(step, run.batch is not None)
        texts = texts_of(program.functions.values())
        train = program.functions["train"]
        look = partial(self.scope, context, far=())
        top, main = main_blocks(step, run, train, look, self.dialect)
        title = f"{self.title}\n\n{USAGE}" if "read_data(" in main else self.title
        return join_blocks(title, [*top, *self.helpers("\n".join(texts)), *texts, main])

    def program(
        self,
        step: Step,
        *,
        everything: bool = False,
        batch: bool = False,
        shuffle: bool = True,
        in_place: bool = False,
    ) -> Program:
        """The functions of a training step.

        With `everything`, `forward` and `backward` return all that they compute and there is
        no training loop; their lines are the same. With `batch`, a step takes some samples,
        with `shuffle` in an order of each epoch's own.
        With `in_place`, updates change the arrays that they are given, where they can.
        """
        context = self.context(step, batch)
        context.shuffle = shuffle
        if in_place:
            context.in_place = changed_in_place(step)
        outline = outline_everything(step) if everything else outline_training(step)
        functions = self.functions(context, outline)
        if not everything:
            functions = self.with_training(context, outline, functions, batch)
        return assemble(context, self.title, functions, self.helpers)

    def prediction(self, step: Step, quantity: str) -> Program:
        """A function `predict` for one quantity, each draw being its mean."""
        context = self.context(step)
        outline = outline_prediction(step, quantity)
        equations = self.lines(context, outline.forward, "above")
        predict = function(context, "predict", equations, (quantity,))
        return assemble(context, self.title, [predict], self.helpers)

    def functions(self, context: Context, outline: Outline) -> list[Function]:
        return step_functions(context, outline, self.drawing, self.lines)

    def with_training(
        self, context: Context, outline: Outline, functions: list[Function], batch: bool
    ) -> list[Function]:
        """The functions, with the one that takes a batch and the one that trains."""
        if batch:
            functions = [self.taking(context, functions), *functions]
        return [*functions, train_function(context, outline, functions, self.loop)]

    def taking(self, context: Context, functions: list[Function]) -> Function:
        """The function that takes a batch."""
        check_batch(context.step)
        return batch_function(
            context.step, context.names, functions, "{name}[rows]", context.shuffle
        )

    def context(self, step: Step, batch: bool = False) -> Context:
        drawing = DRAWING if step.declared("draw") else set()
        reserved = {*RESERVED, *self.reserved} | drawing | (batches.RESERVED if batch else set())
        return replace(context_of(step, reserved), numbers=self.numbers(step))

    def drawing(self, context: Context, read: set[str]) -> list[Line]:
        draws = context.step.declared("draw")
        return draw_lines(draws, read, self.scope(context, ()), self.array_in(context, ()))

    def lines(self, context: Context, equations: tuple[Equation, ...], caption: str) -> list[Line]:
        """Each equation as code, its caption above it or behind it."""
        made = {equation.name for equation in equations}
        seen = [name for equation in equations for name in names_read(equation.expression)]
        near = [name for name in dict.fromkeys(seen) if name not in made]
        lines: list[Line] = []
        done: list[str] = []
        scope, array = self.scope(context, near, done), self.array_in(context, near)
        everywhere = reads(context.step)
        kept = {*declared_arrays(context.step), *context.step.scalars()}
        for equation in equations:
            scope.known.clear()
            scope.counting = not equation.target.indexes and equation.name not in everywhere
            sign, expression = "", equation.expression
            if equation.name in context.in_place:
                sign, expression = change_of(equation) or (sign, expression)
            code = lower_target(expression, equation.target.indexes, scope, array)
            if code.kind == NUMBER and not code.axes:
                code = self.arrays.kept(code) if equation.name in kept else code
            if code.kind == NUMBER and not code.axes:
                context.numbers.add(equation.name)
            line = equation_line(context.names[equation.name], equation, code, caption, sign)
            lines.append(line)
            done.append(equation.name)
        return lines

    def scope(
        self,
        context: Context,
        near: Iterable[str],
        done: Iterable[str] = (),
        far: Iterable[str] | None = None,
    ) -> Scope:
        """Where code may look for lengths: what the function reads, then what it has computed,
        then any data or parameter."""
        far = declared_arrays(context.step) if far is None else far
        size = size_finder(context, near, done, far, axis_length)
        signs = signs_of(context.step)
        return Scope(context.names, size, context.numbers, arrays=self.arrays, signs=signs)

    def array_in(self, context: Context, near: Iterable[str]) -> str:
        """The precision of a run, read from an array at hand."""
        far = declared_arrays(context.step)
        names = [name for name in (*near, *far) if name in context.axes]
        names = [name for name in names if name not in context.numbers]
        for name in sorted(names, key=lambda name: not context.axes[name]):
            return self.arrays.precision(context.names[name], bool(context.axes[name]))
        return ""

    def helpers(self, body: str) -> list[str]:
        """The definitions of the functions that the text calls and the library lacks."""
        return called_helpers(body, self.arrays.helpers(), self.arrays.needs())


def equation_line(
    target: str, equation: Equation, code: Code, caption: str, sign: str = ""
) -> Line:
    """The line of an equation; with a sign, the code is added to the target or taken away."""
    text = comment(equation.caption, TAB) if caption == "above" else []
    behind = equation.caption if caption == "behind" else ""
    text += assign([target], code.text, TAB, behind, f"{sign}=")
    return Line((target,), {*names_loaded(code.text), *([target] if sign else [])}, text)


def axis_length(name: str, axis: int) -> str:
    return f"{name}.shape[{axis}]" if axis else f"len({name})"
