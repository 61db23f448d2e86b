"""The nodes of an expression, and the few walks that every reader needs.

The kinds of node are closed: a reader is one module with one function that handles each of
them. Nodes are immutable and compare by value; how a number was written does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number; `text` is how the person wrote it (empty when it was computed)."""

    value: Fraction
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """A quantity, setting or `iteration`: one entry of it where it carries indexes."""

    name: str
    indexes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Size:
    """The length of an index: `size[i]`."""

    index: str


@dataclass(frozen=True, slots=True)
class Negative:
    operand: Expression


@dataclass(frozen=True, slots=True)
class Binary:
    """`left operator right`, the operator being one of `+ - * / **`."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """An elementary function of the table, applied entry by entry."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Reduction:
    """`kind[indexes](body)`; the kind is one of `REDUCTIONS`."""

    kind: str
    indexes: tuple[str, ...]
    body: Expression


Expression = Number | Entry | Size | Negative | Binary | Call | Reduction

REDUCTIONS = ("sum", "mean", "max", "logsumexp")


def number(value: int | Fraction) -> Number:
    return Number(Fraction(value))


def is_decimal(value: Fraction) -> bool:
    """Whether finitely many digits write it: no prime but 2 and 5 divides its denominator."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def children(expression: Expression) -> tuple[Expression, ...]:
    match expression:
        case Negative(operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
        case Reduction(_, _, body):
            return (body,)
    return ()


def rebuild(expression: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """The same node with `change` applied to each child."""
    match expression:
        case Negative(operand):
            return Negative(change(operand))
        case Binary(operator, left, right):
            return Binary(operator, change(left), change(right))
        case Call(function, arguments):
            return Call(function, tuple(change(argument) for argument in arguments))
        case Reduction(kind, indexes, body):
            return Reduction(kind, indexes, change(body))
    return expression


def walk(expression: Expression) -> Iterator[Expression]:
    """Every node, parents before children, left before right."""
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children(node)))


def entries(expression: Expression) -> Iterator[Entry]:
    return (node for node in walk(expression) if isinstance(node, Entry))


def names_read(expression: Expression) -> list[str]:
    """The names of the quantities read, each once, in order of appearance."""
    return list(dict.fromkeys(entry.name for entry in entries(expression)))


def free_indexes(expression: Expression) -> tuple[str, ...]:
    """The indexes that no reduction inside binds, in order of appearance.

    `size[i]` does not vary with i, so it carries no index.
    """
    match expression:
        case Entry(_, indexes):
            return indexes
        case Reduction(_, bound, body):
            return tuple(index for index in free_indexes(body) if index not in bound)
    found = (index for child in children(expression) for index in free_indexes(child))
    return tuple(dict.fromkeys(found))


def all_indexes(expression: Expression) -> set[str]:
    """Every index named anywhere inside, bound ones and those of `size` included."""
    found: set[str] = set()
    for node in walk(expression):
        match node:
            case Entry(_, indexes) | Reduction(_, indexes, _):
                found.update(indexes)
            case Size(index):
                found.add(index)
    return found


def rename_free(expression: Expression, names: Mapping[str, str]) -> Expression:
    """Rename free indexes, all at once; the caller has seen to it that none is captured."""
    match expression:
        case Entry(_, indexes):
            return replace(expression, indexes=tuple(names.get(i, i) for i in indexes))
        case Reduction(kind, bound, body):
            inner = {old: new for old, new in names.items() if old not in bound}
            return Reduction(kind, bound, rename_free(body, inner))
    return rebuild(expression, lambda child: rename_free(child, names))


def replace_entries(expression: Expression, values: Mapping[str, Expression]) -> Expression:
    """Put an expression in the place of each scalar entry named in `values`."""
    if isinstance(expression, Entry) and not expression.indexes:
        return values.get(expression.name, expression)
    return rebuild(expression, lambda child: replace_entries(child, values))
