"""Starting values: written into the program, or drawn by it as NumPy's `RandomState` draws."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from whygrad.calculus.starts import drawn_starts
from whygrad.language.equations import Declaration, Start, Step
from whygrad.language.expressions import Entry, Expression, Negative, Number
from whygrad.writers.c_layout import comment, definition
from whygrad.writers.c_plan import Plan, declared
from whygrad.writers.c_statements import Block, close, lower
from whygrad.writers.distributions import distributed
from whygrad.writers.mains import RANDOM, SMALL
from whygrad.writers.wrapping import TAB

BELL = ("normal", "he")
TWISTER = """\
// The Mersenne Twister, MT19937, as NumPy's RandomState uses it.
static uint32_t twister[624];
static int taken = 624;

static void seed_twister(uint32_t word)
{
    for (uint32_t k = 0; k < 624; k++) {
        twister[k] = word;
        word = 1812433253u * (word ^ word >> 30) + k + 1;
    }
}

static uint32_t next_word(void)
{
    if (taken == 624) {
        for (int k = 0; k < 624; k++) {
            const uint32_t next = twister[(k + 1) % 624];
            const uint32_t both = (twister[k] & 0x80000000u) | (next & 0x7fffffffu);
            twister[k] = twister[(k + 397) % 624] ^ both >> 1 ^ next % 2 * 0x9908b0dfu;
        }
        taken = 0;
    }
    uint32_t word = twister[taken++];
    word ^= word >> 11;
    word ^= word << 7 & 0x9d2c5680u;
    word ^= word << 15 & 0xefc60000u;
    return word ^ word >> 18;
}

static double random_sample(void)
{
    const uint32_t high = next_word() >> 5;
    const uint32_t low = next_word() >> 6;
    return (high * 67108864.0 + low) / 9007199254740992.0;
}
"""
GAUSS = """\
// A normal number by the polar method, which finds two at a time.
static double gauss(void)
{
    static double other;
    static int has_other = 0;
    double x, y, square_sum;
    if (has_other) {
        has_other = 0;
        return other;
    }
    do {
        x = 2.0 * random_sample() - 1.0;
        y = 2.0 * random_sample() - 1.0;
        square_sum = x * x + y * y;
    } while (square_sum >= 1.0 || square_sum == 0.0);
    const double factor = sqrt(-2.0 * log(square_sum) / square_sum);
    other = factor * x;
    has_other = 1;
    return factor * y;
}
"""
GLOROT = """\
static double glorot(double limit)
{
    return -limit + 2 * limit * random_sample();
}
"""


def start_arrays(plan: Plan) -> Mapping[str, Any]:
    """The starting values that stand in the program: all, if they are few, else those given
    that the program would not draw itself."""
    shapes = {line.name: shape_of(plan, line) for line in plan.step.declared("parameter", "state")}
    given = {name: np.asarray(value) for name, value in plan.job.starts.items()}
    known = [shapes[line.name] for line in plan.learned]
    count = sum(SMALL + 1 if shape is None else math.prod(shape) for shape in known)
    if not given and count > SMALL:
        return {}
    drawn = drawn_starts(plan.step, shapes, plan.job.seed, plan.job.settings)
    values = {**drawn, **given}
    if count > SMALL:
        values = {n: v for n, v in given.items() if n not in drawn or not same(v, drawn[n])}
    dtype = plan.job.dtype
    return {
        line.name: values[line.name].astype(dtype) for line in plan.learned if line.name in values
    }


def same(given: Any, drawn: Any) -> bool:
    return np.array_equal(given, drawn.astype(given.dtype))


def shape_of(plan: Plan, line: Declaration) -> tuple[int, ...] | None:
    lengths = [plan.length(index) for index in line.indexes]
    known = tuple(length for length in lengths if length is not None)
    return known if len(known) == len(lengths) else None


def exact_value(expression: Expression, step: Step, settings: Mapping[str, float]) -> Fraction:
    """The value of a number or a setting, as it is written."""
    match expression:
        case Number(value):
            return value
        case Negative(operand):
            return -exact_value(operand, step, settings)
        case Entry(name) if name in settings:
            return Fraction(float(settings[name]))
        case Entry(name):
            return next(d.value.value for d in step.settings if d.name == name and d.value)
    raise TypeError(expression)


def learned_lines(plan: Plan, values: Mapping[str, Any]) -> list[str]:
    """The definitions of parameters and states, captions above."""
    lines = []
    for line in plan.learned:
        head = f"static {declared(plan, plan.names[line.name], line.indexes)}"
        lines += comment(line.caption)
        if line.name in values:
            lines += definition(head, values[line.name])
        else:
            lines.append(f"{head};")
    return lines


def start_function(plan: Plan, values: Mapping[str, Any]) -> str:
    """The function that draws the values which the program does not hold."""
    lines = plan.step.declared("parameter", "state")
    ours = [line for line in lines if line in plan.learned and line.name not in values]
    ours = [line for line in ours if line.start and line.start.name != "zeros"]
    if not ours:
        return ""
    drawn = [place for place, line in enumerate(lines) if line in ours and at_random(line)]
    text = ["static void draw_starts(void)", "{"]
    text += [f"{TAB}seed_twister(seed);"] if drawn else []
    for place, line in enumerate(lines):
        if line in ours or (at_random(line) and place < max(drawn, default=0)):
            text += start_lines(plan, line, keep=line in ours)
    return "\n".join([*text, "}\n"])


def at_random(line: Declaration) -> bool:
    return line.start is not None and line.start.name in RANDOM


def start_lines(plan: Plan, line: Declaration, keep: bool) -> list[str]:
    """The loops that draw one quantity; what is not kept is drawn for the sake of the next."""
    assert line.start is not None
    root = Block(plan.look())
    root.look.single = False  # starting values are drawn in double precision
    blocks = root.loops(line.indexes)
    if keep:
        target = plan.entry(Entry(line.name, line.indexes))
        blocks[-1].add(f"{target} = {start_code(plan, line, root)};")
    else:
        blocks[-1].add("gauss();" if line.start.name in BELL else "random_sample();")
    close(blocks)
    return root.lines()


def start_code(plan: Plan, line: Declaration, root: Block) -> str:
    """The code for an entry of a starting value."""
    assert line.start is not None
    kind = line.start.name
    exact = (exact_value(part, plan.step, plan.job.settings) for part in line.start.arguments)
    arguments = tuple(Number(value) for value in exact)
    sizes = [plan.size(index) for index in line.indexes]
    fan_in = " * ".join(sizes[:-1]) or "1"
    if kind in ("uniform", "normal"):
        sample = Entry("@gauss()" if kind in BELL else "@random_sample()")
        code = lower(distributed(Start(kind, arguments), sample), root).text
    elif kind == "glorot":
        code = f"glorot(sqrt(6.0 / ({fan_in} + {sizes[-1] if sizes else '1'})))"
    elif kind == "he":
        code = f"sqrt(2.0 / {fan_in if len(sizes) < 3 else f'({fan_in})'}) * gauss()"
    else:
        return "1" if kind == "ones" else lower(arguments[0], root).text
    return f"(real)({code})" if plan.single else code
