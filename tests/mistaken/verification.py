"""Whether a script's gradient is the derivative of its loss, by running it; no checker is asked.

The script is one of ours and is executed. Into the loop whose body is one step two lines are put:
at its top the parameters get generic values, at its end parameters, gradients and loss are read
and the script is stopped. The same is done with each parameter moved a little to and fro along
a few random directions: central differences of the loss that the script itself computes.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

import numpy as np

from mistaken.scripts import Twin

SHIFT = 1e-5
DIRECTIONS = 4  # for each parameter, or as many as it has entries
EQUAL, DIFFERENT = 1e-6, 1e-3  # relative to the largest slope of the parameter


class Finished(BaseException):
    """Ends a script in mid-run; no `except Exception` of it catches this."""


@dataclass
class Probe:
    """What the two lines in the loop call.

    last    the step, from 0, that is measured
    moves   what is added to a parameter's entries, by the parameter's name
    """

    last: int
    moves: dict[str, np.ndarray] = field(default_factory=dict)
    step: int = -1

    def begin(self, parameters: list[str], values: list[Any]) -> list[Any]:
        """The values to go on with: generic ones, in the same arrays and lists, in step `last`."""
        self.step += 1
        if self.step < self.last:
            return values
        found = []
        for name, value in zip(parameters, values, strict=True):
            moved = generic_numbers(name, flat(value).size) + self.moves.get(name, 0.0)
            found.append(refilled(value, iter(moved)))
        self.before = [flat(value) for value in found]
        self.shapes = [shapes(value) for value in found]
        return found

    def read_loss(self, loss: Any) -> None:
        if self.step == self.last:
            self.loss = float(np.squeeze(loss))

    def end(self, values: list[Any], rate: Any, gradients: list[Any] | None) -> None:
        if self.step < self.last:
            return
        self.kept = self.shapes == [shapes(value) for value in values]
        if gradients is not None:
            self.own = [spread(one, to) for one, to in zip(gradients, values, strict=True)]
        elif self.kept:
            after = [flat(value) for value in values]
            self.own = [(b - a) / rate for a, b in zip(after, self.before, strict=True)]
        raise Finished


def flat(value: Any) -> np.ndarray:
    """All numbers of nested dicts, lists, tuples and arrays, in order."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return np.concatenate([flat(one) for one in value] or [np.empty(0)])
    return np.array(value, float).ravel()


def shapes(value: Any) -> Any:
    """The shapes of the arrays in nested dicts and lists."""
    if isinstance(value, dict):
        value = list(value.values())
    return [shapes(one) for one in value] if isinstance(value, list | tuple) else np.shape(value)


def refilled(value: Any, numbers: Iterator[float]) -> Any:
    """The same objects with other numbers in them."""
    if isinstance(value, np.ndarray):
        value[...] = np.reshape([next(numbers) for _ in range(value.size)], value.shape)
    elif isinstance(value, list):
        value[:] = [refilled(one, numbers) for one in value]
    elif isinstance(value, dict):
        value.update({key: refilled(one, numbers) for key, one in value.items()})
    else:
        return float(next(numbers))
    return value


def spread(gradient: Any, parameter: Any) -> np.ndarray:
    """A gradient's numbers, one for each of the parameter's; an update would broadcast as well."""
    if isinstance(parameter, list):
        return np.concatenate(
            [spread(one, to) for one, to in zip(gradient, parameter, strict=True)]
        )
    return np.ravel(np.broadcast_to(gradient, np.shape(gradient) or np.shape(parameter)))


def generic_numbers(name: str, size: int) -> np.ndarray:
    """Values away from 0, of both signs, that depend on the name only."""
    rng = np.random.default_rng(crc32(name.encode()))
    return rng.uniform(0.2, 0.9, size) * rng.choice([-1, 1], size)


def instrumented(source: str, twin: Twin) -> ast.Module:
    """The script's tree with the two lines in the body of the twin's loop."""
    tree, lines = ast.parse(source), source.splitlines()
    loops = [node for node in ast.walk(tree) if isinstance(node, ast.For | ast.While)]
    (loop,) = [node for node in loops if lines[node.lineno - 1].strip() == twin.loop]
    names = ", ".join(twin.parameters)
    gradients = f"[{', '.join(twin.gradients)}]" if twin.gradients else "None"
    begin = [f"[{names}] = __probe__.begin({list(twin.parameters)!r}, [{names}])"]
    end = [f"__probe__.end([{names}], {twin.rate}, {gradients})"]
    (begin if twin.before else end).insert(
        1 if twin.before else 0, f"__probe__.read_loss({twin.loss})"
    )
    loop.body = [*ast.parse("\n".join(begin)).body, *loop.body, *ast.parse("\n".join(end)).body]
    return ast.fix_missing_locations(tree)


@contextmanager
def seeded() -> Iterator[None]:
    """Random numbers of scripts that set no seed are the same each time, and ours are not lost."""
    ours, numpy_ours = random.getstate(), np.random.get_state()
    random.seed(0)
    np.random.seed(0)
    try:
        with np.errstate(all="ignore"):
            yield
    finally:
        random.setstate(ours)
        np.random.set_state(numpy_ours)


def probed(program: Any, last: int, moves: dict[str, np.ndarray] | None = None) -> Probe:
    """The probe after it has been through the script."""
    probe = Probe(last, moves or {})
    space = {"__name__": "__main__", "__probe__": probe, "print": lambda *a, **k: None}
    with seeded():
        try:
            exec(program, space)
        except Finished:
            return probe
    raise AssertionError(f"the script ended before step {last}")


def directions(name: str, size: int) -> np.ndarray:
    """Rows along which a parameter is moved: its axes if they are few, else random ones."""
    if size <= DIRECTIONS:
        return np.eye(size)
    return np.random.default_rng(crc32(name.encode()) + 1).normal(size=(DIRECTIONS, size))


def derivatives(program: Any, last: int, name: str, along: np.ndarray) -> np.ndarray:
    """Central differences of the script's loss, one parameter moved along each direction."""
    ahead = [probed(program, last, {name: SHIFT * one}).loss for one in along]
    behind = [probed(program, last, {name: -SHIFT * one}).loss for one in along]
    return (np.array(ahead) - np.array(behind)) / (2 * SHIFT)


def gap(own: list[np.ndarray], slopes: list[np.ndarray], factor: float) -> float:
    """The largest difference, relative to the largest slope of the same parameter."""
    return max(
        float(np.max(np.abs(mine - factor * slope)) / np.max(np.abs(factor * slope)))
        for mine, slope in zip(own, slopes, strict=True)
    )


def verdict_at(program: Any, twin: Twin, last: int) -> tuple[str, float]:
    """right, scaled or wrong in one step, and the factor between gradient and derivative."""
    probe = probed(program, last)
    if not probe.kept or [one.size for one in probe.own] != [one.size for one in probe.before]:
        return "wrong", np.nan  # a shape has changed
    own, slopes = [], []
    for name, gradient in zip(twin.parameters, probe.own, strict=True):
        along = directions(name, gradient.size)
        own.append(along @ gradient)
        slopes.append(derivatives(program, last, name, along))
    if gap(own, slopes, 1) <= EQUAL:
        return "right", 1.0
    mine, theirs = np.concatenate(own), np.concatenate(slopes)
    factor = float(mine @ theirs / (theirs @ theirs))
    if factor > 0 and gap(own, slopes, factor) <= EQUAL:
        return "scaled", factor
    if factor <= 0 or gap(own, slopes, factor) > DIFFERENT:
        return "wrong", np.nan
    return "unclear", factor


def measured_verdict(source: str, twin: Twin) -> tuple[str, float]:
    """The verdict over two steps: the third, which sees what earlier ones left, and the first."""
    program = compile(instrumented(source, twin), twin.name, "exec")
    third = verdict_at(program, twin, 2)
    first = verdict_at(program, twin, 0) if third[0] != "wrong" else third
    return first if first[0] == "wrong" else third
