"""The random numbers of a step, one entry at a time, for the compiled program."""

from __future__ import annotations

from collections.abc import Callable

from whygrad.language.equations import Start
from whygrad.language.expressions import Expression

DRAWS = '''\
def hashed(seed, step, position):
    """pcg3d: Jarzynski and Olano, Hash Functions for GPU Rendering, 2020."""
    x = (seed * 1664525 + 1013904223) & 0xFFFFFFFF
    y = (step * 1664525 + 1013904223) & 0xFFFFFFFF
    z = (position * 1664525 + 1013904223) & 0xFFFFFFFF
    x = (x + y * z) & 0xFFFFFFFF
    y = (y + z * x) & 0xFFFFFFFF
    z = (z + x * y) & 0xFFFFFFFF
    x, y, z = x ^ x >> 16, y ^ y >> 16, z ^ z >> 16
    x = (x + y * z) & 0xFFFFFFFF
    y = (y + z * x) & 0xFFFFFFFF
    z = (z + x * y) & 0xFFFFFFFF
    return x, y, z
'''
UNIFORMS = '''\
def uniforms(seed, step, position):
    """Two numbers in [0, 1)."""
    x, y, _ = hashed(seed, step, position)
    return real(x >> 8) * real(2.0**-24), real(y >> 8) * real(2.0**-24)
'''
ORDER_OF = '''\
def order_of(seed, epoch, total):
    """The order of the samples in an epoch: a radix sort of words, which keeps ties in order."""
    words, order = np.empty(total, np.uint32), np.empty(total, np.uint32)
    ordered = np.empty(total, np.uint32)
    for sample in range(total):
        words[sample] = hashed(seed, epoch, sample)[2]
        order[sample] = sample
    for shift in range(0, 32, 8):
        places = np.zeros(257, np.int64)  # where the samples of each digit begin
        for sample in order:
            places[(words[sample] >> shift & 255) + 1] += 1
        for digit in range(256):
            places[digit + 1] += places[digit]
        for sample in order:
            digit = words[sample] >> shift & 255
            ordered[places[digit]] = sample
            places[digit] += 1
        order, ordered = ordered, order
    return order
'''


def draw_code(start: Start, code: Callable[[Expression], str], real: Callable[[str], str]) -> str:
    """The code that makes a draw of the uniform numbers `u` and `v`."""
    first, *rest = (code(argument) for argument in start.arguments)
    if start.name == "bernoulli":
        return f"{real('1.0')} if u < {first} else {real('0.0')}"
    if start.name == "uniform":
        return f"{first} + ({rest[0]} - {first}) * u"
    one, two, turn = real("1.0"), real("2.0"), real("2 * math.pi")
    return f"{first} + {rest[0]} * math.sqrt(-{two} * math.log({one} - u)) * math.cos({turn} * v)"
