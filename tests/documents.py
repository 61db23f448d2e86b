"""The examples of a document, run again: what they print must be what the document says.

    .venv/bin/python tests/documents.py README.md docs/*.md    # writes the outputs anew

The tables of functions and of modules are made anew too. A fenced block is one of these; what it
gives stands in the `text` block right behind it.

    eq        a text of equations: its derived gradients, or the message that refuses it
    python    statements, run one block after the other with the same names: what they print; a
              block that begins with `# NAME.py` is written to a file of this name instead
    console   commands behind `$ `, run in one temporary folder, with their output below each
    sh        targets of the Makefile: they are there
    excerpt   lines of what the demo prints
    ebnf      the grammar, compared with the parser by tests/test_docs.py
"""

import ast
import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from math import isclose
from pathlib import Path

from whygrad.calculus.derivation import derive
from whygrad.language.functions import FUNCTIONS, Function
from whygrad.language.messages import WhygradError
from whygrad.language.notation import equations_text
from whygrad.language.parsing import parse

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "whygrad"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$(?:\n\n^```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `(\w+)\(.*?\)` \| (.*?) \|.*\|.*\|$", re.MULTILINE)
SCRIPT = re.compile(r"# (\w+\.py)\n")
LONG_NUMBER = re.compile(r"-?\d*\.\d{10,}(?:e-?\d+)?")
MODULES = re.compile(r"^(\| module in `(\w+)` .*\n\|---.*\n)(?:\|.*\n)*", re.MULTILINE)
KINDS = ("console", "ebnf", "eq", "excerpt", "python", "sh")


@dataclass
class Block:
    """A fenced block; `output` is the `text` block behind it, None where there is none."""

    kind: str
    body: str
    output: str | None
    line: int


def blocks(document: str) -> Iterator[Block]:
    for found in FENCE.finditer(document):
        kind, body, output = found.groups()
        yield Block(kind, body, output, document.count("\n", 0, found.start()) + 1)


def renewed(document: str) -> str:
    """The document with every output as it is now."""
    document = ROW.sub(lambda found: function_row(FUNCTIONS[found[1]], found[2]), document)
    floors = [floor for _, floor in MODULES.findall(document)]
    document = MODULES.sub(lambda found: found[1] + module_rows(found[2], floors), document)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        names: dict[str, object] = {"__name__": "__main__"}
        return FENCE.sub(lambda found: renewed_block(found, names), document)


def renewed_block(found: re.Match[str], names: dict[str, object]) -> str:
    kind, body, output = found.groups()
    if kind == "python" and (file := SCRIPT.match(body)):
        Path(file[1]).write_text(body, encoding="utf-8")
        return found[0]
    if kind == "console":
        return f"```console\n{settled(body, console(body))}```"
    if kind not in ("eq", "python"):
        return found[0]
    printed = settled(output or "", gradients(body) if kind == "eq" else run(body, names))
    is_shown = output is not None or (kind == "python" and printed != "")
    shown = f"\n\n```text\n{printed}```" if is_shown else ""
    return f"```{kind}\n{body}```{shown}"


def settled(before: str, now: str) -> str:
    """The text as it is now; as it was before if only last digits of long numbers differ.

    Machines add in different orders, so that they print different last digits.
    """
    old, new = LONG_NUMBER.findall(before), LONG_NUMBER.findall(now)
    same = LONG_NUMBER.sub("", before) == LONG_NUMBER.sub("", now) and len(old) == len(new)
    near = same and all(
        isclose(float(a), float(b), rel_tol=1e-9) for a, b in zip(old, new, strict=True)
    )
    return before if near else now


def function_row(row: Function, value: str) -> str:
    """A row of the table of functions; only its value is written by hand."""
    call = f"{row.name}({', '.join(row.arguments)})"
    slopes = ", ".join(f"`{slope}`" for slope in row.derivatives)
    kinks = "; ".join(kink_text(row, *kink) for kink in row.kinks)
    return f"| `{call}` | {value} | {slopes} | {kinks} |"


def kink_text(row: Function, point: tuple[float, ...], slopes: tuple[float, ...]) -> str:
    taken = ", ".join(f"{slope:g}" for slope in slopes)
    where = " = ".join(row.arguments) if len(point) > 1 else f"{row.arguments[0]} = {point[0]:g}"
    return f"{taken} at {where}"


def module_rows(floor: str, floors: list[str]) -> str:
    """A row for each module of a floor; those that are on no floor belong to `whygrad` itself."""
    rows = []
    for file in sorted(PACKAGE.rglob("*.py")):
        name = file.relative_to(PACKAGE).as_posix()
        top = name.split("/")[0]
        tree = ast.parse(file.read_text(encoding="utf-8"))
        if (top if top in floors else "whygrad") == floor and len(tree.body) > 1:
            first = (ast.get_docstring(tree) or "").split("\n\n")[0]
            rows.append(f"| `{name}` | {' '.join(first.split())} |\n")
    return "".join(rows)


def gradients(text: str) -> str:
    try:
        return equations_text(derive(parse(text)).backward) + "\n"
    except WhygradError as error:
        return f"{error}\n"


def run(body: str, names: dict[str, object]) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(body, "<document>", "exec"), names)
    return "\n".join(line.rstrip() for line in [*printed.getvalue().splitlines(), ""])


def console(body: str) -> str:
    """The commands with what they print, in the order of a terminal."""
    commands = re.findall(r"^\$ (?:.*\\\n)*.*\n", body, re.MULTILINE)
    return "\n".join(command + answer(command[2:]) for command in commands)


def answer(command: str) -> str:
    here = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-c", command],
        env={**os.environ, "PATH": here, "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )
    return done.stdout


def main() -> None:
    for path in map(Path, sys.argv[1:]):
        path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
