"""The functions that a compiled program calls: those of the table, and its own."""

from __future__ import annotations

from whygrad.language.functions import FUNCTIONS
from whygrad.writers.assembly import called_helpers
from whygrad.writers.fused_draws import DRAWS, ORDER_OF, UNIFORMS

LARGER = """\
def larger(a, b):
    return b if b > a or b != b else a
"""
FINITE_PART = """\
def finite_part(a):
    return real(0) if abs(a) == math.inf else a
"""
# Without a branch, so that the compiler takes several numbers at a time. The ends are those
# beyond which the result is 0 or infinite in float32.
EXP = '''\
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
OWN = {
    "larger": LARGER,
    "finite_part": FINITE_PART,
    "hashed": DRAWS,
    "uniforms": UNIFORMS,
    "order_of": ORDER_OF,
}
NEEDS = {"uniforms": ("hashed",), "order_of": ("hashed",)}


def definitions(body: str, is_double: bool) -> list[str]:
    """What the text calls; in float64 `exp` is that of the module `math`."""
    rows = FUNCTIONS.values()
    known = {row.name: row.compiled_helper for row in rows if row.compiled_helper}
    known |= OWN if is_double else {"exp": EXP, **OWN}
    needs = {row.name: row.compiled_needs for row in rows} | NEEDS
    return called_helpers(body, known, needs)
