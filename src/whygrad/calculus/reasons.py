"""Why a line of a working follows from the one above: the rule of differentiation, in words."""

from __future__ import annotations

from whygrad.calculus.rules import MARK, Link
from whygrad.language.expressions import Binary, Call, Entry, Expression, names_read
from whygrad.language.forms import unplaced
from whygrad.language.functions import FUNCTIONS, Function
from whygrad.language.notation import text


def reason(link: Link, by: Entry, alone: bool) -> str:
    """The rule that a link stands for, in the derivative with respect to the entry `by`.

    `alone` says that a reduction has one term only that reads this entry.
    """
    if link.bound:
        return reduction_rule(link, by, alone)
    if isinstance(link.whole, Call):
        same = [argument is link.part for argument in link.whole.arguments]
        return function_rule(FUNCTIONS[link.rule], same.index(True)) + chained(link.part)
    if link.rule == "power" and isinstance(link.whole, Binary):
        return f"power rule, exponent {text(link.whole.right)}{chained(link.part)}"
    constant = unplaced(by.name)[0] not in names_read(link.slope)
    if link.rule in ("product", "quotient") and constant:
        return "constant factor"
    return "minus sign" if link.rule == "negative" else f"{link.rule} rule"


def chained(part: Expression) -> str:
    """A function of something that is itself to be differentiated takes the chain rule too."""
    return "" if isinstance(part, Entry) else "; chain rule"


def reduction_rule(link: Link, by: Entry, alone: bool) -> str:
    sizes = " / ".join(f"size[{index.split(MARK)[0]}]" for index in link.bound)
    rule = {
        "sum": "sum rule",
        "mean": f"mean rule, 1 / {sizes}",
        "max": "max: 1 where largest, ties share it",
        "logsumexp": "logsumexp: exp of a term over the sum of all",
    }[link.rule]
    return f"{rule}; only one term has {text(by)}" if alone else f"{rule}, term by term"


def function_rule(row: Function, position: int) -> str:
    """The function's row, as in `sigmoid'(z) = y * (1 - y), y = sigmoid(z)`."""
    call = f"{row.name}({', '.join(row.arguments)})"
    slope = row.derivatives[position]
    name = f"{row.name}'(z)" if len(row.arguments) == 1 else f"d {call}/d {row.arguments[position]}"
    result = f", y = {call}" if reads_result(slope) else ""
    return f"{name} = {slope}{result}{convention(row, position)}"


def reads_result(slope: str) -> bool:
    return "y" in slope.replace("(", " ").replace("*", " ").split()


def convention(row: Function, position: int) -> str:
    """What the slope is taken to be at a kink."""
    if not row.kinks:
        return ""
    (point, slopes), *_ = row.kinks
    at = " = ".join(row.arguments) if len(point) > 1 else f"{row.arguments[0]} = {point[0]:g}"
    return f", {slopes[position]:g} at {at} by convention"
