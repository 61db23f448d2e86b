"""The README: every block runs in a temporary folder, and its output is compared."""

import re
import subprocess
from pathlib import Path

import pytest

from documents import ROOT, answer, blocks, renewed

README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDES = {"README": README, "CONTRIBUTING": (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")}
MOST_WORDS = 90  # before the first block
LARGEST_PICTURE = 60_000  # bytes


def test_every_example_gives_what_the_readme_says() -> None:
    assert renewed(README) == README


def test_the_demo_prints_what_the_readme_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    printed = answer("whygrad demo")
    (shown,) = (block.body for block in blocks(README) if block.kind == "excerpt")
    assert f"\n{shown}" in printed
    assert (tmp_path / "whygrad-demo").is_dir()


@pytest.mark.parametrize("name", GUIDES)
def test_make_has_every_target(name: str) -> None:
    lines = [line for b in blocks(GUIDES[name]) if b.kind == "sh" for line in b.body.splitlines()]
    targets = [re.fullmatch(r"make (\w+)( +# .*)?", line)[1] for line in lines]
    subprocess.run(["make", "--dry-run", *targets], cwd=ROOT, check=True, capture_output=True)


def test_the_first_block_comes_soon() -> None:
    before = README.split("\n```", 1)[0]
    assert len(before.split()) <= MOST_WORDS


def test_the_picture_is_there_and_small() -> None:
    (path,) = re.findall(r"!\[.*?\]\((.*?)\)", README)
    content = (ROOT / path).read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) < LARGEST_PICTURE
