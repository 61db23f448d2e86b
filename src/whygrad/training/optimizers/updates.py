"""The update equations of a step, from a rule that is known by name or written out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from whygrad.language.equations import GRADIENT, Declaration, Step
from whygrad.language.expressions import Number
from whygrad.language.formulas import one_a_line
from whygrad.language.messages import WhygradError, listing, nearest
from whygrad.language.sizes import index_classes
from whygrad.training.optimizers.rules import Rule, read_rule
from whygrad.training.optimizers.table import LBFGS_LIMITS, OPTIMIZERS

LBFGS = "lbfgs"
NAMES = (*OPTIMIZERS, LBFGS)
MOST_WRITTEN = 60_000  # nodes of all updates, each some microseconds of work
LIMITS = tuple(
    Declaration("setting", name, value=Number(Fraction(text), text))
    for name, text in LBFGS_LIMITS.items()
)


def with_update(step: Step, optimizer: str = "gradient_descent") -> Step:
    """The derived step with the optimiser's settings, states and update equations.

    `optimizer` is one of `NAMES`, or a rule as text. L-BFGS has settings alone, and a step
    without gradients gets nothing.
    """
    text = text_of(optimizer)
    gradients = {equation.name for equation in step.backward}
    learning = [p for p in step.parameters if GRADIENT + p.name in gradients]
    if not learning:
        return step
    rule = Rule(LIMITS, ()) if optimizer == LBFGS else read_rule(text, step)
    if rule.extent(len(learning)) > MOST_WRITTEN:
        raise WhygradError(
            f"optimizer: `{title(optimizer)}` is too long to be written for"
            f" {len(learning):,} parameters.\nTake a shorter rule, or put parameters together:"
            " one with an index for many without."
        )
    new = additions(step, rule, learning, title(optimizer))
    update = tuple(rule.equations_for(learning, step.loss))
    return replace(step, declarations=(*step.declarations, *new), update=update)


def text_of(optimizer: str) -> str:
    """The rule's text. Whatever has no `=` is taken for a name."""
    if isinstance(optimizer, str):
        if optimizer in NAMES:
            return OPTIMIZERS.get(optimizer, "")
        if "=" in optimizer:
            return one_a_line(optimizer)
    advice = nearest(str(optimizer), NAMES) or f"There are {listing(NAMES)}, or a rule as text."
    raise WhygradError(f"optimizer: there is no `{optimizer}`.\n{advice}")


def title(optimizer: str) -> str:
    """What an optimiser is called: its name, or the first line of its text if it is a comment."""
    if optimizer in NAMES:
        return optimizer
    first = optimizer.strip().split("\n")[0]
    return first.lstrip("# ") if first.startswith("#") else "own rule"


def additions(
    step: Step, rule: Rule, learning: list[Declaration], name: str
) -> Iterator[Declaration]:
    """The rule's declarations; a setting that the text declares too is the text's."""
    taken = {*step.indexes_of(), *index_classes(step)}
    settings = {setting.name for setting in step.settings}
    for declared in rule.declared_for(learning):
        if declared.kind == "setting" and declared.name in settings:
            continue
        if declared.name in taken:
            raise WhygradError(
                f"optimizer: `{name}` needs the name `{declared.name}`, which the equations use.\n"
                "Give that quantity another name."
            )
        yield declared
