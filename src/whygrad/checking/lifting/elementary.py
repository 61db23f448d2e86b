"""Operations entry by entry, as expressions of the language; known functions get their names."""

from __future__ import annotations

from fractions import Fraction

from whygrad.checking.lifting.signals import NotLifted
from whygrad.language.expressions import (
    Binary,
    Call,
    Expression,
    Negative,
    Number,
    Reduction,
    number,
)
from whygrad.language.functions import FUNCTIONS

ZERO, ONE, TWO = number(0), number(1), number(2)
LEAK = Number(Fraction(1, 100))
SAME_NAME = ("exp", "log", "sqrt", "sin", "cos", "tanh", "erf", "sigmoid", "minimum", "sign")
OTHER_NAME = {"absolute": "abs", "heaviside": "step"}


def plus(left: Expression, right: Expression) -> Expression:
    if left == ZERO:
        return right
    return left if right == ZERO else Binary("+", left, right)


def minus(left: Expression, right: Expression) -> Expression:
    if right == ZERO:
        return left
    return negated(right) if left == ZERO else Binary("-", left, right)


def times(left: Expression, right: Expression) -> Expression:
    if ZERO in (left, right):
        return ZERO
    if left == ONE:
        return right
    return left if right == ONE else Binary("*", left, right)


def negated(operand: Expression) -> Expression:
    if isinstance(operand, Number):
        return number(-operand.value)
    return operand.operand if isinstance(operand, Negative) else Negative(operand)


def opposite(condition: Expression) -> Expression:
    """1 where a condition is 0, and 0 where it is 1."""
    match condition:
        case Binary("-", Number() as one, rest) if one == ONE:
            return rest
    return minus(ONE, condition)


def quotient(left: Expression, right: Expression) -> Expression:
    """A quotient; `1 / (1 + exp(-z))` is the sigmoid."""
    if left == ONE:
        match right:
            case Binary("+", Number() as one, Call("exp", (power,))) if one == ONE:
                pass
            case Binary("+", Call("exp", (power,)), Number() as one) if one == ONE:
                pass
            case _:
                return Binary("/", left, right)
        argument = turned_sign(power)
        if argument is not None:
            return Call("sigmoid", (argument,))
    return left if right == ONE else Binary("/", left, right)


def turned_sign(expression: Expression) -> Expression | None:
    """z of `-z`, a + b of `-a - b`; None where no sign stands in front."""
    match expression:
        case Negative(operand):
            return operand
        case Binary("-", Negative(operand), rest):
            return Binary("+", operand, rest)
        case Binary("*" | "/" as operator, Negative(operand), rest):
            return Binary(operator, operand, rest)
    return None


def logarithm(operand: Expression) -> Expression:
    """A logarithm; of a sum of exponentials it is `logsumexp`."""
    match operand:
        case Reduction("sum", indexes, Call("exp", (body,))):
            return Reduction("logsumexp", indexes, body)
    return Call("log", (operand,))


def larger(left: Expression, right: Expression) -> Expression:
    """The larger of two; relu where one is 0, leaky_relu where one is a hundredth of the other."""
    if ZERO in (left, right):
        return Call("relu", (right if left == ZERO else left,))
    for one, other in ((left, right), (right, left)):
        if other in (Binary("*", LEAK, one), Binary("*", one, LEAK)):
            return Call("leaky_relu", (one,))
    return Call("maximum", (left, right))


def chosen(condition: Expression, yes: Expression, no: Expression) -> Expression:
    """`yes` where the condition is 1, `no` where it is 0."""
    match condition:
        case Call("step", (argument,)) if argument == yes:
            if no == ZERO:
                return Call("relu", (yes,))
            if no == Binary("*", LEAK, yes):
                return Call("leaky_relu", (yes,))
            match no:
                case Binary("*", slope, same) if same == yes:
                    low = Binary("*", slope, Call("minimum", (yes, ZERO)))
                    return Binary("+", Call("relu", (yes,)), low)
    if yes == no:
        return yes
    return plus(times(condition, yes), times(opposite(condition), no))


def compared(operation: str, left: Expression, right: Expression) -> Expression:
    """A comparison as 1 or 0."""
    match operation:
        case "greater":
            return Call("step", (minus(left, right),))
        case "less":
            return Call("step", (minus(right, left),))
        case "greater_equal":
            return minus(ONE, Call("step", (minus(right, left),)))
        case "less_equal":
            return minus(ONE, Call("step", (minus(left, right),)))
        case "equal":
            return Call("equal", (left, right))
        case "not_equal":
            return minus(ONE, Call("equal", (left, right)))
        case "logical_and":
            return times(left, right)
        case "logical_or":
            return Call("maximum", (left, right))
    raise NotLifted(f"{operation} has no form in the language")


def of_one(operation: str, z: Expression) -> Expression:
    """An operation on one array."""
    match operation:
        case "negative":
            return negated(z)
        case "square":
            return Binary("**", z, TWO)
        case "reciprocal":
            return quotient(ONE, z)
        case "log":
            return logarithm(z)
        case "log1p":
            return Call("log", (Binary("-", ONE, z.operand),) if isinstance(z, Negative) else
                        (Binary("+", ONE, z),))  # fmt: skip
        case "expm1":
            return Binary("-", Call("exp", (z,)), ONE)
        case "log2" | "log10":
            return Binary("/", logarithm(z), Call("log", (number(int(operation[3:])),)))
        case "tan":
            return Binary("/", Call("sin", (z,)), Call("cos", (z,)))
        case "sinh" | "cosh":
            sign = "-" if operation == "sinh" else "+"
            both = Binary(sign, Call("exp", (z,)), Call("exp", (Negative(z),)))
            return Binary("/", both, TWO)
        case "logical_not":
            return opposite(z)
    name = OTHER_NAME.get(operation, operation)
    if operation in (*SAME_NAME, *OTHER_NAME) and len(FUNCTIONS[name].arguments) == 1:
        return Call(name, (z,))
    raise NotLifted(f"{operation} has no form in the language")


def of_two(operation: str, left: Expression, right: Expression) -> Expression:
    """An operation on two arrays."""
    match operation:
        case "add":
            return minus(left, right.operand) if isinstance(right, Negative) else plus(left, right)
        case "subtract":
            return minus(left, right)
        case "multiply":
            return times(left, right)
        case "divide":
            return quotient(left, right)
        case "maximum":
            return larger(left, right)
        case "minimum":
            return Call("minimum", (left, right))
        case "logaddexp":
            if ZERO in (left, right):
                return Call("softplus", (right if left == ZERO else left,))
            return Call("log", (Binary("+", Call("exp", (left,)), Call("exp", (right,))),))
        case "heaviside" if right == ZERO:
            return Call("step", (left,))
    return compared(operation, left, right)
