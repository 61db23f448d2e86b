"""The pages of docs/: every example runs, every table and name agrees with the code."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from documents import KINDS, ROOT, blocks, renewed
from whygrad.calculus.evaluation import value_at
from whygrad.language import reading, scanning
from whygrad.language.functions import FUNCTIONS
from whygrad.language.messages import WhygradError
from whygrad.language.parsing import LONGEST_INDEX, parse, parse_formula
from whygrad.language.vocabulary import DISTRIBUTIONS, RESERVED, STARTS
from zoo import ZOO

PAGES = sorted((ROOT / "docs").glob("*.md"))
TEXTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *PAGES]
LANGUAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
HOUSE = (ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8")
PACKAGE = ROOT / "src" / "whygrad"
WIDEST = 110


def section(document: str, title: str) -> str:
    """What stands under a title, up to the next one of its level or a higher one."""
    marks, rest = re.split(rf"^(#+) {re.escape(title)}$", document, maxsplit=1, flags=re.M)[1:]
    return re.split(rf"^#{{1,{len(marks)}}} ", rest, maxsplit=1, flags=re.M)[0]


def prose(document: str) -> Iterator[tuple[int, str]]:
    """The lines that stand in no block, with their numbers."""
    inside = False
    for number, line in enumerate(document.splitlines(), 1):
        if line.startswith("```"):
            inside = not inside
        elif not inside:
            yield number, line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_example_gives_what_the_page_says(page: Path) -> None:
    document = page.read_text(encoding="utf-8")
    assert renewed(document) == document


def test_a_wrong_output_is_noticed() -> None:
    wrong = LANGUAGE.replace("grad_bias      = sum", "grad_bias      = mean")
    assert wrong != LANGUAGE
    assert renewed(wrong) == LANGUAGE


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_block_is_of_a_kind_that_is_run(path: Path) -> None:
    document = path.read_text(encoding="utf-8")
    found = list(blocks(document))
    outputs = sum(block.output is not None for block in found)
    assert [block for block in found if block.kind not in KINDS] == []
    assert document.count("\n```") == 2 * (len(found) + outputs)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    document = path.read_text(encoding="utf-8")
    written = "\n".join(re.sub("`[^`]*`", "code", line) for _, line in prose(document))
    for target in re.findall(r"\]\(([^)\s]+)\)", written):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file) if file else path
        assert there.exists(), target
        if anchor:
            assert anchor in anchors(there.read_text(encoding="utf-8")), target


def anchors(document: str) -> list[str]:
    titles = re.findall(r"^#+ (.*)$", document, re.MULTILINE)
    return [re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_lines_are_not_too_wide(path: Path) -> None:
    lines = prose(path.read_text(encoding="utf-8"))
    assert [n for n, line in lines if len(line) > WIDEST and line[0] != "|"] == []


def test_the_table_has_every_function() -> None:
    rows = re.findall(r"^\| `(\w+)\(", section(LANGUAGE, "Functions"), re.MULTILINE)
    assert rows == list(FUNCTIONS)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_value_that_is_a_formula_is_the_function(name: str) -> None:
    row = FUNCTIONS[name]
    written = re.search(rf"^\| `{name}\(.*?\)` \| `(.*?)` \|", LANGUAGE, re.MULTILINE)
    if written is None:
        return
    formula = parse_formula(written[1], row.arguments)
    for point in row.points:
        values = {n: np.float64(v) for n, v in zip(row.arguments, point, strict=True)}
        known = {n: np.asarray(v) for n, v in values.items()}
        expected = row.value(*values.values())
        assert value_at(formula, {}, known, {}, np.float64) == pytest.approx(expected, rel=1e-12)


def test_every_start_and_every_distribution_is_named() -> None:
    table, _ = section(LANGUAGE, "Starting values").split("\n\nFan-out")
    assert set(STARTS) == set(re.findall(r"`(\w+)\(", table))
    sentence, _ = section(LANGUAGE, "Draws").split("```", 1)
    assert set(DISTRIBUTIONS) == set(re.findall(r"`(\w+)", sentence))


def test_the_reserved_words_are_all_named() -> None:
    groups = {*FUNCTIONS, *reading.REDUCTIONS, *STARTS, *DISTRIBUTIONS}
    named = set(re.findall(r"`(\w+)`", section(LANGUAGE, "Names")))
    assert set(RESERVED) - groups <= named


def test_the_limits_are_those_of_the_parser() -> None:
    numbers = [
        int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", section(LANGUAGE, "Limits"))
    ]
    assert numbers == [
        scanning.MOST_CHARACTERS,
        scanning.DEEPEST_BRACKETS,
        reading.DEEPEST_EXPRESSION,
        LONGEST_INDEX,
        reading.LONGEST_NUMBER,
    ]


def test_the_house_names_every_module() -> None:
    """Each table is made from the docstrings; here, that none is left out."""
    files = [file.relative_to(PACKAGE).as_posix() for file in PACKAGE.rglob("*.py")]
    missing = [name for name in files if HOUSE.count(f"| `{name}` | ") != 1]
    assert [name for name in missing if not name.endswith("/__init__.py")] == []


def test_every_file_that_is_named_exists() -> None:
    for path in TEXTS:
        named = re.findall(r"`((?:\w+/)*\w+\.py)`", path.read_text(encoding="utf-8"))
        gone = [n for n in named if not any((place / n).exists() for place in (ROOT, PACKAGE))]
        assert [name for name in gone if name != "__init__.py"] == []


# The grammar, read from the page: token lists are matched against it by backtracking.

TOKEN = re.compile(r"\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\w+|\*\*|\S")
PIECE = re.compile(r'"[^"]+"|\w+|[][{}()|]')
Rules = dict[str, object]
FAULTS_OF_FORM = (
    "does not read as an equation",
    "is not part of the language",
    "neither a declaration nor an equation",
    "cannot stand on the left",
)


def grammar() -> Rules:
    (page,) = (block.body for block in blocks(LANGUAGE) if block.kind == "ebnf")
    rules = (rule.split("=", 1) for rule in page.split(" ;\n") if rule.strip())
    return {name.strip(): alternatives(PIECE.findall(right)) for name, right in rules}


def alternatives(pieces: list[str]) -> tuple[object, ...]:
    """("or", sequence, ...); a sequence has names, terminals, and ("[" or "{", inner)."""
    found: list[list[object]] = [[]]
    while pieces and pieces[0] not in "])}":
        piece = pieces.pop(0)
        if piece == "|":
            found.append([])
        elif piece in ("(", "[", "{"):
            found[-1].append((piece, alternatives(pieces)))
            pieces.pop(0)
        else:
            found[-1].append(piece)
    return ("or", *found)


def ends(rules: Rules, part: object, tokens: list[str], at: int) -> set[int]:
    """Where a part of the grammar can end that begins at a token."""
    match part:
        case str():
            if part in rules:
                return ends(rules, rules[part], tokens, at)
            return {at + 1} if at < len(tokens) and is_terminal(part, tokens[at]) else set()
        case ("or", *sequences):
            return set().union(*(ends(rules, list(s), tokens, at) for s in sequences))
        case ("(", inner):
            return ends(rules, inner, tokens, at)
        case ("[", inner):
            return {at} | ends(rules, inner, tokens, at)
        case ("{", inner):
            found, new = {at}, {at}
            while new:
                new = set().union(*(ends(rules, inner, tokens, n) for n in new)) - found
                found |= new
            return found
    places = {at}
    for one in part:
        places = set().union(*(ends(rules, one, tokens, n) for n in places))
    return places


def is_terminal(terminal: str, token: str) -> bool:
    match terminal:
        case "name":
            return re.fullmatch(r"[A-Za-z]\w*", token, re.ASCII) is not None
        case "number":
            return token[0] in ".0123456789" and token != "."
        case "newline":
            return token == "\n"
    return terminal.strip('"') == token


def tokens_of(text: str) -> list[str]:
    """The tokens of a text, without comments; a line goes on where brackets are open."""
    found: list[str] = []
    depth = 0
    for line in text.splitlines():
        tokens = TOKEN.findall(line.split("#")[0])
        depth += sum((t in "([") - (t in ")]") for t in tokens)
        found += tokens if depth > 0 else [*tokens, "\n"]
    return found


def fits(rules: Rules, tokens: list[str]) -> bool:
    return len(tokens) in ends(rules, "text", tokens, 0)


def fault_of(text: str) -> str:
    try:
        parse(text)
    except WhygradError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("name", ZOO)
def test_the_grammar_describes_every_model(name: str) -> None:
    assert fits(grammar(), tokens_of(ZOO[name].text))


def test_the_grammar_and_the_parser_refuse_the_same() -> None:
    """Texts with a token changed: what the parser takes fits the grammar, and what fits the
    grammar is refused for its names, indexes or counts only, never for its form."""
    rules, chance = grammar(), random.Random(1)
    inserted = ["x", "2", ":", "=", "+", "-", "**", ",", "(", ")", "[", "]", "data", "\n", "%"]
    refused = 0
    for model in ZOO.values():
        tokens = tokens_of(model.text)
        for _ in range(12):
            at = chance.randrange(len(tokens))
            changed = [*tokens[:at], chance.choice(inserted), *tokens[at + chance.randrange(2) :]]
            text = " ".join(changed).replace("\n ", "\n")
            fault = fault_of(text)
            form = any(words in fault for words in FAULTS_OF_FORM)
            if fits(rules, tokens_of(text)):
                assert not form, (model.name, text, fault)
            else:
                assert fault, (model.name, text)
                refused += 1
    assert refused > 100
