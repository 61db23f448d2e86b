"""A list of equations as plain Python with list comprehensions and `sum(...)`.

Where an index only walks along one list, the items of the list have a name, made of the
list's and the index's (`celsius_i`); else the index itself runs.
"""

from __future__ import annotations

from dataclasses import dataclass

from whygrad.language.equations import Equation, Step
from whygrad.language.expressions import Entry, Expression, Reduction, entries
from whygrad.writers.code import Code
from whygrad.writers.layout import statement
from whygrad.writers.outline import Program
from whygrad.writers.python_expressions import (
    Axes,
    Scope,
    entry_text,
    item_of,
    lower,
    quotient,
    rounds,
    scaled,
    with_log,
)
from whygrad.writers.python_program import (
    Statements,
    Style,
    lifted_out,
    script_writer,
    write_functions,
)
from whygrad.writers.reductions import flatten
from whygrad.writers.wrapping import TAB, WIDTH

CALLS = {"sum": "sum", "max": "maximum_of", "logsumexp": "logsumexp"}


@dataclass(frozen=True)
class Clause:
    """`for item in source`"""

    item: str
    source: str

    def __str__(self) -> str:
        return f"for {self.item} in {self.source}"


def statements(equation: Equation, scope: Scope) -> Statements:
    """The statements that set one quantity."""
    scope.reduce = lambda reduction: reduce(reduction, scope)
    equations = lifted_out(equation, scope, apart)
    return [each for part in equations for each in statements_of(part, scope)]


def statements_of(equation: Equation, scope: Scope) -> Statements:
    """`target = [...]`; a number that is a wide quotient is divided in a line of its own."""
    name, axes = scope.names[equation.name], equation.target.indexes
    code = scope.load(code_of(equation.expression, axes, scope))
    parts = None if axes else quotient(equation.expression)
    if not parts or len(f"{TAB}{name} = {code}") <= WIDTH:
        return [statement(f"{TAB}{name} = ", code, TAB)]
    above, below = (code_of(part, (), scope) for part in parts)
    return [statement(f"{TAB}{name} = ", above, TAB), statement(f"{TAB}{name} /= ", below, TAB)]


def code_of(expression: Expression, axes: Axes, scope: Scope) -> str:
    scope.items.clear()
    return listed(expression, axes, scope).text


def listed(expression: Expression, axes: Axes, scope: Scope) -> Code:
    """Lists within lists, one for each of the axes."""
    if not axes:
        return lower(expression, scope)
    clause = clause_for(axes[0], expression, scope)
    inner = listed(expression, axes[1:], scope).text
    if inner == clause.item:
        return Code(f"list({clause.source})")
    return Code(f"[{inner} {clause}]")


def reduce(reduction: Reduction, scope: Scope) -> Code:
    """`sum(... for ...)` and its like."""
    flat = flatten(reduction)
    outside = dict(scope.items)
    clauses = [clause_for(index, flat.body, scope) for index in flat.bound]
    code = lower(flat.body, scope)
    scope.items = outside
    if clauses:
        code = Code(f"{CALLS[flat.kind]}({terms(code.text, clauses)})")
    if flat.kind == "sum":
        return scaled(code, flat, scope)
    return with_log(code, flat, scope) if flat.kind == "logsumexp" else code


def terms(term: str, clauses: list[Clause]) -> str:
    """What a sum runs over: a list at hand, where the terms are its items."""
    if len(clauses) == 1 and clauses[0].item == term:
        return clauses[0].source
    return " ".join([term, *map(str, clauses)])


def clause_for(index: str, expression: Expression, scope: Scope) -> Clause:
    """How an index runs: along the one list that is read with it, or as a number."""
    carried = [entry for entry in entries(expression) if index in entry.indexes]
    size = scope.size(index).text
    if not carried:
        return Clause("_", rounds(size))
    along = list_along(index, carried[0], scope)
    if along and all(list_along(index, entry, scope) == along for entry in carried):
        item = item_name(along, scope)
        source = entry_text(Entry(along.name, along.indexes[:-1]), scope)
        if item:
            scope.items[along.name, along.indexes] = item
            return Clause(item, source)
    scope.items["", (index,)] = scope.names[index]
    return Clause(scope.names[index], f"range({size})")


def list_along(index: str, entry: Entry, scope: Scope) -> Entry | None:
    """The part of a list that an entry is read from and that the index walks along."""
    if entry.name in scope.made:
        return None
    place = entry.indexes.index(index)
    _, rest = item_of(entry, scope)
    before = entry.indexes[len(entry.indexes) - len(rest) : place]
    running = all(("", (other,)) in scope.items for other in before)
    return Entry(entry.name, entry.indexes[: place + 1]) if running else None


def item_name(part: Entry, scope: Scope) -> str:
    """`celsius_i`, if that name is free."""
    single = all(len(index) == 1 for index in part.indexes)
    name = f"{scope.names[part.name]}_{('' if single else '_').join(part.indexes)}"
    return "" if name in (*scope.names.values(), *scope.used) else name


def apart(free: Axes, around: Axes) -> bool:
    """Whether a reduction is the same for some of the indexes around it."""
    return set(free) < set(around)


STYLE = Style(statements)


def write_program(step: Step, *, everything: bool = False, batch: bool = False) -> Program:
    """The functions of a training step.

    With `everything`, `forward` and `backward` return all that they compute and there is
    no training loop; their lines are the same. With `batch`, a step takes some of the samples.
    """
    return write_functions(step, STYLE, everything=everything, batch=batch)


write = script_writer(STYLE)
