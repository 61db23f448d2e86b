"""The data and the starting values of a script in plain Python."""

from __future__ import annotations

from whygrad.language.equations import Declaration, Step
from whygrad.language.expressions import Entry
from whygrad.writers.code import Code
from whygrad.writers.distributions import distributed
from whygrad.writers.mains import Dialect, Run, axis_sizes
from whygrad.writers.python_draws import NORMAL_NUMBERS, RANDOM_STATE
from whygrad.writers.python_expressions import Scope, filled, lower, product, repeated
from whygrad.writers.python_literals import literal_lines

NEST = '''\
def nest(numbers, *sizes):
    """The numbers as lists within lists of these sizes."""
    if len(sizes) == 1:
        return numbers
    width = len(numbers) // sizes[0]
    starts = range(0, len(numbers), width)
    return [nest(numbers[start : start + width], *sizes[1:]) for start in starts]
'''
GLOROT = """\
def glorot(generator, fan_in, fan_out):
    limit = math.sqrt(6 / (fan_in + fan_out))
    return -limit + 2 * limit * generator.random()
"""
HE = """\
def he(normals, fan_in):
    return math.sqrt(2 / fan_in) * next(normals)
"""
SAMPLES = {"uniform": "generator.random()", "normal": "next(normals)"}


def taken_from(line: Declaration, step: Step, run: Run, scope: Scope) -> str:
    """A quantity out of its table."""
    table = f'data["{line.name}"]'
    if not line.indexes:
        return f"{table}[0][0]"
    if line.indexes[0] != step.sample_index:
        rows = axis_sizes(line, line.indexes[:1], run, scope)[0]
        table += f"[:{rows}]" if rows.isdigit() else f"[: {rows}]"
    if len(line.indexes) == 2:
        return table
    if len(line.indexes) == 1:
        return f"[row[0] for row in {table}]"
    sizes = axis_sizes(line, line.indexes[1:], run, scope)
    return f"[nest(row, {', '.join(sizes)}) for row in {table}]"


def start_code(line: Declaration, scope: Scope) -> str:
    """The code for a starting value."""
    assert line.start is not None
    sizes = [scope.size(axis) for axis in line.indexes]
    kind = line.start.name
    if kind in ("zeros", "ones", "constant"):
        value = {"zeros": "0.0", "ones": "1.0"}.get(kind) or constant(line, scope)
        return filled([size.text for size in sizes], value)
    return repeated(random_code(line, sizes, scope), [size.text for size in sizes])


def constant(line: Declaration, scope: Scope) -> str:
    assert line.start is not None
    text = lower(line.start.arguments[0], scope).text
    return f"{text}.0" if text.lstrip("-").isdigit() else text


def random_code(line: Declaration, sizes: list[Code], scope: Scope) -> str:
    """The code for one entry's starting value; the last entry is drawn last."""
    assert line.start is not None
    kind = line.start.name
    if kind in SAMPLES:
        scope.made["@sample"] = Code(SAMPLES[kind])
        return lower(distributed(line.start, Entry("@sample")), scope).text
    fan_in = product(sizes[:-1]).text if len(sizes) > 1 else "1"
    if kind == "he":
        return f"he(normals, {fan_in})"
    return f"glorot(generator, {fan_in}, {sizes[-1].text if sizes else '1'})"


DIALECT = Dialect(
    literal_lines,
    taken_from,
    start_code,
    opening={"generator": "random_state(seed)", "normals": "normal_numbers(generator)"},
    rows="*{}",
    helpers={
        "random_state": RANDOM_STATE,
        "normal_numbers": NORMAL_NUMBERS,
        "glorot": GLOROT,
        "he": HE,
        "nest": NEST,
    },
)
