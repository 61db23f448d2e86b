"""The data and the starting values of a script that computes with whole arrays."""

from __future__ import annotations

import re
from functools import partial

from whygrad.language.equations import Declaration, Step
from whygrad.language.expressions import Expression
from whygrad.writers.arrays import NUMPY, Arrays
from whygrad.writers.code import NUMBER, Code
from whygrad.writers.distributions import distributed
from whygrad.writers.literals import literal_lines
from whygrad.writers.mains import Dialect, Run, axis_sizes
from whygrad.writers.numpy_expressions import Scope, lower

GLOROT = """\
def glorot(random, shape):
    limit = math.sqrt(6 / (math.prod(shape[:-1]) + math.prod(shape[-1:])))
    return -limit + 2 * limit * random.random_sample(shape)
"""
HE = """\
def he(random, shape):
    return math.sqrt(2 / math.prod(shape[:-1])) * random.standard_normal(shape)
"""
REAL = re.compile(r"-?\d+\.\d*(e-?\d+)?|-?\d+e-?\d+")
SAMPLES = {"uniform": "random_sample", "normal": "standard_normal"}


def taken_from(line: Declaration, step: Step, run: Run, scope: Scope) -> str:
    """A quantity out of its table, which has a row for each sample; others have the first rows."""
    table = f'data["{line.name}"]'
    if not line.indexes:
        return f"{table}[0, 0]"
    if line.indexes[0] != step.sample_index:
        rows = axis_sizes(line, line.indexes[:1], run, scope)[0]
        table = f"{table}[:{rows}" if rows.isdigit() else f"{table}[: {rows}"
        table += ", 0]" if len(line.indexes) == 1 else "]"
    elif len(line.indexes) == 1:
        table += "[:, 0]"
    if len(line.indexes) <= 2:
        return table
    sizes = axis_sizes(line, line.indexes[1:], run, scope)
    return f"{table}.reshape(-1, {', '.join(sizes)})"


def start_code(line: Declaration, scope: Scope) -> str:
    """The code for a starting value."""
    assert line.start is not None
    sizes = [scope.size(axis).text for axis in line.indexes]
    shape = sizes[0] if len(sizes) == 1 else f"({', '.join(sizes)})" if sizes else ""
    kind = line.start.name
    drawn = scope.arrays.drawn
    if kind in ("glorot", "he"):
        size = shape if len(sizes) > 1 else f"({shape},)" if sizes else "()"
        return drawn.format(f"{kind}(random, {size})")
    if kind in SAMPLES:
        sample = scope.make(Code(f"random.{SAMPLES[kind]}({shape})"))
        return drawn.format(lower(distributed(line.start, sample), (), scope).text)
    value = {"zeros": "0.0", "ones": "1.0"}.get(kind) or real_text(line.start.arguments[0], scope)
    if not sizes:
        return scope.arrays.scalar.format(value)
    module = scope.arrays.module
    if kind != "constant":
        return f"{module}.{kind}({shape})"
    return scope.arrays.filled(sizes, Code(value, kind=NUMBER), "")


def real_text(value: Expression, scope: Scope) -> str:
    text = lower(value, (), scope).text
    if text.lstrip("-").isdigit():
        return f"{text}.0"
    return text if scope.arrays is NUMPY or REAL.fullmatch(text) else f"float({text})"


def array_dialect(arrays: Arrays, shown: str = "{}", rows: str = "{}") -> Dialect:
    """How a style spells its main part; `shown` and `rows` as for `Dialect`."""
    return Dialect(
        partial(literal_lines, arrays=arrays),
        taken_from,
        start_code,
        opening={"random": "np.random.RandomState(seed)"},
        table=f"{arrays.maker}({{}})",
        rows=rows,
        shown=shown,
        scalar=arrays.real,
        helpers={"glorot": GLOROT, "he": HE},
    )
