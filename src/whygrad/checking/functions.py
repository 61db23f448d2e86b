"""A gradient that is a function of its own, held against numerical derivatives.

    print(check_gradient(loss, gradient_of_loss, at=(weights, biases)))

For code that cannot be read as a script: calls of libraries, custom gradients of a framework.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from whygrad.checking.derivatives import Derivative, derivative
from whygrad.checking.resemblance import resemblance
from whygrad.language.messages import WhygradError, counted

Function = Callable[..., Any]
EXACT, NEAR = 1e-9, 1e-6  # of the largest entry: with a complex step, with differences
WORST = 1e-3  # a derivative less sure than this says nothing


@dataclass(frozen=True, slots=True)
class Argument:
    """What holds of the gradient by one argument.

    verdict  "right", "wrong", or "unknown" where the derivative itself is not sure enough
    entry    the first one that differs, with its two values
    wrong    how many of `size` entries differ
    cause    in words what the wrong gradient is instead; "" where nothing fits
    error    of the numerical derivative, relative to its largest entry
    method   "complex step" or "differences"
    """

    name: str
    verdict: str
    entry: tuple[int, ...] = ()
    your_value: float | None = None
    derived_value: float | None = None
    wrong: int = 0
    size: int = 0
    mistake: str | None = None
    cause: str = ""
    error: float = 0.0
    method: str = ""


@dataclass(frozen=True, slots=True)
class GradientReport:
    """The answer of `check_gradient`; it is true where every gradient is right."""

    arguments: tuple[Argument, ...]

    @property
    def verdict(self) -> str:
        found = {each.verdict for each in self.arguments}
        return next((one for one in ("wrong", "unknown") if one in found), "right")

    def __bool__(self) -> bool:
        return self.verdict == "right"

    def as_data(self) -> dict[str, Any]:
        return {"verdict": self.verdict, "arguments": [asdict(each) for each in self.arguments]}

    def __str__(self) -> str:
        return "\n".join([f"gradient: {self.verdict}", *self.lines()])

    def lines(self) -> Iterator[str]:
        width = max((len(each.name) for each in self.arguments), default=0)
        for each in self.arguments:
            how = f"{each.method}, error {each.error:.0e}"
            yield f"  {each.name:<{width}}  {each.verdict}  ({how})"
            if each.cause:
                yield f"  {'':<{width}}  {each.cause}"
            if each.your_value is not None and each.derived_value is not None:
                where = f"[{', '.join(map(str, each.entry))}]" if each.entry else ""
                yield (
                    f"  {'':<{width}}  {each.name}{where}: yours {each.your_value:.6g},"
                    f" derived {each.derived_value:.6g}"
                    f" ({each.wrong:,} of {each.size:,}"
                    " differ)"
                )


def check_gradient(
    function: Function, gradient: Function | None = None, *, at: Any
) -> GradientReport:
    """Compare a hand-written gradient with the derivative of its function.

    function  of arrays; gives a number, or an array, which is then weighted by random numbers
    gradient  of the same arrays: one array for each of them. Where `function` gives an array it
              is called as gradient(upstream, *arrays), upstream having the function's shape.
              None for a function of PyTorch tensors or a `torch.autograd.Function`: its own
              backward pass is checked.
    at        the point: an array, a sequence of arrays, or {name: array}; where the function is
              smooth, and with no zeros, else mistakes hide
    Raises `WhygradError` for a point or a gradient of another form.
    """
    for one in (function, gradient or function):
        if not callable(one):
            kind = type(one).__name__
            raise WhygradError(f"wg.check_gradient takes functions of arrays, not {kind}.")
    names, arrays = arguments(at)
    if gradient is None:
        from whygrad.checking.tensors import backward, of_arrays

        value, weights = weighted(of_arrays(function), arrays)
        given = backward(function, arrays, weights)
    else:
        value, weights = weighted(function, arrays)
        given = called(gradient, arrays, weights)
    if len(given) != len(arrays):
        raise WhygradError(
            f"The gradient gives {counted(len(given), 'array')} for"
            f" {counted(len(arrays), 'argument')}; expected one for each."
        )
    rows = []
    for place, name in enumerate(names):
        truth = derivative(value, arrays, place)
        rows.append(compare(name, given[place], truth, arrays[place].shape))
    return GradientReport(tuple(rows))


def arguments(at: Any) -> tuple[list[str], list[np.ndarray]]:
    """Names and arrays of the point, as float64."""
    if isinstance(at, Mapping):
        names, given = list(map(str, at)), list(at.values())
    elif isinstance(at, tuple) or (isinstance(at, list) and any(map(np.ndim, at))):
        names, given = [f"argument {place}" for place in range(len(at))], list(at)
    else:
        names, given = ["argument 0"], [at]
    try:
        arrays = [np.array(each, dtype=float) for each in given]
    except (TypeError, ValueError):
        raise WhygradError("at: expected arrays of numbers: an array, or several.") from None
    for name, array in zip(names, arrays, strict=True):
        if not array.size or not np.isfinite(array).all():
            raise WhygradError(f"at: {name} is empty or not finite; expected numbers.")
    if not arrays:
        raise WhygradError("at: expected at least one array.")
    return names, arrays


def weighted(function: Function, arrays: list[np.ndarray]) -> tuple[Function, np.ndarray | None]:
    """The function as one that gives a number, and the weights of its entries, if it needs any."""
    first = np.asarray(function(*(array.copy() for array in arrays)))
    if first.dtype.kind not in "iufbc" or not np.isfinite(first).all():
        raise WhygradError("The function gives no finite number at this point; take another one.")
    if first.size == 1 and first.ndim == 0:
        return lambda *given: np.asarray(function(*given)).reshape(()), None
    weights = np.random.RandomState(5).uniform(0.2, 0.9, first.shape)
    weights = weights * np.where(np.arange(first.size).reshape(first.shape) % 2, -1, 1)
    return lambda *given: np.sum(weights * np.asarray(function(*given))), weights


def called(
    gradient: Function, arrays: list[np.ndarray], weights: np.ndarray | None
) -> list[np.ndarray]:
    copies = [array.copy() for array in arrays]
    given = gradient(*copies) if weights is None else gradient(weights.copy(), *copies)
    if isinstance(given, Mapping):
        given = tuple(given.values())
    listed = list(given) if isinstance(given, tuple | list) else [given]
    if len(arrays) == 1 and len(listed) != 1:  # a list of numbers
        listed = [given]
    try:
        if any(each is None for each in listed):
            raise TypeError("None is no array")
        return [np.asarray(each, dtype=float) for each in listed]
    except (TypeError, ValueError):
        raise WhygradError("The gradient gives no arrays of real numbers.") from None


def compare(name: str, yours: np.ndarray, truth: Derivative, shape: tuple[int, ...]) -> Argument:
    """The verdict on one argument, entry by entry; a NaN is right nowhere."""
    value, scale = truth.value, float(np.abs(truth.value).max(initial=0)) or 1.0
    error = float(truth.error.max(initial=0)) / scale
    row = Argument(name, "right", size=value.size, error=error, method=truth.method)
    if not (np.isfinite(value).all() and error < WORST):
        cause = "the function has no derivative here that can be measured"
        return replace(row, verdict="unknown", cause=cause)
    limit = (EXACT if truth.method == "complex step" else NEAR) * scale + 10 * truth.error
    near = resemblance(yours, value, float(limit.max()))
    if yours.shape != shape:
        shapes = f"its shape is {yours.shape}, that of the argument {shape}"
        cause = f"{near.what}; {shapes}" if near.what else shapes
        kind = near.mistake or "shape-grows"
        return replace(row, verdict="wrong", wrong=value.size, mistake=kind, cause=cause)
    apart = ~(np.abs(yours - value) <= limit)
    if not apart.any():
        return row
    entry = tuple(int(place) for place in np.argwhere(apart)[0])
    return replace(
        row,
        verdict="wrong",
        entry=entry,
        your_value=float(yours[entry]),
        derived_value=float(value[entry]),
        wrong=int(apart.sum()),
        mistake=near.mistake or None,
        cause=near.what,
    )
