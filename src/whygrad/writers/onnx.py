"""A trained prediction as an ONNX file, its parameters in it, for any number of samples."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import numpy as np

from whygrad.language.equations import Declaration
from whygrad.language.messages import WhygradError
from whygrad.language.notation import equations_text
from whygrad.version import __version__
from whygrad.writers.columns import Column
from whygrad.writers.lengths import lengths_of
from whygrad.writers.onnx_expressions import lower
from whygrad.writers.onnx_graph import Graph, Node
from whygrad.writers.outline import reads
from whygrad.writers.prediction import Trained

OPSET, FORMAT = 18, 8  # of December 2022, which older programs read too
INSTALL = 'An export to ONNX needs the package onnx: pip install "whygrad[export]"'


def write(trained: Trained) -> bytes:
    """The file, checked by the package onnx. Inputs, parameters and quantities keep their names.

    Raises `WhygradError` where that package is not installed.
    """
    try:
        import onnx
    except ImportError:
        raise WhygradError(INSTALL) from None
    graph, lengths = graph_of(trained), lengths_of(trained.step)
    numbers = element_type(trained.dtype)

    def described(name: str, indexes: Iterable[str]) -> Any:
        shape = [lengths.known(index) or lengths.leader[index] for index in indexes]
        return onnx.helper.make_tensor_value_info(name, numbers, shape)

    made = onnx.helper.make_graph(
        [made_node(node) for node in graph.nodes],
        trained.quantity,
        [described(line.name, line.indexes) for line in inputs(trained, graph)],
        [described(trained.quantity, trained.step.forward[-1].target.indexes)],
        [onnx.numpy_helper.from_array(value, name) for name, value in used(trained, graph)],
        doc_string=equations_text(trained.step.forward),
    )
    model = onnx.helper.make_model(
        made,
        opset_imports=[onnx.helper.make_opsetid("", OPSET)],
        ir_version=FORMAT,
        producer_name="whygrad",
        producer_version=__version__,
    )
    onnx.helper.set_model_props(model, described_columns(trained))
    onnx.checker.check_model(model, full_check=True)
    content: bytes = model.SerializeToString()
    return content


def described_columns(trained: Trained) -> dict[str, str]:
    """For each input the names of its numbers, and those of the classes, as JSON."""
    found = {
        f"columns.{line.name}": [
            name for column in trained.columns[line.name] for name in numbers_of(column)
        ]
        for line in trained.step.data
        if line.name in trained.columns and line.name in reads(trained.step.forward)
    }
    if trained.classes:
        found[f"classes.{trained.quantity}"] = list(trained.classes)
    return {key: json.dumps(names, ensure_ascii=False) for key, names in found.items()}


def numbers_of(column: Column) -> list[str]:
    """A column, or one for each of its categories: `kind=a`."""
    return [f"{column.name}={each}" for each in column.categories] or [column.name]


def graph_of(trained: Trained) -> Graph:
    """The nodes of the equations, each equation's last one called as it is."""
    lengths = lengths_of(trained.step)
    data = [line.name for line in trained.step.data]
    near = [name for name in data if name in reads(trained.step.forward)]

    def carrier(index: str) -> tuple[str, int]:
        found = lengths.carrier(index, near, data)
        assert found is not None, f"nothing has an axis as long as {index}"
        return found

    graph = Graph(trained.dtype, lengths.known, carrier)
    for equation in trained.step.forward:
        graph.equation = equation.name
        tensor = graph.filled(lower(equation.expression, graph), equation.target.indexes)
        graph.call(tensor, equation.name)
    return graph


def inputs(trained: Trained, graph: Graph) -> list[Declaration]:
    """The data that the nodes read."""
    read = {name for node in graph.nodes for name in node.inputs}
    return [line for line in trained.step.data if line.name in read]


def used(trained: Trained, graph: Graph) -> list[tuple[str, np.ndarray]]:
    """What stands in the file: parameters, states and settings, then numbers and axes."""
    known = {
        name: np.asarray(value, trained.dtype, order="C")
        for name, value in trained.values.items()
        if name in reads(trained.step.forward)
    }
    read = {name for node in graph.nodes for name in node.inputs}
    return [(name, value) for name, value in {**known, **graph.constants}.items() if name in read]


def element_type(dtype: str) -> int:
    from onnx import helper

    return int(helper.np_dtype_to_tensor_dtype(np.dtype(dtype)))


def made_node(node: Node) -> Any:
    from onnx import helper

    attributes: dict[str, Any] = {
        name: element_type(value) if name == "to" else value
        for name, value in node.attributes.items()
    }
    return helper.make_node(
        node.operator, node.inputs, [node.output], name=node.output, **attributes
    )
