"""Index expressions as plain Python: one entry at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import dataclass, field
from functools import reduce

from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Negative,
    Number,
    Reduction,
    Size,
    walk,
)
from whygrad.language.functions import FUNCTIONS
from whygrad.writers.code import (
    Code,
    names_loaded,
    negate,
    number_code,
    operate,
    template_level,
)
from whygrad.writers.plain_numbers import UNKNOWN, is_whole
from whygrad.writers.reductions import Flat, flatten

Axes = tuple[str, ...]


@dataclass
class Scope:
    """What the code of one function knows of its surroundings.

    names    how each quantity and each index is spelled
    size     the code for the length of an index
    reduce   the code for a reduction, which each style writes in its own way
    items    names of parts of lists: the item of `a` at `[i]`, by name and indexes
    made     code that stands for an entry
    loaded   every name that the code reads
    """

    names: MutableMapping[str, str]
    size: Callable[[str], Code]
    reduce: Callable[[Reduction], Code]
    items: dict[tuple[str, Axes], str] = field(default_factory=dict)
    made: dict[str, Code] = field(default_factory=dict)
    loaded: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    def fresh(self, word: str) -> str:
        """A name like this one that nothing has, for one equation."""
        taken, name, count = {*self.names.values(), *self.used}, word, 1
        while name in taken:
            count += 1
            name = f"{word}{count}"
        self.used.add(name)
        return name

    def load(self, code: str) -> str:
        """The same code, its names noted as read."""
        self.loaded |= names_loaded(code)
        return code


def lower(expression: Expression, scope: Scope, truth: bool = False) -> Code:
    """Code for one entry's value; `truth` allows true and false in the place of 1 and 0."""
    match expression:
        case Number():
            return number_code(expression)
        case Size(index):
            return scope.size(index)
        case Entry(name):
            return scope.made[name] if name in scope.made else Code(entry_text(expression, scope))
        case Negative(operand):
            return negate(lower(operand, scope))
        case Binary("**", base, exponent):
            return power(base, exponent, scope)
        case Binary(operator, left, right):
            first, second = (lower(side, scope, operator == "*") for side in (left, right))
            return operate(operator, first, second, ())
        case Call():
            return call(expression, scope, truth)
        case Reduction():
            return scope.reduce(expression)


def entry_text(entry: Entry, scope: Scope) -> str:
    """`weights[k][j]`, or what is left of it where `weights[k]` has a name."""
    text, rest = item_of(entry, scope)
    return text + "".join(f"[{scope.names[index]}]" for index in rest)


def item_of(entry: Entry, scope: Scope) -> tuple[str, Axes]:
    """The largest named part of a list that holds an entry, and the indexes from there."""
    for count in range(len(entry.indexes), 0, -1):
        name = scope.items.get((entry.name, entry.indexes[:count]))
        if name is not None:
            return name, entry.indexes[count:]
    return scope.names[entry.name], entry.indexes


def power(base: Expression, exponent: Expression, scope: Scope) -> Code:
    """`a**b`, or `math.pow(a, b)` where Python's operator could give a complex number."""
    codes = lower(base, scope), lower(exponent, scope)
    if is_whole(exponent) or UNKNOWN.is_positive(base):
        return operate("**", codes[0], codes[1], ())
    return Code(f"math.pow({codes[0].text}, {codes[1].text})")


def call(expression: Call, scope: Scope, truth: bool) -> Code:
    row = FUNCTIONS[expression.function]
    compares = expression.function == "equal"
    texts = [lower(argument, scope, truth=compares).text for argument in expression.arguments]
    template = row.python_factor if truth and row.python_factor else row.python
    text = template.format(**dict(zip(row.arguments, texts, strict=True)))
    return Code(text, level=template_level(template))


def scaled(code: Code, flat: Flat, scope: Scope) -> Code:
    """A sum with the lengths that multiply and divide it."""
    for operator, sizes in (("*", flat.times), ("/", flat.over)):
        if sizes:
            lengths = [scope.size(each.index) for each in sizes]
            code = operate(operator, code, product(lengths), ())
    return code


def product(codes: Iterable[Code]) -> Code:
    return reduce(lambda left, right: operate("*", left, right, ()), codes)


def with_log(code: Code, flat: Flat, scope: Scope) -> Code:
    """A logsumexp with the logarithm of how often each of its terms comes."""
    if not flat.times:
        return code
    count = product([scope.size(each.index) for each in flat.times])
    return operate("+", code, Code(f"math.log({count.text})"), ())


def quotient(expression: Expression) -> tuple[Expression, Expression] | None:
    """What is divided, and the lengths that it is divided by."""
    if isinstance(expression, Binary) and expression.operator == "/":
        lengths = all(isinstance(node, Size | Binary) for node in walk(expression.right))
        return (expression.left, expression.right) if lengths else None
    if isinstance(expression, Reduction):
        flat = flatten(expression)
        if flat.over and flat.bound and not flat.times:
            sizes: tuple[Expression, ...] = flat.over
            count = reduce(lambda left, right: Binary("*", left, right), sizes)
            return Reduction("sum", flat.bound, flat.body), count
    return None


def filled(sizes: list[str], value: str) -> str:
    """Lists within lists that hold one value: `[[0.0] * 3 for _ in celsius]`."""
    if not sizes:
        return value
    return repeated(f"[{value}] * {sizes[-1]}", sizes[:-1])


def repeated(text: str, sizes: list[str]) -> str:
    """Lists within lists, each entry of which the code makes anew."""
    for size in reversed(sizes):
        text = f"[{text} for _ in {rounds(size)}]"
    return text


def rounds(size: str) -> str:
    """Something of this length to loop over where the index does not matter."""
    return size[4:-1] if size.startswith("len(") else f"range({size})"


def axis_length(name: str, axis: int) -> str:
    return f"len({name}{'[0]' * axis})"
