"""The true gradients of a loss at the point of a trace, found twice and compared.

Reverse mode over the graph gives all of them; a complex step of the loss along random
directions, which shares nothing with it but the values, is the second opinion.
Source of the complex step: Squire and Trapp, SIAM Review 40 (1998).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from whygrad.checking.operations import OPERATIONS
from whygrad.checking.traces import Node, pulled_back, replayed, replayed_end

TINY = 1e-30  # the complex step; it cancels nothing, so it may be as small as numbers go
MOST = 60  # uses of a parameter whose shares are looked at one by one
EXACT = 1e-9  # of the size of the whole array: what rounding may leave of a difference


def true_gradients(loss: Node, at: Mapping[Node, np.ndarray]) -> dict[Node, np.ndarray]:
    """The gradient of the loss by every node that leads to it, with some nodes set to a point."""
    return {node: np.asarray(value) for node, value in pulled_back(loss, at).items()}


def contributions(
    gradients: Mapping[Node, np.ndarray],
    at: Mapping[Node, np.ndarray],
    points: Mapping[Node, Sequence[Node]],
) -> dict[Node, np.ndarray]:
    """The shares that the uses of nodes have in their gradients, and the sums of these so far.

    A script that goes through samples or times one by one adds a gradient up from these, in one
    order or the other.

    points  each node with those that read it
    """
    values = replayed([reader for readers in points.values() for reader in readers], at)
    found: dict[Node, np.ndarray] = {}
    for point, readers in points.items():
        if not 1 < len(readers) <= MOST:
            continue
        order = sorted(readers, key=lambda one: one.serial)
        shares = [share(node, point, gradients[node], values) for node in order]
        forward, backward = np.cumsum(shares, axis=0), np.cumsum(shares[::-1], axis=0)
        for one in (*shares, *forward[1:-1], *backward[1:-1]):
            found[Node("leaf", (), {}, one, point.site, serial=point.serial)] = one
    return found


def share(
    node: Node, point: Node, gradient: np.ndarray, values: Mapping[Node, np.ndarray]
) -> np.ndarray:
    """What one use of a point adds to its gradient."""
    inputs = [values[entry] for entry in node.inputs]
    pulled = OPERATIONS[node.operation].pull_back(gradient, values[node], *inputs, **node.options)
    parts = [one for entry, one in zip(node.inputs, pulled, strict=True) if entry is point]
    return np.asarray(sum(one for one in parts if one is not None) + np.zeros(point.value.shape))


def recomputed(node: Node, healed: Mapping[Node, np.ndarray]) -> np.ndarray:
    """The value of a node from other values of what it reads; NaN where the shapes do not fit."""
    try:
        return np.asarray(replayed_end(node, healed))
    except (ValueError, IndexError, TypeError):
        return np.full(node.value.shape, np.nan)


def slope_error(
    loss: Node, node: Node, gradient: np.ndarray, at: Mapping[Node, np.ndarray], seed: int = 3
) -> float:
    """How far the gradient is from the slope along a random direction, relative to its terms."""
    direction = np.random.RandomState(seed).uniform(-1, 1, node.value.shape)
    start = at.get(node, node.value)
    moved = replayed_end(loss, {**at, node: start + 1j * TINY * direction})
    slope = float(np.imag(np.asarray(moved)).reshape(-1)[0]) / TINY
    terms = gradient * direction
    scale = float(np.abs(terms).sum()) or 1.0
    return abs(slope - float(terms.sum())) / scale


def factor(value: np.ndarray, truth: np.ndarray) -> float | None:
    """The number f with value = f * truth, entry by entry; None where there is none.

    Arrays of other shapes than each other's match where only axes of length 1 differ, or
    transposed: a script may keep its gradients in columns.
    """
    for shown in arrangements(value, truth.shape):
        norm = float(np.vdot(truth, truth).real)
        if norm == 0 or not np.isfinite(norm) or not np.isfinite(shown).all():
            return None
        number = float(np.vdot(truth, shown).real) / norm
        rest = np.abs(shown - number * truth).max()
        if number != 0 and rest <= EXACT * abs(number) * np.abs(truth).max():
            return number
    return None


def arrangements(value: np.ndarray, shape: tuple[int, ...]) -> list[np.ndarray]:
    """The array in a shape: as it is; transposed, where only that gives the shape."""
    lengths = tuple(length for length in shape if length != 1)
    squeezed = value.reshape(tuple(length for length in value.shape if length != 1))
    found = []
    if squeezed.shape == lengths:
        found.append(squeezed.reshape(shape))
    if squeezed.ndim > 1 and squeezed.T.shape == lengths and value.shape != shape:
        found.append(squeezed.T.reshape(shape))
    return found
