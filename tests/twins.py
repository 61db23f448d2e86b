"""A script read by the interpreter beside the same script run by Python, with equal random numbers.

Only for the project's own test scripts: they are executed here.
"""

import ast
import contextlib
import io
import random
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np

from whygrad.checking.reading import distributions, lists, read_script, tracing
from whygrad.checking.reading.carrying import Carrying, Run
from whygrad.checking.reading.interpreter import Interpreter
from whygrad.checking.reading.numbers import node_of
from whygrad.checking.reading.randoms import OFFSET
from whygrad.checking.reading.values import Array, Instance, Listing, Mapping
from whygrad.checking.traces import Node


class Stream:
    """Numbers one after the other, the same for a script that is read and for one that is run."""

    def __init__(self) -> None:
        self.bit_generator = SimpleNamespace(state=0)

    def numbers(self, size: Any) -> np.ndarray:
        shape = () if size is None else tuple(np.atleast_1d(size))
        count = int(np.prod(shape))
        places = np.arange(self.bit_generator.state, self.bit_generator.state + count)
        self.bit_generator.state += count
        return ((places * 0.618033988749895 + 0.25) % 1.0).reshape(shape)

    def uniform(self, low: Any = 0.0, high: Any = 1.0, size: Any = None) -> np.ndarray:
        return low + (high - low) * self.numbers(size)

    def normal(self, loc: Any = 0.0, scale: Any = 1.0, size: Any = None) -> np.ndarray:
        return loc + scale * (4 * self.numbers(size) - 2)

    def integers(self, low: int, high: int, size: Any = None) -> np.ndarray:
        return (low + np.floor((high - low) * self.numbers(size))).astype(int)

    def binomial(self, n: int, p: float, size: Any = None) -> np.ndarray:
        return (self.numbers(size) < 0.6).astype(int) * n

    def __getattr__(self, name: str) -> Any:
        """Any other distribution: one uniform number a draw, whatever the parameters."""
        if name not in distributions.BY_NAME:
            raise AttributeError(name)
        return lambda *parameters, size=None: self.numbers(size)

    def permutation(self, count: int) -> np.ndarray:
        return np.argsort(self.numbers(count), kind="stable")

    def choice(self, count: int, size: Any = None, replace: bool = True) -> np.ndarray:
        if not replace:
            return self.permutation(count)[: int(np.prod(size))].reshape(size)
        return self.integers(0, count, size)


def patches(stream: Stream) -> dict[str, dict[str, Any]]:
    """Random functions for the run, from the stream, as the interpreter draws them."""

    def plain(values: np.ndarray) -> Any:
        return values if np.ndim(values) else float(values)

    def unit(size: Any = None) -> Any:
        return plain(stream.uniform(OFFSET, 1, size))

    def uniform(low: Any = 0.0, high: Any = 1.0, size: Any = None) -> Any:
        return plain(low + (high - low) * stream.uniform(OFFSET, 1, size))

    def normal(loc: Any = 0.0, scale: Any = 1.0, size: Any = None) -> Any:
        return plain(loc + scale * stream.normal(size=size))

    def integers(low: int, high: int | None = None, size: Any = None) -> Any:
        low, high = (0, low) if high is None else (low, high)
        found = stream.integers(low, high, size)
        return found if np.ndim(found) else int(found)

    def permutation(value: Any) -> Any:
        if isinstance(value, int | np.integer):
            return stream.permutation(int(value))
        return value[stream.permutation(len(value))]

    def shuffle(value: Any) -> None:
        order = stream.permutation(len(value))
        value[:] = value[order] if isinstance(value, np.ndarray) else [value[k] for k in order]

    def choice(value: Any, size: Any = None, replace: bool = True) -> Any:
        whole = isinstance(value, int)
        places = stream.choice(value if whole else len(value), size if size else (), replace)
        return (
            places if whole else value[int(places)] if size is None else np.asarray(value)[places]
        )

    def other(count: int) -> Any:
        """A distribution of `count` parameters, and then the size."""

        def draw(*values: Any, size: Any = None, **parameters: Any) -> Any:
            size = values[count] if len(values) > count else size
            shapes = [np.shape(value) for value in (*values[:count], *parameters.values())]
            return plain(stream.numbers(np.broadcast_shapes(*shapes) if size is None else size))

        return draw

    others = {row.name: other(len(row.parameters)) for row in distributions.ROWS}
    numpy = {
        **others,
        "rand": lambda *s: unit(s), "random": unit, "random_sample": unit, "uniform": uniform,
        "randn": lambda *s: normal(size=s), "normal": normal, "standard_normal":
        lambda size=None: normal(size=size), "randint": integers, "integers": integers,
        "binomial": lambda n, p, size=None: stream.binomial(n, p, size), "choice": choice,
        "permutation": permutation, "shuffle": shuffle, "seed": lambda *s: None,
    }  # fmt: skip
    python = {
        "random": unit, "uniform": uniform, "gauss": normal, "normalvariate": normal,
        "randint": lambda low, high: integers(low, high + 1), "shuffle": shuffle,
        "choice": choice, "seed": lambda *s: None,
        "sample": lambda v, k: [v[p] for p in stream.permutation(len(v))[:k]],
        "randrange": integers, "expovariate": lambda rate=1.0: unit_of(stream),
        "choices": lambda v, k=1: [v[p] for p in stream.choice(len(v), (k,))],
    }  # fmt: skip
    maker = {"default_rng": lambda *s: SimpleNamespace(**numpy),
             "Generator": lambda *s: SimpleNamespace(**numpy),
             "RandomState": lambda *s: SimpleNamespace(**numpy)}  # fmt: skip
    return {"numpy": {**numpy, **maker},
            "random": {**python, "Random": lambda *s: SimpleNamespace(**python)}}  # fmt: skip


def unit_of(stream: Stream) -> float:
    return float(stream.numbers(None))


@contextlib.contextmanager
def patched(stream: Stream) -> Iterator[None]:
    modules = {"numpy": np.random, "random": random}
    saved = []
    for name, table in patches(stream).items():
        for key, value in table.items():
            saved.append((modules[name], key, getattr(modules[name], key, None)))
            setattr(modules[name], key, value)
    try:
        yield
    finally:
        for module, key, value in saved:
            if value is None:
                delattr(module, key)
            else:
                setattr(module, key, value)


class Watching(Carrying):
    """Notes which loops were ended after a few passes."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[Run] = []

    def begin(self, m: Interpreter, syntax: Any, length: int) -> Run:
        run = super().begin(m, syntax, length)
        self.all.append(run)
        return run


def read(text: str) -> tuple[Interpreter, set[int], int | None]:
    """The reading, the lines of the loops around the training loop, and that loop's line."""
    m = Interpreter({}, 1, tracing.STEPS)
    m.exact = True
    m.random = Stream()  # type: ignore[assignment]
    watching = Watching()
    m.carrying = watching
    script = read_script(text)
    with np.errstate(all="ignore"):
        tracing.run_block(m, script.tree.body)
    training = tracing.training_of(watching)
    around = {getattr(run.syntax, "lineno", 0) for run in watching.all if run.inner}
    return m, around, training.syntax.lineno if training else None


class Shortened(ast.NodeTransformer):
    """The training loop ends after a few passes, and the loops around it with it."""

    def __init__(self, around: set[int], training: int | None):
        self.around, self.training = around, training

    def visit_loop(self, node: Any) -> Any:
        self.generic_visit(node)
        text = "if passes[0] >= limit: break"
        if node.lineno == self.training:
            node.body = [*ast.parse(text + "\npasses[0] += 1").body, *node.body]
        elif node.lineno in self.around:
            node.body = [*ast.parse(text).body, *node.body]
        return node

    visit_For = visit_While = visit_loop


def run(text: str, around: set[int], training: int | None) -> dict[str, Any]:
    tree = ast.fix_missing_locations(Shortened(around, training).visit(ast.parse(text)))
    names: dict[str, Any] = {"__name__": "__main__", "passes": [0], "limit": tracing.STEPS}
    with patched(Stream()), contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
        exec(compile(tree, "script", "exec"), names)
    return {
        name: value
        for name, value in names.items()
        if not name.startswith("__") and name not in ("passes", "limit")
    }


def plain(m: Interpreter, value: Any) -> Any:
    """What a name holds in the reading, as Python's own."""
    value = m.settled(value)
    if isinstance(value, Node):
        return value.value
    if isinstance(value, Array):
        return node_of(m, value).value
    if isinstance(value, Listing):
        return [plain(m, entry) for entry in lists.items_of(m, value)]
    if isinstance(value, tuple):
        return [plain(m, entry) for entry in value]
    if isinstance(value, Mapping):
        return {key: plain(m, entry) for key, entry in value.slots["content"].items()}
    if isinstance(value, Instance) and value.kind.grouped:
        return [plain(m, entry) for entry in lists.items_of(m, value)]
    if isinstance(value, Instance):
        return {key: plain(m, entry) for key, entry in value.slots.items()}
    return value


def difference(ours: Any, theirs: Any, path: str) -> str:
    """Where two values differ; nothing where they agree or are no numbers."""
    if isinstance(theirs, dict):
        if not isinstance(ours, dict):
            return f"{path}: {ours!r}, not {theirs!r}"
        return first(difference(ours.get(k), v, f"{path}[{k!r}]") for k, v in theirs.items())
    if isinstance(theirs, list | tuple):
        ours = list(ours) if isinstance(ours, np.ndarray) and ours.ndim else ours
        if not isinstance(ours, list) or len(ours) != len(theirs):
            return f"{path}: {ours!r}, not {theirs!r}"
        pairs = enumerate(zip(ours, theirs, strict=True))
        return first(difference(a, b, f"{path}[{k}]") for k, (a, b) in pairs)
    if isinstance(theirs, int | float | np.ndarray | np.generic):
        return number_difference(ours, theirs, path)
    if hasattr(theirs, "__dict__") and isinstance(ours, dict):
        return difference(ours, vars(theirs), path)
    return ""


def number_difference(ours: Any, theirs: Any, path: str) -> str:
    try:
        same = np.shape(ours) == np.shape(theirs) and np.allclose(
            np.asarray(ours, float), np.asarray(theirs, float), 1e-11, 1e-12, equal_nan=True
        )
    except (TypeError, ValueError):
        same = False
    return "" if same else f"{path}: {ours!r}, not {theirs!r}"


def first(found: Iterator[str]) -> str:
    return next((text for text in found if text), "")


def differences(text: str) -> list[str]:
    """Where the reading and the run of a script end with other values, and what was not read."""
    m, around, training = read(text)
    theirs = run(text, around, training)
    counters = loop_names(text)
    found = [f"line {u.line}: {u.why}" for u in m.unread.values()]
    for name, value in theirs.items():
        if name not in counters and not callable(value):
            found.append(difference(plain(m, m.module.slots.get(name)), value, name))
    return [text for text in found if text]


def loop_names(text: str) -> set[str]:
    """The variables of `for` loops: where a loop was shortened, theirs are one further."""
    return {
        name.id
        for loop in ast.walk(ast.parse(text))
        if isinstance(loop, ast.For)
        for name in ast.walk(loop.target)
        if isinstance(name, ast.Name)
    }
