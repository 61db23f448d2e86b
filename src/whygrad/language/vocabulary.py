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


def expected(name: str) -> str:
    """How a word of the language is used in an expression; empty where it has no use there."""
    if name in FUNCTIONS:
        return f"Expected `{name}({', '.join(FUNCTIONS[name].arguments)})`."
    if name in REDUCTIONS:
        pair = " Of two numbers it is `maximum(a, b)`." if name == "max" else ""
        return f"Expected `{name}[i](...)`.{pair}"
    if name == "size":
        return "Expected `size[i]`."
    if name in DISTRIBUTIONS:
        return f"Declare a draw, as in `noise[i]: draw = {name}({', '.join(DISTRIBUTIONS[name])})`."
    return ""


def why_refused(name: str, *, derived: bool = False) -> str:
    """Why a person cannot give this name; empty where they can."""
    if keyword.iskeyword(name):
        return f"`{name}` is a Python keyword"
    if name in RESERVED:
        return f"`{name}` is reserved: it is {RESERVED[name]}"
    if name.startswith(GRADIENT) and not derived:
        return f"`{name}` is reserved: names that begin with `{GRADIENT}` are derived"
    return ""
