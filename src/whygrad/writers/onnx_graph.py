"""A graph of ONNX operators, as plain data: the tensors of a prediction and how they arise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Axes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tensor:
    """A tensor by name, and the index of each of its axes."""

    name: str
    axes: Axes = ()


@dataclass(slots=True)
class Node:
    """`output = operator(*inputs)`."""

    operator: str
    inputs: tuple[str, ...]
    output: str
    attributes: dict[str, Any]


@dataclass
class Graph:
    """The nodes in their order, and the tensors that stand in the file.

    dtype      the type of all real numbers
    length     the length of an index where it is known, else None
    carrier    an input that has the index, and on which of its axes
    equation   the equation at work, after which helper tensors are called
    """

    dtype: str
    length: Callable[[str], int | None]
    carrier: Callable[[str], tuple[str, int]]
    nodes: list[Node] = field(default_factory=list)
    constants: dict[str, np.ndarray] = field(default_factory=dict)
    equation: str = ""
    known: dict[Any, str] = field(default_factory=dict)

    def operate(self, operator: str, inputs: Sequence[str], **attributes: Any) -> str:
        """The output of an operator; the same one for the same inputs."""
        key = (operator, *inputs, repr(attributes))
        if key not in self.known:
            self.known[key] = f"{self.equation}/{len(self.nodes)}"
            node = Node(operator, tuple(inputs), self.known[key], attributes)
            self.nodes.append(node)
        return self.known[key]

    def number(self, value: float) -> str:
        """A constant of the graph's own type."""
        name = f"number/{value!r}"
        self.constants[name] = np.array(value, self.dtype)
        return name

    def whole(self, *values: int) -> str:
        """A list of whole numbers: axes, or lengths."""
        name = f"whole/{'_'.join(map(str, values))}"
        self.constants[name] = np.array(values, np.int64)
        return name

    def extent(self, index: str) -> str:
        """The length of an index as a list of one whole number."""
        length = self.length(index)
        if length is not None:
            return self.whole(length)
        name, axis = self.carrier(index)
        return self.operate("Shape", [name], start=axis, end=axis + 1)

    def size(self, index: str) -> Tensor:
        """The length of an index as a number of the graph's type."""
        length = self.length(index)
        if length is not None:
            return Tensor(self.number(float(length)))
        first = self.operate("Squeeze", [self.extent(index)])
        return Tensor(self.operate("Cast", [first], to=self.dtype))

    def joined(self, operator: str, tensors: Sequence[Tensor], **attributes: Any) -> Tensor:
        """An operator that works entry by entry, on tensors that are aligned for it."""
        widest = sorted(tensors, key=lambda tensor: -len(tensor.axes))
        axes = tuple(dict.fromkeys(axis for tensor in widest for axis in tensor.axes))
        names = [self.aligned(tensor, axes).name for tensor in tensors]
        return Tensor(self.operate(operator, names, **attributes), axes)

    def turned(self, tensor: Tensor, axes: Axes) -> Tensor:
        """The tensor with its axes in this order; it has no others."""
        if tensor.axes == axes:
            return tensor
        places = [tensor.axes.index(axis) for axis in axes]
        return Tensor(self.operate("Transpose", [tensor.name], perm=places), axes)

    def aligned(self, tensor: Tensor, axes: Axes) -> Tensor:
        """The tensor as it is broadcast against these axes: by its last ones."""
        tensor = self.turned(tensor, tuple(axis for axis in axes if axis in tensor.axes))
        tail = axes[axes.index(tensor.axes[0]) :] if tensor.axes else ()
        gaps = [place for place, axis in enumerate(tail) if axis not in tensor.axes]
        if not gaps:
            return tensor
        return Tensor(self.operate("Unsqueeze", [tensor.name, self.whole(*gaps)]), tail)

    def filled(self, tensor: Tensor, axes: Axes) -> Tensor:
        """The tensor with all of these axes, its entries repeated along those that it lacks."""
        if set(tensor.axes) == set(axes):
            return self.turned(tensor, axes)
        extents = [self.extent(axis) for axis in axes]
        shape = self.operate("Concat", extents, axis=0)
        return Tensor(self.operate("Expand", [self.aligned(tensor, axes).name, shape]), axes)

    def reduced(self, operator: str, tensor: Tensor, bound: Axes) -> Tensor:
        """The sum, mean, ... over some of its axes."""
        places = self.whole(*(tensor.axes.index(axis) for axis in bound))
        axes = tuple(axis for axis in tensor.axes if axis not in bound)
        return Tensor(self.operate(operator, [tensor.name, places], keepdims=0), axes)

    def call(self, tensor: Tensor, name: str) -> None:
        """Give a tensor the name of its equation."""
        if self.nodes and self.nodes[-1].output == tensor.name:
            self.nodes[-1].output = name
        else:
            self.nodes.append(Node("Identity", (tensor.name,), name, {}))
        self.known.clear()  # what follows is called after another equation
