"""Places of an array one after the other: `ndindex`, `ndenumerate`, `nditer`."""

from __future__ import annotations

import itertools
import math
from typing import Any

from whygrad.checking.reading import lists, subscripts
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.numbers import node_of, shape_of
from whygrad.checking.reading.shapes import array_of
from whygrad.checking.reading.values import Builtin, Class, Instance, own_shape, table_of


def places_of(m: Interpreter, shape: tuple[int, ...]) -> list[tuple[int, ...]]:
    lists.within(math.prod(shape))
    return list(itertools.product(*map(range, shape)))


def places(m: Interpreter, *shape: Any) -> Any:
    """`ndindex`."""
    own = shape_of(m, shape[0]) if len(shape) == 1 else shape_of(m, tuple(shape))
    return tuple(places_of(m, own))


def entries(m: Interpreter, value: Any) -> Any:
    """`ndenumerate`."""
    array = array_of(m, value)
    return tuple(
        (place, subscripts.item(m, array, place))
        for place in places_of(m, own_shape(node_of(m, array)))
    )


def walker(m: Interpreter, value: Any, *more: Any, **how: Any) -> Any:
    """`nditer`: an object with `finished`, `multi_index` and `iternext`, or its entries."""
    array = array_of(m, value)
    steps = places_of(m, own_shape(node_of(m, array)))
    found = Instance(Class("nditer", ()), m.loops)

    def stand(place: int) -> None:
        at_end = place >= len(steps)
        now = {"place": place, "finished": at_end, "index": place,
               "multi_index": () if at_end else steps[place]}  # fmt: skip
        for key, entry in now.items():
            m.note(found, (key,), "w")
            m.write(found, key, entry)

    def go_on(m: Interpreter) -> bool:
        stand(m.slot(found, "place") + 1)
        return not m.slot(found, "finished")

    listed = lists.listing(m, [subscripts.item(m, array, place) for place in steps])
    found.slots.update(iternext=Builtin("iternext", go_on), entries=listed,
                       close=Builtin("close", lambda m: None))  # fmt: skip
    stand(0)
    return found


TABLE: dict[str, Any] = table_of({"ndindex": places, "ndenumerate": entries, "nditer": walker})
