"""Functions of PyTorch tensors as functions of arrays, with their own backward pass as gradient."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from whygrad.language.messages import WhygradError

Function = Callable[..., Any]


def of_arrays(function: Function) -> Function:
    """A function of tensors, or a `torch.autograd.Function`, as one of float64 arrays."""
    torch = imported()

    def values(*arrays: np.ndarray) -> np.ndarray:
        if any(np.iscomplexobj(array) for array in arrays):
            raise TypeError("a backward pass of its own is one of real numbers")
        given = applied(function)(*(torch.tensor(array) for array in arrays))
        return np.asarray(given.detach().numpy())

    return values


def backward(
    function: Function, arrays: Sequence[np.ndarray], upstream: np.ndarray | None
) -> list[np.ndarray]:
    """What its backward pass gives for each array; zeros where it gives nothing."""
    torch = imported()
    tensors = [torch.tensor(array, requires_grad=True) for array in arrays]
    given = applied(function)(*tensors)
    if not hasattr(given, "backward"):
        raise WhygradError("The function gives no tensor; give its gradient too.")
    given.backward(None if upstream is None else torch.tensor(upstream))
    found = [tensor.grad for tensor in tensors]
    return [
        np.zeros(array.shape) if grad is None else np.asarray(grad.numpy())
        for array, grad in zip(arrays, found, strict=True)
    ]


def applied(function: Function) -> Function:
    """`apply` of a `torch.autograd.Function`; any other function as it is."""
    return function.apply if isinstance(function, type) else function  # type: ignore[attr-defined]


def imported() -> Any:
    try:
        import torch
    except ImportError:
        raise WhygradError(
            "No gradient is given; only a function of PyTorch tensors has one of its own, and"
            " PyTorch is not installed.\nGive it: wg.check_gradient(function, gradient, at=...)."
        ) from None
    return torch
