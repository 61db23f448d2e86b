"""What a format of typeset mathematics is: a table of forms that the walker fills in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum

from whygrad.language.functions import Function


class Binding(IntEnum):
    """How tightly a typeset part holds together, loosest first."""

    SUM = 1
    DIVISION = 2  # written on one line; a stacked fraction holds like a power
    PRODUCT = 3
    PREFIX = 4  # a sum sign and what it governs
    POWER = 5
    ATOM = 6


class Edge(Enum):
    """What a part begins or ends with, where its neighbour must know."""

    PLAIN = 0
    MINUS = 1  # begins with a sign
    DIGIT = 2
    NAME = 3  # ends with a name: an opening bracket behind it would look like a call
    BRACKET = 4  # begins with an opening bracket
    TIGHT = 5  # ends with signs set without spaces: a mere gap would not end it


@dataclass(frozen=True, slots=True)
class Part:
    """Some typeset mathematics, and what decides whether it needs brackets.

    `open` says that a sum sign governs all up to the right end, so that a further factor
    would fall under it.
    """

    text: str
    binding: Binding = Binding.ATOM
    first: Edge = Edge.PLAIN
    last: Edge = Edge.PLAIN
    open: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One equation, typeset piece by piece, for the alignment of a list."""

    target: str
    sign: str
    expression: str
    caption: str


@dataclass(frozen=True, slots=True)
class Forms:
    """One format. Templates hold `%s` for each part in the order of reading.

    stacked     whether divisions are fractions, one part above the other
    fraction    of two parts
    scientific  of a mantissa and the power of ten
    gradient    of one quantity and another: a partial derivative
    operator    of a quantity: what takes the partial derivative of the part in brackets behind
    equation    of its target, sign and expression
    assign      the sign of an update
    name        how a name is written
    subscript   puts indexes on a name that is written already
    total       the sum sign over indexes, with the space behind it
    average     the reciprocal of the product of these sizes, before a sum sign
    over        an operator such as max over indexes, applied to a part
    power       of a base, in brackets where it needs them, and an exponent
    call        an elementary function of its arguments
    whole       an expression or equation as a document of its own
    lines       a list of equations, aligned
    """

    stacked: bool
    plus: str
    minus: str
    negative: str
    gap: str
    dot: str
    brackets: str
    fraction: str
    scientific: str
    gradient: str
    operator: str
    equation: str
    assign: str
    number: Callable[[str], str]
    name: Callable[[str], str]
    subscript: Callable[[str, tuple[str, ...]], str]
    total: Callable[[tuple[str, ...]], str]
    average: Callable[[Sequence[str]], str]
    over: Callable[[str, tuple[str, ...], str], str]
    power: Callable[[Part, Part], Part]
    call: Callable[[Function, Sequence[str]], Part]
    whole: Callable[[str], str]
    lines: Callable[[Sequence[Line]], str]


GREEK = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ϵ",
    "zeta": "ζ",
    "eta": "η",
    "theta": "θ",
    "iota": "ι",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μ",
    "nu": "ν",
    "xi": "ξ",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "upsilon": "\u03c5",
    "phi": "ϕ",
    "chi": "χ",
    "psi": "ψ",
    "omega": "ω",
    "Gamma": "Γ",
    "Delta": "Δ",
    "Theta": "Θ",
    "Lambda": "Λ",
    "Xi": "Ξ",
    "Phi": "Φ",
    "Psi": "Ψ",
    "Omega": "Ω",
}  # without Sigma and Pi, which would look like a sum and a product
PRIME = "'"  # stands behind the name of a quantity: x' is x, at one place that it is read
MOST_PRIMES = 3
EULER = "e"  # as a person's name it is set upright: the italic letter is the number


def place_name(name: str, place: int) -> str:
    """The name of a quantity at one of the places where it is read: `x'`, `x''`, ..., `x'4`."""
    return name + (PRIME * place if place <= MOST_PRIMES else f"{PRIME}{place}")


def unplaced(name: str) -> tuple[str, str]:
    """The quantity's own name, and what marks the place behind it, as it is typeset."""
    stem, prime, rest = name.partition(PRIME)
    return stem, f"({rest})" if rest.isdigit() else prime + rest


def greek(name: str) -> tuple[str, str]:
    """A name's Greek letter, spelled out, and its digits: `beta1`, `lambda_`. Else empty."""
    stem = name.rstrip("0123456789")
    digits = name[len(stem) :]
    letter = "lambda" if stem == "lambda_" else stem
    return (letter, digits) if letter in GREEK else ("", "")


def single_letters(indexes: Sequence[str]) -> bool:
    """Whether indexes may stand side by side, as in a textbook; others need commas."""
    return all(len(index) == 1 and index.isalpha() for index in indexes)
