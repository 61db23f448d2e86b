"""The options of a network, checked: each fault gets one message that says what was expected."""

from __future__ import annotations

import numbers
from collections.abc import Iterable, Mapping, Sequence
from math import isfinite
from typing import Any

from whygrad.language.expressions import Entry, Expression, replace_entries
from whygrad.language.formulas import one_a_line
from whygrad.language.functions import FUNCTIONS
from whygrad.language.messages import TextError, WhygradError, counted, listing, nearest
from whygrad.language.notation import text as expression_text
from whygrad.language.parsing import parse, parse_formula
from whygrad.language.vocabulary import STARTS

IDENTITY = "identity"
ACTIVATIONS = (IDENTITY, *(name for name, row in FUNCTIONS.items() if len(row.arguments) == 1))
SOFTMAX = "softmax"
ELSEWHERE = {  # what other libraries call them
    **dict.fromkeys(("mse", "mean_squared_error", "l2_loss"), "squared"),
    **dict.fromkeys(("mae", "mean_absolute_error", "l1_loss"), "absolute"),
    **dict.fromkeys(("bce", "log_loss", "binary_crossentropy"), "binary_cross_entropy"),
    **dict.fromkeys(("softmax", "nll", "categorical_crossentropy"), "cross_entropy"),
    "pinball": "quantile",
    "smooth_l1": "huber",
    "linear": IDENTITY,
    "logistic": "sigmoid",
    "swish": "silu",
    "ridge": "l2",
    "lasso": "l1",
    "xavier": "glorot",
    "kaiming": "he",
}
RECTIFIERS = ("relu", "leaky_relu", "elu", "gelu", "silu")  # whose start is He's


FORM = "Expected the inputs, the units of each hidden layer and the outputs: `[64, 32, 10]`."


def check_sizes(sizes: Any) -> tuple[list[int], dict[str, int]]:
    """The number of inputs and of the units of each hidden layer; the outputs by name.

    A single output has no name.
    """
    if isinstance(sizes, str | Mapping) or not isinstance(sizes, Iterable):
        raise WhygradError(f"sizes: expected a list of whole numbers, not {sizes!r}.\n{FORM}")
    found = list(sizes)
    if len(found) < 2:
        raise WhygradError(
            f"sizes: {counted(len(found), 'number')}; at least 2 are needed.\n{FORM}"
        )
    units = [check_size(place, size) for place, size in enumerate(found[:-1])]
    if not isinstance(found[-1], Mapping):
        return units, {"": check_size(len(units), found[-1])}
    if not found[-1]:
        raise WhygradError('sizes: no output is named.\nExpected, for example, {"price": 1}.')
    return units, {
        check_word("sizes", name): check_size(len(units), size) for name, size in found[-1].items()
    }


def check_size(place: int, size: Any) -> int:
    if isinstance(size, bool) or not isinstance(size, numbers.Integral) or size < 1:
        fault = f"sizes[{place}]: expected a whole number of 1 or more, not {size!r}."
        raise WhygradError(f"{fault}\n{FORM}")
    return int(size)


def per_layer(name: str, value: Any, layers: int, kind: str = "hidden layer") -> list[Any]:
    """One value for all layers, or one for each."""
    if not isinstance(value, list | tuple):
        return [value] * layers
    if len(value) != layers:
        raise WhygradError(
            f"{name}: {counted(len(value), 'value')} for {counted(layers, kind)}.\n"
            f"Give one for all, or a list of one for each {kind}."
        )
    return list(value)


def check_name(option: str, name: Any, known: Iterable[str], own: str = "") -> None:
    """A name out of some; `own` says what else may stand there."""
    known = list(known)
    if not isinstance(name, str) or name not in known:
        fault = (
            f"there is no `{name}`." if isinstance(name, str) else f"expected a name, not {name!r}."
        )
        more = f", or {own}" if own else ""
        near = ELSEWHERE.get(str(name).lower(), str(name))
        advice = nearest(near, known) or f"Known are {listing(known)}{more}."
        raise WhygradError(f"{option}: {fault}\n{advice}")


def is_formula(value: Any) -> bool:
    """Whether it is more than a name: a formula of one's own."""
    return isinstance(value, str) and not value.strip().isidentifier()


def read_formula(option: str, text: str, variable: str, settings: Iterable[str]) -> Expression:
    """A formula of one variable. Raises `WhygradError` that names the option."""
    try:
        return parse_formula(one_line(option, text), (variable, *settings))
    except TextError as error:
        raise WhygradError(f"{option}: {error}") from None


def filled(formula: Expression, variable: str, entry: str) -> str:
    """The formula with an entry for its variable, as text."""
    name, _, rest = entry.partition("[")
    indexes = tuple(part.strip() for part in rest.rstrip("]").split(",") if part)
    return expression_text(replace_entries(formula, {variable: Entry(name, indexes)}))


def activated(activation: str, z: str, settings: Sequence[str]) -> tuple[str, str]:
    """The activation of an entry, and its caption."""
    if activation == IDENTITY:
        return z, "no activation"
    if is_formula(activation):
        return filled(read_formula("activation", activation, "z", settings), "z", z), "activation"
    return f"{activation}({z})", activation


def one_line(option: str, text: str) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) != 1 or "#" in text:
        raise WhygradError(f"{option}: expected one line without a comment, not {text!r}.")
    return lines[0].strip()


def check_activation(
    option: str, value: Any, settings: Iterable[str], *, last: bool = False
) -> None:
    """A function's name, or a formula of `z`; of the last layer also softmax."""
    if is_formula(value):
        read_formula(option, value, "z", settings)
        return
    known = (*ACTIVATIONS, SOFTMAX) if last else ACTIVATIONS
    check_name(option, value, known, "a formula of `z` such as `z * sigmoid(1.7 * z)`")


def start_of(option: str, value: Any, settings: Mapping[str, str]) -> str:
    """How a parameter starts, as the language writes it: a number, `he`, `normal(0, 0.1)`."""
    if is_number(value):
        return str(value)
    if not isinstance(value, str):
        raise WhygradError(f"{option}: expected a name or a number, not {value!r}.")
    text = one_line(option, value)
    if text.isidentifier():
        check_name(option, text, STARTS)
        if STARTS[text]:
            wanted = ", ".join(STARTS[text])
            example = {"constant": "constant(0.1)"}.get(text, f"{text}(0, 1)")
            raise WhygradError(
                f"{option}: `{text}` takes {wanted}.\nExpected, for example, `{example}`."
            )
        text = f"{text}()"
    lines = [f"{name}: setting = {number}" for name, number in settings.items()]
    lines += ["k: index(2)", f"w[k]: parameter = {text}", "loss = sum[k](w[k])"]
    try:
        parse("\n".join(lines))
    except TextError as error:
        raise WhygradError(f"{option}: {error}") from None
    return text


def is_number(value: Any) -> bool:
    """A finite number, and no truth value."""
    return (
        isinstance(value, numbers.Real) and not isinstance(value, bool) and isfinite(float(value))
    )


def check_word(option: str, value: Any) -> str:
    """The name of a quantity."""
    if not isinstance(value, str) or not (value.isascii() and value.isidentifier()):
        raise WhygradError(f"{option}: expected a name such as `celsius`, not {value!r}.")
    return value


def check_part(option: str, value: Any) -> float:
    """A number from 0 up to, but not including, 1."""
    if not is_number(value) or not 0 <= float(value) < 1:
        raise WhygradError(f"{option}: expected a number from 0 to below 1, not {value!r}.")
    return float(value)


def check_flag(option: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise WhygradError(f"{option}: expected True or False, not {value!r}.")
    return value


def check_metrics(text: Any) -> list[str]:
    """The equations, one a line. What they say is checked with the whole text."""
    lines = one_a_line(text).split("\n") if isinstance(text, str) else ["none"]
    lines = [line for line in lines if line.strip()]
    if not all("=" in line for line in lines):
        raise WhygradError(
            "metrics: expected equations, as in"
            f" `off = mean[i, m](abs(output[i, m] - target[i, m]))`, not {text!r}."
        )
    return lines


def check_settings(settings: Any) -> dict[str, float]:
    if settings is None:
        return {}
    if not isinstance(settings, Mapping):
        raise WhygradError('settings: expected names with values, as in {"alpha": 0.1}.')
    for name, value in settings.items():
        check_word("settings", name)
        if not is_number(value):
            raise WhygradError(f"settings: {name}: expected a number, not {value!r}.")
    return dict(settings)
