"""A text of equations while it is being written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from whygrad.language.notation import number_text, step_text
from whygrad.language.parsing import parse

SOURCE = "network"  # how messages call the text


@dataclass
class Draft:
    """What stands in the text, in this order."""

    data: list[str] = field(default_factory=list)
    indexes: list[str] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    declarations: list[str] = field(default_factory=list)
    equations: list[str] = field(default_factory=list)
    weights: list[str] = field(default_factory=list)  # the entries that a penalty is on

    def declare(self, entry: str, kind: str) -> None:
        self.declarations.append(f"{entry}: {kind}")

    def take(self, entry: str) -> None:
        self.data.append(f"{entry}: data")

    def index(self, name: str, length: int) -> None:
        self.indexes.append(f"{name}: index({length})")

    def setting(self, name: str, value: float) -> None:
        """A setting's default; one that a person gave stays."""
        self.settings.setdefault(name, decimal(value))

    def write(self, target: str, expression: str, caption: str) -> None:
        self.equations.append(f"{target} = {expression}   # {caption}")

    def renamed(self, ending: str) -> Draft:
        """The same with an ending behind each name that it gives a meaning; settings stay."""
        lines = [*self.data, *self.indexes, *self.declarations, *self.equations]
        own = {"m", "c"} | {line.partition("[")[0].split(":")[0].split(" ")[0] for line in lines}
        word = re.compile(rf"\b({'|'.join(sorted(own))})\b")

        def all_of(lines: list[str]) -> list[str]:
            parted = (line.partition("#") for line in lines)
            return [word.sub(rf"\1{ending}", code) + mark + note for code, mark, note in parted]

        return Draft(
            all_of(self.data),
            all_of(self.indexes),
            self.settings,
            all_of(self.declarations),
            all_of(self.equations),
            all_of(self.weights),
        )

    def add(self, part: Draft) -> None:
        """Another draft below this one, with the same settings."""
        self.data += part.data
        self.indexes += part.indexes
        self.declarations += part.declarations
        self.equations += part.equations
        self.weights += part.weights

    def text(self) -> str:
        """The whole, aligned. Raises `TextError` where a part that a person gave is at fault."""
        settings = [f"{name}: setting = {value}" for name, value in self.settings.items()]
        lines = [*self.data, *self.indexes, *settings, *self.declarations, *self.equations]
        return step_text(parse("\n".join(lines), SOURCE))


def decimal(value: float) -> str:
    """As short as it reads back: 0.1, 1e-5."""
    return number_text(Fraction(str(value)))


def entry(name: str, *indexes: str) -> str:
    return f"{name}[{', '.join(indexes)}]"


def with_settings(settings: Mapping[str, float]) -> Draft:
    return Draft(settings={name: decimal(value) for name, value in settings.items()})


def total(terms: Iterable[str]) -> str:
    return " + ".join(terms)
