"""The whole corpus of hand-written scripts through the check: how often it is right.

    .venv/bin/python tests/test_check_corpus.py    # every case; a line for each that is wrong

The everyday test takes every fifth case; a case takes about half a second. The aim is all
mistakes detected, 90% of the right lines, 80% of the right causes and at most 10% innocent lines.
Of the last a little is missing; what is reached is held here, so that it only grows.
"""

import functools
import sys
from dataclasses import dataclass

import pytest

from mistaken.cases import CASES
from mistaken.scripts import Case
from whygrad.checking.checks import check_script
from whygrad.checking.findings import Report

SOME = [case for number, case in enumerate(CASES.values()) if number % 5 == 0]
RIGHT = [case for case in SOME if case.verdict != "wrong"]
WRONG = [case for case in SOME if case.verdict == "wrong"]


@functools.cache
def report_of(name: str) -> Report:
    return check_script(CASES[name].source, f"{name}.py")


@dataclass(frozen=True)
class Score:
    """Of the mistakes of some scripts, how many were found.

    lines     blamed lines that should be
    causes    of these, those with the right cause, if need be among several that fit
    innocent  blamed lines that should not be
    """

    mistakes: int
    lines: int
    causes: int
    innocent: int
    detected: int


def score(cases: list[Case]) -> Score:
    mistakes = lines = causes = innocent = detected = 0
    for case in cases:
        report = report_of(case.id)
        wanted = {line: kind for kind, line in case.blamed}
        found = {each.line: (each.mistake, *each.also) for each in report.findings}
        mistakes += len(wanted)
        lines += len(wanted.keys() & found.keys())
        causes += sum(wanted[line] in found.get(line, ()) for line in wanted)
        innocent += len(found.keys() - wanted.keys())
        detected += report.verdict == "wrong"
    return Score(mistakes, lines, causes, innocent, detected)


def is_as_it_should(case: Case) -> bool:
    report, wanted = report_of(case.id), dict.fromkeys(line for _, line in case.blamed)
    named = {each.line: (each.mistake, *each.also) for each in report.findings}
    same = all(kind in named.get(line, ()) for kind, line in case.blamed)
    return report.verdict == case.verdict and named.keys() == wanted.keys() and same


@pytest.mark.parametrize("case", RIGHT, ids=[case.id for case in RIGHT])
def test_no_false_alarm(case: Case) -> None:
    report = report_of(case.id)
    assert [(each.line, each.mistake) for each in report.findings] == []
    assert report.verdict in ("right", "scaled")


def test_mistakes_are_detected() -> None:
    missed = [case.id for case in WRONG if report_of(case.id).verdict != "wrong"]
    assert missed == []


def test_the_right_lines_are_blamed() -> None:
    found = score(WRONG)
    assert found.lines >= 0.87 * found.mistakes, found
    assert found.innocent <= 0.16 * found.mistakes, found


def test_the_right_causes_are_named() -> None:
    found = score(WRONG)
    assert found.causes >= 0.82 * found.mistakes, found


@pytest.mark.parametrize("case", SOME[::5], ids=[case.id for case in SOME[::5]])
def test_a_corrected_script_is_right(case: Case) -> None:
    corrected = report_of(case.id).corrected
    assert corrected is None or check_script(corrected).verdict in ("right", "scaled")


def main() -> None:
    """All of them, with the rates at the end."""
    for case in CASES.values():
        if not is_as_it_should(case):
            report = report_of(case.id)
            found = [(each.mistake, each.line) for each in report.findings]
            print(f"{case.id}: {case.verdict} {case.blamed}, found {report.verdict} {found}")
    print(score([case for case in CASES.values() if case.verdict == "wrong"]))
    alarms = [c for c in CASES.values() if c.verdict != "wrong" and not report_of(c.id)]
    print(f"{len(alarms)} false alarms or unknown")


if __name__ == "__main__":
    sys.exit(main())
