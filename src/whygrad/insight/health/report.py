"""A report of a run's health as text and as HTML."""

from __future__ import annotations

import re
from html import escape

from whygrad.insight.health.findings import Check, Health
from whygrad.insight.paragraphs import filled
from whygrad.language.messages import counted

CODE = re.compile(r"`([^`]*)`")
# The page's own colours, so that it reads on a dark page too.
CELL = '<td style="text-align: left; vertical-align: top; padding: 0.2em 0.8em">{inside}</td>'


def title(health: Health) -> str:
    """Where the run was looked at, and how many findings there are."""
    when = f"after {counted(health.steps, 'step').replace(str(health.steps), f'{health.steps:,}')}"
    if health.step < health.steps:
        when = f"before the update of step {health.step:,} of {health.steps:,}"
    count = len(health.findings)
    found = counted(count, "finding") if count else "healthy, nothing was found"
    missing = sum(check.state == "not measured" for check in health.checks)
    return f"Health {when}: {found}" + (f", {missing} not measured" if missing else "")


def write_text(health: Health) -> str:
    """A line or more for each check: its name, its state, what was measured."""
    names = max(len(check.name) for check in health.checks)
    states = max(len(check.state) for check in health.checks)
    lines = [title(health), ""]
    for check in health.checks:
        head = f"{check.name:{names}}  {check.state:{states}}  "
        for place, paragraph in enumerate(paragraphs(check)):
            indent = " " * len(head)
            lines.append(filled(paragraph, indent if place else head, indent))
    return "\n".join(lines)


def paragraphs(check: Check) -> list[str]:
    """What was found with what to do about it, below what was measured."""
    found = [p for f in check.findings for p in (f.what, f"What to do: {f.advice}")]
    return found or [check.summary]


def write_html(health: Health) -> str:
    rows = "\n".join(
        f"<tr>{''.join(map(cell, (check.name, state(check), body(check))))}</tr>"
        for check in health.checks
    )
    return f"<p>{escape(title(health))}</p>\n<table>\n{rows}\n</table>"


def state(check: Check) -> str:
    return f"<strong>{check.state}</strong>" if check.findings else check.state


def body(check: Check) -> str:
    return "<br>".join(CODE.sub(r"<code>\1</code>", escape(p)) for p in paragraphs(check))


def cell(inside: str) -> str:
    return CELL.format(inside=inside)
