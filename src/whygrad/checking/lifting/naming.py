"""Names of a script made fit for the language: `params['W1']` is `W1`, `self.weights` `weights`."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from whygrad.checking.traces import Binding, Node
from whygrad.language.equations import GRADIENT
from whygrad.language.expressions import Entry, Expression, rebuild
from whygrad.language.vocabulary import why_refused

PART = re.compile(r"[^\W\d]\w*|-?\d+")
NOT_A_NAME = re.compile(r"[^\w.\[\]'\"-]")
NAMING = ("assign", "augment", "item", "append")  # kinds of bindings that name what they compute


def fitting(spelled: Mapping[str, str], taken: Collection[str] = ()) -> dict[str, str]:
    """Names for the language, no two alike, from names as a script spells them.

    Where the last parts of two are alike (`params['W2']`, `grads['W2']`) more parts are kept;
    a name that takes several values in turn gets a number.
    """
    parts = {key: parts_of(name) for key, name in spelled.items()}
    kept = dict.fromkeys(parts, 1)
    longest = max((len(found) for found in parts.values()), default=1)
    for _ in range(longest):
        names = {key: joined(parts[key], kept[key]) for key in parts}
        alike = Counter(names.values())
        different = {name: {tuple(parts[k]) for k in names if names[k] == name} for name in alike}
        for key, name in names.items():
            kept[key] += len(different[name]) > 1 and kept[key] < len(parts[key])
    found: dict[str, str] = {}
    for key in parts:
        found[key] = free(joined(parts[key], kept[key]), {*found.values(), *taken})
    return found


def parts_of(spelled: str) -> list[str]:
    """`params['W1']` as `params`, `W1`; a number belongs to the part before it."""
    found: list[str] = []
    for part in PART.findall(spelled):
        if part.lstrip("-").isdigit():
            number = part.replace("-1", "last").replace("-", "last")
            found[-1:] = [f"{found[-1]}_{number}" if found else f"part_{number}"]
        elif (ascii_part := part.encode("ascii", "ignore").decode().strip("_")) and part != "self":
            found.append(ascii_part)
    return found or ["quantity"]


def joined(parts: list[str], kept: int) -> str:
    return "_".join(parts[-kept:])


def free(name: str, taken: Collection[str]) -> str:
    """The name, with an underscore where the language has it for itself, or with a number."""
    if why_refused(name, derived=True):
        name += "_"
    count, found = 1, name
    while found in taken:
        count += 1
        found = f"{name}{'' if name.endswith('_') else '_'}{count}"
    return found


def forward_name(name: str) -> str:
    """A name for a forward quantity, for which `grad_` is no beginning."""
    return f"own_{name}" if name.startswith(GRADIENT) else name


def names_of(bindings: Iterable[Binding], kinds: Collection[str] = NAMING) -> dict[Node, str]:
    """The nodes that a script gave names, plain names first."""
    found: dict[Node, tuple[tuple[bool, int], str]] = {}
    for binding in bindings:
        if binding.kind not in kinds or is_counter(binding.node) or binding.name == "_":
            continue
        if NOT_A_NAME.search(binding.name):
            continue
        rank = binding.name.endswith("]"), len(binding.site.calls)
        if binding.node not in found or rank < found[binding.node][0]:
            found[binding.node] = rank, binding.name
    return {node: name for node, (_, name) in found.items()}


def is_counter(node: Node) -> bool:
    """Whether a node is a loop's variable or a whole number, which are written as what they are."""
    return "variable" in node.options or (node.value.size == 1 and node.value.dtype.kind in "iub")


def renamed(expression: Expression, names: Mapping[str, str]) -> Expression:
    """The expression with other names of quantities."""
    if isinstance(expression, Entry):
        return replace(expression, name=names.get(expression.name, expression.name))
    return rebuild(expression, lambda child: renamed(child, names))


def read_names(syntax: ast.AST) -> Iterator[str]:
    """Names, attributes and entries with constant keys, the longest of each."""
    if is_named(syntax):
        yield ast.unparse(syntax)
        return
    for child in ast.iter_child_nodes(syntax):
        yield from read_names(child)


def is_named(syntax: ast.AST) -> bool:
    match syntax:
        case ast.Name():
            return True
        case ast.Attribute(value=owner):
            return is_named(owner) and syntax.attr not in ("T", "shape", "size", "dot", "sum")
        case ast.Subscript(value=owner, slice=ast.Constant(value=str() | int())):
            return is_named(owner)
    return False
