"""Assignment: to names, attributes, entries and groups of them; plain and augmented."""

from __future__ import annotations

import ast
from typing import Any

from whygrad.checking.reading import arrays, attributes, lists, operators, subscripts
from whygrad.checking.reading.interpreter import Interpreter, known
from whygrad.checking.reading.journal import MISSING
from whygrad.checking.reading.numbers import is_array, is_number, node_of, plain_of
from whygrad.checking.reading.signals import Dependent, Tainted, Unreadable
from whygrad.checking.reading.syntax import source
from whygrad.checking.reading.values import (
    Array,
    Class,
    Container,
    Function,
    Instance,
    Listing,
    Mapping,
    Part,
    Quiet,
    Scope,
    Unknown,
    own_axes,
)
from whygrad.checking.traces import Node


def assign(m: Interpreter, target: ast.expr, value: Any, silent: bool = False) -> None:
    """`target = value`; recorded unless silent."""
    if isinstance(target, ast.Name):
        set_name(m, target.id, value)
        if not silent:
            recorded(m, target.id, value, "assign")
    elif isinstance(target, ast.Tuple | ast.List):
        assign_group(m, target.elts, value, silent)
    elif isinstance(target, ast.Starred):
        assign(m, target.value, value, silent)
    elif isinstance(target, ast.Attribute):
        set_attribute(m, target, value)
        if not silent:
            recorded(m, spelled(m, target), value, "assign")
    elif isinstance(target, ast.Subscript):
        set_entry(m, target, value, silent)
    else:
        raise Unreadable("this assignment is not read")


def put_silently(m: Interpreter, target: ast.expr, value: Any) -> None:
    assign(m, target, value, silent=True)


def recorded(m: Interpreter, name: str, value: Any, kind: str, before: Any = None) -> None:
    """Records what a name holds now: a number, an array, a list of numbers, or parts of these."""
    if is_text(m, value):
        return
    m.spend(0.2)
    if isinstance(value, Node):
        m.record(name, value, kind, before)
    elif isinstance(value, Array | int | float) and not isinstance(value, bool):
        m.record(name, node_of(m, value), kind, before)
    elif isinstance(value, Listing):
        record_list(m, name, value, kind)
    elif isinstance(value, tuple):
        for place, entry in enumerate(value[:50]):
            recorded(m, f"{name}[{place}]", entry, kind)
    elif isinstance(value, Mapping):
        entries = written_out(m.here)
        for key, entry in list(value.slots["content"].items())[:50]:
            record_entry(m, f"{name}[{key!r}]", entry, kind, entries.get(repr(key)))


def record_entry(m: Interpreter, name: str, value: Any, kind: str, syntax: ast.expr | None) -> None:
    """An entry of a dict, at the line where it is written out, if it is."""
    here, part = m.here, m.part
    if syntax is not None:
        m.here, m.part = syntax, f"[{name.rpartition('[')[2]}"
    recorded(m, name, value, kind)
    m.here, m.part = here, part


def written_out(statement: Any) -> dict[str, ast.expr]:
    """The entries of a dict that an assignment writes out, each with a line of its own."""
    given = statement.value if isinstance(statement, ast.Assign) else None
    if not isinstance(given, ast.Dict):
        return {}
    pairs = zip(given.keys, given.values, strict=True)
    return {ast.unparse(key): value for key, value in pairs if isinstance(key, ast.Constant)}


def is_text(m: Interpreter, value: Any) -> bool:
    """An array of labels that are text."""
    return isinstance(value, Array) and m.slot(value.cell, "node").value.dtype.kind == "U"


def record_list(m: Interpreter, name: str, value: Listing, kind: str) -> None:
    content = value.slots["content"]
    if content == () or (isinstance(content, tuple) and isinstance(content[0], str)):
        return
    try:
        pack = lists.packed(m, value, noted=False)
    except (Unreadable, Tainted):
        pack = None
    if pack is not None and own_axes(pack.node) == pack.depth:
        m.record(name, pack.node, kind)
        return
    if isinstance(content, tuple):
        for place, entry in enumerate(content[:50]):
            recorded(m, f"{name}[{place}]", entry, kind)
    elif pack is not None:
        m.record(name, pack.node, kind)


def spelled(m: Interpreter, target: ast.expr) -> str:
    """A target as the script spells it, its keys as they are now: `params['W1']`."""
    if isinstance(target, ast.Attribute):
        return f"{spelled(m, target.value)}.{target.attr}"
    if isinstance(target, ast.Subscript):
        return f"{spelled(m, target.value)}[{key_text(m, target.slice)}]"
    return source(target)


def key_text(m: Interpreter, syntax: ast.expr) -> str:
    from whygrad.checking.reading.expressions import evaluate

    if isinstance(syntax, ast.Slice | ast.Tuple):
        return source(syntax).strip("()")
    value = evaluate(m, syntax)
    if isinstance(value, str):
        return repr(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Node) and not value.value.ndim:
        return str(value.value.item())
    return source(syntax)


# Names and attributes ---------------------------------------------------------------------------


def set_name(m: Interpreter, name: str, value: Any) -> None:
    scope = holder_of(m, name)
    m.note(scope, (name,), "w")
    m.write(scope, name, value)


def holder_of(m: Interpreter, name: str) -> Scope:
    scope = m.scope
    return scope.foreign.get(name, scope)


def set_attribute(m: Interpreter, target: ast.Attribute, value: Any) -> None:
    from whygrad.checking.reading.expressions import evaluate

    owner = known(evaluate(m, target.value))
    if isinstance(owner, Array) and target.attr == "shape":
        raise Unreadable("an array's shape is assigned")
    if isinstance(owner, Quiet):
        return
    if isinstance(owner, Function):
        m.write(owner.held, target.attr, value)
        return
    if not isinstance(owner, Instance | Class):
        raise Unreadable("an attribute of this value is assigned")
    name = attributes.mangled(m, target.attr)
    setter = owner.kind.found(f"{name}.setter") if isinstance(owner, Instance) else None
    if setter is not None:
        from whygrad.checking.reading.calls import enter

        enter(m, setter[1], (owner, value), {})
        return
    attributes.set_attribute(m, owner, name, value)


def assign_group(m: Interpreter, targets: list[ast.expr], value: Any, silent: bool) -> None:
    if isinstance(value, Unknown | Quiet):
        for target in targets:
            assign(m, target, value, silent)
        return
    if isinstance(value, Node):
        raise Unreadable("one number cannot be taken apart")
    values = list(lists.items_of(m, value))
    star = next((k for k, t in enumerate(targets) if isinstance(t, ast.Starred)), None)
    if star is not None:
        after = len(targets) - star - 1
        middle = values[star : len(values) - after]
        values = [*values[:star], lists.listing(m, middle), *values[len(values) - after :]]
    if len(values) != len(targets):
        raise Unreadable(f"{len(values)} values for {len(targets)} names")
    for target, entry in zip(targets, values, strict=True):
        assign(m, target, entry, silent)


# Entries ----------------------------------------------------------------------------------------


def set_entry(m: Interpreter, target: ast.Subscript, value: Any, silent: bool) -> None:
    from whygrad.checking.reading.expressions import evaluate

    owner = known(evaluate(m, target.value))
    index = known(evaluate(m, target.slice))
    if isinstance(owner, Mapping):
        subscripts.set_mapping(m, owner, plain_of(m, index), value)
        if not silent:
            recorded(m, spelled(m, target), value, "assign")
        return
    if isinstance(owner, Instance) and (method := owner.kind.found("__setitem__")) is not None:
        from whygrad.checking.reading.calls import enter

        enter(m, method[1], (owner, index, value), {})
        return
    if isinstance(owner, Quiet):
        return
    places = subscripts.index_of(m, index)
    if is_plain_place(m, owner, places):
        subscripts.set_list(m, owner, places[0], value)
        if not silent:
            recorded(m, spelled(m, target), value, "assign")
        return
    if isinstance(value, Unknown):
        raise Tainted(value)
    if not isinstance(owner, Array | Listing | Part):
        raise Unreadable("an entry of this value is assigned")
    refuse_rows(m, owner, places, value)
    before, after = subscripts.set_part(m, owner, places, value)
    if not silent:
        m.record(root(m, target), after, "item", before)


def is_plain_place(m: Interpreter, owner: Any, places: tuple[Any, ...]) -> bool:
    """An element of a list that can be set by itself."""
    return isinstance(owner, Listing) and not isinstance(places[0], Node)


def refuse_rows(m: Interpreter, owner: Any, places: tuple[Any, ...], value: Any) -> None:
    """A list as an element of another in a loop read as an index: its identity would be lost."""
    if isinstance(owner, Listing | Part) and not is_number(value):
        raise Dependent(m.loops[-1])
    if isinstance(owner, Listing | Part) and any(isinstance(p, slice) for p in places):
        raise Dependent(m.loops[-1])


def root(m: Interpreter, target: ast.expr) -> str:
    """The name of the memory that a target is a part of: `grads` of `grads[i][j]`."""
    while isinstance(target, ast.Subscript):
        from whygrad.checking.reading.expressions import evaluate

        owner = evaluate(m, target.value)
        if isinstance(owner, Array) and not owner.views:
            return spelled(m, target.value)
        target = target.value
        if isinstance(owner, Mapping):
            break
    return spelled(m, target)


# Augmented --------------------------------------------------------------------------------------


def augment(m: Interpreter, target: ast.expr, kind: type, value: Any) -> None:
    """`target op= value`."""
    if isinstance(value, Unknown):
        assign(m, target, value)
        return
    if isinstance(target, ast.Subscript):
        augment_entry(m, target, kind, value)
        return
    from whygrad.checking.reading.expressions import evaluate

    now = current(m, target)
    if isinstance(now, Array) and (kind in operators.ARITHMETIC):
        in_place(m, now, None, kind, value, spelled(m, target))
    elif isinstance(now, Listing) and kind is ast.Add:
        for entry in lists.items_of(m, value):
            lists.append(m, now, entry)
        recorded(m, spelled(m, target), now, "augment")
    elif is_number(now) and is_number(value) and m.loops:
        accumulate(m, target, kind, now, value)
    else:
        known(evaluate(m, target))
        result = operators.binary(m, kind, now, value)
        assign(m, target, result, silent=True)
        recorded(m, spelled(m, target), result, "augment", before_of(m, now))


def before_of(m: Interpreter, value: Any) -> Node | None:
    return node_of(m, value) if is_number(value) or is_array(value) else None


def current(m: Interpreter, target: ast.expr) -> Any:
    """What a name or attribute holds, without counting as read."""
    from whygrad.checking.reading.expressions import evaluate

    container, key = place_of(m, target)
    if container is None or container.slots.get(key, MISSING) is MISSING:
        return known(evaluate(m, target))
    value = known(m.slot(container, key))
    if not is_number(value):
        m.note(container, (key,), "r")
    return value


def place_of(m: Interpreter, target: ast.expr) -> tuple[Container | None, Any]:
    from whygrad.checking.reading.expressions import evaluate

    if isinstance(target, ast.Name):
        return holder_of(m, target.id), target.id
    if isinstance(target, ast.Attribute):
        owner = known(evaluate(m, target.value))
        if isinstance(owner, Instance):
            return owner, attributes.mangled(m, target.attr)
    return None, None


def accumulate(m: Interpreter, target: ast.expr, kind: type, now: Any, value: Any) -> None:
    """`s += e` in loops read as indexes: a sum over those in which `s` is not set anew."""
    container, key = place_of(m, target)
    if container is None:
        raise Dependent(m.loops[-1])
    sums: Any = ()
    if kind in (ast.Add, ast.Sub):
        sums = m.note(container, (key,), "a")
    else:
        m.note(container, (key,), "r")
        m.note(container, (key,), "w")
    result: Any
    if not sums:
        result = operators.binary(m, kind, now, value)
        m.note(container, (key,), "w")
    else:
        term = node_of(m, value)
        for mask in m.masks:
            term = m.elementwise("where", mask, term, m.leaf(0.0))
        term = m.summed(operators.counting(m, term), sums)
        result = operators.arithmetic(m, operators.ARITHMETIC[kind], node_of(m, now), term)
    m.write(container, key, result, direct=bool(sums))
    recorded(m, spelled(m, target), result, "augment", node_of(m, now))


def augment_entry(m: Interpreter, target: ast.Subscript, kind: type, value: Any) -> None:
    from whygrad.checking.reading.expressions import evaluate

    owner = known(evaluate(m, target.value))
    index = known(evaluate(m, target.slice))
    if isinstance(owner, Mapping):
        augment_mapping(m, target, owner, plain_of(m, index), kind, value)
        return
    places = subscripts.index_of(m, index)
    if isinstance(owner, Listing) and not isinstance(places[0], Node):
        augment_element(m, target, owner, places[0], kind, value)
        return
    if not isinstance(owner, Array | Listing | Part):
        raise Unreadable("an entry of this value is changed")
    in_place(m, owner, places, kind, value, root(m, target))


def in_place(
    m: Interpreter, owner: Array | Listing | Part, places: Any, kind: type, value: Any, name: str
) -> None:
    if kind not in operators.ARITHMETIC:
        raise Unreadable("this operator is not read in place")
    node = node_of(m, value)
    check_broadcast(m, owner, places, node)
    before, after = arrays.augment(m, owner, places, operators.ARITHMETIC[kind], node)
    m.record(name, after, "augment" if places is None else "item", before)


def check_broadcast(m: Interpreter, owner: Any, places: Any, node: Node) -> None:
    """In place, an array cannot grow by broadcasting."""
    if places is None and isinstance(owner, Array):
        shown = node_of_quiet(m, owner)
        lengths = shown.value.shape[len(shown.loops) :]
        other = node.value.shape[len(node.loops) :]
        import numpy as np

        if np.broadcast_shapes(lengths, other) != lengths:
            raise Unreadable(f"an array of shape {lengths} cannot take one of shape {other}")


def node_of_quiet(m: Interpreter, array: Array) -> Node:
    return arrays.seen(m, m.slot(array.cell, "node"), array.views)


def augment_mapping(
    m: Interpreter, target: ast.Subscript, owner: Mapping, key: Any, kind: type, value: Any
) -> None:
    now = known(subscripts.mapping_item(m, owner, key) if key not in m.slot(owner, "content")
                else m.settled(m.slot(owner, "content")[key]))  # fmt: skip
    if isinstance(now, Array):
        in_place(m, now, None, kind, value, spelled(m, target))
        return
    result = summed_up(m, owner, (key,), kind, now, value)
    m.write(owner, "content", {**m.slot(owner, "content"), key: result}, direct=False)
    recorded(m, spelled(m, target), result, "augment", before_of(m, now))


def augment_element(
    m: Interpreter, target: ast.Subscript, owner: Listing, place: Any, kind: type, value: Any
) -> None:
    """`items[0] += value` where the place is the same in all passes."""
    if isinstance(place, slice):
        raise Unreadable("a slice of a list is changed in place")
    place = subscripts.normal(m, owner, place)
    content = m.slot(owner, "content")
    items = content if isinstance(content, tuple) else lists.unpacked(m, owner)
    now = known(m.settled(items[place]))
    if isinstance(now, Array):
        in_place(m, now, None, kind, value, spelled(m, target))
        return
    result = summed_up(m, owner, (place,), kind, now, value)
    m.write(owner, "content", (*items[:place], result, *items[place + 1 :]))
    recorded(m, spelled(m, target), result, "augment", before_of(m, now))


def summed_up(m: Interpreter, owner: Container, key: Any, kind: type, now: Any, value: Any) -> Any:
    """`now op value`, the value summed over the loops whose passes all change the place."""
    sums = m.note(owner, key, "a") if kind in (ast.Add, ast.Sub) else ()
    if not sums:
        m.note(owner, key, "r")
        m.note(owner, key, "w")
        return operators.binary(m, kind, now, value)
    if m.masks:
        raise Dependent(sums[-1])
    term = m.summed(operators.counting(m, node_of(m, value)), sums)
    return operators.binary(m, kind, now, m.wrapped(term))
