"""The gallery: each mistake is made, trained and found, and its page is up to date."""

import functools
import json
import math
import re
from pathlib import Path

import pytest

from documents import settled
from whygrad.checking.checks import check_script
from whygrad.checking.gallery import PICTURES, Exhibit, exhibits, gallery_text
from whygrad.checking.mistakes import BY_ID
from whygrad.cli import main

ROOT = Path(__file__).parents[1]
NAMES = sorted({picture.script for picture in PICTURES.values()})


@functools.cache
def gallery() -> dict[str, Exhibit]:
    return {each.picture.mistake: each for each in exhibits()}


def test_it_has_every_mistake_of_the_catalogue() -> None:
    assert sorted(PICTURES) == sorted(BY_ID)


@pytest.mark.parametrize("name", NAMES)
def test_the_scripts_without_a_mistake_are_right(name: str) -> None:
    right = next(each.right for each in PICTURES.values() if each.script == name)
    assert check_script(right).verdict == "right"


@pytest.mark.parametrize("mistake", sorted(PICTURES))
def test_each_mistake_is_found_alone(mistake: str) -> None:
    found = gallery()[mistake].report.findings
    assert [each.mistake for each in found] == [mistake]


@pytest.mark.parametrize("mistake", sorted(PICTURES))
def test_every_row_shows_its_figures(mistake: str) -> None:
    row = gallery()[mistake]
    assert row.right.message == row.yours.message == ""
    assert row.right.last is not None
    assert math.isfinite(row.right.last)
    assert row.yours.last is not None
    assert row.right.losses[0][1] > row.right.last


def test_most_mistakes_still_train() -> None:
    assert sum(each.reduction >= 0.9 for each in gallery().values()) >= len(PICTURES) / 2


def test_the_page_is_up_to_date() -> None:
    page = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    assert settled(page, gallery_text(list(gallery().values()))) == page


def test_the_page_names_every_line_that_is_changed() -> None:
    text = gallery_text(list(gallery().values()))
    for mistake, row in gallery().items():
        (part,) = re.findall(rf"^## {mistake}$(.*?)(?=^## |\Z)", text, re.M | re.S)
        assert f"line {row.finding.line}: " in part


def test_the_command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from whygrad.checking import gallery as module

    rows = list(gallery().values())
    monkeypatch.setattr(module, "exhibits", lambda: rows)
    assert main(["check", "--gallery"]) == 0
    assert capsys.readouterr().out == gallery_text(rows)
    assert main(["check", "--gallery", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)["gallery"]
    assert [each["mistake"] for each in data] == sorted(PICTURES)
