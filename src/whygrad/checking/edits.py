"""Small changes of an expression: the inverse of what people get wrong.

Every edit gives whole new expressions; the given one is never changed. Which edits undo which
mistake is for the catalogue to say.
"""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

MEASURES = {"sign", "abs", "absolute", "fabs", "square", "sqrt"}
REDUCTIONS = {"sum", "mean", "average"}
SUBTRACTING = re.compile(r"sub|minus|diff|err", re.IGNORECASE)  # names of functions of two values


def replaced(whole: Any, old: ast.AST, new: ast.AST) -> Any:
    """A piece of syntax with one node of it exchanged."""
    if whole is old:
        return new

    def changed(value: Any) -> Any:
        if value is old:
            return new
        if isinstance(value, ast.AST):
            parts = {name: changed(part) for name, part in ast.iter_fields(value)}
            return ast.copy_location(type(value)(**parts), value)
        if isinstance(value, list):
            return [changed(part) for part in value]
        return value

    return ast.fix_missing_locations(changed(whole))


def parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def operands(whole: ast.AST) -> list[ast.expr]:
    """What stands for a value and has a name: `x`, `x[i]`, `self.x`, `p['x']`, the widest first."""
    found: list[ast.expr] = []

    def walk(node: ast.AST, parent: ast.AST | None) -> None:
        called = isinstance(parent, ast.Call) and parent.func is node
        if isinstance(node, ast.Name | ast.Attribute | ast.Subscript):
            found.extend([node] if rooted(node) and not called else [])
        for part in ast.iter_child_nodes(node):
            walk(part, node)

    walk(whole, None)
    return found


def rooted(node: ast.AST) -> bool:
    """Whether a chain of attributes and items starts at a name."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return isinstance(node, ast.Name)


def swaps(whole: ast.expr, old: ast.expr, new: ast.expr) -> Iterator[ast.expr]:
    """One operand in the place of another: there alone, then wherever it stands."""
    yield replaced(whole, old, new)
    text = ast.unparse(old)
    places = [node for node in operands(whole) if ast.unparse(node) == text]
    if len(places) > 1:
        yield replaced_everywhere(whole, text, new)


def replaced_everywhere(whole: Any, text: str, new: ast.expr) -> Any:
    """A piece of syntax with one expression exchanged wherever it stands."""

    class Exchange(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            if isinstance(node, ast.expr) and ast.unparse(node) == text:
                return new
            visited: ast.AST = super().visit(node)
            return visited

    holder = ast.Expression(copy.deepcopy(whole))
    Exchange().visit(holder)
    return ast.fix_missing_locations(holder).body


def products(whole: ast.expr) -> Iterator[tuple[ast.BinOp, str]]:
    """Every product and quotient, with the side whose removal leaves the other."""
    for node in ast.walk(whole):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            yield node, "left"
            yield node, "right"
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            yield node, "right"


def without_factors(whole: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    """The expression without one factor or divisor, and what was left out."""
    for node, side in products(whole):
        dropped, kept = (node.left, node.right) if side == "left" else (node.right, node.left)
        yield replaced(whole, node, kept), dropped


def with_other_factors(
    whole: ast.expr, factors: Iterable[ast.expr]
) -> Iterator[tuple[ast.expr, ast.expr]]:
    """The expression with one factor exchanged for another."""
    others = list(factors)
    for node, side in products(whole):
        old = node.left if side == "left" else node.right
        for other in others:
            yield replaced(whole, old, other), old


def element(whole: ast.expr) -> ast.expr:
    """What a comprehension computes, which a factor goes to; all else as it is."""
    while isinstance(whole, ast.ListComp):
        whole = whole.elt
    return whole


def times(whole: ast.expr, factor: ast.expr) -> ast.expr:
    inner = element(whole)
    product: ast.expr = replaced(whole, inner, ast.BinOp(inner, ast.Mult(), factor))
    return product


def multiple(factor: ast.expr, whole: ast.expr) -> ast.expr:
    """The expression with a factor before it."""
    inner = element(whole)
    product: ast.expr = replaced(whole, inner, ast.BinOp(factor, ast.Mult(), inner))
    return product


def with_other_numbers(whole: ast.expr, factors: Iterable[float]) -> Iterator[tuple[str, ast.expr]]:
    """Each number that is written as a factor of a product, by itself and multiplied."""
    quotients = (node for node in ast.walk(whole) if isinstance(node, ast.BinOp))
    above = [(node, "left") for node in quotients if isinstance(node.op, ast.Div)]
    for node, side in (*products(whole), *above):
        number = node.left if side == "left" else node.right
        if isinstance(number, ast.Constant) and isinstance(number.value, int | float):
            for factor in factors:
                other = parsed(f"{number.value * factor:.6g}")
                yield ast.unparse(number), replaced(whole, number, other)


def divided(whole: ast.expr, divisor: ast.expr) -> ast.expr:
    inner = element(whole)
    quotient: ast.expr = replaced(whole, inner, ast.BinOp(inner, ast.Div(), divisor))
    return quotient


def plus(whole: ast.expr, term: ast.expr) -> ast.expr:
    return ast.fix_missing_locations(ast.BinOp(whole, ast.Add(), term))


def negated(whole: ast.expr) -> ast.expr:
    """The expression with its sign turned, a difference turned round."""
    if isinstance(whole, ast.ListComp):
        turned: ast.expr = replaced(whole, whole.elt, negated(whole.elt))
        return turned
    if isinstance(whole, ast.BinOp) and isinstance(whole.op, ast.Sub):
        return ast.fix_missing_locations(ast.BinOp(whole.right, ast.Sub(), whole.left))
    if isinstance(whole, ast.UnaryOp) and isinstance(whole.op, ast.USub):
        return whole.operand
    return ast.fix_missing_locations(ast.UnaryOp(ast.USub(), whole))


def called(node: ast.Call) -> str:
    """The last name of the function: `subtract` of `np.subtract(a, b)`."""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def with_turned_sign(whole: ast.expr) -> Iterator[ast.expr]:
    """The expression with one difference turned round, or one minus left out, or put before."""
    for node in ast.walk(whole):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.Add):
            if isinstance(node.op, ast.Sub):
                yield replaced(whole, node, negated(node))
                yield replaced(whole, node, ast.BinOp(node.left, ast.Add(), node.right))
            else:
                yield replaced(whole, node, ast.BinOp(node.left, ast.Sub(), node.right))
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            yield replaced(whole, node, node.operand)
        elif isinstance(node, ast.Call) and len(node.args) > 1 and SUBTRACTING.search(called(node)):
            first, second, *rest = node.args
            turned = ast.Call(node.func, [second, first, *rest], node.keywords)
            yield replaced(whole, node, turned)
    yield negated(whole)


def transposed(node: ast.expr) -> ast.expr:
    """The expression transposed; a transposed one as it was."""
    if isinstance(node, ast.Attribute) and node.attr == "T":
        return node.value
    if is_call(node, {"transpose"}) and isinstance(node, ast.Call):
        if node.args:
            return node.args[0]
        if isinstance(node.func, ast.Attribute):
            return node.func.value
    return ast.fix_missing_locations(ast.Attribute(node, "T", ast.Load()))


def with_transposes(whole: ast.expr) -> Iterator[ast.expr]:
    """The expression with one or two of the operands of a product transposed, or exchanged."""
    for node in ast.walk(whole):
        if is_call(node, {"reshape"}) and isinstance(node, ast.Call):
            base = node.func.value if isinstance(node.func, ast.Attribute) else node
            yield replaced(whole, node, transposed(node.args[0] if is_library(base) else base))
        for left, right, build in factors_of(node):
            yield replaced(whole, node, build(left, transposed(right)))
            yield replaced(whole, node, build(transposed(left), right))
            yield replaced(whole, node, build(transposed(left), transposed(right)))
            yield replaced(whole, node, build(right, left))
            yield replaced(whole, node, build(transposed(right), left))
            yield replaced(whole, node, build(right, transposed(left)))
    yield transposed(whole)
    yield from with_turned_indexes(whole)


def with_turned_indexes(whole: ast.expr) -> Iterator[ast.expr]:
    """`w[j][k]` as `w[k][j]`, and `w[j, k]` as `w[k, j]`."""
    for node in ast.walk(whole):
        if not isinstance(node, ast.Subscript):
            continue
        inner, index = node.value, node.slice
        if isinstance(index, ast.Tuple) and len(index.elts) == 2:
            turned = ast.Tuple(index.elts[::-1], ast.Load())
            yield replaced(whole, node, ast.Subscript(inner, turned, ast.Load()))
        elif isinstance(inner, ast.Subscript):
            first = ast.Subscript(inner.value, index, ast.Load())
            yield replaced(whole, node, ast.Subscript(first, inner.slice, ast.Load()))


Build = Callable[[ast.expr, ast.expr], ast.expr]


def factors_of(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr, Build]]:
    """The operands of a matrix product, and how to build it again with others."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        yield node.left, node.right, lambda a, b: fixed(ast.BinOp(a, ast.MatMult(), b))
    elif is_call(node, {"dot", "matmul"}) and isinstance(node, ast.Call):
        call = node
        if len(call.args) == 2:
            yield call.args[0], call.args[1], lambda a, b: fixed(ast.Call(call.func, [a, b], []))
        elif len(call.args) == 1 and isinstance(call.func, ast.Attribute):
            name = call.func.attr
            yield (
                call.func.value,
                call.args[0],
                lambda a, b: fixed(ast.Call(ast.Attribute(a, name, ast.Load()), [b], [])),
            )


def fixed(node: ast.expr) -> ast.expr:
    return ast.fix_missing_locations(node)


def is_call(node: ast.AST, names: set[str]) -> bool:
    return isinstance(node, ast.Call) and called(node) in names


def with_other_sums(whole: ast.expr) -> Iterator[tuple[ast.expr, str, bool]]:
    """The expression with another reduction: over other axes, or a sum where a mean stands.

    With it the change, "mean to sum", and whether the old one ran over all axes.
    """
    for node in ast.walk(whole):
        if not (is_call(node, REDUCTIONS) and isinstance(node, ast.Call)):
            continue
        inner, method = node.args[0] if node.args else None, False
        if isinstance(node.func, ast.Attribute) and not is_library(node.func.value):
            inner, method = node.func.value, True
        if inner is None or isinstance(inner, ast.GeneratorExp | ast.ListComp):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else "sum"
        kept = any(keyword.arg == "keepdims" for keyword in node.keywords)
        over_all = not node.keywords and len(node.args) == (0 if method else 1)
        for reduction in ("sum", "mean"):
            for axis in (None, 0, 1, -1):
                for keep in (kept, not kept) if axis is not None else (False,):
                    new = reduced(inner, reduction, axis, keep)
                    if ast.unparse(new) != ast.unparse(node):
                        yield replaced(whole, node, new), f"{name} to {reduction}", over_all
        yield replaced(whole, node, inner), f"{name} to nothing", over_all


def is_library(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in {"np", "numpy", "math"}


def reduced(inner: ast.expr, name: str, axis: int | None, keep: bool) -> ast.expr:
    """`np.sum(inner, axis=0, keepdims=True)`, with what is not None."""
    keywords = [] if axis is None else [ast.keyword("axis", ast.Constant(axis))]
    keywords += [ast.keyword("keepdims", ast.Constant(True))] if keep else []
    function = ast.Attribute(ast.Name("np", ast.Load()), name, ast.Load())
    return fixed(ast.Call(function, [inner], keywords))
