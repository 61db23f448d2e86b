"""A pocket calculator that reads an explanation as a person does, and redoes its arithmetic.

It knows nothing of whygrad: it takes the printed text alone.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

NUMBER = r"-?(?:\d+\.?\d*(?:e-?\d+)?|inf|nan)"
NAME = re.compile(r"[A-Za-z_]\w*(?!\w)")
EXPONENT = re.compile(r"(\d)e(-?\d)")
HEAD = re.compile(rf"^(\S.*?) = ({NUMBER}) in step (\d+)")
TERM = re.compile(rf"^\s+\S.* = (\S.*?) += +({NUMBER})(?: +(-?[\d.]+)%)?$")
SINGLE = re.compile(rf"^\s+\S.*? += +({NUMBER})(?: +(-?[\d.]+)%)?$")
REST = re.compile(rf"^\s+(\d[\d,]* others?|rounding) +({NUMBER})(?: +(-?[\d.]+)%)?$")
BROKEN = re.compile(r"\n +([-+*/#] |= (?=.* = ))")  # a line that goes on with the one above
TOTAL = re.compile(rf"^\s+sum +({NUMBER})$")

KEYS = {
    "exp": math.exp,
    "log": math.log,
    "sqrt": math.sqrt,
    "sin": math.sin,
    "cos": math.cos,
    "tanh": math.tanh,
    "erf": math.erf,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "softplus": lambda z: math.log1p(math.exp(z)),
    "relu": lambda z: max(z, 0),
    "leaky_relu": lambda z: z if z > 0 else 0.01 * z,
    "elu": lambda z: z if z > 0 else math.expm1(z),
    "gelu": lambda z: z * (1 + math.erf(z / math.sqrt(2))) / 2,
    "silu": lambda z: z / (1 + math.exp(-z)),
    "abs": abs,
    "sign": lambda z: (z > 0) - (z < 0),
    "step": lambda z: float(z > 0),
    "maximum": max,
    "minimum": min,
    "equal": lambda a, b: float(a == b),
}


@dataclass
class Work:
    """What was redone: results of formulas and of terms, and sums."""

    results: int = 0
    sums: int = 0


def is_arithmetic(text: str) -> bool:
    """Whether it holds numbers, signs and functions only."""
    names = NAME.findall(EXPONENT.sub(r"\1\2", text))
    return "[" not in text and all(name in KEYS for name in names)


def result(text: str) -> float:
    return float(eval(text, {"__builtins__": {}}, KEYS))


def unit(figure: str) -> float:
    """One unit in the last place."""
    mantissa, _, power = figure.partition("e")
    return float(10.0 ** (int(power or 0) - len(mantissa.partition(".")[2])))


def check_result(arithmetic: str, figure: str) -> None:
    found = result(arithmetic)
    assert abs(found - float(figure)) <= 0.501 * unit(figure), f"{arithmetic} is {found}"


def redo(text: str) -> Work:
    """Redo all arithmetic of an explanation; an assertion says where it is wrong."""
    work = Work()
    for block in re.split(r"\n\n(?=\S)", BROKEN.sub(r"  \1", text)):
        lines = block.splitlines()
        assert HEAD.match(lines[0]), lines[0]
        equations = list(equation_lines(lines[1:]))
        if equations:
            redo_formula(lines[0], equations, work)
        redo_tables(lines, equations, work)
    return work


def equation_lines(lines: list[str]) -> Iterator[str]:
    """The right sides of the formula, down to the value."""
    for line in lines[1:] if lines and not lines[0] else []:
        if " = " not in line or not line.startswith("  "):
            return
        yield re.sub(r"  # .*$", "", line).split(" = ", 1)[1]


def redo_formula(head: str, equations: list[str], work: Work) -> None:
    found = HEAD.match(head)
    assert found is not None
    assert equations[-1] == found[2], head
    for arithmetic in equations[:-1]:
        if is_arithmetic(arithmetic):
            check_result(arithmetic, equations[-1])
            work.results += 1


def redo_tables(lines: list[str], equations: list[str], work: Work) -> None:
    """The terms of each table, which add up to a number that is used above it."""
    tables: dict[int, tuple[list[Decimal], list[float]]] = {}  # by the margin of their rows
    for place, line in enumerate(lines):
        margin = len(line) - len(line.lstrip())
        if margin and line.endswith(":") and " terms of " in line:
            tables[margin + 2] = ([], [])
        elif margin in tables and (total := TOTAL.match(line)):
            parts, shares = tables.pop(margin)
            assert sum(parts) == Decimal(total[1]), line
            check_shares(shares, line)
            assert any(total[1] in right for right in [*equations, *lines[:place]]), line
            work.sums += 1
        elif margin in tables and (row := row_of(line, work)):
            tables[margin][0].append(Decimal(row[0]))
            tables[margin][1].extend([float(row[1])] if row[1] else [])


def row_of(line: str, work: Work) -> tuple[str, str | None] | None:
    """The figure and the share of a row of a table; what is worked out there is redone."""
    if rest := REST.match(line):
        return rest[2], rest[3]
    if term := TERM.match(line):
        check_result(term[1], term[2])
        work.results += 1
        return term[2], term[3]
    if single := SINGLE.match(line):
        return single[1], single[2]
    return None


def check_shares(shares: list[float], line: str) -> None:
    if shares:
        assert abs(sum(shares) - 100) <= 0.051 * (len(shares) + 1), line
