"""Index expressions as whole-array code: NumPy's, or that of a library like it.

Each expression becomes code together with the axes of its array. Arrays are aligned the way
NumPy aligns them, by their last axes; `[:, None]` and `.T` stand only where that would go
wrong. Where several orders of the axes are possible, the plainest code wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import permutations

from whygrad.language.expressions import (
    Binary,
    Call,
    Entry,
    Expression,
    Negative,
    Number,
    Reduction,
    Size,
    free_indexes,
)
from whygrad.language.functions import FUNCTIONS
from whygrad.writers.arrays import NUMPY, Arrays
from whygrad.writers.code import ATOM, NUMBER, REAL, Code, negate, number_code, operate
from whygrad.writers.plain_numbers import UNKNOWN, Signs

Axes = tuple[str, ...]
EVERY_ORDER = 3  # up to so many axes, all orders are tried


@dataclass
class Scope:
    """What the code of one function knows of its surroundings.

    names     how each quantity is spelled
    size      the code for the length of an index
    numbers   scalar quantities that are numbers of Python's own
    counting  whether a sum may count truth values: the result is then an integer
    arrays    how the library spells what is done with arrays
    signs     what is known of numbers of Python's own
    """

    names: Mapping[str, str]
    size: Callable[[str], Code]
    numbers: set[str] = field(default_factory=set)
    counting: bool = False
    arrays: Arrays = NUMPY
    signs: Signs = UNKNOWN
    made: dict[Entry, Code] = field(default_factory=dict)
    known: dict[tuple[Expression, Axes, bool], Code] = field(default_factory=dict)

    def make(self, code: Code) -> Entry:
        """An entry that stands for code within a larger expression."""
        entry = Entry(f"@{len(self.made)}", code.axes)
        self.made[entry] = code
        return entry


def lower(expression: Expression, order: Axes, scope: Scope, truth: bool = False) -> Code:
    """Code for the expression, its axes in this order; `truth` allows a truth value."""
    key = expression, order, truth
    if key not in scope.known:
        scope.known[key] = lower_anew(expression, order, scope, truth)
    return scope.known[key]


def lower_anew(expression: Expression, order: Axes, scope: Scope, truth: bool) -> Code:
    match expression:
        case Number():
            return number_code(expression)
        case Size(index):
            return scope.size(index)
        case Entry():
            return arrange(lower_entry(expression, scope), order, scope)
        case Negative(operand):
            return negate(lower(operand, order, scope))
        case Binary():
            return lower_binary(expression, order, scope)
        case Call():
            return lower_call(expression, order, scope, truth)
        case Reduction():
            from whygrad.writers.numpy_sums import lower_reduction

            return lower_reduction(expression, order, scope)


def lower_entry(entry: Entry, scope: Scope) -> Code:
    if entry in scope.made:
        return scope.made[entry]
    kind = NUMBER if entry.name in scope.numbers else REAL
    return Code(scope.names[entry.name], entry.indexes, kind=kind)


def lower_binary(expression: Binary, order: Axes, scope: Scope) -> Code:
    left, right = (lower(side, order, scope) for side in (expression.left, expression.right))
    if expression.operator == "*":
        if left.kind == REAL:
            right = lower(expression.right, order, scope, truth=True)
        if right.kind == REAL:
            left = lower(expression.left, order, scope, truth=True)
    axes = in_order({*left.axes, *right.axes}, order)
    if left.kind == right.kind == NUMBER and not scope.signs.allow(expression):
        return scope.arrays.operation_of_numbers(expression.operator, left, right)
    return operate(expression.operator, spread(left, axes), spread(right, axes), axes)


def lower_call(call: Call, order: Axes, scope: Scope, truth: bool) -> Code:
    truth = truth and bool(FUNCTIONS[call.function].numpy_factor)
    truths = truth and call.function == "equal"
    codes = [lower(argument, order, scope, truths) for argument in call.arguments]
    axes = in_order({axis for code in codes for axis in code.axes}, order)
    return scope.arrays.call(call, [spread(code, axes) for code in codes], axes, truth)


def in_order(indexes: Iterable[str], order: Axes) -> Axes:
    return tuple(sorted(indexes, key=order.index))


def arrange(code: Code, order: Axes, scope: Scope) -> Code:
    """The same array with its axes in this order."""
    axes = in_order(code.axes, order)
    if axes == code.axes:
        return code
    text = scope.arrays.turned(code, [code.axes.index(axis) for axis in axes])
    return replace(code, text=text, axes=axes, level=ATOM)


def spread(code: Code, axes: Axes) -> Code:
    """The same array with `None` for the axes that NumPy would not supply by itself."""
    if not code.axes:
        return code
    tail = axes[axes.index(code.axes[0]) :]
    marks = [":" if axis in code.axes else "None" for axis in tail]
    while marks and marks[-1] == ":":
        marks.pop()
    if not marks:
        return code
    return replace(code, text=f"{code.at_least(ATOM)}[{', '.join(marks)}]", level=ATOM)


def orders(axes: Axes, natural: Iterable[Axes] = ()) -> list[Axes]:
    """The orders worth trying, the wanted one first."""
    if len(axes) <= EVERY_ORDER:
        return list(permutations(axes))
    rest = (tuple(a for a in axes if a not in its) for its in natural)
    mixed = [(*missing, *its) for its, missing in zip(natural, rest, strict=True)]
    return list(dict.fromkeys([axes, *mixed]))


def natural_orders(expression: Expression, axes: Axes) -> list[Axes]:
    """The orders in which the arrays of an expression come."""
    found = [tuple(i for i in e.indexes if i in axes) for e in operands(expression)]
    return list(dict.fromkeys(its for its in found if its))


def operands(expression: Expression) -> list[Entry]:
    """The arrays that an elementwise expression joins; a reduction inside counts as one."""
    waiting, found = [expression], []
    while waiting:
        match waiting.pop():
            case Entry() as entry:
                found.append(entry)
            case Reduction() as reduction:
                found.append(Entry("", free_indexes(reduction)))
            case Negative(operand):
                waiting.append(operand)
            case Binary(_, left, right):
                waiting += [right, left]
            case Call(_, arguments):
                waiting += reversed(arguments)
    return found


def plainest(codes: Iterable[Code]) -> Code:
    """The code with the fewest alignments, then the shortest, then the first."""

    def cost(code: Code) -> int:
        turns = sum(code.text.count(sign) for sign in (".T", ".transpose(", ".permute("))
        return 8 * (turns + code.text.count("None")) + len(code.text)

    return min(codes, key=cost)


def lower_best(expression: Expression, order: Axes, scope: Scope, truth: bool = False) -> Code:
    """Code with its axes in this order, transposed at the end where that is plainer."""
    natural = natural_orders(expression, order)
    codes = (lower(expression, tried, scope, truth) for tried in orders(order, natural))
    return plainest([arrange(code, order, scope) for code in codes])


def lower_target(expression: Expression, axes: Axes, scope: Scope, array: str) -> Code:
    """Code that has all the target's axes; `array` names one with the run's precision."""
    code = lower_best(expression, axes, scope)
    if len(code.axes) == len(axes):
        return code
    sizes = [scope.size(axis).text for axis in axes]
    return Code(scope.arrays.filled(sizes, spread(code, axes), array), axes)
