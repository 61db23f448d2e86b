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
    python, ...  the same four for plain Python, where a value is one number
    compiled     how compiled Python spells it, of scalars; `real(1)` is 1 in the run's type
    compiled_helper  a definition that this spelling needs
    compiled_needs   other functions whose definition the helper reads
    c, c_helper  the same for C, in double precision; `real` is the run's type
    torch, jax   how PyTorch and JAX spell it; empty where they spell it as NumPy
    torch_number the spelling where one argument is a number, which then stands last
    torch_helper, jax_helper  definitions that these spellings need
    onnx         how ONNX spells it: operators, and functions of this table, as nested calls
    onnx_double  the spelling in double precision, where ONNX Runtime lacks the operator
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
    python: str = ""
    python_factor: str = ""
    python_helper: str = ""
    python_needs: tuple[str, ...] = ()
    compiled: str = ""
    compiled_helper: str = ""
    compiled_needs: tuple[str, ...] = ()
    c: str = ""
    c_helper: str = ""
    torch: str = ""
    torch_number: str = ""
    torch_helper: str = ""
    jax: str = ""
    jax_helper: str = ""
    onnx: str = ""
    onnx_double: str = ""


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
# PyTorch's own give NaN a sign and a side, and `logaddexp` takes no number.
SIGN_IN_TORCH = """\
def sign(z):
    return torch.where(z.isnan(), z, torch.sign(z))
"""
HEAVISIDE_IN_TORCH = """\
def heaviside(z):
    return torch.where(z.isnan(), z, (z > 0).to(z.dtype))
"""
SOFTPLUS_IN_TORCH = """\
def softplus(z):
    return torch.logaddexp(z, torch.zeros_like(z))
"""


def define(name: str, arguments: str, value: str) -> str:
    """A definition of one line."""
    return f"def {name}({arguments}):\n    return {value}\n"


PLAIN_EXP = """\
def exp(z):
    try:
        return math.exp(z)
    except OverflowError:
        return math.inf
"""
PLAIN_SIGMOID = """\
def sigmoid(z):
    if z < 0:  # math.exp(-z) could overflow
        return math.exp(z) / (1 + math.exp(z))
    return 1 / (1 + math.exp(-z))
"""
PLAIN_SOFTPLUS = """\
def softplus(z):
    return max(z, 0.0) + math.log1p(math.exp(-abs(z)))
"""
PLAIN_LEAKY_RELU = """\
def leaky_relu(z):
    return z if z > 0 else 0.01 * z
"""
PLAIN_ELU = """\
def elu(z):
    return z if z > 0 else math.expm1(z)
"""
PLAIN_GELU = """\
def gelu(z):
    return z * (1 + math.erf(z / math.sqrt(2))) / 2
"""
PLAIN_SILU = """\
def silu(z):
    return z * sigmoid(z)
"""
PLAIN_SIGN = """\
def sign(z):
    if z > 0:
        return 1.0
    return -1.0 if z < 0 else z
"""
PLAIN_MAXIMUM = """\
def maximum(a, b):
    return b if b > a or math.isnan(b) else a
"""
PLAIN_MINIMUM = """\
def minimum(a, b):
    return b if b < a or math.isnan(b) else a
"""

# In C a comparison with NaN is false, so each of these puts NaN where it gets through.
SIGMOID_IN_C = """\
static real sigmoid(real z)
{
    return 1 / (1 + exp(-z));
}
"""
SOFTPLUS_IN_C = """\
static real softplus(real z)
{
    return (z > 0 ? z : 0) + log1p(exp(-fabs(z)));
}
"""
RELU_IN_C = """\
static real relu(real z)
{
    return z <= 0 ? 0 : z;
}
"""
LEAKY_RELU_IN_C = """\
static real leaky_relu(real z)
{
    return z > 0 ? z : 0.01 * z;
}
"""
ELU_IN_C = """\
static real elu(real z)
{
    return z > 0 ? z : expm1(z);
}
"""
GELU_IN_C = """\
static real gelu(real z)
{
    return z * (1 + erf(z / sqrt(2.0))) / 2;
}
"""
SILU_IN_C = """\
static real silu(real z)
{
    return z / (1 + exp(-z));
}
"""
SIGN_IN_C = """\
static real sign(real z)
{
    return z > 0 ? 1 : z < 0 ? -1 : z;
}
"""
HEAVISIDE_IN_C = """\
static real heaviside(real z)
{
    return z > 0 ? 1 : z <= 0 ? 0 : z;
}
"""
MAXIMUM_IN_C = """\
static real maximum(real a, real b)
{
    return a >= b ? a : a < b ? b : a + b;
}
"""
MINIMUM_IN_C = """\
static real minimum(real a, real b)
{
    return a <= b ? a : a > b ? b : a + b;
}
"""
EQUAL_IN_C = """\
static real equal(real a, real b)
{
    return isnan(a) || isnan(b) ? a + b : a == b;
}
"""


def polynomial(z: str, *coefficients: float) -> str:
    """A polynomial of ONNX operators, the highest power first."""
    text = repr(coefficients[0])
    for coefficient in coefficients[1:]:
        text = f"Add(Mul({text}, {z}), {coefficient!r})"
    return text


# W. J. Cody, Rational Chebyshev Approximation for the Error Function, Mathematics of Computation
# 23 (1969); beyond 4, where his third formula belongs, his second one will do, and 6 is infinite.
NEAR_0 = polynomial(
    "Mul(z, z)",
    *(1.85777706184603153e-1, 3.16112374387056560e0, 1.13864154151050156e2),
    *(3.77485237685302021e2, 3.20937758913846947e3),
)
NEAR_0_BELOW = polynomial(
    "Mul(z, z)",
    *(1.0, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3),
    2.84423683343917062e3,
)
FAR = polynomial(
    "Min(Abs(z), 6.0)",
    *(2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594e0),
    *(6.61191906371416295e1, 2.98635138197400131e2, 8.81952221241769090e2),
    *(1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3),
)
FAR_BELOW = polynomial(
    "Min(Abs(z), 6.0)",
    *(1.0, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2),
    *(1.62138957456669019e3, 3.29079923573345963e3, 4.36261909014324716e3),
    *(3.43936767414372164e3, 1.23033935480374942e3),
)
SQUARE = "Mul(Min(Abs(z), 6.0), Min(Abs(z), 6.0))"
ERF_IN_ONNX = (
    f"Where(Less(Abs(z), 0.46875), Mul(z, Div({NEAR_0}, {NEAR_0_BELOW})), "
    f"Mul(Sign(z), Sub(1, Mul(Exp(Neg({SQUARE})), Div({FAR}, {FAR_BELOW})))))"
)

ROWS = (
    Function(
        "exp",
        ("z",),
        np.exp,
        ("y",),
        REAL,
        latex="e^{{z}}",
        numpy="np.exp({z})",
        compiled="exp({z})",
        python="exp({z})",
        python_helper=PLAIN_EXP,
        c="exp({z})",
        onnx="Exp(z)",
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
        python="math.log({z})",
        c="log({z})",
        onnx="Log(z)",
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
        python="math.sqrt({z})",
        c="sqrt({z})",
        onnx="Sqrt(z)",
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
        python="math.sin({z})",
        c="sin({z})",
        onnx="Sin(z)",
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
        python="math.cos({z})",
        c="cos({z})",
        onnx="Cos(z)",
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
        python="math.tanh({z})",
        c="tanh({z})",
        onnx="Tanh(z)",
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
        python="math.erf({z})",
        c="erf({z})",
        torch="torch.erf({z})",
        jax="jax.lax.erf({z})",
        onnx="Erf(z)",
        onnx_double=ERF_IN_ONNX,
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
        compiled_helper=define("sigmoid", "z", "real(1) / (real(1) + exp(-z))"),
        compiled_needs=("exp",),
        python="sigmoid({z})",
        python_helper=PLAIN_SIGMOID,
        c="sigmoid({z})",
        c_helper=SIGMOID_IN_C,
        torch="torch.sigmoid({z})",
        jax="jax.nn.sigmoid({z})",
        onnx="Sigmoid(z)",
    ),
    Function(
        "softplus",
        ("z",),
        lambda z: choose(z, z, z * 0) + np.log1p(np.exp(choose(z, -z, z))),
        ("sigmoid(z)",),
        REAL,
        numpy="np.logaddexp({z}, 0)",
        compiled_helper=define(
            "softplus", "z", "(z if z > 0 else real(0)) + math.log1p(exp(-abs(z)))"
        ),
        compiled_needs=("exp",),
        python="softplus({z})",
        python_helper=PLAIN_SOFTPLUS,
        c="softplus({z})",
        c_helper=SOFTPLUS_IN_C,
        torch="softplus({z})",
        torch_helper=SOFTPLUS_IN_TORCH,
        jax="jax.nn.softplus({z})",
        onnx="Add(Relu(z), Log(Add(1, Exp(Neg(Abs(z))))))",
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
        python="max({z}, 0.0)",
        c="relu({z})",
        c_helper=RELU_IN_C,
        torch="torch.relu({z})",
        jax="jax.nn.relu({z})",
        onnx="Relu(z)",
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
        python="leaky_relu({z})",
        python_helper=PLAIN_LEAKY_RELU,
        c="leaky_relu({z})",
        c_helper=LEAKY_RELU_IN_C,
        torch="torch.nn.functional.leaky_relu({z})",
        jax="jax.nn.leaky_relu({z})",
        onnx="Where(Greater(z, 0), z, Mul(0.01, z))",
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
        python="elu({z})",
        python_helper=PLAIN_ELU,
        c="elu({z})",
        c_helper=ELU_IN_C,
        torch="torch.nn.functional.elu({z})",
        jax="jax.nn.elu({z})",
        onnx="Where(Greater(z, 0), z, Sub(Exp(Min(z, 0)), 1))",
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
        python="gelu({z})",
        python_helper=PLAIN_GELU,
        c="gelu({z})",
        c_helper=GELU_IN_C,
        torch="torch.nn.functional.gelu({z})",
        jax="jax.nn.gelu({z}, approximate=False)",
        onnx="Div(Mul(z, Add(1, erf(Div(z, 1.4142135623730951)))), 2)",
    ),
    Function(
        "silu",
        ("z",),
        lambda z: z / (1 + np.exp(-z)),
        ("sigmoid(z) * (1 + z - y)",),
        REAL,
        numpy="silu({z})",
        numpy_helper=SILU,
        compiled_helper=define("silu", "z", "z / (real(1) + exp(-z))"),
        compiled_needs=("exp",),
        python="silu({z})",
        python_helper=PLAIN_SILU,
        python_needs=("sigmoid",),
        c="silu({z})",
        c_helper=SILU_IN_C,
        torch="torch.nn.functional.silu({z})",
        jax="jax.nn.silu({z})",
        onnx="Mul(z, Sigmoid(z))",
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
        python="abs({z})",
        c="fabs({z})",
        onnx="Abs(z)",
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
        python="sign({z})",
        python_helper=PLAIN_SIGN,
        c="sign({z})",
        c_helper=SIGN_IN_C,
        torch="sign({z})",
        torch_helper=SIGN_IN_TORCH,
        onnx="Sign(z)",
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
        python="float({z} > 0)",
        python_factor="({z} > 0)",
        c="heaviside({z})",
        c_helper=HEAVISIDE_IN_C,
        torch="heaviside({z})",
        torch_helper=HEAVISIDE_IN_TORCH,
        onnx="Relu(Sign(z))",
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
        python="maximum({a}, {b})",
        python_helper=PLAIN_MAXIMUM,
        c="maximum({a}, {b})",
        c_helper=MAXIMUM_IN_C,
        torch_number="torch.clamp({a}, min={b})",
        onnx="Max(a, b)",
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
        python="minimum({a}, {b})",
        python_helper=PLAIN_MINIMUM,
        c="minimum({a}, {b})",
        c_helper=MINIMUM_IN_C,
        torch_number="torch.clamp({a}, max={b})",
        onnx="Min(a, b)",
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
        python="float({a} == {b})",
        python_factor="({a} == {b})",
        c="equal({a}, {b})",
        c_helper=EQUAL_IN_C,
        onnx="Where(Equal(a, b), 1, Relu(Neg(Abs(Sub(a, b)))))",
    ),
)

FUNCTIONS = {row.name: row for row in ROWS}
