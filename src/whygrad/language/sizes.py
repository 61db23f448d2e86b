"""How long each index is, and who said so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from whygrad.language.equations import Place, Step, once
from whygrad.language.expressions import Entry, entries
from whygrad.language.messages import WhygradError, listing
from whygrad.language.scanning import Scan


@dataclass(frozen=True)
class Said:
    """One statement about a length: index, length, and the words for who said it."""

    index: str
    length: int
    by: str


@once
def index_classes(step: Step) -> dict[str, str]:
    """Each index with the one that stands for all of the same length.

    A quantity read under other names (`q[j, k]` of `q[i, k]`) makes i and j equally long.
    Raises `WhygradError` where two declared lengths then differ.
    """
    classes: dict[str, str] = {}
    carried = step.indexes_of()
    for names in carried.values():
        for name in names:
            classes.setdefault(name, name)
    for declared in step.declared("index"):
        classes.setdefault(declared.name, declared.name)
    for equation in step:
        for part in (equation.expression, *(c.expression for c in equation.origin)):
            for entry in entries(part):
                join(classes, entry, carried)
        join(classes, equation.target, carried)
    found = {name: find(classes, name) for name in classes}
    check_agreement(found, declared_lengths(step))
    return found


def find(classes: dict[str, str], name: str) -> str:
    while classes.setdefault(name, name) != name:
        name = classes[name]
    return name


def join(classes: dict[str, str], entry: Entry, carried: Mapping[str, tuple[str, ...]]) -> None:
    own = carried.get(entry.name, ())
    for declared, read in zip(own, entry.indexes, strict=False):
        first, second = find(classes, declared), find(classes, read)
        if first != second:
            classes[second] = first


def declared_lengths(step: Step) -> list[Said]:
    return [
        Said(d.name, d.length, f"`{d.name}: index({d.length})`")
        for d in step.declared("index")
        if d.length is not None
    ]


def check_agreement(classes: Mapping[str, str], said: Iterable[Said]) -> dict[str, int]:
    """The length of each class of indexes. Names both sources of a clash."""
    first: dict[str, Said] = {}
    for one in said:
        other = first.setdefault(classes[one.index], one)
        if other.length != one.length:
            raise WhygradError(clash(other, one))
    return {name: one.length for name, one in first.items()}


def clash(one: Said, other: Said) -> str:
    text = (
        f"The sizes clash: index `{one.index}` has length {one.length} from {one.by},"
        f" but `{other.index}` has length {other.length} from {other.by}."
    )
    if one.index == other.index:
        return text.replace(f"but `{other.index}` has length", "but")
    return (
        text
        + f"\n`{one.index}` and `{other.index}` have one length: a quantity is read under both."
    )


def index_lengths(step: Step, shapes: Mapping[str, tuple[int, ...]]) -> dict[str, int]:
    """The length of every index, given the shapes of the data at hand.

    `shapes` has a shape for data names, and for others where they are known. An index whose
    length nothing gives is left out. Raises `WhygradError` on a clash, naming both sources.
    """
    classes = index_classes(step)
    said = declared_lengths(step)
    for name, indexes in step.indexes_of().items():
        for axis, index in enumerate(indexes if name in shapes else ()):
            where = f" (axis {axis})" if len(indexes) > 1 else ""
            said.append(Said(index, shapes[name][axis], f"`{name}`{where}"))
    lengths = check_agreement(classes, said)
    return {index: lengths[group] for index, group in classes.items() if group in lengths}


def check_known(step: Step, indexes: Mapping[str, Place], found: Scan) -> None:
    """Every index gets its length from an axis of the data or from `index(n)`."""
    classes = index_classes(step)
    given = {classes[i] for d in step.data for i in d.indexes}
    given |= {classes[d.name] for d in step.declared("index")}
    for index, place in indexes.items():
        if classes.get(index, index) in given:
            continue
        owners = [d.name for d in step.parameters if index in d.indexes]
        whose = f", so the size of {listing(owners)} is unknown" if owners else ""
        found.fail(
            f"nothing gives the length of index `{index}`{whose}.",
            place,
            f"Declare it, as in `{index}: index(2)`, or use an index of the data.",
        )
