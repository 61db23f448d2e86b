"""The random numbers of a step, and of the starting values, in plain Python."""

from __future__ import annotations

from collections.abc import Sequence

from whygrad.language.equations import Declaration, Equation
from whygrad.language.expressions import Entry
from whygrad.writers.code import NUMBER, Code, operate
from whygrad.writers.distributions import distributed
from whygrad.writers.python_expressions import Scope, lower, product

PCG3D = '''\
def pcg3d(x, y, z):
    """Three words of 32 bits, hashed.

    Jarzynski and Olano, Hash Functions for GPU Rendering, 2020.
    """
    x, y, z = ((word * 1664525 + 1013904223) % 2**32 for word in (x, y, z))
    x, y, z = (word ^ word >> 16 for word in mixed(x, y, z))
    return mixed(x, y, z)
'''
MIXED = """\
def mixed(x, y, z):
    x = (x + y * z) % 2**32
    y = (y + z * x) % 2**32
    return x, y, (z + x * y) % 2**32
"""
UNIFORM = '''\
def uniform(seed, step, position):
    """A number in [0, 1), hashed from seed, step and position."""
    return (pcg3d(seed, step, position)[0] >> 8) * 2.0**-24
'''
NORMAL = '''\
def normal(seed, step, position):
    """A standard normal number, hashed from seed, step and position (Box, Muller)."""
    x, y, _ = pcg3d(seed, step, position)
    u, v = (x >> 8) * 2.0**-24, (y >> 8) * 2.0**-24
    return math.sqrt(-2 * math.log(1 - u)) * math.cos(2 * math.pi * v)
'''
SHUFFLED = '''\
@functools.lru_cache(maxsize=1)
def shuffled(seed, epoch, samples):
    """The order of the samples in an epoch."""
    return sorted(range(samples), key=lambda sample: pcg3d(seed, epoch, sample)[2])
'''
DRAWING = {
    "shuffled": SHUFFLED,
    "uniform": UNIFORM,
    "normal": NORMAL,
    "pcg3d": PCG3D,
    "mixed": MIXED,
}
DRAWING_NEEDS = dict.fromkeys(("shuffled", "uniform", "normal"), ("pcg3d",)) | {"pcg3d": ("mixed",)}

RANDOM_STATE = '''\
def random_state(seed):
    """The generator of NumPy's RandomState: the same Mersenne Twister, seeded alike."""
    words = [seed]
    for place in range(1, 624):
        words.append((1812433253 * (words[-1] ^ words[-1] >> 30) + place) % 2**32)
    generator = random.Random()
    generator.setstate((3, (*words, 624), None))
    return generator
'''
NORMAL_NUMBERS = '''\
def normal_numbers(generator):
    """Standard normal numbers as NumPy's RandomState draws them (the polar method)."""
    while True:
        x, y = 2 * generator.random() - 1, 2 * generator.random() - 1
        square = x * x + y * y
        if 0 < square < 1:
            factor = math.sqrt(-2 * math.log(square) / square)
            yield factor * y
            yield factor * x
'''


def draw_equations(draws: Sequence[Declaration], read: set[str], scope: Scope) -> list[Equation]:
    """Equations for the draws that are read; each entry has a position of its own."""
    found = []
    before: list[Code] = []
    for draw in draws:
        sizes = [scope.size(axis) for axis in draw.indexes]
        if draw.name in read:
            entry = Entry(f"@{draw.name}", draw.indexes)
            scope.made[entry.name] = drawn(draw, position(draw, sizes, before, scope), scope)
            found.append(Equation(Entry(draw.name, draw.indexes), entry, draw.caption))
        before.append(product(sizes) if sizes else Code("1", kind=NUMBER))
    return found


def position(draw: Declaration, sizes: list[Code], before: list[Code], scope: Scope) -> str:
    """Where an entry stands in the row of all entries of all draws."""
    place: Code | None = None
    for index, size in zip(draw.indexes, sizes, strict=True):
        place = operate("*", place, size, ()) if place else None
        at = Code(scope.names[index])
        place = operate("+", place, at, ()) if place else at
    for count in reversed(before):
        place = operate("+", count, place, ()) if place else count
    return place.text if place else "0"


def drawn(draw: Declaration, place: str, scope: Scope) -> Code:
    """The code for one entry of a draw."""
    assert draw.start is not None
    name = "normal" if draw.start.name == "normal" else "uniform"
    sample = Code(f"{name}(seed, iteration, {place})")
    if draw.start.name == "bernoulli":
        return Code(f"float({sample.text} < {lower(draw.start.arguments[0], scope).text})")
    scope.made["@sample"] = sample
    return lower(distributed(draw.start, Entry("@sample")), scope)
