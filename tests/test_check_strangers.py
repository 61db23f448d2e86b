"""Scripts that were written without sight of the checker: how often it is right about them.

    .venv/bin/python tests/test_check_strangers.py    # every script; a line for each that is wrong

The everyday test takes every third one. The aims: every mistake detected, no false alarm, 90% of
the right lines, 80% of the right causes, at most 10% innocent lines.
"""

import functools
import sys

import pytest

from mistaken.strangers import FOLDER, STRANGERS, Blamed, Script
from whygrad.checking.checks import check_script
from whygrad.checking.findings import Report

SOME = list(STRANGERS)[::3]
RIGHT = [name for name in SOME if STRANGERS[name].verdict != "wrong"]
WRONG = [name for name in SOME if STRANGERS[name].verdict == "wrong"]


@functools.cache
def report_of(name: str) -> Report:
    text = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    return check_script(text, f"{name}.py")


def answers(script: Script, line: int, kind: str) -> Blamed:
    """What counts as finding a mistake: its line, or one that a person could point at instead."""
    alone = len(script.blamed) == 1
    return [(line, kind), *(each for each in script.instead if alone or each[1] == kind)]


def score(names: list[str]) -> tuple[int, int, int, int]:
    """Mistakes; those whose line was blamed; those with the cause; innocent lines."""
    mistakes = lines = causes = innocent = 0
    for name in names:
        script, report = STRANGERS[name], report_of(name)
        found = {each.line: (each.mistake, *each.also) for each in report.findings}
        fair = {line for line, _ in (*script.blamed, *script.instead)}
        innocent += len(found.keys() - fair)
        for line, kind in script.blamed:
            mistakes += 1
            fitting = answers(script, line, kind)
            lines += any(place in found for place, _ in fitting)
            causes += any(
                kind in found.get(place, ()) or one in found.get(place, ())
                for place, one in fitting
            )
    return mistakes, lines, causes, innocent


@pytest.mark.parametrize("name", RIGHT)
def test_no_false_alarm(name: str) -> None:
    report = report_of(name)
    assert [(each.line, each.mistake) for each in report.findings] == []
    assert report.verdict in ("right", "scaled")


@pytest.mark.parametrize("name", WRONG)
def test_every_mistake_is_detected(name: str) -> None:
    assert report_of(name).verdict == "wrong"


def test_lines_and_causes() -> None:
    mistakes, lines, causes, innocent = score(WRONG)
    assert lines >= 0.9 * mistakes, (mistakes, lines)
    assert causes >= 0.8 * mistakes, (mistakes, causes)
    assert innocent <= 0.1 * mistakes, (mistakes, innocent)


def main() -> None:
    """All of them, with the rates at the end."""
    for name, script in STRANGERS.items():
        report = report_of(name)
        found = [(each.line, each.mistake) for each in report.findings]
        if script.verdict == "wrong":
            mistakes, _, causes, innocent = score([name])
            if causes < mistakes or innocent:
                print(f"{name}: {script.blamed}, found {report.verdict} {found}")
        elif found or not report:
            print(f"{name}: {script.verdict}, found {report.verdict} {found}")
    print(score([name for name, script in STRANGERS.items() if script.verdict == "wrong"]))


if __name__ == "__main__":
    sys.exit(main())
