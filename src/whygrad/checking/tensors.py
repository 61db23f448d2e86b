"""Functions of PyTorch tensors as functions of arrays, with their own backward pass as gradient."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from whygrad.language.messages import WhygradError

Function = Callable[..., Any]
GIVE_IT = "Give it: wg.check_gradient(function, gradient, at=...)."


def of_arrays(function: Function) -> Function:
    """A function of tensors, or a `torch.autograd.Function`, as one of float64 arrays."""
    torch = imported()

    def values(*arrays: np.ndarray) -> np.ndarray:
        if any(np.iscomplexobj(array) for array in arrays):
            raise TypeError("a backward pass of its own is one of real numbers")
        try:
            given = applied(function)(*(torch.tensor(array) for array in arrays))
        except (AttributeError, TypeError) as error:
            raise WhygradError(
                "No gradient is given, and the function takes no PyTorch tensors"
                f" ({error}).\n{GIVE_IT}"
            ) from None
        if not isinstance(given, torch.Tensor):
            raise WhygradError(
                f"No gradient is given, and the function gives no PyTorch tensor.\n{GIVE_IT}"
            )
        return np.asarray(given.detach().numpy())

    return values


def backward(
    function: Function, arrays: Sequence[np.ndarray], upstream: np.ndarray | None
) -> list[np.ndarray]:
    """What its backward pass gives for each array; zeros where it gives nothing."""
    torch = imported()
    tensors = [torch.tensor(array, requires_grad=True) for array in arrays]
    given = applied(function)(*tensors)
    try:
        given.backward(None if upstream is None else torch.tensor(upstream))
    except RuntimeError as error:
        raise WhygradError(f"The backward pass stops with an error: {error}") from None
    found = [tensor.grad for tensor in tensors]
    return [
        np.zeros(array.shape) if grad is None else np.asarray(grad.numpy())
        for array, grad in zip(arrays, found, strict=True)
    ]


def applied(function: Any) -> Any:
    """`apply` of a `torch.autograd.Function`; any other function as it is."""
    return getattr(function, "apply", function) if isinstance(function, type) else function


def imported() -> Any:
    try:
        import torch
    except ImportError:
        raise WhygradError(
            "No gradient is given; only a function of PyTorch tensors has one of its own, and"
            f" PyTorch is not installed.\n{GIVE_IT}"
        ) from None
    return torch
