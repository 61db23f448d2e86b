"""Our update equations against PyTorch's optimisers and schedules, step by step.

Both start from the same parameters and see the same gradients, those of PyTorch's own automatic
differentiation on its side. All constants are the defaults of both, unless a case names some.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

import whygrad as wg

TEXT = """
x[i, k]: data
y[i]: data
w[k]: parameter = normal(0, 1)
b: parameter = 0.5
output[i] = sum[k](x[i, k] * w[k]) + b
loss = mean[i]((output[i] - y[i])**2)
"""
RANDOM = np.random.RandomState(2)
X, Y = RANDOM.standard_normal((9, 3)), RANDOM.standard_normal(9)
STEPS, RATE = 60, 0.05
Parameters = list[torch.Tensor]

OPTIMIZERS: dict[str, tuple[str, dict[str, float], Callable[[Parameters], Any]]] = {
    "gradient_descent": ("gradient_descent", {}, lambda p: torch.optim.SGD(p, RATE)),
    "momentum": ("momentum", {}, lambda p: torch.optim.SGD(p, RATE, momentum=0.9)),
    "nesterov": ("nesterov", {"momentum": 0.8},
                 lambda p: torch.optim.SGD(p, RATE, momentum=0.8, nesterov=True)),
    "rmsprop": ("rmsprop", {}, lambda p: torch.optim.RMSprop(p, RATE)),
    "rmsprop, rho": ("rmsprop", {"rho": 0.9, "epsilon": 1e-3},
                     lambda p: torch.optim.RMSprop(p, RATE, alpha=0.9, eps=1e-3)),
    "adam": ("adam", {}, lambda p: torch.optim.Adam(p, RATE)),
    "adam, betas": ("adam", {"beta1": 0.5, "beta2": 0.9, "epsilon": 1e-3},
                    lambda p: torch.optim.Adam(p, RATE, betas=(0.5, 0.9), eps=1e-3)),
    "adamw": ("adamw", {}, lambda p: torch.optim.AdamW(p, RATE)),
    "adamw, decay": ("adamw", {"weight_decay": 0.3},
                     lambda p: torch.optim.AdamW(p, RATE, weight_decay=0.3)),
}  # fmt: skip

SCHEDULES: dict[str, tuple[dict[str, float], Callable[[Any], Any]]] = {
    "cosine": ({}, lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, STEPS)),
    "step": ({"drop_steps": 7, "drop_factor": 0.5},
             lambda o: torch.optim.lr_scheduler.StepLR(o, 7, 0.5)),
    "warmup": ({"warmup_steps": 20},
               lambda o: torch.optim.lr_scheduler.LambdaLR(o, lambda t: min(1, (t + 1) / 20))),
}  # fmt: skip


def ours(optimizer: str, settings: dict[str, float], **options: Any) -> np.ndarray:
    """The parameters before each step and after the last, a row each."""
    run = wg.Model(TEXT).fit(
        {"x": X, "y": Y}, steps=STEPS, learning_rate=RATE, optimizer=optimizer,
        settings=settings, engine="numpy", **options,
    )  # fmt: skip
    rows = (run.at(step) for step in range(STEPS + 1))
    return np.array([[*row["w"], row["b"]] for row in rows])


def theirs(
    make: Callable[[Parameters], Any],
    schedule: Callable[[Any], Any] | None = None,
    clip: Callable[[Parameters], Any] | None = None,
    is_plateau: bool = False,
) -> np.ndarray:
    random = np.random.RandomState(1)
    w = torch.tensor(random.standard_normal(3), dtype=torch.float64, requires_grad=True)
    b = torch.tensor(0.5, dtype=torch.float64, requires_grad=True)
    x, y = torch.tensor(X), torch.tensor(Y)
    optimizer = make([w, b])
    scheduler = schedule(optimizer) if schedule else None
    rows = []
    for _ in range(STEPS):
        rows.append([*w.detach().numpy(), float(b.detach())])
        optimizer.zero_grad()
        loss = ((x @ w + b - y) ** 2).mean()
        loss.backward()
        if clip:
            clip([w, b])
        if scheduler and is_plateau:  # ours takes notice in the very step
            scheduler.step(float(loss.detach()))
        optimizer.step()
        if scheduler and not is_plateau:
            scheduler.step()
    return np.array([*rows, [*w.detach().numpy(), float(b.detach())]])


@pytest.mark.parametrize("case", OPTIMIZERS)
def test_each_step_is_pytorchs(case: str) -> None:
    optimizer, settings, make = OPTIMIZERS[case]
    np.testing.assert_allclose(ours(optimizer, settings), theirs(make), rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_each_step_of_a_schedule_is_pytorchs(schedule: str) -> None:
    settings, make = SCHEDULES[schedule]
    want = theirs(lambda p: torch.optim.Adam(p, RATE), make)
    np.testing.assert_allclose(
        ours("adam", settings, schedule=schedule), want, rtol=1e-10, atol=1e-13
    )


def test_plateau_is_pytorchs() -> None:
    def make(optimizer: Any) -> Any:
        return torch.optim.lr_scheduler.ReduceLROnPlateau(
            optimizer, factor=0.5, patience=3, threshold=0.02
        )

    settings = {"plateau_drop": 0.5, "patience": 3, "threshold": 0.02}
    want = theirs(lambda p: torch.optim.SGD(p, RATE, momentum=0.9), make, is_plateau=True)
    found = ours("momentum", settings, schedule="plateau")
    np.testing.assert_allclose(found, want, rtol=1e-10, atol=1e-13)
    assert not np.allclose(found, ours("momentum", {}))  # the rate did fall


def test_clipping_is_pytorchs() -> None:
    def by_norm(parameters: Parameters) -> Any:
        return torch.nn.utils.clip_grad_norm_(parameters, 0.7)

    def by_value(parameters: Parameters) -> Any:
        return torch.nn.utils.clip_grad_value_(parameters, 0.3)

    def make(parameters: Parameters) -> Any:
        return torch.optim.Adam(parameters, RATE)

    norm = ours("adam", {"clip_norm": 0.7}, clip="norm")
    np.testing.assert_allclose(norm, theirs(make, clip=by_norm), rtol=1e-10, atol=1e-13)
    value = ours("adam", {"clip_value": 0.3}, clip="value")
    np.testing.assert_allclose(value, theirs(make, clip=by_value), rtol=1e-10, atol=1e-13)
    assert not np.allclose(norm, ours("adam", {}))
    assert not np.allclose(value, ours("adam", {}))
