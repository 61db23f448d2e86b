"""Expressions over some of their indexes, computed as whole arrays by a NumPy program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np

from whygrad.engines.numpy import NumpyEngine
from whygrad.insight.scenes import Scene
from whygrad.language.equations import Declaration, Equation, Step
from whygrad.language.expressions import (
    Entry,
    Expression,
    Reduction,
    Size,
    all_indexes,
    number,
    rebuild,
)

RESULT = "found"

engine_for = lru_cache(maxsize=64)(NumpyEngine)


def values_over(
    expression: Expression, indexes: tuple[str, ...], scene: Scene, dtype: Any = np.float64
) -> np.ndarray:
    """The values of an expression, computed in `dtype`, with one axis for each of these indexes.

    Its other free indexes are numbers. Only these entries are computed: every quantity that
    it reads is cut first.
    """
    lengths = {i: scene.length(i) for i in (*indexes, *all_indexes(expression)) if not i.isdigit()}
    names = {index: f"i{place}" for place, index in enumerate(lengths)}
    cut = Cut(scene, names, dtype)
    body = cut.through(expression)
    target = Entry(RESULT, tuple(names[index] for index in indexes))
    declared = [Declaration("index", names[i], length=length) for i, length in lengths.items()]
    step = Step((*declared, *cut.declared), (Equation(target, body),))
    found = np.asarray(engine_for(step).predict(RESULT, cut.values))
    return np.broadcast_to(found, [lengths[index] for index in indexes])


@dataclass
class Cut:
    """Makes each entry that is read a quantity of its own, without the indexes that are numbers.

    So equal shapes of expressions are the same program, which is written once.
    """

    scene: Scene
    names: Mapping[str, str]
    dtype: Any
    read: dict[Entry, Entry] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def declared(self) -> list[Declaration]:
        return [Declaration("data", entry.name, entry.indexes) for entry in self.read.values()]

    def through(self, expression: Expression) -> Expression:
        match expression:
            case Entry():
                return self.cut(expression)
            case Size(index):
                return number(self.scene.length(index))
            case Reduction(kind, bound, body):
                return Reduction(kind, tuple(self.names[i] for i in bound), self.through(body))
        return rebuild(expression, self.through)

    def cut(self, entry: Entry) -> Entry:
        if entry not in self.read:
            name = f"q{len(self.read)}"
            kept = tuple(self.names[i] for i in entry.indexes if not i.isdigit())
            at = tuple(int(i) if i.isdigit() else slice(None) for i in entry.indexes)
            self.read[entry] = Entry(name, kept)
            value = np.asarray(self.scene.values[entry.name])[at]
            self.values[name] = np.asarray(value, self.dtype)
        return self.read[entry]
