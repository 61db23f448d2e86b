"""Random networks and random expressions: slopes, simplification and print hold for all."""

from typing import Any

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from agreement import difference, magnitudes
from slopes import TINY, complex_step
from whygrad.calculus.evaluation import evaluate
from whygrad.calculus.simplification import simplify
from whygrad.language.equations import Equation
from whygrad.language.expressions import Entry, Reduction, free_indexes, walk
from whygrad.language.notation import step_text, text
from whygrad.language.parsing import parse, parse_step
from zoo import Model

PATIENT = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
LENGTHS = {"i": 3, "k": 2, "j": 4}
HEAD = """\
x[i, k]: data
z[i]: data
t[k]: data
c: data
p: setting = 1.5
j: index(4)
k2: index(2)
u: parameter = 1
v[k]: parameter = ones()
w[k, j]: parameter = ones()
b[j]: parameter = ones()
"""
QUANTITIES = {"x": "ik", "z": "i", "t": "k", "c": "", "u": "", "v": "k", "w": "kj", "b": "j"}

# whatever stands in the braces, the value is a number of moderate size
SAFE = (
    "tanh({})",
    "sigmoid({})",
    "softplus({})",
    "erf({})",
    "sin({})",
    "cos({})",
    "silu({})",
    "gelu({})",
    "relu({})",
    "leaky_relu({})",
    "elu({})",
    "abs({})",
    "exp(tanh({}))",
    "log(1.5 + sin({}))",
    "sqrt(2 + cos({}))",
    "(2 + sin({}))**-1.5",
    "(1 + sigmoid({}))**p",
    "(1.5 + cos({}))**(p - 2)",
    "tanh({})**2",
    "sin({})**3",
    "-({})",
    "({}) / 2",
    "0.25 * ({})",
    "sign({}) * u",
    "step({}) * u",
    "({}) / size[i]",
)
PAIRS = (
    "({}) + ({})",
    "({}) - ({})",
    "({}) * ({})",
    "({}) / (2 + sin({}))",
    "maximum({}, {})",
    "minimum({}, {})",
    "equal({}, {}) * u",
)
REDUCTIONS = ("sum[{}]({})", "mean[{}]({})", "max[{}]({})", "logsumexp[{}]({})")


@st.composite
def expressions(draw: Any, indexes: str, known: dict[str, str], depth: int) -> str:
    """An expression that varies at most with these indexes, as text."""
    if depth == 0 or draw(st.integers(0, 5)) == 0:
        fitting = [name for name, own in known.items() if set(own) <= set(indexes)]
        name = draw(st.sampled_from(fitting))
        return f"{name}[{', '.join(known[name])}]" if known[name] else name
    below = expressions(indexes, known, depth - 1)
    free = [index for index in "ikj" if index not in indexes]
    kind = draw(st.sampled_from(["safe", "pair", "reduction"] if free else ["safe", "pair"]))
    if kind == "safe":
        return draw(st.sampled_from(SAFE)).format(draw(below))
    if kind == "pair":
        return draw(st.sampled_from(PAIRS)).format(draw(below), draw(below))
    bound = draw(st.lists(st.sampled_from(free), min_size=1, max_size=2, unique=True))
    inside = expressions(indexes + "".join(bound), known, depth - 1)
    return draw(st.sampled_from(REDUCTIONS)).format(", ".join(bound), draw(inside))


@st.composite
def networks(draw: Any) -> str:
    """Some equations, each reading what stands above it, then a loss."""
    known, lines = dict(QUANTITIES), [HEAD]
    for number in range(draw(st.integers(0, 3))):
        indexes = draw(st.sampled_from(["", "i", "k", "j", "ik", "ij", "kj", "ji"]))
        target = f"h{number}[{', '.join(indexes)}]" if indexes else f"h{number}"
        lines.append(f"{target} = {draw(expressions(indexes, known, 3))}")
        known = {f"h{number}": indexes, **known}
    lines.append(f"loss = {draw(expressions('', known, 3))} + u * c")
    return "\n".join(lines)


@PATIENT
@given(networks(), st.integers(0, 3))
def test_every_gradient_is_the_slope_of_the_loss(source: str, seed: int) -> None:
    model = Model("random", source, LENGTHS)
    values = model.values_from(seed)
    known = evaluate(model.step, values, model.lengths)
    assume(all(np.all(np.abs(known[e.name]) < 1e6) for e in model.step.forward))
    sizes = magnitudes(model.step, values, model.lengths)
    for equation in model.step.backward:
        name = equation.name.removeprefix("grad_")
        slope = complex_step(model.step, values, model.lengths, name)
        other = complex_step(model.step, values, model.lengths, name, -TINY)
        assume(np.array_equal(slope, other))  # no tie here
        size = sizes[equation.name] + 1  # what stands above it was rounded as well
        gap = difference(known[equation.name], slope, size, factor=1e-9)
        assert not gap, (equation.name, gap)


@PATIENT
@given(networks())
def test_a_printed_step_reads_in_again(source: str) -> None:
    step = Model("random", source, LENGTHS).step
    printed = step_text(step)
    assert parse_step(printed) == step
    assert step_text(parse_step(printed)) == printed


NUMBERS = ("0", "1", "2", "3", "0.5", "0.25", "10", "1.5", "1e-3", "7")
SCALARS = {"a": 0.7131, "b": -1.3377, "c": 2.1913, "d": 0.4519}  # no sum of a few of them is 0
EXPONENTS = ("2", "3", "-1", "-2", "0", "1", "0.5", "-1.5", "(1 / 3)")


@st.composite
def algebra(draw: Any, depth: int) -> str:
    """Sums, products, quotients and powers of a few names and numbers, in any nesting."""
    if depth == 0 or draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from([*SCALARS, "e[k]", *NUMBERS]))
    below = algebra(depth - 1)
    kind = draw(st.sampled_from(["+", "-", "*", "/", "**", "minus", "sum", "mean", "exp"]))
    if kind in "+-*":
        return f"({draw(below)}) {kind} ({draw(below)})"
    if kind == "/":
        return f"({draw(below)}) / ({draw(below)})"
    if kind == "**":
        exponent = draw(st.sampled_from(EXPONENTS))
        return f"({draw(below)})**{exponent}"
    if kind == "minus":
        return f"-({draw(below)})"
    if kind == "exp":
        return f"tanh({draw(below)})"
    return f"{kind}[l](({draw(below)}) * e[l])"


@settings(PATIENT, max_examples=300)
@given(algebra(4))
def test_simplifying_keeps_the_value(right: str) -> None:
    lines = [*(f"{name}: data" for name in SCALARS), "e[k]: data", "l: index(3)"]
    # one reduction may not stand in another over the same index
    assume(right.count("[l](") <= 1)
    step = parse("\n".join([*lines, f"q[k] = {right}", "loss = a"]))
    before = step.forward[0]
    after = Equation(before.target, simplify(before.expression))
    values, lengths = {**SCALARS, "e": [0.6247, -1.1739, 1.7583]}, {"k": 3, "l": 3}
    wanted = evaluate([before], values, lengths, np.longdouble)["q"]
    sizes = magnitudes([before], values, lengths)["q"]
    middle = [abs(part) for part in parts_of(before, values, lengths)]
    assume(all(np.isfinite(part) and (part == 0 or 1e-6 < part < 1e6) for part in middle))
    found = evaluate([after], values, lengths, np.longdouble)["q"]
    gap = difference(found, wanted, sizes + np.abs(wanted), factor=1e-9)
    assert not gap, (text(before.expression), text(after.expression), gap)


def parts_of(equation: Equation, values: dict[str, Any], lengths: dict[str, int]) -> list[float]:
    """The value of every part that varies with k at most."""
    found: list[float] = []
    for part in walk(equation.expression):
        if isinstance(part, Reduction) or set(free_indexes(part)) <= {"k"}:
            result = evaluate([Equation(Entry("part", ("k",)), part)], values, lengths)
            found.extend(result["part"].tolist())
    return found


@settings(PATIENT, max_examples=200)
@given(algebra(4))
def test_a_simple_form_reads_in_again(right: str) -> None:
    assume(right.count("[l](") <= 1)
    head = "\n".join([*(f"{name}: data" for name in SCALARS), "e[k]: data", "l: index(3)"])
    simple = simplify(parse(f"{head}\nq[k] = {right}\nloss = a").forward[0].expression)
    again = parse_step(f"{head}\nq[k] = {text(simple)}\nloss = a").forward[0].expression
    assert again == simple
