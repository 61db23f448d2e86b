"""Which names mean what at a line of the text, and the rules about reading them."""

from __future__ import annotations

from dataclasses import dataclass, field

from whygrad.language.equations import ITERATION, LEARNING_RATE, Place
from whygrad.language.messages import listing, nearest
from whygrad.language.scanning import Scan
from whygrad.language.vocabulary import RESERVED, expected, why_refused

ASSIGNABLE = ("parameter", "state")


@dataclass
class Meaning:
    """What a name stands for: a kind of declaration, or `equation`."""

    kind: str
    indexes: tuple[str, ...]
    line: int


@dataclass
class Scope:
    """The names above the current line. Quantities, settings and indexes share one space."""

    found: Scan
    whole: bool = False  # a printed whole step: gradients and updates may be written
    meanings: dict[str, Meaning] = field(default_factory=dict)
    indexes: dict[str, Place] = field(default_factory=dict)
    below: dict[str, int] = field(default_factory=dict)  # name: the line that defines it
    updating: bool = False

    def fail(self, what: str, place: Place, advice: str = "") -> None:
        self.found.fail(what, place, advice)

    def check_name(self, name: str, place: Place) -> None:
        reason = why_refused(name, derived=self.whole)
        if reason:
            self.fail(f"{reason}.", place, f"As a name, write `{name}_`." if name in reason else "")
        if name.startswith("_"):
            self.fail(f"`{name}` begins with an underscore.", place, "A name begins with a letter.")

    def define(self, name: str, kind: str, indexes: tuple[str, ...], place: Place) -> None:
        """A name is given its meaning, once."""
        self.check_name(name, place)
        if name == LEARNING_RATE and kind != "setting":
            self.fail(
                f"`{LEARNING_RATE}` belongs to the optimiser: it can be a setting only.",
                place,
                f"Expected `{LEARNING_RATE}: setting = 0.01`, or another name.",
            )
        before = self.meanings.get(name)
        if before is not None:
            self.fail(
                f"`{name}` stands twice: line {before.line} already {verb(before.kind)} it.",
                place,
                "Each name has one declaration or one equation; give one of them another name.",
            )
        if name in self.indexes and kind != "index":
            self.fail(
                f"`{name}` is an index since line {self.indexes[name].line};"
                " it cannot be a quantity too.",
                place,
                "Quantities, settings and indexes share one name space.",
            )
        self.meanings[name] = Meaning(kind, indexes, place.line)

    def use_index(self, name: str, place: Place) -> None:
        meaning = self.meanings.get(name)
        if meaning is not None and meaning.kind != "index":
            self.fail(
                f"`{name}` is a quantity since line {meaning.line}; it cannot be an index too.",
                place,
                "Subscripts are index names; there is no indexing by values.",
            )
        if name not in self.indexes:
            self.check_name(name, place)
            self.indexes[name] = place

    def check_targets(self, indexes: tuple[str, ...], place: Place) -> None:
        for position, index in enumerate(indexes):
            if index in indexes[:position]:
                self.fail(f"index `{index}` stands twice in one entry.", place, TWICE)
            self.use_index(index, place)

    def assign(self, name: str, indexes: tuple[str, ...], place: Place) -> None:
        """The target of an equation: new, or in the updates a parameter or a state."""
        before = self.meanings.get(name)
        if before is None or before.kind not in ASSIGNABLE:
            return self.define(name, "equation", indexes, place)
        if not self.updating:
            self.fail(
                f"`{name}` is a {before.kind} (line {before.line}); a forward equation cannot"
                " set it.",
                place,
                "Give the equation's result another name; the updates are derived.",
            )
        if before.indexes != indexes:
            expected_target = f"Expected `{entry_text(name, before.indexes)} = ...`."
            self.fail(f"`{name}` carries {carried(before.indexes)}.", place, expected_target)
        self.meanings[name] = Meaning("equation", indexes, place.line)
        return None

    def read(
        self, name: str, indexes: tuple[str, ...], bound: tuple[str, ...], place: Place
    ) -> None:
        """A quantity is read: it is known, has so many indexes, and each is at hand."""
        meaning = self.meaning(name, place)
        if len(meaning.indexes) != len(indexes):
            self.fail(
                f"`{name}` carries {carried(meaning.indexes)}, but is read with"
                f" {carried(indexes)}.",
                place,
                f"Expected `{entry_text(name, meaning.indexes)}`.",
            )
        for position, index in enumerate(indexes):
            if index in indexes[:position]:
                self.fail(f"index `{index}` stands twice in one entry.", place, TWICE)
            self.use_index(index, place)
            if index not in bound:
                self.fail(
                    f"index `{index}` is neither on the left nor bound by a reduction.",
                    place,
                    f"Put `{index}` on the left, or sum over it: `sum[{index}](...)`.",
                )

    def meaning(self, name: str, place: Place) -> Meaning:
        if name in self.meanings and self.meanings[name].kind != "index":
            return self.meanings[name]
        if name == ITERATION or (name == LEARNING_RATE and self.updating):
            return Meaning("setting", (), 0)
        if name in self.indexes or name in self.meanings:
            self.fail(
                f"`{name}` is an index, not a quantity.",
                place,
                f"Its length is `size[{name}]`.",
            )
        if name in self.below:
            self.fail(
                f"`{name}` is read before it is defined (line {self.below[name]}).",
                place,
                "An equation reads only what stands above it.",
            )
        if name in RESERVED:
            self.fail(f"`{name}` is {RESERVED[name]}, not a quantity.", place, expected(name))
        if name == LEARNING_RATE:
            self.fail(
                f"`{name}` is not defined.", place, "Declare it: `learning_rate: setting = 0.1`."
            )
        known = [n for n, m in self.meanings.items() if m.kind != "index"]
        advice = nearest(name, known) or (
            f"Defined above: {listing(known)}." if known else "Nothing is defined above."
        )
        self.fail(f"`{name}` is not defined.", place, advice)
        raise AssertionError


TWICE = "Subscripts of one entry are different index names."


def verb(kind: str) -> str:
    return "defines" if kind == "equation" else "declares"


def carried(indexes: tuple[str, ...]) -> str:
    return f"[{', '.join(indexes)}]" if indexes else "no index"


def entry_text(name: str, indexes: tuple[str, ...]) -> str:
    return f"{name}[{', '.join(indexes)}]" if indexes else name
