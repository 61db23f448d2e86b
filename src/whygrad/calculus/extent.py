"""How large the gradients of a list would be before they are simplified: told without deriving."""

from __future__ import annotations

from whygrad.language.equations import Step
from whygrad.language.expressions import Binary, Call, Entry, Expression, children

MOST = 40_000  # nodes; a network of a hundred layers has a few thousand
MOST_HANDED = 13_000  # nodes that a derivation hands down, each less than 0.1 ms of work
SHARE = 5  # nodes that a share counts besides its own: it has an equation and a name


def derived_extent(step: Step) -> int:
    """The nodes of all contributions: for each entry that is read, its factors on the way up.

    A sum adds nothing to them; a product adds the other factor, a function its arguments.
    """
    return sum(contributions(equation.expression)[2] for equation in step.forward)


def contributions(expression: Expression) -> tuple[int, int, int]:
    """Nodes of an expression, entries that it reads, and the nodes of their contributions."""
    if isinstance(expression, Entry):
        return 1, 1, 1
    below = [contributions(child) for child in children(expression)]
    nodes = 1 + sum(size for size, _, _ in below)
    entries = sum(count for _, count, _ in below)
    total = sum(extent for _, _, extent in below)
    match expression:
        case Binary("*", _, _):
            (left, ours, _), (right, theirs, _) = below
            total += ours * right + theirs * left
        case Binary("/", _, _):
            (left, ours, _), (right, theirs, _) = below
            total += ours * right + theirs * (left + right)
        case Binary("**", _, _) | Call():
            total += entries * nodes
    return nodes, entries, total
