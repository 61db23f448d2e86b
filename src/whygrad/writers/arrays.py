"""How a library spells what programs do with whole arrays: NumPy, and what others share with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from whygrad.language.expressions import Call, Number, Size
from whygrad.language.functions import FUNCTIONS, Function
from whygrad.writers.code import ATOM, NUMBER, REAL, TRUTH, Code, template_level

LOGSUMEXP = """\
def logsumexp(z, axis=None):
    top = z.max(axis=axis, keepdims=True)
    top = np.where(np.isfinite(top), top, 0)
    return np.log(np.exp(z - top).sum(axis=axis)) + top.squeeze(axis)
"""
PCG3D = '''\
def pcg3d(seed, step, positions):
    """Three words of 32 bits for each position, hashed from seed, step and position.

    Jarzynski and Olano, Hash Functions for GPU Rendering, 2020.
    """
    x, y = np.array([[seed % 2**32], [step]], np.uint32)
    z = positions.astype(np.uint32)
    x, y, z = (word * np.uint32(1664525) + np.uint32(1013904223) for word in (x, y, z))
    x = x + y * z
    y = y + z * x
    z = z + x * y
    x, y, z = (word ^ word >> 16 for word in (x, y, z))
    x = x + y * z
    y = y + z * x
    return x, y, z + x * y
'''
UNIFORMS = '''\
def uniforms(seed, step, start, shape, dtype):
    """Two numbers in [0, 1) for each entry, hashed from seed, step and position."""
    x, y, _ = pcg3d(seed, step, np.arange(start, start + math.prod(shape)))
    return [((word >> 8).astype(dtype) * 2.0**-24).reshape(shape) for word in (x, y)]
'''
SHUFFLED = '''\
@functools.lru_cache(maxsize=1)
def shuffled(seed, epoch, samples):
    """The order of the samples in an epoch."""
    return np.argsort(pcg3d(seed, epoch, np.arange(samples))[2], kind="stable")
'''


class Arrays:
    """How NumPy spells it; another library says what it spells otherwise.

    style    the name of the style, and of its spellings in the table of functions
    module   the short name of the library
    maker    what makes an array of lists, or of an array of NumPy's
    scalar   a number as programs start with it
    real     the same where it is to give infinity or NaN, as arrays do
    drawn    an array of NumPy's that is drawn, as programs start with it
    count    how many entries an array has
    """

    style = "numpy"
    module = "np"
    maker = "np.array"
    scalar = "{}"
    real = "np.float64({})"
    drawn = "{}"
    count = "{}.size"

    def template(self, row: Function) -> str:
        """The spelling of a function: its own, or NumPy's with the library in its place."""
        return getattr(row, self.style) or self.renamed(row.numpy)

    def renamed(self, text: str) -> str:
        return re.sub(r"(?<![\w.])np\.", f"{self.module}.", text)

    def helpers(self) -> dict[str, str]:
        """The definitions that programs may need, by name."""
        return {
            **self.function_helpers(),
            "logsumexp": LOGSUMEXP,
            "shuffled": SHUFFLED,
            "uniforms": UNIFORMS,
            "pcg3d": PCG3D,
        }

    def function_helpers(self) -> dict[str, str]:
        """The definitions that the spellings of the table need."""
        known = {}
        for row in FUNCTIONS.values():
            own = getattr(row, f"{self.style}_helper")
            shared = "" if getattr(row, self.style) else self.renamed(row.numpy_helper)
            if own or shared:
                known[self.template(row).partition("(")[0]] = own or shared
        return known

    def needs(self) -> Mapping[str, tuple[str, ...]]:
        """The definitions that definitions need."""
        rows = {row.name: row.numpy_needs for row in FUNCTIONS.values()}
        return rows | dict.fromkeys(("shuffled", "uniforms"), ("pcg3d",))

    def call(self, call: Call, codes: Sequence[Code], axes: tuple[str, ...], truth: bool) -> Code:
        """A function of arguments that are aligned; `truth` asks for a truth value."""
        row = FUNCTIONS[call.function]
        if call.function == "equal" and codes[0].kind == NUMBER:
            codes = codes[::-1]
        numbers = all(code.kind == NUMBER for code in codes)
        if numbers:
            return self.call_of_numbers(call, codes)
        template = row.numpy_factor if truth else self.template_for(row, codes)
        text = spelled(template, row, codes)
        return Code(text, axes, template_level(template), TRUTH if truth else REAL)

    def template_for(self, row: Function, codes: Sequence[Code]) -> str:
        return self.template(row)

    def call_of_numbers(self, call: Call, codes: Sequence[Code]) -> Code:
        """A function of mere numbers; NumPy's result would bring its own precision along."""
        if call.function == "sqrt" and isinstance(call.arguments[0], Size | Number):
            return Code(f"math.sqrt({codes[0].text})", kind=NUMBER)
        row = FUNCTIONS[call.function]
        return Code(f"float({spelled(self.template(row), row, codes)})", kind=NUMBER)

    def operation_of_numbers(self, operator: str, left: Code, right: Code) -> Code:
        """A quotient or a power of mere numbers that is infinite or NaN where Python's fails."""
        name = {"/": "divide", "**": "float_power"}[operator]
        return Code(f"float({self.module}.{name}({left.text}, {right.text}))", kind=NUMBER)

    def turned(self, code: Code, places: Sequence[int]) -> str:
        """The array with its axes in another order."""
        if list(places) != list(range(len(places)))[::-1]:
            return f"{code.at_least(ATOM)}.transpose({', '.join(map(str, places))})"
        if code.level == ATOM and code.text.endswith(".T"):
            return code.text.removesuffix(".T")
        return f"{code.at_least(ATOM)}.T"

    def reduced(self, kind: str, code: Code, places: Sequence[int]) -> str:
        """The sum, maximum or logsumexp over these axes of the array."""
        where = "" if len(places) == len(code.axes) else f"axis={place_text(places)}"
        if kind == "logsumexp":
            return f"logsumexp({code.text}{', ' if where else ''}{where})"
        return f"{code.at_least(ATOM)}.{kind}({where})"

    def tensordot(self, first: Code, second: Code, places: Sequence[Sequence[int]]) -> str:
        axes = f"axes=({places[0]}, {places[1]})"
        return f"{self.module}.tensordot({first.text}, {second.text}, {axes})"

    def einsum(self, signature: str, codes: Sequence[Code]) -> str:
        texts = ", ".join(code.text for code in codes)
        return f'{self.module}.einsum("{signature}", {texts})'

    def filled(self, sizes: Sequence[str], code: Code, precision: str) -> str:
        """An array of this shape, whose entries are those of one that is broadcast."""
        shape = sizes[0] if len(sizes) == 1 else f"({', '.join(sizes)})"
        dtype = f", dtype={precision}" if code.kind == NUMBER and precision else ""
        return f"{self.module}.full({shape}, {code.text}{dtype})"

    def kept(self, code: Code) -> Code:
        """A number that becomes the value of a parameter, of a state or of a recorded scalar."""
        return code

    def precision(self, name: str, is_array: bool) -> str:
        return f"{name}.dtype" if is_array else f"{self.module}.result_type({name})"

    def cast(self, code: str, dtype: str) -> str:
        return f"{code}.astype({dtype})"


def spelled(template: str, row: Function, codes: Sequence[Code]) -> str:
    texts = [code.text for code in codes]
    return template.format(**dict(zip(row.arguments, texts, strict=True)))


def place_text(places: Sequence[int]) -> str:
    return str(places[0] if len(places) == 1 else tuple(places))


NUMPY = Arrays()
