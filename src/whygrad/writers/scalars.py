"""Expressions as scalar Python code that Numba compiles: one entry at a time.

An index is either a loop's variable or, unrolled, a number: then it is part of the variable's
name (`weights1_0_1`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product

from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Negative,
    Number,
    Reduction,
    Size,
)
from whygrad.language.functions import FUNCTIONS
from whygrad.language.notation import BINDING, PRODUCT, SIGN, SUM

TAB = "    "
ATOM = 5
At = Mapping[str, str]  # index: the code of its value
Loops = tuple[Mapping[str, str], list[tuple[str, str]]]  # where one is in them; variables, counts


@dataclass
class Block:
    """Lines of code at a depth."""

    depth: int = 1
    lines: list[str] = field(default_factory=list)
    active: list[str] = field(default_factory=list)  # variables of the loops around

    def add(self, line: str) -> None:
        self.lines.append(TAB * self.depth + line if line else "")

    @contextmanager
    def loop(self, variable: str, count: str) -> Iterator[None]:
        with self.loops([(variable, count)]):
            yield

    @contextmanager
    def loops(self, pairs: Iterable[tuple[str, str]]) -> Iterator[None]:
        before = self.depth
        for variable, count in pairs:
            self.add(f"for {variable} in range({count}):")
            self.depth += 1
            self.active.append(variable)
        yield
        del self.active[len(self.active) - (self.depth - before) :]
        self.depth = before


@dataclass
class Scalars:
    """Writes expressions into a block.

    spell    the code of an entry at a position
    size     the code of an index's length, as a number of the run's type
    count    the same as a whole number, for `range`
    unrolled the length of an index that is written out, else None
    fresh    a variable name that is not in use
    real     how a number is written in the run's type
    flat_loop  one loop over all entries of an array, where a sum is over those; else None
    """

    block: Block
    spell: Callable[[Entry, At], str]
    size: Callable[[str], str]
    count: Callable[[str], str]
    unrolled: Callable[[str], int | None]
    fresh: Callable[[str], str]
    real: Callable[[str], str]
    spelled_index: Callable[[str], str]
    flat_loop: Callable[[tuple[str, ...], Expression], Loops | None]
    loop_names: dict[str, list[str]] = field(default_factory=dict)

    def code(self, expression: Expression, at: At, binding: int = 0) -> str:
        written, own = self.form(expression, at)
        return f"({written})" if own < binding else written

    def form(self, expression: Expression, at: At) -> tuple[str, int]:
        match expression:
            case Number(value):
                return self.real(repr(value.numerator / value.denominator)), ATOM
            case Entry():
                return self.spell(expression, at), ATOM
            case Size(index):
                return self.size(index), ATOM
            case Negative(operand):
                return f"-{self.code(operand, at, SIGN)}", SIGN
            case Binary("**", base, exponent):
                return self.power(base, exponent, at)
            case Binary(operator, left, right):
                own = BINDING[operator]
                return f"{self.code(left, at, own)} {operator} {self.code(right, at, own + 1)}", own
            case Call(name, arguments):
                return self.call(name, [self.code(part, at) for part in arguments]), ATOM
            case Reduction(kind, indexes, body):
                return self.reduction(kind, indexes, body, at)

    def power(self, base: Expression, exponent: Expression, at: At) -> tuple[str, int]:
        """Small whole powers as products, which keep the type and are quick."""
        if isinstance(exponent, Number) and exponent.value in (2, 3, 4):
            name = self.atom(base, at)
            return " * ".join([name] * int(exponent.value)), PRODUCT
        return f"{self.code(base, at, ATOM)} ** {self.code(exponent, at, SIGN)}", 4

    def atom(self, expression: Expression, at: At) -> str:
        """A name for a value that is read more than once."""
        code = self.code(expression, at, ATOM)
        if code.isidentifier():
            return code
        name = self.fresh("base")
        self.block.add(f"{name} = {self.code(expression, at)}")
        return name

    def call(self, name: str, arguments: list[str]) -> str:
        row = FUNCTIONS.get(name)
        if row is None or not row.compiled:
            return f"{name}({', '.join(arguments)})"
        text = row.compiled
        for word, code in zip(row.arguments, arguments, strict=True):
            text = text.replace(f"{{{word}}}", code)
        return text

    def reduction(
        self, kind: str, indexes: tuple[str, ...], body: Expression, at: At
    ) -> tuple[str, int]:
        if all(self.unrolled(index) is not None for index in indexes):
            return self.written_out(kind, indexes, body, at)
        return self.looped(kind, indexes, body, at)

    def written_out(
        self, kind: str, indexes: tuple[str, ...], body: Expression, at: At
    ) -> tuple[str, int]:
        places = product(*(range(self.unrolled(index) or 0) for index in indexes))
        positions = [{**at, **dict(zip(indexes, map(str, p), strict=True))} for p in places]
        if kind in ("sum", "mean"):
            terms = [self.code(body, position, SUM) for position in positions]
            total = " + ".join(terms)
            own = SUM if len(terms) > 1 else PRODUCT if "*" in total or "/" in total else SUM
            if kind == "sum":
                return total, own
            count = self.real(repr(float(len(positions))))
            return f"({total}) / {count}", PRODUCT
        values = [self.atom(body, position) for position in positions]
        top = self.fresh("top")
        self.block.add(f"{top} = {values[0]}")
        for value in values[1:]:
            self.block.add(f"{top} = larger({top}, {value})")
        return top, ATOM

    def looped(
        self, kind: str, indexes: tuple[str, ...], body: Expression, at: At
    ) -> tuple[str, int]:
        """A loop that comes before the line at hand; the result is a variable."""
        if kind in ("sum", "mean"):
            total = self.loop_sum(indexes, body, at)
            if kind == "sum":
                return total, ATOM
            sizes = " * ".join(self.size(index) for index in indexes)
            return f"{total} / ({sizes})" if len(indexes) > 1 else f"{total} / {sizes}", PRODUCT
        top = self.fresh("top")
        self.block.add(f"{top} = {self.real('-math.inf')}")
        inner, pairs = self.variables(indexes, at)
        with self.block.loops(pairs):
            self.block.add(f"{top} = larger({top}, {self.code(body, inner)})")
        return top, ATOM

    def loop_sum(self, indexes: tuple[str, ...], body: Expression, at: At) -> str:
        total = self.fresh("total")
        self.block.add(f"{total} = {self.real('0.0')}")
        flat = None if at else self.flat_loop(indexes, body)
        inner, pairs = flat or self.variables(indexes, at)
        with self.block.loops(pairs):
            self.block.add(f"{total} += {self.code(body, inner)}")
        return total

    def variable_names(self, index: str) -> Iterator[str]:
        """The index's own name, then the same with numbers."""
        if index not in self.loop_names:
            self.loop_names[index] = [self.spelled_index(index)]
        yield from self.loop_names[index]
        while True:
            self.loop_names[index].append(self.fresh(self.spelled_index(index)))
            yield self.loop_names[index][-1]

    def variables(
        self, indexes: Iterable[str], at: At
    ) -> tuple[dict[str, str], list[tuple[str, str]]]:
        """Loop variables for indexes: their own names, where those are free."""
        names: dict[str, str] = {}
        for index in indexes:
            taken = {*self.block.active, *names.values(), *at.values()}
            names[index] = next(n for n in self.variable_names(index) if n not in taken)
        return {**at, **names}, [(names[index], self.count(index)) for index in indexes]
