"""When a compiled step does what: one pass over the samples does as much as it can.

An equation that carries the sample index is a row task: it runs inside the loop over the
samples, where what it sets can stay in a register. A sum over the samples grows inside that
loop. Whatever needs a finished sum, or another sample's value, waits for the next stage; so do
a matrix product and what is done in one flat loop over all entries.

Asked to take quantities `whole`, it has no such pass: each is done for all samples, in one stage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from whygrad.language.equations import Equation, Step
from whygrad.language.expressions import (
    Binary,
    Entry,
    Expression,
    Reduction,
    Size,
    children,
    free_indexes,
    rebuild,
    walk,
)
from whygrad.writers.names import unused

Product = Callable[[Reduction], "tuple[Entry, Entry] | None"]
Flat = Callable[[Equation], bool]


@dataclass(frozen=True)
class Task:
    """One thing to do: an equation, a growing sum, or a matrix product."""

    target: Entry
    expression: Expression
    row: str | None = None  # the task's own name for the sample index
    caption: str = ""
    grows: tuple[str, ...] = ()  # indexes of a sum, other than the sample's
    is_growing: bool = False
    product: tuple[Entry, Entry] | None = None


@dataclass
class Stage:
    """What is done before a pass over the samples, and in it."""

    before: list[Task] = field(default_factory=list)
    rows: list[Task] = field(default_factory=list)


@dataclass(frozen=True)
class Ready:
    """From which stage on a quantity can be read; a row quantity is whole one stage later."""

    stage: int
    row: bool


class Schedule:
    """The stages of one training step; the updates come last."""

    def __init__(
        self,
        step: Step,
        equations: Iterable[Equation],
        update: Iterable[Equation],
        classes: Mapping[str, str],
        product: Product,
        flat: Flat,
        whole: bool = False,
    ):
        self.classes = classes
        has_rows = step.sample_index is not None and not whole
        self.sample = classes.get(step.sample_index or "") if has_rows else None
        self.product, self.flat = product, flat
        equations, update = tuple(equations), tuple(update)
        self.taken = {*step.indexes_of(), *(e.name for e in (*equations, *update))}
        self.stages: list[Stage] = [Stage()]
        self.ready: dict[str, Ready] = {}
        self.whole: set[str] = set()  # row quantities that are read as whole arrays
        self.carried: dict[str, tuple[str, ...]] = {}
        self.products: dict[Reduction, Entry] = {}
        self.occurrences = Counter(
            node for e in equations for node in walk(e.expression) if isinstance(node, Reduction)
        )
        for draw in step.declared("draw"):
            self.carried[draw.name] = draw.indexes
            row = self.row_index(Entry(draw.name, draw.indexes)) == (draw.indexes or ("",))[0]
            self.ready[draw.name] = Ready(0, row)
        for equation in equations:
            self.place(equation)
        self.update = [task for equation in update for task in self.assignment(equation)]
        self.read_by(task.expression for task in self.update)

    def stage(self, number: int) -> Stage:
        while len(self.stages) <= number:
            self.stages.append(Stage())
        return self.stages[number]

    def row_index(self, target: Entry) -> str | None:
        """The sample index among the target's, if it carries it once."""
        found = [i for i in target.indexes if self.sample and self.classes[i] == self.sample]
        return found[0] if len(found) == 1 else None

    def place(self, equation: Equation) -> None:
        target = equation.target
        row = None if self.flat(equation) else self.row_index(target)
        self.carried[target.name] = target.indexes
        expression = self.lift(equation.expression, target)
        if row is None:
            expression = self.lift_sums(expression, target, equation.caption)
        if expression == target:  # the growing sum, or the product, is the quantity itself
            return
        number = self.earliest(expression, row)
        task = Task(target, expression, row, equation.caption)
        tasks = self.stage(number).before if row is None else self.stage(number).rows
        tasks.append(task)
        self.ready[target.name] = Ready(number, row is not None)

    def earliest(self, expression: Expression, row: str | None) -> int:
        """The first stage in which all that an expression reads is there."""
        found = 0
        for entry, same in reads(expression, row):
            ready = self.ready.get(entry.name)
            if ready is None:
                continue
            waits = ready.row and not (same and self.reads_own_row(entry, row))
            if waits:
                self.whole.add(entry.name)
            found = max(found, ready.stage + waits)
        return found

    def reads_own_row(self, entry: Entry, row: str | None) -> bool:
        own = self.carried[entry.name]
        places = [p for p, index in enumerate(own) if self.classes[index] == self.sample]
        return row is not None and all(entry.indexes[place] == row for place in places)

    def lift(self, expression: Expression, target: Entry) -> Expression:
        """Matrix products as tasks of their own, their results in the expression's place."""
        if isinstance(expression, Reduction):
            operands = self.product(expression)
            if operands is not None:
                return self.multiply(expression, operands, target)
        return rebuild(expression, lambda child: self.lift(child, target))

    def multiply(self, reduction: Reduction, operands: tuple[Entry, Entry], target: Entry) -> Entry:
        own = free_indexes(reduction)
        own = (
            *(i for i in operands[0].indexes if i in own),
            *(i for i in operands[1].indexes if i in own),
        )
        again = self.products.get(reduction)
        if again is not None:
            return again
        shared = self.occurrences[reduction] > 1
        fits = set(own) == set(target.indexes) and target.name not in self.ready and not shared
        name = target.name if fits else unused(f"{target.name}_product", self.taken)
        result = Entry(name, target.indexes if fits else own)
        left, right = operands if result.indexes == own else operands[::-1]
        number = self.earliest(reduction, None)
        self.whole.add(name)
        self.carried[name] = result.indexes
        self.stage(number).before.append(Task(result, reduction, product=(left, right)))
        self.ready[name] = Ready(number, row=False)
        if shared:
            self.products[reduction] = result
        return result

    def lift_sums(self, expression: Expression, target: Entry, caption: str) -> Expression:
        """Sums over the samples, grown inside the loop that computes what they add up."""
        if isinstance(expression, Reduction) and self.can_grow(expression):
            return self.grow(expression, target, caption)
        return rebuild(expression, lambda child: self.lift_sums(child, target, caption))

    def can_grow(self, reduction: Reduction) -> bool:
        rows = [i for i in reduction.indexes if self.classes[i] == self.sample]
        outside = [i for i in free_indexes(reduction) if self.classes[i] == self.sample]
        return reduction.kind in ("sum", "mean") and len(rows) == 1 and not outside

    def grow(self, reduction: Reduction, target: Entry, caption: str) -> Expression:
        row = next(i for i in reduction.indexes if self.classes[i] == self.sample)
        others = tuple(i for i in reduction.indexes if i != row)
        free = free_indexes(reduction)
        fits = set(free) == set(target.indexes) and target.name not in self.ready
        name = target.name if fits else unused(f"{target.name}_sum", self.taken)
        result = Entry(name, target.indexes if fits else free)
        number = self.earliest(reduction.body, row)
        task = Task(result, reduction.body, row, caption, others, is_growing=True)
        self.stage(number).rows.append(task)
        self.carried[name] = result.indexes
        self.ready[name] = Ready(number + 1, row=False)
        if reduction.kind == "sum":
            return result
        total: Expression = result
        for index in reduction.indexes:
            total = Binary("/", total, Size(index))
        return total

    def assignment(self, equation: Equation) -> Iterator[Task]:
        """An update; one that reads other entries of its target goes through a copy."""
        target = equation.target
        self.carried[target.name] = target.indexes
        own = [entry for entry, _ in reads(equation.expression, None) if entry.name == target.name]
        if all(entry == target for entry in own) and not bound_inside(equation.expression, target):
            yield Task(target, equation.expression, caption=equation.caption)
            return
        copy = Entry(unused(f"{target.name}_next", self.taken), target.indexes)
        self.carried[copy.name] = copy.indexes
        yield Task(copy, equation.expression, caption=equation.caption)
        yield Task(target, copy)

    def read_by(self, expressions: Iterable[Expression]) -> None:
        """What the updates read of rows is read whole."""
        for expression in expressions:
            self.earliest(expression, None)


def reads(expression: Expression, row: str | None) -> Iterator[tuple[Entry, bool]]:
    """Every entry read, and whether the row's index is free there."""
    match expression:
        case Entry():
            yield expression, True
        case Reduction(_, indexes, body):
            for entry, same in reads(body, row):
                yield entry, same and row not in indexes
        case _:
            for child in children(expression):
                yield from reads(child, row)


def bound_inside(expression: Expression, target: Entry) -> bool:
    """Whether a reduction reads the target."""
    match expression:
        case Reduction():
            return any(entry.name == target.name for entry, _ in reads(expression, None))

    return any(bound_inside(child, target) for child in children(expression))
