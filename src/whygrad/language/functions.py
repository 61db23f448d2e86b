"""The table of elementary functions: one row holds all that the project knows of one.

A derivative is text in the language itself. It may read the arguments (`z`, or `a` and `b`)
and the result `y`, so that sigmoid' stands as people write it: `y * (1 - y)`. Adding a
function touches this table only; the tests run over every row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

Point = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """One elementary function.

    value        of scalars: real, extended or complex, so that complex steps work
    derivatives  text, one for each argument
    kinks        points where it has no slope, each with the slopes taken there by convention
    points       generic points at which the tests compare slopes with differences
    symbol       how Unicode and MathML name it
    latex        how LaTeX spells it
    numpy        how NumPy spells it; a placeholder stands only where any sum may stand
    numpy_factor the spelling as a factor, a summand or an operand of `==`, where a truth
                 value will do (it keeps the precision and is cheaper)
    numpy_helper a definition that the spelling needs
    numpy_needs  other functions whose definition the helper reads
    compiled     how compiled Python spells it, of scalars; `real(1)` is 1 in the run's type
    compiled_helper  a definition that this spelling needs
    """

    name: str
    arguments: tuple[str, ...]
    value: Callable[..., Any]
    derivatives: tuple[str, ...]
    points: tuple[Point, ...]
    kinks: tuple[tuple[Point, Point], ...] = ()
    symbol: str = ""
    latex: str = ""
    numpy: str = ""
    numpy_factor: str = ""
    numpy_helper: str = ""
    numpy_needs: tuple[str, ...] = ()
    compiled: str = ""
    compiled_helper: str = ""


REAL = ((-1.7,), (-0.6,), (0.4,), (1.3,))
POSITIVE = ((0.3,), (0.9,), (1.7,), (4.2,))
PAIRS = ((0.3, 1.1), (1.4, -0.7), (-0.8, -2.1), (-1.2, 0.5))


def erf(z: Any) -> Any:
    """The error function; of a complex number to first order in its imaginary part."""
    import math

    real = float(np.real(z))
    value = math.erf(real)
    if not np.iscomplexobj(z):
        return type(z)(value)
    slope = 2 / math.sqrt(math.pi) * math.exp(-real * real)
    return type(z)(complex(value, slope * float(np.imag(z))))


def gelu(z: Any) -> Any:
    return z * (1 + erf(z / np.sqrt(type(z)(2)))) / 2


def step(z: Any) -> Any:
    """1 above 0, else 0; NaN stays. (Its complex step is 0, as the slope is.)"""
    return np.heaviside(np.real(z), 0)


def choose(positive: Any, yes: Any, no: Any) -> Any:
    """`yes` where `positive` is above 0, else `no`; NaN stays."""
    if np.isnan(positive):
        return positive
    return yes if np.real(positive) > 0 else no


def larger(a: Any, b: Any) -> Any:
    """The larger by real part, the first of equals; NaN stays."""
    if np.isnan(a) or np.isnan(b):
        return a + b
    return b if np.real(b) > np.real(a) else a


def smaller(a: Any, b: Any) -> Any:
    return -larger(-a, -b)


def equal(a: Any, b: Any) -> Any:
    return a + b if np.isnan(a) or np.isnan(b) else np.real(a) * 0 + (a == b)


ERF = """\
def erf(z):
    values = [math.erf(value) for value in np.ravel(z)]
    return np.array(values, np.asarray(z).dtype).reshape(np.shape(z))
"""
SIGMOID = """\
def sigmoid(z):
    return 1 / (1 + np.exp(-z))
"""
LEAKY_RELU = """\
def leaky_relu(z):
    return np.where(z > 0, z, 0.01 * z)
"""
ELU = """\
def elu(z):
    return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))
"""
SILU = """\
def silu(z):
    return z / (1 + np.exp(-z))
"""
GELU = """\
def gelu(z):
    return z * (1 + erf(z / math.sqrt(2))) / 2
"""
EQUAL = """\
def equal(a, b):
    return np.where(a == b, a * 0 + 1, a * 0)
"""


def define(name: str, arguments: str, value: str) -> str:
    """A definition of one line."""
    return f"def {name}({arguments}):\n    return {value}\n"


ROWS = (
    Function(
        "exp",
        ("z",),
        np.exp,
        ("y",),
        REAL,
        latex="e^{{z}}",
        numpy="np.exp({z})",
        compiled="math.exp({z})",
    ),
    Function(
        "log",
        ("z",),
        np.log,
        ("1 / z",),
        POSITIVE,
        symbol="ln",
        latex=r"\ln\left({z}\right)",
        numpy="np.log({z})",
        compiled="math.log({z})",
    ),
    Function(
        "sqrt",
        ("z",),
        np.sqrt,
        ("1 / (2 * y)",),
        POSITIVE,
        symbol="√",
        latex=r"\sqrt{{z}}",
        numpy="np.sqrt({z})",
        compiled="math.sqrt({z})",
    ),
    Function(
        "sin",
        ("z",),
        np.sin,
        ("cos(z)",),
        REAL,
        latex=r"\sin\left({z}\right)",
        numpy="np.sin({z})",
        compiled="math.sin({z})",
    ),
    Function(
        "cos",
        ("z",),
        np.cos,
        ("-sin(z)",),
        REAL,
        latex=r"\cos\left({z}\right)",
        numpy="np.cos({z})",
        compiled="math.cos({z})",
    ),
    Function(
        "tanh",
        ("z",),
        np.tanh,
        ("1 - y**2",),
        REAL,
        latex=r"\tanh\left({z}\right)",
        numpy="np.tanh({z})",
        compiled="math.tanh({z})",
    ),
    Function(
        "erf",
        ("z",),
        erf,
        ("2 * exp(-z**2) / sqrt(3.141592653589793)",),
        REAL,
        numpy="erf({z})",
        numpy_helper=ERF,
        compiled="math.erf({z})",
    ),
    Function(
        "sigmoid",
        ("z",),
        lambda z: 1 / (1 + np.exp(-z)),
        ("y * (1 - y)",),
        REAL,
        symbol="σ",
        latex=r"\sigma\left({z}\right)",
        numpy="sigmoid({z})",
        numpy_helper=SIGMOID,
        compiled_helper=define("sigmoid", "z", "real(1) / (real(1) + math.exp(-z))"),
    ),
    Function(
        "softplus",
        ("z",),
        lambda z: choose(z, z, z * 0) + np.log1p(np.exp(choose(z, -z, z))),
        ("sigmoid(z)",),
        REAL,
        numpy="np.logaddexp({z}, 0)",
        compiled_helper=define(
            "softplus", "z", "(z if z > 0 else real(0)) + math.log1p(math.exp(-abs(z)))"
        ),
    ),
    Function(
        "relu",
        ("z",),
        lambda z: choose(z, z, z * 0),
        ("step(z)",),
        REAL,
        kinks=(((0.0,), (0.0,)),),
        numpy="np.maximum({z}, 0)",
        compiled_helper=define("relu", "z", "z if z > 0 or z != z else real(0)"),
    ),
    Function(
        "leaky_relu",
        ("z",),
        lambda z: choose(z, z, type(z)(0.01) * z),
        ("0.01 + 0.99 * step(z)",),
        REAL,
        kinks=(((0.0,), (0.01,)),),
        numpy="leaky_relu({z})",
        numpy_helper=LEAKY_RELU,
        compiled_helper=define("leaky_relu", "z", "z if z > 0 else real(0.01) * z"),
    ),
    Function(
        "elu",
        ("z",),
        lambda z: choose(z, z, np.expm1(z)),
        ("exp(minimum(z, 0))",),
        REAL,
        kinks=(((0.0,), (1.0,)),),
        numpy="elu({z})",
        numpy_helper=ELU,
        compiled_helper=define("elu", "z", "z if z > 0 else math.expm1(z)"),
    ),
    Function(
        "gelu",
        ("z",),
        gelu,
        ("(1 + erf(z / sqrt(2))) / 2 + z * exp(-z**2 / 2) / sqrt(6.283185307179586)",),
        REAL,
        numpy="gelu({z})",
        numpy_helper=GELU,
        numpy_needs=("erf",),
        compiled_helper=define(
            "gelu", "z", "z * (real(1) + math.erf(z / math.sqrt(real(2)))) / real(2)"
        ),
    ),
    Function(
        "silu",
        ("z",),
        lambda z: z / (1 + np.exp(-z)),
        ("sigmoid(z) * (1 + z - y)",),
        REAL,
        numpy="silu({z})",
        numpy_helper=SILU,
        compiled_helper=define("silu", "z", "z / (real(1) + math.exp(-z))"),
    ),
    Function(
        "abs",
        ("z",),
        lambda z: choose(z, z, -z),
        ("sign(z)",),
        REAL,
        kinks=(((0.0,), (0.0,)),),
        latex=r"\left|{z}\right|",
        numpy="np.abs({z})",
        compiled="abs({z})",
    ),
    Function(
        "sign",
        ("z",),
        lambda z: np.sign(np.real(z)),
        ("0",),
        REAL,
        kinks=(((0.0,), (0.0,)),),
        numpy="np.sign({z})",
        compiled_helper=define("sign", "z", "real(1) if z > 0 else real(-1) if z < 0 else z"),
    ),
    Function(
        "step",
        ("z",),
        step,
        ("0",),
        REAL,
        kinks=(((0.0,), (0.0,)),),
        numpy="np.heaviside({z}, 0)",
        numpy_factor="({z} > 0)",
        compiled_helper=define("step", "z", "real(1) if z > 0 else real(0) if z <= 0 else z"),
    ),
    Function(
        "maximum",
        ("a", "b"),
        larger,
        ("1 - step(b - a)", "step(b - a)"),
        PAIRS,
        kinks=(((0.7, 0.7), (1.0, 0.0)),),
        latex=r"\max\left({a}, {b}\right)",
        numpy="np.maximum({a}, {b})",
        compiled_helper=define("maximum", "a, b", "b if b > a or b != b else a"),
    ),
    Function(
        "minimum",
        ("a", "b"),
        smaller,
        ("1 - step(a - b)", "step(a - b)"),
        PAIRS,
        kinks=(((0.7, 0.7), (1.0, 0.0)),),
        latex=r"\min\left({a}, {b}\right)",
        numpy="np.minimum({a}, {b})",
        compiled_helper=define("minimum", "a, b", "b if b < a or b != b else a"),
    ),
    Function(
        "equal",
        ("a", "b"),
        equal,
        ("0", "0"),
        PAIRS,
        kinks=(((0.7, 0.7), (0.0, 0.0)),),
        numpy="equal({a}, {b})",
        numpy_factor="({a} == {b})",
        numpy_helper=EQUAL,
        compiled_helper=define("equal", "a, b", "real(1) if a == b else real(0)"),
    ),
)

FUNCTIONS = {row.name: row for row in ROWS}
