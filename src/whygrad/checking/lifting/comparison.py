"""A lifted forward pass, and whether it is the script's: values and gradients compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import numpy as np

from whygrad.checking.lifting.axes import Axes
from whygrad.checking.lifting.signals import NotLifted
from whygrad.checking.losses import Loss
from whygrad.checking.roles import Parameter
from whygrad.checking.traces import Node, pulled_back, replayed
from whygrad.language.equations import GRADIENT, Step
from whygrad.language.messages import WhygradError

CLOSE = 1e-9  # relative to the largest entry of an array
ROUNDING = 1e-13  # of the largest gradient: what is left of terms that cancel
KINDS = ("data", "parameter", "setting")


@dataclass(frozen=True, slots=True, eq=False)
class Forward:
    """A lifted forward pass.

    step    declarations, forward equations, and the backward pass that the chain rule derives
    names   the language's name of each node that has an equation or a declaration
    values  what was given at the point of the trace: data, parameters and settings by name
    axes    the indexes
    spelled how the script spells each name of the language
    inner   names of nodes for which the script has none
    invented  data of our own, of which the script knows nothing
    """

    step: Step
    names: Mapping[Node, str]
    values: Mapping[str, np.ndarray]
    axes: Axes
    spelled: Mapping[str, str]
    inner: Set[str] = frozenset()
    invented: Set[str] = frozenset()


def shown(axes: Axes, node: Node, value: np.ndarray) -> np.ndarray:
    """A value without the axes that carry no index."""
    kept = [
        length for axis, length in enumerate(node.value.shape) if axes.place(node, axis) is not None
    ]
    return np.asarray(value, float).reshape(kept)


def check(forward: Forward, parameters: Sequence[Parameter], loss: Loss) -> None:
    """Raises NotLifted where a value or a gradient is not that of the trace."""
    found = evaluated(forward)
    values = replayed([loss.node], loss.at)
    truths: dict[str, np.ndarray] = {}
    for node, truth in pulled_back(loss.node, loss.at).items():
        name = forward.names.get(node)
        if name is not None:
            shape = shown(forward.axes, node, truth)
            truths[name] = truths[name] + shape if name in truths else shape
    scale = max((float(np.abs(truth).max(initial=0)) for truth in truths.values()), default=0)
    for node, name in forward.names.items():
        if name in found and node in values:
            compare(name, found[name], shown(forward.axes, node, values[node]), 0)
        if GRADIENT + name in found:
            compare(GRADIENT + name, found[GRADIENT + name], truths[name], ROUNDING * scale)
    for each in parameters:
        name = forward.names.get(each.start) or forward.names.get(each.end)
        if name in truths and f"{GRADIENT}{name}" not in found:
            raise NotLifted(f"the gradient of {name} was not derived")


def evaluated(forward: Forward) -> dict[str, Any]:
    """Every forward quantity and gradient of the equations at the trace's point."""
    from whygrad.engines.numpy import NumpyEngine

    step, values = forward.step, forward.values
    given = {kind: {d.name: values[d.name] for d in step.declared(kind)} for kind in KINDS}
    try:
        engine = NumpyEngine(step)
        return engine.evaluate(given["data"], given["parameter"], {}, given["setting"], seed=None)
    except WhygradError as error:
        raise NotLifted(str(error)) from None


def compare(name: str, value: Any, truth: np.ndarray, rounding: float) -> None:
    value = np.asarray(value, float)
    if value.shape != truth.shape or not np.isfinite(value).all():
        raise NotLifted(f"{name} has another shape in the equations")
    if np.abs(value - truth).max(initial=0) > CLOSE * np.abs(truth).max(initial=0) + rounding:
        raise NotLifted(f"{name} has another value in the equations")
