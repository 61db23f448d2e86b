"""Random numbers: the checker's own, of the shape that the script asks for, whatever its seed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from whygrad.checking.reading import arrays, lists, subscripts
from whygrad.checking.reading.interpreter import LARGEST, Interpreter, known
from whygrad.checking.reading.numbers import node_of, shape_of, whole_of
from whygrad.checking.reading.signals import Dependent, Unreadable
from whygrad.checking.reading.values import Array, Generator, Listing, own_shape, table_of
from whygrad.checking.traces import Node

Draw = Callable[[np.random.Generator, tuple[int, ...]], np.ndarray]
OFFSET = 0.05  # no draw lies nearer to 0


def drawn(m: Interpreter, shape: tuple[int, ...], draw: Draw) -> Node:
    """A leaf of random numbers, others in each pass of the loops around it."""
    whole = (*(loop.length for loop in m.loops), *shape)
    if np.prod(whole, dtype=float) > LARGEST:
        raise Unreadable(f"random numbers of shape {shape} are too many to read")
    return m.leaf(draw(m.random, whole), "random", m.loops)


def generic(m: Interpreter, shape: tuple[int, ...]) -> Node:
    return drawn(m, shape, lambda r, s: r.normal(size=s))


def size_of(m: Interpreter, size: Any) -> tuple[int, ...]:
    return () if size is None else shape_of(m, size)


def with_bounds(m: Interpreter, base: Node, low: Any, width: Any) -> Any:
    """`low + width * base`, kept as one leaf where both are the same in all passes."""
    first, second = node_of(m, low), node_of(m, width)
    if not first.loops and not second.loops:
        own = np.broadcast_shapes(own_shape(base), own_shape(first), own_shape(second))
        if own == own_shape(base):
            return m.wrapped(m.leaf(first.value + second.value * base.value, "random", base.loops))
    scaled = m.elementwise("multiply", base, second)
    return m.wrapped(m.elementwise("add", scaled, first))


def uniform(m: Interpreter, low: Any = 0.0, high: Any = 1.0, size: Any = None) -> Any:
    first, last = node_of(m, low), node_of(m, high)
    width = m.leaf(last.value - first.value) if not first.loops and not last.loops else (
        m.elementwise("subtract", last, first)
    )  # fmt: skip
    shape = size_of(m, size)
    if size is None:
        shape = np.broadcast_shapes(own_shape(first), own_shape(last))
    return with_bounds(m, drawn(m, shape, lambda r, s: r.uniform(OFFSET, 1, s)), first, width)


def normal(m: Interpreter, loc: Any = 0.0, scale: Any = 1.0, size: Any = None) -> Any:
    middle, width = node_of(m, loc), node_of(m, scale)
    shape = size_of(m, size)
    if size is None:
        shape = np.broadcast_shapes(own_shape(middle), own_shape(width))
    return with_bounds(m, generic(m, shape), middle, width)


def standard(m: Interpreter, *shape: Any) -> Any:
    """`randn(2, 3)`, and a generator's `standard_normal(size)`."""
    own = shape_of(m, shape[0]) if len(shape) == 1 else shape_of(m, tuple(shape))
    return m.wrapped(generic(m, own))


def standard_of(m: Interpreter, size: Any = None, *more: Any, **how: Any) -> Any:
    return m.wrapped(generic(m, size_of(m, size)))


def rand(m: Interpreter, *shape: Any) -> Any:
    own = shape_of(m, shape[0]) if len(shape) == 1 else shape_of(m, tuple(shape))
    return m.wrapped(drawn(m, own, lambda r, s: r.uniform(OFFSET, 1, s)))


def random(m: Interpreter, size: Any = None, *more: Any, **how: Any) -> Any:
    return m.wrapped(drawn(m, size_of(m, size), lambda r, s: r.uniform(OFFSET, 1, s)))


def integers(m: Interpreter, low: Any, high: Any = None, size: Any = None, *more: Any,
             endpoint: Any = False, **how: Any) -> Any:  # fmt: skip
    first, last = (0, whole_of(m, low)) if high is None else (whole_of(m, low), whole_of(m, high))
    last += bool(endpoint)
    return m.wrapped(drawn(m, size_of(m, size), lambda r, s: r.integers(first, last, s)))


def binomial(m: Interpreter, n: Any, p: Any, size: Any = None) -> Any:
    """Masks of 0 and 1, whatever the probability: both are seen."""
    count, share = node_of(m, n), node_of(m, p)
    shape = size_of(m, size)
    if size is None:
        shape = np.broadcast_shapes(own_shape(count), own_shape(share))
    tries = count.value if not count.loops else 1
    return m.wrapped(drawn(m, shape, lambda r, s: r.binomial(tries, 0.6, s)))


def permutation(m: Interpreter, value: Any, *more: Any) -> Any:
    if m.loops:
        raise Dependent(m.loops[-1])
    if isinstance(value, Array):
        node = node_of(m, value)
        order = m.leaf(m.random.permutation(node.value.shape[0]))
        from whygrad.checking.reading import indexing

        return m.wrapped(indexing.part(m, node, (order,)))
    if isinstance(value, Listing):
        items = lists.items_of(m, value)
        return lists.listing(m, [items[k] for k in m.random.permutation(len(items))])
    count = whole_of(m, value)
    m.check_size([count])
    m.spend(count / 2_000)
    return m.array(m.leaf(m.random.permutation(count)))


def shuffle(m: Interpreter, value: Any, *more: Any) -> None:
    if m.loops:
        raise Dependent(m.loops[-1])
    if isinstance(value, Array):
        arrays.store(m, value, None, node_of(m, permutation(m, value)))
        return
    if not isinstance(known(value), Listing):
        raise Unreadable("what is shuffled is no list")
    items = lists.items_of(m, value)
    m.spend(len(items) / 50)
    m.note(value, (), "w")
    m.write(value, "content", tuple(items[k] for k in m.random.permutation(len(items))))


def choice(m: Interpreter, value: Any, size: Any = None, replace: Any = True, p: Any = None,
           **how: Any) -> Any:  # fmt: skip
    """Of numbers below a count, or of the elements of an array or a list."""
    if isinstance(value, Array | Listing | tuple):
        count = lists.length_of(m, value)
    else:
        count, value = whole_of(m, value), None
    if m.loops:
        raise Dependent(m.loops[-1])
    shape = size_of(m, size)
    m.check_size([count])
    m.check_size(shape)
    places = m.random.choice(count, shape, bool(replace))
    if value is None:
        return m.wrapped(m.leaf(places))
    if not shape:
        return subscripts.item(m, value, (int(places),))
    if isinstance(value, Array):
        return subscripts.item(m, value, (m.leaf(places),))
    return m.wrapped(m.node("index", [node_of(m, value), m.leaf(places)],
                            {"index": (indexing_slot(),)}, ()))  # fmt: skip


def indexing_slot() -> Any:
    from whygrad.checking.operations import Slot

    return Slot(0)


def picked(m: Interpreter, value: Any) -> Any:
    """`random.choice`."""
    return choice(m, value)


def sampled(m: Interpreter, value: Any, k: Any, **how: Any) -> Any:
    """`random.sample`."""
    if m.loops:
        raise Dependent(m.loops[-1])
    items = lists.items_of(m, value)
    places = m.random.permutation(len(items))[: whole_of(m, k)]
    return lists.listing(m, [items[place] for place in places])


def several(m: Interpreter, value: Any, weights: Any = None, *, k: Any = 1, **how: Any) -> Any:
    """`random.choices`: a list, some elements perhaps more than once."""
    if m.loops:
        raise Dependent(m.loops[-1])
    items = lists.items_of(m, value)
    count = whole_of(m, k)
    m.check_size([count])
    return lists.listing(m, [items[place] for place in m.random.choice(len(items), (count,), True)])


def triangular(m: Interpreter, low: Any = 0.0, high: Any = 1.0, mode: Any = None) -> Any:
    return uniform(m, low, high)


def bits(m: Interpreter, k: Any) -> Any:
    """`random.getrandbits`."""
    return between(m, 0, 2 ** min(whole_of(m, k), 32) - 1)


def between(m: Interpreter, low: Any, high: Any) -> Any:
    """`random.randint`, whose end is among the numbers; a plain number."""
    first, last = whole_of(m, low), whole_of(m, high)
    node = drawn(m, (), lambda r, s: r.integers(first, last + 1, s))
    return node if node.loops else int(node.value)


def below(m: Interpreter, *bounds: Any) -> Any:
    """`random.randrange`."""
    numbers = range(*(whole_of(m, bound) for bound in bounds))
    node = drawn(m, (), lambda r, s: numbers[0] + numbers.step * r.integers(0, len(numbers), s))
    return node if node.loops else int(node.value)


def gauss(m: Interpreter, mu: Any = 0.0, sigma: Any = 1.0) -> Any:
    return normal(m, mu, sigma)


def seeded(m: Interpreter, *values: Any, **how: Any) -> None:
    return None


def generator(m: Interpreter, *values: Any, **how: Any) -> Generator:
    return Generator("numpy")


def plain_generator(m: Interpreter, *values: Any, **how: Any) -> Generator:
    return Generator("random")


NUMPY: dict[str, Any] = table_of({
        "rand": rand, "randn": standard, "random": random, "random_sample": random,
        "ranf": random, "sample": random, "uniform": uniform, "normal": normal,
        "standard_normal": standard_of, "randint": integers, "integers": integers,
        "random_integers": integers, "binomial": binomial, "permutation": permutation,
        "permuted": permutation, "shuffle": shuffle, "choice": choice, "seed": seeded,
        "default_rng": generator, "RandomState": generator, "Generator": generator,
        "PCG64": seeded, "SeedSequence": seeded, "get_state": seeded, "set_state": seeded,
        "PCG64DXSM": seeded, "MT19937": seeded, "Philox": seeded, "SFC64": seeded,
})  # fmt: skip
PLAIN: dict[str, Any] = table_of({
        "random": random, "uniform": uniform, "gauss": gauss, "normalvariate": gauss,
        "randint": between, "randrange": below, "choice": picked, "choices": several,
        "sample": sampled, "shuffle": shuffle, "seed": seeded, "Random": plain_generator,
        "SystemRandom": plain_generator, "triangular": triangular, "getrandbits": bits,
        "binomialvariate": binomial, "getstate": seeded, "setstate": seeded,
})  # fmt: skip
