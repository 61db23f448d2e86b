"""A training run as one function that Numba compiles: loops fused over the samples.

Written for known lengths. Where a sample takes few operations every other index is written
out, so that all but the data live in registers; larger networks keep arrays, and their widest
sums are matrix products.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from whygrad.language.equations import ITERATION, LEARNING_RATE, Step
from whygrad.language.expressions import Binary, Entry, Expression, Reduction, names_read
from whygrad.language.sizes import index_classes
from whygrad.writers.names import PYTHON, spell_names
from whygrad.writers.outline import outline_training
from whygrad.writers.scalars import At, Block, Scalars
from whygrad.writers.schedule import Schedule

MOST_UNROLLED = 400  # operations of one sample
LEAST_PRODUCT = 4_000  # multiplications that are worth a call of BLAS
RESERVED = PYTHON | {
    "math", "np", "range", "len", "real", "train", "steps", "first", "step", "history", "rows",
    "seed", "larger", "finite_part", "uniform_word", "order_of", "batch", "iteration",
}  # fmt: skip
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
    unrolled: bool


def write_fused(
    step: Step, lengths: Mapping[str, int], dtype: str = "float64", batch: int | None = None
) -> FusedProgram:
    """The program of a step for these lengths (all but the sample index's count)."""
    return Fused(step, lengths, dtype, batch).program()


class Fused:
    """One program on its way."""

    def __init__(self, step: Step, lengths: Mapping[str, int], dtype: str, batch: int | None):
        self.step, self.lengths, self.dtype, self.batch = step, dict(lengths), dtype, batch
        self.classes = index_classes(step)
        self.sample = self.classes.get(step.sample_index or "")
        outline = outline_training(step)
        self.equations = [*outline.forward, *outline.backward]
        self.is_unrolled = self.operations() <= MOST_UNROLLED
        everything = [*self.equations, *step.update]
        self.schedule = Schedule(step, self.equations, self.classes, self.product_of)
        self.axes = {**step.indexes_of(), **self.schedule.carried}
        names = [*self.axes, *self.classes, LEARNING_RATE]
        self.names = spell_names(names, RESERVED)
        self.used = set(self.names.values()) | RESERVED
        self.spelled: dict[tuple[str, tuple[str, ...]], str] = {}
        self.read = {n for e in everything for n in names_read(e.expression)}
        self.block = Block()
        self.scalars = Scalars(
            self.block, self.spell, self.size, self.count, self.unrolled, self.fresh, self.real
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
        from whygrad.language.expressions import children

        return times + sum(self.cost(child, times) for child in children(expression))

    def length_of(self, indexes: Iterable[str]) -> int:
        return prod(self.lengths[i] for i in indexes if self.classes[i] != self.sample)

    def is_sample(self, index: str) -> bool:
        return self.classes.get(index, index) == self.sample

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
