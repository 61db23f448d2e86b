"""Optimisers: update equations for every parameter, written in the language itself.

In a rule `value` stands for the parameter, `gradient` for its gradient; a state of the rule
becomes one state for each parameter, named after both (`velocity_weights1`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from whygrad.language.equations import GRADIENT, LEARNING_RATE, Declaration, Equation, Start, Step
from whygrad.language.expressions import Entry, Expression, Number, replace_entries
from whygrad.language.messages import WhygradError, listing, nearest
from whygrad.language.parsing import parse_formula
from whygrad.language.sizes import index_classes


@dataclass(frozen=True)
class Optimizer:
    """A rule of some lines; its settings can be changed like any other setting."""

    name: str
    caption: str
    lines: tuple[tuple[str, str], ...]
    states: tuple[str, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)


OPTIMIZERS = {
    rule.name: rule
    for rule in (
        Optimizer(
            "gradient_descent",
            "gradient descent",
            (("value", "value - learning_rate * gradient"),),
        ),
        Optimizer(
            "momentum",
            "gradient descent with momentum",
            (
                ("velocity", "momentum * velocity + gradient"),
                ("value", "value - learning_rate * velocity"),
            ),
            states=("velocity",),
            settings={"momentum": "0.9"},
        ),
    )
}


def with_update(step: Step, optimizer: str = "gradient_descent") -> Step:
    """The derived step with the optimiser's states, settings and update equations."""
    if not isinstance(optimizer, str) or optimizer not in OPTIMIZERS:
        advice = nearest(str(optimizer), OPTIMIZERS) or f"There are {listing(OPTIMIZERS)}."
        raise WhygradError(f"optimizer: there is no `{optimizer}`.\n{advice}")
    rule = OPTIMIZERS[optimizer]
    gradients = {equation.name for equation in step.backward}
    learning = [p for p in step.parameters if GRADIENT + p.name in gradients]
    declarations = [*step.declarations, *new_declarations(step, rule, learning)]
    update = [line for parameter in learning for line in lines(rule, parameter)]
    if update:
        update[0] = replace(update[0], caption=rule.caption)
    return replace(step, declarations=tuple(declarations), update=tuple(update))


def new_declarations(
    step: Step, rule: Optimizer, learning: list[Declaration]
) -> Iterator[Declaration]:
    taken = {*step.indexes_of(), *index_classes(step)}
    for name, text in rule.settings.items():
        if name not in {setting.name for setting in step.settings}:
            check_free(name, rule, taken)
            yield Declaration("setting", name, value=Number(Fraction(text), text))
    for parameter in learning:
        for state in rule.states:
            name = f"{state}_{parameter.name}"
            check_free(name, rule, taken)
            yield Declaration("state", name, parameter.indexes, Start("zeros"))


def check_free(name: str, rule: Optimizer, taken: set[str]) -> None:
    if name in taken:
        raise WhygradError(
            f"optimizer: `{rule.name}` needs the name `{name}`, which the equations use.\n"
            "Give that quantity another name."
        )


def lines(rule: Optimizer, parameter: Declaration) -> Iterator[Equation]:
    """The rule's equations for one parameter."""
    entries: dict[str, Expression] = {
        "value": Entry(parameter.name, parameter.indexes),
        "gradient": Entry(GRADIENT + parameter.name, parameter.indexes),
    }
    for state in rule.states:
        entries[state] = Entry(f"{state}_{parameter.name}", parameter.indexes)
    known = (*entries, *rule.settings, LEARNING_RATE)
    for target, text in rule.lines:
        entry = entries[target]
        assert isinstance(entry, Entry)
        yield Equation(entry, replace_entries(parse_formula(text, known), entries))
