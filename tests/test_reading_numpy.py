"""NumPy's random numbers and functions, as the reader of scripts knows them."""

import random

import numpy as np
import pytest

from whygrad.checking.reading import read_script, trace_script
from whygrad.checking.reading.distributions import ROWS
from whygrad.checking.traces import Node

DRAWS = (
    "beta(2.0, 3.0, SIZE)", "binomial(4, 0.5, SIZE)", "chisquare(3, size=SIZE)",
    "exponential(2.0, SIZE)", "f(5, 7, SIZE)", "gamma(2.0, 1.5, size=SIZE)",
    "geometric(0.4, SIZE)", "gumbel(0.0, 1.0, SIZE)", "hypergeometric(5, 4, 3, SIZE)",
    "laplace(size=SIZE)", "logistic(0, 1, SIZE)", "lognormal(0, 0.5, size=SIZE)",
    "logseries(0.5, SIZE)", "multinomial(6, [0.2, 0.3, 0.5], SIZE)", "dirichlet([1, 2, 3], SIZE)",
    "multivariate_normal([0, 1], [[1, 0], [0, 2]], SIZE)", "negative_binomial(3, 0.5, SIZE)",
    "noncentral_chisquare(3, 1, SIZE)", "noncentral_f(5, 7, 1, SIZE)", "normal(1.0, 2.0, SIZE)",
    "pareto(3.0, SIZE)", "poisson(3, SIZE)", "power(2.0, SIZE)", "rayleigh(1.0, SIZE)",
    "standard_cauchy(SIZE)", "standard_exponential(SIZE)", "standard_gamma(2.0, SIZE)",
    "standard_normal(SIZE)", "standard_t(5, SIZE)", "triangular(-1, 0, 2, SIZE)",
    "uniform(2.0, 3.0, SIZE)", "vonmises(0, 1, SIZE)", "wald(1.0, 1.0, SIZE)",
    "weibull(2.0, SIZE)", "zipf(3.0, SIZE)", "permutation(6)", "choice(5, SIZE)",
    "poisson([1.0, 2.0, 3.0])", "normal([0.0, 5.0], 1.0)",
)  # fmt: skip
ONE = (
    "random()", "uniform(2, 3)", "gauss(0, 1)", "normalvariate(0, 1)", "betavariate(2, 3)",
    "expovariate(2.0)", "gammavariate(2, 1)", "lognormvariate(0, 1)", "paretovariate(3)",
    "triangular(0, 1, 0.5)", "vonmisesvariate(0, 1)", "weibullvariate(1, 2)", "randint(1, 6)",
    "randrange(3, 9, 2)", "getrandbits(4)", "choice([4, 5])",
)  # fmt: skip
MAKERS = ("np.random", "np.random.RandomState(0)", "np.random.default_rng(0)")


def read(expression: str) -> Node:
    trace = trace_script(read_script(f"import random\nimport numpy as np\nx = {expression}\n"))
    assert trace.unread == ()
    return trace.passes[0].bindings[-1].node


def alike(value: np.ndarray, theirs: np.ndarray) -> None:
    """The same shape and kind of numbers, and none below 0 or above 1 where there is none."""
    assert value.shape == theirs.shape
    assert value.dtype.kind == theirs.dtype.kind
    assert (value.min() >= 0) == (theirs.min() >= 0)
    assert np.ptp(value) > 0 or value.ndim == 0


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("draw", DRAWS)
def test_random_numbers_have_the_shape_and_kind_that_is_asked_for(draw: str, maker: str) -> None:
    expression = f"{maker}.{draw.replace('SIZE', '(40, 3)')}"
    np.random.seed(3)
    alike(read(expression).value, np.asarray(eval(expression)))


def test_all_distributions_of_a_generator_are_known() -> None:
    others = {"bytes", "spawn", "bit_generator", "permuted", "shuffle", "random", "integers"}
    known = {draw.partition("(")[0] for draw in DRAWS} | others
    assert {name for name in dir(np.random.Generator) if not name.startswith("_")} - {
        "multivariate_hypergeometric"
    } <= known
    assert {row.name for row in ROWS} <= set(dir(np.random.Generator))


@pytest.mark.parametrize("draw", ONE)
def test_single_random_numbers_are_of_the_kind_that_is_asked_for(draw: str) -> None:
    random.seed(1)
    theirs = eval(f"random.{draw}")
    value = read(f"random.{draw}").value
    assert value.shape == ()
    assert (value.dtype.kind == "i") == isinstance(theirs, int)


LEARNED = """\
import numpy as np
x = np.linspace(0.0, 1.0, 5)
w = 0.3
for step in range(10):
    y = {expression}
    loss = np.sum((y - x) ** 2)
    w -= 0.1 * np.sum(2 * (y - x) * x)
"""


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("np.interp(w * x, x, x)", "the slope of `np.interp` is not known here"),
        ("np.percentile(w * x, 50)", "the slope of `np.percentile` is not known here"),
        ("np.linalg.det(w * np.eye(2)) * x", "the slope of `np.linalg.det` is not known here"),
    ],
)
def test_a_function_without_a_known_slope_is_named(expression: str, why: str) -> None:
    script = read_script(LEARNED.format(expression=expression))
    trace = trace_script(script, entry={"w": np.array(0.4)})
    assert [(entry.line, entry.why) for entry in trace.unread] == [(5, why)]


@pytest.mark.parametrize(
    "expression", ["np.digitize(w * x, x) * w * x", "np.interp(x, x, 2 * x) * w"]
)
def test_a_function_of_data_or_without_a_slope_is_computed(expression: str) -> None:
    script = read_script(LEARNED.format(expression=expression))
    trace = trace_script(script, entry={"w": np.array(0.4)})
    assert trace.unread == ()
    assert len(trace.passes) == 3
