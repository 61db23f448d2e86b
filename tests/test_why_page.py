"""The table of docs/why.md: each question is asked, and each answer is in what it gives."""

import contextlib
import re
from collections.abc import Iterator

import pytest

import documents
from documents import ROOT, blocks

PAGE = (ROOT / "docs" / "why.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+) \| (.+?) \| `(.+?)` \| (.+) \|$", re.MULTILINE)
ROWS = ROW.findall(PAGE)
IDS = [f"{number}-{place}" for place, (number, *_) in enumerate(ROWS)]
CODE = re.compile(r"`([^`]+)`")
CALLS = ("neuron.", "two_layers.", "classifier.", "step=")  # further questions within an answer


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, object]]:
    """The page's models in a folder, and what its Python names."""
    found: dict[str, object] = {"__name__": "__main__"}
    with contextlib.chdir(tmp_path_factory.mktemp("page")):
        for block in blocks(PAGE):
            if block.kind == "console":
                documents.console(block.body)
            elif block.kind == "python":
                documents.run(block.body, found)
        yield found


def test_the_table_is_whole() -> None:
    assert sorted({int(number) for number, *_ in ROWS}) == list(range(1, 24))
    assert len(re.findall(r"^\| \d+ \|", PAGE, re.MULTILINE)) == len(ROWS)


@pytest.mark.parametrize(("number", "claim", "ask", "answer"), ROWS, ids=IDS)
def test_row(names: dict[str, object], number: str, claim: str, ask: str, answer: str) -> None:
    given = documents.answer(ask) if ask.startswith("whygrad ") else str(eval(ask, names))
    for piece in CODE.findall(answer):
        if not piece.startswith(CALLS):
            assert piece in given, f"{number}: {piece}\n{given}"
    assert "Traceback" not in given
    assert claim.endswith((".", "true.", "false."))


def test_what_answers_add(names: dict[str, object]) -> None:
    """Figures and questions that stand in an answer beside its own."""
    assert not eval('two_layers.depends("grad_output2", "grad_output1")', names)
    assert not eval('neuron.depends("grad_output", "grad_weight")', names)
    before = eval('neuron.why("output", data={"celsius": [42]})', names)
    assert before.figure == "18.235"
    assert eval('classifier.history["accuracy"]', names)[0] == 0.5
    assert eval("(faster.parameters['weight'], faster.parameters['bias'])", names) == pytest.approx(
        (1.8, 32), abs=1e-6
    )
