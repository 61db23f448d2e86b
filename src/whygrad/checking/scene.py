"""What a repair may use at a faulty line: its expression, and what else is in scope there."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any, Generic, TypeVar

import numpy as np

from whygrad.checking.court import Fault
from whygrad.checking.edits import operands, parsed, replaced
from whygrad.checking.flows import is_number, leads, origins
from whygrad.checking.patches import Statement
from whygrad.checking.reading import Script, evaluated, rerun, statement_of
from whygrad.checking.roles import Parameter
from whygrad.checking.spellings import functions, is_constant, is_formula, is_name, neighbours
from whygrad.checking.traces import Node
from whygrad.checking.truths import factor, recomputed
from whygrad.language.messages import WhygradError

ENTRIES = ("index", "spread")  # operations that take entries of a list, in a loop
Named = tuple[ast.expr, Node]
Item = TypeVar("Item")


class Listed(Generic[Item]):
    """What an iterator gives, for as many readers as there are; none of it is made twice."""

    def __init__(self, source: Iterator[Item]) -> None:
        self.source = source
        self.seen: list[Item] = []

    def __iter__(self) -> Iterator[Item]:
        place = 0
        while True:
            if place == len(self.seen):
                for item in islice(self.source, 1):
                    self.seen.append(item)
                if place == len(self.seen):
                    return
            yield self.seen[place]
            place += 1


@dataclass(eq=False)
class Scene:
    """A faulty line with all that stands around it.

    expression  its right side
    """

    script: Script
    fault: Fault
    expression: ast.expr
    parameters: list[Parameter]
    loss: Node
    known: dict[str, np.ndarray | None] = field(default_factory=dict)
    nodes: dict[str, Node | None] = field(default_factory=dict)
    listed: dict[Any, Listed[Any]] = field(default_factory=dict)

    def once(self, key: Any, source: Callable[[], Iterator[Item]]) -> Listed[Item]:
        """What several kinds of mistakes go through, made once and only as far as it is read."""
        if key not in self.listed:
            self.listed[key] = Listed(source())
        return self.listed[key]

    @cached_property
    def statement(self) -> ast.stmt:
        return statement_of(self.fault.binding)

    @cached_property
    def values(self) -> list[Named]:
        """Every number or array in scope that the script names somewhere, as it spells it."""
        found: dict[tuple[Node, bool], Named] = {}
        for syntax in self.spellings:
            node = self.evaluated(syntax)
            if node is not None and node.value.size:
                found.setdefault((node, self.moves(syntax)), (syntax, node))
        return list(found.values())

    def moves(self, syntax: ast.expr) -> bool:
        """Whether an operand is another one in each pass of a loop around the line."""
        names = {node.id for node in ast.walk(syntax) if isinstance(node, ast.Name)}
        return isinstance(syntax, ast.Subscript) and not names.isdisjoint(self.counters)

    def healed_value(self, syntax: ast.expr) -> np.ndarray | None:
        """The value of an expression at this line, from true values; computed once."""
        text = ast.unparse(syntax)
        if text not in self.known:
            node = self.evaluated(syntax)
            self.known[text] = None if node is None else recomputed(node, self.fault.healed)
        return self.known[text]

    def could_be(self, value: np.ndarray | None) -> bool:
        """Whether a right side of this value could put the line right, as far as that shows."""
        if value is None:
            return False
        if self.fault.truth is self.fault.value:  # no truth is known
            return True
        if self.is_plain:
            return factor(value, self.fault.truth) is not None
        if self.is_new_value and self.fault.start is not None:
            moved = self.fault.start.shape == value.shape
            return moved and factor(self.fault.start - value, self.fault.truth) is not None
        return True

    @cached_property
    def is_plain(self) -> bool:
        """Whether the line stores its right side as it is, so that values can be compared."""
        value, given = self.healed_value(self.expression), self.fault.value
        return value is not None and value.shape == given.shape and np.allclose(value, given)

    @cached_property
    def is_new_value(self) -> bool:
        """Whether the line stores a parameter's new value, whose way from the old one is judged."""
        value, start = self.healed_value(self.expression), self.fault.start
        if value is None or start is None or value.shape != start.shape:
            return False
        return bool(np.allclose(start - value, self.fault.value))

    @cached_property
    def gradients(self) -> list[ast.expr]:
        """Those that the backward pass has computed before this line, errors not among them."""
        forward = origins([self.loss])
        learned = origins(each.end for each in self.parameters) - forward
        return [syntax for syntax, node in self.values if node.inputs and node in learned]

    @cached_property
    def spellings(self) -> list[ast.expr]:
        """What the script names: each operand of it, and each list with the line's subscripts."""
        operator = operands(self.script.tree)
        found = {ast.unparse(node): node for node in operator}
        for node in [each for each in found.values() if isinstance(each, ast.Subscript)]:
            found |= {ast.unparse(other): other for other in neighbours(node)}
        for name in [text for text, node in found.items() if self.has_entries(node)]:
            for suffix in self.suffixes:
                found.setdefault(name + suffix, ast.parse(name + suffix, mode="eval").body)
        return list(found.values())

    def has_entries(self, syntax: ast.expr) -> bool:
        if isinstance(syntax, ast.Subscript) or not self.suffixes:
            return False
        node = self.evaluated(syntax)
        return node is None or node.value.size > 1  # a list of lists has no value of its own

    @cached_property
    def suffixes(self) -> list[str]:
        """Subscripts with the loops' variables, in the form that the line has: `[i]`, `[i][j]`."""
        found: dict[str, None] = {}
        for node in operands(self.statement):
            base: ast.expr = node
            while isinstance(base, ast.Subscript) and not is_constant(base.slice):
                base = base.value
            found[ast.unparse(node)[len(ast.unparse(base)) :]] = None
        form = "[{0}, {1}]" if any("," in suffix for suffix in found) else "[{0}][{1}]"
        if not any(found):
            found |= dict.fromkeys(self.suffixes_around)
        names = self.variables if any(found) else []
        found |= dict.fromkeys(f"[{name}]" for name in names)
        found |= {form.format(one, other): None for one in names for other in names if one != other}
        near = (other for suffix in list(found) for other in self.beside(suffix))
        return [suffix for suffix in dict.fromkeys((*found, *near)) if suffix]

    @cached_property
    def suffixes_around(self) -> list[str]:
        """Subscripts with the innermost loop's variables that other lines of the loop have."""
        around = self.loops_around[-1:]
        names = {node.id for one in around for node in ast.walk(one.target) if is_name(node)}
        nodes = [node for one in around for each in one.body for node in operands(each)]
        places = [node for node in nodes if isinstance(node, ast.Subscript)]
        return [
            ast.unparse(node)[len(ast.unparse(node.value)) :]
            for node in places
            if names & {part.id for part in ast.walk(node.slice) if is_name(part)}
        ]

    def beside(self, suffix: str) -> Iterator[str]:
        """`[l][i]` one layer or one time step on: `[l - 1][i]`, `[l + 1][i]`."""
        for name in self.counters:
            if f"[{name}]" in suffix:
                yield from (suffix.replace(f"[{name}]", f"[{name} {sign} 1]") for sign in "-+")

    @cached_property
    def variables(self) -> list[str]:
        """The loops' variables that count, of the loops around the line."""
        nodes = {name: self.evaluated(name) for name in self.counters}
        return [name for name, node in nodes.items() if node and "variable" in node.options]

    @cached_property
    def counters(self) -> list[str]:
        """The variables of all loops around the line."""
        names = [node for one in self.loops_around for node in ast.walk(one.target)]
        return list(dict.fromkeys(node.id for node in names if is_name(node)))

    @cached_property
    def own_methods(self) -> list[ast.expr]:
        """What the script's objects answer, asked of those in the line: `n.slope()`."""
        calls = (node for node in ast.walk(self.script.tree) if isinstance(node, ast.Call))
        bare = [node.func.attr for node in calls
                if isinstance(node.func, ast.Attribute) and not node.args]  # fmt: skip
        defined = {name for name, syntax in functions(self.script.tree) if is_formula(syntax)}
        names = dict.fromkeys(name for name in bare if name in defined)
        nodes = (node for node in ast.walk(self.statement) if isinstance(node, ast.Attribute))
        owners = dict.fromkeys(ast.unparse(node.value) for node in nodes)
        return [parsed(f"{owner}.{name}()") for owner in owners for name in names]

    @cached_property
    def counts(self) -> list[Named]:
        """The lengths that the script asks for: `len(x)`."""
        calls = (node for node in ast.walk(self.script.tree) if isinstance(node, ast.Call))
        texts = {ast.unparse(node): node for node in calls if ast.unparse(node.func) == "len"}
        nodes = ((syntax, self.evaluated(syntax)) for syntax in texts.values())
        return [(syntax, node) for syntax, node in nodes if node is not None]

    @cached_property
    def loops_around(self) -> list[ast.For]:
        """The `for` statements around the line, the outermost first."""
        loops = (node for node in ast.walk(self.script.tree) if isinstance(node, ast.For))
        line = self.fault.binding.site.line
        found = [one for one in loops if one.lineno < line <= (one.end_lineno or line)]
        return sorted(found, key=lambda one: one.lineno)

    @cached_property
    def calls(self) -> list[str]:
        """The script's own functions as it calls them, `{}` for the first argument."""
        tree = self.script.tree
        defined = {name for name, syntax in functions(tree) if is_formula(syntax)}
        found: dict[str, None] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                name = ast.unparse(node.func)
                if name.rpartition(".")[2] in defined and len(node.args) <= 2:
                    rest = [ast.unparse(one) for one in (*node.args[1:], *node.keywords)]
                    found[f"{name}({', '.join(['{0}', *rest])})"] = None
        return list(found)

    @cached_property
    def fractions(self) -> list[str]:
        """The small numbers of the script, by name or as stated: slopes of a leaky relu, maybe."""
        named = {
            ast.unparse(syntax): float(node.value.reshape(-1)[0])
            for syntax, node in self.values
            if is_number(node)
        }
        nodes = [node for node in ast.walk(self.script.tree) if isinstance(node, ast.Constant)]
        stated = {repr(one.value): one.value for one in nodes if isinstance(one.value, float)}
        return [text for text, one in (named | stated).items() if 0 < one < 0.5][:8]

    def is_near(self, node: Node, shape: tuple[int, ...] | None = None) -> bool:
        """Whether a value fits beside what the line computes, entry by entry."""
        shapes = (node.value.shape, self.fault.truth.shape if shape is None else shape)
        return bool(node.loops) or shapes[0] == shapes[1] or broadcasts(*shapes)

    def like(self, node: Node) -> Iterator[Named]:
        """The other values in scope of the same shape."""
        for syntax, other in self.values:
            if other is not node and other.value.shape == node.value.shape:
                yield syntax, other

    def evaluated(self, expression: ast.expr | str) -> Node | None:
        """The value of another expression at this line; None where it has none."""
        text = expression if isinstance(expression, str) else ast.unparse(expression)
        if text not in self.nodes:
            self.nodes[text] = None
            with suppress(WhygradError, SyntaxError):
                self.nodes[text] = evaluated(expression, self.fault.binding)
        return self.nodes[text]

    def are_ends_of_activation(self, one: Node, other: Node) -> bool:
        """Whether one of two values is an elementwise function of the other."""
        if (
            one.operation == other.operation and one.operation in ENTRIES
        ):  # `z[j]` and `h[j]`: of the lists then
            one, other = one.inputs[0], other.inputs[0]
        first, last = (one, other) if leads(one, other) else (other, one)
        if not leads(first, last):
            return False
        between = origins([last]) - origins([first])
        if any(node.leaf == "start" for node in between):
            return False
        return all(
            node.leaf == "random" or node.inputs or node.value.size == 1 for node in between
        ) and all(
            node.value.shape in (first.value.shape, ()) or node.value.size == 1 for node in between
        )

    def outcome(self, statement: Statement) -> float | None:
        """The factor between what the line would then give and what it should; None if neither."""
        value = self.value_with(statement)
        return None if value is None else factor(value, self.fault.truth)

    def with_right_side(self, expression: ast.expr) -> ast.stmt:
        """The line with another right side."""
        changed: ast.stmt = replaced(self.statement, self.expression, expression)
        return changed

    def value_with(self, statement: Statement) -> np.ndarray | None:
        """What another line in the place of this one would give, from true values."""
        try:
            node = rerun(statement, self.fault.binding)
        except WhygradError:
            return None
        if node is None:
            return None
        value = recomputed(node, self.fault.healed)
        start = self.fault.start
        if start is None:
            return value
        return start - value if start.shape == value.shape else None


def broadcasts(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two shapes go together without a new axis of both."""
    try:
        return np.broadcast_shapes(one, other) in (one, other)
    except ValueError:
        return False
