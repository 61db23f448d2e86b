"""Where the quantities of a compiled program live: in variables, columns or arrays.

Where a sample takes few operations every index but the sample's is written out, as part of a
variable's name; else it is an axis of an array. What a step takes of the samples of a mini-batch,
or computes for them, then has the samples last: the innermost loop is over all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from math import prod

from whygrad.language.equations import ITERATION, LEARNING_RATE, Declaration, Equation, Step
from whygrad.language.expressions import (
    Call,
    Entry,
    Expression,
    Reduction,
    children,
    free_indexes,
    names_read,
    walk,
)
from whygrad.language.sizes import index_classes
from whygrad.writers.fused_equations import equations_to_compute
from whygrad.writers.fused_groups import calls_exp, is_entrywise
from whygrad.writers.fused_products import Sides, operands
from whygrad.writers.fused_sample_sums import SampleSums
from whygrad.writers.fused_sharing import hosts
from whygrad.writers.names import PYTHON, spell_names
from whygrad.writers.scalars import At
from whygrad.writers.schedule import Schedule, Task, reads

MOST_UNROLLED = 400  # operations of one sample
LONGEST_UNROLLED = 16  # entries of an index; each is a variable or an array, slow to compile
LEAST_PRODUCT = 4_000  # multiplications that are worth a call of BLAS
LARGEST_OWN_PRODUCT = 2_000_000  # multiplications; a larger one is faster in the blocks of BLAS
SHORTEST_OWN_SUM = 32  # products; of fewer, the additions across a register take too large a part
SHORT_ROW = 32  # entries; shorter rows leave a processor that takes many at a time half empty
Place = tuple[str, str]  # an axis, and the index with which it is read
FLAT = "@flat"  # in the place of indexes: all entries of an array in one loop
RESERVED = PYTHON | {
    "math", "np", "range", "len", "real", "train", "steps", "first", "step", "history", "rows",
    "seed", "number", "larger", "finite_part", "hashed", "uniforms", "u", "v", "count", "samples",
    "order_of", "order", "epoch", "batch", "batches", "total", "start", "turned", "multiply",
    "multiply_turned", "take_turned", "spread",
}  # fmt: skip


class Layout:
    """The quantities of one program: what is known of their lengths, how each is spelled."""

    def __init__(self, step: Step, lengths: Mapping[str, int], dtype: str, batch: bool):
        self.step, self.lengths, self.dtype, self.batch = step, dict(lengths), dtype, batch
        self.classes = index_classes(step)
        self.sample = self.classes.get(step.sample_index) if step.sample_index else None
        self.is_exact = any(reads_equal(e.expression) for e in step.backward or step.forward)
        self.equations, self.updates = equations_to_compute(step, self.is_sample)
        everything = [*self.equations, *self.updates]
        self.is_unrolled = self.is_small(everything)
        # programs that may take no liberties are left in the order of the equations
        self.has_samples_last = batch and not (self.is_unrolled or self.is_exact)
        if not self.is_unrolled:
            taken = {*self.classes, *step.indexes_of(), *(e.name for e in everything)}
            factors = Sides(self.worth_a_call, self.is_sample, taken)
            self.equations = factors.take_out(self.equations)
        if self.has_samples_last:
            sums = SampleSums(self.is_sample, self.product_of, taken)
            self.equations = sums.take_out(self.equations)
        self.read = {n for e in everything for n in names_read(e.expression)}
        self.draws = [d for d in step.declared("draw") if d.name in self.read]
        for draw in self.draws:
            assert draw.start is not None
            self.read.update(n for a in draw.start.arguments for n in names_read(a))
        self.schedule = Schedule(
            step,
            self.equations,
            self.updates,
            self.classes,
            self.product_of,
            self.is_quick_flat,
            whole=self.has_samples_last,
        )
        self.axes = {**step.indexes_of(), **self.schedule.carried}
        self.given = {  # in the order of the equations, as they come and go
            d.name
            for d in step.declared("data", "parameter", "state")
            if d.kind != "data" or not self.is_taken(d)
        }
        names = [*self.axes, *self.classes, LEARNING_RATE]
        self.names = spell_names(names, RESERVED)
        self.used = set(self.names.values()) | RESERVED
        self.spelled: dict[tuple[str, tuple[str, ...]], str] = {}
        self.stored = self.stored_rows()
        self.hosts = {} if self.is_unrolled else hosts(self.schedule, self.memory_of)
        self.iteration, self.entry = self.fresh("iteration"), self.fresh("entry")

    def is_small(self, equations: Iterable[Equation]) -> bool:
        """Whether a sample takes few operations and has few columns: all can be written out."""
        operations = sum(
            self.cost(e.expression, self.length_of(e.target.indexes)) for e in equations
        )
        longest = max((self.length_of([index]) for index in self.classes), default=1)
        return operations <= MOST_UNROLLED and longest <= LONGEST_UNROLLED

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
        found = None if self.is_unrolled else operands(reduction)
        indexes = [*free_indexes(reduction), *reduction.indexes]
        return found if found and self.worth_a_call(indexes) else None

    def worth_a_call(self, indexes: Iterable[str]) -> bool:
        return prod(self.lengths[index] for index in indexes) >= LEAST_PRODUCT

    def fits_registers(self, reduction: Reduction) -> bool:
        """Whether plain loops make a matrix product faster than BLAS; in float32 they do so only
        where nothing need be turned."""
        deep = prod(self.lengths[index] for index in reduction.indexes) >= SHORTEST_OWN_SUM
        is_quick = self.is_double or self.has_samples_last
        return is_quick and deep and self.is_small_product(reduction) and not self.is_exact

    def is_small_product(self, reduction: Reduction) -> bool:
        """Whether a matrix product gains nothing by the blocks of BLAS."""
        indexes = [*free_indexes(reduction), *reduction.indexes]
        return prod(self.lengths[index] for index in indexes) <= LARGEST_OWN_PRODUCT

    def is_flat(self, task: Equation | Task) -> bool:
        """Whether one loop over all entries of an array can do the task."""
        return not self.is_unrolled and is_entrywise(task.target, task.expression)

    def is_quick_flat(self, equation: Equation) -> bool:
        """Whether one loop over all entries beats a loop over short rows of them: the compiler
        makes `exp` of many numbers at a time."""
        return (
            self.is_flat(equation)
            and self.length_of(equation.target.indexes) < SHORT_ROW
            and calls_exp(equation.expression)
        )

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
        if axes and FLAT in at:
            return f"{self.variable(entry.name, ())}.flat[{at[FLAT]}]"
        suffix, subscripts = [], []
        for own, index in self.in_memory(entry.name, zip(axes, entry.indexes, strict=True)):
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

    @property
    def is_double(self) -> bool:
        return self.dtype == "float64"

    def declared(self, *kinds: str) -> list[Declaration]:
        """The declarations of these kinds, of data those that are read or counted."""
        found = self.step.declared(*kinds)
        read = [d for d in found if d.kind != "data" or d.name in self.read]
        counting = any(self.is_sample(i) for d in read if d.kind == "data" for i in d.indexes[:1])
        return read if counting or "data" not in kinds else list(found)

    def is_taken(self, declared: Declaration) -> bool:
        """Whether a step takes rows of these data."""
        return bool(self.batch) and declared.kind == "data" and self.is_sample_data(declared)

    def is_sample_data(self, declared: Declaration) -> bool:
        return any(map(self.is_sample, declared.indexes[:1]))

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

    def in_memory(self, name: str, places: Iterable[Place]) -> list[Place]:
        """The axes of a quantity, each with an index, in the order in which its array has them."""
        found = list(places)
        if not self.has_samples_last or name in self.given:
            return found
        return sorted(found, key=lambda place: self.is_sample(place[0]))

    def kept(self, name: str) -> list[str]:
        """The axes of a computed quantity's array."""
        axes = [i for i in self.stored_axes(name) if self.unrolled(i) is None]
        return [i for i in axes if not self.is_sample(i)] if self.is_local(name) else axes

    def order(self, entry: Entry) -> list[str]:
        """The indexes of an entry in the order in which the array has them."""
        places = zip(self.axes[entry.name], entry.indexes, strict=True)
        return [index for _, index in self.in_memory(entry.name, places)]

    def stored_axes(self, name: str) -> list[str]:
        return self.order(Entry(name, self.axes[name]))

    def memory_of(self, name: str) -> tuple[str, ...]:
        """The lengths of an array with a row for each sample; nothing for any other quantity."""
        axes = self.kept(name) if name in self.schedule.ready else []
        place = len(axes) - 1 if self.has_samples_last else 0
        if [self.is_sample(i) for i in axes] != [n == place for n in range(len(axes))]:
            return ()
        return tuple(map(self.count, axes))

    def history(self, name: str) -> str:
        key = (name, ("history",))
        if key not in self.spelled:
            self.spelled[key] = self.fresh(f"{self.names[name]}_history")
        return self.spelled[key]

    def learned(self) -> list[Declaration]:
        return self.declared("parameter", "state")


def reads_equal(expression: Expression) -> bool:
    """Whether values are compared, as the entries of a maximum are with it."""
    return any(isinstance(node, Call) and node.function == "equal" for node in walk(expression))
