"""A diagram as Mermaid text, which many sites and editors draw."""

from __future__ import annotations

import json

from whygrad.insight.diagrams.graph import NEGATIVE, Edge, Graph, Node, identifiers
from whygrad.insight.diagrams.palette import MARKS

PLAIN = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _.,-=+")


def mermaid_text(graph: Graph) -> str:
    words = identifiers(graph.nodes)
    found = ["---", f"title: {json.dumps(graph.title)}", "---"]
    found.append(f"flowchart {'LR' if graph.is_network else 'TD'}")
    found += [f"  {words[node.name]}{box(node)}:::{node.kind}" for node in graph.nodes]
    found += [f"  {words[e.source]} {line(e)} {words[e.target]}" for e in graph.edges]
    kinds = dict.fromkeys(node.kind for node in graph.nodes)
    found += [f"  classDef {kind} {look(kind)}" for kind in kinds]
    return "\n".join([*found, ""])


def look(kind: str) -> str:
    return MARKS.get(kind, "stroke-width:1").replace(";", ",")


def box(node: Node) -> str:
    inside = "<br>".join(map(escaped, node.lines))
    round_one = node.kind in ("gradient", "answer")
    return f'(["{inside}"])' if round_one else f'["{inside}"]'


def line(edge: Edge) -> str:
    mark = "-.->" if edge.kind == NEGATIVE or edge.faint else "-->"
    return f'{mark}|"{escaped(edge.label)}"|' if edge.label else mark


def escaped(text: str) -> str:
    """Every sign that could mean something as its number."""
    return "".join(letter if letter in PLAIN else f"#{ord(letter)};" for letter in text)
