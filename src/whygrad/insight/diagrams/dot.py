"""A diagram as DOT text, for Graphviz and the programs that read its language."""

from __future__ import annotations

from whygrad.insight.diagrams.graph import NEGATIVE, Edge, Graph, Node, identifiers

STYLES = {
    "data": "dotted",
    "parameter": "bold",
    "state": "dashed",
    "draw": "dashed",
    "setting": "dotted",
    "loss": "bold",
    "gradient": "rounded",
    "answer": "rounded,bold",
    "dots": "invis",
}


def dot_text(graph: Graph) -> str:
    words = identifiers(graph.nodes)
    found = ["digraph whygrad {"]
    found.append(f"  rankdir={'LR' if graph.is_network else 'TB'}")
    found.append(f"  label={quoted(graph.title)}")
    found.append('  node [shape=box, fontname="monospace"]')
    found += [f"  {words[node.name]} [{box(node)}]" for node in graph.nodes]
    found += [f"  {words[e.source]} -> {words[e.target]}{line(e)}" for e in graph.edges]
    return "\n".join([*found, "}", ""])


def box(node: Node) -> str:
    inside = "\\n".join(quoted(part)[1:-1] for part in node.lines)
    told = f", tooltip={quoted(node.told)}" if node.told else ""
    return f'label="{inside}", style="{STYLES.get(node.kind, "solid")}"{told}'


def line(edge: Edge) -> str:
    found = []
    if edge.kind == NEGATIVE or edge.faint:
        found.append("style=dashed" if not edge.faint else "style=dotted")
    if edge.size:
        found.append(f"penwidth={0.5 + 4 * edge.size:.2f}")
    if edge.label:
        found.append(f"label={quoted(edge.label)}")
    return f" [{', '.join(found)}]" if found else ""


def quoted(text: str) -> str:
    """As DOT quotes a string; a backslash would begin one of its escapes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
