"""A list of equations as plain Python with explicit loops.

A reduction becomes a variable and a loop that adds to it. Both stand in the outermost loop
in which all that the reduction reads is known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from whygrad.language.equations import Equation, Step
from whygrad.language.expressions import (
    Entry,
    Expression,
    Negative,
    Reduction,
    entries,
    free_indexes,
    walk,
)
from whygrad.writers.code import Code, operate
from whygrad.writers.layout import sequence, statement
from whygrad.writers.outline import Program
from whygrad.writers.python_expressions import (
    Axes,
    Scope,
    entry_text,
    filled,
    lower,
    product,
    quotient,
    scaled,
    with_log,
)
from whygrad.writers.python_program import Style, lifted_out, script_writer, write_functions
from whygrad.writers.reductions import Flat, flatten
from whygrad.writers.wrapping import TAB, WIDTH


@dataclass
class Block:
    """The body of a loop over an index, or of a function: statements, each with its lines."""

    index: str = ""
    head: list[str] = field(default_factory=list)
    statements: list[list[str]] = field(default_factory=list)
    known: dict[Reduction, Code] = field(default_factory=dict)  # what stands for it here


@dataclass
class Nest:
    """Writes one equation: the loops that stand open, the outermost first."""

    scope: Scope
    blocks: list[Block] = field(default_factory=lambda: [Block()])

    @property
    def indent(self) -> str:
        return TAB * len(self.blocks)

    def set(self, target: str, code: str, sign: str = "") -> None:
        """`target = code`, or `target += code`."""
        self.scope.load(code)
        lines = statement(f"{self.indent}{target} {sign}= ", code, self.indent)
        self.blocks[-1].statements.append(lines)

    def run(self, code: str) -> None:
        self.scope.load(code)
        self.blocks[-1].statements.append(statement(self.indent, code, self.indent))

    def open(self, indexes: Axes) -> None:
        """A loop over each of the indexes, one within the other."""
        for index in indexes:
            size = self.scope.load(self.scope.size(index).text)
            head = f"{self.indent}for {self.scope.names[index]} in range("
            self.blocks.append(Block(index, sequence(head, [size], "):", self.indent)))

    def close(self, count: int) -> None:
        """Put the innermost loops, so many, into the blocks around them."""
        for _ in range(count):
            done = self.blocks.pop()
            self.blocks[-1].statements += [done.head, *done.statements]

    def home(self, indexes: Axes) -> int:
        """How many of the blocks know all of these indexes."""
        known = [place for place, block in enumerate(self.blocks) if block.index in indexes]
        return max(known, default=0) + 1

    def reduce(self, reduction: Reduction) -> Code:
        """The code that stands for a reduction, once the lines are written that it needs."""
        home = self.home(free_indexes(reduction))
        inner, self.blocks = self.blocks[home:], self.blocks[:home]
        known = self.blocks[-1].known
        if reduction not in known:
            known[reduction] = self.reduce_here(flatten(reduction))
        self.blocks += inner
        return known[reduction]

    def reduce_here(self, flat: Flat) -> Code:
        if not flat.bound:
            code = lower(flat.body, self.scope)
        elif flat.kind == "logsumexp":
            code = Code(f"logsumexp({self.list_of_terms(flat)})")
        elif flat.kind == "max":
            code = Code(self.scope.fresh("top"))
            self.set(code.text, "-math.inf")
            self.each(flat, lambda term: self.set(code.text, f"maximum({code.text}, {term.text})"))
        else:
            code = Code(self.scope.fresh("total"))
            self.set(code.text, "0.0")
            self.add(code.text, flat)
        if flat.kind == "sum":
            return scaled(code, flat, self.scope)
        return with_log(code, flat, self.scope) if flat.kind == "logsumexp" else code

    def each(self, flat: Flat, use: Callable[[Code], None]) -> None:
        """Loops over the bound indexes, which do something with each term."""
        self.open(flat.bound)
        use(lower(flat.body, self.scope))
        self.close(len(flat.bound))

    def add(self, target: str, flat: Flat) -> None:
        """Add up the terms in a variable or an entry."""
        body, sign = flat.body, "+"
        if isinstance(body, Negative):
            flat, sign = Flat("sum", body.operand, flat.bound), "-"
        self.each(flat, lambda term: self.set(target, term.text, sign))

    def list_of_terms(self, flat: Flat) -> str:
        """The list that logsumexp takes: one at hand, or one that is filled with the terms."""
        match flat.body:
            case Entry(name, (*first, last)) if flat.bound == (last,):
                return entry_text(Entry(name, tuple(first)), self.scope)
        terms = self.scope.fresh("terms")
        self.set(terms, "[]")
        self.each(flat, lambda term: self.run(f"{terms}.append({term.text})"))
        return terms


def equation_line(equation: Equation, scope: Scope) -> list[list[str]]:
    """The statements that set one quantity."""
    nest = Nest(scope)
    scope.reduce = nest.reduce
    *lifted, whole = lifted_out(equation, scope, apart)
    for each in lifted:
        write_equation(nest, each, scope.names[each.name])
    name = scope.names[equation.name]
    if changes_in_place(whole):
        write_equation(nest, whole, name, is_new=False)
    elif reads_itself(whole) and whole.target.indexes:
        new = scope.fresh(f"new_{name}")
        write_equation(nest, whole, new)
        nest.set(name, new)
    else:
        write_equation(nest, whole, name)
    return nest.blocks[0].statements


def write_equation(nest: Nest, equation: Equation, name: str, is_new: bool = True) -> None:
    """Loops over the indexes of the target, and in them the value of each entry."""
    axes = equation.target.indexes
    if axes and is_new:
        nest.set(name, filled([nest.scope.size(index).text for index in axes], "0.0"))
    nest.open(axes)
    target = name + "".join(f"[{nest.scope.names[index]}]" for index in axes)
    if isinstance(equation.expression, Reduction) and is_new and accumulates(equation):
        accumulate(nest, target, flatten(equation.expression), not axes)
    else:
        assign(nest, target, equation.expression, is_new and not reads_itself(equation))
    nest.close(len(axes))


def assign(nest: Nest, target: str, expression: Expression, may_wait: bool) -> None:
    """`target = value`; a wide quotient is divided in a line of its own, if it may wait."""
    parts = quotient(expression) if may_wait else None
    if parts is None:
        return nest.set(target, lower(expression, nest.scope).text)
    above, below = (lower(part, nest.scope) for part in parts)
    whole = operate("/", above, below, ()).text
    if len(f"{nest.indent}{target} = {whole}") <= WIDTH:
        return nest.set(target, whole)
    nest.set(target, above.text)
    return nest.set(target, below.text, "/")


def accumulate(nest: Nest, target: str, flat: Flat, starts: bool) -> None:
    """Let the target itself grow."""
    if starts:
        nest.set(target, "0.0")
    nest.add(target, flat)
    if flat.over:
        lengths = [nest.scope.size(each.index) for each in flat.over]
        nest.set(target, product(lengths).text, "/")


def accumulates(equation: Equation) -> bool:
    """Whether the expression is a sum, or a mean, that can grow in its target."""
    assert isinstance(equation.expression, Reduction)
    flat = flatten(equation.expression)
    grows = flat.kind == "sum" and flat.bound and not flat.times
    free = set(free_indexes(equation.expression))
    return bool(grows) and free == set(equation.target.indexes) and not reads_itself(equation)


def reads_itself(equation: Equation) -> bool:
    return any(entry.name == equation.name for entry in entries(equation.expression))


def changes_in_place(equation: Equation) -> bool:
    """Whether each entry of a list is made of its own old value, and of no other entry's."""
    own = [entry for entry in entries(equation.expression) if entry.name == equation.name]
    reductions = (node for node in walk(equation.expression) if isinstance(node, Reduction))
    inside = {entry.name for reduction in reductions for entry in entries(reduction)}
    exact = bool(own) and all(entry == equation.target for entry in own)
    return exact and bool(equation.target.indexes) and equation.name not in inside


def apart(free: Axes, around: Axes) -> bool:
    """Whether no place in the loops around a reduction spares it from being done again."""
    last = max((around.index(index) for index in free), default=-1)
    return not set(around[: last + 1]) <= set(free)


STYLE = Style(equation_line)


def write_program(step: Step, *, everything: bool = False, batch: bool = False) -> Program:
    """The functions of a training step.

    With `everything`, `forward` and `backward` return all that they compute and there is
    no training loop; their lines are the same. With `batch`, a step takes some of the samples.
    """
    return write_functions(step, STYLE, everything=everything, batch=batch)


write = script_writer(STYLE)
