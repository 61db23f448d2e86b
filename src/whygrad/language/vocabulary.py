"""The words of the language that a name cannot be, and how starting values are called."""

from __future__ import annotations

import keyword

from whygrad.language.equations import GRADIENT, ITERATION
from whygrad.language.expressions import REDUCTIONS
from whygrad.language.functions import FUNCTIONS

# each with the names of its arguments
STARTS = {
    "uniform": ("low", "high"),
    "normal": ("mean", "deviation"),
    "zeros": (),
    "ones": (),
    "constant": ("value",),
    "glorot": (),
    "he": (),
}
DISTRIBUTIONS = {
    "bernoulli": ("probability",),
    "uniform": ("low", "high"),
    "normal": ("mean", "deviation"),
}
KINDS = ("data", "parameter", "state", "setting", "draw", "index")
RESERVED = {
    **dict.fromkeys(KINDS, "a kind of declaration"),
    "prediction": "the word that names the prediction",
    "size": "the length of an index",
    ITERATION: "the number of the step",
    **dict.fromkeys(STARTS, "an initialiser"),
    **dict.fromkeys(DISTRIBUTIONS, "a distribution"),
    **dict.fromkeys(FUNCTIONS, "a function"),
    **dict.fromkeys(REDUCTIONS, "a reduction"),
}


def why_refused(name: str, *, derived: bool = False) -> str:
    """Why a person cannot give this name; empty where they can."""
    if keyword.iskeyword(name):
        return f"`{name}` is a Python keyword"
    if name in RESERVED:
        return f"`{name}` is reserved: it is {RESERVED[name]}"
    if name.startswith(GRADIENT) and not derived:
        return f"`{name}` is reserved: names that begin with `{GRADIENT}` are derived"
    return ""
