"""A training run as one function that Numba compiles: loops fused over the samples.

Written for known lengths. Where a sample takes few operations every other index is written
out, so that all but the data live in registers; larger networks keep arrays, and their widest
sums are matrix products.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from whygrad.language.equations import ITERATION, LEARNING_RATE, Declaration, Step
from whygrad.language.expressions import Entry, Expression, Reduction
from whygrad.writers.assembly import found
from whygrad.writers.fused_draws import draw_code
from whygrad.writers.fused_groups import groups, is_entrywise
from whygrad.writers.fused_helpers import definitions
from whygrad.writers.fused_layout import FLAT, Layout
from whygrad.writers.scalars import TAB, At, Block, Loops, Scalars
from whygrad.writers.schedule import Stage, Task

TITLE = '''\
"""A training run for Numba, written by whygrad from its equations."""

'''


@dataclass(frozen=True)
class FusedProgram:
    """The source of `train`, and the order of its arguments.

    `arrays` names the quantities in the order in which `train` takes them; parameters and
    states are changed in place. `scalars` are the histories that it fills. Of those `gathered` a
    step takes its samples; they may be of another type than the rest.
    """

    source: str
    data: tuple[str, ...]
    learned: tuple[str, ...]
    settings: tuple[str, ...]
    scalars: tuple[str, ...]
    gathered: tuple[str, ...]
    is_unrolled: bool
    is_exact: bool  # what is computed twice must round alike: no liberties for the compiler


def write_fused(
    step: Step,
    lengths: Mapping[str, int],
    dtype: str = "float64",
    batch: bool = False,
    shuffle: bool = True,
) -> FusedProgram:
    """The program of a step for these lengths (all but the sample index's count).

    With `batch`, a step takes some of the samples, and `train` their number; with `shuffle`
    they come in an order of each epoch's own.
    """
    return Fused(step, lengths, dtype, batch, shuffle).program()


class Fused(Layout):
    """One program on its way."""

    def __init__(
        self, step: Step, lengths: Mapping[str, int], dtype: str, batch: bool, shuffle: bool = True
    ):
        super().__init__(step, lengths, dtype, batch)
        self.shuffle = shuffle
        self.block = Block()
        self.scalars = Scalars(
            self.block,
            self.spell,
            self.size,
            self.count,
            self.unrolled,
            self.fresh,
            self.real,
            lambda index: self.names.get(index, index),
            self.flat_loop,
        )

    def program(self) -> FusedProgram:
        self.begin()
        with self.block.loop("number", "first, first + steps"):
            if self.batch:
                self.take_batch()
            if ITERATION in self.read:
                self.block.add(f"{self.iteration} = real(number)")
            for number, stage in enumerate(self.schedule.stages):
                self.write_stage(number, stage)
            self.write_history()
            self.write_tasks(self.schedule.update)
        self.end()
        return self.assembled()

    def begin(self) -> None:
        """What is set once: the number of samples, columns and parameters in variables, arrays."""
        if self.sample is not None:
            self.block.add(f"count = len({self.array(self.counted())})")
            self.block.add("samples = real(count)")
        for declared in self.declared("data", "parameter", "state"):
            for at in self.loaded(declared):
                if not self.is_taken(declared):
                    self.block.add(f"{self.local(declared, at)} = {self.element(declared, at)}")
        if self.batch:
            self.block.add("total, batches = count, (count + batch - 1) // batch")
            if self.shuffle:  # before all arrays are there: it needs some itself
                self.block.add("epoch = first // batches")
                self.block.add("order = order_of(seed, epoch, total)")
            else:
                self.block.add("order = np.arange(total)")
            self.block.add("count = min(batch, total)")
            for declared in filter(self.is_taken, self.declared("data")):
                self.make_buffers(declared)
        self.make_arrays(lambda shape: f"np.empty({tuple_code(shape)}, np.{self.dtype})", "")

    def make_arrays(self, made: Callable[[list[str]], str], whole: str) -> None:
        """An array for each computed quantity that needs one; in a batch, a part of it."""
        for name in sorted(self.arrays(), key=self.hosts.__contains__):  # hosts come first
            parts = self.batch and any(map(self.is_sample, self.kept(name)))
            if bool(whole) != parts if name in self.hosts else whole and not parts:
                continue
            if name in self.hosts:
                host = self.variable(self.hosts[name], ())
                self.block.add(f"{self.variable(name, ())} = {host}  # which is read no more")
                continue
            for at in self.positions(self.axes[name]):
                target = self.variable(name, tuple(at[i] for i in self.axes[name] if i in at))
                source = self.whole(target) if parts else target
                if whole:
                    self.block.add(f"{target} = {self.part(source, self.kept(name))}")
                else:
                    shape = [self.count(i) for i in self.kept(name)]
                    self.block.add(f"{source} = {made(self.room(shape) if parts else shape)}")

    def part(self, source: str, axes: list[str]) -> str:
        """What a step takes of an array that has room for the largest batch."""
        if self.has_samples_last and len(axes) > 1:
            shape = [self.count(i) for i in axes]
            return f"{source}[: {' * '.join(shape)}].reshape({', '.join(shape)})"
        slices = [":count" if self.is_sample(i) else ":" for i in axes]
        while slices[-1] == ":":  # so that the part is known to be contiguous
            slices.pop()
        return f"{source}[{', '.join(slices)}]"

    def room(self, shape: list[str]) -> list[str]:
        """The shape of the array of which a step takes such a part."""
        return [" * ".join(shape)] if self.has_samples_last else shape

    def take_batch(self) -> None:
        """The samples of a step: each epoch takes them all, in an order of its own."""
        if self.shuffle:
            self.block.add("if number // batches != epoch:")
            self.block.add(f"{TAB}epoch = number // batches")
            self.block.add(f"{TAB}order = order_of(seed, epoch, total)")
        self.block.add("start = number % batches * batch")
        self.block.add("rows = order[start : start + batch]")
        self.block.add("count = len(rows)")
        self.block.add("samples = real(count)")
        for declared in self.declared("data"):
            if self.is_taken(declared):
                self.gather(declared)
        self.make_arrays(lambda shape: "", "whole")

    def gather(self, declared: Declaration) -> None:
        """The samples of a step into arrays that are made once, in the type of the run."""
        row = self.loop_variable(declared.indexes[0])
        for at in self.loaded(declared) or [{}]:
            local = self.local(declared, at)
            axes = [i for i in self.stored_axes(declared.name) if i not in at]
            self.block.add(f"{local} = {self.part(self.whole(local), axes)}")
            left = [i for i in declared.indexes[1:] if i not in at]
            if self.has_samples_last and len(declared.indexes) == 2:
                self.block.add(f"take_turned({self.array(declared)}, rows, {local})")
                continue
            inner, pairs = self.scalars.variables(left, {})
            with self.block.loops([(row, "count"), *pairs]):
                taken = ["rows[" + row + "]", *({**inner, **at}[i] for i in declared.indexes[1:])]
                places = [inner.get(i, row) for i in axes]
                source = f"{self.array(declared)}[{', '.join(taken)}]"
                self.block.add(f"{local}[{', '.join(places)}] = {source}")

    def make_buffers(self, declared: Declaration) -> None:
        """Room for the samples of a step."""
        for at in self.loaded(declared) or [{}]:
            shape = [self.count(i) for i in self.stored_axes(declared.name) if i not in at]
            made = f"np.empty({tuple_code(self.room(shape))}, np.{self.dtype})"
            self.block.add(f"{self.whole(self.local(declared, at))} = {made}")

    def whole(self, local: str) -> str:
        """The array of which a step takes a part."""
        return self.spelled.setdefault((local, ("whole",)), f"{local}_whole")

    def write_stage(self, number: int, stage: Stage) -> None:
        for draw in self.draws if number == 0 else []:
            if not self.schedule.ready[draw.name].row:
                self.write_draw(draw, {})
        self.write_tasks(stage.before)
        growing = [task for task in stage.rows if task.is_growing]
        for task in growing:
            self.write_zero(task)
        rows = [d for d in self.draws if number == 0 and self.schedule.ready[d.name].row]
        if not (stage.rows or rows):
            return
        variable = self.loop_variable(self.step.sample_index or "")
        with self.block.loop(variable, "count"):
            for draw in rows:
                self.write_draw(draw, {draw.indexes[0]: variable})
            self.write_tasks(stage.rows, variable)

    def loop_variable(self, index: str) -> str:
        return self.names[index]

    def write_zero(self, task: Task) -> None:
        """A growing sum begins at 0."""
        for at in self.positions(task.target.indexes):
            target = self.variable(
                task.target.name, tuple(at[i] for i in task.target.indexes if i in at)
            )
            kept = [i for i in task.target.indexes if self.unrolled(i) is None]
            self.block.add(f"{target}{'[:]' if kept else ''} = {self.real('0.0')}")

    def write_tasks(self, tasks: Iterable[Task], variable: str = "") -> None:
        """The tasks in turn; `variable` is that of the loop over the samples around them."""
        for group in [[task] for task in tasks] if self.is_unrolled else groups(tasks):
            if group[0].caption:
                self.block.add(f"# {group[0].caption}")
            if group[0].product is not None:
                self.write_product(group[0])
            else:
                self.write_group(group, {group[0].row or "": variable} if variable else {})

    def write_group(self, group: list[Task], at: At) -> None:
        """One loop over the entries of the targets, for all tasks of a group."""
        free = [i for i in self.order(group[0].target) if i not in at]
        inner, pairs = self.scalars.variables([i for i in free if self.unrolled(i) is None], at)
        if self.grows_side_by_side(group[0]):
            self.write_growth(group[0], inner, pairs)
            return
        if not at and all(map(self.is_flat, group)):
            inner, pairs = {FLAT: self.entry}, [(self.entry, " * ".join(map(self.count, free)))]
        for place in self.positions(free):
            with self.block.loops(pairs):
                for task in group:
                    if task.caption and task is not group[0]:
                        self.block.add(f"# {task.caption}")
                    self.write_entry(task, {**inner, **place})

    def grows_side_by_side(self, task: Task) -> bool:
        """Whether a task is a reduction that each sample has, the innermost loop over them all."""
        return (
            self.has_samples_last
            and isinstance(task.expression, Reduction)
            and any(map(self.is_sample, task.target.indexes))
        )

    def write_growth(self, task: Task, inner: At, pairs: list[tuple[str, str]]) -> None:
        """A reduction that grows in its array, for all samples at a time."""
        assert isinstance(task.expression, Reduction)
        target, kind = self.spell(task.target, inner), task.expression.kind
        start = self.real("0.0" if kind == "sum" else "-math.inf")
        with self.block.loops(pairs):
            self.block.add(f"{target} = {start}")
        at, loops = self.scalars.variables(task.expression.indexes, inner)
        with self.block.loops([*pairs[:-1], *loops, pairs[-1]]):
            value = self.scalars.code(task.expression.body, at)
            grown = f"{target} + {value}" if kind == "sum" else f"larger({target}, {value})"
            self.block.add(f"{target} = {grown}")

    def flat_loop(self, indexes: Sequence[str], body: Expression) -> Loops | None:
        """One loop over all entries of a matrix, where a sum is over them as they lie in memory."""
        if self.is_unrolled or not is_entrywise(Entry("", tuple(indexes)), body):
            return None
        return {FLAT: self.entry}, [(self.entry, " * ".join(map(self.count, indexes)))]

    def write_entry(self, task: Task, at: At) -> None:
        """One entry of a task's target."""
        expression = task.expression
        if task.grows:
            expression = Reduction("sum", task.grows, expression)
        code = self.scalars.code(expression, at)
        self.block.add(f"{self.spell(task.target, at)} {'+=' if task.is_growing else '='} {code}")

    def write_product(self, task: Task) -> None:
        assert task.product is not None
        assert isinstance(task.expression, Reduction)
        (bound,) = task.expression.indexes
        left, right = task.product
        if self.order(task.target)[0] not in left.indexes:
            left, right = right, left
        first, second, result = (self.variable(e.name, ()) for e in (left, right, task.target))
        is_row = self.order(left)[1] == bound, self.order(right)[1] == bound
        if self.has_samples_last and not is_row[1] and self.is_small_product(task.expression):
            first = f"turned({first})" if is_row[0] else first
            self.block.add(f"spread({first}, {second}, {result})")
        elif self.fits_registers(task.expression) and not any(is_row):
            self.block.add(f"multiply_turned({first}, {second}, {result})")
        elif self.fits_registers(task.expression):
            first = first if is_row[0] else f"turned({first})"
            second = second if is_row[1] else f"turned({second})"
            self.block.add(f"multiply({first}, {second}, {result})")
        else:
            first, second = (
                first if is_row[0] else f"{first}.T",
                f"{second}.T" if is_row[1] else second,
            )
            self.block.add(f"np.dot({first}, {second}, {result})")

    def write_draw(self, draw: Declaration, at: At) -> None:
        """Each entry from the hash of seed, step and its position among all draws."""
        assert draw.start is not None
        free = [i for i in draw.indexes if i not in at]
        inner, pairs = self.scalars.variables([i for i in free if self.unrolled(i) is None], at)
        for place in self.positions(free):
            with self.block.loops(pairs):
                here = {**inner, **place}
                self.block.add(f"u, v = uniforms(seed, number, {self.draw_position(draw, here)})")
                value = draw_code(draw.start, lambda e: self.scalars.code(e, {}), self.real)
                self.block.add(f"{self.spell(Entry(draw.name, draw.indexes), here)} = {value}")

    def draw_position(self, draw: Declaration, at: At) -> str:
        """The entry's number, row by row, after the entries of all draws above."""
        parts = []
        for other in self.step.declared("draw"):
            if other.name == draw.name:
                break
            parts.append(" * ".join(self.count(i) for i in other.indexes) or "1")
        own = "0"
        for index in draw.indexes:
            own = at[index] if own == "0" else f"({own}) * {self.count(index)} + {at[index]}"
        return " + ".join([*parts, own])

    def write_history(self) -> None:
        for name in self.step.scalars():
            self.block.add(f"{self.history(name)}[number - first] = {self.variable(name, ())}")

    def end(self) -> None:
        """What was learned goes back into the arrays."""
        for declared in self.learned():
            whole = Entry(declared.name, declared.indexes)
            for at in self.loaded(declared):
                left = [index for index in declared.indexes if index not in at]
                here, pairs = self.scalars.variables(left, at)
                with self.block.loops(pairs):
                    self.block.add(f"{self.element(declared, here)} = {self.spell(whole, here)}")

    def assembled(self) -> FusedProgram:
        data = self.declared("data")
        settings = [d.name for d in self.step.settings if d.name in self.read]
        if LEARNING_RATE in self.read and LEARNING_RATE not in settings:
            settings.append(LEARNING_RATE)
        scalars = self.step.scalars()
        arguments = [self.array(d) for d in (*data, *self.learned())]
        arguments += [self.names[name] for name in settings]
        arguments += [
            "seed",
            "first",
            "steps",
            *(["batch"] if self.batch else []),
            *(self.history(name) for name in scalars),
        ]
        head = ["def train(", *(f"{TAB}{argument}," for argument in arguments), "):"]
        train = "\n".join([*head, *self.block.lines]) + "\n"
        texts = [*definitions(train, self.is_double, self.is_unrolled), train]
        blocks = [TITLE + self.imports("\n".join(texts)), *texts]
        return FusedProgram(
            "\n\n".join(blocks),
            tuple(d.name for d in data),
            tuple(d.name for d in self.learned()),
            tuple(settings),
            scalars,
            tuple(d.name for d in data if self.is_taken(d)),
            self.is_unrolled,
            self.is_exact,
        )

    def imports(self, body: str) -> str:
        real = "float" if self.is_double else "np.float32"
        scalar = self.is_double and self.is_unrolled
        exp = "from math import exp\n" if scalar and found("exp(", body) else ""
        return f"import math\n{exp}\nimport numpy as np\n\nreal = {real}\n"


def tuple_code(parts: list[str]) -> str:
    return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"
