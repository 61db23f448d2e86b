"""`wg.check_gradient` on backward passes of PyTorch's own and of a person."""

from typing import Any

import numpy as np
import pytest
import torch

import whygrad as wg

POINT = np.array([[0.4, -1.2, 0.7], [1.1, -0.3, 0.9]])


class Swish(torch.autograd.Function):
    factor = 1.0

    @staticmethod
    def forward(ctx: Any, x: torch.Tensor) -> torch.Tensor:
        ctx.save_for_backward(x)
        return x * torch.sigmoid(x)

    @classmethod
    def backward(cls, ctx: Any, upstream: torch.Tensor) -> torch.Tensor:
        (x,) = ctx.saved_tensors
        s = torch.sigmoid(x)
        return cls.factor * upstream * (s + x * s * (1 - s))


class Doubled(Swish):
    factor = 2.0


class Shapeless(Swish):
    @staticmethod
    def backward(ctx: Any, upstream: torch.Tensor) -> torch.Tensor:
        return upstream.sum()


def test_a_right_backward_pass() -> None:
    assert wg.check_gradient(Swish, at=POINT).verdict == "right"


def test_a_wrong_backward_pass() -> None:
    (found,) = wg.check_gradient(Doubled, at=POINT).arguments
    assert (found.verdict, found.mistake) == ("wrong", "extra-factor")


def test_a_function_of_tensors_has_a_gradient_of_its_own() -> None:
    weights = np.array([[0.3, 0.5], [-0.7, 0.2], [0.1, -0.4]])
    report = wg.check_gradient(lambda x, w: torch.tanh(x @ w).square().mean(), at=(POINT, weights))
    assert report.verdict == "right"


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (Shapeless, "The backward pass stops with an error: "),
        (lambda x: x.no_such_name, "No gradient is given, and the function takes no PyTorch"),
        (lambda x: 3.0, "No gradient is given, and the function gives no PyTorch tensor.\nGive"),
    ],
)
def test_what_has_no_backward_pass(function: Any, message: str) -> None:
    with pytest.raises(wg.WhygradError) as caught:
        wg.check_gradient(function, at=POINT)
    assert str(caught.value).startswith(message)
