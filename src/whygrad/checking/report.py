"""A report as text for a person."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from whygrad.checking.findings import Finding, Report
from whygrad.language.messages import counted

WIDTH = 88
ROUNDING = 1e-12
VERDICTS = {
    "right": "The backward pass is right.",
    "scaled": "The backward pass is right, up to one factor that the learning rate takes up.",
    "wrong": "The backward pass is wrong.",
    "unknown": "Whether the backward pass is right cannot be said.",
}


def report_text(report: Report) -> str:
    """The verdict, each finding, all gradients, and what was and was not checked."""
    parts = [heading(report)]
    parts += ["\n".join(finding_lines(finding)) for finding in report.findings]
    parts += ["\n".join(gradient_lines(report)), "\n".join(remark_lines(report))]
    parts.append("\n".join(coverage_lines(report)))
    return "\n\n".join(part for part in parts if part)


def heading(report: Report) -> str:
    found = f" ({counted(len(report.findings), 'finding')})" if report.findings else ""
    return f"{report.source}: {report.verdict}{found}\n{VERDICTS[report.verdict]}"


def finding_lines(finding: Finding) -> Iterator[str]:
    yield f"line {finding.line}: {finding.mistake or 'no known kind'}"
    yield f"    {finding.source}"
    yield from wrapped(finding.message, "  ")
    if finding.yours != finding.source:
        yield f"  yours    {finding.yours}"
    if finding.derived != finding.fix or finding.yours != finding.source:
        yield f"  derived  {finding.derived}"
    if figures := figures_text(finding):
        yield f"  figures  {figures}"
    yield from fix_lines(finding)
    if finding.also:
        yield f"  The figures fit another cause as well: {', '.join(finding.also)}."


def figures_text(finding: Finding) -> str:
    """The first entry that differs, with both values; "" where no value does."""
    if finding.your_value is None:
        return ""
    where = f"[{', '.join(map(str, finding.entry))}]" if finding.entry else ""
    return (
        f"{finding.of}{where} is {finding.your_value:.6g},"
        f" and should be {finding.derived_value:.6g}"
    )


def fix_lines(finding: Finding) -> Iterator[str]:
    if not finding.steps:
        yield "  fix      none was found that makes everything right"
    for number, step in enumerate(finding.steps):
        yield f"  {'' if number else 'fix':<9}{step}"


def wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def gradient_lines(report: Report) -> Iterator[str]:
    if not report.gradients:
        return
    rows = [("gradient", "of", "line", "verdict")]
    rows += [(each.name, each.of, str(each.line), each.verdict) for each in report.gradients]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for name, of, line, verdict in rows:
        yield f"{name:<{widths[0]}}  {of:<{widths[1]}}  {line:>{widths[2]}}  {verdict}"
    if any(each.verdict == "inherits" for each in report.gradients):
        yield "(inherits: its own line is right, and reads a wrong value)"


def remark_lines(report: Report) -> Iterator[str]:
    for line, sentence in report.remarks:
        yield from wrapped(f"line {line}: {sentence}")


def coverage_lines(report: Report) -> Iterator[str]:
    if report.loss:
        yield from wrapped(loss_sentence(report))
    if report.scale is not None and report.verdict == "scaled":
        yield f"Every gradient is {report.scale:.6g} times the true one."
    if report.covered:
        yield from wrapped(covered_sentence(report))
    for each in report.unchecked:
        where = f"line {each.line}: " if each.line else ""
        yield from wrapped(f"Not checked: {where}{each.why}.")


def loss_sentence(report: Report) -> str:
    loss = report.loss
    if loss["assumed"]:
        return (
            f"The script computes no loss; from line {loss['line']} it is assumed to be"
            f" {loss['kind']}. Another one: --loss NAME."
        )
    return f"The loss is `{loss['name']}` of line {loss['line']}."


def covered_sentence(report: Report) -> str:
    names = ", ".join(report.covered["parameters"])
    slope = report.covered["slope"]
    near = "to rounding" if slope <= ROUNDING else f"to {slope:.0e} of it"
    return (
        f"Compared at {report.covered['point']}, entry by entry: {names}. Second opinion: along"
        f" random directions the loss changes as its true gradient says, {near}."
    )
