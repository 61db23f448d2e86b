"""From text to Python's syntax tree: limits first, then comments, brackets, keywords.

Nothing here evaluates anything; whatever `ast` itself throws ends in a `TextError`.
"""

from __future__ import annotations

import ast
import keyword
import re
import textwrap
import warnings
from dataclasses import dataclass, field
from typing import NoReturn

from whygrad.language.equations import Place
from whygrad.language.messages import TextError, WhygradError

NO_FILE = ""  # where a text does not parse, Python would open the file of this name
MOST_CHARACTERS = 100_000
DEEPEST_BRACKETS = 50
CLOSING = {"(": ")", "[": "]", "{": "}"}
LONGEST_NAME = 100
LONGEST_NUMBER = 400
NUMBER = re.compile(r"(?<![\w.])[\d.][\w.]*(?:(?<=[eE])[+-]\d+)?")
BRACKET = re.compile(r"[][(){}]")
FOREIGN = re.compile(r"""[^\t -~]|['";\\^@!]""")
WORD = re.compile(r"(?<!\w)[A-Za-z_][A-Za-z0-9_]*")
ADVICE = {
    "'": "Text in quotes is not part of the language.",
    '"': "Text in quotes is not part of the language.",
    ";": "One line holds one declaration or equation.",
    "\\": "To go on in the next line, put the expression in brackets.",
    "^": "A power is written `**`.",
    "@": "A matrix product is a sum: `sum[k](a[i, k] * b[k, j])`.",
    "!": "The operators are `+ - * / **`.",
    "×": "A product is written `*`.",
    "·": "A product is written `*`.",
    "÷": "A quotient is written `/`.",
    "−": "A minus is written `-`.",
    "–": "A minus is written `-`.",
    "²": "A square is written `**2`.",
    "\u00a0": "A space is an ordinary space.",
}
INDENTED = "this line begins further to the right."
GOING_ON = "All lines begin alike; an expression goes on in the next line where brackets are open."
KEYWORD_ADVICE = {
    **dict.fromkeys(("if", "else"), "A choice is written `step(z)`, which is 1 above 0, else 0."),
    "True": "Write 1.",
    "False": "Write 0.",
}


@dataclass
class Scan:
    """A text taken apart: its lines, its comments by line number, its syntax tree."""

    lines: list[str]
    source: str = ""
    margin: int = 0
    comments: dict[int, str] = field(default_factory=dict)
    bare: set[int] = field(default_factory=set)  # lines that hold a comment alone
    tree: ast.Module = field(default_factory=lambda: ast.Module([], []))

    def fail(self, what: str, place: Place, advice: str = "") -> NoReturn:
        line = " " * self.margin + self.lines[place.line - 1]
        shifted = Place(place.line, place.column + self.margin, place.end_column + self.margin)
        raise TextError(what, shifted, line, advice=advice, source=self.source) from None


def place_of(node: ast.AST) -> Place:
    """Where a node stands; one that goes on in other lines is marked to its line's end."""
    line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0) + 1
    if getattr(node, "end_lineno", line) != line:
        return Place(line, column, 10**6)
    return Place(line, column, getattr(node, "end_col_offset", column) + 1)


def scan(text: str, source: str = "", *, whole: bool = False) -> Scan:
    """Take a text apart. Raises `WhygradError` on anything that is not Python syntax.

    A whole step may be longer and deeper than what a person writes: gradients are.
    """
    most = MOST_CHARACTERS * (10 if whole else 1)
    if not isinstance(text, str):
        raise WhygradError(f"Equations are text; this is {type(text).__name__}.")
    if len(text) > most:
        where = f"{source}: " if source else ""
        raise WhygradError(
            f"{where}the text has {len(text):,} characters; at most {most:,} are read."
        )
    lines = re.split(r"\r\n|\r|\n", text)
    dedented = textwrap.dedent("\n".join(lines)).split("\n")
    margin = max((len(a) - len(b) for a, b in zip(lines, dedented, strict=True) if b), default=0)
    found = Scan(dedented, source, margin)
    code = [split_comment(found, number, line) for number, line in enumerate(dedented, 1)]
    check_characters(found, code)
    check_brackets(found, code, DEEPEST_BRACKETS * (2 if whole else 1))
    check_numbers(found, code)
    check_words(found, code)
    found.tree = syntax_tree(found, "\n".join(code))
    return found


def split_comment(found: Scan, number: int, line: str) -> str:
    code, mark, comment = line.partition("#")
    if mark:
        found.comments[number] = " ".join(comment.split())
        if not code.strip():
            found.bare.add(number)
    return code.rstrip()


def check_characters(found: Scan, code: list[str]) -> None:
    for number, line in enumerate(code, 1):
        match = FOREIGN.search(line)
        if match:
            character = match.group()
            known = character in ADVICE and character.isprintable()
            found.fail(
                f"{f'`{character}`' if known else f'the character {character!r}'}"
                " is not part of the language.",
                Place(number, match.start() + 1, match.end() + 1),
                ADVICE.get(character, "Names are letters a to z and A to Z, digits and _."),
            )


def check_brackets(found: Scan, code: list[str], deepest: int) -> None:
    opened: list[tuple[str, Place]] = []
    for number, line in enumerate(code, 1):
        for match in BRACKET.finditer(line):
            character, place = match.group(), Place(number, match.start() + 1, match.end() + 1)
            if character in CLOSING:
                opened.append((character, place))
                if len(opened) > deepest:
                    found.fail(
                        f"brackets nest more than {deepest} deep.",
                        place,
                        "Split the expression over several equations.",
                    )
            elif character in CLOSING.values():
                if not opened:
                    found.fail(f"`{character}` closes nothing.", place)
                opening, _ = opened.pop()
                if CLOSING[opening] != character:
                    found.fail(f"`{character}` cannot close `{opening}`.", place)
    if opened:
        opening, place = opened[-1]
        found.fail(f"`{opening}` is never closed.", place)


def check_words(found: Scan, code: list[str]) -> None:
    for number, line in enumerate(code, 1):
        for match in WORD.finditer(line):
            word = match.group()
            if len(word) > LONGEST_NAME:
                found.fail(
                    f"this name has {len(word):,} characters; at most {LONGEST_NAME} are read.",
                    Place(number, match.start() + 1, match.end() + 1),
                )
            if keyword.iskeyword(word):
                found.fail(
                    f"`{word}` is a Python keyword.",
                    Place(number, match.start() + 1, match.end() + 1),
                    KEYWORD_ADVICE.get(word, f"As a name, write `{word.lower()}_`."),
                )


def check_numbers(found: Scan, code: list[str]) -> None:
    for number, line in enumerate(code, 1):
        for match in NUMBER.finditer(line):
            place = Place(number, match.start() + 1, match.end() + 1)
            written = match.group()
            count = sum(character.isdigit() for character in written)
            if count > LONGEST_NUMBER:
                found.fail(
                    f"this number has {count:,} digits; at most {LONGEST_NUMBER} are read.",
                    place,
                    "A large number is written as in 1e6.",
                )
            if written.isdigit() and written.startswith("0") and written.strip("0"):
                found.fail(
                    "a whole number does not begin with 0.", place, "Expected 2, 0.5 or 1e-3."
                )


def syntax_tree(found: Scan, code: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(code, NO_FILE)
    except SyntaxError as error:
        line = min(max(error.lineno or 1, 1), len(found.lines))
        column = max(error.offset or 1, 1)
        if isinstance(error, IndentationError):
            found.fail(INDENTED, Place(line, 1, column + 1), GOING_ON)
        found.fail(
            "this does not read as a declaration or an equation.",
            Place(line, column, column + 1),
            "Expected a line such as `x[i]: data` or `y[i] = 2 * x[i]`.",
        )
    except (ValueError, RecursionError, MemoryError, OverflowError):
        number = deepest_line(code)
        place = Place(number, 1, len(found.lines[number - 1]) + 1)
        found.fail("this is too deep to read.", place, "Split it over several equations.")


def deepest_line(code: str) -> int:
    """The first line on which Python's own reader gives up, else the longest."""
    lines = code.split("\n")
    for number, line in enumerate(lines, 1):
        try:
            ast.parse(line.strip(), NO_FILE)
        except SyntaxError:
            continue
        except (ValueError, RecursionError, MemoryError, OverflowError):
            return number
    return 1 + max(range(len(lines)), key=lambda number: len(lines[number]))
