"""The corpus of hand-written scripts, each case measured by differences of its own loss."""

import ast
import contextlib
import io
import math
import re
from collections import defaultdict
from dataclasses import replace

import pytest

from mistaken.cases import CASES, GALLERY, UNREADABLE
from mistaken.scripts import MISTAKES, RIGHT_FOLDER, UNREADABLE_FOLDER, Case, Twin
from mistaken.verification import measured_verdict, seeded

TWINS = sorted({case.twin.name: case.twin for case in CASES.values()}.items())


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_measured(case: Case) -> None:
    verdict, factor = measured_verdict(case.source, case.twin)
    assert verdict == case.verdict
    if case.factor is not None:
        assert factor == pytest.approx(case.factor, rel=1e-6)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_blamed_lines_are_there(case: Case) -> None:
    assert bool(case.blamed) == (case.verdict == "wrong")
    assert {mistake for mistake, _ in case.blamed} <= set(MISTAKES)


@pytest.mark.parametrize("twin", [twin for _, twin in TWINS], ids=[name for name, _ in TWINS])
def test_right_scripts_run(twin: Twin) -> None:
    with seeded(), contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(twin.source, twin.name, "exec"), {"__name__": "__main__"})
    last = printed.getvalue().splitlines()[-1]
    (number,) = re.findall(r"(?:loss|cost).*?(-?[\d.]+(?:e[-+]\d+)?)$", last, re.IGNORECASE)
    assert math.isfinite(float(number))


def test_every_file_has_its_case() -> None:
    assert [name for name, _ in TWINS] == sorted(path.stem for path in RIGHT_FOLDER.glob("*.py"))
    assert list(UNREADABLE) == sorted(path.stem for path in UNREADABLE_FOLDER.glob("*.py"))


def test_every_mistake_in_three_styles() -> None:
    styles = defaultdict(set)
    for case in CASES.values():
        for mistake, _ in case.findings:
            styles[mistake].add(case.twin.style)
    assert {mistake: len(styles[mistake]) >= 3 for mistake in MISTAKES} == dict.fromkeys(
        MISTAKES, True
    )


def test_gallery_shows_every_mistake_alone() -> None:
    shown = {mistake: [one for one, _ in CASES[name].findings] for mistake, name in GALLERY.items()}
    assert shown == {mistake: [mistake] for mistake in MISTAKES}


@pytest.mark.parametrize("name", UNREADABLE)
def test_unreadable_scripts_name_a_line(name: str) -> None:
    verdict, line = UNREADABLE[name]
    text = (UNREADABLE_FOLDER / f"{name}.py").read_text(encoding="utf-8")
    assert verdict in {"unknown", "unusable"}
    assert not line or [one.strip() for one in text.splitlines()].count(line) == 1
    if verdict == "unknown":
        ast.parse(text)


PAIRS = [case for case in CASES.values() if len(case.edits) == len(case.findings) == 2]


@pytest.mark.parametrize("case", PAIRS, ids=[case.id for case in PAIRS])
def test_each_of_two_mistakes_is_one_alone(case: Case) -> None:
    for edit in case.edits:
        alone = replace(case, edits=(edit,))
        assert measured_verdict(alone.source, alone.twin)[0] == "wrong"
