"""How PyTorch spells what programs do with whole arrays."""

from __future__ import annotations

from collections.abc import Sequence

from whygrad.language.expressions import Call, Number, Size
from whygrad.language.functions import FUNCTIONS, Function
from whygrad.writers.arrays import Arrays, place_text, spelled
from whygrad.writers.code import ATOM, NUMBER, Code, operate

PCG3D = '''\
def pcg3d(seed, step, positions):
    """Three words of 32 bits for each position, hashed from seed, step and position.

    Jarzynski and Olano, Hash Functions for GPU Rendering, 2020.
    """
    mask = 2**32 - 1  # keeps 32 of the 64 bits that PyTorch computes with
    words = seed, step, positions
    x, y, z = ((word * 1664525 + 1013904223) & mask for word in words)
    x = (x + y * z) & mask
    y = (y + z * x) & mask
    z = (z + x * y) & mask
    x, y, z = (word ^ word >> 16 for word in (x, y, z))
    x = (x + y * z) & mask
    y = (y + z * x) & mask
    return x, y, (z + x * y) & mask
'''
UNIFORMS = '''\
def uniforms(seed, step, start, shape, dtype):
    """Two numbers in [0, 1) for each entry, hashed from seed, step and position."""
    x, y, _ = pcg3d(seed, step, torch.arange(start, start + math.prod(shape)))
    return [((word >> 8).to(dtype) * 2.0**-24).reshape(shape) for word in (x, y)]
'''
SHUFFLED = '''\
@functools.lru_cache(maxsize=1)
def shuffled(seed, epoch, samples):
    """The order of the samples in an epoch."""
    return torch.argsort(pcg3d(seed, epoch, torch.arange(samples))[2], stable=True)
'''


class TorchArrays(Arrays):
    """PyTorch: tensors, and numbers of Python's own for settings."""

    style = "torch"
    module = "torch"
    maker = "torch.tensor"
    scalar = "torch.tensor({})"
    real = "{}"
    drawn = "torch.tensor({})"
    count = "{}.numel()"
    number = "torch.tensor(float({}))"  # of one that PyTorch's functions take

    def helpers(self) -> dict[str, str]:
        own = {"shuffled": SHUFFLED, "uniforms": UNIFORMS, "pcg3d": PCG3D}
        return {**self.function_helpers(), **own}

    def call(self, call: Call, codes: Sequence[Code], axes: tuple[str, ...], truth: bool) -> Code:
        kinds = [code.kind == NUMBER for code in codes]
        if FUNCTIONS[call.function].torch_number and kinds == [True, False]:
            codes = codes[::-1]
        return super().call(call, codes, axes, truth)

    def template_for(self, row: Function, codes: Sequence[Code]) -> str:
        if row.torch_number and codes[-1].kind == NUMBER:
            return row.torch_number
        return self.template(row)

    def call_of_numbers(self, call: Call, codes: Sequence[Code]) -> Code:
        """PyTorch's functions take no mere numbers; Python's would raise an error for infinity."""
        if call.function == "sqrt" and isinstance(call.arguments[0], Size | Number):
            return super().call_of_numbers(call, codes)
        row = FUNCTIONS[call.function]
        wrapped = [Code(self.number.format(code.text)) for code in codes]
        return Code(spelled(self.template(row), row, wrapped))

    def operation_of_numbers(self, operator: str, left: Code, right: Code) -> Code:
        return operate(operator, Code(self.number.format(left.text)), right, ())

    def turned(self, code: Code, places: Sequence[int]) -> str:
        if len(places) <= 2:
            return super().turned(code, places)
        return f"{code.at_least(ATOM)}.permute({', '.join(map(str, places))})"

    def reduced(self, kind: str, code: Code, places: Sequence[int]) -> str:
        if kind == "logsumexp":
            return f"torch.logsumexp({code.text}, dim={place_text(places)})"
        where = "" if len(places) == len(code.axes) else f"dim={place_text(places)}"
        return f"{code.at_least(ATOM)}.{'amax' if kind == 'max' else kind}({where})"

    def tensordot(self, first: Code, second: Code, places: Sequence[Sequence[int]]) -> str:
        dims = f"dims=({places[0]}, {places[1]})"
        return f"torch.tensordot({first.text}, {second.text}, {dims})"

    def filled(self, sizes: Sequence[str], code: Code, precision: str) -> str:
        if code.kind != NUMBER:
            return f"{code.at_least(ATOM)}.expand({', '.join(sizes)})"
        shape = f"({', '.join(sizes)}{',' if len(sizes) == 1 else ''})"
        dtype = f", dtype={precision}" if precision else ""
        return f"torch.full({shape}, {code.text}{dtype})"

    def kept(self, code: Code) -> Code:
        return Code(self.number.format(code.text))

    def precision(self, name: str, is_array: bool) -> str:
        return f"{name}.dtype"

    def cast(self, code: str, dtype: str) -> str:
        return f"{code}.to({dtype})"


TORCH = TorchArrays()
