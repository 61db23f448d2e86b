"""The functions that a compiled program calls: those of the table, and its own."""

from __future__ import annotations

from whygrad.language.functions import FUNCTIONS
from whygrad.writers.assembly import called_helpers
from whygrad.writers.fused_draws import DRAWS, ORDER_OF, UNIFORMS
from whygrad.writers.fused_multiply import MULTIPLY, MULTIPLY_TURNED, SPREAD, TAKE_TURNED, TURNED

LARGER = """\
def larger(a, b):
    return b if b > a or b != b else a
"""
FINITE_PART = """\
def finite_part(a):
    return real(0) if abs(a) == math.inf else a
"""
# Without a branch, so that the compiler takes several numbers at a time. The ends are those
# beyond which the result is 0 or infinite.
EXP_SINGLE = '''\
def exp(z):
    """e**z, rounded once: computed in float64, as 2**k * e**r with a Taylor series for e**r."""
    x = z if z > -104 else real(-104)
    x = np.float64(x if x < 89 else real(89))
    k = np.rint(x / math.log(2))
    r = x - k * math.log(2)
    series = 1 / 5040
    for factorial in (720, 120, 24, 6, 2, 1, 1):
        series = series * r + 1 / factorial
    power = np.int64((np.int64(np.int32(k)) + 1023) << 52).view(np.float64)
    return real(series * power) if z == z else z
'''
# A float64 lacks a little of log(2), and what k times that makes comes last. Below 2**-1000 the
# power takes a detour around the numbers that have fewer digits.
EXP = '''\
def exp(z):
    """e**z, as 2**k * e**r with a Taylor series for e**r."""
    x = z if z > -746 else -746.0
    x = x if x < 710 else 710.0
    k = np.rint(x / math.log(2))
    k = k if k < 1023 else 1023.0
    r = x - k * math.log(2)
    series = 1 / 6227020800
    for factorial in (479001600, 39916800, 3628800, 362880, 40320, 5040, 720, 120, 24, 6, 2, 1, 1):
        series = series * r + 1 / factorial
    exponent, is_tiny = np.int64(np.int32(k)), k < -1000
    power = np.int64((exponent + (1087 if is_tiny else 1023)) << 52).view(np.float64)
    lacking = 1 - k * 2.3190468138462996e-17
    result = series * power * lacking * (2.0**-64 if is_tiny else 1.0)
    return result if z == z else z
'''
OWN = {
    "larger": LARGER,
    "finite_part": FINITE_PART,
    "hashed": DRAWS,
    "uniforms": UNIFORMS,
    "order_of": ORDER_OF,
    "turned": TURNED,
    "take_turned": TAKE_TURNED,
    "multiply": MULTIPLY,
    "multiply_turned": MULTIPLY_TURNED,
    "spread": SPREAD,
}
NEEDS = {
    "uniforms": ("hashed",),
    "order_of": ("hashed",),
    "multiply_turned": ("turned", "multiply"),
}
# What is called. The rest becomes part of the loops that call it, wherever that is: else the
# compiler takes a function that has several calls for one number at a time.
HAVE_LOOPS = {"train", "order_of", "turned", "take_turned", "multiply", "multiply_turned", "spread"}


def definitions(body: str, is_double: bool, is_unrolled: bool) -> list[str]:
    """What the text calls; `exp` is that of the module `math` where one number is computed at a
    time, in float64."""
    rows = FUNCTIONS.values()
    known = {row.name: row.compiled_helper for row in rows if row.compiled_helper}
    if not is_double:
        known["exp"] = EXP_SINGLE
    elif not is_unrolled:
        known["exp"] = EXP
    known |= OWN
    needs = {row.name: row.compiled_needs for row in rows} | NEEDS
    return called_helpers(body, known, needs)
