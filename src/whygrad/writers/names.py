"""Names in a target language: the equation's own name, unless the language reserves it."""

from __future__ import annotations

import keyword
from collections.abc import Collection, Iterable

PYTHON = frozenset(
    {*keyword.kwlist, *keyword.softkwlist}
    | {"abs", "dict", "enumerate", "float", "len", "list", "math", "max", "min", "open"}
    | {"print", "range", "sum", "tuple", "zip"}
)
PROGRAM = frozenset(
    {"forward", "backward", "draw", "predict", "train", "update_parameters"}
    | {"first", "history", "iteration", "seed", "step", "steps"}
)
"""What every program calls its functions, and the variables of its training loop."""


def unused(name: str, taken: set[str]) -> str:
    """A name like this one that is not taken; from now on it is."""
    while name in taken:
        name += "_"
    taken.add(name)
    return name


def spell_names(names: Iterable[str], reserved: Collection[str]) -> dict[str, str]:
    """How each name is spelled: a reserved one gets as many underscores as make it free."""
    names = list(dict.fromkeys(names))
    taken = {name for name in names if name not in reserved}
    spelled = {}
    for name in names:
        word = name
        while word in reserved or (word != name and word in taken):
            word += "_"
        taken.add(word)
        spelled[name] = word
    return spelled
