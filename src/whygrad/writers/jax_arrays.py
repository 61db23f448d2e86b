"""How JAX spells what programs do with whole arrays: nearly as NumPy."""

from __future__ import annotations

from collections.abc import Sequence

from whygrad.language.expressions import Call, Number, Size
from whygrad.language.functions import FUNCTIONS
from whygrad.writers.arrays import UNIFORMS, Arrays, place_text, spelled
from whygrad.writers.code import NUMBER, Code, operate

PCG3D = '''\
def pcg3d(seed, step, positions):
    """Three words of 32 bits for each position, hashed from seed, step and position.

    Jarzynski and Olano, Hash Functions for GPU Rendering, 2020.
    """
    words = jnp.asarray(seed % 2**32), jnp.asarray(step), positions
    x, y, z = (word.astype(jnp.uint32) * 1664525 + 1013904223 for word in words)
    x = x + y * z
    y = y + z * x
    z = z + x * y
    x, y, z = (word ^ word >> 16 for word in (x, y, z))
    x = x + y * z
    y = y + z * x
    return x, y, z + x * y
'''
SHUFFLED = '''\
@functools.lru_cache(maxsize=1)
def shuffled(seed, epoch, samples):
    """The order of the samples in an epoch."""
    return jnp.argsort(pcg3d(seed, epoch, jnp.arange(samples))[2], stable=True)
'''


class JaxArrays(Arrays):
    """JAX: functions take numbers and arrays alike."""

    style = "jax"
    module = "jnp"
    maker = "jnp.array"
    drawn = "jnp.array({})"
    real = "{}"

    def helpers(self) -> dict[str, str]:
        own = {"shuffled": SHUFFLED, "uniforms": self.renamed(UNIFORMS), "pcg3d": PCG3D}
        return {**self.function_helpers(), **own}

    def call_of_numbers(self, call: Call, codes: Sequence[Code]) -> Code:
        if call.function == "sqrt" and isinstance(call.arguments[0], Size | Number):
            return super().call_of_numbers(call, codes)
        row = FUNCTIONS[call.function]
        return Code(spelled(self.template(row), row, codes), kind=NUMBER)

    def operation_of_numbers(self, operator: str, left: Code, right: Code) -> Code:
        return operate(operator, Code(f"jnp.array({left.text})"), right, ())

    def reduced(self, kind: str, code: Code, places: Sequence[int]) -> str:
        if kind != "logsumexp":
            return super().reduced(kind, code, places)
        where = "" if len(places) == len(code.axes) else f", axis={place_text(places)}"
        return f"jax.nn.logsumexp({code.text}{where})"


JAX = JaxArrays()
