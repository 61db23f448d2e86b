"""A training run as one function that Numba compiles: loops fused over the samples.

Written for known lengths. Where a sample takes few operations every other index is written
out, so that all but the data live in registers; larger networks keep arrays, and their widest
sums are matrix products.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from whygrad.language.equations import ITERATION, LEARNING_RATE, Declaration, Step
from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Reduction,
    children,
    names_read,
    walk,
)
from whygrad.language.functions import FUNCTIONS
from whygrad.language.sizes import index_classes
from whygrad.writers.fused_draws import DRAWS, ORDER_OF, UNIFORMS, draw_code
from whygrad.writers.names import PYTHON, spell_names
from whygrad.writers.outline import outline_training
from whygrad.writers.scalars import TAB, At, Block, Scalars
from whygrad.writers.schedule import Schedule, Stage, Task, reads

MOST_UNROLLED = 400  # operations of one sample
LEAST_PRODUCT = 4_000  # multiplications that are worth a call of BLAS
RESERVED = PYTHON | {
    "math", "np", "range", "len", "real", "train", "steps", "first", "step", "history", "rows",
    "seed", "number", "larger", "finite_part", "hashed", "uniforms", "u", "v", "count", "samples",
    "order_of", "order", "rows", "epoch", "batch", "batches", "total", "start",
}  # fmt: skip
TITLE = '''\
"""A training run for Numba, written by whygrad from its equations."""

'''
LARGER = """\
def larger(a, b):
    return b if b > a or b != b else a
"""
FINITE_PART = """\
def finite_part(a):
    return a if abs(a) < math.inf else a * 0 if a == a and a < 0 else a
"""


@dataclass(frozen=True)
class FusedProgram:
    """The source of `train`, and the order of its arguments.

    `arrays` names the quantities in the order in which `train` takes them; parameters and
    states are changed in place. `scalars` are the histories that it fills.
    """

    source: str
    data: tuple[str, ...]
    learned: tuple[str, ...]
    settings: tuple[str, ...]
    scalars: tuple[str, ...]
    is_unrolled: bool
    is_exact: bool  # what is computed twice must round alike: no liberties for the compiler


def write_fused(
    step: Step, lengths: Mapping[str, int], dtype: str = "float64", batch: bool = False
) -> FusedProgram:
    """The program of a step for these lengths (all but the sample index's count).

    With `batch`, a step takes some of the samples, and `train` their number.
    """
    return Fused(step, lengths, dtype, batch).program()


class Fused:
    """One program on its way."""

    def __init__(self, step: Step, lengths: Mapping[str, int], dtype: str, batch: bool):
        self.step, self.lengths, self.dtype, self.batch = step, dict(lengths), dtype, batch
        self.classes = index_classes(step)
        self.sample = self.classes.get(step.sample_index) if step.sample_index else None
        outline = outline_training(step)
        self.equations = [*outline.forward, *outline.backward]
        self.is_unrolled = self.operations() <= MOST_UNROLLED
        everything = [*self.equations, *step.update]
        self.read = {n for e in everything for n in names_read(e.expression)}
        self.draws = [d for d in step.declared("draw") if d.name in self.read]
        for draw in self.draws:
            assert draw.start is not None
            self.read.update(n for a in draw.start.arguments for n in names_read(a))
        self.schedule = Schedule(step, self.equations, self.classes, self.product_of)
        self.axes = {**step.indexes_of(), **self.schedule.carried}
        names = [*self.axes, *self.classes, LEARNING_RATE]
        self.names = spell_names(names, RESERVED)
        self.used = set(self.names.values()) | RESERVED
        self.spelled: dict[tuple[str, tuple[str, ...]], str] = {}
        self.stored = self.stored_rows()
        self.iteration = self.fresh("iteration")
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
        )

    # ---- what is known of indexes

    def operations(self) -> int:
        """Operations of one sample, were every other index written out."""
        total = 0
        for equation in [*self.equations, *self.step.update]:
            total += self.cost(equation.expression, self.length_of(equation.target.indexes))
        return total

    def cost(self, expression: Expression, times: int) -> int:
        if isinstance(expression, Reduction):
            times *= self.length_of(expression.indexes)
            return self.cost(expression.body, times) + times
        return times + sum(self.cost(child, times) for child in children(expression))

    def length_of(self, indexes: Iterable[str]) -> int:
        return prod(self.lengths[i] for i in indexes if self.classes[i] != self.sample)

    def is_sample(self, index: str) -> bool:
        return self.sample is not None and self.classes.get(index, index) == self.sample

    def unrolled(self, index: str) -> int | None:
        return self.lengths[index] if self.is_unrolled and not self.is_sample(index) else None

    def size(self, index: str) -> str:
        if self.is_sample(index):
            return "samples"
        return self.real(repr(float(self.lengths[index])))

    def count(self, index: str) -> str:
        return "count" if self.is_sample(index) else str(self.lengths[index])

    def real(self, text: str) -> str:
        return text if self.dtype == "float64" else f"real({text})"

    def product_of(self, reduction: Reduction) -> tuple[Entry, Entry] | None:
        """The operands of a sum that is a matrix product worth a call of BLAS."""
        if self.is_unrolled or reduction.kind != "sum" or len(reduction.indexes) != 1:
            return None
        match reduction.body:
            case Binary("*", Entry() as left, Entry() as right):
                pass
            case _:
                return None
        (bound,) = reduction.indexes
        for entry in (left, right):
            if len(entry.indexes) != 2 or bound not in entry.indexes:
                return None
        free = {*left.indexes, *right.indexes} - {bound}
        if len(free) != 2 or not self.worth_a_call([*free, bound]):
            return None
        return left, right

    def worth_a_call(self, indexes: Iterable[str]) -> bool:
        return prod(self.lengths[index] for index in indexes) >= LEAST_PRODUCT

    # ---- names

    def fresh(self, hint: str) -> str:
        name, count = self.names.get(hint, hint), 1
        while name in self.used:
            count += 1
            name = f"{hint}_{count}"
        self.used.add(name)
        return name

    def is_local(self, name: str) -> bool:
        """Whether a row quantity lives in its iteration of the loop alone."""
        ready = self.schedule.ready.get(name)
        return ready is not None and ready.row and name not in self.stored

    def spell(self, entry: Entry, at: At) -> str:
        """The code of an entry: a variable, its written-out indexes in its name, or an array's."""
        if entry.name == ITERATION:
            return self.iteration
        axes = self.axes.get(entry.name, ())
        suffix, subscripts = [], []
        for own, index in zip(axes, entry.indexes, strict=True):
            if self.unrolled(own) is not None:
                suffix.append(at[index])
            elif not (self.is_sample(own) and self.is_local(entry.name)):
                subscripts.append(at[index])
        base = self.variable(entry.name, tuple(suffix))
        return f"{base}[{', '.join(subscripts)}]" if subscripts else base

    def variable(self, name: str, suffix: tuple[str, ...]) -> str:
        key = (name, suffix)
        if not suffix:
            return self.names.get(name) or self.spelled.setdefault(key, self.fresh(name))
        if key not in self.spelled:
            self.spelled[key] = self.fresh("_".join([self.names.get(name, name), *suffix]))
        return self.spelled[key]

    def positions(self, indexes: Iterable[str]) -> list[dict[str, str]]:
        """Every combination of the written-out ones among the indexes."""
        names = [i for i in indexes if self.unrolled(i) is not None]
        ranges = (range(self.lengths[i]) for i in names)
        return [dict(zip(names, map(str, place), strict=True)) for place in product(*ranges)]

    def stored_rows(self) -> set[str]:
        """Row quantities that need arrays: read whole, or in a later pass over the samples."""
        found = set(self.schedule.whole)
        ready = self.schedule.ready
        for number, stage in enumerate(self.schedule.stages):
            for task in stage.rows:
                for entry, _ in reads(task.expression, task.row):
                    if entry.name in ready and ready[entry.name].stage < number:
                        found.add(entry.name)
        return found

    # ---- the program

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
            for task in self.schedule.update:
                self.write_task(task, {})
        self.end()
        return self.assembled()

    @property
    def is_double(self) -> bool:
        return self.dtype == "float64"

    def declared(self, *kinds: str) -> list[Declaration]:
        """The declarations of these kinds, of data those that are read or counted."""
        found = self.step.declared(*kinds)
        read = [d for d in found if d.kind != "data" or d.name in self.read]
        counting = any(self.is_sample(i) for d in read if d.kind == "data" for i in d.indexes[:1])
        return read if counting or "data" not in kinds else list(found)

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
            self.block.add("total, epoch, order = count, -1, np.empty(0, np.int64)")
            self.block.add("batches = (total + batch - 1) // batch")
            self.block.add("count = min(batch, total)")
        self.make_arrays(lambda shape: f"np.empty({tuple_code(shape)}, np.{self.dtype})", "")

    def make_arrays(self, made: Callable[[list[str]], str], whole: str) -> None:
        """An array for each computed quantity that needs one; in a batch, a part of it."""
        for name in self.arrays():
            parts = self.batch and any(map(self.is_sample, self.kept(name)))
            if whole and not parts:
                continue
            for at in self.positions(self.axes[name]):
                target = self.variable(name, tuple(at[i] for i in self.axes[name] if i in at))
                key = (target, ("whole",))
                source = self.spelled.setdefault(key, f"{target}_whole") if parts else target
                if whole:
                    slices = [":count" if self.is_sample(i) else ":" for i in self.kept(name)]
                    while slices[-1] == ":":  # so that the part is known to be contiguous
                        slices.pop()
                    self.block.add(f"{target} = {source}[{', '.join(slices)}]")
                else:
                    shape = [self.count(i) for i in self.kept(name)]
                    self.block.add(f"{source} = {made(shape)}")

    def is_taken(self, declared: Declaration) -> bool:
        """Whether a step takes rows of these data."""
        return bool(self.batch) and declared.kind == "data" and self.is_sample_data(declared)

    def is_sample_data(self, declared: Declaration) -> bool:
        return any(map(self.is_sample, declared.indexes[:1]))

    def take_batch(self) -> None:
        """The samples of a step: each epoch takes them all, in an order of its own."""
        self.scalars.helpers.update(("hashed", "order_of"))
        self.block.add("if number // batches != epoch:")
        self.block.add(f"{TAB}epoch = number // batches")
        self.block.add(f"{TAB}order = order_of(seed, epoch, total)")
        self.block.add("start = number % batches * batch")
        self.block.add("rows = order[start : start + batch]")
        self.block.add("count = len(rows)")
        self.block.add("samples = real(count)")
        for declared in self.declared("data"):
            if self.is_taken(declared):
                for at in self.loaded(declared) or [{}]:
                    places = ["rows", *(at.get(i, ":") for i in declared.indexes[1:])]
                    code = f"{self.array(declared)}[{', '.join(places)}]"
                    self.block.add(f"{self.local(declared, at)} = {code}")
        self.make_arrays(lambda shape: "", "whole")

    def counted(self) -> Declaration:
        """The data whose first axis tells the number of samples."""
        return next(d for d in self.declared("data") if self.is_sample((d.indexes or ("",))[0]))

    def array(self, declared: Declaration) -> str:
        """The argument that holds a declared quantity."""
        key = (declared.name, ("array",))
        if not (self.loaded(declared) or self.is_taken(declared)):
            return self.variable(declared.name, ())
        if key not in self.spelled:
            self.spelled[key] = self.fresh(f"{self.names[declared.name]}_array")
        return self.spelled[key]

    def loaded(self, declared: Declaration) -> list[dict[str, str]]:
        """The written-out positions of a quantity that is taken apart into variables."""
        apart = any(self.unrolled(i) is not None for i in declared.indexes)
        return self.positions(declared.indexes) if apart or not declared.indexes else []

    def local(self, declared: Declaration, at: At) -> str:
        return self.variable(declared.name, tuple(at[i] for i in declared.indexes if i in at))

    def element(self, declared: Declaration, at: At) -> str:
        """An element of the argument, or a column of it as an array of its own."""
        places = [at.get(i, ":") for i in declared.indexes]
        if not places:
            return f"{self.array(declared)}[0]"
        copied = ".copy()" if ":" in places else ""
        return f"{self.array(declared)}[{', '.join(places)}]{copied}"

    def arrays(self) -> list[str]:
        """Computed quantities that need an array."""
        ready = self.schedule.ready
        names = [*ready, *(t.target.name for t in self.schedule.update)]
        updated = {d.name for d in self.step.declared("parameter", "state")}
        names = [name for name in dict.fromkeys(names) if name not in updated]
        return [name for name in names if self.kept(name)]

    def kept(self, name: str) -> list[str]:
        """The axes of a computed quantity's array."""
        axes = [i for i in self.axes[name] if self.unrolled(i) is None]
        return [i for i in axes if not self.is_sample(i)] if self.is_local(name) else axes

    def write_stage(self, number: int, stage: Stage) -> None:
        for draw in self.draws if number == 0 else []:
            if not self.schedule.ready[draw.name].row:
                self.write_draw(draw, {})
        for task in stage.before:
            self.write_task(task, {})
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
            for task in stage.rows:
                self.write_task(task, {task.row or "": variable})

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

    def write_task(self, task: Task, at: At) -> None:
        if task.caption:
            self.block.add(f"# {task.caption}")
        if task.product is not None:
            return self.write_product(task)
        expression = task.expression
        if task.grows:
            expression = Reduction("sum", task.grows, expression)
        free = [i for i in task.target.indexes if i not in at]
        inner, pairs = self.scalars.variables([i for i in free if self.unrolled(i) is None], at)
        for place in self.positions(free):
            with self.block.loops(pairs):
                here = {**inner, **place}
                code = self.scalars.code(expression, here)
                sign = "+=" if task.is_growing else "="
                self.block.add(f"{self.spell(task.target, here)} {sign} {code}")
        return None

    def write_product(self, task: Task) -> None:
        assert task.product is not None
        assert isinstance(task.expression, Reduction)
        (bound,) = task.expression.indexes
        left, right = task.product
        first = self.variable(left.name, ()) + ("" if left.indexes[1] == bound else ".T")
        second = self.variable(right.name, ()) + ("" if right.indexes[0] == bound else ".T")
        self.block.add(f"np.dot({first}, {second}, {self.variable(task.target.name, ())})")

    def write_draw(self, draw: Declaration, at: At) -> None:
        """Each entry from the hash of seed, step and its position among all draws."""
        assert draw.start is not None
        self.scalars.helpers.add("hashed")
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

    def history(self, name: str) -> str:
        key = (name, ("history",))
        if key not in self.spelled:
            self.spelled[key] = self.fresh(f"{self.names[name]}_history")
        return self.spelled[key]

    def end(self) -> None:
        """What was learned goes back into the arrays."""
        for declared in self.learned():
            for at in self.loaded(declared):
                self.block.add(f"{self.element(declared, at)} = {self.local(declared, at)}")

    def learned(self) -> list[Declaration]:
        return self.declared("parameter", "state")

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
        texts = ["\n".join([*head, *self.block.lines]) + "\n"]
        blocks = [TITLE + self.imports(), *self.definitions(), *texts]
        return FusedProgram(
            "\n\n".join(blocks),
            tuple(d.name for d in data),
            tuple(d.name for d in self.learned()),
            tuple(settings),
            scalars,
            self.is_unrolled,
            any(reads_equal(equation.expression) for equation in self.step.backward),
        )

    def imports(self) -> str:
        real = "float" if self.is_double else "np.float32"
        return f"import math\n\nimport numpy as np\n\nreal = {real}\n"

    def definitions(self) -> list[str]:
        used = self.scalars.helpers
        texts = [FUNCTIONS[name].compiled_helper for name in FUNCTIONS if name in used]
        texts += [LARGER] if "larger" in used else []
        texts += [FINITE_PART] if "finite_part" in used else []
        texts += [DRAWS, UNIFORMS] if "hashed" in used else []
        return texts + ([ORDER_OF] if "order_of" in used else [])


def reads_equal(expression: Expression) -> bool:
    """Whether values are compared, as the entries of a maximum are with it."""
    return any(isinstance(node, Call) and node.function == "equal" for node in walk(expression))


def tuple_code(parts: list[str]) -> str:
    return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"
