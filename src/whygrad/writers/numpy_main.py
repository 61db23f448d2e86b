"""The end of a NumPy script: its data, its starting values, the run and what it prints."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from whygrad.language.equations import LEARNING_RATE, Declaration, Step
from whygrad.language.expressions import Expression
from whygrad.language.messages import WhygradError
from whygrad.writers.code import Code, number_code
from whygrad.writers.layout import assign, sequence
from whygrad.writers.literals import literal_lines, number_text
from whygrad.writers.numpy_draws import difference, stretched
from whygrad.writers.numpy_expressions import Scope, lower
from whygrad.writers.outline import FIRST, SEED, STEPS, Function
from whygrad.writers.wrapping import TAB

Columns = Mapping[str, Sequence[str] | tuple[str, Sequence[str]]]
Look = Callable[..., Scope]  # from the names at hand to the scope that looks at them
SMALL = 200  # so many numbers stand in the script itself
DEFAULT_RATE, DEFAULT_STEPS = "0.01", 1000
RANDOM = ("uniform", "normal", "glorot", "he")

READ_DATA = '''\
def read_data(path, columns):
    """The columns of a CSV file, as one table of numbers for each quantity."""
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
        tables = {name: table(rows, chosen) for name, chosen in columns.items()}
    except KeyError as missing:
        sys.exit(f"{path} has no column {missing}.")
    except (OSError, TypeError, ValueError) as error:
        sys.exit(f"{path} cannot be read: {error}.")
    return tables if rows else sys.exit(f"{path} has no rows.")
'''
TABLE = """\
def table(rows, chosen):
    return np.array([[float(row[column]) for column in chosen] for row in rows])
"""
TABLE_WITH_CATEGORIES = """\
def table(rows, chosen):
    if isinstance(chosen, tuple):
        column, categories = chosen
        return np.array([[float(row[column] == c) for c in categories] for row in rows])
    return np.array([[float(row[column]) for column in chosen] for row in rows])
"""
GLOROT = """\
def glorot(random, shape):
    limit = math.sqrt(6 / (math.prod(shape[:-1]) + math.prod(shape[-1:])))
    return -limit + 2 * limit * random.random_sample(shape)
"""
HE = """\
def he(random, shape):
    return math.sqrt(2 / math.prod(shape[:-1])) * random.standard_normal(shape)
"""


@dataclass(frozen=True)
class Run:
    """What a script runs: what it was given, and the rest of its settings."""

    data: Mapping[str, Any]
    starts: Mapping[str, Any]
    settings: Mapping[str, float]
    steps: int
    learning_rate: float | None
    seed: int
    columns: Columns


def main_blocks(step: Step, run: Run, train: Function, look: Look) -> tuple[list[str], str]:
    """What stands at the top of the script, and the block that runs it."""
    names = [line.name for line in step.data]
    scope = look([name for name in names if name in train.arguments], names)
    starting = start_lines(step, run, train, scope)
    loaded = names_in(starting, scope) | set(train.arguments)
    data = [line for line in step.data if line.name in loaded]
    inline = inlined(run.data, data)
    from_file = [line for line in data if line.name not in inline]
    sections = [
        constant_lines(step, run, loaded, "random." in "".join(starting), scope),
        [text for name in inline for text in literal_lines(scope.names[name], inline[name])],
        file_lines(from_file, step, run, look),
        starting,
        call_lines(train, scope),
        result_lines(step, train, scope),
    ]
    main = "\n\n".join("\n".join(section) for section in sections if section)
    top = reading_blocks(from_file, run) if from_file else []
    top += [text for name, text in (("glorot", GLOROT), ("he", HE)) if f" {name}(" in main]
    return top, f'if __name__ == "__main__":\n{main}\n'


def names_in(lines: Sequence[str], scope: Scope) -> set[str]:
    words = set(re.findall(r"(?<![\w.])[A-Za-z_]\w*", " ".join(lines)))
    return {name for name, word in scope.names.items() if word in words}


def inlined(data: Mapping[str, Any], lines: Sequence[Declaration]) -> dict[str, Any]:
    """The data that stand in the script: all, if they are few, else what no table holds."""
    given = {line.name: np.asarray(data[line.name], float) for line in lines if line.name in data}
    if sum(array.size for array in given.values()) <= SMALL:
        return given
    samples = next(line.indexes[0] for line in lines if line.indexes)
    return {line.name: given[line.name] for line in lines if samples not in line.indexes}


def constant_lines(step: Step, run: Run, loaded: set[str], random: bool, scope: Scope) -> list[str]:
    """What a reader may want to change."""
    values = {STEPS: str(run.steps)}
    declared = {line.name: number_code(line.value).text for line in step.settings if line.value}
    given = {name: number_text(value) for name, value in run.settings.items()}
    settings = {LEARNING_RATE: DEFAULT_RATE} | declared | given
    if run.learning_rate is not None:
        settings[LEARNING_RATE] = number_text(run.learning_rate)
    values |= {name: text for name, text in settings.items() if name in loaded}
    if random or SEED in loaded:
        values[SEED] = str(run.seed)
    return [f"{TAB}{scope.names[name]} = {text}" for name, text in values.items()]


def file_lines(lines: Sequence[Declaration], step: Step, run: Run, look: Look) -> list[str]:
    """The lines that read a CSV file and take the quantities out of it."""
    if not lines:
        return []
    usage = 'sys.exit(f"usage: python {sys.argv[0]} DATA.csv")'
    found = [f"{TAB}if len(sys.argv) != 2:", f"{TAB * 2}{usage}"]
    found.append(f"{TAB}data = read_data(sys.argv[1], columns)")
    taken: list[str] = []
    for line in sorted(lines, key=lambda line: step.sample_index not in line.indexes):
        scope = look(taken)
        found += assign([scope.names[line.name]], taken_from(line, step, run, scope), TAB)
        taken.append(line.name)
    return found


def taken_from(line: Declaration, step: Step, run: Run, scope: Scope) -> str:
    """A quantity out of its table, which has a row for each sample; others have the first rows."""
    table = f'data["{line.name}"]'
    if not line.indexes:
        return f"{table}[0, 0]"
    if line.indexes[0] != step.sample_index:
        rows = axis_sizes(line, line.indexes[:1], run, scope)[0]
        table = f"{table}[:{rows}" if rows.isdigit() else f"{table}[: {rows}"
        table += ", 0]" if len(line.indexes) == 1 else "]"
    elif len(line.indexes) == 1:
        table += "[:, 0]"
    if len(line.indexes) <= 2:
        return table
    sizes = axis_sizes(line, line.indexes[1:], run, scope)
    return f"{table}.reshape(-1, {', '.join(sizes)})"


def axis_sizes(line: Declaration, indexes: Sequence[str], run: Run, scope: Scope) -> list[str]:
    """The lengths of axes that the rows of a table do not tell."""
    if line.name in run.data:
        shape = np.shape(run.data[line.name])
        return [str(shape[line.indexes.index(index)]) for index in indexes]
    try:
        return [scope.size(index).text for index in indexes]
    except LookupError:
        raise WhygradError(
            f"A table of rows cannot tell the lengths of `{line.name}[{', '.join(line.indexes)}]`."
            f"\nGive the data, or declare the lengths, as in `{indexes[-1]}: index(3)`."
        ) from None


def reading_blocks(lines: Sequence[Declaration], run: Run) -> list[str]:
    """The columns of each quantity, and the functions that read them."""
    entries, categories = [], False
    for line in lines:
        chosen = run.columns.get(line.name) or default_columns(line, run)
        categories = categories or isinstance(chosen, tuple)
        entries.append(f"{quoted(line.name)}: {columns_text(chosen)}")
    text = "\n".join(sequence("columns = {", entries, "}", "", True)) + "\n"
    return [text, TABLE_WITH_CATEGORIES if categories else TABLE, READ_DATA]


def default_columns(line: Declaration, run: Run) -> list[str]:
    shape = np.shape(run.data.get(line.name, ()))
    width = math.prod(shape[1:]) if len(shape) > 1 else 1
    return [line.name] if width == 1 else [f"{line.name}_{k}" for k in range(1, width + 1)]


def columns_text(chosen: Any) -> str:
    if isinstance(chosen, tuple) and len(chosen) == 2 and not isinstance(chosen[1], str):
        return f"({quoted(chosen[0])}, {columns_text(list(chosen[1]))})"
    return f"[{', '.join(quoted(name) for name in chosen)}]"


def quoted(text: str) -> str:
    """A string in the quotes that formatters choose."""
    return json.dumps(text, ensure_ascii=False)


def start_lines(step: Step, run: Run, train: Function, scope: Scope) -> list[str]:
    """The starting values: given ones as they are, the others drawn in the order of the text."""
    lines = step.declared("parameter", "state")
    given = {name: np.asarray(value, float) for name, value in run.starts.items()}
    if sum(array.size for array in given.values()) > SMALL:
        given = {}
    drawn = [line.name for line in lines if at_random(line) and line.name not in given]
    found: list[str] = []
    for place, line in enumerate(lines):
        name = scope.names[line.name]
        later = {other.name for other in lines[place:]} & set(drawn)
        wanted = line.name in train.arguments
        if (wanted and line.name not in given) or (at_random(line) and later):
            found += assign([name], start_code(line, scope), TAB)
        if wanted and line.name in given:
            found += literal_lines(name, given[line.name])
    random = [f"{TAB}random = np.random.RandomState(seed)"]
    return (random if any("random" in text for text in found) else []) + found


def at_random(line: Declaration) -> bool:
    return line.start is not None and line.start.name in RANDOM


def start_code(line: Declaration, scope: Scope) -> str:
    """The code for a starting value."""
    assert line.start is not None
    sizes = [scope.size(axis).text for axis in line.indexes]
    shape = sizes[0] if len(sizes) == 1 else f"({', '.join(sizes)})" if sizes else ""
    kind, arguments = line.start.name, line.start.arguments
    if kind in ("glorot", "he"):
        return f"{kind}(random, {shape if len(sizes) > 1 else f'({shape},)' if sizes else '()'})"
    if kind == "uniform":
        sample = scope.make(Code(f"random.random_sample({shape})"))
        low, high = arguments
        return lower(stretched(low, difference(high, low), sample), (), scope).text
    if kind == "normal":
        sample = scope.make(Code(f"random.standard_normal({shape})"))
        mean, deviation = arguments
        return lower(stretched(mean, deviation, sample), (), scope).text
    value = {"zeros": "0.0", "ones": "1.0"}.get(kind) or real_text(arguments[0], scope)
    if not sizes:
        return value
    return f"np.{kind}({shape})" if kind != "constant" else f"np.full({shape}, {value})"


def real_text(value: Expression, scope: Scope) -> str:
    text = lower(value, (), scope).text
    return f"{text}.0" if text.lstrip("-").isdigit() else text


def call_lines(train: Function, scope: Scope) -> list[str]:
    arguments = [scope.names[name] for name in train.arguments if name != FIRST]
    targets = [scope.names[name] for name in train.returns]
    return assign(targets, f"train({', '.join(arguments)})", TAB)


def result_lines(step: Step, train: Function, scope: Scope) -> list[str]:
    """The first and the last loss and what was learned, printed."""
    loss = f'history["{step.loss}"]'
    lines = [
        f'{TAB}print("{step.loss} in the first step:", {loss}[0])',
        f'{TAB}print("{step.loss} in the last step: ", {loss}[-1])',
    ]
    for line in step.parameters:
        if line.name in train.returns:
            apart = ', sep="\\n"' if len(line.indexes) > 1 else ""
            name = scope.names[line.name]
            lines.append(f'{TAB}print("{line.name}:", {name}{apart})')
    return lines
